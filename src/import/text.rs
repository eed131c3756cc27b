//! Plain text into the neutral tree: paragraphs between empty lines, lists, and headings only
//! where a line of signs stands below one.

use super::tree::{Block, Inline, Line, TextStyle};

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = Vec::new();
    let mut part: Vec<&str> = Vec::new();
    for line in text.split('\n').chain([""]) {
        if line.trim().is_empty() {
            paragraph(&part, &mut blocks);
            part.clear();
            continue;
        }
        // A line of signs below another makes it a heading.
        if let [.., title] = part[..]
            && is_rule(line)
        {
            let level = if line.trim().starts_with('=') { 1 } else { 2 };
            part.pop();
            paragraph(&part, &mut blocks);
            part.clear();
            blocks.push(Block::Heading(level, self::line(title)));
            continue;
        }
        part.push(line);
    }
    // The first line of a text is its title if it stands alone and reads as one.
    if let [Block::Paragraph(first), _, ..] = &blocks[..]
        && !blocks.iter().any(|block| matches!(block, Block::Heading(..)))
        && let [Inline::Text(text, _)] = &first[..]
        && text.chars().count() <= 80
        && !text.ends_with(['.', ':', ',', ';', '!', '?'])
        && !text.starts_with(|c: char| !c.is_alphanumeric())
    {
        let line = first.clone();
        blocks[0] = Block::Title(line);
    }
    blocks
}

fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 3 && (text.chars().all(|c| c == '=') || text.chars().all(|c| c == '-'))
}

fn paragraph(part: &[&str], blocks: &mut Vec<Block>) {
    if let [only] = part
        && is_rule(only)
    {
        blocks.push(Block::Rule);
        return;
    }
    // Lines that begin like items are lines of their own; others are broken where they
    // happened to end.
    let begins = |line: &str| {
        let own = line.trim_start();
        let digits = own.trim_start_matches(|c: char| c.is_ascii_digit());
        let mut letters = own.chars();
        letters.next().is_some_and(|first| "-*•·–".contains(first))
            && letters.next() == Some(' ')
            || digits.len() < own.len() && digits.starts_with(['.', ')'])
    };
    let mut lines: Vec<(i64, String)> = Vec::new();
    for line in part {
        let indent =
            i64::try_from(line.len() - line.trim_start().len()).unwrap_or(0) * 120;
        match lines.last_mut() {
            Some((_, last)) if !begins(line) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push((indent, line.trim().to_owned())),
        }
    }
    for (indent, text) in lines {
        let line = line(&text);
        blocks.push(if indent > 0 && begins(&text) {
            Block::Indented(indent, line)
        } else {
            Block::Paragraph(line)
        });
    }
}

fn line(text: &str) -> Line {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    vec![Inline::Text(text.trim().to_owned(), TextStyle::default())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_items_and_headings_are_told_apart() {
        let blocks = read(
            "Your line\n\nKeep it\ndry.\n\n- a\n- b\n  more\n\nPart\n----\nText.\r\n",
        );
        assert_eq!(
            blocks,
            [
                Block::Paragraph(line("Your line")),
                Block::Paragraph(line("Keep it dry.")),
                Block::Paragraph(line("- a")),
                Block::Paragraph(line("- b more")),
                Block::Heading(2, line("Part")),
                Block::Paragraph(line("Text.")),
            ]
        );
        assert_eq!(read("Title\n\nText.")[0], Block::Title(line("Title")));
    }
}
