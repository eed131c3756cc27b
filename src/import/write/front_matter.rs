//! The front matter of an article that was imported.

/// A text as a YAML value: plain if nothing in it could mean something else.
pub(in crate::import) fn value(text: &str) -> String {
    /// Words that YAML reads as something else than a text.
    const READ: &[&str] =
        &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan"];
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || " -()/,.?!'’–&°≥≤+%".contains(c))
        && !READ.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text between quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            sign if sign.is_control() => quoted.push(' '),
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// Several texts as one YAML value.
pub(in crate::import) fn list(texts: &[String]) -> String {
    let values: Vec<String> = texts
        .iter()
        .map(|text| if text.contains(',') { quoted(text) } else { value(text) })
        .collect();
    format!("[{}]", values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        for (text, written) in [
            ("Going home", "Going home"),
            ("GVHD: signs", "\"GVHD: signs\""),
            ("No", "\"No\""),
            ("04 lists", "\"04 lists\""),
            ("say \"ah\"", "\"say \\\"ah\\\"\""),
            ("a # b", "\"a # b\""),
        ] {
            assert_eq!(value(text), written);
        }
        assert_eq!(list(&["a".into(), "b, c".into()]), "[a, \"b, c\"]");
    }
}
