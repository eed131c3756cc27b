//! "Did you mean": the nearest names and files for links that lead nowhere.
//!
//! The search looks at every name of the site, so it is made after all links are resolved,
//! once for each thing that was looked for, and for so many only: a site that broke ten
//! thousand links at once is told so in time, and in the same words on any number of
//! threads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anchor::names;
use super::names::{ClaimKind, languages_read};
use super::path_text::relative;
use super::reading::by_title;
use super::resolver::Resolver;
use super::trouble::{
    Anchored, Findings, MeaningKind, Record, SUGGESTIONS, Wanted, it_has,
};
use crate::article::Article;
use crate::base::fold_name;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Patch, meant, nearest, nearest_several};
use crate::records::TEMPERATURE;

/// What to type, and the same as the text that mends a link for certain.
struct Help {
    words: String,
    instead: Option<String>,
}

fn name_has_ending(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or("");
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && (1..=5).contains(&ending.len()) && !ending.contains(' ')
    })
}

/// How many names or files are searched for in one build.
pub(in crate::site) const MOST_SEARCHES: usize = 200;
impl Findings {
    /// The findings, with suggestions for the first `most` things that were looked for.
    pub fn finish(mut self, resolver: &Resolver<'_>, most: usize) -> Vec<Diagnostic> {
        let mut searched: BTreeMap<Wanted, Option<Help>> = BTreeMap::new();
        let mut causes: BTreeSet<Wanted> = BTreeSet::new();
        for (position, wanted) in self.waiting {
            let cause = resolver.cause(&wanted);
            if causes.len() >= most && !causes.contains(&cause) {
                continue;
            }
            causes.insert(cause);
            let help = searched
                .entry(wanted)
                .or_insert_with_key(|wanted| resolver.did_you_mean(wanted));
            let Some(Help { words, instead }) = help else { continue };
            let found = &mut self.diagnostics[position];
            found.help = Some(words.clone());
            if let (Some(span), Some(path)) = (found.primary, instead) {
                let patch = Patch { span, replacement: path.clone() };
                found.patch = Some(Box::new(patch));
            }
        }
        self.diagnostics
    }
}

impl Resolver<'_> {
    /// What a search is spent on: a folder that was renamed is one cause of all that is
    /// missing in it.
    fn cause(&self, wanted: &Wanted) -> Wanted {
        match wanted {
            Wanted::File { path, .. } => {
                let folder = self.known.files.missing_folder(path);
                Wanted::File {
                    folder: String::new(),
                    path: folder.unwrap_or(path).to_owned(),
                    image: false,
                    words: None,
                    suffix: None,
                }
            }
            other => other.clone(),
        }
    }

    /// What to type instead, if anything is near.
    fn did_you_mean(&self, wanted: &Wanted) -> Option<Help> {
        match wanted {
            Wanted::File { folder, path, image, words, suffix } => {
                let mut help = self.meant_file(folder, path, *image, words.as_deref())?;
                let is_plain = |path: &String| !path.contains([' ', '(', ')', '%']);
                let instead = help.instead.filter(is_plain).zip(suffix.as_ref());
                help.instead = instead.map(|(path, suffix)| path + suffix);
                Some(help)
            }
            other => self.near(other).map(|words| Help { words, instead: None }),
        }
    }

    /// The file that a path meant: the only one of its name, that of a page with its title,
    /// or the nearest.
    fn meant_file(
        &self,
        folder: &str,
        path: &str,
        image: bool,
        words: Option<&str>,
    ) -> Option<Help> {
        let files = &self.known.files;
        let is_page = path.strip_suffix(".md").is_some() || !name_has_ending(path);
        if let Some(file) = files.only_named(path, !is_page) {
            let written = relative(folder, file);
            // A page of that name elsewhere may be another page.
            let instead = (!is_page).then(|| written.clone());
            return Some(Help { words: meant(&written), instead });
        }
        if is_page && !image {
            let articles = self.sources.articles.iter_enumerated();
            let titles = articles
                .map(|(id, article)| (id, article.front_matter.title.value.as_str()));
            if let Some(id) = by_title(titles, words, path) {
                let article = &self.sources.articles[id];
                let written = relative(folder, article.source.path.as_str());
                let title = &article.front_matter.title.value;
                return Some(Help {
                    words: format!(
                        "did you mean `{written}`, which is called `{title}`? (next time `engraft mv` moves a file and keeps every link)"
                    ),
                    instead: None,
                });
            }
        }
        let near = files.nearest(folder, path, image)?;
        Some(Help { words: meant(&near), instead: None })
    }

    /// Up to three nearest names or anchors, or the nearest record.
    fn near(&self, wanted: &Wanted) -> Option<String> {
        match wanted {
            Wanted::Name { language, name, kind, in_front_matter } => {
                let near = self.near_names(*language, name, *kind);
                let quoted = near.iter().map(|near| match kind {
                    _ if *in_front_matter => format!("`{near}`"),
                    MeaningKind::Any => format!("`[[{near}]]`"),
                    MeaningKind::Article => format!("`[[article:{near}]]`"),
                    MeaningKind::Term => format!("`[[term:{near}]]`"),
                });
                let quoted: Vec<String> = quoted.collect();
                (!quoted.is_empty())
                    .then(|| format!("did you mean {}?", quoted.join(" or ")))
            }
            Wanted::File { .. } => None,
            Wanted::Snippet { path } => {
                let near = self.known.files.nearest_snippet(path)?;
                Some(meant(&format!("![[{near}]]")))
            }
            Wanted::Record { kind: Record::Contact, id } => {
                let contacts = self.sources.records.contacts.keys();
                let near = nearest(id, contacts.map(String::as_str))?;
                Some(meant(&format!("contact:{near}")))
            }
            Wanted::Record { kind: Record::Reference, id } => {
                let references = self.sources.records.references.keys();
                let near = nearest(id, references.map(String::as_str))?;
                Some(meant(near))
            }
            Wanted::Record { kind: Record::Sign, id } => {
                let signs = self.sources.records.signs.keys();
                let near = nearest(id, signs.map(String::as_str))?;
                Some(meant(&format!("sign:{near}")))
            }
            Wanted::Record { kind: Record::Signs, id } => {
                let signs = self.sources.records.signs.values();
                let groups = signs.flat_map(|sign| &sign.groups);
                let near = nearest(id, groups.map(String::as_str))?;
                Some(meant(&format!("signs:{near}")))
            }
            Wanted::Record { kind: Record::Value, id } => {
                let values = self.sources.records.values.keys();
                let known = values.map(String::as_str).chain([TEMPERATURE]);
                let near = nearest(id, known)?;
                Some(meant(&format!("value:{near}")))
            }
            Wanted::Anchor { page, fragment } => {
                let near = self.near_anchors(*page, fragment);
                (!near.is_empty()).then(|| it_has(&near))
            }
        }
    }

    /// What is near to an anchor that a page does not have.
    fn near_anchors(&self, page: Anchored, fragment: &str) -> Vec<&str> {
        match page {
            Anchored::Text(file, extent) => {
                let source = self.sources.text(file);
                let places = source.map(|source| self.places(source, extent));
                let names = places.map(|places| names(places, fragment));
                nearest_several(fragment, names.unwrap_or_default(), SUGGESTIONS)
            }
            Anchored::Glossary(language) => {
                let anchors = self.known.entries.by_anchor[language].keys();
                nearest_several(fragment, anchors.map(|anchor| &**anchor), SUGGESTIONS)
            }
        }
    }

    /// The nearest names of a language and of the default one. A file is often called by
    /// its first title, so the article of such a file is among them.
    fn near_names(
        &self,
        language: LanguageId,
        wanted: &str,
        kind: MeaningKind,
    ) -> Vec<&str> {
        let languages = || languages_read(language);
        let names = languages().flat_map(|own| self.known.names[own].all());
        let names = names.filter(|name| kind.may_be(name.kind));
        let names = names.map(|name| &*name.written);
        let mut near = nearest_several(wanted, names, SUGGESTIONS);
        if kind == MeaningKind::Term {
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
    fn named_by_file(&self, language: LanguageId, wanted: &str) -> Vec<(&str, &str)> {
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

impl MeaningKind {
    fn may_be(self, name: ClaimKind) -> bool {
        match name {
            ClaimKind::Title | ClaimKind::Alias => self != MeaningKind::Term,
            ClaimKind::Term => self != MeaningKind::Article,
            ClaimKind::Avoided => false,
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
