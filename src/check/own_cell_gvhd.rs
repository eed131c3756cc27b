//! W025 own-cell-gvhd.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::text::{LoneText, TextCheck};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{RunPlace, parse, runs};

static RULE: Rule = Rule {
    code: "W025",
    name: "own-cell-gvhd",
    severity: Severity::Warning,
    meaning: "A paragraph names graft-versus-host disease beside a transplant of a person's own \
              cells, and does not say that it comes of donor cells.",
    why: "Readers with a transplant of their own cells fear what they cannot get; those with a donor \
          may take it for a danger of others.",
    mend: "Say that it happens after transplants from a donor.",
    source: "Engraft's own rule, by what graft-versus-host disease is",
};

pub(super) static CHECK: TextCheck = TextCheck { rules: || vec![&RULE], run };

const DISEASE: &[&str] = &["gvhd", "graft-versus-host", "graft versus host"];
const OWN: &[&str] = &[
    "autologous",
    "autograft",
    "own cells",
    "own stem cells",
    "own blood stem cells",
    "own bone marrow",
    "own marrow",
];
/// Words of a paragraph that tells the two apart.
const APART: &[&str] =
    &["donor", "donated", "allogeneic", "someone else", "another person"];
/// Words of a sentence on the disease that deny it.
const DENIALS: &[&str] = &[
    "no",
    "not",
    "never",
    "cannot",
    "neither",
    "nor",
    "without",
    "nobody",
    "free",
    "impossible",
];

/// The words of both, looked for in one pass: hardly a text holds both.
static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut automaton = AhoCorasick::builder();
    automaton.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
    automaton.build([DISEASE, OWN].concat()).ok()
});

fn run(text: &LoneText, found: &mut Vec<Diagnostic>) {
    if !text.is_english || !holds_both(text.body_text()) {
        return;
    }
    let document = parse(&text.text, text.body.clone(), "");
    for run in runs(&document, &|_| None) {
        if run.place == RunPlace::Prose && is_mistaken(&run.text) {
            let whole = run.source_of(&document, &(0..run.text.len()));
            let message = "this paragraph names GVHD beside a transplant of own cells, and \
                           does not say that it comes of donor cells";
            let finding = Diagnostic::new(&RULE, Span::new(text.file, whole), message);
            found.push(finding.with_help(
                "say that it happens after donor transplants, and check the sentence",
            ));
        }
    }
}

fn holds_both(text: &str) -> bool {
    let Some(words) = &*WORDS else { return true };
    let mut disease = false;
    let mut own = false;
    for word in words.find_iter(text) {
        let is_disease = word.pattern().as_usize() < DISEASE.len();
        disease |= is_disease;
        own |= !is_disease;
        if disease && own {
            return true;
        }
    }
    false
}

fn is_mistaken(paragraph: &str) -> bool {
    let text = paragraph.to_lowercase();
    if !names(&text, DISEASE) || !names(&text, OWN) || names(&text, APART) {
        return false;
    }
    let mut sentences = text.split(['.', '!', '?', ';']);
    sentences.any(|sentence| names(sentence, DISEASE) && !denies(sentence))
}

fn denies(sentence: &str) -> bool {
    let mut words =
        sentence.split(|c: char| !c.is_alphanumeric() && !"'\u{2019}".contains(c));
    words.any(|word| {
        DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n\u{2019}t")
    })
}

fn names(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_does_not_tell_them_apart_is_told() {
        for (text, expected) in [
            ("After an autologous transplant, watch for GVHD.", true),
            ("Own stem cells may cause graft-versus-host disease.", true),
            ("You cannot get GVHD from your own cells, only from a donor.", false),
            ("GVHD does not happen with your own cells.", false),
            ("Your own cells cannot cause GVHD.", false),
            ("After an autologous transplant there is no GVHD.", false),
            ("With your own cells, GVHD never happens.", false),
            ("You don\u{2019}t get GVHD after an autologous transplant.", false),
            ("An autologous transplant is no cure. Watch for GVHD after it.", true),
            ("GVHD is a risk of donor transplants.", false),
        ] {
            assert_eq!(is_mistaken(text), expected, "{text}");
        }
    }
}
