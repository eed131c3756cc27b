//! Terms, and lists from A to Z.

use crate::base::{Html, slugify};
use crate::theme::view::{
    ConfusableView, GlossaryRowView, GlossaryView, LetterGroupView, LetterView, TermView,
    TopicGroupView, TopicRowView, TopicsView, UsedInView,
};

use super::{described, link};

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
        names: Vec::new(),
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
                        names: Vec::new(),
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
pub(in crate::theme) fn term() -> TermView {
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
        extra: serde_json::json!({ "leaflet": 7 }),
    }
}

/// A term of which nothing but its definition is known.
pub(in crate::theme) fn bare_term() -> TermView {
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
        extra: serde_json::Value::Null,
    }
}

pub(super) fn topics() -> TopicsView {
    let row = |name: &str, title: &str| TopicRowView {
        name: name.to_owned(),
        page: described(title, "/after/gvhd/", "Donor cells attack your body."),
        see: name != title,
    };
    TopicsView {
        letters: vec![
            LetterView { letter: "F".to_owned(), anchor: None },
            LetterView { letter: "G".to_owned(), anchor: Some("letter-g".to_owned()) },
        ],
        groups: vec![TopicGroupView {
            letter: "G".to_owned(),
            anchor: "letter-g".to_owned(),
            rows: vec![
                row("Graft-versus-host disease", "Graft-versus-host disease"),
                row("GVHD", "Graft-versus-host disease"),
            ],
        }],
    }
}
