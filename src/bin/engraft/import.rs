//! `engraft import FILE|FOLDER [--to SECTION]`: articles made of what people have in other
//! programs. Each document is imported whole or not at all, and nothing is written over.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

use engraft::base::{ContentPath, Error, FileId, UrlPath};
use engraft::config;
use engraft::diagnostic::{Diagnostic, NOT_IMPORTED};
use engraft::disk::{self, SymbolicLinks};
use engraft::edit::{self, Change};
use engraft::import::{self, Batch, Content, Foreign, Generator, ImportedArticle};
use engraft::records::{self, ADDRESSES_FILE, Addresses, Fate};
use engraft::report::{self, Limits, escape_terminal};
use engraft::source::{self, CONTENT_FOLDER, FileIds, SourceFile, SourceTree};

use crate::Exit;
use crate::args::{self, ImportArgs};
use crate::console::Console;
use crate::content;
use crate::sources;
use crate::world;

/// The largest record of addresses.
const MOST_ADDRESSES: u64 = 50_000_000;
/// The largest piece of the clipboard.
const MOST_FRAGMENT: u64 = 20 << 20;

pub(crate) fn run(
    root: &Path,
    args: &ImportArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let path = match (&args.path, &args.paste) {
        (_, Some(fragment)) => return paste(fragment, args, console),
        (Some(path), None) => path,
        (None, None) => return Err(Error::usage("nothing to import is named")),
    };
    let section = section(&args.to)?;
    let _lock = sources::lock(root, "engraft import", !args.dry_run, console)?;
    let folder = content::content_folder(root)?;
    let config = source::read_config(root, &mut FileIds::default());
    let config = config::parse(config.as_ref()).value;
    let languages: Vec<String> =
        config.languages.iter().map(|language| language.tag.clone()).collect();
    if let Some(generator) = args.from {
        return foreign(root, args, path, generator.into(), &section, console);
    }
    let mut batch = Batch::find(path)?;
    batch.survey(&section, &languages);
    let mut done = Done::default();
    for at in 0..batch.len() {
        let imported = batch.import(at);
        let written = imported.and_then(|article| {
            let made = done.write(article, root, &folder, args.dry_run)?;
            console.say(&escape_terminal(&made))
        });
        match written {
            Ok(()) => {}
            // One document is all that was asked for.
            Err(error) if path.is_file() => return Err(error),
            Err(error) => done.fail(&error),
        }
    }
    if !args.dry_run {
        keep_addresses(root, &folder, &done.addresses)?;
    }
    done.tell(root, args, batch.others, console)
}

/// Takes over the site of another generator.
fn foreign(
    root: &Path,
    args: &ImportArgs,
    path: &Path,
    generator: Generator,
    section: &str,
    console: &Console,
) -> Result<Exit, Error> {
    let folder = content::content_folder(root)?;
    let today = world::source_date()?.unwrap_or_else(world::today);
    let site = Foreign::find(path, generator, section, today)?;
    let mut done = Done { findings: site.findings(), ..Done::default() };
    for at in 0..site.len() {
        let written = site.take(at).and_then(|taken| {
            let shown = format!("{CONTENT_FOLDER}/{}", taken.path);
            let id = done.ids.id(&shown);
            let findings = taken.findings(id);
            let mut change = Change::default();
            match &taken.content {
                Content::Text(text) => change.create(taken.path.clone(), text.as_str()),
                Content::Bytes(bytes) => change.place(taken.path.clone(), bytes.clone()),
            }
            put(&change, root, &folder, args.dry_run)?;
            match taken.content {
                Content::Text(text) => done.keep(id, taken.path, &text, findings),
                Content::Bytes(_) => done.pictures += 1,
            }
            let verb = if args.dry_run { "would make" } else { "made" };
            console.say(&escape_terminal(&format!("{verb} {shown}")))
        });
        if let Err(error) = written {
            done.fail(&error);
        }
    }
    done.tell(root, args, 0, console)
}

/// Makes the files of a change, or only looks whether it could.
fn put(
    change: &Change,
    root: &Path,
    folder: &Path,
    only_shows: bool,
) -> Result<(), Error> {
    if only_shows {
        refuse_taken(change, folder)
    } else {
        edit::apply(change, &SourceTree::default(), root)
    }
}

/// Prints the Markdown that a piece of the clipboard becomes, and what was lost to those who
/// watch.
fn paste(fragment: &Path, args: &ImportArgs, console: &Console) -> Result<Exit, Error> {
    let bytes = if fragment == Path::new("-") {
        let mut bytes = Vec::new();
        let input =
            std::io::stdin().lock().take(MOST_FRAGMENT + 1).read_to_end(&mut bytes);
        input.map_err(|cause| {
            Error::machine(format!("cannot read standard input: {cause}"))
        })?;
        bytes
    } else {
        disk::read(fragment, SymbolicLinks::Follow, MOST_FRAGMENT)
            .map_err(|cause| disk::trouble("read", fragment, cause))?
    };
    if bytes.len() as u64 > MOST_FRAGMENT {
        return Err(Error::usage("what was pasted is larger than 20 MB").at(fragment));
    }
    let pasted = import::paste(&bytes)?;
    Console::print_raw(pasted.text.as_bytes())?;
    let mut ids = FileIds::default();
    let Some(path) = ContentPath::new("pasted.md") else { return Ok(Exit::Clean) };
    let id = ids.id(path.as_str());
    let findings = pasted.findings(id);
    let file = SourceFile::from_text(id, source::SourceKind::Article, path, &pasted.text);
    let tree = SourceTree::new(vec![std::sync::Arc::new(file)], Vec::new());
    let options = report::ReportOptions::default();
    let mut text = Vec::new();
    report::write(&mut text, args.format, &findings, &tree, &options)
        .map_err(|cause| Error::machine(format!("cannot write the report: {cause}")))?;
    console.murmur(&String::from_utf8_lossy(&text));
    Ok(Exit::Clean)
}

/// The section as a path below the content folder; empty for its top.
fn section(given: &str) -> Result<String, Error> {
    let path = given.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let path = path.strip_prefix(&format!("{CONTENT_FOLDER}/")).unwrap_or(path);
    let path = path.trim_end_matches('/');
    if path.is_empty() || path == CONTENT_FOLDER {
        return Ok(String::new());
    }
    let sound = ContentPath::new(path).filter(|path| {
        path.as_str().split('/').all(|part| !part.starts_with(['_', '.']))
    });
    let Some(path) = sound else {
        return Err(Error::usage(format!("`{given}` is not a section of the site"))
            .with_help(
                "write the name of a folder, such as: engraft import leaflets --to care",
            ));
    };
    let first = path.as_str().split('/').next().unwrap_or_default();
    if matches!(first, "glossary" | "data") {
        return Err(Error::usage(format!("`{first}` holds no articles"))
            .with_help("choose another section, such as `--to care`"));
    }
    Ok(path.as_str().to_owned())
}

/// What was made so far.
#[derive(Default)]
struct Done {
    files: Vec<std::sync::Arc<SourceFile>>,
    ids: FileIds,
    findings: Vec<Diagnostic>,
    failures: usize,
    pictures: usize,
    addresses: BTreeSet<String>,
}

impl Done {
    /// Writes an article and its pictures. The line that tells of it.
    fn write(
        &mut self,
        article: ImportedArticle,
        root: &Path,
        folder: &Path,
        only_shows: bool,
    ) -> Result<String, Error> {
        let ImportedArticle { path, imported, addresses } = article;
        let shown = format!("{CONTENT_FOLDER}/{path}");
        let id = self.ids.id(&shown);
        let findings = imported.findings(id);
        let mut change = Change::default();
        change.create(path.clone(), imported.text.as_str());
        let pictures = imported.pictures.len();
        for picture in imported.pictures {
            let slash = if path.folder().is_empty() { "" } else { "/" };
            let beside = format!("{}{slash}{}", path.folder(), picture.name);
            if let Some(beside) = ContentPath::new(&beside) {
                change.place(beside, picture.bytes);
            }
        }
        put(&change, root, folder, only_shows)?;
        self.keep(id, path, &imported.text, findings);
        self.pictures += pictures;
        self.addresses.extend(addresses);
        let with = match pictures {
            0 => String::new(),
            some => format!(" with {}", content::plural(some, "picture")),
        };
        let verb = if only_shows { "would make" } else { "made" };
        Ok(format!("{verb} {shown}{with}"))
    }

    /// Keeps an article that was made, for the report.
    fn keep(
        &mut self,
        id: FileId,
        path: ContentPath,
        text: &str,
        findings: Vec<Diagnostic>,
    ) {
        let kind = source::kind_of(&path).unwrap_or(source::SourceKind::Article);
        let file = SourceFile::from_text(id, kind, path, text);
        self.files.push(std::sync::Arc::new(file));
        self.findings.extend(findings);
    }

    fn fail(&mut self, error: &Error) {
        self.failures += 1;
        let mut finding = Diagnostic::about_site(&NOT_IMPORTED, error.to_string());
        if let Some(help) = error.help() {
            finding = finding.with_help(help);
        }
        self.findings.push(finding);
    }

    /// Prints the findings and the sum of all.
    fn tell(
        self,
        root: &Path,
        args: &ImportArgs,
        others: usize,
        console: &Console,
    ) -> Result<Exit, Error> {
        let tree = SourceTree::new(self.files, Vec::new());
        let mut findings = self.findings;
        report::sort(&mut findings, &tree);
        content::print_findings(
            console,
            args.format,
            &findings,
            &tree,
            root,
            (Limits::ALL, None),
        )?;
        if args.format.is_for_people {
            let verb = if args.dry_run { "Would import" } else { "Imported" };
            let articles = content::plural(tree.files.len(), "article");
            let pictures = content::plural(self.pictures, "picture");
            let mut sum = format!("{verb} {articles} with {pictures}");
            if self.failures > 0 {
                let failed = content::plural(self.failures, "document");
                let _ = write!(sum, "; {failed} could not be imported");
            }
            if others > 0 {
                let others = content::plural(others, "other file");
                let _ = write!(sum, "; {others} left alone");
            }
            sum.push_str(
                "\n\nNext: read each article beside its document; `engraft build --drafts` shows them",
            );
            console.say(&sum)?;
        }
        Ok(if self.failures > 0 { Exit::Findings } else { Exit::Clean })
    }
}

/// Refuses what could not be made, without making anything.
fn refuse_taken(change: &Change, folder: &Path) -> Result<(), Error> {
    let texts = change.created().map(|(path, _)| path);
    for path in texts.chain(change.placed().map(|(path, _)| path)) {
        let place = folder.join(path.as_str());
        if disk::exists(&place) {
            return Err(Error::usage(
                "there is something here already, and nothing is written over",
            )
            .at(&place)
            .with_help(
                "import into another section with `--to`, or move what is there",
            ));
        }
    }
    Ok(())
}

/// Adds old addresses to the record of all that the site ever had.
fn keep_addresses(
    root: &Path,
    folder: &Path,
    new: &BTreeSet<String>,
) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let path = ContentPath::new(ADDRESSES_FILE).expect("the name of the record is sound");
    let new: BTreeSet<UrlPath> =
        new.iter().filter_map(|new| records::address(new)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let place = folder.join(ADDRESSES_FILE);
    let old = match disk::read(&place, SymbolicLinks::Refuse, MOST_ADDRESSES) {
        Ok(old) => old,
        Err(cause) if disk::is_missing(&cause) => Vec::new(),
        Err(cause) => return Err(disk::trouble("read", &place, cause)),
    };
    let mut change = Change::default();
    if old.is_empty() {
        let answers = new.into_iter().map(|address| (address, Fate::Answers));
        change.create(path, Addresses::default().with(answers));
    } else {
        let text = String::from_utf8_lossy(&old).into_owned();
        let known: BTreeSet<&str> =
            text.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let new = new.iter().map(|address| address.href("/"));
        let new: Vec<String> = new.filter(|new| !known.contains(new.as_str())).collect();
        if new.is_empty() {
            return Ok(());
        }
        let text = format!("{}\n{}\n", text.trim_end_matches('\n'), new.join("\n"));
        change.rewrite(path, old, text.into_bytes());
    }
    edit::apply(&change, &SourceTree::default(), root)
}

impl From<args::GeneratorArgument> for Generator {
    fn from(generator: args::GeneratorArgument) -> Self {
        match generator {
            args::GeneratorArgument::Hugo => Self::Hugo,
            args::GeneratorArgument::Mkdocs => Self::Mkdocs,
            args::GeneratorArgument::Mdbook => Self::Mdbook,
            args::GeneratorArgument::Obsidian => Self::Obsidian,
        }
    }
}
