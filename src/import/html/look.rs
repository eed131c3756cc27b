//! What attributes say of the look of text: weight, slant, and whether it is shown at all.

use super::dom::{Dom, Id};
use crate::import::tree::TextStyle;

/// The style of an element, in lower case and without spaces.
pub(in crate::import) fn style(dom: &Dom, id: Id) -> String {
    let own = dom.attribute(id, "style").unwrap_or_default();
    own.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The value of a property in such a style.
pub(in crate::import) fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    let mut own = style.split(';').filter_map(|own| own.split_once(':'));
    own.rfind(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Whether an element has a class.
pub(in crate::import) fn has_class(dom: &Dom, id: Id, class: &str) -> bool {
    let own = dom.attribute(id, "class").unwrap_or_default();
    own.split_whitespace().any(|own| own.eq_ignore_ascii_case(class))
}

/// The look of what stands in an element, from that of what it stands in.
pub(super) fn within(dom: &Dom, id: Id, outer: &TextStyle) -> TextStyle {
    let mut look = outer.clone();
    let style = style(dom, id);
    match dom.name(id) {
        "b" | "strong" => look.strong = true,
        "i" | "em" | "cite" | "dfn" | "var" => look.emphasis = true,
        "s" | "strike" | "del" => look.struck = true,
        "sup" => look.raised = true,
        "sub" => look.lowered = true,
        "code" | "kbd" | "samp" | "tt" => look.code = true,
        _ => {}
    }
    if let Some(weight) = property(&style, "font-weight") {
        look.strong = match weight {
            "bold" | "bolder" => true,
            "normal" | "lighter" => false,
            number => number.parse::<u32>().map_or(look.strong, |number| number >= 600),
        };
    }
    match property(&style, "font-style") {
        Some("italic" | "oblique") => look.emphasis = true,
        Some("normal") => look.emphasis = false,
        _ => {}
    }
    let lines =
        property(&style, "text-decoration").or(property(&style, "text-decoration-line"));
    if lines.is_some_and(|lines| lines.contains("line-through")) {
        look.struck = true;
    }
    match property(&style, "vertical-align") {
        Some("super") => look.raised = true,
        Some("sub") => look.lowered = true,
        Some("baseline") => {
            look.raised = false;
            look.lowered = false;
        }
        _ => {}
    }
    look
}

/// Whether an element is shown at first. Some become so when they are asked for.
pub(in crate::import) fn is_hidden(dom: &Dom, id: Id) -> bool {
    let style = style(dom, id);
    dom.attribute(id, "hidden").is_some()
        || property(&style, "display") == Some("none")
        || property(&style, "visibility") == Some("hidden")
        || property(&style, "mso-hide") == Some("all")
}
