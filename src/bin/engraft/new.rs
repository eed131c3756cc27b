//! `engraft new article PATH` and `engraft new term NAME`: a file with its front matter,
//! each key with a word about it.

use std::path::Path;

use engraft::base::{ContentPath, Error, slugify};
use engraft::disk;
use engraft::source::CONTENT_FOLDER;

use crate::Exit;
use crate::args::{NewArgs, NewKind};
use crate::console::Console;
use crate::content;
use crate::create;

const ARTICLE: &str = include_str!("new/article.md");
const TERM: &str = include_str!("new/term.md");

pub(crate) fn run(root: &Path, args: &NewArgs, console: &Console) -> Result<Exit, Error> {
    let folder = content::content_folder(root)?;
    let (path, text, next) = match &args.kind {
        NewKind::Article { path } => {
            let path = article_path(path)?;
            let text = ARTICLE.replace("{title}", &yaml_text(&title_of(&path)));
            (path, text, "write its text, then change `status` to `published`")
        }
        NewKind::Term { name } => {
            let (path, name) = term_path(name)?;
            let text = TERM.replace("{term}", &yaml_text(&name));
            let next = "write what the term means below the second `---`, then change `status` to \
                        `published`";
            (path, text, next)
        }
    };
    if let Some(link) = disk::link_on_way(&folder, path.as_str())? {
        return Err(Error::usage(
            "this is a symbolic link, and nothing is made through it",
        )
        .at(&link)
        .with_help("choose another folder, or replace the link by what it leads to"));
    }
    create::create(&folder.join(path.as_str()), text.as_bytes())?;
    console.say(&format!(
        "Made {CONTENT_FOLDER}/{path}\n\nNext: {next}; `engraft check` tells what is missing"
    ))?;
    Ok(Exit::Clean)
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

/// A text as a YAML value: plain if nothing in it could mean something else.
pub(crate) fn yaml_text(text: &str) -> String {
    let plain = text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '(' | ')'))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if plain {
        text.to_owned()
    } else {
        serde_json::to_string(text).expect("a string is always JSON, and JSON is YAML")
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
    fn a_text_stays_a_text_in_yaml() {
        assert_eq!(yaml_text("Stem cell (HSC)"), "Stem cell (HSC)");
        assert_eq!(yaml_text("No"), "\"No\"");
        assert_eq!(yaml_text("2026"), "\"2026\"");
        assert_eq!(yaml_text("a: \"b\""), r#""a: \"b\"""#);
    }
}
