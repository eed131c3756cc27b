//! References as readers see them.

use super::*;
use crate::base::{FileId, Span};

fn reference(kind: &str, title: &str) -> Reference {
    Reference {
        anchor: String::new(),
        span: Span::file(FileId(0)),
        kind: kind.to_owned(),
        authors: Vec::new(),
        editors: Vec::new(),
        title: title.to_owned(),
        edition: None,
        journal: None,
        place: None,
        organisation: None,
        number: None,
        year: None,
        month: None,
        volume: None,
        issue: None,
        pages: None,
        doi: None,
        pmid: None,
        pmcid: None,
        isbn: None,
        nct: None,
        isrctn: None,
        language: None,
        url: None,
        accessed: None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "short for `Some(text.to_owned())`")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn text(reference: &Reference) -> String {
    let html = format_reference(reference).0;
    let outside = html.split('<').map(|part| part.split('>').next_back().unwrap());
    outside.collect()
}

#[test]
fn a_book_names_its_editors_edition_and_place() {
    let book = Reference {
        editors: names(&["Carreras E", "Dufour C"]),
        edition: some("7th"),
        place: some("Cham"),
        organisation: some("Springer"),
        year: some("2019"),
        isbn: some("978-3-030-02277-8"),
        ..reference("book", "The handbook")
    };
    assert_eq!(
        text(&book),
        "Carreras E, Dufour C, editors. The handbook. 7th ed. Cham: Springer; 2019. \
         ISBN 978-3-030-02277-8."
    );
    let chapter = Reference {
        kind: "chapter".to_owned(),
        authors: names(&["Duarte RF"]),
        editors: names(&["Carreras E"]),
        title: "Engraftment".to_owned(),
        journal: some("The handbook"),
        edition: some("7th edition"),
        month: some("Mar"),
        language: some("French"),
        ..book
    };
    assert_eq!(
        text(&chapter),
        "Duarte RF. Engraftment. In: Carreras E, editor. The handbook. 7th edition. \
         Cham: Springer; 2019 Mar. ISBN 978-3-030-02277-8. French."
    );
}

#[test]
fn a_trial_leads_to_its_registration() {
    let trial = Reference {
        nct: some("NCT01234567"),
        isrctn: some("ISRCTN12345678"),
        ..reference("trial", "A trial")
    };
    assert_eq!(text(&trial), "A trial. ClinicalTrials.gov: NCT01234567. ISRCTN12345678.");
}

#[test]
fn a_journal_article_names_six_authors_and_its_numbers() {
    let snowden = Reference {
        authors: names(&[
            "Snowden JA",
            "Sánchez-Ortega I",
            "Corbacioglu S",
            "Basak GW",
            "Chabannon C",
            "de la Camara R",
            "Dolstra H",
        ]),
        journal: some("Bone Marrow Transplant"),
        year: some("2022"),
        volume: some("57"),
        issue: some("8"),
        pages: some("1217-1239"),
        doi: some("10.1038/s41409-022-01691-w"),
        pmid: some("35589997"),
        ..reference("journal", "Indications for transplant in Europe, 2022")
    };
    assert_eq!(
        format_reference(&snowden).as_str(),
        "Snowden JA, Sánchez-Ortega I, Corbacioglu S, Basak GW, Chabannon C, \
         de la Camara R, et al. Indications for transplant in Europe, 2022. \
         Bone Marrow Transplant. 2022;57(8):1217-1239. \
         doi: <a href=\"https://doi.org/10.1038/s41409-022-01691-w\">\
         10.1038/s41409-022-01691-w</a>. \
         PMID: <a href=\"https://pubmed.ncbi.nlm.nih.gov/35589997/\">35589997</a>."
    );
    let sharrack = Reference {
        authors: names(&["Sharrack B", "Saccardi R"]),
        journal: some("Bone Marrow Transplant"),
        year: some("2020"),
        volume: some("55"),
        issue: some("2"),
        pages: some("283-306"),
        doi: some("https://doi.org/10.1038/s41409-019-0684-0"),
        pmid: some("31558790"),
        ..reference("journal", "Autologous transplant in multiple sclerosis")
    };
    assert_eq!(
        text(&sharrack),
        "Sharrack B, Saccardi R. Autologous transplant in multiple sclerosis. \
         Bone Marrow Transplant. 2020;55(2):283-306. \
         doi: 10.1038/s41409-019-0684-0. PMID: 31558790."
    );
}

#[test]
fn a_guideline_is_cited_by_its_body_number_and_day() {
    let cg151 = Reference {
        organisation: some("National Institute for Health and Care Excellence"),
        number: some("CG151"),
        year: some("2012"),
        url: some("https://www.nice.org.uk/guidance/cg151"),
        accessed: Date::parse("2026-01-20").ok(),
        ..reference(
            "guideline",
            "Neutropenic sepsis: prevention and management in people with cancer",
        )
    };
    assert_eq!(
        format_reference(&cg151).as_str(),
        "National Institute for Health and Care Excellence. Neutropenic sepsis: \
         prevention and management in people with cancer [Internet]. \
         Guideline CG151. 2012 [cited 2026 Jan 20]. Available from: \
         <a href=\"https://www.nice.org.uk/guidance/cg151\">\
         https://www.nice.org.uk/guidance/cg151</a>"
    );
}

#[test]
fn every_kind_has_its_pattern() {
    let with = |kind: &str| Reference {
        authors: names(&["Roe A"]),
        organisation: some("Publisher"),
        year: some("2019"),
        ..reference(kind, "Title?")
    };
    let book = with("book");
    let chapter =
        Reference { journal: some("The book"), pages: some("9-12"), ..with("chapter") };
    let web = Reference { url: some("https://x.org/a b"), ..with("web") };
    let trial = Reference { number: some("NCT00000000"), ..with("trial") };
    let internal = Reference { url: some("https://intranet/x"), ..with("internal") };
    for (reference, expected) in [
        (book, "Roe A. Title? Publisher; 2019."),
        (chapter, "Roe A. Title? In: The book. Publisher; 2019. p. 9-12."),
        (
            web,
            "Roe A. Title? [Internet]. Publisher; 2019. Available from: https://x.org/a%20b",
        ),
        (trial, "Roe A. Title? NCT00000000. Publisher; 2019."),
        (with("dataset"), "Roe A. Title? [dataset]. Publisher; 2019."),
        (internal, "Roe A. Title? [internal document]. Publisher; 2019."),
        (reference("odd", ""), ""),
    ] {
        assert_eq!(text(&reference), expected);
    }
}

#[test]
fn nothing_in_a_record_becomes_markup() {
    let evil = "\"><script>alert(1)</script>";
    let reference = Reference {
        authors: names(&[evil]),
        journal: some(evil),
        year: some(evil),
        doi: some("10.1016/S1473-3099(18)30600-5<x>\"'"),
        pmid: some(evil),
        pmcid: some("PMC1/../x"),
        url: some("javascript:alert(1)"),
        ..reference("journal", evil)
    };
    let html = format_reference(&reference).0;
    assert_eq!(html.matches('<').count(), 2, "one link: {html}");
    assert!(
        html.contains(
            "href=\"https://doi.org/10.1016/S1473-3099(18)30600-5%3Cx%3E%22%27\""
        )
    );
}
