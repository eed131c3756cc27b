//! When two names are the same name, and two paths the same path.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name for comparison: NFKC, full case folding, every hyphen between letters or
/// digits and all white space one space, every apostrophe the straight one, invisible
/// characters dropped.
///
/// A dash that joins no two words is a sign, and signs are part of a name: `CMV−` is not
/// `CMV`, and `Day −1` is neither `Day 1` nor `Day +1`. All dashes and the minus are one
/// sign, `-`. Between spaces a dash is one before a digit only: `Day - 1` is `Day −1`, and
/// in `Home – what next` it says no more than a comma.
///
/// `Graft‑versus–host  Disease` and `graft versus host disease` are one name.
pub fn fold_name(name: &str) -> String {
    let mut folder = Folder { folded: String::with_capacity(name.len()), held: Held::No };
    if name.is_ascii() {
        folder.all(name.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        // The fold may compose anew, so it is normalised once more, as Unicode's
        // toNFKC_Casefold does.
        let folded = name.nfkc().default_case_fold().nfkc();
        folder.all(folded.filter(|&c| !is_invisible(c)));
    }
    folder.folded
}

/// A name while it is folded.
struct Folder {
    folded: String,
    held: Held,
}

/// What is read and not yet written, since what follows decides what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    No,
    /// White space.
    Space,
    /// A dash between spaces, or one that opens the name and has a space behind it.
    Dash,
    /// White space behind a sign that no letter or digit stands before.
    SpaceAfterSign,
}

impl Folder {
    fn all(&mut self, characters: impl Iterator<Item = char>) {
        let mut characters = characters.peekable();
        let mut last = None;
        while let Some(c) = characters.next() {
            if is_dash(c) {
                while characters.next_if(|&c| is_dash(c)).is_some() {}
                self.dash(last, characters.peek().copied());
            } else if c.is_whitespace() {
                self.held = match self.held {
                    Held::No if self.opens_with_sign() => Held::SpaceAfterSign,
                    Held::No => Held::Space,
                    held => held,
                };
            } else {
                self.put(if is_apostrophe(c) { '\'' } else { slash(c) });
            }
            last = Some(c);
        }
        // Behind the last word it is a sign again.
        if self.held == Held::Dash && !self.folded.is_empty() {
            self.folded.push('-');
        }
    }

    /// A dash between two characters.
    fn dash(&mut self, before: Option<char>, after: Option<char>) {
        let joins = |c: Option<char>| c.is_some_and(is_word);
        let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if joins(before) && joins(after) {
            self.held = Held::Space;
        } else if is_open(before) && is_open(after) {
            self.held = Held::Dash;
        } else {
            self.put('-');
        }
    }

    /// A character that is seen.
    fn put(&mut self, c: char) {
        let is_digit = c.is_numeric();
        match self.held {
            Held::No => {}
            Held::SpaceAfterSign if is_digit => {}
            Held::Space if c == '%' && self.folded.ends_with(char::is_numeric) => {}
            Held::Dash if is_digit => {
                self.space();
                self.folded.push('-');
            }
            Held::Space | Held::Dash | Held::SpaceAfterSign => self.space(),
        }
        self.held = Held::No;
        self.folded.push(c);
    }

    fn space(&mut self) {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
    }

    /// Whether what is written ends in a sign that no letter or digit stands before, so that
    /// it belongs to what follows.
    fn opens_with_sign(&self) -> bool {
        let mut written = self.folded.chars().rev();
        written.next().is_some_and(is_sign) && !written.next().is_some_and(is_word)
    }
}

/// Signs that tell names apart, as they are folded.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '+' | '-'
            | '<'
            | '>'
            | '='
            | '~'
            | '%'
            | '/'
            | '\u{b1}'
            | '\u{d7}'
            | '\u{f7}'
            | '\u{2030}'
            | '\u{2190}'
            ..='\u{2193}'
                | '\u{2248}'
                | '\u{2260}'
                | '\u{2264}'
                | '\u{2265}'
                | '\u{2640}'
                | '\u{2642}'
    )
}

/// Letters, digits and their marks.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Every slash the usual one.
fn slash(c: char) -> char {
    if matches!(c, '\u{2044}' | '\u{2215}') { '/' } else { c }
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
        '-' | '\u{2d7}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2796}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
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
            "graft--versus\u{2014}host disease",
        ] {
            assert_eq!(fold_name(name), "graft versus host disease");
        }
        assert_eq!(fold_name("Crohn\u{2019}s"), fold_name("crohn's"));
        assert_eq!(fold_name("STRASSE"), fold_name("straße"));
        assert_eq!(fold_name("cafe\u{301}"), fold_name("café"));
        assert_eq!(fold_name("COVID-19"), fold_name("covid 19"));
        assert_eq!(fold_name("2–5 days"), fold_name("2-5 Days"));
        assert_eq!(fold_name("Home \u{2013} what next - now "), "home what next now");
    }

    #[test]
    fn signs_are_part_of_a_name_and_all_dashes_are_one() {
        for (names, folded) in [
            (&["CMV−", "CMV-", "cmv \u{2013}", "CMV\u{207b}", "CMV\u{2011}"][..], "cmv-"),
            (&["CMV+", "cmv\u{ff0b}", "CMV\u{207a}"], "cmv+"),
            (&["CMV"], "cmv"),
            (&["Day −1", "Day -1", "day \u{2013}1", "Day − 1", "Day - 1"], "day -1"),
            (&["Day +1", "Day + 1"], "day +1"),
            (&["−80 °C", "-80 °C", "- 80 °C"], "-80 °c"),
            (&[">38°C", "> 38°C", "\u{ff1e}38°C"], ">38°c"),
            (&["\u{2265}2", "\u{2265} 2"], "\u{2265}2"),
            (&["5%", "5 %", "5\u{ff05}"], "5%"),
            (&["Rh− donors", "Rh- donors"], "rh- donors"),
            (&["(CMV−)"], "(cmv-)"),
            (&["HLA-B27−", "hla b27-"], "hla b27-"),
            (&["1\u{2044}2", "1/2", "½"], "1/2"),
            (&["A + B"], "a + b"),
            (&["\u{2013}"], ""),
        ] {
            for name in names {
                assert_eq!(fold_name(name), folded, "{name}");
            }
        }
    }

    #[test]
    fn ascii_and_unicode_folding_agree() {
        for name in ["A`B - c\tD-", " - 5 -x- y > 3 - z--", "-", "a-b -c d- e - f -"] {
            let by_unicode: String = fold_name(&format!("{name}\u{200b}"));
            assert_eq!(fold_name(name), by_unicode, "{name}");
        }
    }
}
