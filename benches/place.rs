//! Where corpora and outputs lie while a benchmark runs.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder in memory where there is one: a disk would be measured along with the programs.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    /// Makes the folder of this process for the benchmark `name`.
    pub(crate) fn new(name: &str) -> std::io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let above =
            if memory.is_dir() { memory } else { Path::new(env!("CARGO_TARGET_TMPDIR")) };
        let path = above.join(format!("engraft-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Place(path))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What stays behind does no harm to the figures.
        let _ = fs::remove_dir_all(&self.0);
    }
}
