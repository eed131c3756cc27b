//! Documents of other programs into articles: what people have in Word, on the web, on the
//! clipboard and in other generators.
//!
//! Each kind is read into one neutral tree, and one writer makes Markdown of it. Nothing is
//! fetched, and nothing of this takes part in a build.

mod address;
mod caption;
mod folder;
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

pub use folder::{Article, Batch};
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

/// What stands beside a document.
#[derive(Clone, Copy)]
pub struct Beside<'b> {
    /// What the address of another document has become.
    pub link: &'b dyn Fn(&str) -> Option<String>,
    /// The bytes of a picture.
    pub picture: &'b dyn Fn(&str) -> Option<Vec<u8>>,
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A document of Word, or of another program for such documents, which is refused.
    Word,
}

impl Kind {
    /// The kind of a file by the ending of its name. `None`: it is no document.
    pub fn by_name(name: &str) -> Option<Kind> {
        let (_, ending) = name.rsplit_once('.')?;
        let is =
            |endings: &[&str]| endings.iter().any(|own| own.eq_ignore_ascii_case(ending));
        if is(&["docx", "docm", "dotx", "dotm", "doc", "dot", "rtf", "odt", "ott", "pdf"])
        {
            Some(Kind::Word)
        } else {
            None
        }
    }

    /// The kind of a file by its bytes, where its name does not tell.
    pub fn by_bytes(bytes: &[u8]) -> Option<Kind> {
        const PACKED: &[&[u8]] =
            &[b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF"];
        PACKED.iter().any(|mark| bytes.starts_with(mark)).then_some(Kind::Word)
    }

    /// Makes an article of the bytes of a document; `addresses` are those that it had.
    ///
    /// # Errors
    ///
    /// Wrong use: it cannot be imported, and the error says what to do.
    pub fn import(
        self,
        bytes: &[u8],
        name: Name<'_>,
        addresses: &[String],
        beside: &Beside<'_>,
    ) -> Result<Imported, Error> {
        match self {
            Kind::Word => {
                refuse_old(bytes)?;
                let read = word::read(bytes, name.stem)?;
                Ok(finish(
                    read.document,
                    read.pictures,
                    read.losses,
                    name,
                    addresses,
                    beside.link,
                ))
            }
        }
    }
}

/// Refuses what has the ending of a document and is another kind of file.
fn refuse_old(bytes: &[u8]) -> Result<(), Error> {
    let save = "open it in Word, save it as .docx, and import that file";
    if bytes.is_empty() {
        return Err(Error::usage("the file is empty")
            .with_help("ask who sent it for another copy"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(locked.len()).any(|window| window == locked) {
            return Err(package::locked());
        }
        return Err(
            Error::usage("this is the Word format of before 2007 (.doc)").with_help(save)
        );
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Error::usage("this is rich text (.rtf)").with_help(save));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Error::usage(
            "this is a PDF, which does not say what its headings and lists are",
        )
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
