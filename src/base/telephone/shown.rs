//! Numbers between other words, as a reader finds them there.

use super::signs::{is_separator, plain};
use super::{FEWEST_DIGITS, SHORT, Telephone};

/// Digits from which on a run of them is taken for a number, and not for a ward or an hour.
const FEWEST_AMONG_WORDS: usize = 5;

/// Signs behind a number that are read for its extension.
const EXTENSION: usize = 25;

/// Words before three digits with which they are no number to dial.
const ROOMS: &[&str] = &[
    "ward", "room", "bay", "bed", "floor", "level", "unit", "block", "clinic", "option",
    "press", "gate", "station", "zimmer", "page", "day",
];

/// A number that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNumber {
    /// Its signs, as they stand there.
    pub words: String,
    /// What they reach.
    pub number: Telephone,
    /// The same without a group before or behind it that may be no part of it, such as the
    /// number of a ward.
    within: Vec<Telephone>,
}

impl ShownNumber {
    /// Whether whoever types what is shown reaches the telephone that a link dials. `home` is
    /// the code of the country that readers dial from.
    pub fn is_reached_by(&self, dialled: &Telephone, home: Option<&str>) -> bool {
        let mut read = std::iter::once(&self.number).chain(&self.within);
        read.any(|number| number.is_reached_by(dialled, home))
    }

    /// Whether it is short enough to be the number of something else.
    pub fn is_short(&self) -> bool {
        self.number.digits().len() < FEWEST_AMONG_WORDS
    }
}

impl Telephone {
    /// The numbers that stand in words, in order.
    pub fn all_in(words: &str) -> Vec<ShownNumber> {
        let signs: Vec<char> = words.chars().map(plain).collect();
        let typed: Vec<char> = words.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < signs.len() {
            let begins = signs[at].is_ascii_digit()
                || matches!(signs[at], '+' | '(')
                    && signs[at + 1..].iter().take(2).any(char::is_ascii_digit);
            // `G2` and `x12` are names.
            let is_name =
                at > 0 && signs[at].is_ascii_digit() && signs[at - 1].is_alphabetic();
            if !begins || is_name {
                at += if is_name { digits_from(&signs, at).max(1) } else { 1 };
                continue;
            }
            let (end, shown) = number_at(&signs, &typed, at);
            found.extend(shown);
            at = end.max(at + 1);
        }
        found
    }
}

fn digits_from(signs: &[char], at: usize) -> usize {
    signs[at..].iter().take_while(|c| c.is_ascii_digit()).count()
}

/// The number that begins at `start`, and where what was read for it ends.
fn number_at(
    signs: &[char],
    typed: &[char],
    start: usize,
) -> (usize, Option<ShownNumber>) {
    let end = end_of_figures(signs, start);
    let text = |range: std::ops::Range<usize>| signs[range].iter().collect::<String>();
    let figures = text(start..end);
    let count = figures.chars().filter(char::is_ascii_digit).count();
    let spelled = ends_of_letters(signs, end).into_iter().filter_map(|letters| {
        let number = Telephone::read(&text(start..letters))?;
        let digits = number.digits().trim_start_matches('+').len();
        let is_spelled = figures.starts_with(['0', '1', '+', '8'])
            && digits > count
            && digits > FEWEST_DIGITS;
        is_spelled.then_some((letters, number))
    });
    // Digits behind the letters may be hours, or belong to them.
    let spelled: Vec<(usize, Telephone)> = spelled.collect();
    let mut shorter: Vec<Telephone> =
        spelled.iter().skip(1).map(|(_, number)| number.clone()).collect();
    let (end, number) = match spelled.into_iter().next() {
        Some(spelled) => spelled,
        None if !is_number(&figures, count, &text(0..start)) => return (end, None),
        None => {
            let extended = end_of_extension(signs, end);
            match Telephone::read(&format!("{figures} {}", text(end..extended))) {
                Some(number) => (extended, number),
                None => return (end, None),
            }
        }
    };
    let words: String = typed[start..end].iter().collect();
    let mut within = within(&figures);
    within.append(&mut shorter);
    (
        end,
        Some(ShownNumber { words: without_brackets(&words).to_owned(), number, within }),
    )
}

/// Where the digits end that begin at `start`, and the signs between them.
fn end_of_figures(signs: &[char], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    let mut between = 0;
    while let Some(&c) = signs.get(at) {
        let next = signs.get(at + 1).copied();
        let closes = c == ')' && !signs[start..at].contains(&'(');
        let divides = closes
            || c == '/'
            || c == '.' && next.is_none_or(char::is_whitespace)
            || c == '\u{2013}' && next.is_some_and(char::is_whitespace)
            || c == '+' && at > start + 1
            || c == '(' && !next.is_some_and(|next| next.is_ascii_digit() || next == '+');
        if divides || !(c.is_ascii_digit() || c == '+' || is_separator(c)) || between > 3
        {
            break;
        }
        at += 1;
        if c.is_ascii_digit() || c == ')' && between <= 1 {
            (end, between) = (at, 0);
        } else {
            between += 1;
        }
    }
    end
}

/// Where an extension ends that stands behind a number.
fn end_of_extension(signs: &[char], start: usize) -> usize {
    let near: String = signs[start..].iter().take(EXTENSION).collect();
    let opens = near.trim_start_matches([' ', ',', ';']).starts_with('(');
    let tail = near.trim_start_matches([' ', ',', ';', '(']).to_lowercase();
    let is_mark = tail.starts_with("ext")
        || tail.starts_with(['x', '#'])
            && tail[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let first = near.chars().position(|c| c.is_ascii_digit()).filter(|_| is_mark);
    let Some(first) = first else { return start };
    let end = start + first + digits_from(signs, start + first);
    if opens && signs.get(end) == Some(&')') { end + 1 } else { end }
}

/// Where capital letters end that may stand for digits, and where the groups of digits do
/// that stand behind them: the farthest first.
fn ends_of_letters(signs: &[char], start: usize) -> Vec<usize> {
    let mut ends = vec![start];
    let mut last = start;
    let mut has_digits = false;
    for (at, &c) in signs.iter().enumerate().skip(start) {
        match c {
            'A'..='Z' if !has_digits => {
                last = at + 1;
                ends[0] = last;
            }
            ' ' | '-' => {}
            c if c.is_ascii_digit() && last > start && at > last => {
                if has_digits && signs[at - 1].is_ascii_digit() {
                    ends.pop();
                }
                has_digits = true;
                ends.push(at + 1);
            }
            // `Real` is a word.
            c if c.is_alphanumeric() && at == last => return vec![start],
            // `24h` is no group of digits.
            c if c.is_alphanumeric() && has_digits && ends.last() == Some(&at) => {
                ends.pop();
                break;
            }
            _ => break,
        }
    }
    ends.reverse();
    ends
}

/// Whether a group is the hours from one to another: `9-5`, `0900-1700`, `8.00-18.00`.
fn is_hours(group: &str) -> bool {
    let is_hour = |part: &str| {
        let part = part.trim().replace('.', "");
        let hour = match part.len() {
            1 | 2 => part.as_str(),
            3 | 4 => part
                .strip_suffix("00")
                .or_else(|| part.strip_suffix("15"))
                .or_else(|| part.strip_suffix("30"))
                .or_else(|| part.strip_suffix("45"))
                .unwrap_or(""),
            _ => "",
        };
        hour.parse::<u8>().is_ok_and(|hour| hour <= 24)
    };
    let dashes = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'];
    group.split_once(dashes).is_some_and(|(from, to)| is_hour(from) && is_hour(to))
}

/// Whether digits are a number to dial: no day, no hour, no room.
fn is_number(figures: &str, count: usize, before: &str) -> bool {
    let groups: Vec<&str> = figures
        .split(|c: char| !c.is_ascii_digit())
        .filter(|one| !one.is_empty())
        .collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let value = |at: usize| groups[at].parse::<u32>().unwrap_or(u32::MAX);
    let is_year = |at: usize| matches!(value(at), 1900..=2099);
    let is_day = match lengths[..] {
        [1 | 2, 1 | 2, 4] => is_year(2) && value(0) <= 31 && value(1) <= 31,
        [4, 1 | 2, 1 | 2] => is_year(0) && value(1) <= 31 && value(2) <= 31,
        [4, 4] => is_year(0) && is_year(1),
        [1 | 2, 2, 1 | 2, 2] => {
            figures.contains('.')
                && figures.contains(['-', '\u{2013}'])
                && value(0) <= 24
                && value(2) <= 24
        }
        _ => false,
    };
    if count < FEWEST_AMONG_WORDS {
        let word = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
        return SHORT.contains(&without_brackets(figures))
            && !ROOMS.contains(&word.as_str());
    }
    !is_day && !is_hours(figures)
}

/// A number without its first or its last group, if that has two digits at most.
fn within(figures: &str) -> Vec<Telephone> {
    let small = |group: &str| {
        is_hours(group)
            || group.len() <= 2
                && !group.starts_with('0')
                && group.bytes().all(|b| b.is_ascii_digit())
    };
    let first = figures.split_once(' ').filter(|(first, _)| small(first));
    let last = figures.rsplit_once(' ').filter(|(_, last)| small(last));
    let parts = [first.map(|(_, rest)| rest), last.map(|(rest, _)| rest)];
    parts.into_iter().flatten().filter_map(Telephone::read).collect()
}

/// A number without brackets around it, or one that belongs to the words before it.
fn without_brackets(words: &str) -> &str {
    let words = words.trim();
    let is_open = words.starts_with(['(', '\u{ff08}']);
    match words.find([')', '\u{ff09}']) {
        None if is_open => words.trim_start_matches(['(', '\u{ff08}']),
        Some(at) if is_open && words[at..].chars().count() == 1 => {
            words.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}'])
        }
        Some(_) if !words.contains(['(', '\u{ff08}']) => {
            words.trim_end_matches([')', '\u{ff09}'])
        }
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> Vec<String> {
        Telephone::all_in(words).into_iter().map(|number| number.words).collect()
    }

    #[test]
    fn numbers_stand_between_words() {
        for (words, numbers) in [
            ("Ring 020 7946 0127 now", &["020 7946 0127"][..]),
            ("Call 999", &["999"]),
            ("Call 999 or 112.", &["999", "112"]),
            ("(020 7946 0127)", &["020 7946 0127"]),
            ("see (020 7946 0127", &["020 7946 0127"]),
            ("Ward (bay 2) 020 7946 0127", &["020 7946 0127"]),
            ("(020) 7946-0127", &["(020) 7946-0127"]),
            ("+44 (0)20 7946 0127, 24 hours", &["+44 (0)20 7946 0127"]),
            ("020.7946.0127. Ask", &["020.7946.0127"]),
            ("020 7946 0127 or 020 7946 0128", &["020 7946 0127", "020 7946 0128"]),
            ("020 7946 0127/020 7946 0128", &["020 7946 0127", "020 7946 0128"]),
            ("٠٢٠ ٧٩٤٦ ٠١٢٣", &["٠٢٠ ٧٩٤٦ ٠١٢٣"]),
            ("0800 REAL now", &["0800 REAL"]),
            ("999 NOW", &["999"]),
            ("0800 CALM 123", &["0800 CALM 123"]),
            ("0800 REAL 24 hours", &["0800 REAL 24"]),
            ("0800 REAL 24h", &["0800 REAL"]),
            ("08000 HEART", &["08000 HEART"]),
            ("020 7946 0123 (Mon to Fri 0900-1700)", &["020 7946 0123"]),
            ("0800-1111", &["0800-1111"]),
            ("020 7946 0123 (ext 12)", &["020 7946 0123 (ext 12)"]),
            ("Ring us, 24 hours, on 3 days", &[]),
            ("Ring us 8.00-18.00", &[]),
            ("since 2020-2024, and 01.02.2026", &[]),
            ("Ward 111, bleep 1234, G2", &[]),
            ("24 HOURS", &[]),
        ] {
            assert_eq!(shown(words), numbers, "{words}");
        }
    }

    #[test]
    fn what_is_shown_reaches_what_is_dialled() {
        for (words, dialled, home, reached) in [
            ("020 7946 0123", "+442079460123", None, true),
            ("020 7946 0123", "+442079460123", Some("44"), true),
            ("020 7946 0123", "+332079460123", Some("44"), false),
            ("020 7946 0123", "+12079460123", None, false),
            ("020 7946 0123", "+4402079460123", None, false),
            ("02 7946 0123", "+390279460123", None, true),
            ("0212 345 67 89", "+902123456789", None, true),
            ("7946 0123", "02079460123", None, true),
            ("020 7946", "02079460123", None, false),
            ("٠٢٠ ٧٩٤٦ ٠١٢٣", "02079460123", None, true),
            ("0800 REAL", "08007325", None, true),
            ("0800 REAL", "08009999", None, false),
            ("Ward 12 020 7946 0123", "02079460123", None, true),
            ("0800 REAL 24 hours", "08007325", None, true),
            ("0800 FOR 1234", "08003671234", None, true),
            ("0800 FOR 1235", "08003671234", None, false),
            ("020 7946 0123 0900-1700", "02079460123", None, true),
            ("020 7946 0123 (ext 12)", "02079460123;ext=13", None, false),
            ("020 7946 0123 (ext 12)", "02079460123;ext=12", None, true),
            ("020 7946 0123 24 hours", "02079460123", None, true),
            ("020 7946 0123 ext 12", "02079460123", None, false),
            ("020 7946 0123 ext 12", "02079460123;ext=12", None, true),
            ("020 7946 0123", "02079460123;ext=12", None, true),
            ("+33 1 23 45 67 89", "0123456789", None, true),
            ("+33 1 23 45 67 89", "0123456789", Some("44"), false),
        ] {
            let dialled = Telephone::read(dialled).unwrap();
            let shown = Telephone::all_in(words);
            assert_eq!(shown.len(), 1, "{words}: {shown:?}");
            assert_eq!(
                shown[0].is_reached_by(&dialled, home),
                reached,
                "{words} {dialled:?}"
            );
        }
    }
}
