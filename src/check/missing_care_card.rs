//! R060 missing-care-card.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "R060",
    name: "missing-care-card",
    severity: Severity::Warning,
    meaning: "The front matter names an urgent-help block under `care_cards` that the page does \
              not have.",
    why: "Somebody decided that readers of this page must be told when to call, and they are \
          not.",
    mend: "Write the block, or take its kind out of `care_cards`.",
    source: "NHS digital service manual, care cards",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let pages = context.site.article_ids().zip(&context.facts.articles);
    for (id, facts) in pages {
        if !context.site.visibility[id].is_listed() {
            continue;
        }
        for card in &context.site.article(id).front_matter.care_cards {
            let kind = card.value.as_str();
            if facts.blocks.contains(kind) {
                continue;
            }
            let message = format!("the page has no `{kind}` block, which it calls for");
            let help = format!(
                "write when to call, below a line such as `> [!{}] Call the ward if you:`, or \
                 take `{kind}` out of `care_cards`",
                kind.to_uppercase()
            );
            found.push(Diagnostic::new(&RULE, card.span, message).with_help(help));
        }
    }
}
