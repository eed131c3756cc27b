//! A site in a folder of its own, and the program run on it.
//!
//! Everything goes through the command line, so that the tests outlive the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// The folder of this repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program under test.
pub(crate) fn engraft() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_engraft"));
    // A build must not change with what the person at the keyboard has set.
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// Longer than anything takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// Runs a command to its end. One that never ends is stopped, so that its test fails and says
/// so, and all others run.
pub(crate) fn finish(mut command: Command) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let number = child.id().to_string();
    let (ended, waits) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        let is_hanging = waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout);
        if is_hanging {
            Command::new("kill").args(["-9", &number]).status().unwrap();
        }
        is_hanging
    });
    let output = child.wait_with_output().unwrap();
    drop(ended);
    assert!(!watch.join().unwrap(), "it never ended: {command:?}");
    output
}

/// A folder that is removed when the test ends.
pub(crate) fn folder() -> TempDir {
    tempfile::Builder::new().prefix("engraft-").tempdir().unwrap()
}

/// A site folder: `site-content/`, `themes/`, `output/`.
pub(crate) struct TestSite {
    folder: TempDir,
}

impl TestSite {
    /// A site with a configuration and a home page.
    pub(crate) fn new() -> Self {
        let site = TestSite::empty();
        site.configure(
            "title: Test Hospital\nbase_url: https://www.example.org/patients/\n",
        );
        site.page("index.md", "Home", "Welcome.\n");
        site
    }

    /// A site in English and Welsh that is published below `/p/`.
    pub(crate) fn in_two_languages() -> Self {
        let site = TestSite::new();
        site.configure(
            "title: T\nbase_url: https://www.example.org/p/\nlanguages: [en, cy]\n",
        );
        site
    }

    /// A site folder with nothing in it.
    pub(crate) fn empty() -> Self {
        TestSite { folder: folder() }
    }

    /// A site whose content is a copy of `from`, a folder that holds `site-content/`.
    pub(crate) fn copy_of(from: &Path) -> Self {
        let site = TestSite::empty();
        for part in ["site-content", "themes"] {
            for (path, bytes) in files_below(&from.join(part)) {
                site.write(&format!("{part}/{path}"), bytes);
            }
        }
        site
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root().join(relative)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes `site.yaml`.
    pub(crate) fn configure(&self, configuration: impl AsRef<[u8]>) {
        self.write("site-content/site.yaml", configuration);
    }

    /// Writes an article below `site-content/` with a title and a description.
    pub(crate) fn page(&self, relative: &str, title: &str, body: &str) {
        let front_matter = format!("title: {title}\ndescription: About {title}.");
        self.article(relative, &front_matter, body);
    }

    /// Writes an article below `site-content/`; the front matter has no line end at its end.
    pub(crate) fn article(&self, relative: &str, front_matter: &str, body: &str) {
        let text = format!("---\n{front_matter}\n---\n\n{body}");
        self.write(&format!("site-content/{relative}"), text);
    }

    /// Writes an entry of the glossary, in a file of this name.
    pub(crate) fn term(&self, name: &str, front_matter: &str, definition: &str) {
        let body = format!("{definition}\n");
        self.article(&format!("glossary/{name}.md"), front_matter, &body);
    }

    pub(crate) fn remove(&self, relative: &str) {
        fs::remove_file(self.path(relative)).unwrap();
    }

    /// A file of the finished site.
    pub(crate) fn published(&self, relative: &str) -> String {
        let path = self.path("output").join(relative);
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Every file of `output/` with its bytes.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("output"))
    }

    /// Runs a command of the program in this site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(finish(self.command(arguments)))
    }

    /// The command that [`TestSite::run`] runs, for tests that change it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = engraft();
        command.arg("-C").arg(self.root()).args(arguments);
        command
    }

    /// What a check finds.
    pub(crate) fn findings(&self) -> Vec<Value> {
        self.run(&["check", "--format", "json"]).findings()
    }

    /// What a check finds by one rule.
    pub(crate) fn findings_of(&self, rule: &str) -> Vec<Value> {
        let found = self.findings().into_iter();
        found.filter(|finding| finding["rule"] == rule).collect()
    }

    /// Builds and expects success.
    pub(crate) fn build(&self) -> Ran {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, 0, "the build failed:\n{ran}");
        ran
    }
}

/// What a command said.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn new(output: Output) -> Self {
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The findings of a `--format json` run: one object a line.
    pub(crate) fn findings(&self) -> Vec<Value> {
        let lines = self.stdout.lines().filter(|line| line.starts_with('{'));
        lines.map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "exit code {}\n-- stdout\n{}-- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }
}

/// Every file below a folder, by its '/'-separated path. Empty if there is no folder.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop() {
        let Ok(entries) = fs::read_dir(&current) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let relative = path.strip_prefix(folder).unwrap();
                let relative = relative.to_str().unwrap().replace('\\', "/");
                files.insert(relative, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Whether golden files are to be written instead of compared: `SNAPSHOTS=overwrite`.
pub(crate) fn overwrites_snapshots() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite")
}

/// Compares a text with a golden file, or writes the file if asked to.
pub(crate) fn agrees_with_file(text: &str, path: &Path) {
    if overwrites_snapshots() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        text == expected,
        "{} differs at line {}; if the change is meant, run\n    SNAPSHOTS=overwrite cargo test\n\
         and read the diff",
        path.display(),
        1 + text.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count(),
    );
}
