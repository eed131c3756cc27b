//! How else a path may be read that leads nowhere here: as other programs read it, or as it
//! was true once. What is found so is certain enough to be typed, some of it to be mended.

use super::destination::LinkContext;
use super::files::{Files, PathKind, name_of};
use super::path_text::{relative, resolve};
use crate::article::ArticleId;
use crate::base::{fold_name, fold_path};

/// What a path leads to under another reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// What to write, as seen from the file that links.
    pub(super) written: String,
    /// What else can be meant; nothing is mended then.
    pub(super) or: Option<String>,
}

impl Files {
    /// The file that `path` leads to under another reading, for a link from the page `topic`.
    pub(super) fn other_reading(
        &self,
        context: &LinkContext<'_>,
        topic: Option<&str>,
        path: &str,
        image: bool,
    ) -> Option<Reading> {
        let written = |file: &str| relative(context.folder, file);
        let certain = |file: &str| Reading { written: written(file), or: None };
        // `mouth.html` was `mouth.md` before another program published it.
        if !image && let Some(page) = without_html(path) {
            let found = self.page_at(context.folder, page);
            if let Some(file) = found {
                return Some(certain(file));
            }
        }
        // Browsers resolve a path against the address of the page, which is a folder.
        let topic = topic?;
        let is_landing = topic == "index" || topic.ends_with("/index");
        if !path.starts_with('/') && !is_landing {
            let plain = without_html(path).unwrap_or(path);
            let found = self.page_at(topic, plain).or_else(|| self.asset_at(topic, path));
            if let Some(file) = found {
                // `../agent/` may be seen from the file, and leave out an ending.
                let beside = self.page_at(context.folder, plain);
                let or = beside.filter(|other| *other != file).map(written);
                return Some(Reading { or, ..certain(file) });
            }
        }
        None
    }

    /// The two pages that a path may mean which ends with a slash: seen from the file, and
    /// seen from the address of its page, as browsers see it.
    pub(super) fn two_readings(
        &self,
        context: &LinkContext<'_>,
        path: &str,
    ) -> Option<[String; 2]> {
        let topic = &*context.source?.topic;
        let is_landing = topic == "index" || topic.ends_with("/index");
        // `../` alone is the folder above, as it is seen from the file.
        let has_name =
            path.split('/').any(|part| !matches!(part, "" | "." | ".." | "index"));
        if is_landing || path.starts_with('/') || !path.ends_with('/') || !has_name {
            return None;
        }
        let from_file = self.page_at(context.folder, path)?;
        let from_address = self.page_at(topic, path)?;
        let written = |file| relative(context.folder, file);
        (from_file != from_address).then(|| [from_file, from_address].map(written))
    }

    /// The page at a path: the file itself, without its ending, or of a folder.
    fn page_at(&self, base: &str, path: &str) -> Option<&str> {
        let base = if path.starts_with('/') { "" } else { base };
        let path = resolve(base, path)?;
        let path = path.trim_end_matches('/');
        let tries = match path {
            "" => vec!["index.md".to_owned()],
            path => {
                vec![path.to_owned(), format!("{path}.md"), format!("{path}/index.md")]
            }
        };
        tries.iter().find_map(|path| {
            let (name, file) = self.at_path(path)?;
            matches!(file, PathKind::Article(_) | PathKind::Term(_)).then_some(name)
        })
    }

    fn asset_at(&self, base: &str, path: &str) -> Option<&str> {
        let (name, file) = self.at_path(&resolve(base, path)?)?;
        matches!(file, PathKind::Asset(_)).then_some(name)
    }

    /// The only file of this name, wherever it lies. `image`: a file that is published as
    /// it is, else a page.
    pub(super) fn only_named(&self, path: &str, assets: bool) -> Option<&str> {
        let wanted = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        let wanted = fold_path(wanted);
        let mut named = self.all().filter(|(known, file)| {
            let fits = match file {
                PathKind::Asset(_) => assets,
                PathKind::Article(_) | PathKind::Term(_) => !assets,
                PathKind::Snippet(_) | PathKind::Landing(_) => false,
            };
            fits && known.rsplit('/').next().is_some_and(|name| fold_path(name) == wanted)
        });
        let (only, _) = named.next()?;
        named.next().is_none().then_some(only)
    }
}

/// The page that has the title which a link names, by its words or by the name of its file:
/// the file was renamed, and the page is still called so.
pub(super) fn by_title<'t>(
    titles: impl Iterator<Item = (ArticleId, &'t str)>,
    words: Option<&str>,
    path: &str,
) -> Option<ArticleId> {
    let name = fold_name(&name_of(path).replace(['-', '_'], " "));
    let words = words.map(fold_name).filter(|words| !words.is_empty());
    let mut of_name = None;
    for (id, title) in titles {
        let title = fold_name(title);
        if words.as_deref() == Some(title.as_str()) {
            return Some(id);
        }
        if title == name && of_name.is_none() {
            of_name = Some(id);
        }
    }
    of_name
}

/// `mouth.html`, `mouth/index.html`, `mouth.htm`: the page without what stands for it on
/// the web.
fn without_html(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"))?;
    Some(match stem.strip_suffix("index") {
        Some("") => "index.md",
        Some(folder) if folder.ends_with('/') => folder.trim_end_matches('/'),
        _ => stem,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_web_is_a_file_here() {
        assert_eq!(without_html("care/mouth.html"), Some("care/mouth"));
        assert_eq!(without_html("care/index.html"), Some("care"));
        assert_eq!(without_html("index.html"), Some("index.md"));
        assert_eq!(without_html("care/mouth.md"), None);
    }

    #[test]
    fn a_renamed_page_is_found_by_its_title() {
        let titles = || {
            let all = ["Mouth care", "Food"].into_iter().enumerate();
            all.map(|(at, title)| (ArticleId::from(at), title))
        };
        let found = |words, path| by_title(titles(), words, path).map(|id| id.0);
        assert_eq!(found(Some("food"), "care/eating.md"), Some(1));
        assert_eq!(found(Some("here"), "care/mouth-care.md"), Some(0));
        assert_eq!(found(None, "care/nothing.md"), None);
    }
}
