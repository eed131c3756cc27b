//! Raw HTML of articles: what an allow-list holds stays, the rest is left out and reported.
//!
//! Markdown hands raw HTML over in pieces – a block between blank lines, one tag in a
//! paragraph – which need not be balanced: `<details>`, then Markdown, then `</details>`.
//! One [`Sanitiser`] therefore sees all pieces of a page, in order, and keeps the list of
//! open elements. The writer tells it where a Markdown element begins and ends
//! ([`Sanitiser::enter`], [`Sanitiser::leave`]), so that what the author left open inside
//! is closed there, and an end tag never reaches out of it.
//!
//! Nothing is copied from the source: every tag is written anew from its parsed name and
//! values, and every text is escaped anew, so that a browser has nothing to read in
//! another way than this file did.

mod allowed;
mod piece;
#[cfg(test)]
mod tests;

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::base::{Address, classify, escape_into};
use crate::config::RawHtml;
use crate::diagnostic::{LEVEL_ONE_HEADING, MISSING_ALT_TEXT, REMOVED_HTML, Rule};
use crate::markdown::Fault;

use allowed::{Content, RawText, Value};
use piece::Piece;

/// More elements inside one another than this are left out.
const DEEPEST: usize = 100;

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

/// Asked for each address, decoded, with its place in the file: the address to write, or
/// `None` to leave the attribute out. Whoever answers reports what is wrong with it.
pub type Rewrite<'r> = dyn FnMut(AddressUse, &str, Range<usize>) -> Option<String> + 'r;

/// The state between the pieces of raw HTML of one page.
#[derive(Debug)]
pub struct Sanitiser {
    mode: RawHtml,
    open: Vec<Open>,
    /// Elements below this number were opened outside of the current Markdown element.
    floor: usize,
    in_link: bool,
    faults: Vec<Fault>,
}

/// An element whose end tag is still to come.
#[derive(Debug)]
struct Open {
    name: String,
    /// Whether its start tag was written; if not, its end tag is passed over.
    written: bool,
}

/// What to go back to when a Markdown element ends.
#[derive(Debug)]
#[must_use]
pub struct Entered {
    floor: usize,
    in_link: bool,
}

/// Where a piece goes while it is sanitised.
struct Sink<'s> {
    out: &'s mut String,
    rewrite: &'s mut Rewrite<'s>,
    /// Whether the piece stands in a line of text.
    inline: bool,
}

impl Sanitiser {
    /// A sanitiser for one page.
    pub fn new(mode: RawHtml) -> Self {
        Sanitiser { mode, open: Vec::new(), floor: 0, in_link: false, faults: Vec::new() }
    }

    /// A Markdown element begins: what is open now cannot be closed inside it.
    pub fn enter(&mut self) -> Entered {
        let before = Entered { floor: self.floor, in_link: self.in_link };
        self.floor = self.open.len();
        before
    }

    /// A Markdown link begins: as [`Sanitiser::enter`], and no `<a>` may stand in it.
    pub fn enter_link(&mut self) -> Entered {
        let before = self.enter();
        self.in_link = true;
        before
    }

    /// The Markdown element ends: closes what was opened inside it.
    pub fn leave(&mut self, before: Entered, out: &mut String) {
        self.close_to(self.floor, out);
        self.floor = before.floor;
        self.in_link = before.in_link;
    }

    /// The page ends: closes everything.
    pub fn close_all(&mut self, out: &mut String) {
        self.close_to(0, out);
        self.floor = 0;
        self.in_link = false;
    }

    /// Whether an author's `<a>` is open, so that no other link may stand here.
    pub fn is_in_link(&self) -> bool {
        self.in_link || self.is_open("a")
    }

    /// The findings so far, in reading order; they are handed out once.
    pub fn take_faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }

    /// Sanitises one tag (or comment) in a line of text, which begins at byte `offset`.
    /// Elements that cannot stand in a paragraph are left out.
    pub fn inline(
        &mut self,
        raw: &str,
        offset: usize,
        out: &mut String,
        rewrite: &mut Rewrite<'_>,
    ) {
        self.piece(&Piece::new(&[(raw, offset)]), Sink { out, rewrite, inline: true });
    }

    /// Sanitises a block of raw HTML, given by its lines with their line ends and the byte
    /// at which each begins: in a quotation they do not follow one another in the file.
    pub fn block(
        &mut self,
        lines: &[(&str, usize)],
        out: &mut String,
        rewrite: &mut Rewrite<'_>,
    ) {
        let piece = Piece::new(lines);
        self.piece(&piece, Sink { out: &mut *out, rewrite, inline: false });
        if self.mode == RawHtml::Sanitise {
            self.close_lines(out);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, mut sink: Sink<'_>) {
        match self.mode {
            RawHtml::Trust => sink.out.push_str(piece.text()),
            RawHtml::Deny => self.deny(piece, &mut sink),
            RawHtml::Sanitise => self.sanitise(piece, &mut sink),
        }
    }

    /// Shows the markup as text. Comments are nobody's text.
    fn deny(&mut self, piece: &Piece<'_>, sink: &mut Sink<'_>) {
        let text = piece.text().trim();
        if text.is_empty() || piece.is_comment() {
            return;
        }
        self.report(
            piece.range(0..piece.text().len()),
            "this site takes no raw HTML, so it is shown as text",
            "write it in Markdown, or set `markdown: {html: sanitise}` in `site.yaml`",
        );
        if sink.inline {
            escape_into(sink.out, text);
        } else {
            sink.out.push_str("<p>");
            escape_into(sink.out, text);
            sink.out.push_str("</p>\n");
        }
    }

    /// Reads the piece token by token. After an element of raw text the tokenizer starts
    /// again behind it: between the two it would see tags where there are none.
    fn sanitise(&mut self, piece: &Piece<'_>, sink: &mut Sink<'_>) {
        let mut start = 0;
        while let Some(next) = self.tokens(piece, start, sink) {
            start = next;
        }
    }

    /// Handles the tokens from byte `start`. Returns where to go on, if not at the end.
    fn tokens(
        &mut self,
        piece: &Piece<'_>,
        start: usize,
        sink: &mut Sink<'_>,
    ) -> Option<usize> {
        let text = &piece.text()[start..];
        let emitter = DefaultEmitter::<usize>::new_with_span();
        let mut done = start;
        // An element that is left out with its content, and how often it is open.
        let mut vanishing: Option<(String, usize)> = None;
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let range = piece.clamp(start + tag.span.start, start + tag.span.end);
                    done = range.end;
                    if let Some((vanished, depth)) = &mut vanishing {
                        *depth += usize::from(*vanished == name && !tag.self_closing);
                        continue;
                    }
                    match allowed::vanishes(&name) {
                        Some(RawText::No) => {
                            self.remove_element(&name, piece, range, true);
                            let empty = tag.self_closing;
                            vanishing = (!empty).then_some((name, 1));
                        }
                        Some(RawText::UpToEnd) => {
                            self.remove_element(&name, piece, range, true);
                            return None;
                        }
                        Some(RawText::UpToEndTag) => {
                            self.remove_element(&name, piece, range, true);
                            return piece.after_raw_text(done, &name);
                        }
                        None => {
                            let attributes = tag.attributes.into_iter().map(|(n, v)| {
                                let span = start + v.span.start..start + v.span.end;
                                (lossy(&n), lossy(&v.value), span)
                            });
                            let tag = piece::Tag::new(name, attributes, range, piece);
                            self.start_tag(tag, piece, sink);
                        }
                    }
                }
                Token::EndTag(tag) => {
                    let name = lossy(&tag.name);
                    let range = piece.clamp(start + tag.span.start, start + tag.span.end);
                    done = range.end;
                    match &mut vanishing {
                        Some((vanished, depth)) if *vanished == name => {
                            *depth -= 1;
                            if *depth == 0 {
                                vanishing = None;
                            }
                        }
                        Some(_) => {}
                        None => self.end_tag(&name, piece.range(range), sink.out),
                    }
                }
                Token::String(string) => {
                    done = piece.clamp(start, start + string.span.end).end;
                    if vanishing.is_none() {
                        escape_into(sink.out, &lossy(&string.value));
                    }
                }
                Token::Comment(comment) => {
                    done = piece.clamp(start, start + comment.span.end).end;
                }
                Token::Doctype(doctype) => {
                    done = piece.clamp(start, start + doctype.span.end).end;
                }
                Token::Error(error) => self.tokenizer_error(error.value, piece, done),
            }
        }
        if let Some((name, _)) = vanishing {
            self.push(name, false);
        }
        None
    }

    fn tokenizer_error(
        &mut self,
        error: html5gum::Error,
        piece: &Piece<'_>,
        done: usize,
    ) {
        use html5gum::Error::{
            DuplicateAttribute, EofBeforeTagName, EofInComment, EofInTag,
        };
        let rest = piece.range(done..piece.text().len());
        match error {
            EofInTag | EofBeforeTagName => self.report(
                rest,
                "this tag has no end, so it is left out",
                "write `>` behind it, or `&lt;` for its first character",
            ),
            EofInComment => self.report(
                rest,
                "this comment has no end, so all that follows is left out",
                "write `-->` behind it",
            ),
            DuplicateAttribute => self.report(
                rest,
                "an attribute is given twice, so the second is left out",
                "take one of the two out",
            ),
            _ => {}
        }
    }

    fn start_tag(&mut self, mut tag: piece::Tag, piece: &Piece<'_>, sink: &mut Sink<'_>) {
        if tag.name == "h1" {
            "h2".clone_into(&mut tag.name);
            self.fault(
                &LEVEL_ONE_HEADING,
                piece.range(tag.range.clone()),
                "a page has one `<h1>`, its title, so this one is shown as `<h2>`".into(),
                "write `<h2>` and `</h2>`",
            );
        }
        let Some(content) = allowed::content_of(&tag.name) else {
            self.remove_element(&tag.name, piece, tag.range, false);
            return;
        };
        if let Some(why) = self.misplaced(&tag.name, sink) {
            let shown = format!("`<{}>` is left out: {why}", tag.name);
            self.report(piece.range(tag.range), &shown, "take its tags out, or move it");
            if content != Content::Void {
                self.push(tag.name, false);
            }
            return;
        }
        let attributes = self.attributes(&tag, piece, sink);
        let has = |name: &str| tag.attributes.iter().any(|found| found.name == name);
        if tag.name == "img" && !has("src") {
            let message = "this image names no file, so it is left out";
            self.report(piece.range(tag.range), message, "add `src=\"file.png\"`");
            return;
        }
        if tag.name == "img" && !attributes.contains(" src=") {
            return;
        }
        // A link that leads nowhere is text, unless it serves as an anchor.
        let written = tag.name != "a" || !attributes.is_empty();
        if written {
            sink.out.push('<');
            sink.out.push_str(&tag.name);
            sink.out.push_str(&attributes);
            sink.out.push('>');
        }
        if content != Content::Void {
            self.push(tag.name, written);
        }
    }

    /// Closes what `name` closes by standing here, and says why it cannot stand here.
    fn misplaced(&mut self, name: &str, sink: &mut Sink<'_>) -> Option<&'static str> {
        if sink.inline && !allowed::is_inline(name) {
            return Some("it cannot stand in a paragraph; it needs a block of its own");
        }
        if name == "a" && self.is_in_link() {
            return Some("a link cannot stand in a link");
        }
        if self.open.iter().filter(|open| open.written).count() >= DEEPEST {
            return Some("too many elements stand inside one another");
        }
        let parents = allowed::parents_of(name);
        if parents.is_empty() {
            let inside = self.innermost().and_then(allowed::content_of);
            if inside == Some(Content::Structure) {
                return Some("in a table it can only stand in a cell");
            }
            self.close_implied(name, sink.out);
            return None;
        }
        let Some(parent) = self.nearest(parents, &["table"]) else {
            return Some("it stands outside of the element that it is a part of");
        };
        self.close_to(parent + 1, sink.out);
        None
    }

    /// Closes the elements whose end tag may be left out before `name`.
    fn close_implied(&mut self, name: &str, out: &mut String) {
        if allowed::is_inline(name) {
            return;
        }
        const EDGES: &[&str] = &["table", "td", "th", "caption"];
        if let Some(paragraph) = self.nearest(&["p"], EDGES) {
            self.close_to(paragraph, out);
        }
        let siblings: &[&str] = match name {
            "li" => &["li"],
            "dd" | "dt" => &["dd", "dt"],
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                // Only right inside it does a heading end another.
                let inside = self.innermost().map(str::to_owned);
                let heading = inside.filter(|name| name.starts_with('h'));
                if let Some(at) = heading.and_then(|name| self.nearest(&[&name], &[])) {
                    self.close_to(at, out);
                }
                return;
            }
            _ => return,
        };
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
        if let Some(sibling) = self.nearest(siblings, HOLDERS) {
            self.close_to(sibling, out);
        }
    }

    /// The attributes that stay, each with a space before it.
    fn attributes(
        &mut self,
        tag: &piece::Tag,
        piece: &Piece<'_>,
        sink: &mut Sink<'_>,
    ) -> String {
        let mut written = String::new();
        for attribute in &tag.attributes {
            let name = &*attribute.name;
            let place = piece.range(attribute.range.clone());
            let Some(value) = allowed::value_of(&tag.name, name) else {
                let shown = shorten(name);
                let message = format!("`{shown}` is not allowed on `<{}>`", tag.name);
                self.report(place, &message, help_for_attribute(name));
                continue;
            };
            let kept = if let Value::Address(purpose) = value {
                let range = piece.range(attribute.value_range.clone());
                (sink.rewrite)(purpose, &attribute.value, range)
                    .filter(|address| is_harmless(purpose, address))
            } else {
                let cleaned = value.cleaned(&attribute.value);
                if cleaned.is_none() {
                    let shown = shorten(&attribute.value);
                    let message = format!("`{name}` does not take the value `{shown}`");
                    self.report(place, &message, "correct the value, or take it out");
                }
                cleaned
            };
            if let Some(kept) = kept {
                written.push(' ');
                written.push_str(name);
                written.push_str("=\"");
                escape_into(&mut written, &kept);
                written.push('"');
            }
        }
        if tag.name == "img" && !tag.attributes.iter().any(|a| &*a.name == "alt") {
            self.fault(
                &MISSING_ALT_TEXT,
                piece.range(tag.range.clone()),
                "this image has no text for those who cannot see it".into(),
                "add `alt=\"what it shows\"`, or `alt=\"\"` if it is mere decoration",
            );
        }
        written
    }

    fn end_tag(&mut self, name: &str, place: Range<usize>, out: &mut String) {
        let name = if name == "h1" { "h2" } else { name };
        // Only parts of a table reach out of a cell.
        let is_part = matches!(
            name,
            "caption" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
        );
        let edges: &[&str] = if is_part { &["table"] } else { &["td", "th", "caption"] };
        let found = self.open[self.floor..]
            .iter()
            .rposition(|open| open.name == name)
            .map(|at| self.floor + at)
            .filter(|at| {
                let above = &self.open[at + 1..];
                !above.iter().any(|open| open.written && edges.contains(&&*open.name))
            });
        if let Some(at) = found {
            self.close_to(at, out);
        } else {
            let shown =
                format!("`</{}>` closes nothing that is open here", shorten(name));
            self.report(place, &shown, "take it out, or write the start tag before it");
        }
    }

    /// A block of raw HTML ends: Markdown blocks may follow, so that what holds only a
    /// line of text ends with it.
    fn close_lines(&mut self, out: &mut String) {
        let holds_line = |open: &Open| {
            open.written
                && matches!(
                    allowed::content_of(&open.name),
                    Some(Content::Phrasing | Content::Line)
                )
        };
        if let Some(at) = self.open[self.floor..].iter().position(holds_line) {
            self.close_to(self.floor + at, out);
        }
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        for open in self.open.drain(depth.min(self.open.len())..).rev() {
            if open.written {
                out.push_str("</");
                out.push_str(&open.name);
                out.push('>');
            }
        }
    }

    fn push(&mut self, name: String, written: bool) {
        // What is not written only serves to pass over its end tag.
        if written || self.open.len() < DEEPEST {
            self.open.push(Open { name, written });
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.written && open.name == name)
    }

    /// The innermost written element of the current Markdown element.
    fn innermost(&self) -> Option<&str> {
        let open = self.open[self.floor..].iter().rev().find(|open| open.written);
        open.map(|open| &*open.name)
    }

    /// The innermost open element of `names` that is not beyond one of `edges`.
    fn nearest(&self, names: &[&str], edges: &[&str]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().skip(self.floor).rev() {
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

    fn remove_element(
        &mut self,
        name: &str,
        piece: &Piece<'_>,
        range: Range<usize>,
        with_content: bool,
    ) {
        let shown = shorten(name);
        let message = if with_content {
            format!("`<{shown}>` and what stands in it are left out")
        } else {
            format!("`<{shown}>` is not allowed and is left out")
        };
        self.report(piece.range(range), &message, allowed::instead_of(name));
        if !with_content && !allowed::is_void_stranger(name) {
            self.push(name.to_owned(), false);
        }
    }

    fn report(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.fault(&REMOVED_HTML, range, message.to_owned(), help);
    }

    fn fault(
        &mut self,
        rule: &'static Rule,
        range: Range<usize>,
        message: String,
        help: &str,
    ) {
        self.faults.push(Fault { rule, range, message, help: Some(help.to_owned()) });
    }
}

/// Whether an address that the resolver gave may be written: a second look, because all
/// of the site's safety against scripts in addresses would else hang on one place.
fn is_harmless(purpose: AddressUse, address: &str) -> bool {
    match classify(address) {
        Address::Empty
        | Address::Fragment(_)
        | Address::Relative(_)
        | Address::Root(_) => true,
        Address::Web(_)
        | Address::InsecureWeb(_)
        | Address::Mail(_)
        | Address::Tel(_)
        | Address::Sms(_) => purpose != AddressUse::Source,
        Address::ProtocolRelative(_)
        | Address::WindowsPath(_)
        | Address::Malformed(_)
        | Address::Unsafe(_) => false,
    }
}

fn help_for_attribute(name: &str) -> &'static str {
    match name {
        "style" | "align" | "bgcolor" | "color" | "valign" | "border" => {
            "take it out; colours and sizes belong to the theme"
        }
        "name" => "write `id` instead",
        "target" => "take it out; readers choose themselves where a link opens",
        name if name.starts_with("on") => "take it out; scripts belong to the theme",
        _ => "take it out",
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The beginning of an author's text, for a message of one line.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
