//! A Markdown file in two: its front matter and its body.
//!
//! The front matter begins on the first line and ends at the next line `---`; nothing
//! else opens or closes it. The Markdown parser's own option for it takes quadratic time
//! on hostile input and is never used.

use std::ops::Range;

use crate::base::{FileId, Span};
use crate::diagnostic::{
    BAD_FRONT_MATTER, Diagnostic, MISSING_FRONT_MATTER, Rule, UNCLOSED_FRONT_MATTER,
};

/// A file's parts, as bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// The front matter with its marker lines; empty if there is none.
    pub(super) block: Range<usize>,
    /// The YAML between the markers. `None`: there is none that can be read.
    pub(super) yaml: Option<Range<usize>>,
    /// The body.
    pub(super) body: Range<usize>,
    /// What is wrong with the markers. Then the YAML is a guess, good for a title.
    pub(super) fault: Option<Diagnostic>,
}

/// Splits the text of an article or a term.
pub(super) fn split(file: FileId, text: &str) -> Split {
    let finding =
        |rule: &'static Rule, range: Range<usize>, message: &str, help: &str| {
            Some(Diagnostic::new(rule, Span::new(file, range), message).with_help(help))
        };
    let start = text.len() - text.trim_start().len();
    let blank_lines = text[..start].matches('\n').count();
    let content = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let first = line(text, content);
    let first_line = &text[first.clone()];
    let mut split = Split { block: 0..0, yaml: None, body: 0..text.len(), fault: None };
    if text.trim().is_empty() {
        let help = "begin it with a line `---`, a line `title: …` and another line `---`";
        split.fault = finding(&MISSING_FRONT_MATTER, 0..0, "the file is empty", help);
    } else if is_marker(first_line) {
        between_markers(text, &first, &mut split);
        if split.body.is_empty() && split.block.end == first.end {
            unclosed(text, &first, &mut split);
            let help = if has_dots(text) {
                "end it with a line `---`, not with `...`"
            } else {
                "write `---` alone on a line below the last setting"
            };
            let message = "the front matter that begins here is not closed";
            split.fault = finding(&UNCLOSED_FRONT_MATTER, first, message, help);
        } else if blank_lines > 0 {
            let message = "there are blank lines above the front matter";
            let help = "delete them: `---` is the first line of the file";
            split.fault = finding(&MISSING_FRONT_MATTER, first, message, help);
        }
    } else if first_line.trim_end() == "+++" {
        split.body = after_closing(text, &first, "+++");
        let message = "the front matter is TOML, and only YAML is read";
        let help = "write `---` instead of `+++`, and `title: …` instead of `title = …`";
        split.fault = finding(&BAD_FRONT_MATTER, first, message, help);
    } else if is_json(&text.as_bytes()[start..]) {
        let message = "the front matter is JSON, and only YAML is read";
        let help = "begin with a line `---`, a line `title: …` and another line `---`";
        split.fault = finding(&BAD_FRONT_MATTER, first, message, help);
    } else {
        let message = "the file does not begin with front matter";
        let help =
            "make these the first lines of the file: `---`, `title: …`, and `---` again";
        split.fault = finding(&MISSING_FRONT_MATTER, first, message, help);
    }
    split
}

/// Finds the closing marker. Without one, the block ends with its opening line.
fn between_markers(text: &str, opening: &Range<usize>, split: &mut Split) {
    let yaml_start = (opening.end + 1).min(text.len());
    split.block = opening.start..opening.end;
    split.body = text.len()..text.len();
    let mut at = yaml_start;
    while at < text.len() {
        let line = line(text, at);
        if is_marker(&text[line.clone()]) {
            split.block.end = line.end;
            split.yaml = Some(yaml_start..at);
            split.body = (line.end + 1).min(text.len())..text.len();
            return;
        }
        at = line.end + 1;
    }
}

/// Guesses where the settings end: at the first blank line.
fn unclosed(text: &str, opening: &Range<usize>, split: &mut Split) {
    let yaml_start = (opening.end + 1).min(text.len());
    let yaml_end =
        text[yaml_start..].find("\n\n").map_or(text.len(), |at| yaml_start + at + 1);
    split.yaml = Some(yaml_start..yaml_end);
    split.body = yaml_end..text.len();
}

fn after_closing(text: &str, opening: &Range<usize>, marker: &str) -> Range<usize> {
    let mut at = opening.end + 1;
    while at < text.len() {
        let line = line(text, at);
        at = line.end + 1;
        if text[line].trim_end() == marker {
            return at.min(text.len())..text.len();
        }
    }
    text.len()..text.len()
}

fn is_marker(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.bytes().all(|b| b" \t".contains(&b)))
}

fn has_dots(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == "...")
}

/// `{` and then a key: a page may well begin with a brace for other reasons.
fn is_json(bytes: &[u8]) -> bool {
    let mut inside = bytes.iter().skip(1).filter(|byte| !byte.is_ascii_whitespace());
    bytes.first() == Some(&b'{') && matches!(inside.next(), Some(b'"' | b'}'))
}

/// The line that begins at `start`, without its line end.
fn line(text: &str, start: usize) -> Range<usize> {
    start..text[start..].find('\n').map_or(text.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_split_at_its_markers() {
        for (text, yaml, body) in [
            ("---\ntitle: X\n---\nBody\n", "title: X\n", "Body\n"),
            ("---  \ntitle: X\n---\t\nBody", "title: X\n", "Body"),
            ("---\n---\nBody", "", "Body"),
            ("---\ntitle: X\n---", "title: X\n", ""),
            ("---\na: b\n---\nx\n\n---\n\ny\n", "a: b\n", "x\n\n---\n\ny\n"),
            ("---\na: |\n  ---\n---\nx", "a: |\n  ---\n", "x"),
        ] {
            let split = split(FileId(0), text);
            assert_eq!(split.fault, None, "{text:?}");
            assert_eq!(&text[split.yaml.unwrap()], yaml, "{text:?}");
            assert_eq!(&text[split.body], body, "{text:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_markers_is_told_where_they_stand() {
        for (text, rule, at, part) in [
            ("", "missing-front-matter", "", "title"),
            (" \n\n\t\n", "missing-front-matter", "", "title"),
            ("# Heading\n\ntext\n", "missing-front-matter", "# Heading", "title"),
            ("\n---\ntitle: X\n---\nx\n", "missing-front-matter", "---", "first line"),
            ("---\ntitle: X\n\n# H\n\ntext\n", "unclosed-front-matter", "---", "`---`"),
            ("---\n", "unclosed-front-matter", "---", "`---`"),
            ("---", "unclosed-front-matter", "---", "`---`"),
            ("---\na: b\n...\nx\n", "unclosed-front-matter", "---", "`...`"),
            ("+++\ntitle = 'X'\n+++\nx\n", "bad-front-matter", "+++", "`---`"),
            (
                "{ \"title\": \"X\" }\n\nx\n",
                "bad-front-matter",
                "{ \"title\": \"X\" }",
                "`---`",
            ),
            ("----\ntitle: X\n----\n", "missing-front-matter", "----", "first lines"),
            ("{% x %}\n", "missing-front-matter", "{% x %}", "first lines"),
        ] {
            let fault = split(FileId(0), text).fault.unwrap();
            assert_eq!(fault.rule.name, rule, "{text:?}");
            assert_eq!(&text[fault.primary.unwrap().range()], at, "{text:?}");
            assert!(fault.help.unwrap().contains(part), "{text:?}");
        }
    }

    #[test]
    fn a_file_without_a_closing_marker_still_has_a_body() {
        let text = "---\ntitle: X\n\n# Heading\n";
        let split = split(FileId(0), text);
        assert_eq!(&text[split.yaml.unwrap()], "title: X\n");
        assert_eq!(&text[split.body], "\n# Heading\n");
    }
}
