//! Whole files: what is read, and what is told of each slip.

use super::*;
use crate::base::LineIndex;
use crate::config::{Audience, Language, LanguageId};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, SourceKind};

fn file(path: &str, kind: SourceKind, text: &str) -> SourceFile {
    SourceFile::from_text(FileId(3), kind, ContentPath::new(path).unwrap(), text)
}

fn config() -> crate::config::Config {
    let mut config = crate::config::Config::default();
    let welsh =
        Language { tag: "cy".into(), ..config.languages[LanguageId::DEFAULT].clone() };
    config.languages.push(welsh);
    let school = Audience { label: "For schools".into(), theme: None, listed: true };
    config.audiences.insert("school".into(), school);
    config
}

fn article(text: &str) -> (Article, Vec<(&'static str, usize, String)>) {
    let file = file("after/bad.md", SourceKind::Article, text);
    let outcome = parse_article(&file, &config());
    (outcome.value, told(text, &outcome.diagnostics))
}

fn term(text: &str) -> (Term, Vec<(&'static str, usize, String)>) {
    let file = file("glossary/gvhd.md", SourceKind::Term, text);
    let outcome = parse_term(&file, &config());
    (outcome.value, told(text, &outcome.diagnostics))
}

/// Rule, line, and message with help of each finding.
fn told(text: &str, found: &[Diagnostic]) -> Vec<(&'static str, usize, String)> {
    let lines = LineIndex::default();
    let tell = |diagnostic: &Diagnostic| {
        let span = diagnostic.primary.unwrap();
        assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
        let words =
            format!("{} / {}", diagnostic.message, diagnostic.help.as_ref().unwrap());
        assert!(!words.contains(|c: char| c.is_control()), "{words:?}");
        let start = span.range().start;
        (diagnostic.rule.name, lines.position(text, start).line, words)
    };
    found.iter().map(tell).collect()
}

const FULL: &str = r"---
title: Graft-versus-host disease (GVHD)
short_title: GVHD
description: What it is.
type: symptom-or-side-effect
audience: [patient, school]
tags: [after-transplant, complications]
aliases: [graft versus host disease, GvHD]
status: in-review
published: 2026-02-03
reviewed: 2026-02-03
review_due: 2028-02-03
review_interval: 2y
authors: [comms.writer]
reviewers:
  - { person: consultant.haematologist, role: clinical, date: 2026-01-28 }
  - reader.panel
owner: bmt-service
conflicts: none
care_cards: [urgent]
contact: bmt-24h
weight: -3
toc: no
related: [Infections]
see_also: [../before/tests.md]
redirect_from: /old/gvhd
codes:
  - { system: snomed-ct, version: international, code: 234646005, display: GVHD }
references: [dierov2019, nicecg151]
extra: { colour: [1, true, x] }
feedback: yes
search: false
---
Body
";

#[test]
fn the_example_of_the_schema_is_read_without_a_finding() {
    let (article, found) = article(FULL);
    assert_eq!(found, []);
    let front_matter = article.front_matter;
    assert_eq!(front_matter.title.value, "Graft-versus-host disease (GVHD)");
    assert_eq!(front_matter.status, Status::InReview);
    assert_eq!(front_matter.review_interval, Some(24));
    assert_eq!(front_matter.weight, Some(-3));
    assert!(!front_matter.toc);
    assert_eq!(front_matter.reviewers.len(), 2);
    assert_eq!(front_matter.reviewers[0].role.as_deref(), Some("clinical"));
    assert_eq!(front_matter.codes[0].code.value, "234646005");
    assert_eq!(front_matter.redirect_from[0].value, "/old/gvhd");
    let related: Vec<&str> =
        front_matter.related.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(related, ["Infections", "../before/tests.md"]);
    assert_eq!(front_matter.extra["colour"][1], true);
    let span = front_matter.aliases[1].span;
    assert_eq!(&FULL[span.range()], "GvHD");
    assert_eq!(article.source.body_text(), "Body\n");
    assert_eq!(front_matter.span.range().end, FULL.find("\nBody").unwrap());
}

/// Front matter, the rule it breaks, the line of the file, and a part of what is told.
const SLIPS: &[(&str, &str, usize, &str)] = &[
    ("title: \"X\"\ntags:\n\t- one", "bad-front-matter", 4, "tab"),
    ("title: \"X\nsummary: y", "bad-front-matter", 2, "close"),
    ("title: \"X\"\ntags: [a, b\nsummary: y", "bad-front-matter", 3, "]"),
    ("summary: s\ntitle: Hours: what to know", "bad-front-matter", 3, "quotation"),
    ("title: \"X\"\ntags:\n  - a\n - b", "bad-front-matter", 5, "column"),
    ("title: @home", "bad-front-matter", 2, "quotation"),
    ("title: `x`", "bad-front-matter", 2, "quotation"),
    ("title: *Important* notice", "bad-front-matter", 2, "\"*Important* notice\""),
    ("title: !important notice", "bad-front-matter", 2, "\"!important notice\""),
    ("title: One\nweight: 1\ntitle: Two", "duplicate-key", 4, "remove"),
    ("title: X\ndesription: s", "unknown-key", 3, "`description`"),
    ("title: X\nsumary: s", "unknown-key", 3, "`description`"),
    ("title: [a]", "wrong-type", 2, "`title: a`"),
    ("weight: 1", "missing-title", 1, "`title: Bad`"),
    ("", "missing-title", 1, "`title: Bad`"),
    ("# nothing", "missing-title", 1, "title"),
    ("title: \"\"", "missing-title", 2, "title"),
    ("title: ~", "missing-title", 2, "title"),
    ("title:", "missing-title", 2, "title"),
    ("title: \" \u{200b}\u{2060} \"", "missing-title", 2, "title"),
    ("title: \"a\\0b\"", "control-character", 2, "U+0000"),
    ("title: \"a\\e]0;own\\a\"", "control-character", 2, "U+001B"),
    ("title: X\npublished: 2026-02-30", "bad-date", 3, "YYYY-MM-DD"),
    ("title: X\npublished: 02/03/2026", "bad-date", 3, "YYYY-MM-DD"),
    ("title: X\npublished: yesterday", "bad-date", 3, "YYYY-MM-DD"),
    ("title: X\npublished: 99999999-01-01", "bad-date", 3, "2026-01-31"),
    ("title: X\npublished: 20260131", "bad-date", 3, "2026-01-31"),
    ("title: X\npublished: [2026-01-31]", "wrong-type", 3, "2026-01-31"),
    ("title: X\nweight: 123456789012345678901234567890", "wrong-type", 3, "10"),
    ("title: X\nweight: .nan", "wrong-type", 3, "whole number"),
    ("title: X\n--- y\nz: 1", "bad-front-matter", 3, "---"),
    ("title: &t \"X\"\ndescription: *t", "bad-front-matter", 2, "quotation"),
    ("title: X\ntags: &t [*t]", "bad-front-matter", 3, "quotation"),
    ("title: X\n<<: {description: y}", "unknown-key", 3, "extra"),
    ("title: X\ndescription: !include /etc/passwd", "bad-front-matter", 3, "tag"),
    ("title: X\ntags: !!python/x [\"y\"]", "bad-front-matter", 3, "tag"),
    ("title: X\n? [a, b]\n: c", "bad-front-matter", 3, "key"),
    ("- title: X", "wrong-type", 2, "list"),
    ("just a sentence", "wrong-type", 2, "text"),
    ("%YAML 1.1\ntitle: X", "bad-front-matter", 2, "%"),
    ("title: X\nstatus: publishd", "bad-value", 3, "`status: published`"),
    ("title: X\naudience: pateint", "bad-value", 3, "`patient`"),
    ("title: X\nslug: ../../evil", "bad-value", 3, "`slug: evil`"),
    ("title: X\nslug: \"a\\0b\"", "control-character", 3, "U+0000"),
    ("title: X\nslug: '!!'", "bad-value", 3, "slug: going-home"),
    ("title: X\naliases: [a, '']", "bad-value", 3, "delete"),
    ("title: X\ntoc: perhaps", "wrong-type", 3, "`toc: yes`"),
    ("title: X\nreview_interval: soon", "wrong-type", 3, "24m"),
    ("title: X\ntags: {a: b}", "wrong-type", 3, "[one, two]"),
    ("title: X\ntags: [a, [b]]", "wrong-type", 3, "list"),
    ("title: X\nreviewers: [{role: clinical}]", "bad-value", 3, "person"),
    ("title: X\nreviewers: [{person: a, role: chef}]", "bad-value", 3, "clinical"),
    ("title: X\ncodes: [{code: 1}]", "bad-value", 3, "system"),
    ("title: X\nreferences: [{doi: 10.1/x}]", "wrong-type", 3, "references.yaml"),
    ("title: X\nlang: cy", "bad-value", 3, "NAME.cy.md"),
    ("title: X\ntopics: [a]", "unknown-key", 3, "`tags`"),
    ("title: X\nredirects: [a]", "unknown-key", 3, "`redirect_from`"),
    ("title: X\norder: 1", "unknown-key", 3, "`weight`"),
    ("title: X\ndraft: true", "withheld-elsewhere", 3, "`status: draft`"),
    ("title: X\ntemplate: ../x.html", "bad-value", 3, "leaflet"),
    ("title: X\nconsent: {on_file: maybe}", "wrong-type", 3, "yes"),
    ("title: X\ncare_cards: [urgnt]", "bad-value", 3, "urgent"),
];

#[test]
fn every_slip_is_told_at_its_line_and_with_its_cure() {
    for &(lines, rule, line, part) in SLIPS {
        let (_, found) = article(&format!("---\n{lines}\n---\ntext\n"));
        let told = found.first().unwrap_or_else(|| panic!("nothing found: {lines}"));
        assert_eq!((told.0, told.1), (rule, line), "{lines:?} {found:?}");
        assert!(told.2.contains(part), "{lines:?} {found:?}");
    }
}

#[test]
fn all_faults_of_a_file_are_told_together() {
    let (article, found) = article(concat!(
        "---\ntitel: X\nreviewed: 31/01/2026\nreview_due: 2026-02-30\n",
        "weight: high\nstatus: done\ntags: [[a]]\n---\n",
    ));
    let mut rules: Vec<(usize, &str)> =
        found.iter().map(|(rule, line, _)| (*line, *rule)).collect();
    rules.sort_unstable();
    assert_eq!(
        rules,
        [
            (1, "missing-title"),
            (2, "unknown-key"),
            (3, "bad-date"),
            (4, "bad-date"),
            (5, "wrong-type"),
            (6, "bad-value"),
            (7, "wrong-type"),
        ]
    );
    assert_eq!(article.front_matter.title.value, "Bad");
}

#[test]
fn hostile_front_matter_is_refused_before_it_is_read() {
    for (lines, rule) in [
        (format!("tags: {}", "[".repeat(60_000)), "bad-front-matter"),
        (format!("tags: {}", "{a: ".repeat(15_900)), "bad-front-matter"),
        (format!("tags: {}", "[".repeat(100_000)), "file-too-large"),
        (
            (0..300).map(|i| " ".repeat(i) + "a:\n").collect::<String>(),
            "bad-front-matter",
        ),
        ("key: x\n".repeat(50_000), "file-too-large"),
        (
            format!("big: &b \"{}\"\nl: [{}]", "x".repeat(30_000), "*b,".repeat(9_000)),
            "bad-front-matter",
        ),
        (format!("a: &a [x]\nb: &b [{}]", "*a,".repeat(9)), "bad-front-matter"),
        ("- ".repeat(30_000), "bad-front-matter"),
        ("? ".repeat(30_000), "bad-front-matter"),
    ] {
        let (_, found) = article(&format!("---\ntitle: X\n{lines}\n---\ntext\n"));
        assert_eq!(found[0].0, rule, "{:?}", &lines[..20]);
        assert!(found.len() <= 20, "{}", found.len());
    }
}

#[test]
fn what_was_written_is_what_is_read() {
    for (value, title) in [
        ("1.10", "1.10"),
        ("no", "no"),
        ("True", "True"),
        ("0012", "0012"),
        ("2026-01-31", "2026-01-31"),
        ("1e3", "1e3"),
        ("|\n  one\n  two", "one two"),
        ("'it''s'", "it's"),
        ("Café – été  # comment", "Café – été"),
        ("12:30:00", "12:30:00"),
    ] {
        let text = format!("---\ntitle: {value}\n---\n");
        let (article, found) = article(&text);
        assert_eq!(found, [], "{value}");
        assert_eq!(article.front_matter.title.value, title, "{value}");
    }
}

#[test]
fn a_file_name_tells_language_and_topic() {
    for (path, language, topic) in [
        ("after/gvhd.md", 0, "after/gvhd"),
        ("after/gvhd.cy.md", 1, "after/gvhd"),
        ("after/gvhd.CY.md", 1, "after/gvhd"),
        ("after/gvhd.fr.md", 0, "after/gvhd.fr"),
        ("after/index.cy.md", 1, "after/index"),
        ("index.md", 0, "index"),
        ("v1.2.md", 0, "v1.2"),
        ("cy.md", 0, "cy"),
        (".cy.md", 0, ".cy"),
    ] {
        let file = file(path, SourceKind::Article, "---\ntitle: X\n---\n");
        let source = parse_article(&file, &config()).value.source;
        assert_eq!(
            (source.language, &*source.topic),
            (LanguageId(language), topic),
            "{path}"
        );
    }
}

#[test]
fn a_draft_by_another_programs_key_is_not_published() {
    let (article, _) = article("---\ntitle: X\ndraft: true\n---\n");
    assert_eq!(article.front_matter.status, Status::Draft);
}

#[test]
fn a_file_that_cannot_be_read_still_has_a_title() {
    let (article, found) = article("---\ntitle: X\n\n# Heading\n");
    assert_eq!(found.len(), 1);
    assert_eq!(article.front_matter.title.value, "X");
    assert_eq!(article.source.body_text(), "\n# Heading\n");
    let mut unread = file("after/going-home.md", SourceKind::Article, "");
    unread.content = crate::source::SourceContent::Undecodable;
    let outcome = parse_article(&unread, &config());
    assert_eq!(outcome.diagnostics, []);
    assert_eq!(outcome.value.front_matter.title.value, "Going home");
}

#[test]
fn a_term_has_a_name_and_a_definition() {
    let (entry, found) = term(concat!(
        "---\nterm: Graft-versus-host disease\nabbreviation: GVHD\naliases: [GvHD]\n",
        "avoid: rejection\nlink: never\nmatch: {case: exact}\narticle: after/gvhd.md\n",
        "pronunciation: graft VER-sus host\n---\nDonor cells attack your body.\n",
    ));
    assert_eq!(found, []);
    assert_eq!(entry.front_matter.abbreviation.as_ref().unwrap().value, "GVHD");
    assert_eq!(entry.front_matter.link, TermLink::Never);
    assert!(entry.front_matter.exact_case);
    for (text, rule, line, part) in [
        ("---\nterm: A\n---\n \n", "term-without-definition", 2, "below"),
        ("---\nterm: \"\"\n---\nd\n", "missing-title", 2, "term"),
        ("---\nterm: \" \u{200b} \"\n---\nd\n", "missing-title", 2, "term"),
        ("---\naliases: x\n---\nd\n", "missing-title", 1, "`term: Gvhd`"),
        ("---\nterm: A\ndefinition: d\n---\nx\n", "unknown-key", 3, "below"),
        ("---\nterm: A\nsynonyms: [d]\n---\nx\n", "unknown-key", 3, "`aliases`"),
        ("---\nterm: A\npart_of_speech: nuon\n---\nx\n", "bad-value", 3, "noun"),
        ("---\nterm: A\naudience: pateint\n---\nx\n", "bad-value", 3, "`patient`"),
        (
            "---\nterm: A\nconfusable_with: [{difference: d}]\n---\nx\n",
            "bad-value",
            3,
            "term",
        ),
        ("---\nterm: A\nconfusable_with: [[B]]\n---\nx\n", "wrong-type", 3, "difference"),
        (
            "---\nterm: A\nreviewers: [{role: clinical}]\n---\nx\n",
            "bad-value",
            3,
            "person",
        ),
        (
            "---\nterm: A\ncodes: [{system: loinc, code: 718-8}]\n---\nx\n",
            "bad-code",
            3,
            "digit",
        ),
        ("---\nterm: A\naliases: {b: c}\n---\nx\n", "wrong-type", 3, "[one, two]"),
        ("---\nterm: \"a\n---\nx\n", "bad-front-matter", 2, "close"),
        ("", "missing-front-matter", 1, "---"),
    ] {
        let (_, found) = term(text);
        assert_eq!(found.len(), 1, "{text:?} {found:?}");
        assert_eq!((found[0].0, found[0].1), (rule, line), "{text:?}");
        assert!(found[0].2.contains(part), "{text:?} {found:?}");
    }
}

const FULL_TERM: &str = r"---
term: allogeneic transplant
expands_to: allogeneic haematopoietic stem cell transplant
aliases: [allograft]
avoid: [allogenic transplant]
short: Cells from a donor.
plain_alternative: transplant from a donor
clinical: >
  Infusion of haematopoietic stem cells
  from another person.
pronunciation: AL-oh-juh-NAY-ik
ipa: ˌæləʊdʒəˈneɪɪk
part_of_speech: noun
confusable_with:
  - { term: autologous transplant, difference: there the cells are your own }
  - syngeneic transplant
broader: stem cell transplant
narrower: [haploidentical transplant]
audience: [patient, school]
codes: { system: snomed-ct, code: 234646005 }
sources: [snowden2022]
references: [sharrack2020]
reviewed: 2026-06-15
reviewer: dr.mensah
reviewers: [{ person: reader.panel, role: patient }]
owner: bmt-service
---
A transplant of cells from another person.
";

#[test]
fn the_whole_record_of_a_term_is_read_without_a_finding() {
    let (entry, found) = term(FULL_TERM);
    assert_eq!(found, []);
    let front_matter = entry.front_matter;
    let clinical = "Infusion of haematopoietic stem cells from another person.";
    assert_eq!(front_matter.clinical.as_deref(), Some(clinical));
    assert_eq!(front_matter.part_of_speech, Some("noun"));
    let [one, other] = front_matter.confusable_with.as_slice() else {
        panic!("two others are named");
    };
    let difference = "there the cells are your own";
    assert_eq!(one.difference.as_deref(), Some(difference));
    assert_eq!(&FULL_TERM[other.term.span.range()], "syngeneic transplant");
    let values = |texts: &[Spanned<String>]| {
        texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(&front_matter.references), ["sharrack2020", "snowden2022"]);
    assert_eq!(values(&front_matter.broader), ["stem cell transplant"]);
    let people = front_matter.reviewers.iter().map(|one| one.person.value.as_str());
    assert_eq!(people.collect::<Vec<_>>(), ["reader.panel", "dr.mensah"]);
    assert_eq!(front_matter.due(12).unwrap().to_string(), "2027-06-15");
}

#[test]
fn all_of_a_snippet_is_body() {
    let file = file("_snippets/visiting.cy.md", SourceKind::Snippet, "Two to eight.\n");
    let snippet = parse_snippet(&file, &config()).value;
    assert_eq!(snippet.source.body_text(), "Two to eight.\n");
    assert_eq!(snippet.source.language, LanguageId(1));
}

#[test]
fn what_a_page_offers_is_read_in_every_form() {
    let (article, found) = article(
        "---\ntitle: A\nformats:\n  - {format: easy-read, file: easy.pdf}\n  - Large-Print\n\
         feedback: web@example.org\nimage: {file: a.jpg, alt: ' A tree '}\n\
         references_display: on-request\nlicence: CC-BY-4.0\nspecialty: hematologic\n\
         source_revision: 2026-01-31\n---\n",
    );
    assert_eq!(found, []);
    let front_matter = &article.front_matter;
    let formats: Vec<_> = front_matter
        .formats
        .iter()
        .map(|one| (&*one.format, one.file.as_ref().map(|file| &*file.value)))
        .collect();
    assert_eq!(formats, [("easy-read", Some("easy.pdf")), ("large-print", None)]);
    assert_eq!(front_matter.feedback, Feedback::At("mailto:web@example.org".to_owned()));
    assert_eq!(front_matter.image.as_ref().unwrap().alt, "A tree");
    assert_eq!(front_matter.references_display, ReferencesDisplay::OnRequest);
    assert_eq!(front_matter.specialty[0].value, "Hematologic");
    assert_eq!(front_matter.translation.date, Some(Date::parse("2026-01-31").unwrap()));
}

#[test]
fn what_a_page_cannot_offer_is_told() {
    for (line, rule, part) in [
        ("formats: easyread", "bad-value", "`formats: easy-read`"),
        ("formats: {file: a.pdf}", "bad-value", "format: easy-read"),
        ("formats: [{format: pdf, file: ' '}]", "bad-value", "delete"),
        ("formats: [[pdf]]", "wrong-type", "text"),
        ("feedback: write to us", "bad-value", "`https:`"),
        ("image: a.jpg", "wrong-type", "group"),
        ("image: {file: a.jpg}", "bad-value", "alt"),
        ("specialty: Blood", "bad-value", "Hematologic"),
        ("translation: {date: soon}", "bad-date", "2026-01-31"),
    ] {
        let (_, found) = article(&format!("---\ntitle: A\n{line}\n---\n"));
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!((found[0].0, found[0].1), (rule, 3), "{line}: {found:?}");
        assert!(found[0].2.contains(part), "{line}: {found:?}");
    }
    for (word, meant) in [("yes", Feedback::OfSite), ("Off", Feedback::Nowhere)] {
        let (article, found) =
            article(&format!("---\ntitle: A\nfeedback: {word}\n---\n"));
        assert_eq!(found, []);
        assert_eq!(article.front_matter.feedback, meant, "{word}");
    }
}
