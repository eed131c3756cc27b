//! `engraft diff` and `engraft history`: what readers saw before, as sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use engraft::base::Error;
use engraft::build::{self, Request, WrittenSite};
use engraft::report::{ChangesFormat, PageChanges, changes_text, escape_terminal};
use engraft::review::{Signable, SiteTexts, compare};
use engraft::source::CONTENT_FOLDER;

use crate::Exit;
use crate::args::{DiffArgs, DiffFormat, HistoryArgs};
use crate::console::Console;
use crate::content;
use crate::past::Past;
use crate::sources;

pub(crate) fn run(
    root: &Path,
    args: &DiffArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = sources::request(root)?;
    sources::refuse_interrupted(root)?;
    let folder = content::below(root, Path::new(&args.since));
    let past = if folder.is_dir() {
        Past::of_folder(root, &folder)?
    } else {
        Past::of_revision(root, &args.since)?
    };
    let now = build::written(&request)?;
    let then = build::written(&Request { root: past.root(), ..request })?;
    let pages = changes(&then, &now);
    let format = match args.format {
        DiffFormat::Human => ChangesFormat::Human,
        DiffFormat::Markdown => ChangesFormat::Markdown,
        DiffFormat::Html => ChangesFormat::Html,
    };
    let text = changes_text(&past.name, &pages, format);
    if args.format == DiffFormat::Human {
        console.print(text.as_bytes())?;
    } else {
        Console::print_raw(text.as_bytes())?;
    }
    Ok(Exit::Clean)
}

/// What changed of everything that readers see, in the order of the files.
pub(crate) fn changes(then: &WrittenSite, now: &WrittenSite) -> Vec<PageChanges> {
    let (old, new) = (then.texts(), now.texts());
    let is_seen = |thing: &Signable| match thing {
        Signable::Text(path) => {
            !path.as_str().split('/').any(|part| part.starts_with('_'))
        }
        Signable::Contact(_) | Signable::Sign(_) | Signable::Value(_) => true,
    };
    let all: BTreeSet<Signable> = old.all().chain(new.all()).filter(is_seen).collect();
    let titles = |site: &WrittenSite| -> BTreeMap<Signable, (String, Option<String>)> {
        let sources = &site.site.sources;
        let people = &sources.records.people;
        let name = |id: &str| people.get(id).map_or(id, |person| &person.name).to_owned();
        let articles = sources.articles.iter().map(|one| {
            let front_matter = &one.front_matter;
            let owner = front_matter.owner.as_ref().map(|owner| name(&owner.value));
            (&one.source.path, (front_matter.title.value.clone(), owner))
        });
        let terms = sources.terms.iter().map(|one| {
            let front_matter = &one.front_matter;
            let owner = front_matter.owner.as_ref().map(|owner| name(&owner.value));
            (&one.source.path, (front_matter.term.value.clone(), owner))
        });
        let texts = articles.chain(terms);
        texts.map(|(path, told)| (Signable::Text(path.clone()), told)).collect()
    };
    let (old_titles, new_titles) = (titles(then), titles(now));
    let gone = all.iter().filter(|thing| new.place(thing).is_none());
    let mut gone: BTreeMap<&str, &Signable> = gone
        .filter_map(|thing| Some((old_titles.get(thing)?.0.as_str(), thing)))
        .collect();
    let mut moved: BTreeSet<&Signable> = BTreeSet::new();
    let mut found = Vec::new();
    for thing in all.iter().filter(|thing| new.place(thing).is_some()) {
        let titled = new_titles.get(thing);
        // A file that went elsewhere is known by its title.
        let was = match old.place(thing) {
            Some(_) => Some(thing),
            None => titled.and_then(|(title, _)| gone.remove(title.as_str())),
        };
        let is_moved = was.is_some_and(|was| was != thing);
        if let Some(was) = was.filter(|_| is_moved) {
            moved.insert(was);
        }
        let told = page(&old, &new, was, Some(thing), titled);
        found.extend(told.map(|mut told| {
            if is_moved {
                told.fate = Some("it was another file");
            }
            told
        }));
    }
    let lost =
        all.iter().filter(|thing| new.place(thing).is_none() && !moved.contains(thing));
    found.extend(
        lost.filter_map(|thing| {
            page(&old, &new, Some(thing), None, old_titles.get(thing))
        }),
    );
    found.retain(|page| page.fate.is_some() || !page.changes.is_empty());
    found
}

fn page(
    old: &SiteTexts<'_>,
    new: &SiteTexts<'_>,
    was: Option<&Signable>,
    is: Option<&Signable>,
    titled: Option<&(String, Option<String>)>,
) -> Option<PageChanges> {
    let thing = is.or(was)?;
    let before = was.and_then(|was| old.parts(was));
    let after = is.and_then(|is| new.parts(is));
    let fate = match (&before, &after) {
        (None, None) => return None,
        (None, Some(_)) => Some("new"),
        (Some(_), None) => Some("gone"),
        (Some(_), Some(_)) => None,
    };
    let language = if is.is_some() { new.language(thing) } else { old.language(thing) };
    let changes =
        compare(&before.unwrap_or_default(), &after.unwrap_or_default(), language);
    let name = thing.to_string();
    let (title, owner) = titled.cloned().unwrap_or_else(|| (name.clone(), None));
    Some(PageChanges { name, title, owner, fate, changes })
}

pub(crate) fn history(
    root: &Path,
    args: &HistoryArgs,
    console: &Console,
) -> Result<Exit, Error> {
    content::content_folder(root)?;
    let (past, commit) = Past::of_day(root, &args.on.to_string())?;
    let request = Request {
        root: past.root(),
        base_url: None,
        drafts: false,
        future: false,
        as_of: Some(args.on),
        clock_today: args.on,
    };
    let written = build::written(&request)?;
    let texts = written.texts();
    let name = args.page.strip_prefix(CONTENT_FOLDER).unwrap_or(&args.page);
    let name = name.trim_start_matches('/');
    let forms = [name.to_owned(), format!("{name}.md")];
    let things = forms.iter().filter_map(|form| Signable::named(form));
    let parts = things.into_iter().find_map(|thing| texts.parts(&thing));
    let Some(parts) = parts else {
        let message = format!("there was no page `{name}` for readers on {}", args.on);
        return Err(Error::usage(message).with_help(
            "name it by the file that it had then; `git log --follow` tells which that was",
        ));
    };
    let mut text = format!("{name} on {}, as of git's commit {commit}\n", args.on);
    for part in parts {
        // Writing to a text cannot fail.
        let _ = writeln!(text);
        if !part.heading.is_empty() {
            let _ = writeln!(text, "{}\n", part.heading);
        }
        for line in part.lines {
            let _ = writeln!(text, "    {line}");
        }
    }
    console.print(escape_terminal(&text).as_bytes())?;
    Ok(Exit::Clean)
}
