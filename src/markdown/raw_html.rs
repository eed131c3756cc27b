//! Raw HTML in a text: its parts, where its bytes stand in the file, what it links to and
//! which anchors it sets.
//!
//! The scan of a text and the sanitiser read it with the same eyes: a link that the page
//! shows is one that the outline holds, under the same key.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::{DefaultEmitter, Error, Token, Tokenizer};

use super::document::{Document, NodeKind};
use super::link::{Id, Link, LinkKind};
use crate::base::floor;

/// The text of a piece of raw HTML: a block between blank lines, or one tag in a
/// paragraph. Its lines need not follow one another in the file: in a quotation each
/// begins behind a `>`.
#[derive(Debug)]
pub struct HtmlPiece<'a> {
    text: Cow<'a, str>,
    /// For each line, where it begins in the text and in the file.
    starts: Vec<(usize, usize)>,
}

/// A part of a piece; ranges are bytes of the piece.
#[derive(Debug)]
pub enum Part {
    /// A start tag.
    Start(HtmlTag),
    /// An end tag.
    End(String, Range<usize>),
    /// Text, decoded.
    Text(String),
    /// A comment.
    Aside(Range<usize>),
    /// The start tag of an element that no page shows. What stands in it is passed over.
    Vanished(HtmlTag),
    /// The element that no page shows is still open where the piece ends.
    StillOpen(String),
    /// Something that an author wrote is lost.
    Lost(HtmlLoss, Range<usize>),
}

/// What is lost of a piece by the way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlLoss {
    /// A tag without its end.
    Tag,
    /// A comment without its end, and all that follows.
    Comment,
    /// An attribute that is given twice.
    Attribute,
    /// `<?…>`, `<!NAME …>` or `<![CDATA[…]]>`: HTML has no use for it.
    Declaration,
}

/// A start tag.
#[derive(Debug)]
pub struct HtmlTag {
    /// In small letters.
    pub name: String,
    /// In the order of the source.
    pub attributes: Vec<Attribute>,
    /// Its bytes in the piece.
    pub range: Range<usize>,
    /// Whether it ends with `/>`.
    pub is_empty: bool,
}

/// An attribute of a start tag.
#[derive(Debug)]
pub struct Attribute {
    /// In small letters.
    pub name: String,
    /// Decoded.
    pub value: String,
    /// The bytes of name and value in the piece.
    pub range: Range<usize>,
    /// The bytes of the value alone, without quotation marks.
    pub value_range: Range<usize>,
}

/// What an address in raw HTML is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressUse {
    /// `href` of a link.
    Link,
    /// `src` of an image.
    Source,
    /// `cite` of a quotation or a change.
    Cite,
}

/// What the value of an attribute is an address for, if it is one.
pub fn address_use(element: &str, attribute: &str) -> Option<AddressUse> {
    Some(match (element, attribute) {
        ("a", "href") => AddressUse::Link,
        ("img", "src") => AddressUse::Source,
        ("blockquote" | "del" | "ins" | "q", "cite") => AddressUse::Cite,
        _ => return None,
    })
}

/// Adds the links and the anchors of all raw HTML of a text.
pub(super) fn scan(document: &mut Document<'_>, text: &str) {
    let mut links = Vec::new();
    let mut ids = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        let piece = match &this.kind {
            NodeKind::HtmlBlock => Some(HtmlPiece::new(&document.html_lines(node))),
            NodeKind::Html(_) => Some(HtmlPiece::new(&document.tag_lines(node, text))),
            _ => None,
        };
        let goes_on = if piece.is_some() || this.kind == NodeKind::Removed {
            this.end
        } else {
            node + 1
        };
        if let Some(piece) = piece {
            piece.walk(&mut |part| {
                if let Part::Start(tag) = part {
                    note(&piece, &tag, &mut links, &mut ids);
                }
            });
        }
        node = goes_on;
    }
    document.links.append(&mut links);
    document.ids = ids;
}

fn note(piece: &HtmlPiece<'_>, tag: &HtmlTag, links: &mut Vec<Link>, ids: &mut Vec<Id>) {
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let has_id = tag.attributes.iter().any(|attribute| attribute.name == "id");
    for attribute in &tag.attributes {
        let range = piece.range(attribute.value_range.clone());
        if let Some(purpose) = address_use(&tag.name, &attribute.name) {
            links.push(Link {
                at: small(range.start),
                kind: match purpose {
                    AddressUse::Link | AddressUse::Cite => LinkKind::HtmlLink,
                    AddressUse::Source => LinkKind::HtmlSource,
                },
                target: attribute.value.as_str().into(),
                span: small(range.start)..small(range.end),
            });
        } else if sets_anchor(&tag.name, &attribute.name, has_id)
            && !attribute.value.trim().is_empty()
        {
            ids.push(Id { name: attribute.value.trim().into(), range });
        }
    }
}

/// Whether an attribute is an anchor: `id`, or the older `name` of an `<a>` without one.
pub fn sets_anchor(element: &str, attribute: &str, has_id: bool) -> bool {
    attribute == "id" || (element == "a" && attribute == "name" && !has_id)
}

/// Whether the content of an element goes with it.
pub fn vanishes(name: &str) -> bool {
    content_of(name).is_some()
}

/// Elements whose content goes with them, and whether a browser takes that content for
/// mere characters up to the end tag.
fn content_of(name: &str) -> Option<RawText> {
    match name {
        "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style"
        | "textarea" | "title" | "xmp" => Some(RawText::UpToEndTag),
        "plaintext" => Some(RawText::UpToEnd),
        "applet" | "math" | "object" | "select" | "svg" | "template" => Some(RawText::No),
        _ => None,
    }
}

/// How far the raw text of an element goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RawText {
    /// The element holds markup.
    No,
    /// Up to its end tag, whatever stands before it.
    UpToEndTag,
    /// There is no way out.
    UpToEnd,
}

impl<'a> HtmlPiece<'a> {
    /// A piece by its lines, with their line ends and the byte at which each begins.
    pub fn new(lines: &[(&'a str, usize)]) -> Self {
        let mut starts = Vec::with_capacity(lines.len());
        let text = if let [(line, offset)] = lines {
            starts.push((0, *offset));
            Cow::Borrowed(*line)
        } else {
            let mut text = String::new();
            for (line, offset) in lines {
                starts.push((text.len(), *offset));
                text.push_str(line);
            }
            Cow::Owned(text)
        };
        HtmlPiece { text, starts }
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is one comment and nothing else.
    pub fn is_comment(&self) -> bool {
        let inside = self.text.trim().strip_prefix("<!--");
        let end =
            inside.and_then(|inside| inside.find("-->").map(|at| inside.len() - at));
        end == Some("-->".len())
    }

    /// Visits the parts in order. Behind an element of raw text the reading starts again:
    /// in between, tags would be seen where there are none.
    pub fn walk(&self, visit: &mut dyn FnMut(Part)) {
        let mut start = 0;
        while let Some(next) = self.walk_from(start, visit) {
            start = next;
        }
    }

    /// Visits the parts from byte `start`. Returns where to go on, if not at the end.
    fn walk_from(&self, start: usize, visit: &mut dyn FnMut(Part)) -> Option<usize> {
        // An element that is passed over with its content, and how often it is open.
        let mut vanishing: Option<(String, usize)> = None;
        for part in self.parts(start) {
            match (part, &mut vanishing) {
                (lost @ Part::Lost(..), _) => visit(lost),
                (Part::Start(tag), Some((name, depth))) => {
                    *depth += usize::from(*name == tag.name && !tag.is_empty);
                }
                (Part::End(end, _), Some((name, depth))) => {
                    *depth -= usize::from(*name == end);
                    if *depth == 0 {
                        vanishing = None;
                    }
                }
                (_, Some(_)) => {}
                (Part::Start(tag), None) => match content_of(&tag.name) {
                    None => visit(Part::Start(tag)),
                    Some(RawText::No) => {
                        let name = tag.name.clone();
                        vanishing = (!tag.is_empty).then_some((name, 1));
                        visit(Part::Vanished(tag));
                    }
                    Some(raw_text) => {
                        let (name, end) = (tag.name.clone(), tag.range.end);
                        visit(Part::Vanished(tag));
                        let next = match raw_text {
                            RawText::UpToEndTag => self.after_raw_text(end, &name),
                            RawText::UpToEnd | RawText::No => None,
                        };
                        if next.is_none() {
                            visit(Part::StillOpen(name));
                        }
                        return next;
                    }
                },
                (part, None) => visit(part),
            }
        }
        // Its end tag may come in a later piece; the text in between is the author's.
        if let Some((name, _)) = vanishing {
            visit(Part::StillOpen(name));
        }
        None
    }

    /// The tokens from byte `start`.
    fn parts(&self, start: usize) -> impl Iterator<Item = Part> + '_ {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        let mut done = start;
        Tokenizer::new_with_emitter(&self.text[start..], emitter).filter_map(
            move |token| {
                let Ok(token) = token;
                let range = |span: html5gum::Span| {
                    self.clamp(start + span.start, start + span.end)
                };
                let (part, end) = match token {
                    Token::StartTag(tag) => {
                        let range = range(tag.span);
                        let end = range.end;
                        (Some(Part::Start(self.tag(&tag, start, range))), end)
                    }
                    Token::EndTag(tag) => {
                        let range = range(tag.span);
                        let end = range.end;
                        (Some(Part::End(lossy(&tag.name), range)), end)
                    }
                    Token::String(text) => {
                        (Some(Part::Text(lossy(&text.value))), range(text.span).end)
                    }
                    Token::Comment(comment) => {
                        let range = range(comment.span);
                        let end = range.end;
                        let is_comment = self.text[range.clone()].starts_with("<!--");
                        let part = if is_comment {
                            Part::Aside(range)
                        } else {
                            Part::Lost(HtmlLoss::Declaration, range)
                        };
                        (Some(part), end)
                    }
                    Token::Doctype(doctype) => {
                        let range = range(doctype.span);
                        let end = range.end;
                        (Some(Part::Lost(HtmlLoss::Declaration, range)), end)
                    }
                    Token::Error(error) => {
                        (self.loss(error.value, range(error.span), done), done)
                    }
                };
                done = end;
                part
            },
        )
    }

    /// The few faults of the markup that lose something an author wrote.
    fn loss(&self, error: Error, place: Range<usize>, done: usize) -> Option<Part> {
        let loss = match error {
            Error::DuplicateAttribute => {
                return Some(Part::Lost(HtmlLoss::Attribute, place));
            }
            Error::EofInTag | Error::EofBeforeTagName => HtmlLoss::Tag,
            Error::EofInComment => HtmlLoss::Comment,
            _ => return None,
        };
        let start = self.text[done..].rfind('<').map_or(done, |at| done + at);
        Some(Part::Lost(loss, start..self.text.len()))
    }

    fn tag(
        &self,
        tag: &html5gum::StartTag<usize>,
        start: usize,
        range: Range<usize>,
    ) -> HtmlTag {
        let mut attributes = Vec::with_capacity(tag.attributes.len());
        for (name, value) in &tag.attributes {
            let range = self.clamp(start + value.span.start, start + value.span.end);
            attributes.push(Attribute {
                name: lossy(name),
                value: lossy(&value.value),
                value_range: value_range(&self.text, range.clone()),
                range,
            });
        }
        attributes.sort_by_key(|attribute| attribute.range.start);
        HtmlTag { name: lossy(&tag.name), attributes, range, is_empty: tag.self_closing }
    }

    /// A sound range of the text, whatever the tokenizer says.
    fn clamp(&self, start: usize, end: usize) -> Range<usize> {
        let end = floor(&self.text, end);
        floor(&self.text, start).min(end)..end
    }

    /// The bytes of the file that hold the bytes `range` of the piece.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        // The end of a line is not the start of the next.
        let end =
            if range.end > range.start { self.place(range.end - 1) + 1 } else { start };
        start..end.max(start)
    }

    fn place(&self, at: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= at);
        match self.starts.get(line.saturating_sub(1)) {
            Some((start, offset)) => offset + (at - start),
            None => at,
        }
    }

    /// The byte behind the end tag of an element of raw text whose start tag ends at
    /// `from`; `None` if it has no end tag.
    fn after_raw_text(&self, from: usize, name: &str) -> Option<usize> {
        let mut at = from;
        while let Some(found) = self.text[at..].find("</") {
            let inside = at + found + 2;
            let end = inside + name.len();
            let fits = self
                .text
                .get(inside..end)
                .is_some_and(|found| found.eq_ignore_ascii_case(name));
            let next = self.text.as_bytes().get(end);
            if fits && next.is_none_or(|b| b.is_ascii_whitespace() || b"/>".contains(b)) {
                let close = self.text[end..].find('>')?;
                return Some(end + close + 1);
            }
            at = inside;
        }
        None
    }
}

/// Where in `name="value"` the value stands.
fn value_range(text: &str, range: Range<usize>) -> Range<usize> {
    let attribute = &text[range.clone()];
    let Some(equals) = attribute.find('=') else {
        return range;
    };
    let value = attribute[equals + 1..].trim_start();
    let start = range.end - value.len();
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let length = value[1..].find(quote).unwrap_or(value.len() - 1);
        start + 1..start + 1 + length
    } else {
        let length = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
        start..start + length.unwrap_or(value.len())
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    /// The links and anchors of raw HTML, each with the bytes that it was written in.
    fn found(text: &str) -> Vec<String> {
        let outline = scan(text, 0..text.len(), "");
        let links = outline.links.iter().map(|link| {
            let written = &text[link.span.start as usize..link.span.end as usize];
            assert_eq!(link.at, link.span.start);
            format!("{:?} {} {written}", link.kind, link.target)
        });
        let ids = outline.ids.iter();
        let ids = ids.map(|id| format!("Id {} {}", id.name, &text[id.range.clone()]));
        links.chain(ids).collect()
    }

    #[test]
    fn links_and_anchors_are_found_where_they_stand() {
        for (text, expected) in [
            ("See <a href=\"a.md\">a</a>", &["HtmlLink a.md a.md"][..]),
            (
                "<p><a href='a&amp;b.md'>a</a>\n<img src=c.png alt=c></p>",
                &["HtmlLink a&b.md a&amp;b.md", "HtmlSource c.png c.png"],
            ),
            ("> <q\n> cite=\"a.md\">a</q>", &["HtmlLink a.md a.md"]),
            ("> <div>\n> <a href=\"é.md\">a</a></div>", &["HtmlLink é.md é.md"]),
            ("<a id=x name=y></a> <b id=\"z\">b</b>", &["Id x x", "Id z z"]),
            ("<a name=y href=#x></a>", &["HtmlLink #x #x", "Id y y"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_no_page_shows_links_to_nothing() {
        for text in [
            "<script>\n'<a href=x.md>'\n</script>",
            "<div><svg><a href=x.md></a></svg></div>",
            "<!-- <a href=x.md> -->",
            "`<a href=x.md>`",
            "<div title='<a href=x.md>'></div>",
            "<a href=\"x.md\n\n",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(
            found("<style><a href=x.md></style><a href=y.md>"),
            ["HtmlLink y.md y.md"]
        );
    }

    #[test]
    fn an_id_keeps_its_name_and_a_heading_gives_way() {
        let text = "## Signs\n\n<div id=\"signs\">\n\n## Signs\n\n</div>\n";
        let outline = scan(text, 0..text.len(), "");
        let anchors: Vec<&str> =
            outline.headings.iter().map(|heading| &*heading.anchor).collect();
        assert_eq!(anchors, ["signs-1", "signs-2"]);
    }
}
