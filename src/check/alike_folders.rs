//! S006 unportable-name, of folders: two that differ only in capitals.

use std::collections::BTreeMap;

use super::{Check, Context};
use crate::base::{FileId, Span, fold_path};
use crate::diagnostic::{Diagnostic, UNPORTABLE_NAME};

pub(super) static CHECK: Check = Check { rule: &UNPORTABLE_NAME, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sources = &context.site.sources;
    let articles = sources.articles.iter().map(|article| &article.source);
    let articles = articles.map(|source| (source.path.folder(), source.file));
    let assets = sources.assets.iter().map(|asset| (asset.path.folder(), asset.id));
    let mut folders: BTreeMap<String, BTreeMap<&str, FileId>> = BTreeMap::new();
    for (folder, file) in articles.chain(assets) {
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
        for part in above.chain([folder]).filter(|part| !part.is_empty()) {
            folders.entry(fold_path(part)).or_default().entry(part).or_insert(file);
        }
    }
    let mut told: Vec<String> = Vec::new();
    for (fold, spellings) in folders {
        // What stands below two such folders differs because they do.
        let is_below = told.iter().any(|above| fold.starts_with(&format!("{above}/")));
        let Some(&file) = spellings.values().next().filter(|_| !is_below) else {
            continue;
        };
        if spellings.len() < 2 {
            continue;
        }
        let names: Vec<String> =
            spellings.keys().map(|name| format!("`site-content/{name}/`")).collect();
        let message =
            format!("the folders {} differ only in capitals", names.join(" and "));
        let help = "move the files of one into the other: on most computers, and in \
                    addresses, they are one folder";
        let finding = Diagnostic::new(&UNPORTABLE_NAME, Span::file(file), message);
        found.push(finding.with_help(help));
        told.push(fold);
    }
}
