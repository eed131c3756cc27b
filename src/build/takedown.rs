//! What must go, out of a site that cannot be published because it has errors: the files of
//! the last build, without those that nobody is to read any more, and with the notices of
//! what was withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use super::Built;
use crate::base::{OutputPath, media};
use crate::output::{OutputFile, OutputSet, is_of_index};
use crate::site::Visibility;

/// The files of the last build as they are to be, and what was taken down.
#[derive(Debug)]
pub struct Takedown {
    /// Every file.
    pub set: OutputSet,
    /// What is gone, or a notice now, in order.
    pub taken: Vec<OutputPath>,
}

/// Takes out of `published`, the files of the last build, what must go. Pages go by their
/// front matter, downloads when their file is gone; whatever else is new is left for a build
/// without errors.
pub fn takedown(built: &Built, published: OutputSet) -> Takedown {
    let OutputSet { files: mut set, beside } = published;
    let mut taken = Vec::new();
    take_pages(built, &mut set, &mut taken);
    // The search forgets with them what it knew of their texts.
    let known: Vec<OutputPath> =
        set.keys().filter(|path| is_of_index(path)).cloned().collect();
    for path in &known {
        remove(&mut set, path);
    }
    let index = built.output.files.iter().filter(|(path, _)| is_of_index(path));
    set.extend(index.map(|(path, file)| (path.clone(), file.clone())));
    let is_download = |path: &OutputPath| {
        let name = path.as_str();
        let is_made = name.starts_with("assets/") || name.starts_with(['.', '_']);
        !media::is_page(path)
            && !is_made
            && !matches!(name.rsplit_once('.'), Some((_, "gz" | "br")))
    };
    let deleted: Vec<OutputPath> = set
        .keys()
        .filter(|path| is_download(path) && !built.output.files.contains_key(*path))
        .cloned()
        .collect();
    for path in deleted {
        remove(&mut set, &path);
        taken.push(path);
    }
    // A notice looks as the new site does.
    let assets = built
        .output
        .files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("assets/"));
    for (path, file) in assets {
        set.entry(path.clone()).or_insert_with(|| file.clone());
    }
    taken.sort();
    Takedown { set: OutputSet { files: set, beside }, taken }
}

/// Takes out the pages that nobody is to read, with all copies of their words.
fn take_pages(
    built: &Built,
    set: &mut BTreeMap<OutputPath, OutputFile>,
    taken: &mut Vec<OutputPath>,
) {
    let articles: BTreeSet<OutputPath> = built
        .site
        .article_ids()
        .map(|id| built.site.permalink(id).output_path())
        .collect();
    for id in built.site.article_ids() {
        let path = built.site.permalink(id).output_path();
        let now = built.output.files.get(&path);
        if !set.contains_key(&path) {
            continue;
        }
        let is_new = match built.site.visibility[id] {
            Visibility::Published | Visibility::ShownDraft => false,
            // Without the notice the page cannot stay either.
            Visibility::Withdrawn => now.is_none_or(|now| !same(&set[&path], now)),
            Visibility::Draft | Visibility::Future | Visibility::Expired => true,
        };
        if is_new {
            remove(set, &path);
            set.extend(now.map(|now| (path.clone(), now.clone())));
            taken.push(path);
            let copies = built.site.copies(id).into_iter();
            for copy in copies.map(|address| address.output_path()) {
                // An author's own page may stand there.
                if set.contains_key(&copy) && !articles.contains(&copy) {
                    remove(set, &copy);
                    taken.push(copy);
                }
            }
        }
    }
}

/// Takes a file out, with those that hold the same compressed.
fn remove(set: &mut BTreeMap<OutputPath, OutputFile>, path: &OutputPath) {
    set.remove(path);
    for ending in ["gz", "br"] {
        if let Some(compressed) = OutputPath::new(&format!("{path}.{ending}")) {
            set.remove(&compressed);
        }
    }
}

/// Whether a file of the last build is known to be what the new one is: by its size, which
/// the notice of a page hardly ever shares with the page.
fn same(there: &OutputFile, now: &OutputFile) -> bool {
    match (there, now) {
        (OutputFile::Copy { size, .. }, OutputFile::Bytes(bytes)) => {
            *size == bytes.len() as u64
        }
        _ => there == now,
    }
}
