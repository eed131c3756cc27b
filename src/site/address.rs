//! Every address of the site is claimed once, compared as the most forgiving file system
//! compares.

use std::collections::BTreeMap;

use crate::base::{OutputPath, Span, fold_path};
use crate::diagnostic::{DUPLICATE_ADDRESS, Diagnostic, REDIRECT_SHADOWS_PAGE};

/// Who claims an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimedBy {
    /// A page or a file that an author wrote, and where the author can change it.
    Author(Span),
    /// An old address.
    Redirect(Span),
    /// A page or a file that Engraft makes itself.
    Engraft,
}

/// The claims so far.
#[derive(Debug, Default)]
pub(super) struct Claims {
    by_fold: BTreeMap<String, (OutputPath, ClaimedBy)>,
}

impl Claims {
    /// Claims an address; who comes first keeps it.
    pub(super) fn claim(
        &mut self,
        path: OutputPath,
        by: ClaimedBy,
        found: &mut Vec<Diagnostic>,
    ) {
        let fold = fold_path(path.as_str());
        match self.by_fold.get(&fold) {
            None => {
                self.by_fold.insert(fold, (path, by));
            }
            Some((first_path, first)) => {
                found.extend(clash(first_path, *first, &path, by));
            }
        }
    }

    /// Reports files whose address is a folder of another: `a` and `a/index.html`.
    pub(super) fn report_files_in_the_way(&self, found: &mut Vec<Diagnostic>) {
        for (fold, (path, by)) in &self.by_fold {
            let mut end = 0;
            while let Some(slash) = fold[end..].find('/') {
                end += slash;
                if let Some((first_path, first)) = self.by_fold.get(&fold[..end]) {
                    found.extend(clash(first_path, *first, path, *by));
                }
                end += 1;
            }
        }
    }
}

/// The folder of a page.
fn folder(path: &OutputPath) -> &str {
    path.as_str().strip_suffix("/index.html").unwrap_or(path.as_str())
}

/// What to do about a page at an address where Engraft makes one.
fn way_out(first: &OutputPath, second: &OutputPath) -> String {
    if first != second {
        return "write the name of the folder in small letters everywhere: move the files \
                of one folder into the other"
            .to_owned();
    }
    let name = first.as_str().strip_suffix("/index.html");
    match name.filter(|name| !matches!(*name, "a-to-z" | "tags")) {
        Some(name) => format!(
            "make it the page of the folder `{name}`: engraft mv {name}.md {name}/index.md"
        ),
        None => "rename the file, or give it another `slug:`".to_owned(),
    }
}

/// An address as people see it.
fn shown(path: &OutputPath) -> String {
    let path = path.as_str();
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn clash(
    first_path: &OutputPath,
    first: ClaimedBy,
    path: &OutputPath,
    by: ClaimedBy,
) -> Option<Diagnostic> {
    let address = shown(path);
    let differs = (first_path != path).then(|| shown(first_path));
    let same = differs.map_or_else(
        || format!("`{address}`"),
        |other| format!("`{address}`, which many servers take for `{other}`"),
    );
    match (first, by) {
        (ClaimedBy::Author(other), ClaimedBy::Author(span)) => Some(
            Diagnostic::new(
                &DUPLICATE_ADDRESS,
                span,
                format!("two files would be published at {same}"),
            )
            .with_label(other, "this would be published there as well")
            .with_help("rename one of the two, or give it a `slug:` of its own"),
        ),
        (ClaimedBy::Author(page), ClaimedBy::Redirect(span))
        | (ClaimedBy::Redirect(span), ClaimedBy::Author(page)) => Some(
            Diagnostic::new(
                &REDIRECT_SHADOWS_PAGE,
                span,
                format!("the old address {same} is the address of a page"),
            )
            .with_label(page, "this is published there")
            .with_help("take the line out of `redirect_from`, or move the page"),
        ),
        (ClaimedBy::Engraft, ClaimedBy::Redirect(span))
        | (ClaimedBy::Redirect(span), ClaimedBy::Engraft) => Some(
            Diagnostic::new(
                &REDIRECT_SHADOWS_PAGE,
                span,
                format!("Engraft itself makes a page at {same}"),
            )
            .with_help("take the line out of `redirect_from`"),
        ),
        (ClaimedBy::Engraft, ClaimedBy::Author(span))
        | (ClaimedBy::Author(span), ClaimedBy::Engraft) => Some(
            Diagnostic::new(
                &DUPLICATE_ADDRESS,
                span,
                if first_path == path {
                    format!("Engraft itself makes the page {same}")
                } else {
                    format!(
                        "`{}` and `{}` differ only in capitals, and have one address",
                        folder(first_path),
                        folder(path)
                    )
                },
            )
            .with_help(way_out(first_path, path)),
        ),
        (ClaimedBy::Redirect(other), ClaimedBy::Redirect(span)) => Some(
            Diagnostic::new(
                &DUPLICATE_ADDRESS,
                span,
                format!("two pages claim the old address {same}"),
            )
            .with_label(other, "claimed here as well")
            .with_help("leave the line in one of the two pages"),
        ),
        (ClaimedBy::Engraft, ClaimedBy::Engraft) => None,
    }
}
