//! The numbers of lists: which sign an item has, and which number comes next. Lists that
//! share a definition go on counting, unless one says where it starts.

use std::collections::{BTreeMap, BTreeSet};

use super::style::Styles;
use crate::import::package::Element;

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: Option<u64>,
    indent: Option<i64>,
}

/// A list: its definition, and where it starts by its own word.
#[derive(Debug, Clone, Default)]
struct Numbered {
    definition: String,
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u64>,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing: it is a further paragraph of the item before.
    None,
    Bullet,
    Number(u64),
    /// A letter or a Roman number.
    Letter(u64),
}

/// All lists, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, Numbered>,
    counts: BTreeMap<String, [Option<u64>; LEVELS]>,
    begun: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads the part of the numbering.
    pub(super) fn new(root: Option<&Element>, styles: &Styles) -> Numbering {
        let Some(root) = root else { return Numbering::default() };
        let definitions: BTreeMap<&str, &Element> = root
            .all("w:abstractNum")
            .map(|own| (own.attribute("w:abstractNumId").unwrap_or_default(), own))
            .collect();
        let definition_of: BTreeMap<&str, &str> = root
            .all("w:num")
            .filter_map(|own| {
                let id = own.attribute("w:numId")?;
                Some((id, own.value(&["w:abstractNumId"])?))
            })
            .collect();
        let read = |own: &Element| {
            let id = own.attribute("w:numId")?;
            let mut definition = own.value(&["w:abstractNumId"]).unwrap_or_default();
            // A definition may say that it is that of a style.
            let linked = definitions.get(definition);
            let linked = linked.and_then(|own| own.value(&["w:numStyleLink"]));
            if let Some(style) = linked
                && let Some(numbering) = styles.numbering(style)
                && let Some(of_style) = definition_of.get(numbering)
            {
                definition = of_style;
            }
            let mut levels =
                definitions.get(definition).map(|own| levels(own)).unwrap_or_default();
            let mut starts = BTreeMap::new();
            for over in own.all("w:lvlOverride") {
                levels.extend(self::levels(over));
                let level = over.attribute("w:ilvl").and_then(|level| level.parse().ok());
                if let (Some(level), Some(start)) =
                    (level, over.number(&["w:startOverride"]))
                {
                    starts.insert(level, start);
                }
            }
            let definition = definition.to_owned();
            Some((id.to_owned(), Numbered { definition, levels, starts }))
        };
        Numbering {
            lists: root.all("w:num").filter_map(read).collect(),
            ..Numbering::default()
        }
    }

    /// Whether there is a list of this identifier.
    pub(super) fn knows(&self, list: &str) -> bool {
        self.lists.contains_key(list)
    }

    /// How far the items of a level are set in.
    pub(super) fn indent(&self, list: &str, level: usize) -> Option<i64> {
        self.lists.get(list)?.levels.get(&level)?.indent
    }

    /// The sign of the next item.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Sign {
        let Some(numbered) = self.lists.get(list) else { return Sign::Bullet };
        let level = level.min(LEVELS - 1);
        let own = numbered.levels.get(&level).cloned().unwrap_or_default();
        match own.format.as_str() {
            "bullet" | "" if own.text.trim().is_empty() && !own.format.is_empty() => {
                return Sign::None;
            }
            "none" => {
                return if own.text.trim().is_empty() {
                    Sign::None
                } else {
                    Sign::Bullet
                };
            }
            "bullet" | "" => return Sign::Bullet,
            _ => {}
        }
        let begins = self.begun.insert((list.to_owned(), level));
        let counts = self.counts.entry(numbered.definition.clone()).or_default();
        if begins && let Some(start) = numbered.starts.get(&level) {
            counts[level] = start.checked_sub(1);
            // An override of zero starts at zero.
            if *start == 0 {
                counts[level] = None;
            }
        }
        let first = numbered.starts.get(&level).copied().or(own.start).unwrap_or(1);
        let number = counts[level].map_or(first, |last| last.saturating_add(1));
        counts[level] = Some(number);
        counts[level + 1..].fill(None);
        match own.format.as_str() {
            "decimal"
            | "decimalZero"
            | "ordinal"
            | "cardinalText"
            | "ordinalText"
            | "decimalEnclosedCircle"
            | "decimalFullWidth"
            | "numberInDash" => Sign::Number(number),
            _ => Sign::Letter(number),
        }
    }
}

fn levels(element: &Element) -> BTreeMap<usize, Level> {
    let read = |own: &Element| {
        let number = own.attribute("w:ilvl")?.parse().ok()?;
        let level = Level {
            format: own.value(&["w:numFmt"]).unwrap_or("decimal").to_owned(),
            text: match own.at(&["w:lvlPicBulletId"]) {
                Some(_) => "picture".to_owned(),
                None => own.value(&["w:lvlText"]).unwrap_or_default().to_owned(),
            },
            start: own.number(&["w:start"]),
            indent: super::style::indent(own.at(&["w:pPr"])),
        };
        Some((number, level))
    };
    element.all("w:lvl").filter_map(read).collect()
}
