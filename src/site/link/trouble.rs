//! Why links lead nowhere, and what is looked for to suggest instead.

use super::places::Extent;
use crate::base::FileId;
use crate::config::LanguageId;
use crate::diagnostic::Diagnostic;

/// How many suggestions a finding lists.
pub(super) const SUGGESTIONS: usize = 3;

/// Findings about links, some of which wait for a suggestion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Positions in `diagnostics`, and what was looked for there.
    pub(super) waiting: Vec<(usize, Wanted)>,
}

/// What was looked for and not found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// A name, in a language.
    Name {
        /// The reading language.
        language: LanguageId,
        /// The name as written.
        name: String,
        /// What may be meant.
        kind: MeaningKind,
        /// There a name stands alone.
        in_front_matter: bool,
    },
    /// A file.
    File {
        /// The folder that the link is seen from.
        folder: String,
        /// The path from the content folder.
        path: String,
        /// Only a file that can be shown as an image.
        image: bool,
        /// The words of the link.
        words: Option<String>,
        /// Query and fragment that stand behind the path, where it stands there as it is
        /// read and can be replaced.
        suffix: Option<String>,
    },
    /// A snippet, by its path.
    Snippet {
        /// The path as written.
        path: String,
    },
    /// A record of `data/`.
    Record {
        /// Its kind.
        kind: Record,
        /// Its id as written.
        id: String,
    },
    /// An anchor of a page.
    Anchor {
        /// The page.
        page: Anchored,
        /// The anchor as written.
        fragment: String,
    },
}

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Record {
    /// A contact: `contact:`.
    Contact,
    /// A reference: `ref:`, or in a citation.
    Reference,
    /// A sign: `sign:`.
    Sign,
    /// A group of signs: `signs:`.
    Signs,
    /// A value: `value:`.
    Value,
}

/// What a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MeaningKind {
    /// An article or a glossary entry.
    Any,
    /// An article: `article:`.
    Article,
    /// A glossary entry: `term:`.
    Term,
}

/// Why a link leads nowhere.
#[derive(Debug)]
pub(super) struct Trouble {
    diagnostic: Diagnostic,
    wanted: Option<Wanted>,
}

impl Trouble {
    /// A finding that gets the nearest names or files as its help, if there are any.
    pub(super) fn wanting(diagnostic: Diagnostic, wanted: Wanted) -> Box<Self> {
        Box::new(Trouble { diagnostic, wanted: Some(wanted) })
    }
}

impl From<Diagnostic> for Box<Trouble> {
    fn from(diagnostic: Diagnostic) -> Self {
        Box::new(Trouble { diagnostic, wanted: None })
    }
}

impl Findings {
    /// Adds a finding that says all it has to say.
    pub(in crate::site) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds findings that say all they have to say.
    pub(in crate::site) fn extend(
        &mut self,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
    ) {
        self.diagnostics.extend(diagnostics);
    }

    /// Adds why a link leads nowhere.
    pub(super) fn add(&mut self, trouble: Trouble) {
        let position = self.diagnostics.len();
        self.waiting.extend(trouble.wanted.map(|wanted| (position, wanted)));
        self.diagnostics.push(trouble.diagnostic);
    }

    /// Whether nothing was found.
    pub(in crate::site) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The findings, each made another.
    pub(in crate::site) fn map(
        mut self,
        change: impl FnMut(Diagnostic) -> Diagnostic,
    ) -> Self {
        self.diagnostics = self.diagnostics.into_iter().map(change).collect();
        self
    }

    /// Adds the findings of another source after these.
    pub(in crate::site) fn append(&mut self, other: Findings) {
        let offset = self.diagnostics.len();
        let waiting = other.waiting.into_iter();
        self.waiting
            .extend(waiting.map(|(position, wanted)| (position + offset, wanted)));
        self.diagnostics.extend(other.diagnostics);
    }
}

/// A page whose anchors are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchored {
    /// That of a text.
    Text(FileId, Extent),
    /// The glossary of a language.
    Glossary(LanguageId),
}

/// The help that names anchors of a page.
pub(super) fn it_has(anchors: &[&str]) -> String {
    let quoted: Vec<String> =
        anchors.iter().map(|anchor| format!("`#{anchor}`")).collect();
    format!("it has {}", quoted.join(", "))
}
