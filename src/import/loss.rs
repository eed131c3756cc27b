//! What could not be carried over as it was, or was decided for the author: counted by kind,
//! and told as findings.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

use crate::base::{FileId, Span};
use crate::diagnostic::{
    CLINICAL_CHANGE, Diagnostic, EMPTY_DOCUMENT, FOREIGN_SYNTAX, GUESSED_STRUCTURE,
    IMPORTED_AS_DRAFT, IMPORTED_LINK, IMPORTED_PICTURE, LEFT_OUT, PAGE_TRIMMED, Rule,
    UNKNOWN_SIGN,
};

/// A kind of loss.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LossKind {
    rule: &'static Rule,
    /// What happened, without its count.
    says: &'static str,
    help: &'static str,
}

macro_rules! kinds {
    ($($name:ident: $rule:ident, $says:literal, $help:literal;)*) => {
        $(
            #[doc = $says]
            pub(super) static $name: LossKind =
                LossKind { rule: &$rule, says: $says, help: $help };
        )*
    };
}

kinds! {
    HIDDEN_ON_PAGE: LEFT_OUT, "text that the page hides was left out",
        "look at the source of the page in a browser, and type into the article what readers need";
    HIDDEN_TEXT: LEFT_OUT, "hidden text was left out",
        "show it in Word with the sign ¶, and type into the article what readers need";
    WHITE_TEXT: LEFT_OUT, "white text was kept, which nobody saw on paper",
        "read it, and delete what was not meant for readers";
    COMMENTS: LEFT_OUT, "comments and the names of their authors were left out",
        "settle them in the document first, or with whoever wrote them";
    PAGE_HEADERS: LEFT_OUT, "headers and footers were left out",
        "write a version or a review date that still holds into the front matter, such as `review_due: 2027-01-31`";
    CONTENTS_LIST: LEFT_OUT, "a list of contents was left out",
        "nothing needs to be done: each page has its own";
    PAGE_NUMBERS: GUESSED_STRUCTURE, "a page number was kept as text, which says nothing on the web",
        "write the name of the section instead, or delete the words";
    MACROS: LEFT_OUT, "macros were left out",
        "nothing needs to be done: a page runs no macros";
    EMBEDDED: LEFT_OUT, "an embedded file was left out",
        "save it from the document, and offer it as a download if readers need it";
    CHARTS: LEFT_OUT, "a chart or drawing was left out",
        "save it from Word as a picture, put it beside the article, and say in words what it shows";
    FORM_FIELDS: LEFT_OUT, "an empty form field was left out",
        "write a line for people to fill in on paper, or leave it as it is";
    TRACKED: LEFT_OUT, "tracked changes were accepted",
        "look in the document whether all of them were meant to stay";
    CHANGED: CLINICAL_CHANGE, "a tracked change of a number, a dose or a negation was accepted",
        "compare both with the source of the advice, and write into the article which is right";
    FAKE_HEADING: GUESSED_STRUCTURE, "a bold or larger line was made a heading",
        "take the `##` away where it is no heading, and put `**` around it";
    LETTERS: GUESSED_STRUCTURE, "a list with letters or Roman numerals now has numbers",
        "change what refers to `a)` or `iii.` in the text";
    PANEL: GUESSED_STRUCTURE, "text in a frame was made a note",
        "choose its kind: write `[!IMPORTANT]`, `[!URGENT]` or another instead of `[!NOTE]`";
    NO_HEADER: GUESSED_STRUCTURE, "a table has no header",
        "write what each column holds into its empty first row";
    NESTED_TABLE: GUESSED_STRUCTURE, "a table within a table was made a list",
        "read it, and say in words what belongs together";
    LAYOUT_TABLE: GUESSED_STRUCTURE, "a table that only placed things was taken apart",
        "read whether the order is right";
    TEXT_BOX: GUESSED_STRUCTURE, "a text box was put after its paragraph",
        "move it to where it belongs";
    EQUATION: GUESSED_STRUCTURE, "an equation was written as text",
        "compare it with the document";
    TYPED_LIST: GUESSED_STRUCTURE, "lines with typed bullets or numbers were made a list",
        "read whether they are one";
    SIGN: UNKNOWN_SIGN, "a sign of a symbol font could not be read, and stands as `\u{fffd}`",
        "look at the document, and type the sign that stands there";
    PICTURE_KIND: IMPORTED_PICTURE, "a picture that browsers do not show was left out",
        "save it as PNG, put it beside the article, and write `![what it shows](NAME.png)`";
    PICTURE_LINKED: IMPORTED_PICTURE, "a picture that is not in the document was left out, and not fetched",
        "ask for the picture, put it beside the article, and write `![what it shows](NAME.png)`";
    PICTURE_MISSING: IMPORTED_PICTURE, "a picture that the document names is not in it",
        "ask for the picture, put it beside the article, and write `![what it shows](NAME.png)`";
    PICTURE_ACTIVE: IMPORTED_PICTURE, "a picture that runs something, or loads it from elsewhere, was left out",
        "save it as PNG, put it beside the article, and write `![what it shows](NAME.png)`";
    NO_ALTERNATIVE: IMPORTED_PICTURE, "a picture has no text alternative",
        "write what it shows between `![` and `]`, or `\"decorative\"` behind its name";
    MACHINE_ALTERNATIVE: IMPORTED_PICTURE, "a text alternative was written by a machine",
        "write what the picture shows readers instead";
    LINK: IMPORTED_LINK, "a link was left out and its text kept",
        "link to a page of the site with `[[its title]]`, or to a whole address that begins with `https://`";
    ANCHOR: IMPORTED_LINK, "a link to a place that is not in the document was left out and its text kept",
        "link to a heading, such as `[text](#its-heading)`";
    PART: IMPORTED_LINK, "a link to a place in another page leads to the top of that page now",
        "link to the heading that is meant: `[text](PAGE.md#its-heading)`";
    OLD_ADDRESS: IMPORTED_LINK, "the old address of the page cannot lead to the article",
        "ask who runs the web server to send it there";
    EMPTY: EMPTY_DOCUMENT, "the document has no text",
        "write the article, or delete the file";
    TRIMMED: PAGE_TRIMMED, "parts around the article were left out",
        "look at the old page whether readers miss any of it";
    WITHHELD: IMPORTED_AS_DRAFT, "the article is a draft now, because readers do not see it on the other site",
        "read it, and take the line out when readers may have it";
    UNREAD: IMPORTED_AS_DRAFT, "the front matter cannot be read, so the article is a draft now",
        "write its title and keys anew from the lines behind `#`, and take `status: draft` out when readers may have the article";
    FOREIGN: FOREIGN_SYNTAX, "something of the other generator has no counterpart, and was left as it is",
        "write it in other words; `engraft check` shows what is broken";
    FOREIGN_KEY: FOREIGN_SYNTAX, "a key of the front matter has no counterpart, and was left out",
        "write what readers need of it into the article";
}

/// How many details of one kind are told.
const MOST_TOLD: usize = 20;
/// How many changes of numbers, doses and negations are told: each on its own.
const MOST_CHANGES: usize = 500;
/// How many parts around an article are told.
const MOST_TRIMMED: usize = 50;
/// How much of a detail is told, in characters.
const TOLD: usize = 200;

/// One kind of loss in one document.
#[derive(Debug)]
struct DocumentLoss {
    kind: &'static LossKind,
    count: usize,
    details: Vec<Detail>,
}

/// What one loss is about.
#[derive(Debug)]
struct Detail {
    words: String,
    /// Words by which its place in the article is found.
    place: String,
}

/// The losses of a document, in the order in which their kinds came.
#[derive(Debug, Default)]
pub(super) struct Losses {
    losses: Vec<DocumentLoss>,
}

impl Losses {
    /// Counts a loss.
    pub(super) fn add(&mut self, kind: &'static LossKind) {
        self.find(kind).count += 1;
    }

    /// Counts several.
    pub(super) fn add_several(&mut self, kind: &'static LossKind, count: usize) {
        if count > 0 {
            self.find(kind).count += count;
        }
    }

    /// Counts a loss, and keeps the words that it is about.
    pub(super) fn add_about(&mut self, kind: &'static LossKind, words: &str) {
        self.add_at(kind, words, words);
    }

    /// Counts a loss, and keeps the words that it is about and others that are near it in
    /// the article.
    pub(super) fn add_at(&mut self, kind: &'static LossKind, words: &str, place: &str) {
        let loss = self.find(kind);
        loss.count += 1;
        let most = most(kind);
        if loss.details.len() < most {
            let cut = |text: &str| -> String {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                text.chars().take(TOLD).collect()
            };
            loss.details.push(Detail { words: cut(words), place: cut(place) });
        }
    }

    fn find(&mut self, kind: &'static LossKind) -> &mut DocumentLoss {
        let known = self.losses.iter().position(|loss| loss.kind.says == kind.says);
        let at = known.unwrap_or_else(|| {
            self.losses.push(DocumentLoss { kind, count: 0, details: Vec::new() });
            self.losses.len() - 1
        });
        &mut self.losses[at]
    }

    /// The findings about a file that was written with this text.
    pub(super) fn findings(&self, file: FileId, text: &str) -> Vec<Diagnostic> {
        let lines = Lines::new(text);
        let mut found = Vec::new();
        for loss in &self.losses {
            // Each change of a dose is looked at on its own.
            let size = if loss.kind == &CHANGED { 1 } else { loss.details.len().max(1) };
            let mut parts: Vec<&[Detail]> = loss.details.chunks(size).collect();
            if parts.is_empty() {
                parts.push(&[]);
            }
            for details in parts {
                let count = if loss.kind == &CHANGED { 1 } else { loss.count };
                let place = details.iter().find_map(|detail| lines.find(&detail.place));
                let span = place.map_or(Span::file(file), |range| Span::new(file, range));
                let message = sentence(loss.kind, count, details);
                found.push(
                    Diagnostic::new(loss.kind.rule, span, message)
                        .with_help(loss.kind.help),
                );
            }
        }
        found
    }
}

/// How many details of a kind are told.
fn most(kind: &LossKind) -> usize {
    if kind == &CHANGED {
        MOST_CHANGES
    } else if kind == &TRIMMED {
        MOST_TRIMMED
    } else {
        MOST_TOLD
    }
}

fn sentence(kind: &LossKind, count: usize, details: &[Detail]) -> String {
    let mut sentence = kind.says.to_owned();
    if count > 1 {
        let _ = write!(sentence, " ({count} times)");
    }
    let words = details.iter().map(|detail| detail.words.as_str());
    let quoted: Vec<String> = words
        .filter(|words| !words.is_empty())
        .map(|words| format!("`{}`", words.replace('`', "'")))
        .collect();
    if !quoted.is_empty() {
        let _ = write!(sentence, ": {}", quoted.join(", "));
        let is_cut = details.len() >= most(kind);
        let more = if is_cut { count.saturating_sub(quoted.len()) } else { 0 };
        if more > 0 {
            let _ = write!(sentence, " and {more} more");
        }
    }
    sentence
}

/// The lines of a text, to be found by the words in them.
struct Lines<'t> {
    /// Each with where it begins and its letters alone.
    lines: Vec<(usize, &'t str, String)>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let mut at = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            (start, line.trim_end(), letters(line))
        });
        Lines { lines: lines.collect() }
    }

    fn find(&self, words: &str) -> Option<std::ops::Range<usize>> {
        let wanted = letters(words);
        if wanted.is_empty() {
            return None;
        }
        let mut lines = self.lines.iter();
        let (start, line, _) = lines.find(|(.., own)| own.contains(&wanted))?;
        Some(*start..*start + line.len())
    }
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_once_with_its_count_and_its_place() {
        let mut losses = Losses::default();
        losses.add(&COMMENTS);
        losses.add_several(&COMMENTS, 2);
        losses.add_about(&FAKE_HEADING, "Before  you start");
        let text = "---\ntitle: x\n---\n\n## Before *you* start\n";
        let found = losses.findings(FileId(0), text);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0].message,
            "comments and the names of their authors were left out (3 times)"
        );
        assert_eq!(
            found[1].message,
            "a bold or larger line was made a heading: `Before you start`"
        );
        let range = found[1].primary.unwrap().range();
        assert_eq!(&text[range], "## Before *you* start");
    }
}
