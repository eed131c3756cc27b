//! A change as a value: pieces of text replaced, files and folders moved, files created.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::{ContentPath, FileId, LineIndex};
use crate::source::{
    SourceContent, SourceFile, SourceKind, SourceTree, THEMES_FOLDER, kind_of,
};

/// A piece of a file's decoded text, and what is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that are replaced; empty where something is put in.
    pub range: Range<usize>,
    /// What replaces them.
    pub replacement: String,
}

/// What is to be changed below `site-content/`. Texts are edited first, then files are
/// moved, so that every path but the new one of a move is a path of before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    edits: BTreeMap<ContentPath, Vec<TextEdit>>,
    moves: Vec<(ContentPath, ContentPath)>,
    created: BTreeMap<ContentPath, String>,
    placed: BTreeMap<ContentPath, Vec<u8>>,
    rewritten: BTreeMap<ContentPath, Rewritten>,
    removed: BTreeMap<ContentPath, Vec<u8>>,
}

/// A file that is no part of the sources' texts, and what it is to hold instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rewritten {
    old: Vec<u8>,
    new: Vec<u8>,
}

impl Change {
    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
            && self.moves.is_empty()
            && self.created.is_empty()
            && self.placed.is_empty()
            && self.rewritten.is_empty()
            && self.removed.is_empty()
    }

    /// Replaces a piece of a file's text. Returns false, and leaves the change as it was,
    /// if another edit has the piece already; the very same edit is no harm.
    pub fn edit(
        &mut self,
        path: &ContentPath,
        range: Range<usize>,
        replacement: impl Into<String>,
    ) -> bool {
        let edit = TextEdit { range, replacement: replacement.into() };
        let known = self.edits.get(path).map_or(&[][..], Vec::as_slice);
        // They are in order and apart, so that only the two around the piece can meet it.
        let place = known.partition_point(|other| other.range.start < edit.range.start);
        if known.get(place) == Some(&edit) {
            return true;
        }
        let around = &known[place.saturating_sub(1)..known.len().min(place + 1)];
        if around.iter().any(|other| overlap(&other.range, &edit.range)) {
            return false;
        }
        self.edits.entry(path.clone()).or_default().insert(place, edit);
        true
    }

    /// Moves a file, or a folder with everything in it.
    pub fn rename(&mut self, from: ContentPath, to: ContentPath) {
        self.moves.push((from, to));
    }

    /// Creates a file.
    pub fn create(&mut self, path: ContentPath, text: impl Into<String>) {
        self.created.insert(path, text.into());
    }

    /// Creates a file that is no text, such as a picture.
    pub fn place(&mut self, path: ContentPath, bytes: Vec<u8>) {
        self.placed.insert(path, bytes);
    }

    /// Writes a file anew that is no text of the sources and holds `old`.
    pub fn rewrite(&mut self, path: ContentPath, old: Vec<u8>, new: Vec<u8>) {
        self.rewritten.insert(path, Rewritten { old, new });
    }

    /// Removes a file that holds `old`.
    pub fn remove(&mut self, path: ContentPath, old: Vec<u8>) {
        self.removed.insert(path, old);
    }

    /// The edits of each file, by its path before the change, in the order of the text.
    pub fn edits(&self) -> impl Iterator<Item = (&ContentPath, &[TextEdit])> {
        self.edits.iter().map(|(path, edits)| (path, edits.as_slice()))
    }

    /// The files and folders that are moved, from and to.
    pub fn moves(&self) -> &[(ContentPath, ContentPath)] {
        &self.moves
    }

    /// The files that are created, with their texts.
    pub fn created(&self) -> impl Iterator<Item = (&ContentPath, &str)> {
        self.created.iter().map(|(path, text)| (path, text.as_str()))
    }

    /// The files that are created and are no texts, with their bytes.
    pub fn placed(&self) -> impl Iterator<Item = (&ContentPath, &[u8])> {
        self.placed.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// The files that are written anew, with their bytes before and after.
    pub fn rewritten(&self) -> impl Iterator<Item = (&ContentPath, &[u8], &[u8])> {
        let files = self.rewritten.iter();
        files.map(|(path, bytes)| (path, bytes.old.as_slice(), bytes.new.as_slice()))
    }

    /// The files that are removed, with their bytes.
    pub fn removed(&self) -> impl Iterator<Item = (&ContentPath, &[u8])> {
        self.removed.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// Where a file or folder is after the change.
    pub fn moved(&self, path: &str) -> String {
        self.moves
            .iter()
            .find_map(|(from, to)| {
                let rest = path.strip_prefix(from.as_str())?;
                let inside = rest.is_empty() || rest.starts_with('/');
                inside.then(|| format!("{to}{rest}"))
            })
            .unwrap_or_else(|| path.to_owned())
    }

    /// The text of a file after the change. `None`: it has none.
    pub fn text_of(&self, file: &SourceFile) -> Option<Arc<str>> {
        let text = file.text()?;
        let is_content = !file.shown.starts_with(THEMES_FOLDER);
        match self.edits.get(&file.path).filter(|_| is_content) {
            Some(edits) => edited(text, edits).map(Arc::from),
            None => Some(text.clone()),
        }
    }

    /// The tree as it would be read after the change. Files keep their numbers.
    pub fn tree(&self, tree: &SourceTree) -> SourceTree {
        let is_theme = |kind| matches!(kind, SourceKind::Theme | SourceKind::ThemeAsset);
        let (themes, content): (Vec<_>, Vec<_>) =
            tree.files.iter().cloned().partition(|file| is_theme(file.kind));
        let mut files: Vec<Arc<SourceFile>> =
            content.iter().filter_map(|file| self.file(file)).collect();
        let known = tree.files.iter().chain(&tree.left_out).map(|file| file.id.0);
        let mut next = known.max().map_or(0, |id| id.saturating_add(1));
        for (path, text) in &self.created {
            let Some(kind) = kind_of(path) else { continue };
            let id = FileId(next);
            next = next.saturating_add(1);
            files.push(Arc::new(SourceFile::from_text(id, kind, path.clone(), text)));
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files.extend(themes);
        SourceTree::new(files, tree.left_out.clone())
    }

    /// A file of the content after the change; `None` if it is no part of the site then.
    fn file(&self, file: &Arc<SourceFile>) -> Option<Arc<SourceFile>> {
        if self.removed.contains_key(&file.path) {
            return None;
        }
        let to = self.moved(file.path.as_str());
        let stays = to == file.path.as_str();
        if stays && !self.edits.contains_key(&file.path) {
            return Some(file.clone());
        }
        let path = ContentPath::new(&to)?;
        let kind = if stays { file.kind } else { kind_of(&path)? };
        let content = match (&file.content, self.text_of(file)) {
            (SourceContent::Text { .. }, Some(text)) => {
                SourceContent::Text { text, lines: LineIndex::default() }
            }
            (content, _) => content.clone(),
        };
        Some(Arc::new(SourceFile::new(file.id, kind, path, content)))
    }
}

/// Whether two pieces have a byte in common, or begin at the same place, so that nobody can
/// tell which comes first.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start == other.start || (one.start < other.end && other.start < one.end)
}

/// A text with its edits, which are in order. `None`: a piece does not lie in it.
fn edited(text: &str, edits: &[TextEdit]) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in edits {
        result.push_str(text.get(copied..edit.range.start)?);
        result.push_str(&edit.replacement);
        copied = edit.range.end;
    }
    result.push_str(text.get(copied..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> ContentPath {
        ContentPath::new(path).unwrap()
    }

    fn tree(files: &[(&str, &str)]) -> SourceTree {
        let files = files.iter().enumerate().map(|(number, (name, text))| {
            let id = FileId::from(number);
            let kind = kind_of(&path(name)).unwrap();
            Arc::new(SourceFile::from_text(id, kind, path(name), text))
        });
        SourceTree::new(files.collect(), Vec::new())
    }

    #[test]
    fn edits_of_one_piece_exclude_each_other() {
        let mut change = Change::default();
        let a = path("a.md");
        assert!(change.edit(&a, 4..7, "x"));
        assert!(change.edit(&a, 4..7, "x"), "the same edit twice is one");
        assert!(!change.edit(&a, 4..7, "y"));
        assert!(!change.edit(&a, 6..9, "y"));
        assert!(!change.edit(&a, 5..5, "y"));
        assert!(!change.edit(&a, 4..4, "y"));
        assert!(change.edit(&a, 7..7, "y"));
        assert!(change.edit(&a, 0..4, ""));
        let starts: Vec<usize> =
            change.edits().next().unwrap().1.iter().map(|e| e.range.start).collect();
        assert_eq!(starts, [0, 4, 7]);
    }

    #[test]
    fn the_tree_is_what_would_be_read() {
        let before = tree(&[("a/x.md", "one two"), ("a/y.png", ""), ("b.md", "three")]);
        let mut change = Change::default();
        assert!(change.edit(&path("a/x.md"), 4..7, "2"));
        change.rename(path("a"), path("c/d"));
        change.rename(path("b.md"), path("_s/b.md"));
        change.create(path("e.md"), "new");
        let after = change.tree(&before);
        let files: Vec<(&str, SourceKind, u32)> =
            after.files.iter().map(|file| (&*file.shown, file.kind, file.id.0)).collect();
        assert_eq!(
            files,
            [
                ("site-content/_s/b.md", SourceKind::Snippet, 2),
                ("site-content/c/d/x.md", SourceKind::Article, 0),
                ("site-content/c/d/y.png", SourceKind::Asset, 1),
                ("site-content/e.md", SourceKind::Article, 3),
            ]
        );
        assert_eq!(&**after.files[1].text().unwrap(), "one 2");
    }

    #[test]
    fn a_name_that_only_begins_alike_is_not_moved() {
        let mut change = Change::default();
        change.rename(path("care"), path("cure"));
        assert_eq!(change.moved("care/x.md"), "cure/x.md");
        assert_eq!(change.moved("care"), "cure");
        assert_eq!(change.moved("careful.md"), "careful.md");
    }
}
