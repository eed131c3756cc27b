//! What vouches for a page: who reviewed it and when, and its sources.

use std::collections::BTreeSet;

use crate::article::Reviewer;
use crate::base::{Date, Html, Spanned};
use crate::html::format_reference;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::records::Person;
use crate::theme::view::{PageView, PersonView, ReferenceView, ReviewView};

/// What the front matter says of its review.
pub(super) struct Vouched<'a> {
    /// The last review.
    pub(super) reviewed: Option<Date>,
    /// The next one.
    pub(super) due: Option<Date>,
    /// Who reviewed.
    pub(super) reviewers: &'a [Reviewer],
    /// Who answers for it: an id in `data/people.yaml`.
    pub(super) owner: Option<&'a Spanned<String>>,
}

/// Who reviewed the page and when it is due; none where nothing is known.
pub(super) fn review(
    making: &SiteMaking,
    local: &LanguageMaking,
    vouched: &Vouched<'_>,
) -> Option<ReviewView> {
    let strings = local.strings();
    let people = &making.site.records.people;
    let Vouched { reviewed, due, .. } = *vouched;
    let reviewer = |reviewer: &Reviewer| {
        let role = reviewer.role.as_ref();
        let word =
            |role: &String| strings.get(&format!("role_{role}")).unwrap_or(role).clone();
        Some(PersonView {
            role: role.map(word),
            scope: reviewer.scope.clone(),
            date: reviewer.date.as_ref().map(|date| local.date(date.value)),
            ..person_view(people.get(&reviewer.person.value)?)
        })
    };
    let reviewers: Vec<PersonView> =
        vouched.reviewers.iter().filter_map(reviewer).collect();
    let owner = vouched.owner.and_then(|id| Some(person_view(people.get(&id.value)?)));
    if reviewed.is_none() && due.is_none() && reviewers.is_empty() && owner.is_none() {
        return None;
    }
    Some(ReviewView {
        reviewed: reviewed.map(|date| local.date(date)),
        due: due.map(|date| local.date(date)),
        overdue: due.is_some_and(|date| date < making.today),
        reviewers,
        owner,
    })
}

/// A person or a team, without what they did for a page.
pub(super) fn person_view(person: &Person) -> PersonView {
    PersonView {
        name: person.name.clone(),
        job_title: person.job_title.clone(),
        organisation: person.organisation.clone(),
        url: person.url.clone(),
        role: None,
        scope: None,
        date: None,
    }
}

/// The keys of cited references in order of first citation, then of those that are only
/// listed.
pub(super) fn reference_keys<'k>(
    listed: &'k [Spanned<String>],
    cited: &'k [String],
) -> impl Iterator<Item = &'k str> {
    let known: BTreeSet<&str> = cited.iter().map(String::as_str).collect();
    let listed = listed.iter().map(|key| key.value.as_str());
    let uncited = listed.filter(move |key| !known.contains(key));
    cited.iter().map(String::as_str).chain(uncited)
}

/// The references in the order of [`reference_keys`].
pub(super) fn references(
    making: &SiteMaking,
    listed: &[Spanned<String>],
    cited: &[String],
) -> Vec<ReferenceView> {
    reference_keys(listed, cited)
        .filter_map(|key| making.site.records.references.get(key))
        .zip(1..)
        .map(|(reference, number)| ReferenceView {
            number,
            anchor: reference.anchor.clone(),
            html: Html(format_reference(reference).0),
        })
        .collect()
}

/// A page of demonstration content says that no clinician reviewed it, and so names none who
/// did.
pub(super) fn unreviewed(view: &mut PageView) {
    if let Some(review) = &mut view.review {
        review.reviewed = None;
        review.reviewers = Vec::new();
    }
}
