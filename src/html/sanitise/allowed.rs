//! The allow-list: which elements and attributes of raw HTML stay, and where.

use crate::markdown::raw_html::{AddressUse, address_use};

/// How an allowed element behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementContent {
    /// Has no end tag.
    Void,
    /// Stands in a line of text and holds such.
    Phrasing,
    /// Like phrasing, but may hold blocks where it stands between them.
    Transparent,
    /// Stands between blocks and holds a line of text.
    Line,
    /// Stands between blocks and holds blocks.
    Flow,
    /// A part of a table that holds nothing but other parts.
    Structure,
}

/// How the element `name` behaves; `None` if it is not allowed.
///
/// Never in this list: `svg`, `math`, `style`, `noscript` and what else browsers parse by
/// rules of its own. Every known way around a sanitiser went through one of those.
pub(super) fn content_of(name: &str) -> Option<ElementContent> {
    Some(match name {
        "br" | "col" | "hr" | "img" | "wbr" => ElementContent::Void,
        "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "dfn" | "em" | "i" | "kbd"
        | "mark" | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span"
        | "strong" | "sub" | "sup" | "time" | "u" | "var" => ElementContent::Phrasing,
        "a" | "del" | "ins" => ElementContent::Transparent,
        "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "pre" => ElementContent::Line,
        "blockquote" | "caption" | "dd" | "details" | "div" | "dl" | "dt"
        | "figcaption" | "figure" | "li" | "ol" | "section" | "summary" | "td" | "th"
        | "ul" => ElementContent::Flow,
        "colgroup" | "table" | "tbody" | "tfoot" | "thead" | "tr" => {
            ElementContent::Structure
        }
        _ => return None,
    })
}

/// Whether an element may stand in a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    match content_of(name) {
        Some(ElementContent::Phrasing | ElementContent::Transparent) => true,
        Some(ElementContent::Void) => !matches!(name, "hr" | "col"),
        Some(ElementContent::Line | ElementContent::Flow | ElementContent::Structure)
        | None => false,
    }
}

/// The elements of which `name` must be a child; empty if it may stand anywhere.
pub(super) fn parents_of(name: &str) -> &'static [&'static str] {
    match name {
        "caption" | "colgroup" | "tbody" | "tfoot" | "thead" => &["table"],
        "col" => &["colgroup", "table"],
        "tr" => &["tbody", "tfoot", "thead", "table"],
        "td" | "th" => &["tr"],
        "rp" | "rt" => &["ruby"],
        _ => &[],
    }
}

/// Elements without an end tag that are not allowed.
pub(super) fn is_void_stranger(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "embed"
            | "frame"
            | "image"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
    )
}

/// What to do instead of an element that is not allowed.
pub(super) fn instead_of(name: &str) -> &'static str {
    match name {
        "audio" | "video" | "source" | "track" => "link to the file instead",
        "iframe" | "object" | "embed" | "frame" => "link to the other page instead",
        "button" | "form" | "input" | "label" | "select" | "textarea" => {
            "link to a page that holds the form"
        }
        "svg" | "math" => {
            "save it as an image file and write `![what it shows](file.svg)`"
        }
        "script" => "take it out; scripts belong to the theme",
        "style" | "font" | "center" | "link" => {
            "take it out; colours and sizes belong to the theme"
        }
        _ => "take its tags out, or write `\\<` for `<` if it is meant as text",
    }
}

/// What to do instead of an attribute that is not allowed.
pub(super) fn instead_of_attribute(name: &str) -> &'static str {
    match name {
        "style" | "align" | "bgcolor" | "color" | "valign" | "border" => {
            "take it out; colours and sizes belong to the theme"
        }
        "name" => "write `id` instead",
        "target" => "take it out; readers choose themselves where a link opens",
        name if name.starts_with("on") => "take it out; scripts belong to the theme",
        _ => "take it out",
    }
}

/// What values an attribute takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttributeValue {
    /// Any text.
    Text,
    /// An anchor.
    Id,
    /// Anchors with spaces between them.
    Ids,
    /// One of a few words, in small letters.
    Word(&'static [&'static str]),
    /// The number style of a list: case matters.
    ListType,
    /// Nothing: it is there or not.
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// A language tag.
    Language,
    /// A date, a time or a duration.
    Time,
    /// Kinds of link that do no harm.
    Relations,
    /// An address.
    Address(AddressUse),
}

/// What values `attribute` takes on `element`; `None` if it is not allowed there.
pub(super) fn value_of(element: &str, attribute: &str) -> Option<AttributeValue> {
    Some(match (element, attribute) {
        (_, "class" | "title" | "aria-label") | ("img", "alt") => AttributeValue::Text,
        (_, "id") => AttributeValue::Id,
        (_, "aria-labelledby" | "aria-describedby") | ("td" | "th", "headers") => {
            AttributeValue::Ids
        }
        (_, "lang") | ("a", "hreflang") => AttributeValue::Language,
        (_, "dir") => AttributeValue::Word(&["ltr", "rtl", "auto"]),
        (_, "aria-hidden") => AttributeValue::Word(&["true", "false"]),
        ("a", "rel") => AttributeValue::Relations,
        ("img", "width" | "height") => AttributeValue::Number(0, 100_000),
        ("img", "loading") => AttributeValue::Word(&["lazy", "eager"]),
        ("td" | "th", "colspan") | ("col" | "colgroup", "span") => {
            AttributeValue::Number(1, 1_000)
        }
        ("td" | "th", "rowspan") => AttributeValue::Number(0, 1_000),
        ("th", "scope") => AttributeValue::Word(&["col", "row", "colgroup", "rowgroup"]),
        ("ol", "start") | ("li", "value") => {
            AttributeValue::Number(-1_000_000, 1_000_000)
        }
        ("ol", "type") => AttributeValue::ListType,
        ("ol", "reversed") | ("details", "open") => AttributeValue::Flag,
        ("del" | "ins" | "time", "datetime") => AttributeValue::Time,
        _ => return address_use(element, attribute).map(AttributeValue::Address),
    })
}

impl AttributeValue {
    /// The value as it is written out, anchors with the prefix before them; `None` if the
    /// attribute does not take it.
    pub(super) fn cleaned(self, value: &str, anchor_prefix: &str) -> Option<String> {
        let word = value.trim();
        let sound = match self {
            AttributeValue::Text | AttributeValue::Address(_) => {
                return Some(value.to_owned());
            }
            AttributeValue::Flag => return Some(String::new()),
            AttributeValue::Relations => return relations(value),
            AttributeValue::Word(words) => {
                let lower = word.to_ascii_lowercase();
                return words.contains(&&*lower).then_some(lower);
            }
            AttributeValue::ListType => matches!(word, "1" | "a" | "A" | "i" | "I"),
            AttributeValue::Number(least, most) => {
                word.parse().is_ok_and(|number| (least..=most).contains(&number))
            }
            AttributeValue::Id => {
                return is_anchor(word).then(|| format!("{anchor_prefix}{word}"));
            }
            AttributeValue::Ids => {
                let anchor = |id| is_anchor(id).then(|| format!("{anchor_prefix}{id}"));
                let anchors: Option<Vec<String>> =
                    word.split_ascii_whitespace().map(anchor).collect();
                return anchors.map(|ids| ids.join(" ")).filter(|ids| !ids.is_empty());
            }
            AttributeValue::Language => {
                word.len() <= 35
                    && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            }
            AttributeValue::Time => {
                (1..=40).contains(&word.len())
                    && word
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-:.,+ ".contains(&b))
            }
        };
        sound.then(|| word.to_owned())
    }
}

fn relations(value: &str) -> Option<String> {
    const HARMLESS: &[&str] = &[
        "author",
        "bookmark",
        "external",
        "help",
        "license",
        "nofollow",
        "noopener",
        "noreferrer",
        "tag",
    ];
    let lower = value.to_ascii_lowercase();
    let kept: Vec<&str> =
        lower.split_ascii_whitespace().filter(|word| HARMLESS.contains(word)).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}

fn is_anchor(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c))
}
