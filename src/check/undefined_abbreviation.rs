//! W003 undefined-abbreviation.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Check, Context, read_texts};
use crate::base::Span;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::output::AllFacts;
use crate::site::Site;

pub(super) static RULE: Rule = Rule {
    code: "W003",
    name: "undefined-abbreviation",
    severity: Severity::Warning,
    meaning: "A page uses an abbreviation that neither it nor the glossary explains.",
    why: "Readers who do not know it lose the sentence, and are often too polite to ask.",
    mend: "Write it out at first use, \u{201c}total body irradiation (TBI)\u{201d}; or add a glossary entry \
           with `abbreviation: TBI`. What every reader of your site knows goes to `site.yaml`: \
           `glossary: {allow: [TBI]}`. A word in capitals for weight goes in bold instead.",
    source: "WCAG 3.1.4 Abbreviations; NHS digital service manual, abbreviations and acronyms",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Signs of writers, which are told as such.
const SIGNS: &[&str] = &[concat!("FIX", "ME"), concat!("TO", "DO")];

/// An abbreviation that nothing explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined<'f> {
    /// The abbreviation.
    pub written: &'f str,
    /// How often it is used.
    pub count: u32,
    /// Its first use in each text.
    pub places: Vec<Span>,
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for Undefined { written, places, .. } in
        undefined_abbreviations(context.site, context.config, context.facts)
    {
        let message = format!("neither the page nor the glossary explains `{written}`");
        let help = format!(
            "write it out, \u{201c}the long form ({written})\u{201d}, or add a glossary entry with \
             `abbreviation: {written}`"
        );
        for span in places {
            let finding = Diagnostic::new(&RULE, span, message.clone());
            found.push(finding.with_help(help.clone()));
        }
    }
}

/// Every abbreviation that nothing explains and that the site does not take for known, in
/// alphabetical order.
pub fn undefined_abbreviations<'f>(
    site: &'f Site,
    config: &Config,
    facts: &'f AllFacts,
) -> Vec<Undefined<'f>> {
    let mut own = own_names(config);
    // `term: C-reactive protein (CRP)` explains CRP.
    for id in site.term_ids().filter(|&id| site.glossary.visibility[id].is_listed()) {
        let name = &site.term(id).front_matter.term.value;
        let inside = name.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        own.extend(inside.map(|(short, _)| short.trim().to_owned()));
    }
    let allowed = config.known_abbreviations.iter().chain(&own).map(String::as_str);
    let everyday = site.records.words.get(RULE.name).map(|list| list.except.as_slice());
    let everyday = everyday.unwrap_or_default().iter().map(String::as_str);
    let signs = SIGNS.iter().copied();
    let known: BTreeSet<&str> = everyday.chain(signs).chain(allowed).collect();
    let mut undefined: BTreeMap<&str, Undefined<'f>> = BTreeMap::new();
    for one in read_texts(site, facts).flat_map(|facts| &facts.unexplained) {
        let written: &str = &one.written;
        let mut parts = written.split(['-', '\u{2010}', '\u{2011}']);
        if known.contains(written) || parts.all(|part| known.contains(part)) {
            continue;
        }
        let uses = undefined.entry(written).or_insert(Undefined {
            written,
            count: 0,
            places: Vec::new(),
        });
        uses.count += one.count;
        uses.places.push(one.span);
    }
    let plain = plain_words(site, undefined.keys().copied());
    undefined.retain(|written, _| !plain.contains(written));
    for one in undefined.values_mut() {
        // Several pages may include one snippet.
        one.places.sort_unstable();
        one.places.dedup();
    }
    undefined.into_values().collect()
}

/// What the site itself is called for short, which every page of it shows in full: the first
/// letters of its title and of its organisation, words in capitals there, and the parts of
/// its own address.
fn own_names(config: &Config) -> BTreeSet<String> {
    let names = [Some(&config.title), config.brand.organisation.as_ref()];
    let mut own = BTreeSet::new();
    for name in names.into_iter().flatten() {
        let words = || name.split(|c: char| !c.is_alphanumeric());
        let first = words().filter_map(|word| word.chars().next());
        own.insert(first.filter(|c| c.is_uppercase()).collect());
        let is_short = |word: &&str| !word.contains(char::is_lowercase);
        own.extend(words().filter(is_short).map(str::to_owned));
    }
    let origin = config.base_url.as_ref().map(|address| address.origin.as_str());
    let parts = origin.into_iter().flat_map(|origin| origin.split(['.', '/', ':']));
    own.extend(parts.map(str::to_uppercase));
    own
}

/// Long words that some page of the site has in small letters as well: in capitals they are
/// the same words said loudly.
fn plain_words<'w>(
    site: &Site,
    words: impl Iterator<Item = &'w str>,
) -> BTreeSet<&'w str> {
    /// A shorter one may mean something else in small letters.
    const LEAST: usize = 5;
    /// Each is looked for in every text.
    const MOST: usize = 50;
    let words: Vec<(&str, String)> = words
        .filter(|word| {
            word.len() >= LEAST && word.bytes().all(|b| b.is_ascii_uppercase())
        })
        .take(MOST)
        .map(|word| (word, word.to_ascii_lowercase()))
        .collect();
    let stands_in = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            [before, after]
                .into_iter()
                .flatten()
                .all(|c| !c.is_alphanumeric() && c != '_')
        })
    };
    let articles = &site.sources.articles;
    let found = words.par_iter().filter(|(_, small)| {
        articles.iter().any(|article| stands_in(article.source.body_text(), small))
    });
    found.map(|(word, _)| *word).collect::<Vec<_>>().into_iter().collect()
}
