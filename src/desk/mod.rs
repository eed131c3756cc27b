//! The writer's desk: the preview with editing, for people who never see a terminal.
//!
//! It changes the text of the sources and nothing else, through `edit` alone. What is typed is
//! laid over its file in the session of the preview, so that the page follows before anything
//! is saved. The desk and the pages it shows are two origins: nothing that a page or a theme
//! does can write.

mod ask;
mod client;
mod complete;
mod document;
mod fault;
mod file;
mod guard;
mod launch;
mod moves;
mod pages;
mod picture;
mod place;
mod routes;
mod save;
mod secrets;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::{ContentPath, Date, Error};
use crate::build::{Built, Request};
use crate::edit::{self, Drawer};
use crate::publish::Lock;
use crate::serve::{Clerk, DeskAccess, DeskStaff, PreviewHandle};
use crate::source::{CONTENT_FOLDER, Overlay};

use place::text_file;
use secrets::Secrets;

/// Bytes of the largest picture that is taken.
const MOST_PICTURE_BYTES: usize = 20_000_000;

/// Bytes of the largest document that is taken: one of Word holds its pictures.
const MOST_DOCUMENT_BYTES: usize = 50_000_000;

/// While another program changes the sources, it is looked after so long whether it is done,
/// and so often.
const LOOK: Duration = Duration::from_millis(50);
const MOST_LOOKS: u32 = 100;

/// The unsaved texts of a desk, which its builds lay over the files.
#[derive(Debug, Clone, Default)]
pub struct DeskTexts(Arc<Mutex<Overlay>>);

impl DeskTexts {
    /// As they are now.
    pub fn now(&self) -> Overlay {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Overlay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the command line does for a desk.
pub trait Office: Send + Sync {
    /// The day that counts as today, if somebody said which, and today by the clock.
    ///
    /// # Errors
    ///
    /// Wrong use: the environment names no day.
    fn days(&self) -> Result<(Option<Date>, Date), Error>;

    /// Signs a text as `engraft review sign` does; what it said.
    ///
    /// # Errors
    ///
    /// As the command.
    fn sign(
        &self,
        thing: &str,
        reviewer: &str,
        role: Option<&str>,
    ) -> Result<Vec<String>, Error>;

    /// Makes the finished site; what it said.
    ///
    /// # Errors
    ///
    /// As the command.
    fn build(&self) -> Result<Vec<String>, Error>;

    /// Takes out of the finished site what is to go, and leaves the rest of it as it is; what it
    /// said.
    ///
    /// # Errors
    ///
    /// As the command.
    fn take_down(&self) -> Result<Vec<String>, Error>;

    /// What changed since the finished site was made here last, as sentences.
    ///
    /// # Errors
    ///
    /// The machine's trouble.
    fn changes(&self) -> Result<Vec<String>, Error>;
}

/// What a desk is opened with.
pub struct DeskOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// The origin of the desk, such as `http://127.0.0.1:4040`.
    pub origin: String,
    /// The origin of the pages.
    pub pages_origin: String,
    /// The unsaved texts, as the builds see them.
    pub texts: DeskTexts,
    /// Who does what the command line does.
    pub office: Box<dyn Office>,
}

/// A desk, as its routes know it.
struct WritersDesk {
    root: PathBuf,
    origin: String,
    pages_origin: String,
    policy: String,
    texts: DeskTexts,
    office: Box<dyn Office>,
    drawer: Drawer,
    secrets: Secrets,
    preview: Arc<PreviewHandle>,
    /// One change of the sources at a time.
    writing: Mutex<()>,
}

/// Lays what was kept of unsaved texts over their files, before the first build.
///
/// # Errors
///
/// Machine: what a command that was killed left half changed cannot be put back.
pub fn take_up(options: &DeskOptions) -> Result<(), Error> {
    let content = options.root.join(CONTENT_FOLDER);
    let _lock = Lock::acquire(&content, "engraft desk", &mut || false)?;
    edit::recover(&options.root)?;
    let mut texts = options.texts.lock();
    for unsaved in Drawer::of(&options.root).unsaved() {
        if let Ok(path) = text_file(&unsaved.path) {
            texts.lay(path, unsaved.text.into());
        }
    }
    Ok(())
}

/// Opens a desk on a preview.
///
/// # Errors
///
/// Machine: the system gives no random bytes.
pub fn open(
    options: DeskOptions,
    preview: Arc<PreviewHandle>,
) -> Result<(DeskStaff, PathBuf), Error> {
    let DeskOptions { root, origin, pages_origin, texts, office } = options;
    let secrets = Secrets::new(&origin)?;
    let access = DeskAccess { cookie: secrets.cookie.clone(), origin: origin.clone() };
    let launch = format!("{origin}{}?secret={}", launch::PATH, secrets.launch());
    let drawer = Drawer::of(&root);
    let page = drawer.write_launch_page(&launch::page_on_disk(&launch))?;
    let desk = WritersDesk {
        policy: client::policy(&pages_origin),
        drawer,
        writing: Mutex::default(),
        root,
        origin,
        pages_origin,
        texts,
        office,
        secrets,
        preview,
    };
    let clerk: Arc<dyn Clerk> = Arc::new(desk);
    let most_bytes = MOST_DOCUMENT_BYTES as u64;
    Ok((DeskStaff { clerk, access, launch, most_bytes }, page))
}

impl WritersDesk {
    /// The newest build.
    fn built(&self) -> Result<Arc<Built>, Error> {
        self.preview.built().ok_or_else(|| Error::machine("nothing was built yet"))
    }

    /// Keeps everybody else from changing the sources.
    ///
    /// The lock is given up first, then this desk's own: the other way round the next of its
    /// changes would find the folder locked.
    fn lock_sources(&self) -> Result<(Lock, MutexGuard<'_, ()>), Error> {
        let here = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let content = self.root.join(CONTENT_FOLDER);
        let mut looks = 0;
        let lock = Lock::acquire(&content, "engraft desk", &mut || {
            std::thread::sleep(LOOK);
            looks += 1;
            looks < MOST_LOOKS
        })?;
        edit::recover(&self.root)?;
        Ok((lock, here))
    }

    /// Everything that is written, whether readers see it yet or not.
    fn request(&self) -> Result<Request<'_>, Error> {
        let (as_of, clock_today) = self.office.days()?;
        let root = &self.root;
        Ok(Request {
            root,
            base_url: None,
            drafts: true,
            future: true,
            as_of,
            clock_today,
        })
    }

    /// Forgets the unsaved text of a file.
    fn forget_unsaved(&self, path: &ContentPath) -> Result<(), Error> {
        self.texts.lock().lift(path);
        self.drawer.clear(path)
    }

    /// Refuses to move, delete or sign a file that has an unsaved text.
    fn refuse_unsaved(&self, path: &ContentPath, what: &str) -> Result<(), Error> {
        if self.texts.lock().paths().all(|other| other != path) {
            return Ok(());
        }
        Err(Error::usage(format!(
            "`{path}` has a text that is not saved, and is not {what}"
        ))
        .with_help("save it, or throw away what is not saved, and try again"))
    }
}
