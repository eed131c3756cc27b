//! L030 lookalike-host.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "L030",
    name: "lookalike-host",
    severity: Severity::Warning,
    meaning: "The host of a link mixes Latin letters with Greek, Cyrillic or Armenian ones.",
    why: "Such letters look alike. Addresses like this are made to be taken for those of a bank or a hospital.",
    mend: "Type the address anew, letter by letter, or take the link out.",
    source: "Unicode Technical Standard 39, Unicode Security Mechanisms",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for source in context.sources() {
        for link in source.outline.links.iter().filter(|link| !link.target.is_ascii()) {
            if let Some(letter) = foreign_letter(host(&link.target)) {
                let message = format!(
                    "`{letter}` in the host is no Latin letter, and those beside it are"
                );
                found.push(
                    Diagnostic::new(&RULE, source.span_of(link), message)
                        .with_help("type the address anew, letter by letter"),
                );
            }
        }
    }
}

/// The host of an address with a scheme; empty if there is none.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or("")
}

/// A letter that can be taken for the Latin ones in the same part of a host.
fn foreign_letter(host: &str) -> Option<char> {
    let parts = host.split('.');
    let mut mixed =
        parts.filter(|part| part.bytes().any(|byte| byte.is_ascii_alphabetic()));
    mixed.find_map(|part| part.chars().find(|&c| looks_latin(c)))
}

fn looks_latin(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{531}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mixture_looks_like_another_host() {
        let letter = |address| foreign_letter(host(address));
        assert_eq!(letter("https://p\u{430}tient.example/"), Some('\u{430}'));
        assert_eq!(letter("https://www.b\u{3bf}ok.example"), Some('\u{3bf}'));
        for address in [
            "https://patient.example/p\u{430}th",
            "https://\u{43f}\u{430}\u{446}\u{438}\u{435}\u{43d}\u{442}.example/",
            "https://kr\u{e4}nken.example/",
            "https://\u{65e5}\u{672c}abc.example/",
            "p\u{430}ge.md",
            "",
        ] {
            assert_eq!(letter(address), None, "{address}");
        }
    }
}
