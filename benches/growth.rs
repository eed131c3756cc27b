//! How the work grows with the input: each kind of input at a size and at its double.
//!
//! `cargo bench --bench growth` builds some two hundred kinds of sites and prints a table:
//! the size, the user time and the peak memory at the double of it, the bytes that were
//! written, and how many times as much each is as at the single size. It ends with a failure
//! where twice the input takes more than 2.3 times the work or writes more than 2.3 times the
//! bytes.
//!
//! Work is user time, of which the system tells, the best of `--runs 3` in which both sizes
//! take turns. A busy machine and a full cache make it look greater than it is: what is above
//! the bound is judged again by instructions, if Valgrind is installed. `--count` counts
//! instructions of all from the start, which takes half an hour.
//!
//! `-- WORDS` measures only the kinds that have these words in their names, `--write FOLDER`
//! keeps their sites at the single size.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and the disk"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "the other benchmark looks at the clock")]
mod child;
mod families;
mod place;

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use child::CHILD;
use families::Family;
use place::Place;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many times the work twice the input may take.
const BOUND: f64 = 2.3;
/// Seconds below which differences are the machine's.
const NOISE: f64 = 0.02;
const ENGRAFT: &str = env!("CARGO_BIN_EXE_engraft");

/// One run of the program: user seconds, peak memory in MiB, and the bytes that it wrote.
#[derive(Clone, Copy)]
struct Measure {
    seconds: f64,
    memory: f64,
    written: f64,
}

struct Options {
    words: Vec<String>,
    runs: usize,
    counts: bool,
    write: Option<PathBuf>,
}

#[expect(clippy::too_many_lines, reason = "the table, row by row")]
fn main() -> Outcome<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let Some((CHILD, command)) =
        arguments.split_first().map(|(first, rest)| (&**first, rest))
    {
        child::measure_one(command)?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = options(arguments)?;
    let place = Place::new("growth")?;
    let has_valgrind = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    println!(
        "user time, best of {}; {} judges what is above {BOUND}\n",
        options.runs,
        if has_valgrind { "a count of instructions" } else { "nothing else" },
    );
    println!(
        "{:46} {:>9} {:>6} {:>8} {:>6} {:>7} {:>6} {:>9} {:>6}",
        "kind of input",
        "size",
        "work",
        "seconds",
        "memory",
        "MiB",
        "bytes",
        "MB",
        "count"
    );
    let mut above = 0;
    for family in families::all().filter(|family| options.wants(family)) {
        if let Some(folder) = &options.write {
            family.site(family.size).write(&folder.join(family.name))?;
            continue;
        }
        let [single, double] = best(family, options.runs, &place.0)?;
        let work = double.seconds / single.seconds.max(0.001);
        let bytes = double.written / single.written.max(1.0);
        let is_slow = double.seconds > BOUND * single.seconds + NOISE;
        let count = if has_valgrind && (is_slow || options.counts) {
            Some(counted(family, &place.0)?)
        } else {
            None
        };
        let is_above = bytes > BOUND || count.map_or(is_slow, |count| count > BOUND);
        above += usize::from(is_above);
        println!(
            "{:46} {:9} {:6.2} {:8.3} {:6.2} {:7.1} {:6.2} {:9.2} {:>6} {}",
            family.name,
            family.size,
            work,
            double.seconds,
            double.memory / single.memory,
            double.memory,
            bytes,
            double.written / 1e6,
            count.map_or(String::new(), |count| format!("{count:.2}")),
            if is_above { "above" } else { "" },
        );
    }
    println!("\n{above} kinds are above {BOUND}");
    Ok(if above == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Options {
    fn wants(&self, family: &Family) -> bool {
        self.words.iter().all(|word| family.name.contains(word.as_str()))
    }
}

fn options(arguments: Vec<String>) -> Outcome<Options> {
    let mut options = Options { words: Vec::new(), runs: 3, counts: false, write: None };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--runs" => options.runs = value()?.parse()?,
            "--count" => options.counts = true,
            "--write" => options.write = Some(value()?.into()),
            // Cargo says so itself.
            "--bench" => {}
            other if other.starts_with('-') => {
                return Err(format!("no such option: {other}").into());
            }
            _ => options.words.push(argument),
        }
    }
    Ok(options)
}

/// The least that each size took.
fn best(family: &Family, runs: usize, place: &Path) -> Outcome<[Measure; 2]> {
    let roots = roots(family, place)?;
    let mut best: [Option<Measure>; 2] = [None; 2];
    for _ in 0..runs.max(1) {
        for (root, best) in roots.iter().zip(&mut best) {
            let measure = run(family, root)?;
            let least = best.get_or_insert(measure);
            least.seconds = least.seconds.min(measure.seconds);
            least.memory = least.memory.min(measure.memory);
        }
    }
    for root in &roots {
        fs::remove_dir_all(root)?;
    }
    let [single, double] = best.map(|best| best.ok_or("nothing was run"));
    Ok([single?, double?])
}

/// Writes the site at both sizes.
fn roots(family: &Family, place: &Path) -> Outcome<[PathBuf; 2]> {
    let roots = [place.join("single"), place.join("double")];
    for (root, times) in roots.iter().zip(1..) {
        family.site(family.size * times).write(root)?;
    }
    Ok(roots)
}

/// Runs the program in a process of its own, without what the last run left.
fn run(family: &Family, root: &Path) -> Outcome<Measure> {
    let (output, report) = (root.join("output"), root.join("report"));
    if output.is_dir() {
        fs::remove_dir_all(&output)?;
    }
    let command: Vec<OsString> = engraft(family, root).map(Into::into).collect();
    let used = child::run(&command, &report)?;
    let written = bytes_below(&output)? + fs::metadata(&report)?.len();
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let written = written as f64;
    Ok(Measure { seconds: used.user, memory: used.memory, written })
}

/// The program and its arguments.
fn engraft<'a>(family: &'a Family, root: &'a Path) -> impl Iterator<Item = &'a OsStr> {
    let start = [OsStr::new(ENGRAFT), OsStr::new("-C"), root.as_os_str()];
    start.into_iter().chain(family.command.iter().map(OsStr::new))
}

/// How many times the instructions of the single size the double size takes, in one thread.
fn counted(family: &Family, place: &Path) -> Outcome<f64> {
    let roots = roots(family, place)?;
    let mut counts = Vec::new();
    for root in &roots {
        counts.push(instructions(family, root)?);
        fs::remove_dir_all(root)?;
    }
    Ok(counts[1] / counts[0])
}

fn instructions(family: &Family, root: &Path) -> Outcome<f64> {
    let log = root.join("log");
    Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(format!("--log-file={}", log.display()))
        .args(engraft(family, root))
        .args(["--threads", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let log = fs::read_to_string(log)?;
    let line = log.lines().find_map(|line| line.split_once("refs:"));
    let (_, count) = line.ok_or(format!("Valgrind counted nothing: {log}"))?;
    Ok(count.replace(',', "").trim().parse()?)
}

/// The bytes of all files below a folder.
fn bytes_below(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop() {
        let Ok(entries) = fs::read_dir(&current) else { continue };
        for entry in entries {
            let entry = entry?;
            let metadata = entry.metadata()?;
            if metadata.is_dir() {
                open.push(entry.path());
            } else {
                bytes += metadata.len();
            }
        }
    }
    Ok(bytes)
}
