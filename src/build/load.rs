//! The load stage: files to configuration, articles, terms, snippets, records and theme.

use std::sync::Arc;

use rayon::prelude::*;

use super::Request;
use crate::article::{self, Source};
use crate::base::{Error, Span};
use crate::config::{self, BaseUrl, Config};
use crate::diagnostic::{Diagnostic, MISSING_BASE_URL, Outcome, UNKNOWN_THEME};
use crate::markdown::Outline;
use crate::records;
use crate::site::Sources;
use crate::source::{self, FileIds, SourceFile, SourceKind, SourceTree, WalkOptions};
use crate::theme::Theme;

/// Reads every file, after the configuration, which decides what a walk sees.
pub(super) fn read(
    request: &Request<'_>,
    ids: &mut FileIds,
    found: &mut Vec<Diagnostic>,
) -> Result<(SourceTree, Config), Error> {
    let config = configuration(request, ids, found)?;
    let options = WalkOptions { include: &config.include };
    let tree = source::walk(request.root, ids, &options)?.collect(found);
    Ok((tree, config))
}

/// The configuration that a file and the command line ask for.
pub(super) fn configure(
    file: Option<&SourceFile>,
    request: &Request<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<Config, Error> {
    let mut config = config::parse(file).collect(found);
    replace_base_url(&mut config, request, found)?;
    Ok(config)
}

/// Understands every file of the content on its own.
pub(super) fn sources(
    tree: &SourceTree,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Sources {
    let articles = parsed(tree, SourceKind::Article, found, |file| {
        article::parse_article(file, config)
    });
    let terms =
        parsed(tree, SourceKind::Term, found, |file| article::parse_term(file, config));
    let snippets = parsed(tree, SourceKind::Snippet, found, |file| {
        article::parse_snippet(file, config)
    });
    let data: Vec<Arc<SourceFile>> = tree.of_kind(SourceKind::Data).cloned().collect();
    let records = records::parse(&data).collect(found);
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
    Sources { articles, terms, snippets, records, assets }
}

/// The theme that the site asks for.
pub(super) fn theme(
    tree: &SourceTree,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Theme {
    let tags: Vec<&str> = config.languages.iter().map(|one| one.tag.as_str()).collect();
    let theme_files: Vec<&SourceFile> = tree
        .of_kind(SourceKind::Theme)
        .chain(tree.of_kind(SourceKind::ThemeAsset))
        .map(AsRef::as_ref)
        .collect();
    let mut loaded = Theme::load(&config.theme.value, &theme_files, &tags);
    for diagnostic in &mut loaded.diagnostics {
        // The theme does not know where it was asked for.
        if diagnostic.rule == &UNKNOWN_THEME && diagnostic.primary.is_none() {
            diagnostic.primary = Some(config.theme.span);
        }
    }
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
fn parsed<T: Send + Sync>(
    tree: &SourceTree,
    kind: SourceKind,
    found: &mut Vec<Diagnostic>,
    parse: impl Fn(&SourceFile) -> Outcome<T> + Sync,
) -> Vec<Arc<T>> {
    let files: Vec<&Arc<SourceFile>> = tree.of_kind(kind).collect();
    let outcomes: Vec<Outcome<T>> = files.par_iter().map(|file| parse(file)).collect();
    outcomes.into_iter().map(|outcome| Arc::new(outcome.collect(found))).collect()
}

fn report_faults(source: &Source, outline: &Outline, found: &mut Vec<Diagnostic>) {
    for fault in &outline.faults {
        let span = Span::new(source.file, fault.range.clone());
        let mut diagnostic = Diagnostic::new(fault.rule, span, fault.message.clone());
        diagnostic.help.clone_from(&fault.help);
        found.push(diagnostic);
    }
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
