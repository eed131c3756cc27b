//! W023 unsourced-claim.

use super::phrases::{FoundPhrase, find, told};
use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W023",
    name: "unsourced-claim",
    severity: Severity::Warning,
    meaning: "A paragraph calls upon studies or experts, and names none.",
    why: "Nobody can look whether it is so, nor whether it still is.",
    mend: "Name the source behind the sentence, such as `[@lee2020]`, or leave the claim out.",
    source: "PIF TICK, criterion 3: evidence",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// What names a source in a paragraph: a citation, a note, a link.
const SOURCES: &[&str] = &["[@", "[^", "](", "[[", "://"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let tell = |phrase: &FoundPhrase<'_>| {
        let written = phrase.written_paragraph;
        let is_sourced = SOURCES.iter().any(|sign| written.contains(sign));
        let message =
            told(phrase, "calls upon a source that the paragraph does not name");
        let help =
            "name it behind the sentence, such as `[@lee2020]`, or leave the claim out";
        (!is_sourced).then_some((message, help))
    };
    find(context, &RULE, &tell, found);
}
