//! HTML that is already escaped, as a type of its own.

use serde::Serialize;

/// A fragment of HTML in which every author's character is already escaped.
///
/// Only the writers of `html/` and the theme make one; everything else passes it on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

impl Html {
    /// The fragment that shows `text` as it is.
    pub fn from_text(text: &str) -> Self {
        Html(escape(text))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Escapes `& < > " '` for element content and quoted attributes alike.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Appends `text`, escaped, to `out`.
pub fn escape_into(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(entity);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
}

/// A sentence with what stands between backticks as code.
pub fn marked_up(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    let parts = parts.map(|(number, part)| match number % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_characters_are_escaped_and_nothing_else() {
        assert_eq!(escape(r#"a<b>"c"&'é'"#), "a&lt;b&gt;&quot;c&quot;&amp;&#39;é&#39;");
    }

    #[test]
    fn what_is_to_be_typed_stands_out() {
        let html = marked_up("write `<b>` & no more");
        assert_eq!(html, "write <code>&lt;b&gt;</code> &amp; no more");
    }
}
