//! The elements of raw HTML that are open, and which of them end by what comes next.
//!
//! These are the rules by which a browser closes elements whose end tags are left out, so
//! that the written page has the tree that it seems to have.

use std::ops::Range;

use super::allowed::{ElementContent, content_of, is_inline, parents_of};
use super::apart::drop_empty_paragraph;
use super::is_silent;

/// More elements inside one another than this are left out.
const DEEPEST: usize = 100;

/// Elements that a paragraph never reaches out of.
const CELLS: &[&str] = &["caption", "table", "td", "th"];

/// Elements that an item of a list or of definitions never reaches out of.
const HOLDERS: &[&str] = &[
    "blockquote",
    "caption",
    "details",
    "dl",
    "figure",
    "ol",
    "section",
    "table",
    "td",
    "th",
    "ul",
];

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    elements: Vec<OpenElement>,
    /// Elements below this number were opened outside of the current Markdown element.
    floor: usize,
    /// The start tags of links that closed with nothing to say in them.
    silent: Vec<Range<usize>>,
}

/// An element whose end tag is still to come.
#[derive(Debug)]
struct OpenElement {
    name: String,
    /// Whether its start tag was written; if not, its end tag is passed over.
    written: bool,
    /// Of a link without a name of its own: the start tag, and where its content begins.
    link: Option<(Range<usize>, usize)>,
}

impl OpenElements {
    /// Makes what is open now out of reach. Returns what [`OpenElements::lower`] takes.
    pub(super) fn raise(&mut self) -> usize {
        std::mem::replace(&mut self.floor, self.elements.len())
    }

    /// Closes all that is within reach, and goes back to the reach of before.
    pub(super) fn lower(&mut self, floor: usize, out: &mut String) {
        self.close_to(self.floor, out);
        self.floor = floor;
    }

    /// Remembers an element whose start tag was read.
    pub(super) fn push(&mut self, name: String, written: bool) {
        // What is not written only serves to pass over its end tag.
        if written || self.elements.len() < DEEPEST {
            self.elements.push(OpenElement { name, written, link: None });
        }
    }

    /// The element that was opened last is a link that must say something in its content,
    /// which begins at byte `start` of the output.
    pub(super) fn expect_words(&mut self, tag: Range<usize>, start: usize) {
        if let Some(open) = self.elements.last_mut() {
            open.link = Some((tag, start));
        }
    }

    /// The start tags of links that said nothing; they are handed out once.
    pub(super) fn take_silent(&mut self) -> Vec<Range<usize>> {
        std::mem::take(&mut self.silent)
    }

    /// Whether no further element may stand in the innermost one.
    pub(super) fn is_full(&self) -> bool {
        self.elements.iter().filter(|open| open.written).count() >= DEEPEST
    }

    /// Whether `name` is open, within reach or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.elements.iter().any(|open| open.written && open.name == name)
    }

    /// Whether one of `names` is open and left out.
    pub(super) fn leaves_out(&self, names: &[&str]) -> bool {
        let mut open = self.elements.iter();
        open.any(|open| !open.written && names.contains(&&*open.name))
    }

    /// Whether nothing was opened in the current Markdown element.
    pub(super) fn is_at_floor(&self) -> bool {
        self.elements.len() <= self.floor
    }

    /// Closes what ends where `name` begins. Returns why `name` cannot stand here.
    pub(super) fn make_room(
        &mut self,
        name: &str,
        out: &mut String,
    ) -> Option<&'static str> {
        let parents = parents_of(name);
        if parents.is_empty() {
            let inside =
                self.innermost().and_then(|at| content_of(&self.elements[at].name));
            if inside == Some(ElementContent::Structure) {
                return Some("in a table it can only stand in a cell");
            }
            self.close_implied(name, out);
            return None;
        }
        let Some(parent) = self.nearest(parents, &["table"]) else {
            return Some("it stands outside of the element that it is a part of");
        };
        self.close_to(parent + 1, out);
        None
    }

    /// Closes the elements whose end tag may be left out before `name`.
    fn close_implied(&mut self, name: &str, out: &mut String) {
        if is_inline(name) {
            return;
        }
        if let Some(paragraph) = self.nearest(&["p"], CELLS) {
            self.close_to(paragraph, out);
        }
        let sibling = match name {
            "li" => self.nearest(&["li"], HOLDERS),
            "dd" | "dt" => self.nearest(&["dd", "dt"], HOLDERS),
            // Only right inside it does a heading end another.
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.innermost().filter(|at| self.elements[*at].name.starts_with('h'))
            }
            _ => None,
        };
        if let Some(sibling) = sibling {
            self.close_to(sibling, out);
        }
    }

    /// Closes `name` and what stands in it. Returns whether it was written; `None` if it is
    /// not open within reach.
    pub(super) fn end(&mut self, name: &str, out: &mut String) -> Option<bool> {
        // Only parts of a table reach out of a cell.
        let is_part = matches!(
            name,
            "caption" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
        );
        let edges: &[&str] = if is_part { &["table"] } else { &["td", "th", "caption"] };
        for at in (self.floor..self.elements.len()).rev() {
            let open = &self.elements[at];
            if open.name == name {
                let written = open.written;
                self.close_to(at, out);
                return Some(written);
            }
            if open.written && edges.contains(&&*open.name) {
                return None;
            }
        }
        None
    }

    /// A block of raw HTML ends: Markdown blocks may follow, so that what holds only a
    /// line of text ends with it.
    pub(super) fn end_lines(&mut self, out: &mut String) {
        let holds_line = |open: &OpenElement| {
            let content = content_of(&open.name);
            open.written
                && matches!(
                    content,
                    Some(ElementContent::Phrasing | ElementContent::Line)
                )
        };
        if let Some(at) = self.elements[self.floor..].iter().position(holds_line) {
            self.close_to(self.floor + at, out);
        }
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        for open in self.elements.drain(depth.min(self.elements.len())..).rev() {
            if let Some((tag, start)) = open.link
                && out.get(start..).is_some_and(is_silent)
            {
                self.silent.push(tag);
            }
            if open.written {
                out.push_str("</");
                out.push_str(&open.name);
                out.push('>');
                if open.name == "p" {
                    drop_empty_paragraph(out);
                }
            }
        }
    }

    /// The innermost written element within reach.
    fn innermost(&self) -> Option<usize> {
        let found = self.elements[self.floor..].iter().rposition(|open| open.written);
        found.map(|at| self.floor + at)
    }

    /// The innermost element of `names` within reach that is not beyond one of `edges`.
    fn nearest(&self, names: &[&str], edges: &[&str]) -> Option<usize> {
        for (at, open) in self.elements.iter().enumerate().skip(self.floor).rev() {
            if !open.written {
                continue;
            }
            if names.contains(&&*open.name) {
                return Some(at);
            }
            if edges.contains(&&*open.name) {
                return None;
            }
        }
        None
    }
}
