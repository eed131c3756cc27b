//! The preview: the site as it will be, from memory, and what is wrong with it beside it.
//!
//! A doorbell rings, the site is built, a snapshot takes the place of the last one, and the
//! open pages are told its number. The server knows no folder: what it answers with is what
//! the build made, and nothing else can be asked for.

mod answer;
mod client;
mod connection;
mod dashboard;
mod desk;
mod door;
mod events;
mod facts;
mod file;
mod finding;
mod guard;
mod head;
mod inject;
mod panel;
mod rebuild;
mod routes;
mod snapshot;
mod state;
mod stream;
mod watch;

#[cfg(unix)]
use std::future::poll_fn;
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(unix)]
use std::task::Poll;
use std::thread;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch::{Sender, channel};

use crate::base::{Error, media};
use crate::report::Count;

use desk::Desk;
use finding::Editor;
use rebuild::Workshop;
use snapshot::Snapshot;
use watch::Doorbell;

pub use door::Door;
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
    let desk = |snapshots| Desk { snapshots, editor, follows: options.follow };
    let desk = match origin {
        PagesOrigin::Folder { output, base_path } => {
            let first = rebuild::finished(&output, &base_path)?;
            let (snapshots, receiver) = channel(Arc::new(first));
            tell_ready(&door, &snapshots, &tell);
            on_a_thread(move || {
                thread::sleep(LOOK);
                // While it is being published, or broken, the last one is served.
                if let Ok(next) = rebuild::finished(&output, &base_path) {
                    snapshots.send_replace(Arc::new(next));
                }
            })?;
            desk(receiver)
        }
        PagesOrigin::Sources(build) => {
            // It rings for all that happens from before the first look at the files.
            let (mut doorbell, why) = Doorbell::new(&options.root, options.poll);
            if let Some(why) = why {
                tell(PreviewEvent::Polling(&why));
            }
            let (mut workshop, first) = Workshop::open(options.root.clone(), build)?;
            let (snapshots, receiver) = channel(Arc::new(first));
            tell_ready(&door, &snapshots, &tell);
            on_a_thread(move || {
                doorbell.wait();
                workshop.rebuild(&snapshots, &tell);
            })?;
            desk(receiver)
        }
    };
    answer_until_told(door, desk)
}

fn tell_ready(door: &Door, snapshots: &Sender<Arc<Snapshot>>, tell: &Tell) {
    let snapshot = Arc::clone(&snapshots.borrow());
    let home = snapshot.shown.home();
    let files = snapshot.shown.output.files.keys();
    let built = snapshot.newest.as_ref().map(|newest| &newest.built);
    tell(PreviewEvent::Ready {
        address: &format!("{}{home}", door.origin()),
        pages: built.map_or_else(
            || files.filter(|path| media::is_page(path)).count(),
            |built| built.pages,
        ),
        findings: built
            .map(|built| Count::of(&built.diagnostics).with_waived(built.waived.len())),
        errors: built.map(|built| News::between(None, built)).unwrap_or_default(),
    });
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

fn answer_until_told(door: Door, desk: Desk) -> Result<(), Error> {
    let Door { listener, hosts, .. } = door;
    let routes = routes::routes(desk, hosts);
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| trouble("start the server", &cause))?;
    let stopped = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let server = tokio::spawn(connection::accept(listener, routes));
        told_to_stop().await?;
        server.abort();
        Ok(())
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
