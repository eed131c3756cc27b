//! The marks of the items of lists, as a reader sees them.

use crate::markdown::raw_html::HtmlTag;

/// A list that is open.
#[derive(Debug)]
pub(super) struct OpenList {
    /// The number of the next item; `None` where there are bullets.
    next: Option<i64>,
    step: i64,
    /// How the number is written: the `type` of HTML.
    kind: String,
}

impl OpenList {
    /// The list that a tag opens. One that counts down from its number of items, which is not
    /// known yet, is told as one that counts down from 0.
    pub(super) fn new(tag: &HtmlTag) -> Self {
        let value = |name: &str| {
            let own = tag.attributes.iter().find(|attribute| attribute.name == name)?;
            Some(own.value.trim())
        };
        let is_reversed = value("reversed").is_some();
        let start = value("start").and_then(|start| start.parse().ok());
        OpenList {
            next: (tag.name == "ol").then(|| start.unwrap_or(i64::from(!is_reversed))),
            step: if is_reversed { -1 } else { 1 },
            kind: value("type").unwrap_or_default().to_owned(),
        }
    }

    /// The mark of the next item, which may have a number of its own.
    pub(super) fn mark(&mut self, own: Option<&str>) -> String {
        let Some(next) = self.next else { return "-".to_owned() };
        let number = own.and_then(|own| own.trim().parse().ok()).unwrap_or(next);
        self.next = Some(number.saturating_add(self.step));
        format!("{}.", written(number, &self.kind))
    }
}

fn written(number: i64, kind: &str) -> String {
    let small = match (kind, u32::try_from(number)) {
        ("a" | "A", Ok(number @ 1..=26)) => {
            char::from_u32(u32::from('a') + number - 1).map(String::from)
        }
        ("i" | "I", Ok(number @ 1..=3999)) => Some(roman(number)),
        _ => None,
    };
    match small {
        Some(small) if kind == "A" || kind == "I" => small.to_uppercase(),
        Some(small) => small,
        None => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    let mut letters = String::new();
    for (value, sign) in [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ] {
        while number >= value {
            letters.push_str(sign);
            number -= value;
        }
    }
    letters
}

/// The marks that lead a line, and the rest.
pub(super) fn split_marks(line: &str) -> (&str, &str) {
    let mut rest = line;
    while let Some((first, behind)) = rest.split_once(' ') {
        if first != "-" {
            let digits = first.strip_suffix('.').unwrap_or_default();
            let digits = digits.strip_prefix('-').unwrap_or(digits);
            let is_roman = |c: char| "ivxlcdmIVXLCDM".contains(c);
            let is_number = !digits.is_empty()
                && (digits.bytes().all(|byte| byte.is_ascii_digit())
                    || digits.chars().all(is_roman)
                    || digits.len() == 1 && digits.is_ascii());
            if is_number {
                rest = behind;
            }
            break;
        }
        rest = behind;
    }
    let at = line.len() - rest.len();
    (line[..at].trim_end(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for (number, kind, expected) in [
            (3, "", "3"),
            (-1, "a", "-1"),
            (2, "a", "b"),
            (2, "A", "B"),
            (4, "i", "iv"),
            (1999, "I", "MCMXCIX"),
        ] {
            assert_eq!(written(number, kind), expected);
        }
    }

    #[test]
    fn the_marks_of_a_line_are_parted_from_its_words() {
        for (line, expected) in [
            ("1. Take 5 mg", ("1.", "Take 5 mg")),
            ("- - b. x", ("- - b.", "x")),
            ("Take it", ("", "Take it")),
            ("5 mg", ("", "5 mg")),
            ("", ("", "")),
        ] {
            assert_eq!(split_marks(line), expected);
        }
    }
}
