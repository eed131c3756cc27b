//! The preview: the site as it will be, from memory, and what is wrong with it beside it.
//!
//! A doorbell rings, the site is built, a snapshot takes the place of the last one, and the
//! open pages are told its number. The server knows no folder: what it answers with is what
//! the build made, and nothing else can be asked for.

mod answer;
mod clerk;
mod client;
mod connection;
mod dashboard;
mod door;
mod events;
mod facts;
mod file;
mod finding;
mod guard;
mod head;
mod inject;
mod panel;
mod preview_handle;
mod rebuild;
mod route_state;
mod routes;
mod snapshot;
mod state;
mod stream;
mod watch;

#[cfg(unix)]
use std::future::poll_fn;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(unix)]
use std::task::Poll;
use std::thread;
use std::time::Duration;

use axum::Router;
use tokio::runtime;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch::{Sender, channel};

use crate::base::Error;

use finding::Editor;
use guard::Access;
use head::Asking;
use rebuild::{Soundness, Workshop};
use route_state::RouteState;
use snapshot::Snapshot;
use watch::Doorbell;

pub use clerk::{Call, Clerk, Reply};
pub use door::Door;
pub use guard::{DeskAccess, same};
pub use preview_handle::PreviewHandle;
pub use rebuild::{Build, News, PagesOrigin, PreviewEvent, Rebuilt, Tell};
pub use watch::QUIET;

/// How often it is looked whether another build was published.
const LOOK: Duration = Duration::from_secs(1);

/// What the preview is asked for.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Files are looked at again and again, because the system does not tell of changes.
    pub poll: bool,
    /// Open pages go to the article that was edited last.
    pub follow: bool,
    /// The address that opens a place in the author's editor, with `{file}`, `{line}` and
    /// `{column}` in it; empty for none.
    pub editor: String,
}

/// Serves a site until Ctrl-C, or until it is terminated.
///
/// # Errors
///
/// Nothing could be built or found to begin with, or the machine refuses the port.
pub fn serve(
    door: Door,
    origin: PagesOrigin,
    options: &ServeOptions,
    tell: Tell,
) -> Result<(), Error> {
    let editor = Arc::new(Editor::new(&options.root, &options.editor)?);
    let follows = options.follow;
    let state = |snapshots| RouteState { snapshots, editor, follows, desk: None };
    let state = match origin {
        PagesOrigin::Folder { output, base_path } => {
            let first = rebuild::finished(&output, &base_path)?;
            let (snapshots, receiver) = channel(Arc::new(first));
            rebuild::tell_ready(&address(&door, &snapshots), &snapshots.borrow(), &tell);
            on_a_thread(move || {
                thread::sleep(LOOK);
                // While it is being published, or broken, the last one is served.
                if let Ok(next) = rebuild::finished(&output, &base_path) {
                    snapshots.send_replace(Arc::new(next));
                }
            })?;
            state(receiver)
        }
        PagesOrigin::Sources(build) => {
            let mut doorbell = doorbell(options, &tell);
            let (mut workshop, first) =
                Workshop::open(options.root.clone(), build, Soundness::All)?;
            let (snapshots, receiver) = channel(Arc::new(first));
            rebuild::tell_ready(&address(&door, &snapshots), &snapshots.borrow(), &tell);
            on_a_thread(move || {
                doorbell.wait();
                workshop.rebuild(&snapshots, &tell);
            })?;
            state(receiver)
        }
    };
    let Door { listener, hosts, .. } = door;
    let routes = routes::routes(state, Access { hosts, desk: None });
    answer_until_told(vec![(listener, routes, Asking::ForPages)])
}

/// The two doors of a preview with a desk, which are two origins to a browser.
#[derive(Debug)]
pub struct DeskDoors {
    /// Where the clerk of the desk answers.
    pub desk: Door,
    /// Where the pages are.
    pub pages: Door,
}

/// Who stands at the desk, and what is asked of those who come.
pub struct DeskStaff {
    /// Who answers.
    pub clerk: Arc<dyn Clerk>,
    /// What the pages beside the desk ask for.
    pub access: DeskAccess,
    /// The address that opens the desk.
    pub launch: String,
    /// Bytes that a request may send at most.
    pub most_bytes: u64,
}

/// Serves a site that is written at a desk, until Ctrl-C, or until it is terminated.
///
/// # Errors
///
/// Nothing could be built to begin with, or what `hire` says.
pub fn serve_with_desk(
    doors: DeskDoors,
    build: Build,
    options: &ServeOptions,
    tell: Tell,
    hire: impl FnOnce(Arc<PreviewHandle>) -> Result<DeskStaff, Error>,
) -> Result<(), Error> {
    let editor = Arc::new(Editor::new(&options.root, &options.editor)?);
    let mut doorbell = doorbell(options, &tell);
    // A page with a fault is what its writer wants to see.
    let (workshop, first) =
        Workshop::open(options.root.clone(), build, Soundness::Layout)?;
    let (snapshots, receiver) = channel(Arc::new(first));
    let preview = Arc::new(PreviewHandle::new(snapshots, workshop, tell));
    let staff = hire(Arc::clone(&preview))?;
    preview.tell_ready(&staff.launch);
    on_a_thread(move || {
        doorbell.wait();
        preview.rebuild();
    })?;
    let DeskStaff { clerk, access, most_bytes, .. } = staff;
    let desk = Some(Arc::from(&*access.origin));
    let state = RouteState { snapshots: receiver, editor, follows: false, desk };
    let hosts = doors.pages.hosts;
    let pages = routes::routes(state.clone(), Access { hosts, desk: Some(access) });
    answer_until_told(vec![
        (doors.pages.listener, pages, Asking::ForPages),
        (doors.desk.listener, clerk::routes(clerk, state), Asking::OrSending(most_bytes)),
    ])
}

/// It rings for all that happens from before the first look at the files.
fn doorbell(options: &ServeOptions, tell: &Tell) -> Doorbell {
    let (doorbell, why) = Doorbell::new(&options.root, options.poll);
    if let Some(why) = why {
        tell(PreviewEvent::Polling(&why));
    }
    doorbell
}

fn address(door: &Door, snapshots: &Sender<Arc<Snapshot>>) -> String {
    format!("{}{}", door.origin(), snapshots.borrow().shown.home())
}

/// Does something again and again, on a thread that ends with the program.
fn on_a_thread(mut work: impl FnMut() + Send + 'static) -> Result<(), Error> {
    let name = "engraft-rebuild".to_owned();
    let started = thread::Builder::new().name(name).spawn(move || {
        loop {
            work();
        }
    });
    started.map(drop).map_err(|cause| trouble("start a thread", &cause))
}

fn answer_until_told(doors: Vec<(TcpListener, Router, Asking)>) -> Result<(), Error> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| trouble("start the server", &cause))?;
    let stopped = runtime.block_on(async {
        for (listener, routes, asking) in doors {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(connection::accept(listener, routes, asking));
        }
        told_to_stop().await
    });
    // Open event streams and files being read are not waited for.
    runtime.shutdown_background();
    stopped.map_err(|cause: std::io::Error| trouble("serve", &cause))
}

/// Waits for Ctrl-C, or for another program to ask for the same.
#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    poll_fn(|context| {
        let told = interrupted.poll_recv(context).is_ready()
            || terminated.poll_recv(context).is_ready();
        if told { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    Ok(())
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn trouble(what: &str, cause: &std::io::Error) -> Error {
    Error::machine(format!("cannot {what}: {cause}"))
}
