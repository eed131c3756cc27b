//! Views in, HTML out. What all pages of a language share is made a template value once.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Value};

use crate::base::Html;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic};

use super::block::Blocks;
use super::foreign;
use super::nav::{Current, PlacedMenu, RenderedMenu};
use super::template::{Templates, file_name};
use super::view::{
    BlockView, NavView, PageView, RedirectView, SectionMenu, SiteView, TermView,
};
use super::{MOST_PAGE_BYTES, Theme};

/// What every page of one language sees, as template values. A clone shares them.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedView {
    site: Value,
    strings: Value,
}

impl SharedView {
    fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("strings", self.strings.clone());
        context
    }
}

impl Theme {
    /// Turns the view of a site into values that all its pages share: `site` and
    /// `strings` in templates. To be made once per language, not once per page.
    pub fn site_value(&self, site: &SiteView) -> SharedView {
        let phrases = self.translation(&site.language.tag);
        let strings = Value::from_serializable(&foreign::marked(&site.strings, &phrases));
        SharedView { site: Value::from_serializable(site), strings }
    }

    /// Renders a page with a template, named with or without `.html`. `Err` is the fault
    /// in the template; the same fault on two pages is the same finding.
    pub fn render_page(
        &self,
        template: &str,
        site: &SharedView,
        page: &PageView,
    ) -> Result<String, Diagnostic> {
        let mut context = site.context();
        context.insert_value("page", value(page)?);
        let around;
        let nav = match &page.nav {
            SectionMenu::Shared(menu) => menu,
            SectionMenu::Around(view) => {
                let menu = Arc::new(self.render_nav(site, view)?);
                let current = Some(Current::Page(page.url.clone()));
                around = PlacedMenu { menu, current };
                &around
            }
        };
        let mut fragments = [
            ("content", CONTENT, Fragment::Html(page.content.as_str())),
            ("cards", CARDS, Fragment::Html(page.cards.as_str())),
            ("words", WORDS, Fragment::Html(page.words.as_str())),
            ("nav", NAV, Fragment::Menu(nav)),
            ("menu", MENU, Fragment::Menu(&page.menu)),
        ];
        for (name, mark, fragment) in &fragments {
            context.insert_value(*name, marker(mark, fragment));
        }
        let template = file_name(template);
        let page_of_marks = self.templates.render(&template, &context)?;
        let both;
        if !page.cards.as_str().is_empty() && !page_of_marks.contains(CARDS) {
            // A theme that knows of no such place loses no card.
            both = format!("{}{}", page.cards.as_str(), page.content.as_str());
            fragments[0].2 = Fragment::Html(&both);
        }
        splice(&page_of_marks, &fragments)
            .ok_or_else(|| self.templates.too_much(&template))
    }

    /// Renders the main menu, to be spliced into every page of a language.
    pub fn render_menu(&self, site: &SharedView) -> Result<RenderedMenu, Diagnostic> {
        let html = self.templates.render("menu.html", &site.context())?;
        Ok(RenderedMenu::new(Html(html)))
    }

    /// Renders the menu of a section, to be spliced into its pages.
    pub fn render_nav(
        &self,
        site: &SharedView,
        nav: &NavView,
    ) -> Result<RenderedMenu, Diagnostic> {
        self.render_part("nav.html", site, "nav", nav).map(RenderedMenu::new)
    }

    /// Renders a term for "Words used on this page", to be spliced into the pages that
    /// explain it.
    pub fn render_word(
        &self,
        site: &SharedView,
        term: &TermView,
    ) -> Result<Html, Diagnostic> {
        self.render_part("word.html", site, "term", term)
    }

    /// Renders a page that only leads elsewhere.
    pub fn render_redirect(
        &self,
        site: &SharedView,
        redirect: &RedirectView,
    ) -> Result<String, Diagnostic> {
        Ok(self.render_part("redirect.html", site, "redirect", redirect)?.0)
    }

    fn render_part(
        &self,
        template: &str,
        site: &SharedView,
        name: &'static str,
        view: &impl Serialize,
    ) -> Result<Html, Diagnostic> {
        render_part(&self.templates, template, site, (name, view))
    }
}

impl Blocks {
    /// Renders a block with `blocks/KIND.html`.
    pub fn render(
        &self,
        site: &SharedView,
        kind: &str,
        block: &BlockView,
    ) -> Result<Html, Diagnostic> {
        let template = format!("blocks/{kind}.html");
        render_part(&self.templates, &template, site, ("block", block))
    }
}

fn render_part(
    templates: &Templates,
    template: &str,
    site: &SharedView,
    (name, view): (&'static str, &impl Serialize),
) -> Result<Html, Diagnostic> {
    let mut context = site.context();
    context.insert_value(name, value(view)?);
    templates.render(template, &context).map(Html)
}

/// Stands for the body while a template renders. Control characters never come from an
/// author: they are errors.
const CONTENT: &str = "\u{1}c";
/// Stands for the cards that the body begins with.
const CARDS: &str = "\u{1}a";
/// Stands for the menu of the section.
const NAV: &str = "\u{1}n";
/// Stands for the main menu.
const MENU: &str = "\u{1}m";
/// Stands for the words used on the page.
const WORDS: &str = "\u{1}w";

/// What is put where its mark stands.
enum Fragment<'p> {
    Html(&'p str),
    Menu(&'p PlacedMenu),
}

impl Fragment<'_> {
    /// Its bytes, without the reader's place.
    fn len(&self) -> usize {
        match self {
            Fragment::Html(html) => html.len(),
            Fragment::Menu(menu) => menu.len(),
        }
    }
}

/// What a template sees of a long fragment: a mark, so that the engine does not copy it,
/// or nothing where the fragment is empty, so that `{% if nav %}` holds.
fn marker(mark: &str, fragment: &Fragment<'_>) -> Value {
    Value::safe_string(if fragment.len() == 0 { "" } else { mark })
}

/// Puts the fragments where their marks are. `None`: it comes to more than a page may hold.
fn splice(
    page_of_marks: &str,
    fragments: &[(&str, &str, Fragment<'_>)],
) -> Option<String> {
    let length: usize = fragments.iter().map(|(_, _, fragment)| fragment.len()).sum();
    // A place in a menu is marked once or twice.
    let mut out = String::with_capacity(page_of_marks.len() + length + 64);
    let mut rest = page_of_marks;
    while let Some(at) = rest.find('\u{1}') {
        out.push_str(&rest[..at]);
        let marked = &rest[at..];
        let found = fragments.iter().find(|(_, mark, _)| marked.starts_with(mark));
        rest = &marked[found.map_or(1, |(_, mark, _)| mark.len())..];
        let length = found.map_or(0, |(_, _, fragment)| fragment.len());
        if out.len() + length + rest.len() > MOST_PAGE_BYTES {
            return None;
        }
        match found {
            Some((_, _, Fragment::Html(html))) => out.push_str(html),
            Some((_, _, Fragment::Menu(menu))) => menu.write_to(&mut out),
            None => {}
        }
    }
    out.push_str(rest);
    Some(out)
}

fn value(view: &impl Serialize) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(view).map_err(|error| {
        let message = format!("the page's data cannot be shown to a template: {error}");
        Diagnostic::about_site(&BROKEN_TEMPLATE, message)
    })
}
