//! What in a sentence a reader acts on: numbers with their units, doses, telephone numbers,
//! days, and the words that turn it into its opposite.

use std::borrow::Cow;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::negation::negation;
use super::units::{CriticalKind, is_number_word, unit_kind};

/// Such a thing that is another now: replaced, gone, or new.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CriticalChange {
    /// What it is.
    pub kind: CriticalKind,
    /// What stood there.
    pub old: Option<String>,
    /// What stands there.
    pub new: Option<String>,
}

impl CriticalChange {
    /// The change in words.
    pub fn words(&self) -> String {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if self.kind == CriticalKind::Picture => {
                format!("the picture `{old}` became `{new}`")
            }
            (Some(old), Some(new)) if self.kind == CriticalKind::File => {
                format!("the bytes of a file changed: `{old}` became `{new}`")
            }
            (Some(old), Some(new)) => format!("`{old}` became `{new}`"),
            (Some(old), None) => format!("`{old}` is gone"),
            (None, Some(new)) => format!("`{new}` is new"),
            (None, None) => String::new(),
        }
    }
}

/// A thing that a reader acts on, as it is written, in the order of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Critical {
    kind: CriticalKind,
    text: String,
}

impl Critical {
    /// The same for what means the same: a telephone number however it is parted.
    fn key(&self) -> String {
        match self.kind {
            CriticalKind::Telephone => {
                self.text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
            }
            _ => self.text.to_lowercase(),
        }
    }
}

/// The digits that a telephone number has at least.
const LEAST_TELEPHONE: usize = 7;

/// What is another between two sentences, either of which may be missing.
pub(super) fn changes(old: &str, new: &str, language: &str) -> Vec<CriticalChange> {
    let (old, new) = (criticals(old, language), criticals(new, language));
    let key =
        |all: &[Critical]| -> Vec<String> { all.iter().map(Critical::key).collect() };
    let (old_keys, new_keys) = (key(&old), key(&new));
    let mut changes = Vec::new();
    // The list of a table with ten thousand numbers is no sentence.
    let is_long = old.len().saturating_mul(new.len()) > 1_000_000;
    let ops = if is_long {
        vec![DiffOp::Replace {
            old_index: 0,
            old_len: old.len(),
            new_index: 0,
            new_len: new.len(),
        }]
    } else {
        capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys)
    };
    for op in ops {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        for at in 0..was.len().max(is.len()) {
            let (was, is) = (was.get(at), is.get(at));
            match (was, is) {
                (Some(was), Some(is)) if was.key() == is.key() => {}
                // A "not" does not become a number.
                (Some(was), Some(is))
                    if (was.kind == CriticalKind::Negation)
                        != (is.kind == CriticalKind::Negation) =>
                {
                    changes.push(change(Some(was), None));
                    changes.push(change(None, Some(is)));
                }
                _ => changes.push(change(was, is)),
            }
        }
    }
    changes.retain(|change| change.old.is_some() || change.new.is_some());
    changes.sort_by_key(|change| change.kind);
    changes
}

fn change(old: Option<&Critical>, new: Option<&Critical>) -> CriticalChange {
    let kind = new.or(old).map_or(CriticalKind::Number, |one| one.kind);
    let text = |one: Option<&Critical>| one.map(|one| one.text.clone());
    CriticalChange { kind, old: text(old), new: text(new) }
}

/// All that a reader acts on in a text.
fn criticals(text: &str, language: &str) -> Vec<Critical> {
    let text = without_notes(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = bare(words[at]);
        if let Some((critical, end)) = of_file(&words, at) {
            found.extend(critical);
            at = end;
        } else if word.contains("://") {
            at += 1;
        } else if word.contains(|c: char| c.is_numeric()) {
            let (critical, end) = number(&words, at);
            found.push(critical);
            at = end;
        } else {
            found.extend(of_word(word, language));
            at += 1;
        }
    }
    found
}

/// The marks of notes are no numbers that a reader acts on.
fn without_notes(text: &str) -> Cow<'_, str> {
    if !text.contains("[^") {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split("[^");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        bare.push_str(piece.split_once(']').map_or(piece, |(_, behind)| behind));
    }
    Cow::Owned(bare)
}

/// A word without digits.
fn of_word(word: &str, language: &str) -> Option<Critical> {
    if let Some(text) = negation(word, language) {
        return Some(Critical { kind: CriticalKind::Negation, text });
    }
    let kind = if is_number_word(&word.to_lowercase()) {
        CriticalKind::Number
    } else {
        unit_kind(word, false)?
    };
    Some(Critical { kind, text: word.to_owned() })
}

/// What stands for a picture, a file or an address, and where it ends.
fn of_file(words: &[&str], at: usize) -> Option<(Option<Critical>, usize)> {
    if words[at].starts_with("[picture") {
        let own = words[at + 1..].iter().take_while(|word| !word.contains(']'));
        let end = (at + own.count() + 2).min(words.len());
        let text = words[at + 1..end].join(" ");
        let text = text.split(']').next().unwrap_or_default().to_owned();
        return Some((Some(Critical { kind: CriticalKind::Picture, text }), end));
    }
    let target = words[at].strip_prefix('<')?;
    let target = target.split('>').next().unwrap_or(target);
    if let Some(number) = target.strip_prefix("tel:") {
        let text = number.to_owned();
        return Some((Some(Critical { kind: CriticalKind::Telephone, text }), at + 1));
    }
    match words.get(at + 1).filter(|_| target == "file") {
        Some(digest) => {
            let text = digest.split('>').next().unwrap_or_default().to_owned();
            Some((Some(Critical { kind: CriticalKind::File, text }), at + 2))
        }
        None => Some((None, at + 1)),
    }
}

/// A number with its unit, or that of a telephone, and where it ends.
fn number(words: &[&str], at: usize) -> (Critical, usize) {
    if let Some(end) = telephone(words, at) {
        let parts: Vec<&str> = words[at..end].iter().map(|word| bare(word)).collect();
        return (Critical { kind: CriticalKind::Telephone, text: parts.join(" ") }, end);
    }
    let word = bare(words[at]);
    // Behind a comma or a full stop the next word is not its unit.
    let goes_on = words[at].ends_with(|c: char| !",;.!?)".contains(c));
    let unit = words.get(at + 1).map(|unit| bare(unit)).filter(|_| goes_on);
    if let Some((unit, kind)) = unit.and_then(|unit| Some((unit, unit_kind(unit, true)?)))
    {
        return (Critical { kind, text: format!("{word} {unit}") }, at + 2);
    }
    let is_no_unit = |c: char| !c.is_alphabetic() && !"°%µμ".contains(c);
    let kind = unit_kind(word.trim_start_matches(is_no_unit), true);
    let kind = kind.unwrap_or(CriticalKind::Number);
    (Critical { kind, text: word.to_owned() }, at + 1)
}

fn bare(word: &str) -> &str {
    let kept = |c: char| c.is_alphanumeric() || "+-\u{2212}°%£€$µμ^'\u{2019}".contains(c);
    word.trim_matches(|c: char| !kept(c)).trim_end_matches(['-', '\'', '\u{2019}'])
}

/// Where the telephone number ends that begins at a word.
fn telephone(words: &[&str], start: usize) -> Option<usize> {
    let is_part = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || "+()-.,;:!?/<>\"".contains(c))
    };
    let mut digits = 0;
    let mut end = start;
    while let Some(word) = words.get(end).filter(|word| is_part(word)) {
        digits += word.bytes().filter(u8::is_ascii_digit).count();
        end += 1;
        if word.ends_with([',', ';', '!', '?', ':', '.']) {
            break;
        }
    }
    let is_day = words[start].matches('-').count() == 2 && end == start + 1;
    (digits >= LEAST_TELEPHONE && !is_day).then_some(end)
}

/// A text in which nothing parts the digits of a telephone number. A row of other numbers
/// stays as it is: `0.5 1.0` is not `0.51.0`.
pub(super) fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut joined: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let end = telephone(&words, at).unwrap_or(at + 1);
        let number = words[at..end].concat();
        let is_telephone = word.starts_with(['+', '0'])
            && number
                .trim_end_matches(['.', ',', ';', ':', '!', '?'])
                .chars()
                .all(|c| c.is_ascii_digit() || "+-".contains(c));
        if is_telephone {
            joined.push(number.replace('-', ""));
            at = end;
        } else {
            joined.push(word.to_owned());
            at += 1;
        }
    }
    joined.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<String> {
        changes(old, new, "en-GB").iter().map(CriticalChange::words).collect()
    }

    #[test]
    fn what_a_reader_acts_on_is_told() {
        for (old, new, expected) in [
            ("Call at 38 °C.", "Call at 39 °C.", "`38 °C` became `39 °C`"),
            ("Take 5 mg a day.", "Take 5 g a day.", "`5 mg` became `5 g`"),
            ("Take 5mg", "Take 50mg", "`5mg` became `50mg`"),
            ("Do not drive.", "Do drive.", "`not` is gone"),
            ("You can eat it.", "You can't eat it.", "`can't` is new"),
            (
                "Call 01632 960 002.",
                "Call 01632 960 003.",
                "`01632 960 002` became `01632 960 003`",
            ),
            ("Take 5 mg", "Take 10^5^ mg", "`5 mg` became `10^5^ mg`"),
            ("10^9^ cells", "109 cells", "`10^9^` became `109`"),
            ("5 mg[^1].", "6 mg[^2].", "`5 mg` became `6 mg`"),
            ("Take two tablets", "Take three tablets", "`two` became `three`"),
            ("On Monday", "On Tuesday", "`Monday` became `Tuesday`"),
            ("every hour", "every day", "`hour` became `day`"),
            ("from 2026-01-31", "from 2026-01-30", "`2026-01-31` became `2026-01-30`"),
            ("a 24-hour line", "a 12-hour line", "`24-hour` became `12-hour`"),
            (
                "A [picture: a cell (file 0a)] b",
                "A [picture: a cell (file 0b)] b",
                "the picture `a cell (file 0a)` became `a cell (file 0b)`",
            ),
            (
                "Get it <file 0a>.",
                "Get it <file 0b>.",
                "the bytes of a file changed: `0a` became `0b`",
            ),
            ("with 1.5 litres", "with 15 litres", "`1.5 litres` became `15 litres`"),
        ] {
            assert_eq!(told(old, new), [expected], "{old}");
        }
        for (old, new) in [("020 7946 0123", "02079460123"), ("5 mg[^1]", "5 mg[^2]")] {
            assert_eq!(told(old, new), Vec::<String>::new(), "{new}");
        }
        assert_eq!(told("You may rest.", "You should rest."), Vec::<String>::new());
        assert_eq!(told("See it </a-1/>.", "See it </a-2/>."), Vec::<String>::new());
        assert_eq!(told("Do NOT drive", "Do not drive"), Vec::<String>::new());
    }

    #[test]
    fn a_telephone_number_that_is_parted_otherwise_is_the_same() {
        for (old, new, expected) in [
            ("Call 020 7946 0123.", "Call 02079460123.", true),
            ("Call 020 7946 0123.", "Call 020-7946-0123.", true),
            ("Call +44 20 7946 0123 now", "Call +442079460123 now", true),
            ("Call 020 7946 0123.", "Call 020 7946 0124.", false),
            ("Call +44 (0)20 7946 0123", "Call +44 020 7946 0123", false),
            ("0.5 1.0 1.5 2.0 mg", "0.51.0 1.5 2.0 mg", false),
            ("10 20 30 40 mg", "1020 3040 mg", false),
            ("on 2026-01-31", "on 20260131", false),
        ] {
            assert_eq!(joined(old) == joined(new), expected, "{old}");
        }
    }

    #[test]
    fn negations_come_first() {
        assert_eq!(
            told("Take 5 mg and never 10 mg", "Take 6 mg and 10 mg"),
            ["`never` is gone", "`5 mg` became `6 mg`"]
        );
    }
}
