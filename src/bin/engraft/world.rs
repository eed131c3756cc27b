//! The clock and the environment: the only file that asks either.

#![expect(clippy::disallowed_methods, reason = "this is where both are read")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use engraft::base::{Date, Error};
use engraft::disk::{self, SymbolicLinks};

/// The address that opens a file in an editor that many have.
pub(crate) const EDITOR: &str = "vscode://file/{file}:{line}:{column}";

/// The variable that fixes today for reproducible builds.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Bytes that are read of what the system counts since it was started.
const MOST_COUNTS: u64 = 10_000_000;

/// A moment, for measuring.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// The UTC date.
pub(crate) fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(Date::from_unix_seconds)
        .or_else(|| Date::from_unix_seconds(0))
        .expect("1970-01-01 is a date")
}

/// The day that the environment says is today.
pub(crate) fn source_date() -> Result<Option<Date>, Error> {
    let Some(value) =
        std::env::var_os(SOURCE_DATE_EPOCH).filter(|value| !value.is_empty())
    else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    // The variable counts forwards from 1970 (reproducible-builds.org).
    let date = seconds.filter(|seconds: &i64| *seconds >= 0);
    match date.and_then(Date::from_unix_seconds) {
        Some(date) => Ok(Some(date)),
        None => Err(Error::usage(format!(
            "`{}` in {SOURCE_DATE_EPOCH} is not a number of seconds",
            value.to_string_lossy()
        ))
        .with_help(format!(
            "set it to seconds since 1970, or unset {SOURCE_DATE_EPOCH}"
        ))),
    }
}

/// What tells this program from another one: its version, and its file. Programs of one
/// version differ while one works on them.
pub(crate) fn program() -> Option<String> {
    let file = std::env::current_exe().ok()?.metadata().ok()?;
    let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {changed:?}", file.len()))
}

/// When the machine was started, where the system tells.
pub(crate) fn started() -> Option<SystemTime> {
    let counts =
        disk::read(Path::new("/proc/stat"), SymbolicLinks::Refuse, MOST_COUNTS).ok()?;
    let counts = String::from_utf8(counts).ok()?;
    let line = counts.lines().find_map(|line| line.strip_prefix("btime "))?;
    Some(UNIX_EPOCH + Duration::from_secs(line.trim().parse().ok()?))
}

/// The user's home folder.
pub(crate) fn home() -> Option<PathBuf> {
    let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(variable).filter(|home| !home.is_empty()).map(PathBuf::from)
}
