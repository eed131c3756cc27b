//! A source file to an article, a term or a snippet.
//!
//! There is always one, whatever the file holds: an article whose front matter cannot be
//! read is titled by its file's name, so that one slip does not break every link to it.

use std::sync::Arc;

use super::front_matter;
use super::split::{Split, heading, split};
use super::term;
use super::title::FallbackTitle;
use super::words;
use super::{Article, Explained, Snippet, Source, Term};
use crate::base::Span;
use crate::config::{Config, LanguageId, RawHtml};
use crate::diagnostic::{Diagnostic, Outcome, TERM_WITHOUT_DEFINITION};
use crate::markdown::{self, Outline};
use crate::source::SourceFile;
use crate::yaml::{self, FRONT_MATTER, Mapping};

/// Reads an article, or the landing page of a section.
pub fn parse_article(file: &SourceFile, config: &Config) -> Outcome<Article> {
    let mut found = Vec::new();
    let read = read(file, config, &mut found);
    let mut front_matter = match &read.mapping {
        Some(mapping) => {
            front_matter::article(mapping, &read.fallback, config, &mut found)
        }
        None => front_matter::unknown_article(&read.fallback),
    };
    if read.is_guess {
        found.truncate(1);
        front_matter.title.span = read.fallback.opening();
    }
    let source = scan(read.source, &front_matter.title.value, config);
    Outcome::new(Article { source, front_matter: Arc::new(front_matter) }, found)
}

/// Reads a glossary entry.
pub fn parse_term(file: &SourceFile, config: &Config) -> Outcome<Term> {
    let mut found = Vec::new();
    let read = read(file, config, &mut found);
    let mut front_matter = match &read.mapping {
        Some(mapping) => term::term(mapping, &read.fallback, config, &mut found),
        None => term::unknown_term(&read.fallback),
    };
    if read.is_guess {
        found.truncate(1);
        front_matter.term.span = read.fallback.opening();
    }
    let source = scan(read.source, &front_matter.term.value, config);
    let begins_as_verb = |text: &str| text.trim_start().starts_with("To ");
    let is_verb = front_matter.part_of_speech == Some("verb")
        || front_matter.short.as_deref().is_some_and(begins_as_verb)
        || begins_as_verb(source.body_text());
    if is_verb {
        front_matter.explains = Explained::Verb;
    } else if leads_to_longer(source.body_text(), &front_matter.term.value) {
        front_matter.explains = Explained::LongerName;
    }
    if !read.is_guess && read.mapping.is_some() && words::is_blank(source.body_text()) {
        let message = "this glossary entry has no definition";
        found.push(
            Diagnostic::new(&TERM_WITHOUT_DEFINITION, front_matter.term.span, message)
                .with_help("write one or two plain sentences below the front matter"),
        );
    }
    Outcome::new(Term { source, front_matter: Arc::new(front_matter) }, found)
}

/// Whether a definition is no more than `See` and a longer name that ends in `term`.
fn leads_to_longer(definition: &str, term: &str) -> bool {
    let Some(other) = definition.trim().strip_prefix("See ") else { return false };
    let is_mark = |c: char| !c.is_alphanumeric();
    let other = other.trim_matches(is_mark).to_lowercase();
    let longer = other.strip_suffix(&term.to_lowercase());
    longer.is_some_and(|before| before.ends_with([' ', '-']) && !before.contains('.'))
}

/// Reads a file that others include: all of it is body.
pub fn parse_snippet(file: &SourceFile, config: &Config) -> Outcome<Snippet> {
    let mut source = place(file, config);
    source.body = 0..source.text.len();
    Outcome::new(Snippet { source: scan(source, "", config) }, Vec::new())
}

/// A file whose front matter is found and its YAML read, if it can be.
struct ReadSource {
    source: Source,
    mapping: Option<Mapping>,
    fallback: FallbackTitle,
    /// Where the YAML begins or ends was guessed: the first finding says so, and what it
    /// seems to hold, or to lack, is not worth a second.
    is_guess: bool,
}

fn read(file: &SourceFile, config: &Config, found: &mut Vec<Diagnostic>) -> ReadSource {
    let mut source = place(file, config);
    let is_home = &*source.topic == "index" && config.has_title();
    let title = if is_home {
        config.title.clone()
    } else {
        words::title_from_topic(&source.topic)
    };
    let mut fallback = FallbackTitle {
        title,
        span: Span::file(file.id),
        language: config.languages[source.language].tag.clone(),
        is_home,
    };
    if file.text().is_none() {
        // Why it could not be read is already told.
        return ReadSource { source, mapping: None, fallback, is_guess: false };
    }
    let Split { block, yaml, body, fault, is_guess } = split(file.id, &source.text);
    source.body = body;
    fallback.span = Span::new(file.id, block);
    found.extend(fault);
    // Without front matter, what stands at the top in large letters is meant as the title.
    let first = source.body_text().trim_start().lines().next();
    // The home page is called as the site is.
    let may_be = yaml.is_none() || !is_home;
    if let Some(title) = first.and_then(heading).filter(|_| may_be) {
        title.clone_into(&mut fallback.title);
    }
    let mapping = yaml.and_then(|range| {
        yaml::parse(file.id, &source.text, range, &FRONT_MATTER).collect(found)
    });
    ReadSource { source, mapping, fallback, is_guess }
}

/// Where a file belongs, before its text is looked at.
fn place(file: &SourceFile, config: &Config) -> Source {
    let text = file.text().cloned().unwrap_or_else(|| Arc::from(""));
    let name = file.path.file_name();
    let stem = match file.path.extension() {
        Some(extension) => &name[..name.len() - extension.len() - 1],
        None => name,
    };
    let (stem, language) = match stem.rsplit_once('.') {
        Some((base, tag)) if !base.is_empty() => match config.language_index(tag) {
            Some(language) => (base, language),
            None => (stem, LanguageId::DEFAULT),
        },
        _ => (stem, LanguageId::DEFAULT),
    };
    let folder = file.path.folder();
    let topic =
        if folder.is_empty() { stem.into() } else { format!("{folder}/{stem}").into() };
    let end = text.len();
    Source {
        file: file.id,
        path: file.path.clone(),
        language,
        topic,
        text,
        body: end..end,
        outline: Outline::default(),
    }
}

/// Looks through the body: the one place where an outline is made.
fn scan(mut source: Source, title: &str, config: &Config) -> Source {
    source.outline = markdown::scan(&source.text, source.body.clone(), title);
    if config.markdown.html == RawHtml::Deny {
        source.outline.forget_raw_html();
    }
    source
}
