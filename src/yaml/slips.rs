//! Why a block is not well-formed, in an author's words.
//!
//! The parsers say where they gave up, which is often lines below the slip. So the lines
//! are looked through for the slips that authors make; only when none is found does the
//! parser's own message serve, translated.

use std::ops::Range;

use super::doubt::{straightened, uncurled};
use super::lines::{is_word, line_at};
use super::parser_words::translated;
use super::{BlockFault, BlockRules, MOST_FAULTS, shown};

/// Explains why a parser gave up at `offset` with `message`.
pub(super) fn explain(
    block: &str,
    offset: usize,
    message: &str,
    rules: &BlockRules,
) -> Vec<BlockFault> {
    let mut faults = Scanner { block, rules, faults: Vec::new() }.scan();
    let line = line_at(block, offset.min(block.len()));
    // A slip below the place where the parser gave up cannot be its reason.
    if faults.first().is_none_or(|fault| fault.range.start > line.end) {
        faults.insert(0, translated(block, offset, message, rules));
    }
    faults
}

/// A second document begins: `--- x`, or `...` and more.
pub(super) fn second_document(
    block: &str,
    offset: usize,
    rules: &BlockRules,
) -> BlockFault {
    BlockFault {
        rule: rules.syntax,
        range: line_at(block, offset),
        message: format!("a line that begins with `---` stands inside {}", rules.what),
        help: "remove the line, or put its text between quotation marks".to_owned(),
        patch: None,
    }
}

/// An anchor, alias or tag: most often a text that begins with `&`, `*` or `!`.
pub(super) fn reserved(block: &str, offset: usize, rules: &BlockRules) -> BlockFault {
    let line = line_at(block, offset);
    // The event points behind an anchor or a tag, at the value itself; of an alias it
    // points at the sign.
    let before =
        &block[super::floor_range(block, line.start..(offset + 1).min(line.end))];
    let value_start = before
        .char_indices()
        .rev()
        .find(|&(at, c)| {
            matches!(c, '&' | '*' | '!')
                && before[..at].chars().next_back().is_none_or(|b| " [{,".contains(b))
        })
        .map_or(offset.min(line.end), |(at, _)| line.start + at);
    let value = &block[value_start..line.end];
    let (sign, meaning) = match value.chars().next() {
        Some('*') => ("*", "an alias"),
        Some('!') => ("!", "a tag"),
        _ => ("&", "an anchor"),
    };
    let end = value_end(block, value_start, line.end);
    BlockFault {
        rule: rules.syntax,
        range: value_start..end,
        message: format!(
            "a value begins with `{sign}`, which YAML takes for {meaning}; they are not read here"
        ),
        help: quote_help(&block[value_start..end]),
        patch: None,
    }
}

/// Lists or groups stand in one another too deeply.
pub(super) fn too_deep(block: &str, offset: usize, rules: &BlockRules) -> BlockFault {
    let line = line_at(block, offset);
    let end = (line.start + 40).min(line.end);
    BlockFault {
        rule: rules.syntax,
        range: super::floor_range(block, line.start..end),
        message: "lists or groups of keys are nested more than 64 levels deep".to_owned(),
        help: "take brackets or indentation out".to_owned(),
        patch: None,
    }
}

/// Where a value that begins at `start` ends: before a comment and trailing spaces.
fn value_end(block: &str, start: usize, line_end: usize) -> usize {
    let value = &block[start..line_end];
    let end = value.find(" #").unwrap_or(value.len());
    start + value[..end].trim_end().len()
}

fn quote_help(value: &str) -> String {
    if let Some(inside) = uncurled(value) {
        let inside = shown(&inside.replace('"', "\\\""));
        return format!(
            "put straight quotation marks in the place of the curly ones: `\"{inside}\"`"
        );
    }
    if shown(value) != value {
        return "write a quotation mark `\"` before the value and one behind it"
            .to_owned();
    }
    if value.contains('"') && !value.contains('\'') {
        return format!("put the value between quotation marks: `'{}'`", shown(value));
    }
    let value = value.replace('"', "\\\"");
    format!("put the value between quotation marks: `\"{}\"`", shown(&value))
}

/// Looks through the lines of a block that a parser gave up on.
struct Scanner<'s> {
    block: &'s str,
    rules: &'s BlockRules,
    faults: Vec<BlockFault>,
}

impl Scanner<'_> {
    fn scan(mut self) -> Vec<BlockFault> {
        let mut at = 0;
        while at < self.block.len() && self.faults.len() < MOST_FAULTS {
            let line = line_at(self.block, at);
            at = self.line(line.clone()).max(line.end + 1);
        }
        self.faults
    }

    /// Looks at one line. Returns where to go on: behind it, or behind a value that
    /// reaches over several lines.
    fn line(&mut self, line: Range<usize>) -> usize {
        let text = &self.block[line.clone()];
        let content = text.trim_start_matches([' ', '\t']);
        let indent = text.len() - content.len();
        if content.is_empty() || content.starts_with('#') {
            return line.end;
        }
        if let Some(tab) = text[..indent].find('\t') {
            self.add(
                line.start + tab..line.start + tab + 1,
                "a tab indents this line, where YAML allows only spaces",
                "replace the tab by two spaces".to_owned(),
            );
        }
        if indent == 0 && (text.starts_with("---") || text.starts_with("...")) {
            self.faults.push(second_document(self.block, line.start, self.rules));
            return line.end;
        }
        if content.starts_with("? ") {
            self.add(
                line.clone(),
                "a list or group stands where a key is meant",
                "write one word before the colon".to_owned(),
            );
            return line.end;
        }
        if indent == 0 && content.starts_with('%') {
            self.add(
                line.clone(),
                "a line begins with `%`, which YAML takes for a directive",
                "remove the line".to_owned(),
            );
            return line.end;
        }
        let Some(value) = value_of(content) else {
            self.missing_space(content, line.start + indent, line.end);
            return line.end;
        };
        let start = line.start + indent + value;
        self.value(start..value_end(self.block, start, line.end), indent, line.end)
    }

    /// `title:Words`, without the space that makes it a key.
    fn missing_space(&mut self, content: &str, start: usize, end: usize) {
        let Some((key, _)) = content.split_once(':') else {
            return self.missing_colon(content, start, end);
        };
        let is_key = !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && !matches!(key, "http" | "https" | "mailto" | "tel");
        if is_key {
            self.add(
                start..end,
                "there is no space behind the colon",
                format!("put a space behind it: `{key}: …`"),
            );
        }
    }

    /// A word alone in the first column, where only keys stand. (What is indented may go on
    /// a value.)
    fn missing_colon(&mut self, content: &str, start: usize, end: usize) {
        let is_first = start == 0 || self.block[..start].ends_with('\n');
        if !is_first || !self.faults.is_empty() {
            return;
        }
        let help = match other_colon(content) {
            Some((key, value)) => format!("write a colon: `{key}: {}`", shown(value)),
            None if is_word(content) => {
                format!("write a colon, a space and a value: `{content}: …`")
            }
            None if start > 0 => {
                "if it goes on with the line above, put two spaces before \
                                  it; else write a key, a colon and a space before it"
                    .to_owned()
            }
            None => "write a key, a colon, a space and a value".to_owned(),
        };
        self.add(start..end, "this line has no colon behind its key", help);
    }

    /// Looks at the value that begins on a line; returns where it ends.
    fn value(&mut self, value: Range<usize>, indent: usize, line_end: usize) -> usize {
        let text = &self.block[value.clone()];
        match text.chars().next() {
            None => line_end,
            Some('|' | '>') => self.block_scalar_end(indent, line_end),
            Some(mark @ ('"' | '\'')) => self.quoted(value, mark, indent, line_end),
            Some('[' | '{') => self.brackets(value, indent, line_end),
            Some(first @ ('*' | '&' | '!' | '@' | '`' | '%')) => {
                let message = format!(
                    "a value begins with {}, which YAML reserves",
                    name_of(first)
                );
                self.add(value, &message, quote_help(text));
                line_end
            }
            Some(_) => {
                if text.contains(": ") || text.ends_with(':') {
                    let straight = uncurled(text).map(straightened);
                    let place = value.clone();
                    self.add(
                        value,
                        "a value holds a colon, which begins a new value",
                        quote_help(text),
                    );
                    if let (Some(straight), Some(fault)) =
                        (straight, self.faults.last_mut())
                    {
                        fault.patch = Some((place, straight));
                    }
                }
                line_end
            }
        }
    }

    /// The lines of a `|` or `>` text are deeper than its key.
    fn block_scalar_end(&self, indent: usize, line_end: usize) -> usize {
        let mut end = line_end;
        while end < self.block.len() {
            let line = line_at(self.block, end + 1);
            let text = &self.block[line.clone()];
            let depth = text.len() - text.trim_start().len();
            if end + 1 > self.block.len() || (!text.trim().is_empty() && depth <= indent)
            {
                break;
            }
            if line.end <= end {
                break;
            }
            end = line.end;
        }
        end
    }

    fn quoted(
        &mut self,
        value: Range<usize>,
        mark: char,
        indent: usize,
        line_end: usize,
    ) -> usize {
        let Some(close) = closing_mark(self.block, value.start, mark) else {
            self.unclosed(value, &format!("the quotation mark `{mark}` is not closed"));
            return line_end;
        };
        if close > line_end && self.key_line_before(line_end, close, indent) {
            self.unclosed(value, &format!("the quotation mark `{mark}` is not closed"));
            return line_end;
        }
        let end = line_at(self.block, close).end;
        let rest = self.block[close + 1..end].trim_start();
        if !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}', ':']) {
            let all = &self.block[value.start..value_end(self.block, value.start, end)];
            let words = all.trim_matches(mark);
            let other = if mark == '"' { '\'' } else { '"' };
            let help = if words.contains(other) {
                "write each mark inside the value twice, or leave it out".to_owned()
            } else {
                format!("use the other marks outside: `{other}{}{other}`", shown(words))
            };
            self.add(
                close + 1..end,
                "text follows behind the closing quotation mark",
                help,
            );
        }
        end
    }

    fn unclosed(&mut self, value: Range<usize>, message: &str) {
        let first = self.block[value.clone()].chars().next().unwrap_or('"');
        let close = match first {
            '[' => ']',
            '{' => '}',
            other => other,
        };
        self.add(value, message, format!("close the value with `{close}`"));
    }

    /// Whether a line that looks like a key of the same or a higher level stands between
    /// two places.
    fn key_line_before(&self, start: usize, end: usize, indent: usize) -> bool {
        self.block[start..end].split('\n').skip(1).any(|line| {
            let content = line.trim_start();
            line.len() - content.len() <= indent && value_of(content).is_some()
        })
    }

    fn brackets(&mut self, value: Range<usize>, indent: usize, line_end: usize) -> usize {
        let closing = closing_bracket(self.block, value.start);
        let end = line_at(self.block, value.start).end;
        let note = self.block[value.start..end].find(" #").filter(|&note| {
            let marks = self.block[value.start..value.start + note].matches(['"', '\'']);
            marks.count().is_multiple_of(2)
        });
        let is_cut = |close: usize| {
            close > line_end || note.is_some_and(|note| value.start + note < close)
        };
        if closing.is_none_or(is_cut)
            && let Some(note) = note
        {
            let start = value.start + note + 1;
            let word = self.block[start..end].split([',', ' ', '}', ']']).next();
            let help = format!(
                "put it between quotation marks: `\"{}\"`",
                shown(word.unwrap_or("#"))
            );
            let message = "`#` begins a note here, and the bracket is never closed";
            self.add(start..end, message, help);
            return line_end;
        }
        let Some(close) = closing else {
            self.unclosed(value, "a bracket is opened and not closed");
            return line_end;
        };
        if close > line_end && self.key_line_before(line_end, close, indent) {
            self.unclosed(value, "a bracket is opened and not closed");
            return line_end;
        }
        let end = line_at(self.block, close).end;
        let rest = self.block[close + 1..end].trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            let all = &self.block[value.start..value_end(self.block, value.start, end)];
            self.add(
                value.start..end,
                "text follows behind a closing bracket",
                quote_help(all),
            );
        }
        end
    }

    fn add(&mut self, range: Range<usize>, message: &str, help: String) {
        let range = super::floor_range(self.block, range);
        let message = message.to_owned();
        self.faults.push(BlockFault {
            rule: self.rules.syntax,
            range,
            message,
            help,
            patch: None,
        });
    }
}

/// The key and the value of a line that has another sign for its colon, or lacks the space
/// behind it: `title = Food`, `title：Food`, `title:Food`.
pub(super) fn other_colon(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '=', '\u{ff1a}', '\u{fe55}', '\u{a789}'])?;
    let (key, rest) = line.split_at(at);
    let key = key.trim_end();
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let value = rest[sign..].trim();
    let is_address = rest.starts_with("://");
    (is_word(key) && !is_address && !value.is_empty()).then_some((key, value))
}

/// A backtick cannot be shown between backticks.
fn name_of(first: char) -> String {
    if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") }
}

/// Where the value begins in a line `key: value`, `- value` or `- key: value`.
fn value_of(content: &str) -> Option<usize> {
    let mut start = 0;
    let mut rest = content;
    while let Some(item) = rest.strip_prefix("- ") {
        let trimmed = item.trim_start();
        start += rest.len() - trimmed.len();
        rest = trimmed;
    }
    let is_item = start > 0;
    if rest.starts_with(['"', '\'', '[', '{']) {
        return is_item.then_some(start);
    }
    let key = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
    match key {
        // A key is a word or two; a sentence with a colon in it is an item of a list.
        Some(colon) if !is_item || is_word(&rest[..colon]) => {
            let value = &rest[colon + 1..];
            Some(start + colon + 1 + (value.len() - value.trim_start().len()))
        }
        _ => is_item.then_some(start),
    }
}

/// The byte of the quotation mark that closes the one at `start`.
fn closing_mark(block: &str, start: usize, mark: char) -> Option<usize> {
    let bytes = block.as_bytes();
    let mark = mark as u8;
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if mark == b'"' => at += 1,
            b'\'' if mark == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == mark => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The byte of the bracket that closes the one at `start`; quotations are passed over.
fn closing_bracket(block: &str, start: usize) -> Option<usize> {
    let bytes = block.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            mark @ (b'"' | b'\'') if b" [{,:".contains(&bytes[at - 1]) => {
                at = closing_mark(block, at, mark as char)?;
            }
            _ => {}
        }
        at += 1;
    }
    None
}
