//! The words of the sources are on the page, or a finding stands where they were written.
//!
//! Held over random texts of marks and numbered words, over the examples of `CommonMark`,
//! and over the golden sites.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::harness::{TestSite, repository};

/// Pieces of which random texts are made; `W` becomes a word that stands nowhere else.
const PIECES: &[&str] = &[
    "W W",
    "W",
    "W.\n\n",
    "\n\n",
    "\n",
    "- W\n- W\n",
    "1. W\n",
    "> W\n> W\n\n",
    "## W\n\n",
    "### W {W W}\n\n",
    "W\n===\n\n",
    "*W*",
    "**W W**",
    "~~W~~",
    "~W~",
    "~W W~",
    "W~W~",
    "W^W^",
    "`W W`",
    "```\nW\n```\n\n",
    "```W W W\nW\n```\n\n",
    "    W\n",
    "[W](b.md)",
    "[W [[B|W]] W](b.md)",
    "[W [W](b.md)](b.md)",
    "![W](b.svg)",
    "![W [[B|W]] W](b.svg)",
    "![W](b.svg \"W W\")",
    "[W]",
    "[W] (b.md)",
    "[W][W]",
    "[W][]",
    "[W]: W\n\n",
    "\n\n[W]: W\n\n",
    "[[B|W]]",
    "[[B|W [[B|W]] W]]",
    "[[!W]]",
    "[[!B|W]]",
    "W[^W]",
    "W[^n]",
    "\n\n[^n]: W W\n\n",
    "\n\n[^W]: W\n\n",
    "\n| W | W |\n|---|---|\n| W | W |\n\n",
    "\n| W |\n|---|\n| <ul><li>W</li><li>W</li></ul> |\n\n",
    "\n| W |\n|---|\n| W | W |\n\n",
    "\n\nTable: W\n\n",
    "- [ ] W\n",
    "- [x] | W | W |\n",
    "\nW\n: W\n\n",
    "<W>",
    "</W>",
    "<b>W</b>",
    "<div>W</div>",
    "<div>\nW\n</div>\n\n",
    "\n\n<W>\nW\n\n",
    "W<br>W",
    "<p/>W",
    "<!W W>",
    "<?W W?>",
    "<![CDATA[W W]]>",
    "<font>W</font>",
    "<form>W</form>",
    "W</i>W",
    "> [!NOTE] W\n> W\n\n",
    "> [!NOTE]\n> W\n\n",
    "> [!W] W\n> W\n\n",
    "==W==",
    "$W$",
    ":W:",
    "{.W}",
    "&amp;W",
    "\\W",
    "\\*W\\*",
    "W\\\nW",
    "W  \nW",
    "(W)",
    "\"W\"",
    "W_W",
    "_W_",
    "<",
    ">",
    "[",
    "]",
    "(",
    ")",
    "!",
    "~~",
    "**",
    "`",
    "|",
    "\\",
    "^",
    "#",
    "[W](<W W.md>)",
    "[W](W W.md)",
    "https://x.example/W",
    "W@x.example",
    "![[_snippets/s.md]]",
    "W ![[_snippets/s.md]] W",
    "{{W}}",
    "%%W%%",
    "^W\n\n",
    "::: W\nW\n:::\n\n",
    "***\n",
    "<details><summary>W</summary>W</details>\n\n",
];

/// A generator of numbers that gives the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// The words of a text in small letters: letters and digits in a row.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The lines of each file at which a finding stands.
fn told(site: &TestSite) -> BTreeMap<String, BTreeSet<u64>> {
    let mut lines: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let number = |finding: &Value, key: &str| finding[key].as_u64();
    for finding in site.findings() {
        let Some(file) = finding["file"].as_str() else { continue };
        let Some(first) = number(&finding, "line") else { continue };
        let last = number(&finding, "endLine").unwrap_or(first).max(first);
        lines.entry(file.to_owned()).or_default().extend(first..=last);
    }
    lines
}

/// A text in which what stands between two marks is blank, line ends and all else apart.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let inside = start + open.len();
        let Some(length) = rest[inside..].find(close) else { break };
        let end = inside + length + close.len();
        kept.push_str(&rest[..start]);
        kept.extend(rest[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = &rest[end..];
    }
    kept + rest
}

/// The words of the body of a source that are neither in `page` nor on a line with a finding.
/// Addresses, remarks, the names of signs and numbers of items are no words.
fn missing(source: &str, page: &str, told: Option<&BTreeSet<u64>>) -> Vec<String> {
    let page = page.to_lowercase();
    let pairs = [
        ("<!--", "-->"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
        ("](", ")"),
        ("![[", "]]"),
        ("[^n", "]"),
    ];
    let mut source = source.to_owned();
    for (open, close) in pairs {
        source = without(&source, open, close);
    }
    let source: String = source
        .split_inclusive('&')
        .map(|part| {
            let name =
                part.find(';').filter(|at| !part[..*at].contains(char::is_whitespace));
            name.map_or(part, |at| &part[at..])
        })
        .collect();
    let source = source.replace("[x]", "");
    let front = source.split("---\n").nth(1).map_or(0, |front| front.lines().count() + 2);
    let lines = source.lines().enumerate().skip(front);
    let untold = lines.filter(|(line, _)| {
        !told.is_some_and(|lines| lines.contains(&(*line as u64 + 1)))
    });
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = untold.flat_map(|(_, line)| words(line));
    words.filter(|word| !is_number(word) && !page.contains(word.as_str())).collect()
}

const CONFIGURATION: &str = "title: T\nbase_url: https://www.example.org/\n\
    rules: {broken-cross-link: warning, broken-file-link: warning, missing-image: warning, \
    ambiguous-cross-link: warning, broken-anchor: warning, link-leaves-site: warning, \
    unsafe-link: warning, unknown-link-prefix: warning, remote-resource: warning, \
    broken-citation: warning, missing-alt-text: warning, undefined-footnote: warning, \
    undefined-link-reference: warning, broken-contact: warning}\n";

#[test]
fn words_of_random_texts_are_on_the_page_or_in_a_finding() {
    const TEXTS: usize = 300;
    let site = TestSite::new();
    site.configure(CONFIGURATION);
    site.page("b.md", "B", "x\n");
    site.write("site-content/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.write("site-content/_snippets/s.md", "the snippet\n");
    let mut numbers = Numbers(0x5eed);
    let mut sources = Vec::new();
    let mut word = 0;
    for text in 0..TEXTS {
        let mut body = String::new();
        for _ in 0..2 + numbers.below(8) {
            let piece = PIECES[numbers.below(PIECES.len())];
            for part in piece.split_inclusive('W') {
                body.push_str(part.trim_end_matches('W'));
                if part.ends_with('W') {
                    word += 1;
                    body.push('w');
                    body.push_str(&word.to_string());
                    body.push('q');
                }
            }
            if numbers.below(3) > 0 {
                body.push(' ');
            }
        }
        let source = format!("---\ntitle: Text {text}\n---\n{body}\n");
        site.write(&format!("site-content/text-{text}.md"), &source);
        sources.push(source);
    }
    let told = told(&site);
    // What stops the build is told; the pages are wanted all the same.
    let broken: BTreeSet<String> = site
        .findings()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .filter_map(|finding| finding["file"].as_str().map(str::to_owned))
        .collect();
    assert!(broken.len() < TEXTS / 5, "too few texts are left: {}", broken.len());
    for file in &broken {
        site.remove(file);
    }
    site.build();
    let mut lost = Vec::new();
    for (text, source) in sources.iter().enumerate() {
        let file = format!("site-content/text-{text}.md");
        if broken.contains(&file) {
            continue;
        }
        let page = site.published(&format!("text-{text}/index.html"));
        let words = missing(source, &page, told.get(&file));
        if !words.is_empty() {
            lost.push(format!("{words:?} of\n{source}"));
        }
    }
    assert!(
        lost.is_empty(),
        "{} texts lose words\n{}",
        lost.len(),
        lost.join("\n----\n")
    );
}

#[test]
fn words_of_the_examples_of_the_specification_are_on_the_page_or_in_a_finding() {
    let text =
        fs::read_to_string(repository().join("tests/commonmark/spec.txt")).unwrap();
    let fence = format!("\n{}", "`".repeat(32));
    let examples: Vec<&str> = text
        .split(&fence)
        .filter_map(|part| part.strip_prefix(" example\n"))
        .map(|example| example.split("\n.\n").next().unwrap_or(example))
        // Definitions of addresses and settings of code have tests of their own.
        .filter(|example| !example.contains("]:") && !example.contains("startline"))
        .collect();
    assert_eq!(examples.len(), 560);
    let site = TestSite::new();
    site.configure(CONFIGURATION);
    let source = |number: usize| {
        let body = examples[number].replace('→', "\t");
        format!("---\ntitle: Example {number}\n---\n{body}\n")
    };
    for number in 0..examples.len() {
        site.write(&format!("site-content/example-{number}.md"), source(number));
    }
    let told = told(&site);
    let errors = site.findings().into_iter().filter(|one| one["severity"] == "error");
    let broken: BTreeSet<String> =
        errors.filter_map(|one| one["file"].as_str().map(str::to_owned)).collect();
    for file in &broken {
        site.remove(file);
    }
    site.build();
    let mut lost = Vec::new();
    for number in 0..examples.len() {
        let file = format!("site-content/example-{number}.md");
        if broken.contains(&file) {
            continue;
        }
        let page = site.published(&format!("example-{number}/index.html"));
        let words = missing(&source(number), &page, told.get(&file));
        if !words.is_empty() {
            lost.push(format!("{words:?} of\n{}", source(number)));
        }
    }
    assert!(broken.len() < 100, "{} examples are left out: {broken:?}", broken.len());
    assert!(
        lost.is_empty(),
        "{} examples lose words\n{}",
        lost.len(),
        lost.join("\n----\n")
    );
}

/// Sources with the words that must not be told apart from their page.
const CASES: &[(&str, &[&str])] = &[
    (
        "| Age | Dose |\n|---|---|\n| Child | <ul><li>5 mg</li><li>10 mg</li></ul> |\n",
        &["<td><ul><li>5 mg</li><li>10 mg</li></ul></td>"],
    ),
    ("| Dose |\n|---|\n| 20 mg<p/>30 mg at night |\n", &["20 mg<p>30 mg at night</p>"]),
    (
        "| a |\n|---|\n| <details><summary>b</summary>c</details> |\n",
        &["<td><details><summary>b</summary>c</details></td>"],
    ),
    (
        "| a |\n|---|\n| <table><tr><td>1</td><td>2</td></tr></table> |\n",
        &["<td><table><tr><td>1</td><td>2</td></tr></table></td>"],
    ),
    (
        "| a |\n|---|\n| **x <div>5 mg</div><div>10 mg</div>** |\n",
        &["<strong>x 5 mg 10 mg </strong>"],
    ),
    ("- Dose: <p>5 mg</p><p>10 mg</p>\n", &["<li>Dose: <p>5 mg</p><p>10 mg</p></li>"]),
    (
        "Dose: <div>5 mg</div><div>10 mg</div>, not more.\n",
        &["<p>Dose: 5 mg 10 mg, not more.</p>"],
    ),
    ("## Dose <div>5 mg</div><div>10 mg</div>\n", &[">Dose 5 mg 10 mg</h2>"]),
    ("5 mg<input>10 mg and 1<!-- x -->2\n", &["<p>5 mg 10 mg and 1 2</p>"]),
    ("H<b>2</b>O and <font color=red>5</font>mg\n", &["H<b>2</b>O and 5mg"]),
    (
        "Type mv <old> <new> and </name>@ward.\n",
        &["mv &lt;old&gt; &lt;new&gt; and &lt;/name&gt;@ward."],
    ),
    ("<first-name>\nDear you\n", &["<p>&lt;first-name&gt;\nDear you</p>"]),
    (
        "~~5 mg~~ 10 mg of CO~2~ at 10^9^/L\n",
        &["<del>5 mg</del> 10 mg of CO<sub>2</sub> at 10<sup>9</sup>/L"],
    ),
    ("5~10 mg, 15~20 mg or ~5 mg or ~10 mg\n", &["5~10 mg, 15~20 mg or ~5 mg or ~10 mg"]),
    ("x ![A chart](b.svg \"The chart\") y\n", &["title=\"The chart\""]),
    (
        "![The [[B]] chart](b.svg)\n",
        &["<figure><img src=\"/b.svg\" alt=\"The B chart\">"],
    ),
    ("Ring ![[_snippets/s.md]] at once\n", &["<p>Ring <em>020</em> 79 at once</p>"]),
    (
        "## Ring ![[_snippets/s.md]] now\n\nx\n\n## B\n",
        &[
            "<h2 id=\"ring-now\">Ring <em>020</em> 79 now</h2>",
            "<a href=\"#ring-now\">Ring 020 79 now</a>",
        ],
    ),
    (
        "- Day: ![[_snippets/s.md]] (free)\n- ![[_snippets/s.md]]\n",
        &["<li>Day: <em>020</em> 79 (free)</li>"],
    ),
    ("| a |\n|---|\n| ![[_snippets/s.md]] |\n", &["<td><em>020</em> 79</td>"]),
    ("[[B|call ![[_snippets/link.md]]]]\n", &["call"]),
    ("## A\n\n![[_snippets/long.md]]\n\n## C\n", &["<a href=\"#more\">More</a>"]),
];

#[test]
fn each_kind_of_boundary_mark_and_snippet_is_published_as_it_was_written() {
    let site = TestSite::new();
    site.configure(CONFIGURATION);
    site.page("b.md", "B", "x\n");
    site.write("site-content/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.write(
        "site-content/_snippets/s.md",
        "<!-- the line of the ward -->\n\n*020* 79\n",
    );
    site.write("site-content/_snippets/link.md", "[[B]]\n");
    site.write("site-content/_snippets/long.md", "words\n\n## More\n\nwords\n");
    for (number, (body, _)) in CASES.iter().enumerate() {
        site.page(&format!("case-{number}.md"), &format!("Case {number}"), body);
    }
    site.build();
    let mut wrong = Vec::new();
    for (number, (body, expected)) in CASES.iter().enumerate() {
        let page = site.published(&format!("case-{number}/index.html"));
        // What narrow screens show beside a cell is not part of it.
        let page =
            page.replace(" data-label=\"a\"", "").replace(" data-label=\"Dose\"", "");
        for part in expected.iter().filter(|part| !page.contains(**part)) {
            let main = page.split("<h1").nth(1).unwrap_or(&page);
            wrong.push(format!("{body}\nhas no {part}\n{main:.1500}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n----\n"));
}

#[test]
fn a_snippet_that_no_line_can_take_is_told_at_its_place() {
    let site = TestSite::new();
    site.write("site-content/_snippets/two.md", "one\n\ntwo\n");
    site.write("site-content/_snippets/list.md", "- one\n- two\n");
    site.page(
        "a.md",
        "A",
        "Ring ![[_snippets/two.md]] now\n\n## X ![[_snippets/list.md]]\n",
    );
    site.page("b.md", "B", "![[_snippets/two.md]]\n\n- ![[_snippets/list.md]]\n");
    let found = site.findings_of("snippet-in-line");
    let places: Vec<(&Value, &Value, &Value)> =
        found.iter().map(|one| (&one["file"], &one["line"], &one["column"])).collect();
    let file = Value::from("site-content/a.md");
    let (six, eight) = (Value::from(6), Value::from(8));
    assert_eq!(places, [(&file, &six, &six), (&file, &eight, &six)]);
}

#[test]
fn a_rule_without_which_something_is_lost_cannot_be_lowered() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\n\
         rules:\n  duplicate-address: warning\n  C016: off\n  unused-footnote: error\n",
    );
    site.page("deploy.md", "One", "x\n");
    site.page("deploy/index.md", "Two", "| a |\n|---|\n| 1 | 2 |\n\n[^1]: x\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    for (rule, severity) in [
        ("duplicate-address", "error"),
        ("lost-table-cell", "error"),
        ("unused-footnote", "error"),
    ] {
        let found = site.findings_of(rule);
        assert!(!found.is_empty(), "{rule}");
        assert!(found.iter().all(|one| one["severity"] == severity), "{rule}: {found:?}");
    }
    let told = site.findings_of("rule-cannot-be-lowered");
    let lines: Vec<&Value> = told.iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [&Value::from(4), &Value::from(5)]);
}

#[test]
fn marks_in_plain_fields_are_told_with_the_words_alone() {
    let site = TestSite::new();
    site.article(
        "a.md",
        "title: \"What is [[B]]?\"\ndescription: \"See [our list](b.md) and *rest*.\"\n\
         tags: [\"**blood**\", \"plain\"]",
        "x\n",
    );
    site.page("b.md", "B", "x\n");
    site.term("g", "term: graft\nshort: A `cell` of another", "Cells.");
    let found = site.findings_of("markup-in-plain-text");
    let told: Vec<(u64, &str)> = found
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), one["help"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "write `What is B?`"),
            (3, "write `See our list and rest.`"),
            (4, "write `blood`"),
            (3, "write `A cell of another`"),
        ]
    );
}
