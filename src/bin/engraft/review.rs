//! `engraft review`: what is due, for whom, and when.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use engraft::base::Error;
use engraft::build::{self, Indexed, WrittenSite};
use engraft::diagnostic::did_you_mean;
use engraft::disk::{digest, hex};
use engraft::records::Person;
use engraft::report::{CalendarEntry, ReportCell, ReportTable, write_calendar};
use engraft::review::{OwnedText, OwnerCounts, count_by_owner, owned_texts};

use crate::Exit;
use crate::args::{ContentArgs, DueFormat, ListFormat, ReviewCommand, Within};
use crate::console::Console;
use crate::content;
use crate::sign;
use crate::sources;

pub(crate) fn run(
    root: &Path,
    command: &ReviewCommand,
    console: &Console,
) -> Result<Exit, Error> {
    if let ReviewCommand::Sign(args) = command {
        return sign::run(root, args, console);
    }
    sources::refuse_interrupted(root)?;
    match command {
        ReviewCommand::Sign(_) => {}
        ReviewCommand::Due { content, within, owner, format } => {
            due(&indexed(root, content)?, *within, owner.as_deref(), *format, console)?;
        }
        ReviewCommand::Status { content, format } => {
            let written = build::written(&content::request(root, content)?)?;
            content::print_table(console, &status(&written), *format)?;
        }
    }
    Ok(Exit::Clean)
}

fn indexed(root: &Path, args: &ContentArgs) -> Result<Indexed, Error> {
    build::index(&content::request(root, args)?)
}

fn reviewed(index: &Indexed) -> Vec<OwnedText<'_>> {
    owned_texts(&index.site, &index.config, &index.tree, index.today)
}

fn due(
    index: &Indexed,
    within: Within,
    owner: Option<&str>,
    format: DueFormat,
    console: &Console,
) -> Result<(), Error> {
    let people = &index.site.sources.records.people;
    if let Some(owner) = owner {
        known(people, owner)?;
    }
    let last = within.from(index.today);
    let mut items = reviewed(index);
    let mut undated = 0;
    items.retain(|item| {
        let answers = owner.is_none_or(|asked| {
            let deputy = item.owner.and_then(|owner| deputy(people, owner));
            item.owner == Some(asked) || deputy == Some(asked)
        });
        undated += usize::from(answers && item.due.is_none());
        answers && item.due.is_some_and(|due| due <= last)
    });
    items.sort_by_key(|item| (item.due, item.file));
    let format = match format {
        DueFormat::Ics => return print_calendar(index, &items),
        DueFormat::Table => ListFormat::Human,
        DueFormat::Csv => ListFormat::Csv,
        DueFormat::Json => ListFormat::Json,
    };
    let row = |item: &OwnedText<'_>| {
        let due = item.due.unwrap_or(index.today);
        let is_overdue = if due < index.today { "overdue" } else { "due" };
        let named = |id: Option<&str>| ReportCell::maybe(id.map(|id| name(people, id)));
        vec![
            ReportCell::Text(due.to_string()),
            ReportCell::Text(is_overdue.to_owned()),
            named(item.owner),
            named(item.owner.and_then(|owner| deputy(people, owner))),
            ReportCell::Text(item.file.to_owned()),
            ReportCell::Text(item.title.to_owned()),
            ReportCell::maybe(item.owner.map(str::to_owned)),
            ReportCell::maybe(item.last.map(|day| day.to_string())),
        ]
    };
    let table = ReportTable {
        columns: &[
            "due", "state", "owner", "deputy", "file", "title", "owner_id", "reviewed",
        ],
        shown: 5,
        rows: items.iter().map(row).collect(),
    };
    content::print_table(console, &table, format)?;
    if format == ListFormat::Human {
        let overdue = items.iter().filter(|item| item.due < Some(index.today)).count();
        let reviews = content::plural(items.len(), "review");
        console.say(&format!("{reviews} due by {last}, {overdue} of them overdue"))?;
        if undated > 0 {
            console.say(&format!("{undated} more have no day of review"))?;
        }
        if !items.is_empty() {
            console
                .say("for a calendar: `engraft review due --format ics > reviews.ics`")?;
        }
    }
    Ok(())
}

/// Refuses a name that no record has: an empty list would say that nothing is due.
fn known(people: &BTreeMap<String, Person>, owner: &str) -> Result<(), Error> {
    if people.contains_key(owner) {
        return Ok(());
    }
    let names = people.keys().map(String::as_str);
    let otherwise = "take an id of `data/people.yaml`".to_owned();
    let help = did_you_mean(owner, names, otherwise);
    Err(Error::usage(format!("`data/people.yaml` has no entry `{owner}`"))
        .with_help(help))
}

pub(crate) fn deputy<'a>(
    people: &'a BTreeMap<String, Person>,
    owner: &str,
) -> Option<&'a str> {
    people.get(owner)?.deputy.as_ref().map(|deputy| &*deputy.value)
}

pub(crate) fn name(people: &BTreeMap<String, Person>, id: &str) -> String {
    // A name of several lines would tear its row in two.
    let name = people.get(id).map_or(id, |person| &person.name);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn print_calendar(index: &Indexed, items: &[OwnedText<'_>]) -> Result<(), Error> {
    let people = &index.site.sources.records.people;
    let base = index.config.base_url.as_ref();
    // Calendars of two sites may be put into one.
    let site = base.map_or_else(
        || index.config.title.clone(),
        |base| format!("{}{}", base.origin, base.path),
    );
    let entry = |item: &OwnedText<'_>| {
        let mut description = item.file.to_owned();
        for (role, id) in [
            ("Owner", item.owner),
            ("Deputy", item.owner.and_then(|owner| deputy(people, owner))),
        ] {
            if let Some(id) = id {
                // Writing to a text cannot fail.
                let _ = write!(description, "\n{role}: {}", name(people, id));
            }
        }
        let url = base.zip(item.address);
        Some(CalendarEntry {
            // The same review is the same entry, also when its day was changed.
            id: hex(&digest(format!("{site}\0{}", item.file).as_bytes())[..16]),
            day: item.due?,
            summary: format!("Review: {}", item.title),
            description,
            url: url.map(|(base, address)| {
                format!("{}{}", base.origin, address.href(&base.path))
            }),
        })
    };
    let entries: Vec<CalendarEntry> = items.iter().filter_map(entry).collect();
    let mut text = Vec::new();
    let title = format!("Reviews: {}", index.config.title);
    write_calendar(&mut text, &title, index.today, &entries)
        .map_err(|cause| Error::machine(format!("cannot write the calendar: {cause}")))?;
    Console::print_raw(&text)
}

fn status(written: &WrittenSite) -> ReportTable {
    let people = &written.site.sources.records.people;
    let standing = written.standing(&written.texts());
    let WrittenSite { site, config, tree, today, .. } = written;
    let texts = owned_texts(site, config, tree, *today);
    let (owners, shared) = count_by_owner(&texts, &standing, *today);
    let row = |words: String, owner: Option<&str>, counts: OwnerCounts| {
        let OwnerCounts { all, overdue, soon, undated, unsigned, changed } = counts;
        let numbers = [all, overdue, soon, undated, unsigned, changed];
        let mut row = vec![ReportCell::Text(words)];
        row.extend(numbers.map(ReportCell::Number));
        row.push(ReportCell::maybe(owner.map(str::to_owned)));
        row
    };
    let mut rows: Vec<_> = owners
        .into_iter()
        .map(|(owner, counts)| {
            let words = owner.map_or_else(|| "nobody".to_owned(), |id| name(people, id));
            row(words, owner, counts)
        })
        .collect();
    if shared != OwnerCounts::default() {
        rows.push(row("what pages share".to_owned(), None, shared));
    }
    ReportTable {
        columns: &[
            "owner",
            "all",
            "overdue",
            "due_in_90_days",
            "without_a_day",
            "unsigned",
            "changed_since_signed",
            "owner_id",
        ],
        shown: 7,
        rows,
    }
}
