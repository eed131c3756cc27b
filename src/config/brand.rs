//! The colours and fonts of `brand`.

use std::collections::BTreeMap;

use super::keys::COLOUR;
use crate::base::{Span, Spanned};
use crate::yaml::{Fields, Key, Mapping, MappingEntry, ValueKind, shown};

/// A colour of `brand.colours`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandColour {
    /// Where its name stands.
    pub name: Span,
    /// On light screens: `#rrggbb` or `#rgb`.
    pub light: Spanned<String>,
    /// On dark screens. Default: made from the light one.
    pub dark: Option<Spanned<String>>,
}

/// A font of `brand.fonts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFont {
    /// `family`: the name under which the theme asks for it.
    pub family: String,
    /// `file`: path of a woff2 file below `site-content/`.
    pub file: Spanned<String>,
    /// `weight`: the lightest and the boldest that the file has, from 1 to 1000.
    /// Default: 400 alone.
    pub weights: (u16, u16),
    /// `style`: whether it is italic. Default: no.
    pub italic: bool,
    /// `role`. Default: text.
    pub role: FontRole,
}

/// What a font is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FontRole {
    /// All text but code.
    Text,
    /// Code.
    Code,
}

/// Reads `colours`: a colour for light screens, or one for each of the two.
pub(super) fn colours(fields: &mut Fields<'_>) -> BTreeMap<String, BrandColour> {
    let mut colours = BTreeMap::new();
    let Some(mapping) = fields.entries("colours") else { return colours };
    for entry in &mapping.entries {
        let given = match &entry.value.kind {
            // `primary: #005a70` is a note to YAML, and told as one.
            ValueKind::Null => continue,
            ValueKind::Mapping(both) => two(fields, entry, both),
            _ => one(fields, entry),
        };
        colours.extend(given.map(|given| (entry.key.value.clone(), given)));
    }
    colours
}

fn one(fields: &mut Fields<'_>, entry: &MappingEntry) -> Option<BrandColour> {
    let name = &entry.key.value;
    let colour = fields.text_of(&entry.value, name)?;
    let light = checked(fields, name, colour)?;
    Some(BrandColour { name: entry.key.span, light, dark: None })
}

fn two(
    fields: &mut Fields<'_>,
    entry: &MappingEntry,
    both: &Mapping,
) -> Option<BrandColour> {
    let mut inner = fields.inner(both, COLOUR);
    let light = inner.text("light").map(|colour| checked(&mut inner, "light", colour));
    let dark = inner.text("dark").map(|colour| checked(&mut inner, "dark", colour));
    inner.finish(&[]);
    let (Some(light), Some(dark)) = (light, dark) else {
        fields.bad_value(
            both.span,
            format!("`{}` lacks its `light` or its `dark`", shown(&entry.key.value)),
            "write both: `{light: \"#005a70\", dark: \"#86d2de\"}`",
        );
        return None;
    };
    Some(BrandColour { name: entry.key.span, light: light?, dark: Some(dark?) })
}

fn checked(
    fields: &mut Fields<'_>,
    name: &str,
    colour: Spanned<String>,
) -> Option<Spanned<String>> {
    if is_colour(&colour.value) {
        return Some(colour);
    }
    fields.bad_value(
        colour.span,
        format!("`{}` is no colour", shown(&colour.value)),
        format!(
            "write `#` and six digits or letters from a to f, between quotation marks: `{}: \
             \"{}\"`",
            shown(name),
            of_parts(&colour.value).unwrap_or_else(|| "#005a70".to_owned())
        ),
    );
    None
}

/// `rgb(0, 90, 112)` as it is written here.
fn of_parts(text: &str) -> Option<String> {
    let inside = text.trim().strip_prefix("rgb")?.trim_start_matches('a');
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
    let parts = inside.split([',', ' ', '/']).filter(|part| !part.is_empty()).take(3);
    let parts: Option<Vec<u8>> = parts.map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() == 3)?;
    Some(format!("#{:02x}{:02x}{:02x}", parts[0], parts[1], parts[2]))
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Reads `fonts`.
pub(super) fn fonts(fields: &mut Fields<'_>) -> Vec<BrandFont> {
    let (groups, keys) = fields.groups("fonts");
    let fonts = groups.into_iter();
    fonts.filter_map(|group| font(fields, group, keys)).collect()
}

fn font(
    fields: &mut Fields<'_>,
    group: &Mapping,
    keys: &'static [Key],
) -> Option<BrandFont> {
    if let Some(entry) = group.entries.iter().find(|entry| {
        entry.value.as_text().is_some()
            && !keys.iter().any(|key| key.name == entry.key.value)
    }) && group.get("family").is_none()
        && group.get("file").is_none()
    {
        // `body: Arial`: the name of a font is not enough.
        fields.bad_value(
            entry.key.span,
            format!("`{}` is not what is said of a font", shown(&entry.key.value)),
            "name the font and its file, which readers are sent: `fonts: [{family: Own Sans, \
             file: brand/own-sans.woff2}]`",
        );
        return None;
    }
    let mut inner = fields.inner(group, keys);
    let family = inner.plain_text("family").map(|name| name.trim().to_owned());
    let file = inner.text("file");
    let weight = inner.text("weight");
    let weights = weight.map_or(Some((400, 400)), |weight| weights(&mut inner, &weight));
    let style = inner.choice("style");
    let role = inner.choice("role");
    inner.finish(&[
        ("name", "family"),
        ("src", "file"),
        ("path", "file"),
        ("url", "file"),
    ]);
    let family = family.filter(|name| !name.is_empty());
    let (Some(family), Some(file)) = (family, file) else {
        fields.bad_value(
            group.span,
            "a font lacks its `family` or its `file`".to_owned(),
            "write both: `{family: Own Sans, file: brand/own-sans.woff2}`",
        );
        return None;
    };
    Some(BrandFont {
        family,
        file,
        weights: weights?,
        italic: style.is_some_and(|style| style.value == "italic"),
        role: match role.map(|role| role.value) {
            Some("code") => FontRole::Code,
            _ => FontRole::Text,
        },
    })
}

/// One weight, or the lightest and the boldest of a variable font.
fn weights(fields: &mut Fields<'_>, text: &Spanned<String>) -> Option<(u16, u16)> {
    let numbers: Result<Vec<u16>, _> =
        text.value.split_whitespace().map(str::parse).collect();
    let weights = match numbers.as_deref() {
        Ok(&[weight]) => (weight, weight),
        Ok(&[lightest, boldest]) => (lightest, boldest),
        Ok(_) | Err(_) => (0, 0),
    };
    if (1..=weights.1).contains(&weights.0) && weights.1 <= 1000 {
        return Some(weights);
    }
    fields.bad_value(
        text.span,
        format!("`{}` is no weight of a font", shown(&text.value)),
        "write a number, such as `weight: 400`, or the range of a variable font: \
         `weight: 300 700`",
    );
    None
}
