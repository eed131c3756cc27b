//! W007 circular-see-also.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::article::TermId;
use crate::base::{Span, TiVec, fold_name, ti_vec};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{parse, runs};

static RULE: Rule = Rule {
    code: "W007",
    name: "circular-see-also",
    severity: Severity::Warning,
    meaning: "Glossary entries lead from one to the next and back: each says only \u{201c}see\u{201d} the \
              other, or each is `broader` than the other.",
    why: "A reader who looks a word up is sent round in a circle and never told what it means.",
    mend: "Write a definition in one of the entries, or take one of the `broader` or `narrower` \
           lines out.",
    source: "WCAG 3.1.3 Unusual Words; ISO 25964 for `broader`",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// So many words besides the name of another entry are no definition: "see", "see also".
const MOST_OTHER_WORDS: usize = 2;

/// How many entries of a circle are told.
const MOST_TOLD: usize = 8;

/// From each entry to others, with the words that say so.
type Edges = TiVec<TermId, Vec<(TermId, Span)>>;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for circle in circles(&references(context)) {
        let mut told = circle.names(context);
        told.extend(circle.left_out().map(|count| format!("{count} more")));
        let message = match told.as_slice() {
            [own] => format!("the definition of {own} says only to see {own}"),
            several => {
                format!(
                    "the definitions of {} only refer to one another",
                    several.join(", ")
                )
            }
        };
        let help = "write what it means in a sentence or two, in one of the entries";
        found.push(finding(&circle, message, "defined only by another entry", help));
    }
    for circle in circles(&broader(context)) {
        let mut way = circle.names(context);
        let first = way.first().cloned();
        way.extend(circle.left_out().map(|count| format!("{count} more")));
        way.extend(first);
        let message = format!("an entry is broader than itself: {}", way.join(", then "));
        let help = "take one of these names out of `broader` or `narrower`";
        found.push(finding(&circle, message, "and this", help));
    }
}

/// A way from an entry back to itself.
struct Circle {
    /// The first entries on it.
    first: Vec<(TermId, Span)>,
    /// How many there are.
    length: usize,
}

impl Circle {
    fn names(&self, context: &Context<'_>) -> Vec<String> {
        let first = self.first.iter();
        first.map(|&(id, _)| format!("`{}`", context.name_of(id))).collect()
    }

    /// How many entries are not among the first.
    fn left_out(&self) -> Option<usize> {
        Some(self.length - self.first.len()).filter(|&count| count > 0)
    }
}

fn finding(circle: &Circle, message: String, label: &str, help: &str) -> Diagnostic {
    let circle = &circle.first;
    let mut finding = Diagnostic::new(&RULE, circle[0].1, message).with_help(help);
    for &(_, span) in &circle[1..] {
        finding = finding.with_label(span, label);
    }
    finding
}

/// The entries whose whole definition is the name of another.
fn references(context: &Context<'_>) -> Edges {
    let names = context.term_names();
    let edge = |id: TermId| {
        let term = context.site.term(id);
        let other = refers_only_to(context, id, |name| {
            names.get(&(term.source.language, fold_name(name))).copied()
        })?;
        Some((other, term.front_matter.term.span))
    };
    context.site.term_ids().map(|id| edge(id).into_iter().collect()).collect()
}

/// The entry that a definition consists of, but for a word such as "see".
fn refers_only_to(
    context: &Context<'_>,
    id: TermId,
    called: impl Fn(&str) -> Option<TermId>,
) -> Option<TermId> {
    let source = &context.site.term(id).source;
    let document = parse(&source.text, source.body.clone(), "");
    let runs = runs(&document, &|_| None);
    let [run] = runs.as_slice() else { return None };
    let text = run.text.trim();
    if let [link] = &*context.site.term_links[id] {
        let linked = run.pieces.iter().filter(|piece| piece.link.is_some());
        let linked: usize =
            linked.map(|piece| count(&run.text[piece.range.clone()])).sum();
        let is_other = count(text) <= linked + MOST_OTHER_WORDS && !text.contains(". ");
        return link.term.filter(|_| is_other);
    }
    last_words(text).find_map(called)
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// A text, which is one sentence, without the first one or two words and the full stop.
fn last_words(text: &str) -> impl Iterator<Item = &str> {
    let text = if text.contains(". ") { "" } else { text };
    let starts = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let starts = std::iter::once(0).chain(starts).take(MOST_OTHER_WORDS + 1);
    starts.map(|start| text[start..].trim_matches(|c: char| !c.is_alphanumeric()))
}

/// From each entry to those of wider meaning, whichever of the two says so.
fn broader(context: &Context<'_>) -> Edges {
    let site = context.site;
    let mut edges: Edges = ti_vec![Vec::new(); site.sources.terms.len()];
    let mut known = BTreeSet::new();
    for id in site.term_ids() {
        let front_matter = &site.term(id).front_matter;
        let broader = &site.term_broader[id];
        for (position, &other) in broader.iter().enumerate() {
            let written = front_matter.broader.get(position);
            let span = written.map_or(front_matter.term.span, |name| name.span);
            known.insert((id, other));
            edges[id].push((other, span));
        }
        let narrower = &site.term_narrower[id];
        for (position, &other) in narrower.iter().enumerate() {
            let written = front_matter.narrower.get(position);
            let span = written.map_or(front_matter.term.span, |name| name.span);
            // Both entries may say the same, as they should.
            if known.insert((other, id)) {
                edges[other].push((id, span));
            }
        }
    }
    edges
}

/// Circles in the edges: each edge that leads back to an entry on the way to it.
fn circles(edges: &Edges) -> Vec<Circle> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        /// With its place on the way.
        OnTheWay(usize),
        Done,
    }
    let mut states = ti_vec![State::New; edges.len()];
    let mut circles = Vec::new();
    for start in edges.keys() {
        // Where the way stands, and how many of the edges from there were taken.
        let mut way: Vec<(TermId, usize)> = vec![(start, 0)];
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnTheWay(0);
        while let Some((at, taken)) = way.last_mut() {
            let Some(&(next, _)) = edges[*at].get(*taken) else {
                states[*at] = State::Done;
                way.pop();
                continue;
            };
            *taken += 1;
            match states[next] {
                State::New => {
                    states[next] = State::OnTheWay(way.len());
                    way.push((next, 0));
                }
                State::OnTheWay(begins) => {
                    let circle = &way[begins..];
                    let first = circle.iter().take(MOST_TOLD);
                    let first = first.map(|&(at, taken)| (at, edges[at][taken - 1].1));
                    circles.push(Circle { first: first.collect(), length: circle.len() });
                }
                State::Done => {}
            }
        }
    }
    circles
}
