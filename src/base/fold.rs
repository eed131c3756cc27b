//! When two names are the same name, and two paths the same path.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Folds a name for comparison: NFKC, full case folding, every hyphen, dash and white
/// space one space, every apostrophe the straight one, invisible characters dropped.
///
/// `Graft‑versus–host  Disease` and `graft versus host disease` are one name.
pub fn fold_name(name: &str) -> String {
    if name.is_ascii() {
        return fold_ascii(name);
    }
    let mut folded = String::with_capacity(name.len());
    // The fold may compose anew, so it is normalised once more, as Unicode's
    // toNFKC_Casefold does.
    for c in name.nfkc().default_case_fold().nfkc() {
        match c {
            c if is_invisible(c) => {}
            c if is_apostrophe(c) => folded.push('\''),
            c if is_dash(c) || c.is_whitespace() => push_space(&mut folded),
            c => folded.push(c),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn fold_ascii(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '-' => push_space(&mut folded),
            '`' => folded.push('\''),
            c if c.is_ascii_whitespace() => push_space(&mut folded),
            c => folded.push(c.to_ascii_lowercase()),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// What readers do not see: soft hyphens, joiners, marks of direction.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Everything that people type for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{60}' | '\u{b4}')
}

/// Hyphens, dashes and the minus.
pub(super) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Folds a path as the most forgiving file system compares it: NFC and case folding.
pub fn fold_path(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.nfc().default_case_fold().nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_dashes_spaces_and_case_do_not_tell_names_apart() {
        for name in [
            "Graft-versus-host disease",
            "graft versus  host\ndisease ",
            "GRAFT\u{2011}VERSUS\u{2013}HOST\u{a0}DISEASE",
        ] {
            assert_eq!(fold_name(name), "graft versus host disease");
        }
        assert_eq!(fold_name("Crohn\u{2019}s"), fold_name("crohn's"));
        assert_eq!(fold_name("STRASSE"), fold_name("straße"));
        assert_eq!(fold_name("cafe\u{301}"), fold_name("café"));
    }

    #[test]
    fn ascii_and_unicode_folding_agree() {
        let name = "A`B - c\tD-";
        let by_unicode: String = fold_name(&format!("{name}\u{200b}"));
        assert_eq!(fold_name(name), by_unicode);
    }
}
