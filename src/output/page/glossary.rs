//! The glossary page: entries and "see" rows from A to Z, in the order of the language.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::alphabet::{Group, Letters};
use super::backlinks::{Backlinks, views};
use super::definition::Definition;
use super::json_ld;
use super::render::Page;
use super::terms::{Terms, other_names};
use super::view::{below_home, blank, glossary_title, translations};
use crate::article::TermId;
use crate::base::{Anchors, Html, TiSlice, TiVec, UrlPath, fold_name};
use crate::config::LanguageId;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::{
    GlossaryRowView, GlossaryView, LetterGroupView, LinkView, OtherNameView, TermView,
};

/// How many of the pages that use a term its row lists.
const MOST_PAGES: usize = 20;

/// The glossary page of a language; `None` without terms. `intro` is the text that opens
/// it.
pub(super) fn page(
    making: &SiteMaking,
    local: &LanguageMaking,
    intro: Option<&Arc<Html>>,
    definitions: &TiSlice<TermId, Definition>,
    terms: &Terms<'_>,
    backlinks: &Backlinks,
) -> Option<Page> {
    let (theme, language) = (local.theme, local.language);
    let site = &making.site;
    let address = site.glossary_page(language)?;
    let title = glossary_title(making, local);
    let mut view = blank(making, local, "glossary", title, address, None);
    view.backlinks = backlinks.of_page(making, language, address);
    if let Some(id) = site.glossary_intro(language).filter(|&id| site.is_shown(id)) {
        let front_matter = &site.article(id).front_matter;
        view.description =
            front_matter.description.as_ref().map(|words| words.value.clone());
        view.sample = front_matter.sample;
        view.robots = front_matter.robots.content();
        view.backlinks.extend(views(making, language, backlinks.of_article(id)));
        view.content = intro.cloned().unwrap_or_default();
    }
    let own: Vec<(TermId, TermView)> = site
        .listed_terms(language)
        .filter_map(|id| Some((id, entry(making, definitions, terms, id)?)))
        .collect();
    view.sample |= own.iter().any(|(_, term)| term.sample);
    view.urgent_line =
        own.iter().any(|(id, _)| definitions[*id].facts.needs_urgent_line());
    view.breadcrumbs = below_home(making, language);
    let pages: TiVec<LanguageId, Option<&UrlPath>> =
        site.glossary.pages.iter().map(Option::as_ref).collect();
    view.translations = translations(making, language, &pages);
    view.json_ld = Some(json_ld::term_set(making, language, &view.title, &own));
    view.glossary = Some(glossary(making, local, own));
    Some(Page { theme, language, address: address.clone(), template: None, view })
}

/// What the row of a term shows.
fn entry(
    making: &SiteMaking,
    definitions: &TiSlice<TermId, Definition>,
    terms: &Terms<'_>,
    id: TermId,
) -> Option<TermView> {
    let view = terms.view(making, id, MOST_PAGES)?;
    let body = &definitions[id].html;
    let definition = view.page.is_none().then(|| body.as_ref().clone());
    Some(TermView { definition, ..view })
}

/// The rows by letter.
fn glossary(
    making: &SiteMaking,
    local: &LanguageMaking,
    terms: Vec<(TermId, TermView)>,
) -> GlossaryView {
    let mut anchors = Anchors::default();
    let letters = Letters::new(making, local, &mut anchors);
    let rows = rows(making, terms, &mut anchors);
    let (letters, groups) = letters.group(rows, |row| &row.name);
    let group = |Group { letter, anchor, rows }| LetterGroupView { letter, anchor, rows };
    let groups = groups.into_iter().map(group).collect();
    GlossaryView { letters, groups }
}

/// A row for every entry, with the other names that it goes by. A "see" row only for a short
/// form, or what one stands for, that begins with another letter: who hears `G-CSF` must not
/// have to know under what to look for it, and a list of all spellings hides the entries.
fn rows(
    making: &SiteMaking,
    terms: Vec<(TermId, TermView)>,
    anchors: &mut Anchors,
) -> Vec<GlossaryRowView> {
    let anchor_of = |id: TermId| making.site.glossary.anchors[id].clone();
    for (id, _) in &terms {
        anchors.claim(&anchor_of(*id));
    }
    let mut rows = Vec::new();
    for (id, term) in terms {
        let see = LinkView::plain(term.name.clone(), term.url.clone());
        let own_name = fold_name(&term.name);
        let mut names = Vec::new();
        let mut known = BTreeSet::from([own_name.clone()]);
        for name in other_names(&term) {
            let folded = fold_name(name);
            let is_apart = folded.chars().next() != own_name.chars().next();
            if !known.insert(folded) {
                continue;
            }
            let (name, anchor) = (name.clone(), anchors.make(name));
            if !is_apart || term.aliases.contains(&name) {
                names.push(OtherNameView { name, anchor });
                continue;
            }
            let see = Some(see.clone());
            rows.push(GlossaryRowView {
                name,
                anchor,
                names: Vec::new(),
                see,
                term: None,
            });
        }
        rows.push(GlossaryRowView {
            name: term.name.clone(),
            anchor: anchor_of(id),
            names,
            see: None,
            term: Some(term),
        });
    }
    rows
}
