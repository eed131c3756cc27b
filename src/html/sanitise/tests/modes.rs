//! What a site does with raw HTML as a whole, and what becomes of its anchors.

use std::ops::Range;

use super::{RawHtml, Sanitiser, keep};
use crate::markdown::raw_html::AddressUse;

#[test]
fn deny_shows_markup_as_text_and_trust_leaves_it_but_for_addresses() {
    let raw = "<div onclick=x>a</div>\n";
    for (mode, expected, faults) in [
        (RawHtml::Deny, "<p>&lt;div onclick=x&gt;a&lt;/div&gt;</p>\n", 1),
        (RawHtml::Trust, raw, 0),
    ] {
        let mut sanitiser = Sanitiser::new(mode, "");
        let mut out = String::new();
        sanitiser.block(&[(raw, 0)], &mut out, &mut keep);
        sanitiser.close_all(&mut out);
        assert_eq!((&*out, sanitiser.take_faults().len()), (expected, faults));
    }
    let mut sanitiser = Sanitiser::new(RawHtml::Trust, "");
    let mut out = String::new();
    let mut lead = |_: AddressUse, old: &str, _: Range<usize>| {
        (old != "gone.md").then(|| "/new/?a&b".to_owned())
    };
    let raw = "<A HREF=old.md rel=x><img\n src='old.png' ><a href=\"gone.md\">\n";
    sanitiser.block(&[(raw, 0)], &mut out, &mut lead);
    assert_eq!(
        out,
        "<A HREF=\"/new/?a&amp;b\" rel=x><img\n src='/new/?a&amp;b' ><a href=\"gone.md\">\n"
    );
    let mut sanitiser = Sanitiser::new(RawHtml::Deny, "");
    let mut out = String::new();
    sanitiser.block(&[("<!-- a waiver -->\n", 0)], &mut out, &mut keep);
    assert_eq!((out.len(), sanitiser.take_faults().len()), (0, 0));
}

#[test]
fn anchors_get_their_prefix_and_an_old_name_becomes_an_id() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "graft-");
    let mut out = String::new();
    let raw = "<th id=y><a name=x></a><td headers=\"y z\"><a id=v name=w></a>";
    sanitiser.block(&[("<table><tr>", 0)], &mut out, &mut keep);
    sanitiser.block(&[(raw, 20)], &mut out, &mut keep);
    sanitiser.close_all(&mut out);
    let expected = [
        "<a id=\"graft-x\"></a>",
        "<th id=\"graft-y\"><a",
        "<td headers=\"graft-y graft-z\">",
        "<a id=\"graft-v\"></a>",
    ];
    for expected in expected {
        assert!(out.contains(expected), "{expected} in {out}");
    }
    assert_eq!(sanitiser.take_faults().len(), 1, "only the second name is left out");
}
