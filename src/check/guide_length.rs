//! C012 guide-length.
//!
//! The landing page tells what the guide is and is not counted: what readers go through are
//! the pages that it leads to.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "C012",
    name: "guide-length",
    severity: Severity::Note,
    meaning: "A guide has fewer than 2 or more than 8 pages besides its landing page.",
    why: "The list of its pages stands on each of them: one page needs no list, and nobody \
          reads through a long one.",
    mend: "Join pages or split the guide in two; or take `type: guide` off its landing page, \
           which makes it an ordinary section.",
    source: "NHS digital service manual, contents list",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// How many pages a guide has.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let site = context.site;
    let sections = site.sections.iter().flat_map(|tree| &tree.sections);
    for section in sections {
        let guide = section.index.filter(|&index| site.guide(index).is_some());
        let Some(index) = guide else { continue };
        let count = section.articles().len();
        if LENGTHS.contains(&count) {
            continue;
        }
        let front_matter = &site.article(index).front_matter;
        let Some(kind) = &front_matter.kind else { continue };
        let pages = if count == 1 { "page" } else { "pages" };
        let message = format!(
            "the guide `{}` has {count} {pages}, and 2 to 8 are read through",
            front_matter.title.value
        );
        let help = if count < *LENGTHS.start() {
            "write `type: hub`, or add pages to its folder"
        } else {
            "write `type: hub`, or move pages to a folder of their own"
        };
        found.push(Diagnostic::new(&RULE, kind.span, message).with_help(help));
    }
}
