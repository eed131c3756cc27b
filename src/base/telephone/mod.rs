//! Telephone numbers as people write them, and what a telephone dials for them (RFC 3966).
//!
//! The number that is shown is the number that is dialled: whoever makes a link of a text
//! reads it here, and nowhere else.

mod shown;
mod signs;

pub use shown::ShownNumber;
use signs::{is_separator, plain};

/// The longest number, in digits: fifteen (ITU-T E.164), and what is dialled before it.
const MOST_DIGITS: usize = 20;

/// The fewest digits of a number that is no short one.
const FEWEST_DIGITS: usize = 6;

/// Numbers of three digits and so on that are dialled as they stand.
const SHORT: &[&str] = &[
    "000", "101", "110", "111", "112", "116117", "116123", "119", "811", "911", "988",
    "999",
];

/// Codes of countries that dial a 0 as part of the number, from abroad too.
const KEEPS_ZERO: &[&str] = &["39", "225", "241", "242", "378"];

/// Codes of countries whose numbers begin with no 0, that of dialling within them neither.
const WITHOUT_ZERO: &[&str] = &["1", "30", "34", "45", "47", "48", "351", "352", "420"];

/// Codes of countries whose 0 is dialled within them, and from abroad not.
const ZERO_WITHIN: &[&str] =
    &["27", "31", "32", "33", "41", "43", "44", "46", "49", "61", "64", "353"];

/// The most digits behind a `+` (ITU-T E.164).
const MOST_ABROAD: usize = 15;

/// The fewest and the most digits of a number that begins with the 0 of its country.
const WITHIN: std::ops::RangeInclusive<usize> = 8..=16;

/// Codes of countries that have two digits; 1 and 7 have one, and all others three.
const TWO_DIGITS: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45",
    "46", "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61",
    "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
    "95", "98",
];

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephone {
    /// Its digits, with the `+` that leads those that can be dialled from anywhere.
    digits: String,
    /// What is dialled when somebody answers.
    extension: Option<String>,
}

impl Telephone {
    /// Reads a number as people write it: in groups, with `(0)` behind the country's code,
    /// with letters for digits (`1-800-FLOWERS`), with an extension, with words behind it.
    pub fn read(text: &str) -> Option<Telephone> {
        let text: String = text.chars().map(plain).collect();
        let text = text.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text).trim_start();
        let (mut digits, mut rest) = if let Some(rest) = text.strip_prefix('+') {
            (String::from("+"), rest)
        } else if let Some(rest) = text.strip_prefix("00").filter(|_| text != "000") {
            (String::from("+"), rest)
        } else {
            (String::new(), text)
        };
        let mut before = '+';
        while let Some(c) = rest.chars().next() {
            // Callers from abroad leave it out.
            if let Some(behind) =
                rest.strip_prefix("(0)").filter(|_| digits.starts_with('+'))
            {
                rest = behind;
                continue;
            }
            match c {
                '(' if is_remark(rest) => break,
                c if c.is_ascii_digit() => digits.push(c),
                c if is_separator(c) => {}
                c if c.is_alphabetic() || ",;#&*:".contains(c) => break,
                _ => return None,
            }
            before = c;
            rest = &rest[c.len_utf8()..];
        }
        if let Some(letters) = keypad(rest)
            && may_be_letters(&digits, before, rest)
        {
            digits.push_str(&letters);
            rest = "";
        }
        let count = digits.bytes().filter(u8::is_ascii_digit).count();
        let is_number = (1..=MOST_DIGITS).contains(&count);
        is_number.then(|| Telephone { digits, extension: extension(rest) })
    }

    /// Reads a text that is a number and nothing else, as no name of a file would be. Its
    /// extension may stand behind it.
    pub fn only(text: &str) -> Option<Telephone> {
        let is_word = |c: char| c.is_alphabetic() || c == '#';
        // Most texts that are asked about are names of files.
        let mut first = text.chars().map(plain).take_while(|c| !is_word(*c));
        if !first.any(|c| c.is_ascii_digit()) {
            return None;
        }
        let text: String = text.chars().map(plain).collect();
        let text = text.trim();
        let end = text.find(is_word).unwrap_or(text.len());
        let (main, tail) = text.split_at(end);
        if !tail.is_empty() {
            let is_bracket = main.ends_with('(') && tail.ends_with(')');
            let tail = if is_bracket { &tail[..tail.len() - 1] } else { tail };
            let ends = tail.ends_with(|c: char| c.is_ascii_digit());
            let words = tail.chars().filter(char::is_ascii_digit).count();
            let extension = extension(tail).filter(|own| ends && own.len() == words)?;
            let number = Telephone::only(main.trim_end_matches([' ', ',', ';', '(']))?;
            return Some(Telephone { extension: Some(extension), ..number });
        }
        let plain = |c: char| c.is_ascii_digit() || is_separator(c) && c != '/';
        let inside = text.strip_prefix('+').unwrap_or(text);
        if !inside.chars().all(plain) {
            return None;
        }
        let number = Telephone::read(text)?;
        let digits = number.digits.trim_start_matches('+');
        let is_long = digits.len() >= FEWEST_DIGITS && text.starts_with(['0', '+', '(']);
        let groups: Vec<usize> =
            text.split(|c: char| !c.is_ascii_digit()).map(str::len).collect();
        let is_american = matches!(&groups[..], [3, 3, 4] | [1, 3, 3, 4]);
        (is_long || is_american || SHORT.contains(&digits)).then_some(number)
    }

    /// Reads a number that ends in capital letters and nothing else: `0800 GET WELL`. No
    /// amount begins so, as `300 TABLETS` does.
    pub fn spelled(text: &str) -> Option<Telephone> {
        let text = text.trim();
        let end = text.find(|c: char| c.is_ascii_uppercase())?;
        let (figures, letters) = text.split_at(end);
        let is_figures =
            figures.chars().all(|c| c.is_ascii_digit() || is_separator(c) || c == '+');
        let begins =
            ["0", "+", "(0", "1-8", "1 8"].iter().any(|start| figures.starts_with(start));
        let number = Telephone::read(text).filter(|_| is_figures && begins)?;
        let is_digit = |c: &char| c.is_ascii_digit();
        let count = number.digits.chars().filter(is_digit).count();
        let is_spelled =
            keypad(letters).is_some() && count > figures.chars().filter(is_digit).count();
        // `0800 REAL` is short, and `0900 CASH` may be an hour.
        let is_free = number.digits.starts_with("08");
        (is_spelled && ((9..=13).contains(&count) || is_free && count == 8))
            .then_some(number)
    }

    /// The country's code with which an international number reaches a national one.
    pub fn country_of<'t>(&'t self, national: &Telephone) -> Option<&'t str> {
        let abroad = self.digits.strip_prefix('+')?;
        let whole = national.digits.as_str();
        let code = |own: &str, is_code: &dyn Fn(&str) -> bool| {
            let code = abroad.strip_suffix(own).filter(|_| !own.starts_with('+'))?;
            (is_country(code) && is_code(code)).then_some(code)
        };
        match whole.strip_prefix('0') {
            Some(own) => code(own, &|code| !WITHOUT_ZERO.contains(&code))
                .or_else(|| code(whole, &|code| KEEPS_ZERO.contains(&code))),
            None => code(whole, &|_| true),
        }
    }

    /// What a telephone dials, as the address of a link.
    pub fn href(&self) -> String {
        match &self.extension {
            Some(extension) => format!("tel:{};ext={extension}", self.digits),
            None => format!("tel:{}", self.digits),
        }
    }

    /// Whether its digits reach somebody: `17` is an ambulance, `+44` a country, and
    /// `+44 020` nothing.
    pub fn is_whole(&self) -> bool {
        let digits = self.digits.as_str();
        let count = digits.len();
        match digits.strip_prefix('+') {
            Some(abroad) => {
                (FEWEST_DIGITS..=MOST_ABROAD).contains(&abroad.len())
                    && self.without_zero_within().is_none()
            }
            None if SHORT.contains(&digits) => true,
            None if digits.starts_with('0') => WITHIN.contains(&count),
            None => count >= 3 || count == 2 && digits.starts_with('1'),
        }
    }

    /// The same without the 0 that was left behind the code of a country, where there is one.
    pub fn without_zero_within(&self) -> Option<Telephone> {
        let abroad = self.digits.strip_prefix('+')?;
        let code = ZERO_WITHIN.iter().find(|code| abroad.starts_with(**code))?;
        let own = abroad[code.len()..].strip_prefix('0')?;
        let digits = format!("+{code}{own}");
        Some(Telephone { digits, extension: self.extension.clone() })
    }

    /// Whether it has ten digits that begin without the 0 of a number within a country, as a
    /// spreadsheet leaves them.
    pub fn lacks_zero(&self) -> bool {
        self.digits.len() == 10 && !self.digits.starts_with(['0', '+'])
    }

    /// What is dialled when somebody answers.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// Its digits, with the `+` that leads those that can be dialled from anywhere.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// Whether whoever types this number reaches the telephone that `dialled` does: one may
    /// have its country's code, which is `home` where that is known, the other the 0 that is
    /// dialled within the country; within a place its own code may be left out.
    pub fn is_reached_by(&self, dialled: &Telephone, home: Option<&str>) -> bool {
        // Without an extension somebody else answers; who reads none asks for it.
        if self.extension.is_some() && self.extension != dialled.extension {
            return false;
        }
        let (own, others) = (self.digits.as_str(), dialled.digits.as_str());
        let is_home = |code: &str| home.is_none_or(|home| home == code);
        let is_local = own.len() >= FEWEST_DIGITS
            && !own.starts_with(['0', '+'])
            && others.len() > own.len()
            && others.ends_with(own);
        own.trim_start_matches('+') == others.trim_start_matches('+')
            || is_local
            || dialled.country_of(self).is_some_and(is_home)
            || self.country_of(dialled).is_some_and(is_home)
    }
}

/// Whether digits are the code of a country (ITU-T E.164).
fn is_country(code: &str) -> bool {
    match code.len() {
        1 => matches!(code, "1" | "7"),
        2 => TWO_DIGITS.contains(&code),
        3 => !code.starts_with(['0', '1', '7']) && !TWO_DIGITS.contains(&&code[..2]),
        _ => false,
    }
}

/// Whether a bracket opens a remark, such as `(24 hours)`, and not a group of digits.
fn is_remark(rest: &str) -> bool {
    let inside = rest.split(')').next().unwrap_or(rest);
    inside.chars().any(char::is_alphabetic)
}

/// Whether letters may stand for digits behind `digits`, of which `before` was the last
/// sign: what stands there must not be a whole number already, as in `999 NOW`.
fn may_be_letters(digits: &str, before: char, letters: &str) -> bool {
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let signs = letters.chars().filter(|&c| !matches!(c, ' ' | '-'));
    let is_mixed = letters.contains(|c: char| c.is_ascii_digit());
    let is_free = digits.starts_with('0') || digits.starts_with("18");
    if is_mixed && (!is_free || !(9..=13).contains(&(count + signs.clone().count()))) {
        return false;
    }
    match count {
        // `08000 HEART` is as long as a whole number.
        5 => digits.starts_with("08") && signs.count() >= 4,
        1 | 2 | 4 => before != '(',
        3 => !before.is_whitespace() && before != '(',
        _ => false,
    }
}

/// The digits that capital letters stand for on the keys of a telephone (ITU-T E.161), and
/// those behind them; `None` if the text is more than that, or an extension.
fn keypad(text: &str) -> Option<String> {
    let is_extension = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if matches!(is_extension, "EXT" | "EXTENSION" | "X")
        && is_extension != text.trim_end()
    {
        return None;
    }
    let mut digits = String::new();
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    for c in text.chars().filter(|&c| !matches!(c, ' ' | '-')) {
        digits.push(match c {
            'A'..='C' => '2',
            'D'..='F' => '3',
            'G'..='I' => '4',
            'J'..='L' => '5',
            'M'..='O' => '6',
            'P'..='S' => '7',
            'T'..='V' => '8',
            'W'..='Z' => '9',
            '0'..='9' => c,
            _ => return None,
        });
    }
    (3..=8).contains(&digits.len()).then_some(digits)
}

/// The digits behind `ext`, `extension`, `x` or `#`.
fn extension(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', ',', ';', '(']).to_ascii_lowercase();
    let marks = ["extension", "ext.", "ext=", "ext", "x", "#"];
    let behind = marks.into_iter().find_map(|mark| rest.strip_prefix(mark))?;
    let behind = behind.trim_start_matches([' ', ':', '.', '\u{a0}']);
    let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    (1..=8).contains(&end).then(|| behind[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(text: &str) -> Option<String> {
        Telephone::read(text).map(|number| number.href())
    }

    #[test]
    fn a_number_is_dialled_as_it_is_shown() {
        for (text, link) in [
            ("01632 960 123", Some("tel:01632960123")),
            ("01632\u{a0}960\u{2011}123", Some("tel:01632960123")),
            ("+44 (0)1632 960-123", Some("tel:+441632960123")),
            ("0044 1632 960123", Some("tel:+441632960123")),
            ("(01632) 960123 ext 12", Some("tel:01632960123;ext=12")),
            ("01632 960123, extension: 12", Some("tel:01632960123;ext=12")),
            ("01632 960123 x12", Some("tel:01632960123;ext=12")),
            ("tel:+441632960123;ext=7", Some("tel:+441632960123;ext=7")),
            ("01632 960123 (24 hours)", Some("tel:01632960123")),
            ("999 (EMERGENCY)", Some("tel:999")),
            ("01632 960123, 24 hours", Some("tel:01632960123")),
            ("999", Some("tel:999")),
            ("000", Some("tel:000")),
            ("999 NOW", Some("tel:999")),
            ("999 or 112", Some("tel:999")),
            ("1-800-FLOWERS", Some("tel:18003569377")),
            ("800-FLOWERS", Some("tel:8003569377")),
            ("0800 GET WELL", Some("tel:08004389355")),
            ("13 SICK", Some("tel:137425")),
            ("0800 CALM 123", Some("tel:08002256123")),
            ("0800 FOR 1234", Some("tel:08003671234")),
            ("08000 HEART", Some("tel:0800043278")),
            ("0800 EXT 12", Some("tel:0800;ext=12")),
            ("01632 960123 (ext 12)", Some("tel:01632960123;ext=12")),
            ("1234 WARD 7", Some("tel:1234")),
            ("01632 960123 DAY AND NIGHT", Some("tel:01632960123")),
            ("call us", None),
            ("+", None),
            ("", None),
            ("123\" onclick", None),
            ("123456789012345678901", None),
        ] {
            assert_eq!(href(text).as_deref(), link, "{text}");
        }
    }

    #[test]
    fn two_ways_to_write_one_number_reach_it() {
        for (one, other, same) in [
            ("020 7946 0123", "+442079460123", true),
            ("020 7946 0123", "+44 (0)20 7946 0123", true),
            ("(555) 010-0123", "+1 555 010 0123", true),
            ("1-800-FLOWERS", "+18003569377", true),
            ("01632 960123", "01632 960123 ext 12", true),
            ("01632 960123 ext 12", "01632960123", false),
            ("01632 960123 ext 12", "01632960123;ext=13", false),
            ("020 7946 0199", "+442079460123", false),
            ("020 7946 0123", "02079460124", false),
            ("+44 20 7946 0123", "+33 20 7946 0123", false),
            ("999", "111", false),
            ("0123", "+447700900123", false),
        ] {
            let [one, other] = [one, other].map(|text| Telephone::read(text).unwrap());
            assert_eq!(one.is_reached_by(&other, None), same, "{one:?} {other:?}");
        }
    }

    #[test]
    fn digits_that_reach_nobody_are_no_whole_number() {
        for (text, is_whole) in [
            ("17", true),
            ("999", true),
            ("000", true),
            ("4455", true),
            ("0800 1111", true),
            ("020 7946 0123", true),
            ("+44 20 7946 0123", true),
            ("+39 06 1234 5678", true),
            ("22", false),
            ("+44", false),
            ("0207946", false),
            ("0207946012345678901", false),
            ("+4420794601234567", false),
            ("+44 020 7946 0123", false),
        ] {
            assert_eq!(Telephone::read(text).unwrap().is_whole(), is_whole, "{text}");
        }
        let zero = Telephone::read("+44 020 7946 0123").unwrap();
        assert_eq!(zero.without_zero_within().unwrap().digits(), "+442079460123");
        assert!(Telephone::read("2079460123").unwrap().lacks_zero());
        assert!(!Telephone::read("02079460123").unwrap().lacks_zero());
    }

    #[test]
    fn a_text_that_is_only_a_number_is_told_from_a_name() {
        for text in [
            "020 7946 0123",
            "02079460123",
            "+44 20 7946 0123",
            "(555) 010-0123",
            "999",
            "1-555-010-0123",
            "020 7946 0123 ext 12",
            "020 7946 0123, extension: 12",
            "020 7946 0123 (ext 12)",
            "٠٢٠ ٧٩٤٦ ٠١٢٣",
        ] {
            assert!(Telephone::only(text).is_some(), "{text}");
        }
        for text in [
            "0800 CALL NHS",
            "0800-CALL-NHS",
            "1-800-FLOWERS",
            "+1 800 FLOWERS",
            "0800 CALM 123",
            "08000 HEART",
            "0800 REAL",
        ] {
            assert!(Telephone::spelled(text).is_some(), "{text}");
        }
        for text in
            ["1000 UNITS", "300 TABLETS", "0800 call", "0800 NHS", "020 7946 0123 NOW"]
        {
            assert!(Telephone::spelled(text).is_none(), "{text}");
        }
        for text in
            ["2026-11-29", "2026", "12", "a.md", "0", "day 0", "01/02", "20260101", ""]
        {
            assert!(Telephone::only(text).is_none(), "{text}");
        }
    }
}
