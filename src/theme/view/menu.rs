//! Menus as a page has them.

use std::sync::Arc;

use super::parts::NavView;
use crate::base::Html;
use crate::theme::PlacedMenu;

/// The menu of the section that a page stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionMenu {
    /// Rendered once for all pages of the section.
    Shared(PlacedMenu),
    /// Of a section with more entries than a menu shows: those around the page.
    Around(Arc<NavView>),
}

impl Default for SectionMenu {
    fn default() -> Self {
        SectionMenu::Shared(PlacedMenu::default())
    }
}

impl From<Html> for SectionMenu {
    fn from(html: Html) -> Self {
        SectionMenu::Shared(html.into())
    }
}
