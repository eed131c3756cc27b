//! XML as a small tree, whose names have a prefix of ours for each namespace that is known:
//! documents may choose their own, and strict ones have other namespaces than common ones.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::{SAVE_AGAIN, damaged};
use crate::base::Error;

/// The most elements of a part.
const MOST_ELEMENTS: usize = 3_000_000;
/// How deep elements may stand in each other.
const MOST_DEPTH: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(in crate::import) struct Element {
    /// Its name with our prefix, such as `w:p`.
    pub(in crate::import) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(in crate::import) children: Vec<XmlNode>,
}

/// What stands in an element.
#[derive(Debug)]
pub(in crate::import) enum XmlNode {
    Element(Element),
    Text(String),
}

/// Why a part cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum XmlFault {
    Damaged,
    TypeDeclaration,
    TooMany,
    TooDeep,
}

impl XmlFault {
    pub(super) fn refusal(&self, part: &str) -> Error {
        match self {
            XmlFault::Damaged => damaged(part),
            XmlFault::TypeDeclaration => Error::usage(format!(
                "`{part}` in the file has a document type declaration, which Word never writes"
            ))
            .with_help("do not trust this file: ask who sent it for another copy"),
            XmlFault::TooMany => Error::usage(format!(
                "`{part}` in the file holds more than {MOST_ELEMENTS} elements"
            ))
            .with_help("split the document, and import its parts"),
            XmlFault::TooDeep => Error::usage(format!(
                "`{part}` in the file is nested more than {MOST_DEPTH} levels deep"
            ))
            .with_help(SAVE_AGAIN),
        }
    }
}

impl Element {
    /// The value of an attribute, whose name has our prefix too.
    pub(in crate::import) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find(|(own, _)| &**own == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub(in crate::import) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The elements in it that have this name.
    pub(in crate::import) fn all<'e>(
        &'e self,
        name: &'e str,
    ) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| &*element.name == name)
    }

    /// The first element along a path of names.
    pub(in crate::import) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| {
            element.elements().find(|inside| &*inside.name == *name)
        })
    }

    /// The `w:val` at the end of a path.
    pub(in crate::import) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("w:val")
    }

    /// The same as a number.
    pub(in crate::import) fn number<N: std::str::FromStr>(
        &self,
        path: &[&str],
    ) -> Option<N> {
        self.value(path)?.trim().parse().ok()
    }

    /// Whether a switch is on. `None`: it is not there.
    pub(in crate::import) fn switch(&self, name: &str) -> Option<bool> {
        let element = self.at(&[name])?;
        Some(!matches!(element.attribute("w:val"), Some("0" | "false" | "off" | "none")))
    }

    /// Every element below it of this name, in the order of the text.
    pub(in crate::import) fn below<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if &*element.name == name {
                found.push(element);
            }
            element.gather(name, found);
        }
    }

    /// All the letters in it.
    pub(in crate::import) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                XmlNode::Element(element) => element.add_text(text),
                XmlNode::Text(own) => text.push_str(own),
            }
        }
    }
}

/// Our prefix for a namespace.
fn prefix(namespace: &str) -> &'static str {
    /// How namespaces end, those of strict documents too.
    const KNOWN: &[(&str, &str)] = &[
        ("wordprocessingml/2006/main", "w:"),
        ("ooxml/wordprocessingml/main", "w:"),
        ("officeDocument/2006/relationships", "r:"),
        ("ooxml/officeDocument/relationships", "r:"),
        ("drawingml/2006/wordprocessingDrawing", "wp:"),
        ("drawingml/wordprocessingDrawing", "wp:"),
        ("drawingml/2006/picture", "pic:"),
        ("drawingml/picture", "pic:"),
        ("drawingml/2006/main", "a:"),
        ("drawingml/main", "a:"),
        ("drawingml/2006/chart", "c:"),
        ("drawingml/chart", "c:"),
        ("drawingml/2006/diagram", "dgm:"),
        ("drawingml/diagram", "dgm:"),
        ("markup-compatibility/2006", "mc:"),
        ("officeDocument/2006/math", "m:"),
        ("officeDocument/math", "m:"),
        ("urn:schemas-microsoft-com:vml", "v:"),
        ("urn:schemas-microsoft-com:office:office", "o:"),
        ("office/word/2010/wordml", "w14:"),
        ("word/2010/wordprocessingShape", "wps:"),
        ("drawing/2017/decorative", "adec:"),
        ("metadata/core-properties", "cp:"),
        ("purl.org/dc/elements/1.1/", "dc:"),
    ];
    KNOWN
        .iter()
        .find(|(end, _)| namespace.ends_with(end))
        .map_or("", |(_, prefix)| prefix)
}

/// A part as a tree.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, XmlFault> {
    let text = decode(bytes);
    // Counted before anything is made of them.
    let tags = text.as_bytes().windows(2).filter(|two| two[0] == b'<' && two[1] != b'/');
    if tags.take(MOST_ELEMENTS + 1).count() > MOST_ELEMENTS {
        return Err(XmlFault::TooMany);
    }
    let mut reader = NsReader::from_str(&text);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|_| XmlFault::Damaged)?;
        match event {
            Event::Start(tag) => {
                if open.len() > MOST_DEPTH {
                    return Err(XmlFault::TooDeep);
                }
                open.push(element(&reader, &tag)?);
            }
            Event::Empty(tag) => {
                let element = element(&reader, &tag)?;
                push(&mut open, XmlNode::Element(element));
            }
            Event::End(_) => {
                let closed = open.pop().filter(|_| !open.is_empty());
                let closed = closed.ok_or(XmlFault::Damaged)?;
                push(&mut open, XmlNode::Element(closed));
            }
            Event::Text(words) => push(&mut open, XmlNode::Text(words.to_string())),
            Event::CData(words) => push(&mut open, XmlNode::Text(words.to_string())),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                let letters =
                    unescape(&reference).map_err(|_| XmlFault::Damaged)?.into_owned();
                push(&mut open, XmlNode::Text(letters));
            }
            Event::DocType(_) => return Err(XmlFault::TypeDeclaration),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if open.len() != 1 {
        return Err(XmlFault::Damaged);
    }
    let root = open.pop().map(|all| all.children).unwrap_or_default();
    let mut elements = root.into_iter().filter_map(|child| match child {
        XmlNode::Element(element) => Some(element),
        XmlNode::Text(_) => None,
    });
    elements.next().ok_or(XmlFault::Damaged)
}

fn push(open: &mut [Element], node: XmlNode) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn element(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<Element, XmlFault> {
    let named = |namespace: ResolveResult<'_>, local: &str| -> Box<str> {
        let prefix = match namespace {
            ResolveResult::Bound(namespace) => prefix(namespace.0),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        };
        format!("{prefix}{local}").into()
    };
    let (namespace, local) = reader.resolver().resolve_element(tag.name());
    let name = named(namespace, local.as_ref());
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| XmlFault::Damaged)?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let raw = attribute.value.to_string();
        let value = unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned);
        attributes.push((named(namespace, local.as_ref()), value.into()));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}

/// The letters of a part, which is in UTF-8 or says by its first bytes that it is not.
fn decode(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        let units: Vec<u16> = pairs.collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => units(bytes, u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(bytes, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_namespaces() {
        for namespace in [
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ] {
            let text = format!(
                "<x:p xmlns:x='{namespace}' x:val='a&amp;b'>t&#8217;<x:r/></x:p>"
            );
            let root = parse(text.as_bytes()).unwrap();
            assert_eq!((&*root.name, root.attribute("w:val")), ("w:p", Some("a&b")));
            assert_eq!(root.text(), "t\u{2019}");
            assert!(root.at(&["w:r"]).is_some());
        }
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let nested = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        for (text, fault) in [
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Some(XmlFault::TypeDeclaration)),
            (nested.as_str(), Some(XmlFault::TooDeep)),
            ("<a><b></a>", None),
            ("<a>", None),
            ("", None),
            ("<a>&unknown;</a>", None),
        ] {
            let found = parse(text.as_bytes()).unwrap_err();
            match fault {
                Some(fault) => assert_eq!(found, fault),
                None => assert!(matches!(found, XmlFault::Damaged), "{text}"),
            }
        }
    }

    #[test]
    fn a_part_may_be_in_utf_16() {
        let bytes: Vec<u8> =
            "\u{feff}<a>\u{e9}</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(parse(&bytes).unwrap().text(), "\u{e9}");
    }
}
