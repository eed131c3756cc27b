//! Cards that say when to get help: the number in their title, the button at their end, and
//! which of them a page begins with.

use super::{TextPart, Writer, WrittenText};
use crate::base::escape;
use crate::html::facts::Card;
use crate::markdown::{NodeId, NodeKind};
use crate::site::Destination;
use crate::theme::view::ContactView;

impl Writer<'_> {
    /// The cards for help that an article has before its first heading, the one for
    /// emergencies first.
    pub(super) fn first_cards(
        &self,
        text: &WrittenText<'_>,
        roots: &[NodeId],
        part: TextPart<'_>,
    ) -> Vec<NodeId> {
        let is_whole = self.snippet_depth == 0 && part.section.is_none();
        if self.around.article.is_none() || !is_whole {
            return Vec::new();
        }
        let kind = |node: &NodeId| &text.document.nodes[*node].kind;
        let is_before = |node: &&NodeId| !matches!(kind(node), NodeKind::Heading { .. });
        let card = |node: &NodeId| match kind(node) {
            NodeKind::Block { kind } => {
                Card::of(kind).filter(|card| card.degree().is_some())
            }
            _ => None,
        };
        let before = roots.iter().take_while(is_before);
        let mut cards: Vec<(bool, NodeId)> = before
            .filter_map(|node| Some((card(node)? != Card::Emergency, *node)))
            .collect();
        cards.sort_unstable();
        cards.into_iter().map(|(_, node)| node).collect()
    }

    /// Whom a card's title or a line of its own names, without words of the author.
    pub(super) fn named_contact(
        &self,
        text: &WrittenText<'_>,
        holder: NodeId,
    ) -> Option<&ContactView> {
        let mut links = text.document.children(holder).filter_map(|node| {
            let NodeKind::Link { at, has_text: false, .. } =
                text.document.nodes[node].kind
            else {
                return None;
            };
            let Destination::Contact(id) = &text.link_at(at)?.destination else {
                return None;
            };
            self.around.contacts.get(&**id)
        });
        links.next()
    }

    /// Whether a paragraph only names a contact.
    pub(super) fn is_contact_line(&self, text: &WrittenText<'_>, node: NodeId) -> bool {
        matches!(text.document.nodes[node].kind, NodeKind::Paragraph)
            && text.document.children(node).count() == 1
            && self.named_contact(text, node).is_some()
    }

    /// Whom an urgent card leads to where it names nobody: the page's own line, if somebody
    /// answers there day and night, else the site's.
    pub(super) fn urgent_contact(&self) -> Option<&ContactView> {
        let own = self.around.contact.and_then(|id| self.around.contacts.get(id));
        own.filter(|contact| contact.always_open).or(self.around.urgent_contact)
    }

    /// The title of an emergency card, in which the number of the ambulance is a link.
    pub(super) fn with_number(&self, title: &str) -> String {
        let Some(emergency) = self.around.emergency.filter(|_| !title.contains("<a"))
        else {
            return title.to_owned();
        };
        let number = emergency.number.as_str();
        let is_whole = |at: usize| {
            let digit = |c: char| c.is_ascii_digit();
            !title[..at].ends_with(digit)
                && !title[at + number.len()..].starts_with(digit)
        };
        let mut places = title.match_indices(number).map(|(at, _)| at);
        let Some(at) = places.find(|&at| is_whole(at)) else { return title.to_owned() };
        let (before, after) = (&title[..at], &title[at + number.len()..]);
        let url = escape(&emergency.url);
        format!(
            "{before}<a class=\"phone\" href=\"{url}\" dir=\"ltr\">{number}</a>{after}"
        )
    }
}
