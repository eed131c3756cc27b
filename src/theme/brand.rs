//! A site's own colours: the style sheet that puts them over the theme's tokens, and the
//! pairs that cannot be read.
//!
//! A brand names two colours for white paper. For dark screens the same hue is made
//! lighter until it can be read, so that nobody has to choose twice.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The path below `static/` under which a brand's style sheet is expected.
pub const BRAND_ASSET: &str = "css/brand.css";

/// The colours of `brand.colours` that the default theme knows.
pub const BRAND_COLOURS: &[&str] = &["primary", "accent"];

/// Contrast that WCAG 2.2 (1.4.3) asks of text.
pub const TEXT_CONTRAST: f64 = 4.5;

/// The grounds that links stand on, by token, as in `main.css`.
const LIGHT_GROUNDS: &[(&str, Colour)] = &[
    ("paper", Colour(0xfb, 0xf9, 0xf5)),
    ("surface", Colour(0xff, 0xff, 0xff)),
    ("sunken", Colour(0xf1, 0xee, 0xe7)),
    ("warning-ground", Colour(0xff, 0xf1, 0xc9)),
];
const DARK_GROUNDS: &[Colour] =
    &[Colour(0x11, 0x18, 0x1a), Colour(0x19, 0x22, 0x25), Colour(0x3a, 0x2e, 0x0b)];
const INK: Colour = Colour(0x1c, 0x26, 0x29);
const WHITE: Colour = Colour(0xff, 0xff, 0xff);

/// How many steps lead from a colour to white.
const STEPS: u16 = 20;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour(part(0)?, part(2)?, part(4)?))
    }

    /// The contrast ratio of two colours by WCAG 2.2, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// This colour, `step` of [`STEPS`] steps nearer to white.
    fn lighter(self, step: u16) -> Colour {
        let part = |part: u8| {
            let part = u16::from(part);
            u8::try_from(part + (255 - part) * step / STEPS).unwrap_or(u8::MAX)
        };
        Colour(part(self.0), part(self.1), part(self.2))
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A pair of a brand's colour and a ground of the theme that cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct FaintPair {
    /// The colour, by its name in `brand.colours`.
    pub name: &'static str,
    /// What it stands on or under: a token of the theme.
    pub against: &'static str,
    /// Their contrast.
    pub contrast: f64,
}

/// The pairs whose contrast is below [`TEXT_CONTRAST`]. Colours that are no colours and
/// names that the theme does not know are passed over.
pub fn faint_pairs(colours: &BTreeMap<String, String>) -> Vec<FaintPair> {
    let mut faint = Vec::new();
    if let Some(primary) = named(colours, "primary") {
        for &(against, ground) in LIGHT_GROUNDS {
            let contrast = primary.contrast(ground);
            if contrast < TEXT_CONTRAST {
                faint.push(FaintPair { name: "primary", against, contrast });
            }
        }
    }
    if let Some(accent) = named(colours, "accent") {
        let contrast = accent.contrast(readable_on(accent));
        if contrast < TEXT_CONTRAST {
            faint.push(FaintPair { name: "accent", against: "on-accent", contrast });
        }
    }
    faint
}

/// The style sheet for a brand's colours, to be published as [`BRAND_ASSET`]; `None` if it
/// names none that the theme knows.
pub fn brand_css(colours: &BTreeMap<String, String>) -> Option<String> {
    let mut light = String::new();
    let mut dark = String::new();
    if let Some(primary) = named(colours, "primary") {
        declare(&mut light, "primary", primary);
        declare(&mut light, "on-primary", readable_on(primary));
        let lit = lit(primary);
        declare(&mut dark, "primary", lit);
        declare(&mut dark, "on-primary", readable_on(lit));
    }
    if let Some(accent) = named(colours, "accent") {
        declare(&mut light, "accent", accent);
        declare(&mut light, "on-accent", readable_on(accent));
    }
    if light.is_empty() {
        return None;
    }
    // Paper keeps its black: a printed page needs no brand.
    let mut css = format!("@media screen {{\n  :root {{\n{light}  }}\n}}\n");
    if !dark.is_empty() {
        let _ = write!(
            css,
            "\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"
        );
    }
    Some(css)
}

fn named(colours: &BTreeMap<String, String>, name: &str) -> Option<Colour> {
    Colour::parse(colours.get(name)?)
}

fn declare(css: &mut String, token: &str, colour: Colour) {
    let _ = writeln!(css, "    --{token}: {};", colour.hex());
}

fn readable_on(ground: Colour) -> Colour {
    if ground.contrast(INK) >= ground.contrast(WHITE) { INK } else { WHITE }
}

/// The colour made lighter until it can be read on every dark ground.
fn lit(colour: Colour) -> Colour {
    let readable = |colour: &Colour| {
        DARK_GROUNDS.iter().all(|&g| colour.contrast(g) >= TEXT_CONTRAST)
    };
    (0..=STEPS).map(|step| colour.lighter(step)).find(readable).unwrap_or(WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(primary: &str, accent: &str) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("primary".to_owned(), primary.to_owned()),
            ("accent".to_owned(), accent.to_owned()),
        ])
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        for (a, b, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#212b32", "#fff9c4", 13.46),
            ("#aeb7bd", "#ffffff", 2.04),
        ] {
            let (a, b) = (Colour::parse(a).unwrap(), Colour::parse(b).unwrap());
            assert!(
                (a.contrast(b) - ratio).abs() < 0.01,
                "{a:?} {b:?} {}",
                a.contrast(b)
            );
        }
        for text in ["", "#fff", "#gggggg", "005a70", "#005a7é"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_tokens_here_are_those_of_the_style_sheet() {
        let css = include_str!("../../themes/default/static/css/main.css");
        let short = |colour: Colour| colour.hex().replace("#ffffff", "#fff");
        let light = css.split("@media").next().unwrap();
        for &(token, colour) in LIGHT_GROUNDS {
            assert!(light.contains(&format!("--{token}: {};", short(colour))), "{token}");
        }
        for &colour in DARK_GROUNDS {
            assert!(css.contains(&colour.hex()), "{colour:?}");
        }
    }

    #[test]
    fn a_brand_is_readable_on_dark_screens_and_told_where_it_is_faint() {
        let brand = colours("#005a70", "#b5490f");
        assert_eq!(faint_pairs(&brand), []);
        let css = brand_css(&brand).unwrap();
        assert!(
            css.contains("--primary: #005a70;") && css.contains("--on-accent: #ffffff;")
        );
        let faint = faint_pairs(&colours("#4aa3b5", "#f4b740"));
        assert_eq!(faint.len(), LIGHT_GROUNDS.len());
        assert!(lit(Colour(0, 0, 0)).contrast(DARK_GROUNDS[0]) >= TEXT_CONTRAST);
        assert_eq!(brand_css(&colours("blue", "")), None);
    }
}
