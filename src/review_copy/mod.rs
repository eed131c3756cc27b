//! A copy of the site for those who review it and install nothing: a finished build in, files
//! out, of which every page says that it is not public, what changed in it, and what waits.
//!
//! It is put behind a login. Pages that no reader gets are in it, and so it is never a site:
//! search engines are kept out, the sitemap and the feeds are left out, and the file
//! [`MARKER`] tells it from one.

mod notes;
mod start;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{OutputPath, UrlPath, media};
use crate::build::Built;
use crate::output::{OutputFile, OutputSet, Outputs, is_of_index};
use crate::report::PageChanges;
use crate::review::mark_changes;
use crate::site::{MadeFiles, Site};

use notes::PageNotes;

/// The page on what waits for whom: where it is, there is a copy for reviewers.
pub const MARKER: &str = "review-copy/index.html";
const START: &str = "review-copy";
const SHEET: &str = "review-copy/notes.css";
const START_SHEET: &str = "review-copy/start.css";

/// How the site was.
#[derive(Debug)]
pub struct SiteBefore<'b> {
    /// What the person typed for it.
    pub name: &'b str,
    /// Its finished pages.
    pub built: &'b Built,
    /// What changed since.
    pub changes: &'b [PageChanges],
}

/// The copy.
pub fn review_copy(built: &Built, before: Option<&SiteBefore<'_>>) -> OutputSet {
    let left_out: Vec<OutputPath> = Outputs::addresses(&built.site.catalogue)
        .into_iter()
        .map(|(_, address)| address.output_path())
        .filter(|path| !is_of_index(path) && !path.as_str().ends_with(".webmanifest"))
        .collect();
    let notes = PageNotes::new(built, before);
    let moved = before.map(|before| moved(built, before)).unwrap_or_default();
    let files: Vec<(&OutputPath, &OutputFile)> =
        built.output.files.iter().filter(|(path, _)| !left_out.contains(path)).collect();
    let mut files: BTreeMap<OutputPath, OutputFile> = files
        .into_par_iter()
        .map(|(path, file)| {
            let was = before.and_then(|before| {
                let was = moved.get(path).unwrap_or(path);
                before.built.output.files.get(was)
            });
            let file = page(path, file, &notes, was).unwrap_or_else(|| file.clone());
            (path.clone(), file)
        })
        .collect();
    let mut add = |path: &str, text: String| {
        let path = UrlPath::file(path).output_path();
        files.insert(path, OutputFile::Bytes(Arc::new(text.into_bytes())));
    };
    add(MARKER, start::page(built, before, &notes.of_terms()));
    add(SHEET, include_str!("notes.css").to_owned());
    add(START_SHEET, include_str!("start.css").to_owned());
    add("robots.txt", "User-agent: *\nDisallow: /\n".to_owned());
    OutputSet { files, ..OutputSet::default() }
}

/// Whether files are such a copy.
pub fn is_review_copy(files: &OutputSet) -> bool {
    files.files.keys().any(|path| path.as_str() == MARKER)
}

/// Where pages stood before, by where they stand: a page that moved is compared with itself.
fn moved(built: &Built, before: &SiteBefore<'_>) -> BTreeMap<OutputPath, OutputPath> {
    if before.changes.iter().all(|page| page.moved_from.is_none()) {
        return BTreeMap::new();
    }
    let (old, new) = (addresses(&before.built.site), addresses(&built.site));
    let moved = before.changes.iter().filter_map(|page| {
        let was = old.get(page.moved_from.as_deref()?)?.output_path();
        Some((new.get(&*page.name)?.output_path(), was))
    });
    moved.collect()
}

/// The addresses of pages, by their files.
fn addresses(site: &Site) -> BTreeMap<&str, &UrlPath> {
    let ids = site.article_ids();
    ids.map(|id| (site.article(id).source.path.as_str(), site.permalink(id))).collect()
}

/// A page with what is told of it. `None` for what is no page.
fn page(
    path: &OutputPath,
    file: &OutputFile,
    notes: &PageNotes<'_>,
    was: Option<&OutputFile>,
) -> Option<OutputFile> {
    let OutputFile::Bytes(bytes) = file else { return None };
    let html = str::from_utf8(bytes).ok().filter(|_| media::is_page(path))?;
    let was = was.and_then(|was| match was {
        OutputFile::Bytes(bytes) => str::from_utf8(bytes).ok(),
        OutputFile::Copy { .. } | OutputFile::Picture { .. } => None,
    });
    let html = with_marks(was, html);
    let html = with_notes(&html, &notes.of(path));
    Some(OutputFile::Bytes(Arc::new(not_public(&html, notes.base).into_bytes())))
}

/// The main part of a page, without its tags.
fn main_part(html: &str) -> Option<std::ops::Range<usize>> {
    let start = html.find("<main")?;
    let start = start + html[start..].find('>')? + 1;
    let end = html.rfind("</main>").filter(|end| *end >= start)?;
    Some(start..end)
}

/// Marks changed words in the main part.
fn with_marks(old: Option<&str>, new: &str) -> String {
    let marked = old.zip(main_part(new)).and_then(|(old, now)| {
        let marked = mark_changes(&old[main_part(old)?], &new[now.clone()])?;
        Some(format!("{}{marked}{}", &new[..now.start], &new[now.end..]))
    });
    marked.unwrap_or_else(|| new.to_owned())
}

/// Puts notes where the main part begins, so that ears meet them first as well.
fn with_notes(html: &str, notes: &str) -> String {
    let body = || {
        let body = html.find("<body")?;
        Some(body + html[body..].find('>')? + 1)
    };
    let at = main_part(html).map(|main| main.start).or_else(body);
    let at = at.unwrap_or(html.len());
    format!("{}\n{notes}{}", &html[..at], &html[at..])
}

/// Keeps search engines away, and says in the title of the window what the page is.
fn not_public(html: &str, base: &str) -> String {
    const ROBOTS: &str = "<meta name=\"robots\" content=\"";
    let mut html = html.to_owned();
    while let Some(at) = html.find(ROBOTS) {
        let Some(end) = html[at..].find('>') else { break };
        html.replace_range(at..=at + end, "");
    }
    let head = format!(
        "\n{ROBOTS}noindex, nofollow\">\n<link rel=\"stylesheet\" href=\"{base}{SHEET}\">"
    );
    let opened = html.find("<head").and_then(|at| Some(at + html[at..].find('>')? + 1));
    // Without the tag, the head begins with the first element that belongs there.
    let first = || html.find("<meta").or_else(|| html.find("<title"));
    let at = opened.or_else(first).unwrap_or(0);
    html.insert_str(at, &head);
    html.replacen("<title>", "<title>Not public: ", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_kept_from_search_engines() {
        for html in [
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>A</title>\
             <meta name=\"robots\" content=\"index\"></head>",
            "<!doctype html><title>A</title><p>",
            "<p>Nothing at all",
        ] {
            let page = not_public(html, "/b/");
            assert!(!page.contains("\"index\""), "{page}");
            assert_eq!(
                page.matches("content=\"noindex, nofollow\"").count(),
                1,
                "{page}"
            );
            assert!(page.contains("href=\"/b/review-copy/notes.css\""), "{page}");
            assert_eq!(page.contains("<title>Not public: A"), html.contains("<title>"));
        }
    }

    #[test]
    fn notes_stand_before_the_words_of_a_page() {
        let page = "<body class=\"a\"><nav></nav><main id=\"m\"><p>Hi</p></main></body>";
        assert_eq!(
            with_notes(page, "N"),
            "<body class=\"a\"><nav></nav><main id=\"m\">\nN<p>Hi</p></main></body>"
        );
        assert_eq!(with_notes("<body><p>", "N"), "<body>\nN<p>");
        assert_eq!(with_notes("<p>", "N"), "<p>\nN");
        let old = "<main><p>Call 1</p></main><footer>old</footer>";
        let new = "<main><p>Call 2</p></main><footer>new</footer>";
        assert_eq!(
            with_marks(Some(old), new),
            "<main><p>Call <del>1</del> <ins>2</ins></p></main><footer>new</footer>"
        );
        assert_eq!(with_marks(None, new), new);
    }
}
