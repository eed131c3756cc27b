//! A build that remembers comes to what a build that does not comes to, after whatever
//! happens to the files; and nothing that it remembers is stale. It is asked of the library:
//! no command builds twice.

use std::fmt::Write;
use std::fs;

use engraft::base::Memory;
use engraft::build::{Built, Request, Session, build};
use engraft::output::OutputFile;
use engraft::report::{self, ReportOptions};
use serde_json::Value;

use crate::harness::{TestSite, files_below, repository};
use crate::incremental::request;

/// How many sequences of edits are tried, and how long each is: each build is made twice, and
/// all that it remembers once more. `SEQUENCES` asks for more.
const SEQUENCES: u64 = 40;
const EDITS: usize = 6;

/// The files that come and go.
const ARTICLES: [&str; 7] =
    ["index", "a/index", "a/one", "a/two", "b/three", "b/c/four", "five.cy"];
const TERMS: [&str; 3] = ["graft", "platelets", "neutropenia"];

/// What bodies are made of: words that terms are called, links that lead somewhere or
/// nowhere, and everything that is written from something else.
const PIECES: [&str; 20] = [
    "A graft takes time; grafts fail.",
    "Platelets and the GVHD of a neutropenic patient.",
    "See [[One]] and [[two|the second]].",
    "See [[Nowhere]].",
    "A [file](../a/one.md#part) and [home](/index.md).",
    "[[graft]] explained.",
    "## Part\n\nA part.",
    "## Another part {#part}\n\nMore.",
    "> [!WARNING] Mind\n> this: [[One]].",
    "> [!CONTACT] ward",
    "![[_snippets/shared]]",
    "{{include \"shared\"}}",
    "![A chart](/chart.png)",
    "Raw <b>bold</b> <a href=\"/a/one/\">here</a> <script>no</script>.",
    "```rust\nfn main() {}\n```",
    "A note[^1].\n\n[^1]: Below, with [[Two]].",
    "Said before [@study].",
    "An unknown ABBR twice: ABBR.",
    "[Web](https://www.example.org/) and [bad](javascript:alert).",
    "| a | b |\n|---|---|\n| graft | [[One]] |",
];

/// What an article says of itself.
const FRONT_MATTER: [&str; 20] = [
    "",
    "aliases: [another]\n",
    "status: draft\n",
    "status: withdrawn\n",
    "redirect_from: [/old/, /older/#part]\n",
    "tags: [blood]\n",
    "related: [One]\n",
    "superseded_by: Two\n",
    "slug: moved\n",
    "audience: [staff]\n",
    "nonsense: 1\n",
    "type: guide\nweight: 1\n",
    "type: accessibility-statement\n",
    "short_title: Short\ndescription: In short.\n",
    "reviewed: 2025-01-01\nreviewers: [{person: ann, role: clinical}]\nowner: ann\n",
    "updated: 2026-02-01\npublished: 2026-01-01\n",
    "translation: {date: 2026-01-01}\n",
    "contact: ward\nreferences: [study]\nreferences_display: list\n",
    "image: {file: /chart.png, alt: A chart}\nformats: [{format: pdf, file: /chart.png}]\n",
    "extra: {own: words}\nsample: true\n",
];

/// Whose pages have another theme.
const STAFF: [&str; 3] = [
    "audiences: {staff: {label: For staff, theme: handbook}}\n",
    "audiences: {staff: {label: For staff, theme: handbok}}\n",
    "",
];

/// Numbers that are the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % sides
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.roll(all.len())]
    }

    /// Something to read, at times for minutes.
    fn piece(&mut self) -> String {
        match self.roll(6) {
            0 => "Some more words. ".repeat(70 * (1 + self.roll(12))),
            _ => self.of(&PIECES).to_owned(),
        }
    }

    fn body(&mut self) -> String {
        let count = 1 + self.roll(4);
        (0..count).fold(String::new(), |body, _| body + &self.piece() + "\n\n")
    }

    fn article(&mut self) -> String {
        let title = self.of(&["One", "Two", "Three", "The graft", "Home"]);
        let more = self.of(&FRONT_MATTER);
        format!("---\ntitle: {title}\n{more}---\n\n{}", self.body())
    }

    fn term(&mut self) -> String {
        let name = self.of(&["graft", "platelet", "graft versus host disease"]);
        let more = self.of(&["", "aliases: [grafts]\n", "abbreviation: GVHD\n"]);
        format!("---\nterm: {name}\n{more}---\n\n{}", self.body())
    }
}

/// Does something to the files, and says what.
fn edit(site: &TestSite, dice: &mut Dice) -> String {
    let article = format!("site-content/{}.md", dice.of(&ARTICLES));
    let term = format!("site-content/glossary/{}.md", dice.of(&TERMS));
    match dice.roll(24) {
        0..5 => write(site, &article, dice.article()),
        5 => remove(site, &article),
        6 => {
            let to = format!("site-content/{}.md", dice.of(&ARTICLES));
            let _may_not_be_there = fs::rename(site.path(&article), site.path(&to));
            format!("rename {article} to {to}")
        }
        7 => write(site, &term, dice.term()),
        8 => remove(site, &term),
        9 => write(site, &article, "---\ntitle: [broken\n---\n\nWords.\n"),
        10 => {
            let (from, to) = (dice.of(&["a", "b", "d"]), dice.of(&["a", "b", "d"]));
            let path = |name: &str| site.path(&format!("site-content/{name}"));
            let _may_not_be_there = fs::rename(path(from), path(to));
            format!("rename folder {from} to {to}")
        }
        11..15 => edit_what_is_shared(site, dice),
        15..18 => edit_a_theme(site, dice),
        18 => configure(site, dice),
        _ => amend(site, dice, &article),
    }
}

fn write(site: &TestSite, path: &str, text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    site.write(path, text);
    format!("write {path}:\n{text}")
}

fn remove(site: &TestSite, path: &str) -> String {
    let _may_not_be_there = fs::remove_file(site.path(path));
    format!("remove {path}")
}

/// Changes the text of an article and nothing of its front matter.
fn amend(site: &TestSite, dice: &mut Dice, path: &str) -> String {
    let Ok(text) = fs::read_to_string(site.path(path)) else {
        return format!("no {path} to amend");
    };
    let piece = dice.piece();
    let at = match dice.roll(2) {
        0 => text.rfind("---\n").map_or(0, |start| start + 4),
        _ => text.len(),
    };
    write(site, path, format!("{}\n{piece}\n\n{}", &text[..at], &text[at..]))
}

/// Does something to files that many pages are made from.
fn edit_what_is_shared(site: &TestSite, dice: &mut Dice) -> String {
    let number = dice.roll(9);
    let (path, text) = match dice.roll(7) {
        0 => ("_snippets/shared.md", dice.body()),
        1 => (
            "data/contacts.yaml",
            format!("ward:\n  name: {number}\n  phone: 1{number}\n"),
        ),
        2 => ("data/references.yaml", format!("study:\n  title: {number}\n")),
        3 => ("data/people.yaml", format!("ann:\n  name: Ann {number}\n")),
        4 => {
            let text =
                format!("compliance: fully\ncontact: ward\nresponse_time: {number}\n");
            ("data/accessibility.yaml", text)
        }
        5 => return picture(site, dice),
        _ => return font(site, dice),
    };
    write(site, &format!("site-content/{path}"), text)
}

/// Writes a picture of another size, or one that is none.
fn picture(site: &TestSite, dice: &mut Dice) -> String {
    let width = u8::try_from(dice.roll(9)).unwrap();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0".to_vec();
    bytes.extend([width, 0, 0, 0, 9, 8, 6, 0, 0, 0]);
    bytes.truncate(bytes.len() - 15 * dice.roll(2));
    site.write("site-content/chart.png", bytes);
    format!("draw {width} wide")
}

/// Writes one of two fonts, or what is none.
fn font(site: &TestSite, dice: &mut Dice) -> String {
    let name = dice.of(&["boxes.woff2", "boxes-mono.woff2", "make.py"]);
    let bytes = fs::read(repository().join("tests/fonts").join(name)).unwrap();
    site.write("site-content/own.woff2", bytes);
    format!("own.woff2 is {name}")
}

/// Does something to a file of a theme, whatever its kind.
fn edit_a_theme(site: &TestSite, dice: &mut Dice) -> String {
    let theme = dice.of(&["default", "handbook", "printed"]);
    let (path, text) = match dice.roll(7) {
        0 => {
            let block = dice.of(&["", "{% block header %}Own{% endblock %}", "{% if %}"]);
            let text = format!("{{% extends \"default/article.html\" %}}{block}");
            ("templates/article.html", text)
        }
        1 => {
            let texts = ["{% include \"part.html\" %}", "{{ block.body }}"];
            ("templates/blocks/warning.html", dice.of(&texts).to_owned())
        }
        2 => {
            let texts = ["A {{ block.body | safe }}", "B {{ block.body | safe }}"];
            ("templates/part.html", dice.of(&texts).to_owned())
        }
        3 => {
            let texts = ["contact: {}\n", "toc: On this page, then\n", "x: ["];
            ("strings/en.yaml", dice.of(&texts).to_owned())
        }
        4 => ("static/css/own.css", format!("a {{ order: {} }}\n", dice.roll(9))),
        5 => ("static/own.png", dice.of(&["one", "two"]).to_owned()),
        _ => {
            let _may_not_be_there =
                fs::remove_dir_all(site.path(&format!("themes/{theme}")));
            return format!("remove theme {theme}");
        }
    };
    write(site, &format!("themes/{theme}/{path}"), text)
}

/// Asks for something else in `site.yaml`.
fn configure(site: &TestSite, dice: &mut Dice) -> String {
    let more = dice.of(&[
        "",
        "markdown: {html: escape}\n",
        "glossary: {mark: every}\n",
        "rules: {duplicate-name: off}\n",
        "theme_options: {reading_time: no}\n",
        "navigation: {menu: [b, d]}\n",
        "review: {interval_months: 3}\n",
        "feedback: mailto:us@example.org\n",
        "theme: printed\n",
        "theme: handbook\n",
        "brand: {logo: /chart.png, image: {file: /chart.png, alt: Us}}\n",
        "brand: {colours: {primary: \"#005a70\"}, links: [{title: Two, target: Two}]}\n",
        "brand: {fonts: [{family: Own, file: own.woff2}]}\n",
        "title: [\n",
    ]);
    let text = config(dice) + dice.of(&STAFF) + more;
    write(site, "site-content/site.yaml", text)
}

fn config(dice: &mut Dice) -> String {
    let base = dice.of(&["title: T\nbase_url: https://www.example.org/p/\n", ""]);
    let languages =
        dice.of(&["[{tag: en, name: English}, {tag: cy, name: Cymraeg}]", "[en]"]);
    format!("title: Ward\n{base}languages: {languages}\n")
}

/// A theme that prints all that its templates see: made of the contract, so that a new field
/// is printed from its first day.
fn print_everything(site: &TestSite) {
    let contract = repository().join("tests/golden/page-view.json");
    let contract: Value = serde_json::from_slice(&fs::read(contract).unwrap()).unwrap();
    let views = contract.as_object().unwrap().keys().map(String::as_str);
    let fragments = ["strings", "content", "menu", "words"];
    let print = |name| {
        format!("{{% if {name} is defined %}}{name}: {{{{ {name} }}}}\n{{% endif %}}")
    };
    let all: Vec<String> = views.chain(fragments).map(print).collect();
    // What all pages share is long, and is printed where it costs little.
    let own =
        all.iter().filter(|text| !text.contains("site") && !text.contains("strings"));
    let own: String = own.map(String::as_str).collect();
    site.write("themes/printed/theme.yaml", "contract: 1\n");
    for path in files_below(&repository().join("themes/default/templates")).keys() {
        let is_of_many = path == "word.html" || path == "nav.html";
        let text = if is_of_many { own.clone() } else { all.concat() };
        if path != "components.html" {
            site.write(&format!("themes/printed/templates/{path}"), text);
        }
    }
}

/// All that a build comes to, as text that can be compared and read.
fn told(mut built: Built) -> String {
    built.complete();
    report::sort(&mut built.diagnostics, &built.tree);
    let mut findings = Vec::new();
    let options = ReportOptions::default();
    report::write(
        &mut findings,
        &report::JSON,
        &built.diagnostics,
        &built.tree,
        &options,
    )
    .unwrap();
    let mut told = format!("{} pages\n", built.pages);
    told += &String::from_utf8(findings).unwrap();
    for (path, file) in &built.output.files {
        match file {
            OutputFile::Bytes(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                write!(told, "\n== {path}\n{text}").unwrap();
            }
            OutputFile::Picture { from } => {
                write!(told, "\n== {path}\n{}", from.display()).unwrap();
            }
            OutputFile::Copy { from, size } => {
                write!(told, "\n== {path}\n{} {size}", from.display()).unwrap();
            }
        }
    }
    told
}

fn sequence(seed: u64) {
    let site = TestSite::empty();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let theme = dice.of(&["printed", "printed", "default"]);
    site.configure(config(&mut dice) + STAFF[0] + "theme: " + theme + "\n");
    print_everything(&site);
    for name in ARTICLES {
        site.write(&format!("site-content/{name}.md"), dice.article());
    }
    for name in TERMS {
        site.write(&format!("site-content/glossary/{name}.md"), dice.term());
    }
    site.write("site-content/_snippets/shared.md", "Shared words about [[One]].\n");
    site.write("site-content/data/contacts.yaml", "ward: {name: The ward}\n");
    site.write("site-content/data/people.yaml", "ann: {name: Ann}\n");
    let request = Request { drafts: seed.is_multiple_of(2), ..request(&site) };
    let mut session = Session::new(Memory::Verifying);
    let mut history = Vec::new();
    for _ in 0..EDITS {
        let again = session.build(&request, &|_| {}).map(told);
        let clean = build(&request, &|_| {}).map(told);
        match (again, clean) {
            (Ok(again), Ok(clean)) => {
                let differs = again.lines().zip(clean.lines()).find(|(a, b)| a != b);
                assert!(
                    again == clean,
                    "sequence {seed}: remembered and clean differ: {differs:#?}\nafter\n{}",
                    history.join("\n")
                );
            }
            (Err(_), Err(_)) => {}
            (again, clean) => panic!("{:?} and {:?}", again.err(), clean.err()),
        }
        history.push(edit(&site, &mut dice));
    }
}

#[test]
fn a_remembered_build_is_a_clean_build() {
    let asked = std::env::var("SEQUENCES").ok().and_then(|count| count.parse().ok());
    let count: u64 = asked.unwrap_or(SEQUENCES);
    let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for worker in 0..workers {
            scope.spawn(move || {
                (worker..count)
                    .step_by(usize::try_from(workers).unwrap())
                    .for_each(sequence);
            });
        }
    });
}
