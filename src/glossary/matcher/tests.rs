//! Which mentions are found: one line for each rule.

use std::fmt::Write as _;
use std::sync::Arc;

use super::*;
use crate::article::{TermId, parse_term};
use crate::base::{ContentPath, FileId};
use crate::config::Config;
use crate::source::{SourceFile, SourceKind};

/// A matcher of terms, each given by its front matter on one line.
fn matcher(tag: &str, terms: &[&str]) -> Matcher {
    let parse = |yaml: &&str| {
        let text = format!("---\n{{{yaml}}}\n---\nWords.\n");
        let path = ContentPath::new("glossary/x.md").unwrap();
        let file = SourceFile::from_text(FileId(0), SourceKind::Term, path, &text);
        parse_term(&file, &Config::default()).value.front_matter
    };
    let terms: Vec<Arc<TermFrontMatter>> = terms.iter().map(parse).collect();
    let numbers = (0..).map(TermId);
    Matcher::new(tag, numbers.zip(terms.iter().map(AsRef::as_ref)))
}

/// The text with every mention in square brackets and its term's number behind it.
fn shown(matcher: &Matcher, text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    let hits = matcher.find(text).into_iter();
    for hit in hits.filter(|hit| hit.standing == Standing::Own) {
        shown.push_str(&text[at..hit.range.start]);
        let _ = write!(shown, "[{}]{}", &text[hit.range.clone()], hit.term.0);
        at = hit.range.end;
    }
    shown + &text[at..]
}

/// Checks cases: a text in which what is to be found stands in brackets.
fn check(tag: &str, terms: &[&str], cases: &[&str]) {
    let matcher = matcher(tag, terms);
    for case in cases {
        let mut text = (*case).to_owned();
        for number in 0..terms.len() {
            text = text.replace(&format!("]{number}"), "");
        }
        let text = text.replace('[', "");
        assert_eq!(shown(&matcher, &text), *case);
    }
}

#[test]
fn whole_words_in_any_case_and_spelling() {
    check(
        "en-GB",
        &["term: graft-versus-host disease", "term: graft", "term: bone marrow"],
        &[
            "A [graft]1 is not grafted, engraft or a graft2.",
            // The longest wins, whatever joins its words.
            "[Graft-versus-host disease]0 and [graft versus host  disease]0.",
            "[graft\u{2011}versus\u{2013}host\u{a0}disease]0, [GRAFT-VERSUS-HOST DISEASE]0",
            "[graft-\nversus-host\ndisease]0",
            "[bone-marrow]2 and [Bone\u{202f}marrow]2",
            // A dash between spaces, or two in a row, is none that joins.
            "the bone \u{2013} marrow, the bone -- marrow, bone, marrow",
            // A term in a term: the shorter one where the longer one is not.
            "graft-versus-host reaction",
            "graft-versus-host diseased",
            "[graft's]1 \u{2018}[graft]1\u{2019} ([graft]1)/[graft]1",
        ],
    );
}

#[test]
fn plurals_and_possessives_of_the_last_word() {
    check(
        "en",
        &[
            "term: biopsy",
            "term: stem cell",
            "term: virus",
            "term: platelets",
            "term: sepsis",
            "term: computed tomography, abbreviation: CT",
            "term: Crohn's disease",
        ],
        &[
            "[biopsies]0, [biopsy's]0, [stem cells]1, [viruses]2, a platelet",
            "stems cell, biopsys, bio psy, sepse",
            "the [stem cells']1 place, \u{2018}the [stem cells]1\u{2019} place",
            "the [platelets\u{2019}]3 job, [platelets]3\u{2018} x and [sepsis]4",
            "two [CTs]5, the [CT's]5 use, [CTs']5 use, ct, Ct, cts, ACT, CTX",
            "[Crohn\u{2019}s disease]6 and [crohn's disease]6, not Crohns disease",
        ],
    );
}

#[test]
fn a_hyphen_makes_one_word() {
    let terms = [
        "term: bands",
        "term: bone marrow",
        "term: marrow",
        "term: graft-versus-host disease, abbreviation: GVHD",
        "term: SCTs",
        "term: day",
        "term: stem cell",
        "term: cell",
    ];
    check(
        "en",
        &terms,
        &[
            "a Band-Aid, your watch band, a rubber-band, [bands]0 and Hair-bands",
            "bone marrow-derived, bone-marrow-derived, [bone-marrow]1, pre-marrow",
            "[GVHD]3-related, post-[GVHD]3, non-GVHD, a non-\nGVHD ward, COVID-19",
            "GVHD-R, pre- and post-[GVHD]3, GVHD- and marrow- are others",
            "an [SCT]4, [SCTs]4; 5-day, day-by-day, on [day]5 5",
            "[stem-cell]6, stem-cell-derived, T-cell, a [cell]7\u{2013}[cell]7 bond",
        ],
    );
    let matcher = matcher("en", &terms);
    let standing = |text: &str| -> Vec<Standing> {
        matcher.find(text).iter().map(|hit| hit.standing).collect()
    };
    for (text, expected) in [
        ("Band-Aid", Standing::Other),
        ("band", Standing::Singular),
        ("band's", Standing::Singular),
        ("band-like", Standing::Part),
        ("bands", Standing::Own),
        ("non-GVHD", Standing::Part),
        ("GVHD-free", Standing::Own),
        ("GVHD-Free", Standing::Part),
        ("marrow-free", Standing::Part),
    ] {
        assert_eq!(standing(text), [expected], "{text}");
    }
    assert!(standing("non-marrow").is_empty());
}

#[test]
fn a_verb_and_a_name_are_no_places_to_explain_a_noun() {
    check(
        "en",
        &["term: monitor", "term: void, part_of_speech: verb", "term: unit"],
        &[
            "We monitor your blood. The [monitor]0 shows it, and you need to monitor it.",
            "You should [void]1 before the scan.",
            "the Stroke Unit, an [unit]2, Stroke [unit]2, your [Unit]2",
        ],
    );
    check("cy", &["term: monitor"], &["we [monitor]0 your blood"]);
}

#[test]
fn abbreviations_keep_their_capitals() {
    check(
        "en",
        &[
            "term: acute lymphoblastic leukaemia, abbreviation: ALL",
            "term: graft-versus-host disease, abbreviation: GVHD, aliases: [GvHD]",
            "term: multiple sclerosis, abbreviation: MS",
            "term: match, match: {case: exact}",
            "term: all clear",
        ],
        &[
            "We all know [ALL]0. All of us, [ALL's]0 and all.",
            "[GVHD]1, [GvHD]1, gvhd, Gvhd and [GVhD]1",
            "[MS]2 or Ms Jones",
            "a [match]3, Match, [matches]3",
            "[All clear]4 and [ALL CLEAR]4",
        ],
    );
    let matcher = matcher("en", &["term: disease, abbreviation: GVHD, aliases: [GvHD]"]);
    let miscased = |text: &str| matcher.find(text)[0].is_miscased;
    assert!(!miscased("GVHD") && !miscased("GvHD") && miscased("GVhD"));
}

#[test]
fn one_name_of_two_terms_goes_to_the_better_fit() {
    check(
        "en",
        &[
            "term: everything, aliases: [all]",
            "term: leukaemia, abbreviation: ALL",
            "term: cells",
            "term: cell",
            "term: donor, avoid: [giver]",
            "term: giver",
            "term: twin, aliases: [pair]",
            "term: couple, aliases: [pair]",
        ],
        &["[all]0 [ALL]1. [All]0", "[cells]2 [cell]3", "a [giver]5", "a [pair]6"],
    );
}

#[test]
fn overlapping_terms_leftmost_then_longest() {
    check(
        "en",
        &[
            "term: white blood",
            "term: blood cell count",
            "term: white blood cell",
            "term: count",
        ],
        &[
            "[white blood]0 [count]3",
            "[white blood cell]2 [count]3",
            "off-white blood cells",
            "a [blood cell count]1",
        ],
    );
}

#[test]
fn terms_that_hold_punctuation() {
    check(
        "en",
        &["term: CD34+", "term: CD34", "term: vitamin B12", "term: A&E", "term: T.B.I."],
        &[
            "[CD34+]0 cells, [CD34]1, [CD34+]0.",
            "[vitamin B12]2, vitamin B12s, at [A&E]3, [T.B.I.]4 now",
        ],
    );
}

#[test]
fn characters_that_look_alike_are_alike() {
    check(
        "en",
        &[
            "term: na\u{ef}ve cell",
            "term: transplant",
            "term: stra\u{df}e",
            "term: office",
        ],
        &[
            "[nai\u{308}ve cell]0 and [NA\u{cf}VE CELLS]0, naive cell",
            "[trans\u{ad}plant]1, \u{200b}[trans\u{200b}plant]1, transplant\u{301}",
            "[STRASSE]2, the [o\u{fb03}ce]3",
            "\u{200f}[transplant]1\u{200e}",
        ],
    );
}

#[test]
fn other_languages_find_what_is_listed() {
    check(
        "cy",
        &["term: trawsblaniad, aliases: [trawsblaniadau]", "term: MRI"],
        &[
            "[trawsblaniad]0 a [Trawsblaniadau]0, trawsblaniads, trawsblaniad's, [MRI]1, MRIs",
        ],
    );
    check("fr", &["term: an\u{e9}mie"], &["l'[an\u{e9}mie]0, l\u{2019}[An\u{e9}mie]0"]);
    check(
        "ar",
        &["term: \u{632}\u{631}\u{627}\u{639}\u{629}"],
        &[
            "\u{641}\u{64a} [\u{632}\u{631}\u{627}\u{639}\u{629}]0\u{60c}",
            "\u{627}\u{644}\u{632}\u{631}\u{627}\u{639}\u{629}",
        ],
    );
    check(
        "ja",
        &["term: \u{79fb}\u{690d}", "term: \u{764c}", "term: GVHD"],
        &[
            "\u{9aa8}\u{9ad3}[\u{79fb}\u{690d}]0\u{3092}[\u{764c}]1[GVHD]2\u{60a3}\u{8005}",
        ],
    );
    check(
        "th",
        &["term: \u{e40}\u{e25}\u{e37}\u{e2d}\u{e14}"],
        &["\u{e21}\u{e35}[\u{e40}\u{e25}\u{e37}\u{e2d}\u{e14}]0\u{e2d}\u{e2d}\u{e01}"],
    );
}

#[test]
fn paths_addresses_and_contraries_are_no_mentions() {
    check(
        "en",
        &["term: graft", "term: Hodgkin lymphoma", "term: X, aliases: [a, '', '  ']"],
        &[
            "care/graft.md, www.graft.org, a@graft.org, /care/graft, graft_x, #graft",
            "non-Hodgkin lymphoma, [Hodgkin lymphoma]1, anon [graft]0",
            "A single a or X is no mention.",
        ],
    );
}

#[test]
fn a_name_is_called_in_any_form() {
    let matcher = matcher(
        "en",
        &[
            "term: graft",
            "term: stem cell transplant, abbreviation: SCT",
            "term: biopsies",
        ],
    );
    for (name, term) in [
        ("grafts", Some(0)),
        (" Graft ", Some(0)),
        ("SCTs", Some(1)),
        ("Stem-cell transplant (SCT)", Some(1)),
        ("stem cell transplant (GVHD)", None),
        ("sct", None),
        ("a graft", None),
        ("biopsy", Some(2)),
    ] {
        assert_eq!(matcher.called(name).map(|term| term.0), term, "{name}");
    }
    assert_eq!(matcher.long_form(TermId(1)), Some("stem cell transplant"));
    assert_eq!(matcher.long_form(TermId(0)), None);
    let names: Vec<&str> =
        matcher.names(TermId(1)).iter().map(|name| &*name.written).collect();
    assert_eq!(names, ["stem cell transplant", "SCT"]);
    assert!(Matcher::new("en", []).is_empty());
    assert!(Matcher::new("en", []).find("graft").is_empty());
}
