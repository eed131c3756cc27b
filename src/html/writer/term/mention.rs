//! The mentions in one run of text, before it is decided what becomes of them.

use std::ops::Range;

use crate::article::TermId;
use crate::glossary::{Hit, Matcher, Standing, is_spelled_out, stand_together};
use crate::markdown::{Document, NodeKind, Run, RunPiece};

/// A mention of a term in a run.
#[derive(Debug)]
pub(super) struct RunMention {
    /// The bytes of the run.
    pub(super) range: Range<usize>,
    /// The term.
    pub(super) term: TermId,
    /// Where its words stand.
    pub(super) holder: Holder,
    /// Its one name. None where it has both the long form and the short one, or stands
    /// behind other words.
    pub(super) hit: Option<Hit>,
    /// What its words are.
    shown: ShownWords,
    /// The author spells the abbreviation out.
    pub(super) is_spelled_out: bool,
}

/// What the words of a mention are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShownWords {
    /// The abbreviation of the term.
    Short,
    /// Another name of the term.
    Long,
    /// Both, or neither.
    Other,
}

/// What holds the words of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Nothing: they are plain words of the author.
    Open,
    /// A link of some other purpose, by its node.
    Link,
    /// A link by the name of the term.
    NamedLink {
        /// It shows the name itself, not words of the author.
        shows_name: bool,
    },
}

/// A link by the name of a term.
pub(super) struct NamedLink {
    /// The bytes of its words.
    pub(super) range: Range<usize>,
    /// The term.
    pub(super) term: TermId,
    /// It shows the name itself, not words of the author.
    pub(super) shows_name: bool,
}

impl RunMention {
    /// Whether it is a link by the name of the term.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.holder, Holder::NamedLink { .. })
    }

    /// Whether it is an abbreviation in a place where more words may stand.
    pub(super) fn takes_expansion(&self) -> bool {
        let has_room = match self.holder {
            Holder::Open => true,
            Holder::Link => false,
            Holder::NamedLink { shows_name } => shows_name,
        };
        self.shown == ShownWords::Short && has_room
    }
}

/// The mentions of a run, in order: hits of the matcher, and links by name, both of which
/// are in order.
pub(super) fn mentions(
    matcher: &Matcher,
    document: &Document<'_>,
    run: &Run,
    hits: Vec<Hit>,
    named: &[NamedLink],
) -> Vec<RunMention> {
    let mut mentions = Vec::new();
    let inside = |hit: &Hit, link: &NamedLink| {
        hit.term == link.term
            && link.range.start <= hit.range.start
            && hit.range.end <= link.range.end
    };
    let shown = |hit: &Hit| {
        if matcher.name(hit).is_short { ShownWords::Short } else { ShownWords::Long }
    };
    for link in named {
        let first = hits.partition_point(|hit| hit.range.start < link.range.start);
        let near =
            || hits[first..].iter().take_while(|hit| hit.range.start < link.range.end);
        let own = || near().filter(|hit| inside(hit, link));
        let is_whole = |hit: &&Hit| hit.range == link.range;
        let is_long = |hit: &Hit| shown(hit) == ShownWords::Long;
        let hit = own().find(is_whole);
        mentions.push(RunMention {
            range: link.range.clone(),
            term: link.term,
            holder: Holder::NamedLink { shows_name: link.shows_name },
            shown: match hit {
                Some(hit) => shown(hit),
                None if own().any(is_long) => ShownWords::Long,
                None => ShownWords::Other,
            },
            hit: hit.cloned(),
            is_spelled_out: false,
        });
    }
    for hit in hits {
        if matches!(hit.standing, Standing::Singular | Standing::Other) {
            continue;
        }
        let after = named.partition_point(|link| link.range.start <= hit.range.start);
        let is_link = named[..after].last().is_some_and(|link| inside(&hit, link));
        let Some(holder) = holder(document, run, &hit.range).filter(|_| !is_link) else {
            continue;
        };
        mentions.push(RunMention {
            range: hit.range.clone(),
            term: hit.term,
            holder,
            shown: shown(&hit),
            is_spelled_out: false,
            hit: Some(hit),
        });
    }
    mentions.sort_by_key(|mention| mention.range.start);
    note_spelled_out(&mut mentions, &run.text);
    join_pairs(document, run, mentions)
}

/// Notes which abbreviations their author spells out right there.
fn note_spelled_out(mentions: &mut [RunMention], text: &str) {
    for at in 0..mentions.len() {
        let RunMention { range, term, shown: ShownWords::Short, .. } = &mentions[at]
        else {
            continue;
        };
        let is_long =
            |other: &RunMention| other.term == *term && other.shown == ShownWords::Long;
        let before = at.checked_sub(1).map(|before| &mentions[before]);
        let by_before = before.is_some_and(|other| {
            is_long(other) && stand_together(&text[other.range.end..range.start])
        });
        let by_after = mentions.get(at + 1).is_some_and(|other| {
            is_long(other) && stand_together(&text[range.end..other.range.start])
        });
        mentions[at].is_spelled_out =
            by_before || by_after || is_spelled_out(text, range);
    }
}

/// Makes one mention of a long form and the abbreviation behind it in brackets, or the
/// other way round.
fn join_pairs(
    document: &Document<'_>,
    run: &Run,
    mentions: Vec<RunMention>,
) -> Vec<RunMention> {
    let mut joined: Vec<RunMention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let first = joined.last_mut().filter(|first| {
            first.term == mention.term
                && is_pair(first.shown, mention.shown)
                && run.text[first.range.end..mention.range.start].trim() == "("
                && run.text[mention.range.end..].starts_with(')')
        });
        let Some(first) = first else {
            joined.push(mention);
            continue;
        };
        let both = first.range.start..mention.range.end + 1;
        let is_open = holder(document, run, &both) == Some(Holder::Open);
        if is_open && stands_in_one_element(run, &both) {
            first.range = both;
        } else if !first.is_named() {
            // The second may be marked where the first may not.
            joined.push(mention);
            continue;
        }
        first.hit = None;
        first.shown = ShownWords::Other;
        first.is_spelled_out = true;
    }
    joined
}

fn is_pair(first: ShownWords, second: ShownWords) -> bool {
    matches!(
        (first, second),
        (ShownWords::Long, ShownWords::Short) | (ShownWords::Short, ShownWords::Long)
    )
}

/// What holds a range of a run; `None` if it is not all plain words, or all words of one
/// link.
pub(super) fn holder(
    document: &Document<'_>,
    run: &Run,
    range: &Range<usize>,
) -> Option<Holder> {
    let mut pieces = pieces(run, range);
    let first = pieces.next()?;
    let is_words = |piece: &RunPiece| {
        let kind = &document.nodes[piece.node].kind;
        piece.open
            || matches!(
                kind,
                NodeKind::Text(_) | NodeKind::SoftBreak | NodeKind::Link { .. }
            )
    };
    let is_one = is_words(first)
        && pieces.all(|piece| {
            is_words(piece) && piece.open == first.open && piece.link == first.link
        });
    match first.link {
        _ if !is_one => None,
        None => first.open.then_some(Holder::Open),
        Some(_) => Some(Holder::Link),
    }
}

/// Whether both ends of a range stand in one element, so that a link around it all keeps
/// what it holds in order.
pub(super) fn stands_in_one_element(run: &Run, range: &Range<usize>) -> bool {
    let mut pieces = pieces(run, range);
    let first = pieces.next();
    let last = pieces.last().or(first);
    first.map(|piece| piece.parent) == last.map(|piece| piece.parent)
}

/// The pieces that a range of a run touches, with those without words inside it.
fn pieces<'r>(run: &'r Run, range: &Range<usize>) -> impl Iterator<Item = &'r RunPiece> {
    let end = range.end;
    let start = run.pieces.partition_point(|piece| piece.range.end <= range.start);
    run.pieces[start..].iter().take_while(move |piece| piece.range.start < end)
}
