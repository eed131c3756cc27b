//! Elements of HTML as far as their words are concerned: which there are, which join what
//! stands on either side of their tags, and which strike their words out.

/// The elements that HTML has or once had, but for those that join words.
const PARTING: &[&str] = &[
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "col",
    "colgroup",
    "command",
    "content",
    "datalist",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fencedframe",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "image",
    "img",
    "input",
    "isindex",
    "keygen",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "multicol",
    "nav",
    "nextid",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "plaintext",
    "portal",
    "pre",
    "progress",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "shadow",
    "slot",
    "source",
    "spacer",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
    "video",
    "xmp",
];

/// Whether HTML has an element of this name, in small letters.
pub fn is_element(name: &str) -> bool {
    joins(name) || PARTING.binary_search(&name).is_ok()
}

/// Whether the tags of an element part no words: `H<b>2</b>O` is one. They stand within a line
/// and may stand within a word; those of all others part two words.
pub fn joins(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "blink"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// The name in a start or end tag, in small letters; `None` for comments and the like.
pub(super) fn tag_name(markup: &str) -> Option<String> {
    let inside = markup.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    Some(name[..end.unwrap_or(name.len())].to_ascii_lowercase())
}

/// What a reader sees of one tag in a line: nothing, the border of two words, or the tag
/// itself where HTML has no such element.
pub(super) fn shown_of_tag(markup: &str) -> &str {
    match tag_name(markup) {
        Some(name) if joins(&name) => "",
        Some(name) if is_element(&name) => " ",
        Some(_) => markup,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_in_order() {
        assert!(PARTING.is_sorted());
        assert!(is_element("br") && is_element("sub") && !is_element("name"));
    }

    #[test]
    fn a_tag_in_a_line_is_nothing_a_border_or_itself() {
        for (tag, shown) in [
            ("<b>", ""),
            ("</B>", ""),
            ("<br/>", " "),
            ("</div>", " "),
            ("<name>", "<name>"),
            ("</first-name>", "</first-name>"),
            ("<!-- x -->", ""),
            ("<?x?>", ""),
        ] {
            assert_eq!(shown_of_tag(tag), shown, "{tag}");
        }
    }
}
