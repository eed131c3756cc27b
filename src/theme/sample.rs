//! Made-up views with every field filled, for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Html, slugify};

use super::Theme;
use super::view::*;

pub(super) fn link(title: &str, url: &str) -> LinkView {
    LinkView::plain(title.to_owned(), url.to_owned())
}

fn described(title: &str, url: &str, description: &str) -> LinkView {
    LinkView { description: Some(description.to_owned()), ..link(title, url) }
}

pub(super) fn contact() -> ContactView {
    ContactView {
        id: "bmt-24h".to_owned(),
        name: "Transplant ward telephone line".to_owned(),
        phone: Some("020 7946 0321".to_owned()),
        phone_url: Some("tel:+442079460321".to_owned()),
        email: Some("transplant@riverside.example".to_owned()),
        hours: Some("Monday to Friday, 9am to 5pm".to_owned()),
        always_open: true,
        note: Some("Say that you have had a transplant.".to_owned()),
    }
}

/// The view of a site in a language, with the assets of `theme` under their own names.
pub(super) fn site(theme: &Theme, tag: &str, direction: &str) -> SiteView {
    SiteView {
        title: "Riverside Transplant Service".to_owned(),
        organisation: Some("Riverside Hospital".to_owned()),
        logo: None,
        language: LanguageView {
            tag: tag.to_owned(),
            name: "English".to_owned(),
            direction: direction.to_owned(),
        },
        home: "/".to_owned(),
        glossary: Some("/glossary/".to_owned()),
        tags: Some("/tags/".to_owned()),
        topics: Some("/a-to-z/".to_owned()),
        accessibility: Some(link("Accessibility statement", "/accessibility/")),
        feed: Some("/feed.xml".to_owned()),
        menu: vec![
            link("Your transplant", "/transplant/"),
            link("Types of transplant", "/types/"),
            link("Before", "/before/"),
            link("In hospital", "/during/"),
            link("After your transplant", "/after/"),
            link("For donors", "/donors/"),
        ],
        sections: vec![
            described("Your transplant", "/transplant/", "What a transplant is."),
            link("For carers", "/carers/"),
        ],
        staff: vec![link("Staff guides", "/staff/")],
        footer: vec![
            link("Accessibility statement", "/accessibility/"),
            link("About this information", "/about/"),
        ],
        urgent_contact: Some(contact()),
        assets: theme
            .assets()
            .map(|(name, _)| (name.to_owned(), format!("static/{name}")))
            .collect(),
        fonts: vec!["/assets/fonts/own.0a1b2c3d4e.woff2".to_owned()],
        manifest: Some("/manifest.webmanifest".to_owned()),
        icons: vec![IconView {
            url: "static/icons/favicon.svg".to_owned(),
            media_type: "image/svg+xml".to_owned(),
            sizes: Some("any".to_owned()),
        }],
        options: theme.option_values(&[]),
        strings: theme.strings(tag),
    }
}

/// A page with every field filled.
pub(super) fn page(kind: &'static str) -> PageView {
    PageView {
        kind,
        title: "Graft-versus-host disease (GVHD)".to_owned(),
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
        contents: contents(),
        breadcrumbs: vec![link("Home", "/"), link("After your transplant", "/after/")],
        previous: Some(link("Preventing infection", "/after/infection/")),
        next: Some(link("Eating and drinking after a transplant", "/after/food/")),
        children: vec![
            described("Before", "/before/", "Tests, decisions and getting ready."),
            described("Transplant day", "/during/day/", "What happens on the day."),
            link("Low counts", "/during/low-counts/"),
            described("Going home", "/after/home/", "What you need to know at home."),
        ],
        tags: vec![
            link("Complications", "/tags/complications/"),
            link("Skin", "/tags/skin/"),
        ],
        translations: translations(),
        guide: Some(guide()),
        published: Some(date("2025-11-03", "3 November 2025")),
        updated: Some(date("2026-03-04", "4 March 2026")),
        behind: Some(date("2026-05-06", "6 May 2026")),
        formats: formats(),
        feedback: Some(link("Tell us about this page", "mailto:web@riverside.example")),
        image: Some(image()),
        review: Some(review()),
        contact: Some(contact()),
        references: references(),
        references_display: "collapsed",
        related: vec![
            described("Infection", "/after/infection/", "How to lower the chance of it."),
            link("Medicines after a transplant", "/after/medicines/"),
        ],
        moved: vec![MovedView {
            anchor: "conditioning".into(),
            heading: Some("Conditioning treatment".into()),
            title: "Before the transplant".into(),
            url: "/before/#conditioning".into(),
            language: None,
        }],
        backlinks: vec![BacklinkView {
            title: "Types of transplant".into(),
            url: "/types/".into(),
            language: Some("cy".into()),
            sentence: "Before it you have conditioning treatment.".into(),
        }],
        superseded_by: Some(link("Chronic GVHD", "/after/chronic-gvhd/")),
        glossary: Some(glossary()),
        term: Some(term()),
        topics: Some(topics()),
        statement: Some(statement()),
        json_ld: Some(Html("{\"@type\":\"DefinedTermSet\"}".to_owned())),
        reading_minutes: Some(6),
        extra: serde_json::json!({ "campaign": { "weeks": [1, 2.5], "open": true } }),
        content: Arc::new(Html("<p>Body.</p>".to_owned())),
        words: Arc::new(Html("<div><dt>Word</dt><dd>Words.</dd></div>".to_owned())),
        nav: Arc::new(Html(String::new())),
        menu: Arc::default(),
    }
}

fn date(iso: &str, text: &str) -> DateView {
    DateView { iso: iso.to_owned(), text: text.to_owned() }
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
        pages: vec![
            page("Overview", "/after/", false),
            page("Preventing infection", "/after/infection/", false),
            page("Graft-versus-host disease", "/after/gvhd/", true),
        ],
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

fn topics() -> TopicsView {
    let row = |name: &str, title: &str| TopicRowView {
        name: name.to_owned(),
        page: described(title, "/after/gvhd/", "Donor cells attack your body."),
        see: name != title,
    };
    TopicsView {
        letters: vec![
            LetterView { letter: "F".to_owned(), anchor: None },
            LetterView { letter: "G".to_owned(), anchor: Some("letter_g".to_owned()) },
        ],
        groups: vec![TopicGroupView {
            letter: "G".to_owned(),
            anchor: "letter_g".to_owned(),
            rows: vec![
                row("Graft-versus-host disease", "Graft-versus-host disease"),
                row("GVHD", "Graft-versus-host disease"),
            ],
        }],
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

fn review() -> ReviewView {
    let person = |name: &str, job: &str, role: Option<&str>| PersonView {
        name: name.to_owned(),
        job_title: Some(job.to_owned()),
        role: role.map(str::to_owned),
    };
    let date = |iso: &str, text: &str| {
        Some(DateView { iso: iso.to_owned(), text: text.to_owned() })
    };
    ReviewView {
        reviewed: date("2026-02-03", "3 February 2026"),
        due: date("2028-02-03", "3 February 2028"),
        overdue: true,
        reviewers: vec![
            person("Dr Ada Example", "Consultant haematologist", Some("clinical review")),
            person("Reader panel", "Patients and carers", Some("patient review")),
        ],
        owner: Some(person("Transplant service", "Patient information team", None)),
    }
}

fn letters() -> Vec<LetterView> {
    let letter = |letter: &str| LetterView {
        letter: letter.to_owned(),
        anchor: ["G", "N"]
            .contains(&letter)
            .then(|| format!("letter-{}", letter.to_lowercase())),
    };
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "N", "Z"].map(letter).into()
}

/// An A to Z of two words and a "see" row.
pub(super) fn glossary() -> GlossaryView {
    let entry = |term: TermView| GlossaryRowView {
        name: term.name.clone(),
        anchor: slugify(&term.name),
        see: None,
        term: Some(term),
    };
    let group = |letter: &str, rows| LetterGroupView {
        letter: letter.to_owned(),
        anchor: format!("letter-{}", letter.to_lowercase()),
        rows,
    };
    GlossaryView {
        letters: letters(),
        groups: vec![
            group(
                "G",
                vec![
                    entry(term()),
                    GlossaryRowView {
                        name: "GvHD".to_owned(),
                        anchor: "gvhd".to_owned(),
                        see: Some(link("Graft-versus-host disease", GVHD)),
                        term: None,
                    },
                ],
            ),
            group("N", vec![entry(bare_term())]),
        ],
    }
}

/// The address of the entry that the samples name.
const GVHD: &str = "/glossary/#graft-versus-host-disease";

/// A term with every field filled.
pub(super) fn term() -> TermView {
    TermView {
        name: "Graft-versus-host disease".to_owned(),
        url: GVHD.to_owned(),
        abbreviation: Some("GVHD".to_owned()),
        expands_to: Some("graft-versus-host disease".to_owned()),
        part_of_speech: Some("noun".to_owned()),
        pronunciation: Some("GRAFT VER-sus HOHST dih-ZEEZ".to_owned()),
        ipa: Some("ɡrɑːft".to_owned()),
        plain_alternative: Some("donor cells against you".to_owned()),
        short: Html("Donor cells attack <em>your own</em> body.".to_owned()),
        definition: Some(Html("<p>Donor cells attack your own body.</p>\n".to_owned())),
        clinical: Some("T cells of the donor recognise the host.".to_owned()),
        audience: vec!["For patients".to_owned()],
        page: Some(link("Graft-versus-host disease", "/glossary/gvhd/")),
        aliases: vec!["graft versus host disease".to_owned()],
        article: Some(link("Graft-versus-host disease", "/after/gvhd/")),
        confusable_with: vec![
            ConfusableView {
                term: link("Rejection", "/glossary/#rejection"),
                difference: Some("Your cells attack the donor's.".to_owned()),
            },
            ConfusableView {
                term: link("Relapse", "/glossary/#relapse"),
                difference: None,
            },
        ],
        broader: vec![link("Complication", "/glossary/#complication")],
        narrower: vec![link("Chronic GVHD", "/glossary/#chronic-gvhd")],
        see_also: vec![link("Graft", "/glossary/#graft")],
        used_in: Some(UsedInView {
            count: 9,
            first: vec![link("Infection", "/after/infection/")],
            more: vec![link("Going home", "/after/home/")],
            left_out: 7,
        }),
        sample: true,
    }
}

/// A term of which nothing but its definition is known.
pub(super) fn bare_term() -> TermView {
    TermView {
        name: "Neutrophil".to_owned(),
        url: "/glossary/#neutrophil".to_owned(),
        abbreviation: None,
        expands_to: None,
        part_of_speech: None,
        pronunciation: None,
        ipa: None,
        plain_alternative: None,
        short: Html("A white blood cell that fights infection.".to_owned()),
        definition: Some(Html(
            "<p>A white blood cell that fights infection.</p>\n".to_owned(),
        )),
        clinical: None,
        audience: Vec::new(),
        page: None,
        aliases: Vec::new(),
        article: None,
        confusable_with: Vec::new(),
        broader: Vec::new(),
        narrower: Vec::new(),
        see_also: Vec::new(),
        used_in: None,
        sample: false,
    }
}

pub(super) fn block(kind: &str, title: Option<&str>, body: &str) -> BlockView {
    BlockView {
        kind: kind.to_owned(),
        title: title.map(Html::from_text),
        level: 3,
        anchor: title.map(slugify),
        body: Html(body.to_owned()),
        contact: (kind == "contact").then(contact),
    }
}

pub(super) fn nav() -> NavView {
    let entry = |title: &str, url: &str, section| NavEntryView {
        title: title.to_owned(),
        url: url.to_owned(),
        section,
        children: Vec::new(),
    };
    let medicines = NavEntryView {
        children: vec![entry("Steroids", "/after/medicines/steroids/", false)],
        ..entry("Medicines", "/after/medicines/", true)
    };
    NavView {
        tree: NavTreeView {
            title: "After your transplant".to_owned(),
            url: "/after/".to_owned(),
            entries: vec![entry("Going home", "/after/home/", false), medicines],
        },
        title: "After your transplant".to_owned(),
        url: "/after/".to_owned(),
        entries: vec![
            entry("Going home", "/after/home/", false),
            entry("Preventing infection", "/after/infection/", false),
            entry("Graft-versus-host disease (GVHD)", "/after/gvhd/", false),
            entry("Eating and drinking after a transplant", "/after/food/", false),
            entry("Medicines", "/after/medicines/", true),
        ],
    }
}

/// The file of a site, as the source stage would give it.
pub(super) fn theme_file(id: u32, path: &str, text: &str) -> crate::source::SourceFile {
    crate::source::SourceFile {
        id: crate::base::FileId(id),
        kind: crate::source::SourceKind::Theme,
        path: crate::base::ContentPath::new(path).expect("tests give sound paths"),
        shown: format!("themes/{path}").into(),
        content: crate::source::SourceContent::Text {
            text: Arc::from(text),
            lines: crate::base::LineIndex::default(),
        },
    }
}

/// A page with every optional field empty.
pub(super) fn bare_page(kind: &'static str) -> PageView {
    PageView {
        kind,
        title: "Bare".to_owned(),
        description: None,
        url: "/bare/".to_owned(),
        canonical: None,
        content_type: None,
        audience: Vec::new(),
        sample: false,
        draft: false,
        contents: Vec::new(),
        breadcrumbs: Vec::new(),
        previous: None,
        next: None,
        children: Vec::new(),
        tags: Vec::new(),
        translations: Vec::new(),
        guide: None,
        published: None,
        updated: None,
        behind: None,
        formats: Vec::new(),
        feedback: None,
        image: None,
        review: None,
        contact: None,
        references: Vec::new(),
        references_display: "collapsed",
        related: Vec::new(),
        backlinks: Vec::new(),
        moved: Vec::new(),
        superseded_by: None,
        glossary: None,
        term: None,
        topics: None,
        statement: None,
        json_ld: None,
        reading_minutes: None,
        extra: serde_json::Value::Null,
        content: Arc::default(),
        words: Arc::default(),
        nav: Arc::default(),
        menu: Arc::default(),
    }
}

/// A site of which nothing is known.
pub(super) fn bare_site(theme: &Theme) -> SiteView {
    SiteView {
        title: "Bare site".to_owned(),
        organisation: None,
        logo: None,
        language: LanguageView {
            tag: "en".to_owned(),
            name: "English".to_owned(),
            direction: "ltr".to_owned(),
        },
        home: "/".to_owned(),
        glossary: None,
        tags: None,
        topics: None,
        accessibility: None,
        feed: None,
        menu: Vec::new(),
        sections: Vec::new(),
        staff: Vec::new(),
        footer: Vec::new(),
        urgent_contact: None,
        assets: BTreeMap::from([(
            "css/main.css".to_owned(),
            "static/css/main.css".to_owned(),
        )]),
        fonts: Vec::new(),
        manifest: None,
        icons: Vec::new(),
        options: theme.option_values(&[]),
        strings: theme.strings("en"),
    }
}
