//! Where a destination stands on the finished site.

use super::{Destination, Site};
use crate::article::TermId;
use crate::base::UrlPath;

impl Site {
    /// The page of the site that a destination is on, and the anchor there: `None` for
    /// what is on no page, or on the page that links.
    pub fn page_of<'s>(
        &'s self,
        destination: &'s Destination,
    ) -> Option<(&'s UrlPath, Option<&'s str>)> {
        match destination {
            Destination::Article { id, fragment } => {
                Some((self.permalink(*id), fragment.as_deref()))
            }
            Destination::Page { address } => Some((address, None)),
            Destination::Term { id, fragment: None } => {
                let page = self.glossary_page(self.term(*id).source.language)?;
                Some((page, Some(&self.glossary.anchors[id.0 as usize])))
            }
            Destination::Term { id, fragment } => {
                Some((self.term_page(*id)?, fragment.as_deref()))
            }
            _ => None,
        }
    }

    /// The `href` of a destination that is the same on every page; `base` is the path
    /// that the site is published below.
    pub fn href(&self, destination: &Destination, base: &str) -> Option<String> {
        match destination {
            Destination::File { asset, suffix } => {
                let file = &self.sources.assets[*asset as usize];
                Some(UrlPath::file(file.path.as_str()).href(base) + suffix)
            }
            Destination::External(address) => Some(address.to_string()),
            _ => {
                let (page, anchor) = self.page_of(destination)?;
                let anchor = anchor.map(|anchor| format!("#{anchor}"));
                Some(page.href(base) + anchor.as_deref().unwrap_or(""))
            }
        }
    }

    /// The `href` of a term's entry: `None` in a language whose glossary lists nothing.
    pub fn entry_href(&self, id: TermId, base: &str) -> Option<String> {
        self.href(&Destination::Term { id, fragment: None }, base)
    }
}
