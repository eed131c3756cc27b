//! Anchors that are made from the words of headings, written down, so that they outlive a
//! change of the words.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Change;
use crate::article::Source;
use crate::base::{Error, FileId, Span};
use crate::build::{Indexed, Request, index_tree};
use crate::markdown::{Heading, Outline, scan};

/// What is to be written so that every heading has its anchor.
#[derive(Debug)]
pub struct HeadingIds {
    /// The change.
    pub change: Change,
    /// The headings without an anchor of their own, in the order of the files.
    pub missing: Vec<Missing>,
}

/// A heading whose anchor is made from its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub text: Box<str>,
    /// Its anchor.
    pub anchor: Box<str>,
    /// Whether the anchor can be written where it stands; if not, the change leaves the
    /// heading out.
    pub fits: bool,
}

/// Finds the headings without an anchor of their own, and what to write. Titles of blocks
/// cannot carry one, and are left out.
///
/// # Errors
///
/// None but those of [`index_tree`], and one that cannot be: the anchor of a page would
/// change.
pub fn plan(index: &Indexed, request: &Request<'_>) -> Result<HeadingIds, Error> {
    let mut ids = HeadingIds { change: Change::default(), missing: Vec::new() };
    for (source, title) in texts(index) {
        freeze(source, title, &mut ids);
    }
    ids.missing.sort_by_key(|missing| missing.span);
    let after = index_tree(request, ids.change.tree(&index.tree))?;
    let anchors = |index: &'_ Indexed| -> BTreeMap<FileId, Vec<Box<str>>> {
        let texts = texts(index);
        texts.map(|(source, _)| (source.file, all_anchors(&source.outline))).collect()
    };
    if anchors(index) != anchors(&after) {
        return Err(Error::machine(
            "the anchors of a page would change, and nothing is written",
        ));
    }
    Ok(ids)
}

/// Every text with the title of its page.
fn texts(index: &Indexed) -> impl Iterator<Item = (&Source, &str)> {
    let sources = &index.site.sources;
    let articles = sources.articles.iter();
    let articles =
        articles.map(|one| (&one.source, one.front_matter.title.value.as_str()));
    let terms = sources.terms.iter();
    let terms = terms.map(|one| (&one.source, one.front_matter.term.value.as_str()));
    let snippets = sources.snippets.iter().map(|one| (&one.source, ""));
    articles.chain(terms).chain(snippets)
}

fn all_anchors(outline: &Outline) -> Vec<Box<str>> {
    outline.headings.iter().map(|heading| heading.anchor.clone()).collect()
}

/// Freezes the headings of one text.
fn freeze(source: &Source, title: &str, ids: &mut HeadingIds) {
    let headings = source.outline.headings.iter().enumerate();
    let bare: Vec<(usize, &Heading)> =
        headings.filter(|(_, heading)| heading.in_contents && !heading.has_id).collect();
    if bare.is_empty() {
        return;
    }
    let text = TitledText { source, title };
    let mut inserts: Vec<Option<Insert>> = bare
        .iter()
        .map(|(number, heading)| text.inserts(*number, heading).next())
        .collect();
    if !text.bears(inserts.iter().flatten()) {
        // One of them is written in an uncommon way: each is tried alone.
        let tried = |(number, heading): &(usize, &Heading)| {
            text.inserts(*number, heading).find(|insert| text.bears([insert]))
        };
        inserts = bare.iter().map(tried).collect();
        if !text.bears(inserts.iter().flatten()) {
            inserts.clear();
        }
    }
    let mut inserts = inserts.into_iter();
    for (_, heading) in bare {
        let fits =
            inserts.next().flatten().is_some_and(|Insert { at, words, .. }| {
                ids.change.edit(&source.path, at..at, words)
            });
        ids.missing.push(Missing {
            span: Span::new(source.file, heading.range.clone()),
            text: heading.text.clone(),
            anchor: heading.anchor.clone(),
            fits,
        });
    }
}

/// An anchor put into a text.
struct Insert {
    /// The number of the heading.
    number: usize,
    at: usize,
    words: String,
}

/// A text with the title of its page.
struct TitledText<'a> {
    source: &'a Source,
    title: &'a str,
}

impl TitledText<'_> {
    /// Where the anchor of a heading can be written: among its attributes if it seems to
    /// have some, else behind its words, behind closing `#`s too.
    fn inserts(&self, number: usize, heading: &Heading) -> impl Iterator<Item = Insert> {
        let anchor = &heading.anchor;
        let line = self.last_line(&heading.range);
        let written = &self.source.text[line.clone()];
        let brace = written.ends_with('}').then(|| written.rfind('{')).flatten();
        let inside = brace.map(|brace| (line.start + brace + 1, format!("#{anchor} ")));
        let behind = (line.end, format!(" {{#{anchor}}}"));
        inside.into_iter().chain([behind]).map(move |(at, words)| Insert {
            number,
            at,
            words,
        })
    }

    /// The last line of the words of a heading, without the space at its end.
    fn last_line(&self, range: &Range<usize>) -> Range<usize> {
        let written = self.source.text[range.clone()].trim_end();
        let words = match written.rfind('\n') {
            // A line of `=` or `-` below makes it a heading.
            Some(line_end) => written[..line_end].trim_end(),
            None => written,
        };
        let start = words.rfind('\n').map_or(0, |line_end| line_end + 1);
        range.start + start..range.start + words.len()
    }

    /// Whether the text says the same with these anchors in it, and has them.
    fn bears<'i>(&self, inserts: impl IntoIterator<Item = &'i Insert>) -> bool {
        let mut text = String::new();
        let mut copied = 0;
        let mut frozen = Vec::new();
        for insert in inserts {
            text.push_str(&self.source.text[copied..insert.at]);
            text.push_str(&insert.words);
            copied = insert.at;
            frozen.push(insert.number);
        }
        text.push_str(&self.source.text[copied..]);
        let body = &self.source.body;
        let end = body.end + text.len() - self.source.text.len();
        let after = scan(&text, body.start..end, self.title);
        let before = &self.source.outline;
        let pairs = before.headings.iter().zip(&after.headings).enumerate();
        before.headings.len() == after.headings.len()
            && before.links.len() == after.links.len()
            && pairs.into_iter().all(|(number, (old, new))| {
                let is_frozen = frozen.contains(&number);
                // What is read of others' words is not in this text.
                let is_read = !old.speechless.is_empty();
                let says_same = if is_read {
                    old.speechless == new.speechless
                } else {
                    old.text == new.text
                };
                let has_same = old.anchor == new.anchor || (is_read && !is_frozen);
                says_same
                    && has_same
                    && old.level == new.level
                    && new.has_id == (old.has_id || is_frozen)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ContentPath;
    use crate::config::Config;
    use crate::source::{SourceFile, SourceKind};

    fn frozen(body: &str) -> (String, usize) {
        let path = ContentPath::new("_s/x.md").unwrap();
        let file = SourceFile::from_text(FileId(0), SourceKind::Snippet, path, body);
        let config = Config::default();
        let snippet = crate::article::parse_snippet(&file, &config).value;
        let mut ids = HeadingIds { change: Change::default(), missing: Vec::new() };
        freeze(&snippet.source, "", &mut ids);
        let unfit = ids.missing.iter().filter(|missing| !missing.fits).count();
        (ids.change.text_of(&file).unwrap().to_string(), unfit)
    }

    #[test]
    fn every_form_of_heading_gets_its_anchor() {
        for (before, after) in [
            ("## One two\n", "## One two {#one-two}\n"),
            ("## One ##  \n", "## One ## {#one}  \n"),
            ("##\tOne", "##\tOne {#one}"),
            ("One\n===\n", "One {#one}\n===\n"),
            ("One\ntwo  \n---\n", "One\ntwo {#one-two}  \n---\n"),
            ("## One {.wide}\n", "## One {#one .wide}\n"),
            ("## One { .wide }\n", "## One {#one  .wide }\n"),
            ("## One\n\n## One\n", "## One {#one}\n\n## One {#one-1}\n"),
            ("> ## One\n> text\n", "> ## One {#one}\n> text\n"),
            ("- ## One\n", "- ## One {#one}\n"),
            ("> One\n> ===\n", "> One {#one}\n> ===\n"),
            ("## *One* `two`\n", "## *One* `two` {#one-two}\n"),
            ("## [[One]]\n", "## [[One]] {#one}\n"),
            ("## हिन्दी\n", "## हिन्दी {#हिन्दी}\n"),
            ("## ?\n", "## ? {#section}\n"),
            // What has an anchor, and what can have none, stays as it is.
            ("## One {#two}\n", "## One {#two}\n"),
            ("## One {#a b}\n", "## One {#a b}\n"),
            ("> [!NOTE] One\n> text\n", "> [!NOTE] One\n> text\n"),
            ("```\n## One\n```\n", "```\n## One\n```\n"),
            ("# One\n\n> [!NOTE] One\n", "# One {#one}\n\n> [!NOTE] One\n"),
        ] {
            assert_eq!(frozen(before), (after.to_owned(), 0), "{before}");
            assert_eq!(frozen(after), (after.to_owned(), 0), "a second time: {after}");
        }
    }

    #[test]
    fn a_heading_that_cannot_carry_an_anchor_is_left_as_it_is() {
        let (text, unfit) = frozen("## One\n\n##\n\n## Two\n");
        assert!(text.starts_with("## One {#one}\n\n##"), "{text}");
        assert!(text.ends_with("## Two {#two}\n"), "{text}");
        assert!(unfit <= 1);
    }
}
