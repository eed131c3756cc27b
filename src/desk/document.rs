//! Documents of Word, web pages and what a program put on the clipboard, as `engraft import`
//! reads them: a document becomes a draft of a page, which is shown before it is kept, and a
//! piece of the clipboard becomes Markdown.

use std::sync::Arc;

use serde_json::{Value, json};

use super::WritersDesk;
use super::ask::queried;
use super::file;
use super::place::{check_names, text_file};
use crate::base::{ContentPath, Error};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::edit::{self, Change};
use crate::import::{self, Batch};
use crate::serve::Call;
use crate::source::{CONTENT_FOLDER, FileIds, SourceFile, SourceKind, SourceTree};

/// Where documents are sent.
pub(super) const PATH: &str = "/__engraft/desk/document";
/// Where pieces of the clipboard are.
pub(super) const PASTE_PATH: &str = "/__engraft/desk/paste";

/// Makes a draft of a document, or shows what it would be.
pub(super) fn take(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let folder = queried(call, "folder");
    let folder = folder.trim_matches('/');
    check_section(folder)?;
    let built = desk.built()?;
    let languages = &built.config.languages;
    let languages: Vec<String> =
        languages.iter().map(|language| language.tag.clone()).collect();
    let mut batch = Batch::of_bytes(&queried(call, "name"), call.body.clone())?;
    batch.survey(folder, &languages);
    let article = batch.import(0)?;
    let path = text_file(article.path.as_str())?;
    let mut ids = FileIds::default();
    let findings = article.imported.findings(ids.id(path.as_str()));
    let text = article.imported.text;
    let told = told(&mut ids, &path, &text, &findings);
    let mut change = Change::default();
    change.create(path.clone(), text.as_str());
    let mut pictures = Vec::new();
    for picture in article.imported.pictures {
        pictures.push(picture.name.clone());
        change.place(beside(&path, &picture.name)?, picture.bytes);
    }
    let keeps = queried(call, "keep") == "yes";
    if keeps {
        let _locked = desk.lock_sources()?;
        refuse_taken(desk, &change)?;
        edit::apply(&change, &SourceTree::default(), &desk.root)?;
        desk.preview.rebuild();
    }
    Ok(json!({
        "path": path.as_str(), "text": text, "pictures": pictures, "findings": told,
        "done": keeps,
    }))
}

/// A draft goes where pages are.
fn check_section(folder: &str) -> Result<(), Error> {
    if folder.is_empty() {
        return Ok(());
    }
    let path = ContentPath::new(folder).filter(|path| {
        let first = path.as_str().split('/').next().unwrap_or_default();
        path.as_str() == folder && !first.starts_with('_') && first != "data"
    });
    let path = path.filter(|path| path.as_str() != "glossary");
    let path = path.ok_or_else(|| {
        Error::usage(format!("`{folder}` is no section of the site"))
            .with_help("choose the section that the page is to stand in")
    })?;
    check_names(&path)
}

/// Makes Markdown of a piece of the clipboard.
pub(super) fn paste(call: &Call) -> Result<Value, Error> {
    let pasted = import::paste(&call.body)?;
    let mut ids = FileIds::default();
    let path = text_file("pasted.md")?;
    let findings = pasted.findings(ids.id(path.as_str()));
    let told = told(&mut ids, &path, &pasted.text, &findings);
    Ok(json!({ "text": pasted.text, "findings": told }))
}

/// What was lost or decided, as findings of a text that lies in no file.
fn told(
    ids: &mut FileIds,
    path: &ContentPath,
    text: &str,
    findings: &[Diagnostic],
) -> Vec<file::FileFinding> {
    let id = ids.id(path.as_str());
    let file = SourceFile::from_text(id, SourceKind::Article, path.clone(), text);
    let file = Arc::new(file);
    let tree = SourceTree::new(vec![Arc::clone(&file)], Vec::new());
    file::told(findings, &file, &tree)
}

/// The path of a picture beside its page.
fn beside(page: &ContentPath, name: &str) -> Result<ContentPath, Error> {
    let slash = if page.folder().is_empty() { "" } else { "/" };
    let path = ContentPath::new(&format!("{}{slash}{name}", page.folder()));
    let path = path.ok_or_else(|| {
        Error::usage(format!("`{name}` is no name for a picture"))
            .with_help("rename the document, and add it again")
    })?;
    check_names(&path)?;
    Ok(path)
}

/// Nothing is written over.
fn refuse_taken(desk: &WritersDesk, change: &Change) -> Result<(), Error> {
    let texts = change.created().map(|(path, _)| path);
    for path in texts.chain(change.placed().map(|(path, _)| path)) {
        if disk::exists(&desk.root.join(CONTENT_FOLDER).join(path.as_str())) {
            return Err(Error::usage(format!(
                "there is a file `{path}` already, and nothing is written over"
            ))
            .with_help("choose another section, or give the document another name"));
        }
    }
    Ok(())
}
