//! Gaps that are told by what stands around them: `XX mg`, `___ days`, `date to be confirmed`.

use std::ops::Range;

/// What colleagues are asked for, and what is still to come.
pub(super) const THINGS: &[&str] = &[
    "address",
    "contact",
    "date",
    "dates",
    "details",
    "diagram",
    "email",
    "figure",
    "image",
    "images",
    "link",
    "links",
    "logo",
    "map",
    "name",
    "number",
    "phone",
    "photo",
    "photograph",
    "photos",
    "picture",
    "pictures",
    "place",
    "table",
    "telephone",
    "text",
    "time",
    "times",
    "venue",
    "video",
];

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
    "tablets",
];

/// What stands before a price.
const CURRENCIES: &[char] = &['\u{a3}', '$', '\u{20ac}'];

/// Words before a number that is called.
const CALLS: &[&str] = &["call", "dial", "extension", "phone", "ring", "telephone"];

/// The longest way from such a word to the gap.
const NEAR: usize = 24;

/// Where a number is missing, from the mark at which a row of placeholders begins.
pub(super) fn quantity(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    let letters = &text[mark.clone()];
    if letters.starts_with(' ') {
        return single(text, mark.start + 1);
    }
    let of_row = letters.chars().next()?.to_ascii_lowercase();
    let is_of_row = |c: char| c.to_ascii_lowercase() == of_row;
    let start = text[..mark.start].trim_end_matches(is_of_row).len();
    let end = text.len() - text[mark.end..].trim_start_matches(is_of_row).len();
    let (before, after) = (&text[..start], &text[end..]);
    if before.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '`') {
        return None;
    }
    if let Some(unit) = unit(after, UNITS) {
        return Some(start..end + unit);
    }
    let is_capital = text[start..end].bytes().all(|b| b == b'X');
    if let Some(sign) = before.chars().next_back().filter(|c| CURRENCIES.contains(c)) {
        let ends = !after.starts_with(char::is_alphanumeric);
        return (ends && (is_capital || of_row == '_'))
            .then(|| start - sign.len_utf8()..end);
    }
    if is_capital {
        // `XX/XX` and `XX:XX`.
        let pair =
            after.get(..3).filter(|pair| matches!(*pair, "/XX" | ":XX" | ".XX"))?;
        let ends = !after[pair.len()..].starts_with(char::is_alphanumeric);
        return ends.then_some(start..end + pair.len());
    }
    let is_called = of_row == '_' && end - start > 2 && {
        let near = before.char_indices().rev().take(NEAR).last().map_or(0, |(at, _)| at);
        let words = before[near..].to_ascii_lowercase();
        let line = words.rsplit('\n').next().unwrap_or_default();
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        words.any(|word| CALLS.contains(&word))
    };
    is_called.then_some(start..end)
}

/// `X mg`, with the letter at byte `start`.
fn single(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text[..start].trim_end();
    let is_amount = text[start..].starts_with('X')
        && !before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && !before.to_ascii_lowercase().ends_with("factor");
    let unit = unit(&text[start + 1..], TAKEN).filter(|_| is_amount)?;
    Some(start..start + 1 + unit)
}

/// How far a unit reaches that stands at the beginning.
fn unit(text: &str, units: &[&str]) -> Option<usize> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let end = rest.find(|c: char| !c.is_alphabetic() && c != '%' && c != '\u{b0}');
    let word = &rest[..end.unwrap_or(rest.len())];
    units.contains(&word).then(|| text.len() - rest.len() + word.len())
}

/// `To be confirmed` and `number to follow`, from the mark `to be ` or `to follow`: alone,
/// behind a colon or a bracket, or behind what is still to come. What has to be confirmed by
/// a second test is no gap.
pub(super) fn promise(text: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    const DONE: &[&str] = &[
        "added",
        "advised",
        "agreed",
        "announced",
        "confirmed",
        "decided",
        "determined",
        "inserted",
        "supplied",
        "written",
    ];
    let before = text[..mark.start].trim_end_matches([' ', '\u{a0}']);
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_awaited = THINGS.contains(&last.to_ascii_lowercase().as_str());
    let is_order = text[mark.clone()].ends_with(' ');
    let rest = &text[mark.end..];
    let verb = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if is_order && !DONE.contains(&&rest[..verb]) {
        return None;
    }
    let end = mark.end + if is_order { verb } else { 0 };
    let after = text[end..].trim_start_matches([' ', '\u{a0}']);
    let ends = after.is_empty()
        || after.starts_with(['\n', '|', '.', ')', ']', ',', ';', '*', '_', '!']);
    if !ends {
        return None;
    }
    if is_awaited {
        let start = if is_order { mark.start } else { before.len() - last.len() };
        return Some(start..end);
    }
    let begins = before.is_empty()
        || before.ends_with(['\n', '|', ':', '(', '[', '\u{2013}', '*', '_', '>'])
        || text[mark.clone()].starts_with('T');
    (begins && is_order).then_some(mark.start..end)
}
