//! Days as people write them, for the advice that a finding gives.

use crate::base::{Date, month_of};

/// The days that a text may mean, as they should be written. Several where day and month
/// could be either way round: `3/4/2026`.
pub(super) fn meant_days(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let &[first, second, third] = parts.as_slice() else { return Vec::new() };
    let readings = match (month(first), month(second)) {
        (Some(month), None) => vec![(third, month, ordinal(second))],
        (None, Some(month)) => vec![(third, month, ordinal(first))],
        _ if first.len() == 4 => vec![(first, second, third)],
        _ => vec![(third, second, first), (third, first, second)],
    };
    let mut days: Vec<String> = readings
        .into_iter()
        .filter(|(year, month, day)| {
            year.len() == 4 && month.len() <= 2 && day.len() <= 2
        })
        .map(|(year, month, day)| format!("{year}-{month:0>2}-{day:0>2}"))
        .filter(|day| Date::parse(day).is_ok())
        .collect();
    days.dedup();
    days
}

/// The number of a month that is written as a word.
fn month(word: &str) -> Option<&'static str> {
    const NUMBERS: [&str; 12] =
        ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
    month_of(word.get(..3)?).map(|month| NUMBERS[month])
}

/// `3rd` without its ending.
fn ordinal(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_in_the_forms_that_people_write() {
        for (text, days) in [
            ("3/4/2026", &["2026-04-03", "2026-03-04"][..]),
            ("13/4/2026", &["2026-04-13"]),
            ("4/4/2026", &["2026-04-04"]),
            ("03.04.2026", &["2026-04-03", "2026-03-04"]),
            ("2026-1-1", &["2026-01-01"]),
            ("2026/01/31", &["2026-01-31"]),
            ("3 April 2026", &["2026-04-03"]),
            ("3rd of April", &[]),
            ("April 3, 2026", &["2026-04-03"]),
            ("Sept 3rd 2026", &["2026-09-03"]),
            ("\u{201c}2026-01-01\u{201d}", &["2026-01-01"]),
            ("2026-02-30", &[]),
            ("30/2/2026", &[]),
            ("3/4/26", &[]),
            ("n\u{e4}chstes Jahr 2026", &[]),
            ("soon", &[]),
        ] {
            assert_eq!(meant_days(text), days, "{text}");
        }
    }
}
