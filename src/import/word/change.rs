//! Tracked changes: accepted, and told where a number, a dose or a negation is among them.

/// The text of a paragraph before and after its changes.
#[derive(Debug, Default)]
pub(super) struct TextChange {
    old: String,
    new: String,
    /// What is new or gone.
    touched: String,
}

/// Words that turn a sentence round, or say how much and how often.
const HEAVY: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "nor",
    "neither",
    "cannot",
    "without",
    "nothing",
    "avoid",
    "stop",
    "except",
    "unless",
    "only",
    "half",
    "double",
    "once",
    "twice",
    "thrice",
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
    "daily",
    "hourly",
    "weekly",
    "monthly",
    "mg",
    "mcg",
    "g",
    "kg",
    "ml",
    "l",
    "microgram",
    "micrograms",
    "milligram",
    "milligrams",
    "gram",
    "grams",
    "unit",
    "units",
    "tablet",
    "tablets",
    "dose",
    "doses",
    "morning",
    "evening",
    "night",
    "before",
    "after",
    "more",
    "less",
    "above",
    "below",
    "increase",
    "decrease",
    "left",
    "right",
];

/// How much is shown on each side of what changed, in characters.
const AROUND: usize = 40;

impl TextChange {
    /// Text that was there and stays.
    pub(super) fn keep(&mut self, text: &str) {
        self.old.push_str(text);
        self.new.push_str(text);
    }

    /// Text that is gone.
    pub(super) fn delete(&mut self, text: &str) {
        self.old.push_str(text);
        self.touch(text);
    }

    /// Text that is new.
    pub(super) fn insert(&mut self, text: &str) {
        self.new.push_str(text);
        self.touch(text);
    }

    fn touch(&mut self, text: &str) {
        self.touched.push_str(text);
        self.touched.push(' ');
    }

    /// Ends a paragraph. What was and what is, if it must be looked at.
    pub(super) fn end(&mut self) -> Option<(String, String)> {
        let TextChange { old, new, touched } = std::mem::take(self);
        (weighs(&touched) && old != new).then(|| excerpts(&old, &new))
    }
}

/// Whether a change of these words could change what people take or do.
fn weighs(touched: &str) -> bool {
    let lower = touched.to_lowercase().replace('\u{2019}', "'");
    lower.contains(|c: char| {
        c.is_numeric() || matches!(c, '≥' | '≤' | '<' | '>' | '±' | '%')
    }) || lower.contains("n't")
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| HEAVY.contains(&word))
}

/// Both texts, cut to what differs and a little around it.
fn excerpts(old: &str, new: &str) -> (String, String) {
    let (one, other): (Vec<char>, Vec<char>) =
        (old.chars().collect(), new.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let room = one.len().min(other.len()) - same;
    let tail = one.iter().rev().zip(other.iter().rev());
    let tail = tail.take(room).take_while(|(a, b)| a == b).count();
    let cut = |text: &[char]| -> String {
        let mut start = same.saturating_sub(AROUND);
        while start > 0 && !text[start - 1].is_whitespace() {
            start -= 1;
        }
        let mut end = (text.len() - tail + AROUND).min(text.len());
        while end < text.len() && !text[end].is_whitespace() {
            end += 1;
        }
        let before = if start > 0 { "…" } else { "" };
        let after = if end < text.len() { "…" } else { "" };
        let inside: String = text[start..end].iter().collect();
        format!("{before}{}{after}", inside.trim())
    };
    (cut(&one), cut(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_and_negations_weigh_and_wording_does_not() {
        let mut change = TextChange::default();
        change.keep("Take ");
        change.delete("100 mg");
        change.insert("50 mg");
        change.keep(" twice a day.");
        let told = change.end().unwrap();
        assert_eq!(told.0, "Take 100 mg twice a day.");
        assert_eq!(told.1, "Take 50 mg twice a day.");
        change.keep("The ");
        change.delete("nice");
        change.insert("kind");
        change.keep(" nurse");
        assert_eq!(change.end(), None);
        change.keep("Do ");
        change.delete("not ");
        change.keep("stop.");
        assert!(change.end().is_some());
    }

    #[test]
    fn a_long_paragraph_is_cut_to_the_change() {
        let mut change = TextChange::default();
        change.keep(&"words ".repeat(40));
        change.delete("2");
        change.insert("3");
        change.keep(&" words".repeat(40));
        let (old, new) = change.end().unwrap();
        assert!(
            old.starts_with('…') && old.ends_with('…') && old.contains(" 2 "),
            "{old}"
        );
        assert!(new.contains(" 3 ") && new.len() < 120, "{new}");
    }
}
