//! What is rendered apart and put into pages: blocks, menus, pages that lead elsewhere.

use serde::Serialize;

use crate::base::Html;

/// What `templates/blocks/KIND.html` sees: `block` in the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockView {
    /// The kind, such as `urgent`.
    pub kind: String,
    /// The title; `null` if the author gave none.
    pub title: Option<Html>,
    /// Heading level of the title, 2 to 6.
    pub level: u8,
    /// Anchor of the title.
    pub anchor: Option<String>,
    /// The written body.
    pub body: Html,
    /// For `contact`: the contact of the page or the one that the block names. For `urgent`:
    /// whom its title names, else the last line of the card, else the line that answers day
    /// and night.
    pub contact: Option<ContactView>,
}

/// The menu of one section: `nav` in `nav.html`.
///
/// Rendered once per section. The link to the page on which it is spliced gets
/// `aria-current="page"` afterwards, by its address, unless the template gives it one. Of a
/// section with more than 50 entries each page has a menu of its own, with the entries
/// around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavView {
    /// The section.
    pub title: String,
    /// Its landing page.
    pub url: String,
    /// Its pages and sections: all, or those around the page.
    pub entries: Vec<NavEntryView>,
    /// There are more than those around the page: the landing page lists them.
    pub more: bool,
    /// The whole of the topmost section above it, or of itself; eight levels deep at most.
    pub tree: NavTreeView,
}

/// The section below the home page, with its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavTreeView {
    /// The section.
    pub title: String,
    /// Its landing page.
    pub url: String,
    /// Its pages and sections; those on the way to the section that the menu belongs to
    /// have their own below them. Of more than 50 those around the page.
    pub entries: Vec<NavEntryView>,
    /// There are more than those around the page: the landing page lists them.
    pub more: bool,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavEntryView {
    /// The words.
    pub title: String,
    /// The address.
    pub url: String,
    /// Whether it is a section.
    pub section: bool,
    /// Its entries: only in a tree, and there only on the way to the menu's own section.
    pub children: Vec<NavEntryView>,
    /// It has more than `children` lists: its landing page lists them.
    pub more: bool,
}

/// A page that only leads elsewhere: `redirect.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedirectView {
    /// Title of the page it leads to; `null` if its parts went to several.
    pub title: Option<String>,
    /// Root-relative address; `null` if its parts went to several.
    pub url: Option<String>,
    /// Absolute address; `null` without a `base_url`.
    pub canonical: Option<String>,
    /// The parts that went to pages of their own.
    pub moved: Vec<MovedView>,
}

/// A part of a page that stands on another now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedView {
    /// Its old anchor, which the entry of the list has now.
    pub anchor: String,
    /// Its heading there; `null` if it is not known.
    pub heading: Option<String>,
    /// Title of the page.
    pub title: String,
    /// Address, with the anchor where the page has it.
    pub url: String,
    /// BCP 47 tag of its language, where that is not the page's.
    pub language: Option<String>,
}

/// The ambulance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EmergencyView {
    /// Its number, such as `999`.
    pub number: String,
    /// `tel:` address.
    pub url: String,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Id in `data/contacts.yaml`.
    pub id: String,
    /// Name of the service.
    pub name: String,
    /// BCP 47 tag of its words, where they are not in the page's language (WCAG 3.1.2).
    pub language: Option<String>,
    /// Number for people.
    pub phone: Option<String>,
    /// `tel:` address.
    pub phone_url: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Opening hours in words.
    pub hours: Option<String>,
    /// Day and night.
    pub always_open: bool,
    /// A remark.
    pub note: Option<String>,
    /// What to do if nobody answers.
    pub unanswered: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// A page about it on the web.
    pub url: Option<String>,
}
