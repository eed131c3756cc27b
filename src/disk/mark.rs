//! What tells a file from one that was put in its place or written since.

use std::fs::Metadata;

use serde::{Deserialize, Serialize};

/// The number of a file on its disk, and the moment of its last change as the system noted
/// it. Nobody can choose that moment: a file that was copied, unpacked or checked out has
/// one of its own, and an edit that sets its time back still moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    number: u64,
    /// Seconds, and the parts of a second.
    changed: (i64, i64),
}

impl FileMark {
    /// The mark of a file.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> FileMark {
        use std::os::unix::fs::MetadataExt;
        FileMark {
            number: metadata.ino(),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// The mark of a file: the moment at which it was made, where the system tells no more.
    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> FileMark {
        let made = metadata.created().ok();
        let since = made.and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
        let since = since.unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
        FileMark { number: 0, changed: (seconds, i64::from(since.subsec_nanos())) }
    }

    /// Whether the disk's clock counts in parts of a second. If not, a file can be changed
    /// long after it was looked at and have the same mark.
    pub fn is_fine(&self) -> bool {
        cfg!(unix) && self.changed.1 != 0
    }
}
