//! W003 undefined-abbreviation.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Context, read_texts};
use crate::base::Span;
use crate::config::{Config, EVERYDAY};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::output::AllFacts;
use crate::site::Site;

static RULE: Rule = Rule {
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
    let allowed = config.known_abbreviations.iter().map(String::as_str);
    let known: BTreeSet<&str> = EVERYDAY.iter().copied().chain(allowed).collect();
    let mut undefined: BTreeMap<&str, Undefined<'f>> = BTreeMap::new();
    for one in read_texts(site, facts).flat_map(|facts| &facts.unexplained) {
        let written: &str = &one.written;
        if known.contains(written) {
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
    for one in undefined.values_mut() {
        // Several pages may include one snippet.
        one.places.sort_unstable();
        one.places.dedup();
    }
    undefined.into_values().collect()
}
