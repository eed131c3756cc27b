//! The dashboard: every page, every term and every broken link on one page, which needs no
//! script to be read or sorted.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::file::{self, Asked};
use super::finding::{Editor, Finding, FindingPlace};
use super::panel::Review;
use super::routes::Desk;
use super::snapshot::Newest;
use super::{answer, media};
use crate::article::{ArticleId, TermId};
use crate::base::escape;
use crate::build::Built;
use crate::diagnostic::Severity;

/// The letter that the codes of rules about links begin with.
const LINKS: char = 'L';

/// Answers with the dashboard of the newest build.
pub(super) async fn dashboard(State(desk): State<Desk>, request: Request) -> Response {
    let snapshot = desk.snapshot();
    let Some(newest) = &snapshot.newest else {
        return answer::plain(StatusCode::NOT_FOUND);
    };
    let order = Order::asked(request.uri().query().unwrap_or_default());
    let base = &snapshot.shown.base_path;
    let page = page(newest, base, snapshot.version, order, &desk.editor);
    let asked = Asked { method: request.method(), headers: request.headers() };
    file::bytes(asked, StatusCode::OK, media::HTML, page)
}

fn page(
    newest: &Newest,
    base: &str,
    version: u64,
    order: Order,
    editor: &Editor,
) -> String {
    let built = &*newest.built;
    let title = escape(&built.config.title);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>All pages – {title}</title>\n\
         <link rel=\"stylesheet\" href=\"/__engraft/dashboard.css\">\n\
         <script type=\"module\" src=\"/__engraft/dashboard.js\" data-version=\"{version}\">\
         </script>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p><a href=\"{}\">The site</a></p>\n",
        escape(base)
    );
    let failure = newest.failure.iter().map(|error| Finding::of_error(error));
    push_findings(&mut html, "What stopped the last build", failure.collect());
    push_pages(&mut html, built, base, order);
    push_terms(&mut html, built, base);
    let (links, others) = loose_findings(built, editor);
    push_findings(&mut html, "Broken links", links);
    push_findings(&mut html, "Findings that belong to no page", others);
    html + "</main>\n</body>\n</html>\n"
}

/// A page in the table.
struct Row {
    title: String,
    address: Option<String>,
    review: Review,
    /// How many findings there are of its file: errors, warnings, notes.
    findings: [usize; 3],
    links_in: usize,
    words: u32,
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Status,
    Due,
    Findings,
    Orphan,
    Words,
}

const COLUMNS: [(Column, &str, &str); 6] = [
    (Column::Title, "title", "Page"),
    (Column::Status, "status", "Status"),
    (Column::Due, "due", "Review due"),
    (Column::Findings, "findings", "Findings"),
    (Column::Orphan, "links", "Links from other pages"),
    (Column::Words, "words", "Words"),
];

/// How the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Order {
    column: Column,
    descends: bool,
}

impl Order {
    /// Reads `sort=words` or `sort=-words`. Anything else sorts by title.
    fn asked(query: &str) -> Order {
        let name = query.strip_prefix("sort=").unwrap_or_default();
        let (name, descends) = match name.strip_prefix('-') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let found = COLUMNS.iter().find(|(_, known, _)| *known == name);
        match found {
            Some(&(column, _, _)) => Order { column, descends },
            None => Order { column: Column::Title, descends: false },
        }
    }

    fn compare(self, a: &Row, b: &Row) -> Ordering {
        let by_column = match self.column {
            Column::Title => Ordering::Equal,
            Column::Status => a.review.status.cmp(b.review.status),
            // What never falls due comes last.
            Column::Due => {
                let key = |row: &Row| (row.review.due.is_none(), row.review.due.clone());
                key(a).cmp(&key(b))
            }
            Column::Findings => a.findings.cmp(&b.findings),
            Column::Orphan => a.links_in.cmp(&b.links_in),
            Column::Words => a.words.cmp(&b.words),
        };
        let by_title = || a.title.to_lowercase().cmp(&b.title.to_lowercase());
        let order = by_column.then_with(by_title);
        if self.descends { order.reverse() } else { order }
    }
}

fn rows(built: &Built, base: &str) -> Vec<Row> {
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
    let row = |id: ArticleId| {
        let source = &site.article(id).source;
        Row {
            title: site.article(id).front_matter.title.value.clone(),
            address: site.is_shown(id).then(|| site.permalink(id).href(base)),
            review: Review::of(id, built),
            findings: counts.get(&source.file).copied().unwrap_or_default(),
            links_in: site.backlinks[id.0 as usize].len(),
            words: source.outline.words,
        }
    };
    site.article_ids().map(row).collect()
}

fn push_pages(html: &mut String, built: &Built, base: &str, order: Order) {
    let mut rows = rows(built, base);
    rows.sort_by(|a, b| order.compare(a, b));
    html.push_str(&table_head("pages", "Pages"));
    for (column, name, words) in COLUMNS {
        let (sorted, sign) = match (order.column == column, order.descends) {
            (true, false) => (" aria-sort=\"ascending\"", "-"),
            (true, true) => (" aria-sort=\"descending\"", ""),
            (false, _) => ("", ""),
        };
        let _ = write!(
            html,
            "<th scope=\"col\"{sorted}><a href=\"?sort={sign}{name}\">{words}</a></th>"
        );
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &rows {
        let title = linked(row.address.as_deref(), &row.title);
        let due = row.review.due.as_deref().unwrap_or("–");
        let overdue = if row.review.is_overdue { ", overdue" } else { "" };
        let orphan = if row.links_in == 0 { ", orphan" } else { "" };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{title}</th><td>{}</td><td>{due}{overdue}</td>\
             <td>{}</td><td>{}{orphan}</td><td>{}</td></tr>",
            row.review.status,
            counted(row.findings),
            row.links_in,
            row.words
        );
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
}

/// A heading, and the beginning of a table that scrolls by itself where it is too wide.
fn table_head(id: &str, title: &str) -> String {
    format!(
        "<h2 id=\"{id}\">{title}</h2>\n<div class=\"wide\" role=\"region\" \
         aria-labelledby=\"{id}\" tabindex=\"0\">\n<table>\n<thead>\n<tr>"
    )
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

fn linked(address: Option<&str>, words: &str) -> String {
    match address {
        Some(address) => {
            format!("<a href=\"{}\">{}</a>", escape(address), escape(words))
        }
        None => escape(words),
    }
}

fn push_terms(html: &mut String, built: &Built, base: &str) {
    let site = &built.site;
    let mut used: BTreeMap<TermId, Vec<ArticleId>> = BTreeMap::new();
    for (id, facts) in site.article_ids().zip(&built.facts.articles) {
        let terms: BTreeSet<TermId> = facts.mentions.iter().map(|one| one.term).collect();
        for term in terms {
            used.entry(term).or_default().push(id);
        }
    }
    html.push_str(&table_head("terms", "Words of the glossary"));
    html.push_str(
        "<th scope=\"col\">Word</th><th scope=\"col\">Used on</th></tr>\n</thead>\n<tbody>\n",
    );
    let mut terms: Vec<TermId> = site.term_ids().collect();
    terms.sort_by_key(|&id| site.term(id).front_matter.term.value.to_lowercase());
    for id in terms {
        let pages = used.get(&id).map_or(&[][..], Vec::as_slice);
        let links: Vec<String> = pages
            .iter()
            .map(|&page| {
                let title = &site.article(page).front_matter.title.value;
                linked(Some(&site.permalink(page).href(base)), title)
            })
            .collect();
        let pages = match links.len() {
            0 => "no page".to_owned(),
            1 => links.concat(),
            count => format!(
                "<details><summary>{count} pages</summary>{}</details>",
                links.join(", ")
            ),
        };
        let word = &site.term(id).front_matter.term.value;
        let word = linked(term_address(id, built, base).as_deref(), word);
        let _ = writeln!(html, "<tr><th scope=\"row\">{word}</th><td>{pages}</td></tr>");
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
}

/// Where readers find a term: on its own page, or in the glossary if that lists it.
fn term_address(id: TermId, built: &Built, base: &str) -> Option<String> {
    let site = &built.site;
    if let Some(page) = site.term_page(id) {
        return Some(page.href(base));
    }
    let is_listed = site.glossary.visibility[id.0 as usize].is_listed();
    is_listed.then(|| site.entry_href(id, base)).flatten()
}

/// The findings about links, and those whose place is no article.
fn loose_findings(built: &Built, editor: &Editor) -> (Vec<Finding>, Vec<Finding>) {
    let site = &built.site;
    let files: BTreeSet<_> =
        site.article_ids().map(|id| site.article(id).source.file).collect();
    let mut links = Vec::new();
    let mut others = Vec::new();
    for diagnostic in &built.diagnostics {
        let is_error = diagnostic.severity == Severity::Error;
        let is_loose = diagnostic.primary.is_none_or(|span| !files.contains(&span.file));
        if is_error && diagnostic.rule.code.starts_with(LINKS) {
            links.push(Finding::of(diagnostic, &built.tree, editor));
        } else if is_loose {
            others.push(Finding::of(diagnostic, &built.tree, editor));
        }
    }
    (links, others)
}

fn push_findings(html: &mut String, title: &str, findings: Vec<Finding>) {
    if findings.is_empty() {
        return;
    }
    let _ = write!(html, "<h2>{title}</h2>\n<ul>\n");
    for finding in findings {
        let place = finding.place.as_ref().map(place_link).unwrap_or_default();
        let help = finding.help.map(|help| format!("<br><em>{}</em>", escape(&help)));
        let _ = writeln!(
            html,
            "<li class=\"{severity}\"><strong>{severity}:</strong> {}{place}{}</li>",
            escape(&finding.message),
            help.unwrap_or_default(),
            severity = finding.severity,
        );
    }
    html.push_str("</ul>\n");
}

fn place_link(place: &FindingPlace) -> String {
    let words = format!("{}, line {}", place.file, place.line);
    format!("<br>{}", linked(place.editor.as_deref(), &words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_a_column_and_a_direction() {
        let order = |column, descends| Order { column, descends };
        assert_eq!(Order::asked(""), order(Column::Title, false));
        assert_eq!(Order::asked("sort=words"), order(Column::Words, false));
        assert_eq!(Order::asked("sort=-due"), order(Column::Due, true));
        assert_eq!(Order::asked("sort=-\"><script>"), order(Column::Title, false));
    }
}
