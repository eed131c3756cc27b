//! What the library calls things, and what they are called here.

use pulldown_cmark::{CodeBlockKind, CowStr, Tag};

use super::document::{Alignment, Node, NodeKind};

/// Whether a node is a level of its own: an item belongs to its list, a row and a cell to
/// their table.
pub(super) fn is_level(kind: &NodeKind<'_>) -> bool {
    !matches!(
        kind,
        NodeKind::Item
            | NodeKind::Paragraph
            | NodeKind::TableHead
            | NodeKind::TableRow
            | NodeKind::TableCell
            | NodeKind::DefinitionTitle { .. }
            | NodeKind::DefinitionBody
    )
}

/// Whether the items of a list hold inline text directly.
pub(super) fn is_tight(nodes: &[Node<'_>], list: usize) -> bool {
    let mut item = list + 1;
    while item < nodes[list].end {
        let mut child = item + 1;
        while child < nodes[item].end {
            if nodes[child].kind == NodeKind::Paragraph {
                return false;
            }
            child = nodes[child].end;
        }
        item = nodes[item].end;
    }
    true
}

/// The alignment of a column.
pub(super) fn alignment(of: pulldown_cmark::Alignment) -> Alignment {
    match of {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// The kind of a tag that needs nothing but itself.
pub(super) fn plain_kind(tag: Tag<'_>) -> NodeKind<'_> {
    match tag {
        Tag::Heading { level, id, classes, attrs } => {
            // `{id=name}` of other programs is `{#name}`, if it can be an anchor.
            let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let mut named = attrs.into_iter().filter(|(key, _)| &**key == "id");
            let named = named.find_map(|(_, value)| value);
            let named = named.map(|name| name.trim_matches(['"', '\'']).to_owned());
            let named =
                named.filter(|name| !name.is_empty() && name.chars().all(is_of_name));
            let id = id.or_else(|| named.map(CowStr::from));
            NodeKind::Heading {
                level: level as u8,
                has_id: id.is_some(),
                anchor: id.map(CowStr::into_string).unwrap_or_default(),
                classes,
            }
        }
        Tag::BlockQuote(_) => NodeKind::Quote,
        Tag::List(start) => NodeKind::List { start, tight: true },
        Tag::Item => NodeKind::Item,
        Tag::FootnoteDefinition(label) => NodeKind::FootnoteDefinition(folded(label)),
        Tag::DefinitionList => NodeKind::DefinitionList,
        Tag::DefinitionListTitle => NodeKind::DefinitionTitle { anchor: String::new() },
        Tag::DefinitionListDefinition => NodeKind::DefinitionBody,
        Tag::TableHead => NodeKind::TableHead,
        Tag::TableRow => NodeKind::TableRow,
        Tag::Emphasis => NodeKind::Emphasis,
        Tag::Strong => NodeKind::Strong,
        Tag::Strikethrough => NodeKind::Struck,
        Tag::HtmlBlock => NodeKind::HtmlBlock,
        // Paragraphs; and tags whose options are off, or that `start` takes.
        _ => NodeKind::Paragraph,
    }
}

/// The language that a fence names.
pub(super) fn language(kind: CodeBlockKind<'_>) -> CowStr<'_> {
    match kind {
        CodeBlockKind::Indented => CowStr::Borrowed(""),
        CodeBlockKind::Fenced(info) => match info {
            CowStr::Borrowed(info) => CowStr::Borrowed(first_word(info)),
            info => first_word(&info).to_owned().into(),
        },
    }
}

/// The label of a footnote, in which capitals do not count.
pub(super) fn folded(label: CowStr<'_>) -> CowStr<'_> {
    if label.chars().any(char::is_uppercase) {
        label.to_lowercase().into()
    } else {
        label
    }
}

fn first_word(info: &str) -> &str {
    info.split([' ', '\t', ',', '{']).next().unwrap_or("")
}

/// Whether the value of a setting begins a quotation that goes on behind a space.
pub(super) fn opens_quotation(value: Option<&CowStr<'_>>) -> bool {
    value.is_some_and(|value| {
        ['"', '\''].iter().any(|&mark| {
            value.starts_with(mark) && (value.len() == 1 || !value.ends_with(mark))
        })
    })
}
