//! One source file, understood on its own: front matter typed, body scanned for headings
//! and links. The body's tree is not kept: it is made again when the page is written.

mod account;
mod codes;
mod elsewhere;
mod files;
mod foreign;
mod front_matter;
mod keys;
mod name;
mod other_keys;
mod other_words;
mod parse;
mod reviewer;
mod robots;
mod split;
mod term;
mod title;
mod waiver;
mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::base::{ContentPath, Date, FileId, Span, Spanned, id};
use crate::config::{BrandPicture, LanguageId};
use crate::markdown::{Heading, Id, Link, LinkKind, Outline};

pub use account::{
    Account, Approval, Consent, Involvement, TranslatedSection, Translation,
};
pub use codes::{terminology_name, terminology_oid};
pub use foreign::{ForeignLine, foreign_lines, is_front_matter_key};
pub use front_matter::AUDIENCES;
pub use keys::{ARTICLE_KEYS, TERM_KEYS, TYPES};
pub use other_keys::OTHER_ARTICLE_NAMES;
pub use parse::{parse_article, parse_snippet, parse_term};
pub use robots::Robots;
pub use split::{front_matter_yaml, looks_like_marker};
pub use term::Explained;
pub use waiver::Waiver;

id! {
    /// The number of an article among all articles of the site.
    ArticleId
}

id! {
    /// The number of a glossary term among all terms of the site.
    TermId
}

id! {
    /// The number of a snippet among all snippets of the site.
    SnippetId
}

/// What every Markdown source has: a place, a text, and what its body holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub file: FileId,
    /// Its path below `site-content/`, such as `after/gvhd.cy.md`.
    pub path: ContentPath,
    /// The language of the text.
    pub language: LanguageId,
    /// Path without the language tag and `.md`: the same for all languages of one topic,
    /// such as `after/gvhd`. An index is called `after/index`, the home page `index`.
    pub topic: Box<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// The bytes of `text` that are the body.
    pub body: Range<usize>,
    /// Headings, links and words of the body.
    pub outline: Outline,
}

impl Source {
    /// The body's Markdown.
    pub fn body_text(&self) -> &str {
        &self.text[self.body.clone()]
    }

    /// The same without its prose: what the links of other texts can see of it. Where its
    /// headings and anchors stand is not seen either.
    fn without_prose(&self) -> Source {
        let Outline { headings, definitions, links, ids, .. } = &self.outline;
        let nowhere = |named: &Heading| Heading { range: 0..0, ..named.clone() };
        // Snippets bring their own anchors.
        let includes =
            links.iter().filter(|link| link.kind == LinkKind::Include).cloned();
        let ids = ids.iter().cloned();
        Source {
            path: self.path.clone(),
            topic: self.topic.clone(),
            text: Arc::from(""),
            body: 0..0,
            outline: Outline {
                headings: headings.iter().map(nowhere).collect(),
                definitions: definitions.iter().map(nowhere).collect(),
                links: includes.map(|link| Link { at: 0, span: 0..0, ..link }).collect(),
                ids: ids.map(|id| Id { range: 0..0, ..id }).collect(),
                words: 0,
                faults: Vec::new(),
                mends: Vec::new(),
            },
            ..*self
        }
    }

    /// Where a link of the body says where it leads.
    pub fn span_of(&self, link: &Link) -> Span {
        Span { file: self.file, start: link.span.start, end: link.span.end }
    }
}

/// A Markdown file with its front matter: the text of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Place and text.
    pub source: Source,
    /// The typed front matter.
    pub front_matter: Arc<FrontMatter>,
}

impl Article {
    /// The same without its prose: what the links of other texts can see of it.
    #[must_use]
    pub fn without_prose(&self) -> Article {
        let front_matter = Arc::clone(&self.front_matter);
        Article { source: self.source.without_prose(), front_matter }
    }
}

/// A glossary entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Place and text; the body is the definition.
    pub source: Source,
    /// The typed front matter.
    pub front_matter: Arc<TermFrontMatter>,
}

/// A Markdown file that others include: no front matter, no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Place and text.
    pub source: Source,
}

/// Whether readers see a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Being written; published only with `--drafts`.
    Draft,
    /// Waiting for a reviewer; published only with `--drafts`.
    InReview,
    /// Published.
    #[default]
    Published,
    /// Taken back; its address says so.
    Withdrawn,
}

/// The front matter of an article. Every field but the title may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key that an author writes")]
pub struct FrontMatter {
    /// `title`. Where it is missing, the file's name stands in and a finding says so.
    pub title: Spanned<String>,
    /// `short_title`: for menus and breadcrumbs.
    pub short_title: Option<String>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `slug`: the last part of the address.
    pub slug: Option<Spanned<String>>,
    /// `aliases`: other names that `[[...]]` resolves.
    pub aliases: Vec<Spanned<String>>,
    /// `redirect_from`: old addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// `weight`: smaller comes first; those without one follow by title.
    pub weight: Option<i64>,
    /// `status`.
    pub status: Status,
    /// `publish_on`: not published before this day (but with `--future`).
    pub publish_on: Option<Date>,
    /// `expires_on`: not published from this day on.
    pub expires_on: Option<Date>,
    /// `published`: first publication.
    pub published: Option<Spanned<Date>>,
    /// `updated`: last change of content.
    pub updated: Option<Spanned<Date>>,
    /// `audience`: for whom; empty means for all.
    pub audience: Vec<Spanned<String>>,
    /// `tags`.
    pub tags: Vec<Spanned<String>>,
    /// `type`: one of the kinds of `domain` content types, such as `treatment`.
    pub kind: Option<Spanned<String>>,
    /// `reviewed`: the last whole clinical review.
    pub reviewed: Option<Spanned<Date>>,
    /// `review_due`.
    pub review_due: Option<Spanned<Date>>,
    /// `review_interval` in months.
    pub review_interval: Option<u32>,
    /// `authors`: ids in `data/people.yaml`.
    pub authors: Vec<Spanned<String>>,
    /// `reviewers`.
    pub reviewers: Vec<Reviewer>,
    /// `owner`: an id in `data/people.yaml`.
    pub owner: Option<Spanned<String>>,
    /// `references`: keys in `data/references.yaml` listed even if not cited.
    pub references: Vec<Spanned<String>>,
    /// `references_display`.
    pub references_display: ReferencesDisplay,
    /// `related` and `see_also`: names or paths, resolved like cross-links.
    pub related: Vec<Spanned<String>>,
    /// `superseded_by`: a name or path.
    pub superseded_by: Option<Spanned<String>>,
    /// `contact`: an id in `data/contacts.yaml`.
    pub contact: Option<Spanned<String>>,
    /// `codes`.
    pub codes: Vec<Code>,
    /// `specialty`: names of schema.org.
    pub specialty: Vec<Spanned<String>>,
    /// `licence`: an SPDX identifier, an address, or words.
    pub licence: Option<String>,
    /// How it came about.
    pub account: Account,
    /// `review_trigger`: what calls for an early review.
    pub review_trigger: Vec<String>,
    /// `care_cards`: the urgent-help blocks that it must have.
    pub care_cards: Vec<Spanned<String>>,
    /// `consent` of the people whom it tells of or shows.
    pub consent: Option<Consent>,
    /// `translation` and `source_revision`.
    pub translation: Translation,
    /// Whether nobody but its own readers is to find it in lists: `site.yaml` says so of each
    /// group in `audience`.
    pub is_unlisted: bool,
    /// `robots`: what search engines may do.
    pub robots: Robots,
    /// `lint`: rules that are waived for it.
    pub waivers: Vec<Waiver>,
    /// `formats`: other formats that it is offered in.
    pub formats: Vec<OtherFormat>,
    /// `feedback`.
    pub feedback: Feedback,
    /// `image`: for places that show links as cards.
    pub image: Option<BrandPicture>,
    /// `template`: the name of a template, without `.html`.
    pub template: Option<Spanned<String>>,
    /// `toc`: whether the page lists its headings. Default: true.
    pub toc: bool,
    /// `autolink`: whether glossary terms are marked. Default: true.
    pub autolink: bool,
    /// `search`: whether the search of the site finds it. Default: true; never where its author
    /// keeps search engines from it.
    pub search: bool,
    /// `sample`: demonstration content that no clinician has reviewed.
    pub sample: bool,
    /// `extra`: the site's own data for its own templates, as JSON.
    pub extra: serde_json::Value,
    /// The span of the whole block, for findings about what is missing from it.
    pub span: Span,
}

/// Another format of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFormat {
    /// `format`, such as `easy-read`.
    pub format: String,
    /// `file`: its path. Without one it has to be asked for.
    pub file: Option<Spanned<String>>,
}

/// Where readers can answer to a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Feedback {
    /// Where the site says.
    #[default]
    OfSite,
    /// Nowhere.
    Nowhere,
    /// A `mailto:` or `https:` address.
    At(String),
}

/// How the sources of a page are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReferencesDisplay {
    /// As a list that a reader opens.
    #[default]
    Collapsed,
    /// As a list.
    List,
    /// Not at all, but the page says that they can be asked for.
    OnRequest,
    /// Not at all.
    Hidden,
}

impl ReferencesDisplay {
    /// The word for it, as authors write it.
    pub fn name(self) -> &'static str {
        match self {
            ReferencesDisplay::Collapsed => "collapsed",
            ReferencesDisplay::List => "list",
            ReferencesDisplay::OnRequest => "on-request",
            ReferencesDisplay::Hidden => "hidden",
        }
    }

    /// Whether the sources stand on the page, so that a citation can lead to them.
    pub fn is_shown(self) -> bool {
        matches!(self, ReferencesDisplay::Collapsed | ReferencesDisplay::List)
    }
}

/// Who checked a page, as what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// `person`: an id in `data/people.yaml`.
    pub person: Spanned<String>,
    /// `role`, such as `clinical` or `patient`.
    pub role: Option<String>,
    /// `date`.
    pub date: Option<Spanned<Date>>,
    /// `scope`: what of the page was checked.
    pub scope: Option<String>,
}

/// A code of a clinical terminology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// `system`, such as `snomed-ct`.
    pub system: String,
    /// `version`.
    pub version: Option<String>,
    /// `code`: always text; leading zeros count.
    pub code: Spanned<String>,
    /// `display`: the system's own words for it.
    pub display: Option<String>,
}

/// An entry that readers mix up with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusable {
    /// `term`: the other entry, by name or file name.
    pub term: Spanned<String>,
    /// `difference`: how the two differ, in a line.
    pub difference: Option<String>,
}

/// Which mentions of one term are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TermLink {
    /// As the site says.
    #[default]
    First,
    /// The first in each section of an article.
    EverySection,
    /// None.
    Never,
}

/// The front matter of a glossary entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFrontMatter {
    /// `term`: the preferred form.
    pub term: Spanned<String>,
    /// `slug`: the anchor on the glossary page; by default the file's name.
    pub slug: Option<Spanned<String>>,
    /// `abbreviation`: always matched by exact case.
    pub abbreviation: Option<Spanned<String>>,
    /// `expands_to`: the words that `term` stands for, where the entry is called by an
    /// abbreviation; a name of the entry like its aliases.
    pub expands_to: Option<Spanned<String>>,
    /// `aliases`: other forms that lead here.
    pub aliases: Vec<Spanned<String>>,
    /// `avoid`: forms that lead here, but with a finding.
    pub avoid: Vec<Spanned<String>>,
    /// `short`: a definition of a dozen words; by default the first paragraph.
    pub short: Option<String>,
    /// `plain_alternative`: plain words that stand first on the glossary page.
    pub plain_alternative: Option<String>,
    /// `clinical`: a definition for staff, on the glossary page.
    pub clinical: Option<String>,
    /// `pronunciation`: respelling with the stress in capitals.
    pub pronunciation: Option<String>,
    /// `ipa`: the same in the phonetic alphabet.
    pub ipa: Option<String>,
    /// `part_of_speech`, such as `noun`: shown beside the term.
    pub part_of_speech: Option<&'static str>,
    /// What its definition explains.
    pub explains: Explained,
    /// `article`: the main article about it, a name or a path.
    pub article: Option<Spanned<String>>,
    /// `see_also`: other entries, by name or file name.
    pub see_also: Vec<Spanned<String>>,
    /// `confusable_with`: entries that readers mix up with it.
    pub confusable_with: Vec<Confusable>,
    /// `broader`: entries of wider meaning, by name or file name.
    pub broader: Vec<Spanned<String>>,
    /// `narrower`: entries of narrower meaning.
    pub narrower: Vec<Spanned<String>>,
    /// `audience`: for whom; empty means for all.
    pub audience: Vec<Spanned<String>>,
    /// `codes`.
    pub codes: Vec<Code>,
    /// `references` and `sources`: keys in `data/references.yaml`.
    pub references: Vec<Spanned<String>>,
    /// `status`.
    pub status: Status,
    /// `reviewed`.
    pub reviewed: Option<Spanned<Date>>,
    /// `review_due`.
    pub review_due: Option<Spanned<Date>>,
    /// `reviewers` and `reviewer`.
    pub reviewers: Vec<Reviewer>,
    /// `owner`: an id in `data/people.yaml`.
    pub owner: Option<Spanned<String>>,
    /// `link`: which mentions are marked, where the site's setting is not to hold.
    pub link: TermLink,
    /// `match: {case: exact}`: only mentions with the same capitals count.
    pub exact_case: bool,
    /// `sample`: demonstration content that no clinician has reviewed.
    pub sample: bool,
    /// `extra`: the site's own data for its own templates, as JSON.
    pub extra: serde_json::Value,
    /// `lint`: rules that are waived for it.
    pub waivers: Vec<Waiver>,
    /// The span of the whole block.
    pub span: Span,
}

#[cfg(test)]
mod tests;

impl TermFrontMatter {
    /// Everything the entry is called, the preferred form first.
    pub fn names(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.term)
            .chain(&self.abbreviation)
            .chain(&self.expands_to)
            .chain(&self.aliases)
            .chain(&self.avoid)
    }

    /// Whether the author's word could be read; if not, the file's name stands in.
    pub fn has_term(&self) -> bool {
        self.term.span.start > self.span.start
    }

    /// When the entry must be reviewed again: its `review_due`, else its last review and
    /// the site's interval.
    pub fn due(&self, site_interval_months: u32) -> Option<Date> {
        let stated = self.review_due.as_ref().map(|date| date.value);
        let derived =
            || Some(self.reviewed.as_ref()?.value.plus_months(site_interval_months));
        stated.or_else(derived)
    }
}

impl FrontMatter {
    /// Whether the author's title could be read; if not, the file's name stands in.
    pub fn has_title(&self) -> bool {
        self.title.span.start > self.span.start
    }

    /// Whether its type is the one given.
    pub fn is_of_type(&self, name: &str) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.value == name)
    }

    /// Whether it is written for staff, and for nobody else.
    pub fn is_for_staff(&self) -> bool {
        let is_staff =
            |who: &Spanned<String>| matches!(who.value.as_str(), "staff" | "clinician");
        !self.audience.is_empty() && self.audience.iter().all(is_staff)
    }

    /// When the page must be reviewed again: its `review_due`, else its last review and
    /// its interval, or the site's.
    pub fn due(&self, site_interval_months: u32) -> Option<Date> {
        let stated = self.review_due.as_ref().map(|date| date.value);
        let interval = self.review_interval.unwrap_or(site_interval_months);
        let derived = || Some(self.reviewed.as_ref()?.value.plus_months(interval));
        stated.or_else(derived)
    }
}
