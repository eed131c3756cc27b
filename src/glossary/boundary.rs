//! Where a word begins and ends. The rules are those of Unicode's word boundaries (UAX 29)
//! on folded text, but for scripts without spaces, whose borders all count.

use unicode_normalization::char::is_combining_mark;

/// Whether a mention may begin at byte `at` of a folded text. `elides`: an apostrophe
/// before a word ends the word before it, as in French.
pub(super) fn begins(text: &str, at: usize, elides: bool) -> bool {
    let (before, after) = (&text[..at], &text[at..]);
    let Some(first) = after.chars().next() else { return true };
    let Some(last) = before.chars().next_back() else { return true };
    if matches!(last, '#' | '@') && is_word(first) {
        return false;
    }
    if !is_word(first) {
        return true;
    }
    if is_word(last) {
        return is_spaceless(last) || is_spaceless(first);
    }
    if first.is_numeric() && is_sign_before(last) {
        return false;
    }
    let joins = is_joiner(last) && !(elides && last == '\'');
    !(joins && before.chars().rev().nth(1).is_some_and(is_word))
}

/// Whether a mention may end at byte `at` of a folded text.
pub(super) fn ends(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at..]);
    let Some(first) = after.chars().next() else { return true };
    let Some(last) = before.chars().next_back() else { return true };
    if is_combining_mark(first) {
        return false;
    }
    if !is_word(last) {
        return true;
    }
    if is_word(first) {
        return is_spaceless(last) || is_spaceless(first);
    }
    let goes_on = after.chars().nth(1).is_some_and(is_word);
    if is_sign_behind(first) {
        return goes_on;
    }
    !(is_joiner(first) && goes_on)
}

/// Signs that belong to the word before them: `CMV+` and `CMV-` are not `CMV`. In a folded
/// text a hyphen is a space.
fn is_sign_behind(c: char) -> bool {
    matches!(c, '+' | '-' | '\u{b1}')
}

/// Signs that belong to the number behind them: `-1` and `<1` are not `1`.
fn is_sign_before(c: char) -> bool {
    is_sign_behind(c) || matches!(c, '<' | '>' | '~' | '\u{2264}' | '\u{2265}')
}

/// Letters, digits, marks and the low line.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || (!c.is_ascii() && is_combining_mark(c))
}

/// What joins two parts of a word, and stands at no end of one.
fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '.' | '\u{b7}' | '\u{5f3}' | '\u{5f4}' | '\u{2027}')
}

/// Scripts that put no spaces between words: Han, Hiragana, Katakana, Thai, Lao, Khmer,
/// Myanmar.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(
        c,
        '\u{e01}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{19e0}'..='\u{19ff}'
            | '\u{a9e0}'..='\u{a9ff}'
            | '\u{aa60}'..='\u{aa7f}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{3029}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{1b000}'..='\u{1b16f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether the words around `range` of a source are an address or a path, which names a
/// thing and says nothing of it.
pub(super) fn is_in_address(text: &str, range: &std::ops::Range<usize>) -> bool {
    let is_part = |c: char| c.is_ascii_graphic();
    let before = text[..range.start].trim_end_matches(is_part).len();
    let after = text[range.end..].trim_start_matches(is_part).len();
    if before == range.start && after == text.len() - range.end {
        return false;
    }
    let token = text[before..text.len() - after]
        .trim_start_matches(['(', '[', '{', '<', '"', '\''])
        .trim_end_matches(|c: char| c != '/' && c.is_ascii_punctuation());
    let ends_in_file = token.rsplit_once('/').is_some_and(|(_, name)| name.contains('.'));
    token.contains("//")
        || token.contains('\\')
        || ["/", "~/", "./", "../", "www."].iter().any(|start| token.starts_with(start))
        || ends_in_file
        || is_mail(token)
}

fn is_mail(token: &str) -> bool {
    token.split_once('@').is_some_and(|(user, host)| {
        user.ends_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.')
    })
}

/// The first letter of the word that a hyphen joins to a range of a text in front of it, and
/// of the one behind it.
pub(super) fn joined(text: &str, range: &std::ops::Range<usize>) -> [Option<char>; 2] {
    let before = text[..range.start].strip_suffix(is_hyphen).and_then(|before| {
        let word = before.trim_end_matches(is_word);
        before[word.len()..].chars().next()
    });
    let after = text[range.end..].strip_prefix(is_hyphen).and_then(|after| {
        // A hyphen at the end of a line joins what the next line begins with.
        let next = after.trim_start_matches('\n').chars().next()?;
        let is_whole = is_word(next) && (!after.starts_with('\n') || next.is_lowercase());
        is_whole.then_some(next)
    });
    [before, after]
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `word` stands in the text as a word.
    fn stands(text: &str, word: &str) -> bool {
        let at = text.find(word).unwrap();
        begins(text, at, false) && ends(text, at + word.len())
    }

    #[test]
    fn letters_digits_and_inner_marks_join() {
        for text in ["graft", "(graft)", "a graft.", "graft, x", "'graft'", "pre graft"] {
            assert!(stands(text, "graft"), "{text}");
        }
        for text in [
            "grafted",
            "2graft",
            "graft2",
            "graft_x",
            "graft'd",
            "d'graft",
            "graft.md",
            "#graft",
            "graft\u{301}",
        ] {
            assert!(!stands(text, "graft"), "{text}");
        }
    }

    #[test]
    fn scripts_without_spaces_have_borders_everywhere() {
        assert!(stands("\u{9aa8}\u{9ad3}\u{79fb}\u{690d}", "\u{79fb}\u{690d}"));
        assert!(stands("gvhd\u{60a3}\u{8005}", "gvhd"));
        assert!(stands("\u{e01}\u{e02}\u{e03}", "\u{e02}"));
        assert!(!stands("\u{e01}\u{e31}", "\u{e01}"));
        assert!(!stands("\u{645}\u{646}\u{639}", "\u{646}"));
    }

    #[test]
    fn a_word_that_ends_in_punctuation_ends_anywhere() {
        assert!(stands("cd34+ cells", "cd34+"));
        assert!(stands("cd34+cells", "cd34+"));
    }

    #[test]
    fn a_sign_belongs_to_its_word() {
        for text in ["cd34+ cells", "(cd34+)", "cd34-", "cd34-, x", "cd34\u{b1}"] {
            assert!(!stands(text, "cd34"), "{text}");
        }
        assert!(stands("cd34+cd38", "cd34"));
        for text in ["day -1 day", "+1 day", "<1 day", "\u{2265}1 day", "(-1 day"] {
            assert!(!stands(text, "1 day"), "{text}");
        }
        assert!(stands("(1 day)", "1 day"));
    }

    #[test]
    fn a_hyphen_joins_words() {
        let words_beside = |text: &str| {
            let at = text.find("band").unwrap();
            joined(text, &(at..at + 4))
        };
        for (text, before, after) in [
            ("a band.", None, None),
            ("band-aid", None, Some('a')),
            ("a Wrist-band", Some('W'), None),
            ("broad\u{2011}band\u{2010}Width", Some('b'), Some('W')),
            ("5-band-\nwidth", Some('5'), Some('w')),
            ("band- and ring", None, None),
            ("band-", None, None),
            ("-band", None, None),
            ("a\u{2013}band\u{2013}b", None, None),
        ] {
            assert_eq!(words_beside(text), [before, after], "{text}");
        }
    }

    #[test]
    fn an_apostrophe_may_end_the_word_before() {
        assert!(begins("l'an\u{e9}mie", 2, true));
        assert!(!begins("l'an\u{e9}mie", 2, false));
    }

    #[test]
    fn addresses_and_paths_are_no_prose() {
        let is = |text: &str| {
            let at = text.find("gvhd").unwrap();
            is_in_address(text, &(at..at + 4))
        };
        for text in [
            "https://example.org/gvhd-help",
            "see www.gvhd.org.",
            "(/care/gvhd)",
            "care/gvhd.md",
            "C:\\gvhd\\x",
            "gvhd@example.org",
        ] {
            assert!(is(text), "{text}");
        }
        for text in ["gvhd", "gvhd/gvl", "(gvhd).", "a/gvhd/b", "gvhd: what"] {
            assert!(!is(text), "{text}");
        }
    }
}
