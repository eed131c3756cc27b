//! A file as an answer: whole, a part of it, or the word that the browser has it already.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::answer;
use super::stream::Stream;
use crate::disk::{self, Digest, SymbolicLinks, hex};
use crate::source::bare_file;

/// How many bytes of the SHA-256 make a tag.
const TAG_BYTES: usize = 12;
/// How much of a file on disk is held at once, and how often, for one browser.
const PIECE_BYTES: usize = 64 * 1024;
const PIECES: usize = 4;

/// What a browser asks of a file.
#[derive(Clone, Copy)]
pub(super) struct AskedFile<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
}

/// The first bytes of a SHA-256, as hexadecimal digits.
pub(super) fn fingerprint(parts: &[&[u8]]) -> String {
    let mut digest = Digest::default();
    for part in parts {
        digest.update(part);
    }
    hex(&digest.finish()[..TAG_BYTES])
}

/// Answers with bytes.
pub(super) fn bytes(
    asked: AskedFile<'_>,
    status: StatusCode,
    media: &'static str,
    bytes: impl Into<Bytes>,
) -> Response {
    let bytes = bytes.into();
    let tag = format!("\"{}\"", fingerprint(&[&bytes]));
    // What is not there is neither kept nor asked for in parts.
    let plan = match status {
        StatusCode::OK => plan(asked, &tag, bytes.len() as u64),
        _ => SendPlan::Whole,
    };
    let body = match &plan {
        SendPlan::Whole => bytes.clone(),
        SendPlan::Part(range) => {
            bytes.slice(to_usize(*range.start())..=to_usize(*range.end()))
        }
        SendPlan::Known | SendPlan::Beyond => Bytes::new(),
    };
    finish(&plan, status, media, &tag, bytes.len() as u64, Body::from(body))
}

/// Answers with a file on disk, which the build found there. It is read in pieces, as fast
/// as the browser takes them.
pub(super) async fn disk(
    asked: AskedFile<'_>,
    media: &'static str,
    location: &Path,
    roots: &[PathBuf],
) -> Response {
    let (location, roots) = (location.to_owned(), roots.to_owned());
    let opened = spawn_blocking(move || open(&location, &roots)).await;
    let Ok(Ok((file, size, tag))) = opened else {
        return answer::plain(StatusCode::NOT_FOUND);
    };
    let plan = plan(asked, &tag, size);
    let range = match &plan {
        SendPlan::Whole if size > 0 => 0..=size - 1,
        SendPlan::Part(range) => range.clone(),
        SendPlan::Whole | SendPlan::Known | SendPlan::Beyond => {
            return finish(&plan, StatusCode::OK, media, &tag, size, Body::empty());
        }
    };
    let body = match *asked.method {
        Method::HEAD => Body::empty(),
        _ => pieces(file, range),
    };
    finish(&plan, StatusCode::OK, media, &tag, size, body)
}

/// Answers with a picture on disk, without what its camera wrote into it.
pub(super) async fn picture(
    asked: AskedFile<'_>,
    media: &'static str,
    location: &Path,
    roots: &[PathBuf],
) -> Response {
    let (location, roots) = (location.to_owned(), roots.to_owned());
    let read = spawn_blocking(move || {
        open(&location, &roots)?;
        bare_file(&location).map_err(io::Error::other)
    });
    match read.await {
        Ok(Ok(picture)) => bytes(asked, StatusCode::OK, media, picture),
        Ok(Err(_)) | Err(_) => answer::plain(StatusCode::NOT_FOUND),
    }
}

/// Opens a file that lies below one of `roots` still: since the build somebody may have put
/// a link in its place.
fn open(location: &Path, roots: &[PathBuf]) -> io::Result<(File, u64, String)> {
    let location = location.canonicalize()?;
    let mut roots = roots.iter().filter_map(|root| root.canonicalize().ok());
    if !roots.any(|root| location.starts_with(root)) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let (file, metadata) = disk::open(&location, SymbolicLinks::Refuse)?;
    let changed = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let mark =
        hex(&disk::digest(format!("{:?}", disk::FileMark::of(&metadata)).as_bytes()));
    let tag = format!("\"{:x}-{:x}-{}\"", metadata.len(), changed.as_nanos(), &mark[..8]);
    Ok((file, metadata.len(), tag))
}

fn pieces(mut file: File, range: RangeInclusive<u64>) -> Body {
    let (sender, receiver) = mpsc::channel(PIECES);
    spawn_blocking(move || {
        if file.seek(SeekFrom::Start(*range.start())).is_err() {
            return;
        }
        let mut left = file.take(range.end() - range.start() + 1);
        loop {
            let mut piece = vec![0; PIECE_BYTES];
            match left.read(&mut piece) {
                Ok(0) | Err(_) => return,
                Ok(count) => piece.truncate(count),
            }
            // The browser went away.
            if sender.blocking_send(Bytes::from(piece)).is_err() {
                return;
            }
        }
    });
    Body::new(Stream(receiver))
}

/// What of a file is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SendPlan {
    Whole,
    /// First and last byte.
    Part(RangeInclusive<u64>),
    /// The browser has it.
    Known,
    /// It ends before the part that is asked for.
    Beyond,
}

fn plan(asked: AskedFile<'_>, tag: &str, size: u64) -> SendPlan {
    let field = |name| asked.headers.get(name).and_then(|value| value.to_str().ok());
    let mut known = asked.headers.get_all(IF_NONE_MATCH).iter();
    if known.any(|line| line.to_str().is_ok_and(|line| names(line, tag))) {
        return SendPlan::Known;
    }
    // A part of another version is of no use.
    let same_version = field(IF_RANGE).is_none_or(|version| version == tag);
    match field(RANGE) {
        Some(range) if asked.method == Method::GET && same_version => part(range, size),
        Some(_) | None => SendPlan::Whole,
    }
}

/// Whether a line of `If-None-Match` names a tag, as strong or weak (RFC 9110, section
/// 13.1.2).
fn names(line: &str, tag: &str) -> bool {
    let mut tags = line.split(',').map(str::trim);
    tags.any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

/// The part that `Range` names (RFC 9110, section 14.2). Several at once are not served:
/// the whole file answers them too.
fn part(range: &str, size: u64) -> SendPlan {
    let in_bytes = range.split_once('=').filter(|(unit, _)| is_bytes(unit));
    let Some((first, last)) = in_bytes.and_then(|(_, range)| range.split_once('-'))
    else {
        return SendPlan::Whole;
    };
    let number = |digits: &str| {
        let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| digits.parse().unwrap_or(u64::MAX))
    };
    match (number(first), number(last)) {
        (None, Some(count)) if first.is_empty() => match size.min(count) {
            0 => SendPlan::Beyond,
            count => SendPlan::Part(size - count..=size - 1),
        },
        (Some(first), None) if last.is_empty() => {
            if first < size {
                SendPlan::Part(first..=size - 1)
            } else {
                SendPlan::Beyond
            }
        }
        (Some(first), Some(last)) if first <= last => {
            if first < size {
                SendPlan::Part(first..=last.min(size - 1))
            } else {
                SendPlan::Beyond
            }
        }
        _ => SendPlan::Whole,
    }
}

fn is_bytes(unit: &str) -> bool {
    unit.eq_ignore_ascii_case("bytes")
}

fn finish(
    plan: &SendPlan,
    status: StatusCode,
    media: &'static str,
    tag: &str,
    size: u64,
    body: Body,
) -> Response {
    let mut answer = Response::new(body);
    let headers = answer.headers_mut();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    if status == StatusCode::OK {
        put(ETAG, tag);
        put(ACCEPT_RANGES, "bytes");
    }
    let status = match plan {
        SendPlan::Known => StatusCode::NOT_MODIFIED,
        SendPlan::Beyond => {
            put(CONTENT_RANGE, &format!("bytes */{size}"));
            StatusCode::RANGE_NOT_SATISFIABLE
        }
        SendPlan::Part(range) => {
            let (first, last) = (range.start(), range.end());
            put(CONTENT_TYPE, media);
            put(CONTENT_LENGTH, &(last - first + 1).to_string());
            put(CONTENT_RANGE, &format!("bytes {first}-{last}/{size}"));
            StatusCode::PARTIAL_CONTENT
        }
        SendPlan::Whole => {
            put(CONTENT_TYPE, media);
            put(CONTENT_LENGTH, &size.to_string());
            status
        }
    };
    *answer.status_mut() = status;
    answer
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_a_part() {
        for (range, expected) in [
            ("bytes=0-3", SendPlan::Part(0..=3)),
            ("bytes=4-", SendPlan::Part(4..=9)),
            ("Bytes=4-", SendPlan::Part(4..=9)),
            ("bytes=-4", SendPlan::Part(6..=9)),
            ("bytes=-40", SendPlan::Part(0..=9)),
            ("bytes=8-99999999999999999999999", SendPlan::Part(8..=9)),
            ("bytes=10-", SendPlan::Beyond),
            ("bytes=-0", SendPlan::Beyond),
            ("bytes=3-2", SendPlan::Whole),
            ("bytes=0-1,4-5", SendPlan::Whole),
            ("bytes=-", SendPlan::Whole),
            ("bytes=+1-2", SendPlan::Whole),
            ("lines=0-3", SendPlan::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), SendPlan::Beyond);
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again() {
        let planned = |fields: &[(axum::http::HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in fields {
                headers.append(name, value.parse().unwrap());
            }
            plan(AskedFile { method: &Method::GET, headers: &headers }, "\"a\"", 10)
        };
        assert_eq!(planned(&[(IF_NONE_MATCH, "\"b\", W/\"a\"")]), SendPlan::Known);
        assert_eq!(planned(&[(IF_NONE_MATCH, "*")]), SendPlan::Known);
        assert_eq!(planned(&[(IF_NONE_MATCH, "\"b\"")]), SendPlan::Whole);
        let lines = [(IF_NONE_MATCH, "\"b\""), (IF_NONE_MATCH, "\"a\"")];
        assert_eq!(planned(&lines), SendPlan::Known);
        let part = (RANGE, "bytes=0-1");
        assert_eq!(planned(&[part.clone(), (IF_RANGE, "\"a\"")]), SendPlan::Part(0..=1));
        for other in ["\"b\"", "W/\"a\"", "Sat, 01 Jan 2022 00:00:00 GMT"] {
            assert_eq!(planned(&[part.clone(), (IF_RANGE, other)]), SendPlan::Whole);
        }
    }
}
