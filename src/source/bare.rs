//! Pictures without what cameras and programs write into them: when and where they were
//! taken, by whom, with which camera, and smaller copies of what was cut away.
//!
//! The picture itself is untouched, and so are its colour profile and its orientation. What
//! a file is, its first bytes say, whatever its name.

use std::path::Path;

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_VP8X, CHUNK_XMP, WebP};
use img_parts::{Bytes, ImageEXIF};

use crate::base::Error;
use crate::disk::{self, SymbolicLinks, trouble};

/// Bytes that a picture may have.
pub(super) const MOST_PICTURE_BYTES: u64 = 100_000_000;

/// The chunks of a PNG file that say how it is drawn (Portable Network Graphics, 11).
const PNG_CHUNKS: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT",
    b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL",
    b"fcTL", b"fdAT",
];

/// The same of a WebP file.
const WEBP_CHUNKS: &[&[u8; 4]] =
    &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// A picture, looked at.
#[derive(Debug, PartialEq, Eq)]
pub enum Bared {
    /// It is of no kind that is read here.
    Other,
    /// It cannot be read to its end.
    Damaged,
    /// It, and the way it is turned: 1 to 8, as EXIF counts.
    Picture {
        /// The file without what tells of more than the picture.
        bytes: Vec<u8>,
        /// From 5 on, width and height change places.
        orientation: u8,
    },
}

/// Takes out of a picture what tells of more than the picture.
pub fn bare(bytes: Vec<u8>) -> Bared {
    let read = if bytes.starts_with(b"\xff\xd8\xff") {
        jpeg(bytes.into())
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes.into())
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes.into())
    } else {
        return Bared::Other;
    };
    match read {
        Some((bytes, orientation)) => {
            Bared::Picture { bytes: bytes.to_vec(), orientation }
        }
        None => Bared::Damaged,
    }
}

/// The bytes of a picture on disk as they are published.
///
/// # Errors
///
/// Machine: it cannot be read.
pub fn bare_file(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || disk::read(path, SymbolicLinks::Follow, MOST_PICTURE_BYTES);
    let bytes = read().map_err(|cause| trouble("read", path, cause))?;
    match bare(bytes) {
        Bared::Picture { bytes, .. } => Ok(bytes),
        // Neither is published unless nothing private can be in it.
        Bared::Other | Bared::Damaged => {
            read().map_err(|cause| trouble("read", path, cause))
        }
    }
}

/// Whether anything in the bytes looks like what cameras and programs write.
pub(super) fn may_be_private(bytes: &[u8]) -> bool {
    const MARKS: &[&[u8]] = &[
        b"Exif\0",
        b"http://ns.adobe.com/",
        b"Photoshop 3.0",
        b"eXIf",
        b"tEXt",
        b"iTXt",
        b"zTXt",
        b"EXIF",
        b"XMP ",
        b"<x:xmpmeta",
    ];
    MARKS.iter().any(|mark| bytes.windows(mark.len()).any(|part| part == *mark))
}

/// Whether EXIF stands anywhere in the bytes.
pub(super) fn has_exif(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 2] = [b"Exif\0\0", b"GPSLatitude"];
    marks.iter().any(|mark| bytes.windows(mark.len()).any(|part| part == *mark))
}

fn jpeg(bytes: Bytes) -> Option<(Bytes, u8)> {
    let mut jpeg = Jpeg::from_bytes(bytes).ok()?;
    if !jpeg.segments().iter().any(JpegSegment::has_entropy) {
        return None;
    }
    let orientation = jpeg.exif().map_or(1, |exif| orientation(&exif));
    let segments = std::mem::take(jpeg.segments_mut());
    let kept = segments.into_iter().filter_map(|segment| match segment.marker() {
        // Its small copy of the picture goes.
        markers::APP0 => jfif(&segment),
        markers::APP2 => {
            segment.contents().starts_with(b"ICC_PROFILE\0").then_some(segment)
        }
        // Says how colours are written.
        markers::APP14 => segment.contents().starts_with(b"Adobe").then_some(segment),
        markers::APP1..=markers::APP15 | markers::COM => None,
        _ if segment.has_entropy() => Some(without_tail(&segment)),
        _ => Some(segment),
    });
    *jpeg.segments_mut() = kept.collect();
    if orientation > 1 {
        jpeg.set_exif(Some(exif_of(orientation)));
    }
    Some((jpeg.encoder().bytes(), orientation))
}

/// The first segment without its small copy of the picture.
fn jfif(segment: &JpegSegment) -> Option<JpegSegment> {
    let head = segment.contents().get(..12).filter(|head| head.starts_with(b"JFIF\0"))?;
    let plain = [head, &[0, 0]].concat();
    Some(JpegSegment::new_with_contents(markers::APP0, plain.into()))
}

/// The scans up to the end of the picture. Telephones write films and further pictures
/// behind it, each with all that a camera tells.
fn without_tail(segment: &JpegSegment) -> JpegSegment {
    let whole = JpegSegment::clone(segment).encoder().bytes();
    let entropy = whole.slice(segment.len()..);
    let mut kept = Vec::with_capacity(entropy.len());
    let mut at = 0;
    while at < entropy.len() {
        let next = entropy[at..].iter().position(|&byte| byte == markers::P);
        let mark = next.map_or(entropy.len(), |next| at + next);
        kept.extend_from_slice(&entropy[at..mark]);
        let Some(&marker) = entropy.get(mark + 1) else {
            kept.extend_from_slice(&entropy[mark..]);
            break;
        };
        let has_length = match marker {
            0 | markers::RST0..=markers::RST7 | markers::P => false,
            markers::EOI => {
                kept.extend_from_slice(&[markers::P, markers::EOI]);
                break;
            }
            _ => true,
        };
        let length = match entropy.get(mark + 2..mark + 4) {
            Some(length) if has_length => {
                2 + usize::from(u16::from_be_bytes([length[0], length[1]])).max(2)
            }
            // A filling byte may stand before a marker.
            _ => 1 + usize::from(marker != markers::P),
        };
        let end = (mark + length).min(entropy.len());
        if !matches!(marker, markers::APP0..=markers::APP15 | markers::COM) {
            kept.extend_from_slice(&entropy[mark..end]);
        }
        at = end;
    }
    let contents = segment.contents().clone();
    JpegSegment::new_with_entropy(segment.marker(), contents, kept.into())
}

fn png(bytes: Bytes) -> Option<(Bytes, u8)> {
    let mut png = Png::from_bytes(bytes).ok()?;
    png.chunk_by_type(*b"IEND")?;
    let orientation = png.exif().map_or(1, |exif| orientation(&exif));
    png.chunks_mut().retain(|chunk| PNG_CHUNKS.contains(&&chunk.kind()));
    if orientation > 1 {
        png.set_exif(Some(exif_of(orientation)));
    }
    Some((png.encoder().bytes(), orientation))
}

fn webp(bytes: Bytes) -> Option<(Bytes, u8)> {
    /// The bit of the header that says that there is XMP.
    const HAS_XMP: u8 = 0b0000_0100;
    let mut webp = WebP::from_bytes(bytes).ok()?;
    let orientation = webp.exif().map_or(1, |exif| orientation(&exif));
    webp.remove_chunks_by_id(CHUNK_XMP);
    webp.chunks_mut().retain(|chunk| WEBP_CHUNKS.contains(&&chunk.id()));
    let header = webp.chunks_mut().iter_mut().find(|chunk| chunk.id() == CHUNK_VP8X);
    if let Some(RiffContent::Data(data)) = header.map(RiffChunk::content_mut)
        && let Some((&flags, rest)) = data.split_first()
    {
        *data = [&[flags & !HAS_XMP], rest].concat().into();
    }
    webp.set_exif((orientation > 1).then(|| exif_of(orientation)));
    Some((webp.encoder().bytes(), orientation))
}

/// EXIF that says how the picture is turned, and nothing else.
fn exif_of(orientation: u8) -> Bytes {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    exif.into()
}

/// How EXIF says that the picture is turned (Exif 2.32, 4.6.4); 1 where it does not say.
fn orientation(exif: &[u8]) -> u8 {
    let is_big = exif.starts_with(b"MM");
    let number = |at: usize, size: usize| -> Option<usize> {
        let bytes = exif.get(at..at.checked_add(size)?)?;
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if is_big {
            bytes.iter().fold(0, add)
        } else {
            bytes.iter().rev().fold(0, add)
        })
    };
    let read = || {
        let start = number(4, 4)?;
        let entries = number(start, 2)?;
        let entry = (0..entries)
            .map(|entry| start + 2 + 12 * entry)
            .find(|&at| number(at, 2) == Some(0x0112))?;
        let value = number(entry + 8, 2)?;
        u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
    };
    read().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXIF: &[u8] = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0WARD-7";

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], contents].concat()
    }

    fn photograph() -> Vec<u8> {
        [
            b"\xff\xd8".to_vec(),
            segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01RGB"),
            segment(0xe1, EXIF),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET"),
            segment(0xed, b"Photoshop 3.0\0IPTC SECRET"),
            segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xfe, b"SECRET"),
            segment(0xc0, b"\x08\0\x02\0\x04\x01\x01\x11\0"),
            segment(0xda, b"\x01\x01\0\0\x3f\0"),
            b"\x12\xff\0\x34".to_vec(),
            segment(0xfe, b"SECRET \xff\xd9"),
            b"\xff\xd0\x56\xff\xd9".to_vec(),
            b"SECRET film".to_vec(),
        ]
        .concat()
    }

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|part| part == words)
    }

    #[test]
    fn a_photograph_keeps_its_picture_its_colours_and_its_turn() {
        let Bared::Picture { bytes, orientation } = bare(photograph()) else {
            panic!("a picture")
        };
        assert_eq!(orientation, 6);
        for gone in [&b"SECRET"[..], b"WARD", b"RGB", b"adobe", b"Photoshop"] {
            assert!(!holds(&bytes, gone), "{}", String::from_utf8_lossy(gone));
        }
        assert!(bytes.ends_with(b"\x12\xff\0\x34\xff\xd0\x56\xff\xd9"));
        assert!(holds(&bytes, b"colours"));
        let again = bare(bytes.clone());
        assert_eq!(again, Bared::Picture { bytes, orientation: 6 });
    }

    #[test]
    fn the_turn_is_read_in_both_orders_of_bytes() {
        assert_eq!(orientation(&EXIF[6..]), 6);
        for turn in 1..=8 {
            assert_eq!(orientation(&exif_of(turn)), turn);
        }
        for text in
            [&b""[..], b"MM", b"II\x2a\0\xff\xff\xff\xff", b"MM\0\x2a\0\0\0\x08\xff\xff"]
        {
            assert_eq!(orientation(text), 1);
        }
    }

    #[test]
    fn what_is_cut_or_something_else_is_told_from_a_picture() {
        assert_eq!(bare(b"GIF89a".to_vec()), Bared::Other);
        assert_eq!(bare(Vec::new()), Bared::Other);
        let photograph = photograph();
        for length in 3..80 {
            let bared = bare(photograph[..length].to_vec());
            assert_eq!(bared, Bared::Damaged, "{length}");
        }
        assert_eq!(bare(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec()), Bared::Damaged);
    }

    #[test]
    fn a_drawing_loses_its_remarks() {
        let chunk = |kind: &[u8; 4], contents: &'static [u8]| {
            img_parts::png::PngChunk::new(*kind, Bytes::from_static(contents))
        };
        let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
        *png.chunks_mut() = vec![
            chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"),
            chunk(b"tEXt", b"Author\0SECRET"),
            chunk(b"eXIf", &EXIF[6..]),
            chunk(b"tIME", b"\x07\xe6\x01\x01\0\0\0"),
            chunk(b"IDAT", b"pixels"),
            chunk(b"IEND", b""),
        ];
        let Bared::Picture { bytes, orientation } = bare(png.encoder().bytes().to_vec())
        else {
            panic!("a picture")
        };
        assert_eq!(orientation, 6);
        assert!(!holds(&bytes, b"SECRET") && !holds(&bytes, b"WARD"));
        assert!(!holds(&bytes, b"tIME") && holds(&bytes, b"pixels"));
    }

    #[test]
    fn a_webp_says_that_it_has_no_more() {
        let chunk = |id: &[u8; 4], data: &'static [u8]| {
            RiffChunk::new(*id, RiffContent::Data(Bytes::from_static(data)))
        };
        let subchunks = vec![
            chunk(b"VP8X", b"\x2c\0\0\0\0\0\0\0\0\0"),
            chunk(b"ICCP", b"colours!"),
            chunk(b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\xcd\x02\x00\x02"),
            chunk(b"EXIF", b"SECRET"),
            chunk(b"XMP ", b"SECRET"),
        ];
        let list = RiffContent::List { kind: Some(*b"WEBP"), subchunks };
        let webp = WebP::new(RiffChunk::new(*b"RIFF", list)).unwrap();
        let Bared::Picture { bytes, .. } = bare(webp.encoder().bytes().to_vec()) else {
            panic!("a picture")
        };
        assert!(!holds(&bytes, b"SECRET"));
        assert!(holds(&bytes, b"VP8X\x0a\0\0\0\x20\0"), "{bytes:?}");
        assert!(holds(&bytes, b"colours!"));
    }
}
