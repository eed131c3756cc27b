//! Files that are made where there is none: what `init` and `new` begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use engraft::base::Error;

/// Creates a file and its folders. A file that is there already is an error.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    create_as(path, bytes, false)
}

/// The same, for a file that a double click is to start if `starts`.
pub(crate) fn create_as(path: &Path, bytes: &[u8], starts: bool) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|cause| Error::io("create", folder, cause))?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(
        &mut options,
        if starts { 0o777 } else { 0o666 },
    );
    #[cfg(not(unix))]
    let _a_name_is_enough = starts;
    let mut file = options.open(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => Error::usage("this file is here already")
            .at(path)
            .with_help("choose another name, or edit that file"),
        _ => Error::io("create", path, cause),
    })?;
    file.write_all(bytes).map_err(|cause| {
        let _best_effort = fs::remove_file(path);
        Error::io("write", path, cause)
    })
}

/// Adds to the end of a file that is there.
pub(crate) fn append(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let file = OpenOptions::new().append(true).open(path);
    let mut file = file.map_err(|cause| Error::io("open", path, cause))?;
    file.write_all(bytes).map_err(|cause| Error::io("write", path, cause))
}
