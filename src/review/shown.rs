//! What a reader sees, as sections of lines: the words of a finished body with the targets of
//! its links, the words for its pictures, and the marks of the bytes of files.
//!
//! The body is read as it is published, so that nothing that an include, a value or a contact
//! brings can be missed. Marks of references are left out: one more would change the numbers
//! of all that follow.

use std::fmt::Write as _;

use super::item::OpenList;
use crate::disk::{digest, hex};
use crate::markdown::element::joins;
use crate::markdown::raw_html::{HtmlPiece, HtmlTag, Part};

/// A section: what its heading is, with those above it, and its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownPart {
    /// The headings from the outside in, with `>` between them; empty above the first.
    pub heading: String,
    /// A line for each paragraph, item, or row of a table.
    pub lines: Vec<String>,
}

impl ShownPart {
    /// A part of some lines.
    pub fn new(heading: impl Into<String>, lines: Vec<String>) -> Self {
        ShownPart { heading: heading.into(), lines }
    }

    /// The digest of its lines, as it is written.
    pub fn mark(&self) -> String {
        mark(&self.lines.join("\n"))
    }
}

/// The digest of some lines, as it is written: 128 bits are more than anybody meets by chance.
pub(super) fn mark(lines: &str) -> String {
    hex(&digest(lines.as_bytes())[..16])
}

/// The parts of a body. `target` says what stands for an address: `None` for one that says
/// nothing.
pub(super) fn shown(
    html: &[&str],
    target: &dyn Fn(&str) -> Option<String>,
) -> Vec<ShownPart> {
    let mut reading = BodyReading {
        target,
        parts: vec![ShownPart::default()],
        line: String::new(),
        is_border: false,
        headings: Vec::new(),
        heading: None,
        links: Vec::new(),
        left_out: Vec::new(),
        note: None,
        cells: 0,
        lists: Vec::new(),
        mark: None,
    };
    for html in html {
        HtmlPiece::new(&[(html, 0)]).walk(&mut |part| match part {
            Part::Start(tag) => reading.open(&tag),
            Part::End(name, _) => reading.close(&name),
            Part::Text(text) => reading.text(&text),
            Part::Vanished(_) => reading.is_border = true,
            Part::Aside(_) | Part::StillOpen(_) | Part::Lost(..) => {}
        });
        reading.end_line();
    }
    reading.parts.retain(|part| !part.heading.is_empty() || !part.lines.is_empty());
    reading.parts
}

/// A body while it is read.
struct BodyReading<'t> {
    target: &'t dyn Fn(&str) -> Option<String>,
    parts: Vec<ShownPart>,
    line: String,
    /// Two words are parted here, whatever comes next.
    is_border: bool,
    /// The headings above, each with its level.
    headings: Vec<(u8, String)>,
    /// The level of the heading that is being read.
    heading: Option<u8>,
    /// The links that are open: what is said of each, and where its words begin.
    links: Vec<(Option<String>, usize)>,
    /// The elements that are passed over, with those in them.
    left_out: Vec<String>,
    /// The mark of a note that is being read.
    note: Option<String>,
    /// How many cells the row has so far, the one that is open with them.
    cells: usize,
    /// The lists that are open.
    lists: Vec<OpenList>,
    /// The mark of the item whose words are still to come.
    mark: Option<String>,
}

impl BodyReading<'_> {
    fn open(&mut self, tag: &HtmlTag) {
        let name = tag.name.as_str();
        let is_void = tag.is_empty
            || matches!(
                name,
                "br" | "hr" | "img" | "wbr" | "input" | "source" | "col" | "track"
            );
        if !self.left_out.is_empty() {
            if !is_void {
                self.left_out.push(tag.name.clone());
            }
            return;
        }
        if is_note(tag) {
            self.note = Some(String::new());
            self.left_out.push(tag.name.clone());
            return;
        }
        if is_mark_of_reference(tag) {
            self.left_out.push(tag.name.clone());
            return;
        }
        match name {
            "td" | "th" => {
                // An empty cell stays: the next one stands in another column.
                self.line.truncate(self.line.trim_end().len());
                if self.cells > 0 {
                    self.line.push_str(" | ");
                }
                self.cells += 1;
                self.is_border = false;
            }
            "del" | "s" | "strike" => self.text("~~"),
            "sup" => self.text("^"),
            "sub" => self.text("~"),
            "p" | "div" if self.line.ends_with("| ") => {}
            _ if joins(name) || name == "img" => {}
            _ => self.end_line(),
        }
        if let Some(level) = level(name) {
            self.heading = Some(level);
        }
        self.open_item(tag);
        if let Some(words) = attribute(tag, "aria-label") {
            self.said(&format!("({words})"));
        }
        match name {
            "a" => {
                let is_term =
                    attribute(tag, "class").is_some_and(|class| class.contains("term"));
                let href = attribute(tag, "href").filter(|_| !is_term);
                self.links.push((href.map(str::to_owned), self.line.len()));
            }
            "img" | "video" | "audio" | "source" | "iframe" => self.picture(tag),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(open) = self.left_out.iter().rposition(|open| open == name) {
            self.left_out.truncate(open);
            if let Some(note) = self.note.take_if(|_| self.left_out.is_empty()) {
                let _ = write!(self.line, "[^{}]", note.trim());
            }
            return;
        }
        if !self.left_out.is_empty() {
            return;
        }
        if name == "a" {
            self.leave_link();
        }
        if matches!(name, "del" | "s" | "strike") {
            self.line.push_str("~~");
        }
        match name {
            "sup" => self.line.push('^'),
            "sub" => self.line.push('~'),
            _ => {}
        }
        if level(name).is_some() && self.heading.is_some() {
            self.end_heading();
        }
        match name {
            "td" | "th" => {}
            "p" | "div" if self.cells > 0 => self.is_border = true,
            _ if joins(name) => {}
            _ => self.end_line(),
        }
        match name {
            "tr" | "table" => self.cells = 0,
            "li" => self.mark = None,
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            _ => {}
        }
    }

    /// The number of an item, or that it has none, behind one mark for each list around its own.
    fn open_item(&mut self, tag: &HtmlTag) {
        match tag.name.as_str() {
            "tr" | "table" => self.cells = 0,
            "ol" | "ul" | "menu" => self.lists.push(OpenList::new(tag)),
            "li" => {
                let outer = "- ".repeat(self.lists.len().saturating_sub(1));
                let own = self.lists.last_mut();
                let own = own.map(|list| list.mark(attribute(tag, "value")));
                self.mark = own.map(|own| format!("{outer}{own}"));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.left_out.is_empty() {
            if let Some(note) = &mut self.note {
                note.push_str(text);
            }
            return;
        }
        let mut words = text.split_whitespace().peekable();
        let is_parted = self.is_border || text.starts_with(char::is_whitespace);
        if is_parted && words.peek().is_some() {
            self.part();
        }
        if words.peek().is_some() {
            self.is_border = false;
        }
        let mut is_first = true;
        for word in words {
            if !is_first {
                self.line.push(' ');
            }
            self.line.push_str(word);
            is_first = false;
        }
        if text.ends_with(char::is_whitespace) {
            self.is_border = true;
        }
    }

    /// A space, where one is due.
    fn part(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    /// Words that stand for what has none.
    fn said(&mut self, words: &str) {
        self.part();
        self.text(words);
        self.is_border = true;
    }

    fn picture(&mut self, tag: &HtmlTag) {
        let file = attribute(tag, "src").or_else(|| attribute(tag, "srcset"));
        let file = file.and_then(|src| (self.target)(src));
        let words = attribute(tag, "alt").unwrap_or_default();
        let mut shown = String::from("[picture");
        // Writing to a text cannot fail.
        if !words.trim().is_empty() {
            let _ = write!(shown, ": {}", words.trim());
        }
        if let Some(file) = file {
            let _ = write!(shown, " ({file})");
        }
        shown.push(']');
        self.said(&shown);
    }

    fn leave_link(&mut self) {
        let Some((Some(href), start)) = self.links.pop() else { return };
        let words = self.line.get(start..).unwrap_or_default();
        if says_the_same(&href, words) {
            return;
        }
        if let Some(target) = (self.target)(&href) {
            let _ = write!(self.line, " <{target}>");
        }
    }

    fn end_line(&mut self) {
        self.is_border = false;
        let line = self.line.trim().to_owned();
        self.line.clear();
        for link in &mut self.links {
            link.1 = 0;
        }
        if line.is_empty() || self.heading.is_some() {
            if !line.is_empty() {
                self.line = line;
                self.is_border = true;
            }
            return;
        }
        if let Some(part) = self.parts.last_mut() {
            part.lines.push(match self.mark.take() {
                Some(mark) => format!("{mark} {line}"),
                None => line,
            });
        }
    }

    fn end_heading(&mut self) {
        let level = self.heading.take().unwrap_or(2);
        let words = std::mem::take(&mut self.line).trim().to_owned();
        self.is_border = false;
        while self.headings.last().is_some_and(|(above, _)| *above >= level) {
            self.headings.pop();
        }
        self.headings.push((level, words));
        let path: Vec<&str> = self.headings.iter().map(|(_, words)| &**words).collect();
        self.parts.push(ShownPart::new(path.join(" > "), Vec::new()));
    }
}

fn attribute<'t>(tag: &'t HtmlTag, name: &str) -> Option<&'t str> {
    let own = tag.attributes.iter().find(|attribute| attribute.name == name)?;
    Some(&own.value)
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The mark of a footnote.
fn is_note(tag: &HtmlTag) -> bool {
    tag.name == "sup" && attribute(tag, "id").is_some_and(|id| id.contains("fnref_"))
}

/// The mark of references, or the way back from a footnote.
fn is_mark_of_reference(tag: &HtmlTag) -> bool {
    match tag.name.as_str() {
        "span" => attribute(tag, "class") == Some("citation"),
        "a" => attribute(tag, "class").is_some_and(|class| class.contains("footnote")),
        _ => false,
    }
}

/// Whether a link leads where its own words say: a mailbox, or a telephone number.
fn says_the_same(href: &str, words: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(*c))
            .collect()
    };
    match href.split_once(':') {
        Some(("tel", number)) => {
            let digits = |text: &str| -> String {
                text.chars().filter(char::is_ascii_digit).collect()
            };
            digits(number) == digits(words)
        }
        Some(("mailto", mailbox)) => bare(mailbox) == bare(words),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<(String, Vec<String>)> {
        let target =
            |address: &str| (!address.starts_with('#')).then(|| address.to_owned());
        let parts = shown(&[html], &target).into_iter();
        parts.map(|part| (part.heading, part.lines)).collect()
    }

    fn lines(html: &str) -> Vec<String> {
        read(html).into_iter().flat_map(|(_, lines)| lines).collect()
    }

    #[test]
    fn headings_part_a_page() {
        let found = read(
            "<p>Top.</p><h2 id=\"a\">One <em>two</em></h2><p>A.</p><h3>Deep</h3><ul><li>B</li>\
             <li>C</li></ul><h2>Three</h2>",
        );
        let expected = [
            ("", vec!["Top."]),
            ("One two", vec!["A."]),
            ("One two > Deep", vec!["- B", "- C"]),
            ("Three", vec![]),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((heading, lines), (wanted, wanted_lines)) in found.iter().zip(expected) {
            assert_eq!((heading.as_str(), lines.len()), (wanted, wanted_lines.len()));
            assert_eq!(lines, &wanted_lines);
        }
    }

    #[test]
    fn a_line_says_what_a_reader_sees() {
        for (html, expected) in [
            ("<p>Take <b>5</b>mg\n a day</p>", "Take 5mg a day"),
            ("<p>See <a href=\"/care/\">Care</a>.</p>", "See Care </care/>."),
            ("<p>A <a class=\"term\" href=\"/g/#x\">cell</a>.</p>", "A cell."),
            ("<p><a href=\"tel:01632960002\">01632 960 002</a></p>", "01632 960 002"),
            (
                "<p><a href=\"tel:+441632960002\">01632 960 002</a></p>",
                "01632 960 002 <tel:+441632960002>",
            ),
            ("<p><a href=\"mailto:a@b.c\">a<wbr>@b.c</a></p>", "a@b.c"),
            (
                "<p>x <img src=\"/c.svg\" alt=\"a cell\"> y</p>",
                "x [picture: a cell (/c.svg)] y",
            ),
            (
                "<p>5 mg<sup id=\"fnref_1\"><a class=\"footnote-ref\" href=\"#fn_1\" \
                 aria-label=\"Note 1\">1</a></sup>. Rest.</p>",
                "5 mg[^1]. Rest.",
            ),
            ("<p>10<sup>9</sup> of CO<sub>2</sub></p>", "10^9^ of CO~2~"),
            (
                "<table><tr><td>A</td><td></td><td>B</td><td></td></tr></table>",
                "A | | B |",
            ),
            ("<table><tr><td></td><td><p>B</p></td></tr></table>", "| B"),
            ("<table><tr><th>Dose</th><td>5 mg</td></tr></table>", "Dose | 5 mg"),
            ("<p><del>5</del> 6 mg</p>", "~~5~~ 6 mg"),
            ("<p>See <a href=\"#b\">below</a></p>", "See below"),
        ] {
            assert_eq!(lines(html), [expected], "{html}");
        }
        assert_eq!(lines("<p>a<br>b</p>"), ["a", "b"]);
        for (html, expected) in [
            ("<ol start=3><li>a<li value=7>b</ol>", ["3. a", "7. b"]),
            ("<ol type=a reversed start=2><li><p>x</p></li><li>y</ol>", ["b. x", "a. y"]),
            ("<ul><li>x<ol><li>y</ol></ul>", ["- x", "- 1. y"]),
            ("<ol><li>x<p>more</ol>", ["1. x", "more"]),
        ] {
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn broken_markup_harms_nothing() {
        for html in
            ["<", "<p", "</p></p>", "<h2>x", "<a href=x><table><td>", "<sup id=a>x</p>y"]
        {
            let _read = read(html);
        }
        assert_eq!(mark("a").len(), 32);
    }
}
