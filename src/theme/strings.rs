//! Every word that a theme says, by language: `strings/TAG.yaml` of all layers.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, MISSING_STRING};

use super::layer::Layers;
use super::manifest;

/// The language that has every word of the default theme.
pub(super) const COMPLETE: &str = "en";

/// How many missing words a finding names.
const SHOWN: usize = 5;

/// The words of all languages, by tag in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Strings {
    by_tag: BTreeMap<String, BTreeMap<String, String>>,
}

/// A word of a theme that a language has or lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its name, such as `skip_link`.
    pub name: String,
    /// The English.
    pub english: String,
    /// What the language has for it.
    pub own: Option<String>,
}

impl Strings {
    /// The words for a tag: its own, then those of the tag cut short part by part, then
    /// the English ones.
    pub(super) fn in_language(&self, tag: &str) -> BTreeMap<String, String> {
        let mut words = self.own(tag);
        for (name, word) in self.by_tag.get(COMPLETE).into_iter().flatten() {
            words.entry(name.clone()).or_insert_with(|| word.clone());
        }
        words
    }

    /// Every word of the complete language, in their order, and what the language has for each.
    pub(super) fn translation(&self, tag: &str) -> Vec<Phrase> {
        let own = self.own(tag);
        let complete = self.by_tag.get(COMPLETE).into_iter().flatten();
        let phrase = |(name, english): (&String, &String)| Phrase {
            name: name.clone(),
            english: english.clone(),
            own: own.get(name).cloned(),
        };
        complete.map(phrase).collect()
    }

    /// The words that the language itself has.
    fn own(&self, tag: &str) -> BTreeMap<String, String> {
        let tag = tag.to_lowercase();
        let mut words = BTreeMap::new();
        let mut cut = Some(tag.as_str());
        while let Some(part) = cut {
            for (name, word) in self.by_tag.get(part).into_iter().flatten() {
                words.entry(name.clone()).or_insert_with(|| word.clone());
            }
            cut = part.rsplit_once('-').map(|(shorter, _)| shorter);
        }
        words
    }
}

/// Reads the words of all layers and reports what the site's `languages` lack.
pub(super) fn read(
    layers: &Layers,
    languages: &[&str],
    found: &mut Vec<Diagnostic>,
) -> Strings {
    let mut by_tag: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for layer in &layers.layers {
        for (path, file) in &layer.files {
            let name = path.strip_prefix("strings/");
            let Some(tag) = name.and_then(|name| name.strip_suffix(".yaml")) else {
                continue;
            };
            let words = by_tag.entry(tag.to_lowercase()).or_default();
            for (name, word) in manifest::words(file, found) {
                words.entry(name).or_insert(word);
            }
        }
    }
    let strings = Strings { by_tag };
    let theme = layers.layers.first().map_or("", |layer| &layer.theme);
    let mut asked: Vec<&str> = languages.to_vec();
    asked.sort_unstable();
    asked.dedup();
    found.extend(asked.iter().filter_map(|tag| lacking(&strings, tag, theme)));
    strings
}

fn lacking(strings: &Strings, tag: &str, theme: &str) -> Option<Diagnostic> {
    let own = strings.own(tag);
    let complete = strings.by_tag.get(COMPLETE)?;
    let missing: Vec<&str> = complete
        .keys()
        .filter(|name| !own.contains_key(*name))
        .map(String::as_str)
        .collect();
    let message = match missing.as_slice() {
        [] => return None,
        _ if own.is_empty() => format!("the theme has no words in the language `{tag}`"),
        [only] => format!("the theme lacks the word `{only}` in the language `{tag}`"),
        several => {
            let shown: Vec<String> =
                several.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
            let more = if several.len() > SHOWN { " and more" } else { "" };
            format!(
                "the theme lacks {} words in the language `{tag}`: {}{more}",
                several.len(),
                shown.join(", ")
            )
        }
    };
    let help = format!(
        "`engraft theme strings {tag}` writes them into `themes/{theme}/strings/{tag}.yaml`, with \
         the English beside each; then translate them there"
    );
    Some(Diagnostic::about_site(&MISSING_STRING, message).with_help(help))
}
