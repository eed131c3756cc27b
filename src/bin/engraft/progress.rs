//! Progress on standard error: only for somebody who watches, and only if it takes longer
//! than a second.

use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use engraft::build::Stage;

use crate::console::Console;
use crate::world;

/// What is faster needs no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(100);
/// Goes to the start of the line and empties it.
const CLEAR: &str = "\r\x1b[2K";

/// What is going on, and since when.
pub(crate) struct Progress<'a> {
    console: &'a Console,
    started: Instant,
    stage: Mutex<Option<Stage>>,
}

impl Progress<'_> {
    /// Runs `work`, which tells its stages by [`Progress::enter`].
    pub(crate) fn during<T>(
        console: &Console,
        work: impl FnOnce(&Progress<'_>) -> T,
    ) -> T {
        let progress =
            Progress { console, started: world::now(), stage: Mutex::new(None) };
        if !console.shows_progress() || console.is_verbose() {
            return work(&progress);
        }
        let (done, waiting) = mpsc::channel();
        let shared = &progress;
        thread::scope(|scope| {
            scope.spawn(move || shared.draw(&waiting));
            // Dropped at the end of the work, and also if it panics.
            let _done: Sender<()> = done;
            work(&progress)
        })
    }

    /// A stage begins.
    pub(crate) fn enter(&self, stage: Stage) {
        if let Ok(mut current) = self.stage.lock() {
            *current = Some(stage);
        }
        if self.console.is_verbose() {
            self.console.murmur(&format!("{:6.2} s  {}\n", self.seconds(), stage.name()));
        }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    fn draw(&self, waiting: &mpsc::Receiver<()>) {
        let mut wait = PATIENCE;
        let mut drawn = false;
        while waiting.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
            let stage = self.stage.lock().ok().and_then(|stage| *stage);
            let name = stage.map_or("starting", Stage::name);
            self.console.murmur(&format!("{CLEAR}{name} … {:.0} s", self.seconds()));
            drawn = true;
            wait = TICK;
        }
        if drawn {
            self.console.murmur(CLEAR);
        }
    }
}
