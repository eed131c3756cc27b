//! Scripts without what only people read.

/// A script without indentation and the comments that have lines of their own. One in which a
/// line may be part of a text, or of a comment of several lines, stays as it is.
pub fn compact(script: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(script) else { return script.to_vec() };
    let is_plain = |line: &str| {
        line.matches('`').count().is_multiple_of(2)
            && !line.ends_with('\\')
            && (!line.contains("/*") || is_comment(line.trim()))
    };
    if !text.lines().all(is_plain) {
        return script.to_vec();
    }
    let mut compact = String::with_capacity(text.len());
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines.filter(|line| !is_comment(line)) {
        compact.push_str(line);
        compact.push('\n');
    }
    compact.into_bytes()
}

/// Whether a line is a comment and nothing else.
fn is_comment(line: &str) -> bool {
    let inner = line.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
    line.starts_with("//") || inner.is_some_and(|inner| !inner.contains("*/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_a_comment_goes() {
        for (script, expected) in [
            (
                "// Says.\n\n/** A. */\nlet a = 1; // b\n  a += 1;\n",
                "let a = 1; // b\na += 1;\n",
            ),
            ("/* a */ b() /* c */\n", "/* a */ b() /* c */\n"),
            ("const text = `\n// kept\n`;\n", "const text = `\n// kept\n`;\n"),
            ("/*\n * a\n */\n  b();\n", "/*\n * a\n */\n  b();\n"),
            ("  'a\\\n // b';\n", "  'a\\\n // b';\n"),
        ] {
            assert_eq!(compact(script.as_bytes()), expected.as_bytes(), "{script}");
        }
        assert_eq!(compact(b"\xff"), b"\xff");
    }
}
