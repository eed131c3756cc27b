//! The table of pages: some of them, sorted, so many at a time.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::asked::{AskedPages, CHOICES, COLUMNS, Column, Show};
use super::terms::TermUse;
use super::{linked, table_head};
use crate::article::ArticleId;
use crate::base::{Collation, CollationKey, escape};
use crate::build::Built;
use crate::check::orphans;
use crate::config::LanguageId;
use crate::diagnostic::Severity;
use crate::serve::panel::Review;

/// How many pages are shown at once.
const ROOM: usize = 500;

/// A page in the table.
struct PageRow {
    id: ArticleId,
    title: String,
    /// Where the title stands in the order of the site's language.
    place: CollationKey,
    address: Option<String>,
    review: Review,
    /// Whether lists and menus name it.
    is_listed: bool,
    /// How many findings there are of its file: errors, warnings, notes.
    findings: [usize; 3],
    links_in: usize,
    is_orphan: bool,
    words: u32,
}

/// Writes the table, and what else it could show.
pub(super) fn push(
    html: &mut String,
    built: &Built,
    base: &str,
    uses: &[TermUse],
    asked: &AskedPages,
) {
    let mut rows = rows(built, base);
    html.push_str("<h2 id=\"pages\">Pages</h2>\n");
    push_choices(html, &rows, asked);
    let using = match &asked.show {
        Show::Using(file) => uses.iter().find(|uses| uses.file == *file),
        _ => None,
    };
    if let Some(uses) = using {
        let word = escape(&uses.word);
        let _ = writeln!(html, "<p>Pages that use “<bdi>{word}</bdi>”:</p>");
        rows.retain(|row| uses.pages.contains(&row.id));
    }
    rows.retain(|row| row.is_among(&asked.show));
    rows.sort_by(|a, b| compare(a, b, asked));
    let from = if asked.from < rows.len() { asked.from } else { 0 };
    let shown = rows.iter().skip(from).take(ROOM);
    html.push_str(&table_head("pages"));
    for (column, _, words) in COLUMNS {
        let sorted = match (asked.column == column, asked.descends) {
            (true, false) => " aria-sort=\"ascending\"",
            (true, true) => " aria-sort=\"descending\"",
            (false, _) => "",
        };
        let href = escape(&asked.sorted_by(column).href());
        let _ =
            write!(html, "<th scope=\"col\"{sorted}><a href=\"{href}\">{words}</a></th>");
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    shown.for_each(|row| push_row(html, row));
    if rows.is_empty() {
        let _ = writeln!(html, "<tr><td colspan=\"{}\">No page</td></tr>", COLUMNS.len());
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    push_steps(html, from, rows.len(), asked);
}

fn rows(built: &Built, base: &str) -> Vec<PageRow> {
    let site = &built.site;
    let mut counts: BTreeMap<_, [usize; 3]> = BTreeMap::new();
    for finding in &built.diagnostics {
        if let Some(span) = finding.primary {
            let severity = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Note => 2,
            };
            counts.entry(span.file).or_default()[severity] += 1;
        }
    }
    let order = Collation::new(&built.config.languages[LanguageId::DEFAULT].collation);
    let orphans = orphans(site, &built.config);
    let row = |id: ArticleId| {
        let title = &site.article(id).front_matter.title.value;
        let source = &site.article(id).source;
        let links_in = site.backlinks[id].len();
        let is_listed = site.visibility[id].is_listed();
        PageRow {
            id,
            title: title.clone(),
            place: order.key(title),
            address: site.is_shown(id).then(|| site.permalink(id).href(base)),
            review: Review::of(id, built),
            is_listed,
            findings: counts.get(&source.file).copied().unwrap_or_default(),
            links_in,
            is_orphan: orphans.contains(&id),
            words: source.outline.words,
        }
    };
    site.article_ids().map(row).collect()
}

impl PageRow {
    fn is_among(&self, show: &Show) -> bool {
        match show {
            Show::All | Show::Using(_) => true,
            Show::Unpublished => !self.is_listed || self.review.status != "published",
            Show::Overdue => self.review.is_overdue,
            Show::Orphans => self.is_orphan,
            Show::WithFindings => self.findings != [0; 3],
        }
    }
}

fn compare(a: &PageRow, b: &PageRow, asked: &AskedPages) -> Ordering {
    let by_column = match asked.column {
        Column::Title => Ordering::Equal,
        Column::Status => a.review.status.cmp(b.review.status),
        // What never falls due comes last.
        Column::Due => {
            let key = |row: &PageRow| (row.review.due.is_none(), row.review.due.clone());
            key(a).cmp(&key(b))
        }
        Column::Findings => a.findings.cmp(&b.findings),
        Column::Links => a.links_in.cmp(&b.links_in),
        Column::Words => a.words.cmp(&b.words),
    };
    let order = by_column.then_with(|| a.place.cmp(&b.place));
    if asked.descends { order.reverse() } else { order }
}

/// The choices of pages, each with its number.
fn push_choices(html: &mut String, rows: &[PageRow], asked: &AskedPages) {
    html.push_str("<nav aria-label=\"Which pages\">\n<ul class=\"choices\">\n");
    for (show, _, words) in CHOICES {
        let count = rows.iter().filter(|row| row.is_among(&show)).count();
        let words = format!("{words}: {count}");
        let is_current = show == asked.show;
        let choice = match count {
            0 if !is_current => words,
            _ => format!(
                "<a href=\"{}\"{}>{words}</a>",
                escape(&asked.showing(show).href()),
                if is_current { " aria-current=\"true\"" } else { "" }
            ),
        };
        let _ = writeln!(html, "<li>{choice}</li>");
    }
    html.push_str("</ul>\n</nav>\n");
}

fn push_row(html: &mut String, row: &PageRow) {
    let title = linked(row.address.as_deref(), &row.title);
    let due = row.review.due.as_deref().unwrap_or("–");
    let overdue = if row.review.is_overdue { ", overdue" } else { "" };
    let orphan = if row.is_orphan { ", orphan" } else { "" };
    let _ = writeln!(
        html,
        "<tr><th scope=\"row\" dir=\"auto\">{title}</th><td>{}</td><td>{due}{overdue}</td>\
         <td>{}</td><td>{}{orphan}</td><td>{}</td></tr>",
        row.review.status,
        counted(row.findings),
        row.links_in,
        row.words
    );
}

/// Links to the pages before and after, if not all are shown.
fn push_steps(html: &mut String, from: usize, all: usize, asked: &AskedPages) {
    if all <= ROOM {
        return;
    }
    let last = all.min(from + ROOM);
    let _ = writeln!(
        html,
        "<nav class=\"steps\" aria-label=\"More pages\">\n<p>{} to {last} of {all} pages</p>",
        from + 1
    );
    if from > 0 {
        let href = escape(&asked.starting(from.saturating_sub(ROOM)).href());
        let _ = writeln!(html, "<p><a href=\"{href}\">Previous pages</a></p>");
    }
    if last < all {
        let href = escape(&asked.starting(last).href());
        let _ = writeln!(html, "<p><a href=\"{href}\">Next pages</a></p>");
    }
    html.push_str("</nav>\n");
}

/// "1 error, 2 warnings", or a dash.
fn counted(findings: [usize; 3]) -> String {
    let words = ["error", "warning", "note"];
    let some: Vec<String> = findings
        .into_iter()
        .zip(words)
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| {
            format!("{count} {word}{}", if count == 1 { "" } else { "s" })
        })
        .collect();
    if some.is_empty() { "–".to_owned() } else { some.join(", ") }
}
