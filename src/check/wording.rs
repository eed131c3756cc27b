//! W005 discouraged-wording and W006 inconsistent-case: words for a term that its entry
//! would have otherwise.

use super::{Check, Context};
use crate::base::FileId;
use crate::diagnostic::{Diagnostic, Rule, Severity};
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

fn run(context: &Context<'_>, fault: WordingFault, found: &mut Vec<Diagnostic>) {
    let texts = context.facts.articles.iter().chain(&context.facts.terms);
    for wording in texts.flat_map(|facts| &facts.wordings) {
        if wording.fault == fault {
            found.push(judge(context, wording));
        }
    }
}

fn judge(context: &Context<'_>, wording: &Wording) -> Diagnostic {
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
    if is_certain(context, wording) {
        finding.with_patch(*span, &**preferred)
    } else {
        finding
    }
}

/// Whether the words can be exchanged without a look at the sentence.
fn is_certain(context: &Context<'_>, wording: &Wording) -> bool {
    let Some((text, language)) = text_of(context, wording.span.file) else {
        return false;
    };
    let range = wording.span.range();
    // No markup stands between the words, and none would come in.
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '\u{2011}')
    };
    if text.get(range.clone()) != Some(&*wording.written)
        || !wording.preferred.chars().all(is_plain)
    {
        return false;
    }
    match wording.fault {
        WordingFault::Case => true,
        // Another word may need another article, and in other languages other endings.
        WordingFault::Avoided => {
            let is_english = context.config.languages[language]
                .tag
                .split('-')
                .next()
                .is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
            is_english
                && (!follows_article(&text[..range.start])
                    || begins_with_vowel(&wording.written)
                        == begins_with_vowel(&wording.preferred))
        }
    }
}

/// The text of a file that holds an article, a term or a snippet, and its language.
fn text_of<'a>(context: &Context<'a>, file: FileId) -> Option<(&'a str, usize)> {
    let sources = &context.site.sources;
    let articles = sources.articles.iter().map(|article| &article.source);
    let terms = sources.terms.iter().map(|term| &term.source);
    let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
    let source =
        articles.chain(terms).chain(snippets).find(|source| source.file == file)?;
    Some((&*source.text, source.language))
}

/// Whether a text ends with the word "a" or "an".
fn follows_article(text: &str) -> bool {
    let mut words = text.trim_end().rsplit(|c: char| !c.is_alphanumeric());
    words.next().is_some_and(|word| {
        word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")
    })
}

fn begins_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])
}
