//! The styles of a document, with what each takes from those it is based on. They are known
//! by their names: identifiers are in the language of whoever's Word wrote them.

use std::collections::BTreeMap;

use crate::import::package::Element;

/// The longest way from a style to the one it is based on in the end.
const MOST_BASES: usize = 20;

/// What a style, a paragraph or a run says of its letters. `None`: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LetterLook {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) white: Option<bool>,
    /// In half points.
    pub(super) size: Option<u32>,
    pub(super) font: Option<String>,
    pub(super) language: Option<String>,
}

impl LetterLook {
    /// What an element `w:rPr` says.
    pub(super) fn new(properties: Option<&Element>) -> LetterLook {
        let Some(own) = properties else { return LetterLook::default() };
        let fonts = own.at(&["w:rFonts"]);
        let font = fonts.and_then(|fonts| {
            fonts.attribute("w:ascii").or_else(|| fonts.attribute("w:hAnsi"))
        });
        LetterLook {
            strong: own.switch("w:b"),
            emphasis: own.switch("w:i"),
            hidden: own.switch("w:vanish"),
            white: own
                .value(&["w:color"])
                .map(|color| color.eq_ignore_ascii_case("FFFFFF")),
            size: own.number(&["w:sz"]),
            font: font.map(str::to_owned),
            language: own.value(&["w:lang"]).map(str::to_owned),
        }
    }

    /// The same, with what `base` says where this says nothing.
    pub(super) fn over(self, base: &LetterLook) -> LetterLook {
        LetterLook {
            strong: self.strong.or(base.strong),
            emphasis: self.emphasis.or(base.emphasis),
            hidden: self.hidden.or(base.hidden),
            white: self.white.or(base.white),
            size: self.size.or(base.size),
            font: self.font.or_else(|| base.font.clone()),
            language: self.language.or_else(|| base.language.clone()),
        }
    }
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Plain,
    Title,
    Caption,
    /// A line of a list of contents, or its heading.
    Contents,
    Quote,
    /// An item with a bullet, and its level from zero.
    Bullet(usize),
    /// An item with a number.
    Number(usize),
    /// A further paragraph of an item.
    Continued,
}

/// A style with all that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) role: Role,
    /// The level of a heading, from zero; nine and more is text.
    pub(super) outline: Option<usize>,
    pub(super) letters: LetterLook,
    /// The numbering that it brings: its identifier and level.
    pub(super) numbering: Option<(String, usize)>,
    pub(super) indent: Option<i64>,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// What is so unless a style says otherwise.
    pub(super) defaults: LetterLook,
    /// The style of paragraphs that name none.
    paragraph: Style,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn new(root: Option<&Element>) -> Styles {
        let Some(root) = root else { return Styles::default() };
        let defaults = root.at(&["w:docDefaults", "w:rPrDefault", "w:rPr"]);
        let elements: BTreeMap<&str, &Element> = root
            .all("w:style")
            .map(|style| (style.attribute("w:styleId").unwrap_or_default(), style))
            .collect();
        let by_id: BTreeMap<String, Style> = elements
            .iter()
            .map(|(id, style)| ((*id).to_owned(), resolve(style, &elements)))
            .collect();
        let is_default = |style: &&Element| {
            style.attribute("w:type") == Some("paragraph")
                && matches!(style.attribute("w:default"), Some("1" | "true"))
        };
        let paragraph = root.all("w:style").find(is_default);
        let paragraph = paragraph.map(|style| resolve(style, &elements));
        Styles {
            by_id,
            defaults: LetterLook::new(defaults),
            paragraph: paragraph.unwrap_or_default(),
        }
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.by_id.get(id)).unwrap_or(&self.paragraph)
    }

    /// What the style of a run says.
    pub(super) fn run(&self, id: Option<&str>) -> LetterLook {
        let style = id.and_then(|id| self.by_id.get(id));
        style.map(|style| style.letters.clone()).unwrap_or_default()
    }

    /// The numbering that the style of this identifier brings.
    pub(super) fn numbering(&self, id: &str) -> Option<&str> {
        self.by_id.get(id)?.numbering.as_ref().map(|(numbering, _)| numbering.as_str())
    }
}

fn resolve(style: &Element, all: &BTreeMap<&str, &Element>) -> Style {
    let mut chain = vec![style];
    while let Some(base) = chain[chain.len() - 1].value(&["w:basedOn"])
        && let Some(base) = all.get(base)
        && chain.len() < MOST_BASES
    {
        chain.push(base);
    }
    let names: Vec<String> = chain
        .iter()
        .map(|style| style.value(&["w:name"]).unwrap_or_default().to_lowercase())
        .collect();
    let outline = chain.iter().zip(&names).find_map(|(style, name)| {
        let by_name = name.strip_prefix("heading ");
        let by_name = by_name.and_then(|level| level.trim().parse::<usize>().ok());
        by_name
            .map(|level| level.saturating_sub(1))
            .or_else(|| style.number(&["w:pPr", "w:outlineLvl"]))
    });
    let letters = chain.iter().fold(LetterLook::default(), |letters, style| {
        letters.over(&LetterLook::new(style.at(&["w:rPr"])))
    });
    let numbering = chain.iter().find_map(|style| {
        let own = style.at(&["w:pPr", "w:numPr"])?;
        let level = own.number(&["w:ilvl"]).unwrap_or(0);
        Some((own.value(&["w:numId"]).unwrap_or("0").to_owned(), level))
    });
    Style {
        role: names.iter().find_map(|name| role(name)).unwrap_or_default(),
        outline,
        letters,
        numbering,
        indent: chain.iter().find_map(|style| indent(style.at(&["w:pPr"]))),
    }
}

/// How far a paragraph is set in.
pub(super) fn indent(properties: Option<&Element>) -> Option<i64> {
    let own = properties?.at(&["w:ind"])?;
    let left = own.attribute("w:start").or_else(|| own.attribute("w:left"))?;
    left.trim().parse::<f64>().ok().map(rounded)
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
fn rounded(number: f64) -> i64 {
    number as i64
}

fn role(name: &str) -> Option<Role> {
    let level = |prefix: &str| {
        let rest = name.strip_prefix(prefix)?.trim();
        if rest.is_empty() {
            Some(0)
        } else {
            rest.parse::<usize>().ok().map(|n| n.max(1) - 1)
        }
    };
    if let Some(level) = level("list bullet") {
        return Some(Role::Bullet(level));
    }
    if let Some(level) = level("list number") {
        return Some(Role::Number(level));
    }
    match name {
        "title" => Some(Role::Title),
        // These are based on others that are more.
        "subtitle" | "normal" | "body text" => Some(Role::Plain),
        "caption" | "table caption" | "figure caption" => Some(Role::Caption),
        "toc heading" => Some(Role::Contents),
        "quote" | "intense quote" | "block text" => Some(Role::Quote),
        name if name.starts_with("toc ") || name.starts_with("table of ") => {
            Some(Role::Contents)
        }
        name if name.starts_with("list continue") => Some(Role::Continued),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_styles_say_what_a_paragraph_is() {
        for (name, expected) in [
            ("list bullet", Some(Role::Bullet(0))),
            ("list bullet 3", Some(Role::Bullet(2))),
            ("list number 2", Some(Role::Number(1))),
            ("toc 2", Some(Role::Contents)),
            ("title", Some(Role::Title)),
            ("subtitle", Some(Role::Plain)),
            ("ward leaflet", None),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
