//! The public pages of the sample site are written plainly: at most grade 6 by the formula
//! of Flesch and Kincaid, and 9 by SMOG. There is no lower limit, and no sentence is made
//! longer for a score.
//!
//! Counted is what a reader reads: paragraphs and list items, each of which ends a sentence.
//! A long name that the glossary explains is no hard word: it counts as a word of two
//! syllables.

use std::fmt::Write as _;
use std::fs;

use crate::harness::{TestSite, repository};

const MOST_FLESCH_KINCAID: f64 = 6.0;
const MOST_SMOG: f64 = 9.0;

/// A word of so many syllables is hard, unless the glossary explains it.
const HARD: usize = 3;
/// As which a hard word counts that the glossary explains.
const EXPLAINED: usize = 2;

/// What the formulas are made of.
#[derive(Debug, Clone, Default, PartialEq)]
struct Counts {
    sentences: usize,
    words: usize,
    syllables: usize,
    hard: Vec<String>,
}

impl Counts {
    /// Of blocks of text, in which `names` are explained.
    fn of<'t>(blocks: impl IntoIterator<Item = &'t str>, names: &[Vec<String>]) -> Self {
        let mut counts = Counts::default();
        for sentence in blocks.into_iter().flat_map(sentences) {
            counts.sentences += 1;
            counts.words += sentence.len();
            let explained = explained(&sentence, names);
            for (word, explained) in sentence.into_iter().zip(explained) {
                let syllables = syllables(word);
                if syllables >= HARD && explained {
                    counts.syllables += EXPLAINED;
                    continue;
                }
                counts.syllables += syllables;
                if syllables >= HARD {
                    counts.hard.push(word.to_owned());
                }
            }
        }
        counts
    }

    fn flesch_kincaid(&self) -> f64 {
        0.39 * ratio(self.words, self.sentences)
            + 11.8 * ratio(self.syllables, self.words)
            - 15.59
    }

    fn smog(&self) -> f64 {
        1.0430 * (30.0 * ratio(self.hard.len(), self.sentences)).sqrt() + 3.1291
    }
}

fn ratio(one: usize, other: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    number(one) / number(other)
}

/// The words of each sentence of a block.
fn sentences(block: &str) -> Vec<Vec<&str>> {
    let mut sentences = vec![Vec::new()];
    for piece in block.split_whitespace() {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            sentences.last_mut().unwrap().push(word);
        }
        let piece = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c));
        if piece.ends_with(is_stop) && !matches!(word, "Dr" | "e.g" | "i.e") {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|words| !words.is_empty());
    sentences
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// For each word of a sentence, whether it is part of one of `names`.
fn explained(sentence: &[&str], names: &[Vec<String>]) -> Vec<bool> {
    let words: Vec<String> = sentence.iter().map(|word| singular(word)).collect();
    let mut explained = vec![false; words.len()];
    for start in 0..words.len() {
        let here = names.iter().filter(|name| words[start..].starts_with(name));
        if let Some(longest) = here.map(Vec::len).max() {
            explained[start..start + longest].fill(true);
        }
    }
    explained
}

/// A word as names are compared.
fn singular(word: &str) -> String {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    let word = word.strip_suffix("'s").unwrap_or(&word);
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// The syllables of a word as it is spoken; a hyphenated word is one.
fn syllables(word: &str) -> usize {
    let word = word.replace(['\'', '\u{2019}'], "");
    let parts =
        word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(of_part).sum()
}

fn of_part(part: &str) -> usize {
    let capitals = part.strip_suffix('s').unwrap_or(part);
    if let Ok(number) = part.parse() {
        of_number(number)
    } else if capitals.len() > 1 && capitals.chars().all(char::is_uppercase) {
        capitals.chars().map(|letter| if letter == 'W' { 3 } else { 1 }).sum()
    } else {
        of_word(&part.to_lowercase())
    }
}

/// Of a number as British readers say it; thousands are said in hundreds, as years are.
fn of_number(number: usize) -> usize {
    match number {
        1..=6 | 8..=10 | 12 => 1,
        11 | 17 | 70 => 3,
        0 | 7 | 13..=19 | 20 | 30 | 40 | 50 | 60 | 80 | 90 => 2,
        21..=99 => of_number(number / 10 * 10) + of_number(number % 10),
        _ => {
            let rest =
                if number.is_multiple_of(100) { 0 } else { 1 + of_number(number % 100) };
            of_number(number / 100) + 2 + rest
        }
    }
}

/// Words that the rules below count wrongly.
const EXCEPTIONS: &[(&str, usize)] = &[("allogeneic", 5), ("platelet", 2)];

/// Words that end in a silent `e` wherever they stand.
const COMPOUNDS: &[&str] =
    &["care", "grape", "home", "life", "side", "some", "there", "time", "where"];

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// By rule: one for each group of vowels, less those that are silent, and one more where
/// two vowels that stand together are said apart.
fn of_word(word: &str) -> usize {
    let exception = |word: &str| {
        let known = EXCEPTIONS.iter().find(|(known, _)| *known == word);
        known.map(|(_, syllables)| *syllables)
    };
    if let Some(known) =
        exception(word).or_else(|| exception(word.strip_suffix('s').unwrap_or(word)))
    {
        return known;
    }
    for suffix in ["ly", "ful", "less", "ness", "ment", "ments"] {
        let stem = word.strip_suffix(suffix).filter(|stem| stem.len() > 2);
        if let Some(stem) = stem {
            return of_word(stem) + 1;
        }
    }
    for first in COMPOUNDS {
        let rest = word.strip_prefix(first).filter(|rest| rest.len() > 2);
        if let Some(rest) = rest {
            return of_word(first) + of_word(rest);
        }
    }
    let letters: Vec<char> = word.chars().collect();
    let starts = |at: usize| {
        is_vowel(letters[at])
            && !(at > 0 && is_vowel(letters[at - 1]))
            && !(letters[at] == 'y' && letters.get(at + 1).is_some_and(|&c| is_vowel(c)))
    };
    let groups = (0..letters.len()).filter(|&at| starts(at)).count();
    (groups + apart(word)).saturating_sub(silent(word)).max(1)
}

/// How many pairs of vowels are said apart.
fn apart(word: &str) -> usize {
    let soft = ['c', 't', 'g', 's', 'x'];
    let mut apart = 0;
    for pair in ["ia", "io", "iu", "ua", "eo"] {
        for (at, _) in word.match_indices(pair) {
            let before = word[..at].chars().next_back();
            let is_soft = match pair {
                "ua" => before.is_none_or(|c| "gq".contains(c)),
                "eo" => before == Some('p'),
                _ => before.is_none_or(|c| soft.contains(&c)) && word[at..].len() > 2,
            };
            apart += usize::from(!is_soft);
        }
    }
    for end in ["ient", "ients", "ience", "ier", "iest"] {
        let before = word.strip_suffix(end).and_then(|stem| stem.chars().next_back());
        apart += usize::from(before.is_some_and(|c| !"ct".contains(c)));
    }
    let before_ing = word.strip_suffix("ing").and_then(|stem| stem.chars().next_back());
    apart + usize::from(before_ing.is_some_and(|c| "aeiouy".contains(c)))
}

/// How many groups of vowels are not heard: an `e` at the end, in `-ed` and in `-es`.
fn silent(word: &str) -> usize {
    let before =
        |end: &str| word.strip_suffix(end).filter(|stem| !stem.ends_with(is_vowel));
    // What can only be said with a vowel of its own, as in "table" and "boxes".
    let ends_in = |stem: &str, ends: &[&str]| ends.iter().any(|end| stem.ends_with(end));
    let liquid = ["bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl"];
    let hissing = ["s", "x", "z", "c", "g", "ch", "sh"];
    let is_silent = if let Some(stem) = before("e") {
        !ends_in(stem, &liquid)
    } else if let Some(stem) = before("ed") {
        !ends_in(stem, &["t", "d"])
    } else if let Some(stem) = before("es") {
        !ends_in(stem, &liquid) && !ends_in(stem, &hissing)
    } else {
        false
    };
    usize::from(is_silent)
}

/// Elements whose text is no prose.
const SKIPPED: &[&str] = &[
    "table",
    "pre",
    "code",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "svg",
    "figcaption",
    "sup",
    "summary",
];
/// Classes of elements that the program fills, or that nobody sees.
const SKIPPED_CLASSES: &[&str] = &[
    "visually-hidden",
    "citation",
    "contact",
    "contact-name",
    "contact-phone",
    "contact-hours",
    "footnotes",
];
/// Elements that stand within a sentence.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "dfn", "em", "i", "q", "span", "strong", "sub",
    "wbr",
];
const VOID: &[&str] = &["br", "hr", "img", "input", "source", "wbr"];

/// The paragraphs and list items of a page's own text.
fn prose(page: &str) -> Vec<String> {
    let start = page.find("<div class=\"prose\">").expect("a text");
    let mut blocks = vec![String::new()];
    // Of each open element: its name, and whether its text counts.
    let mut open: Vec<(&str, bool)> = Vec::new();
    for piece in page[start + 1..].split('<') {
        let (tag, text) = piece.split_once('>').expect("a tag");
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if !INLINE.contains(&name.trim_start_matches('/')) {
            blocks.push(String::new());
        }
        if name.starts_with('/') {
            open.pop();
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            let counts = open.last().is_some_and(|(_, counts)| *counts);
            let begins = matches!(name, "p" | "li");
            open.push((name, (counts || begins) && !is_skipped(name, tag, &open)));
        }
        let Some((_, counts)) = open.last() else { break };
        if *counts {
            blocks.last_mut().unwrap().push_str(&decoded(text));
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

fn is_skipped(name: &str, tag: &str, open: &[(&str, bool)]) -> bool {
    let classes = tag.split("class=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mut classes = classes.unwrap_or_default().split(' ');
    SKIPPED.contains(&name)
        || open.iter().any(|(above, _)| SKIPPED.contains(above))
        || classes.any(|class| SKIPPED_CLASSES.contains(&class))
}

fn decoded(text: &str) -> String {
    let text = text.replace("&#39;", "'").replace("&quot;", "\"");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The names that the glossary explains, as words.
fn names(site: &TestSite) -> Vec<Vec<String>> {
    let entries = site.run(&["glossary", "list", "--format", "json"]).findings();
    let words = |name: &str| name.split_whitespace().map(singular).collect();
    let mut names: Vec<Vec<String>> = Vec::new();
    for entry in &entries {
        let aliases = entry["aliases"].as_array().unwrap();
        let all = aliases.iter().chain([&entry["term"], &entry["abbreviation"]]);
        names.extend(all.filter_map(|name| name.as_str()).map(words));
    }
    names
}

#[test]
fn the_formulas_are_those_that_were_published() {
    let counts = |sentences, words, syllables, hard| Counts {
        sentences,
        words,
        syllables,
        hard: vec![String::new(); hard],
    };
    for (counts, expected) in
        [(counts(1, 13, 26, 0), 13.08), (counts(11, 99, 139, 6), 4.488)]
    {
        let found = counts.flesch_kincaid();
        assert!((found - expected).abs() < 0.0005, "{counts:?}: {found}");
    }
    for (counts, expected) in [
        (counts(1, 1, 1, 0), 3.1291),
        (counts(1, 1, 1, 4), 14.554_593),
        (counts(11, 99, 139, 6), 7.348),
    ] {
        let found = counts.smog();
        assert!((found - expected).abs() < 0.0005, "{counts:?}: {found}");
    }
}

#[test]
fn sentences_words_and_syllables_are_counted_as_people_do() {
    for (text, expected) in [
        (
            "Your new cells start to work in two to four weeks. We call this engraftment.",
            (2, 15, 17, 1),
        ),
        (
            "Call the ward if you feel hot, cold or shivery. Do not wait until the next day.",
            (2, 17, 20, 1),
        ),
        (
            "In an allogeneic transplant, you get stem cells from a donor. The donor may be a \
             brother or sister. It may also be someone you do not know.",
            (3, 28, 39, 1),
        ),
        (
            "Haematologist and transplant staff monitor neutropenia, administer antibiotic \
             treatment and evaluate engraftment throughout the hospital admission.",
            (1, 16, 45, 9),
        ),
        ("The cat sat on the mat.", (1, 6, 6, 0)),
        // An amount is no end, and a name with a full stop is none either.
        ("Take 0.5 of it. See Dr. Lee (or a nurse). Why?", (3, 11, 13, 1)),
    ] {
        let counts = Counts::of([text], &[]);
        let Counts { sentences, words, syllables, hard } = counts;
        assert_eq!((sentences, words, syllables, hard.len()), expected, "{text}");
    }
    let words = "transplant 2 allogeneic 5 autologous 4 haematologist 5 leukaemia 4 \
        neutropenia 5 platelet 2 chemotherapy 5 engraftment 3 graft 1 marrow 2 patient 2 \
        recipient 4 immunodeficiency 7 GVHD 4 24 3";
    let words: Vec<&str> = words.split_whitespace().collect();
    for pair in words.chunks(2) {
        assert_eq!(syllables(pair[0]).to_string(), pair[1], "{}", pair[0]);
    }
}

/// A passage whose figures another program gave.
const PASSAGE: &str = "An allogeneic transplant gives you stem cells from another person. That \
    person is your donor. Your donor may be a brother, a sister or another member of your \
    family. Some people have a donor they do not know.

    Before your transplant you have strong treatment called conditioning. It may be \
    chemotherapy, radiotherapy or both. Conditioning clears space in your bone marrow. It also \
    stops your body from rejecting the new cells.

    The transplant itself does not hurt. The cells go into a vein through a thin tube called a \
    central line. It is a bit like having a blood transfusion. The cells find their own way to \
    your bone marrow.

    You will be in a room on your own for some weeks. Your blood counts will be low, so you can \
    catch infections easily. We will take blood tests every day. When your neutrophils start to \
    rise, your new cells are working. We call this engraftment.

    Tell your nurse straight away if you feel hot, cold, shivery or unwell. Graft-versus-host \
    disease (GVHD) can happen when the donor cells attack your body. It can affect your skin, \
    your gut or your liver. Your team will give you medicine to lower the chance of GVHD.";

#[test]
fn a_passage_comes_to_a_little_more_than_another_program_says() {
    let counts = Counts::of(PASSAGE.split("\n\n"), &[]);
    assert_eq!((counts.sentences, counts.words), (21, 203));
    for (name, found, expected) in
        [("grade", counts.flesch_kincaid(), 4.2), ("SMOG", counts.smog(), 8.0)]
    {
        // It takes an abbreviation for one syllable, and guesses low at rare words.
        assert!(
            (0.0..0.8).contains(&(found - expected)),
            "{name} {found}, not {expected}: {:?}",
            counts.hard
        );
    }
}

#[test]
fn a_name_that_the_glossary_explains_is_not_hard() {
    let names = [vec!["immune".to_owned(), "deficiency".to_owned()]];
    let counts = Counts::of(["Immune deficiency's signs. A deficiency."], &names);
    assert_eq!(counts.hard, ["deficiency"], "the name, and not its words elsewhere");
    assert_eq!(counts.syllables, 2 + 2 + 1 + 1 + 4);
}

#[test]
fn only_prose_that_readers_see_is_counted() {
    let page = "<p>No.</p><div class=\"prose\">\n<h2>No</h2>\n<p>One &amp; <a href=\"x\">two</a>\
        <span class=\"visually-hidden\">no</span>.</p>\n<table><tr><td><p>No</p></td></tr></table>\
        <ul>\n<li>Three<br>four\n<ul>\n<li><p>Five <code>no</code></p></li>\n</ul></li></ul>\
        </div><p>No.</p>";
    let blocks = prose(page);
    let blocks: Vec<&str> = blocks.iter().map(|block| block.trim()).collect();
    assert_eq!(blocks, ["One & two.", "Three", "four", "Five"]);
}

#[test]
fn every_public_page_of_the_sample_is_written_plainly() {
    let site = TestSite::copy_of(repository());
    site.build();
    let names = names(&site);
    let pages = site.run(&["list", "pages", "--format", "json"]).findings();
    let mut hard = String::new();
    let mut count = 0;
    for page in pages.iter().filter(|page| page["visibility"] == "published") {
        let file = page["file"].as_str().unwrap();
        let source = fs::read_to_string(site.path(file)).unwrap();
        // The formulas are made for English.
        let is_translated = source.contains("\ntranslation:\n");
        if is_translated || source.contains("\naudience: [staff]\n") {
            continue;
        }
        count += 1;
        let address = page["address"].as_str().unwrap().trim_start_matches('/');
        let html = site.published(&format!("{address}index.html"));
        let blocks = prose(&html);
        let counts = Counts::of(blocks.iter().map(String::as_str), &names);
        let (grade, smog) = (counts.flesch_kincaid(), counts.smog());
        if grade > MOST_FLESCH_KINCAID || smog > MOST_SMOG {
            let _ = writeln!(
                hard,
                "{file}: grade {grade:.1} and SMOG {smog:.1}; its hard words: {}",
                counts.hard.join(", ")
            );
        }
    }
    assert!(count >= 35, "only {count} pages");
    assert!(hard.is_empty(), "{hard}");
}
