//! A text as a value of YAML.

/// Words that are something else than a text where they stand without quotation marks.
const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text as a YAML value: with the quotation marks of `like`, which it takes the place of;
/// else plain if nothing in it could mean something else.
pub fn yaml_text(text: &str, like: &str) -> String {
    let is_reserved = RESERVED.contains(&text.to_lowercase().as_str());
    // A truth value, a number and a day are written as they are meant.
    let is_meant = !like.is_empty() && RESERVED.contains(&like.to_lowercase().as_str());
    let is_number = like.starts_with(|c: char| c.is_ascii_digit())
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || " -()./".contains(c));
    if like.starts_with('\'') && !text.contains(char::is_control) {
        format!("'{}'", text.replace('\'', "''"))
    } else if !like.starts_with('"')
        && ((is_plain && !is_reserved) || (is_reserved && is_meant) || is_number)
    {
        text.to_owned()
    } else {
        // Every text of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        for (text, like, expected) in [
            ("Going home", "", "Going home"),
            ("yes", "", "\"yes\""),
            ("no", "yes", "no"),
            ("2026-01-31", "0", "2026-01-31"),
            ("2026", "", "\"2026\""),
            ("Stem cell (HSC)", "", "Stem cell (HSC)"),
            ("a: b", "", "\"a: b\""),
            ("# 1", "", "\"# 1\""),
            ("it's", "'x'", "'it''s'"),
            ("x", "\"y\"", "\"x\""),
            ("- a", "", "\"- a\""),
        ] {
            assert_eq!(yaml_text(text, like), expected);
        }
    }
}
