//! The site as it was: a revision of git, or a folder, put into a folder that disappears.
//!
//! Git is asked for names and bytes and for nothing else: no hook, pager, external diff, text
//! filter or watcher runs, nothing is fetched, and no name can be taken for an option.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use engraft::base::{ContentPath, Date, Error};
use engraft::disk::{self, SymbolicLinks};
use engraft::source::{CONTENT_FOLDER, THEMES_FOLDER};

/// The largest file that is taken over; a larger one is no text and no picture of a page.
const MOST_BYTES: u64 = 100_000_000;
/// How deep folders stand in one another.
const MOST_DEPTH: usize = 50;

/// A site as it was.
pub(crate) struct Past {
    folder: TempDir,
    /// What the person typed for it.
    pub(crate) name: String,
    /// The day of its commit.
    pub(crate) day: Option<Date>,
}

impl Past {
    /// Its folder, which holds `site-content/`.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    fn empty(name: String) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("engraft-").tempdir();
        let folder = folder.map_err(|cause| {
            Error::machine(format!("cannot make a folder for the old texts: {cause}"))
        })?;
        Ok(Past { folder, name, day: None })
    }

    /// What stood in a folder: a copy of `site-content/`, or a folder that holds one.
    pub(crate) fn of_folder(
        root: &Path,
        folder: &Path,
        typed: &str,
    ) -> Result<Self, Error> {
        let past = Past::empty(typed.to_owned())?;
        let inside = folder.join(CONTENT_FOLDER);
        let content = if inside.is_dir() { inside } else { folder.to_owned() };
        copy(&content, &past.root().join(CONTENT_FOLDER), MOST_DEPTH)?;
        past.with_themes(root)
    }

    /// What texts said that were kept, by their paths below `site-content/`.
    pub(crate) fn of_texts(
        root: &Path,
        name: &str,
        texts: &BTreeMap<String, String>,
    ) -> Result<Self, Error> {
        let past = Past::empty(name.to_owned())?;
        let content = past.root().join(CONTENT_FOLDER);
        disk::write::create_folders(&content)?;
        for (path, text) in texts {
            let Some(path) = ContentPath::new(path) else { continue };
            disk::write::create_folders(&content.join(path.folder()))?;
            put(&content.join(path.as_str()), text.as_bytes())?;
        }
        past.with_themes(root)
    }

    /// What git had at a revision.
    pub(crate) fn of_revision(root: &Path, revision: &str) -> Result<Self, Error> {
        let commit = commit(root, revision)?;
        let mut past = Past::empty(revision.to_owned())?;
        let told = asked(root, &["rev-list", "-n", "1", "--format=%cs", &commit])?;
        past.day = told.lines().nth(1).and_then(|day| Date::parse(day.trim()).ok());
        extract(root, &commit, past.root())?;
        past.with_themes(root)
    }

    /// Whether git knows a revision of that name.
    pub(crate) fn is_revision(root: &Path, name: &str) -> bool {
        commit(root, name).is_ok()
    }

    /// What git had at the end of a day, and of which commit that is.
    pub(crate) fn of_day(root: &Path, day: &str) -> Result<(Self, String), Error> {
        if !can(root, &["rev-parse", "--git-dir"])? {
            let message =
                "this site is in no repository of git, which would know the day";
            return Err(Error::usage(message).with_help(
                "without git, look into a copy of `site-content` of that day",
            ));
        }
        if !can(root, &["rev-parse", "--verify", "--quiet", "HEAD"])? {
            let message = "the repository of git has no commit yet, so it knows no day";
            return Err(Error::usage(message).with_help("commit the site first"));
        }
        let before = format!("--before={day}T23:59:59Z");
        // What a branch said before it was merged, no reader had.
        let options = ["rev-list", "--first-parent", "-n", "1", "--format=%H %cs"];
        let listed = asked(root, &[&options[..], &[&before, "HEAD"]].concat())?;
        let line = listed.lines().nth(1).unwrap_or_default();
        let Some((commit, date)) = line.split_once(' ') else {
            let shallow = asked(root, &["rev-parse", "--is-shallow-repository"])?;
            let help = match shallow.trim() {
                "true" => "only the newest commits are here: run `git fetch --unshallow`",
                _ => "choose a later day",
            };
            return Err(Error::usage(format!("git has nothing of {day} or before"))
                .with_help(help));
        };
        let past = Past::empty(day.to_owned())?;
        extract(root, commit, past.root())?;
        let short: String = commit.chars().take(12).collect();
        Ok((past.with_themes(root)?, format!("{short} of {date}")))
    }

    /// The words that a theme adds are those of today on both sides.
    fn with_themes(self, root: &Path) -> Result<Self, Error> {
        let themes = root.join(THEMES_FOLDER);
        if themes.is_dir() {
            copy(&themes, &self.root().join(THEMES_FOLDER), MOST_DEPTH)?;
        }
        Ok(self)
    }
}

/// Copies the ordinary files of a folder.
fn copy(from: &Path, to: &Path, depth: usize) -> Result<(), Error> {
    let reading = |cause| disk::trouble("read", from, cause);
    disk::write::create_folders(to)?;
    for entry in fs::read_dir(from).map_err(reading)? {
        let entry = entry.map_err(reading)?;
        let kind = entry.file_type().map_err(reading)?;
        let target = to.join(entry.file_name());
        if kind.is_dir() && depth > 0 {
            copy(&entry.path(), &target, depth - 1)?;
        } else if kind.is_file()
            && let Ok(bytes) =
                disk::read(&entry.path(), SymbolicLinks::Refuse, MOST_BYTES)
        {
            put(&target, &bytes)?;
        }
    }
    Ok(())
}

fn put(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    disk::write::replace(target, ".new", |file| {
        file.write_all(bytes).map_err(|cause| disk::trouble("write", target, cause))
    })
}

/// Git, kept from running anything of the repository's.
fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args([
        "--no-pager",
        "--no-optional-locks",
        "--literal-pathspecs",
    ]);
    for setting in [
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "core.pager=cat",
        "diff.external=",
        "core.attributesFile=/dev/null",
        "protocol.allow=never",
    ] {
        command.args(["-c", setting]);
    }
    for variable in ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_DIR", "GIT_WORK_TREE"] {
        command.env_remove(variable);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    command.stdin(Stdio::null()).stderr(Stdio::piped());
    command
}

fn asked(root: &Path, arguments: &[&str]) -> Result<String, Error> {
    let ran = git(root).args(arguments).output().map_err(|cause| no_git(&cause))?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        let said = said.lines().next().unwrap_or("it says nothing").to_owned();
        return Err(Error::usage(format!("git cannot tell: {said}")).with_help(
            "without git, name a folder that holds a copy of `site-content`",
        ));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// Whether git can answer.
fn can(root: &Path, arguments: &[&str]) -> Result<bool, Error> {
    let ran = git(root).args(arguments).output().map_err(|cause| no_git(&cause))?;
    Ok(ran.status.success())
}

fn no_git(cause: &std::io::Error) -> Error {
    Error::machine(format!("cannot run git: {cause}"))
        .with_help("without git, name a folder that holds a copy of `site-content`")
}

/// The commit that a revision names.
fn commit(root: &Path, revision: &str) -> Result<String, Error> {
    let named = format!("{revision}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &named];
    let found = git(root).args(arguments).output().map_err(|cause| no_git(&cause))?;
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if found.status.success() && is_digest(&commit) {
        return Ok(commit);
    }
    Err(Error::usage(format!("`{revision}` is no revision of git and no folder"))
        .with_help("name one such as `main`, `HEAD~5` or a tag; or a folder with a copy of `site-content`"))
}

fn is_digest(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Writes the site's files of a commit into a folder.
fn extract(root: &Path, commit: &str, into: &Path) -> Result<(), Error> {
    let prefix = asked(root, &["rev-parse", "--show-prefix"])?;
    let content = format!("{}{CONTENT_FOLDER}", prefix.trim_end_matches('\n'));
    let listed =
        asked(root, &["ls-tree", "-r", "-z", "--full-tree", commit, "--", &content])?;
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for entry in listed.split('\0') {
        let Some((head, path)) = entry.split_once('\t') else { continue };
        let mut words = head.split(' ');
        let (mode, digest) =
            (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
        let inside = path.strip_prefix(&content).and_then(|rest| rest.strip_prefix('/'));
        let inside =
            inside.and_then(ContentPath::new).filter(|_| mode.starts_with("100"));
        if let Some(inside) = inside.filter(|_| is_digest(digest)) {
            let target = into.join(CONTENT_FOLDER).join(inside.as_str());
            files.push((digest.to_owned(), target));
        }
    }
    disk::write::create_folders(&into.join(CONTENT_FOLDER))?;
    let mut batch = git(root);
    batch.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    batch.stderr(Stdio::null());
    let mut child = batch.spawn().map_err(|cause| no_git(&cause))?;
    let read = take_all(&mut child, &files);
    let _ended = child.wait();
    read
}

/// Asks for one file after the other, so that neither side waits for the other.
fn take_all(child: &mut Child, files: &[(String, PathBuf)]) -> Result<(), Error> {
    let broken =
        |cause: std::io::Error| Error::machine(format!("git ended early: {cause}"));
    let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take())
    else {
        return Ok(());
    };
    let mut answers = BufReader::new(answers);
    for (digest, target) in files {
        writeln!(asks, "{digest}").and_then(|()| asks.flush()).map_err(broken)?;
        let mut head = String::new();
        answers.read_line(&mut head).map_err(broken)?;
        let size =
            head.trim().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Err(Error::machine(format!(
                "git has no bytes of {}",
                target.display()
            )));
        };
        if size > MOST_BYTES {
            return Err(
                Error::machine("a file of that day is larger than 100 MB").at(target)
            );
        }
        let mut bytes = Vec::new();
        answers.by_ref().take(size).read_to_end(&mut bytes).map_err(broken)?;
        let mut end = [0];
        answers.read_exact(&mut end).map_err(broken)?;
        if let Some(folder) = target.parent() {
            disk::write::create_folders(folder)?;
        }
        put(target, &bytes)?;
    }
    Ok(())
}
