//! How the files of another generator's site find each other: links by path, links by name,
//! texts that others include; and what an article is called.

use super::obsidian::Target;
use super::{Foreign, ForeignFile, Generator, MOST_TEXT, stem};
use crate::base::{ContentPath, decode};
use crate::import::folder::relative;
use crate::import::{address, outline};

impl Foreign {
    /// The title of an article that has none in its front matter.
    pub(super) fn title(&self, file: &ForeignFile, body: &str) -> String {
        let heading = body.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.filter(|_| self.generator != Generator::Obsidian);
        if let Some(heading) = heading {
            return heading.split(" {#").next().unwrap_or(heading).trim().to_owned();
        }
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        match self.generator {
            // There, the name of the file is the title, in its own letters.
            Generator::Obsidian => stem(name).to_owned(),
            _ => outline::title_of_file(stem(name).trim_start_matches('_')),
        }
    }

    /// What a local address has become, as seen from a file.
    pub(super) fn address(&self, from: &ForeignFile, address: &str) -> Option<String> {
        if address::leads(address) != address::Leads::Beside {
            return None;
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        let path = decode(path);
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = if path.starts_with('/') { "" } else { folder };
        let local = ContentPath::resolve(base, &path);
        let local = local.as_ref().map_or("", ContentPath::as_str);
        let names = [
            local.to_owned(),
            format!("{local}.md"),
            format!("{local}/index.md"),
            format!("{local}/_index.md"),
            format!("{local}/README.md"),
            local.trim_end_matches(".html").to_owned() + ".md",
        ];
        let at = names
            .iter()
            .find_map(|name| self.by_path.get(name.trim_start_matches('/')))?;
        let target = &self.files[*at].target;
        Some(format!("{}{rest}", encoded(&relative(&from.target, target))))
    }

    /// The file of a name that stands between double brackets.
    pub(super) fn named(&self, from: &ForeignFile, name: &str) -> Option<Target> {
        let by_path = [name.to_owned(), format!("{name}.md")];
        let mut by_path = by_path.iter().filter_map(|path| self.by_path.get(path));
        let at = match by_path.next() {
            Some(at) => Some(*at),
            None => self
                .by_name
                .get(&name.rsplit('/').next().unwrap_or(name).to_lowercase())
                .copied()
                .flatten(),
        }?;
        let file = &self.files[at];
        let way = relative(&from.target, &file.target);
        Some(if file.is_article { Target::Note(way) } else { Target::File(way) })
    }

    /// The text of a file that another includes.
    pub(super) fn include(&self, from: &ForeignFile, name: &str) -> Option<String> {
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = ContentPath::resolve(folder, name);
        let top = ContentPath::resolve("", name);
        let mut paths = [beside, top].into_iter().flatten();
        let bytes = paths.find_map(|path| self.read(path.as_str(), MOST_TEXT).ok())?;
        String::from_utf8(bytes).ok()
    }
}

/// A path as an address in Markdown.
fn encoded(path: &str) -> String {
    path.replace(' ', "%20")
}
