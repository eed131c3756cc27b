//! Documents of other programs into articles: what people have in Word, on the web, on the
//! clipboard and in other generators.
//!
//! Each kind is read into one neutral tree, and one writer makes Markdown of it. Nothing is
//! fetched, and nothing of this takes part in a build.

mod address;
mod caption;
mod link;
mod list;
mod loss;
mod outline;
mod package;
mod picture;
mod sign;
mod tree;
mod word;
mod write;

use crate::base::{Error, FileId};
use crate::diagnostic::Diagnostic;
use loss::Losses;
use picture::Pictures;
use tree::Document;

pub use picture::PictureFile;

/// An article made of a document.
#[derive(Debug)]
pub struct Imported {
    /// Its text, with front matter.
    pub text: String,
    /// The pictures that it shows, which stand beside it.
    pub pictures: Vec<PictureFile>,
    /// The language that most of it is in, if the document says so.
    pub language: Option<String>,
    losses: Losses,
}

impl Imported {
    /// What was lost or decided, as findings about the file that holds its text.
    pub fn findings(&self, file: FileId) -> Vec<Diagnostic> {
        self.losses.findings(file, &self.text)
    }
}

/// What a file is imported as.
#[derive(Debug, Clone, Copy)]
pub struct Name<'n> {
    /// The name of the file without its ending, as it came.
    pub given: &'n str,
    /// The name of the article without its ending.
    pub stem: &'n str,
}

/// Makes an article of a Word document. `beside` tells what the address of a file beside it
/// has become.
///
/// # Errors
///
/// Wrong use: the file cannot be imported, and the error says what to do.
pub fn word(
    bytes: &[u8],
    name: Name<'_>,
    beside: &dyn Fn(&str) -> Option<String>,
) -> Result<Imported, Error> {
    refuse_old(bytes)?;
    let read = word::read(bytes, name.stem)?;
    Ok(finish(read.document, read.pictures, read.losses, name, &[], beside))
}

/// Refuses what has the ending of a document and is another kind of file.
fn refuse_old(bytes: &[u8]) -> Result<(), Error> {
    let save = "open it in Word, save it as .docx, and import that file";
    if bytes.is_empty() {
        return Err(Error::usage("the file is empty").with_help("ask who sent it for another copy"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(locked.len()).any(|window| window == locked) {
            return Err(package::locked());
        }
        return Err(Error::usage("this is the Word format of before 2007 (.doc)").with_help(save));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Error::usage("this is rich text (.rtf)").with_help(save));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Error::usage("this is a PDF, which does not say what its headings and lists are")
            .with_help("ask for the document that it was made from"));
    }
    if !bytes.starts_with(b"PK") {
        return Err(Error::usage("this is no Word document").with_help(save));
    }
    Ok(())
}

/// What is the same for all kinds of documents, once they are read.
fn finish(
    mut document: Document,
    pictures: Pictures,
    mut losses: Losses,
    name: Name<'_>,
    redirects: &[String],
    beside: &dyn Fn(&str) -> Option<String>,
) -> Imported {
    outline::settle(&mut document, name.given, &mut losses);
    settle(&mut document, beside, &mut losses);
    if document.blocks.is_empty() {
        losses.add(&loss::EMPTY);
    }
    Imported {
        text: write::article(&document, redirects),
        pictures: pictures.into_files(),
        language: document.language,
        losses,
    }
}

fn settle(
    document: &mut Document,
    beside: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
) {
    caption::settle(&mut document.blocks);
    document.blocks = list::settle(std::mem::take(&mut document.blocks), losses);
    for note in &mut document.notes {
        *note = list::settle(std::mem::take(note), losses);
    }
    link::settle(document, beside, losses);
}
