//! Findings that the front matter of their file waives, with a reason and perhaps an end.
//!
//! What is waived counts for nothing: not for the exit code, not for what is published. It
//! is kept beside the findings, so that somebody can look whether the reason still holds.

use std::collections::BTreeMap;

use super::rules;
use crate::article::Waiver;
use crate::base::{Date, FileId, Span, Spanned};
use crate::diagnostic::{
    BAD_VALUE, Diagnostic, EXPIRED_WAIVER, Rule, UNUSED_WAIVER, did_you_mean, is_firm,
};
use crate::site::Site;
use crate::yaml::shown;

/// A finding that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// The finding, with the severity that it would have.
    pub finding: Diagnostic,
    /// Why it does not count.
    pub reason: String,
    /// The last day on which it does not.
    pub until: Option<Date>,
}

/// How much was looked for before findings are waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// At the whole site: a waiver that matches nothing is one too many.
    AtAll,
    /// At what shows before pages are written.
    AtSources,
}

/// A rule that one file waives.
struct Claim<'w> {
    rule: &'static Rule,
    waiver: &'w Waiver,
    /// Where the rule is named.
    place: Span,
    /// How many findings it is about.
    hits: usize,
}

impl Claim<'_> {
    /// The last day on which it held, if that is past.
    fn ended(&self, today: Date) -> Option<&Spanned<Date>> {
        self.waiver.until.as_ref().filter(|until| until.value < today)
    }
}

/// Takes out what is waived; `own` is told what is wrong with the waivers.
pub(super) fn waive(
    site: &Site,
    today: Date,
    looked: Looked,
    found: &mut Vec<Diagnostic>,
    own: &mut Vec<Diagnostic>,
) -> Vec<Waived> {
    let mut claims = claims(site, own);
    let mut waived = Vec::new();
    let mut counted = Vec::with_capacity(found.len());
    for mut finding in std::mem::take(found) {
        let key = finding.primary.map(|place| (place.file, finding.rule.code));
        let mut taken = None;
        for claim in key.and_then(|key| claims.get_mut(&key)).into_iter().flatten() {
            claim.hits += 1;
            if claim.ended(today).is_none() {
                taken = taken.or(Some(claim.waiver));
            } else {
                // It is back because a day has passed.
                finding.yields = true;
            }
        }
        match taken {
            Some(waiver) => waived.push(Waived {
                finding,
                reason: waiver.reason.clone(),
                until: waiver.until.as_ref().map(|day| day.value),
            }),
            None => counted.push(finding),
        }
    }
    for claim in claims.values().flatten() {
        match claim.ended(today) {
            // The findings are back, and who waived them should know why.
            Some(until) if claim.hits > 0 => own.push(expired(claim.rule, until)),
            _ if claim.hits == 0 && looked == Looked::AtAll => {
                own.push(unused(claim.rule, claim.place));
            }
            _ => {}
        }
    }
    *found = counted;
    waived.sort_by_key(|waived| waived.finding.primary);
    waived.dedup();
    waived
}

/// What is waived, by the file and the code of the rule.
type Claims<'w> = BTreeMap<(FileId, &'static str), Vec<Claim<'w>>>;

fn claims<'s>(site: &'s Site, own: &mut Vec<Diagnostic>) -> Claims<'s> {
    let sources = &site.sources;
    let articles = sources.articles.iter();
    let articles = articles.map(|one| (one.source.file, &one.front_matter.waivers));
    let terms = sources.terms.iter();
    let terms = terms.map(|one| (one.source.file, &one.front_matter.waivers));
    let all = rules();
    let mut claims = Claims::new();
    for (file, waiver) in articles
        .chain(terms)
        .flat_map(|(file, all)| all.iter().map(move |one| (file, one)))
    {
        for name in &waiver.rules {
            let is_called =
                |rule: &&&Rule| [rule.name, rule.code].contains(&&*name.value);
            match all.iter().find(is_called) {
                None => own.push(unknown(name, &all)),
                Some(rule) if is_firm(rule) => own.push(firm(rule, name.span)),
                Some(&rule) => {
                    let claim = Claim { rule, waiver, place: name.span, hits: 0 };
                    claims.entry((file, rule.code)).or_default().push(claim);
                }
            }
        }
    }
    claims
}

fn unknown(name: &Spanned<String>, rules: &[&'static Rule]) -> Diagnostic {
    let names = rules.iter().map(|rule| rule.name);
    let help = did_you_mean(&name.value, names, "`engraft explain` lists all rules");
    let message = format!("there is no rule `{}`", shown(&name.value));
    Diagnostic::new(&BAD_VALUE, name.span, message).with_help(help)
}

fn firm(rule: &Rule, place: Span) -> Diagnostic {
    let message = format!(
        "`{}` cannot be waived, because something of the site would be lost unseen",
        rule.name
    );
    let help = format!("take it out of `allow`, and mend what `{}` tells", rule.name);
    Diagnostic::new(&BAD_VALUE, place, message).with_help(help)
}

fn expired(rule: &Rule, until: &Spanned<Date>) -> Diagnostic {
    let message = format!("`{}` was waived here until {}", rule.name, until.value);
    let help = format!(
        "mend what `{}` tells and take the waiver out, or set a new day: `until: …`",
        rule.name
    );
    Diagnostic::new(&EXPIRED_WAIVER, until.span, message).with_help(help).yielding()
}

fn unused(rule: &Rule, place: Span) -> Diagnostic {
    let message =
        format!("`{}` is waived here, and this file has no such finding", rule.name);
    let help = "take it out of `allow`; where nothing else is left, delete `lint`";
    Diagnostic::new(&UNUSED_WAIVER, place, message).with_help(help)
}
