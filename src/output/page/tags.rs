//! Changes the tags of finished HTML, and none of its words.

use std::borrow::Cow;

/// The HTML with each tag as `change` gives it back.
pub(super) fn rewrite<'h>(
    html: &'h str,
    mut change: impl FnMut(&'h str) -> Cow<'h, str>,
) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let length = length_of_tag(&rest[start..]);
        out.push_str(&change(&rest[start..start + length]));
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

/// The value of an attribute of a tag, as it is written there.
pub(super) fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// The tag with another value of an attribute.
pub(super) fn with_value(tag: &str, name: &str, value: &str, by: &str) -> String {
    tag.replacen(&format!(" {name}=\"{value}\""), &format!(" {name}=\"{by}\""), 1)
}

/// Up to the bracket that closes it: one between quotation marks is a sign like others.
fn length_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_changed_and_words_are_not() {
        let html = "a <b title=\"x > y\">id=\"z\"</b> &lt; 1 <i";
        let shout = |tag: &str| Cow::Owned(tag.to_uppercase());
        let expected = "a <B TITLE=\"X > Y\">id=\"z\"</B> &lt; 1 <I";
        assert_eq!(rewrite(html, shout), expected);
        assert_eq!(rewrite(html, Cow::Borrowed), html);
        assert_eq!(value("<a class=\"c\" href=\"#x\">", "href"), Some("#x"));
        assert_eq!(value("<a data-id=\"x\">", "id"), None);
    }
}
