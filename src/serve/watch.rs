//! A doorbell: it says when something may have changed, never what.
//!
//! What changed is found by looking at every file again. So it does not matter in which
//! steps an editor saves, or that the system lost count of its events.

#![expect(clippy::disallowed_methods, reason = "how long is waited, not what time it is")]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{CONTENT_FOLDER, JOURNAL_FILE, Stamps, THEMES_FOLDER, is_leftover};

/// How long nothing may happen before a change counts as finished: editors save in several
/// steps.
pub const QUIET: Duration = Duration::from_millis(40);
/// How long a change may go on before it is looked at all the same.
const MOST_WAIT: Duration = Duration::from_millis(400);
/// How often files are looked at where the system does not tell of changes.
const LOOK: Duration = Duration::from_secs(1);

/// Rings when a file of the site may have changed.
pub(super) struct Doorbell {
    root: PathBuf,
    way: WatchWay,
}

/// How it is learned that something changed.
enum WatchWay {
    /// The system tells.
    Told(Box<Told>),
    /// All files are looked at, again and again.
    Looked(Stamps),
}

struct Told {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: Vec<WatchedFolder>,
}

/// A folder that is watched, if it is there.
struct WatchedFolder {
    path: PathBuf,
    /// Where it is, if its path is a symbolic link: events name files by their real paths.
    real: PathBuf,
    mode: RecursiveMode,
    is_watched: bool,
}

impl Doorbell {
    /// Watches the sources of the site in `root`. `poll`: the system is not trusted to tell
    /// of changes, as on network drives. Otherwise the second value says why the system
    /// does not, if it does not.
    pub(super) fn new(root: &Path, poll: bool) -> (Doorbell, Option<String>) {
        // Events name files by their real paths.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (way, why) = if poll {
            (WatchWay::Looked(Stamps::of(&root)), None)
        } else {
            match Told::new(&root) {
                Ok(told) => (WatchWay::Told(Box::new(told)), None),
                Err(cause) => {
                    (WatchWay::Looked(Stamps::of(&root)), Some(cause.to_string()))
                }
            }
        };
        (Doorbell { root, way }, why)
    }

    /// Waits until something may have changed, and is finished.
    pub(super) fn wait(&mut self) {
        match &mut self.way {
            WatchWay::Told(told) => told.wait(),
            WatchWay::Looked(known) => loop {
                std::thread::sleep(LOOK);
                let stamps = Stamps::of(&self.root);
                if stamps != *known {
                    *known = stamps;
                    return;
                }
            },
        }
    }
}

impl Told {
    fn new(root: &Path) -> notify::Result<Told> {
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(sender, config)?;
        // The folder above is watched for the return of one that was removed.
        let mut folders =
            vec![WatchedFolder::new(root.to_owned(), RecursiveMode::NonRecursive)];
        for name in [CONTENT_FOLDER, THEMES_FOLDER] {
            folders.push(WatchedFolder::new(root.join(name), RecursiveMode::Recursive));
        }
        for folder in &mut folders {
            folder.watch(&mut watcher)?;
        }
        Ok(Told { watcher, events, folders })
    }

    fn wait(&mut self) {
        let mut rang = false;
        while !rang {
            match self.events.recv_timeout(LOOK) {
                Ok(event) => rang = self.note(event),
                // A folder may be back whose return nobody told of.
                Err(RecvTimeoutError::Timeout) => rang = self.watch_returned(),
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK),
            }
        }
        let since = Instant::now();
        while since.elapsed() < MOST_WAIT {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => {
                    self.note(event);
                }
                Err(_) => break,
            }
        }
        // What is made from now on in a folder that came back is told of again.
        self.watch_returned();
    }

    /// Whether an event concerns a file of the site.
    fn note(&mut self, event: notify::Result<Event>) -> bool {
        // An error is a reason to look, as is the word that events were lost.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            self.folders.iter_mut().for_each(|folder| folder.is_watched = false);
            return true;
        }
        if !is_change(event.kind) {
            return false;
        }
        for folder in &mut self.folders {
            let is_place = !matches!(
                event.kind,
                EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
                    | EventKind::Access(_)
            );
            if is_place && event.paths.contains(&folder.path) {
                folder.is_watched = false;
            }
        }
        let sources = self.folders.iter().skip(1);
        let sources: Vec<&Path> =
            sources.flat_map(|folder| [&*folder.path, &*folder.real]).collect();
        // It comes when a change of many files begins, and goes when all are done.
        let journal = self.folders.first().map(|root| root.path.join(JOURNAL_FILE));
        let concerns = |path: &PathBuf| {
            let is_source = sources.iter().any(|folder| path.starts_with(folder));
            (is_source && !is_leftover(path)) || journal.as_ref() == Some(path)
        };
        event.paths.iter().any(concerns)
    }

    /// Watches what is there and not watched. Whether there was something.
    fn watch_returned(&mut self) -> bool {
        let mut some = false;
        for folder in self.folders.iter_mut().filter(|folder| !folder.is_watched) {
            // What is gone is no longer watched, or never was.
            let _gone = self.watcher.unwatch(&folder.real);
            let _tried_again = folder.watch(&mut self.watcher);
            some |= folder.is_watched;
        }
        some
    }
}

impl WatchedFolder {
    fn new(path: PathBuf, mode: RecursiveMode) -> WatchedFolder {
        WatchedFolder { real: path.clone(), path, mode, is_watched: false }
    }

    fn watch(&mut self, watcher: &mut RecommendedWatcher) -> notify::Result<()> {
        if self.path.is_dir() {
            self.real = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
            watcher.watch(&self.real, self.mode)?;
            self.is_watched = true;
        }
        Ok(())
    }
}

/// Whether an event can come with other content. To be read, as every build does, is none.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    use super::*;

    fn told(root: &Path) -> Told {
        std::fs::create_dir_all(root.join(CONTENT_FOLDER)).unwrap();
        Told::new(root).unwrap()
    }

    fn event(kind: EventKind, path: &Path) -> Event {
        Event::new(kind).add_path(path.to_owned())
    }

    #[test]
    fn it_rings_for_sources_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let mut told = told(&root);
        let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let content = root.join(CONTENT_FOLDER);
        assert!(told.note(Ok(event(changed, &content.join("a/b.md")))));
        assert!(told.note(Ok(event(changed, &root.join("themes/default/theme.yaml")))));
        assert!(told.note(Ok(event(changed, &root.join(JOURNAL_FILE)))));
        assert!(!told.note(Ok(event(changed, &root.join("output/index.html")))));
        assert!(!told.note(Ok(event(changed, &root.join("site-content-old/a.md")))));
        assert!(!told.note(Ok(event(changed, &content.join(".a.md.swp")))));
        let read = EventKind::Access(AccessKind::Read);
        assert!(!told.note(Ok(event(read, &content.join("a.md")))));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(told.note(Ok(event(closed, &content.join("a.md")))));
    }

    /// Waits for an event that concerns the site.
    #[cfg(unix)]
    fn rings(told: &mut Told) {
        let next =
            |told: &Told| told.events.recv_timeout(Duration::from_secs(30)).unwrap();
        while let event = next(told)
            && !told.note(event)
        {}
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_sources_may_be_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (site, shared) = (root.join("site"), root.join("shared"));
        std::fs::create_dir_all(&site).unwrap();
        std::fs::create_dir_all(shared.join("after")).unwrap();
        std::os::unix::fs::symlink(&shared, site.join(CONTENT_FOLDER)).unwrap();
        let mut told = Told::new(&site).unwrap();
        std::fs::write(shared.join("after/a.md"), "two").unwrap();
        rings(&mut told);
        // The link leads elsewhere.
        let other = root.join("other");
        std::fs::create_dir_all(&other).unwrap();
        std::fs::remove_file(site.join(CONTENT_FOLDER)).unwrap();
        std::os::unix::fs::symlink(&other, site.join(CONTENT_FOLDER)).unwrap();
        while !told.watch_returned() {
            rings(&mut told);
        }
        std::fs::write(other.join("b.md"), "three").unwrap();
        rings(&mut told);
        assert_eq!(told.folders[1].real, other);
    }

    #[test]
    fn a_lost_count_and_a_lost_folder_are_watched_anew() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let mut told = told(&root);
        let is_watched = |told: &Told| -> Vec<bool> {
            told.folders.iter().map(|folder| folder.is_watched).collect()
        };
        assert_eq!(is_watched(&told), [true, true, false]);
        // There are more events than the system keeps.
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(told.note(Ok(overflow)));
        assert_eq!(is_watched(&told), [false, false, false]);
        assert!(told.watch_returned());
        assert_eq!(is_watched(&told), [true, true, false]);

        let content = root.join(CONTENT_FOLDER);
        assert!(told.note(Ok(event(EventKind::Remove(RemoveKind::Folder), &content))));
        assert_eq!(is_watched(&told), [true, false, false]);
        assert!(told.note(Ok(event(EventKind::Create(CreateKind::Folder), &content))));
        assert!(told.watch_returned());
        assert_eq!(is_watched(&told), [true, true, false]);
        assert!(told.note(Err(notify::Error::generic("a mistake of the system"))));
    }
}
