//! Slugs and anchors: the parts of an address that are made from words.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::{fold_name, is_sign, is_word};

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

/// The anchors that GitHub, Hugo and mdBook make of a heading, where they are not its slug:
/// they leave out what is no letter or digit, and put a hyphen for every single space.
/// `nausea-andor-vomiting` is "Nausea and/or vomiting".
pub fn foreign_slugs(heading: &str) -> Vec<String> {
    if heading.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let own = slugify(heading);
    // GitHub keeps marks, Hugo and mdBook drop them; an older mdBook keeps other capitals.
    let slug = |keeps: fn(char) -> bool, lower: fn(char) -> String| -> String {
        let kept = heading.trim().chars().filter_map(|c| match c {
            '-' | '_' => Some(c.to_string()),
            c if c.is_whitespace() => Some("-".to_owned()),
            c => keeps(c).then(|| lower(c)),
        });
        kept.collect()
    };
    let lower = |c: char| c.to_lowercase().collect();
    let mut slugs = vec![slug(is_word, lower)];
    if !heading.is_ascii() {
        slugs.push(slug(char::is_alphanumeric, lower));
        slugs.push(slug(char::is_alphanumeric, |c| c.to_ascii_lowercase().to_string()));
    }
    // They raise figures in HTML alone: `10^9^` is 109.
    let flat: String = heading
        .chars()
        .flat_map(|c| if is_raised(c) { c.nfkc().collect() } else { vec![c] })
        .collect();
    if flat != heading {
        let foreign = foreign_slugs(&flat).into_iter();
        slugs = foreign.chain([slugify(&flat)]).chain(slugs).collect();
    }
    let mut seen = HashSet::from([own]);
    slugs.retain(|slug| slug.contains(is_word) && seen.insert(slug.clone()));
    slugs
}

fn is_raised(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{207e}')
}

/// Words as headings and tags compare them: their slug, and the signs that it leaves out.
/// `Rh+` and `Rh−` have one slug, and are two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignedSlug {
    /// The slug.
    pub slug: String,
    /// Each sign, and how many letters and digits stand before it.
    signs: Vec<(u32, char)>,
}

impl SignedSlug {
    /// The slug of words, and their signs as [`fold_name`] tells them from hyphens.
    pub fn new(words: &str) -> Self {
        let mut signs = Vec::new();
        let slug = slugify(words);
        if words.contains(|c: char| !c.is_ascii() || is_sign(c)) {
            let folded: Vec<char> = fold_name(words).chars().collect();
            let mut letters = 0;
            for (at, &c) in folded.iter().enumerate() {
                if is_word(c) {
                    letters += 1;
                } else if is_sign(c) && !(c == '/' && divides(&folded, at)) {
                    signs.push((letters, c));
                }
            }
        }
        SignedSlug { slug, signs }
    }

    /// Whether the slug leaves a sign out.
    pub fn has_signs(&self) -> bool {
        !self.signs.is_empty()
    }
}

/// Whether a slash stands between two words, as in `and/or`.
fn divides(folded: &[char], slash: usize) -> bool {
    let is_letter = |c: Option<&char>| c.is_some_and(|c| is_word(*c));
    let is_space = |c: Option<&char>| c == Some(&' ');
    let before = slash.checked_sub(1).and_then(|at| folded.get(at));
    let after = folded.get(slash + 1);
    (is_letter(before) && is_letter(after)) || (is_space(before) && is_space(after))
}

/// Hands out the anchors of one page, each once.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    used: HashSet<String>,
    next: HashMap<String, u32>,
}

impl Anchors {
    /// The anchors of several names of a page, in their order: each has its slug, and where
    /// two have one, all but the first are numbered.
    pub fn of_all<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Vec<String> {
        let mut anchors = Anchors::default();
        // Slugs first: what one name has by itself, no other gets by its number.
        let own: Vec<Option<String>> = names
            .clone()
            .map(|name| Some(slugify(name)).filter(|slug| anchors.claim(slug)))
            .collect();
        let numbered = own.into_iter().zip(names);
        numbered.map(|(own, name)| own.unwrap_or_else(|| anchors.make(name))).collect()
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
    fn other_generators_make_other_anchors() {
        for (heading, slugs) in [
            ("Nausea and/or vomiting", &["nausea-andor-vomiting"][..]),
            ("Going home \u{2013} what next?", &["going-home--what-next"]),
            ("GOV.UK web palette", &["govuk-web-palette"]),
            ("5.2 What to do", &["52-what-to-do"]),
            ("Q&A", &["qa"]),
            ("my_function()", &["my_function"]),
            ("Day -1", &["day--1"]),
            ("\u{1f3e5} Ward", &["-ward"]),
            ("\u{c9}cole (1)", &["\u{c9}cole-1"]),
            ("e\u{301}cole: a", &["e\u{301}cole-a", "ecole-a"]),
            ("Below 10\u{2079}/L", &["below-109l", "below-10\u{2079}l"]),
            ("Who to call", &[]),
            ("Step 1: wash", &[]),
            ("Don\u{2019}t wait", &[]),
            ("?", &[]),
        ] {
            assert_eq!(foreign_slugs(heading), slugs, "{heading}");
        }
    }

    #[test]
    fn signs_tell_words_of_one_slug_apart() {
        let is_same = |one: &str, other: &str| {
            assert_eq!(slugify(one), slugify(other), "{one} {other}");
            SignedSlug::new(one) == SignedSlug::new(other)
        };
        for (one, other) in [
            ("Day \u{2212}1", "day -1"),
            ("Day \u{2212}1", "Day \u{2013} 1"),
            (">38\u{b0}C", "> 38 \u{b0}C"),
            ("Step 3 \u{2013} wash", "Step 3: wash"),
            ("Nausea and/or vomiting", "Nausea (and or) vomiting?"),
            ("COVID-19", "covid 19"),
            ("2\u{2013}5 days", "2-5 days"),
            ("Don\u{2019}t wait", "dont wait!"),
            ("GVHD / GVL", "GVHD & GVL"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("Day +1", "Day \u{2212}1"),
            ("Day 1", "Day \u{2212}1"),
            ("<38\u{b0}C", ">38\u{b0}C"),
            ("\u{2264}2", "\u{2265}2"),
            ("CMV", "CMV\u{2212}"),
            ("CMV+", "CMV\u{2212}"),
            ("\u{b1}5", "+5"),
            ("5%", "5"),
            ("Rh+ to Rh\u{2212}", "Rh\u{2212} to Rh+"),
            ("Potassium \u{2191}", "Potassium \u{2193}"),
            ("/day", "day"),
            ("Dose ~5", "Dose 5"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn names_of_one_slug_are_numbered_and_take_no_slug_of_another() {
        let anchors = Anchors::of_all(["Rh+", "Rh\u{2212}", "Rh 1", "rh"].into_iter());
        assert_eq!(anchors, ["rh", "rh-2", "rh-1", "rh-3"]);
    }

    #[test]
    fn repeated_headings_are_numbered_and_never_meet_a_chosen_anchor() {
        let mut anchors = Anchors::default();
        assert!(anchors.claim("main"));
        assert!(anchors.claim("contact-1"));
        assert!(!anchors.claim("contact-1"));
        assert_eq!(anchors.make("Contact"), "contact");
        assert_eq!(anchors.make("Contact"), "contact-2");
        assert_eq!(anchors.make("Main"), "main-1");
        assert_eq!(anchors.make("???"), "section");
    }
}
