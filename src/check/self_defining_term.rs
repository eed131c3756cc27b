//! W008 self-defining-term.

use super::{Check, Context};
use crate::article::TermId;
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::glossary::{Hit, Matcher, NameKind, Standing};
use crate::markdown::{parse, runs};

static RULE: Rule = Rule {
    code: "W008",
    name: "self-defining-term",
    severity: Severity::Warning,
    meaning: "A definition explains a word by the word itself.",
    why: "Whoever looks the word up does not know it, and knows no more afterwards.",
    mend: "Say the same in other words. It may begin the sentence, as in \u{201c}Sepsis is an illness\u{201d}.",
    source: "WCAG 3.1.3 Unusual Words; ISO 704, circular definitions",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// So many words may stand before the word that a sentence is about: "The", "In a".
const MOST_WORDS_BEFORE: usize = 2;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for id in context.listed_terms() {
        let term = context.site.term(id);
        let matcher = context.site.matcher(term.source.language);
        let name = &term.front_matter.term;
        let mut tell = |place: Span, written: &str, what: &str| {
            let message = format!("the {what} of `{}` uses `{written}`", name.value);
            let help = "say it in words that the reader knows already";
            found.push(Diagnostic::new(&RULE, place, message).with_help(help));
        };
        if let Some(short) = &term.front_matter.short
            && let Some(hit) = own_word(matcher, short, id)
        {
            tell(name.span, &short[hit.range], "short definition");
        }
        let source = &term.source;
        let document = parse(&source.text, source.body.clone(), &name.value);
        let runs = runs(&document, &|_| None);
        if let Some(first) = runs.first()
            && let Some(hit) = own_word(matcher, &first.text, id)
        {
            let span = Span::new(source.file, first.source_of(&document, &hit.range));
            tell(span, &first.text[hit.range], "definition");
        }
    }
}

/// The place where the first sentence of a definition uses the word that it defines,
/// otherwise than to begin with.
fn own_word(matcher: &Matcher, text: &str, id: TermId) -> Option<Hit> {
    let end = text.find(". ").unwrap_or(text.len());
    let is_own = |hit: &Hit| {
        let kind = matcher.name(hit).kind;
        hit.term == id
            && hit.standing != Standing::Other
            && hit.range.end <= end
            && matches!(
                kind,
                NameKind::Term | NameKind::LongForm | NameKind::Abbreviation
            )
    };
    let mut hits = matcher.find(text).into_iter().filter(is_own).peekable();
    let before = |hit: &Hit| text[..hit.range.start].split_whitespace().count();
    if let Some(mut subject) = hits.next_if(|hit| before(hit) <= MOST_WORDS_BEFORE) {
        // "Graft disease (GD) is": both are what the sentence is about.
        while let Some(also) =
            hits.next_if(|hit| text[subject.range.end..hit.range.start].trim() == "(")
        {
            subject = also;
        }
    }
    hits.find(|hit| !is_named(&text[..hit.range.start]))
}

/// Whether the word that follows is not what explains, by what stands before it: it is what
/// the main clause is about, "Made when pages are counted, a pager holds …"; or it is given
/// as a name, "An illness (also called sepsis) …".
fn is_named(before: &str) -> bool {
    const ARTICLES: &[&str] = &["a", "an", "the", "each", "every"];
    const NAMING: &[&str] = &["called", "named", "as", "or", "term", "word", "aka"];
    // "It leads to other pagers": these are beside what is explained.
    const BESIDE: &[&str] = &["other", "another", "more", "further", "unlike", "than"];
    let before =
        before.trim_end().trim_end_matches(['*', '_', '"', '\u{201c}', '\u{2018}']);
    let mut words = before.split_whitespace().rev().map(str::to_lowercase);
    let word = words.find(|word| !ARTICLES.contains(&word.as_str())).unwrap_or_default();
    word.ends_with([',', '(', ':', ';'])
        || NAMING.contains(&word.as_str())
        || BESIDE.contains(&word.as_str())
}
