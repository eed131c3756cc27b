//! Raw HTML of a site that trusts its authors.

use super::Sink;
use crate::base::escape_into;
use crate::markdown::raw_html::{HtmlPiece, Part, address_use};

/// Writes a piece as it is, but for its addresses: those lead where they say.
pub(super) fn trust(piece: &HtmlPiece<'_>, sink: &mut Sink<'_>) {
    let text = piece.text();
    let mut done = 0;
    piece.walk(&mut |part| {
        let Part::Start(tag) = part else { return };
        for attribute in &tag.attributes {
            let Some(purpose) = address_use(&tag.name, &attribute.name) else { continue };
            let place = attribute.value_range.clone();
            let range = piece.range(place.clone());
            let Some(address) = (sink.rewrite)(purpose, &attribute.value, range) else {
                continue;
            };
            let is_quoted = text[..place.start].ends_with(['"', '\'']);
            let quote = if is_quoted { "" } else { "\"" };
            sink.out.push_str(&text[done..place.start]);
            sink.out.push_str(quote);
            escape_into(sink.out, &address);
            sink.out.push_str(quote);
            done = place.end;
        }
    });
    sink.out.push_str(&text[done..]);
}
