//! `engraft desk`: the preview with editing, for who writes the site and sees no terminal.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use engraft::base::{Date, Error, Memory};
use engraft::build::{self, Built, Request, Session};
use engraft::desk::{self, DeskOptions, DeskTexts, Office};
use engraft::edit::Drawer;
use engraft::report::{ChangesFormat, changes_text};
use engraft::serve::{self, Build, DeskDoors, Door, PreviewEvent, ServeOptions, Tell};

use crate::Exit;
use crate::args::{ContentArgs, DeskArgs, Global, SignArgs};
use crate::build as build_command;
use crate::changes;
use crate::console::Console;
use crate::content;
use crate::past::Past;
use crate::pool;
use crate::sign;
use crate::world;

pub(crate) fn run(
    root: &Path,
    global: &Global,
    args: &DeskArgs,
    console: &Console,
) -> Result<Exit, Error> {
    content::content_folder(root)?;
    if args.host.is_some() {
        console.murmur(
            "warning: the desk is for this machine alone; `--host` changes nothing\n",
        );
    }
    let desk = Door::open(None, args.port)?;
    // A port that is asked for is that of the desk; zero asks for any.
    let pages = Door::open(None, args.port.filter(|&port| port == 0))?;
    // A writer sees drafts, and pages whose day is still to come.
    let content = ContentArgs { drafts: true, future: true, ..args.content.clone() };
    let texts = DeskTexts::default();
    let office = CommandOffice {
        root: root.to_owned(),
        content: args.content.clone(),
        console: console.clone(),
        pool: pool(global)?,
    };
    let options = DeskOptions {
        root: root.to_owned(),
        origin: desk.origin().to_owned(),
        pages_origin: pages.origin().to_owned(),
        texts: texts.clone(),
        office: Box::new(office),
    };
    desk::take_up(&options)?;
    let launch_page = Arc::new(OnceLock::new());
    let tell = teller(console.clone(), !args.no_open, Arc::clone(&launch_page));
    let serving = ServeOptions {
        root: root.to_owned(),
        poll: args.poll,
        follow: false,
        editor: String::new(),
    };
    let build = builds(root, global, content, texts)?;
    serve::serve_with_desk(
        DeskDoors { desk, pages },
        build,
        &serving,
        tell,
        |preview| {
            let (staff, page) = desk::open(options, preview)?;
            // It is set once, before anybody looks.
            let _first = launch_page.set(page);
            Ok(staff)
        },
    )?;
    Drawer::of(root).remove_launch_page();
    Ok(Exit::Clean)
}

/// Builds with the unsaved texts over the files.
fn builds(
    root: &Path,
    global: &Global,
    content: ContentArgs,
    texts: DeskTexts,
) -> Result<Build, Error> {
    let pool = pool(global)?;
    let mut session = Session::new(Memory::Remembering);
    let root = root.to_owned();
    Ok(Box::new(move || -> Result<Built, Error> {
        let request = content::request(&root, &content)?;
        session.lay_over(texts.now());
        pool.install(|| session.build(&request, &|_| {}))
    }))
}

/// Says where the desk is, and opens it. What is typed is not told of in the terminal.
fn teller(console: Console, opens: bool, page: Arc<OnceLock<PathBuf>>) -> Tell {
    Box::new(move |told| match told {
        PreviewEvent::Ready { address, .. } => {
            // Nobody may be listening; the desk is there all the same.
            let _nobody_listens =
                console.say(&format!("{address}  (opens the desk once; Ctrl-C stops)"));
            let page = page.get().filter(|_| opens);
            if let Some(cause) = page.and_then(|page| open::that_detached(page).err()) {
                console.murmur(&format!(
                    "warning: cannot open a browser: {cause}; open the address above\n"
                ));
            }
        }
        PreviewEvent::Failed(error) => console.error(error),
        PreviewEvent::Polling(why) => console.murmur(&format!(
            "warning: the system does not tell of changes ({why}); files are looked at \
             once a second\n"
        )),
        PreviewEvent::Began | PreviewEvent::Rebuilt(_) => {}
    })
}

/// What other commands do, for the desk.
struct CommandOffice {
    root: PathBuf,
    content: ContentArgs,
    console: Console,
    pool: rayon::ThreadPool,
}

impl Office for CommandOffice {
    fn days(&self) -> Result<(Option<Date>, Date), Error> {
        let as_of = match self.content.as_of {
            Some(date) => Some(date),
            None => world::source_date()?,
        };
        Ok((as_of, world::today()))
    }

    fn sign(
        &self,
        thing: &str,
        reviewer: &str,
        role: Option<&str>,
    ) -> Result<Vec<String>, Error> {
        let args = SignArgs {
            thing: thing.to_owned(),
            reviewer: reviewer.to_owned(),
            role: role.map(str::to_owned),
            date: None,
        };
        self.pool.install(|| sign::sign(&self.root, &args, &self.console))
    }

    fn build(&self) -> Result<Vec<String>, Error> {
        self.pool.install(|| {
            let (texts, told) =
                build_command::for_desk(&self.root, &self.content, false, &self.console)?;
            if let Some(texts) = texts {
                Drawer::of(&self.root).keep_built(&texts)?;
            }
            Ok(told)
        })
    }

    fn take_down(&self) -> Result<Vec<String>, Error> {
        self.pool.install(|| {
            let (_, told) =
                build_command::for_desk(&self.root, &self.content, true, &self.console)?;
            Ok(told)
        })
    }

    fn changes(&self) -> Result<Vec<String>, Error> {
        let Some(texts) = Drawer::of(&self.root).built() else {
            return Ok(vec!["The site was not built at this desk yet".to_owned()]);
        };
        self.pool.install(|| {
            let past = Past::of_texts(&self.root, "the last build", &texts)?;
            let request = content::request(&self.root, &self.content)?;
            let now = build::written(&request)?;
            let then = build::written(&Request { root: past.root(), ..request })?;
            let pages = changes::changes(then.seen(), now.seen());
            let text = changes_text(&past.name, &pages, ChangesFormat::Human);
            Ok(text.lines().map(str::to_owned).collect())
        })
    }
}
