//! "Did you mean": the nearest names and files for links that lead nowhere.
//!
//! The search looks at every name of the site, so it is made after all links are resolved,
//! once for each thing that was looked for, and for so many only: a site that broke ten
//! thousand links at once is told so in time, and in the same words on any number of
//! threads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{NameKind, languages_read};
use super::resolve::Resolver;
use crate::article::Article;
use crate::base::fold_name;
use crate::diagnostic::{Diagnostic, meant, nearest, nearest_several};

/// How many names or files are searched for in one build.
pub(super) const MOST_SEARCHES: usize = 200;
/// How many suggestions a finding lists.
const SUGGESTIONS: usize = 3;

/// Findings about links, some of which wait for a suggestion.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    diagnostics: Vec<Diagnostic>,
    /// Positions in `diagnostics`, and what was looked for there.
    waiting: Vec<(usize, Wanted)>,
}

/// What was looked for and not found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// A name, in a language.
    Name {
        /// The reading language.
        language: usize,
        /// The name as written.
        name: String,
        /// What may be meant.
        kind: Kind,
        /// There a name stands alone.
        in_front_matter: bool,
    },
    /// A file.
    File {
        /// The folder that the link is seen from.
        folder: String,
        /// The path from the content folder.
        path: String,
        /// Only a file that can be shown as an image.
        image: bool,
    },
}

/// What a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An article or a glossary entry.
    Any,
    /// An article: `article:`.
    Article,
    /// A glossary entry: `term:`.
    Term,
}

/// Why a link leads nowhere.
#[derive(Debug)]
pub(super) struct Trouble {
    diagnostic: Diagnostic,
    wanted: Option<Wanted>,
}

impl Trouble {
    /// A finding that gets the nearest names or files as its help, if there are any.
    pub(super) fn wanting(diagnostic: Diagnostic, wanted: Wanted) -> Box<Self> {
        Box::new(Trouble { diagnostic, wanted: Some(wanted) })
    }
}

impl From<Diagnostic> for Box<Trouble> {
    fn from(diagnostic: Diagnostic) -> Self {
        Box::new(Trouble { diagnostic, wanted: None })
    }
}

impl Findings {
    /// Adds a finding that says all it has to say.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds findings that say all they have to say.
    pub(super) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Adds why a link leads nowhere.
    pub(super) fn add(&mut self, trouble: Trouble) {
        let position = self.diagnostics.len();
        self.waiting.extend(trouble.wanted.map(|wanted| (position, wanted)));
        self.diagnostics.push(trouble.diagnostic);
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The findings, each made another.
    pub(super) fn map(mut self, change: impl FnMut(Diagnostic) -> Diagnostic) -> Self {
        self.diagnostics = self.diagnostics.into_iter().map(change).collect();
        self
    }

    /// Adds the findings of another source after these.
    pub(super) fn append(&mut self, other: Findings) {
        let offset = self.diagnostics.len();
        let waiting = other.waiting.into_iter();
        self.waiting
            .extend(waiting.map(|(position, wanted)| (position + offset, wanted)));
        self.diagnostics.extend(other.diagnostics);
    }

    /// The findings, with suggestions for the first `most` things that were looked for.
    pub fn finish(mut self, resolver: &Resolver<'_>, most: usize) -> Vec<Diagnostic> {
        let mut searched: BTreeMap<Wanted, Option<String>> = BTreeMap::new();
        for (position, wanted) in self.waiting {
            if searched.len() >= most && !searched.contains_key(&wanted) {
                continue;
            }
            let help = searched
                .entry(wanted)
                .or_insert_with_key(|wanted| resolver.did_you_mean(wanted));
            if let Some(help) = help {
                self.diagnostics[position].help = Some(help.clone());
            }
        }
        self.diagnostics
    }
}

impl Resolver<'_> {
    /// Up to three nearest names, or the nearest file, as a question.
    fn did_you_mean(&self, wanted: &Wanted) -> Option<String> {
        match wanted {
            Wanted::Name { language, name, kind, in_front_matter } => {
                let near = self.near_names(*language, name, *kind);
                let quoted = near.iter().map(|near| match kind {
                    _ if *in_front_matter => format!("`{near}`"),
                    Kind::Any => format!("`[[{near}]]`"),
                    Kind::Article => format!("`[[article:{near}]]`"),
                    Kind::Term => format!("`[[term:{near}]]`"),
                });
                let quoted: Vec<String> = quoted.collect();
                (!quoted.is_empty())
                    .then(|| format!("did you mean {}?", quoted.join(" or ")))
            }
            Wanted::File { folder, path, image } => {
                let near = self.known.files.nearest(folder, path, *image)?;
                Some(meant(&near))
            }
        }
    }

    /// The nearest names of a language and of the default one. A file is often called by
    /// its first title, so the article of such a file is among them.
    fn near_names(&self, language: usize, wanted: &str, kind: Kind) -> Vec<&str> {
        let languages = || languages_read(language);
        let names = languages().flat_map(|own| self.known.names[own].all());
        let names = names.filter(|name| kind.may_be(name.kind));
        let names = names.map(|name| &*name.written);
        let mut near = nearest_several(wanted, names, SUGGESTIONS);
        if kind == Kind::Term {
            return near;
        }
        let mut named = self.named_by_file(language, wanted);
        named.retain(|(_, title)| !near.contains(title));
        near.truncate(SUGGESTIONS.saturating_sub(named.len()));
        for (file, title) in named {
            let is_same = fold_name(file) == fold_name(wanted);
            near.insert(if is_same { 0 } else { near.len() }, title);
        }
        near
    }

    /// The articles whose files are called most as the name that is wanted: the names of
    /// the files, and the titles.
    fn named_by_file(&self, language: usize, wanted: &str) -> Vec<(&str, &str)> {
        let is_read = |article: &&Arc<Article>| {
            languages_read(language).any(|own| own == article.source.language)
        };
        let articles = self.sources.articles.iter().filter(is_read);
        let files: Vec<(&str, &str)> = articles
            .map(|article| {
                let title = &article.front_matter.title.value;
                (file_name(&article.source.topic), title.as_str())
            })
            .collect();
        let alike = nearest(wanted, files.iter().map(|(file, _)| *file));
        let alike = alike.and_then(|name| files.iter().find(|(file, _)| *file == name));
        let folded = fold_name(wanted);
        let shared = files.iter().map(|named| (letters_shared(named.0, &folded), named));
        // Of equals the first.
        let most = shared.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let most = most.filter(|(letters, _)| *letters > 0).map(|(_, named)| named);
        let mut named: Vec<(&str, &str)> =
            alike.into_iter().chain(most).copied().collect();
        named.dedup();
        named
    }
}

impl Kind {
    fn may_be(self, name: NameKind) -> bool {
        match name {
            NameKind::Title | NameKind::Alias => self != Kind::Term,
            NameKind::Term => self != Kind::Article,
            NameKind::Avoided => false,
        }
    }
}

/// How many letters of a file's name stand in a folded name, if all of its words do:
/// `compare` is in "comparing the types". Words that begin alike are the same.
fn letters_shared(file: &str, name: &str) -> usize {
    const ALIKE: usize = 4;
    let is_word = |word: &&str| word.chars().count() >= ALIKE;
    let file = fold_name(file);
    let mut shared = 0;
    for word in file.split(' ').filter(is_word) {
        let begin = |word: &str| {
            let length = word.chars().count();
            word.chars().take(ALIKE.max(length * 2 / 3)).collect::<String>()
        };
        if !name.split(' ').filter(is_word).any(|other| other.starts_with(&begin(word))) {
            return 0;
        }
        shared += word.len();
    }
    shared
}

/// The last part of a topic; for a landing page, the name of its folder.
fn file_name(topic: &str) -> &str {
    let topic = topic.strip_suffix("/index").unwrap_or(topic);
    topic.rsplit('/').next().unwrap_or(topic)
}
