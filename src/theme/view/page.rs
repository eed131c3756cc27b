//! One page: `page` in templates, and what stands on it.

use std::sync::Arc;

use serde::Serialize;

use super::lists::{GlossaryView, PartsView, TermView, TopicsView};
use super::menu::SectionMenu;
use super::parts::{ContactView, MovedView};
use super::site::{BacklinkView, LinkView};
use crate::base::Html;
use crate::theme::PlacedMenu;

/// One page: `page` in templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that templates ask for"
)]
pub struct PageView {
    /// What kind of page, which is also the name of its template: `home`, `section`,
    /// `article`, `glossary`, `term`, `topics`, `search`, `accessibility`, `tags`, `tag`,
    /// `not-found`, `withdrawn`.
    pub kind: &'static str,
    /// The only `h1`.
    pub title: String,
    /// The section that tells the page from others of the same title: for the window.
    pub apart: Option<String>,
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
    /// What search engines may not do, such as `noindex`: the content of a
    /// `<meta name="robots">`. `null` where they may do everything.
    pub robots: Option<&'static str>,
    /// The search page for the readers of this page, with the files of the index beside it;
    /// `null` where there is no search.
    pub search: Option<String>,
    /// Headings for "On this page"; empty when there are fewer than two.
    pub contents: Vec<ContentsView>,
    /// From the home page down, without the page itself; of a long way the home page and the
    /// nearest seven.
    pub breadcrumbs: Vec<LinkView>,
    /// The page before this one in its section, or in its guide.
    pub previous: Option<LinkView>,
    /// The page after this one in its section, or in its guide.
    pub next: Option<LinkView>,
    /// Pages of a section, of a tag; tags of the tag list. Of a long list those of one part.
    pub children: Vec<LinkView>,
    /// Which part of a long list of `children` this is; `null` where the page lists all.
    pub parts: Option<PartsView>,
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
    /// It changed since it was signed, and the site tells readers so.
    pub changed_since_signed: bool,
    /// That a machine translated the page and nobody checked it: in the language of the page,
    /// then in the default one. Empty for all other pages.
    pub machine: Vec<NoticeView>,
    /// Other formats that it is offered in.
    pub formats: Vec<FormatView>,
    /// Where readers can answer.
    pub feedback: Option<LinkView>,
    /// A picture for places that show links as cards.
    pub image: Option<ImageView>,
    /// Who reviewed it and when.
    pub review: Option<ReviewView>,
    /// How it came about.
    pub account: Option<AccountView>,
    /// Whom to call.
    pub contact: Option<ContactView>,
    /// Whether the numbers for urgent help are to stand above all else: the page has a card
    /// for them, and does not begin with the number of the ward.
    pub urgent_line: bool,
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
    /// How many terms "Words used on this page" explains.
    pub word_count: usize,
    /// Whether the body has a table whose rows stand below one another on a phone.
    pub labelled_tables: bool,
    /// Whether the body has code, or what is typed and shown on a screen.
    pub code: bool,
    /// Whole minutes of reading at 200 words a minute, at least 1; `null` for lists.
    pub reading_minutes: Option<u32>,
    /// The author's own data.
    pub extra: serde_json::Value,
    /// The written body: `content` in templates, not `page.content`.
    #[serde(skip)]
    pub content: Arc<Html>,
    /// The cards for help that the text begins with, the one for emergencies first: `cards` in
    /// templates. Where a template has no place for them, they stand at the head of `content`.
    #[serde(skip)]
    pub cards: Arc<Html>,
    /// The items of "Words used on this page", each rendered once for its term: `words` in
    /// templates, to be put into a `<dl>`.
    #[serde(skip)]
    pub words: Arc<Html>,
    /// The menu of the section: `nav` in templates.
    #[serde(skip)]
    pub nav: SectionMenu,
    /// The main menu, rendered once per language: `menu` in templates.
    #[serde(skip)]
    pub menu: PlacedMenu,
}

impl PageView {
    /// A page of which nothing is known but what it is, its title and its address.
    pub fn bare(
        kind: &'static str,
        title: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        PageView {
            kind,
            title: title.into(),
            apart: None,
            description: None,
            url: url.into(),
            canonical: None,
            content_type: None,
            audience: Vec::new(),
            sample: false,
            draft: false,
            robots: None,
            search: None,
            contents: Vec::new(),
            breadcrumbs: Vec::new(),
            previous: None,
            next: None,
            children: Vec::new(),
            parts: None,
            tags: Vec::new(),
            translations: Vec::new(),
            guide: None,
            published: None,
            updated: None,
            behind: None,
            changed_since_signed: false,
            machine: Vec::new(),
            formats: Vec::new(),
            feedback: None,
            image: None,
            review: None,
            account: None,
            contact: None,
            urgent_line: false,
            references: Vec::new(),
            references_display: "collapsed",
            related: Vec::new(),
            backlinks: Vec::new(),
            moved: Vec::new(),
            superseded_by: None,
            glossary: None,
            term: None,
            topics: None,
            statement: None,
            json_ld: None,
            reading_minutes: None,
            extra: serde_json::Value::Null,
            content: Arc::default(),
            cards: Arc::default(),
            words: Arc::default(),
            word_count: 0,
            labelled_tables: false,
            code: false,
            nav: SectionMenu::default(),
            menu: PlacedMenu::default(),
        }
    }
}

/// A guide: a section whose pages are to be read one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GuideView {
    /// Its title.
    pub title: String,
    /// Its landing page.
    pub url: String,
    /// The address of all its pages as one document; `null` where it has one page.
    pub whole: Option<String>,
    /// Its pages in order, the landing page first; of a guide of more than 50 those around
    /// the page.
    pub pages: Vec<GuidePageView>,
    /// There are more: the landing page lists them.
    pub more: bool,
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

/// A notice in a language that need not be that of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    /// The tag of the language.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Its first words.
    pub title: String,
    /// The rest of it.
    pub text: String,
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
    /// Where the person or team works.
    pub organisation: Option<String>,
    /// A page about the person or team on the web.
    pub url: Option<String>,
    /// Role in the review, in the page's language where the theme knows the word.
    pub role: Option<String>,
    /// What of the page the person checked.
    pub scope: Option<String>,
    /// When the person checked it.
    pub date: Option<DateView>,
}

/// How a page came about: what health publishing asks to be said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AccountView {
    /// Who wrote it.
    pub authors: Vec<PersonView>,
    /// Who approved it: a person, a group, or both.
    pub approved_by: Option<String>,
    /// When.
    pub approved: Option<DateView>,
    /// The number of the approval.
    pub approval: Option<String>,
    /// How patients took part; `null` where only their number or the day is known.
    pub involvement: Option<String>,
    /// How many did.
    pub involved: Option<u32>,
    /// When they did.
    pub involved_on: Option<DateView>,
    /// When the sources were last read again.
    pub evidence_checked: Option<DateView>,
    /// Who paid for it, in the author's words, which may be `none`.
    pub funding: Option<String>,
    /// Conflicts of interest, in the author's words, which may be `none`.
    pub conflicts: Option<String>,
    /// The licence of the text.
    pub licence: Option<LinkView>,
    /// The version of the text.
    pub version: Option<String>,
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
