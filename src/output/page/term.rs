//! The page of a term whose definition is too long for a row of the glossary page.

use super::backlinks::Backlinks;
use super::definition::Definition;
use super::json_ld;
use super::render::Page;
use super::review::{Vouched, references, review, unreviewed};
use super::terms::{Terms, explained};
use super::view::{below_home, blank, glossary_title};
use crate::article::TermId;
use crate::html::{has_code, has_labelled_tables, text_of};
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::site::Visibility;
use crate::theme::Current;
use crate::theme::view::LinkView;

/// The page of a term; `None` where the glossary page says it all.
pub(super) fn page(
    making: &SiteMaking,
    local: &LanguageMaking,
    written: &Definition,
    terms: &Terms<'_>,
    backlinks: &Backlinks,
    id: TermId,
) -> Option<Page> {
    let site = &making.site;
    let address = site.term_page(id)?;
    let term = terms.view(making, id, usize::MAX)?;
    let (theme, language) = (local.theme, local.language);
    let front_matter = &site.term(id).front_matter;
    let mut view = blank(making, local, "term", term.name.clone(), address, None);
    view.description = Some(text_of(&term.short));
    view.contents.clone_from(&written.contents);
    view.content = written.html.clone();
    view.code = has_code(&view.content);
    view.labelled_tables = has_labelled_tables(&written.html);
    (view.words, view.word_count) =
        terms.entries.words(making, local, explained(&written.facts));
    view.draft = site.glossary.visibility[id] == Visibility::ShownDraft;
    view.robots = view.draft.then_some("noindex");
    view.sample = term.sample;
    view.breadcrumbs = below_home(making, language);
    if let Some(glossary) = site.glossary_page(language) {
        let title = glossary_title(making, local);
        let url = making.href(glossary);
        view.menu.current = Some(Current::Below(url.clone()));
        view.breadcrumbs.push(LinkView::plain(title, url));
    }
    let vouched = Vouched {
        reviewed: front_matter.reviewed.as_ref().map(|date| date.value),
        due: front_matter.due(making.config.review.interval_months),
        reviewers: &front_matter.reviewers,
        owner: front_matter.owner.as_ref(),
    };
    view.review = review(making, local, &vouched);
    if view.sample {
        unreviewed(&mut view);
    }
    view.urgent_line = written.facts.needs_urgent_line();
    view.references = references(making, &front_matter.references, &written.citations);
    view.backlinks = backlinks.of_term(making, id);
    view.json_ld = Some(json_ld::term(making, id, &term));
    view.term = Some(term);
    Some(Page { theme, language, address: address.clone(), template: None, view })
}
