//! The title of an article, or the word that an entry of the glossary explains: as it is
//! written, or what stands in for it.

use super::words;
use crate::base::{Span, Spanned};
use crate::diagnostic::{Diagnostic, MISSING_TITLE};
use crate::yaml::{Fields, shown};

/// What a page is called by where its own title is missing, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct FallbackTitle {
    pub(super) title: String,
    /// The whole block.
    pub(super) span: Span,
    /// The tag of the language that the file's name gives.
    pub(super) language: String,
    /// Whether it is the home page of a site with a title: it is called like the site,
    /// unless it says otherwise.
    pub(super) is_home: bool,
}

impl FallbackTitle {
    /// The line that opens the block: where people look for what is missing.
    pub(super) fn opening(&self) -> Span {
        let start = self.span.start;
        Span { end: self.span.end.min(start.saturating_add(3)), ..self.span }
    }
}

/// The title of an article or the name of a term: one line, never blank.
pub(super) fn title(
    fields: &mut Fields<'_>,
    key: &str,
    fallback: &FallbackTitle,
) -> Spanned<String> {
    let missing = Spanned::new(fallback.title.clone(), fallback.opening());
    let is_written = fields.value(key).is_some();
    let what = if key == "term" { "glossary entry" } else { "article" };
    let help = format!("add a line: `{key}: {}`", shown(&fallback.title));
    match fields.text(key) {
        Some(text) if words::is_blank(&text.value) => {
            let message = format!("the `{key}` of this {what} is empty");
            fields.report(
                Diagnostic::new(&MISSING_TITLE, text.span, message).with_help(help),
            );
            missing
        }
        Some(text) => Spanned::new(words::one_line(&text.value), text.span),
        // A value of the wrong type has its own finding.
        None if is_written => missing,
        None if fallback.is_home && fields.null_span(key).is_none() => {
            // Behind the opening line: it is the author's title.
            Spanned { span: Span { start: missing.span.end, ..missing.span }, ..missing }
        }
        None => {
            if let Some((other, span, value)) = named_otherwise(fields, key) {
                let message = format!("this {what} has a `{other}` and no `{key}`");
                let help = match (key, other) {
                    ("title", "term") => {
                        "write `title` in its place, or put the file into \
                                          `site-content/glossary/` if it explains a word"
                            .to_owned()
                    }
                    _ => format!("write `{key}: {}`", shown(&value)),
                };
                let found =
                    Diagnostic::new(&MISSING_TITLE, span, message).with_help(help);
                fields.pass(other);
                fields.report(found);
                // That it is missing is told, and nothing else of the page.
                return Spanned::new(words::one_line(&value), fallback.opening());
            }
            let (message, span) = match fields.null_span(key) {
                Some(span) => (format!("the `{key}` of this {what} is empty"), span),
                None => (format!("this {what} has no `{key}`"), fallback.opening()),
            };
            fields.report(Diagnostic::new(&MISSING_TITLE, span, message).with_help(help));
            missing
        }
    }
}

/// The title under another name, with its place and its words.
fn named_otherwise(
    fields: &mut Fields<'_>,
    key: &str,
) -> Option<(&'static str, Span, String)> {
    const OTHERS: &[&str] = &["title", "term", "name", "heading", "headline"];
    OTHERS.iter().filter(|other| **other != key).find_map(|other| {
        let (span, value) = fields.unread(other)?;
        (!words::is_blank(value)).then(|| (*other, span, value.to_owned()))
    })
}
