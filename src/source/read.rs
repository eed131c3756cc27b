//! The contents of the files that the walk found.

use std::io;
use std::path::Path;

use super::{
    Bared, DecodeFault, MOST_TEXT_BYTES, SourceContent, SourceKind, active, bare,
    bare::{MOST_PICTURE_BYTES, has_exif, may_be_private},
    decode, image, page_like,
};
use crate::base::{FileId, LineIndex, Span};
use crate::diagnostic::{
    CONTROL_CHARACTER, DAMAGED_PICTURE, Diagnostic, FILE_TOO_LARGE, Outcome,
    UNREADABLE_FILE,
};
use crate::disk::{self, SymbolicLinks};

/// Reads one file: text is decoded, of anything else only the size is asked.
pub(super) fn content(
    id: FileId,
    kind: SourceKind,
    location: &Path,
) -> Outcome<SourceContent> {
    match kind {
        SourceKind::Asset | SourceKind::ThemeAsset => binary(id, kind, location),
        SourceKind::Config
        | SourceKind::Article
        | SourceKind::Term
        | SourceKind::Data
        | SourceKind::Snippet
        | SourceKind::Theme => text(id, kind, location),
    }
}

fn binary(id: FileId, kind: SourceKind, location: &Path) -> Outcome<SourceContent> {
    // Opened here, so that a file without permission is found before anything is written.
    match disk::open(location, SymbolicLinks::Follow) {
        Ok((_, metadata)) => {
            let mut found = Vec::new();
            // What a theme runs or shows is its author's affair.
            let is_own = kind == SourceKind::Asset;
            let turn = if is_own { picture(id, location, &mut found) } else { None };
            let dimensions = image::dimensions(location);
            let turned = |(width, height)| match turn {
                Some(5..) => (height, width),
                _ => (width, height),
            };
            let content = SourceContent::Binary {
                location: location.to_owned(),
                size: metadata.len(),
                dimensions: dimensions.map(turned),
                active: is_own.then(|| active::look(location, metadata.len())).flatten(),
                is_page: is_own && page_like::begins_like_page(location),
                is_bared: turn.is_some(),
            };
            Outcome::new(content, found)
        }
        Err(cause) => unreadable(id, &cause),
    }
}

/// The way a picture is turned, if it is one that is published without what its camera wrote
/// into it. One that may hold such things, and cannot be read, is told.
fn picture(id: FileId, location: &Path, found: &mut Vec<Diagnostic>) -> Option<u8> {
    if !image::is_picture(location) {
        return None;
    }
    let damaged = |message: &str| {
        Diagnostic::new(&DAMAGED_PICTURE, Span::file(id), message)
            .with_help("open it in a program for pictures, and save it anew")
    };
    let bytes = match disk::read(location, SymbolicLinks::Follow, MOST_PICTURE_BYTES) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
            found.push(damaged("this picture is larger than 100 MB"));
            return None;
        }
        // That it cannot be read is told elsewhere.
        Err(_) => return None,
    };
    let is_private = may_be_private(&bytes);
    let is_photograph = has_exif(&bytes);
    let why = match bare(bytes) {
        Bared::Picture { orientation, .. } => return Some(orientation),
        Bared::Damaged => "this picture is damaged",
        Bared::Other if is_photograph => "this is no JPEG, PNG or WebP picture",
        Bared::Other => return None,
    };
    if is_private {
        let message =
            format!("{why}, and what a camera wrote into it cannot be taken out");
        found.push(damaged(&message));
    }
    None
}

fn text(id: FileId, kind: SourceKind, location: &Path) -> Outcome<SourceContent> {
    let bytes = match disk::read(location, SymbolicLinks::Follow, MOST_TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
            return too_large(id, location.metadata().map_or(0, |found| found.len()));
        }
        Err(cause) => return unreadable(id, &cause),
    };
    decoded(id, kind, &bytes)
}

/// The text that bytes are, with what is wrong with them.
pub(super) fn decoded(
    id: FileId,
    kind: SourceKind,
    bytes: &[u8],
) -> Outcome<SourceContent> {
    let decoded = decode(bytes);
    let is_text = !decoded.text.is_empty() || decoded.faults.is_empty();
    let found = decoded
        .faults
        .into_iter()
        // Scripts and style sheets may hold what they like: they are not HTML text.
        .filter(|fault| kind != SourceKind::Theme || fault.rule != &CONTROL_CHARACTER)
        .map(|fault| diagnostic(id, fault))
        .collect();
    if !is_text {
        return Outcome::new(SourceContent::Undecodable, found);
    }
    let lines = LineIndex::default();
    Outcome::new(SourceContent::Text { text: decoded.text.into(), lines }, found)
}

fn diagnostic(id: FileId, fault: DecodeFault) -> Diagnostic {
    let span = Span::new(id, fault.range);
    let found = Diagnostic::new(fault.rule, span, fault.message).with_help(fault.help);
    let found = match fault.replacement {
        Some(replacement) => found.with_patch(span, replacement),
        None => found,
    };
    if fault.is_mild { found.eased() } else { found }
}

fn too_large(id: FileId, size: u64) -> Outcome<SourceContent> {
    let found = Diagnostic::new(
        &FILE_TOO_LARGE,
        Span::file(id),
        format!(
            "the file is {} MB long, and at most {} MB are read",
            size.div_ceil(1_000_000),
            MOST_TEXT_BYTES / 1_000_000
        ),
    )
    .with_help(
        "split it into several pages, or offer it as a download under another name",
    );
    Outcome::new(SourceContent::Undecodable, vec![found])
}

fn unreadable(id: FileId, cause: &io::Error) -> Outcome<SourceContent> {
    Outcome::new(SourceContent::Undecodable, vec![unreadable_finding(id, cause)])
}

/// A file or folder that the machine does not open.
pub(super) fn unreadable_finding(id: FileId, cause: &io::Error) -> Diagnostic {
    let (what, help) = match cause.kind() {
        io::ErrorKind::PermissionDenied => (
            "you have no permission to read this".to_owned(),
            "ask whoever owns it, or give yourself permission to read it",
        ),
        io::ErrorKind::NotFound => (
            "this was removed while it was being read".to_owned(),
            "run the command again",
        ),
        _ => (
            format!("the system does not open this: {cause}"),
            "see whether it opens in another program",
        ),
    };
    Diagnostic::new(&UNREADABLE_FILE, Span::file(id), what).with_help(help)
}
