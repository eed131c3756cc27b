//! W010 alias-too-short.

use super::{Check, Context};
use crate::article::TermLink;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W010",
    name: "alias-too-short",
    severity: Severity::Warning,
    meaning: "A name of a glossary entry is a single letter, or two or three small letters.",
    why: "It would be found in ordinary words and marked where it means something else.",
    mend: "Take it out, or write `match: {case: exact}` if its capitals tell it from ordinary words. \
           `link: never` keeps the name for `[[...]]` only.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Small words of so many letters are ordinary words.
const LONGEST_SHORT: usize = 3;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for id in context.listed_terms() {
        let front_matter = &context.site.term(id).front_matter;
        if front_matter.link == TermLink::Never {
            continue;
        }
        let exact = front_matter.exact_case;
        let names = front_matter.aliases.iter().chain(&front_matter.avoid);
        for name in names.chain(&front_matter.abbreviation) {
            if !is_too_short(&name.value, exact) {
                continue;
            }
            let message = format!("`{}` is too short to be found in a text", name.value);
            let help = if exact || name.value.chars().count() == 1 {
                "take it out"
            } else {
                "take it out, or add `match: {case: exact}`"
            };
            found.push(Diagnostic::new(&RULE, name.span, message).with_help(help));
        }
    }
}

/// One letter, or a few small ones unless case is told apart. Scripts without small
/// letters say more with one sign.
fn is_too_short(name: &str, exact: bool) -> bool {
    let count = name.chars().count();
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_ascii();
    match count {
        0 | 1 => name.chars().all(is_cased),
        2..=LONGEST_SHORT => !exact && name.chars().all(char::is_lowercase),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_small_words_are_too_short() {
        for (name, exact, expected) in [
            ("T", true, true),
            ("癌", false, false),
            ("ms", false, true),
            ("gut", false, true),
            ("ms", true, false),
            ("MS", false, false),
            ("auto", false, false),
        ] {
            assert_eq!(is_too_short(name, exact), expected, "{name}");
        }
    }
}
