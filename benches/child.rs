//! A command in a process of its own, and what it took.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The argument that makes this program run a command once and report.
pub(crate) const CHILD: &str = "measure-one";

/// What a command took.
#[derive(Clone, Copy)]
pub(crate) struct Used {
    /// By the clock.
    pub(crate) seconds: f64,
    /// Seconds of processors: of the program, and of the system for it.
    pub(crate) processor: f64,
    /// Of these, the program's own.
    pub(crate) user: f64,
    /// The most memory that it held, in MiB.
    pub(crate) memory: f64,
}

/// Runs a command, whose report goes to a file.
pub(crate) fn run(command: &[OsString], report: &Path) -> Outcome<Used> {
    let ran = Command::new(env::current_exe()?)
        .arg(CHILD)
        .arg(report)
        .args(command)
        .output()?;
    let told = String::from_utf8(ran.stdout)?;
    let figures: Result<Vec<f64>, _> = told.split_whitespace().map(str::parse).collect();
    if let [seconds, processor, user, memory] = figures?[..] {
        return Ok(Used { seconds, processor, user, memory });
    }
    let complaint = String::from_utf8_lossy(&ran.stderr);
    Err(format!("{command:?}: {complaint}").into())
}

/// The child's part: runs a command, whose report goes to a file, and prints what it took.
pub(crate) fn measure_one(command: &[String]) -> Outcome<()> {
    let [report, program, arguments @ ..] = command else {
        return Err("no command".into());
    };
    let report = fs::File::create(report)?;
    let mut child = Command::new(program);
    child.args(arguments).stdout(report.try_clone()?).stderr(report);
    let start = Instant::now();
    let status = child.status()?;
    let seconds = start.elapsed().as_secs_f64();
    // Findings end Engraft with 1, a configuration that says too much with 2.
    if !matches!(status.code(), Some(0..=2)) {
        return Err(format!("the program ended with {status}").into());
    }
    let (user, system, memory) = used_by_children()?;
    println!("{seconds} {} {user} {memory}", user + system);
    Ok(())
}

/// User and system seconds and peak memory in MiB of the processes that this one waited for.
#[cfg(unix)]
fn used_by_children() -> Outcome<(f64, f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let [user, system, memory] = [
        usage.user_time().num_microseconds() as f64 / 1e6,
        usage.system_time().num_microseconds() as f64 / 1e6,
        usage.max_rss() as f64,
    ];
    // Most systems count in KiB, one in bytes.
    let unit = if cfg!(target_vendor = "apple") { 1024.0 * 1024.0 } else { 1024.0 };
    Ok((user, system, memory / unit))
}

#[cfg(not(unix))]
fn used_by_children() -> Outcome<(f64, f64, f64)> {
    Err("this system does not tell what a process took".into())
}
