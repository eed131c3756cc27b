//! G006 unlisted-language.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "G006",
    name: "unlisted-language",
    severity: Severity::Warning,
    meaning: "The name of a file ends like that of a translation, and `languages` in `site.yaml` does not list the language.",
    why: "The translation is published as a page in the main language: a screen reader speaks it with the wrong voice, and no reader is offered it.",
    mend: "Add the language to `languages`, or rename the file.",
    source: "WCAG 3.1.1 Language of Page",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let topics: BTreeSet<&str> = context.sources().map(|source| &*source.topic).collect();
    for source in context.sources() {
        // Only beside its original is it certain that the end of a name is a language.
        let Some((original, tag)) = source.topic.rsplit_once('.') else { continue };
        if !is_tag(tag) || !topics.contains(original) {
            continue;
        }
        let message = format!("`{tag}` is none of the languages of this site");
        let help = format!(
            "add `{{tag: {tag}, name: …}}` to `languages` in `site.yaml`, or rename the file"
        );
        let first_line = source.text.find('\n').unwrap_or(source.text.len());
        let span = Span::new(source.file, 0..first_line);
        found.push(Diagnostic::new(&RULE, span, message).with_help(help));
    }
}

/// Two or three small letters, perhaps with a region: `cy`, `pt-BR`.
fn is_tag(tag: &str) -> bool {
    let (language, region) = tag.split_once('-').unwrap_or((tag, "GB"));
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && (2..=4).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_short_and_small() {
        for tag in ["cy", "gsw", "pt-BR", "zh-Hans"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["2", "CY", "final", "v2", "c", "cy-", ""] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
