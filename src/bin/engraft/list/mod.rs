//! `engraft list`: what there is, and what leads where.

mod links;

use std::collections::BTreeMap;
use std::path::Path;

use engraft::article::{Article, ArticleId, Status};
use engraft::base::Error;
use engraft::build::{self, Indexed};
use engraft::check;
use engraft::report::{ReportCell, ReportTable, escape_terminal, place};
use engraft::site::Visibility;

use crate::Exit;
use crate::args::{ContentArgs, ListArgs, ListCommand, ListFormat};
use crate::console::Console;
use crate::content;
use crate::sources;

/// Characters that a line may have where people read it.
const WIDTH: usize = 80;
/// What is shorter than this says nothing.
const LEAST: usize = 16;

/// A list, and how people read it.
struct Listing {
    table: ReportTable,
    /// What people see: names with what belongs to each.
    groups: Groups,
    /// What a row is.
    noun: &'static str,
}

/// Names in order, with what belongs to each.
type Groups = BTreeMap<String, Vec<String>>;

pub(crate) fn run(
    root: &Path,
    args: &ListArgs,
    console: &Console,
) -> Result<Exit, Error> {
    sources::refuse_interrupted(root)?;
    let listing = match &args.what {
        ListCommand::Pages => pages(&published(root)?),
        ListCommand::Drafts => drafts(&published(root)?),
        ListCommand::Orphans => orphans(&published(root)?),
        ListCommand::Redirects => redirects(&published(root)?),
        ListCommand::Backlinks { page } => {
            links::backlinks(&written(root)?, page.as_deref())?
        }
        ListCommand::Links { external: false } => links::internal(&written(root)?),
        ListCommand::Links { external: true } => links::external(&written(root)?),
        ListCommand::Snippets => links::snippets(&written(root)?),
    };
    if args.format != ListFormat::Human {
        content::print_table(console, &listing.table, args.format)?;
        return Ok(Exit::Clean);
    }
    print_groups(&listing.groups, console)?;
    console.say(&content::plural(listing.table.rows.len(), listing.noun))?;
    Ok(Exit::Clean)
}

fn print_groups(groups: &Groups, console: &Console) -> Result<(), Error> {
    let mut lines = String::new();
    for (name, members) in groups {
        lines.push_str(&escape_terminal(name));
        lines.push('\n');
        for member in members {
            lines.push_str("  ");
            lines.push_str(&escape_terminal(member));
            lines.push('\n');
        }
    }
    console.print(lines.as_bytes())
}

/// The site as readers see it today.
fn published(root: &Path) -> Result<Indexed, Error> {
    let args = ContentArgs::default();
    build::index(&content::request(root, &args)?)
}

/// The site with all that is written, drafts too.
fn written(root: &Path) -> Result<Indexed, Error> {
    build::index(&sources::request(root)?)
}

impl Listing {
    /// A list of pages, whose first column is the file: people see them by folder, the
    /// shown columns aligned, the last one cut to the width of a terminal.
    fn by_folder(table: ReportTable) -> Listing {
        let split = |row: &[ReportCell]| {
            let file = row[0].to_string();
            let name = file.rfind('/').map_or(0, |slash| slash + 1);
            (file[..name].to_owned(), file[name..].to_owned())
        };
        let cells = |row: &Vec<ReportCell>| -> Vec<String> {
            let others = row[1..table.shown].iter().map(ReportCell::to_string);
            std::iter::once(split(row).1).chain(others).collect()
        };
        let lines: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
        let width = |column: usize| {
            lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0) + 2
        };
        let widths: Vec<usize> = (0..table.shown - 1).map(width).collect();
        let room = WIDTH.saturating_sub(2 + widths.iter().sum::<usize>()).max(LEAST);
        let mut groups = Groups::new();
        for (row, mut line) in table.rows.iter().zip(lines) {
            let last = line.pop().unwrap_or_default();
            let aligned = line.iter().zip(&widths);
            let aligned = aligned.fold(String::new(), |line, (cell, &width)| {
                format!("{line}{cell:width$}")
            });
            groups.entry(split(row).0).or_default().push(aligned + &cut(&last, room));
        }
        Listing { table, groups, noun: "page" }
    }
}

/// The beginning of a text that is too long.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let start: String = text.chars().take(room - 1).collect();
    format!("{}…", start.trim_end())
}

fn text(text: &(impl ToString + ?Sized)) -> ReportCell {
    ReportCell::Text(text.to_string())
}

/// The file that an article stands in, as people see it.
fn file_of(index: &Indexed, article: &Article) -> ReportCell {
    index
        .tree
        .file(article.source.file)
        .map_or(ReportCell::Empty, |file| text(&file.shown))
}

fn pages(index: &Indexed) -> Listing {
    let site = &index.site;
    let row = |id: ArticleId| {
        let article = site.article(id);
        vec![
            file_of(index, article),
            ReportCell::Number(article.source.outline.words as usize),
            text(visibility_name(site.visibility[id])),
            text(&article.front_matter.title.value),
            text(site.permalink(id)),
            text(&index.config.languages[article.source.language].tag),
            text(status_name(article.front_matter.status)),
        ]
    };
    let table = ReportTable {
        columns: &[
            "file",
            "words",
            "visibility",
            "title",
            "address",
            "language",
            "status",
        ],
        shown: 4,
        rows: site.article_ids().map(row).collect(),
    };
    Listing::by_folder(table)
}

fn visibility_name(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Published => "published",
        Visibility::Draft | Visibility::ShownDraft => "draft",
        Visibility::Withdrawn => "withdrawn",
        Visibility::Future => "future",
        Visibility::Expired => "expired",
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::InReview => "in-review",
        Status::Published => "published",
        Status::Withdrawn => "withdrawn",
    }
}

fn drafts(index: &Indexed) -> Listing {
    let site = &index.site;
    let hidden =
        site.article_ids().filter(|id| site.visibility[*id] != Visibility::Published);
    let row = |id: ArticleId| {
        let article = site.article(id);
        let front_matter = &article.front_matter;
        let date = |date: Option<engraft::base::Date>| {
            date.map(|date| date.to_string()).unwrap_or_default()
        };
        let why = match site.visibility[id] {
            Visibility::Future => {
                format!("published on {}", date(front_matter.publish_on))
            }
            Visibility::Expired => {
                format!("expired on {}", date(front_matter.expires_on))
            }
            _ => status_name(front_matter.status).replace('-', " "),
        };
        let title = text(&front_matter.title.value);
        vec![
            file_of(index, article),
            ReportCell::Text(why),
            title,
            text(site.permalink(id)),
        ]
    };
    let table = ReportTable {
        columns: &["file", "why", "title", "address"],
        shown: 3,
        rows: hidden.map(row).collect(),
    };
    Listing::by_folder(table)
}

fn orphans(index: &Indexed) -> Listing {
    let site = &index.site;
    let orphans = check::orphans(site, &index.config);
    let row = |id: ArticleId| {
        let article = site.article(id);
        let title = text(&article.front_matter.title.value);
        vec![file_of(index, article), title, text(site.permalink(id))]
    };
    let table = ReportTable {
        columns: &["file", "title", "address"],
        shown: 2,
        rows: orphans.into_iter().map(row).collect(),
    };
    Listing::by_folder(table)
}

fn redirects(index: &Indexed) -> Listing {
    let mut groups = Groups::new();
    let mut rows = Vec::new();
    for redirect in &*index.site.redirects {
        let to = index.site.permalink(redirect.to).to_string();
        let place = place(redirect.span, &index.tree);
        let fragment = redirect.fragment.as_ref();
        let part = fragment.map(|part| format!("#{part}")).unwrap_or_default();
        groups.entry(to.clone()).or_default().push(format!("{}{part}", redirect.from));
        rows.push(vec![
            text(&redirect.from),
            ReportCell::maybe(redirect.fragment.clone()),
            ReportCell::Text(to),
            text(place.file),
            ReportCell::Number(place.start.line),
        ]);
    }
    let columns = &["from", "fragment", "to", "file", "line"];
    Listing { table: ReportTable { columns, shown: 3, rows }, groups, noun: "redirect" }
}
