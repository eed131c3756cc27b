//! The bytes of a page as text: by its first bytes, by what it says of itself, and else as
//! old programs wrote it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far from its begin a page says what it is written in.
const HEAD: usize = 4_096;

/// Decodes a page, or a plain text.
pub(in crate::import) fn decode(bytes: &[u8]) -> String {
    let (encoding, bom) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (declared(bytes).unwrap_or_else(|| guessed(bytes)), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[bom..]);
    text.replace('\0', "\u{fffd}")
}

/// The encoding that a page names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let is_page = head.contains("<meta") || head.contains("<?xml");
    let at = ["charset=", "encoding="]
        .into_iter()
        .find_map(|key| Some(head.find(key)? + key.len()));
    let rest = head[at.filter(|_| is_page)?..].trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let label = &rest[..end.unwrap_or(rest.len())];
    // A page whose name of an encoding can be read is in no UTF-16.
    Encoding::for_label(label.as_bytes())
        .map(|own| if own.is_ascii_compatible() { own } else { UTF_8 })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found() {
        for (bytes, text) in [
            (&b"38 \xb0C \x96 \x93x\x94"[..], "38 °C – “x”"),
            ("38 °C ≥".as_bytes(), "38 °C ≥"),
            (b"\xef\xbb\xbfx", "x"),
            (b"\xff\xfex\0", "x"),
            (b"<meta charset=iso-8859-2>\xb9", "<meta charset=iso-8859-2>š"),
            (
                b"<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'>\x82\xa0",
                "<meta http-equiv='Content-Type' content='text/html; charset=shift_jis'>あ",
            ),
        ] {
            assert_eq!(decode(bytes), text);
        }
    }
}
