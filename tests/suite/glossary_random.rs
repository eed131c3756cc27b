//! Terms in texts that nobody wrote: whatever stands there, marking adds links and nothing
//! else, and spelling out adds what it spells out and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::harness::TestSite;

/// Words that names and texts are made of: few, so that they meet often.
const WORDS: &[&str] = &[
    "graft",
    "versus",
    "host",
    "cell",
    "stem",
    "bone",
    "marrow",
    "white",
    "count",
    "caf\u{e9}",
    "na\u{ef}ve",
    "CD34+",
    "\u{79fb}\u{690d}",
    "\u{62f}\u{645}",
    "o\u{2019}brien",
    "B12",
];
/// What texts hold besides names.
const OTHERS: &[&str] = &[
    "the",
    "and",
    "then",
    "all",
    "non-",
    ". ",
    ", ",
    "\n",
    "\\\n",
    "(",
    ")",
    "\u{2018}",
    "\u{2019}",
    " \u{2013} ",
    "--",
    "'",
    "&amp;",
    "&#45;",
    "\u{ad}",
    "*",
    "**",
    "`x`",
    "<br>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"index.md\">",
    "</a>",
    "![x](x.svg)",
    "[^1]",
    "[y](index.md)",
    "\\*",
    "/",
    "@",
    "[[!graft]]",
    "\u{301}",
];
/// What begins a paragraph.
const STARTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "- ",
    "> ",
    "## ",
    "1. ",
    "> [!EMERGENCY] x\n> y\n> ",
    "> [!NOTE]\n> y\n> ",
    "    ",
];

/// Numbers that look random and are the same everywhere (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// A term: what it is called, and its abbreviation.
struct Term {
    name: String,
    abbreviation: Option<String>,
    other: Option<String>,
}

fn terms(numbers: &mut Numbers) -> Vec<Term> {
    let mut known = BTreeSet::new();
    let mut terms = Vec::new();
    while terms.len() < 12 {
        let length = 1 + numbers.below(3);
        let name: Vec<&str> = (0..length).map(|_| numbers.pick(WORDS)).collect();
        let name = name.join(" ");
        let letters: String = (0..2 + numbers.below(2))
            .map(|_| numbers.pick(&["G", "v", "H", "D"]))
            .collect();
        let is_short = letters.chars().filter(|c| c.is_uppercase()).count() > 1;
        let is_free =
            |one: &String, known: &mut BTreeSet<String>| known.insert(one.to_lowercase());
        if !is_free(&name, &mut known) {
            continue;
        }
        let abbreviation =
            Some(letters).filter(|one| is_short && is_free(one, &mut known));
        let other = format!("{}-{}", numbers.pick(WORDS), numbers.pick(WORDS));
        let other = Some(other).filter(|one| is_free(&one.replace('-', " "), &mut known));
        terms.push(Term { name, abbreviation, other });
    }
    terms
}

/// A name as an author may write it.
fn written(numbers: &mut Numbers, name: &str) -> String {
    let mut name = name.to_owned();
    match numbers.below(8) {
        0 => name = name.replace(' ', "-"),
        1 => name = name.replace(' ', "\u{2011}"),
        2 => name = name.replace(' ', "\n"),
        3 => name = name.replace(' ', " *and* "),
        4 => name = name.to_uppercase(),
        5 => name = name.replace('\u{e9}', "e\u{301}").replace('\u{ef}', "i\u{308}"),
        _ => {}
    }
    match numbers.below(12) {
        0 => name + "s",
        1 => name + "'s",
        2 => name + "\u{2019}s",
        3 => name + "s' ",
        4 => format!("*{name}*"),
        5 => format!("**{name}**"),
        6 => format!("`{name}`"),
        7 => format!("[{name}](index.md)"),
        8 => name.replacen(' ', " *", 1) + "*",
        9 => format!("[[term:{name}]]"),
        _ => name,
    }
}

fn text(numbers: &mut Numbers, terms: &[Term]) -> String {
    let mut text = String::new();
    for _ in 0..8 {
        let start = numbers.pick(STARTS);
        text.push_str(start);
        for _ in 0..14 {
            let term = &terms[numbers.below(terms.len())];
            let name = match numbers.below(3) {
                0 => term.abbreviation.as_ref().unwrap_or(&term.name),
                1 => term.other.as_ref().unwrap_or(&term.name),
                _ => &term.name,
            };
            match numbers.below(5) {
                0 | 1 => text.push_str(&written(numbers, name)),
                2 => text.push_str(numbers.pick(WORDS)),
                _ => text.push_str(numbers.pick(OTHERS)),
            }
            text.push_str(numbers.pick(&[" ", " ", " ", ""]));
        }
        text.push_str("\n\n");
        if start.contains("[!") {
            // A list right below a card may belong into it, which is an error.
            text.push_str("Then.\n\n");
        }
    }
    text + "| graft | x |\n|---|---|\n| bone marrow | GHD |\n\nTable: host\n\n[^1]: A note on graft.\n"
}

const PAGES: usize = 25;

/// A site of random terms and texts, and its terms. Its files are written in the order of
/// their names, or against it.
fn site(seed: u64, is_reversed: bool) -> (TestSite, Vec<Term>) {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let terms = terms(&mut numbers);
    let mut files = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        let mut entry = format!("---\nterm: \"{}\"\n", term.name);
        if let Some(abbreviation) = &term.abbreviation {
            let _ = writeln!(entry, "abbreviation: {abbreviation}");
        }
        if let Some(other) = &term.other {
            let _ = writeln!(entry, "aliases: [\"{other}\"]");
        }
        files.push((format!("glossary/t{number}.md"), entry + "---\n\nWords.\n"));
    }
    for number in 0..PAGES {
        let text = text(&mut numbers, &terms);
        files.push((
            format!("p{number}.md"),
            format!("---\ntitle: Page {number}\n---\n\n{text}"),
        ));
    }
    if is_reversed {
        files.reverse();
    }
    let site = TestSite::new();
    site.write("site-content/x.svg", "<svg width=\"2\" height=\"1\"/>");
    for (path, text) in files {
        site.write(&format!("site-content/{path}"), text);
    }
    (site, terms)
}

/// The bodies of all pages, built with a `glossary` of the configuration.
fn bodies(site: &TestSite, glossary: &str) -> Vec<String> {
    let configuration = format!(
        "title: T\nbase_url: https://www.example.org/\nglossary: {glossary}\n\
         rules: {{broken-cross-link: warning, unsafe-link: warning, \
         empty-link-text: warning}}\n"
    );
    site.configure(configuration);
    site.build();
    let body = |number: usize| {
        let page = site.published(&format!("p{number}/index.html"));
        let body = page.split("<div class=\"prose\">").nth(1).unwrap();
        // What follows the text: the words used in it, or the way on.
        let ends = [
            "<details class=\"folded words-used\"",
            "<section class=\"words-used\"",
            "<nav class=\"pagination\"",
        ];
        let text = ends.iter().fold(body, |text, end| text.split(end).next().unwrap());
        text.split("</main>").next().unwrap().trim_end().to_owned()
    };
    (0..PAGES).map(body).collect()
}

/// The HTML without links, and whether no link stands in another and every element is
/// closed in order.
fn without_links(html: &str) -> (String, bool) {
    let mut shown = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut is_tidy = true;
    for (number, part) in html.split('<').enumerate() {
        let Some((tag, text)) = part.split_once('>').filter(|_| number > 0) else {
            shown.push_str(part);
            continue;
        };
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        let is_link = name == "a";
        if matches!(
            name,
            "a" | "em" | "strong" | "abbr" | "b" | "i" | "code" | "p" | "li"
        ) {
            if tag.starts_with('/') {
                is_tidy &= open.pop() == Some(name);
            } else {
                is_tidy &= !is_link || !open.contains(&"a");
                open.push(name);
            }
        }
        if !is_link {
            let _ = write!(shown, "<{tag}>");
        }
        shown.push_str(text);
    }
    (shown, is_tidy && open.is_empty())
}

/// The HTML without what was spelled out: `longs` are what each abbreviation may stand for.
fn without_expansions(html: &str, longs: &[(String, String)]) -> String {
    let mut shown = String::new();
    for (number, part) in html.split("<abbr>").enumerate() {
        if number == 0 {
            shown.push_str(part);
            continue;
        }
        let (short, after) = part.split_once("</abbr>").unwrap();
        let brackets = [" (", " ["].into_iter().find_map(|open| shown.strip_suffix(open));
        let before = brackets.unwrap_or_else(|| panic!("no bracket: {shown}"));
        let is_it = |(abbreviation, long): &&(String, String)| {
            short.trim_end_matches('s').eq_ignore_ascii_case(abbreviation)
                && before.ends_with(long.as_str())
        };
        let long = longs.iter().filter(is_it).map(|(_, long)| long.len()).max();
        let long = long.unwrap_or_else(|| panic!("{short} is not: {before}"));
        shown.truncate(before.len() - long);
        let (ending, after) = after.split_once([')', ']']).unwrap();
        shown = shown + short + ending + after;
    }
    shown
}

/// Everything that the abbreviations of terms may stand for, as it is written.
fn longs(terms: &[Term]) -> Vec<(String, String)> {
    let mut longs = Vec::new();
    for Term { name, abbreviation, .. } in terms {
        let Some(abbreviation) = abbreviation else { continue };
        for ending in ["", "s", "es"] {
            for possessive in ["", "&#39;s", "\u{2019}s", "&#39;", "\u{2019}"] {
                let mut letters = name.chars();
                let first: String = letters.next().unwrap().to_uppercase().collect();
                for name in [name.clone(), first + letters.as_str()] {
                    let long = format!("{name}{ending}{possessive}");
                    longs.push((abbreviation.clone(), long));
                }
            }
        }
    }
    longs
}

#[test]
fn marking_changes_no_words_and_nests_no_links() {
    let mut marks = 0;
    let mut expansions = 0;
    for seed in 1..=8 {
        let (site, terms) = site(seed, false);
        let longs = longs(&terms);
        let plain = bodies(&site, "{mark: never, expand: false}");
        let marked = bodies(&site, "{mark: first-in-section, expand: false}");
        let expanded = bodies(&site, "{mark: first-in-article, expand: true}");
        for page in 0..PAGES {
            let (words, _) = without_links(&plain[page]);
            let (same, is_tidy) = without_links(&marked[page]);
            assert_eq!(same, words, "seed {seed}, page {page}");
            assert!(is_tidy, "seed {seed}, page {page}: {}", marked[page]);
            let (more, is_tidy) = without_links(&expanded[page]);
            assert!(is_tidy, "seed {seed}, page {page}: {}", expanded[page]);
            assert_eq!(
                without_expansions(&more, &longs),
                words,
                "seed {seed}, page {page}"
            );
            marks += marked[page].matches("class=\"term\"").count();
            expansions += expanded[page].matches("<abbr>").count();
        }
    }
    // The texts hold what is looked for.
    assert!(marks > 1500 && expansions > 200, "{marks} marks, {expansions} expansions");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (one, _) = site(99, false);
    let (other, _) = site(99, true);
    let setting = "{mark: first-in-article, expand: true}";
    assert_eq!(bodies(&one, setting), bodies(&other, setting));
    assert_eq!(one.output(), other.output());
}
