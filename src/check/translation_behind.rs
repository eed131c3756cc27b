//! R220 translation-behind.
//!
//! A translation names the sections of its original, each with a mark made of the words that
//! the section had. A mark is letters alone, so that YAML takes none for a number.

use super::{Check, Context};
use crate::article::{Article, Source, TranslatedSection};
use crate::base::Spanned;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::disk::digest;

static RULE: Rule = Rule {
    code: "R220",
    name: "translation-behind",
    severity: Severity::Warning,
    meaning: "A section of a page is not the one that was translated: it changed since, is new or is gone.",
    why: "Readers of the translation are told what is no longer right, or are not told what is new.",
    mend: "Translate the section again, then write its new mark below `sections` in `translation`. `sections: {}` asks for the marks of all.",
    source: "NHS standard for creating health content, principle 2",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// The name of what stands above the first heading.
const TOP: &str = "top";
/// The level of the headings that begin a section.
const LEVEL: u8 = 2;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for article in context.listed() {
        let translation = &article.front_matter.translation;
        let Some(translated) = &translation.sections else { continue };
        if article.source.language == LanguageId::DEFAULT {
            continue;
        }
        let languages = context.site.translations.get(&article.source.topic);
        let original = languages.and_then(|all| all.first().copied().flatten());
        let Some(original) = original else { continue };
        compare(context.site.article(original), translated, found);
    }
}

fn compare(
    original: &Article,
    translated: &Spanned<Vec<TranslatedSection>>,
    found: &mut Vec<Diagnostic>,
) {
    let title = &original.front_matter.title.value;
    let now = sections(&original.source);
    for (name, mark) in &now {
        let known = translated.value.iter().find(|section| section.anchor.value == *name);
        let (span, message, help) = match known {
            Some(section) if section.mark == *mark => continue,
            Some(section) => (
                section.anchor.span,
                format!(
                    "the section `{name}` of `{title}` changed since it was translated"
                ),
                format!("translate it again, then write `{name}: {mark}`"),
            ),
            None => (
                translated.span,
                format!(
                    "the section `{name}` of `{title}` is not among those translated"
                ),
                format!("translate it, then add `{name}: {mark}` below `sections`"),
            ),
        };
        found.push(Diagnostic::new(&RULE, span, message).with_help(help));
    }
    for section in &translated.value {
        let name = &section.anchor.value;
        if now.iter().all(|(known, _)| known != name) {
            let message = format!("`{title}` has no section `{name}` any more");
            let help = "take out its translation, and this mark";
            found.push(
                Diagnostic::new(&RULE, section.anchor.span, message).with_help(help),
            );
        }
    }
}

/// The sections of a text with their marks; what stands below a smaller heading belongs to
/// the section that it is in.
fn sections(source: &Source) -> Vec<(&str, String)> {
    let headings = source.outline.headings.iter();
    let headings =
        headings.filter(|heading| heading.in_contents && heading.level == LEVEL);
    let begins = headings.map(|heading| (&*heading.anchor, heading.range.start));
    let begins: Vec<_> = [(TOP, source.body.start)].into_iter().chain(begins).collect();
    let ends = begins.iter().skip(1).map(|(_, start)| *start).chain([source.body.end]);
    let sections = begins.iter().zip(ends).map(|(&(name, start), end)| {
        (name, mark(source.text.get(start..end).unwrap_or_default()))
    });
    sections.collect()
}

/// A few letters for the words of a text, however its lines are broken and wherever its
/// links lead: a page that moves changes nothing that was translated.
fn mark(text: &str) -> String {
    let text = without_targets(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let letter = |half: u8| char::from(b'a' + half);
    let digest = digest(words.join(" ").as_bytes());
    digest[..4].iter().flat_map(|&byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}

/// A text with the words of its links and captions, and without their targets.
fn without_targets(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("](") {
        let (target, after) = link.split_once(')').unwrap_or((link, ""));
        let caption = target.split_once(' ').map_or("", |(_, caption)| caption);
        words.extend([before, "] ", caption]);
        rest = after;
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_eight_letters_that_change_with_the_words_alone() {
        assert_eq!(mark("abc"), "lkhibglp");
        assert_eq!(mark("a  b\nc\n"), mark("a b c"));
        assert_ne!(mark("a b c"), mark("a b d"));
        assert_eq!(mark("See [b](c.md)."), mark("See [b](../d/c.md)."));
        assert_ne!(mark("![b](c.svg \"d\")"), mark("![b](c.svg \"e\")"));
    }
}
