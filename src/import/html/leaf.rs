//! Links and pictures in a line.

use super::dom::Id;
use super::reader::{Flow, HtmlReader};
use crate::import::address;
use crate::import::loss;
use crate::import::picture::Refused;
use crate::import::tree::{Inline, Picture, TextStyle};

/// What the file of a picture is called that the author has to ask for.
const MISSING: &str = "MISSING";

impl HtmlReader<'_> {
    pub(super) fn link(&mut self, id: Id, style: &TextStyle, flow: &mut Flow) {
        let address = self.dom.attribute(id, "href").map(address::meant);
        for key in ["name", "id"] {
            if let Some(name) = self.dom.attribute(id, key).filter(|_| !self.is_paste) {
                flow.line.push(Inline::Anchor(name.to_owned()));
            }
        }
        if let Some(name) = address.as_deref().and_then(note) {
            if name.starts_with("ref") {
                return;
            }
            let next = self.notes.len() + 1;
            let number = *self.notes.entry(name.to_owned()).or_insert(next);
            if self.note_blocks.len() < number {
                self.note_blocks.resize(number, Vec::new());
            }
            flow.line.push(Inline::Note(number));
            return;
        }
        let mut style = style.clone();
        style.link = address.filter(|address| !address.is_empty()).or(style.link);
        self.flow(id, &style, flow);
    }

    pub(super) fn image(&mut self, id: Id, flow: &mut Flow) {
        let read =
            |key: &str| self.dom.attribute(id, key).map(str::trim).unwrap_or_default();
        let tiny = |key: &str| matches!(read(key), "0" | "1" | "1px");
        let sources = ["src", "data-src", "data-original"];
        let source = sources.iter().map(|key| read(key)).find(|own| !own.is_empty());
        let (Some(source), false) = (source, tiny("width") && tiny("height")) else {
            return;
        };
        let alternative = read("alt").split_whitespace().collect::<Vec<_>>().join(" ");
        let decorative = matches!(read("role"), "presentation" | "none");
        let show = |file: String| {
            Inline::Picture(Picture {
                alternative: alternative.clone(),
                file,
                decorative: decorative && alternative.is_empty(),
                caption: None,
            })
        };
        if self.is_paste {
            // Counters and signs of mail programs are nobody's picture.
            if !alternative.is_empty() || !source.starts_with("http") {
                self.losses.add_about(&loss::PICTURE_LINKED, &alternative);
                flow.line.push(show(MISSING.to_owned()));
            }
            return;
        }
        let name = source.split(['?', '#']).next().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default();
        let name: String = if source.starts_with("data:") {
            "in the page".into()
        } else {
            name.chars().take(80).collect()
        };
        let refused = match (self.picture)(source) {
            Some(bytes) => match self.pictures.take(bytes) {
                Ok(file) => {
                    if alternative.is_empty() && !decorative {
                        self.losses.add_at(&loss::NO_ALTERNATIVE, &file, &file);
                    }
                    flow.line.push(show(file));
                    return;
                }
                Err(Refused::Kind) => &loss::PICTURE_KIND,
                Err(Refused::Active) => &loss::PICTURE_ACTIVE,
            },
            None => &loss::PICTURE_LINKED,
        };
        self.losses.add_about(refused, &name);
        let words =
            if alternative.is_empty() { name } else { format!("{name}: {alternative}") };
        flow.line.push(Inline::Absent(format!("picture: {words}")));
    }
}

/// The name of the note that an address leads to: `ftn1`, or `refftn1` back from it.
fn note(address: &str) -> Option<&str> {
    let name = address.strip_prefix("#_")?;
    let is_note = |name: &str| {
        ["ftn", "edn"].iter().any(|kind| {
            name.strip_prefix(kind).is_some_and(|number| {
                !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
            })
        })
    };
    if is_note(name) {
        return Some(name);
    }
    // `_ftnref1` leads back.
    (name.starts_with("ftnref") || name.starts_with("ednref")).then_some("ref")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_notes_are_known() {
        assert_eq!(note("#_ftn12"), Some("ftn12"));
        assert_eq!(note("#_ftnref12"), Some("ref"));
        assert_eq!(note("#_ftnx"), None);
    }
}
