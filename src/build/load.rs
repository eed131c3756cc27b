//! The load stage: files to configuration, articles, terms, snippets, records and theme.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Request;
use crate::article::{self, Article, Snippet, Source, Term};
use crate::base::{Error, FileId, Interned, Memo, Memory, Shared, Span, Spanned};
use crate::config::{self, BaseUrl, Config};
use crate::diagnostic::{Diagnostic, MISSING_BASE_URL, Outcome, UNKNOWN_THEME};
use crate::markdown::{Fault, Outline, plain};
use crate::records;
use crate::site::Sources;
use crate::source::{
    self, FileIds, Overlay, Reads, SourceFile, SourceKind, SourceTree, WalkOptions,
};
use crate::theme::{Theme, Themes};
use crate::yaml::{self, CONFIGURATION};

/// Reads every file, after the configuration, which decides what a walk sees.
pub(super) fn read(
    request: &Request<'_>,
    ids: &mut FileIds,
    reads: &mut Reads,
    overlay: Option<&Overlay>,
    found: &mut Vec<Diagnostic>,
) -> Result<(SourceTree, Config), Error> {
    let config = configuration(request, ids, found)?;
    let options = WalkOptions { include: &config.include, overlay };
    let tree = source::walk_again(request.root, ids, &options, reads)?.collect(found);
    Ok((tree, config))
}

/// The configuration that a file and the command line ask for.
pub(super) fn configure(
    file: Option<&SourceFile>,
    request: &Request<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<Config, Error> {
    let mut config = config::parse(file).collect(found);
    check_words(file, found);
    replace_base_url(&mut config, request, found)?;
    Ok(config)
}

/// Tells marks in the words of `site.yaml` that are shown as they are.
fn check_words(file: Option<&SourceFile>, found: &mut Vec<Diagnostic>) {
    let Some((file, text)) = file.and_then(|file| Some((file, file.text()?))) else {
        return;
    };
    // What is wrong with it is told already.
    let root = yaml::parse(file.id, text, 0..text.len(), &CONFIGURATION).value;
    if let Some(root) = root {
        plain::check(&root, config::PLAIN_FIELDS, found);
    }
}

/// Files that were understood before, each from the file and the configuration.
#[derive(Debug)]
pub(super) struct Parsed {
    config: Interned<Config>,
    articles: Parses<Article>,
    terms: Parses<Term>,
    snippets: Parses<Snippet>,
    themes: Memo<String, ThemeInput, Outcome<Arc<Theme>>>,
}

type Parses<T> = Memo<FileId, ParseInput, Outcome<Arc<T>>>;

/// All that a file is understood from.
type ParseInput = (Arc<SourceFile>, Shared<Config>);

/// All that a theme is made from.
#[derive(Debug, PartialEq)]
struct ThemeInput {
    name: String,
    files: Vec<Arc<SourceFile>>,
    languages: Vec<String>,
}

impl Parsed {
    /// Knows nothing yet.
    pub(super) fn new(memory: Memory) -> Parsed {
        Parsed {
            articles: Memo::new(memory),
            terms: Memo::new(memory),
            snippets: Memo::new(memory),
            themes: Memo::new(memory),
            config: Interned::new(memory),
        }
    }

    /// Ends a build: forgets what it did not ask for.
    pub(super) fn end_build(&mut self) {
        self.articles.end_build();
        self.terms.end_build();
        self.snippets.end_build();
        self.themes.end_build();
    }
}

/// Understands every file of the content on its own.
pub(super) fn sources(
    tree: &SourceTree,
    config: &Config,
    known: &mut Parsed,
    found: &mut Vec<Diagnostic>,
) -> Sources {
    let config = &known.config.share(config.clone());
    let articles =
        parsed(tree, SourceKind::Article, &known.articles, config, found, |input| {
            shared(article::parse_article(&input.0, &input.1))
        });
    let terms = parsed(tree, SourceKind::Term, &known.terms, config, found, |input| {
        shared(article::parse_term(&input.0, &input.1))
    });
    let snippets =
        parsed(tree, SourceKind::Snippet, &known.snippets, config, found, |input| {
            shared(article::parse_snippet(&input.0, &input.1))
        });
    let data: Vec<Arc<SourceFile>> = tree.of_kind(SourceKind::Data).cloned().collect();
    let records = Arc::new(records::parse(&data).collect(found));
    for source in articles.iter().map(|article| &article.source) {
        report_faults(source, &source.outline, found);
    }
    for source in terms.iter().map(|term| &term.source) {
        report_faults(source, &source.outline, found);
    }
    for source in snippets.iter().map(|snippet| &snippet.source) {
        report_faults(source, &source.outline, found);
    }

    let assets = tree.of_kind(SourceKind::Asset).cloned().collect();
    Sources {
        articles: articles.into(),
        terms: terms.into(),
        snippets: snippets.into(),
        records,
        assets,
    }
}

/// The themes that the site asks for.
pub(super) fn themes(
    tree: &SourceTree,
    config: &Config,
    known: &Parsed,
    found: &mut Vec<Diagnostic>,
) -> Themes {
    let own = theme(tree, config, &config.theme, known, found);
    let others = config.themes().into_iter().skip(1);
    let others = others.map(|name| theme(tree, config, name, known, found)).collect();
    let themes = Themes { own, others };
    found.extend(themes.unfit_settings(&config.theme_options));
    themes
}

/// One of them.
fn theme(
    tree: &SourceTree,
    config: &Config,
    name: &Spanned<String>,
    known: &Parsed,
    found: &mut Vec<Diagnostic>,
) -> Arc<Theme> {
    let files = tree.of_kind(SourceKind::Theme);
    let input = ThemeInput {
        name: name.value.clone(),
        files: files.chain(tree.of_kind(SourceKind::ThemeAsset)).cloned().collect(),
        languages: config.languages.iter().map(|one| one.tag.clone()).collect(),
    };
    let mut loaded = known.themes.get(name.value.clone(), input, |input| {
        let files: Vec<&SourceFile> = input.files.iter().map(AsRef::as_ref).collect();
        let tags: Vec<&str> = input.languages.iter().map(String::as_str).collect();
        shared(Theme::load(&input.name, &files, &tags))
    });
    for diagnostic in &mut loaded.diagnostics {
        // The theme does not know where it was asked for.
        if diagnostic.rule == &UNKNOWN_THEME && diagnostic.primary.is_none() {
            diagnostic.primary = Some(name.span);
        }
    }
    // Themes stand on one another, and a fault of one is told once.
    loaded.diagnostics.retain(|diagnostic| !found.contains(diagnostic));
    loaded.collect(found)
}

/// Reads what the owner asked for.
pub(super) fn configuration(
    request: &Request<'_>,
    ids: &mut FileIds,
    found: &mut Vec<Diagnostic>,
) -> Result<Config, Error> {
    configure(source::read_config(request.root, ids).as_ref(), request, found)
}

/// Parses all files of a kind in parallel; values and findings come back in order.
fn parsed<T: Send + Sync + PartialEq>(
    tree: &SourceTree,
    kind: SourceKind,
    known: &Parses<T>,
    config: &Shared<Config>,
    found: &mut Vec<Diagnostic>,
    parse: fn(&ParseInput) -> Outcome<Arc<T>>,
) -> Vec<Arc<T>> {
    let files: Vec<&Arc<SourceFile>> = tree.of_kind(kind).collect();
    let outcomes: Vec<Outcome<Arc<T>>> = files
        .par_iter()
        .map(|&file| known.get(file.id, (Arc::clone(file), config.clone()), parse))
        .collect();
    outcomes.into_iter().map(|outcome| outcome.collect(found)).collect()
}

fn shared<T>(Outcome { value, diagnostics }: Outcome<T>) -> Outcome<Arc<T>> {
    Outcome::new(Arc::new(value), diagnostics)
}

fn report_faults(source: &Source, outline: &Outline, found: &mut Vec<Diagnostic>) {
    let span = |range: &Range<usize>| Span::new(source.file, range.clone());
    let told = |fault: &Fault| {
        let mut diagnostic =
            Diagnostic::new(fault.rule, span(&fault.range), fault.message.clone());
        diagnostic.help.clone_from(&fault.help);
        diagnostic
    };
    found.extend(outline.faults.iter().map(told));
    found.extend(outline.mends.iter().map(|mend| match &mend.patch {
        Some((range, by)) => told(&mend.fault).with_patch(span(range), by.clone()),
        None => told(&mend.fault),
    }));
}

/// `--base-url` stands for the `base_url` of `site.yaml`.
fn replace_base_url(
    config: &mut Config,
    request: &Request<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    let Some(address) = request.base_url else { return Ok(()) };
    let base = BaseUrl::parse(address).map_err(|fault| {
        Error::usage(format!("`{address}` {fault}")).with_help(
            "write the whole address, such as https://www.example.org/patients/",
        )
    })?;
    config.base_url = Some(base);
    found.retain(|diagnostic| diagnostic.rule != &MISSING_BASE_URL);
    Ok(())
}
