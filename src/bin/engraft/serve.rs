//! `engraft serve`: the site in a browser, and a line in the terminal for each change.

use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use engraft::base::{Error, Memory};
use engraft::build::{self, Built, Session};
use engraft::report::escape_terminal;
use engraft::serve::{
    self, Build, Door, News, PagesOrigin, PreviewEvent, Rebuilt, ServeOptions, Tell,
};

use crate::Exit;
use crate::args::{ContentArgs, Global, ServeArgs};
use crate::console::Console;
use crate::content;
use crate::pool;
use crate::world;

pub(crate) fn run(
    root: &Path,
    global: &Global,
    args: &ServeArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let origin = if args.built {
        let request = content::request(root, &args.content)?;
        let base_path = build::base_path(&request)?;
        PagesOrigin::Folder { output: content::below(root, &args.output), base_path }
    } else {
        PagesOrigin::Sources(builds(root, global, &args.content)?)
    };
    let door = Door::open(args.host.as_deref(), args.port)?;
    if !door.is_local() {
        console.murmur(
            "warning: everybody in this network can see the preview, drafts and all\n",
        );
    }
    let options = ServeOptions {
        root: root.to_owned(),
        poll: args.poll,
        follow: args.follow,
        editor: args.editor.clone(),
    };
    serve::serve(door, origin, &options, teller(console.clone(), args.open))?;
    Ok(Exit::Clean)
}

/// Builds in threads of its own: this one waits for Ctrl-C.
fn builds(root: &Path, global: &Global, args: &ContentArgs) -> Result<Build, Error> {
    content::content_folder(root)?;
    let pool = pool(global)?;
    let mut session = Session::new(Memory::Remembering);
    let (root, args) = (root.to_owned(), args.clone());
    Ok(Box::new(move || -> Result<Built, Error> {
        // Asked for anew, because a preview may be open at midnight.
        let request = content::request(&root, &args)?;
        pool.install(|| session.build(&request, &|_| {}))
    }))
}

/// Says what is going on, and opens a browser when there is something to see.
fn teller(console: Console, open: bool) -> Tell {
    let began = Mutex::new(world::now());
    Box::new(move |told| match told {
        PreviewEvent::Ready { address, pages, findings, errors } => {
            let pages = content::plural(pages, "page");
            let tally = findings.map(|count| format!("; {}", content::tally(count)));
            let tally = tally.unwrap_or_default();
            say(&console, &format!("{pages}{tally}{}", news(&errors)));
            say(&console, &format!("{address}  (Ctrl-C stops)"));
            if open && let Err(cause) = open::that_detached(address) {
                console.murmur(&format!("warning: cannot open a browser: {cause}\n"));
            }
        }
        PreviewEvent::Began => {
            if let Ok(mut began) = began.lock() {
                *began = world::now();
            }
        }
        PreviewEvent::Rebuilt(rebuilt) => say(&console, &line(rebuilt, elapsed(&began))),
        PreviewEvent::Failed(error) => console.error(error),
        PreviewEvent::Polling(why) => console.murmur(&format!(
            "warning: the system does not tell of changes ({why}); files are looked at \
             once a second\n"
        )),
    })
}

fn elapsed(began: &Mutex<Instant>) -> u128 {
    began.lock().map_or(0, |began| began.elapsed().as_millis())
}

/// The first error that is new, and the first that is gone.
fn news(news: &News) -> String {
    let told = |what: &str, first: &Option<String>, all: usize| {
        let Some(first) = first else { return String::new() };
        let more = match all {
            0 | 1 => String::new(),
            all => format!(" (and {} more)", all - 1),
        };
        format!("; {what}: {}{more}", escape_terminal(first))
    };
    let new = told("new error", &news.first_new, news.new);
    new + &told("mended", &news.first_gone, news.gone)
}

/// A full disk behind a redirected output is no reason to end a preview.
fn say(console: &Console, line: &str) {
    let _nobody_listens = console.say(line);
}

/// What changed, what came of it, and how long it took.
fn line(rebuilt: &Rebuilt, milliseconds: u128) -> String {
    let shown = |path: &str| escape_terminal(path).into_owned();
    let what = match &*rebuilt.files {
        [] => "the same files".to_owned(),
        [one] => shown(one),
        [first, others @ ..] => {
            format!("{} and {} more", shown(first), others.len())
        }
    };
    let pages = content::plural(rebuilt.pages, "page");
    let tally = content::tally(rebuilt.findings);
    let held = if rebuilt.is_held_back { "; the last good pages are shown" } else { "" };
    let news = news(&rebuilt.errors);
    format!("{what}: {pages} changed; {tally}{news}{held}; {milliseconds} ms")
}
