//! What a theme's author asks: which themes there are, which files they are made of, and
//! the text of one that comes with Engraft.

use std::collections::BTreeMap;

use crate::base::{ContentPath, Error};
use crate::diagnostic::{is_one_slip_away, meant, nearest};
use crate::source::SourceFile;

use super::layer;
use super::layer_file::LayerFile;
use super::manifest::{self, ThemeManifest};
use super::{DEFAULT_THEME, Theme};

/// A theme that a site can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeSummary {
    /// Its name, which is that of its folder.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// It comes with Engraft.
    pub is_embedded: bool,
    /// The site has files of it.
    pub is_own: bool,
    /// The theme whose files stand in where it has none.
    pub extends: Option<String>,
    /// For people.
    pub description: Option<String>,
}

/// A file of a theme: the one that wins at its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path below the theme's folder.
    pub path: String,
    /// The theme that it belongs to.
    pub theme: String,
    /// It is a file of the site; else it comes with Engraft.
    pub is_own: bool,
    /// The themes whose files at the same path it stands over.
    pub over: Vec<String>,
}

/// A file that comes with Engraft, to be made the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ejected {
    /// The theme that has it.
    pub from: String,
    /// Its path below a theme's folder.
    pub path: String,
    /// Its content.
    pub bytes: &'static [u8],
    /// `theme.yaml`, for a theme that is not there yet.
    pub manifest: Option<String>,
}

/// Every theme that the site can use, by name.
pub fn themes(site_files: &[&SourceFile]) -> Vec<ThemeSummary> {
    let names = layer::known(site_files).into_iter();
    names.map(|name| summary(name, site_files)).collect()
}

fn summary(name: String, site_files: &[&SourceFile]) -> ThemeSummary {
    let own = layer::own_files(&name, site_files);
    let embedded = layer::embedded_files(&name);
    let file = own.get("theme.yaml").or_else(|| embedded.get("theme.yaml"));
    let manifest = file.map(|file| manifest::read(file, &mut Vec::new()));
    let ThemeManifest { name: title, extends, description } =
        manifest.unwrap_or_default();
    let extends = extends.map(|extends| extends.value);
    let stands_alone = name == DEFAULT_THEME;
    let extends = extends.or_else(|| (!stands_alone).then(|| DEFAULT_THEME.to_owned()));
    ThemeSummary {
        is_embedded: !embedded.is_empty(),
        is_own: !own.is_empty(),
        extends,
        title,
        description,
        name,
    }
}

impl Theme {
    /// Every file that it is made of, by path.
    pub fn files(&self) -> Vec<ThemeFile> {
        let mut files: BTreeMap<&str, ThemeFile> = BTreeMap::new();
        for layer in &self.layers.layers {
            for (path, file) in &layer.files {
                if let Some(winner) = files.get_mut(path.as_str()) {
                    winner.over.push(layer.theme.clone());
                    continue;
                }
                let winner = ThemeFile {
                    path: path.clone(),
                    theme: layer.theme.clone(),
                    is_own: !matches!(file, LayerFile::Embedded(_)),
                    over: Vec::new(),
                };
                files.insert(path, winner);
            }
        }
        files.into_values().collect()
    }

    /// The file that comes with Engraft at a path of this theme.
    fn embedded(&self, path: &str) -> Option<(&str, &'static [u8])> {
        self.layers.layers.iter().find_map(|layer| match layer.files.get(path)? {
            LayerFile::Embedded(bytes) => Some((layer.theme.as_str(), *bytes)),
            LayerFile::Text { .. } | LayerFile::OnDisk { .. } => None,
        })
    }
}

/// Finds the file at `path` of the theme `name` that comes with Engraft. A theme that does
/// not exist yet is one that extends the default theme.
///
/// # Errors
///
/// The theme's name is no name of a folder, or looks like a slip; no theme of Engraft has
/// such a file.
pub fn eject(
    name: &str,
    path: &str,
    site_files: &[&SourceFile],
) -> Result<Ejected, Error> {
    let known = layer::known(site_files);
    let is_new = !known.iter().any(|theme| theme == name);
    if is_new {
        refuse_slip(name, &known)?;
    }
    let base = if is_new { DEFAULT_THEME } else { name };
    let theme = Theme::load(base, site_files, &[]).value;
    let path = inside(name, path);
    let Some((from, bytes)) = theme.embedded(&path) else {
        return Err(no_such_file(&theme, &path));
    };
    let manifest = is_new.then(|| {
        format!(
            "name: {name}\ncontract: {}\nextends: {DEFAULT_THEME}\n",
            manifest::CONTRACT
        )
    });
    Ok(Ejected { from: from.to_owned(), path, bytes, manifest })
}

/// A path as people may copy it, as seen from the theme's folder.
fn inside(theme: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let path = path.strip_prefix("themes/").unwrap_or(path);
    let path = path.strip_prefix(&format!("{theme}/")).unwrap_or(path);
    path.to_owned()
}

fn refuse_slip(name: &str, known: &[String]) -> Result<(), Error> {
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_folder = ContentPath::new(name).is_some() && name.chars().all(is_word);
    if !is_folder {
        let message = format!("`{name}` is no name for a theme");
        let help = "write small letters, digits and hyphens, such as `riverside`";
        return Err(Error::usage(message).with_help(help));
    }
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => Err(Error::usage(format!("there is no theme `{name}`"))
            .with_help(meant(&format!("--theme {near}")))),
        None => Ok(()),
    }
}

/// What other programs call a template, or a part of one.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("footer", "base"),
    ("header", "base"),
    ("head", "base"),
    ("layout", "base"),
    ("baseof", "base"),
    ("main", "base"),
    ("page", "article"),
    ("single", "article"),
    ("post", "article"),
    ("content", "article"),
    ("list", "section"),
    ("index", "home"),
    ("404", "not-found"),
    ("sidebar", "nav"),
    ("navigation", "nav"),
    ("breadcrumbs", "base"),
    ("navbar", "menu"),
];

fn no_such_file(theme: &Theme, path: &str) -> Error {
    let embedded: Vec<ThemeFile> = theme
        .files()
        .into_iter()
        .filter(|file| theme.embedded(&file.path).is_some())
        .collect();
    let paths = || embedded.iter().map(|file| file.path.as_str());
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    // `article` and `article.html` are what people call `templates/article.html`.
    let bare = name(path).trim_end_matches(".html").to_lowercase();
    let ours = |bare: &str| {
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == bare);
        other.map(|(_, name)| format!("{name}.html"))
    };
    let asked =
        [name(path), format!("{}.html", name(path)), ours(&bare).unwrap_or_default()];
    let named = paths().find(|known| asked.contains(&name(known))).or_else(|| {
        let names: Vec<String> = paths().map(name).collect();
        let mut others = OTHER_NAMES.iter().map(|(other, _)| *other);
        let slip = others.find(|other| is_one_slip_away(&bare, other)).and_then(ours);
        let near = || nearest(&asked[0], names.iter().map(String::as_str));
        let meant = slip.or_else(|| near().map(str::to_owned))?;
        paths().find(|known| name(known) == meant)
    });
    let help = match named {
        Some(near) => meant(near),
        None => "`engraft theme files` lists the files that there are".to_owned(),
    };
    Error::usage(format!("no theme of Engraft has a file `{path}`")).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_be_written_as_it_is_seen() {
        for path in [
            "templates/article.html",
            "./templates/article.html",
            "themes/default/templates/article.html",
            "themes\\default\\templates\\article.html",
        ] {
            let ejected = eject("default", path, &[]).unwrap();
            assert_eq!(ejected.path, "templates/article.html");
            assert_eq!(ejected.manifest, None);
        }
    }

    #[test]
    fn a_new_theme_gets_what_it_needs() {
        let ejected = eject("riverside", "templates/nav.html", &[]).unwrap();
        assert_eq!(ejected.from, "default");
        let manifest = ejected.manifest.unwrap();
        assert!(manifest.contains("contract: 1\nextends: default\n"), "{manifest}");
        let ejected = eject("handbook", "templates/word.html", &[]).unwrap();
        assert_eq!((ejected.from.as_str(), ejected.manifest), ("default", None));
    }

    #[test]
    fn a_slip_is_told_what_to_type() {
        for (theme, path, help) in [
            ("default", "article.html", "`templates/article.html`"),
            ("default", "blocks/urgent", "`templates/blocks/urgent.html`"),
            ("default", "templates/artcle.html", "`templates/article.html`"),
            ("default", "../../etc/passwd", "engraft theme files"),
            ("defalt", "templates/article.html", "`--theme default`"),
            ("../x", "templates/article.html", "`riverside`"),
        ] {
            let error = eject(theme, path, &[]).unwrap_err();
            assert!(error.help().unwrap().contains(help), "{theme} {path}: {error:?}");
        }
    }

    #[test]
    fn the_layer_that_wins_is_told() {
        let files = Theme::load("handbook", &[], &[]).value.files();
        let file = |path: &str| files.iter().find(|file| file.path == path).unwrap();
        let nav = file("templates/nav.html");
        assert_eq!(
            (nav.theme.as_str(), nav.over.as_slice()),
            ("handbook", &["default".to_owned()][..])
        );
        assert!(file("templates/word.html").over.is_empty());
    }
}
