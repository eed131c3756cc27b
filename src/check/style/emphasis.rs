//! W078 italics and W079 long-bold: how words are set, which no pattern of words shows.

use crate::base::Span;
use crate::check::text::{LoneText, TextCheck};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Document, NodeId, NodeKind, parse};

pub(in crate::check) static ITALICS: Rule = Rule {
    code: "W078",
    name: "italics",
    severity: Severity::Note,
    meaning: "A text has words in italics.",
    why: "Slanted letters are hard to read for people with dyslexia or low sight.",
    mend: "Leave the italics out; what matters most goes in bold.",
    source: "NHS digital service manual, formatting and punctuation",
};

pub(in crate::check) static LONG_BOLD: Rule = Rule {
    code: "W079",
    name: "long-bold",
    severity: Severity::Note,
    meaning: "More than 10 words in a row are bold.",
    why: "Where all is bold, nothing stands out.",
    mend: "Leave the one or two words bold that a reader must not miss.",
    source: "NHS digital service manual, formatting and punctuation; plainlanguage.gov, Use emphasis",
};

pub(in crate::check) static CHECK: TextCheck =
    TextCheck { rules: || vec![&ITALICS, &LONG_BOLD], run };

/// Words that may be bold in a row.
const MOST_BOLD: usize = 10;

fn run(text: &LoneText, found: &mut Vec<Diagnostic>) {
    let [italics, bold] = [&ITALICS, &LONG_BOLD].map(|rule| text.book.from().has(rule));
    if !(italics || bold) || !text.body_text().contains(['*', '_']) {
        return;
    }
    let document = parse(&text.text, text.body.clone(), "");
    for (id, node) in document.nodes.iter().enumerate() {
        let told = match node.kind {
            NodeKind::Emphasis if italics => (
                &ITALICS,
                "these words are in italics".to_owned(),
                "leave the italics out; what matters most goes in bold",
            ),
            NodeKind::Strong if bold => match words(&document, id) {
                count if count > MOST_BOLD => (
                    &LONG_BOLD,
                    format!("{count} words in a row are bold"),
                    "leave the one or two words bold that a reader must not miss",
                ),
                _ => continue,
            },
            _ => continue,
        };
        let (rule, message, help) = told;
        let span = Span::new(text.file, node.range.clone());
        found.push(Diagnostic::new(rule, span, message).with_help(help));
    }
}

fn words(document: &Document<'_>, id: NodeId) -> usize {
    document.text_of(id).split_whitespace().count()
}
