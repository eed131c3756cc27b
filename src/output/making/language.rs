//! What belongs to a theme and a language.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Date, OutputPath, Shared, TiVec};
use crate::config::LanguageId;
use crate::output::{look, policy};
use crate::site::SectionId;
use crate::theme::view::{ContactView, DateView, SiteView};
use crate::theme::{RenderedMenu, SharedView, Theme};

/// What pages of one theme and language are rendered with.
#[derive(Debug, PartialEq)]
pub struct Look {
    /// Templates, strings, assets.
    pub theme: Arc<Theme>,
    /// What templates see as `site`.
    pub view: Arc<SiteView>,
    /// The same, as templates take it.
    pub shared: SharedView,
    /// Whether pages hold the Content-Security-Policy themselves.
    pub policy_in_pages: bool,
    /// The path that the site is published below.
    pub base: String,
}

impl Look {
    /// A page as it is published at an address. A home page is what a newcomer opens from the
    /// disk; on all others the script would be a request that no reader has any use for.
    pub fn finish(&self, html: String, path: &OutputPath, is_home: bool) -> String {
        let html =
            if is_home { look::in_page(html, path.as_str(), &self.base) } else { html };
        if self.policy_in_pages { policy::in_page(&html) } else { html }
    }
}

/// What all pages of one theme and language share.
#[derive(Debug, PartialEq)]
pub struct LanguageMaking {
    /// The number of the theme among those in use: 0 is the site's own.
    pub theme: usize,
    /// The language.
    pub language: LanguageId,
    /// Templates and words.
    pub look: Shared<Look>,
    /// Contacts by id.
    pub contacts: Arc<BTreeMap<String, ContactView>>,
    /// For each section: its menu, rendered once.
    pub navs: TiVec<SectionId, Arc<RenderedMenu>>,
    /// The main menu, rendered once.
    pub menu: Arc<RenderedMenu>,
}

impl LanguageMaking {
    /// The theme's words.
    pub fn strings(&self) -> &BTreeMap<String, String> {
        &self.look.view.strings
    }

    /// A word of the theme; its key where the theme lacks it.
    pub fn word<'s>(&'s self, key: &'s str) -> &'s str {
        self.strings().get(key).map_or(key, String::as_str)
    }

    /// A date in the words of the language: day, month, year, unless the theme says another
    /// order.
    pub fn date(&self, date: Date) -> DateView {
        let strings = self.strings();
        let (year, month, day) = date.parts();
        let name = strings.get(&format!("month_{month}")).map_or("", String::as_str);
        let text = if name.is_empty() {
            date.to_string()
        } else {
            let pattern =
                strings.get("date_format").map_or("{day} {month} {year}", String::as_str);
            pattern
                .replace("{day}", &day.to_string())
                .replace("{month}", name)
                .replace("{year}", &year.to_string())
        };
        DateView { iso: date.to_string(), text }
    }

    /// The contact of a page, by its id.
    pub fn contact(&self, id: &str) -> Option<ContactView> {
        self.contacts.get(id).cloned()
    }
}
