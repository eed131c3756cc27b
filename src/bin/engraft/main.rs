//! The command line of Engraft: arguments in, an exit code out.
//!
//! Only this folder reads the clock and the environment, and only here is anything
//! printed. Every command runs inside one pool of threads with deep stacks.

mod addresses;
mod args;
mod baseline;
mod build;
mod build_review;
mod changes;
mod check;
mod completions;
mod console;
mod content;
mod create;
mod desk;
mod diff;
mod explain;
mod glossary;
mod ids;
mod import;
mod init;
mod list;
mod man;
mod mending;
mod mv;
mod new;
mod overview;
mod past;
mod progress;
mod review;
mod serve;
mod shell;
mod sign;
mod site_folder;
mod sources;
mod theme;
mod translation;
mod usage;
mod world;

use std::process::ExitCode;
use std::thread;

use clap::Parser;
use rayon::{ThreadPool, ThreadPoolBuilder};

use engraft::base::{Error, ErrorKind};

use args::{Args, Command, Global};
use console::Console;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Stack of each thread: nested content must never end the program.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing to complain of.
    Clean = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// Wrong use or configuration.
    Usage = 2,
    /// The machine did not do its part.
    Machine = 3,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => return ExitCode::from(usage::tell(&message) as u8),
    };
    let console = Console::new(&args.global);
    let in_pool =
        pool(&args.global).and_then(|pool| pool.install(|| run(&args, &console)));
    let exit = in_pool.unwrap_or_else(|error| {
        console.error(&error);
        match error.kind() {
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::Machine => Exit::Machine,
        }
    });
    ExitCode::from(exit as u8)
}

/// The threads that work.
fn pool(global: &Global) -> Result<ThreadPool, Error> {
    // The number is always given: the library would take any from the environment.
    let processors = || {
        let most = usize::try_from(args::MOST_THREADS).unwrap_or(1);
        thread::available_parallelism().map_or(1, |count| count.get().min(most))
    };
    ThreadPoolBuilder::new()
        .stack_size(STACK_BYTES)
        .num_threads(global.threads.map_or_else(processors, usize::from))
        .build()
        .map_err(|cause| Error::machine(format!("cannot start the threads: {cause}")))
}

fn run(args: &Args, console: &Console) -> Result<Exit, Error> {
    let here = &args.global.root;
    let root = &site_folder::find(here);
    match &args.command {
        Command::Init(args) => init::run(here, args, console),
        Command::New(args) => new::run(root, args, console),
        Command::Import(args) => import::run(root, args, console),
        Command::Build(args) => build::run(root, here, args, console),
        Command::Serve(serve) => serve::run(root, &args.global, serve, console),
        Command::Desk(desk) => desk::run(root, &args.global, desk, console),
        Command::Check(args) => check::run(root, here, args, console),
        Command::Review(command) => review::run(root, command, console),
        Command::Diff(args) => diff::run(root, args, console),
        Command::History(args) => diff::history(root, args, console),
        Command::Glossary(args) => glossary::run(root, args, console),
        Command::Explain(args) => explain::run(args, console),
        Command::List(args) => list::run(root, args, console),
        Command::Mv(args) => mv::run(root, here, args, console),
        Command::Addresses(command) => addresses::run(root, command, console),
        Command::Ids(command) => ids::run(root, command, console),
        Command::Theme(command) => theme::run(root, command, console),
        Command::Man(args) => man::run(args, console),
        Command::Completions(args) => completions::run(args, console),
    }
}
