//! The first paragraph of a finished body, made fit to stand anywhere: in a list, in the
//! sentence that it explains, in data for machines.

use std::fmt::Write as _;

use crate::base::{Html, escape, escape_into};
use crate::markdown::element::joins;
use crate::markdown::raw_html::{HtmlPiece, HtmlTag, Part};

/// The elements that a paragraph keeps. All others go, and what they hold stays.
const KEPT: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
];
/// The attributes that they keep.
const ATTRIBUTES: &[&str] = &["dir", "lang"];

/// The first paragraph of a body as inline HTML: without links, anchors and pictures,
/// without the marks of notes and references. A body without a paragraph gives all its
/// words.
pub fn lead(body: &Html) -> Html {
    let start = body.as_str().find("<p>").map(|at| at + "<p>".len());
    let start = start.unwrap_or(0);
    let end =
        body.as_str()[start..].find("</p>").map_or(body.as_str().len(), |at| start + at);
    let mut lead = Lead::default();
    HtmlPiece::new(&[(&body.as_str()[start..end], 0)]).walk(&mut |part| match part {
        Part::Start(tag) => lead.open(&tag),
        Part::End(name, _) => lead.close(&name),
        Part::Text(text) => lead.text(&text),
        Part::Vanished(_) | Part::Aside(_) | Part::StillOpen(_) | Part::Lost(..) => {}
    });
    lead.finish()
}

/// A paragraph while it is made.
#[derive(Default)]
struct Lead {
    out: String,
    /// The elements that are open, the innermost last.
    open: Vec<String>,
    /// How many elements of the one that is left out are open; 0 outside it.
    left_out: usize,
    /// Two words are parted here, whatever comes next.
    is_border: bool,
}

impl Lead {
    fn open(&mut self, tag: &HtmlTag) {
        let name = tag.name.as_str();
        let is_void = matches!(name, "br" | "hr" | "img" | "wbr" | "input");
        if self.left_out > 0 {
            self.left_out += usize::from(!is_void);
        } else if is_mark_of_note(tag) {
            self.left_out = 1;
            self.out.truncate(self.out.trim_end().len());
        } else if !joins(name) {
            self.is_border = true;
        } else if KEPT.contains(&name) {
            self.out.push('<');
            self.out.push_str(name);
            let kept = |name: &str| ATTRIBUTES.contains(&name);
            for attribute in tag.attributes.iter().filter(|own| kept(&own.name)) {
                let value = escape(&attribute.value);
                let _ = write!(self.out, " {}=\"{value}\"", attribute.name);
            }
            self.out.push('>');
            self.open.push(name.to_owned());
        }
    }

    fn close(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
        } else if self.open.last().is_some_and(|open| open == name) {
            self.open.pop();
            let _ = write!(self.out, "</{name}>");
        } else if !joins(name) {
            self.is_border = true;
        }
    }

    fn text(&mut self, text: &str) {
        if self.left_out == 0 {
            let is_parted = text.starts_with(char::is_whitespace)
                || self.out.is_empty()
                || self.out.ends_with(char::is_whitespace);
            if std::mem::take(&mut self.is_border) && !is_parted {
                self.out.push(' ');
            }
            escape_into(&mut self.out, text);
        }
    }

    fn finish(mut self) -> Html {
        while let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
        }
        Html(self.out.trim().to_owned())
    }
}

/// Whether an element is the mark of a footnote, which has an anchor, or of references.
fn is_mark_of_note(tag: &HtmlTag) -> bool {
    let mut attributes = tag.attributes.iter();
    match tag.name.as_str() {
        "sup" => attributes.any(|own| own.name == "id"),
        "span" => attributes.any(|own| own.name == "class" && own.value == "citation"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead_of(body: &str) -> String {
        lead(&Html(body.to_owned())).0
    }

    #[test]
    fn a_paragraph_keeps_its_words_and_loses_what_leads_elsewhere() {
        for (body, expected) in [
            ("<p>One &amp; two.</p>\n<p>Three.</p>\n", "One &amp; two."),
            (
                "<p>See <a class=\"term\" href=\"#x\">the <em>x</em></a>.</p>",
                "See the <em>x</em>.",
            ),
            (
                "<p>A<sup id=\"fnref_1\"><a class=\"footnote-ref\" href=\"#fn_1\">1</a></sup> b \
                 <span class=\"citation\">[<a href=\"#ref_a\">1</a>,<a href=\"#ref_b\">2</a>]</span>.</p>",
                "A b.",
            ),
            (
                "<p>10<sup>9</sup> <span lang=\"fr\" id=\"a\">mots</span><br>\nx</p>",
                "10<sup>9</sup> <span lang=\"fr\">mots</span>\nx",
            ),
            ("<p><img src=\"a.png\" alt=\"\"> <strong>open</p>", "<strong>open</strong>"),
            ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n", "one\ntwo"),
            ("<p class=\"block-title\">Information</p>\n<p>Words.</p>", "Words."),
            ("", ""),
        ] {
            assert_eq!(lead_of(body), expected, "{body}");
        }
    }
}
