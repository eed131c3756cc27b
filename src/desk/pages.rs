//! Everything that can be opened, with what a writer asks of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::WritersDesk;
use super::file;
use super::place::text_file;
use crate::article::{Source, Status};
use crate::base::{ContentPath, Date, Error, FileId, Spanned};
use crate::build::Built;
use crate::diagnostic::Severity;
use crate::source::SourceKind;

/// A file of the list.
#[derive(Debug, Serialize)]
struct ListedFile {
    path: String,
    title: String,
    kind: &'static str,
    status: &'static str,
    owner: String,
    due: Option<String>,
    is_overdue: bool,
    errors: usize,
    findings: usize,
    is_unsaved: bool,
}

/// What is known of all files alike.
struct FileCounts {
    /// Errors, and findings of every kind.
    findings: BTreeMap<FileId, (usize, usize)>,
    unsaved: BTreeSet<String>,
}

impl FileCounts {
    fn of(desk: &WritersDesk, built: &Built) -> FileCounts {
        let mut findings: BTreeMap<FileId, (usize, usize)> = BTreeMap::new();
        for finding in &built.diagnostics {
            if let Some(span) = finding.primary {
                let (errors, all) = findings.entry(span.file).or_default();
                *errors += usize::from(finding.severity == Severity::Error);
                *all += 1;
            }
        }
        let unsaved = desk.texts.now().paths().map(ToString::to_string).collect();
        FileCounts { findings, unsaved }
    }

    fn listed(
        &self,
        id: FileId,
        path: &ContentPath,
        title: &str,
        kind: &'static str,
    ) -> ListedFile {
        let (errors, findings) = self.findings.get(&id).copied().unwrap_or_default();
        let path = path.to_string();
        ListedFile {
            is_unsaved: self.unsaved.contains(&path),
            path,
            title: title.to_owned(),
            kind,
            status: "",
            owner: String::new(),
            due: None,
            is_overdue: false,
            errors,
            findings,
        }
    }
}

/// All files that the desk opens.
pub(super) fn all(desk: &WritersDesk) -> Result<Value, Error> {
    let built = desk.built()?;
    let counts = FileCounts::of(desk, &built);
    let interval = built.config.review.interval_months;
    let with =
        |file: ListedFile, status, owner: Option<&Spanned<String>>, due: Option<Date>| {
            let is_late = due.is_some_and(|due| due < built.today);
            ListedFile {
                status: status_name(status),
                owner: owner.map(|owner| name(&built, &owner.value)).unwrap_or_default(),
                is_overdue: status == Status::Published && is_late,
                due: due.map(|due| due.to_string()),
                ..file
            }
        };
    let of_source = |source: &Source, title: &str, kind| {
        counts.listed(source.file, &source.path, title, kind)
    };
    let sources = &built.site.sources;
    let articles = sources.articles.iter().map(|one| {
        let settings = &one.front_matter;
        let file = of_source(&one.source, &settings.title.value, "page");
        with(file, settings.status, settings.owner.as_ref(), settings.due(interval))
    });
    let terms = sources.terms.iter().map(|one| {
        let settings = &one.front_matter;
        let file = of_source(&one.source, &settings.term.value, "term");
        with(file, settings.status, settings.owner.as_ref(), settings.due(interval))
    });
    let snippets = sources.snippets.iter();
    let snippets = snippets
        .map(|one| of_source(&one.source, one.source.path.as_str(), "shared text"));
    let data = built.tree.of_kind(SourceKind::Data);
    let data = data.filter(|file| text_file(file.path.as_str()).is_ok());
    let data =
        data.map(|file| counts.listed(file.id, &file.path, file.path.as_str(), "data"));
    let files: Vec<ListedFile> =
        articles.chain(terms).chain(snippets).chain(data).collect();
    Ok(json!({ "files": files }))
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::InReview => "in review",
        Status::Published => "published",
        Status::Withdrawn => "withdrawn",
    }
}

fn name(built: &Built, id: &str) -> String {
    let people = &built.site.sources.records.people;
    people.get(id).map_or(id, |person| &person.name).to_owned()
}

/// The file of the page at an address.
pub(super) fn at(desk: &WritersDesk, address: &str) -> Result<Value, Error> {
    let built = desk.built()?;
    let path = file::at(&built, address, &desk.preview.base_path());
    let title = path.as_ref().map(|path| file::title(&built, path));
    Ok(json!({ "path": path.map(|path| path.to_string()), "title": title }))
}
