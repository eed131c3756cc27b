//! Words in `data/words.yaml` that change nothing, because their rule is off.

use super::{Check, Context, profile, rules};
use crate::diagnostic::{DOUBTFUL_VALUE, Diagnostic};

pub(super) static CHECK: Check = Check { rule: &DOUBTFUL_VALUE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (name, list) in &context.site.records.words.0 {
        let Some(place) = list.of_site else { continue };
        let rule = rules().into_iter().find(|rule| rule.name == name);
        if rule.is_none_or(|rule| profile::severity(context.config, rule).is_some()) {
            continue;
        }
        let message = format!(
            "the rule `{name}` is off, so nothing looks for the words of its list"
        );
        let help = format!(
            "write `rules: {{{name}: warning}}` or a `profile` that has it into `site.yaml`, or \
             take the list out"
        );
        found.push(Diagnostic::new(&DOUBTFUL_VALUE, place, message).with_help(help));
    }
}
