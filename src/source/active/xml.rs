//! What runs in an XML file that is opened on its own, and what in a picture leads out of
//! it.
//!
//! A file that is not well-formed is refused: what a browser makes of it could be another
//! thing than what is looked at here.

use std::ops::Range;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::address::leads_out;
use super::{ActiveFault, MOST_FAULTS};
use crate::base::css::{CssReference, references};

/// Elements that run, or hold what does, whatever their namespace.
const ELEMENTS: &[&str] =
    &["script", "foreignobject", "handler", "listener", "iframe", "embed", "object"];
/// Namespaces whose elements run wherever they stand.
const NAMESPACES: &[&str] = &["1999/xhtml", "2000/svg"];
/// The beginnings of encodings whose letters are those of ASCII.
const ENCODINGS: &[&str] =
    &["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "windows-125", "utf-16"];

const TAKE_OUT: &str = "take it out, or export the picture anew as plain SVG or as PNG";
const NO_XML: &str = "offer the file in an archive, or under an extension such as `.txt`";

/// The places that run or lead out. `is_picture`: the file is shown as SVG.
pub(super) fn faults(text: &str, is_picture: bool) -> Vec<ActiveFault> {
    let mut look = XmlLook { text, is_picture, faults: Vec::new(), style: None };
    let mut reader = Reader::from_str(text);
    while look.faults.len() < MOST_FAULTS {
        let start = position(reader.buffer_position());
        let event = reader.read_event();
        let range = start..position(reader.buffer_position()).min(text.len());
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => look.event(&event, range),
            Err(error) => {
                let at = position(reader.error_position()).min(text.len());
                look.broken(at..at, &error.to_string());
                break;
            }
        }
    }
    look.faults
}

/// What in this CSS leads out of the file, as it is called in messages: the first such thing.
/// Parts of the file itself (`url(#shade)`) and pictures and fonts that are written out
/// (`data:`) are not outside.
fn outside_reference(css: &str) -> Option<String> {
    references(css).into_iter().find_map(|reference| match reference {
        CssReference::Import => Some("`@import`".to_owned()),
        CssReference::Unreadable => Some("CSS that cannot be read".to_owned()),
        CssReference::Address(address) => {
            leads_out(&address).then(|| format!("`url({})`", address.trim()))
        }
    })
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

struct XmlLook<'t> {
    text: &'t str,
    is_picture: bool,
    faults: Vec<ActiveFault>,
    /// The style sheet that is being read, and where it begins.
    style: Option<(String, usize)>,
}

impl XmlLook<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.tag(tag, &range);
                if self.is_picture
                    && tag.local_name().as_ref().eq_ignore_ascii_case("style")
                {
                    self.style = Some((String::new(), range.end));
                }
            }
            Event::Empty(tag) => self.tag(tag, &range),
            Event::End(_) => self.end_style(),
            Event::Text(words) => self.add_style(words),
            Event::CData(words) => self.add_style(words),
            Event::GeneralRef(name) => {
                if let Ok(Some(c)) = name.resolve_char_ref() {
                    self.add_style(c.encode_utf8(&mut [0; 4]));
                    return;
                }
                match &**name {
                    "lt" => self.add_style("<"),
                    "gt" => self.add_style(">"),
                    "amp" => self.add_style("&"),
                    "quot" => self.add_style("\""),
                    "apos" => self.add_style("'"),
                    other => {
                        let message =
                            format!("`&{other};` is no character that XML knows");
                        self.fault(range, message);
                    }
                }
            }
            Event::PI(instruction)
                if instruction.target().eq_ignore_ascii_case("xml-stylesheet") =>
            {
                self.fault(
                    range,
                    "`<?xml-stylesheet?>` takes in another file".to_owned(),
                );
            }
            Event::DocType(words) if words.contains('[') => {
                let what = "the document type declares entities or attributes, in which a \
                            script can hide";
                self.fault(range, what.to_owned());
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                let encoding = encoding.unwrap_or_default().to_ascii_lowercase();
                let is_plain = encoding.is_empty()
                    || ENCODINGS.iter().any(|known| encoding.starts_with(known));
                if !is_plain {
                    let message =
                        format!("the file says that its encoding is `{encoding}`");
                    self.fault(range, message);
                }
            }
            Event::PI(_) | Event::DocType(_) | Event::Comment(_) | Event::Eof => {}
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>, range: &Range<usize>) {
        let name = tag.local_name().as_ref().to_owned();
        if self.is_picture && ELEMENTS.iter().any(|one| name.eq_ignore_ascii_case(one)) {
            let message =
                format!("`<{name}>` can run a script when the picture is opened");
            self.fault(range.start..range.start + name.len() + 1, message);
        }
        for attribute in tag.attributes() {
            match attribute {
                Ok(attribute) => self.attribute(&attribute, &name, range),
                Err(error) => self.broken(range.clone(), &error.to_string()),
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute<'_>, tag: &str, range: &Range<usize>) {
        let whole = attribute.key.as_ref();
        let place = self.text[range.clone()].find(whole).unwrap_or_default();
        let place = range.start + place..range.start + place + whole.len();
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return self.broken(place, "an entity that XML does not know");
        };
        let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let is_namespace = whole == "xmlns" || whole.starts_with("xmlns:");
        if is_namespace {
            let own = if self.is_picture { &NAMESPACES[..1] } else { NAMESPACES };
            if own.iter().any(|known| value.to_ascii_lowercase().contains(known)) {
                let message = format!(
                    "`{whole}` lets the file hold parts of a page, which can run a script"
                );
                self.fault(place, message);
            }
            return;
        }
        if !self.is_picture {
            return;
        }
        let is_handler = |name: &str| {
            name.strip_prefix("on").is_some_and(|rest| {
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphabetic())
            })
        };
        if !whole.contains(':') && is_handler(&name) {
            self.fault(
                place,
                format!("`{whole}` runs a script when the picture is opened"),
            );
        } else if name == "attributename" {
            let moved = value.trim().to_ascii_lowercase();
            let moved = moved.rsplit(':').next().unwrap_or_default();
            if moved == "href" || is_handler(moved) {
                let message =
                    format!("`<{tag}>` changes `{moved}`, and can run a script so");
                self.fault(place, message);
            }
        } else if name == "href" || whole == "xml:base" || name == "src" {
            if leads_out(&value) {
                self.fault(
                    place,
                    format!("`{whole}` leads out of the picture, to `{value}`"),
                );
            }
        } else if value.contains(['(', '\\'])
            && let Some(what) = outside_reference(&value)
        {
            self.fault(place, format!("{what} in `{whole}` leads out of the picture"));
        }
    }

    fn add_style(&mut self, words: &str) {
        if let Some((style, _)) = &mut self.style {
            style.push_str(words);
        }
    }

    fn end_style(&mut self) {
        let Some((style, start)) = self.style.take() else { return };
        if let Some(what) = outside_reference(&style) {
            self.fault(
                start..start,
                format!("{what} in `<style>` leads out of the picture"),
            );
        }
    }

    fn broken(&mut self, range: Range<usize>, why: &str) {
        let message = format!(
            "this is not well-formed XML, and browsers read such files each in its way: {why}"
        );
        self.fault(range, message);
    }

    fn fault(&mut self, range: Range<usize>, message: String) {
        let help = if self.is_picture { TAKE_OUT } else { NO_XML };
        self.faults.push(ActiveFault { range, message, help });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with this in it.
    fn picture(inside: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- on line 2 -->\n<svg \
             xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n\
             {inside}\n</svg>\n"
        )
    }

    #[test]
    fn what_runs_in_a_picture_is_found() {
        for inside in [
            "<script>alert(1)</script>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
            "<g onload='alert(1)'/>",
            "<g\n  ONCLICK = 'x'/>",
            "<foreignObject/>",
            "<h:p xmlns:h='http://www.w3.org/1999/xhtml'/>",
            "<a href='javascript:alert(1)'/>",
            "<a xlink:href='&#106;avascript:alert(1)'/>",
            "<a href='java\tscript:alert(1)'/>",
            "<a href='data:text/html,x'/>",
            "<image href='data:image/svg+xml,x'/>",
            "<use href='other.svg#a'/>",
            "<image xlink:href='https://x.example/a.png'/>",
            "<set attributeName='href' to='javascript:alert(1)'/>",
            "<animate attributeName='xlink:href' values='x'/>",
            "<set attributeName='onclick' to='x'/>",
            "<style>@import 'a.css';</style>",
            "<style><![CDATA[a{fill:url(b.svg)}]]></style>",
            "<style>a{fill:ur&#108;(b.svg)}</style>",
            "<g style='fill:url(https://x.example)'/>",
            "<g fill='u\\72l(https://x.example)'/>",
            "<g xml:base='https://x.example'/>",
            "<style>a{b:url(data:image/svg+xml,x)}</style>",
            "<style>a{b:url(data:text/html,x)}</style>",
            "&unknown;",
            "<g a='&unknown;'/>",
            "<g>",
            "<?xml-stylesheet href='a.css'?>",
        ] {
            let text = picture(inside);
            let faults = faults(&text, true);
            assert!(!faults.is_empty(), "{inside}");
            let line = text[..faults[0].range.start].matches('\n').count() + 1;
            assert!((4..=6).contains(&line), "{inside}: line {line}");
        }
        for text in [
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
            "<?xml-stylesheet href='a.css'?><svg/>",
        ] {
            assert!(!faults(text, true).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_drawing_programs_write_is_let_in() {
        for inside in [
            "<style type='text/css'>.a{fill:#fff;mask:url(#m)}</style>",
            "<use xlink:href='#a'/><g style='fill:url(#b)' transform='rotate(4)'/>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<set attributeName='opacity' to='0'/>",
            "<text>on &amp; off &#169;</text>",
            "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:li r:resource='http://purl.org/dc'/></r:RDF></metadata>",
            "<i:view xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:onframe='x'/>",
        ] {
            assert_eq!(faults(&picture(inside), true), [], "{inside}");
        }
        let doctype = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
                       \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>";
        assert_eq!(faults(doctype, true), []);
    }

    #[test]
    fn data_in_xml_holds_no_parts_of_pages() {
        assert_eq!(faults("<gpx><a href='https://x.example'>b</a></gpx>", false), []);
        for text in [
            "<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script/></x>",
            "<x xmlns='http://www.w3.org/2000/svg'/>",
            "<?xml-stylesheet href='a.xsl'?><x/>",
        ] {
            assert!(!faults(text, false).is_empty(), "{text}");
        }
    }
}
