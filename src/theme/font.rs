//! A brand's fonts: their faces for the style sheet, and beside each a face that shows the
//! text in a font of the reader's machine, stretched to the same measure, until the brand's
//! has come. So nothing moves when it comes.

use std::fmt::Write as _;

use skrifa::instance::{Location, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::config::{BrandFont, FontRole};

/// Weights from here on are shown bold where a machine has one bold face alone.
const BOLD: u16 = 600;

/// A font of the brand with the address of its file.
#[derive(Debug, Clone)]
pub struct Face<'a> {
    /// What the site says of it.
    pub font: &'a BrandFont,
    /// The file's address as the style sheet names it.
    pub address: String,
    /// The faces that stand in for it until it has come.
    pub fallbacks: Vec<FallbackFace>,
}

/// How a face of the reader's machine is stretched to the measure of a font.
#[derive(Debug, Clone, PartialEq)]
pub struct FallbackFace {
    /// The weights that it stands for.
    weights: (u16, u16),
    /// All in parts of an em. `size`: `None` for fonts without Latin letters.
    size: Option<f64>,
    ascent: f64,
    descent: f64,
    line_gap: f64,
}

/// Why a file is no font for browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFault {
    /// It is of another format.
    NotWoff2,
    /// It says that it is woff2, and cannot be unpacked.
    Damaged,
}

/// The letters of English prose: how many there are among a thousand characters, and the
/// widths of Arial and Arial Bold in parts of 2048. Liberation Sans and Arimo have the same.
const LETTERS: &[(char, f64, f64, f64)] = &[
    (' ', 183.0, 569.0, 569.0),
    ('a', 66.0, 1139.0, 1139.0),
    ('b', 13.0, 1139.0, 1251.0),
    ('c', 22.0, 1024.0, 1139.0),
    ('d', 33.0, 1139.0, 1251.0),
    ('e', 102.0, 1139.0, 1139.0),
    ('f', 20.0, 569.0, 682.0),
    ('g', 16.0, 1139.0, 1251.0),
    ('h', 50.0, 1139.0, 1251.0),
    ('i', 57.0, 455.0, 569.0),
    ('j', 1.0, 455.0, 569.0),
    ('k', 6.0, 1024.0, 1139.0),
    ('l', 33.0, 455.0, 569.0),
    ('m', 20.0, 1706.0, 1821.0),
    ('n', 57.0, 1139.0, 1251.0),
    ('o', 62.0, 1139.0, 1251.0),
    ('p', 15.0, 1139.0, 1251.0),
    ('q', 1.0, 1139.0, 1251.0),
    ('r', 50.0, 682.0, 797.0),
    ('s', 53.0, 1024.0, 1139.0),
    ('t', 75.0, 569.0, 682.0),
    ('u', 23.0, 1139.0, 1251.0),
    ('v', 8.0, 1024.0, 1139.0),
    ('w', 17.0, 1479.0, 1593.0),
    ('x', 1.0, 1024.0, 1139.0),
    ('y', 14.0, 1024.0, 1139.0),
    ('z', 1.0, 1024.0, 1024.0),
];
/// The units of an em of Arial.
const ARIAL_EM: f64 = 2048.0;
/// The width of every letter of Courier New and of Liberation Mono, in the same units.
const COURIER: f64 = 1229.0;
/// How many of a thousand characters a font must have, so that its width can be told.
const ENOUGH: f64 = 500.0;

/// The measures of a woff2 file, for the weights that it is used with.
///
/// # Errors
///
/// The file is no woff2 font.
pub fn fallbacks(woff2: &[u8], font: &BrandFont) -> Result<Vec<FallbackFace>, FontFault> {
    if !woff2.starts_with(b"wOF2") {
        return Err(FontFault::NotWoff2);
    }
    let sfnt = wuff::decompress_woff2(woff2).map_err(|_| FontFault::Damaged)?;
    let opened = FontRef::new(&sfnt).map_err(|_| FontFault::Damaged)?;
    let (lightest, boldest) = font.weights;
    let mut fallbacks = Vec::new();
    if lightest < BOLD {
        let weights = (lightest, boldest.min(BOLD - 1));
        fallbacks.push(measured(&opened, font.role, weights, 400));
    }
    if boldest >= BOLD {
        let weights = (lightest.max(BOLD), boldest);
        fallbacks.push(measured(&opened, font.role, weights, 700));
    }
    fallbacks.into_iter().collect::<Option<_>>().ok_or(FontFault::Damaged)
}

/// The measures at the weight nearest to `usual`; `None` if the font says nothing of its em.
fn measured(
    font: &FontRef<'_>,
    role: FontRole,
    weights: (u16, u16),
    usual: u16,
) -> Option<FallbackFace> {
    let weight = f32::from(usual.clamp(weights.0, weights.1));
    let location = font.axes().location([("wght", weight)]);
    let metrics = font.metrics(Size::unscaled(), &location);
    let em = f64::from(metrics.units_per_em);
    if em <= 0.0 {
        return None;
    }
    let is_bold = weights.0 >= BOLD;
    let size = stretch(font, &location, role, is_bold).map(|stretch| stretch / em);
    // A face that is stretched has its heights stretched as well.
    let height = |units: f32| f64::from(units) / em / size.unwrap_or(1.0);
    Some(FallbackFace {
        weights,
        size,
        ascent: height(metrics.ascent),
        descent: height(metrics.descent.abs()),
        line_gap: height(metrics.leading.max(0.0)),
    })
}

/// How much wider than the stand-in the font runs, times its em.
fn stretch(
    font: &FontRef<'_>,
    location: &Location,
    role: FontRole,
    is_bold: bool,
) -> Option<f64> {
    let map = font.charmap();
    let glyphs = font.glyph_metrics(Size::unscaled(), location);
    let (mut count, mut own, mut other) = (0.0, 0.0, 0.0);
    for &(letter, often, regular, bold) in LETTERS {
        let glyph = map.map(letter);
        let Some(width) = glyph.and_then(|glyph| glyphs.advance_width(glyph)) else {
            continue;
        };
        let stand_in = match role {
            FontRole::Code => COURIER,
            FontRole::Text if is_bold => bold,
            FontRole::Text => regular,
        };
        count += often;
        own += often * f64::from(width);
        other += often * stand_in / ARIAL_EM;
    }
    (count >= ENOUGH && own > 0.0).then(|| own / other)
}

/// The faces as `@font-face`, and the two lists of names that the theme's sheet asks for.
pub(super) fn css(faces: &[Face<'_>]) -> String {
    let mut css = String::new();
    for face in faces {
        let BrandFont { family, weights, italic, role, .. } = face.font;
        let style = if *italic { "italic" } else { "normal" };
        let own = format!("url({}) format(\"woff2\")", quoted(&face.address));
        let more = format!("  font-style: {style};\n  font-display: swap;\n");
        declare(&mut css, family, &own, *weights, &more);
        // Browsers slant the upright stand-in where they need it.
        for fallback in face.fallbacks.iter().filter(|_| !italic) {
            let name = stand_in_name(family);
            let local = stand_ins(*role, fallback.weights.0 >= BOLD);
            declare(&mut css, &name, &local, fallback.weights, &fallback.css());
        }
    }
    let mut lists = String::new();
    for (role, property) in [(FontRole::Text, "text-font"), (FontRole::Code, "code-font")]
    {
        let names = names(faces, role);
        if !names.is_empty() {
            let _ = writeln!(lists, "  --{property}: {};", names.join(", "));
        }
    }
    if !lists.is_empty() {
        let _ = write!(css, "\n:root {{\n{lists}}}\n");
    }
    css
}

fn declare(css: &mut String, family: &str, src: &str, weights: (u16, u16), more: &str) {
    let weight = match weights {
        (lightest, boldest) if lightest == boldest => lightest.to_string(),
        (lightest, boldest) => format!("{lightest} {boldest}"),
    };
    let family = quoted(family);
    let _ = write!(
        css,
        "\n@font-face {{\n  font-family: {family};\n  src: {src};\n  \
         font-weight: {weight};\n{more}}}\n"
    );
}

/// The families of a role, each once, then those that stand in for them.
fn names(faces: &[Face<'_>], role: FontRole) -> Vec<String> {
    let of_role = || faces.iter().filter(|face| face.font.role == role);
    let own = of_role().map(|face| quoted(&face.font.family));
    let stand_ins = of_role().filter(|face| !face.font.italic);
    let stand_ins = stand_ins.map(|face| quoted(&stand_in_name(&face.font.family)));
    let mut names: Vec<String> = Vec::new();
    for name in own.chain(stand_ins) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn stand_in_name(family: &str) -> String {
    format!("{family} fallback")
}

/// The faces of the usual machines that share their widths, as they are named there.
fn stand_ins(role: FontRole, is_bold: bool) -> String {
    let names: &[&str] = match (role, is_bold) {
        (FontRole::Text, false) => {
            &["Arial", "ArialMT", "Liberation Sans", "LiberationSans", "Arimo"]
        }
        (FontRole::Text, true) => &[
            "Arial Bold",
            "Arial-BoldMT",
            "Liberation Sans Bold",
            "LiberationSans-Bold",
            "Arimo Bold",
        ],
        (FontRole::Code, false) => {
            &["Courier New", "CourierNewPSMT", "Liberation Mono", "LiberationMono"]
        }
        (FontRole::Code, true) => &[
            "Courier New Bold",
            "CourierNewPS-BoldMT",
            "Liberation Mono Bold",
            "LiberationMono-Bold",
        ],
    };
    let names = names.iter().map(|name| format!("local(\"{name}\")"));
    names.collect::<Vec<_>>().join(", ")
}

impl FallbackFace {
    fn css(&self) -> String {
        let mut css = String::new();
        let size = self.size.map(|size| ("size-adjust", size));
        let heights = [
            ("ascent-override", self.ascent),
            ("descent-override", self.descent),
            ("line-gap-override", self.line_gap),
        ];
        for (property, part) in size.into_iter().chain(heights) {
            let _ = writeln!(css, "  {property}: {:.2}%;", part * 100.0);
        }
        css
    }
}

/// A text as CSS takes it between quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if c.is_control() => quoted.push(' '),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Span, Spanned};

    const BOXES: &[u8] = include_bytes!("../../tests/fonts/boxes.woff2");
    const MONO: &[u8] = include_bytes!("../../tests/fonts/boxes-mono.woff2");

    fn font(family: &str, weights: (u16, u16), role: FontRole) -> BrandFont {
        let file = Spanned::new("a.woff2".to_owned(), Span::file(FileId(0)));
        BrandFont { family: family.to_owned(), file, weights, italic: false, role }
    }

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 0.002, "{found} is not {wanted}");
    }

    #[test]
    fn a_stand_in_has_the_measure_of_the_font() {
        // Its letters are 1.1 times as wide as those of Arial.
        let text = font("Boxes", (400, 400), FontRole::Text);
        let [regular] = &fallbacks(BOXES, &text).unwrap()[..] else { panic!("one face") };
        near(regular.size.unwrap(), 1.1);
        near(regular.ascent, 0.9 / 1.1);
        near(regular.descent, 0.3 / 1.1);
        near(regular.line_gap, 0.1 / 1.1);
        let code = font("Mono", (400, 400), FontRole::Code);
        let [mono] = &fallbacks(MONO, &code).unwrap()[..] else { panic!("one face") };
        near(mono.size.unwrap(), 0.5 * 2048.0 / 1229.0);
    }

    #[test]
    fn a_variable_font_has_a_bold_stand_in_of_its_own() {
        let text = font("Boxes", (300, 700), FontRole::Text);
        let [regular, bold] = &fallbacks(BOXES, &text).unwrap()[..] else {
            panic!("two faces")
        };
        assert_eq!((regular.weights, bold.weights), ((300, 599), (600, 700)));
        // At 700 each letter is a tenth of an em wider than at 400.
        let average = |of: fn(&(char, f64, f64, f64)) -> f64| {
            let all: f64 = LETTERS.iter().map(|letter| letter.1).sum();
            LETTERS.iter().map(|letter| letter.1 * of(letter)).sum::<f64>() / all
        };
        let (arial, arial_bold) = (average(|a| a.2), average(|a| a.3));
        near(bold.size.unwrap(), (arial * 1.1 + ARIAL_EM / 10.0) / arial_bold);
    }

    #[test]
    fn faces_and_lists_of_names_are_written_for_css() {
        let own = font("Own \"Sans\"", (300, 700), FontRole::Text);
        let mut italic = own.clone();
        italic.italic = true;
        let code = font("Own Mono", (400, 400), FontRole::Code);
        let face = |font, fallbacks| Face {
            font,
            address: "../fonts/a.0a.woff2".to_owned(),
            fallbacks,
        };
        let css = css(&[
            face(&own, fallbacks(BOXES, &own).unwrap()),
            face(&italic, fallbacks(BOXES, &italic).unwrap()),
            face(&code, fallbacks(MONO, &code).unwrap()),
        ]);
        for part in [
            "@font-face {\n  font-family: \"Own \\\"Sans\\\"\";\n  \
             src: url(\"../fonts/a.0a.woff2\") format(\"woff2\");\n  \
             font-weight: 300 700;\n  font-style: normal;\n  font-display: swap;\n}\n",
            "  font-style: italic;\n",
            "  font-family: \"Own \\\"Sans\\\" fallback\";\n  src: local(\"Arial Bold\"), ",
            "  font-weight: 300 599;\n  size-adjust: 110.0",
            "  --text-font: \"Own \\\"Sans\\\"\", \"Own \\\"Sans\\\" fallback\";\n",
            "  --code-font: \"Own Mono\", \"Own Mono fallback\";\n}\n",
        ] {
            assert!(css.contains(part), "{part}\n{css}");
        }
        assert_eq!(css.matches("@font-face").count(), 6);
    }

    #[test]
    fn what_is_no_font_is_told_and_stops_nothing() {
        let own = font("Own", (300, 700), FontRole::Text);
        for bytes in [&b""[..], b"\0\x01\0\0", b"wOFF and more", b"text"] {
            assert_eq!(fallbacks(bytes, &own), Err(FontFault::NotWoff2));
        }
        assert_eq!(fallbacks(b"wOF2", &own), Err(FontFault::Damaged));
        for length in 0..BOXES.len() {
            assert!(fallbacks(&BOXES[..length], &own).is_err(), "{length}");
        }
        let mut number = 1_u32;
        for _ in 0..20_000 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let mut torn = BOXES.to_vec();
            let at = (number >> 8) as usize % torn.len();
            torn[at] = number.to_be_bytes()[0];
            let _any = fallbacks(&torn, &own);
        }
    }
}
