//! What elements are by their names and classes, and letters as a page shows them.

use std::collections::BTreeSet;

use super::dom::{Dom, Id};
use crate::import::tree::{Inline, Line, TextStyle};

/// The names of the elements that buttons and links show and hide.
pub(super) fn controlled(dom: &Dom) -> BTreeSet<String> {
    let keys = ["aria-controls", "data-target", "data-bs-target"];
    let named = dom
        .below(Dom::ROOT)
        .into_iter()
        .flat_map(|id| keys.iter().filter_map(move |key| dom.attribute(id, key)));
    named.map(|name| name.trim_start_matches('#').to_owned()).collect()
}

/// Letters of a page, whose white space is single spaces.
pub(super) fn text(letters: &str, style: &TextStyle, line: &mut Line) {
    let mut text = String::with_capacity(letters.len());
    // Spaces that do not break stay where one joins two words; several only set things apart.
    let joined = letters
        .replace("\u{a0}\u{a0}", "  ")
        .replace("\u{a0} ", "  ")
        .replace(" \u{a0}", "  ");
    for letter in joined.chars() {
        match letter {
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            ' ' | '\n' | '\t' | '\r' | '\u{c}' => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    if !text.is_empty() {
        line.push(Inline::Text(text, style.clone()));
    }
}

/// Whether an element begins a new block.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset",
        "figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "nav",
        "noframes", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead",
        "tr", "search",
    ];
    BLOCKS.contains(&name)
}

/// Whether an element stands in a frame that asks for attention.
pub(super) fn is_framed(dom: &Dom, id: Id) -> bool {
    const FRAMES: &[&str] = &[
        "alert",
        "callout",
        "admonition",
        "notice",
        "infobox",
        "note",
        "warning",
        "important",
        "inset",
    ];
    matches!(dom.name(id), "div" | "aside" | "section" | "p")
        && class_says(dom, id, FRAMES)
}

/// Whether one of the words that classes are made of is among some.
pub(in crate::import) fn class_says(dom: &Dom, id: Id, words: &[&str]) -> bool {
    let own = dom.attribute(id, "class").unwrap_or_default().to_lowercase();
    own.split(|c: char| !c.is_alphanumeric()).any(|own| words.contains(&own))
}

/// The language of a piece of code.
pub(super) fn language(dom: &Dom, id: Id) -> String {
    let inside = dom.children(id).first().copied();
    let classes = [Some(id), inside].into_iter().flatten();
    let mut classes = classes
        .flat_map(|id| dom.attribute(id, "class").unwrap_or_default().split_whitespace());
    let named = classes.find_map(|class| {
        class.strip_prefix("language-").or(class.strip_prefix("lang-"))
    });
    named.unwrap_or_default().to_owned()
}
