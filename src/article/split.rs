//! A Markdown file in two: its front matter and its body.
//!
//! The front matter begins on the first line and ends at the next line `---`; nothing
//! else opens or closes it. The Markdown parser's own option for it takes quadratic time
//! on hostile input and is never used.

use std::ops::Range;

use crate::base::{FileId, Span, invisible_name};
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
    /// What is wrong with the markers.
    pub(super) fault: Option<Diagnostic>,
    /// Where the YAML begins or ends was guessed: good for a title, and for no finding.
    pub(super) is_guess: bool,
}

/// Splits the text of an article or a term.
#[expect(clippy::too_many_lines, reason = "one form of a beginning after the other")]
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
    let mut split = Split {
        block: 0..0,
        yaml: None,
        body: 0..text.len(),
        fault: None,
        is_guess: false,
    };
    if text.trim().is_empty() {
        let help = "begin it with a line `---`, a line `title: …` and another line `---`";
        split.fault = finding(&MISSING_FRONT_MATTER, 0..0, "the file is empty", help);
    } else if is_marker(first_line) {
        between_markers(text, &first, &mut split);
        if split.body.is_empty() && split.block.end == first.end {
            unclosed(text, &first, &mut split);
            split.is_guess = true;
            let help = match likeness(text, &first) {
                Some((number, like)) => {
                    format!("write `---` in the place of `{like}` in line {number}")
                }
                None if has_dots(text) => {
                    "end it with a line `---`, not with `...`".to_owned()
                }
                None => "write `---` alone on a line below the last setting".to_owned(),
            };
            let message = "the front matter that begins here is not closed";
            split.fault = finding(&UNCLOSED_FRONT_MATTER, first, message, &help);
        } else if let Some(second) = second_block(text, split.body.start) {
            let message =
                "a second front matter stands below the first, and none of it is read";
            let help = "move its lines up to the others, and take both its `---` out";
            split.fault = finding(&BAD_FRONT_MATTER, second, message, help);
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
        let help = "write each key on a line of its own between two lines `---`, without braces \
                    and commas: `title: …`";
        split.fault = finding(&BAD_FRONT_MATTER, first, message, help);
    } else {
        let (message, help) = match settings_below(text, &first) {
            Some(number) => (
                "the front matter does not stand at the top of the file",
                format!(
                    "move the lines from `---` in line {number} to the next `---` to the top, \
                     and delete what else stood around them"
                ),
            ),
            None => not_opened(first_line, &text[first.end..]),
        };
        if looks_like_marker(first_line) || is_setting(first_line) {
            guess(text, &first, &mut split);
        }
        if other_format(first_line).is_some() {
            // What stands in it was never meant as Markdown.
            split.body = text.len()..text.len();
        }
        split.fault = finding(&MISSING_FRONT_MATTER, first, message, &help);
    }
    split
}

/// The bytes of the YAML between the markers of a text; `None` where something is wrong with
/// these.
pub fn front_matter_yaml(text: &str) -> Option<Range<usize>> {
    let split = split(FileId(0), text);
    split.yaml.filter(|_| split.fault.is_none() && !split.is_guess)
}

/// What is wrong with a first line that opens nothing, and what to type.
fn not_opened(line: &str, below: &str) -> (&'static str, String) {
    let next = below.trim_start_matches('\n').lines().next().unwrap_or("");
    let is_row =
        |sign: char| line.trim().chars().all(|c| c == sign) && line.trim().len() > 2;
    let is_other_row = ['*', '_', '=', '~', '#'].into_iter().any(is_row);
    if is_marker(line.trim_start()) && line.starts_with([' ', '\t']) {
        let help = "take out what stands before `---`, and before the lines below it";
        return ("spaces stand before the front matter", help.to_owned());
    }
    if looks_like_marker(line) || (is_other_row && is_setting(next)) {
        let help = "write three hyphens, `---`, here and below the last setting";
        return ("this line does not open the front matter", help.to_owned());
    }
    if let Some((what, help)) = other_format(line) {
        return (what, help.to_owned());
    }
    if is_setting(line) {
        let help = "write `---` on a line of its own above this one";
        return ("the line that opens the front matter is missing", help.to_owned());
    }
    let message = "the file does not begin with front matter";
    let help = match heading(line) {
        Some(title) => {
            format!(
                "write three lines in the place of this one: `---`, `title: {title}`, `---`"
            )
        }
        None => {
            "make these the first lines of the file: `---`, `title: …`, and `---` again"
                .to_owned()
        }
    };
    (message, help)
}

/// What a file is whose first line is not of Markdown, and what to do with it.
fn other_format(line: &str) -> Option<(&'static str, &'static str)> {
    const FORMATS: &[(&str, &str, &str)] = &[
        (
            "{\\rtf",
            "this is a document in rich text (RTF) under the name of a page",
            "open it in a word processor, copy its text, and save that as plain text",
        ),
        (
            "<!doctype",
            "this is a web page (HTML) under the name of a page in Markdown",
            "copy the text that it shows into a new file: `engraft new article NAME`",
        ),
        (
            "<html",
            "this is a web page (HTML) under the name of a page in Markdown",
            "copy the text that it shows into a new file: `engraft new article NAME`",
        ),
        (
            "<?xml",
            "this is XML under the name of a page in Markdown",
            "give the file a name that ends with `.xml`, or remove it",
        ),
    ];
    let line = line.to_ascii_lowercase();
    let found = FORMATS.iter().find(|(start, _, _)| line.starts_with(start))?;
    Some((found.1, found.2))
}

/// The words of a level-one heading: the title of a page that says no other.
pub(super) fn heading(line: &str) -> Option<&str> {
    let words = line.strip_prefix("# ")?.trim_end_matches(['#', ' ', '\t']).trim();
    (!words.is_empty()).then_some(words)
}

/// The number of the line at which a front matter opens that stands further down: a marker, a
/// setting and another marker.
fn settings_below(text: &str, first: &Range<usize>) -> Option<usize> {
    /// It stands below a heading or the like, and not in the middle of a page.
    const NEAR: usize = 8;
    let lines: Vec<&str> = text.lines().collect();
    let above = text[..first.start].matches('\n').count();
    let opens = (above + 1..lines.len().min(above + NEAR)).find(|&at| {
        is_marker(lines[at]) && lines.get(at + 1).is_some_and(|line| is_setting(line))
    })?;
    lines[opens + 1..].iter().any(|line| is_marker(line)).then_some(opens + 1)
}

/// Hyphens too many or too few, or dashes that a word processor made of them: of three
/// hyphens it often makes one long dash.
pub fn looks_like_marker(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !is_blank(*c) && *c != '\\').collect();
    let is_dash = |c| {
        matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}')
    };
    !matches!(&*line, "" | "-") && line.chars().all(is_dash)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || invisible_name(c).is_some()
}

/// The first line below the opening one that looks like a marker, and its number.
fn likeness<'t>(text: &'t str, opening: &Range<usize>) -> Option<(usize, &'t str)> {
    let above = text[..opening.end].matches('\n').count() + 2;
    let lines = text.get(opening.end + 1..)?.lines().enumerate();
    lines
        .map(|(at, line)| (above + at, line.trim()))
        .take_while(|(_, line)| !line.is_empty())
        .find(|(_, line)| looks_like_marker(line))
}

/// `title: …`, without an opening line.
fn is_setting(line: &str) -> bool {
    line.starts_with("title:") || line.starts_with("term:")
}

/// Guesses what the settings are where their opening line is not one: everything up to the
/// next line that looks like a marker.
fn guess(text: &str, first: &Range<usize>, split: &mut Split) {
    let start =
        if is_setting(&text[first.clone()]) { first.start } else { first.end + 1 };
    let mut at = start.min(text.len());
    while at < text.len() {
        let line = line(text, at);
        if looks_like_marker(&text[line.clone()]) {
            split.yaml = Some(start..at);
            split.body = (line.end + 1).min(text.len())..text.len();
            split.block = first.start..line.end;
            split.is_guess = true;
            return;
        }
        at = line.end + 1;
    }
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

/// The opening line of another front matter with which the body begins: between two markers
/// nothing but keys in small letters and their values.
fn second_block(text: &str, body: usize) -> Option<Range<usize>> {
    let start = body + text[body..].len() - text[body..].trim_start().len();
    let opening = line(text, start);
    if !is_marker(&text[opening.clone()]) {
        return None;
    }
    let rest = text.get(opening.end + 1..)?;
    let is_key = |line: &str| {
        let key = line.split_once(": ").map_or("", |(key, _)| key);
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    let mut lines = rest.lines();
    let keys = lines.by_ref().take_while(|line| is_key(line)).count();
    let next = rest.lines().nth(keys)?;
    (keys > 0 && is_marker(next)).then_some(opening)
}

/// Guesses where the settings end: at the first blank line.
fn unclosed(text: &str, opening: &Range<usize>, split: &mut Split) {
    let yaml_start = (opening.end + 1).min(text.len());
    let mut yaml_end =
        text[yaml_start..].find("\n\n").map_or(text.len(), |at| yaml_start + at + 1);
    if let Some((_, like)) = likeness(text, opening)
        && let Some(at) = text[yaml_start..].find(like)
    {
        yaml_end = yaml_end.min(yaml_start + at);
    }
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
            (
                "# Heading\n\ntext\n",
                "missing-front-matter",
                "# Heading",
                "title: Heading",
            ),
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
            ("----\ntitle: X\n----\n", "missing-front-matter", "----", "three hyphens"),
            (
                "\u{2014}-\ntitle: X\n\u{2014}-\n",
                "missing-front-matter",
                "\u{2014}-",
                "`---`",
            ),
            ("title: X\n---\nx\n", "missing-front-matter", "title: X", "above"),
            ("# Food #\n\nx\n", "missing-front-matter", "# Food #", "`title: Food`"),
            ("{% x %}\n", "missing-front-matter", "{% x %}", "first lines"),
        ] {
            let fault = split(FileId(0), text).fault.unwrap();
            assert_eq!(fault.rule.name, rule, "{text:?}");
            assert_eq!(&text[fault.primary.unwrap().range()], at, "{text:?}");
            assert!(fault.help.unwrap().contains(part), "{text:?}");
        }
    }

    #[test]
    fn settings_below_a_wrong_opening_are_found() {
        for text in ["----\ntitle: X\n---\nx\n", "title: X\n----\nx\n"] {
            let split = split(FileId(0), text);
            assert!(split.is_guess);
            assert_eq!(&text[split.yaml.unwrap()], "title: X\n");
            assert_eq!(&text[split.body], "x\n");
        }
        let text = "----\n\nA page that begins with a line.\n";
        assert_eq!(split(FileId(0), text).yaml, None);
    }

    #[test]
    fn a_file_without_a_closing_marker_still_has_a_body() {
        let text = "---\ntitle: X\n\n# Heading\n";
        let split = split(FileId(0), text);
        assert_eq!(&text[split.yaml.unwrap()], "title: X\n");
        assert_eq!(&text[split.body], "\n# Heading\n");
    }
}
