//! W190 unmarked-singular.

use std::collections::BTreeMap;

use super::{Check, Context, read_texts};
use crate::article::TermId;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "W190",
    name: "unmarked-singular",
    severity: Severity::Note,
    meaning: "A glossary entry lists a name in the plural only, and texts use its singular as well.",
    why: "The singular is not marked, because it may be another word: blood has `bands`, and a \
          watch has one. Where it is the same word, its readers get no explanation.",
    mend: "Add the singular to `aliases`, or make it the `term`: of a singular the plural is found too.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<(TermId, &str), u32> = BTreeMap::new();
    for facts in read_texts(context.site, context.facts) {
        for one in &facts.singulars {
            *counts.entry((one.term, &one.written)).or_default() += one.count;
        }
    }
    for ((id, written), count) in counts {
        let front_matter = &context.site.term(id).front_matter;
        if !front_matter.has_term() {
            continue;
        }
        let term = &front_matter.term;
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        let message = format!(
            "the texts say `{written}` {times}, and only `{}` is marked",
            term.value
        );
        let aliases = front_matter.aliases.iter().map(|alias| alias.value.as_str());
        let aliases: Vec<&str> = aliases.chain([written]).collect();
        let help = format!(
            "if it means the same, write `aliases: [{}]` into this entry",
            aliases.join(", ")
        );
        found.push(Diagnostic::new(&RULE, term.span, message).with_help(help));
    }
}
