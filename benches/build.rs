//! Builds generated sites and prints how long that takes, beside a floor program.
//!
//! `cargo bench --bench build -- --sizes 100,1000,10000 --runs 3 [--highlight]`, or
//! `-- --write FOLDER --sizes 1000` to keep a generated site and look at it. With `--links`
//! each article has ten links, every other an alias; the share of the stage "resolving links"
//! tells their cost.
//!
//! With `--glossary` a site is compared with itself instead. Its texts are searched for 2,000
//! terms with 6,000 names; beside it stands the same site with
//!
//! - `mark: never` and `expand: false`: the texts are searched all the same, for the lists of
//!   the glossary page and for the checks, but no page shows it
//! - the entries in a second language: there is a glossary page, and no article is searched
//!   for its terms. Against this one a build takes no more than 1.25 times the time
//! - entries that are drafts: there is no glossary at all
//!
//! Each measurement is a process of its own, so that peak memory belongs to one build; the
//! two programs take turns, so that a busy machine slows both. Figures are medians; of
//! the glossaries, whose differences are smaller than a busy machine's, the fastest runs.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and the disk"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;
mod engine;
mod floor;
mod place;
mod words;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs, iter};

use corpus::{Corpus, Glossary};
use place::Place;

/// The allocator of the program that is measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The argument that makes this program build once and report.
const CHILD: &str = "measure-one";

/// One build: seconds, processor seconds, peak memory in KiB, pages, and the times of each
/// stage by its place in the order and its name (`01 reading`).
struct Measure {
    seconds: f64,
    processor: f64,
    peak: u64,
    pages: usize,
    stages: BTreeMap<String, Times>,
}

/// Seconds by the clock, and of processors.
type Times = (f64, f64);

struct Options {
    sizes: Vec<usize>,
    runs: usize,
    highlight: bool,
    glossary: bool,
    links: bool,
    write: Option<PathBuf>,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.first().is_some_and(|argument| argument == CHILD) {
        return measure(
            &arguments[1],
            Path::new(&arguments[2]),
            Path::new(&arguments[3]),
        );
    }
    let options = options(&arguments)?;
    if let Some(folder) = &options.write {
        for &articles in &options.sizes {
            let glossary =
                if options.glossary { Glossary::Large } else { Glossary::Small };
            options.corpus(articles, glossary).write(folder)?;
        }
        return Ok(());
    }
    let place = Place::new("bench")?;
    println!("in {}, highlighting {}", place.0.display(), on_or_off(options.highlight));
    for &articles in &options.sizes {
        if options.glossary {
            compare_glossaries(&options, articles, &place.0)?;
        } else {
            compare(&options, articles, &place.0)?;
        }
    }
    Ok(())
}

impl Options {
    fn corpus(&self, articles: usize, glossary: Glossary) -> Corpus {
        Corpus { articles, highlight: self.highlight, glossary, links: self.links }
    }
}

fn options(arguments: &[String]) -> Outcome<Options> {
    let mut options = Options {
        sizes: vec![100, 1000, 10_000],
        runs: 3,
        highlight: false,
        glossary: false,
        links: false,
        write: None,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--sizes" => {
                options.sizes =
                    value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--runs" => options.runs = value()?.parse()?,
            "--write" => options.write = Some(value()?.into()),
            "--highlight" => options.highlight = true,
            "--glossary" => options.glossary = true,
            "--links" => options.links = true,
            // Cargo says so itself.
            "--bench" => {}
            other => return Err(format!("no such option: {other}").into()),
        }
    }
    Ok(options)
}

fn compare(options: &Options, articles: usize, place: &Path) -> Outcome<()> {
    let root = place.join(format!("site-{articles}"));
    let glossary = Glossary::Small;
    let corpus = options.corpus(articles, glossary);
    let bytes = corpus.write(&root)?;
    println!("\n{articles} articles, {:.1} MB of Markdown", mega(bytes));
    let mut engraft = Vec::new();
    let mut floor = Vec::new();
    for _ in 0..options.runs {
        engraft.push(spawn("engraft", &root, &place.join("output"))?);
        floor.push(spawn("floor", &root, &place.join("output"))?);
    }
    let engraft = median(engraft);
    let floor = median(floor);
    report("engraft", &engraft);
    report("floor", &floor);
    println!(
        "  engraft / floor: {:.2} times the time, {:.2} times the processor time",
        engraft.seconds / floor.seconds,
        // The system counts in hundredths: a small build may come to none.
        engraft.processor / floor.processor.max(0.01)
    );
    println!("  stages: {}", shares(&engraft));
    fs::remove_dir_all(&root)?;
    Ok(())
}

/// What a large glossary adds to a build, and which part of it does: the builds take turns.
fn compare_glossaries(options: &Options, articles: usize, place: &Path) -> Outcome<()> {
    let sites = [
        ("terms", Glossary::Large),
        ("unmarked", Glossary::Unmarked),
        ("unsearched", Glossary::Elsewhere),
        ("drafts", Glossary::Drafts),
    ];
    for (name, glossary) in sites {
        options.corpus(articles, glossary).write(&place.join(name))?;
    }
    let mut measures = sites.map(|_| Vec::new());
    for _ in 0..options.runs {
        for ((name, _), runs) in iter::zip(sites, &mut measures) {
            runs.push(spawn("engraft", &place.join(name), &place.join("output"))?);
        }
    }
    let fastest = measures.map(fastest);
    println!("\n{articles} articles");
    for ((name, _), measure) in iter::zip(sites, &fastest) {
        report(name, measure);
    }
    let [terms, others @ ..] = &fastest;
    for ((name, _), other) in iter::zip(&sites[1..], others) {
        println!(
            "  terms / {name}: {:.2} times the time, {:.2} times the processor time",
            terms.seconds / other.seconds,
            terms.processor / other.processor.max(0.01)
        );
        println!("    {}", differences(terms, other));
    }
    for (name, _) in sites {
        fs::remove_dir_all(place.join(name))?;
    }
    Ok(())
}

/// How much longer each stage of a build takes than the same stage of another: by the
/// clock, and of processors.
fn differences(one: &Measure, other: &Measure) -> String {
    let stages = iter::zip(&one.stages, other.stages.values());
    let longer = stages.map(|((stage, own), others)| {
        let (clock, processor) = (own.0 - others.0, own.1 - others.1);
        format!("{} {clock:+.2} s {processor:+.2} s", &stage[3..])
    });
    longer.collect::<Vec<_>>().join(", ")
}

/// Which part of a build each of its stages takes.
fn shares(measure: &Measure) -> String {
    let share = |(stage, (seconds, _)): (&String, &Times)| {
        format!("{} {:.0} %", &stage[3..], 100.0 * seconds / measure.seconds)
    };
    measure.stages.iter().map(share).collect::<Vec<_>>().join(", ")
}

/// Builds in a process of its own, into a folder that does not exist yet.
fn spawn(program: &str, root: &Path, output: &Path) -> Outcome<Measure> {
    let ran = Command::new(env::current_exe()?)
        .args([CHILD, program])
        .args([root, output])
        .output()?;
    if output.is_dir() {
        fs::remove_dir_all(output)?;
    }
    let text = String::from_utf8(ran.stdout)?;
    if !ran.status.success() {
        let complaint = String::from_utf8_lossy(&ran.stderr);
        return Err(format!("{program} failed:\n{text}{complaint}").into());
    }
    let value: serde_json::Value = serde_json::from_str(&text)?;
    let number = |key: &str| value[key].as_f64().ok_or(format!("no {key} in {text}"));
    let stages = value["stages"].as_object().into_iter().flatten();
    let times = |of: &serde_json::Value| {
        (of[0].as_f64().unwrap_or(0.0), of[1].as_f64().unwrap_or(0.0))
    };
    Ok(Measure {
        seconds: number("seconds")?,
        processor: number("processor")?,
        peak: value["peak"].as_u64().unwrap_or(0),
        pages: value["pages"].as_u64().unwrap_or(0).try_into()?,
        stages: stages.map(|(stage, of)| (stage.clone(), times(of))).collect(),
    })
}

/// The child's part: builds once and prints one JSON object.
fn measure(program: &str, root: &Path, output: &Path) -> Outcome<()> {
    let start = Instant::now();
    let (pages, stages) = match program {
        "floor" => (floor::build(root, output)?, BTreeMap::new()),
        _ => engine::build(root, output)?,
    };
    let seconds = start.elapsed().as_secs_f64();
    let peak = peak_memory();
    println!(
        "{}",
        serde_json::json!({
            "seconds": seconds, "processor": processor_seconds(), "pages": pages, "peak": peak, "stages": stages
        })
    );
    Ok(())
}

/// The most memory that this process ever held, in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The processor time of this process, in all threads; 0 where the system does not say.
fn processor_seconds() -> f64 {
    // User and system time are the 14th and 15th field; the 2nd, in brackets, may hold spaces.
    let line = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = line.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<u32>().ok());
    f64::from(ticks.sum::<u32>()) / 100.0
}

fn median(measures: Vec<Measure>) -> Measure {
    let middle = measures.len() / 2;
    by_time(measures).swap_remove(middle)
}

fn fastest(measures: Vec<Measure>) -> Measure {
    by_time(measures).swap_remove(0)
}

fn by_time(mut measures: Vec<Measure>) -> Vec<Measure> {
    measures.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    measures
}

fn report(name: &str, measure: &Measure) {
    #[expect(clippy::cast_precision_loss, reason = "page counts are small")]
    let speed = measure.pages as f64 / measure.seconds;
    println!(
        "  {name:10} {:7.3} s   {:7.2} s of processors   {speed:6.0} pages a second   \
         {:4} MiB at the peak   {} pages",
        measure.seconds,
        measure.processor,
        measure.peak / 1024,
        measure.pages,
    );
}

fn mega(bytes: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let bytes = bytes as f64;
    bytes / 1e6
}

fn on_or_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}
