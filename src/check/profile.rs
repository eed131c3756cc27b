//! Profiles: what a site holds for right where standards differ, as severities of rules.
//!
//! The site's own `rules` go before its profile, and a rule of style that neither names is off:
//! what one house asks for is a false alarm in another.

use super::style;
use crate::config::{Config, Profile};
use crate::diagnostic::{Rule, Severity};

/// What a profile sets.
#[derive(Debug)]
pub struct ProfileRules {
    /// The profile.
    pub profile: Profile,
    /// Where it is from.
    pub source: &'static str,
    /// The rules, each with its severity; `None` turns it off.
    pub rules: &'static [(&'static Rule, Option<Severity>)],
}

const NOTE: Option<Severity> = Some(Severity::Note);
const WARNING: Option<Severity> = Some(Severity::Warning);
const ERROR: Option<Severity> = Some(Severity::Error);

/// All profiles.
pub static PROFILES: &[ProfileRules] = &[
    ProfileRules {
        profile: Profile::Nhs,
        source: "NHS digital service manual: content style guide, inclusive content, A to Z of NHS \
                 health writing (England)",
        rules: &[
            (&style::JARGON, NOTE),
            (&style::HOUSE_WORD, NOTE),
            (&style::MEDICAL_WORD_FIRST, NOTE),
            (&style::NEGATIVE_CONTRACTION, WARNING),
            (&style::SHORTHAND, NOTE),
            (&style::NUMBER_RANGE, NOTE),
            (&style::SPELLED_NUMBER, NOTE),
            (&style::MIXED_CHANCES, WARNING),
            (&style::DATE_STYLE, WARNING),
            (&style::TIME_STYLE, WARNING),
            (&style::TEMPERATURE_STYLE, NOTE),
            (&style::CURLY_APOSTROPHE, NOTE),
            (&style::CAPITALS, NOTE),
            (&style::BELITTLING_WORDS, NOTE),
            (&style::EXCLAMATION_MARK, NOTE),
            (&style::ONLY_RED, WARNING),
            (&style::OPEN_AGE, NOTE),
            (&style::TITLE_CASE_HEADING, NOTE),
            (&style::LONG_HEADING, NOTE),
            (&style::QUESTION_HEADING, NOTE),
            (&style::HEADING_FULL_STOP, NOTE),
            (&style::ITALICS, NOTE),
            (&style::LONG_BOLD, NOTE),
            (&style::UNCLEAR_DOSE, ERROR),
            (&style::BARE_TEMPERATURE, ERROR),
        ],
    },
    ProfileRules {
        profile: Profile::UsHospital,
        source: "CDC Clear Communication Index; plainlanguage.gov; ISMP, List of error-prone \
                 abbreviations (United States)",
        rules: &[
            (&style::JARGON, NOTE),
            (&style::MIXED_CHANCES, WARNING),
            (&style::CAPITALS, NOTE),
            (&style::BELITTLING_WORDS, NOTE),
            (&style::LONG_BOLD, NOTE),
            (&style::HEADING_FULL_STOP, NOTE),
            (&style::UNCLEAR_DOSE, ERROR),
            (&style::BARE_TEMPERATURE, ERROR),
        ],
    },
    ProfileRules {
        profile: Profile::Plain,
        source: "plainlanguage.gov, Federal plain language guidelines; ISO 24495-1",
        rules: &[
            (&style::JARGON, NOTE),
            (&style::MEDICAL_WORD_FIRST, NOTE),
            (&style::SHORTHAND, NOTE),
            (&style::MIXED_CHANCES, WARNING),
            (&style::CAPITALS, NOTE),
            (&style::BELITTLING_WORDS, NOTE),
            (&style::LONG_BOLD, NOTE),
            (&style::LONG_HEADING, NOTE),
            (&style::HEADING_FULL_STOP, NOTE),
        ],
    },
];

/// Rules that are off unless a profile or the site asks for them.
static OPTIONAL: &[&Rule] = &[
    &style::JARGON,
    &style::HOUSE_WORD,
    &style::MEDICAL_WORD_FIRST,
    &style::NEGATIVE_CONTRACTION,
    &style::SHORTHAND,
    &style::NUMBER_RANGE,
    &style::SPELLED_NUMBER,
    &style::MIXED_CHANCES,
    &style::DATE_STYLE,
    &style::TIME_STYLE,
    &style::TEMPERATURE_STYLE,
    &style::CURLY_APOSTROPHE,
    &style::CAPITALS,
    &style::BELITTLING_WORDS,
    &style::EXCLAMATION_MARK,
    &style::ONLY_RED,
    &style::OPEN_AGE,
    &style::TITLE_CASE_HEADING,
    &style::LONG_HEADING,
    &style::QUESTION_HEADING,
    &style::HEADING_FULL_STOP,
    &style::ITALICS,
    &style::LONG_BOLD,
];

/// The profiles that have a rule on which is off without one; `None` for all other rules.
pub fn profiles_with(rule: &Rule) -> Option<Vec<&'static str>> {
    if !OPTIONAL.contains(&rule) {
        return None;
    }
    let has = |profile: &&ProfileRules| {
        profile.rules.iter().any(|(own, severity)| *own == rule && severity.is_some())
    };
    Some(PROFILES.iter().filter(has).map(|rules| rules.profile.name()).collect())
}

/// What a profile, or the lack of one, makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preset {
    /// It is left as it is.
    Left,
    /// It is off.
    Off,
    /// It has this severity.
    At(Severity),
}

/// What the profile of a site makes of a rule.
pub(super) fn preset(config: &Config, rule: &Rule) -> Preset {
    let own = PROFILES.iter().find(|rules| config.profile == Some(rules.profile));
    let own = own.and_then(|own| own.rules.iter().find(|(other, _)| *other == rule));
    match own {
        Some((_, Some(severity))) => Preset::At(*severity),
        Some((_, None)) => Preset::Off,
        None if OPTIONAL.contains(&rule) => Preset::Off,
        None => Preset::Left,
    }
}

/// The severity of a rule on a site; `None` if it is off.
pub(super) fn severity(config: &Config, rule: &Rule) -> Option<Severity> {
    let set = config.rules.iter().rev().find(|setting| {
        setting.name.value == rule.name || setting.name.value == rule.code
    });
    match set {
        Some(setting) => setting.severity,
        None => match preset(config, rule) {
            Preset::Left => Some(rule.severity),
            Preset::Off => None,
            Preset::At(severity) => Some(severity),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_a_profile_is_there_once() {
        for rules in PROFILES {
            for (at, (rule, _)) in rules.rules.iter().enumerate() {
                let again = rules.rules[..at].iter().any(|(other, _)| other == rule);
                assert!(!again, "{} has {} twice", rules.profile.name(), rule.name);
            }
        }
    }
}
