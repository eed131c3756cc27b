//! `engraft review sign`: who read something, in which role and when, with the words that
//! were read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use engraft::base::{ContentPath, Error, FileId, fold_name};
use engraft::build::{self, Built, WrittenSite};
use engraft::diagnostic::{Severity, did_you_mean};
use engraft::edit::{self, Change};
use engraft::records::Person;
use engraft::report::escape_terminal;
use engraft::review::{
    NO_ROLE, Needs, NewSignature, OVERRIDES_FILE, ShownPart, SignException, Signable,
    Signature, SignedState, SiteTexts, exceptions_text,
};
use engraft::source::{CONTENT_FOLDER, SourceTree};

use crate::Exit;
use crate::args::SignArgs;
use crate::console::Console;
use crate::content;
use crate::sources;

/// How many things that are not signed themselves are named.
const MOST_NAMED: usize = 10;

pub(crate) fn run(
    root: &Path,
    args: &SignArgs,
    console: &Console,
) -> Result<Exit, Error> {
    for line in sign(root, args, console)? {
        console.say(&escape_terminal(&line))?;
    }
    Ok(Exit::Clean)
}

/// Signs; what there is to say of it.
pub(crate) fn sign(
    root: &Path,
    args: &SignArgs,
    console: &Console,
) -> Result<Vec<String>, Error> {
    let request = sources::request(root)?;
    let _lock = sources::lock(root, "engraft review sign", true, console)?;
    let written = build::written(&request)?;
    let texts = written.texts();
    let thing = find(&texts, &written, &args.thing)?;
    let role = signer(&written, &texts, &thing, args)?;
    let date = args.date.unwrap_or(written.today);
    if date > written.today {
        let message = format!("{date} is still to come, and today is {}", written.today);
        return Err(Error::usage(message)
            .with_help("leave `--date` out, or give the day on which it was read"));
    }
    refuse_faults(&written, &texts, &thing)?;
    let Some(parts) = texts.parts(&thing) else {
        let message =
            format!("readers get nothing of `{thing}`, so there is nothing to sign");
        return Err(Error::usage(message).with_help(
            "see its `status` and `expires_on`; what was withdrawn is not signed",
        ));
    };
    let shows = texts.shows(&thing);
    let shown: Vec<ShownPart> = shows.iter().filter_map(|one| texts.whole(one)).collect();
    let standing = written.standing(&texts);
    let known = standing.signatures.get(&thing);
    let before =
        known.and_then(|own| own.iter().find(|signature| signature.role == role));
    if let Some(last) = before.filter(|last| last.date > date) {
        let message = format!("{date} is before the last signature, by {}", last.by());
        return Err(Error::usage(message).with_help(
            "leave `--date` out, or give the day of this signature if it is the newer one",
        ));
    }
    let signature = NewSignature {
        reviewer: &args.reviewer,
        role,
        date,
        before,
        parts: &parts,
        shows: &shown,
    };
    let mut change = Change::default();
    let Some(path) = thing.record(role) else {
        let message = format!("the id in `{thing}` cannot be the name of a folder");
        return Err(Error::usage(message)
            .with_help("give it an id of letters, digits and hyphens"));
    };
    write(&mut change, &written.tree, &path, signature.text())?;
    lift_exceptions(&mut change, &written, &standing, &thing, role)?;
    edit::apply(&change, &written.tree, root)?;
    Ok(told(&standing, &thing, (role, &path, before), &parts, &shows))
}

/// What a name means: a thing as it is called, a file without its ending, or a title.
fn find(
    texts: &SiteTexts<'_>,
    written: &WrittenSite,
    name: &str,
) -> Result<Signable, Error> {
    let plain = name.strip_prefix(CONTENT_FOLDER).and_then(|rest| rest.strip_prefix('/'));
    let plain = plain.unwrap_or(name);
    let forms = [plain.to_owned(), format!("{plain}.md"), format!("glossary/{plain}.md")];
    let named = forms.iter().filter_map(|form| Signable::named(form));
    if let Some(thing) = named.into_iter().find(|thing| texts.place(thing).is_some()) {
        return Ok(thing);
    }
    let sources = &written.site.sources;
    let folded = fold_name(name);
    let articles = sources.articles.iter();
    let articles = articles.map(|one| (&one.front_matter.title.value, &one.source.path));
    let terms = sources.terms.iter();
    let terms = terms.map(|one| (&one.front_matter.term.value, &one.source.path));
    let called: Vec<&ContentPath> = articles
        .chain(terms)
        .filter(|(title, _)| fold_name(title) == folded)
        .map(|(_, path)| path)
        .collect();
    match called[..] {
        [only] => Ok(Signable::Text(only.clone())),
        [] => {
            let all: Vec<String> = texts.all().map(|thing| thing.to_string()).collect();
            let otherwise = "name a file below `site-content/`, or `contact:ID`, `sign:ID`, `value:ID`";
            let help = did_you_mean(plain, all.iter().map(String::as_str), otherwise);
            Err(Error::usage(format!("there is no `{name}` that could be signed"))
                .with_help(help))
        }
        _ => {
            let files: Vec<String> =
                called.iter().map(|path| format!("`{path}`")).collect();
            Err(Error::usage(format!("several texts are called `{name}`"))
                .with_help(format!("name one by its file: {}", files.join(", "))))
        }
    }
}

/// The role in which somebody signs, if they may.
fn signer<'a>(
    written: &'a WrittenSite,
    texts: &SiteTexts<'_>,
    thing: &Signable,
    args: &'a SignArgs,
) -> Result<&'a str, Error> {
    let id = &args.reviewer;
    let people = &written.site.sources.records.people;
    let Some(person) = people.get(id) else {
        let otherwise = format!("add `{id}:` to `data/people.yaml`");
        let help = did_you_mean(id, people.keys().map(String::as_str), otherwise);
        let message = format!("`data/people.yaml` has no entry `{id}`");
        return Err(Error::usage(message).with_help(help));
    };
    if person.left {
        return Err(Error::usage(format!("`{id}` has left, by `data/people.yaml`"))
            .with_help("let somebody sign who is there"));
    }
    let role = role(person, args)?;
    let articles = &written.site.sources.articles;
    let article = articles.iter().find(|one| match thing {
        Signable::Text(path) => one.source.path == *path,
        _ => false,
    });
    if let Some(article) = article {
        let front_matter = &article.front_matter;
        let is_author = front_matter.authors.iter().any(|author| author.value == *id);
        let needs = Needs::new(&written.config, texts);
        if is_author && !needs.authors_may_sign(front_matter) {
            let message = format!("`{id}` wrote `{thing}`, and does not sign it");
            let help = "let somebody else sign; or allow it in `site.yaml`: \
                        `review: {roles: {all: {authors: yes}}}`";
            return Err(Error::usage(message).with_help(help));
        }
    }
    Ok(role)
}

fn role<'a>(person: &'a Person, args: &'a SignArgs) -> Result<&'a str, Error> {
    let id = &args.reviewer;
    match (&args.role, &person.roles[..]) {
        (Some(role), roles) if roles.contains(role) => Ok(role),
        (Some(role), roles) => {
            let message = format!("`{id}` has no role `{role}` in `data/people.yaml`");
            let line = roles.iter().chain([role]).map(String::as_str).collect::<Vec<_>>();
            let help = format!(
                "if it is right, add to the entry: `roles: [{}]`",
                line.join(", ")
            );
            Err(Error::usage(message).with_help(help))
        }
        (None, []) => Ok(NO_ROLE),
        (None, [only]) => Ok(only),
        (None, roles) => Err(Error::usage(format!("`{id}` signs in several roles"))
            .with_help(format!("add one: `--role {}`", roles.join("` or `--role ")))),
    }
}

/// What is signed is what readers will get: not what an error keeps from them.
fn refuse_faults(
    written: &WrittenSite,
    texts: &SiteTexts<'_>,
    thing: &Signable,
) -> Result<(), Error> {
    let file: Option<FileId> = texts.place(thing).map(|span| span.file);
    let is_fault = |severity: Severity, at: Option<FileId>| {
        severity == Severity::Error && at.is_some() && at == file
    };
    let mut found = written.diagnostics.iter();
    let fault = found.find(|one| {
        is_fault(one.severity, one.primary.map(|span| span.file))
            && matches!(thing, Signable::Text(_))
    });
    match fault {
        None => Ok(()),
        Some(fault) => {
            let message = format!("`{thing}` has an error: {}", fault.message);
            Err(Error::usage(message)
                .with_help("mend what `engraft check` tells of it first"))
        }
    }
}

/// Writes a file, new or in the place of what is there.
pub(crate) fn write(
    change: &mut Change,
    tree: &SourceTree,
    path: &ContentPath,
    text: String,
) -> Result<(), Error> {
    let shown = format!("{CONTENT_FOLDER}/{path}");
    let there = tree.files.iter().find(|file| *file.shown == *shown);
    match there {
        None => change.create(path.clone(), text),
        Some(there) => {
            let Some(old) = there.text() else {
                return Err(Error::machine("this signature cannot be read")
                    .at(Path::new(&shown))
                    .with_help("delete the file, and sign again"));
            };
            if **old != *text {
                // Nothing else is edited there.
                let _is_alone = change.edit(path, 0..old.len(), text);
            }
        }
    }
    Ok(())
}

/// Writes down what goes out though it changed since it was signed, and why. Gives how much.
pub(crate) fn override_all(
    root: &Path,
    built: &Built,
    reason: &str,
    console: &Console,
) -> Result<usize, Error> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(Error::usage("`--override` needs a reason").with_help(
            "say why it cannot wait: `--override \"the number of the ward changed\"`",
        ));
    }
    let standing = &built.standing;
    let changed = standing.changed.iter().filter(|changed| changed.exception.is_none());
    let new: BTreeMap<&Signable, SignException> = changed
        .map(|changed| {
            let (thing, mark) = (changed.thing.clone(), changed.mark.clone());
            let (date, reason) = (built.today, reason.clone());
            (&changed.thing, SignException { thing, mark, date, reason })
        })
        .collect();
    let Some(path) = ContentPath::new(OVERRIDES_FILE).filter(|_| !new.is_empty()) else {
        return Ok(0);
    };
    refuse_damage(standing, &built.tree)?;
    let _lock = sources::lock(root, "engraft build --override", true, console)?;
    let mut all = standing.exceptions.clone();
    all.retain(|one| !new.contains_key(&one.thing));
    let count = new.len();
    all.extend(new.into_values());
    let mut change = Change::default();
    write(&mut change, &built.tree, &path, exceptions_text(&all))?;
    edit::apply(&change, &built.tree, root)?;
    Ok(count)
}

/// A record that is not understood as a whole is not written anew: what it says would be lost.
fn refuse_damage(standing: &SignedState, tree: &SourceTree) -> Result<(), Error> {
    let Some((span, message)) = &standing.damage else { return Ok(()) };
    let file = tree.files.iter().find(|file| file.id == span.file);
    let before = file.and_then(|file| file.text()?.get(..span.range().start));
    let line = before.unwrap_or_default().matches('\n').count() + 1;
    let place = format!("{CONTENT_FOLDER}/{OVERRIDES_FILE}:{line}");
    Err(Error::usage(format!(
        "{place}: {message}, and writing the file anew would lose it"
    ))
    .with_help(
        "mend the line, or take the file as it was from the history of the folder",
    ))
}

/// What went out unsigned is signed now, where nobody else's signature is still of other words.
fn lift_exceptions(
    change: &mut Change,
    written: &WrittenSite,
    standing: &SignedState,
    thing: &Signable,
    role: &str,
) -> Result<(), Error> {
    let mut changed = standing.changed.iter().filter(|changed| changed.thing == *thing);
    if changed.any(|changed| changed.roles.iter().any(|other| other != role)) {
        return Ok(());
    }
    let mut left = standing.exceptions.clone();
    left.retain(|one| one.thing != *thing);
    let path = ContentPath::new(OVERRIDES_FILE);
    match path.filter(|_| left.len() < standing.exceptions.len()) {
        Some(path) => {
            refuse_damage(standing, &written.tree)?;
            write(change, &written.tree, &path, exceptions_text(&left))
        }
        None => Ok(()),
    }
}

fn told(
    standing: &SignedState,
    thing: &Signable,
    (role, path, before): (&str, &ContentPath, Option<&Signature>),
    parts: &[ShownPart],
    shows: &BTreeSet<Signable>,
) -> Vec<String> {
    let sections = content::plural(parts.len(), "section");
    let again = before.map(|last| format!(", last signed by {}", last.by()));
    let mut lines = vec![format!(
        "Signed {thing}: {sections}{}; {CONTENT_FOLDER}/{path}",
        again.unwrap_or_default()
    )];
    let has = |one: &&Signable| {
        let own = standing.signatures.get(*one).into_iter().flatten();
        own.into_iter().any(|signature| signature.role == role)
    };
    let open: Vec<String> =
        shows.iter().filter(|one| !has(one)).map(ToString::to_string).collect();
    if !open.is_empty() {
        let named = open.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = open.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        lines.push(format!(
            "It shows what has no signature of its own in this role: {named}{more}"
        ));
    }
    lines
}
