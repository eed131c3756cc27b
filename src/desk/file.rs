//! A file as the desk opens it, and what the newest build says of it.

use std::io;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::WritersDesk;
use super::place::{location, text_file};
use crate::article::{ARTICLE_KEYS, TERM_KEYS};
use crate::base::{ContentPath, Error, Span};
use crate::build::Built;
use crate::diagnostic::Diagnostic;
use crate::disk::{digest, hex, is_missing, trouble};
use crate::report;
use crate::review::{NO_ROLE, Signable, Signature};
use crate::source::{Original, SourceFile, SourceKind, SourceTree, kind_of};
use crate::yaml::Key;

/// How many findings of a file are told.
const MOST_FINDINGS: usize = 200;

/// A file as it is on disk.
pub(super) struct OpenedFile {
    pub(super) path: ContentPath,
    pub(super) original: Original,
    /// What its bytes say.
    pub(super) text: String,
    /// The digest of its bytes.
    pub(super) opened: String,
}

/// A finding of a file. Places are counted as scripts count them, in UTF-16.
#[derive(Debug, Serialize)]
pub(super) struct FileFinding {
    severity: &'static str,
    rule: &'static str,
    message: String,
    help: Option<String>,
    line: usize,
    from: usize,
    to: usize,
    /// What mends it, where that is certain: from, to, and what stands there afterwards.
    patch: Option<(usize, usize, String)>,
}

/// Opens a file. `None`: it is not there.
pub(super) fn opened(
    desk: &WritersDesk,
    path: &ContentPath,
) -> Result<Option<OpenedFile>, Error> {
    let place = location(&desk.root, path)?;
    let original = match Original::read(&place) {
        Ok(original) => original,
        Err(cause) if is_missing(&cause) => return Ok(None),
        Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
            return Err(Error::usage("this file is too large to be written at the desk")
                .at(&place)
                .with_help("split it into several pages"));
        }
        Err(cause) => return Err(trouble("read", &place, cause)),
    };
    let Some(text) = original.text() else {
        return Err(Error::usage("this file is not UTF-8 text, and is not changed")
            .at(&place)
            .with_help(
                "open it in another program and save it with the encoding UTF-8",
            ));
    };
    let opened = hex(&digest(original.bytes()));
    Ok(Some(OpenedFile { path: path.clone(), original, text, opened }))
}

/// As [`opened`], where it has to be there.
pub(super) fn there(desk: &WritersDesk, path: &ContentPath) -> Result<OpenedFile, Error> {
    opened(desk, path)?.ok_or_else(|| {
        Error::usage(format!("`{path}` is no longer there"))
            .with_help("somebody moved or removed it: look for it among all pages")
    })
}

/// Everything that the desk shows of a file.
pub(super) fn file(desk: &WritersDesk, path: &str) -> Result<serde_json::Value, Error> {
    let path = text_file(path)?;
    let file = there(desk, &path)?;
    let kept = desk.drawer.unsaved().into_iter().find(|kept| kept.path == path.as_str());
    // A desk that was killed between saving and forgetting has both.
    let kept = match kept {
        Some(kept) if kept.text == file.text => {
            desk.forget_unsaved(&path)?;
            None
        }
        kept => kept,
    };
    Ok(json!({
        "path": path.as_str(),
        "text": file.text,
        "opened": file.opened,
        "unsaved": kept,
        "has_fields": keys(&path).is_some(),
        "versions": desk.drawer.versions(&path).len(),
        "state": state(desk, &path)?,
    }))
}

/// Whether a file is still what was opened, and what the newest build says of it.
pub(super) fn current(
    desk: &WritersDesk,
    path: &str,
) -> Result<serde_json::Value, Error> {
    let path = text_file(path)?;
    let opened = opened(desk, &path)?.map(|file| file.opened);
    Ok(json!({ "opened": opened, "state": state(desk, &path)? }))
}

/// What the newest build says of a file.
pub(super) fn state(
    desk: &WritersDesk,
    path: &ContentPath,
) -> Result<serde_json::Value, Error> {
    let built = desk.built()?;
    let file = source(&built, path);
    let findings = file.map(|file| findings(&built, file)).unwrap_or_default();
    Ok(json!({
        "version": desk.preview.version(),
        "address": address(&built, path, &desk.preview.base_path()),
        "title": title(&built, path),
        "signed": signed(&built, path),
        "is_held_back": desk.preview.is_held_back(),
        "failure": desk.preview.failure(),
        "findings": findings,
    }))
}

fn source<'b>(built: &'b Built, path: &ContentPath) -> Option<&'b Arc<SourceFile>> {
    let is_theme = |kind| matches!(kind, SourceKind::Theme | SourceKind::ThemeAsset);
    built.tree.files.iter().find(|file| file.path == *path && !is_theme(file.kind))
}

/// Who signed a file, in which role and when, and whether it was changed since.
pub(super) fn signed(built: &Built, path: &ContentPath) -> Vec<String> {
    let people = &built.site.sources.records.people;
    let thing = Signable::Text(path.clone());
    let changed = built.standing.changed.iter().any(|one| one.thing == thing);
    let since = if changed { ", and the text was changed since" } else { "" };
    let told = |signature: &Signature| {
        let Signature { reviewer, role, date, .. } = signature;
        let name = people.get(reviewer).map_or(&**reviewer, |person| &person.name);
        let role = if role == NO_ROLE { String::new() } else { format!(" ({role})") };
        format!("{name}{role} on {date}{since}")
    };
    built.standing.signatures.get(&thing).into_iter().flatten().map(told).collect()
}

fn findings(built: &Built, file: &SourceFile) -> Vec<FileFinding> {
    told(&built.diagnostics, file, &built.tree)
}

/// The findings about a file.
pub(super) fn told(
    all: &[Diagnostic],
    file: &SourceFile,
    tree: &SourceTree,
) -> Vec<FileFinding> {
    let Some(text) = file.text() else { return Vec::new() };
    let own = all.iter().filter_map(|finding| {
        let span = finding.primary.filter(|span| span.file == file.id)?;
        Some((finding, span))
    });
    let place = |span: Span| {
        let at = |byte: usize| {
            let byte = crate::base::floor(text, byte.min(text.len()));
            text[..byte].encode_utf16().count()
        };
        (at(span.range().start), at(span.range().end))
    };
    own.take(MOST_FINDINGS)
        .map(|(finding, span)| {
            let (from, to) = place(span);
            let patch = finding.patch.as_ref().filter(|patch| patch.span.file == file.id);
            let patch = patch.map(|patch| {
                let (from, to) = place(patch.span);
                (from, to, patch.replacement.clone())
            });
            FileFinding {
                severity: finding.severity.name(),
                rule: finding.rule.name,
                message: report::told(&finding.message).into_owned(),
                help: finding.help.as_deref().map(|help| report::told(help).into_owned()),
                line: report::place(span, tree).start.line,
                from,
                to,
                patch,
            }
        })
        .collect()
}

/// The encoded address of the page of a file, if readers get one.
pub(super) fn address(built: &Built, path: &ContentPath, base: &str) -> Option<String> {
    let site = &built.site;
    let article = site.article_ids().find(|&id| site.article(id).source.path == *path);
    if let Some(id) = article {
        return site.is_shown(id).then(|| site.permalink(id).href(base));
    }
    let term = site.term_ids().find(|&id| site.term(id).source.path == *path)?;
    if let Some(page) = site.term_page(term) {
        return Some(page.href(base));
    }
    let glossary = site.glossary.pages[site.term(term).source.language].as_ref()?;
    Some(format!("{}#{}", glossary.href(base), site.glossary.anchors[term]))
}

/// The file of the page at an encoded address.
pub(super) fn at(built: &Built, address: &str, base: &str) -> Option<ContentPath> {
    let site = &built.site;
    let mut articles = site.article_ids().filter(|&id| site.is_shown(id));
    let article = articles.find(|&id| site.permalink(id).href(base) == address);
    if let Some(id) = article {
        return Some(site.article(id).source.path.clone());
    }
    let mut terms = site.term_ids();
    let is_here =
        |&id: &_| site.term_page(id).is_some_and(|page| page.href(base) == address);
    Some(site.term(terms.find(is_here)?).source.path.clone())
}

/// What a file is called.
pub(super) fn title(built: &Built, path: &ContentPath) -> String {
    let site = &built.site;
    let mut articles = site.sources.articles.iter();
    if let Some(article) = articles.find(|one| one.source.path == *path) {
        return article.front_matter.title.value.clone();
    }
    let mut terms = site.sources.terms.iter();
    match terms.find(|one| one.source.path == *path) {
        Some(term) => term.front_matter.term.value.clone(),
        None => path.as_str().to_owned(),
    }
}

/// The keys of the front matter of a file, if it has any.
pub(super) fn keys(path: &ContentPath) -> Option<&'static [Key]> {
    match kind_of(path) {
        Some(SourceKind::Article) => Some(ARTICLE_KEYS),
        Some(SourceKind::Term) => Some(TERM_KEYS),
        _ => None,
    }
}
