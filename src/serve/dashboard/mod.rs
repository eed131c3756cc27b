//! The dashboard: what is broken, every page and every term on one page, which needs no
//! script to be read, sorted or narrowed down.

mod asked;
mod owners;
mod pages;
mod terms;

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::finding::{Editor, FindingPlace, ShownFinding, WaivedFinding};
use super::route_state::RouteState;
use super::snapshot::Newest;
use super::{answer, file};
use crate::base::{escape, marked_up, media};
use crate::build::Built;
use crate::diagnostic::Severity;

use asked::AskedPages;

/// The letter that the codes of rules about links begin with.
const LINKS: char = 'L';
/// How many findings of a kind are shown.
const MOST_FINDINGS: usize = 100;

/// Answers with the dashboard of the newest build.
pub(super) async fn dashboard(
    State(state): State<RouteState>,
    request: Request,
) -> Response {
    let snapshot = state.snapshot();
    let Some(newest) = &snapshot.newest else {
        return answer::plain(StatusCode::NOT_FOUND);
    };
    let asked = AskedPages::read(request.uri().query().unwrap_or_default());
    let base = &snapshot.shown.base_path;
    let page = page(newest, base, &asked, &state.editor);
    let asked = file::AskedFile { method: request.method(), headers: request.headers() };
    file::bytes(asked, StatusCode::OK, media::HTML, page)
}

fn page(newest: &Newest, base: &str, asked: &AskedPages, editor: &Editor) -> String {
    let title = escape(&newest.built.config.title);
    let main = main(newest, base, asked, editor);
    // So that an open dashboard can tell whether it is still what is shown.
    let content = file::fingerprint(&[title.as_bytes(), main.as_bytes()]);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Dashboard – {title}</title>\n\
         <link rel=\"stylesheet\" href=\"/__engraft/dashboard.css\">\n\
         <script type=\"module\" src=\"/__engraft/dashboard.js\" data-content=\"{content}\">\
         </script>\n</head>\n<body>\n<main>\n<h1><bdi>{title}</bdi></h1>\n\
         {main}</main>\n</body>\n</html>\n"
    )
}

fn main(newest: &Newest, base: &str, asked: &AskedPages, editor: &Editor) -> String {
    let built = &*newest.built;
    let uses = terms::uses(built, base);
    let site = linked(Some(base), "The site");
    let terms = if uses.is_empty() { "" } else { ", <a href=\"#terms\">words</a>" };
    let mut html = format!(
        "<p>{site}, <a href=\"#owners\">owners</a>, <a href=\"#pages\">pages</a>{terms}</p>\n"
    );
    let failure = newest.failure.iter().map(|error| ShownFinding::of_error(error));
    push_findings(&mut html, "What stopped the last build", failure.collect());
    let (links, others) = loose_findings(built, editor);
    push_findings(&mut html, "Broken links and names", links);
    push_findings(&mut html, "Findings that belong to no page", others);
    push_waived(&mut html, built);
    owners::push(&mut html, built);
    pages::push(&mut html, built, base, &uses, asked);
    terms::push(&mut html, built, base, &uses, asked);
    html
}

/// The beginning of a table that scrolls by itself where it is too wide. `id`: of its
/// heading.
fn table_head(id: &str) -> String {
    format!(
        "<div class=\"wide\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n\
         <table>\n<thead>\n<tr>"
    )
}

fn linked(address: Option<&str>, words: &str) -> String {
    match address {
        Some(address) => {
            format!("<a href=\"{}\">{}</a>", escape(address), escape(words))
        }
        None => escape(words),
    }
}

/// The findings about links, and those whose place is no article.
fn loose_findings(
    built: &Built,
    editor: &Editor,
) -> (Vec<ShownFinding>, Vec<ShownFinding>) {
    let site = &built.site;
    let files: BTreeSet<_> =
        site.article_ids().map(|id| site.article(id).source.file).collect();
    let mut links = Vec::new();
    let mut others = Vec::new();
    for diagnostic in &built.diagnostics {
        let is_error = diagnostic.severity == Severity::Error;
        let is_loose = diagnostic.primary.is_none_or(|span| !files.contains(&span.file));
        if is_error && diagnostic.rule.code.starts_with(LINKS) {
            links.push(ShownFinding::of(diagnostic, &built.tree, editor));
        } else if is_loose {
            others.push(ShownFinding::of(diagnostic, &built.tree, editor));
        }
    }
    (links, others)
}

fn push_findings(html: &mut String, title: &str, findings: Vec<ShownFinding>) {
    if findings.is_empty() {
        return;
    }
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    let _ = write!(html, "<h2>{title}</h2>\n<ul class=\"findings\">\n");
    for finding in findings.into_iter().take(MOST_FINDINGS) {
        let mut places = finding.place.as_ref().map(place_link).unwrap_or_default();
        for (text, place) in &finding.others {
            let _ = write!(places, "{}: {}", place_link(place), marked_up(text));
        }
        let help = finding.help.map(|help| format!("<br>{}", marked_up(&help)));
        let _ = writeln!(
            html,
            "<li class=\"{severity}\"><strong>{severity}:</strong> {}{places}{}</li>",
            marked_up(&finding.message),
            help.unwrap_or_default(),
            severity = finding.severity,
        );
    }
    html.push_str("</ul>\n");
    if more > 0 {
        let _ = writeln!(
            html,
            "<p>and {more} more: <code>engraft check</code> lists them all</p>"
        );
    }
}

/// What the files of the site waive, and why.
fn push_waived(html: &mut String, built: &Built) {
    if built.waived.is_empty() {
        return;
    }
    html.push_str("<h2>Waived findings</h2>\n<ul class=\"findings\">\n");
    for (finding, waived) in WaivedFinding::all(built).take(MOST_FINDINGS) {
        let file = finding.primary.and_then(|span| built.tree.file(span.file));
        let file = file.map(|file| escape(&file.shown)).unwrap_or_default();
        let until = waived.until.map(|day| format!(", until {day}")).unwrap_or_default();
        let _ = writeln!(
            html,
            "<li><strong>{}:</strong> {}<br>{file}<br><bdi>{}</bdi>{until}</li>",
            waived.rule,
            marked_up(&waived.message),
            escape(&waived.reason),
        );
    }
    html.push_str("</ul>\n");
    if let Some(more) = built.waived.len().checked_sub(MOST_FINDINGS).filter(|&n| n > 0) {
        let _ = writeln!(html, "<p>and {more} more</p>");
    }
}

fn place_link(place: &FindingPlace) -> String {
    let words = format!("{}, line {}", place.file, place.line);
    format!("<br>{}", linked(place.editor.as_deref(), &words))
}
