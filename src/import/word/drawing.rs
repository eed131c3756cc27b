//! Drawings: pictures with their words, text boxes, and what cannot be carried over.

use super::reader::WordReader;
use crate::base::Error;
use crate::import::loss;
use crate::import::package::Element;
use crate::import::picture::Refused;
use crate::import::tree::{Block, Inline, Line, Picture, TextStyle};

impl WordReader<'_, '_> {
    /// Reads a drawing into a line, or beside it.
    pub(super) fn drawing(
        &mut self,
        drawing: &Element,
        line: &mut Line,
    ) -> Result<(), Error> {
        let boxes = outermost(drawing, "w:txbxContent");
        for inside in &boxes {
            self.text_box(inside)?;
        }
        let words = words(drawing);
        if &*drawing.name == "w:object" && !drawing.below("o:OLEObject").is_empty() {
            self.losses.add_about(&loss::EMBEDDED, &words.text);
            return Ok(());
        }
        let pictures: Vec<&Element> = ["a:blip", "v:imagedata", "v:fill"]
            .into_iter()
            .flat_map(|name| drawing.below(name))
            .filter(|picture| boxes.iter().all(|inside| !holds(inside, picture)))
            .filter(|picture| reference(picture).is_some())
            .collect();
        if pictures.is_empty() {
            let is_chart = ["c:chart", "dgm:relIds"]
                .iter()
                .any(|name| !drawing.below(name).is_empty());
            let art: Vec<String> = drawing
                .below("v:textpath")
                .iter()
                .filter_map(|art| art.attribute("string").map(str::to_owned))
                .collect();
            if !art.is_empty() {
                line.push(Inline::Text(art.join(" "), TextStyle::default()));
            } else if is_chart || (boxes.is_empty() && !words.text.is_empty()) {
                self.losses.add_about(&loss::CHARTS, &words.text);
            } else if boxes.is_empty()
                && &*drawing.name == "w:drawing"
                && !words.is_decorative
            {
                self.losses.add(&loss::CHARTS);
            }
            return Ok(());
        }
        let floats = drawing.at(&["wp:anchor"]).is_some();
        for picture in pictures {
            let Some(picture) = self.picture(picture, &words)? else { continue };
            if floats {
                self.beside.push(Block::Paragraph(vec![Inline::Picture(picture)]));
            } else {
                line.push(Inline::Picture(picture));
            }
        }
        Ok(())
    }

    fn text_box(&mut self, content: &Element) -> Result<(), Error> {
        let fields = std::mem::take(&mut self.fields);
        let beside = std::mem::take(&mut self.beside);
        let unfinished = std::mem::take(&mut self.unfinished);
        let change = std::mem::take(&mut self.change);
        let mut blocks = Vec::new();
        let read = self.blocks(content, &mut blocks);
        self.fields = fields;
        self.beside = beside;
        self.unfinished = unfinished;
        self.change = change;
        read?;
        if !blocks.is_empty() {
            self.losses.add_about(&loss::TEXT_BOX, &first_words(&blocks));
            self.beside.push(Block::Panel("NOTE", None, blocks));
        }
        Ok(())
    }

    fn picture(
        &mut self,
        element: &Element,
        words: &DrawingWords,
    ) -> Result<Option<Picture>, Error> {
        let Some(id) = reference(element) else { return Ok(None) };
        let Some(relation) = self.relations.get(id).cloned() else {
            self.losses.add_about(&loss::PICTURE_MISSING, &words.text);
            return Ok(None);
        };
        if relation.is_external {
            self.losses.add_about(&loss::PICTURE_LINKED, &relation.target);
            return Ok(None);
        }
        let bytes = match &relation.part {
            Some(part) => self.package.picture(part)?,
            None => None,
        };
        let Some(bytes) = bytes else {
            self.losses.add_about(&loss::PICTURE_MISSING, &words.text);
            return Ok(None);
        };
        match self.pictures.take(bytes) {
            Ok(file) => {
                if words.is_by_machine {
                    self.losses.add_at(&loss::MACHINE_ALTERNATIVE, &words.text, &file);
                } else if words.text.is_empty() && !words.is_decorative {
                    self.losses.add_at(&loss::NO_ALTERNATIVE, &file, &file);
                }
                Ok(Some(Picture {
                    alternative: words.text.clone(),
                    file,
                    decorative: words.is_decorative,
                    caption: None,
                }))
            }
            Err(Refused::Kind) => {
                self.losses.add_about(&loss::PICTURE_KIND, &words.text);
                Ok(None)
            }
            Err(Refused::Active) => {
                self.losses.add_about(&loss::PICTURE_ACTIVE, &words.text);
                Ok(None)
            }
        }
    }
}

/// What a document says about a drawing.
struct DrawingWords {
    text: String,
    is_decorative: bool,
    is_by_machine: bool,
}

fn words(drawing: &Element) -> DrawingWords {
    let described =
        ["wp:docPr", "pic:cNvPr"].into_iter().flat_map(|name| drawing.below(name));
    let shapes = ["v:shape", "v:rect"].into_iter().flat_map(|name| drawing.below(name));
    let said = described
        .flat_map(|own| [own.attribute("descr"), own.attribute("title")])
        .chain(shapes.map(|own| own.attribute("alt")))
        .flatten()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = said.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let decorative = drawing.below("adec:decorative");
    let is_decorative =
        decorative.iter().any(|own| !matches!(own.attribute("val"), Some("0" | "false")));
    let lower = text.to_lowercase();
    let is_by_machine = ["automatically generated", "generated by ai", "ai-generated"]
        .iter()
        .any(|sign| lower.contains(sign));
    DrawingWords {
        text: if is_decorative { String::new() } else { text },
        is_decorative,
        is_by_machine,
    }
}

/// The reference of a picture.
fn reference(picture: &Element) -> Option<&str> {
    let names = ["r:embed", "r:link", "r:id", "r:pict"];
    names.into_iter().find_map(|name| picture.attribute(name))
}

/// The elements of a name that stand in no other of the same name.
fn outermost<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for inside in element.elements() {
        if &*inside.name == name {
            found.push(inside);
        } else {
            found.extend(outermost(inside, name));
        }
    }
    found
}

fn holds(outer: &Element, inner: &Element) -> bool {
    outer.elements().any(|element| std::ptr::eq(element, inner) || holds(element, inner))
}

fn first_words(blocks: &[Block]) -> String {
    let mut blocks = blocks.to_vec();
    let mut first = String::new();
    crate::import::tree::each_line(&mut blocks, &mut |line| {
        if first.is_empty() {
            first = crate::import::tree::plain(line);
        }
    });
    first
}
