//! Compressed files beside text files, for servers that send them as they are: `page.html.gz`
//! and `page.html.br`, where they are smaller.
//!
//! To compress takes about a millisecond a page, so a file whose text is that of the last
//! build keeps what was made then.

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use crate::base::{Error, OutputPath, media};
use crate::disk::{self, SymbolicLinks};
use crate::output::OutputFile;
use crate::source::bare_file;

use super::ledger::{Ledger, Ownership};
use super::write::FileEntry;

/// Smaller ones travel in one packet either way.
const FEWEST_BYTES: u64 = 500;
/// Larger ones are no text that a page needs.
const MOST_BYTES: u64 = 20_000_000;

/// The best that gzip can do, and what brotli does in the same time.
const GZIP_LEVEL: u32 = 9;
const BROTLI_QUALITY: u32 = 5;
/// The window of brotli as a power of two, and the bytes that it takes at once.
const BROTLI_WINDOW: u32 = 22;
const BROTLI_PIECE: usize = 1 << 16;

type Coding = fn(&[u8]) -> io::Result<Vec<u8>>;

/// The endings, each with what makes it.
const CODINGS: [(&str, Coding); 2] = [("gz", gzip), ("br", brotli)];

/// A compressed file.
pub(super) struct Compressed {
    pub(super) path: OutputPath,
    pub(super) file: OutputFile,
    pub(super) entry: FileEntry,
}

/// The compressed files that belong beside a file, whose size and hash are `entry`.
pub(super) fn beside(
    path: &OutputPath,
    file: &OutputFile,
    entry: FileEntry,
    (output, ledger): (&Path, &Ledger),
) -> Result<Vec<Compressed>, Error> {
    let is_text = media::is_compressible(media::of(path.as_str()));
    if !is_text || !(FEWEST_BYTES..=MOST_BYTES).contains(&entry.size) {
        return Ok(Vec::new());
    }
    let known = |path: &OutputPath| match ledger.ownership(path) {
        Ownership::Known(known) if !ledger.in_doubt => Some(known),
        Ownership::Known(_) | Ownership::Unknown | Ownership::Foreign => None,
    };
    let is_same = ledger.is_of_this_version && known(path) == Some(entry);
    let mut text = None;
    let mut compressed = Vec::new();
    for (ending, coding) in CODINGS {
        let Some(place) = OutputPath::new(&format!("{path}.{ending}")) else { continue };
        let lies_there = |known: &FileEntry| {
            let found = output.join(place.as_str()).symlink_metadata();
            found.is_ok_and(|found| found.is_file() && found.len() == known.size)
        };
        if let Some(entry) = known(&place).filter(|known| is_same && lies_there(known)) {
            // Nobody writes it: it is there.
            let file = OutputFile::Bytes(Arc::default());
            compressed.push(Compressed { path: place, file, entry });
            continue;
        }
        let text = match &text {
            Some(text) => text,
            None => text.insert(bytes(file)?),
        };
        let made = coding(text)
            .map_err(|cause| Error::io("compress", Path::new(path.as_str()), cause))?;
        if (made.len() as u64) < entry.size {
            let entry = FileEntry::of_bytes(&made);
            let file = OutputFile::Bytes(made.into());
            compressed.push(Compressed { path: place, file, entry });
        }
    }
    Ok(compressed)
}

/// The name of the file that a compressed one stands beside.
pub(super) fn uncompressed(name: &str) -> &str {
    let bare = CODINGS
        .iter()
        .find_map(|(ending, _)| name.strip_suffix(ending)?.strip_suffix('.'));
    bare.unwrap_or(name)
}

fn bytes(file: &OutputFile) -> Result<Arc<Vec<u8>>, Error> {
    match file {
        OutputFile::Bytes(bytes) => Ok(Arc::clone(bytes)),
        OutputFile::Picture { from } => bare_file(from).map(Into::into),
        OutputFile::Copy { from, .. } => {
            disk::read(from, SymbolicLinks::Follow, MOST_BYTES)
                .map(Into::into)
                .map_err(|cause| disk::trouble("read", from, cause))
        }
    }
}

/// Holds neither a name nor a time.
fn gzip(text: &[u8]) -> io::Result<Vec<u8>> {
    let level = flate2::Compression::new(GZIP_LEVEL);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(text)?;
    encoder.finish()
}

fn brotli(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ::brotli::CompressorWriter::new(
        Vec::new(),
        BROTLI_PIECE,
        BROTLI_QUALITY,
        BROTLI_WINDOW,
    );
    encoder.write_all(text)?;
    Ok(encoder.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(path: &str, text: &str) -> Vec<(String, usize)> {
        let path = OutputPath::new(path).unwrap();
        let file = OutputFile::Bytes(text.as_bytes().to_vec().into());
        let entry = FileEntry::of_bytes(text.as_bytes());
        let made =
            beside(&path, &file, entry, (Path::new("x"), &Ledger::default())).unwrap();
        made.into_iter()
            .map(|one| (one.path.to_string(), usize::try_from(one.entry.size).unwrap()))
            .collect()
    }

    #[test]
    fn text_is_compressed_where_it_becomes_smaller() {
        let text = "Rinse your mouth after every meal. ".repeat(40);
        let files = made("care/index.html", &text);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["care/index.html.gz", "care/index.html.br"]);
        assert!(files.iter().all(|(_, size)| *size < text.len() / 5), "{files:?}");
        assert_eq!(made("leaflet.pdf", &text), []);
        assert_eq!(made("care/index.html", "short"), []);
    }

    #[test]
    fn the_same_text_gives_the_same_bytes_without_a_time() {
        let text = "Rinse your mouth after every meal. ".repeat(40);
        let bytes = gzip(text.as_bytes()).unwrap();
        assert_eq!(bytes[4..8], [0; 4], "no time");
        assert_eq!(bytes, gzip(text.as_bytes()).unwrap());
        assert_eq!(brotli(text.as_bytes()).unwrap(), brotli(text.as_bytes()).unwrap());
    }
}
