//! Files that are no articles, and the articles that they stand beside: where readers see none
//! of these, they are not to find the files either.

use std::collections::BTreeMap;

use super::{Foreign, ForeignFile, Generator, MOST_TEXT, STATIC};

/// The articles of each folder that readers do not see.
pub(super) struct Owners {
    /// By folder: the path of one of its articles, and whether all are withheld.
    folders: BTreeMap<String, OwnerFolder>,
}

#[derive(Debug)]
struct OwnerFolder {
    article: String,
    is_withheld: bool,
    /// It is one page, to which all below belongs.
    is_page: bool,
}

impl Owners {
    /// The article because of which readers do not see a file.
    pub(super) fn withheld(&self, path: &str) -> Option<String> {
        let mut above: Vec<&OwnerFolder> = Vec::new();
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            above.extend(self.folders.get(parent));
            folder = parent;
        }
        above.extend(self.folders.get(""));
        let owner = above.iter().find(|folder| folder.is_page).or(above.first())?;
        owner.is_withheld.then(|| format!("`{}`", owner.article))
    }
}

impl Foreign {
    /// Which folders hold articles that readers see.
    pub(super) fn owners(&self) -> Owners {
        let mut folders: BTreeMap<String, OwnerFolder> = BTreeMap::new();
        let own = |file: &&ForeignFile| {
            file.is_article && file.planned.is_none() && !file.path.starts_with(STATIC)
        };
        for file in self.files.iter().filter(own) {
            let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            let is_page = self.generator == Generator::Hugo
                && name.starts_with("index.")
                && !folder.is_empty();
            let is_withheld = self.is_withheld(file);
            let known = folders.entry(folder.to_owned()).or_insert_with(|| OwnerFolder {
                article: file.path.clone(),
                is_withheld,
                is_page,
            });
            // In a folder that is one page, that page alone counts.
            if is_page && !known.is_page {
                *known = OwnerFolder { article: file.path.clone(), is_withheld, is_page };
            } else if is_page == known.is_page {
                known.is_withheld &= is_withheld;
            }
        }
        Owners { folders }
    }

    fn is_withheld(&self, file: &ForeignFile) -> bool {
        // What cannot be read is told when it is taken over.
        let Ok(bytes) = self.read(&file.path, MOST_TEXT) else { return true };
        let text = crate::import::html::decode(&bytes).replace("\r\n", "\n");
        let (front, _) = self.split(&text);
        front.is_withheld(self.today) || !self.reasons(file, &front).is_empty()
    }
}
