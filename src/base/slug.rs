//! Slugs and anchors: the parts of an address that are made from words.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes a slug: lower case, letters and digits of any script kept, apostrophes dropped,
/// everything else one hyphen. A text without letters or digits gives an empty slug.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|c| push(&mut slug, c.to_ascii_lowercase()));
    } else {
        text.nfkc().flat_map(char::to_lowercase).nfc().for_each(|c| push(&mut slug, c));
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

fn push(slug: &mut String, c: char) {
    if c.is_alphanumeric() || (is_combining_mark(c) && !slug.is_empty()) {
        slug.push(c);
    } else if matches!(
        c,
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}' | '\u{200b}' | '\u{2060}'
    ) {
        // Joins what it stands between: "don't" is one word.
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// Hands out the anchors of one page, each once.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    used: HashSet<String>,
    next: HashMap<String, u32>,
}

impl Anchors {
    /// Anchors of a page whose theme already uses the ids `reserved`.
    pub fn with_reserved(reserved: &[&str]) -> Self {
        let used = reserved.iter().map(|&id| id.to_owned()).collect();
        Anchors { used, next: HashMap::new() }
    }

    /// Keeps an anchor that the author chose. Returns false if the page has it already.
    pub fn claim(&mut self, anchor: &str) -> bool {
        self.used.insert(anchor.to_owned())
    }

    /// Makes an anchor for a heading: its slug, with `-1`, `-2` on repeats. A heading
    /// without a letter or digit is called `section`.
    pub fn make(&mut self, heading: &str) -> String {
        let slug = slugify(heading);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        if self.used.insert(base.clone()) {
            return base;
        }
        // A counter per base keeps ten thousand equal headings linear.
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let anchor = format!("{base}-{next}");
            *next += 1;
            if self.used.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (text, slug) in [
            ("What happens on the day?", "what-happens-on-the-day"),
            ("Don\u{2019}t wait", "dont-wait"),
            ("Graft-versus-host disease (GVHD)", "graft-versus-host-disease-gvhd"),
            ("Après la greffe", "après-la-greffe"),
            ("زراعة نخاع العظم", "زراعة-نخاع-العظم"),
            ("移植", "移植"),
            ("  --  ", ""),
            ("🏥", ""),
        ] {
            assert_eq!(slugify(text), slug, "{text}");
            assert_eq!(slugify(slug), slug, "a slug is its own slug");
        }
    }

    #[test]
    fn repeated_headings_are_numbered_and_never_meet_a_chosen_anchor() {
        let mut anchors = Anchors::with_reserved(&["main"]);
        assert!(anchors.claim("contact-1"));
        assert!(!anchors.claim("contact-1"));
        assert_eq!(anchors.make("Contact"), "contact");
        assert_eq!(anchors.make("Contact"), "contact-2");
        assert_eq!(anchors.make("Main"), "main-1");
        assert_eq!(anchors.make("???"), "section");
    }
}
