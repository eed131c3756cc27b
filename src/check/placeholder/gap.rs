//! Gaps where a number belongs, told by what stands around them: `XX mg`, `___ days`, `page ??`.

use std::ops::Range;

use crate::base::month_of;

/// What stands behind a number.
const UNITS: &[&str] = &[
    "%",
    "am",
    "cap",
    "capsule",
    "capsules",
    "cm",
    "dose",
    "doses",
    "drop",
    "drops",
    "g",
    "gram",
    "grams",
    "hour",
    "hours",
    "hrs",
    "kg",
    "l",
    "litre",
    "litres",
    "mcg",
    "mg",
    "microgram",
    "micrograms",
    "milligram",
    "milligrams",
    "millilitre",
    "millilitres",
    "min",
    "mins",
    "minute",
    "minutes",
    "ml",
    "mm",
    "mmol",
    "month",
    "months",
    "pence",
    "percent",
    "pm",
    "puff",
    "puffs",
    "tablet",
    "tablets",
    "times",
    "unit",
    "units",
    "week",
    "weeks",
    "day",
    "days",
    "year",
    "years",
    "\u{b0}C",
    "\u{b5}g",
    "\u{3bc}g",
];

/// Units of what is taken: nobody writes `X mg` of just any amount.
const TAKEN: &[&str] = &[
    "capsules",
    "drops",
    "mcg",
    "mg",
    "micrograms",
    "milligrams",
    "ml",
    "puffs",
    "tablet",
    "tablets",
];

/// What stands before a price.
const CURRENCIES: &[char] = &['\u{a3}', '$', '\u{20ac}'];

/// The ending of a day.
const ENDINGS: &[&str] = &["st", "th"];

/// Words before a number that is called.
const CALLS: &[&str] = &["call", "dial", "extension", "phone", "ring", "telephone"];

/// Words right before the number of a place.
const PLACES: &[&str] = &[
    "appendix",
    "bleep",
    "ext",
    "extension",
    "floor",
    "level",
    "number",
    "page",
    "pages",
    "room",
    "section",
    "step",
    "ward",
];

/// The longest way from such a word to the gap.
const NEAR: usize = 24;

/// Where a number is missing, from the mark at which a row of placeholders begins.
pub(super) fn quantity(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    let letters = &text[mark.clone()];
    if letters.starts_with(' ')
        && !letters.ends_with("# ")
        && !letters[1..].starts_with(['n', 'N'])
    {
        return single(text, mark.start + 1);
    }
    let first = mark.start
        + (letters.len() - letters.trim_start_matches([' ', '\u{a3}', '\u{20ac}']).len());
    let row = SignRow::around(text, first)?;
    row.is_judged().then_some(())?;
    row.measured().or_else(|| row.named()).or_else(|| row.called())
}

/// A row of one sign, and what stands around it.
struct SignRow<'t> {
    text: &'t str,
    range: Range<usize>,
    before: &'t str,
    after: &'t str,
    /// In small letters.
    sign: char,
    length: usize,
}

impl<'t> SignRow<'t> {
    fn around(text: &'t str, at: usize) -> Option<Self> {
        let sign = text[at..].chars().next()?.to_ascii_lowercase();
        let is_of_row = |c: char| c.to_ascii_lowercase() == sign;
        let before = text[..at].trim_end_matches(is_of_row);
        let after = text[at..].trim_start_matches(is_of_row);
        let range = before.len()..text.len() - after.len();
        let length = text[range.clone()].chars().count();
        Some(SignRow { text, range, before, after, sign, length })
    }

    fn is_capital(&self) -> bool {
        self.text[self.range.clone()].bytes().all(|b| b == b'X')
    }

    /// Whether it stands apart enough from what is before it.
    fn is_judged(&self) -> bool {
        let is_apart = self.before.is_empty()
            || self.before.ends_with(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '[' | ':' | '/')
            });
        match self.sign {
            // Other rows of these are pauses.
            '.' | '\u{2026}' | '-' | '\u{2013}' | '\u{2014}' | '#' | 'n' => is_apart,
            'x' if !self.is_capital() || self.length < 2 => {
                self.length > 1
                    && !self.before.ends_with(|c: char| {
                        c.is_alphanumeric() || matches!(c, ',' | '`')
                    })
                    || self.before.ends_with(CURRENCIES)
                    || self.before.ends_with("20") && self.length == 2
            }
            _ => !self
                .before
                .ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '`')),
        }
    }

    /// `XX mg`, `XX June`, `\u{a3}XX`, `20XX`.
    fn measured(&self) -> Option<Range<usize>> {
        let Range { start, end } = self.range;
        let is_pause = matches!(self.sign, '.' | '\u{2026}' | '#')
            || matches!(self.sign, '-' | '\u{2013}' | '\u{2014}') && self.length < 3;
        let is_dash = matches!(self.sign, '-' | '\u{2013}' | '\u{2014}');
        if is_dash && !self.after.starts_with(' ') {
            return None;
        }
        let after_pair = self.after.trim_start_matches(['\u{2013}', '-', ' ']);
        let pair = after_pair.trim_start_matches(['X', 'Y', '?', '_']);
        let units = if is_pause { TAKEN } else { UNITS };
        let unit = unit(self.after, units).map(|unit| end + unit);
        let unit = unit.or_else(|| {
            let is_pair =
                after_pair.len() > pair.len() && after_pair.len() < self.after.len();
            let unit = is_pair.then(|| self::unit(pair, UNITS)).flatten()?;
            Some(self.text.len() - pair.len() + unit)
        });
        if let Some(end) = unit {
            return Some(start..end);
        }
        let is_sign = matches!(self.sign, '?' | '_') || self.is_capital();
        let is_day = |word: &str| {
            let is_name = word.starts_with(char::is_uppercase);
            ENDINGS.contains(&word) || is_name && month_of(word).is_some()
        };
        if let Some(month) =
            word(self.after, is_day).filter(|_| is_sign && self.length > 1)
        {
            return Some(start..end + month);
        }
        let ends = !self.after.starts_with(char::is_alphanumeric);
        let currency = self.before.chars().next_back().filter(|c| CURRENCIES.contains(c));
        if let Some(sign) = currency {
            let is_price = is_sign && (self.length > 1 || sign != '$');
            return (ends && is_price).then(|| start - sign.len_utf8()..end);
        }
        let century = self.before.strip_suffix("20").filter(|before| {
            !before.ends_with(|c: char| c.is_alphanumeric() || "-./".contains(c))
        });
        let is_year = self.length == 2 && matches!(self.sign, 'x' | '?') && ends;
        century.filter(|_| is_year).map(|before| before.len()..end)
    }

    /// `XX/XX`, `??:??`, `????`.
    fn named(&self) -> Option<Range<usize>> {
        let Range { start, end } = self.range;
        let is_doubt = self.sign == '?';
        if self.length < 2 || !(is_doubt || self.is_capital()) {
            return None;
        }
        if self.before.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let second = self.after.strip_prefix(['/', ':', '.']).unwrap_or_default();
        let same = second.trim_start_matches(if is_doubt { '?' } else { 'X' });
        let is_pair =
            second.len() - same.len() == 2 && !same.starts_with(char::is_alphanumeric);
        if is_pair {
            return Some(start..self.text.len() - same.len());
        }
        let is_apart = self.before.ends_with([' ', ':', '('])
            || self.before.is_empty() && self.length > 3;
        let goes_on = self
            .after
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_lowercase));
        (is_doubt && is_apart && (self.length > 3 || self.length == 3 && goes_on))
            .then_some(start..end)
    }

    /// `page XX`, and a row of low lines where a number is called.
    fn called(&self) -> Option<Range<usize>> {
        let last = self.before.strip_suffix(' ').unwrap_or_default();
        let last = last.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let ends = !self.after.starts_with(char::is_alphanumeric);
        let is_number = self.length > 1 && (self.sign == '?' || self.is_capital());
        if is_number && ends && PLACES.contains(&last.to_ascii_lowercase().as_str()) {
            return Some(self.range.clone());
        }
        let is_called = self.sign == '_' && self.length > 2 && {
            let near = self.before.char_indices().rev().take(NEAR).last();
            let words = self.before[near.map_or(0, |(at, _)| at)..].to_ascii_lowercase();
            let line = words.rsplit('\n').next().unwrap_or_default();
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            words.any(|word| CALLS.contains(&word))
        };
        is_called.then(|| self.range.clone())
    }
}

/// `X mg` and `X\u{2013}Y mg`, with the letter at byte `start`.
fn single(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text[..start].trim_end();
    let is_amount = text[start..].starts_with('X')
        && !before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && !before.to_ascii_lowercase().ends_with("factor");
    let after = text.get(start + 1..).filter(|_| is_amount)?;
    if let Some(unit) = unit(after, TAKEN) {
        return Some(start..start + 1 + unit);
    }
    let between = [" to ", " and ", " or ", " - ", " \u{2013} ", "-", "\u{2013}"];
    let second = between.iter().find_map(|between| after.strip_prefix(between))?;
    let rest = second.strip_prefix(['X', 'Y'])?;
    let unit = unit(rest, UNITS)?;
    Some(start..text.len() - rest.len() + unit)
}

/// Whether the number of something is missing before `after` or behind `before`.
pub(super) fn misses_number(before: &str, after: &str) -> bool {
    let last =
        before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let last = last.to_ascii_lowercase();
    unit(after, UNITS).is_some() || PLACES.contains(&&*last) || CALLS.contains(&&*last)
}

/// How far a unit reaches that stands at the beginning.
fn unit(text: &str, units: &[&str]) -> Option<usize> {
    word(text, |word| units.contains(&word))
}

/// Likewise, for a word that is one of a kind.
fn word(text: &str, is_one: impl Fn(&str) -> bool) -> Option<usize> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let end = rest.find(|c: char| !c.is_alphabetic() && c != '%' && c != '\u{b0}');
    let word = &rest[..end.unwrap_or(rest.len())];
    is_one(word).then(|| text.len() - rest.len() + word.len())
}
