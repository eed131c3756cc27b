//! How a page came about, as readers are told it.

use super::review::person_view;
use super::web_page::licence_address;
use crate::article::{Approval, FrontMatter, Involvement};
use crate::base::Date;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::{AccountView, LinkView};

/// What the front matter says of how the page came about; none where it says nothing.
pub(super) fn account(
    making: &SiteMaking,
    local: &LanguageMaking,
    front_matter: &FrontMatter,
) -> Option<AccountView> {
    let people = &making.site.records.people;
    let date = |date: Option<Date>| date.map(|date| local.date(date));
    let own = &front_matter.account;
    let mut view = AccountView {
        authors: front_matter
            .authors
            .iter()
            .filter_map(|id| Some(person_view(people.get(&id.value)?)))
            .collect(),
        evidence_checked: date(own.evidence_checked),
        funding: own.funding.clone(),
        conflicts: own.conflicts.clone(),
        licence: front_matter.licence.as_deref().map(licence),
        version: own.version.clone(),
        ..AccountView::default()
    };
    if let Some(Approval { person, group, date: day, reference }) = &own.approval {
        // An id stands for a person; other words are a name.
        let name = |id: &String| people.get(id).map_or(id, |person| &person.name).clone();
        let names: Vec<String> = person.iter().map(name).chain(group.clone()).collect();
        view.approved_by = (!names.is_empty()).then(|| names.join(", "));
        view.approved = date(*day);
        view.approval.clone_from(reference);
    }
    if let Some(Involvement { method, date: day, count }) = &own.involvement {
        view.involvement.clone_from(method);
        view.involved = *count;
        view.involved_on = date(*day);
    }
    (view != AccountView::default()).then_some(view)
}

/// The licence in words; `url` is empty where the words lead nowhere.
fn licence(words: &str) -> LinkView {
    LinkView::plain(words, licence_address(words).unwrap_or_default())
}
