//! Edits generated sites while they are previewed, and prints how long a change takes to be
//! seen.
//!
//! `cargo bench --bench preview -- --sizes 1000,10000 --edits 30 [--against hugo,zola,before]`.
//!
//! An edit changes one word of an article, each time of another one. Its time runs from
//! before the file is written until the page holds the word, asked for over HTTP every few
//! milliseconds; that Engraft waits for the end of a save is part of it. Its work is what
//! its own line in the terminal says. The time of processors is all that the server took,
//! answers included, by edit: it says more than a clock on a busy machine. Peers are the
//! programs that `HUGO` and `ZOLA` name, or
//! those on the path of programs, and `BEFORE` names an Engraft without a change; they serve the same corpus, and all take turns, so that a
//! busy machine slows all. Figures are medians, with the longest behind them.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and the disk"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "other sites are built by the other benchmark")]
mod corpus;
#[expect(dead_code, reason = "the other benchmark builds")]
mod peers;
mod place;
mod server;
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use corpus::{Corpus, Glossary};
use peers::{FOOTER, Program, WORD};
use place::Place;
use server::{Reader, Server};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often the template of all articles is edited.
const TEMPLATE_EDITS: usize = 5;
/// A server is left alone for so long between two edits.
const REST: Duration = Duration::from_millis(200);

struct Options {
    sizes: Vec<usize>,
    edits: usize,
    against: Vec<Program>,
}

/// A program that serves the corpus, and what was measured of it, in milliseconds.
struct Served {
    program: Program,
    root: PathBuf,
    server: Server,
    reader: Reader,
    first_page: f64,
    edits: Vec<f64>,
    template_edits: Vec<f64>,
    /// Of the edits, and of those of the template: what Engraft says that it took.
    work: [Vec<f64>; 2],
    /// Likewise: what they took of all processors.
    processor: [f64; 2],
    /// Held before the first edit, in MiB.
    memory: u64,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let options = options(&arguments)?;
    let place = Place::new("preview")?;
    println!(
        "in {}; {} edits of articles, {TEMPLATE_EDITS} of their template; Engraft waits {} ms \
         for the end of a save",
        place.0.display(),
        options.edits,
        engraft::serve::QUIET.as_millis()
    );
    for &articles in &options.sizes {
        measure(&options, articles, &place.0)?;
    }
    Ok(())
}

fn options(arguments: &[String]) -> Outcome<Options> {
    let mut options =
        Options { sizes: vec![1000, 10_000], edits: 30, against: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--sizes" => {
                options.sizes =
                    value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--edits" => options.edits = value()?.parse::<usize>()?.max(1),
            "--against" => {
                options.against =
                    value()?.split(',').map(Program::peer).collect::<Outcome<_>>()?;
            }
            // Cargo says so itself.
            "--bench" => {}
            other => return Err(format!("no such option: {other}").into()),
        }
    }
    Ok(options)
}

fn measure(options: &Options, articles: usize, place: &Path) -> Outcome<()> {
    let corpus =
        Corpus { articles, highlight: false, glossary: Glossary::Small, links: false };
    let mut all = Vec::new();
    for program in [Program::Engraft].iter().chain(&options.against) {
        let root = place.join(format!("{}-{articles}", program.name()));
        let bytes = program.write(corpus, &root)?;
        if all.is_empty() {
            println!("\n{articles} articles, {:.1} MB of Markdown", mega(bytes));
        }
        all.push(Served::start(program.clone(), root)?);
    }
    for number in 0..options.edits {
        for served in &mut all {
            served.edit(number * articles / options.edits, number)?;
        }
    }
    for number in 0..TEMPLATE_EDITS {
        for served in &mut all {
            served.edit_template(number)?;
        }
    }
    all.iter().for_each(report);
    if let Some((engraft, peers)) = all.split_first() {
        judge(engraft, articles);
        for peer in peers {
            compare(peer, engraft);
        }
    }
    for Served { server, root, .. } in all {
        drop(server);
        fs::remove_dir_all(root)?;
    }
    Ok(())
}

impl Served {
    fn start(program: Program, root: PathBuf) -> Outcome<Served> {
        let since = Instant::now();
        let (server, address) = program.serve(&root)?;
        let mut reader = Reader::new(address);
        let first_page = reader.wait_for(&program.page(0), WORD, since)?;
        thread::sleep(REST);
        let [memory, _] = server.memory();
        Ok(Served {
            program,
            root,
            server,
            reader,
            first_page,
            edits: Vec::new(),
            template_edits: Vec::new(),
            work: [Vec::new(), Vec::new()],
            processor: [0.0; 2],
            memory,
        })
    }

    fn edit(&mut self, article: usize, number: usize) -> Outcome<()> {
        self.server.forget_lines();
        let before = self.server.processor();
        let since = Instant::now();
        let (page, words) = self.program.edit(&self.root, article, number)?;
        self.edits.push(self.reader.wait_for(&page, &words, since)?);
        self.note_work(0, before)
    }

    fn edit_template(&mut self, number: usize) -> Outcome<()> {
        self.server.forget_lines();
        let words = format!("{FOOTER}, mended{number}.");
        let before = self.server.processor();
        let since = Instant::now();
        self.program.edit_template(&self.root, &words)?;
        let page = self.program.page(0);
        self.template_edits.push(self.reader.wait_for(&page, &words, since)?);
        self.note_work(1, before)
    }

    /// Reads the line that Engraft says for every rebuild: `...; 12 ms`.
    fn note_work(&mut self, kind: usize, processor_before: f64) -> Outcome<()> {
        if self.program.is_engraft() {
            let milliseconds =
                |line: &str| line.strip_suffix(" ms")?.rsplit(' ').next()?.parse().ok();
            self.work[kind].push(self.server.line(milliseconds)?);
        }
        // What it does after it has answered is work as well.
        thread::sleep(REST);
        self.processor[kind] += self.server.processor() - processor_before;
        Ok(())
    }
}

fn report(served: &Served) {
    let [memory, peak] = served.server.memory();
    let first_page = served.first_page / 1000.0;
    println!("  {:8} first page after {first_page:.2} s", served.program.name());
    let kinds = [("an article", &served.edits), ("the template", &served.template_edits)];
    for (kind, (what, times)) in kinds.into_iter().enumerate() {
        let work = match served.work[kind].as_slice() {
            [] => String::new(),
            work => format!(", work {}", figure(work)),
        };
        #[expect(clippy::cast_precision_loss, reason = "few edits")]
        let processor = served.processor[kind] / times.len() as f64;
        let times = figure(times);
        println!(
            "           edit of {what:12} {times}{work}, {processor:.0} ms of processors"
        );
    }
    println!(
        "           {} MiB at first, {memory} at last, {peak} at the peak",
        served.memory
    );
}

/// The median, and the longest.
fn figure(values: &[f64]) -> String {
    format!("{:.0} ms ({:.0})", median(values), longest(values))
}

/// Says which targets are met.
fn judge(served: &Served, articles: usize) {
    let (edit, work) = (median(&served.edits), median(&served.work[0]));
    let template = median(&served.work[1]);
    let targets: &[(&str, f64, f64)] = match articles {
        1000 => &[
            ("edit", edit, 150.0),
            ("work of an edit", work, 30.0),
            ("work of a template edit", template, 300.0),
            ("first page", served.first_page, 1000.0),
        ],
        10_000 => &[("edit", edit, 400.0), ("work of an edit", work, 250.0)],
        _ => &[],
    };
    for (what, figure, target) in targets {
        let met = if figure < target { "met   " } else { "missed" };
        println!("  {met} {what}: {figure:.0} ms, target {target:.0} ms");
    }
}

fn compare(peer: &Served, engraft: &Served) {
    let name = peer.program.name();
    println!(
        "  {name} / engraft: {:.1} times the time of an edit, {:.1} of a template edit, \
         {:.1} of the first page",
        median(&peer.edits) / median(&engraft.edits),
        median(&peer.template_edits) / median(&engraft.template_edits),
        peer.first_page / engraft.first_page,
    );
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn longest(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

fn mega(bytes: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let bytes = bytes as f64;
    bytes / 1e6
}
