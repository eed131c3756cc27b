//! Where the site is, as git and cargo find theirs: in the folder where a command is typed
//! or in one above it. And which of its files somebody means by a path.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use engraft::base::Error;
use engraft::diagnostic::{Diagnostic, did_you_mean, meant};
use engraft::source::{CONFIG_FILE, CONTENT_FOLDER, SourceTree, THEMES_FOLDER};

/// The site's folder: `here` or the nearest folder above that holds the content. Where there
/// is none, `here`, so that the command says so.
pub(crate) fn find(here: &Path) -> PathBuf {
    let Ok(whole) = here.canonicalize() else { return here.to_owned() };
    // A folder of that name inside the content is a section.
    let is_content = |folder: &Path| {
        folder.ends_with(CONTENT_FOLDER) && folder.join(CONFIG_FILE).is_file()
    };
    let is_site =
        |folder: &Path| folder.join(CONTENT_FOLDER).is_dir() && !is_content(folder);
    let found = whole.ancestors().enumerate().find(|(_, folder)| is_site(folder));
    match found {
        Some((0, _)) | None => here.to_owned(),
        Some((above, _)) => {
            let up =
                std::iter::repeat_n(Component::ParentDir, above).collect::<PathBuf>();
            if here == Path::new(".") { up } else { here.join(up) }
        }
    }
}

/// The path below the content of something that is there, if somebody who is in the folder
/// `here` may mean it by `path`: as seen from `here`, with or without `.md`.
pub(crate) fn seen_from(root: &Path, here: &Path, path: &str) -> Option<String> {
    let content = root.join(CONTENT_FOLDER).canonicalize().ok()?;
    let typed = here.join(path);
    let article = here.join(format!("{path}.md"));
    let whole = typed.canonicalize().or_else(|_| article.canonicalize()).ok()?;
    let below = whole.strip_prefix(&content).ok()?;
    Some(slashes(below)).filter(|below| !below.is_empty())
}

/// Files and folders that findings are wanted of; everything if there are none.
pub(crate) struct WantedPlaces {
    /// What was typed, and the path as findings show it; empty for the whole site.
    places: Vec<(String, String)>,
}

impl WantedPlaces {
    /// What paths mean that were typed in the folder `here`.
    pub(crate) fn new(
        root: &Path,
        here: &Path,
        paths: &[String],
    ) -> Result<WantedPlaces, Error> {
        let place = |path: &String| Ok((path.clone(), shown(root, here, path)?));
        Ok(WantedPlaces { places: paths.iter().map(place).collect::<Result<_, _>>()? })
    }

    /// Whether a finding stands in one of them, or another place of it does.
    pub(crate) fn have(&self, finding: &Diagnostic, tree: &SourceTree) -> bool {
        let labels = finding.secondary.iter().map(|label| label.span);
        let mut files = finding
            .primary
            .into_iter()
            .chain(labels)
            .filter_map(|span| tree.file(span.file));
        self.places.is_empty()
            || self.is_whole_site()
            || files.any(|file| self.has_file(&file.shown))
    }

    fn is_whole_site(&self) -> bool {
        self.places.iter().any(|(_, shown)| shown.is_empty())
    }

    fn has_file(&self, file: &str) -> bool {
        self.places.iter().any(|(_, shown)| is_at_or_below(file, shown))
    }

    /// Refuses a place where Engraft reads nothing: to find nothing there means nothing.
    pub(crate) fn refuse_unread(&self, tree: &SourceTree) -> Result<(), Error> {
        let is_read = |shown: &str| {
            shown.is_empty()
                || tree.files.iter().any(|file| is_at_or_below(&file.shown, shown))
        };
        let Some((typed, shown)) = self.places.iter().find(|(_, shown)| !is_read(shown))
        else {
            return Ok(());
        };
        let files = || tree.files.iter().map(|file| &*file.shown);
        let folders = files().filter_map(|file| Some(file.rsplit_once('/')?.0));
        let places: BTreeSet<&str> = files().chain(folders).collect();
        let name = |place: &str| {
            let name = place.rsplit('/').next().unwrap_or(place).to_lowercase();
            name.trim_end_matches(".md").to_owned()
        };
        // A file that has this very name, in whatever folder, is rather meant than one in the
        // same folder that has another.
        let help = match places.iter().find(|place| name(place) == name(shown)) {
            Some(place) => meant(place),
            None => did_you_mean(
                shown,
                files(),
                "name a file or a folder as seen from here, or below site-content",
            ),
        };
        let message = format!("there is no file or folder `{typed}` that Engraft reads");
        Err(Error::usage(message).with_help(help))
    }
}

fn is_at_or_below(file: &str, place: &str) -> bool {
    let rest = file.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The path of a file or folder as findings show it: what is there as seen from `here`,
/// else as seen from the content. What is nowhere is left to be refused by its name.
fn shown(root: &Path, here: &Path, path: &str) -> Result<String, Error> {
    let content = root.join(CONTENT_FOLDER);
    let article = format!("{path}.md");
    let tries = [
        here.join(path),
        content.join(path),
        root.join(path),
        here.join(&article),
        content.join(&article),
    ];
    let Some(whole) = tries.iter().find_map(|path| path.canonicalize().ok()) else {
        let plain = path.replace('\\', "/");
        let plain = plain.trim_start_matches("./").trim_end_matches('/');
        let prefix = format!("{CONTENT_FOLDER}/");
        let plain = plain.strip_prefix(&prefix).unwrap_or(plain);
        return Ok(format!("{prefix}{plain}"));
    };
    for folder in [CONTENT_FOLDER, THEMES_FOLDER] {
        let Ok(base) = root.join(folder).canonicalize() else { continue };
        if let Ok(rest) = whole.strip_prefix(&base) {
            return Ok(slashes(&Path::new(folder).join(rest)));
        }
    }
    match root.canonicalize() {
        Ok(base) if base == whole => Ok(String::new()),
        _ => Err(Error::usage(format!("`{path}` is in no folder that Engraft reads"))
            .with_help("name a file or a folder in site-content or in themes")),
    }
}

fn slashes(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
