//! The site's own templates as their authors have them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::FileId;

/// The site's own templates by the name that Tera knows them under.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TemplateSources {
    pub(super) files: BTreeMap<String, TemplateSource>,
}

/// One of the site's own templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateSource {
    pub(super) id: FileId,
    pub(super) shown: Box<str>,
    pub(super) text: Arc<str>,
}

impl TemplateSources {
    pub(super) fn get(&self, name: &str) -> Option<&TemplateSource> {
        self.files.get(name)
    }

    /// The name as people know it: the path of a file of the site, else Tera's name.
    pub(super) fn shown<'a>(&'a self, name: &'a str) -> &'a str {
        self.get(name).map_or(name, |source| &source.shown)
    }
}
