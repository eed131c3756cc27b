//! Texts that are not saved yet, laid over the files that they are written for: a walk reads
//! them in the place of what is on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SourceKind;
use crate::base::ContentPath;

/// Unsaved texts, by the paths of their files below the content folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    texts: BTreeMap<ContentPath, Arc<str>>,
}

impl Overlay {
    /// Lays a text over a file.
    pub fn lay(&mut self, path: ContentPath, text: Arc<str>) {
        self.texts.insert(path, text);
    }

    /// Takes the text off a file again; says whether there was one.
    pub fn lift(&mut self, path: &ContentPath) -> bool {
        self.texts.remove(path).is_some()
    }

    /// The text that stands in the place of a file of the content.
    pub fn text(&self, path: &ContentPath, kind: SourceKind) -> Option<&Arc<str>> {
        let is_text = matches!(
            kind,
            SourceKind::Article
                | SourceKind::Term
                | SourceKind::Snippet
                | SourceKind::Data
        );
        self.texts.get(path).filter(|_| is_text)
    }

    /// The files that something lies over.
    pub fn paths(&self) -> impl Iterator<Item = &ContentPath> {
        self.texts.keys()
    }
}
