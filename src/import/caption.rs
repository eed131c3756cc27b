//! Captions: each to the table or picture that it stands beside.

use super::tree::{self, Block, Inline, Picture};

/// Gives captions to what they belong to. One that belongs to nothing is a paragraph.
pub(super) fn settle(blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        let Block::Caption(line) = &mut blocks[at] else {
            at += 1;
            continue;
        };
        let line = std::mem::take(line);
        let words = without_label(&tree::plain(&line)).to_owned();
        let is_of_table = is_table_label(&tree::plain(&line));
        let order: [Option<usize>; 2] = if is_of_table {
            [Some(at + 1), at.checked_sub(1)]
        } else {
            [at.checked_sub(1), Some(at + 1)]
        };
        let mut taken = false;
        for beside in order.into_iter().flatten() {
            let Some(block) = blocks.get_mut(beside) else { continue };
            taken = match block {
                Block::Table(table) if table.caption.is_none() => {
                    table.caption = Some(cut_label(&line));
                    true
                }
                Block::Paragraph(own) => match lone_picture(own) {
                    Some(picture) if picture.caption.is_none() && !picture.decorative => {
                        picture.caption = Some(words.clone());
                        true
                    }
                    _ => false,
                },
                _ => false,
            };
            if taken {
                break;
            }
        }
        if taken {
            blocks.remove(at);
        } else {
            blocks[at] = Block::Paragraph(line);
            at += 1;
        }
    }
}

/// The picture of a paragraph that holds nothing else.
fn lone_picture(line: &mut [Inline]) -> Option<&mut Picture> {
    let others = line.iter().filter(|piece| match piece {
        Inline::Picture(_) | Inline::Anchor(_) => false,
        Inline::Text(text, _) => !text.trim().is_empty(),
        Inline::Break | Inline::Note(_) | Inline::Absent(_) => true,
    });
    if others.count() > 0 {
        return None;
    }
    let mut pictures = line.iter_mut().filter_map(|piece| match piece {
        Inline::Picture(picture) => Some(picture),
        _ => None,
    });
    pictures.next().filter(|_| pictures.next().is_none())
}

/// A caption without its number, which nothing here keeps: "Table 2: Doses" is "Doses".
fn without_label(text: &str) -> &str {
    let number = |rest: &str| -> Option<usize> {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-'))?;
        rest[..end].contains(|c: char| c.is_ascii_digit()).then_some(end)
    };
    let Some((word, rest)) = text.split_once([' ', '\u{a0}']) else { return text };
    let is_word = word.trim_end_matches('.').chars().all(char::is_alphabetic);
    match number(rest) {
        Some(end) if is_word => {
            let rest = &rest.trim_start()[end..];
            let words =
                rest.trim_start_matches([':', '.', ' ', '\u{a0}', '–', '—', '-', '|']);
            if words.is_empty() { text } else { words }
        }
        _ => text,
    }
}

fn is_table_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["tab", "tafel", "cuadro", "quadro"].iter().any(|word| lower.starts_with(word))
}

/// The same of a line with its looks, as far as its label stands in its first letters.
fn cut_label(line: &[Inline]) -> tree::Line {
    let whole: String = line
        .iter()
        .map(|piece| match piece {
            Inline::Text(text, _) => text.as_str(),
            _ => "",
        })
        .collect();
    let trimmed = whole.trim_start();
    let mut gone = whole.len() - without_label(trimmed).len();
    let mut cut = Vec::new();
    for piece in line {
        match piece {
            Inline::Text(text, _) if gone >= text.len() => gone -= text.len(),
            Inline::Text(text, style) => {
                cut.push(Inline::Text(text[gone..].to_owned(), style.clone()));
                gone = 0;
            }
            other => cut.push(other.clone()),
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_and_words_stay() {
        for (text, rest) in [
            ("Table 2: Doses", "Doses"),
            ("Figure 1.2 – The line", "The line"),
            ("Tabl 3. Amserau", "Amserau"),
            ("Doses by weight", "Doses by weight"),
            ("Table 2", "Table 2"),
            ("Clinics", "Clinics"),
        ] {
            assert_eq!(without_label(text), rest);
        }
    }
}
