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
mod apart;
mod harmless;
mod looks;
mod open;
#[cfg(test)]
mod tests;
mod trust;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::escape_into;
use crate::config::RawHtml;
use crate::diagnostic::{
    EMPTY_LINK_TEXT, LEVEL_ONE_HEADING, MISSING_ALT_TEXT, REMOVED_HTML, Rule,
    UNKNOWN_ELEMENT,
};
use crate::markdown::Fault;
use crate::markdown::element::{is_element, joins};
use crate::markdown::raw_html::{
    AddressUse, HtmlLoss, HtmlPiece, HtmlTag, Part, sets_anchor,
};

use allowed::{AttributeValue, ElementContent};
use apart::{is_text, keep_apart};
use harmless::is_harmless;
use looks::Looks;
use open::OpenElements;
use trust::trust;

pub(super) use apart::{drop_empty_paragraph, is_silent};

/// Asked for each address, decoded, with its place in the file: the address to write, or
/// `None` to leave the attribute out. Whoever answers reports what is wrong with it.
pub type Rewrite<'r> = dyn FnMut(AddressUse, &str, Range<usize>) -> Option<String> + 'r;

/// The state between the pieces of raw HTML of one page.
#[derive(Debug)]
pub struct Sanitiser<'p> {
    mode: RawHtml,
    anchor_prefix: &'p str,
    open: OpenElements,
    in_link: bool,
    /// What is open now may hold blocks: a cell of a table, an item of a list.
    holds_blocks: bool,
    /// Names in angle brackets that were told already.
    strangers: BTreeSet<String>,
    looks: Looks,
    faults: Vec<Fault>,
}

/// What to go back to when a Markdown element ends.
#[derive(Debug)]
#[must_use]
pub struct Entered {
    floor: usize,
    in_link: bool,
    holds_blocks: bool,
}

/// Where a piece goes while it is sanitised.
struct Sink<'s> {
    out: &'s mut String,
    rewrite: &'s mut Rewrite<'s>,
    /// Whether the piece stands in a line of text.
    inline: bool,
    /// What follows the piece.
    next: Option<char>,
}

impl<'p> Sanitiser<'p> {
    /// A sanitiser for one text; `anchor_prefix` is added before each of its anchors.
    pub fn new(mode: RawHtml, anchor_prefix: &'p str) -> Self {
        let open = OpenElements::default();
        Sanitiser {
            mode,
            anchor_prefix,
            open,
            in_link: false,
            holds_blocks: false,
            strangers: BTreeSet::new(),
            looks: Looks::default(),
            faults: Vec::new(),
        }
    }

    /// A Markdown element begins: what is open now cannot be closed inside it.
    pub fn enter(&mut self) -> Entered {
        let holds_blocks = std::mem::take(&mut self.holds_blocks);
        Entered { floor: self.open.raise(), in_link: self.in_link, holds_blocks }
    }

    /// The same for an element that may hold blocks beside a line of text.
    pub fn enter_flow(&mut self) -> Entered {
        let before = self.enter();
        self.holds_blocks = true;
        before
    }

    /// A Markdown link begins: as [`Sanitiser::enter`], and no `<a>` may stand in it.
    pub fn enter_link(&mut self) -> Entered {
        let before = self.enter();
        self.in_link = true;
        before
    }

    /// The Markdown element ends: closes what was opened inside it.
    #[expect(clippy::needless_pass_by_value, reason = "what was entered is left once")]
    pub fn leave(&mut self, before: Entered, out: &mut String) {
        self.open.lower(before.floor, out);
        self.in_link = before.in_link;
        self.holds_blocks = before.holds_blocks;
    }

    /// The page ends: closes everything.
    pub fn close_all(&mut self, out: &mut String) {
        self.open.lower(0, out);
        self.open.lower(0, out);
        self.in_link = false;
    }

    /// Whether an author's `<a>` is open, so that no other link may stand here.
    pub fn is_in_link(&self) -> bool {
        self.in_link || self.open.has("a")
    }

    /// The findings so far, in reading order; they are handed out once.
    pub fn take_faults(&mut self) -> Vec<Fault> {
        for tag in self.open.take_silent() {
            let message = "this link has no words".to_owned();
            let help = "write between its tags where it leads";
            self.fault(&EMPTY_LINK_TEXT, tag, message, help);
        }
        self.faults.extend(self.looks.fault());
        std::mem::take(&mut self.faults)
    }

    /// Sanitises one tag (or comment) in a line of text, given as to
    /// [`Sanitiser::block`], with the character `next` behind it. Elements that cannot
    /// stand there are left out.
    pub fn inline(
        &mut self,
        lines: &[(&str, usize)],
        next: Option<char>,
        out: &mut String,
        rewrite: &mut Rewrite<'_>,
    ) {
        self.piece(&HtmlPiece::new(lines), Sink { out, rewrite, inline: true, next });
    }

    /// Sanitises a block of raw HTML, given by its lines with their line ends and the byte
    /// at which each begins: in a quotation they do not follow one another in the file.
    pub fn block(
        &mut self,
        lines: &[(&str, usize)],
        out: &mut String,
        rewrite: &mut Rewrite<'_>,
    ) {
        let piece = HtmlPiece::new(lines);
        // Names in angle brackets, and nothing that is HTML: a paragraph.
        let is_text =
            self.mode == RawHtml::Sanitise && self.open.is_at_floor() && is_text(&piece);
        out.push_str(if is_text { "<p>" } else { "" });
        self.piece(&piece, Sink { out: &mut *out, rewrite, inline: false, next: None });
        if self.mode == RawHtml::Sanitise {
            self.open.end_lines(out);
        }
        if is_text {
            out.truncate(out.trim_end().len());
            out.push_str("</p>\n");
        }
    }

    fn piece(&mut self, piece: &HtmlPiece<'_>, mut sink: Sink<'_>) {
        match self.mode {
            RawHtml::Trust => trust(piece, &mut sink),
            RawHtml::Deny => self.deny(piece, &mut sink),
            RawHtml::Sanitise => self.sanitise(piece, &mut sink),
        }
    }

    /// Shows the markup as text. Comments are nobody's text.
    fn deny(&mut self, piece: &HtmlPiece<'_>, sink: &mut Sink<'_>) {
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

    fn sanitise(&mut self, piece: &HtmlPiece<'_>, sink: &mut Sink<'_>) {
        piece.walk(&mut |part| match part {
            Part::Start(tag) if self.is_stranger(&tag.name) => {
                self.stranger(&tag.name, tag.range, piece, sink);
            }
            Part::End(name, range) if self.is_stranger(&name) => {
                self.stranger(&name, range, piece, sink);
            }
            Part::Start(tag) => {
                let (name, end) = (tag.name.clone(), tag.range.end);
                if !self.start_tag(tag, piece, sink) && !joins(&name) {
                    keep_apart(piece, end, sink);
                }
            }
            Part::End(name, range) => {
                let end = range.end;
                if !self.end_tag(&name, piece.range(range), sink.out) && !joins(&name) {
                    keep_apart(piece, end, sink);
                }
            }
            Part::Text(text) => escape_into(sink.out, &text),
            Part::Vanished(tag) => {
                self.report_vanishing(&tag, piece, sink);
                keep_apart(piece, tag.range.end, sink);
            }
            Part::Aside(range) => keep_apart(piece, range.end, sink),
            Part::StillOpen(name) => self.open.push(name, false),
            Part::Lost(loss, range) => {
                let end = range.end;
                self.report_loss(loss, piece.range(range));
                keep_apart(piece, end, sink);
            }
        });
    }

    /// Whether HTML has no element of a name, so that it stands in angle brackets as text.
    fn is_stranger(&self, name: &str) -> bool {
        // Within a picture that is left out the names are those of its language.
        !is_element(name) && !self.open.leaves_out(&["math", "svg"])
    }

    /// Shows a name in angle brackets as it was typed.
    fn stranger(
        &mut self,
        name: &str,
        range: Range<usize>,
        piece: &HtmlPiece<'_>,
        sink: &mut Sink<'_>,
    ) {
        let written = &piece.text()[range.clone()];
        escape_into(sink.out, written);
        if self.strangers.insert(name.to_owned()) {
            let shown = shorten(written);
            let message =
                format!("`{shown}` is no element of HTML, so it is shown as text");
            let help = "write it between backticks, or `\\<` for its first character";
            self.fault(&UNKNOWN_ELEMENT, piece.range(range), message, help);
        }
    }

    fn report_vanishing(
        &mut self,
        tag: &HtmlTag,
        piece: &HtmlPiece<'_>,
        sink: &Sink<'_>,
    ) {
        let place = piece.range(tag.range.clone());
        if !sink.inline && self.looks.take_element(&tag.name, &place) {
            return;
        }
        // In a line of text its content is not raw HTML, and stays as text.
        let what = if sink.inline { "is" } else { "and what stands in it are" };
        let message = format!("`<{}>` {what} left out", tag.name);
        let help = allowed::instead_of(&tag.name);
        self.report(place, &message, help);
    }

    fn report_loss(&mut self, loss: HtmlLoss, place: Range<usize>) {
        let (message, help) = match loss {
            HtmlLoss::Tag => (
                "this tag has no end, so it is left out",
                "write `>` behind it, or `&lt;` for its first character",
            ),
            HtmlLoss::Comment => (
                "this comment has no end, so all that follows is left out",
                "write `-->` behind it",
            ),
            HtmlLoss::Declaration => (
                "this stands for no part of a page, so it is left out",
                "take it out, or write `\\<` for its first character to show it",
            ),
            HtmlLoss::Attribute => (
                "an attribute is given twice, so the second is left out",
                "take one of the two out",
            ),
        };
        self.report(place, message, help);
    }

    /// Returns whether it was written.
    fn start_tag(
        &mut self,
        mut tag: HtmlTag,
        piece: &HtmlPiece<'_>,
        sink: &mut Sink<'_>,
    ) -> bool {
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
            self.remove_element(tag, piece);
            return false;
        };
        if let Some(why) = self.misplaced(&tag.name, sink) {
            let shown = format!("`<{}>` is left out: {why}", tag.name);
            self.report(piece.range(tag.range), &shown, "take its tags out, or move it");
            if content != ElementContent::Void {
                self.open.push(tag.name, false);
            }
            return false;
        }
        let attributes = self.attributes(&tag, piece, sink);
        let has = |name: &str| tag.attributes.iter().any(|found| found.name == name);
        if tag.name == "img" && !has("src") {
            let message = "this image names no file, so it is left out";
            self.report(piece.range(tag.range), message, "add `src=\"file.png\"`");
            return false;
        }
        if tag.name == "img" && !attributes.contains(" src=") {
            return false;
        }
        // A link that leads nowhere is text, unless it serves as an anchor.
        let written = tag.name != "a" || !attributes.is_empty();
        if written {
            sink.out.push('<');
            sink.out.push_str(&tag.name);
            sink.out.push_str(&attributes);
            sink.out.push('>');
        }
        if content != ElementContent::Void {
            let has_name = has("aria-label") || has("title");
            let is_link = attributes.contains(" href=") && !has_name;
            self.open.push(tag.name, written);
            if is_link {
                self.open.expect_words(piece.range(tag.range), sink.out.len());
            }
        }
        written
    }

    /// Closes what ends where `name` begins, and says why it cannot stand here.
    fn misplaced(&mut self, name: &str, sink: &mut Sink<'_>) -> Option<&'static str> {
        if sink.inline && !self.holds_blocks && !allowed::is_inline(name) {
            return Some(
                "it cannot stand in a line of text; it needs a block of its own",
            );
        }
        if name == "a" && self.is_in_link() {
            return Some("a link cannot stand in a link");
        }
        if self.open.is_full() {
            return Some("too many elements stand inside one another");
        }
        self.open.make_room(name, sink.out)
    }

    /// The attributes that stay, each with a space before it.
    fn attributes(
        &mut self,
        tag: &HtmlTag,
        piece: &HtmlPiece<'_>,
        sink: &mut Sink<'_>,
    ) -> String {
        let mut written = String::new();
        let has_id = tag.attributes.iter().any(|attribute| attribute.name == "id");
        for attribute in &tag.attributes {
            let is_anchor = sets_anchor(&tag.name, &attribute.name, has_id);
            let name = if is_anchor { "id" } else { &*attribute.name };
            let place = piece.range(attribute.range.clone());
            let Some(value) = allowed::value_of(&tag.name, name) else {
                if self.looks.take_attribute(&tag.name, name, &place) {
                    continue;
                }
                let shown = shorten(name);
                let message = format!("`{shown}` is not allowed on `<{}>`", tag.name);
                let is_word =
                    attribute.value.is_empty() && attribute.range.len() == name.len();
                let help = match allowed::instead_of_attribute(name) {
                    // `a<b and b>c`.
                    "take it out" if is_word => {
                        "take it out, or write `\\<` where the sign is meant"
                    }
                    help => help,
                };
                self.report(place, &message, help);
                continue;
            };
            let kept = if let AttributeValue::Address(purpose) = value {
                let range = piece.range(attribute.value_range.clone());
                (sink.rewrite)(purpose, &attribute.value, range)
                    .filter(|address| is_harmless(purpose, address))
            } else {
                let cleaned = value.cleaned(&attribute.value, self.anchor_prefix);
                if cleaned.is_none()
                    && !self.looks.take_attribute(&tag.name, name, &place)
                {
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

    /// Returns whether it was written.
    fn end_tag(&mut self, name: &str, place: Range<usize>, out: &mut String) -> bool {
        let name = if name == "h1" { "h2" } else { name };
        self.open.end(name, out).unwrap_or_else(|| {
            let shown =
                format!("`</{}>` closes nothing that is open here", shorten(name));
            self.report(place, &shown, "take it out, or write the start tag before it");
            false
        })
    }

    fn remove_element(&mut self, tag: HtmlTag, piece: &HtmlPiece<'_>) {
        let place = piece.range(tag.range);
        if !self.looks.take_element(&tag.name, &place) {
            let message =
                format!("`<{}>` is not allowed and is left out", shorten(&tag.name));
            self.report(place, &message, allowed::instead_of(&tag.name));
        }
        if !allowed::is_void_stranger(&tag.name) {
            self.open.push(tag.name, false);
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

/// The beginning of an author's text, for a message of one line.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
