//! What another generator does not publish for reasons that stand outside of the article:
//! settings of the site, values that a folder hands down, and where the file lies.

use std::collections::BTreeSet;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::article::{ForeignLine, foreign_lines};
use crate::base::Date;
use crate::yaml::{Mapping, Value, ValueKind};

/// What is not published.
#[derive(Debug, Default)]
pub(super) struct Unpublished {
    /// The nearest folder last.
    cascades: Vec<Cascade>,
    /// The folders that are one page in Hugo, each with the file of that page.
    bundles: Vec<(String, String)>,
    /// Patterns of files, with the setting that they stand in.
    patterns: Vec<(&'static str, Gitignore)>,
    /// The chapters of a book.
    chapters: Option<BTreeSet<String>>,
}

/// Values that hold for a folder and all below it.
#[derive(Debug)]
struct Cascade {
    /// The file in which they stand.
    stands_in: String,
    folder: String,
    /// Each with its key.
    lines: Vec<(String, ForeignLine)>,
    /// The pages that they are meant for, if not for all.
    paths: Option<Gitignore>,
    kind: String,
}

impl Unpublished {
    /// Adds what `cascade` says, in the file of a folder or in the settings of the site.
    pub(super) fn cascade(&mut self, value: &Value, folder: &str, stands_in: &str) {
        let groups = match &value.kind {
            ValueKind::List(values) => values.as_slice(),
            _ => std::slice::from_ref(value),
        };
        for group in groups {
            let ValueKind::Mapping(group) = &group.kind else { continue };
            let mut values = group.clone();
            values.entries.retain(|entry| plain(&entry.key.value) != "target");
            let target = group
                .entries
                .iter()
                .find(|entry| plain(&entry.key.value) == "target")
                .map(|entry| &entry.value.kind);
            let inner = |name: &str| match target {
                Some(ValueKind::Mapping(target)) => {
                    target.get(name).and_then(|entry| entry.value.as_text())
                }
                _ => None,
            };
            let keys = values.entries.iter().map(|entry| plain(&entry.key.value));
            self.cascades.push(Cascade {
                stands_in: stands_in.to_owned(),
                folder: folder.to_owned(),
                lines: keys.zip(foreign_lines(&values)).collect(),
                paths: inner("path").and_then(page_patterns),
                kind: inner("kind").unwrap_or_default().to_owned(),
            });
        }
        // The sort is stable: what stands in one folder keeps its order.
        self.cascades.sort_by_key(|cascade| cascade.folder.len());
    }

    /// Adds a folder that is one page.
    pub(super) fn bundle(&mut self, folder: &str, page: &str) {
        self.bundles.push((folder.to_owned(), page.to_owned()));
    }

    /// Adds patterns of files, as git reads them.
    pub(super) fn patterns(&mut self, setting: &'static str, lines: &str) {
        self.patterns.extend(patterns(lines.lines()).map(|patterns| (setting, patterns)));
    }

    /// Says which files are chapters.
    pub(super) fn chapters(&mut self, chapters: BTreeSet<String>) {
        self.chapters = Some(chapters);
    }

    /// The setting that keeps a file out of the site.
    pub(super) fn excludes(&self, path: &str) -> Option<&'static str> {
        let excludes = |patterns: &Gitignore| {
            patterns.matched_path_or_any_parents(path, false).is_ignore()
        };
        let found = self.patterns.iter().find(|(_, patterns)| excludes(patterns));
        found.map(|(setting, _)| *setting)
    }

    /// Why readers do not see an article, as far as it does not say so itself.
    pub(super) fn reasons(&self, path: &str, own: &Mapping, today: Date) -> Vec<String> {
        let mut reasons = Vec::new();
        if let Some(setting) = self.excludes(path) {
            reasons.push(format!("{setting} in the settings of the site"));
        }
        if self.chapters.as_ref().is_some_and(|chapters| !chapters.contains(path)) {
            reasons.push("it is no chapter in SUMMARY.md".to_owned());
        }
        if let Some((_, page)) = self.bundles.iter().find(|(folder, page)| {
            is_below(path, folder) && path != page && !is_same_page(path, page)
        }) {
            reasons.push(format!("its folder is one page, {page}"));
        }
        // A key of the article, or of a nearer folder, is the one that counts.
        let mut known: BTreeSet<String> =
            own.entries.iter().map(|entry| plain(&entry.key.value)).collect();
        for cascade in self.cascades.iter().rev().filter(|cascade| cascade.reaches(path))
        {
            for (key, says) in &cascade.lines {
                if known.insert(key.clone()) && says.hides_on(today) {
                    reasons.push(format!(
                        "{}, in the cascade of {}",
                        says.written, cascade.stands_in
                    ));
                }
            }
        }
        reasons
    }
}

impl Cascade {
    fn reaches(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_section = name.starts_with("_index.");
        let is_kind = match self.kind.as_str() {
            "page" => !is_section,
            "section" | "home" => is_section,
            _ => true,
        };
        let page = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let page = page.trim_end_matches("_index").trim_end_matches("/index");
        let is_path = self.paths.as_ref().is_none_or(|paths| {
            let page = page.trim_matches('/');
            page.is_empty()
                || paths.matched_path_or_any_parents(page, is_section).is_ignore()
        });
        is_below(path, &self.folder) && is_kind && is_path
    }
}

/// Whether a file lies in a folder or below it.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether two files are one page in two languages: `index.md` and `index.cy.md`.
fn is_same_page(path: &str, page: &str) -> bool {
    let folder =
        |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).len();
    let name = path.rsplit('/').next().unwrap_or(path);
    folder(path) == folder(page) && name.starts_with("index.")
}

/// A key without capitals and the underscore that it began with in older versions.
fn plain(key: &str) -> String {
    key.trim_start_matches('_').to_lowercase()
}

/// The pattern of pages that values are meant for: `/care/**`, or several in braces. `None`:
/// it cannot be read, and the values are held to be meant for all.
fn page_patterns(path: &str) -> Option<Gitignore> {
    match path.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(several) => patterns(several.split(',')),
        None if path.contains('{') => None,
        None => patterns([path]),
    }
}

/// Patterns as git reads them. `None`: there are none that can be read.
fn patterns<'l>(lines: impl IntoIterator<Item = &'l str>) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new("");
    for line in lines {
        // A pattern that cannot be read keeps nothing out, and the others count.
        let _ = builder.add_line(None, line);
    }
    builder.build().ok().filter(|patterns| !patterns.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::from::format::SettingsFormat;

    fn reasons(unpublished: &Unpublished, path: &str, own: &str) -> usize {
        let own = SettingsFormat::Yaml.read(own).unwrap();
        let today = Date::parse("2026-06-01").unwrap();
        unpublished.reasons(path, &own, today).len()
    }

    #[test]
    fn a_folder_hands_down_what_a_page_does_not_say_itself() {
        let mut unpublished = Unpublished::default();
        let text = "- {draft: true}\n- {build: {render: never}, target: {kind: section}}";
        let value = SettingsFormat::Yaml.read(&format!("cascade:\n{text}")).unwrap();
        unpublished.cascade(&value.entries[0].value, "care", "care/_index.md");
        assert_eq!(reasons(&unpublished, "care/a.md", ""), 1);
        assert_eq!(reasons(&unpublished, "care/deep/a.md", ""), 1);
        assert_eq!(reasons(&unpublished, "care/a.md", "draft: false"), 0);
        assert_eq!(reasons(&unpublished, "care/_index.md", "draft: false"), 1);
        assert_eq!(reasons(&unpublished, "careful/a.md", ""), 0);
    }

    #[test]
    fn a_cascade_may_be_meant_for_some_paths() {
        let mut unpublished = Unpublished::default();
        let value = SettingsFormat::Yaml
            .read("cascade: {draft: true, _target: {path: \"/staff/**\"}}")
            .unwrap();
        unpublished.cascade(&value.entries[0].value, "", "hugo.yaml");
        assert_eq!(reasons(&unpublished, "staff/a.md", ""), 1);
        assert_eq!(reasons(&unpublished, "care/a.md", ""), 0);
    }

    #[test]
    fn patterns_chapters_and_bundles_keep_files_out() {
        let mut unpublished = Unpublished::default();
        unpublished.patterns("exclude_docs", "/templates/\n*.draft.md\n!ok.draft.md\n");
        assert_eq!(reasons(&unpublished, "templates/a.md", ""), 1);
        assert_eq!(reasons(&unpublished, "b/x.draft.md", ""), 1);
        assert_eq!(reasons(&unpublished, "b/ok.draft.md", ""), 0);
        assert_eq!(unpublished.excludes("b/templates/a.png"), None);
        let mut unpublished = Unpublished::default();
        unpublished.chapters(BTreeSet::from(["a.md".to_owned()]));
        assert_eq!(reasons(&unpublished, "a.md", ""), 0);
        assert_eq!(reasons(&unpublished, "b.md", ""), 1);
        let mut unpublished = Unpublished::default();
        unpublished.bundle("care/mouth", "care/mouth/index.md");
        assert_eq!(reasons(&unpublished, "care/mouth/index.md", ""), 0);
        assert_eq!(reasons(&unpublished, "care/mouth/index.cy.md", ""), 0);
        assert_eq!(reasons(&unpublished, "care/mouth/part.md", ""), 1);
        assert_eq!(reasons(&unpublished, "care/other.md", ""), 0);
    }
}
