//! The contract with theme authors: all that one template may see, as plain values.
//!
//! A template sees the view it is handed and nothing else. What a page depends on is
//! therefore its view, and whether a page must be made again is a comparison of two views.
//!
//! Every optional field is there, as `null` when there is nothing: Tera treats a missing
//! field as an error, so that a misspelt name never passes in silence. Fields of type
//! [`Html`] are already escaped: a template prints them with `| safe`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::Html;

/// What every page of one language sees: `site` in templates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// Who publishes it.
    pub organisation: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Language of the page.
    pub language: LanguageView,
    /// Home page of this language.
    pub home: String,
    /// Glossary of this language; `null` if there are no terms.
    pub glossary: Option<String>,
    /// List of all tags; `null` if there are none.
    pub tags: Option<String>,
    /// The Atom feed; `null` without a `base_url`.
    pub feed: Option<String>,
    /// Sections of the main menu.
    pub menu: Vec<LinkView>,
    /// Links of the footer.
    pub footer: Vec<LinkView>,
    /// The line that answers day and night, if the site has a contact with `always_open`.
    pub urgent_contact: Option<ContactView>,
    /// Theme asset name (`css/main.css`) to its fingerprinted address.
    pub assets: BTreeMap<String, String>,
    /// The theme's words in this language, from `strings/TAG.yaml`.
    pub strings: BTreeMap<String, String>,
}

/// A language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageView {
    /// BCP 47 tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
}

/// A link to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The address: root-relative, encoded.
    pub url: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// BCP 47 tag of its language, where that is not the page's (WCAG 3.1.2).
    pub language: Option<String>,
}

impl LinkView {
    /// A link without a description, in the page's language.
    pub fn plain(title: impl Into<String>, url: impl Into<String>) -> Self {
        LinkView {
            title: title.into(),
            url: url.into(),
            description: None,
            language: None,
        }
    }
}

/// A page that links here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BacklinkView {
    /// Its title.
    pub title: String,
    /// Its address: root-relative, encoded.
    pub url: String,
    /// BCP 47 tag of its language, where that is not the page's.
    pub language: Option<String>,
    /// The sentence that links, as plain text; a long one is cut.
    pub sentence: String,
}

/// One page: `page` in templates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageView {
    /// What kind of page, which is also the name of its template: `home`, `section`,
    /// `article`, `glossary`, `tags`, `tag`, `not-found`, `withdrawn`.
    pub kind: &'static str,
    /// The only `h1`.
    pub title: String,
    /// One or two sentences for search engines and lists.
    pub description: Option<String>,
    /// Root-relative address.
    pub url: String,
    /// Absolute address; `null` without a `base_url`.
    pub canonical: Option<String>,
    /// The article's type, such as `treatment`.
    pub content_type: Option<String>,
    /// For whom, in words.
    pub audience: Vec<String>,
    /// Demonstration content that no clinician has reviewed.
    pub sample: bool,
    /// A draft in a preview.
    pub draft: bool,
    /// Headings for "On this page"; empty when there are fewer than two.
    pub contents: Vec<ContentsView>,
    /// From the home page down, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before this one in its section.
    pub previous: Option<LinkView>,
    /// The page after this one in its section.
    pub next: Option<LinkView>,
    /// Pages of a section, of a tag; tags of the tag list.
    pub children: Vec<LinkView>,
    /// The page's tags.
    pub tags: Vec<LinkView>,
    /// The same page in other languages, and this one.
    pub translations: Vec<TranslationView>,
    /// Who reviewed it and when.
    pub review: Option<ReviewView>,
    /// Whom to call.
    pub contact: Option<ContactView>,
    /// Sources, numbered from 1.
    pub references: Vec<ReferenceView>,
    /// Pages that the author calls related, then those that have most to do with this one.
    pub related: Vec<LinkView>,
    /// Pages that link here, in the order of the menu.
    pub backlinks: Vec<BacklinkView>,
    /// The page that took this one's place.
    pub superseded_by: Option<LinkView>,
    /// The A to Z, on the glossary page.
    pub glossary: Option<GlossaryView>,
    /// Whole minutes of reading at 200 words a minute, at least 1; `null` for lists.
    pub reading_minutes: Option<u32>,
    /// The author's own data.
    pub extra: serde_json::Value,
    /// The written body: `content` in templates, not `page.content`.
    #[serde(skip)]
    pub content: Arc<Html>,
    /// The menu of the section, rendered once for it: `nav` in templates.
    #[serde(skip)]
    pub nav: Arc<Html>,
    /// The main menu, rendered once per language: `menu` in templates.
    #[serde(skip)]
    pub menu: Arc<Html>,
}

/// A heading of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentsView {
    /// Its plain text.
    pub title: String,
    /// Its anchor, without `#`.
    pub anchor: String,
    /// The headings below it.
    pub children: Vec<ContentsView>,
}

/// The page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranslationView {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Root-relative address.
    pub url: String,
    /// Absolute address, for `hreflang`; `null` without a `base_url`.
    pub canonical: Option<String>,
    /// This page.
    pub current: bool,
}

/// A date for people and for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2026-02-03`.
    pub iso: String,
    /// `3 February 2026`, in the page's language.
    pub text: String,
}

/// The review block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// Page last reviewed.
    pub reviewed: Option<DateView>,
    /// Next review due.
    pub due: Option<DateView>,
    /// The review is overdue.
    pub overdue: bool,
    /// Who checked it.
    pub reviewers: Vec<PersonView>,
    /// Who answers for it.
    pub owner: Option<PersonView>,
}

/// A person or a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// Job title.
    pub job_title: Option<String>,
    /// Role in the review, in the page's language where the theme knows the word.
    pub role: Option<String>,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Id in `data/contacts.yaml`.
    pub id: String,
    /// Name of the service.
    pub name: String,
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
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReferenceView {
    /// From 1, in order of first citation.
    pub number: u32,
    /// Its anchor on the page, such as `ref_snowden2022`.
    pub anchor: String,
    /// The formatted reference.
    pub html: Html,
}

/// The glossary page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryView {
    /// Every letter of the bar, in order; those without entries are plain text.
    pub letters: Vec<LetterView>,
    /// Entries and "see" rows by letter.
    pub groups: Vec<LetterGroupView>,
}

/// A letter of the bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterView {
    /// The letter.
    pub letter: String,
    /// Anchor of its group; `null` without entries.
    pub anchor: Option<String>,
}

/// The entries of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterGroupView {
    /// The letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Rows in alphabetical order.
    pub rows: Vec<GlossaryRowView>,
}

/// A row of the glossary: an entry, or a "see" row for an alias.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryRowView {
    /// The name.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// For a "see" row: the entry it leads to; all other fields are then empty.
    pub see: Option<LinkView>,
    /// Abbreviation.
    pub abbreviation: Option<String>,
    /// Respelling with the stress in capitals.
    pub pronunciation: Option<String>,
    /// The definition.
    pub definition: Html,
    /// Other names.
    pub aliases: Vec<String>,
    /// The article about it.
    pub article: Option<LinkView>,
    /// Other entries.
    pub see_also: Vec<LinkView>,
    /// Demonstration content.
    pub sample: bool,
}

/// What `templates/blocks/KIND.html` sees: `block` in the template.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    /// For `contact`: the contact of the page or the one that the block names.
    pub contact: Option<ContactView>,
}

/// The menu of one section: `nav` in `nav.html`.
///
/// Rendered once per section. The link to the page on which it is spliced gets
/// `aria-current="page"` afterwards, by its address, so the template prints each link as
/// `<a href="URL">` with nothing between `<a ` and `href`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavView {
    /// The section.
    pub title: String,
    /// Its landing page.
    pub url: String,
    /// Its pages and sections.
    pub entries: Vec<NavEntryView>,
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
}

/// A page that only leads elsewhere: `redirect.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedirectView {
    /// Title of the page it leads to.
    pub title: String,
    /// Root-relative address.
    pub url: String,
    /// Absolute address; `null` without a `base_url`.
    pub canonical: Option<String>,
}
