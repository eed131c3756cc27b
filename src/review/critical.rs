//! What in a sentence a reader acts on: numbers with their units, doses, telephone numbers,
//! days, and the words that turn it into its opposite.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::negation::negation;

/// What a change of a few letters can do harm in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriticalKind {
    /// A word such as "not".
    Negation,
    /// A number with a unit of a medicine.
    Dose,
    /// A telephone number.
    Telephone,
    /// Another number, with its unit if it has one.
    Number,
    /// A day, a month, or a span of time.
    Time,
    /// A picture: its words, or the bytes of its file.
    Picture,
    /// The bytes of a file behind a link.
    File,
}

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

/// Units of medicines; written in one way everywhere.
const DOSES: &[&str] = &[
    "mg",
    "g",
    "kg",
    "mcg",
    "µg",
    "μg",
    "ug",
    "ng",
    "ml",
    "cl",
    "dl",
    "l",
    "mmol",
    "mol",
    "iu",
    "unit",
    "units",
    "milligram",
    "milligrams",
    "microgram",
    "micrograms",
    "gram",
    "grams",
    "millilitre",
    "millilitres",
    "litre",
    "litres",
    "liter",
    "liters",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "drop",
    "drops",
    "dose",
    "doses",
    "puff",
    "puffs",
    "spoonful",
    "spoonfuls",
    "mg/kg",
    "mg/ml",
    "ml/min",
    "tabled",
    "tabledi",
    "tablette",
    "tabletten",
    "comprimé",
    "comprimés",
    "gy",
];

/// Other units that belong to the number before them.
const UNITS: &[&str] = &[
    "°c", "°f", "°", "c", "f", "%", "percent", "per", "cm", "mm", "m", "km", "degrees",
    "pounds", "£", "€", "miles", "metres", "meters", "times", "people", "am", "pm",
];

/// Units and names of time.
const TIMES: &[&str] = &[
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "hourly",
    "day",
    "days",
    "daily",
    "week",
    "weeks",
    "weekly",
    "month",
    "months",
    "monthly",
    "year",
    "years",
    "yearly",
    "today",
    "tonight",
    "tomorrow",
    "night",
    "nightly",
    "morning",
    "evening",
    "weekend",
    "weekends",
    "weekday",
    "weekdays",
    "monday",
    "mondays",
    "tuesday",
    "tuesdays",
    "wednesday",
    "wednesdays",
    "thursday",
    "thursdays",
    "friday",
    "fridays",
    "saturday",
    "saturdays",
    "sunday",
    "sundays",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "munud",
    "awr",
    "oriau",
    "dydd",
    "diwrnod",
    "wythnos",
    "mis",
    "blwyddyn",
    "stunde",
    "stunden",
    "tag",
    "tage",
    "woche",
    "wochen",
    "monat",
    "monate",
    "heure",
    "heures",
    "jour",
    "jours",
    "semaine",
    "semaines",
    "mois",
    "hora",
    "horas",
    "día",
    "días",
    "semana",
    "semanas",
    "mes",
    "meses",
];

/// Numbers as words.
const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "half",
    "quarter",
    "third",
    "once",
    "twice",
    "double",
    "first",
    "second",
    "un",
    "dau",
    "dwy",
    "tri",
    "tair",
    "pedwar",
    "pedair",
    "pump",
    "chwech",
    "saith",
    "wyth",
    "naw",
    "deg",
    "unwaith",
    "dwywaith",
    "hanner",
];

/// A thing that a reader acts on, as it is written, in the order of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Critical {
    kind: CriticalKind,
    text: String,
}

/// The digits that a telephone number has at least.
const LEAST_TELEPHONE: usize = 7;

/// What is another between two sentences, either of which may be missing.
pub(super) fn changes(old: &str, new: &str, language: &str) -> Vec<CriticalChange> {
    let (old, new) = (criticals(old, language), criticals(new, language));
    let key = |all: &[Critical]| -> Vec<String> {
        all.iter().map(|one| one.text.to_lowercase()).collect()
    };
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
                (Some(was), Some(is)) if was.text.eq_ignore_ascii_case(&is.text) => {}
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
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (word, next) = (bare(words[at]), at + 1);
        at = next;
        if words[next - 1].starts_with("[picture") {
            let own = words[next..].iter().take_while(|word| !word.contains(']'));
            let end = (next + own.count() + 1).min(words.len());
            let text = words[next..end].join(" ");
            let text = text.split(']').next().unwrap_or_default().to_owned();
            found.push(Critical { kind: CriticalKind::Picture, text });
            at = end;
            continue;
        }
        if let Some(target) = words[next - 1].strip_prefix('<') {
            let target = target.split('>').next().unwrap_or(target);
            if let Some(number) = target.strip_prefix("tel:") {
                let text = number.to_owned();
                found.push(Critical { kind: CriticalKind::Telephone, text });
            } else if target == "file" && next < words.len() {
                let text = words[next].split('>').next().unwrap_or_default().to_owned();
                found.push(Critical { kind: CriticalKind::File, text });
                at = next + 1;
            }
            continue;
        }
        if word.contains("://") {
            continue;
        }
        if word.contains(|c: char| c.is_numeric()) {
            if let Some(end) = telephone(&words, next - 1) {
                let parts: Vec<&str> =
                    words[next - 1..end].iter().map(|word| bare(word)).collect();
                let text = parts.join(" ");
                found.push(Critical { kind: CriticalKind::Telephone, text });
                at = end;
                continue;
            }
            // A comma or a full stop behind it, and the next word is not its unit.
            let goes_on = words[next - 1].ends_with(|c: char| !",;.!?)".contains(c));
            let unit = words.get(next).map(|unit| bare(unit)).filter(|_| goes_on);
            let kind = unit.and_then(|unit| unit_kind(unit, true));
            match (unit, kind) {
                (Some(unit), Some(kind)) => {
                    found.push(Critical { kind, text: format!("{word} {unit}") });
                    at = next + 1;
                }
                _ => {
                    let own = word.trim_start_matches(|c: char| {
                        !c.is_alphabetic() && !"°%µμ".contains(c)
                    });
                    let kind = unit_kind(own, true).unwrap_or(CriticalKind::Number);
                    found.push(Critical { kind, text: word.to_owned() });
                }
            }
            continue;
        }
        let small = word.to_lowercase();
        if let Some(text) = negation(word, language) {
            found.push(Critical { kind: CriticalKind::Negation, text });
        } else if is_number_word(&small) {
            found.push(Critical { kind: CriticalKind::Number, text: word.to_owned() });
        } else if let Some(kind) = unit_kind(word, false) {
            found.push(Critical { kind, text: word.to_owned() });
        }
    }
    found
}

fn bare(word: &str) -> &str {
    let kept = |c: char| c.is_alphanumeric() || "+-\u{2212}°%£€$µμ'\u{2019}".contains(c);
    word.trim_matches(|c: char| !kept(c)).trim_end_matches(['-', '\'', '\u{2019}'])
}

fn is_number_word(small: &str) -> bool {
    small.split('-').any(|part| NUMBERS.contains(&part))
}

/// The kind of a unit. Letters such as `g` are one only behind a number.
fn unit_kind(word: &str, behind_number: bool) -> Option<CriticalKind> {
    let small = word.to_lowercase();
    let small = small.as_str();
    if DOSES.contains(&small) && (behind_number || small.len() > 2) {
        return Some(CriticalKind::Dose);
    }
    if TIMES.contains(&small) {
        // "You may" is no month.
        let is_word =
            matches!(small, "may" | "march") && word.starts_with(char::is_lowercase);
        return (!is_word).then_some(CriticalKind::Time);
    }
    (behind_number && UNITS.contains(&small)).then_some(CriticalKind::Number)
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
        assert_eq!(told("You may rest.", "You should rest."), Vec::<String>::new());
        assert_eq!(told("See it </a-1/>.", "See it </a-2/>."), Vec::<String>::new());
        assert_eq!(told("Do NOT drive", "Do not drive"), Vec::<String>::new());
    }

    #[test]
    fn negations_come_first() {
        assert_eq!(
            told("Take 5 mg and never 10 mg", "Take 6 mg and 10 mg"),
            ["`never` is gone", "`5 mg` became `6 mg`"]
        );
    }
}
