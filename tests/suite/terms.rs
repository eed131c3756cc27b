//! What is said of the words of a site: findings about terms and abbreviations, how they
//! are mended, and the questions that `engraft glossary` answers.

use std::fs;

use crate::harness::TestSite;

/// A site with glossary entries (name of the file, front matter, definition) and one page.
fn site(terms: &[(&str, &str, &str)], body: &str) -> TestSite {
    let site = TestSite::new();
    for (name, front_matter, definition) in terms {
        let text = format!("---\n{front_matter}\n---\n\n{definition}\n");
        site.write(&format!("site-content/glossary/{name}.md"), text);
    }
    site.page("care.md", "Care", body);
    site
}

/// The message of every finding of a rule, with its place.
fn told(site: &TestSite, rule: &str) -> Vec<String> {
    let ran = site.run(&["check", "--format", "json", "--only", rule]);
    let found = ran.findings();
    let tell = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(text("rule"), rule);
        assert!(!text("help").is_empty(), "{finding}");
        let file = text("file").replace("site-content/", "");
        format!("{file}:{}:{} {}", finding["line"], finding["column"], text("message"))
    };
    found.iter().map(tell).collect()
}

/// Terms and a page, the rule, and what is told of them.
type Case = (
    &'static [(&'static str, &'static str, &'static str)],
    &'static str,
    &'static [&'static str],
);

fn judge(rule: &str, cases: &[Case]) {
    for (terms, body, expected) in cases {
        assert_eq!(told(&site(terms, body), rule), *expected, "{terms:?} {body:?}");
    }
}

#[test]
fn codes_are_verified_wherever_they_stand() {
    let site = site(
        &[("a", "term: A b\ncodes: [{system: snomed-ct, code: \"73211008\"}]", "Words.")],
        "A b.\n",
    );
    site.write(
        "site-content/b.md",
        "---\ntitle: B\ncodes:\n  - {system: loinc, code: 718-7}\n  - {system: loinc, code: 718-8}\n\
         \x20 - {system: icd-10-cm, code: D89.81}\n---\n\nText.\n",
    );
    let expected = [
        "b.md:5:28 `718-8` is no code of loinc",
        "glossary/a.md:3:36 `73211008` is no code of snomed-ct",
    ];
    assert_eq!(told(&site, "bad-code"), expected);
    let expected = ["b.md:6:14 the code `D89.81` has no `version`"];
    assert_eq!(told(&site, "unclear-code-system"), expected);
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn entries_that_no_article_leads_to_are_told() {
    judge(
        "unused-term",
        &[
            (
                &[("a", "term: apheresis", "Words."), ("b", "term: mucositis", "Words.")],
                "Two aphereses.\n",
                &["glossary/b.md:2:7 no article mentions `mucositis`"],
            ),
            // A link is a use, and so is a definition that readers are led to.
            (
                &[
                    ("a", "term: apheresis\nlink: never", "Words."),
                    ("b", "term: mucositis", "A sore like an ulcer."),
                    ("c", "term: ulcer", "A sore."),
                    ("d", "term: gut\nsee_also: ulcer", "Words."),
                    ("e", "term: care team\narticle: care.md", "Words."),
                ],
                "[[term:mucositis|Sores]].\n",
                &["glossary/d.md:2:7 no article mentions `gut`"],
            ),
            (&[("a", "term: apheresis\nstatus: draft", "Words.")], "Text.\n", &[]),
        ],
    );
}

#[test]
fn abbreviations_that_nothing_explains_are_told_once_a_page() {
    let terms: &[_] =
        &[("h", "term: human leukocyte antigen\nabbreviation: HLA", "Words.")];
    judge(
        "undefined-abbreviation",
        &[
            (
                terms,
                "The TBI, HLA and TBI, and *two* PICCs.\n",
                &[
                    "care.md:6:5 neither the page nor the glossary explains `TBI`",
                    "care.md:6:34 neither the page nor the glossary explains `PICC`",
                ],
            ),
            (
                terms,
                "Total body irradiation (TBI). A PICC (peripherally inserted central catheter). \
                 NHS, phase II, `CODE` and [XYZ](index.md). HLAs.\n",
                &[],
            ),
            (terms, "# TBI\n\n> We gave TBI.\n\nOK?\n", &[]),
        ],
    );
}

#[test]
fn the_site_says_which_abbreviations_its_readers_know() {
    let site = site(&[], "BMTU and BMTUs, and TBI.\n");
    site.write(
        "site-content/site.yaml",
        "base_url: https://www.example.org/\nglossary: {allow: [BMTU]}\n",
    );
    let expected = ["care.md:6:21 neither the page nor the glossary explains `TBI`"];
    assert_eq!(told(&site, "undefined-abbreviation"), expected);
}

#[test]
fn words_that_the_glossary_advises_against_are_told() {
    let terms: &[_] = &[(
        "e",
        "term: engraftment\nabbreviation: EGT\navoid: [implantation]",
        "New cells start to work.",
    )];
    judge(
        "discouraged-wording",
        &[
            (
                terms,
                "Implantation comes, then implantation, `implantation`.\n",
                &[
                    "care.md:6:1 the glossary advises against `Implantation`",
                    "care.md:6:26 the glossary advises against `implantation`",
                ],
            ),
            (terms, "Engraftment, EGT.\n", &[]),
        ],
    );
    judge(
        "inconsistent-case",
        &[
            (
                terms,
                "EgT and EGTs.\n",
                &["care.md:6:1 `EgT` has other capitals than in the glossary"],
            ),
            (terms, "EGT.\n", &[]),
        ],
    );
}

#[test]
fn entries_that_only_refer_to_one_another_are_told() {
    judge(
        "circular-see-also",
        &[
            (
                &[
                    ("a", "term: alpha", "See beta."),
                    ("b", "term: beta", "See also [[alpha]]."),
                ],
                "alpha beta\n",
                &[
                    "glossary/a.md:2:7 the definitions of `alpha`, `beta` only refer to one another",
                ],
            ),
            (
                &[
                    ("a", "term: alpha", "See beta."),
                    ("b", "term: beta", "Words. See alpha."),
                ],
                "alpha beta\n",
                &[],
            ),
            (
                &[
                    ("a", "term: alpha\nbroader: beta", "Words."),
                    ("b", "term: beta\nbroader: [gamma]\nnarrower: alpha", "Words."),
                    ("c", "term: gamma\nnarrower: beta\nbroader: alpha", "Words."),
                ],
                "alpha beta gamma\n",
                &[
                    "glossary/a.md:3:10 an entry is broader than itself: `alpha`, then `beta`, then \
                     `gamma`, then `alpha`",
                ],
            ),
            (
                &[
                    (
                        "a",
                        "term: alpha\nbroader: [beta, gamma]\nsee_also: beta",
                        "Words.",
                    ),
                    ("b", "term: beta\nbroader: gamma\nsee_also: alpha", "Words."),
                    ("c", "term: gamma\nnarrower: [alpha, beta]", "Words."),
                ],
                "alpha beta gamma\n",
                &[],
            ),
        ],
    );
}

#[test]
fn definitions_that_use_their_own_word_are_told() {
    judge(
        "self-defining-term",
        &[
            (
                &[("s", "term: sepsis", "An illness in which sepsis spreads.")],
                "sepsis\n",
                &["glossary/s.md:5:21 the definition of `sepsis` uses `sepsis`"],
            ),
            (
                &[(
                    "s",
                    "term: stem cell",
                    "Stem cells are young. A stem cell can grow.",
                )],
                "stem cell\n",
                &[],
            ),
            (
                &[(
                    "g",
                    "term: graft disease\nabbreviation: GD",
                    "Graft disease (GD) is an illness.",
                )],
                "GD\n",
                &[],
            ),
        ],
    );
}

#[test]
fn names_that_are_mixed_up_are_told() {
    judge(
        "confusable-terms",
        &[
            (
                &[("a", "term: ileum", "Words."), ("b", "term: ilium", "Words.")],
                "ileum ilium\n",
                &[
                    "glossary/a.md:2:7 `ileum` and `ilium` are easily taken for one another",
                ],
            ),
            (
                &[("a", "term: resume", "Words."), ("b", "term: résumé", "Words.")],
                "resume résumé\n",
                &[
                    "glossary/a.md:2:7 `resume` and `résumé` are easily taken for one another",
                ],
            ),
            (
                &[
                    (
                        "a",
                        "term: ileum\nconfusable_with: [{term: ilium, difference: gut}]",
                        "Words.",
                    ),
                    ("b", "term: ilium", "Words."),
                    ("c", "term: acute leukaemia\nabbreviation: AML", "Words."),
                    ("d", "term: other leukaemia\nabbreviation: ALL", "Words."),
                ],
                "ileum ilium AML ALL\n",
                &[],
            ),
        ],
    );
}

#[test]
fn names_that_are_ordinary_words_are_told() {
    judge(
        "alias-too-short",
        &[
            (
                &[("a", "term: multiple sclerosis\naliases: [ms, X, MS]", "Words.")],
                "multiple sclerosis\n",
                &[
                    "glossary/a.md:3:11 `ms` is too short to be found in a text",
                    "glossary/a.md:3:15 `X` is too short to be found in a text",
                ],
            ),
            (
                &[
                    (
                        "a",
                        "term: multiple sclerosis\naliases: [ms]\nmatch: {case: exact}",
                        "Words.",
                    ),
                    ("b", "term: intestine\naliases: [gut]\nlink: never", "Words."),
                ],
                "multiple sclerosis\n",
                &[],
            ),
        ],
    );
}

#[test]
fn two_entries_of_one_name_are_told_in_every_form() {
    judge(
        "duplicate-term",
        &[
            (
                &[
                    ("a", "term: cell", "Words."),
                    ("b", "term: unit\naliases: [cells]", "Words."),
                ],
                "Text.\n",
                &["glossary/b.md:3:11 `cells` is also a form of `cell`, another entry"],
            ),
            (
                &[("a", "term: axis", "Words."), ("b", "term: axe", "Words.")],
                "Text.\n",
                &["glossary/b.md:2:7 `axes` is a form of two entries, `axis` and `axe`"],
            ),
            (
                &[
                    ("a", "term: unit\naliases: [CT]", "Words."),
                    ("b", "term: ward\nexpands_to: CT", "Words."),
                ],
                "Text.\n",
                &["glossary/b.md:3:13 two glossary entries are called `CT`"],
            ),
            (
                &[
                    ("a", "term: blood", "Words."),
                    ("b", "term: bloods", "Words."),
                    ("c", "term: acute leukaemia\nabbreviation: ALL", "Words."),
                    ("d", "term: all", "Words."),
                    ("e", "term: immune illness\nabbreviation: AIDS", "Words."),
                    ("f", "term: hearing aid\naliases: [aid]", "Words."),
                ],
                "Text.\n",
                &[],
            ),
        ],
    );
}

const AVOIDED: &[(&str, &str, &str)] = &[
    (
        "e",
        "term: engraftment\navoid: [implantation, graft uptake]",
        "New cells start to work.",
    ),
    ("g", "term: graft disease\nabbreviation: GVHD", "Cells attack."),
];

/// The page that is mended; a line each of what is and what is not.
const BODY: &str = "Implantation (day 10) and GvHD.\n\n\
                    Take `implantation` and [implantation](index.md \"implantation\").\n\n\
                    The graft\nuptake, and a graft uptake, im*plan*tation.\n";

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
    assert!(dry.stdout.contains("Would mend 2 findings in 1 file\n"), "{dry}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before, "a dry run writes nothing");

    let ran = site.run(&["check", "--fix", "--deny", "warnings"]);
    assert!(ran.stderr.contains("Mended 2 findings in 1 file\n"), "{ran}");
    let after = before.replace("Implantation", "Engraftment").replace("GvHD", "GVHD");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    // What is left needs somebody to look: another article, words over a line end.
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("discouraged-wording"), "{ran}");
    assert!(!ran.stdout.contains("inconsistent-case"), "{ran}");

    let again = site.run(&["check", "--fix"]);
    assert!(!again.stderr.contains("Mended"), "{again}");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
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
        "Nothing here.\n\nA graft illness, TBI and TBI.\n",
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
    for name in ["GVHD", "graft diseases", "Graft\u{2011}Disease", "graft, illness"] {
        let ran = site.run(&["glossary", "where", name]);
        let expected = "first place                mentions  page\n\
                        site-content/care.md:6:7   2         Care\n\
                        site-content/more.md:8:3   1         More \"words\"\n\
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
