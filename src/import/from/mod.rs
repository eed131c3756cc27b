//! The site of another generator: its articles stay the Markdown that they are, and what is
//! that generator's own becomes ours where there is a counterpart.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

mod beginning;
mod format;
mod front;
mod hugo;
mod mdbook;
mod mkdocs;
mod name;
mod obsidian;
mod owner;
mod scan;
mod settings;
mod unpublished;
mod way;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{MOST_DEPTH, MOST_FILES};
use super::loss::Losses;
use crate::base::{ContentPath, Date, Error, FileId, slugify};
use crate::diagnostic::{Diagnostic, FOREIGN_SYNTAX};
use crate::disk::{self, SymbolicLinks, trouble};
use name::{ends_with, portable, stem};
use unpublished::Unpublished;

/// How the paths of what stands beside the articles of Hugo begin.
const STATIC: &str = "../static/";
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
/// The endings of Markdown.
const MARKDOWN: &[&str] = &["md", "markdown", "mdown", "mkdn", "mkd"];
/// The endings of pages in other forms, of which no article is made.
const OTHER_PAGES: &[&str] = &[
    "html", "htm", "mdx", "adoc", "asciidoc", "org", "rst", "pandoc", "pdc", "ipynb",
    "rmd", "qmd", "canvas",
];

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
    /// What the generator does not publish.
    unpublished: Unpublished,
    /// Files that were left alone, each with the reason.
    left: Vec<String>,
    today: Date,
}

#[derive(Debug)]
struct ForeignFile {
    path: String,
    target: ContentPath,
    is_article: bool,
    /// The title of a chapter that is planned, and has no file yet.
    planned: Option<String>,
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
    /// Finds the files of a site; `section` is where they go, and `today` the day on which
    /// it is asked what the other generator would publish.
    ///
    /// # Errors
    ///
    /// Wrong use: it is no folder, or holds no article. Machine: a folder cannot be read.
    #[expect(clippy::too_many_lines, reason = "one step after the other")]
    pub fn find(
        place: &Path,
        generator: Generator,
        section: &str,
        today: Date,
    ) -> Result<Foreign, Error> {
        if !place.is_dir() {
            return Err(Error::usage("this is no folder").at(place).with_help(
                "name the folder of the other site, such as: engraft import old-site --from hugo",
            ));
        }
        let folders = settings::folders(place, generator);
        let mut site = Foreign {
            generator,
            root: folders.articles,
            files: Vec::new(),
            by_path: BTreeMap::new(),
            by_name: BTreeMap::new(),
            order: BTreeMap::new(),
            unpublished: Unpublished::default(),
            left: Vec::new(),
            today,
        };
        settings::unpublished(&folders.settings, generator, &mut site.unpublished);
        // What stands in `static` is published at the top.
        let beside = site.root.with_file_name("static");
        let beside = (generator == Generator::Hugo && beside.is_dir()).then_some(beside);
        let mut taken = BTreeSet::new();
        // What stands beside an article depends on whether readers see that.
        let mut others: Vec<(String, &str)> = Vec::new();
        for (root, prefix) in std::iter::once((site.root.clone(), ""))
            .chain(beside.map(|own| (own, STATIC)))
        {
            let mut paths = Vec::new();
            walk(&root, "", 0, &mut paths)?;
            let all: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
            for path in &paths {
                if generator == Generator::Mkdocs && is_second_index(path, &all) {
                    site.left.push(format!("`{path}`, because `index.md` is beside it"));
                    continue;
                }
                if !ends_with(path, MARKDOWN) {
                    others.push((path.clone(), prefix));
                    continue;
                }
                site.add(path, &format!("{prefix}{path}"), section, &mut taken)?;
            }
        }
        if !site.files.iter().any(|file| file.is_article) {
            return Err(Error::usage(
                "there is no article of such a site in this folder",
            )
            .at(place)
            .with_help("name the folder that holds its Markdown"));
        }
        match generator {
            Generator::Hugo => site.find_folders_that_decide(),
            Generator::Mdbook => site.find_chapters(section, &mut taken),
            Generator::Mkdocs | Generator::Obsidian => {}
        }
        let owners = site.owners();
        for (path, prefix) in &others {
            if prefix.is_empty()
                && site.unpublished.excludes(path).is_none()
                && let Some(owner) = owners.withheld(path)
            {
                site.left.push(format!("`{path}`, because readers do not see {owner}"));
                continue;
            }
            site.add(path, &format!("{prefix}{path}"), section, &mut taken)?;
        }
        Ok(site)
    }

    /// In Hugo, `_index.md` hands values down, and a folder with `index.md` is one page.
    fn find_folders_that_decide(&mut self) {
        for file in self.files.iter().filter(|file| file.is_article) {
            let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            if name.starts_with("index.") && !folder.is_empty() {
                self.unpublished.bundle(folder, &file.path);
            }
            if !is_folder_page(&file.path) {
                continue;
            }
            let bytes = self.read(&file.path, MOST_TEXT).unwrap_or_default();
            let text = super::html::decode(&bytes).replace("\r\n", "\n");
            let (front, _) = self.split(&text);
            if let Some(entry) = front.cascade() {
                self.unpublished.cascade(&entry.value, folder, &file.path);
            }
        }
    }

    /// In a book, what its summary does not name is not published.
    fn find_chapters(&mut self, section: &str, taken: &mut BTreeSet<String>) {
        let Ok(summary) = self.read("SUMMARY.md", MOST_TEXT) else { return };
        let summary = String::from_utf8_lossy(&summary);
        let chapters = mdbook::chapters(&summary);
        self.unpublished.chapters(chapters.iter().cloned().collect());
        self.order =
            chapters.into_iter().enumerate().map(|(at, path)| (path, at)).collect();
        for title in mdbook::planned(&summary) {
            let name = format!("{}.md", slugify(&title));
            let target = ContentPath::resolve(section, &name);
            let is_free =
                |target: &ContentPath| taken.insert(target.as_str().to_lowercase());
            let Some(target) = target.filter(|_| name != ".md").filter(is_free) else {
                let why = match name.as_str() {
                    ".md" => "which has no name for a file".to_owned(),
                    name => {
                        format!("because `{name}` is there without being named in it")
                    }
                };
                self.left
                    .push(format!("the planned chapter `{title}` of SUMMARY.md, {why}"));
                continue;
            };
            let (path, planned) = (name, Some(title));
            self.files.push(ForeignFile { path, target, is_article: true, planned });
        }
    }

    /// What was left alone, as findings about the site.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let told = self.left.iter().map(|left| {
            let message = format!("no article was made of {left}");
            Diagnostic::about_site(&FOREIGN_SYNTAX, message)
                .with_help("copy it into the site yourself if readers need it")
        });
        told.collect()
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
        let is_article = ends_with(name, MARKDOWN);
        if !is_article {
            if let Some(setting) = self.unpublished.excludes(path) {
                self.left.push(format!("`{path}`, which `{setting}` keeps out"));
                return Ok(());
            }
            if ends_with(name, OTHER_PAGES) {
                self.left.push(format!("`{path}`, which is no Markdown"));
            }
            if !is_published(name) {
                return Ok(());
            }
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
        let path = source.to_owned();
        self.files.push(ForeignFile { path, target, is_article, planned: None });
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
        let text = if let Some(title) = &file.planned {
            format!("# {title}\n")
        } else {
            let bytes = self.read(&file.path, MOST_TEXT)?;
            super::html::decode(&bytes).replace("\r\n", "\n")
        };
        let (front, body) = self.split(&text);
        let withheld = self.reasons(file, &front);
        let include = |name: &str| self.include(file, name);
        let page = |name: &str| self.address(file, name);
        let find = |name: &str| self.named(file, name);
        let body = match self.generator {
            Generator::Hugo => hugo::body(&body, &page, &mut losses),
            Generator::Mkdocs => mkdocs::body(&body, &include, &mut losses),
            Generator::Mdbook => mdbook::body(&body, &include, &mut losses),
            Generator::Obsidian => obsidian::body(&body, &find, &mut losses),
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
        let weight = self.order.get(&file.path).map(|place| (place + 1) * 10);
        let given = front::Given {
            aliases,
            cascades: self.generator == Generator::Hugo && is_folder_page(&file.path),
            title: &title,
            weight,
            withheld,
            today: self.today,
        };
        let mut text = front.write(&given, &mut losses);
        let body = body.trim_matches('\n');
        if !body.is_empty() {
            let _ = writeln!(text, "\n{body}");
        }
        Ok(Taken { path, content: Content::Text(text), losses })
    }

    /// The front matter of an article, with what else it says of who sees it, and its body.
    fn split<'t>(&self, text: &'t str) -> (front::Front, Cow<'t, str>) {
        let (mut front, body) = front::split(text, self.generator == Generator::Mkdocs);
        if self.generator == Generator::Obsidian {
            front.add_loose(obsidian::said(&body));
        }
        (front, body)
    }

    /// Why readers do not see an article, as far as its own lines do not say it.
    fn reasons(&self, file: &ForeignFile, front: &front::Front) -> Vec<String> {
        if file.planned.is_some() {
            return vec!["it is planned in SUMMARY.md, and has no file yet".to_owned()];
        }
        let mut reasons =
            self.unpublished.reasons(&file.path, &front.mapping, self.today);
        if self.generator == Generator::Obsidian {
            reasons.extend(obsidian::plugin(&front.mapping));
        }
        reasons
    }

    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, Error> {
        let (root, path) = match path.strip_prefix(STATIC) {
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

/// Whether a file is the page of a folder in Hugo.
fn is_folder_page(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."))
}

/// Whether a file is a second page of its folder, which `MkDocs` does not publish.
fn is_second_index(path: &str, all: &BTreeSet<&str>) -> bool {
    path.strip_suffix("README.md")
        .is_some_and(|folder| all.contains(&*format!("{folder}index.md")))
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
    ends_with(name, KINDS)
}
