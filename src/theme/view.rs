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
    /// The A to Z of all topics; `null` if there are no articles.
    pub topics: Option<String>,
    /// The accessibility statement; `null` if the site has none.
    pub accessibility: Option<LinkView>,
    /// The Atom feed; `null` without a `base_url`.
    pub feed: Option<String>,
    /// Sections of the main menu: those that `navigation.menu` names, else all `sections`.
    pub menu: Vec<LinkView>,
    /// Every section below the home page, but those for staff alone.
    pub sections: Vec<LinkView>,
    /// Sections for staff alone, which stand in no menu that patients see.
    pub staff: Vec<LinkView>,
    /// Links of the footer.
    pub footer: Vec<LinkView>,
    /// The line that answers day and night, if the site has a contact with `always_open`.
    pub urgent_contact: Option<ContactView>,
    /// Theme asset name (`css/main.css`) to its fingerprinted address.
    pub assets: BTreeMap<String, String>,
    /// Addresses of the site's own fonts that every page needs at once.
    pub fonts: Vec<String>,
    /// The web app manifest; `null` if there is none.
    pub manifest: Option<String>,
    /// Icons for tabs and phones: the site's own, else the theme's.
    pub icons: Vec<IconView>,
    /// The theme's options: what the site chose, else their defaults.
    pub options: BTreeMap<String, serde_json::Value>,
    /// The theme's words in this language, from `strings/TAG.yaml`.
    pub strings: BTreeMap<String, String>,
}

/// An icon of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IconView {
    /// Its address.
    pub url: String,
    /// Its media type: `image/svg+xml` or `image/png`.
    pub media_type: String,
    /// Its width and height such as `180x180`; `any` for a drawing that has no pixels.
    pub sizes: Option<String>,
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
    /// `article`, `glossary`, `term`, `topics`, `accessibility`, `tags`, `tag`, `not-found`,
    /// `withdrawn`.
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
    /// The page before this one in its section, or in its guide.
    pub previous: Option<LinkView>,
    /// The page after this one in its section, or in its guide.
    pub next: Option<LinkView>,
    /// Pages of a section, of a tag; tags of the tag list.
    pub children: Vec<LinkView>,
    /// The page's tags.
    pub tags: Vec<LinkView>,
    /// The same page in other languages, and this one.
    pub translations: Vec<TranslationView>,
    /// The guide that the page is part of.
    pub guide: Option<GuideView>,
    /// The day of first publication.
    pub published: Option<DateView>,
    /// The day of the last change; of a withdrawn page, the day it was withdrawn.
    pub updated: Option<DateView>,
    /// The day of the change that this translation lacks.
    pub behind: Option<DateView>,
    /// Other formats that it is offered in.
    pub formats: Vec<FormatView>,
    /// Where readers can answer.
    pub feedback: Option<LinkView>,
    /// A picture for places that show links as cards.
    pub image: Option<ImageView>,
    /// Who reviewed it and when.
    pub review: Option<ReviewView>,
    /// Whom to call.
    pub contact: Option<ContactView>,
    /// Sources, numbered from 1; empty where they are not to be shown.
    pub references: Vec<ReferenceView>,
    /// How the sources are shown: `collapsed`, `list`, `on-request` (the page says that they
    /// can be asked for) or `hidden`.
    pub references_display: &'static str,
    /// Pages that the author calls related, then those that have most to do with this one.
    pub related: Vec<LinkView>,
    /// Pages that link here, in the order of the menu.
    pub backlinks: Vec<BacklinkView>,
    /// Parts that stand on other pages now.
    pub moved: Vec<MovedView>,
    /// The page that took this one's place.
    pub superseded_by: Option<LinkView>,
    /// The A to Z, on the glossary page.
    pub glossary: Option<GlossaryView>,
    /// The term, on the page of a long one.
    pub term: Option<TermView>,
    /// The A to Z of all topics, on its page.
    pub topics: Option<TopicsView>,
    /// The statement, on the page of the accessibility statement.
    pub statement: Option<StatementView>,
    /// Structured data for search engines (JSON-LD 1.1): the content of a
    /// `<script type="application/ld+json">`, in which no `<` is left.
    pub json_ld: Option<Html>,
    /// Whole minutes of reading at 200 words a minute, at least 1; `null` for lists.
    pub reading_minutes: Option<u32>,
    /// The author's own data.
    pub extra: serde_json::Value,
    /// The written body: `content` in templates, not `page.content`.
    #[serde(skip)]
    pub content: Arc<Html>,
    /// The items of "Words used on this page", each rendered once for its term: `words` in
    /// templates, to be put into a `<dl>`.
    #[serde(skip)]
    pub words: Arc<Html>,
    /// The menu of the section, rendered once for it: `nav` in templates.
    #[serde(skip)]
    pub nav: Arc<Html>,
    /// The main menu, rendered once per language: `menu` in templates.
    #[serde(skip)]
    pub menu: Arc<Html>,
}

/// A guide: a section whose pages are to be read one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuideView {
    /// Its title.
    pub title: String,
    /// Its landing page.
    pub url: String,
    /// Its pages in order, the landing page first.
    pub pages: Vec<GuidePageView>,
}

/// A page of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuidePageView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// It is the page that shows the list.
    pub current: bool,
}

/// Another format of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormatView {
    /// The format's key, such as `easy-read`.
    pub format: String,
    /// What it is, in words.
    pub title: String,
    /// Its address; `null` if it has to be asked for.
    pub url: Option<String>,
    /// Its type and size in words, such as `PDF, 545 KB`.
    pub size: Option<String>,
}

/// A picture for places that show links as cards (the Open Graph protocol).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Absolute address.
    pub url: String,
    /// Its text alternative.
    pub alt: String,
    /// In pixels.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
}

/// The A to Z of all topics: articles by title and by their other names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicsView {
    /// Every letter of the bar, in order; those without topics are plain text.
    pub letters: Vec<LetterView>,
    /// Topics by letter.
    pub groups: Vec<TopicGroupView>,
}

/// The topics of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicGroupView {
    /// The letter.
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Rows in alphabetical order.
    pub rows: Vec<TopicRowView>,
}

/// A row of the A to Z: an article, or another of its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicRowView {
    /// The name.
    pub name: String,
    /// The article.
    pub page: LinkView,
    /// The name is another one: the row says "see" and the article's title.
    pub see: bool,
}

/// A statement of accessibility: what `data/accessibility.yaml` says, with the parts that
/// the regulations for public sector websites ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementView {
    /// `fully`, `partially` or `not`.
    pub compliance: String,
    /// The standard it is held against, such as `WCAG 2.2 AA`.
    pub standard: String,
    /// What is known not to work.
    pub problems: Vec<ProblemView>,
    /// How it was tested, in a paragraph.
    pub testing: Option<String>,
    /// The day of the last test.
    pub tested: Option<DateView>,
    /// The day the statement was first written.
    pub prepared: Option<DateView>,
    /// The day it was last checked.
    pub reviewed: Option<DateView>,
    /// Whom to tell of a barrier.
    pub contact: Option<ContactView>,
    /// How long an answer takes, such as `5 working days`.
    pub response_time: Option<String>,
    /// The body that enforces the regulations.
    pub enforcement: Option<LinkView>,
}

/// A known barrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// What does not work, for whom.
    pub description: String,
    /// The criterion that it fails, such as `1.4.3 Contrast (Minimum)`.
    pub criterion: Option<String>,
    /// `non-compliance`, `disproportionate-burden` or `out-of-scope`.
    pub reason: String,
    /// When it will be mended.
    pub fixed_by: Option<DateView>,
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

/// A row of the glossary: an entry, or a "see" row for another of its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GlossaryRowView {
    /// The name.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// For a "see" row: the entry it leads to.
    pub see: Option<LinkView>,
    /// For an entry: what is known of the term.
    pub term: Option<TermView>,
}

/// A term: `row.term` on the glossary page, `page.term` on a page of its own, `term` in
/// `word.html`.
///
/// `word.html` is rendered once per term, and spliced into "Words used on this page" of
/// every page that explains the term. The script that opens definitions in the text finds
/// them there, so the template prints one `<div>` with a `<dt>`, in which the only link
/// leads to `term.url`, and `<dd>` elements that hold inline markup only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermView {
    /// The name.
    pub name: String,
    /// Its entry on the glossary page: root-relative, with the fragment.
    pub url: String,
    /// Abbreviation.
    pub abbreviation: Option<String>,
    /// What the name stands for, where it is an abbreviation itself.
    pub expands_to: Option<String>,
    /// What kind of word it is, in the page's language where the theme knows the word.
    pub part_of_speech: Option<String>,
    /// Respelling with the stress in capitals.
    pub pronunciation: Option<String>,
    /// The same in the phonetic alphabet.
    pub ipa: Option<String>,
    /// Plain words for it, to stand before the definition.
    pub plain_alternative: Option<String>,
    /// The short definition, inline and without links: the author's `short`, else the first
    /// paragraph.
    pub short: Html,
    /// The whole definition, for a row of the glossary page: `null` where the term has a
    /// page of its own.
    pub definition: Option<Html>,
    /// A definition for clinicians.
    pub clinical: Option<String>,
    /// For whom, in words; empty means for all.
    pub audience: Vec<String>,
    /// The term's own page.
    pub page: Option<LinkView>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The article about it.
    pub article: Option<LinkView>,
    /// Entries that readers mix up with it.
    pub confusable_with: Vec<ConfusableView>,
    /// Entries of wider meaning.
    pub broader: Vec<LinkView>,
    /// Entries of narrower meaning.
    pub narrower: Vec<LinkView>,
    /// Other entries.
    pub see_also: Vec<LinkView>,
    /// Pages that mention it, in the order of the menu; `null` in `word.html`, and where no
    /// page does.
    pub used_in: Option<UsedInView>,
    /// Demonstration content.
    pub sample: bool,
}

/// A term that readers mix up with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfusableView {
    /// Its entry.
    pub term: LinkView,
    /// How the two differ.
    pub difference: Option<String>,
}

/// The pages that mention a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedInView {
    /// How many there are.
    pub count: usize,
    /// The first few, to be shown.
    pub first: Vec<LinkView>,
    /// Those that follow, to be shown on demand.
    pub more: Vec<LinkView>,
    /// How many are in neither list: the glossary page lists no more than a reader looks
    /// through, the term's own page lists all.
    pub left_out: usize,
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
    /// The whole of the topmost section above it, or of itself.
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
    /// have their own below them.
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
    /// Its entries: only in a tree, and there only on the way to the menu's own section.
    pub children: Vec<NavEntryView>,
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
