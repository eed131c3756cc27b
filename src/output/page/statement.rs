//! The accessibility statement: the page that Engraft makes of `data/accessibility.yaml`,
//! and what an article that shows the statement says of it.

use super::render::Page;
use super::view::{below_home, blank};
use super::web_page;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::records::Problem;
use crate::theme::view::{LinkView, ProblemView, StatementView};

/// The page, where no article shows the statement: in the default language, in which
/// `accessibility.yaml` is written.
pub(super) fn page(making: &SiteMaking, local: &LanguageMaking) -> Option<Page> {
    let address = making.site.made_statement_page()?;
    let title = local.word("accessibility").to_owned();
    let mut view = blank(making, local, "accessibility", title, &address, None);
    view.breadcrumbs = below_home(making, local.language);
    view.statement = statement(making, local);
    view.json_ld = Some(web_page::json_ld(making, local.language, &view, None));
    let (theme, language) = (local.theme, local.language);
    Some(Page { theme, language, address, template: None, view })
}

/// What the statement says; `None` without `data/accessibility.yaml`.
pub(super) fn statement(
    making: &SiteMaking,
    local: &LanguageMaking,
) -> Option<StatementView> {
    let known = making.site.records.accessibility.as_ref()?;
    let date = |date: &_| local.date(*date);
    let problem = |problem: &Problem| {
        Some(ProblemView {
            description: problem.description.clone()?,
            criterion: problem.criterion.clone(),
            reason: problem.reason.unwrap_or("non-compliance").to_owned(),
            fixed_by: problem.fixed_by.as_ref().map(date),
        })
    };
    let whom = known.contact.as_ref();
    let enforcement = known.enforcement.as_ref();
    Some(StatementView {
        // A claim that nobody made is not made for them.
        compliance: known.compliance.unwrap_or("not").to_owned(),
        standard: known.standard.clone(),
        problems: known.problems.iter().filter_map(problem).collect(),
        testing: known.testing.clone(),
        tested: known.tested.as_ref().map(date),
        prepared: known.prepared.as_ref().map(date),
        reviewed: known.reviewed.as_ref().map(date),
        contact: whom.and_then(|id| local.contact(&id.value)),
        response_time: known.response_time.clone(),
        enforcement: enforcement
            .map(|body| LinkView::plain(body.name.clone(), body.url.clone())),
    })
}
