//! The head of a request as the bytes that came, judged before anything parses it.
//!
//! Servers have been fooled by what their parsers forgave: a second `Host`, a `#` in the
//! address, a line without an end. Nothing is forgiven here. What is not exactly a request
//! of a browser for a page is refused and goes no further.

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncReadExt};

/// Bytes that the first line may have.
const MOST_LINE: usize = 8 * 1024;
/// Bytes that all other lines may have together.
const MOST_FIELDS: usize = 16 * 1024;
/// How many of them there may be.
const MOST_FIELD_LINES: usize = 100;
/// How much is read at once.
const READ_BYTES: usize = 4 * 1024;

/// What may be asked of a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Pages.
    ForPages,
    /// Pages, and at most so many bytes may be sent.
    OrSending(u64),
}

/// Reads a head, and what may have come after it. `None`: nobody asked anything.
pub(super) async fn read(
    stream: &mut (impl AsyncRead + Unpin),
    asking: Asking,
) -> Result<Option<Vec<u8>>, StatusCode> {
    let mut bytes = Vec::with_capacity(READ_BYTES);
    loop {
        let before = bytes.len();
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
        // The end may lie across two reads.
        if let Some(end) = end_of_head(&bytes, before.saturating_sub(3)) {
            check(&bytes[..end], asking)?;
            return Ok(Some(bytes));
        }
        check_size(&bytes)?;
    }
}

/// Where the empty line ends that ends a head.
fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let at = bytes[from..].windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(from + at + 4)
}

fn check_size(bytes: &[u8]) -> Result<(), StatusCode> {
    match bytes.iter().position(|&byte| byte == b'\n') {
        None if bytes.len() > MOST_LINE => Err(StatusCode::URI_TOO_LONG),
        Some(line) if line > MOST_LINE => Err(StatusCode::URI_TOO_LONG),
        Some(line) if bytes.len() - line > MOST_FIELDS => {
            Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
        }
        None | Some(_) => Ok(()),
    }
}

/// Judges a whole head.
fn check(head: &[u8], asking: Asking) -> Result<(), StatusCode> {
    check_size(head)?;
    // Only ASCII is compared, so that it does not matter how other bytes are read.
    let text: String = head.iter().copied().map(char::from).collect();
    let mut lines = text.trim_end_matches("\r\n").split("\r\n");
    let first = lines.next().unwrap_or_default();
    check_first_line(first, asking)?;
    let sends = first.starts_with("POST ");
    check_fields(lines, if sends { asking } else { Asking::ForPages })
}

fn check_first_line(line: &str, asking: Asking) -> Result<(), StatusCode> {
    let mut parts = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(StatusCode::BAD_REQUEST);
    };
    match version {
        "HTTP/1.1" | "HTTP/1.0" => {}
        other if other.starts_with("HTTP/") => {
            return Err(StatusCode::HTTP_VERSION_NOT_SUPPORTED);
        }
        _ => return Err(StatusCode::BAD_REQUEST),
    }
    if method.is_empty() || !method.bytes().all(is_token) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let may_send = method == "POST" && asking != Asking::ForPages;
    if !matches!(method, "GET" | "HEAD") && !may_send {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    if is_target(target) { Ok(()) } else { Err(StatusCode::BAD_REQUEST) }
}

/// Whether an address is one that a browser asks for: from the root, encoded, and without
/// what servers take for a separator.
fn is_target(target: &str) -> bool {
    let sound = target.bytes().all(|byte| {
        byte.is_ascii_graphic() && !matches!(byte, b'#' | b'\\' | b'<' | b'>' | b'`')
    });
    let codes = target.split('%').skip(1).all(|rest| {
        rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
    });
    sound && codes && target.starts_with('/')
}

fn check_fields<'l>(
    lines: impl Iterator<Item = &'l str>,
    asking: Asking,
) -> Result<(), StatusCode> {
    let mut hosts = 0;
    let mut lengths = 0;
    for (count, line) in lines.enumerate() {
        if count == MOST_FIELD_LINES {
            return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(StatusCode::BAD_REQUEST);
        };
        let sound = |c: char| c == '\t' || !c.is_ascii_control();
        if name.is_empty() || !name.bytes().all(is_token) || !value.chars().all(sound) {
            return Err(StatusCode::BAD_REQUEST);
        }
        let is = |other| name.eq_ignore_ascii_case(other);
        if is("host") {
            hosts += 1;
        }
        if is("transfer-encoding") {
            return Err(StatusCode::BAD_REQUEST);
        }
        if is("content-length") {
            lengths += 1;
            check_length(value.trim(), asking)?;
        }
    }
    let says_how_much = asking == Asking::ForPages || lengths == 1;
    if hosts == 1 && lengths <= 1 && says_how_much {
        Ok(())
    } else {
        Err(StatusCode::BAD_REQUEST)
    }
}

fn check_length(value: &str, asking: Asking) -> Result<(), StatusCode> {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match asking {
        // Nobody sends anything to a preview.
        Asking::ForPages if value == "0" => Ok(()),
        Asking::OrSending(most) if is_number => match value.parse::<u64>() {
            Ok(length) if length <= most => Ok(()),
            Ok(_) | Err(_) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        },
        Asking::ForPages | Asking::OrSending(_) => Err(StatusCode::BAD_REQUEST),
    }
}

/// Whether a byte may stand in a name (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(head: &str) -> Result<(), u16> {
        check(head.as_bytes(), Asking::ForPages).map_err(|status| status.as_u16())
    }

    fn asked(target: &str) -> Result<(), u16> {
        judged(&format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    #[test]
    fn an_address_is_one_that_a_browser_asks_for() {
        for target in ["/", "/a/%C3%A9/?q=/../x", "/[a]|^{}\"~", "//x", "/../x"] {
            assert_eq!(asked(target), Ok(()), "{target}");
        }
        for target in
            ["", "x", "*", "http://x/", "/#x", "/\\", "/%", "/%1", "/%zz", "/é", "/\0"]
        {
            assert_eq!(asked(target), Err(400), "{target}");
        }
        assert_eq!(asked(&format!("/{}", "a".repeat(9_000))), Err(414));
    }

    #[test]
    fn a_head_has_one_meaning() {
        let with = |fields: &str| judged(&format!("GET / HTTP/1.1\r\n{fields}\r\n"));
        assert_eq!(with("Host: x\r\n"), Ok(()));
        assert_eq!(with("Host: x\r\nContent-Length: 0\r\n"), Ok(()));
        for fields in [
            "",
            "Host: x\r\nhost: y\r\n",
            "Host: x\r\nA: b\r\n c\r\n",
            "Host: x\r\nA : b\r\n",
            "Host: x\r\nA: b\0\r\n",
            "Host: x\r\nA: b\nC: d\r\n",
            "Host: x\r\n: b\r\n",
            "Host: x\r\nContent-Length: 4\r\n",
            "Host: x\r\nTransfer-Encoding: chunked\r\n",
        ] {
            assert_eq!(with(fields), Err(400), "{fields:?}");
        }
        assert_eq!(with(&"A: b\r\n".repeat(101)), Err(431));
        assert_eq!(with(&format!("Host: x\r\nA: {}\r\n", "b".repeat(20_000))), Err(431));
    }

    #[test]
    fn only_pages_can_be_asked_for() {
        let line = |line: &str| judged(&format!("{line}\r\nHost: x\r\n\r\n"));
        assert_eq!(line("HEAD / HTTP/1.0"), Ok(()));
        for method in ["POST", "get", "OPTIONS", "CONNECT", "TRACE"] {
            assert_eq!(line(&format!("{method} / HTTP/1.1")), Err(405), "{method}");
        }
        assert_eq!(line("GET / HTTP/9.9"), Err(505));
        assert_eq!(line("GET /"), Err(400));
        assert_eq!(line("GET  / HTTP/1.1"), Err(400));
        assert_eq!(line("\u{16}\u{3}\u{1}"), Err(400));
    }

    #[test]
    fn a_desk_is_sent_what_has_a_length() {
        let sent = |fields: &str| {
            let head = format!("POST /x HTTP/1.1\r\nHost: x\r\n{fields}\r\n");
            let asking = Asking::OrSending(100);
            check(head.as_bytes(), asking).map_err(|status| status.as_u16())
        };
        assert_eq!(sent("Content-Length: 100\r\n"), Ok(()));
        assert_eq!(sent("Content-Length: 101\r\n"), Err(413));
        assert_eq!(sent("Content-Length: 99999999999999999999999\r\n"), Err(413));
        for fields in [
            "",
            "Content-Length: 1\r\nContent-Length: 1\r\n",
            "Content-Length: +1\r\n",
            "Content-Length: 0x1\r\n",
            "Content-Length: \r\n",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        ] {
            assert_eq!(sent(fields), Err(400), "{fields:?}");
        }
        let put = b"PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n";
        assert_eq!(
            check(put, Asking::OrSending(100)),
            Err(StatusCode::METHOD_NOT_ALLOWED)
        );
        let get = b"GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n";
        assert_eq!(check(get, Asking::OrSending(100)), Err(StatusCode::BAD_REQUEST));
    }
}
