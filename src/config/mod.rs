//! What the site's owner asked for: `site-content/site.yaml`, typed, with a default for
//! every key. An empty or missing file builds a site.

mod base_url;
mod brand;
mod emergency;
mod feedback;
mod files;
mod format;
mod keys;
mod language;
mod other_names;
mod parse;
mod picture;
mod profile;
mod review;

use std::collections::BTreeMap;

use crate::base::{ContentPath, FileId, Span, Spanned, Telephone, TiVec, id, ti_vec};
use crate::diagnostic::Severity;
use crate::yaml::Value;

pub use brand::{BrandColour, BrandFont, FontRole};
pub use feedback::feedback_address;
pub use files::DOWNLOADS;
pub use format::TwinFormat;
pub use keys::{KEYS, PLAIN_FIELDS};
pub use language::is_tag as is_language_tag;
pub use parse::parse;
pub use picture::BrandPicture;
pub use profile::Profile;
pub use review::{ROLES, ReviewConfig, RoleNeeds};

/// Readers that are staff on every site.
const STAFF: &[&str] = &["staff", "clinician"];

/// What a site is called whose `site.yaml` does not say.
const UNTITLED: &str = "Untitled site";

/// The whole configuration.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// Whether `site.yaml` is there and could not be read: all that it says is unknown.
    pub is_unread: bool,
    /// `title`: the name of the site. Default: "Untitled site".
    pub title: String,
    /// Where `title` stands.
    pub title_place: Option<Span>,
    /// `base_url`: where the site will be published. Default: none, with a warning.
    pub base_url: Option<BaseUrl>,
    /// `languages`: the first is the default language. Default: `en`, "English".
    pub languages: TiVec<LanguageId, Language>,
    /// `theme`: the name of the theme. Default: `default`.
    pub theme: Spanned<String>,
    /// `theme_options`: the options of the themes that the site sets, in order.
    pub theme_options: Vec<ThemeSetting>,
    /// `brand`: who publishes the site, its colours and fonts.
    pub brand: Brand,
    /// `navigation.order`: sections (folder names) in the order of the menu; the others
    /// follow by weight and title.
    pub navigation_order: Vec<Spanned<String>>,
    /// `navigation.menu`: the sections (folder names) that the main menu shows, in order;
    /// `None` shows all.
    pub navigation_menu: Option<Vec<Spanned<String>>>,
    /// `markdown`.
    pub markdown: MarkdownConfig,
    /// `glossary`.
    pub glossary: GlossaryConfig,
    /// `glossary.allow`: abbreviations that every reader of the site knows, besides those
    /// that nobody has to be told. Default: none.
    pub known_abbreviations: Vec<String>,
    /// `review`.
    pub review: ReviewConfig,
    /// `audiences`: the groups of readers that the site adds or names, by key.
    pub audiences: BTreeMap<String, Audience>,
    /// `emergency_number`: the number of the ambulance, where it is not that of the region.
    pub emergency_number: Option<Telephone>,
    /// `formats`: other forms in which every page for patients is published.
    pub formats: Vec<TwinFormat>,
    /// `feedback`: where readers answer to a page, a `mailto:` or `https:` address.
    /// Default: nowhere.
    pub feedback: Option<String>,
    /// `profile`: whose conventions hold where standards differ. Default: none.
    pub profile: Option<Profile>,
    /// `allowed_hosts`: the hosts that pages may link to. Default: all.
    pub allowed_hosts: Option<Vec<Spanned<String>>>,
    /// `rules`: severities that the site changes; `None` is `off`.
    pub rules: Vec<RuleSetting>,
    /// `search.enabled`. Default: true.
    pub search: bool,
    /// `output.include`: hidden files that are published all the same (globs are not
    /// read; paths relative to `site-content/`).
    pub include: Vec<String>,
    /// `output.files`: the kinds of files that readers can download, by their endings in
    /// small letters. Default: [`DOWNLOADS`].
    pub files: Vec<String>,
    /// `output.active_content`: files that are published though a browser or a server runs
    /// them (paths relative to `site-content/`).
    pub active_content: Vec<Spanned<String>>,
    /// `output.servers`: the web servers whose rules are written, by name.
    pub servers: Vec<Spanned<String>>,
    /// `output.csp`: whether pages hold the Content-Security-Policy themselves, for hosts that
    /// send no headers. Default: they do not.
    pub policy_in_pages: bool,
    /// `output.precompress`: whether compressed files stand beside text files. Default: no.
    pub precompress: bool,
}

/// One line of `theme_options`. What an option takes is known to the theme alone.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSetting {
    /// The option's name, and where it is written.
    pub name: Spanned<String>,
    /// What is written for it.
    pub value: Value,
}

/// A group of readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// `label`: what readers see, such as "For staff".
    pub label: String,
    /// `theme`: the theme of the pages that are for nobody else.
    pub theme: Option<Spanned<String>>,
    /// `listed`: whether others find these pages in menus, lists, feeds and searches.
    pub listed: bool,
}

/// One line of `rules`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetting {
    /// The rule's name as written, and where.
    pub name: Spanned<String>,
    /// The severity; `None` turns the rule off.
    pub severity: Option<Severity>,
}

/// The address that the site will be published under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, such as `https://www.example.org`, without a final slash.
    pub origin: String,
    /// The path, with slashes at both ends: `/` or `/patients/`.
    pub path: String,
}

id! {
    /// The number of a language among those of the site.
    LanguageId
}

impl LanguageId {
    /// The default language: the first.
    pub const DEFAULT: LanguageId = LanguageId(0);
}

/// One language of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, such as `en-GB`.
    pub tag: String,
    /// Its name in itself, such as "Cymraeg".
    pub name: String,
    /// Direction of writing.
    pub direction: Direction,
    /// BCP 47 tag whose alphabetical order holds; the language's own by default.
    pub collation: String,
}

/// Direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The word for it in HTML.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// `brand`: who publishes the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// `organisation`.
    pub organisation: Option<String>,
    /// Where it stands.
    pub organisation_place: Option<Span>,
    /// `logo`: path below `site-content/`.
    pub logo: Option<Spanned<String>>,
    /// `logo_dark`: the same for dark screens.
    pub logo_dark: Option<Spanned<String>>,
    /// `dark`: whether dark screens have colours of their own. Default: true.
    pub dark: bool,
    /// `icon`: paths of icons, SVG or PNG, that replace the theme's.
    pub icon: Vec<Spanned<String>>,
    /// `image`: for places that show links as cards, where a page has none of its own.
    pub image: Option<BrandPicture>,
    /// `colours`: colours of the theme that the site replaces, by name.
    pub colours: BTreeMap<String, BrandColour>,
    /// `fonts`: the site's own fonts, in order.
    pub fonts: Vec<BrandFont>,
    /// `links`: links of the footer, in order.
    pub links: Vec<BrandLink>,
}

impl Default for Brand {
    fn default() -> Self {
        Brand {
            organisation: None,
            organisation_place: None,
            logo: None,
            logo_dark: None,
            dark: true,
            icon: Vec::new(),
            image: None,
            colours: BTreeMap::new(),
            fonts: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// A link of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandLink {
    /// The words.
    pub title: String,
    /// A cross-link name, a content path, or an `https:` address.
    pub target: Spanned<String>,
}

/// `markdown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkdownConfig {
    /// `html`. Default: `sanitise`.
    pub html: RawHtml,
    /// `highlight`. Default: true.
    pub highlight: bool,
}

/// What becomes of raw HTML in articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// What the allow-list holds stays, the rest is left out and reported.
    Sanitise,
    /// Nothing stays: the markup is shown as text and reported.
    Deny,
    /// Everything stays as written.
    Trust,
}

/// `glossary`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlossaryConfig {
    /// `mark`. Default: `first-in-article`.
    pub mark: Marking,
    /// `expand`. Default: true.
    pub expand: bool,
}

/// Which mentions of a term are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// The first in each article.
    FirstInArticle,
    /// The first in each section of an article.
    FirstInSection,
    /// None.
    Never,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            is_unread: false,
            title: UNTITLED.to_owned(),
            title_place: None,
            base_url: None,
            languages: ti_vec![Language {
                tag: "en".to_owned(),
                name: "English".to_owned(),
                direction: Direction::Ltr,
                collation: "en".to_owned(),
            }],
            theme: Spanned::new("default".to_owned(), Span::file(FileId(0))),
            theme_options: Vec::new(),
            brand: Brand::default(),
            navigation_order: Vec::new(),
            navigation_menu: None,
            markdown: MarkdownConfig { html: RawHtml::Sanitise, highlight: true },
            glossary: GlossaryConfig { mark: Marking::FirstInArticle, expand: true },
            known_abbreviations: Vec::new(),
            review: ReviewConfig::default(),
            audiences: BTreeMap::new(),
            emergency_number: None,
            formats: Vec::new(),
            feedback: None,
            profile: None,
            allowed_hosts: None,
            rules: Vec::new(),
            search: true,
            include: Vec::new(),
            files: DOWNLOADS.iter().map(|&kind| kind.to_owned()).collect(),
            active_content: Vec::new(),
            servers: Vec::new(),
            policy_in_pages: false,
            precompress: false,
        }
    }
}

impl BaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// The rest of a sentence that begins with the address and says what is wrong with it.
    pub fn parse(address: &str) -> Result<Self, &'static str> {
        base_url::parse(address)
    }
}

impl Config {
    /// The path part of `base_url`, with slashes at both ends.
    pub fn base_path(&self) -> &str {
        self.base_url.as_ref().map_or("/", |base| &base.path)
    }

    /// Whether `site.yaml` says what the site is called.
    pub fn has_title(&self) -> bool {
        self.title != UNTITLED
    }

    /// Whether the owner lets a file of the content run.
    pub fn lets_run(&self, path: &ContentPath) -> bool {
        let mut named = self.active_content.iter();
        named.any(|named| named.value.trim_start_matches("./") == path.as_str())
    }

    /// The themes that the site names, each once: its own first, then those of `audiences`.
    pub fn themes(&self) -> Vec<&Spanned<String>> {
        let mut themes = vec![&self.theme];
        for theme in
            self.audiences.values().filter_map(|audience| audience.theme.as_ref())
        {
            if !themes.iter().any(|known| known.value == theme.value) {
                themes.push(theme);
            }
        }
        themes
    }

    /// Whether a page for such readers is for staff alone.
    pub fn is_for_staff(&self, audience: &[Spanned<String>]) -> bool {
        let is_staff = |who: &Spanned<String>| {
            STAFF.contains(&who.value.as_str())
                || self.audience_theme(&who.value).is_some()
        };
        !audience.is_empty() && audience.iter().all(is_staff)
    }

    /// The theme of pages for these readers: that of `audiences`, if all of them have the
    /// same; else the site's own.
    pub fn theme_for(&self, audience: &[Spanned<String>]) -> &str {
        let own = self.theme.value.as_str();
        let mut themes = audience.iter().map(|who| self.audience_theme(&who.value));
        let Some(Some(first)) = themes.next() else { return own };
        if themes.all(|theme| theme == Some(first)) { first } else { own }
    }

    /// The theme that `audiences` gives to the pages of one group of readers.
    pub fn audience_theme(&self, audience: &str) -> Option<&str> {
        Some(self.audiences.get(audience)?.theme.as_ref()?.value.as_str())
    }

    /// The number of the ambulance: that of `emergency_number`, else that of the region of the
    /// first language.
    pub fn emergency_number(&self) -> Option<Telephone> {
        let region = || emergency::number_of(&self.languages[LanguageId::DEFAULT].tag);
        self.emergency_number.clone().or_else(|| Telephone::read(region()?))
    }

    /// Whether pages for these readers are listed for others: not if each group that they are
    /// for is unlisted.
    pub fn lists(&self, audience: &[Spanned<String>]) -> bool {
        let is_listed = |who: &Spanned<String>| {
            self.audiences.get(&who.value).is_none_or(|audience| audience.listed)
        };
        audience.is_empty() || audience.iter().any(is_listed)
    }

    /// The number of a language by its tag, compared without regard to case.
    pub fn language_index(&self, tag: &str) -> Option<LanguageId> {
        self.languages.position(|language| language.tag.eq_ignore_ascii_case(tag))
    }
}

#[cfg(test)]
mod tests;
