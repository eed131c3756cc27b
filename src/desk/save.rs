//! What is typed: kept and shown while it is not saved, written whole or not at all, and only
//! over what was opened.

use serde_json::{Value, json};

use super::WritersDesk;
use super::ask::{AskedChange, AskedField, TypedText, queried, sent};
use super::fault::answer;
use super::file::{self, OpenedFile, keys, opened, state, there};
use super::place::text_file;
use crate::base::{ContentPath, Error};
use crate::diagnostic::MERGE_CONFLICT;
use crate::disk::{digest, hex};
use crate::edit::{self, Change, UnsavedText, fields, merge, rewrite, set_field};
use crate::serve::{Call, Reply};
use crate::source::{MOST_TEXT_BYTES, SourceTree, decode};

/// Keeps what is typed, and shows it on the page.
pub(super) fn keep(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let TypedText { path, opened, base, text } = sent(call)?;
    let path = text_file(&path)?;
    let text = checked(text)?;
    if text == base {
        desk.forget_unsaved(&path)?;
    } else {
        let kept = path.as_str().to_owned();
        desk.drawer.keep(&UnsavedText {
            path: kept,
            opened,
            base,
            text: text.clone(),
        })?;
        desk.texts.lock().lay(path.clone(), text.into());
    }
    desk.preview.rebuild();
    Ok(json!({ "state": state(desk, &path)? }))
}

/// Throws away what was not saved.
pub(super) fn discard(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedChange { path, .. } = sent(call)?;
    let path = text_file(&path)?;
    desk.forget_unsaved(&path)?;
    desk.preview.rebuild();
    Ok(json!({ "state": state(desk, &path)? }))
}

/// Saves a text over the file that was opened. If that changed meanwhile, both are answered
/// with, and nothing is written.
pub(super) fn save(desk: &WritersDesk, call: &Call) -> Result<Reply, Error> {
    let TypedText { path, opened: known, base, text } = sent(call)?;
    let path = text_file(&path)?;
    let text = checked(text)?;
    refuse_conflicts(&text)?;
    let locked = desk.lock_sources()?;
    let Some(there) = opened(desk, &path)? else {
        let message =
            format!("`{path}` was moved or removed meanwhile, and is not saved");
        let help = "your text is kept: copy it, and look for the page among all pages";
        return Ok(answer(410, &json!({ "message": message, "help": help })));
    };
    if there.opened != known && there.text != text {
        let parts = merge(&base, &text, &there.text);
        let message = "this file was changed meanwhile by somebody else";
        return Ok(answer(
            409,
            &json!({
                "message": message, "opened": there.opened, "theirs": there.text, "parts": parts,
            }),
        ));
    }
    let saved = write(desk, &there, &text)?;
    desk.forget_unsaved(&path)?;
    drop(locked);
    desk.preview.rebuild();
    Ok(answer(200, &json!({ "opened": saved, "state": state(desk, &path)? })))
}

/// Writes a text into its file: bytes that say the same stay as they are. Gives the digest of
/// what is there afterwards.
pub(super) fn write(
    desk: &WritersDesk,
    there: &OpenedFile,
    text: &str,
) -> Result<String, Error> {
    let mut change = Change::default();
    let bytes = put(&mut change, there, text)?;
    if !change.is_empty() {
        desk.drawer.keep_version(&there.path, there.original.bytes())?;
        edit::apply(&change, &SourceTree::default(), &desk.root)?;
    }
    Ok(hex(&digest(&bytes)))
}

/// Adds a text to a change, over the bytes that were opened. Gives the new bytes.
pub(super) fn put(
    change: &mut Change,
    there: &OpenedFile,
    text: &str,
) -> Result<Vec<u8>, Error> {
    let edits = rewrite(&there.text, text);
    let old = there.original.bytes();
    if edits.is_empty() {
        return Ok(old.to_vec());
    }
    let edits = edits.iter().map(|edit| (edit.range.clone(), edit.replacement.as_str()));
    let bytes = there.original.with(edits).ok_or_else(|| {
        Error::usage(format!("`{}` is not UTF-8 text, and is not changed", there.path))
            .with_help("open it in another program and save it with the encoding UTF-8")
    })?;
    change.rewrite(there.path.clone(), old.to_vec(), bytes.clone());
    Ok(bytes)
}

/// A text as files hold it: with plain line ends, and no longer than is read.
fn checked(text: String) -> Result<String, Error> {
    if text.len() as u64 > MOST_TEXT_BYTES {
        let most = MOST_TEXT_BYTES / 1_000_000;
        return Err(Error::usage(format!("the text is longer than {most} MB"))
            .with_help("split it into several pages"));
    }
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    })
}

/// Marks of two versions that nobody joined are never saved.
fn refuse_conflicts(text: &str) -> Result<(), Error> {
    let faults = decode(text.as_bytes()).faults;
    match faults.into_iter().find(|fault| fault.rule == &MERGE_CONFLICT) {
        Some(fault) => Err(Error::usage(fault.message).with_help(fault.help)),
        None => Ok(()),
    }
}

/// The fields of front matter; or the text with another value of one of them.
pub(super) fn field(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedField { path, text, name, values } = sent(call)?;
    let path = text_file(&path)?;
    let text = checked(text)?;
    let keys = keys(&path).ok_or_else(|| {
        Error::usage(format!("`{path}` has no fields")).with_help("change it in the text")
    })?;
    if name.is_empty() {
        let built = desk.built()?;
        let records = &built.site.sources.records;
        let people = records.people.iter().map(|(id, person)| (id, &person.name));
        let contacts = records.contacts.iter().map(|(id, contact)| (id, &contact.name));
        return Ok(json!({
            "fields": fields(&text, keys)?,
            "people": people.collect::<Vec<_>>(),
            "contacts": contacts.collect::<Vec<_>>(),
        }));
    }
    Ok(json!({ "text": set_field(&text, keys, &name, &values)? }))
}

/// The versions of a file that are kept, or the text of one.
pub(super) fn versions(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let path = text_file(&queried(call, "path"))?;
    let Ok(number) = queried(call, "number").parse() else {
        return Ok(json!({ "versions": desk.drawer.versions(&path) }));
    };
    let bytes = desk.drawer.version(&path, number)?;
    Ok(json!({ "text": decode(&bytes).text }))
}

/// The unsaved texts that are kept.
pub(super) fn unsaved(desk: &WritersDesk) -> Result<Value, Error> {
    let built = desk.built()?;
    let paths: Vec<ContentPath> = desk.texts.lock().paths().cloned().collect();
    let all: Vec<Value> = paths
        .iter()
        .map(|path| json!({ "path": path.as_str(), "title": file::title(&built, path) }))
        .collect();
    Ok(json!({ "unsaved": all }))
}

/// Gives a field of a file on disk one value.
pub(super) fn set_on_disk(
    desk: &WritersDesk,
    path: &ContentPath,
    name: &str,
    value: &str,
) -> Result<(), Error> {
    let _locked = desk.lock_sources()?;
    let file = there(desk, path)?;
    let keys =
        keys(path).ok_or_else(|| Error::usage(format!("`{path}` has no fields")))?;
    let text = set_field(&file.text, keys, name, &[value.to_owned()])?;
    write(desk, &file, &text).map(drop)
}
