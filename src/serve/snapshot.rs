//! What the server answers from: one value, replaced whole, so that no answer mixes two
//! builds.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::base::{Error, OutputPath, UrlPath};
use crate::build::Built;
use crate::output::{OutputFile, OutputSet, SearchedTexts};

/// The site at one moment.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    /// Counts the snapshots.
    pub(super) version: u64,
    /// What is answered with: of the last build without an error, if there was one.
    pub(super) shown: Arc<ShownFiles>,
    /// What the newest build came to: none where a finished folder is served.
    pub(super) newest: Option<Newest>,
    /// The page of the article that was edited last, and the snapshot that showed it
    /// first.
    pub(super) edited: Option<(u64, String)>,
}

/// What the newest build came to.
#[derive(Debug, Clone)]
pub(super) struct Newest {
    /// The last build that came to an end, with its findings.
    pub(super) built: Arc<Built>,
    /// Why a newer one did not.
    pub(super) failure: Option<Arc<Error>>,
    /// Whether `shown` is of an older build.
    pub(super) is_held_back: bool,
}

/// The files that are answered with.
#[derive(Debug, Default)]
pub(super) struct ShownFiles {
    pub(super) output: OutputSet,
    /// What the search finds in texts, made once somebody searches.
    pub(super) texts: Arc<SearchedTexts>,
    /// The path of `base_url`, with slashes at both ends.
    pub(super) base_path: String,
    /// Old addresses, and where they lead.
    pub(super) moved: BTreeMap<OutputPath, String>,
    /// The folders that files on disk may lie in.
    pub(super) roots: Vec<PathBuf>,
}

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resource<'s> {
    /// A file.
    File(&'s OutputPath, &'s OutputFile),
    /// Another address, encoded.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

impl ShownFiles {
    /// The files of a build.
    pub(super) fn of(built: &Built, roots: Vec<PathBuf>) -> ShownFiles {
        let base_path = built.config.base_path().to_owned();
        let redirects = &built.site.redirects;
        let mut moved: BTreeMap<OutputPath, String> = BTreeMap::new();
        for old in redirects.iter().filter(|old| old.fragment.is_none()) {
            let address = built.site.permalink(old.to).href(&base_path);
            moved.insert(old.from.output_path(), address);
        }
        // No server is told of a fragment: where parts went elsewhere, the page there leads on.
        for old in redirects.iter().filter(|old| old.fragment.is_some()) {
            moved.remove(&old.from.output_path());
        }
        let (output, texts) = (built.output.clone(), Arc::clone(&built.texts));
        ShownFiles { output, texts, base_path, moved, roots }
    }

    /// Looks an encoded path up among the files of the build. It is decoded once, and no
    /// part of it ever reaches the disk.
    pub(super) fn find(&self, path: &str) -> Resource<'_> {
        let Ok(decoded) = percent_decode_str(path).decode_utf8() else {
            return Resource::Nothing;
        };
        let Some(inner) = decoded.strip_prefix(&*self.base_path) else {
            let is_above = self.base_path.strip_suffix('/') == Some(&decoded);
            return if is_above || decoded == "/" {
                Resource::Elsewhere(self.home())
            } else {
                Resource::Nothing
            };
        };
        let is_folder = inner.is_empty() || inner.ends_with('/');
        let file =
            if is_folder { format!("{inner}index.html") } else { inner.to_owned() };
        let Some(file) = OutputPath::new(&file) else { return Resource::Nothing };
        if let Some(address) = self.moved.get(&file) {
            return Resource::Elsewhere(address.clone());
        }
        if let Some((file, content)) = self.output.files.get_key_value(&file) {
            return Resource::File(file, content);
        }
        if let Some((file, content)) = self.texts.file(&file) {
            return Resource::File(file, content);
        }
        self.folder(&file)
    }

    /// A page that was asked for without its final slash.
    fn folder(&self, file: &OutputPath) -> Resource<'_> {
        let page = UrlPath::page(file.as_str().split('/'));
        let index = page.output_path();
        if let Some(address) = self.moved.get(&index) {
            return Resource::Elsewhere(address.clone());
        }
        if self.output.files.contains_key(&index) {
            return Resource::Elsewhere(page.href(&self.base_path));
        }
        Resource::Nothing
    }

    /// The encoded address of the home page.
    pub(super) fn home(&self) -> String {
        UrlPath::page([]).href(&self.base_path)
    }

    /// The page for what is not there.
    pub(super) fn not_found(&self) -> Option<&OutputFile> {
        self.output.files.get(&OutputPath::new("404.html")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base_path: &str) -> ShownFiles {
        let path = |path| OutputPath::new(path).unwrap();
        let empty = || OutputFile::Bytes(Arc::default());
        let names = ["index.html", "after/gvhd/index.html", "two words é.pdf"];
        let files = names.map(|name| (path(name), empty()));
        let moved = [(path("old/gvhd/index.html"), "/p/after/gvhd/".to_owned())];
        ShownFiles {
            output: OutputSet { files: files.into(), ..OutputSet::default() },
            base_path: base_path.to_owned(),
            moved: moved.into(),
            ..ShownFiles::default()
        }
    }

    #[test]
    fn an_address_is_found_below_the_path_of_the_site() {
        let shown = shown("/p/");
        let file = |path| match shown.find(path) {
            Resource::File(path, _) => path.as_str().to_owned(),
            other => panic!("{path}: {other:?}"),
        };
        assert_eq!(file("/p/"), "index.html");
        assert_eq!(file("/p/after/gvhd/"), "after/gvhd/index.html");
        assert_eq!(file("/p/after/gvhd/index.html"), "after/gvhd/index.html");
        assert_eq!(file("/p/two%20words%20%C3%A9.pdf"), "two words é.pdf");
        let elsewhere = |address: &str| Resource::Elsewhere(address.to_owned());
        assert_eq!(shown.find("/"), elsewhere("/p/"));
        assert_eq!(shown.find("/p"), elsewhere("/p/"));
        assert_eq!(shown.find("/p/after/gvhd"), elsewhere("/p/after/gvhd/"));
        assert_eq!(shown.find("/p/old/gvhd/"), elsewhere("/p/after/gvhd/"));
        assert_eq!(shown.find("/p/old/gvhd"), elsewhere("/p/after/gvhd/"));
    }

    #[test]
    fn nothing_else_is_found() {
        let shown = shown("/p/");
        for path in [
            "/after/gvhd/",
            "/p/after/",
            "/p//",
            "/p/after/../index.html",
            "/p/%2e%2e/secret",
            "/p/after%2f..%2findex.html",
            "/p/%ff%fe",
            "/p/index.html%00",
            "/p/index.html/",
            "//evil.example/p/",
            "/px",
        ] {
            assert_eq!(shown.find(path), Resource::Nothing, "{path}");
        }
    }
}
