//! A script that says so where a home page cannot look as it should: opened from the disk, or
//! not where the site belongs. Links begin at the root of the host, so that a site can lie below
//! any path; the first page that somebody opens with a double click has neither style nor
//! links, and would say nothing. The script is the one thing that a page names from where it
//! lies itself, so that it is found then.

use std::sync::Arc;

use super::asset;
use super::file::{Made, OutputFile};
use crate::base::{UrlPath, escape};

/// The script.
const SCRIPT: &str = include_str!("look.js");

/// Its name among the assets.
const NAME: &str = "engraft/look.js";

/// Where it stands.
fn address() -> UrlPath {
    asset::fingerprinted(NAME, SCRIPT.as_bytes())
}

/// The script as a file of the site.
pub(super) fn file() -> Made {
    let bytes = OutputFile::Bytes(Arc::new(SCRIPT.as_bytes().to_vec()));
    Made { files: vec![(address().output_path(), bytes)], diagnostics: Vec::new() }
}

/// Names the script at the end of the head of a page that stands at `page`, of a site that
/// belongs below `base`.
pub(super) fn in_page(html: String, page: &str, base: &str) -> String {
    let Some(at) = html.find("</head>") else { return html };
    let inside = page.trim_start_matches('/');
    let up = "../".repeat(inside.matches('/').count());
    let own = address();
    let (path, whole) = (&own.href("/")[1..], own.href(base));
    let element = format!(
        "<script src=\"{up}{}\" data-at=\"{}\" data-base=\"{}\" defer></script>\n",
        escape(path),
        escape(&whole),
        escape(base)
    );
    let mut page = html;
    page.insert_str(at, &element);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_named_from_where_the_page_lies() {
        let head = "<head>\n<title>x</title>\n</head>";
        let page = in_page(head.to_owned(), "cy/site/index.html", "/p/");
        assert!(page.contains("<script src=\"../../assets/engraft/look."), "{page}");
        assert!(page.contains("data-at=\"/p/assets/engraft/look."), "{page}");
        assert!(page.ends_with("defer></script>\n</head>"), "{page}");
        let home = in_page(head.to_owned(), "index.html", "/p/");
        assert!(home.contains("src=\"assets/engraft/look."), "{home}");
    }
}
