//! Glossary terms in running text: which mentions are marked, which abbreviations are
//! spelled out, and what is said of them.
//!
//! A run of text is decided as a whole when its first words are written. So the first
//! mention is the first one that readers meet, wherever captions, snippets and footnotes
//! stand in the sources.

mod edit;
mod mention;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Surroundings, Writer, WrittenText};
use crate::article::{TermId, TermLink};
use crate::base::{Span, escape};
use crate::config::Marking;
use crate::glossary::{
    Hit, Matcher, NameKind, Standing, begins_sentence, capitalised, is_in_brackets,
};
use crate::html::facts::{Mention as Fact, Singular, Wording, WordingFault};
use crate::markdown::{Document, NodeId, NodeKind, Run, RunPiece, RunPlace};
use crate::site::{Destination, Resolved};

pub(super) use edit::Edits;
use mention::{Holder, NamedLink, RunMention, holder, mentions, stands_in_one_element};

/// What the page has said of terms so far.
#[derive(Default)]
pub(super) struct PageTerms {
    seen: BTreeMap<TermId, SeenTerm>,
    /// Those that the author links by their names, somewhere on the page.
    linked: BTreeSet<TermId>,
    /// The number of the section: how many headings of level two came before.
    section: u32,
}

/// One term of the page.
#[derive(Clone, Copy)]
struct SeenTerm {
    /// Position in the facts.
    fact: usize,
    said: SaidOfTerm,
}

/// What readers were told of a term.
#[derive(Clone, Copy, Default)]
struct SaidOfTerm {
    /// The section in which it was last marked, or linked by its name.
    marked_in: Option<u32>,
    /// Its abbreviation was spelled out, by the author or here.
    is_spelled_out: bool,
}

/// What readers were told of all terms up to some place.
pub(super) struct ToldTerms(BTreeMap<TermId, SeenTerm>);

/// What becomes of a mention.
#[derive(Default)]
struct Decision {
    /// It links to its entry.
    marks: bool,
    /// What its abbreviation stands for, as it is to be written there.
    expansion: Option<String>,
}

impl PageTerms {
    /// Nothing said yet, on a page with these links of its author's.
    pub(super) fn new(links: &[Resolved]) -> Self {
        let leads = |link: &&Resolved| link.destination != Destination::Nowhere;
        let linked = links.iter().filter(leads).filter_map(|link| link.term).collect();
        PageTerms { linked, ..PageTerms::default() }
    }

    /// A heading begins.
    pub(super) fn heading(&mut self, level: u8) {
        self.section += u32::from(level <= 2);
    }

    /// What readers were told so far.
    pub(super) fn told(&self) -> ToldTerms {
        ToldTerms(self.seen.clone())
    }

    /// Takes back what was said since: readers may not have opened what it stands in.
    pub(super) fn take_back(&mut self, told: &ToldTerms) {
        for (term, seen) in &mut self.seen {
            seen.said = told.0.get(term).map(|seen| seen.said).unwrap_or_default();
        }
    }
}

impl Writer<'_> {
    /// Decides the run that a node stands in, if that has not been done.
    pub(super) fn decide_at(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        let runs = text.runs;
        // A run begins with words, and so may a link.
        let last = text.document.nodes[node].end - 1;
        let after = runs.partition_point(|run| run.pieces[0].node <= last);
        let Some(position) = after.checked_sub(1) else { return };
        if !std::mem::replace(&mut text.decided[position], true) {
            let before = position.checked_sub(1).map(|before| &runs[before]);
            let beside = before.into_iter().chain(runs.get(position + 1));
            self.decide(text, &runs[position], beside);
        }
    }

    /// The caption of a figure: a run of its own, which is the title of its image.
    pub(super) fn figure_caption(
        &mut self,
        text: &mut WrittenText<'_>,
        image: NodeId,
        caption: &str,
    ) {
        let piece = RunPiece {
            range: 0..caption.len(),
            node: image,
            parent: image,
            link: None,
            open: true,
        };
        let run = Run {
            place: RunPlace::Caption,
            text: caption.to_owned(),
            pieces: vec![piece],
        };
        self.decide(text, &run, std::iter::empty());
        self.words(text, image, caption);
    }

    /// Decides a run; `beside` are those before and behind it.
    fn decide<'r>(
        &mut self,
        text: &mut WrittenText<'_>,
        run: &Run,
        mut beside: impl Iterator<Item = &'r Run>,
    ) {
        self.signs(text, run);
        let matcher = self.around.site.matcher(text.language);
        let named = named_links(text, run);
        let may = |range: &Range<usize>| holder(text.document, run, range).is_some();
        let hits = matcher.find_where(&run.text, &may);
        self.abbreviations.read(run, &hits, text.document, text.file);
        for hit in &hits {
            self.wording(text, run, hit);
            self.singular(text, run, hit);
        }
        let mut mentions = mentions(matcher, text.document, run, hits, &named);
        if let [only] = mentions.as_mut_slice()
            && only.takes_expansion()
            && only.range == (0..run.text.len())
        {
            // In a list of abbreviations the next cell says what one stands for.
            only.is_spelled_out |=
                beside.any(|other| is_long_form(matcher, other, only.term));
        }
        for mention in mentions {
            let decision = self.take(text, run, &mention);
            self.edit(text, run, &mention, &decision);
        }
    }

    /// Counts a mention, and decides what becomes of it.
    fn take(
        &mut self,
        text: &WrittenText<'_>,
        run: &Run,
        mention: &RunMention,
    ) -> Decision {
        let facts = &mut self.facts.mentions;
        let seen = self.terms.seen.entry(mention.term).or_insert_with(|| {
            let fact = facts.len();
            let term = mention.term;
            let span = span(text, run, &mention.range);
            facts.push(Fact { term, count: 0, explained: false, span });
            SeenTerm { fact, said: SaidOfTerm::default() }
        });
        let said = &mut seen.said;
        let link = self.around.site.term(mention.term).front_matter.link;
        let is_own = |hit: &Hit| hit.standing == Standing::Own;
        let is_free = link != TermLink::Never
            && (mention.is_named() || mention.hit.as_ref().is_none_or(is_own))
            && !self.around.subjects.contains(&mention.term)
            && stands_in_one_element(run, &mention.range);
        let section = self.terms.section;
        let is_marked = match (link, self.around.glossary.mark) {
            (TermLink::Never, _) | (TermLink::First, Marking::Never) => true,
            // Where the author explains it, once is enough.
            (TermLink::First, Marking::FirstInArticle) => {
                said.marked_in.is_some() || self.terms.linked.contains(&mention.term)
            }
            _ => said.marked_in == Some(section),
        };
        let marks = is_free
            && !is_marked
            && self.around.autolink
            && mention.holder == Holder::Open
            && run.place == RunPlace::Prose
            && self.card.is_none_or(|card| card.degree().is_none())
            && !self.is_naming
            && !is_strong(text.document, run, &mention.range);
        let expands = is_free
            && self.around.glossary.expand
            && !said.is_spelled_out
            && !mention.is_spelled_out
            && mention.takes_expansion()
            && matches!(run.place, RunPlace::Prose | RunPlace::Caption);
        let expansion =
            if expands { expansion(self.around, text, run, mention) } else { None };
        said.is_spelled_out |= mention.is_spelled_out || expansion.is_some();
        let fact = &mut facts[seen.fact];
        fact.count += 1;
        if marks || mention.is_named() {
            said.marked_in = Some(section);
            fact.explained = true;
        }
        Decision { marks, expansion }
    }

    /// Notes what the text is to read, and where the link goes.
    fn edit(
        &mut self,
        text: &mut WrittenText<'_>,
        run: &Run,
        mention: &RunMention,
        decision: &Decision,
    ) {
        let Range { start, end } = mention.range;
        let href = self.around.term_hrefs[mention.term].as_ref();
        let link = href.filter(|_| decision.marks);
        if let Some(long) = &decision.expansion {
            self.correct_article(text, run, start, long);
        }
        if let Some(href) = link {
            let tag = format!("<a class=\"term\" href=\"{}\">", escape(href));
            text.edits.open_link(run, start, tag);
        }
        if let Some(long) = &decision.expansion {
            let stem = end - mention.hit.as_ref().map_or(0, |hit| hit.possessive);
            let (before, after) =
                if is_in_brackets(&run.text, start) { ('[', "]") } else { ('(', ")") };
            let ending = escape(&run.text[stem..end]);
            let long = format!("{}{ending} {before}<abbr>", escape(long));
            text.edits.insert(run, start, long);
            text.edits.insert_after(run, stem, "</abbr>");
            text.edits.insert_after(run, end, after);
        }
        if link.is_some() {
            text.edits.close_link(run, end);
        }
    }

    /// `an ABBR` becomes `a long form`, and the other way round.
    fn correct_article(
        &self,
        text: &mut WrittenText<'_>,
        run: &Run,
        at: usize,
        long: &str,
    ) {
        let matcher = self.around.site.matcher(text.language);
        let Some((range, by)) = matcher.wrong_article(&run.text, at, long) else {
            return;
        };
        let article = range.start - 1..range.end;
        if holder(text.document, run, &article) == Some(Holder::Open) {
            text.edits.replace(run, range, by);
        }
    }

    /// Notes the singular of a name that its entry lists in the plural.
    fn singular(&mut self, text: &WrittenText<'_>, run: &Run, hit: &Hit) {
        let is_open = holder(text.document, run, &hit.range) == Some(Holder::Open);
        if hit.standing != Standing::Singular || !is_open {
            return;
        }
        let stem = hit.range.start..hit.range.end - hit.possessive;
        let written = run.text[stem].to_lowercase().into_boxed_str();
        let singulars = &mut self.facts.singulars;
        let is_same =
            |one: &&mut Singular| one.term == hit.term && one.written == written;
        if let Some(known) = singulars.iter_mut().find(is_same) {
            known.count += 1;
        } else {
            singulars.push(Singular { term: hit.term, written, count: 1 });
        }
    }

    /// Notes words that an entry advises against, if they are the author's own.
    fn wording(&mut self, text: &WrittenText<'_>, run: &Run, hit: &Hit) {
        if hit.standing == Standing::Other {
            return;
        }
        let matcher = self.around.site.matcher(text.language);
        let fault = match matcher.name(hit).kind {
            NameKind::Avoided => WordingFault::Avoided,
            _ if hit.is_miscased => WordingFault::Case,
            _ => return,
        };
        let Some(preferred) = matcher.preferred(&run.text, hit) else { return };
        if run.place == RunPlace::Quotation {
            return;
        }
        self.facts.wordings.push(Wording {
            term: hit.term,
            span: span(text, run, &hit.range),
            written: run.text[hit.range.clone()].into(),
            preferred: preferred.into(),
            fault,
        });
    }
}

/// Whether a run is a name of a term, and not its abbreviation.
fn is_long_form(matcher: &Matcher, run: &Run, term: TermId) -> bool {
    let hits = matcher.find(&run.text);
    hits.first().is_some_and(|hit| {
        let is_whole = hit.range == (0..run.text.len());
        is_whole && hit.term == term && !matcher.name(hit).is_short
    })
}

/// Where words of a run are written. In `[[GvHD]]` they are a part of their node.
pub(super) fn span(text: &WrittenText<'_>, run: &Run, words: &Range<usize>) -> Span {
    let mut range = run.source_of(text.document, words);
    let (node, own) = (&text.source[range.clone()], &run.text[words.clone()]);
    if node != own
        && let Some(at) = node.find(own)
    {
        range.start += at;
        range.end = range.start + words.len();
    }
    Span::new(text.file, range)
}

/// What an abbreviation stands for, as it is written where the mention stands; `None`
/// where it would not read well.
fn expansion(
    around: &Surroundings<'_>,
    text: &WrittenText<'_>,
    run: &Run,
    mention: &RunMention,
) -> Option<String> {
    let matcher = around.site.matcher(text.language);
    let form = mention.hit.as_ref()?.form;
    let long = matcher.inflected(matcher.long_form(mention.term)?, form);
    let start = mention.range.start;
    let before = run.text[..start].strip_suffix(['\'', '\u{2019}']);
    if before.is_some_and(|before| before.ends_with(char::is_alphabetic)) {
        // `l'ABBR`: the word before would have to change.
        return None;
    }
    let is_sentence = begins_sentence(&run.text, start)
        && !(run.text[..start].trim().is_empty() && is_fragment(text.document, run));
    Some(if is_sentence { capitalised(&long) } else { long })
}

/// Whether a run is an item of a list that is no sentence: it goes on with the words that
/// lead to the list.
fn is_fragment(document: &Document<'_>, run: &Run) -> bool {
    let node = run.pieces[0].node;
    let holds = |&above: &NodeId| document.nodes[above].end > node;
    let mut above =
        (0..node).rev().filter(holds).map(|above| &document.nodes[above].kind);
    let in_item = above.any(|kind| matches!(kind, NodeKind::Item));
    in_item && !run.text.trim_end().ends_with(['.', '!', '?', ':'])
}

/// Whether words stand out already, so that a mark would make them too many things at once.
fn is_strong(document: &Document<'_>, run: &Run, words: &Range<usize>) -> bool {
    let first = run.pieces.partition_point(|piece| piece.range.end <= words.start);
    let Some(node) = run.pieces.get(first).map(|piece| piece.node) else { return false };
    let holds = |&above: &NodeId| document.nodes[above].end > node;
    let above = (0..node).rev().filter(holds).map(|above| &document.nodes[above].kind);
    let mut inline = above.take_while(|kind| !kind.is_block());
    inline.any(|kind| *kind == NodeKind::Strong)
}

/// The links of a run that call a term by its name and lead somewhere.
fn named_links(text: &WrittenText<'_>, run: &Run) -> Vec<NamedLink> {
    let mut links: Vec<(NodeId, Range<usize>)> = Vec::new();
    for piece in &run.pieces {
        let Some(node) = piece.link else { continue };
        match links.last_mut() {
            Some((last, range)) if *last == node => range.end = piece.range.end,
            _ => links.push((node, piece.range.clone())),
        }
    }
    let named = links.into_iter().filter_map(|(node, range)| {
        let NodeKind::Link { at, has_text, .. } = text.document.nodes[node].kind else {
            return None;
        };
        let Resolved { destination, term, .. } = text.link_at(at)?;
        let leads = *destination != Destination::Nowhere && !range.is_empty();
        Some(NamedLink { range, term: (*term).filter(|_| leads)?, shows_name: !has_text })
    });
    named.collect()
}
