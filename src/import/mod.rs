//! Documents of other programs into articles: what people have in Word, on the web, on the
//! clipboard and in other generators.
//!
//! Each kind is read into one neutral tree, and one writer makes Markdown of it. Nothing is
//! fetched, and nothing of this takes part in a build.

mod address;
mod caption;
mod extract;
mod folder;
mod from;
mod html;
mod link;
mod list;
mod loss;
mod outline;
mod package;
mod picture;
mod sign;
mod text;
mod tree;
mod word;
mod write;

use std::collections::BTreeSet;

use crate::base::{Error, FileId};
use crate::diagnostic::Diagnostic;
use html::dom::{Dom, Id};
use loss::Losses;
use picture::Pictures;
use tree::{Block, DocumentTree};

pub use folder::{Batch, ImportedArticle};
pub use from::{Content, Foreign, Generator, Taken};
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
    /// The address that it had on the web, if it says so.
    address: Option<String>,
    /// Its blocks, to be compared with those of other pages.
    fingerprints: BTreeSet<String>,
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
pub struct ImportName<'n> {
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
    /// The words of blocks that most pages have.
    pub repeated: &'b BTreeSet<String>,
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A document of Word, or of another program for such documents, which is refused.
    Word,
    /// A page of the web.
    Page,
    /// Plain text.
    Text,
}

impl DocumentKind {
    /// The kind of a file by the ending of its name. `None`: it is no document.
    pub fn by_name(name: &str) -> Option<DocumentKind> {
        let (_, ending) = name.rsplit_once('.')?;
        let is =
            |endings: &[&str]| endings.iter().any(|own| own.eq_ignore_ascii_case(ending));
        if is(&["docx", "docm", "dotx", "dotm", "doc", "dot", "rtf", "odt", "ott", "pdf"])
        {
            Some(DocumentKind::Word)
        } else if is(&["html", "htm", "xhtml", "shtml", "xht"]) {
            Some(DocumentKind::Page)
        } else if is(&["txt", "text"]) {
            Some(DocumentKind::Text)
        } else {
            None
        }
    }

    /// The kind of a file by its bytes, where its name does not tell.
    pub fn by_bytes(bytes: &[u8]) -> Option<DocumentKind> {
        const PACKED: &[&[u8]] =
            &[b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF"];
        if PACKED.iter().any(|mark| bytes.starts_with(mark)) {
            return Some(DocumentKind::Word);
        }
        let head = html::decode(&bytes[..bytes.len().min(2_000)]).to_lowercase();
        let is_page = ["<!doctype html", "<html", "<body", "<head"]
            .iter()
            .any(|mark| head.contains(mark));
        is_page.then_some(DocumentKind::Page)
    }

    /// Makes an article of the bytes of a document; `addresses` are those that it had.
    ///
    /// # Errors
    ///
    /// Wrong use: it cannot be imported, and the error says what to do.
    pub fn import(
        self,
        bytes: &[u8],
        name: ImportName<'_>,
        addresses: &[String],
        beside: &Beside<'_>,
    ) -> Result<Imported, Error> {
        match self {
            DocumentKind::Word => {
                refuse_old(bytes)?;
                let read = word::read(bytes, name.stem)?;
                let fallback = outline::title_of_file(name.given);
                let read = ReadDocument {
                    document: read.document,
                    pictures: read.pictures,
                    losses: read.losses,
                    address: None,
                    fallback,
                };
                Ok(finish(read, addresses, beside, false))
            }
            DocumentKind::Page => {
                Ok(finish(page(bytes, name, beside)?, addresses, beside, true))
            }
            DocumentKind::Text => {
                Ok(finish(plain_text(bytes, name), addresses, beside, false))
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

/// A document that was read.
struct ReadDocument {
    document: DocumentTree,
    pictures: Pictures,
    losses: Losses,
    address: Option<String>,
    /// Its title if it has none.
    fallback: String,
}

/// Reads a page of the web.
fn page(
    bytes: &[u8],
    name: ImportName<'_>,
    beside: &Beside<'_>,
) -> Result<ReadDocument, Error> {
    if bytes.len() as u64 > MOST_PAGE {
        return Err(Error::usage(format!(
            "the page is larger than {} MB",
            MOST_PAGE >> 20
        ))
        .with_help("split it, and import its parts"));
    }
    let dom = Dom::read(&html::decode(bytes))?;
    let found = extract::find(&dom);
    let mut reader = html::HtmlReader::new(&dom, name.stem, beside.picture);
    reader.gone = found.gone;
    let mut blocks = reader.blocks(found.root);
    let notes: Vec<Block> =
        found.notes.iter().flat_map(|notes| reader.blocks(*notes)).collect();
    let mut losses = std::mem::take(&mut reader.losses);
    let mut went = found.went;
    went.extend(extract::cut(&mut blocks));
    blocks.extend(notes);
    went.extend(extract::repeated(&mut blocks, beside.repeated));
    for words in &went {
        losses.add_about(&loss::TRIMMED, words);
    }
    let head = PageHead { dom: &dom };
    let document = DocumentTree {
        title: found.heading,
        description: head.meta("description"),
        language: head.language(),
        notes: reader.take_notes(),
        blocks,
        ..DocumentTree::default()
    };
    let fallback = head.title().unwrap_or_else(|| outline::title_of_file(name.given));
    Ok(ReadDocument {
        document,
        pictures: reader.pictures,
        losses,
        address: head.address(),
        fallback,
    })
}

/// What a page says of itself.
struct PageHead<'d> {
    dom: &'d Dom,
}

impl PageHead<'_> {
    fn first(&self, name: &str, fits: impl Fn(Id) -> bool) -> Option<Id> {
        self.dom.all(Dom::ROOT, name).into_iter().find(|id| fits(*id))
    }

    fn meta(&self, key: &str) -> Option<String> {
        let named = |id| {
            self.dom
                .attribute(id, "name")
                .is_some_and(|own| own.eq_ignore_ascii_case(key))
        };
        let content = self.dom.attribute(self.first("meta", named)?, "content")?;
        let text = content.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    fn language(&self) -> Option<String> {
        let own = self.dom.attribute(self.first("html", |_| true)?, "lang")?.trim();
        (!own.is_empty()).then(|| own.to_owned())
    }

    /// The title without the name of the site, which most have behind it.
    fn title(&self) -> Option<String> {
        let title = self.dom.text(self.first("title", |_| true)?);
        let marks = [" | ", " – ", " — ", " - ", " :: ", " » ", " « "];
        let end =
            marks.iter().filter_map(|mark| title.find(mark)).min().unwrap_or(title.len());
        let title = title[..end].trim();
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// The address that the page says it has, without its host.
    fn address(&self) -> Option<String> {
        let canonical = |id| {
            self.dom
                .attribute(id, "rel")
                .is_some_and(|own| own.eq_ignore_ascii_case("canonical"))
        };
        let link =
            self.first("link", canonical).and_then(|id| self.dom.attribute(id, "href"));
        let address = link?.trim();
        let path = match address.split_once("://") {
            Some((_, rest)) => &rest[rest.find('/')?..],
            None => address,
        };
        path.starts_with('/').then(|| path.to_owned())
    }
}

/// The largest page.
const MOST_PAGE: u64 = 20 << 20;

/// Reads plain text.
fn plain_text(bytes: &[u8], name: ImportName<'_>) -> ReadDocument {
    let mut losses = Losses::default();
    let mut blocks = text::read(&html::decode(bytes));
    let went = extract::cut(&mut blocks);
    for words in &went {
        losses.add_about(&loss::TRIMMED, words);
    }
    ReadDocument {
        document: DocumentTree { blocks, ..DocumentTree::default() },
        pictures: Pictures::new(name.stem),
        losses,
        address: None,
        fallback: outline::title_of_file(name.given),
    }
}

/// What is the same for all kinds of documents, once they are read.
fn finish(
    read: ReadDocument,
    redirects: &[String],
    beside: &Beside<'_>,
    keeps_old: bool,
) -> Imported {
    let ReadDocument { mut document, pictures, mut losses, address, fallback } = read;
    let fingerprints = extract::fingerprints(&document.blocks);
    outline::settle(&mut document, &fallback, &mut losses);
    settle(&mut document, beside.link, keeps_old, &mut losses);
    if document.blocks.is_empty() {
        losses.add(&loss::EMPTY);
    }
    Imported {
        text: write::article(&document, redirects),
        pictures: pictures.into_files(),
        language: document.language,
        address,
        fingerprints,
        losses,
    }
}

fn settle(
    document: &mut DocumentTree,
    beside: &dyn Fn(&str) -> Option<String>,
    keeps_old: bool,
    losses: &mut Losses,
) {
    caption::settle(&mut document.blocks);
    document.blocks = list::settle(std::mem::take(&mut document.blocks), losses);
    for note in &mut document.notes {
        *note = list::settle(std::mem::take(note), losses);
    }
    link::settle(document, beside, keeps_old, losses);
}

/// Markdown made of a piece of the clipboard.
#[derive(Debug)]
pub struct Pasted {
    /// The text, without front matter.
    pub text: String,
    losses: Losses,
}

impl Pasted {
    /// What was lost or decided, as findings about the file that holds its text.
    pub fn findings(&self, file: FileId) -> Vec<Diagnostic> {
        self.losses.findings(file, &self.text)
    }
}

/// Makes Markdown of the HTML that a program put on the clipboard. Pictures are in other
/// files there, and asked for by the name `MISSING`.
///
/// # Errors
///
/// Wrong use: it is nested too deep, or holds too much.
pub fn paste(fragment: &[u8]) -> Result<Pasted, Error> {
    let dom = Dom::read(&html::decode(fragment))?;
    let mut reader = html::HtmlReader::new(&dom, "pasted", &|_| None);
    reader.is_paste = true;
    let blocks: Vec<Block> = reader.blocks(Dom::ROOT);
    let mut losses = std::mem::take(&mut reader.losses);
    let mut document =
        DocumentTree { blocks, notes: reader.take_notes(), ..DocumentTree::default() };
    outline::settle_piece(&mut document.blocks, &mut losses);
    settle(&mut document, &|_| None, false, &mut losses);
    let mut text = write::body(&document);
    if !text.is_empty() {
        text.push('\n');
    }
    Ok(Pasted { text, losses })
}
