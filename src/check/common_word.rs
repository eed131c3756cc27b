//! W191 common-word.

use std::collections::{BTreeSet, HashMap};
use std::mem;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::{Check, Context};
use crate::article::{Explained, Source, Term, TermId, TermLink};
use crate::base::{Addressed, FileId, Span, TiVec, floor, ti_vec};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::glossary::{begins_sentence, is_noun, is_verb, subjects};

static RULE: Rule = Rule {
    code: "W191",
    name: "common-word",
    severity: Severity::Warning,
    meaning: "A glossary entry explains a word that the texts also use as an everyday word.",
    why: "The everyday word is marked as well, and explained as something that it does not mean \
          there: nurses monitor, and a monitor is a machine.",
    mend: "Write `link: never` into the entry, and link the places that mean it by its name in double \
           square brackets. Where only capitals tell the two apart, write `match: {case: exact}`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// How many texts are looked at for one word, and how many of them are compared with what its
/// entry says.
const MOST_LOOKED_AT: usize = 120;
const MOST_COMPARED: usize = 60;

/// In so many texts a word stands before they are compared with what its entry says, and so
/// much its entry says.
const FEWEST_TEXTS: usize = 3;
const FEWEST_SUBJECTS: usize = 2;

/// So many uses as another part of speech are told.
const FEWEST_OTHERS: usize = 2;

/// How many sentences a finding shows.
const SHOWN: usize = 3;

/// Bytes of a paragraph before and behind a word that are read.
const MOST_BYTES: usize = 1500;

/// Letters of a sentence that are shown.
const LONGEST_SENTENCE: usize = 120;

/// What is known of an entry when it is judged whether its word is an everyday one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WordInUse {
    term: Arc<Term>,
    mentions: Vec<MentionPlace>,
}

/// Where a text mentions it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MentionPlace {
    span: Span,
    /// How often the text does.
    count: u32,
    text: Addressed<str>,
    body: Range<usize>,
}

/// A word in a text.
struct Use<'s> {
    mention: &'s MentionPlace,
    /// The paragraph around it, and its place there.
    paragraph: &'s str,
    range: Range<usize>,
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = places(context);
    for id in context.listed_terms() {
        let term = &context.site.sources.terms[id];
        let language = &context.config.languages[term.source.language].tag;
        let front_matter = &term.front_matter;
        let is_read = language.starts_with("en")
            && front_matter.link != TermLink::Never
            && !front_matter.exact_case;
        if !is_read || places[id].is_empty() {
            continue;
        }
        let mentions = mem::take(&mut places[id]);
        let word = WordInUse { term: Arc::clone(term), mentions };
        found.extend(context.known.words.get(term.source.file, word, judge));
    }
}

/// For each entry: where articles mention it; of many, some that lie evenly among them.
fn places(context: &Context<'_>) -> TiVec<TermId, Vec<MentionPlace>> {
    let site = context.site;
    let all = || context.facts.articles.iter_enumerated();
    let mut counts = ti_vec![0_usize; site.sources.terms.len()];
    for mention in all().flat_map(|(_, facts)| &facts.mentions) {
        counts[mention.term] += 1;
    }
    let mut seen = ti_vec![0_usize; counts.len()];
    let mut places: TiVec<TermId, Vec<MentionPlace>> = ti_vec![Vec::new(); counts.len()];
    // What stands in a snippet is at home in another file.
    let others: HashMap<FileId, &Source> =
        site.sources.snippets.iter().map(|one| (one.source.file, &one.source)).collect();
    for (id, facts) in all() {
        for mention in &facts.mentions {
            let step = counts[mention.term].div_ceil(MOST_LOOKED_AT);
            let number = seen[mention.term];
            seen[mention.term] += 1;
            if !number.is_multiple_of(step) {
                continue;
            }
            let (span, count) = (mention.span, mention.count);
            let own = &site.article(id).source;
            let source = Some(own).filter(|own| own.file == span.file);
            let Some(source) = source.or_else(|| others.get(&span.file).copied()) else {
                continue;
            };
            let (text, body) = (Arc::clone(&source.text).into(), source.body.clone());
            places[mention.term].push(MentionPlace { span, count, text, body });
        }
    }
    places
}

fn judge(word: &WordInUse) -> Option<Diagnostic> {
    let uses: Vec<Use<'_>> = word.mentions.iter().filter_map(Use::at).collect();
    let everyday = everyday(&word.term, &uses);
    if everyday.is_empty() {
        return None;
    }
    let name = &word.term.front_matter.term;
    let message = format!("the texts use `{}` as an everyday word too", name.value);
    let help = format!(
        "write `link: never` into this entry and `[[{}]]` where it is meant, or \
         `match: {{case: exact}}` if capitals tell the two apart",
        name.value
    );
    let finding = Diagnostic::new(&RULE, name.span, message).with_help(help);
    let mut shown = BTreeSet::new();
    let sentences = everyday.iter().map(|one| (one.mention.span, one.sentence()));
    let sentences = sentences.filter(|(_, sentence)| shown.insert(sentence.clone()));
    Some(sentences.take(SHOWN).fold(finding, |finding, (span, sentence)| {
        finding.with_label(span, format!("`{sentence}`"))
    }))
}

/// The uses of a word that mean something else than its entry; none where it is hardly used
/// so.
fn everyday<'u>(term: &Term, uses: &'u [Use<'u>]) -> Vec<&'u Use<'u>> {
    let front_matter = &term.front_matter;
    let definition = format!(
        "{} {}",
        front_matter.short.as_deref().unwrap_or_default(),
        term.source.body_text()
    );
    let mut about = subjects(&definition);
    for name in front_matter.names() {
        about = &about - &subjects(&name.value);
    }
    let definition = definition.trim_start();
    // An entry that only leads to another says nothing of its word.
    if definition.starts_with("See ") {
        return Vec::new();
    }
    let fits = |text: &str| !about.is_disjoint(&subjects(text));
    let texts = uses.len();
    // Verbs, where the entry explains a noun; nouns, where it explains a verb.
    let explains_verb = front_matter.explains == Explained::Verb;
    let is_other = if explains_verb { is_noun } else { is_verb };
    let others: Vec<&Use<'_>> =
        uses.iter().filter(|one| is_other(one.paragraph, &one.range)).collect();
    let strange = others.iter().filter(|one| !fits(one.paragraph)).count();
    // Often so; or now and then, and then mostly of what the entry does not speak. A verb
    // that means what the entry says, such as "to mount a folder", is no everyday word, and
    // "the build" is often what comes of "to build". Once is no habit.
    let is_often =
        !explains_verb && others.len() * 5 >= texts && strange * 4 >= others.len();
    let is_strange = others.len() * 8 > texts && strange * 2 > others.len();
    if others.len() >= FEWEST_OTHERS && (is_often || is_strange) {
        return others;
    }
    // A word that a text is about comes again, near words that explain it.
    let step = texts.div_ceil(MOST_COMPARED).max(1);
    let compared: Vec<&Use<'_>> = uses.iter().step_by(step).collect();
    let texts = compared.len();
    let mentions: usize = compared.iter().map(|one| one.mention.count as usize).sum();
    let far: Vec<&Use<'_>> =
        compared.into_iter().filter(|one| !fits(one.paragraph)).collect();
    let is_far = far.len() * 10 >= texts * 8 && mentions < texts * 2;
    if texts < FEWEST_TEXTS || about.len() < FEWEST_SUBJECTS || !is_far {
        return Vec::new();
    }
    let near = far.iter().filter(|one| fits(one.mention.body_text())).count();
    if (near + texts - far.len()) * 4 <= texts { far } else { Vec::new() }
}

impl MentionPlace {
    fn body_text(&self) -> &str {
        &self.text[self.body.clone()]
    }
}

impl<'s> Use<'s> {
    /// A word at its place, if it is one word in small letters, or with a capital.
    fn at(mention: &'s MentionPlace) -> Option<Self> {
        let Range { start, end } = mention.span.range();
        let (text, body) = (&*mention.text, &mention.body);
        let word = text.get(start..end)?;
        if !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let first = floor(text, start.saturating_sub(MOST_BYTES)).max(body.start);
        let last = floor(text, (end + MOST_BYTES).min(body.end));
        let before = text.get(first..start)?;
        let from = memmem::rfind(before.as_bytes(), b"\n\n");
        let from = from.map_or(first, |at| first + at + 2);
        let to = memmem::find(text.get(end..last)?.as_bytes(), b"\n\n");
        let to = to.map_or(last, |at| end + at);
        let (paragraph, range) = (&text[from..to], start - from..end - from);
        Some(Use { mention, paragraph, range })
    }

    /// The sentence that it stands in.
    fn sentence(&self) -> String {
        let text = self.paragraph;
        let starts = text[..self.range.start].match_indices(['.', '!', '?', '\n']);
        let start = starts
            .map(|(at, mark)| at + mark.len())
            .filter(|&at| {
                text[at..].starts_with(char::is_whitespace) || text[..at].ends_with('\n')
            })
            .rfind(|&at| {
                let words = at + text[at..].len() - text[at..].trim_start().len();
                text[..at].ends_with('\n') || begins_sentence(text, words)
            });
        let rest = text[start.unwrap_or_default()..].trim_start();
        let word = rest.len() - (text.len() - self.range.end);
        let end = rest[word..]
            .find(['.', '!', '?', '\n'])
            .map_or(rest.len(), |at| word + at + 1);
        let words: Vec<&str> = rest[..end].split_whitespace().collect();
        let sentence = words.join(" ");
        match sentence.char_indices().nth(LONGEST_SENTENCE) {
            Some((at, _)) => format!("{}…", &sentence[..at]),
            None => sentence,
        }
    }
}
