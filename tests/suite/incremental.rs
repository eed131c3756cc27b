//! A build that remembers comes to what a build that does not comes to, after whatever
//! happens to the files. It is asked of the library: no command builds twice.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use engraft::base::{Date, OutputPath};
use engraft::build::{Built, Request, Session, build};
use engraft::output::OutputFile;
use engraft::report::{self, Format, Options};

use crate::harness::TestSite;

/// How many sequences of edits are tried, and how long each is. `SEQUENCES` asks for more.
const SEQUENCES: u64 = 200;
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

    fn body(&mut self) -> String {
        let count = 1 + self.roll(4);
        (0..count).fold(String::new(), |body, _| body + self.of(&PIECES) + "\n\n")
    }

    fn article(&mut self) -> String {
        let title = self.of(&["One", "Two", "Three", "The graft", "Home"]);
        let more = self.of(&[
            "",
            "",
            "aliases: [another]\n",
            "status: draft\n",
            "redirect_from: [/old/]\n",
            "tags: [blood]\n",
            "related: [One]\n",
            "slug: moved\n",
            "audience: [staff]\n",
            "nonsense: 1\n",
        ]);
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
    let write = |path: &str, text: String| {
        site.write(path, &text);
        format!("write {path}:\n{text}")
    };
    let remove = |path: &str| {
        let _may_not_be_there = fs::remove_file(site.path(path));
        format!("remove {path}")
    };
    match dice.roll(20) {
        16.. => amend(site, dice, &article),
        0..5 => write(&article, dice.article()),
        5 => remove(&article),
        6 => {
            let to = format!("site-content/{}.md", dice.of(&ARTICLES));
            let _may_not_be_there = fs::rename(site.path(&article), site.path(&to));
            format!("rename {article} to {to}")
        }
        7 => write(&term, dice.term()),
        8 => remove(&term),
        9 => write(&article, "---\ntitle: [broken\n---\n\nWords.\n".to_owned()),
        10 => {
            let (from, to) = (dice.of(&["a", "b", "d"]), dice.of(&["a", "b", "d"]));
            let path = |name: &str| site.path(&format!("site-content/{name}"));
            let _may_not_be_there = fs::rename(path(from), path(to));
            format!("rename folder {from} to {to}")
        }
        _ => edit_what_is_shared(site, dice),
    }
}

/// Changes the text of an article and nothing of its front matter.
fn amend(site: &TestSite, dice: &mut Dice, path: &str) -> String {
    let Ok(text) = fs::read_to_string(site.path(path)) else {
        return format!("no {path} to amend");
    };
    let piece = dice.of(&PIECES);
    let at = match dice.roll(2) {
        0 => text.rfind("---\n").map_or(0, |start| start + 4),
        _ => text.len(),
    };
    let text = format!("{}\n{piece}\n\n{}", &text[..at], &text[at..]);
    site.write(path, &text);
    format!("amend {path}:\n{text}")
}

/// Does something to what many pages are made from.
fn edit_what_is_shared(site: &TestSite, dice: &mut Dice) -> String {
    let write = |path: &str, text: String| {
        site.write(path, &text);
        format!("write {path}:\n{text}")
    };
    match dice.roll(6) {
        0 => {
            let block = dice.of(&["", "{% block header %}Own{% endblock %}", "{% if %}"]);
            let theme = dice.of(&["default", "handbook"]);
            let text = format!("{{% extends \"default/article.html\" %}}{block}");
            write(&format!("themes/{theme}/templates/article.html"), text)
        }
        5 => {
            let (name, texts) = match dice.roll(2) {
                0 => (
                    "blocks/warning",
                    ["{% include \"part.html\" %}", "{{ block.body }}"],
                ),
                _ => ("part", ["A {{ block.body | safe }}", "B {{ block.body | safe }}"]),
            };
            let text = dice.of(&texts);
            write(&format!("themes/handbook/templates/{name}.html"), text.to_owned())
        }
        1 => {
            let _may_not_be_there = fs::remove_dir_all(site.path("themes"));
            "remove themes".to_owned()
        }
        2 => {
            let text = dice.of(&["contact: {}\n", "toc: On this page, then\n", "x: ["]);
            write("themes/default/strings/en.yaml", text.to_owned())
        }
        3 => {
            let more = dice.of(&[
                "",
                "markdown: {html: escape}\n",
                "glossary: {mark: every}\n",
                "rules: {duplicate-name: off}\n",
                "languages: [en]\n",
                "theme_options: {reading_time: no}\n",
                "navigation: {menu: [b, d]}\n",
                "title: [\n",
            ]);
            write("site-content/site.yaml", config() + dice.of(&STAFF) + more)
        }
        _ => {
            let (path, text) = match dice.roll(4) {
                0 => ("_snippets/shared.md", dice.body()),
                1 => ("data/contacts.yaml", format!("ward:\n  name: {}\n", dice.roll(9))),
                2 => (
                    "data/references.yaml",
                    format!("study:\n  title: {}\n", dice.roll(9)),
                ),
                _ => ("chart.png", "x".repeat(dice.roll(3))),
            };
            write(&format!("site-content/{path}"), text)
        }
    }
}

fn config() -> String {
    "title: Ward\nbase_url: https://www.example.org/p/\n\
     languages: [{tag: en, name: English}, {tag: cy, name: Cymraeg}]\n"
        .to_owned()
}

/// All that a build comes to, as text that can be compared and read.
fn told(mut built: Built) -> String {
    report::sort(&mut built.diagnostics, &built.tree);
    let mut findings = Vec::new();
    let options = Options::default();
    report::write(&mut findings, Format::Json, &built.diagnostics, &built.tree, &options)
        .unwrap();
    let mut told = format!("{} pages\n", built.pages);
    told += &String::from_utf8(findings).unwrap();
    for (path, file) in &built.output.files {
        match file {
            OutputFile::Bytes(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                write!(told, "\n== {path}\n{text}").unwrap();
            }
            OutputFile::Copy { from, size } => {
                write!(told, "\n== {path}\n{} {size}", from.display()).unwrap();
            }
        }
    }
    told
}

/// What a site is asked for where nobody asks for anything, on a summer's day.
pub(crate) fn request(site: &TestSite) -> Request<'_> {
    Request {
        root: site.root(),
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        clock_today: Date::parse("2026-06-01").unwrap(),
    }
}

fn sequence(seed: u64) {
    let site = TestSite::empty();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    site.configure(config() + STAFF[0]);
    for name in ARTICLES {
        site.write(&format!("site-content/{name}.md"), dice.article());
    }
    for name in TERMS {
        site.write(&format!("site-content/glossary/{name}.md"), dice.term());
    }
    site.write("site-content/_snippets/shared.md", "Shared words about [[One]].\n");
    let request = Request { drafts: seed.is_multiple_of(2), ..request(&site) };
    let mut session = Session::remembering();
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

/// The pages that a build made and the build before it did not.
fn made_again<'b>(before: &Built, after: &'b Built) -> BTreeSet<&'b str> {
    let files = after.output.files.iter();
    let is_new = |(path, file): &(&OutputPath, &OutputFile)| match (
        file,
        before.output.files.get(path),
    ) {
        (OutputFile::Bytes(new), Some(OutputFile::Bytes(old))) => {
            path.as_str().ends_with(".html") && !Arc::ptr_eq(new, old)
        }
        _ => true,
    };
    files.filter(is_new).map(|(path, _)| path.as_str()).collect()
}

#[test]
fn what_did_not_change_is_not_made_again() {
    let site = TestSite::new();
    site.page("one.md", "One", "The first. See [[Two]].\n");
    site.page("two.md", "Two", "The second.\n");
    site.page("three.md", "Three", "The third.\n");
    let mut session = Session::remembering();
    let before = session.build(&request(&site), &|_| {}).unwrap();
    site.page("two.md", "Two", "The second, in other words.\n");
    let after = session.build(&request(&site), &|_| {}).unwrap();
    assert_eq!(made_again(&before, &after), BTreeSet::from(["two/index.html"]));
    let changed: Vec<&str> = after.changed.iter().map(|file| &*file.shown).collect();
    assert_eq!(changed, ["site-content/two.md"]);
    // Nobody else sees more of an article than its front matter and its headings.
    assert!(before.site.assembly() == after.site.assembly());
    site.page("two.md", "Two", "The second, in other words.\n\n## More\n");
    let more = session.build(&request(&site), &|_| {}).unwrap();
    assert!(after.site.assembly() != more.site.assembly());
    assert_eq!(made_again(&after, &more), BTreeSet::from(["two/index.html"]));
}

#[test]
fn an_edited_template_writes_only_the_bodies_again_that_it_is_in() {
    let site = TestSite::new();
    site.page("one.md", "One", "> [!WARNING] Mind\n> this.\n");
    let template = |name: &str, text: &str| {
        site.write(&format!("themes/default/templates/{name}"), text);
    };
    template("part.html", "A {{ block.body | safe }}");
    let mut session = Session::remembering();
    let mut last = session.build(&request(&site), &|_| {}).unwrap();
    let mut writes_bodies = |name: &str, text: &str| {
        template(name, text);
        let built = session.build(&request(&site), &|_| {}).unwrap();
        let mut bodies = built.facts.articles.iter().zip(&last.facts.articles);
        let is_same = bodies.all(|(new, old)| Arc::ptr_eq(new, old));
        last = built;
        !is_same
    };
    let page =
        "{% extends \"default/article.html\" %}{% block header %}Own{% endblock %}";
    assert!(!writes_bodies("article.html", page));
    assert!(writes_bodies("blocks/warning.html", "B {{ block.body | safe }}"));
    assert!(!writes_bodies("part.html", "C {{ block.body | safe }}"));
    assert!(writes_bodies("blocks/warning.html", "{% include \"part.html\" %}"));
    assert!(writes_bodies("part.html", "D {{ block.body | safe }}"));
}

#[test]
fn an_edited_term_makes_the_pages_again_that_mark_it() {
    let site = TestSite::new();
    site.page("one.md", "One", "A graft takes time.\n");
    site.page("two.md", "Two", "Platelets take time.\n");
    site.page("three.md", "Three", "An implant takes time.\n");
    let term = |name: &str, entry: &str| {
        site.write(&format!("site-content/glossary/{name}.md"), entry);
    };
    term("platelets", "---\nterm: platelets\n---\n\nThey stop bleeding.\n");
    term("graft", "---\nterm: graft\n---\n\nNew cells.\n");
    let mut session = Session::remembering();
    let first = session.build(&request(&site), &|_| {}).unwrap();
    term("graft", "---\nterm: graft\n---\n\nCells that are given.\n");
    let defined = session.build(&request(&site), &|_| {}).unwrap();
    let pages = BTreeSet::from(["glossary/index.html", "one/index.html"]);
    assert_eq!(made_again(&first, &defined), pages);
    // Another name is looked for in every text, and one page has it.
    let named = "---\nterm: graft\naliases: [implant]\n---\n\nCells that are given.\n";
    term("graft", named);
    let named = session.build(&request(&site), &|_| {}).unwrap();
    let pages = BTreeSet::from(["glossary/index.html", "three/index.html"]);
    assert_eq!(made_again(&defined, &named), pages);
}

#[test]
fn an_edited_title_in_a_large_section_makes_only_its_neighbours_again() {
    let site = TestSite::new();
    let page = |number: usize, more: &str| {
        let title = format!("Topic {number:03}{more}");
        site.page(&format!("care/topic-{number:03}.md"), &title, "Words.\n");
    };
    (0..250).for_each(|number| page(number, ""));
    let mut session = Session::remembering();
    let before = session.build(&request(&site), &|_| {}).unwrap();
    page(230, " again");
    let after = session.build(&request(&site), &|_| {}).unwrap();
    let mut pages: BTreeSet<String> =
        (225..=235).map(|number| format!("care/topic-{number}/index.html")).collect();
    pages.extend(["a-to-z/index.html", "care/page/2/index.html"].map(str::to_owned));
    let pages: BTreeSet<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(made_again(&before, &after), pages);
}
