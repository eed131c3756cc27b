//! Words of the glossary that texts also use otherwise; names and marks of other programs.

use serde_json::Value;

use crate::harness::TestSite;

const PICTURE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

fn message(finding: &Value) -> &str {
    finding["message"].as_str().unwrap_or_default()
}

fn help(finding: &Value) -> &str {
    finding["help"].as_str().unwrap_or_default()
}

#[test]
fn a_word_with_an_everyday_meaning_is_told_at_its_entry() {
    let site = TestSite::new();
    site.term("monitor", "term: monitor", "A machine that records your heart.");
    site.term("culture", "term: culture", "A test for germs in the laboratory.");
    site.term("graft", "term: graft", "The cells of a donor, once they grow in you.");
    site.term("void", "term: void", "To empty your bladder.");
    site.page(
        "one.md",
        "One",
        "We monitor your heart. Our culture is one of trust. The graft grows.\n\nTry to void it.\n",
    );
    site.page(
        "two.md",
        "Two",
        "Nurses will monitor you. The monitor is on.\n\nWe respect your culture.\n",
    );
    site.page(
        "three.md",
        "Three",
        "You need to monitor your weight. The culture of a ward.\n\nYour graft may take days.\n",
    );
    let told = site.findings_of("common-word");
    let names: Vec<&str> = told.iter().map(message).collect();
    assert_eq!(
        names,
        [
            "the texts use `culture` as an everyday word too",
            "the texts use `monitor` as an everyday word too"
        ]
    );
    for finding in &told {
        assert_eq!(finding["line"], 2, "{finding}");
        assert_eq!(finding["related"].as_array().map(Vec::len), Some(3), "{finding}");
        assert!(help(finding).contains("link: never"), "{finding}");
        assert!(help(finding).contains("case: exact"), "{finding}");
    }
    site.build();
    let page = site.published("two/index.html");
    assert!(page.contains("will monitor you. The <a class=\"term\""), "{page}");
    assert!(site.published("one/index.html").contains(">void</a> it"));
}

#[test]
fn a_word_that_means_what_its_entry_says_is_not_told() {
    let site = TestSite::new();
    let entries = [
        ("biopsy", "A small sample of tissue that is looked at under a microscope."),
        ("transplant", "New cells from a donor are given to a patient."),
        ("scan", "A picture of the inside of the body, made by a machine."),
        ("platelet", "A part of the blood that helps it to clot."),
    ];
    for (term, definition) in entries {
        site.term(term, &format!("term: {term}"), definition);
    }
    let texts = [
        "A biopsy of the skin takes a small sample. The scan makes a picture of your body.",
        "The biopsy is looked at under a microscope. Your blood needs platelets to clot.",
        "After the transplant the donor's cells grow. A platelet count tells if blood clots.",
        "Before a transplant you have a scan of the body. We may transplant cells twice.",
        "The transplant is a drip of cells. The transplant takes an hour.",
    ];
    for (number, text) in texts.iter().enumerate() {
        site.page(&format!("p{number}.md"), &format!("P {number}"), &format!("{text}\n"));
    }
    assert_eq!(site.findings_of("common-word"), Vec::<Value>::new());
}

#[test]
fn a_word_that_names_something_else_is_not_marked() {
    let site = TestSite::new();
    site.term("content-type", "term: content type", "What a page is made of.");
    site.term("type", "term: type", "See _content type_.");
    site.term("stage", "term: stage", "How far a cancer has spread in the body.");
    site.term("screen", "term: screen", "To test healthy people.");
    let pages = [
        ("data", "Compare other data types.\n", "other data types"),
        ("count", "There are three types of pages.\n", "three types of"),
        ("next", "The next stage tells more.\n", "The next stage tells"),
        ("see", "See the menu stage below.\n", "See the menu stage below"),
        (
            "verb",
            "A test used to find, diagnose, and stage cancer.\n",
            "and stage cancer",
        ),
        ("own", "Set the type here.\n", "the <a class=\"term\""),
        ("far", "The stage of the cancer.\n", "The <a class=\"term\""),
        ("early", "See the stage of the cancer, at an early stage.\n", "early <a"),
        ("test", "We screen you for it.\n", "We <a class=\"term\""),
    ];
    for (name, body, _) in pages {
        site.page(&format!("{name}.md"), name, body);
    }
    site.build();
    for (name, _, shown) in pages {
        let page = site.published(&format!("{name}/index.html"));
        assert!(page.contains(shown), "{name}: {page}");
    }
}

#[test]
fn a_verb_that_texts_use_as_another_noun_is_told() {
    let site = TestSite::new();
    site.term("screen", "term: screen", "To test healthy people for a disease.");
    site.term("void", "term: void", "To empty your bladder.");
    site.page("a.md", "A", "We screen you. The film is shown on a screen.\n");
    site.page("b.md", "B", "The pictures are on a computer screen. Try to void.\n");
    site.page("c.md", "C", "Look at the screen of your telephone. Void at home.\n");
    let told = site.findings_of("common-word");
    let names: Vec<&str> = told.iter().map(message).collect();
    assert_eq!(names, ["the texts use `screen` as an everyday word too"]);
}

#[test]
fn a_singular_that_no_entry_lists_is_counted_and_not_marked() {
    let site = TestSite::new();
    site.term("bands", "term: bands\naliases: [band cells]", "Young white blood cells.");
    site.term("bmt", "term: bone marrow transplant\nabbreviation: BMT", "A treatment.");
    let body =
        "A watch band, a Band-Aid and a band. A non-BMT ward, a BMT-related rash.\n";
    site.page("one.md", "One", body);
    let told = site.findings_of("unmarked-singular");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        message(&told[0]),
        "the texts say `band` 2 times, and only `bands` is marked"
    );
    assert!(help(&told[0]).contains("`aliases: [band cells, band]`"), "{told:?}");
    assert_eq!(site.findings_of("undefined-abbreviation"), Vec::<Value>::new());
    let unused: Vec<Value> = site.findings_of("unused-term");
    assert!(unused.iter().all(|one| !message(one).contains("BMT")), "{unused:?}");
    site.build();
    let page = site.published("one/index.html");
    assert!(
        page.contains("A watch band, a Band-Aid and a band. A non-BMT ward"),
        "{page}"
    );
}

#[test]
fn what_other_programs_find_is_found() {
    let site = TestSite::new();
    site.write("site-content/pictures/photo.svg", PICTURE);
    site.page(
        "notes/b.md",
        "B",
        "## Top\n\n### Part\n\nText\n\n## Other\n\n### Part\n\nMore\n",
    );
    let body =
        "![[photo.svg|A jug]]\n\n![[B#Part]] [[B#Other#Part]] [[photo.svg|see it]]\n";
    site.page("notes/a.md", "A", body);
    assert_eq!(site.findings_of("embedded-page").len(), 1);
    site.build();
    let page = site.published("notes/a/index.html");
    for piece in [
        "src=\"/patients/pictures/photo.svg\" alt=\"A jug\"",
        "href=\"/patients/notes/b/#part\"",
        "href=\"/patients/notes/b/#part-1\"",
        "<a href=\"/patients/pictures/photo.svg\">see it</a>",
    ] {
        assert!(page.contains(piece), "{piece}: {page}");
    }
    site.write("site-content/notes/other/photo.svg", PICTURE);
    let told = site.findings_of("ambiguous-cross-link");
    assert!(help(&told[0]).contains("`/pictures/photo.svg`"), "{told:?}");
}

#[test]
fn a_page_beside_its_folder_is_given_the_command_that_joins_them() {
    for (page, index) in
        [("items.md", "items/index.md"), ("a/my items.md", "\"a/my items/index.md\"")]
    {
        let site = TestSite::new();
        site.page(page, "Items", "x\n");
        site.page(&page.replace(".md", "/one.md"), "One", "x\n");
        let told = site.findings_of("duplicate-address");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(help(&told[0]).contains(index), "{told:?}");
        let (_, rest) = help(&told[0]).split_once("`engraft mv ").unwrap();
        let (command, _) = rest.split_once('`').unwrap();
        let command = command.replace('"', "");
        let (from, to) = command.split_once(".md ").unwrap();
        let moved = site.run(&["mv", &format!("{from}.md"), to]);
        assert_eq!(moved.code, 0, "{moved}");
        site.build();
    }
}

#[test]
fn marks_in_the_words_of_data_files_and_of_the_configuration_are_told() {
    let site = TestSite::new();
    site.configure(
        "title: \"**Riverside**\"\nbase_url: https://t.example/\nbrand: {organisation: \"_R_ Trust\"}\n",
    );
    site.write(
        "site-content/data/contacts.yaml",
        "ward:\n  name: \"[Ward](x.md) 7\"\n  phone: 020 7946 0123\n  hours: \"**Every** day\"\n",
    );
    site.write(
        "site-content/data/references.yaml",
        "a:\n  type: web\n  title: \"HLA-B*07:02 and HLA-A*02:01\"\nb:\n  type: web\n  \
         title: \"*In vitro* [cells](x)\"\n",
    );
    site.write(
        "site-content/data/people.yaml",
        "p:\n  name: \"Dr `A` B\"\n  job_title: Nurse\n",
    );
    let told = site.findings_of("markup-in-plain-text");
    let words: Vec<&str> = told.iter().map(help).collect();
    let mut expected = [
        "write `Riverside`",
        "write `R Trust`",
        "write `Ward 7`",
        "write `Every day`",
        "write `In vitro cells`",
        "write `Dr A B`",
    ];
    expected.sort_unstable();
    let mut words = words;
    words.sort_unstable();
    assert_eq!(words, expected);
}
