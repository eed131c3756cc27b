//! Notes to what stands in HTML, where their signs are not read: they follow their table as
//! paragraphs. A note that is not in the document loses its sign.

use std::collections::BTreeSet;

use crate::import::tree::{self, Block, Inline, TextStyle};

/// Puts notes where their signs are, and returns those that the text refers to.
pub(super) fn settle(
    blocks: Vec<Block>,
    notes: &[Vec<Block>],
    is_html: fn(&Block) -> bool,
) -> (Vec<Block>, BTreeSet<usize>) {
    let mut in_text = BTreeSet::new();
    let mut settled = Vec::new();
    for mut block in blocks {
        let in_html = is_html(&block);
        let mut here = BTreeSet::new();
        tree::each_line(std::slice::from_mut(&mut block), &mut |line| {
            line.retain(|piece| match piece {
                Inline::Note(number) => {
                    notes.get(number - 1).is_some_and(|note| !note.is_empty())
                }
                _ => true,
            });
            here.extend(line.iter().filter_map(|piece| match piece {
                Inline::Note(number) => Some(*number),
                _ => None,
            }));
        });
        settled.push(block);
        if in_html {
            for number in here {
                settled.extend(after(number, &notes[number - 1]));
            }
        } else {
            in_text.extend(here);
        }
    }
    (settled, in_text)
}

/// A note as paragraphs behind its number.
fn after(number: usize, note: &[Block]) -> Vec<Block> {
    let raised = TextStyle { raised: true, ..TextStyle::default() };
    let mut sign = vec![
        Inline::Text(number.to_string(), raised),
        Inline::Text(" ".to_owned(), TextStyle::default()),
    ];
    let mut note = note.to_vec();
    match note.first_mut() {
        Some(Block::Paragraph(line)) => {
            sign.append(line);
            *line = sign;
        }
        _ => note.insert(0, Block::Paragraph(sign)),
    }
    note
}
