//! A page with every field filled, and one with none.

use std::sync::Arc;

use crate::base::Html;
use crate::theme::view::{
    AccountView, BacklinkView, ContentsView, FormatView, GuidePageView, GuideView,
    ImageView, LinkView, MovedView, NoticeView, PageView, PartView, PartsView,
    PersonView, ProblemView, ReferenceView, ReviewView, StatementView, TranslationView,
};
use crate::theme::{PlacedMenu, SectionMenu};

use super::term::{glossary, term, topics};
use super::{contact, date, described, link};

/// A page with every field filled.
#[expect(clippy::too_many_lines, reason = "one field after the other")]
pub(in crate::theme) fn page(kind: &'static str) -> PageView {
    PageView {
        kind,
        title: "Graft-versus-host disease (GVHD)".to_owned(),
        apart: Some("After your transplant".to_owned()),
        description: Some(
            "What graft-versus-host disease is, which parts of the body it can affect \
             and when to call your transplant team."
                .to_owned(),
        ),
        url: "/after/gvhd/".to_owned(),
        canonical: Some("https://transplant.riverside.example/after/gvhd/".to_owned()),
        content_type: Some("symptom-or-side-effect".to_owned()),
        audience: vec!["For patients".to_owned(), "For carers".to_owned()],
        sample: true,
        draft: true,
        robots: Some("noindex, nofollow"),
        search: Some("/search/".to_owned()),
        contents: contents(),
        breadcrumbs: vec![link("Home", "/"), link("After your transplant", "/after/")],
        previous: Some(link("Preventing infection", "/after/infection/")),
        next: Some(link("Eating and drinking after a transplant", "/after/food/")),
        children: children(),
        parts: Some(parts()),
        tags: vec![
            link("Complications", "/tags/complications/"),
            link("Skin", "/tags/skin/"),
        ],
        translations: translations(),
        guide: Some(guide()),
        published: Some(date("2025-11-03", "3 November 2025")),
        updated: Some(date("2026-03-04", "4 March 2026")),
        behind: Some(date("2026-05-06", "6 May 2026")),
        changed_since_signed: true,
        machine: vec![notice()],
        formats: formats(),
        feedback: Some(link("Tell us about this page", "mailto:web@riverside.example")),
        image: Some(image()),
        review: Some(review()),
        account: Some(account()),
        contact: Some(contact()),
        urgent_line: true,
        references: references(),
        references_display: "collapsed",
        related: related(),
        moved: vec![moved()],
        backlinks: vec![backlink()],
        superseded_by: Some(link("Chronic GVHD", "/after/chronic-gvhd/")),
        glossary: Some(glossary()),
        term: Some(term()),
        topics: Some(topics()),
        statement: Some(statement()),
        json_ld: Some(Html("{\"@type\":\"DefinedTermSet\"}".to_owned())),
        reading_minutes: Some(6),
        extra: serde_json::json!({ "campaign": { "weeks": [1, 2.5], "open": true } }),
        content: Arc::new(Html("<p>Body.</p>".to_owned())),
        cards: Arc::new(Html("<div class=\"card\"><p>Call now.</p></div>".to_owned())),
        word_count: 1,
        labelled_tables: true,
        code: true,
        words: Arc::new(Html("<div><dt>Word</dt><dd>Words.</dd></div>".to_owned())),
        nav: SectionMenu::default(),
        menu: PlacedMenu::default(),
    }
}

fn children() -> Vec<LinkView> {
    vec![
        described("Before", "/before/", "Tests, decisions and getting ready."),
        described("Transplant day", "/during/day/", "What happens on the day."),
        link("Low counts", "/during/low-counts/"),
        described("Going home", "/after/home/", "What you need to know at home."),
    ]
}

fn parts() -> PartsView {
    let part = |number: usize, gap| PartView {
        number,
        url: format!("/after/page/{number}/"),
        current: number == 3,
        gap,
    };
    PartsView {
        number: 3,
        count: 9,
        previous: Some(link("Page 2 of 9", "/after/page/2/")),
        next: Some(link("Page 4 of 9", "/after/page/4/")),
        pages: vec![part(2, true), part(3, false), part(4, false), part(9, true)],
    }
}

fn related() -> Vec<LinkView> {
    vec![
        described("Infection", "/after/infection/", "How to lower the chance of it."),
        link("Medicines after a transplant", "/after/medicines/"),
    ]
}

fn moved() -> MovedView {
    MovedView {
        anchor: "conditioning".into(),
        heading: Some("Conditioning treatment".into()),
        title: "Before the transplant".into(),
        url: "/before/#conditioning".into(),
        language: None,
    }
}

fn backlink() -> BacklinkView {
    BacklinkView {
        title: "Types of transplant".into(),
        url: "/types/".into(),
        language: Some("cy".into()),
        sentence: "Before it you have conditioning treatment.".into(),
    }
}

fn guide() -> GuideView {
    let page = |title: &str, url: &str, current| GuidePageView {
        title: title.to_owned(),
        url: url.to_owned(),
        current,
    };
    GuideView {
        title: "After your transplant".to_owned(),
        url: "/after/".to_owned(),
        whole: Some("/after/whole-guide/".to_owned()),
        pages: vec![
            page("Overview", "/after/", false),
            page("Preventing infection", "/after/infection/", false),
            page("Graft-versus-host disease", "/after/gvhd/", true),
        ],
        more: true,
    }
}

fn formats() -> Vec<FormatView> {
    let format = |format: &str, title: &str, url: Option<&str>| FormatView {
        format: format.to_owned(),
        title: title.to_owned(),
        url: url.map(str::to_owned),
        size: url.map(|_| "PDF, 545 KB".to_owned()),
    };
    vec![
        format("easy-read", "Easy read", Some("/after/gvhd-easy.pdf")),
        format("braille-on-request", "Braille", None),
    ]
}

fn image() -> ImageView {
    ImageView {
        url: "https://transplant.riverside.example/after/skin.png".to_owned(),
        alt: "A nurse looks at the skin of an arm.".to_owned(),
        width: Some(1200),
        height: Some(630),
    }
}

fn statement() -> StatementView {
    StatementView {
        compliance: "partially".to_owned(),
        standard: "WCAG 2.2 AA".to_owned(),
        problems: vec![ProblemView {
            description: "Three old leaflets have no tags.".to_owned(),
            criterion: Some("1.3.1 Info and Relationships".to_owned()),
            reason: "non-compliance".to_owned(),
            fixed_by: Some(date("2027-03-31", "31 March 2027")),
        }],
        testing: Some("We tested ten pages with a keyboard.".to_owned()),
        tested: Some(date("2026-09-01", "1 September 2026")),
        prepared: Some(date("2025-09-23", "23 September 2025")),
        reviewed: Some(date("2026-09-14", "14 September 2026")),
        contact: Some(contact()),
        response_time: Some("5 working days".to_owned()),
        enforcement: Some(link("The commission", "https://commission.example/")),
    }
}

fn references() -> Vec<ReferenceView> {
    vec![
        ReferenceView {
            number: 1,
            anchor: "ref-snowden2022".to_owned(),
            html: Html(
                "Snowden JA. Indications for haematopoietic cell transplantation. Bone \
                 Marrow Transplant 2022;57:1217-1239. \
                 <a href=\"https://doi.org/10.1038/s41409-022-01691-w\">doi:10.1038/\
                 s41409-022-01691-w</a>"
                    .to_owned(),
            ),
        },
        ReferenceView {
            number: 2,
            anchor: "ref-nice".to_owned(),
            html: Html("NICE. Neutropenic sepsis (CG151). 2012.".to_owned()),
        },
    ]
}

fn contents() -> Vec<ContentsView> {
    let heading = |title: &str, anchor: &str, children| ContentsView {
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        children,
    };
    vec![
        heading("Symptoms", "symptoms", vec![heading("Skin", "skin", vec![])]),
        heading("Treatment and what you can do", "treatment", vec![]),
        heading("Figures", "figures", vec![]),
    ]
}

fn notice() -> NoticeView {
    NoticeView {
        tag: "en-GB".to_owned(),
        direction: "ltr".to_owned(),
        title: "Translated by a machine.".to_owned(),
        text: "Nobody has checked it.".to_owned(),
    }
}

fn translations() -> Vec<TranslationView> {
    let translation = |tag: &str, name: &str, direction: &str, current| TranslationView {
        tag: tag.to_owned(),
        name: name.to_owned(),
        direction: direction.to_owned(),
        url: format!("/{tag}/after/gvhd/"),
        canonical: Some(format!(
            "https://transplant.riverside.example/{tag}/after/gvhd/"
        )),
        current,
    };
    vec![
        translation("en-GB", "English", "ltr", true),
        translation("cy", "Cymraeg", "ltr", false),
        translation("ar", "العربية", "rtl", false),
    ]
}

fn person(name: &str, job: &str, role: Option<&str>) -> PersonView {
    PersonView {
        name: name.to_owned(),
        job_title: Some(job.to_owned()),
        organisation: Some("Riverside Hospital".to_owned()),
        url: Some("https://riverside.example/people".to_owned()),
        role: role.map(str::to_owned),
        scope: role.map(|_| "all doses".to_owned()),
        date: role.map(|_| date("2026-01-28", "28 January 2026")),
    }
}

fn account() -> AccountView {
    AccountView {
        authors: vec![person("Callum Example", "Writer", None)],
        approved_by: Some("Patient information group".to_owned()),
        approved: Some(date("2026-02-02", "2 February 2026")),
        approval: Some("PIG-2026-114".to_owned()),
        involvement: Some("reader panel".to_owned()),
        involved: Some(6),
        involved_on: Some(date("2026-01-15", "15 January 2026")),
        evidence_checked: Some(date("2026-01-20", "20 January 2026")),
        funding: Some("none".to_owned()),
        conflicts: Some("One author was paid by a maker of medicines.".to_owned()),
        licence: Some(link("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0.html")),
        version: Some("2.1".to_owned()),
    }
}

fn review() -> ReviewView {
    ReviewView {
        reviewed: Some(date("2026-02-03", "3 February 2026")),
        due: Some(date("2028-02-03", "3 February 2028")),
        overdue: true,
        reviewers: vec![
            person("Dr Ada Example", "Consultant haematologist", Some("clinical review")),
            person("Reader panel", "Patients and carers", Some("patient review")),
        ],
        owner: Some(person("Transplant service", "Patient information team", None)),
    }
}

/// A page with every optional field empty.
pub(in crate::theme) fn bare_page(kind: &'static str) -> PageView {
    PageView::bare(kind, "Bare", "/bare/")
}
