//! The site of another generator: its articles stay the Markdown that they are, and what is
//! that generator's own becomes ours where there is a counterpart.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

mod front;
mod hugo;
mod mdbook;
mod mkdocs;
mod obsidian;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{MOST_DEPTH, MOST_FILES, relative};
use super::loss::Losses;
use crate::base::{ContentPath, Error, FileId, decode, slugify};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, SymbolicLinks, trouble};
use obsidian::Target;

/// The largest article, and the largest other file.
const MOST_TEXT: u64 = 5_000_000;
const MOST_FILE: u64 = 200 << 20;

/// A generator whose sites can be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// `MkDocs`, with or without its Material theme.
    Mkdocs,
    /// `mdBook`.
    Mdbook,
    /// A vault of Obsidian.
    Obsidian,
}

/// What a generator's own files are, which are no part of the site.
const OWN: &[&str] =
    &["SUMMARY.md", "book.toml", "mkdocs.yml", "hugo.toml", "config.toml"];

/// The site of another generator.
#[derive(Debug)]
pub struct Foreign {
    generator: Generator,
    root: PathBuf,
    files: Vec<ForeignFile>,
    /// The number of a file by its path.
    by_path: BTreeMap<String, usize>,
    /// The same by its name alone, in lower case, where only one has it.
    by_name: BTreeMap<String, Option<usize>>,
    /// Where each chapter stands in the order of the book.
    order: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct ForeignFile {
    path: String,
    target: ContentPath,
    is_article: bool,
}

/// A file that was taken over.
#[derive(Debug)]
pub struct Taken {
    /// Its file below the content folder.
    pub path: ContentPath,
    /// What it holds.
    pub content: Content,
    losses: Losses,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// An article.
    Text(String),
    /// A picture or another file, as it was.
    Bytes(Vec<u8>),
}

impl Taken {
    /// What was lost or decided, as findings about the file that holds its text.
    pub fn findings(&self, file: FileId) -> Vec<Diagnostic> {
        match &self.content {
            Content::Text(text) => self.losses.findings(file, text),
            Content::Bytes(_) => Vec::new(),
        }
    }
}

impl Foreign {
    /// Finds the files of a site; `section` is where they go.
    ///
    /// # Errors
    ///
    /// Wrong use: it is no folder, or holds no article. Machine: a folder cannot be read.
    pub fn find(
        place: &Path,
        generator: Generator,
        section: &str,
    ) -> Result<Foreign, Error> {
        if !place.is_dir() {
            return Err(Error::usage("this is no folder").at(place).with_help(
                "name the folder of the other site, such as: engraft import old-site --from hugo",
            ));
        }
        // The articles stand in a folder of their own, if the whole site is named.
        let inner = match generator {
            Generator::Hugo => "content",
            Generator::Mkdocs => "docs",
            Generator::Mdbook => "src",
            Generator::Obsidian => "",
        };
        let mut roots = vec![place.to_owned()];
        if !inner.is_empty() && place.join(inner).is_dir() {
            roots = vec![place.join(inner)];
            // What stands there is published at the top.
            roots.extend(
                Some(place.join("static"))
                    .filter(|own| generator == Generator::Hugo && own.is_dir()),
            );
        }
        let mut site = Foreign {
            generator,
            root: roots[0].clone(),
            files: Vec::new(),
            by_path: BTreeMap::new(),
            by_name: BTreeMap::new(),
            order: BTreeMap::new(),
        };
        let mut taken = BTreeSet::new();
        for root in &roots {
            let prefix =
                if root == &site.root { String::new() } else { "../static/".to_owned() };
            let mut paths = Vec::new();
            walk(root, "", 0, &mut paths)?;
            for path in paths {
                site.add(&path, &format!("{prefix}{path}"), section, &mut taken)?;
            }
        }
        if !site.files.iter().any(|file| file.is_article) {
            return Err(Error::usage(
                "there is no article of such a site in this folder",
            )
            .at(place)
            .with_help("name the folder that holds its Markdown"));
        }
        if generator == Generator::Mdbook {
            let summary = site.read("SUMMARY.md", MOST_TEXT).unwrap_or_default();
            let chapters = mdbook::chapters(&String::from_utf8_lossy(&summary));
            site.order =
                chapters.into_iter().enumerate().map(|(at, path)| (path, at)).collect();
        }
        Ok(site)
    }

    fn add(
        &mut self,
        path: &str,
        source: &str,
        section: &str,
        taken: &mut BTreeSet<String>,
    ) -> Result<(), Error> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if OWN.contains(&name) || path.split('/').any(|part| part.starts_with('.')) {
            return Ok(());
        }
        let is_article = name.rsplit_once('.').is_some_and(|(_, ending)| {
            ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
        });
        if !is_article && !is_published(name) {
            return Ok(());
        }
        let target = Foreign::target(path, is_article);
        let slash = if section.is_empty() { "" } else { "/" };
        let Some(target) = ContentPath::new(&format!("{section}{slash}{target}")) else {
            return Ok(());
        };
        if !taken.insert(target.as_str().to_lowercase()) {
            return Err(Error::usage(format!("two files become `{target}`"))
                .at(&self.root.join(source))
                .with_help("rename one of them, and import again"));
        }
        let at = self.files.len();
        self.by_path.insert(path.to_owned(), at);
        for key in [name.to_lowercase(), stem(name).to_lowercase()] {
            let known = self.by_name.entry(key).or_insert(Some(at));
            if *known != Some(at) {
                *known = None;
            }
        }
        self.files.push(ForeignFile { path: source.to_owned(), target, is_article });
        Ok(())
    }

    /// What a path is called here.
    fn target(path: &str, is_article: bool) -> String {
        let mut parts: Vec<String> = path.split('/').map(portable).collect();
        if let Some(last) = parts.last_mut().filter(|_| is_article) {
            let own = stem(last).to_owned();
            *last = match own.as_str() {
                "readme" | "README" | "_index" | "index" => "index.md".to_owned(),
                own => format!("{own}.md"),
            };
            // A page and its language: `_index.cy.md`.
            if let Some(rest) = last.strip_prefix("_index.") {
                *last = format!("index.{rest}");
            }
        }
        parts.join("/")
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Takes a file over.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn take(&self, at: usize) -> Result<Taken, Error> {
        let file = &self.files[at];
        let path = file.target.clone();
        let mut losses = Losses::default();
        if !file.is_article {
            let content = Content::Bytes(self.read(&file.path, MOST_FILE)?);
            return Ok(Taken { path, content, losses });
        }
        let bytes = self.read(&file.path, MOST_TEXT)?;
        let text = super::html::decode(&bytes).replace("\r\n", "\n");
        let (front, body) = front::split(&text);
        let include = |name: &str| self.include(file, name);
        let page = |name: &str| self.address(file, name);
        let find = |name: &str| self.named(file, name);
        let body = match self.generator {
            Generator::Hugo => hugo::body(body, &page, &mut losses),
            Generator::Mkdocs => mkdocs::body(body, &include, &mut losses),
            Generator::Mdbook => mdbook::body(body, &include, &mut losses),
            Generator::Obsidian => obsidian::body(body, &find, &mut losses),
        };
        let body = scan::lines(&body, &mut |line| {
            scan::links(line, &mut |address| self.address(file, address))
        });
        // There, other names of a note are what links find it by; elsewhere they are addresses.
        let aliases = if self.generator == Generator::Obsidian {
            "aliases"
        } else {
            "redirect_from"
        };
        let title = self.title(file, &body);
        let mut text = front.write(aliases, &title, &mut losses);
        if let Some(place) = self.order.get(&file.path) {
            let weight = format!("weight: {}\n---\n", (place + 1) * 10);
            text = format!("{}{weight}", text.trim_end_matches("---\n"));
        }
        let body = body.trim_matches('\n');
        if !body.is_empty() {
            let _ = writeln!(text, "\n{body}");
        }
        Ok(Taken { path, content: Content::Text(text), losses })
    }

    /// The title of an article that has none in its front matter.
    fn title(&self, file: &ForeignFile, body: &str) -> String {
        let heading = body.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.filter(|_| self.generator != Generator::Obsidian);
        if let Some(heading) = heading {
            return heading.split(" {#").next().unwrap_or(heading).trim().to_owned();
        }
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        match self.generator {
            // There, the name of the file is the title, in its own letters.
            Generator::Obsidian => stem(name).to_owned(),
            _ => super::outline::title_of_file(stem(name).trim_start_matches('_')),
        }
    }

    /// What a local address has become, as seen from a file.
    fn address(&self, from: &ForeignFile, address: &str) -> Option<String> {
        if super::address::leads(address) != super::address::Leads::Beside {
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
    fn named(&self, from: &ForeignFile, name: &str) -> Option<Target> {
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
    fn include(&self, from: &ForeignFile, name: &str) -> Option<String> {
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = ContentPath::resolve(folder, name);
        let top = ContentPath::resolve("", name);
        let mut paths = [beside, top].into_iter().flatten();
        let bytes = paths.find_map(|path| self.read(path.as_str(), MOST_TEXT).ok())?;
        String::from_utf8(bytes).ok()
    }

    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, Error> {
        let (root, path) = match path.strip_prefix("../static/") {
            Some(path) => (self.root.with_file_name("static"), path),
            None => (self.root.clone(), path),
        };
        let place = root.join(path);
        if let Some(link) = disk::link_on_way(&root, path)? {
            return Err(
                Error::usage("this is a symbolic link, and is not followed").at(&link)
            );
        }
        disk::read(&place, SymbolicLinks::Refuse, most)
            .map_err(|cause| trouble("read", &place, cause))
    }
}

/// Every file below a folder, in the order of the alphabet.
fn walk(
    folder: &Path,
    below: &str,
    depth: usize,
    paths: &mut Vec<String>,
) -> Result<(), Error> {
    let looking = |cause| trouble("look at", folder, cause);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(looking)? {
        entries.push(entry.map_err(looking)?);
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(looking)?;
        let path =
            if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() && depth < MOST_DEPTH {
            walk(&entry.path(), &path, depth + 1, paths)?;
        } else if kind.is_file() {
            paths.push(path);
        }
        if paths.len() > MOST_FILES {
            return Err(Error::usage(format!(
                "there are more than {MOST_FILES} files in it"
            ))
            .at(folder));
        }
    }
    Ok(())
}

/// Whether a file that is no article belongs to the site.
fn is_published(name: &str) -> bool {
    const KINDS: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "pdf", "mp3", "mp4", "webm",
        "ogg", "csv", "ics", "zip", "vtt", "epub",
    ];
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    KINDS.contains(&ending.to_lowercase().as_str())
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name that every system and every address can hold.
fn portable(name: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(safe) {
        return name.to_owned();
    }
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, ""), |(stem, ending)| (stem, ending));
    let slug = slugify(stem);
    if ending.is_empty() { slug } else { format!("{slug}.{ending}") }
}

/// A path as an address in Markdown.
fn encoded(path: &str) -> String {
    path.replace(' ', "%20")
}
