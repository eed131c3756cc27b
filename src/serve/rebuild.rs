//! From the sources to the next snapshot: built, compared, and held back if it is broken.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use super::finding;
use super::snapshot::{Newest, ShownFiles, Snapshot};
use crate::base::{Error, media};
use crate::build::Built;
use crate::diagnostic::Severity;
use crate::output::OutputSet;
use crate::publish;
use crate::report::{self, Count};
use crate::source::{CONTENT_FOLDER, SourceFile, SourceKind, THEMES_FOLDER};

/// Makes the site anew, as often as it is called.
pub type Build = Box<dyn FnMut() -> Result<Built, Error> + Send>;

/// Where the pages come from.
pub enum PagesOrigin {
    /// They are built, again after each change.
    Sources(Build),
    /// They are a finished site in a folder.
    Folder {
        /// The folder.
        output: PathBuf,
        /// The path of `base_url`, with slashes at both ends.
        base_path: String,
    },
}

/// What somebody who watches the preview is told.
pub enum PreviewEvent<'t> {
    /// The preview can be opened.
    Ready {
        /// The address of the home page.
        address: &'t str,
        /// How many pages there are.
        pages: usize,
        /// The findings: none where a finished folder is served.
        findings: Option<Count>,
        /// The errors.
        errors: News,
    },
    /// A build begins.
    Began,
    /// It came to an end.
    Rebuilt(&'t Rebuilt),
    /// It did not: the machine, or nothing to build from.
    Failed(&'t Error),
    /// The system does not tell of changes, for this reason; files are looked at instead.
    Polling(&'t str),
}

/// What a build after a change came to.
pub struct Rebuilt {
    /// The files that changed, below the site's folder, as people see them in messages.
    pub files: Vec<Box<str>>,
    /// How many pages are new or other than before.
    pub pages: usize,
    /// The findings.
    pub findings: Count,
    /// What became of the errors.
    pub errors: News,
    /// Whether the last good pages are shown in place of these.
    pub is_held_back: bool,
}

/// Which errors came and went with a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// How many errors are new.
    pub new: usize,
    /// The first of them: file, line, rule and sentence.
    pub first_new: Option<String>,
    /// How many are gone.
    pub gone: usize,
    /// The first of them.
    pub first_gone: Option<String>,
}

impl News {
    /// What differs between the errors of two builds. The line of an error may have moved:
    /// it is the same as long as file, rule and sentence are.
    pub(super) fn between(old: Option<&Built>, new: &Built) -> News {
        let before = old.map(errors).unwrap_or_default();
        let after = errors(new);
        let (first_new, new) = only_in(&after, &before);
        let (first_gone, gone) = only_in(&before, &after);
        News { new, first_new, gone, first_gone }
    }
}

/// The errors of a build: file, rule and sentence, with the line of the first that says so.
type Errors = Vec<(String, &'static str, String, usize)>;

fn errors(built: &Built) -> Errors {
    let all = built.diagnostics.iter();
    all.filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let place = finding.primary.map(|span| report::place(span, &built.tree));
            let (file, line) = place
                .map_or_else(Default::default, |it| (it.file.to_owned(), it.start.line));
            (file, finding.rule.name, report::told(&finding.message).into_owned(), line)
        })
        .collect()
}

/// The first of the errors that are in one build and not in the other, and how many are.
fn only_in(these: &Errors, those: &Errors) -> (Option<String>, usize) {
    let known: BTreeSet<_> =
        those.iter().map(|(file, rule, message, _)| (file, rule, message)).collect();
    let mut only = these
        .iter()
        .filter(|(file, rule, message, _)| !known.contains(&(file, rule, message)))
        .peekable();
    let first = only.peek().map(|(file, rule, message, line)| match &**file {
        "" => format!("{rule}: {message}"),
        file => format!("{file}:{line}: {rule}: {message}"),
    });
    (first, only.count())
}

/// Tells what is going on.
pub type Tell = Box<dyn Fn(PreviewEvent<'_>) + Send + Sync>;

/// Says that the preview can be opened.
pub(super) fn tell_ready(address: &str, snapshot: &Snapshot, tell: &Tell) {
    let files = snapshot.shown.output.files.keys();
    let built = snapshot.newest.as_ref().map(|newest| &newest.built);
    tell(PreviewEvent::Ready {
        address,
        pages: built.map_or_else(
            || files.filter(|path| media::is_page(path)).count(),
            |built| built.pages,
        ),
        findings: built
            .map(|built| Count::of(&built.diagnostics).with_waived(built.waived.len())),
        errors: built.map(|built| News::between(None, built)).unwrap_or_default(),
    });
}

/// How much of a build is to be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Soundness {
    /// An error of the configuration or the theme spoils every page.
    Nothing,
    /// Some pages have errors of their own.
    Layout,
    /// `engraft build` would publish it.
    All,
}

/// Makes snapshots of a site.
pub(super) struct Workshop {
    root: PathBuf,
    build: Build,
    /// How sound the build is whose pages are shown.
    shown: Soundness,
    /// The least that is shown in the place of a good build.
    least: Soundness,
}

impl Workshop {
    /// Builds for the first time. There is always something to show: of a site that is
    /// broken from the start, what of it could be built.
    pub(super) fn open(
        root: PathBuf,
        mut build: Build,
        least: Soundness,
    ) -> Result<(Self, Snapshot), Error> {
        let built = attempt(&mut build)?;
        let shown = Soundness::of(&built);
        let workshop = Workshop { root, build, shown, least };
        let shown = Arc::new(ShownFiles::of(&built, workshop.roots()));
        let newest =
            Newest { built: Arc::new(built), failure: None, is_held_back: false };
        let snapshot = Snapshot { version: 1, shown, newest: Some(newest), edited: None };
        Ok((workshop, snapshot))
    }

    /// The folders that published files may lie in.
    fn roots(&self) -> Vec<PathBuf> {
        [CONTENT_FOLDER, THEMES_FOLDER].map(|folder| self.root.join(folder)).into()
    }

    /// Builds after a change, and publishes what came of it.
    pub(super) fn rebuild(
        &mut self,
        snapshots: &watch::Sender<Arc<Snapshot>>,
        tell: &Tell,
    ) {
        let old = Arc::clone(&snapshots.borrow());
        let Some(last) = &old.newest else { return };
        tell(PreviewEvent::Began);
        let mut next = Snapshot { version: old.version + 1, ..Snapshot::clone(&old) };
        match attempt(&mut self.build) {
            Ok(built) => {
                let pages = pages_changed(&last.built.output, &built.output);
                let findings = Count::of(&built.diagnostics);
                let findings = findings.with_waived(built.waived.len());
                if let Some(address) = edited(&built) {
                    next.edited = Some((next.version, address));
                }
                let errors = News::between(Some(&last.built), &built);
                let soundness = Soundness::of(&built);
                let is_held_back = soundness < self.shown.min(self.least);
                if !is_held_back {
                    self.shown = soundness;
                    next.shown = Arc::new(ShownFiles::of(&built, self.roots()));
                }
                let had_failed = last.failure.is_some();
                let was_held_back = last.is_held_back;
                let files = built.changed.iter();
                let files: Vec<_> = files.map(|file| file.shown.clone()).collect();
                let built = Arc::new(built);
                next.newest = Some(Newest { built, failure: None, is_held_back });
                snapshots.send_replace(Arc::new(next));
                let is_news = pages > 0 || had_failed || was_held_back != is_held_back;
                if is_news || !files.is_empty() {
                    tell(PreviewEvent::Rebuilt(&Rebuilt {
                        files,
                        pages,
                        findings,
                        errors,
                        is_held_back,
                    }));
                }
            }
            Err(error) => {
                tell(PreviewEvent::Failed(&error));
                let built = Arc::clone(&last.built);
                let failure = Some(Arc::new(error));
                next.newest = Some(Newest { built, failure, is_held_back: true });
                snapshots.send_replace(Arc::new(next));
            }
        }
    }
}

/// Builds. A mistake of ours ends the build and not the preview.
fn attempt(build: &mut Build) -> Result<Built, Error> {
    let mut built = catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|_| {
        Err(Error::machine("the build stopped by a mistake in Engraft itself")
            .with_help("change what you saved last, and report what it was"))
    })?;
    report::sort(&mut built.diagnostics, &built.tree);
    Ok(built)
}

impl Soundness {
    fn of(built: &Built) -> Soundness {
        let all = built.diagnostics.iter();
        let mut errors =
            all.filter(|finding| finding.severity == Severity::Error).peekable();
        if errors.peek().is_none() {
            return Soundness::All;
        }
        if errors.any(|finding| finding::spoils_every_page(finding, &built.tree)) {
            Soundness::Nothing
        } else {
            Soundness::Layout
        }
    }
}

/// How many pages are new, other, or gone.
fn pages_changed(old: &OutputSet, new: &OutputSet) -> usize {
    let gone = old.files.keys().filter(|path| !new.files.contains_key(*path));
    let other =
        new.files.iter().filter(|(path, file)| old.files.get(*path) != Some(*file));
    gone.chain(other.map(|(path, _)| path)).filter(|path| media::is_page(path)).count()
}

/// The page of the first article among the files that changed.
fn edited(built: &Built) -> Option<String> {
    let site = &built.site;
    let is_article = |file: &&Arc<SourceFile>| file.kind == SourceKind::Article;
    built.changed.iter().filter(is_article).find_map(|file| {
        let id = site
            .article_ids()
            .find(|&id| site.article(id).source.file == file.id && site.is_shown(id))?;
        Some(site.permalink(id).href(built.config.base_path()))
    })
}

/// The snapshot of a finished site.
pub(super) fn finished(output: &Path, base_path: &str) -> Result<Snapshot, Error> {
    let shown = ShownFiles {
        output: publish::published(output)?,
        base_path: base_path.to_owned(),
        roots: vec![output.to_owned()],
        ..ShownFiles::default()
    };
    Ok(Snapshot { version: 1, shown: Arc::new(shown), newest: None, edited: None })
}
