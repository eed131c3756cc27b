//! What a reviewer asks of a page beside its text: who answers for it, what calls for an
//! early look, and what was agreed. Readers are shown none of it.

use serde::Serialize;

use crate::article::{ArticleId, Code, Consent, TermId, Translation};
use crate::base::Spanned;
use crate::build::Built;
use crate::records::Person;

/// A line of the panel.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    label: &'static str,
    words: String,
}

/// What is known of an article.
pub(super) fn of_article(id: ArticleId, built: &Built) -> Vec<Fact> {
    let front_matter = &built.site.article(id).front_matter;
    let records = &built.site.sources.records;
    let contact = front_matter.contact.as_ref();
    let contact = contact.and_then(|id| records.contacts.get(&id.value));
    let contact = contact.map(|contact| {
        let verified = match contact.verified {
            Some(day) => format!("number last checked on {day}"),
            None => "number never checked".to_owned(),
        };
        format!("{}, {verified}", contact.name)
    });
    let triggers = &front_matter.review_trigger;
    let robots = front_matter.robots.content().map(str::to_owned);
    [
        ("Responsible", responsible(front_matter.owner.as_ref(), built)),
        ("Contact", contact),
        ("Review early after", (!triggers.is_empty()).then(|| triggers.join("; "))),
        ("Translation", translation(&front_matter.translation)),
        ("Consent", front_matter.consent.as_ref().map(consent)),
        ("Search engines are told", robots),
        ("Codes", codes(&front_matter.codes)),
    ]
    .into_iter()
    .filter_map(fact)
    .collect()
}

/// What is known of an entry of the glossary.
pub(super) fn of_term(id: TermId, built: &Built) -> Vec<Fact> {
    let front_matter = &built.site.term(id).front_matter;
    [
        ("Responsible", responsible(front_matter.owner.as_ref(), built)),
        ("Codes", codes(&front_matter.codes)),
    ]
    .into_iter()
    .filter_map(fact)
    .collect()
}

fn fact((label, words): (&'static str, Option<String>)) -> Option<Fact> {
    words.filter(|words| !words.is_empty()).map(|words| Fact { label, words })
}

/// Who answers for it, and how colleagues reach them.
fn responsible(owner: Option<&Spanned<String>>, built: &Built) -> Option<String> {
    let people = &built.site.sources.records.people;
    let Person { name, email, phone, deputy, .. } = people.get(&owner?.value)?;
    let ways = [email, phone].into_iter().flatten().cloned();
    let deputy = deputy.as_ref().and_then(|deputy| people.get(&deputy.value));
    let deputy = deputy.map(|deputy| format!("deputy {}", deputy.name));
    let words = std::iter::once(name.clone()).chain(ways).chain(deputy);
    Some(words.collect::<Vec<String>>().join(", "))
}

/// Codes with the words of their terminology, to be compared with the text.
fn codes(codes: &[Code]) -> Option<String> {
    let told = codes.iter().map(|Code { system, version, code, display }| {
        let version = version.as_deref().map(|version| format!(" {version}"));
        let display = display.as_deref().map(|words| format!(" ({words})"));
        let [version, display] = [version, display].map(Option::unwrap_or_default);
        format!("{system}{version} {}{display}", code.value)
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn translation(translation: &Translation) -> Option<String> {
    let Translation { date, method, translator, reviewed_by, .. } = translation;
    let parts = [
        method.clone(),
        translator.as_ref().map(|name| format!("translated by {name}")),
        reviewed_by.as_ref().map(|name| format!("checked by {name}")),
        date.map(|day| format!("of the text of {day}")),
    ];
    joined(parts)
}

fn consent(consent: &Consent) -> String {
    let Consent { on_file, scope, expires } = consent;
    let on_file = on_file.as_ref().map(|flag| {
        if flag.value { "on file".to_owned() } else { "not on file".to_owned() }
    });
    let expires = expires.as_ref().map(|day| format!("until {}", day.value));
    joined([on_file, scope.clone(), expires]).unwrap_or_default()
}

fn joined<const COUNT: usize>(parts: [Option<String>; COUNT]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
