//! Spaces that look like the ordinary one and are not, and characters that nobody sees: they
//! come with text that was copied, and keep marks from being read.

/// What such a character is called; `None` for every other.
pub fn invisible_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{2000}'..='\u{200a}' => "a typographic space",
        '\u{205f}' | '\u{1680}' => "a space of another width",
        '\u{3000}' => "an ideographic space",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' | '\u{200d}' => "a zero-width joiner",
        '\u{2060}' => "a word joiner",
        '\u{feff}' => "a byte-order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{200e}' | '\u{200f}' => "a mark of direction",
        _ => return None,
    })
}

/// What a character is called that turns the order of letters round, or keeps it, and that
/// nobody sees; `None` for every other.
pub fn direction_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "a mark of direction",
        '\u{202a}' | '\u{202b}' => "an embedding of the other direction",
        '\u{202c}' => "the end of an embedding",
        '\u{202d}' | '\u{202e}' => "an override of the direction",
        '\u{2066}'..='\u{2068}' => "an isolate of another direction",
        '\u{2069}' => "the end of an isolate",
        _ => return None,
    })
}

/// The invisible characters and the spaces around them that a text begins with, and what the
/// first of them is called. `None` if there is none.
pub fn invisible_start(text: &str) -> Option<(usize, &'static str, char)> {
    let is_blank = |c: char| matches!(c, ' ' | '\t') || invisible_name(c).is_some();
    let length = text.find(|c| !is_blank(c)).unwrap_or(text.len());
    let mut all = text[..length].chars();
    let (first, name) = all.find_map(|c| Some((c, invisible_name(c)?)))?;
    Some((length, name, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_has_a_name() {
        assert_eq!(
            invisible_start("\u{a0}What"),
            Some((2, "a no-break space", '\u{a0}'))
        );
        assert_eq!(invisible_start(" \u{200b} x").map(|it| it.0), Some(5));
        assert_eq!(invisible_start(" What\u{a0}"), None);
        assert_eq!(invisible_name(' '), None);
    }
}
