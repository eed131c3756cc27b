//! Signatures: who may sign what, what is told when it changes, and what goes along when it
//! moves.

use crate::harness::{Ran, TestSite};

const PEOPLE: &str = "\
dr.lee: {name: Dr Lee, roles: [clinical]}
dr.oh: {name: Dr Oh, roles: [clinical, pharmacy]}
ann: {name: Ann Example}
old: {name: Old Hand, roles: [clinical], left: yes}
";

const FEVER: &str = "\
Feeling hot is a sign.

## When to call

Call us at 38 °C or above. Do not wait for the morning.

![[_snippets/line.md]]

Ring [[contact:ward]].

![A thermometer](hot.png)

## Rest

Take 5 mg at 8 pm. Sleep well.
";

fn site() -> TestSite {
    let site = TestSite::new();
    site.write("site-content/data/people.yaml", PEOPLE);
    site.write(
        "site-content/data/contacts.yaml",
        "ward: {name: Ward 4, phone: 01632 960 002}\n",
    );
    site.write("site-content/_snippets/line.md", "The line is open from 8 am to 6 pm.\n");
    site.write("site-content/care/hot.png", b"not really a picture");
    site.article(
        "care/fever.md",
        "title: Fever\ndescription: It.\nauthors: [ann]",
        FEVER,
    );
    site
}

fn sign(site: &TestSite, more: &[&str]) -> Ran {
    site.run(&[&["review", "sign"], more].concat())
}

fn signed() -> TestSite {
    let site = site();
    let ran =
        sign(&site, &["care/fever.md", "--reviewer", "dr.lee", "--date", "2026-01-31"]);
    assert_eq!(ran.code, 0, "{ran}");
    site
}

/// The messages of a rule.
fn told(site: &TestSite, rule: &str) -> Vec<String> {
    let message = |one: &serde_json::Value| one["message"].as_str().unwrap().to_owned();
    site.findings_of(rule).iter().map(message).collect()
}

fn edit(site: &TestSite, file: &str, from: &str, to: &str) {
    let path = site.path(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} in {file}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_was_signed_is_silent_until_a_reader_would_see_another_thing() {
    let site = signed();
    assert_eq!(told(&site, "changed-since-signed"), Vec::<String>::new());
    let fever = "site-content/care/fever.md";
    // How it is typed, and what a reader does not see.
    edit(&site, fever, "Sleep well.", "Sleep *well*.<!-- a note -->");
    edit(&site, fever, "authors: [ann]", "authors: [ann]\nreviewed: 2026-01-31");
    assert_eq!(told(&site, "changed-since-signed"), Vec::<String>::new());
}

#[test]
fn one_digit_is_told_wherever_it_stands() {
    for (file, from, to, section, words) in [
        ("care/fever.md", "38 °C", "39 °C", "When to call", "`38 °C` became `39 °C`"),
        ("care/fever.md", "5 mg", "50 mg", "Rest", "`5 mg` became `50 mg`"),
        ("care/fever.md", "Do not wait", "Do wait", "When to call", "`not` is gone"),
        ("_snippets/line.md", "8 am", "9 am", "When to call", "`8 am` became `9 am`"),
        (
            "data/contacts.yaml",
            "01632 960 002",
            "01632 960 003",
            "When to call",
            "`01632 960 002` became `01632 960 003`",
        ),
    ] {
        let site = signed();
        edit(&site, &format!("site-content/{file}"), from, to);
        let told = told(&site, "changed-since-signed");
        assert_eq!(told.len(), 1, "{file}: {told:?}");
        assert!(told[0].contains(words), "{told:?}");
        assert!(told[0].contains(&format!("`{section}` changed")), "{told:?}");
        assert!(told[0].contains("`dr.lee` (clinical) on 2026-01-31"), "{told:?}");
    }
    let site = signed();
    site.write("site-content/care/hot.png", b"not really a Picture");
    let told = told(&site, "changed-since-signed");
    assert!(told[0].contains("`When to call` changed"), "{told:?}");
    assert!(told[0].contains("the picture `A thermometer (file "), "{told:?}");
}

#[test]
fn where_a_change_came_through_is_told() {
    let site = signed();
    edit(&site, "site-content/_snippets/line.md", "8 am", "9 am");
    let told = told(&site, "changed-since-signed");
    assert!(told[0].contains("through `_snippets/line.md`"), "{told:?}");
}

#[test]
fn moved_text_is_told_as_moved() {
    let site = signed();
    let fever = "site-content/care/fever.md";
    edit(&site, fever, " Sleep well.", "");
    edit(&site, fever, "Feeling hot is a sign.", "Feeling hot is a sign. Sleep well.");
    let told = told(&site, "changed-since-signed");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("`Sleep well.` moved"), "{told:?}");
}

#[test]
fn what_pages_share_is_signed_once() {
    let site = signed();
    edit(&site, "site-content/_snippets/line.md", "8 am", "9 am");
    edit(&site, "site-content/data/contacts.yaml", "960 002", "960 003");
    for thing in ["_snippets/line.md", "contact:ward"] {
        assert_eq!(told(&site, "changed-since-signed").len(), 1, "{thing}");
        let ran = sign(&site, &[thing, "--reviewer", "dr.lee"]);
        assert_eq!(ran.code, 0, "{ran}");
    }
    assert_eq!(told(&site, "changed-since-signed"), Vec::<String>::new());
    edit(&site, "site-content/_snippets/line.md", "6 pm", "5 pm");
    let told = told(&site, "changed-since-signed");
    assert_eq!(told.len(), 2, "the snippet and the page that shows it: {told:?}");
}

#[test]
fn only_those_sign_who_may() {
    let site = site();
    for (more, why) in [
        (vec!["nothing.md", "--reviewer", "dr.lee"], "there is no `nothing.md`"),
        (vec!["care/fever.md", "--reviewer", "dr.le"], "did you mean `dr.lee`"),
        (vec!["care/fever.md", "--reviewer", "old"], "has left"),
        (vec!["care/fever.md", "--reviewer", "ann"], "wrote `care/fever.md`"),
        (vec!["care/fever.md", "--reviewer", "dr.oh"], "signs in several roles"),
        (
            vec!["care/fever.md", "--reviewer", "dr.lee", "--role", "pharmacy"],
            "has no role `pharmacy`",
        ),
        (
            vec!["care/fever.md", "--reviewer", "dr.lee", "--date", "2999-01-01"],
            "still to come",
        ),
        (vec!["contact:desk", "--reviewer", "dr.lee"], "there is no `contact:desk`"),
    ] {
        let ran = sign(&site, &more);
        assert_eq!(ran.code, 2, "{more:?}\n{ran}");
        assert!(ran.stderr.contains(why), "{why}\n{ran}");
    }
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nreview: {roles: {all: {authors: yes}}}\n",
    );
    assert_eq!(sign(&site, &["Fever", "--reviewer", "ann"]).code, 0);
    assert!(site.path("site-content/data/reviews/care/fever.md/general.txt").is_file());
}

#[test]
fn what_a_site_asks_for_and_nobody_signed_is_told() {
    let site = site();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\n\
         review: {roles: {all: [clinical], medicine: {needs: [pharmacy]}, nothing: [legal]}}\n",
    );
    let unsigned = told(&site, "unsigned");
    assert_eq!(unsigned.len(), 4, "two pages, a snippet, a contact: {unsigned:?}");
    let found = site.findings();
    let is_told = |words: &str| {
        found.iter().any(|one| one["message"].as_str().unwrap().contains(words))
    };
    assert!(is_told("`nothing` is no type and no audience"), "{found:?}");
    for thing in ["index.md", "care/fever.md", "_snippets/line.md", "contact:ward"] {
        sign(&site, &[thing, "--reviewer", "dr.lee"]);
    }
    assert_eq!(told(&site, "unsigned"), Vec::<String>::new());
    let fever = "site-content/care/fever.md";
    edit(&site, fever, "authors: [ann]", "authors: [ann]\ntype: medicine");
    let unsigned = told(&site, "unsigned");
    assert_eq!(unsigned.len(), 3, "{unsigned:?}");
    assert!(unsigned.iter().all(|words| words.contains("pharmacy")), "{unsigned:?}");
}

#[test]
fn signatures_go_along_with_what_moves() {
    let site = signed();
    site.page("other.md", "Other", "See [Fever](care/fever.md).\n");
    sign(&site, &["other.md", "--reviewer", "dr.lee"]);
    let ran = site.run(&["mv", "care", "after"]);
    assert_eq!(ran.code, 0, "{ran}");
    let ran = site.run(&["mv", "_snippets/line.md", "_snippets/phone.md"]);
    assert_eq!(ran.code, 0, "{ran}");
    for rule in ["changed-since-signed", "stray-signature", "bad-data-file"] {
        assert_eq!(told(&site, rule), Vec::<String>::new(), "{rule}");
    }
    edit(&site, "site-content/_snippets/phone.md", "8 am", "9 am");
    let told = told(&site, "changed-since-signed");
    assert!(told[0].contains("through `_snippets/phone.md`"), "{told:?}");
}

#[test]
fn a_signature_that_stands_for_nothing_is_told() {
    let site = signed();
    std::fs::remove_file(site.path("site-content/care/fever.md")).unwrap();
    let told_of = told(&site, "stray-signature");
    assert!(told_of[0].contains("there is no `care/fever.md` any more"), "{told_of:?}");
    let site = signed();
    edit(&site, "site-content/data/people.yaml", "roles: [clinical]}", "roles: [legal]}");
    let told_of = told(&site, "stray-signature");
    assert!(told_of[0].contains("has no role `clinical`"), "{told_of:?}");
    let site = signed();
    let record = "site-content/data/reviews/care/fever.md/clinical.txt";
    edit(&site, record, "38 °C", "39 °C");
    let found = site.findings_of("bad-data-file");
    assert!(found[0]["file"].as_str().unwrap().ends_with("clinical.txt"), "{found:?}");
    assert!(found[0]["line"].as_u64().unwrap() > 4, "{found:?}");
}

#[test]
fn a_record_is_the_same_however_often_it_is_signed() {
    let site = signed();
    let record = "site-content/data/reviews/care/fever.md/clinical.txt";
    let first = std::fs::read_to_string(site.path(record)).unwrap();
    assert!(first.contains("\nsection "), "{first}");
    assert!(
        first.contains("    Call us at 38 °C or above. Do not wait for the morning.\n")
    );
    assert!(first.contains(" contact:ward\n    Ward 4\n    01632 960 002\n"), "{first}");
    let ran = sign(&site, &["care/fever", "--reviewer", "dr.oh", "--role", "clinical"]);
    assert!(
        ran.stdout.contains("last signed by `dr.lee` (clinical) on 2026-01-31"),
        "{ran}"
    );
    let second = std::fs::read_to_string(site.path(record)).unwrap();
    assert!(second.contains("earlier: 2026-01-31 dr.lee\n"), "{second}");
    site.build();
    assert!(
        !site.output().keys().any(|path| path.contains("reviews")),
        "records are no pages"
    );
}

#[test]
fn an_urgent_correction_goes_out_with_its_reason_and_is_told_until_it_is_signed() {
    let site = signed();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nrules: {changed-since-signed: error}\n",
    );
    let fever = "site-content/care/fever.md";
    site.build();
    edit(&site, fever, "38 °C", "37.5 °C");
    assert_eq!(site.run(&["build"]).code, 1, "nobody signed it");
    assert_eq!(site.run(&["build", "--override", " "]).code, 2, "a reason is needed");
    let ran = site.run(&["build", "--override", "the threshold changed"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.published("care/fever/index.html").contains("37.5"));
    let ran = site.build();
    assert!(ran.stdout.contains("because: the threshold changed"), "{ran}");
    edit(&site, fever, "5 mg", "6 mg");
    assert_eq!(site.run(&["build"]).code, 1, "it lets out nothing that came later");
    assert_eq!(sign(&site, &["care/fever.md", "--reviewer", "dr.lee"]).code, 0);
    let ran = site.build();
    assert!(!ran.stdout.contains("because:"), "{ran}");
    let record = site.path("site-content/data/reviews/overrides.txt");
    assert!(!std::fs::read_to_string(record).unwrap().contains("threshold"));
}

const FORM: &str = "\
| Drug | Morning | Night |
| --- | --- | --- |
| Ciclosporin | 5 mg |  |

Below 10^9^ cells. Breathe CO~2~ out[^1]. Then rest.

1. Wash.
2. Sleep.

[^1]: As far as you can.
";

#[test]
fn what_the_form_of_a_text_says_is_signed_with_it() {
    for (from, to) in [
        ("| 5 mg |  |", "|  | 5 mg |"),
        ("10^9^", "109"),
        ("CO~2~", "CO2"),
        ("out[^1]. Then rest.", "out. Then rest[^1]."),
        ("1. Wash.\n2. Sleep.", "3. Wash.\n4. Sleep."),
        ("1. Wash.\n2. Sleep.", "- Wash.\n- Sleep."),
        ("1. Wash.\n2. Sleep.", "1. Wash.\n   1. Sleep."),
        ("1. Wash.\n2. Sleep.", "1. Wash. Sleep."),
    ] {
        let site = site();
        site.article("care/form.md", "title: Form\ndescription: It.", FORM);
        assert_eq!(sign(&site, &["care/form.md", "--reviewer", "dr.lee"]).code, 0);
        assert_eq!(told(&site, "changed-since-signed"), Vec::<String>::new());
        edit(&site, "site-content/care/form.md", from, to);
        let told = told(&site, "changed-since-signed");
        assert_eq!(told.len(), 1, "{from} to {to}: {told:?}");
    }
}

#[test]
fn an_override_stands_until_every_role_has_signed_and_is_never_lost() {
    let site = signed();
    let pharmacy = ["care/fever.md", "--reviewer", "dr.oh", "--role", "pharmacy"];
    assert_eq!(sign(&site, &pharmacy).code, 0);
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nrules: {changed-since-signed: error}\n",
    );
    edit(&site, "site-content/care/fever.md", "38 °C", "37.5 °C");
    assert_eq!(site.run(&["build", "--override", "it is urgent"]).code, 0);
    let record = site.path("site-content/data/reviews/overrides.txt");
    assert_eq!(sign(&site, &pharmacy).code, 0);
    assert!(std::fs::read_to_string(&record).unwrap().contains("it is urgent"));
    assert_eq!(site.run(&["build"]).code, 0, "the other role has not signed yet");
    let sound = std::fs::read_to_string(&record).unwrap();
    let damaged = format!("{sound}override half\n");
    std::fs::write(&record, &damaged).unwrap();
    let ran = sign(&site, &["care/fever.md", "--reviewer", "dr.lee"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("data/reviews/overrides.txt:5"), "{ran}");
    edit(&site, "site-content/care/fever.md", "5 mg", "6 mg");
    let ran = site.run(&["build", "--override", "another reason"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("data/reviews/overrides.txt:5"), "{ran}");
    assert_eq!(std::fs::read_to_string(&record).unwrap(), damaged);
}

#[test]
fn no_signature_goes_back_behind_a_newer_one() {
    let site = signed();
    let again = ["care/fever.md", "--reviewer", "dr.lee", "--date", "2026-01-30"];
    let ran = sign(&site, &again);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("2026-01-30 is before the last signature"), "{ran}");
    let record = "site-content/data/reviews/care/fever.md/clinical.txt";
    edit(&site, record, "reviewer: dr.lee\n", "reviewer: dr.lee\nreviewer: dr.oh\n");
    let found = site.findings_of("bad-data-file");
    assert_eq!(found[0]["line"].as_u64(), Some(3), "{found:?}");
}
