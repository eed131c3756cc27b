//! Tries every template of a theme with made-up views, so that a fault shows before a page
//! happens to meet it.

use crate::base::Html;
use crate::diagnostic::Diagnostic;

use super::view::{NavView, PageView, RedirectView, SiteView, TermView};
use super::{Theme, report, sample};

/// The kinds of pages, each with a template of its name.
pub(super) const PAGE_KINDS: &[&str] = &[
    "home",
    "section",
    "article",
    "glossary",
    "term",
    "topics",
    "search",
    "accessibility",
    "tags",
    "tag",
    "not-found",
    "withdrawn",
];

/// Templates that see no page.
const PARTS: &[&str] = &["menu", "nav", "word", "redirect"];

/// One view of each kind.
struct Views {
    site: SiteView,
    page: fn(&'static str) -> PageView,
    nav: NavView,
    term: TermView,
    redirect: RedirectView,
}

impl Theme {
    /// Renders every template with the fullest views there can be and with the barest, and
    /// tells what goes wrong. Templates in folders other than `blocks/` are tried through
    /// those that include them.
    pub fn trial(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.try_with(&full(self), &mut found);
        self.try_with(&bare(self), &mut found);
        found
    }

    fn try_with(&self, views: &Views, found: &mut Vec<Diagnostic>) {
        let site = self.site_value(&views.site);
        for &kind in PAGE_KINDS {
            note(self.render_page(kind, &site, &(views.page)(kind)), found);
        }
        for name in self.template_names() {
            let is_known = PAGE_KINDS.contains(&&*name) || PARTS.contains(&&*name);
            if !is_known {
                // One that authors ask for by `template`.
                note(self.render_page(&name, &site, &(views.page)("article")), found);
            }
        }
        note(self.render_menu(&site), found);
        note(self.render_nav(&site, &views.nav), found);
        note(self.render_word(&site, &views.term), found);
        note(self.render_redirect(&site, &views.redirect), found);
        for kind in self.blocks().kinds() {
            for title in [Some("A title"), None] {
                let block = sample::block(kind, title, "<p>Words.</p>");
                note(self.blocks().render(&site, kind, &block), found);
            }
        }
    }
}

fn full(theme: &Theme) -> Views {
    Views {
        site: sample::site(theme, "en", "ltr"),
        page: |kind| {
            let words = Html("<p>Words.</p>".to_owned());
            PageView {
                nav: words.clone().into(),
                menu: words.into(),
                ..sample::page(kind)
            }
        },
        nav: sample::nav(),
        term: sample::term(),
        redirect: sample::redirect(),
    }
}

fn bare(theme: &Theme) -> Views {
    Views {
        site: sample::bare_site(theme),
        page: sample::bare_page,
        nav: sample::bare_nav(),
        term: sample::bare_term(),
        redirect: sample::bare_redirect(),
    }
}

fn note<T>(rendered: Result<T, Diagnostic>, found: &mut Vec<Diagnostic>) {
    if let Err(diagnostic) = rendered {
        report(found, diagnostic);
    }
}
