//! A page that is ready to be rendered, and its rendering.

use std::sync::Arc;

use super::ids;
use crate::base::{Shared, Spanned, UrlPath};
use crate::config::LanguageId;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic, MISSING_TEMPLATE, did_you_mean};
use crate::output::making::Look;
use crate::theme::view::PageView;

/// A page to be rendered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The number of its theme among those in use.
    pub(super) theme: usize,
    pub(super) language: LanguageId,
    pub(super) address: UrlPath,
    /// The template to use, and where the author asked for it.
    pub(super) template: Option<Spanned<String>>,
    pub(super) view: PageView,
}

/// All that a page is made from.
#[derive(Debug, PartialEq)]
pub(super) struct PageInput {
    pub(super) page: Arc<Page>,
    pub(super) look: Shared<Look>,
}

/// A page that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finished {
    pub(super) html: Arc<Vec<u8>>,
    /// The ids that stand twice on it.
    pub(super) doubled: Arc<[String]>,
}

/// A page that was made, or the fault in its template.
pub(super) type Rendered = Result<Finished, Diagnostic>;

/// Renders a page with the template that its author asked for, else with that of its kind.
pub(super) fn render(PageInput { page, look }: &PageInput) -> Rendered {
    let Look { theme, shared, .. } = &**look;
    let template = match &page.template {
        None => page.view.kind,
        Some(asked) if theme.has_template(&asked.value) => &asked.value,
        Some(asked) => {
            let message = format!("the theme has no template `{}`", asked.value);
            let names = theme.template_names();
            let names = names.iter().map(String::as_str);
            let otherwise = "take the line out, and the usual template is used";
            let help = did_you_mean(&asked.value, names, otherwise);
            let missing = Diagnostic::new(&MISSING_TEMPLATE, asked.span, message);
            return Err(missing.with_help(help));
        }
    };
    let html = theme.render_page(template, shared, &page.view)?;
    match page.view.robots {
        Some(robots) if !tells_robots(&page.view, &html) => {
            let message = format!(
                "the template `{template}` leaves out that search engines are told \
                 `{robots}` of `{}`",
                page.view.title
            );
            let help = "add to the head of `base.html`: `{% if page.robots %}<meta \
                        name=\"robots\" content=\"{{ page.robots }}\">{% endif %}`";
            Err(Diagnostic::about_site(&BROKEN_TEMPLATE, message).with_help(help))
        }
        _ => {
            let is_home = page.view.kind == "home";
            let html = look.finish(html, &page.address.output_path(), is_home);
            let doubled = ids::doubled(&html).into();
            Ok(Finished { html: Arc::new(html.into_bytes()), doubled })
        }
    }
}

/// Whether the head of a page holds what its author wants search engines to be told. What
/// no author asked for, a theme may leave out.
fn tells_robots(view: &PageView, html: &str) -> bool {
    let head = html.split_once("</head>").map_or(html, |(head, _)| head);
    matches!(view.kind, "not-found" | "withdrawn")
        || view.draft
        || head.contains("robots")
}
