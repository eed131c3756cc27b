//! Where links go, and from where they are seen.

use crate::article::{ArticleId, SnippetId, Source, TermId};
use crate::base::{FileId, UrlPath};
use crate::config::LanguageId;
use crate::site::AssetId;

/// Where a link goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// Nowhere: it is shown as text, and a finding says why.
    Nowhere,
    /// An article's page.
    Article {
        /// The article.
        id: ArticleId,
        /// An anchor on it.
        fragment: Option<Box<str>>,
    },
    /// The landing page of a folder that has no `index.md`, or another page that Engraft
    /// makes.
    Page {
        /// Its address.
        address: UrlPath,
    },
    /// An entry on the glossary page.
    Term {
        /// The term.
        id: TermId,
        /// An anchor on its own page, where the link goes then.
        fragment: Option<Box<str>>,
    },
    /// An anchor on the page that links.
    Here(Box<str>),
    /// A contact, by its id.
    Contact(Box<str>),
    /// A reference, by its key.
    Reference(Box<str>),
    /// A sign of danger, by its id: its words are shown.
    Sign(Box<str>),
    /// All signs of a group.
    Signs(Box<str>),
    /// A value of the site's own, by its id: what is said for it is shown.
    Value(Box<str>),
    /// A file of the content folder.
    File {
        /// The file.
        asset: AssetId,
        /// Query and fragment as written, with their `?` and `#`.
        suffix: Box<str>,
    },
    /// A snippet.
    Snippet {
        /// The snippet.
        id: SnippetId,
        /// One section of it, by the anchor of its heading.
        fragment: Option<Box<str>>,
    },
    /// Another site, a mail address or a telephone number: used as written.
    External(Box<str>),
}

/// A link and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The key of the link in its text: see `Link::at`.
    pub at: u32,
    /// Where it goes.
    pub destination: Destination,
    /// The words to show where the author gave none.
    pub words: Option<Box<str>>,
    /// The language of the target, where it is not the language of the page.
    pub foreign: Option<LanguageId>,
    /// The glossary entry by whose name the target was called, wherever the link goes.
    pub term: Option<TermId>,
}

/// From where a link is seen.
#[derive(Debug, Clone, Copy)]
pub struct LinkContext<'a> {
    /// The file that it stands in.
    pub file: FileId,
    /// The folder of that file, without a final slash.
    pub folder: &'a str,
    /// The reading language.
    pub language: LanguageId,
    /// The article that it stands in, if it stands in one.
    pub article: Option<ArticleId>,
    /// The text that it stands in, if it stands in one.
    pub source: Option<&'a Source>,
    /// Whether names stand alone, as in front matter, and not in `[[...]]`.
    pub in_front_matter: bool,
}

impl<'a> LinkContext<'a> {
    /// From the body of a source.
    pub fn of(source: &'a Source, article: Option<ArticleId>) -> Self {
        LinkContext {
            file: source.file,
            folder: source.path.folder(),
            language: source.language,
            article,
            source: Some(source),
            in_front_matter: false,
        }
    }

    /// From `site.yaml`, for the pages of a language.
    pub fn of_configuration(file: FileId, language: LanguageId) -> Self {
        LinkContext {
            file,
            folder: "",
            language,
            article: None,
            source: None,
            in_front_matter: true,
        }
    }
}
