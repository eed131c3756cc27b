//! One piece of raw HTML: its parts, and where its bytes stand in the file.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::{DefaultEmitter, Error, Token, Tokenizer};

/// The text of a piece. Its lines need not follow one another in the file: in a quotation
/// each begins behind a `>`.
pub(super) struct Piece<'a> {
    text: Cow<'a, str>,
    /// For each line, where it begins in the text and in the file.
    starts: Vec<(usize, usize)>,
}

/// A part of a piece; ranges are bytes of the piece. Comments and the like are none.
pub(super) enum Part {
    /// A start tag.
    Start(Tag),
    /// An end tag.
    End(String, Range<usize>),
    /// Text, decoded.
    Text(String),
    /// A fault of the markup.
    Error(Error, Range<usize>),
}

/// A start tag.
pub(super) struct Tag {
    pub(super) name: String,
    /// In the order of the source.
    pub(super) attributes: Vec<Attribute>,
    /// Its bytes in the piece.
    pub(super) range: Range<usize>,
    /// Whether it ends with `/>`.
    pub(super) is_empty: bool,
}

/// An attribute of a start tag.
pub(super) struct Attribute {
    pub(super) name: String,
    /// Decoded.
    pub(super) value: String,
    /// The bytes of name and value in the piece.
    pub(super) range: Range<usize>,
    /// The bytes of the value alone, without quotation marks.
    pub(super) value_range: Range<usize>,
}

impl<'a> Piece<'a> {
    pub(super) fn new(lines: &[(&'a str, usize)]) -> Self {
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
        Piece { text, starts }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is one comment and nothing else.
    pub(super) fn is_comment(&self) -> bool {
        let inside = self.text.trim().strip_prefix("<!--");
        let end =
            inside.and_then(|inside| inside.find("-->").map(|at| inside.len() - at));
        end == Some("-->".len())
    }

    /// The parts from byte `start`.
    pub(super) fn parts(&self, start: usize) -> impl Iterator<Item = Part> + '_ {
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
                    Token::Comment(comment) => (None, range(comment.span).end),
                    Token::Doctype(doctype) => (None, range(doctype.span).end),
                    Token::Error(error) => {
                        (self.fault(error.value, range(error.span), done), done)
                    }
                };
                done = end;
                part
            },
        )
    }

    /// The few faults that lose something an author wrote.
    fn fault(&self, error: Error, place: Range<usize>, done: usize) -> Option<Part> {
        let place = match error {
            Error::DuplicateAttribute => place,
            Error::EofInTag | Error::EofBeforeTagName | Error::EofInComment => {
                let start = self.text[done..].rfind('<').map_or(done, |at| done + at);
                start..self.text.len()
            }
            _ => return None,
        };
        Some(Part::Error(error, place))
    }

    fn tag(
        &self,
        tag: &html5gum::StartTag<usize>,
        start: usize,
        range: Range<usize>,
    ) -> Tag {
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
        Tag { name: lossy(&tag.name), attributes, range, is_empty: tag.self_closing }
    }

    /// A sound range of the text, whatever the tokenizer says.
    pub(super) fn clamp(&self, start: usize, end: usize) -> Range<usize> {
        let floor = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let end = floor(end);
        floor(start).min(end)..end
    }

    /// The bytes of the file that hold the bytes `range` of the piece.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
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
    pub(super) fn after_raw_text(&self, from: usize, name: &str) -> Option<usize> {
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
