//! Calendar dates: parsed, compared, added to. There is no clock here.

use std::fmt;

use jiff::civil;

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month whose English name begins with a word of three letters or more, in whatever case.
pub fn month_of(word: &str) -> Option<usize> {
    const FEWEST: usize = 3;
    let begins = |month: &&str| {
        let start = month.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let is_long = word.len() >= FEWEST;
    MONTHS.iter().position(begins).filter(|_| is_long)
}

/// A day of the calendar, without a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form year-month-day.
    Form,
    /// The right form, but no such day.
    NoSuchDay,
}

impl Date {
    /// Reads `2026-01-31`, the extended form of ISO 8601, and no other.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<i16> {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError::Form);
        }
        let (Some(year), Some(month), Some(day)) =
            (digits(0..4), digits(5..7), digits(8..10))
        else {
            return Err(DateError::Form);
        };
        let small = |part: i16| i8::try_from(part).map_err(|_| DateError::NoSuchDay);
        civil::Date::new(year, small(month)?, small(day)?)
            .map(Date)
            .map_err(|_| DateError::NoSuchDay)
    }

    /// The UTC day that holds an instant, given in seconds since 1970-01-01.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let stamp = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Date(stamp.to_zoned(jiff::tz::TimeZone::UTC).date()))
    }

    /// This day, `months` later; the last day of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        use jiff::ToSpan;
        Date(self.0.saturating_add(i64::from(months.min(12_000)).months()))
    }

    /// This day, so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        use jiff::ToSpan;
        Date(self.0.saturating_add(i64::from(days.min(400_000)).days()))
    }

    /// Year, month (1 to 12) and day.
    pub fn parts(self) -> (i16, u8, u8) {
        (self.0.year(), self.0.month().unsigned_abs(), self.0.day().unsigned_abs())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_first_letters() {
        for (word, month) in [("Jan", 0), ("sept", 8), ("SEPTEMBER", 8), ("may", 4)] {
            assert_eq!(month_of(word), Some(month), "{word}");
        }
        for word in ["", "Ju", "Mai", "Marc h", "Septembers", "\u{e9}t\u{e9}"] {
            assert_eq!(month_of(word), None, "{word}");
        }
    }

    #[test]
    fn only_real_days_in_iso_form_are_dates() {
        assert_eq!(Date::parse("2026-01-31").unwrap().to_string(), "2026-01-31");
        for (text, why) in [
            ("2026-02-30", DateError::NoSuchDay),
            ("2026-13-01", DateError::NoSuchDay),
            ("02/03/2026", DateError::Form),
            ("2026-1-1", DateError::Form),
            ("99999999-01-01", DateError::Form),
            ("+026-01-01", DateError::Form),
            ("yesterday", DateError::Form),
        ] {
            assert_eq!(Date::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn months_end_where_the_shorter_month_ends() {
        let date = Date::parse("2024-01-31").unwrap().plus_months(1);
        assert_eq!(date.to_string(), "2024-02-29");
    }
}
