//! S041 active-picture: an SVG picture, or another XML file, that holds more than a picture.

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{SourceContent, runner};

static RULE: Rule = Rule {
    code: "S041",
    name: "active-picture",
    severity: Severity::Error,
    meaning: "An SVG picture or another XML file holds a script, or what can hide one, or takes in \
              other files.",
    why: "Opened on its own, it is a page under the address of the site: its scripts run, and what \
          it takes in tells others who reads here.",
    mend: "Take out what is shown, or export the picture anew as plain SVG. Where it must stay, name \
           the file in `site.yaml`: `output: {active_content: [path]}`.",
    source: "SVG 2, sections 2.5 and 15; Associating Style Sheets with XML documents; CWE-79",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let assets = context.site.sources.assets.iter();
    let assets = assets.filter(|asset| runner(&asset.path).is_none());
    for asset in assets.filter(|asset| !context.config.lets_run(&asset.path)) {
        let SourceContent::Binary { active: Some(active), .. } = &asset.content else {
            continue;
        };
        found.extend(active.faults.iter().map(|fault| {
            let span = Span::new(asset.id, fault.range.clone());
            Diagnostic::new(&RULE, span, fault.message.clone()).with_help(fault.help)
        }));
    }
}
