//! The address that another program gave a page.

use super::value::{flag, path_of};
use super::{ElsewhereReader, Of};
use crate::diagnostic::{Diagnostic, UNKNOWN_KEY};
use crate::yaml::{MappingEntry, shown};

impl ElsewhereReader<'_> {
    /// The address of the page.
    pub(super) fn address(&mut self, entry: &MappingEntry) -> bool {
        if flag(&entry.value) == Some(false) {
            // Nothing is written to the site.
            return self.withhold(entry);
        }
        let Some(text) = entry.value.as_text().filter(|_| self.of == Of::Article) else {
            return false;
        };
        let name = shown(&entry.key.value);
        let message = format!(
            "the front matter has no key `{name}`: the place of the file decides"
        );
        let finding = Diagnostic::new(&UNKNOWN_KEY, entry.key.span, message);
        let path = path_of(text);
        let finding = finding.with_help(if path.is_empty() || path == "/" {
            "take the line out".to_owned()
        } else if path.contains([':', '*', '{', '<', ' ']) {
            "take the line out, and write the address that readers know as `redirect_from: \
             [/old/address/]`"
                .to_owned()
        } else if text.contains('/') {
            format!(
                "write `redirect_from: [{}]`, so that the address that readers know leads \
                 here",
                shown(&path)
            )
        } else {
            format!("write `slug: {}`", shown(&crate::base::slugify(text)))
        });
        self.told.push(finding);
        true
    }
}
