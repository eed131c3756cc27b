//! New articles and terms: where their files go, and what stands in them to begin with, each
//! key with a word about it.

use std::fmt::Write;

use super::yaml_text::yaml_text;
use crate::base::{ContentPath, Error, slugify};
use crate::source::CONTENT_FOLDER;

const ARTICLE: &str = include_str!("new_page/article.md");
const TERM: &str = include_str!("new_page/term.md");
/// What stands in a new article where its text is to be.
const NO_TEXT: &str = "Write the text here, in Markdown.";

/// What a page of a kind has: its headings, in the order in which readers ask.
const SKELETONS: &[(&[&str], &[&str])] = &[
    (
        &["treatment", "procedure", "medicine"],
        &[
            "Why you might have it",
            "Before it",
            "What happens",
            "Side effects",
            "After it",
        ],
    ),
    (
        &["test"],
        &["Why you might have it", "Before the test", "During the test", "Your results"],
    ),
    (
        &["condition", "symptom-or-side-effect"],
        &["What it is", "Signs to look for", "When to get help", "How it is treated"],
    ),
    (&["service"], &["What we do", "How to find us", "How to reach us"]),
    (&["living-with"], &["What helps", "When to get help"]),
];

/// A file that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage {
    /// Where.
    pub path: ContentPath,
    /// What stands in it.
    pub text: String,
}

/// A new article in the file that is named; its title is made of the name where none is given.
/// `kind`: what kind of page it is, for its headings.
///
/// # Errors
///
/// Wrong use: the name is no file of an article.
pub fn new_article(
    given: &str,
    title: Option<&str>,
    kind: Option<&str>,
) -> Result<NewPage, Error> {
    let path = article_path(given)?;
    let title = title.map_or_else(|| title_of(&path), str::to_owned);
    let mut text = ARTICLE.replace("{title}", &yaml_text(&title, ""));
    if let Some(kind) = kind {
        text = text.replacen(
            "status: draft\n",
            &format!("status: draft\ntype: {kind}\n"),
            1,
        );
        let headings = SKELETONS.iter().find(|(kinds, _)| kinds.contains(&kind));
        if let (Some((_, headings)), Some(at)) = (headings, text.find(NO_TEXT)) {
            text.truncate(at);
            text.push_str("Say in one or two sentences what this page is about.\n");
            for heading in *headings {
                // Writing to a text cannot fail.
                let _ = write!(text, "\n## {heading}\n\n{NO_TEXT}\n");
            }
        }
    }
    Ok(NewPage { path, text })
}

/// A new entry of the glossary, by its name or by the path of its file.
///
/// # Errors
///
/// Wrong use: that is no name for a file.
pub fn new_term(given: &str) -> Result<NewPage, Error> {
    let (path, name) = term_path(given)?;
    Ok(NewPage { path, text: TERM.replace("{term}", &yaml_text(&name, "")) })
}

fn article_path(given: &str) -> Result<ContentPath, Error> {
    let path = given.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let inside = path.strip_prefix(&format!("{CONTENT_FOLDER}/")).unwrap_or(path);
    let stem = inside.strip_suffix(".md").unwrap_or(inside);
    let name = if stem.ends_with('/') { String::new() } else { format!("{stem}.md") };
    // A path that begins at the root of the disk, or that ends with a folder, is a slip.
    let path = ContentPath::new(&name).ok_or_else(|| {
        Error::usage(format!("`{given}` is not a file below `{CONTENT_FOLDER}`"))
            .with_help(
                "write a folder and a name, such as: engraft new article care/infection",
            )
    })?;
    if path.folder() == "glossary" && path.file_name() != "index.md" {
        return Err(Error::usage("the files in `glossary` are terms, not articles")
            .with_help("type: engraft new term NAME"));
    }
    if path.as_str().split('/').any(|part| part.starts_with(['_', '.'])) {
        return Err(Error::usage(format!(
            "`{given}` would make no page: names that begin with `_` or `.` are left out"
        ))
        .with_help("choose a name that begins with a letter"));
    }
    Ok(path)
}

/// The file of a term, and its name: given as a name, or as the path of the file.
fn term_path(given: &str) -> Result<(ContentPath, String), Error> {
    let no_name = |help: &str| {
        Error::usage(format!("`{given}` gives no name for a file")).with_help(help)
    };
    let path = given.trim().replace('\\', "/");
    let path = path.trim_start_matches("./");
    let path = path.strip_prefix(&format!("{CONTENT_FOLDER}/")).unwrap_or(path);
    let below = path.strip_prefix("glossary/");
    let is_path = below.is_some() || path.strip_suffix(".md").is_some();
    if !is_path {
        let slug = slugify(given);
        return ContentPath::new(&format!("glossary/{slug}.md"))
            .filter(|_| !slug.is_empty() && slug != "index")
            .map(|path| (path, given.trim().to_owned()))
            .ok_or_else(|| {
                no_name(
                    "write the term in letters, such as: engraft new term \"stem cell\"",
                )
            });
    }
    let inside = below.unwrap_or(path);
    let stem = inside.strip_suffix(".md").unwrap_or(inside);
    let is_elsewhere = below.is_none() && stem.contains('/');
    let last = stem.rsplit('/').next().unwrap_or(stem);
    ContentPath::new(&format!("glossary/{stem}.md"))
        .filter(|_| !is_elsewhere && !last.is_empty() && !last.eq_ignore_ascii_case("index"))
        .map(|path| {
            let words = last.split('.').next().unwrap_or(last).replace(['-', '_'], " ");
            (path, words.trim().to_owned())
        })
        .ok_or_else(|| {
            no_name("terms stand in the folder `glossary`, such as: engraft new term glossary/stem-cell.md")
        })
}

/// A title made of the file's name, for the author to mend: "going-home" is "Going home".
fn title_of(path: &ContentPath) -> String {
    let stem = path.file_name().split('.').next().unwrap_or_default();
    let stem = match stem {
        "index" => path.folder().rsplit('/').next().filter(|name| !name.is_empty()),
        stem => Some(stem),
    };
    let words = stem.unwrap_or("Home").replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_lands_below_the_content_folder() {
        for (given, path, title) in [
            ("care/infection", "care/infection.md", "Infection"),
            ("site-content/going-home.md", "going-home.md", "Going home"),
            ("./after/going_home.cy.md", "after/going_home.cy.md", "Going home"),
            ("care\\infection", "care/infection.md", "Infection"),
            ("after/index", "after/index.md", "After"),
            ("index", "index.md", "Home"),
        ] {
            let found = article_path(given).unwrap();
            assert_eq!(found.as_str(), path);
            assert_eq!(title_of(&found), title);
        }
        for given in ["../x", "/etc/passwd", "", "care/", "glossary/gvhd", "_x/y", "a//b"]
        {
            assert!(article_path(given).is_err(), "{given}");
        }
    }

    #[test]
    fn a_term_is_a_file_of_the_glossary() {
        for (given, path, name) in [
            (
                "Graft-versus-host disease (GVHD)",
                "glossary/graft-versus-host-disease-gvhd.md",
                "Graft-versus-host disease (GVHD)",
            ),
            ("glossary/x.md", "glossary/x.md", "x"),
            ("site-content/glossary/stem-cell.md", "glossary/stem-cell.md", "stem cell"),
            ("glossary\\stem_cell", "glossary/stem_cell.md", "stem cell"),
            (
                "./glossary/blood/stem-cell.cy.md",
                "glossary/blood/stem-cell.cy.md",
                "stem cell",
            ),
            ("stem-cell.md", "glossary/stem-cell.md", "stem cell"),
            ("and/or", "glossary/and-or.md", "and/or"),
        ] {
            let found = term_path(given).unwrap();
            assert_eq!((found.0.as_str(), found.1.as_str()), (path, name), "{given}");
        }
        for given in [
            "../..",
            "index",
            "glossary/",
            "glossary/index.md",
            "care/x.md",
            "glossary/../x.md",
        ] {
            assert!(term_path(given).is_err(), "{given}");
        }
    }

    #[test]
    fn a_page_of_a_kind_has_its_headings() {
        let page =
            new_article("care/heart", Some("Heart: a test"), Some("test")).unwrap();
        assert!(
            page.text.starts_with("---\ntitle: \"Heart: a test\"\n"),
            "{}",
            page.text
        );
        assert!(page.text.contains("\nstatus: draft\ntype: test\n"), "{}", page.text);
        assert!(page.text.contains("\n## Before the test\n"), "{}", page.text);
        let plain = new_article("care/heart", None, Some("news")).unwrap();
        assert!(plain.text.contains(NO_TEXT), "{}", plain.text);
        let term = new_term("stem cell").unwrap();
        assert!(term.text.starts_with("---\nterm: stem cell\n"), "{}", term.text);
    }
}
