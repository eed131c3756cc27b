//! Days of a table as a calendar that mail programs open: iCalendar, RFC 5545.

use std::io;

use crate::base::Date;

/// An entry of a calendar: a whole day.
#[derive(Debug)]
pub struct CalendarEntry {
    /// What makes it the same entry the next time the calendar is opened.
    pub id: String,
    /// The day.
    pub day: Date,
    /// What is to be done.
    pub summary: String,
    /// More words.
    pub description: String,
    /// An address that shows what it is about.
    pub url: Option<String>,
}

/// A line has at most so many bytes; a longer one goes on behind a space (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes a calendar. `stamp` is the day on which it is made.
///
/// # Errors
///
/// What `out` returns.
pub fn write_calendar(
    out: &mut dyn io::Write,
    name: &str,
    stamp: Date,
    entries: &[CalendarEntry],
) -> io::Result<()> {
    line(out, "BEGIN:VCALENDAR")?;
    line(out, "VERSION:2.0")?;
    line(out, concat!("PRODID:-//Engraft//Engraft ", env!("CARGO_PKG_VERSION"), "//EN"))?;
    line(out, "CALSCALE:GREGORIAN")?;
    line(out, &format!("X-WR-CALNAME:{}", text(name)))?;
    for entry in entries {
        line(out, "BEGIN:VEVENT")?;
        line(out, &format!("UID:{}@engraft", entry.id))?;
        line(out, &format!("DTSTAMP:{}T000000Z", digits(stamp)))?;
        line(out, &format!("DTSTART;VALUE=DATE:{}", digits(entry.day)))?;
        // The end of a day is the beginning of the next (RFC 5545, 3.6.1).
        line(out, &format!("DTEND;VALUE=DATE:{}", digits(entry.day.plus_days(1))))?;
        line(out, &format!("SUMMARY:{}", text(&entry.summary)))?;
        line(out, &format!("DESCRIPTION:{}", text(&entry.description)))?;
        if let Some(url) = &entry.url {
            line(out, &format!("URL:{url}"))?;
        }
        // Nobody is busy because a page is due.
        line(out, "TRANSP:TRANSPARENT")?;
        line(out, "END:VEVENT")?;
    }
    line(out, "END:VCALENDAR")
}

fn digits(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{year:04}{month:02}{day:02}")
}

/// A value of the type TEXT (RFC 5545, 3.3.11), without characters of control.
fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' => text.push_str("\\n"),
            '\\' | ';' | ',' => text.extend(['\\', c]),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text
}

fn line(out: &mut dyn io::Write, content: &str) -> io::Result<()> {
    let mut rest = content;
    let mut room = LINE;
    while rest.len() > room {
        let end =
            (0..=room).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(room);
        out.write_all(&rest.as_bytes()[..end])?;
        out.write_all(b"\r\n ")?;
        rest = &rest[end..];
        // The space is a byte of the line.
        room = LINE - 1;
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_is_what_the_standard_asks_for() {
        let entry = CalendarEntry {
            id: "0a".to_owned(),
            day: Date::parse("2026-12-31").unwrap(),
            summary: "Review: Food; drink, and more\r".to_owned(),
            description: format!("one\ntwo \\ {}", "é".repeat(60)),
            url: Some("https://www.example.org/food/".to_owned()),
        };
        let mut out = Vec::new();
        let stamp = Date::parse("2026-01-02").unwrap();
        write_calendar(&mut out, "Reviews", stamp, &[entry]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        let unfolded = text.replace("\r\n ", "");
        for wanted in [
            "DTSTAMP:20260102T000000Z\r\n",
            "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n",
            "SUMMARY:Review: Food\\; drink\\, and more\r\n",
            &format!("DESCRIPTION:one\\ntwo \\\\ {}\r\n", "é".repeat(60)),
            "URL:https://www.example.org/food/\r\n",
        ] {
            assert!(unfolded.contains(wanted), "{wanted} in\n{unfolded}");
        }
    }
}
