//! Inline text: words, links, citations, raw HTML.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Writer, WrittenText, links_at};
use crate::base::{escape, escape_into};
use crate::diagnostic::EMPTY_LINK_TEXT;
use crate::html::sanitise::{Rewrite, Sanitiser, is_silent};
use crate::markdown::raw_html::AddressUse;
use crate::markdown::{NodeId, NodeKind};
use crate::site::{Destination, Resolved};

impl<'a> Writer<'a> {
    /// Writes one inline node.
    pub(super) fn inline(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        if self.is_full(text, node) {
            return;
        }
        let document = text.document;
        match &document.nodes[node].kind {
            NodeKind::Text(words) => {
                self.decide_at(text, node);
                self.words(text, node, words);
            }
            NodeKind::Plain(words) => escape_into(&mut self.out, words),
            NodeKind::Code(words) => {
                self.out.push_str("<code>");
                escape_into(&mut self.out, words);
                self.out.push_str("</code>");
            }
            NodeKind::Html(_) => {
                let lines = document.tag_lines(node, text.source);
                let end = document.nodes[node].range.end;
                self.raw_inline(text, &lines, text.source[end..].chars().next());
            }
            NodeKind::SoftBreak => self.out.push('\n'),
            NodeKind::HardBreak => self.out.push_str("<br>\n"),
            NodeKind::Emphasis => self.wrap(text, node, "<em>", "</em>"),
            NodeKind::Strong => self.wrap(text, node, "<strong>", "</strong>"),
            NodeKind::Struck => self.wrap(text, node, "<del>", "</del>"),
            NodeKind::Lowered => self.wrap(text, node, "<sub>", "</sub>"),
            NodeKind::Raised => self.wrap(text, node, "<sup>", "</sup>"),
            NodeKind::Link { at, has_text, title } => {
                self.decide_at(text, node);
                self.link(text, node, *at, *has_text, title);
            }
            NodeKind::Image { at, title } => self.image(text, node, *at, title, false),
            NodeKind::Citation { at } => self.citation(text, *at),
            NodeKind::Include { at } => self.include_in_line(text, node, *at),
            NodeKind::FootnoteReference(label) => self.footnote_reference(text, label),
            NodeKind::TaskMarker(done) => self.task_marker(*done),
            NodeKind::Removed => {}
            // Blocks inside inline text come only from trees that are not CommonMark.
            _ => self.block(text, node),
        }
    }

    fn task_marker(&mut self, done: bool) {
        let (mark, key) =
            if done { ('\u{2611}', "task_done") } else { ('\u{2610}', "task_open") };
        let label = escape(self.word(key));
        let _ = write!(
            self.out,
            "<span class=\"task\" role=\"img\" aria-label=\"{label}\">{mark}</span> "
        );
    }

    fn link(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        at: usize,
        has_text: bool,
        title: &str,
    ) {
        let Some(resolved) = text.link_at(at) else { return self.inlines(text, node) };
        if let Destination::Contact(id) = &resolved.destination
            && !has_text
        {
            self.contact(id);
            return;
        }
        if !has_text && self.said(resolved) {
            return;
        }
        if let Destination::Reference(_) = resolved.destination {
            self.citation(text, at);
            return;
        }
        let entry = self.entry_of(text, node, resolved, has_text);
        let is_entry = entry.is_some()
            || matches!(resolved.destination, Destination::Term { fragment: None, .. });
        let href = entry.or_else(|| self.href(&resolved.destination));
        let href = href.filter(|_| !text.sanitiser.is_in_link());
        if let Some(href) = &href {
            let class = if is_entry { " class=\"term\"" } else { "" };
            let _ = write!(self.out, "<a{class} href=\"");
            escape_into(&mut self.out, href);
            self.out.push('"');
            if let Some(language) = resolved.foreign {
                let tag = &self.around.language_names[language].0;
                let _ = write!(self.out, " hreflang=\"{}\"", escape(tag));
            }
            if !title.is_empty() {
                let _ = write!(self.out, " title=\"{}\"", escape(title));
            }
            self.out.push('>');
        }
        let entered = href.as_ref().map(|_| text.sanitiser.enter_link());
        if !self.link_words(text, node, resolved, has_text) && href.is_some() {
            self.empty_link(text, node);
        }
        if let Some(entered) = entered {
            text.sanitiser.leave(entered, &mut self.out);
            self.out.push_str("</a>");
        }
        if let (Some(language), Some(_)) = (resolved.foreign, &href) {
            let (tag, name) = &self.around.language_names[language];
            let _ = write!(
                self.out,
                " <span lang=\"{}\">({})</span>",
                escape(tag),
                escape(name)
            );
        }
    }

    /// The entry of a term that a sentence names where it links to the article about it: a word
    /// leads to one place wherever it stands, and who does not know it wants it explained
    /// first; the explanation leads on to the article. A link in words of the author's own, or
    /// one that is all of its line, is a way to the article.
    fn entry_of(
        &self,
        text: &WrittenText<'_>,
        node: NodeId,
        resolved: &Resolved,
        has_text: bool,
    ) -> Option<String> {
        let nodes = &text.document.nodes;
        let above = node.checked_sub(1).map(|above| &nodes[above]);
        let is_all = above
            .is_some_and(|above| above.kind.is_block() && above.end == nodes[node].end);
        let is_article =
            matches!(resolved.destination, Destination::Article { fragment: None, .. });
        let term = resolved.term.filter(|_| !has_text && !is_all && is_article)?;
        if resolved.foreign.is_some() || self.around.subjects.contains(&term) {
            return None;
        }
        self.around.term_hrefs[term].clone()
    }

    /// The author's words; else the target's. Returns whether there is something to say.
    fn link_words(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        resolved: &Resolved,
        has_text: bool,
    ) -> bool {
        let start = self.out.len();
        let words = resolved.words.as_ref();
        if has_text || words.is_none() {
            self.inlines(text, node);
        }
        let written = &self.out[start..];
        if !is_silent(written) {
            return true;
        }
        let Some(words) = words.filter(|_| !written.contains("<img")) else {
            return false;
        };
        self.out.truncate(start);
        self.words(text, node, words);
        true
    }

    fn empty_link(&mut self, text: &WrittenText<'_>, node: NodeId) {
        let range = text.document.nodes[node].range.clone();
        let mut inside =
            text.document.nodes[node + 1..text.document.nodes[node].end].iter();
        let holds_lost_picture = inside.any(|node| match node.kind {
            NodeKind::Image { at, .. } => links_at(text.links, at)
                .first()
                .is_some_and(|link| link.destination == Destination::Nowhere),
            _ => false,
        });
        if holds_lost_picture {
            // That there is no picture has a finding of its own.
            return;
        }
        let message = "this link has no words".to_owned();
        let help = "write between the square brackets where it leads".to_owned();
        self.find(text, &EMPTY_LINK_TEXT, range, message, Some(help));
    }

    /// The `href` of a destination; `None` where the words stay text.
    pub(super) fn href(&self, destination: &Destination) -> Option<String> {
        match destination {
            Destination::Term { id, fragment: None } => {
                self.around.term_hrefs[*id].clone()
            }
            Destination::Here(top) if matches!(&**top, "" | "top") => {
                Some(format!("#{top}"))
            }
            Destination::Here(fragment) => {
                Some(format!("#{}{fragment}", self.around.anchor_prefix))
            }
            Destination::Contact(id) => {
                let contact = self.around.contacts.get(&**id)?;
                let mail =
                    || contact.email.as_ref().map(|email| format!("mailto:{email}"));
                contact.phone_url.clone().or_else(mail)
            }
            Destination::Reference(key) => {
                Some(format!("#{}", self.reference_anchor(key)?))
            }
            _ => self.around.site.href(destination, self.around.base_path),
        }
    }

    /// A contact without words of the author's: its name and its number; in the title of a
    /// card, where each word counts, its number alone.
    pub(super) fn contact(&mut self, id: &str) {
        let Some(contact) = self.around.contacts.get(id) else { return };
        if let (true, Some(phone), Some(url)) =
            (self.is_in_card_title, &contact.phone, &contact.phone_url)
        {
            let (url, phone) = (escape(url), escape(phone));
            let _ = write!(
                self.out,
                "<a class=\"phone\" href=\"{url}\" dir=\"ltr\">{phone}</a>"
            );
            return;
        }
        self.out.push_str("<span class=\"contact\">");
        if let Some(language) = &contact.language {
            let language = escape(language);
            let _ = write!(self.out, "<span lang=\"{language}\" dir=\"auto\">");
        }
        escape_into(&mut self.out, &contact.name);
        if contact.language.is_some() {
            self.out.push_str("</span>");
        }
        if let (Some(phone), Some(url)) = (&contact.phone, &contact.phone_url) {
            let _ = write!(
                self.out,
                ": <a class=\"phone\" href=\"{}\">{}</a>",
                escape(url),
                escape(phone)
            );
        }
        self.out.push_str("</span>");
    }

    /// `[1,2]`: numbers by order of first citation on the page.
    fn citation(&mut self, text: &WrittenText<'_>, at: usize) {
        let mut numbers = Vec::new();
        for resolved in text.links_at(at) {
            let Destination::Reference(key) = &resolved.destination else { continue };
            let Some(anchor) = self.reference_anchor(key) else { continue };
            numbers.push((self.citations.number(key), anchor));
        }
        if numbers.is_empty() || !self.around.cites {
            return;
        }
        let label = escape(self.word("reference"));
        self.out.push_str("<span class=\"citation\">[");
        for (index, (number, anchor)) in numbers.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            if text.sanitiser.is_in_link() {
                let _ = write!(self.out, "{number}");
            } else {
                let _ = write!(
                    self.out,
                    "<a href=\"#{}\" aria-label=\"{label} {number}\">{number}</a>",
                    escape(anchor)
                );
            }
        }
        self.out.push_str("]</span>");
    }

    /// The anchor of a reference in the list at the end of the page.
    fn reference_anchor(&self, key: &str) -> Option<&'a str> {
        let references = &self.around.site.records.references;
        Some(&references.get(key)?.anchor)
    }

    /// One tag in a line of text, by the site's policy.
    fn raw_inline(
        &mut self,
        text: &mut WrittenText<'_>,
        lines: &[(&str, usize)],
        next: Option<char>,
    ) {
        self.raw(text, |sanitiser, out, rewrite| {
            sanitiser.inline(lines, next, out, rewrite);
        });
    }

    /// A block of raw HTML, by the site's policy.
    pub(super) fn raw_block(
        &mut self,
        text: &mut WrittenText<'_>,
        lines: &[(&str, usize)],
    ) {
        self.raw(text, |sanitiser, out, rewrite| sanitiser.block(lines, out, rewrite));
    }

    fn raw(
        &mut self,
        text: &mut WrittenText<'_>,
        write: impl FnOnce(&mut Sanitiser<'_>, &mut String, &mut Rewrite<'_>),
    ) {
        let mut out = std::mem::take(&mut self.out);
        let WrittenText { sanitiser, links, .. } = text;
        let mut rewrite = |_: AddressUse, _: &str, range: Range<usize>| {
            self.href(&links_at(links, range.start).first()?.destination)
        };
        write(sanitiser, &mut out, &mut rewrite);
        self.out = out;
    }
}
