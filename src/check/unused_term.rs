//! W004 unused-term.

use super::{Check, Context};
use crate::article::TermId;
use crate::base::{TiVec, ti_vec};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::output::AllFacts;
use crate::site::Site;

static RULE: Rule = Rule {
    code: "W004",
    name: "unused-term",
    severity: Severity::Note,
    meaning: "No article mentions a glossary entry, and no entry that an article mentions leads to it.",
    why: "It has to be reviewed like the others, and nobody reads it; or the articles use another \
          word for it.",
    mend: "Use the word where it belongs, add the words that the articles use under `aliases`, or \
           delete the entry.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for id in unused_terms(context.site, context.facts) {
        let term = &context.site.term(id).front_matter.term;
        if !context.site.term(id).front_matter.has_term() {
            continue;
        }
        let message = format!("no article mentions `{}`", term.value);
        found.push(Diagnostic::new(&RULE, term.span, message).with_help(
            "add the words that your articles use to `aliases`, or delete the entry",
        ));
    }
}

/// The entries of the glossary that no reader of an article is led to.
pub fn unused_terms(site: &Site, facts: &AllFacts) -> Vec<TermId> {
    let is_listed = |id: TermId| site.glossary.visibility[id].is_listed();
    let mut used: TiVec<TermId, bool> = ti_vec![false; site.sources.terms.len()];
    let mut mentioned = used.clone();
    for mention in facts.articles.iter().flat_map(|facts| &facts.mentions) {
        mentioned[mention.term] = true;
    }
    let mut open: Vec<TermId> = site.term_ids().filter(|id| mentioned[*id]).collect();
    // Its article neither marks it nor has to: the whole page is about it.
    open.extend(site.term_ids().filter(|id| {
        let article = site.term_articles[*id];
        article.is_some_and(|id| site.visibility[id].is_listed())
    }));
    while let Some(id) = open.pop() {
        if !is_listed(id) || std::mem::replace(&mut used[id], true) {
            continue;
        }
        open.extend(facts.terms[id].mentions.iter().map(|mention| mention.term));
        open.extend(&site.term_see_also[id]);
        open.extend(&site.term_broader[id]);
        open.extend(&site.term_narrower[id]);
        open.extend(site.term_confusable[id].iter().flatten());
    }
    site.term_ids().filter(|&id| is_listed(id) && !used[id]).collect()
}
