//! Word documents made by the tests themselves, part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The namespaces that documents use.
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

/// The type of a reference, without its last word.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document.
#[derive(Clone)]
pub(crate) struct Document {
    body: String,
    styles: String,
    numbering: String,
    relations: Vec<(String, String, bool)>,
    parts: Vec<(String, Vec<u8>)>,
}

impl Document {
    /// A document of these blocks, in English, with headings in a German Word.
    pub(crate) fn new(body: &str) -> Document {
        let style = |id: &str, name: &str, more: &str| {
            format!(
                r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{more}</w:style>"#
            )
        };
        let styles = [
            r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>"#.to_owned(),
            style("Titel", "Title", ""),
            style("berschrift1", "heading 1", ""),
            style("berschrift2", "heading 2", ""),
            style("Haus", "Ward heading", r#"<w:basedOn w:val="berschrift2"/>"#),
            style("Beschriftung", "caption", ""),
            style("Liste", "List Paragraph", ""),
        ];
        let level = |number: usize, format: &str, text: &str| {
            format!(
                r#"<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{}"/></w:pPr></w:lvl>"#,
                720 * (number + 1)
            )
        };
        let definition = |id: usize, levels: &[String]| {
            format!(
                r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum>"#,
                levels.concat()
            )
        };
        let numbering = [
            definition(0, &[level(0, "bullet", "•"), level(1, "bullet", "o")]),
            definition(1, &[level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")]),
            r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#.to_owned(),
            r#"<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#.to_owned(),
            r#"<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#.to_owned(),
        ];
        Document {
            body: body.to_owned(),
            styles: styles.concat(),
            numbering: numbering.concat(),
            relations: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The same with a part that it refers to as `id`.
    pub(crate) fn with(
        mut self,
        id: &str,
        kind: &str,
        part: &str,
        bytes: &[u8],
    ) -> Document {
        self.relations.push((
            id.to_owned(),
            format!("{TYPES}/{kind}\" Target=\"{part}"),
            false,
        ));
        self.parts.push((format!("word/{part}"), bytes.to_vec()));
        self
    }

    /// The same with a part of XML whose elements are Word's.
    pub(crate) fn with_xml(self, kind: &str, root: &str, inside: &str) -> Document {
        let text = format!("<w:{root} {NAMESPACES}>{inside}</w:{root}>");
        self.with(&format!("r{root}"), kind, &format!("{root}.xml"), text.as_bytes())
    }

    /// The same with an address that it refers to as `id`.
    pub(crate) fn with_link(mut self, id: &str, kind: &str, address: &str) -> Document {
        self.relations.push((
            id.to_owned(),
            format!("{TYPES}/{kind}\" Target=\"{address}"),
            true,
        ));
        self
    }

    /// The same with a part of the package that it does not refer to.
    pub(crate) fn with_part(mut self, name: &str, bytes: &[u8]) -> Document {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// The same in another language.
    pub(crate) fn in_language(mut self, tag: &str) -> Document {
        self.styles = self.styles.replace("en-GB", tag);
        self
    }

    /// The text of its main part.
    pub(crate) fn main(&self) -> String {
        format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", self.body)
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_with_main(self.main().as_bytes())
    }

    /// The file with another main part.
    pub(crate) fn bytes_with_main(&self, main: &[u8]) -> Vec<u8> {
        let relation = |id: &str, target: &str, external: bool| {
            let mode = if external { " TargetMode=\"External\"" } else { "" };
            format!(r#"<Relationship Id="{id}" Type="{target}"{mode}/>"#)
        };
        let all = |inside: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
            )
        };
        let own: String = self
            .relations
            .iter()
            .map(|(id, target, external)| relation(id, target, *external))
            .chain([
                relation(
                    "rStyles",
                    &format!("{TYPES}/styles\" Target=\"styles.xml"),
                    false,
                ),
                relation(
                    "rNumbering",
                    &format!("{TYPES}/numbering\" Target=\"numbering.xml"),
                    false,
                ),
            ])
            .collect();
        let top = relation(
            "r1",
            &format!("{TYPES}/officeDocument\" Target=\"word/main.xml"),
            false,
        );
        let mut parts = vec![
            ("_rels/.rels".to_owned(), all(&top).into_bytes()),
            ("word/_rels/main.xml.rels".to_owned(), all(&own).into_bytes()),
            ("word/main.xml".to_owned(), main.to_vec()),
            (
                "word/styles.xml".to_owned(),
                format!("<w:styles {NAMESPACES}>{}</w:styles>", self.styles).into_bytes(),
            ),
            (
                "word/numbering.xml".to_owned(),
                format!("<w:numbering {NAMESPACES}>{}</w:numbering>", self.numbering)
                    .into_bytes(),
            ),
        ];
        parts.extend(self.parts.iter().cloned());
        packed(&parts)
    }
}

/// Files packed into one.
pub(crate) fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A paragraph of one run.
pub(crate) fn paragraph(text: &str) -> String {
    styled("", text)
}

/// A paragraph in a style.
pub(crate) fn styled(style: &str, text: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!(r#"<w:pStyle w:val="{style}"/>"#)
    };
    format!("<w:p><w:pPr>{style}</w:pPr>{}</w:p>", run("", text))
}

/// A run with properties.
pub(crate) fn run(properties: &str, text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
    )
}

/// An item of a list.
pub(crate) fn item(list: usize, level: usize, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
        run("", text)
    )
}

/// A picture in a paragraph, which the document refers to as `id`.
pub(crate) fn picture(id: &str, description: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{description}"/><a:graphic><a:graphicData><a:blip r:embed="{id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

/// A table of rows of cells, each with its own properties and blocks.
pub(crate) fn table(rows: &[&[(&str, &str)]]) -> String {
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells
                .iter()
                .map(|(own, blocks)| {
                    format!("<w:tc><w:tcPr>{own}</w:tcPr>{blocks}</w:tc>")
                })
                .collect::<Vec<_>>()
                .concat();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect::<Vec<_>>()
        .concat();
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders: String = sides
        .iter()
        .map(|side| format!(r#"<w:{side} w:val="single"/>"#))
        .collect::<Vec<_>>()
        .concat();
    format!(
        r#"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblLook w:firstRow="1"/></w:tblPr>{rows}</w:tbl>"#
    )
}

/// The smallest picture that browsers show.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";
