//! What changed between two days of a site, for whoever reads it before it goes out: on the
//! terminal, for the summary of a pull request, and as a page that prints.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape::escape_terminal;
use super::page;
use crate::base::escape;
use crate::review::{PartChange, PartFate, SentenceChange, WordPiece, word_pieces};

/// What changed of a page, or of what pages share.
#[derive(Debug)]
pub struct PageChanges {
    /// Its file, or its name such as `contact:ward`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The name that it had before, if that was another.
    pub moved_from: Option<String>,
    /// What became of it as a whole, where it did not only change.
    pub fate: Option<String>,
    /// What changed in it.
    pub changes: Vec<PartChange>,
}

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangesFormat {
    /// For people at a terminal.
    Human,
    /// For the summary of a pull request.
    Markdown,
    /// A page that prints.
    Html,
}

/// Writes what changed since a day, a revision or a folder: what readers act on first.
pub fn changes_text(since: &str, pages: &[PageChanges], format: ChangesFormat) -> String {
    let mut text = Marked { out: String::new(), format };
    text.begin(since, pages);
    text.critical(pages);
    for page in pages {
        text.page(page);
    }
    if format == ChangesFormat::Html {
        text.out.push_str(page::END);
    }
    text.out
}

/// A sentence with what changed in it, as HTML.
pub fn sentence_html(change: &SentenceChange) -> String {
    Marked { out: String::new(), format: ChangesFormat::Html }.sentence(change)
}

/// The text while it is written. Writing to a text cannot fail.
struct Marked {
    out: String,
    format: ChangesFormat,
}

impl Marked {
    /// An author's words.
    fn words(&self, text: &str) -> String {
        match self.format {
            ChangesFormat::Human => escape_terminal(text).into_owned(),
            ChangesFormat::Html => escape(text),
            ChangesFormat::Markdown => {
                let mut safe = String::new();
                for c in escape_terminal(text).chars() {
                    match c {
                        '&' => safe.push_str("&amp;"),
                        '<' => safe.push_str("&lt;"),
                        '>' => safe.push_str("&gt;"),
                        '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '#' | '@'
                        | '!' => {
                            safe.push('\\');
                            safe.push(c);
                        }
                        c => safe.push(c),
                    }
                }
                safe
            }
        }
    }

    fn heading(&mut self, level: usize, words: &str) {
        let words = self.words(words);
        let _ = match self.format {
            ChangesFormat::Human if level > 2 => writeln!(self.out, "\n  {words}"),
            ChangesFormat::Human => writeln!(self.out, "\n{words}"),
            ChangesFormat::Markdown => {
                writeln!(self.out, "\n{} {words}\n", "#".repeat(level))
            }
            ChangesFormat::Html => writeln!(self.out, "<h{level}>{words}</h{level}>"),
        };
    }

    fn list(&mut self, items: &[String]) {
        if self.format == ChangesFormat::Html {
            self.out.push_str("<ul>\n");
        }
        for item in items {
            let _ = match self.format {
                ChangesFormat::Human => writeln!(self.out, "    {item}"),
                ChangesFormat::Markdown => writeln!(self.out, "- {item}"),
                ChangesFormat::Html => writeln!(self.out, "<li>{item}</li>"),
            };
        }
        if self.format == ChangesFormat::Html {
            self.out.push_str("</ul>\n");
        }
    }

    fn begin(&mut self, since: &str, pages: &[PageChanges]) {
        let title = format!("What changed since {since}");
        if self.format == ChangesFormat::Html {
            page::begin(&mut self.out, &title);
        }
        self.heading(1, &title);
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for page in pages {
            *owners.entry(page.owner.as_deref().unwrap_or("nobody")).or_default() += 1;
        }
        let mut items: Vec<String> = owners
            .into_iter()
            .map(|(owner, count)| format!("{}: {count}", self.words(owner)))
            .collect();
        if items.is_empty() {
            items.push("nothing that a reader sees".to_owned());
        } else {
            self.heading(2, "Texts that changed, by who answers for them");
        }
        self.list(&items);
    }

    fn critical(&mut self, pages: &[PageChanges]) {
        let mut items = Vec::new();
        for page in pages {
            for part in &page.changes {
                for change in part.critical() {
                    let place = match part.heading.as_str() {
                        "" => page.title.clone(),
                        heading => format!("{}, {heading}", page.title),
                    };
                    let (old, new) = (change.old.as_deref(), change.new.as_deref());
                    let sentence = self.pieces(&both(old, new));
                    items.push(format!("{sentence} ({})", self.words(&place)));
                }
            }
        }
        if !items.is_empty() {
            self.heading(
                2,
                "Numbers, doses, telephone numbers, days, and words such as “not”",
            );
            self.list(&items);
        }
    }

    fn page(&mut self, page: &PageChanges) {
        let owner = page.owner.as_ref().map(|owner| format!(" ({owner})"));
        let fate = page.fate.as_ref().map(|fate| format!(": {fate}")).unwrap_or_default();
        let name = if page.title == page.name {
            page.name.clone()
        } else {
            format!("{}, {}", page.title, page.name)
        };
        self.heading(2, &format!("{name}{}{fate}", owner.unwrap_or_default()));
        for part in &page.changes {
            let fate = match &part.fate {
                PartFate::Changed => String::new(),
                PartFate::New => " is new".to_owned(),
                PartFate::Gone => " is gone".to_owned(),
                PartFate::Moved => " stands elsewhere".to_owned(),
                PartFate::Renamed(was) => format!(", which was called “{was}”"),
            };
            let heading =
                if part.heading.is_empty() { "At the beginning" } else { &part.heading };
            self.heading(3, &format!("{heading}{fate}"));
            let items: Vec<String> =
                part.sentences.iter().map(|sentence| self.sentence(sentence)).collect();
            self.list(&items);
        }
    }

    fn sentence(&self, change: &SentenceChange) -> String {
        if let (Some(from), Some(words)) = (&change.moved_from, &change.new) {
            let from = match from.as_str() {
                "" => "the beginning".to_owned(),
                from => format!("“{}”", self.words(from)),
            };
            return format!("moved from {from}: {}", self.words(words));
        }
        self.pieces(&both(change.old.as_deref(), change.new.as_deref()))
    }

    fn pieces(&self, pieces: &[WordPiece]) -> String {
        let pieces = pieces.iter().map(|piece| match (self.format, piece) {
            (_, WordPiece::Kept(words)) => self.words(words),
            (ChangesFormat::Human, WordPiece::Gone(words)) => {
                format!("[-{}-]", self.words(words))
            }
            (ChangesFormat::Human, WordPiece::New(words)) => {
                format!("{{+{}+}}", self.words(words))
            }
            (ChangesFormat::Markdown, WordPiece::Gone(words)) => {
                format!("~~{}~~", self.words(words))
            }
            (ChangesFormat::Markdown, WordPiece::New(words)) => {
                format!("**{}**", self.words(words))
            }
            (ChangesFormat::Html, WordPiece::Gone(words)) => {
                format!("<del>{}</del>", self.words(words))
            }
            (ChangesFormat::Html, WordPiece::New(words)) => {
                format!("<ins>{}</ins>", self.words(words))
            }
        });
        pieces.collect::<Vec<_>>().join(" ")
    }
}

fn both(old: Option<&str>, new: Option<&str>) -> Vec<WordPiece> {
    match (old, new) {
        (Some(old), Some(new)) => word_pieces(old, new),
        (Some(old), None) => vec![WordPiece::Gone(old.to_owned())],
        (None, Some(new)) => vec![WordPiece::New(new.to_owned())],
        (None, None) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{ShownPart, compare};

    fn pages() -> Vec<PageChanges> {
        let part = |line: &str| vec![ShownPart::new("Fever", vec![line.to_owned()])];
        let changes = compare(
            &part("Call at 38 °C <b>."),
            &part("Do not call at 39 °C <b>."),
            "en",
        );
        vec![PageChanges {
            name: "care/fever.md".to_owned(),
            title: "Fever".to_owned(),
            owner: Some("Ward 4".to_owned()),
            moved_from: None,
            fate: None,
            changes,
        }]
    }

    #[test]
    fn numbers_come_first_and_words_are_marked() {
        for (format, marks) in [
            (
                ChangesFormat::Human,
                ["Ward 4: 1", "{+not+} (Fever, Fever)", "at [-38-] {+39+} °C <b>."],
            ),
            (
                ChangesFormat::Markdown,
                ["- Ward 4: 1", "- **not** (", "at ~~38~~ **39** °C &lt;b&gt;."],
            ),
            (
                ChangesFormat::Html,
                [
                    "<li>Ward 4: 1</li>",
                    "<ins>not</ins> (",
                    "<del>38</del> <ins>39</ins> °C &lt;b&gt;.",
                ],
            ),
        ] {
            let text = changes_text("Monday", &pages(), format);
            let mut at = 0;
            for mark in marks {
                let found = text[at..].find(mark);
                at += found.unwrap_or_else(|| panic!("{mark} in\n{text}"));
            }
        }
        let nothing = changes_text("Monday", &[], ChangesFormat::Human);
        assert!(nothing.contains("nothing that a reader sees"), "{nothing}");
    }
}
