//! What `site.yaml` names, looked up like any other link.

use crate::base::Spanned;
use crate::config::LanguageId;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Link, LinkKind};
use crate::site::{AssetId, Destination, Findings, LinkContext, Site};

/// Looks up what `site.yaml` names, and keeps what it finds.
#[derive(Debug)]
pub(super) struct SiteLinks<'a> {
    pub(super) site: &'a Site,
    pub(super) found: Vec<Diagnostic>,
}

impl SiteLinks<'_> {
    /// Where a link goes that stands for the pages of a language.
    pub(super) fn resolve(
        &mut self,
        target: &Spanned<String>,
        kind: LinkKind,
        language: LanguageId,
    ) -> Destination {
        let Spanned { value, span } = target;
        let context = LinkContext::of_configuration(span.file, language);
        let link = Link {
            at: 0,
            kind,
            target: value.as_str().into(),
            span: span.start..span.end,
        };
        let resolver = self.site.resolver();
        let mut found = Findings::default();
        let resolved = resolver.resolve(&context, &link, &mut found);
        self.found.extend(found.finish(&resolver, 1));
        resolved.destination
    }

    /// The file that is meant, among those that are published as they are.
    pub(super) fn file(
        &mut self,
        target: &Spanned<String>,
        kind: LinkKind,
    ) -> Option<AssetId> {
        match self.resolve(target, kind, LanguageId::DEFAULT) {
            Destination::File { asset, .. } => Some(asset),
            _ => None,
        }
    }
}
