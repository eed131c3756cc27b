//! What is said of the words of a site: findings about terms and abbreviations.

use crate::harness::TestSite;

/// A site with glossary entries (name of the file, front matter, definition) and one page.
pub(crate) fn site(terms: &[(&str, &str, &str)], body: &str) -> TestSite {
    let site = TestSite::new();
    for (name, front_matter, definition) in terms {
        site.term(name, front_matter, definition);
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
        "b.md:5:27 `718-8` is no code of loinc",
        "glossary/a.md:3:35 `73211008` is no code of snomed-ct",
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
                &[
                    "glossary/a.md:2:7 no article mentions `apheresis`",
                    "glossary/d.md:2:7 no article mentions `gut`",
                ],
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
                    "care.md:6:33 neither the page nor the glossary explains `PICC`",
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
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nglossary: {allow: [BMTU]}\n",
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
                // To the glossary it is one name, of which `duplicate-term` tells.
                &[],
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

#[test]
fn an_entry_may_be_called_by_its_abbreviation() {
    let terms =
        &[("h", "term: HLA\nexpands_to: human leukocyte antigen", "A marker of cells.")];
    let site = site(terms, "Your HLA type. Human leukocyte antigens.\n");
    site.build();
    let page = site.published("care/index.html");
    let expected = "Your <a class=\"term\" href=\"/patients/glossary/#h\">human leukocyte antigen \
                    (<abbr>HLA</abbr>)</a> type. Human leukocyte antigens.";
    assert!(page.contains(expected), "{page}");
    assert_eq!(told(&site, "undefined-abbreviation"), [""; 0]);
    let ran = site.run(&["glossary", "where", "human leukocyte antigen"]);
    assert!(ran.stdout.contains("care.md:6:6  2         Care\n"), "{ran}");
}

#[test]
fn words_are_not_marked_where_they_stand_out_already() {
    let site = TestSite::new();
    site.term("graft", "term: graft\naliases: [new marrow]", "New cells.");
    for body in [
        "> [!URGENT] Call if\n> - your graft hurts\n",
        "> [!EMERGENCY] Call if\n> - your graft hurts\n",
        "A **strong graft** here.\n",
        "A ***graft*** here.\n",
        "| graft | b |\n|---|---|\n| c | d |\n",
        "Graft\n: It is new.\n",
    ] {
        site.page("a.md", "A", &format!("Words.\n\n{body}"));
        site.build();
        let page = site.published("a/index.html");
        let text = page.split("<section class=\"words-used\"").next().unwrap();
        assert!(!text.contains("class=\"term\""), "{body}: {text}");
        site.page(
            "a.md",
            "A",
            &format!("Words.\n\n{body}\nThe graft, a graft and the new marrow.\n"),
        );
        site.build();
        let page = site.published("a/index.html");
        let main = page.split("<main").nth(1).unwrap();
        assert_eq!(main.matches("<a class=\"term\"").count(), 1, "{body}: {main}");
    }
    site.page("a.md", "A", "> [!NON-URGENT] Call if\n> - your graft hurts\n");
    site.build();
    assert!(site.published("a/index.html").contains("class=\"term\""));
}
