//! L160 lost-address: what the site answered once, and does no more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Context};
use crate::article::ArticleId;
use crate::base::{Span, UrlPath};
use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::output::OutputSet;
use crate::records::Fate;
use crate::site::{Site, old_address};

static RULE: Rule = Rule {
    code: "L160",
    name: "lost-address",
    severity: Severity::Warning,
    meaning: "An address that the site had once is neither published nor leads to another.",
    why: "Printed codes, bookmarks, search engines and other sites still lead there, and readers find nothing.",
    mend: "Write it into `redirect_from` of the page that took its place. For a file, write \
           `/old.pdf -> /new.pdf` into `data/addresses.txt`; where it was taken down on purpose, \
           `gone` behind it there.",
    source: "W3C, Cool URIs don't change; RFC 9110, sections 15.4.2 and 15.5.11",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// For how many addresses the nearest page is looked for.
const MOST_SEARCHES: usize = 50;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context.site.records.addresses.lines.iter();
    let recorded = lines.map(|(address, (_, span))| (address, Some(*span)));
    found.extend(lost(context.site, context.output, recorded));
}

/// What is told of those of some addresses that are lost.
pub(super) fn lost<'a>(
    site: &Site,
    output: &OutputSet,
    addresses: impl Iterator<Item = (&'a UrlPath, Option<Span>)>,
) -> Vec<Diagnostic> {
    let hidden = hidden(site);
    let near = Near::new(site);
    let record = &site.records.addresses.lines;
    let is_meant = |address: &UrlPath| {
        hidden.contains(address) || matches!(record.get(address), Some((Fate::Gone, _)))
    };
    let lost = addresses.filter(|(address, _)| {
        !output.files.contains_key(&address.output_path()) && !is_meant(address)
    });
    lost.enumerate()
        .map(|(count, (address, span))| {
            let shown = address.href("/");
            let message =
                format!("`{shown}` was an address of this site, and answers no more");
            let finding = match span {
                Some(span) => Diagnostic::new(&RULE, span, message),
                None => Diagnostic::about_site(&RULE, message),
            };
            finding.with_help(near.help(address, &shown, count < MOST_SEARCHES))
        })
        .collect()
}

/// The addresses of what its author keeps from readers today, and of what would lead there.
fn hidden(site: &Site) -> BTreeSet<UrlPath> {
    let hidden = site.article_ids().filter(|&id| !site.is_shown(id));
    hidden
        .flat_map(|id| {
            let old = &site.article(id).front_matter.redirect_from;
            let old = old.iter().filter_map(|old| Some(old_address(&old.value)?.0));
            old.chain([site.permalink(id).clone()])
        })
        .collect()
}

/// The pages and files that could have taken the place of another.
struct Near<'s> {
    site: &'s Site,
    pages: BTreeMap<&'s str, ArticleId>,
    files: BTreeSet<String>,
}

impl<'s> Near<'s> {
    fn new(site: &'s Site) -> Self {
        let shown = site.article_ids().filter(|&id| site.is_shown(id));
        let assets = site.assets.iter();
        Near {
            site,
            pages: shown.map(|id| (site.permalink(id).as_str(), id)).collect(),
            files: assets.map(|asset| format!("/{}", asset.path)).collect(),
        }
    }

    /// What to type.
    fn help(&self, address: &UrlPath, shown: &str, searches: bool) -> String {
        let otherwise = format!(
            "if it was taken down on purpose, write `{shown} gone` into `data/addresses.txt`"
        );
        if !address.as_str().ends_with('/') {
            let files = self.files.iter().map(String::as_str);
            return match among(address.as_str(), files, searches) {
                Some(file) => {
                    let file = UrlPath::file(&file[1..]).href("/");
                    format!(
                        "if `{file}` took its place, write `{shown} -> {file}` into \
                         `data/addresses.txt`; {otherwise}"
                    )
                }
                None => format!(
                    "write `{shown} -> /new/file` into `data/addresses.txt`; {otherwise}"
                ),
            };
        }
        match among(address.as_str(), self.pages.keys().copied(), searches) {
            Some(page) => {
                let file = &self.site.article(self.pages[page]).source.path;
                format!(
                    "if `{page}` took its place, write `redirect_from: [{shown}]` into \
                     `{file}`; {otherwise}"
                )
            }
            None => format!(
                "write `redirect_from: [{shown}]` into the page that took its place; {otherwise}"
            ),
        }
    }
}

/// What is called the same in another place, else what is spelled nearest.
fn among<'a>(
    address: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    searches: bool,
) -> Option<&'a str> {
    let last = |path: &'_ str| -> String {
        let bare = path.trim_end_matches('/');
        bare.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let own = last(address);
    if !searches || own.is_empty() {
        return None;
    }
    known.clone().find(|path| last(path) == own).or_else(|| nearest(address, known))
}
