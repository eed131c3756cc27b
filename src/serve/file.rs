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
use crate::disk::{self, Digest, Links, hex};
use crate::source::bare_file;

/// How many bytes of the SHA-256 make a tag.
const TAG_BYTES: usize = 12;
/// How much of a file on disk is held at once, and how often, for one browser.
const PIECE_BYTES: usize = 64 * 1024;
const PIECES: usize = 4;

/// What a browser asks of a file.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
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
    asked: Asked<'_>,
    status: StatusCode,
    media: &'static str,
    bytes: impl Into<Bytes>,
) -> Response {
    let bytes = bytes.into();
    let tag = format!("\"{}\"", fingerprint(&[&bytes]));
    // What is not there is neither kept nor asked for in parts.
    let plan = match status {
        StatusCode::OK => plan(asked, &tag, bytes.len() as u64),
        _ => Plan::Whole,
    };
    let body = match &plan {
        Plan::Whole => bytes.clone(),
        Plan::Part(range) => {
            bytes.slice(to_usize(*range.start())..=to_usize(*range.end()))
        }
        Plan::Known | Plan::Beyond => Bytes::new(),
    };
    finish(&plan, status, media, &tag, bytes.len() as u64, Body::from(body))
}

/// Answers with a file on disk, which the build found there. It is read in pieces, as fast
/// as the browser takes them.
pub(super) async fn disk(
    asked: Asked<'_>,
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
        Plan::Whole if size > 0 => 0..=size - 1,
        Plan::Part(range) => range.clone(),
        Plan::Whole | Plan::Known | Plan::Beyond => {
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
    asked: Asked<'_>,
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
    let (file, metadata) = disk::open(&location, Links::Refuse)?;
    let changed = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let mark = hex(&disk::digest(format!("{:?}", disk::Mark::of(&metadata)).as_bytes()));
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
enum Plan {
    Whole,
    /// First and last byte.
    Part(RangeInclusive<u64>),
    /// The browser has it.
    Known,
    /// It ends before the part that is asked for.
    Beyond,
}

fn plan(asked: Asked<'_>, tag: &str, size: u64) -> Plan {
    let field = |name| asked.headers.get(name).and_then(|value| value.to_str().ok());
    let mut known = asked.headers.get_all(IF_NONE_MATCH).iter();
    if known.any(|line| line.to_str().is_ok_and(|line| names(line, tag))) {
        return Plan::Known;
    }
    // A part of another version is of no use.
    let same_version = field(IF_RANGE).is_none_or(|version| version == tag);
    match field(RANGE) {
        Some(range) if asked.method == Method::GET && same_version => part(range, size),
        Some(_) | None => Plan::Whole,
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
fn part(range: &str, size: u64) -> Plan {
    let in_bytes = range.split_once('=').filter(|(unit, _)| is_bytes(unit));
    let Some((first, last)) = in_bytes.and_then(|(_, range)| range.split_once('-'))
    else {
        return Plan::Whole;
    };
    let number = |digits: &str| {
        let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| digits.parse().unwrap_or(u64::MAX))
    };
    match (number(first), number(last)) {
        (None, Some(count)) if first.is_empty() => match size.min(count) {
            0 => Plan::Beyond,
            count => Plan::Part(size - count..=size - 1),
        },
        (Some(first), None) if last.is_empty() => {
            if first < size {
                Plan::Part(first..=size - 1)
            } else {
                Plan::Beyond
            }
        }
        (Some(first), Some(last)) if first <= last => {
            if first < size {
                Plan::Part(first..=last.min(size - 1))
            } else {
                Plan::Beyond
            }
        }
        _ => Plan::Whole,
    }
}

fn is_bytes(unit: &str) -> bool {
    unit.eq_ignore_ascii_case("bytes")
}

fn finish(
    plan: &Plan,
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
        Plan::Known => StatusCode::NOT_MODIFIED,
        Plan::Beyond => {
            put(CONTENT_RANGE, &format!("bytes */{size}"));
            StatusCode::RANGE_NOT_SATISFIABLE
        }
        Plan::Part(range) => {
            let (first, last) = (range.start(), range.end());
            put(CONTENT_TYPE, media);
            put(CONTENT_LENGTH, &(last - first + 1).to_string());
            put(CONTENT_RANGE, &format!("bytes {first}-{last}/{size}"));
            StatusCode::PARTIAL_CONTENT
        }
        Plan::Whole => {
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
            ("bytes=0-3", Plan::Part(0..=3)),
            ("bytes=4-", Plan::Part(4..=9)),
            ("Bytes=4-", Plan::Part(4..=9)),
            ("bytes=-4", Plan::Part(6..=9)),
            ("bytes=-40", Plan::Part(0..=9)),
            ("bytes=8-99999999999999999999999", Plan::Part(8..=9)),
            ("bytes=10-", Plan::Beyond),
            ("bytes=-0", Plan::Beyond),
            ("bytes=3-2", Plan::Whole),
            ("bytes=0-1,4-5", Plan::Whole),
            ("bytes=-", Plan::Whole),
            ("bytes=+1-2", Plan::Whole),
            ("lines=0-3", Plan::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Plan::Beyond);
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again() {
        let planned = |fields: &[(axum::http::HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in fields {
                headers.append(name, value.parse().unwrap());
            }
            plan(Asked { method: &Method::GET, headers: &headers }, "\"a\"", 10)
        };
        assert_eq!(planned(&[(IF_NONE_MATCH, "\"b\", W/\"a\"")]), Plan::Known);
        assert_eq!(planned(&[(IF_NONE_MATCH, "*")]), Plan::Known);
        assert_eq!(planned(&[(IF_NONE_MATCH, "\"b\"")]), Plan::Whole);
        let lines = [(IF_NONE_MATCH, "\"b\""), (IF_NONE_MATCH, "\"a\"")];
        assert_eq!(planned(&lines), Plan::Known);
        let part = (RANGE, "bytes=0-1");
        assert_eq!(planned(&[part.clone(), (IF_RANGE, "\"a\"")]), Plan::Part(0..=1));
        for other in ["\"b\"", "W/\"a\"", "Sat, 01 Jan 2022 00:00:00 GMT"] {
            assert_eq!(planned(&[part.clone(), (IF_RANGE, other)]), Plan::Whole);
        }
    }
}
