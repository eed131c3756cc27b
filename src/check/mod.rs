//! Judgement: rules that look at the whole site once it is put together.
//!
//! A check is a rule with a function that looks for it: one file, and one line in
//! [`CHECKS`]. One that looks at each text by itself is a line in `TEXT_CHECKS`, and judges a text
//! once. What a stage finds by itself it declares among the stage rules.

mod absolute_safety;
mod active_content;
mod active_picture;
mod alias_too_short;
mod alike_folders;
mod bare_citation;
mod book;
mod bracketed_name;
mod browser_storage;
mod changed_since_signed;
mod circular_see_also;
mod claims;
mod common_word;
mod conflicting_sign;
mod confusable_terms;
mod duplicate_term;
mod early_promise;
mod future_review;
mod guide_length;
mod idle_words;
mod incomplete_sign;
mod incomplete_statement;
mod judged;
mod large_picture;
mod lookalike_host;
mod lost_address;
mod misdialled_number;
mod misnamed_landing;
mod misplaced_sign;
mod missing_care_card;
mod missing_consent;
mod missing_description;
mod missing_review;
mod missing_worse_sign;
mod one_cause;
mod orphan_article;
mod overdue_review;
mod own_cell_gvhd;
mod owner_left;
mod person_first;
mod phrases;
mod placeholder;
mod profile;
mod promotional_words;
mod self_defining_term;
mod site_value;
mod stray_signature;
mod style;
mod text;
mod texts;
mod tracked_link;
mod translation_behind;
mod unchanged_template;
mod unchecked_translation;
mod undefined_abbreviation;
mod unknown_contact;
mod unknown_menu_folder;
mod unknown_record;
mod unlikely_review_day;
mod unlisted_host;
mod unlisted_language;
mod unmarked_singular;
mod unpublished_file;
mod unread_page;
mod unread_settings;
mod unsigned;
mod unsourced_claim;
mod unused_term;
mod waive;
mod wording;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::article::{Article, Source, TermId};
use crate::base::{Date, fold_name};
use crate::config::{Config, LanguageId, RuleSetting};
use crate::diagnostic::{
    Diagnostic, LOSING_RULES, RULE_CANNOT_BE_LOWERED, Rule, STAGE_RULES, Severity,
    UNKNOWN_RULE, did_you_mean, nearest,
};
use crate::html::Facts;
use crate::output::{AllFacts, OutputSet, addresses};
use crate::review::SignedState;
use crate::site::Site;

use profile::Preset;
use texts::TEXT_CHECKS;

pub use judged::Judged;
pub use orphan_article::orphans;
pub use profile::{PROFILES, ProfileRules, profiles_with};
pub use unchanged_template::INIT_ORGANISATION;
pub use undefined_abbreviation::{Undefined, undefined_abbreviations};
pub use unused_term::unused_terms;
pub use waive::{Looked, Waived};

/// A rule and the function that looks for it.
#[derive(Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Looks for it in the whole site.
    pub run: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// What a check may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// All articles and their tables.
    pub site: &'a Site,
    /// What the owner asked for.
    pub config: &'a Config,
    /// What the texts say.
    pub facts: &'a AllFacts,
    /// Who signed what, and what changed since.
    pub standing: &'a SignedState,
    /// The day that counts as today.
    pub today: Date,
    /// The finished site.
    pub output: &'a OutputSet,
    /// What came of texts and words before.
    pub known: &'a Judged,
}

impl<'a> Context<'a> {
    /// The articles that readers find in lists and menus, and whose front matter could be
    /// read: where it could not, a finding says so, and what is missing is not known.
    fn listed(&self) -> impl Iterator<Item = &'a Article> {
        let site = self.site;
        site.article_ids()
            .filter(|id| site.visibility[*id].is_listed())
            .map(|id| site.article(id))
            .filter(|article| article.front_matter.has_title())
    }

    /// The glossary entries that readers find, and whose front matter could be read.
    fn listed_terms(&self) -> impl Iterator<Item = TermId> + use<'a> {
        let site = self.site;
        site.term_ids()
            .filter(|id| site.glossary.visibility[*id].is_listed())
            .filter(|&id| site.term(id).front_matter.has_term())
    }

    /// Every text that somebody wrote: articles, glossary entries and snippets.
    fn sources(&self) -> impl Iterator<Item = &'a Source> + use<'a> {
        let sources = &self.site.sources;
        let articles = sources.articles.iter().map(|article| &article.source);
        let terms = sources.terms.iter().map(|term| &term.source);
        let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
        articles.chain(terms).chain(snippets)
    }

    /// What a glossary entry is called.
    fn name_of(&self, id: TermId) -> &'a str {
        &self.site.term(id).front_matter.term.value
    }

    /// The glossary entry of each folded name in each language; the first where several
    /// claim one.
    fn term_names(&self) -> BTreeMap<(LanguageId, String), TermId> {
        let mut names = BTreeMap::new();
        for id in self.site.term_ids() {
            let term = self.site.term(id);
            for name in term.front_matter.names() {
                let key = (term.source.language, fold_name(&name.value));
                names.entry(key).or_insert(id);
            }
        }
        names
    }
}

/// The texts that readers get, today or from their day on: no drafts, and no snippets.
fn published<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Source> + use<'a> {
    let site = context.site;
    let articles = site
        .article_ids()
        .filter(|id| site.visibility[*id].is_or_will_be_public())
        .map(|id| &site.article(id).source);
    let terms = site
        .term_ids()
        .filter(|id| site.glossary.visibility[*id].is_or_will_be_public())
        .map(|id| &site.term(id).source);
    articles.chain(terms)
}

/// What the texts say that readers meet: articles, and the entries that the glossary lists.
fn read_texts<'f>(
    site: &'f Site,
    facts: &'f AllFacts,
) -> impl Iterator<Item = &'f Facts> {
    let listed = site.glossary.visibility.iter().map(|visibility| visibility.is_listed());
    let terms = facts.terms.iter().zip(listed);
    let terms = terms.filter_map(|(facts, listed)| listed.then_some(facts));
    facts.articles.iter().chain(terms).map(AsRef::as_ref)
}

/// Every check, in the order of their codes.
pub static CHECKS: &[&Check] = &[
    &missing_description::CHECK,
    &missing_review::CHECK,
    &overdue_review::CHECK,
    &future_review::CHECK,
    &missing_care_card::CHECK,
    &missing_consent::CHECK,
    &conflicting_sign::CHECK,
    &misplaced_sign::OTHER_CARD_CHECK,
    &misplaced_sign::TYPED_CHECK,
    &misplaced_sign::COPIED_CHECK,
    &missing_worse_sign::CHECK,
    &incomplete_sign::CHECK,
    &site_value::INCOMPLETE_CHECK,
    &site_value::EXAMPLE_CHECK,
    &owner_left::CHECK,
    &changed_since_signed::CHECK,
    &unsigned::CHECK,
    &stray_signature::CHECK,
    &unlikely_review_day::CHECK,
    &unchecked_translation::CHECK,
    &translation_behind::CHECK,
    &unknown_record::CHECK,
    &bare_citation::CHECK,
    &bracketed_name::CHECK,
    &unknown_contact::CHECK,
    &duplicate_term::CHECK,
    &undefined_abbreviation::CHECK,
    &unused_term::CHECK,
    &unmarked_singular::CHECK,
    &common_word::CHECK,
    &wording::DISCOURAGED_CHECK,
    &wording::CASE_CHECK,
    &circular_see_also::CHECK,
    &self_defining_term::CHECK,
    &confusable_terms::CHECK,
    &alias_too_short::CHECK,
    &orphan_article::CHECK,
    &unknown_menu_folder::CHECK,
    &guide_length::CHECK,
    &incomplete_statement::CHECK,
    &unlisted_language::CHECK,
    &tracked_link::CHECK,
    &unlisted_host::CHECK,
    &browser_storage::CHECK,
    &lookalike_host::CHECK,
    &misdialled_number::CHECK,
    &active_content::CHECK,
    &active_picture::CHECK,
    &unchanged_template::CHECK,
    &unchanged_template::SAMPLE_CHECK,
    &placeholder::CHECK,
    &large_picture::CHECK,
    &unpublished_file::LINK_CHECK,
    &unread_page::CHECK,
    &misnamed_landing::CHECK,
    &alike_folders::CHECK,
    &unread_settings::CHECK,
    &idle_words::CHECK,
    &unpublished_file::CHECK,
    &lost_address::CHECK,
];

/// Runs every check, all at once; the findings come in the order of the checks.
pub fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let checks = CHECKS.par_iter().map(|check| {
        let mut found = Vec::new();
        (check.run)(context, &mut found);
        found
    });
    let (mut found, of_texts) =
        rayon::join(|| checks.collect::<Vec<_>>().concat(), || texts::run(context));
    found.extend(of_texts);
    found
}

/// What the last build published and this one has lost, besides what the record of addresses
/// knows of.
pub fn lost_since(
    site: &Site,
    config: &Config,
    output: &OutputSet,
    before: &OutputSet,
) -> Vec<Diagnostic> {
    let mut before = addresses(before);
    before.retain(|address| !site.records.addresses.lines.contains_key(address));
    let before = before.iter().map(|address| (address, None));
    let mut found = lost_address::lost(site, output, before);
    weigh(config, &mut found);
    found
}

/// Every rule there is: those of the stages, then those of the checks.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = STAGE_RULES.to_vec();
    let of_texts = TEXT_CHECKS.iter().flat_map(|check| (check.rules)());
    for rule in CHECKS.iter().map(|check| check.rule).chain(of_texts) {
        if !rules.iter().any(|known| std::ptr::eq(*known, rule)) {
            rules.push(rule);
        }
    }
    rules
}

/// The rule that a setting lowers though something would be lost without it.
fn lowered(setting: &RuleSetting) -> Option<&'static Rule> {
    let name = &setting.name.value;
    let rule = LOSING_RULES.iter().find(|rule| rule.name == name || rule.code == name)?;
    setting.severity.is_none_or(|severity| severity < rule.severity).then_some(*rule)
}

/// The word for a severity, with its article.
fn an(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

/// What becomes of all findings of a run: they get the severities of the site, and those
/// that their file waives are taken out.
pub fn settle(
    site: &Site,
    config: &Config,
    today: Date,
    looked: Looked,
    found: &mut Vec<Diagnostic>,
) -> Vec<Waived> {
    one_cause::one_cause_one_finding(site, found);
    if config.is_unread {
        // Which rules are off, and much else that warnings ask for, stands where nobody could
        // read it.
        let is_told = |finding: &Diagnostic| finding.severity == Severity::Error;
        found.retain(is_told);
    }
    apply_severities(config, found);
    let mut about_waivers = Vec::new();
    let waived = waive::waive(site, today, looked, found, &mut about_waivers);
    weigh(config, &mut about_waivers);
    found.append(&mut about_waivers);
    waived
}

/// Gives every finding the severity that the site chose for its rule, or one step less if
/// the finding is eased; drops those whose rule is off. Names of rules that do not exist are
/// findings themselves.
pub fn apply_severities(config: &Config, found: &mut Vec<Diagnostic>) {
    let rules = rules();
    for setting in &config.rules {
        let name = &setting.name.value;
        let known = rules.iter().any(|rule| rule.name == name || rule.code == name);
        if !known {
            let message = format!("there is no rule `{name}`");
            let names = rules.iter().map(|rule| rule.name);
            let help = did_you_mean(name, names, "`engraft explain` lists all rules");
            let finding = Diagnostic::new(&UNKNOWN_RULE, setting.name.span, message);
            found.push(finding.with_help(help));
        } else if let Some(rule) = lowered(setting) {
            let message = format!(
                "`{}` stays {}, whatever is said here",
                rule.name,
                an(rule.severity)
            );
            let finding =
                Diagnostic::new(&RULE_CANNOT_BE_LOWERED, setting.name.span, message);
            found.push(finding.with_help("delete this line, and mend what it finds"));
        }
    }
    weigh(config, found);
}

/// Gives findings the severity of the site, or one step less if they are eased; drops those
/// whose rule is off.
fn weigh(config: &Config, found: &mut Vec<Diagnostic>) {
    // The finding at a misspelt name says which rule is meant, and that one is not told of
    // besides.
    let rules = rules();
    let names = || rules.iter().map(|rule| rule.name);
    let unknown = config.rules.iter().map(|setting| setting.name.value.as_str());
    let unknown = unknown.filter(|name| {
        !rules.iter().any(|rule| rule.name == *name || rule.code == *name)
    });
    let firm = |name: &&str| LOSING_RULES.iter().any(|rule| rule.name == *name);
    let guessed: BTreeMap<&str, &str> = unknown
        .filter_map(|name| {
            Some((name, nearest(name, names()).filter(|near| !firm(near))?))
        })
        .collect();
    let chosen = |rule: &Rule| -> Option<Option<Severity>> {
        let setting = config.rules.iter().rev().find(|setting| {
            setting.name.value == rule.name
                || setting.name.value == rule.code
                || guessed.get(setting.name.value.as_str()) == Some(&rule.name)
        });
        let setting = setting.filter(|setting| lowered(setting).is_none());
        match setting {
            Some(setting) => Some(setting.severity),
            None => match profile::preset(config, rule) {
                Preset::Left => None,
                Preset::Off => Some(None),
                Preset::At(severity) => Some(Some(severity)),
            },
        }
    };
    found.retain_mut(|diagnostic| match chosen(diagnostic.rule) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            let is_eased = diagnostic.severity < diagnostic.rule.severity;
            diagnostic.severity = if is_eased { severity.eased() } else { severity };
            true
        }
    });
}
