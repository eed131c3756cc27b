//! A Word document into the neutral tree.
//!
//! Parts are found by what refers to them and never by their names, names of elements by
//! their namespaces, styles by the names that are the same in every language.

mod block;
mod change;
mod drawing;
mod equation;
mod field;
mod numbering;
mod reader;
mod run;
mod style;
mod survey;
mod table;

use std::collections::BTreeMap;

use super::loss::{self, Losses};
use super::package::{Element, Package, PartRelations};
use super::picture::Pictures;
use super::tree::{Block, DocumentTree};
use crate::base::Error;
use numbering::Numbering;
use reader::{Tracked, WordReader};
use style::Styles;

/// A document that was read, with its pictures and what was lost.
pub(super) struct ReadWord {
    pub(super) document: DocumentTree,
    pub(super) pictures: Pictures,
    pub(super) losses: Losses,
}

/// Reads a document; `stem` is the name of its article without an ending.
///
/// # Errors
///
/// Wrong use: the file is no such document, damaged, locked, or larger than Engraft reads.
pub(super) fn read(bytes: &[u8], stem: &str) -> Result<ReadWord, Error> {
    let mut package = Package::open(bytes)?;
    refuse_others(&mut package)?;
    let top = package.relations("")?;
    let root = top.of_kind("officeDocument").next().ok_or_else(no_document)?.to_owned();
    let main = package.xml(&root)?.ok_or_else(no_document)?;
    let body = main.at(&["w:body"]).ok_or_else(no_document)?;
    let relations = package.relations(&root)?;
    let part =
        |kind: &str, package: &mut Package<'_>| match relations.of_kind(kind).next() {
            Some(name) => package.xml(name),
            None => Ok(None),
        };
    let styles = Styles::new(part("styles", &mut package)?.as_ref());
    let numbering = Numbering::new(part("numbering", &mut package)?.as_ref(), &styles);
    let usual_size = survey::usual_size(body, &styles);
    let mut reader = WordReader {
        package: &mut package,
        relations,
        styles,
        numbering,
        usual_size,
        smallest: None,
        losses: Losses::default(),
        pictures: Pictures::new(stem),
        tables: 0,
        fields: Vec::new(),
        beside: Vec::new(),
        unfinished: Vec::new(),
        anchors: Vec::new(),
        notes: Vec::new(),
        tracked: Tracked::default(),
        change: change::TextChange::default(),
        languages: BTreeMap::new(),
    };
    let mut blocks = Vec::new();
    reader.blocks(body, &mut blocks)?;
    let language = reader.language();
    let notes = reader.notes()?;
    reader.tell_of_parts()?;
    let properties = match top.of_kind("core-properties").next() {
        Some(name) => reader.package.xml(name)?,
        None => None,
    };
    let mut document =
        DocumentTree { language, blocks, notes, ..DocumentTree::default() };
    if let Some(properties) = properties {
        describe(&mut document, &properties);
    }
    Ok(ReadWord { document, pictures: reader.pictures, losses: reader.losses })
}

fn no_document() -> Error {
    Error::usage("this is no Word document, though it is packed like one")
        .with_help("open it with the program that made it, and save it as .docx")
}

/// Refuses what is packed like a Word document and is another kind of file.
fn refuse_others(package: &mut Package<'_>) -> Result<(), Error> {
    let kind = package.bytes("mimetype")?;
    if kind.is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument")) {
        return Err(Error::usage("this is an OpenDocument file")
            .with_help("open it in LibreOffice or Word, and save it as .docx"));
    }
    Ok(())
}

impl WordReader<'_, '_> {
    /// The language of most letters.
    fn language(&self) -> Option<String> {
        let most = self.languages.iter().max_by_key(|(_, count)| **count);
        most.map(|(tag, _)| tag.clone())
    }

    /// Reads the notes that the text refers to.
    fn notes(&mut self) -> Result<Vec<Vec<Block>>, Error> {
        let mut notes = Vec::new();
        let mut parts: BTreeMap<bool, Option<(Element, PartRelations)>> = BTreeMap::new();
        let mut next = 0;
        // A note may refer to another.
        while let Some((at_end, id)) = self.notes.get(next).cloned() {
            next += 1;
            if let std::collections::btree_map::Entry::Vacant(entry) = parts.entry(at_end)
            {
                let kind = if at_end { "endnotes" } else { "footnotes" };
                let name = self.relations.of_kind(kind).next().map(str::to_owned);
                let read = match name {
                    Some(name) => match self.package.xml(&name)? {
                        Some(root) => Some((root, self.package.relations(&name)?)),
                        None => None,
                    },
                    None => None,
                };
                entry.insert(read);
            }
            let mut blocks = Vec::new();
            if let Some(Some((root, relations))) = parts.get(&at_end) {
                let own = std::mem::replace(&mut self.relations, relations.clone());
                let note =
                    root.elements().find(|note| note.attribute("w:id") == Some(&id));
                let read = note.map_or(Ok(()), |note| self.blocks(note, &mut blocks));
                self.relations = own;
                read?;
            }
            notes.push(blocks);
        }
        Ok(notes)
    }

    /// Tells what else is in the document and is not carried over.
    fn tell_of_parts(&mut self) -> Result<(), Error> {
        let mut named: Vec<(String, Option<String>)> = self
            .relations
            .all()
            .map(|relation| (relation.kind.clone(), relation.part.clone()))
            .collect();
        named.sort();
        named.dedup();
        let mut said = Vec::new();
        for (kind, part) in named {
            match (kind.as_str(), part) {
                ("header" | "footer", Some(part)) => {
                    let text = self.package.xml(&part)?.map(|root| survey::text(&root));
                    said.extend(text.filter(|text| !text.is_empty()));
                }
                ("comments", Some(part)) => {
                    let root = self.package.xml(&part)?;
                    let count = root.map_or(0, |root| root.all("w:comment").count());
                    self.losses.add_several(&loss::COMMENTS, count);
                }
                ("vbaProject", _) => self.losses.add(&loss::MACROS),
                ("subDocument", _) => self.losses.add(&loss::EMBEDDED),
                _ => {}
            }
        }
        said.sort();
        said.dedup();
        // Those that say when the text is to be looked at again come first.
        said.sort_by_key(|text| !survey::speaks_of_a_date(text));
        for text in said {
            self.losses.add_about(&loss::PAGE_HEADERS, &text);
        }
        Ok(())
    }
}

/// Takes a description and tags from what a document says about itself, and nothing that
/// signs: no author, no date.
fn describe(document: &mut DocumentTree, properties: &Element) {
    let words = |name: &str| {
        let text = properties.at(&[name]).map(Element::text).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let description = words("dc:description");
    let by_machine = description.to_lowercase().contains("generated by");
    document.description =
        Some(description).filter(|text| !text.is_empty() && !by_machine);
    let keywords = words("cp:keywords");
    let tags = keywords.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty());
    document.tags = tags.map(str::to_owned).collect();
}
