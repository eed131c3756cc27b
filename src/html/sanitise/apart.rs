//! Words that stay words: what is text though it looks like a tag, and what stands on either
//! side of something that is left out.

use super::Sink;
use crate::markdown::element::{is_element, joins};
use crate::markdown::raw_html::{HtmlPiece, HtmlTag, Part};

/// Signs that stand right behind a word.
const ENDINGS: &[char] =
    &['.', ',', ';', ':', '!', '?', ')', ']', '}', '\u{201d}', '\u{2019}'];

/// Whether a piece holds names in angle brackets, and no element of HTML.
pub(super) fn is_text(piece: &HtmlPiece<'_>) -> bool {
    let (mut names, mut others) = (0, 0);
    piece.walk(&mut |part| match part {
        Part::Start(HtmlTag { name, .. }) | Part::End(name, _) => {
            *if is_element(&name) { &mut others } else { &mut names } += 1;
        }
        Part::Vanished(_) | Part::StillOpen(_) => others += 1,
        Part::Text(_) | Part::Aside(_) | Part::Lost(..) => {}
    });
    names > 0 && others == 0
}

/// Where something is taken out that ends at byte `end` of a piece, what stands on either
/// side of it stays two words.
pub(super) fn keep_apart(piece: &HtmlPiece<'_>, end: usize, sink: &mut Sink<'_>) {
    let next = piece.text()[end..].chars().next().or(sink.next);
    let goes_on = next.is_some_and(|c| !c.is_whitespace() && !ENDINGS.contains(&c));
    // The tag of a block keeps them apart by itself.
    let is_parted = match sink.out.strip_suffix('>') {
        Some(before) => {
            let tag = before.rsplit('<').next().unwrap_or_default();
            let name = tag.trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric());
            !joins(&name[..end.unwrap_or(name.len())])
        }
        None => sink.out.is_empty() || sink.out.ends_with(char::is_whitespace),
    };
    if goes_on && !is_parted {
        sink.out.push(' ');
    }
}

/// Whether a screen reader has nothing to say of a piece of written HTML: no words, and
/// no picture with a text alternative.
pub(in crate::html) fn is_silent(html: &str) -> bool {
    let is_blank = |text: &str| {
        text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}'))
    };
    let says = |tag: &str, name: &str| {
        let value = tag.split_once(name).map(|(_, rest)| rest.split('"').next());
        value.flatten().is_some_and(|value| !is_blank(value))
    };
    let mut parts = html.split('<');
    parts.next().is_none_or(is_blank)
        && parts.all(|part| {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            is_blank(text) && !says(tag, " alt=\"") && !says(tag, " aria-label=\"")
        })
}

/// Takes the tags of a paragraph out again if nothing stands between them.
pub(in crate::html) fn drop_empty_paragraph(out: &mut String) {
    let end = out.trim_end();
    let inside = end.strip_suffix("</p>").map(str::trim_end);
    if let Some(before) = inside.and_then(|inside| inside.strip_suffix("<p>")) {
        out.truncate(before.len());
    }
}
