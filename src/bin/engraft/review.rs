//! `engraft review`: what is due, for whom, and when.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use engraft::base::{Date, Error, Spanned, UrlPath};
use engraft::build::{self, Indexed};
use engraft::diagnostic::did_you_mean;
use engraft::disk::{digest, hex};
use engraft::records::Person;
use engraft::report::{CalendarEntry, ReportCell, ReportTable, write_calendar};
use engraft::site::Visibility;

use crate::Exit;
use crate::args::{ContentArgs, DueFormat, ListFormat, ReviewCommand, Within};
use crate::console::Console;
use crate::content;
use crate::sign;
use crate::sources;

/// A page or term that readers have, and when it is due.
struct Reviewed<'a> {
    file: &'a str,
    title: &'a str,
    owner: Option<&'a str>,
    last: Option<Date>,
    due: Option<Date>,
    address: Option<&'a UrlPath>,
}

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
            let index = indexed(root, content)?;
            content::print_table(console, &status(&index), *format)?;
        }
    }
    Ok(Exit::Clean)
}

fn indexed(root: &Path, args: &ContentArgs) -> Result<Indexed, Error> {
    build::index(&content::request(root, args)?)
}

/// Everything that readers have, with or without a day on which it is due.
fn reviewed(index: &Indexed) -> Vec<Reviewed<'_>> {
    let site = &index.site;
    let interval = index.config.review.interval_months;
    let file = |id| index.tree.file(id).map_or("", |file| &*file.shown);
    let day = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| date.value);
    let articles = site.article_ids().filter(|id| {
        matches!(site.visibility[*id], Visibility::Published | Visibility::ShownDraft)
    });
    let articles = articles.map(|id| {
        let article = site.article(id);
        let front_matter = &article.front_matter;
        Reviewed {
            file: file(article.source.file),
            title: &front_matter.title.value,
            owner: front_matter.owner.as_ref().map(|owner| &*owner.value),
            last: day(&front_matter.reviewed),
            due: front_matter.due(interval),
            address: Some(site.permalink(id)),
        }
    });
    let terms = site.term_ids().filter(|id| site.glossary.visibility[*id].is_listed());
    let terms = terms.map(|id| {
        let term = site.term(id);
        let front_matter = &term.front_matter;
        Reviewed {
            file: file(term.source.file),
            title: &front_matter.term.value,
            owner: front_matter.owner.as_ref().map(|owner| &*owner.value),
            last: day(&front_matter.reviewed),
            due: front_matter.due(interval),
            address: None,
        }
    });
    articles.chain(terms).collect()
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
    let row = |item: &Reviewed<'_>| {
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

fn deputy<'a>(people: &'a BTreeMap<String, Person>, owner: &str) -> Option<&'a str> {
    people.get(owner)?.deputy.as_ref().map(|deputy| &*deputy.value)
}

fn name(people: &BTreeMap<String, Person>, id: &str) -> String {
    // A name of several lines would tear its row in two.
    let name = people.get(id).map_or(id, |person| &person.name);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn print_calendar(index: &Indexed, items: &[Reviewed<'_>]) -> Result<(), Error> {
    let people = &index.site.sources.records.people;
    let base = index.config.base_url.as_ref();
    // Calendars of two sites may be put into one.
    let site = base.map_or_else(
        || index.config.title.clone(),
        |base| format!("{}{}", base.origin, base.path),
    );
    let entry = |item: &Reviewed<'_>| {
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

/// What an owner answers for.
#[derive(Default)]
struct OwnedReviews {
    all: usize,
    overdue: usize,
    soon: usize,
    never: usize,
}

fn status(index: &Indexed) -> ReportTable {
    let people = &index.site.sources.records.people;
    let soon = index.today.plus_days(90);
    let mut owners = BTreeMap::<Option<&str>, OwnedReviews>::new();
    let items = reviewed(index);
    for item in &items {
        let counted = owners.entry(item.owner).or_default();
        counted.all += 1;
        match item.due {
            None => counted.never += 1,
            Some(due) if due < index.today => counted.overdue += 1,
            Some(due) if due <= soon => counted.soon += 1,
            Some(_) => {}
        }
    }
    let row = |(owner, counted): (Option<&str>, OwnedReviews)| {
        let OwnedReviews { all, overdue, soon, never } = counted;
        let words = owner.map_or_else(|| "nobody".to_owned(), |id| name(people, id));
        let numbers = [all, overdue, soon, never].map(ReportCell::Number);
        let mut row = vec![ReportCell::Text(words)];
        row.extend(numbers);
        row.push(ReportCell::maybe(owner.map(str::to_owned)));
        row
    };
    ReportTable {
        columns: &[
            "owner",
            "all",
            "overdue",
            "due_in_90_days",
            "without_a_day",
            "owner_id",
        ],
        shown: 5,
        rows: owners.into_iter().map(row).collect(),
    }
}
