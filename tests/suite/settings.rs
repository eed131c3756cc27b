//! No setting without effect: for every key of front matter, `data/`, `site.yaml` and
//! `theme.yaml`, a row of `tests/settings/*.txt` says where it shows, and the program is run
//! with it and without it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, Mutex};

use engraft::yaml::{Key, KeyKind};
use engraft::{article, config, records, theme};
use rayon::prelude::*;

use crate::harness::{Ran, TestSite, files_below, repository};
use crate::preview::Preview;

/// The tables of keys, by the name that begins the keys of their rows.
const TABLES: [(&str, &[Key]); 12] = [
    ("article", article::ARTICLE_KEYS),
    ("term", article::TERM_KEYS),
    ("person", records::PERSON_KEYS),
    ("contact", records::CONTACT_KEYS),
    ("reference", records::REFERENCE_KEYS),
    ("sign", records::SIGN_KEYS),
    ("value", records::VALUE_KEYS),
    ("words", records::WORD_KEYS),
    ("accessibility", records::ACCESSIBILITY_KEYS),
    ("search", records::SEARCH_KEYS),
    ("site", config::KEYS),
    ("theme", theme::THEME_KEYS),
];

/// Where a row's words replace those of the site in `tests/settings/site`.
const MARK: &str = "# the setting";

/// Today, but where a row is about it.
const TODAY: &str = "2026-11-29";

/// How many characters of a place are shown where it is not what its row says.
const MOST_SHOWN: usize = 2000;

/// One key, and where it shows.
struct Row {
    /// Such as `article.robots.index`.
    key: String,
    /// The file that it is written into.
    file: String,
    /// Whether its texts are the whole file.
    is_whole: bool,
    /// What other files must hold for it.
    others: Vec<(String, String)>,
    /// What stands there without it, and with it.
    texts: [String; 2],
    place: String,
    /// Words that stand in the place of one of the two, and not in that of the other.
    words: String,
}

/// The rows of all files. A line in brackets names the file of the rows that follow, with an
/// equals sign where they write the whole of it; one that begins with a plus sign says what
/// another file holds. A row is `key | without | with | place | words`, in which `\n` is a
/// line end and `-` nothing.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, bytes) in files_below(&repository().join("tests/settings")) {
        if !name.ends_with(".txt") || name.contains('/') {
            continue;
        }
        let mut file = String::new();
        let mut others = Vec::new();
        let text = |cell: &str| match cell {
            "-" => String::new(),
            _ => cell.replace("\\n", "\n"),
        };
        for line in String::from_utf8(bytes).unwrap().lines() {
            if let Some(path) = line.strip_prefix('[') {
                path.trim_end_matches(']').clone_into(&mut file);
                others.clear();
            } else if let Some(other) = line.strip_prefix("+ ") {
                let (path, words) = other.split_once(" = ").unwrap();
                others.push((path.to_owned(), text(words)));
            } else if !line.is_empty() && !line.starts_with('#') {
                let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
                let [key, without, with, place, words] = cells[..] else {
                    panic!("{name}: five cells: {line}");
                };
                rows.push(Row {
                    key: key.to_owned(),
                    file: file.trim_start_matches('=').to_owned(),
                    is_whole: file.starts_with('='),
                    others: others.clone(),
                    texts: [text(without), text(with)],
                    place: place.to_owned(),
                    words: text(words),
                });
            }
        }
    }
    rows
}

/// The keys of a table and of the groups in it, those that wait for something apart.
fn walk(path: &str, keys: &'static [Key], found: &mut [BTreeSet<String>; 2]) {
    for key in keys {
        let path = format!("{path}.{}", key.name);
        match key.kind {
            _ if key.waits_for.is_some() => drop(found[1].insert(path)),
            KeyKind::Group(inner)
            | KeyKind::Groups(inner)
            | KeyKind::GroupOrText(inner)
            | KeyKind::GroupMap(inner) => walk(&path, inner, found),
            _ => drop(found[0].insert(path)),
        }
    }
}

fn keys() -> [BTreeSet<String>; 2] {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    for (name, table) in TABLES {
        walk(name, table, &mut found);
    }
    found
}

#[test]
fn every_key_has_a_row_that_shows_what_it_does() {
    let [all, waiting] = keys();
    let rows: BTreeSet<String> = rows().into_iter().map(|row| row.key).collect();
    let bare: Vec<&String> = all.difference(&rows).collect();
    assert!(bare.is_empty(), "keys without a row in tests/settings: {bare:#?}");
    let stale: Vec<&String> = rows.difference(&all).collect();
    assert!(stale.is_empty(), "rows of keys that are not there: {stale:#?}");
    assert_eq!(
        waiting.into_iter().collect::<Vec<_>>(),
        ["article.reading_profile"],
        "a key that changes nothing is a promise: make few"
    );
}

#[test]
fn the_guide_for_writers_names_the_keys_that_change_nothing_yet() {
    let guide = fs::read_to_string(repository().join("docs/writing.md")).unwrap();
    for (_, table) in TABLES {
        for key in table {
            let Some(what) = key.waits_for else { continue };
            let row = format!("| `{}` | {what} |", key.name);
            assert!(guide.contains(&row), "docs/writing.md has no row `{row}`");
        }
    }
}

#[test]
fn every_setting_shows_where_its_row_says() {
    let sites = Sites {
        files: files_below(&repository().join("tests/settings/site")),
        seen: Mutex::default(),
    };
    let wrong: Vec<String> =
        rows().par_iter().filter_map(|row| row.fault(&sites)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The site of the rows, and what came of it with the texts that were tried so far.
struct Sites {
    files: BTreeMap<String, Vec<u8>>,
    seen: Mutex<BTreeMap<String, Arc<Seen>>>,
}

/// What a command said of a site, and what it published.
struct Seen {
    ran: Ran,
    output: BTreeMap<String, Vec<u8>>,
}

impl Row {
    /// What is wrong with it.
    fn fault(&self, sites: &Sites) -> Option<String> {
        let [without, with] = [0, 1].map(|which| self.shown(sites, which));
        let has = |text: &str| text.contains(&self.words);
        if has(&without) != has(&with) {
            return None;
        }
        let verb = if has(&with) { "has" } else { "lacks" };
        let shown: String = with.chars().take(MOST_SHOWN).collect();
        Some(format!(
            "{}: `{}` {verb} `{}` with and without it\n{shown}",
            self.key, self.place, self.words
        ))
    }

    /// The site without the key, or with it.
    fn site(&self, sites: &Sites, which: usize) -> TestSite {
        let site = TestSite::empty();
        let text = &self.texts[which];
        for (path, bytes) in &sites.files {
            let others = self.others.iter().find(|(other, _)| other == path);
            let own = (*path == self.file).then_some(text);
            let words = own.or(others.map(|(_, words)| words));
            let marked = str::from_utf8(bytes).is_ok_and(|text| text.contains(MARK));
            assert!(
                words.is_none() || self.is_whole || marked,
                "{path} has no place for {}",
                self.key
            );
            if marked {
                let marked = String::from_utf8_lossy(bytes);
                site.write(path, marked.replace(MARK, words.map_or("", String::as_str)));
            } else {
                site.write(path, bytes);
            }
        }
        if self.is_whole {
            if text.is_empty() {
                let _may_not_be_there = fs::remove_file(site.path(&self.file));
            } else {
                site.write(&self.file, text);
            }
        }
        site
    }

    /// What a command makes of that site.
    fn run(&self, sites: &Sites, which: usize, arguments: &[&str]) -> Arc<Seen> {
        let text = &self.texts[which];
        let file = if text.is_empty() && !self.is_whole { "" } else { &self.file };
        let name = format!("{arguments:?} {file} {text} {:?}", self.others);
        if let Some(seen) = sites.seen.lock().unwrap().get(&name) {
            return Arc::clone(seen);
        }
        let site = self.site(sites, which);
        let ran = site.run(arguments);
        let seen = Arc::new(Seen { ran, output: site.output() });
        sites.seen.lock().unwrap().insert(name, Arc::clone(&seen));
        seen
    }

    /// What stands in the place without the key, or with it.
    fn shown(&self, sites: &Sites, which: usize) -> String {
        let (kind, what) = self.place.split_once(' ').unwrap_or((&self.place, ""));
        let as_of = ["--as-of", TODAY];
        let as_of: &[&str] = if self.key == "site.review.as_of" { &[] } else { &as_of };
        let run =
            |arguments: &[&str]| self.run(sites, which, &[arguments, as_of].concat());
        match kind {
            "page" => page(&run(&["build"]), what).0,
            "data" => page(&run(&["build"]), what).1,
            "file" => {
                let seen = run(&["build"]);
                let (start, end) = what.split_once('*').unwrap_or((what, ""));
                let files = seen.output.iter();
                let meant = files
                    .filter(|(path, _)| path.starts_with(start) && path.ends_with(end));
                meant.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
            }
            "files" => {
                let seen = run(&["build"]);
                let paths: Vec<&str> = seen.output.keys().map(String::as_str).collect();
                paths.join("\n")
            }
            "finding" => {
                let found = run(&["check", "--format", "json"]).ran.findings();
                let own = found.iter().filter(|finding| finding["rule"] == what);
                let lines: Vec<String> = own.map(ToString::to_string).collect();
                lines.join("\n")
            }
            "report" => run(&["check"]).ran.stdout.clone(),
            "themes" => self.site(sites, which).run(&["theme", "list"]).stdout,
            "panel" => {
                let site = self.site(sites, which);
                let preview = Preview::of(&site, as_of);
                let path = what.replace('/', "%2F");
                preview.get(&format!("/__engraft/state?path={path}")).text()
            }
            _ => panic!("{}: no place is called `{}`", self.key, self.place),
        }
    }
}

/// What people and browsers are shown of a page, and what it says to machines alone. A
/// `data-` attribute is shown to nobody.
fn page(seen: &Seen, path: &str) -> (String, String) {
    let Some(text) = seen.output.get(path) else {
        return (String::new(), seen.ran.to_string());
    };
    let mut shown = String::from_utf8_lossy(text).into_owned();
    let mut data = String::new();
    let opening = "<script type=\"application/ld+json\">";
    if let Some((before, rest)) = shown.clone().split_once(opening) {
        let (json, after) = rest.split_once("</script>").unwrap();
        shown = format!("{before}{after}");
        json.clone_into(&mut data);
    }
    while let Some(at) = shown.find(" data-") {
        let end = shown[at + 1..].find([' ', '>']).unwrap();
        shown.replace_range(at..=at + end, "");
    }
    (shown, data)
}
