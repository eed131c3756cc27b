//! How the words of a site are mended, and the questions that `engraft glossary` answers.

use std::fs;

use crate::harness::TestSite;
use crate::terms::site;

const AVOIDED: &[(&str, &str, &str)] = &[
    (
        "e",
        "term: engraftment\navoid: [implantation, graft uptake]",
        "New cells start to work.",
    ),
    ("g", "term: graft disease\nabbreviation: GVHD", "Cells attack."),
];

/// A page of which a part can be mended.
const BODY: &str = "Implantation (day 10) and GvHD.\n\n\
                    Take `implantation` and [implantation](index.md \"implantation\").\n\n\
                    The graft\nuptake, and a graft uptake, im*plan*tation, [[implantation]].\n";

#[test]
fn what_needs_no_look_is_mended() {
    let site = site(AVOIDED, BODY);
    let file = site.path("site-content/care.md");
    let before = fs::read_to_string(&file).unwrap();

    let dry = site.run(&["check", "--fix", "--dry-run", "--deny", "warnings"]);
    assert_eq!(dry.code, 1, "{dry}");
    assert!(dry.stdout.contains("--- a/site-content/care.md\n"), "{dry}");
    assert!(dry.stdout.contains("\n-Implantation (day 10) and GvHD.\n"), "{dry}");
    assert!(dry.stdout.contains("\n+Engraftment (day 10) and GVHD.\n"), "{dry}");
    assert!(dry.stdout.contains("Would mend 4 findings in 1 file\n"), "{dry}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before, "a dry run writes nothing");

    let ran = site.run(&["check", "--fix", "--deny", "warnings"]);
    assert!(ran.stderr.contains("Mended 4 findings in 1 file\n"), "{ran}");
    let after = before
        .replace("Implantation", "Engraftment")
        .replace("GvHD", "GVHD")
        .replace("[implantation](", "[engraftment](")
        .replace("a graft uptake", "an engraftment");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    // What is left needs somebody to look: a link by name, words with markup in them.
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("discouraged-wording"), "{ran}");
    assert!(!ran.stdout.contains("inconsistent-case"), "{ran}");

    let again = site.run(&["check", "--fix"]);
    assert!(!again.stderr.contains("Mended"), "{again}");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
}

/// What could not be read before the first run has slips of its own.
#[test]
fn a_dry_run_tells_what_all_runs_together_do() {
    let site = site(AVOIDED, BODY);
    let text =
        "---\ntitle: \u{201c}Food: what to eat\u{201d}\ndraft: true\n---\n\nGvHD.\n";
    site.write("site-content/food.md", text);
    let dry = site.run(&["check", "--fix", "--dry-run"]);
    let would: Vec<String> = dry
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("Would mend "))
        .map(str::to_owned)
        .collect();
    let added: Vec<&str> =
        dry.stdout.lines().filter(|line| line.starts_with('+')).collect();
    assert_eq!(fs::read_to_string(site.path("site-content/food.md")).unwrap(), text);
    let ran = site.run(&["check", "--fix"]);
    let did: Vec<String> = ran
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("Mended "))
        .map(str::to_owned)
        .collect();
    assert!(did.len() > 1, "{ran}");
    assert_eq!(would, did, "{dry}");
    let after = fs::read_to_string(site.path("site-content/food.md")).unwrap();
    for line in after.lines().filter(|line| !text.lines().any(|old| old == *line)) {
        assert!(added.contains(&&*format!("+{line}")), "{line}: {dry}");
    }
}

#[test]
fn a_report_for_programs_carries_the_mending() {
    let site = site(AVOIDED, "Implantation.\n");
    let ran = site.run(&["check", "--format", "json", "--only", "discouraged-wording"]);
    let fix = &ran.findings()[0]["fix"];
    assert_eq!(fix["replacement"], "Engraftment");
    assert_eq!(fix["file"], "site-content/care.md");
    assert_eq!(
        (&fix["line"], &fix["column"], &fix["endColumn"]),
        (&6.into(), &1.into(), &13.into())
    );
    // Standard output stays what the program reads.
    let ran = site.run(&["check", "--fix", "--format", "json"]);
    assert!(ran.stdout.lines().all(|line| line.starts_with('{')), "{ran}");
    assert!(ran.stderr.contains("Mended 1 finding in 1 file\n"), "{ran}");
}

#[test]
fn only_the_rules_that_are_asked_for_are_mended() {
    let site = site(AVOIDED, "Implantation and GvHD.\n");
    let ran = site.run(&["check", "--fix", "--only", "inconsistent-case"]);
    assert_eq!(ran.code, 0, "{ran}");
    let page = fs::read_to_string(site.path("site-content/care.md")).unwrap();
    assert!(page.ends_with("Implantation and GVHD.\n"), "{page}");
    assert_eq!(site.run(&["check", "--dry-run"]).code, 2, "a dry run of nothing");
}

#[test]
fn words_are_exchanged_only_where_no_ending_can_change() {
    let site = TestSite::new();
    site.configure("title: T\nbase_url: https://www.example.org/\nlanguages: [en, cy]\n");
    let term =
        "---\nterm: impio\nabbreviation: IMP\navoid: [mewnblannu]\n---\n\nGeiriau.\n";
    site.write("site-content/glossary/i.cy.md", term);
    site.page("gofal.cy.md", "Gofal", "Y mewnblannu, ac ImP.\n");
    let ran = site.run(&["check", "--fix", "--only", "W005", "--only", "W006"]);
    assert!(ran.stderr.contains("Mended 1 finding in 1 file\n"), "{ran}");
    assert!(ran.stdout.contains("write `impio`"), "{ran}");
    let page = fs::read_to_string(site.path("site-content/gofal.cy.md")).unwrap();
    assert!(page.ends_with("Y mewnblannu, ac IMP.\n"), "{page}");
}

/// A site for the questions: two terms, of which one is used on two pages.
fn asked() -> TestSite {
    let site = site(
        &[
            (
                "g",
                "term: graft disease\nabbreviation: GVHD\naliases: [\"graft, illness\"]\nreviewed: 2026-01-31",
                "Cells attack.",
            ),
            ("m", "term: mucositis", "Sores."),
        ],
        "About GVHD and graft diseases. TBI.\n",
    );
    site.page(
        "more.md",
        "More \"words\"",
        "Nothing here.\n\nA graft-disease, TBI and TBI.\n",
    );
    site
}

#[test]
fn the_glossary_is_listed_for_people_and_programs() {
    let site = asked();
    let ran = site.run(&["glossary", "list"]);
    assert_eq!(ran.code, 0, "{ran}");
    let expected = "term           abbreviation  pages  mentions  review due  file\n\
                    graft disease  GVHD          2      3         2028-01-31  site-content/glossary/g.md\n\
                    mucositis                    0      0                     site-content/glossary/m.md\n\
                    2 entries\n";
    assert_eq!(ran.stdout, expected);
    let ran = site.run(&["glossary", "list", "--format", "csv"]);
    let expected = "term,abbreviation,pages,mentions,review due,file,aliases,avoid,used in\r\n\
                    graft disease,GVHD,2,3,2028-01-31,site-content/glossary/g.md,\"graft, illness\",,\
                    site-content/care.md; site-content/more.md\r\n\
                    mucositis,,0,0,,site-content/glossary/m.md,,,\r\n";
    assert_eq!(ran.stdout, expected);
    let ran = site.run(&["glossary", "list", "--format", "json"]);
    let rows = ran.findings();
    assert_eq!(rows.len(), 2, "{ran}");
    assert_eq!(rows[0]["usedIn"][1], "site-content/more.md");
    assert_eq!(rows[1]["reviewDue"], serde_json::Value::Null);
}

#[test]
fn what_is_not_used_and_what_is_not_defined_is_listed() {
    let site = asked();
    let ran = site.run(&["glossary", "unused"]);
    let expected =
        "term       file\nmucositis  site-content/glossary/m.md\n1 unused entry\n";
    assert_eq!(ran.stdout, expected);
    let ran = site.run(&["glossary", "undefined"]);
    let expected = "abbreviation  pages  uses  first place\n\
                    TBI           2      3     site-content/care.md:6:32\n\
                    1 undefined abbreviation\n";
    assert_eq!(ran.stdout, expected);
    let ran = site.run(&["glossary", "undefined", "--format", "json"]);
    assert_eq!(ran.findings()[0]["places"][1], "site-content/more.md:8:18", "{ran}");
}

#[test]
fn a_term_is_found_by_any_of_its_names() {
    let site = asked();
    for name in
        ["GVHD", "gvhd", "graft diseases", "Graft\u{2011}Disease", "graft, illness"]
    {
        let ran = site.run(&["glossary", "where", name]);
        let expected = "first place               mentions  page\n\
                        site-content/care.md:6:7  2         Care\n\
                        site-content/more.md:8:3  1         More \"words\"\n\
                        2 pages\n";
        assert_eq!(ran.stdout, expected, "{name}");
    }
    let ran = site.run(&["glossary", "where", "mucositis", "--format", "csv"]);
    assert_eq!(ran.stdout, "first place,mentions,page,file,line,column\r\n");
    let ran = site.run(&["glossary", "where", "mucosits"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stdout.is_empty(), "{ran}");
    assert!(ran.stderr.contains("did you mean `mucositis`?"), "{ran}");
}
