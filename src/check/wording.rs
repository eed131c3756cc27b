//! W005 discouraged-wording and W006 inconsistent-case: words for a term that its entry
//! would have otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::is_english;
use super::{Check, Context, read_texts};
use crate::article::Source;
use crate::base::{FileId, Span, floor};
use crate::diagnostic::{Diagnostic, Patch, Rule, Severity};
use crate::html::{Wording, WordingFault};

static DISCOURAGED: Rule = Rule {
    code: "W005",
    name: "discouraged-wording",
    severity: Severity::Warning,
    meaning: "An article uses words that the glossary lists under `avoid`.",
    why: "Two words for one thing make readers look for a difference, and some words mislead.",
    mend: "Use the preferred form. `engraft check --fix` does it where the sentence stays right.",
    source: "NHS digital service manual, content style guide",
};

static CASE: Rule = Rule {
    code: "W006",
    name: "inconsistent-case",
    severity: Severity::Warning,
    meaning: "An abbreviation is written with other capitals than in the glossary.",
    why: "Readers take `GvHD` and `GVHD` for two things, and a search may find only one.",
    mend: "Write it as the glossary does; `engraft check --fix` does it for you. If both are in use, \
           add the other form under `aliases`.",
    source: "NHS digital service manual, abbreviations and acronyms",
};

pub(super) static DISCOURAGED_CHECK: Check = Check {
    rule: &DISCOURAGED,
    run: |context, found| run(context, WordingFault::Avoided, found),
};

pub(super) static CASE_CHECK: Check =
    Check { rule: &CASE, run: |context, found| run(context, WordingFault::Case, found) };

/// Bytes that the label of a link may have, and a few more: `CommonMark` allows 999
/// characters.
const LONGEST_LABEL: usize = 1000;

/// So many bytes before a word hold its article, what that hangs on to, and white space.
const LONGEST_ARTICLE: usize = 64;

/// The texts by their files.
type Sources<'a> = BTreeMap<FileId, &'a Source>;

fn run(context: &Context<'_>, fault: WordingFault, found: &mut Vec<Diagnostic>) {
    let texts = read_texts(context.site, context.facts);
    let wordings = texts.flat_map(|facts| &facts.wordings);
    let mut wordings = wordings.filter(|wording| wording.fault == fault).peekable();
    if wordings.peek().is_some() {
        let sources = context.sources().map(|source| (source.file, source)).collect();
        found.extend(wordings.map(|wording| judge(context, &sources, wording)));
    }
}

fn judge(context: &Context<'_>, sources: &Sources<'_>, wording: &Wording) -> Diagnostic {
    let Wording { span, written, preferred, .. } = wording;
    let (rule, message) = match wording.fault {
        WordingFault::Avoided => {
            (&DISCOURAGED, format!("the glossary advises against `{written}`"))
        }
        WordingFault::Case => {
            (&CASE, format!("`{written}` has other capitals than in the glossary"))
        }
    };
    let finding =
        Diagnostic::new(rule, *span, message).with_help(format!("write `{preferred}`"));
    match patch(context, sources, wording) {
        Some(Patch { span, replacement }) => finding.with_patch(span, replacement),
        None => finding,
    }
}

/// The edit that mends it, if no look at the sentence is needed.
fn patch(
    context: &Context<'_>,
    sources: &Sources<'_>,
    wording: &Wording,
) -> Option<Patch> {
    let Wording { span, written, preferred, fault, .. } = wording;
    let source = *sources.get(&span.file)?;
    let (text, range) = (&*source.text, span.range());
    // No markup stands between the words, and none would come in.
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '\u{2011}')
    };
    let is_certain = text.get(range.clone()) == Some(&**written)
        && preferred.chars().all(is_plain)
        && !is_target(text, &range);
    match fault {
        _ if !is_certain => None,
        WordingFault::Case => {
            Some(Patch { span: *span, replacement: preferred.to_string() })
        }
        // In other languages another word may need other endings around it.
        WordingFault::Avoided
            if !is_english(&context.config.languages[source.language].tag) =>
        {
            None
        }
        WordingFault::Avoided => {
            let (start, words) = with_article(context, source, range.start, preferred);
            let span = Span::new(span.file, start..range.end);
            Some(Patch { span, replacement: words })
        }
    }
}

/// The words for what begins at byte `at`, with the article before it if that has to
/// change: "an implant" becomes "a graft".
fn with_article(
    context: &Context<'_>,
    source: &Source,
    at: usize,
    words: &str,
) -> (usize, String) {
    let text = &*source.text;
    let before = window(text, at.saturating_sub(LONGEST_ARTICLE), at);
    let base = at - before.len();
    // A line end is as good as a space.
    let before = format!("{} ", before.trim_end());
    let matcher = context.site.matcher(source.language);
    match matcher.wrong_article(&before, before.len(), words) {
        None => (at, words.to_owned()),
        Some((range, by)) => {
            let between = &text[base + range.end..at];
            (base + range.start, format!("{by}{between}{words}"))
        }
    }
}

/// Whether words stand in brackets that name what they link to: `[[GVHD]]`, `[GVHD]`.
fn is_target(text: &str, range: &Range<usize>) -> bool {
    let before = window(text, range.start.saturating_sub(LONGEST_LABEL), range.start);
    let is_inside = before.rfind('[') > before.rfind(']');
    let after = window(text, range.end, range.end.saturating_add(LONGEST_LABEL));
    is_inside && after.find(']').is_some_and(|end| !after[end + 1..].starts_with('('))
}

/// The text between two bytes, or a little more at its beginning.
fn window(text: &str, start: usize, end: usize) -> &str {
    &text[floor(text, start)..floor(text, end)]
}
