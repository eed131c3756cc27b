//! Views in, HTML out. What all pages of a language share is made a template value once.

use tera::{Context, Value};

use serde::Serialize;

use crate::base::Html;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic};

use super::Theme;
use super::block::Blocks;
use super::template::{Templates, file_name};
use super::view::{BlockView, NavView, PageView, RedirectView, SiteView, TermView};

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
        let strings = Value::from_serializable(&site.strings);
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
        context.insert_value("content", marker(CONTENT, page.content.as_str()));
        context.insert_value("nav", marker(NAV, page.nav.as_str()));
        context.insert_value("menu", marker(MENU, page.menu.as_str()));
        context.insert_value("words", marker(WORDS, page.words.as_str()));
        let page_of_marks = self.templates.render(&file_name(template), &context)?;
        Ok(splice(&page_of_marks, page))
    }

    /// Renders the main menu, to be spliced into every page of a language.
    pub fn render_menu(&self, site: &SharedView) -> Result<Html, Diagnostic> {
        self.templates.render("menu.html", &site.context()).map(Html)
    }

    /// Renders the menu of a section, to be spliced into its pages.
    pub fn render_nav(
        &self,
        site: &SharedView,
        nav: &NavView,
    ) -> Result<Html, Diagnostic> {
        self.render_part("nav.html", site, "nav", nav)
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
/// Stands for the menu of the section.
const NAV: &str = "\u{1}n";
/// Stands for the main menu.
const MENU: &str = "\u{1}m";
/// Stands for the words used on the page.
const WORDS: &str = "\u{1}w";

/// What a template sees of a long fragment: a mark, so that the engine does not copy it,
/// or nothing where the fragment is empty, so that `{% if nav %}` holds.
fn marker(mark: &str, fragment: &str) -> Value {
    Value::safe_string(if fragment.is_empty() { "" } else { mark })
}

/// Puts the fragments where their marks are.
fn splice(page_of_marks: &str, page: &PageView) -> String {
    let fragments = [
        (CONTENT, page.content.as_str()),
        (NAV, page.nav.as_str()),
        (MENU, page.menu.as_str()),
        (WORDS, page.words.as_str()),
    ];
    let length: usize = fragments.iter().map(|(_, fragment)| fragment.len()).sum();
    let mut out = String::with_capacity(page_of_marks.len() + length);
    let mut rest = page_of_marks;
    while let Some(at) = rest.find('\u{1}') {
        out.push_str(&rest[..at]);
        let marked = &rest[at..];
        let found = fragments.iter().find(|(mark, _)| marked.starts_with(mark));
        let (mark, fragment) = found.unwrap_or(&("\u{1}", ""));
        out.push_str(fragment);
        rest = &marked[mark.len()..];
    }
    out.push_str(rest);
    out
}

fn value(view: &impl Serialize) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(view).map_err(|error| {
        let message = format!("the page's data cannot be shown to a template: {error}");
        Diagnostic::about_site(&BROKEN_TEMPLATE, message)
    })
}
