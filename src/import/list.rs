//! Items to lists: those that Word or the clipboard numbers, and bullets that somebody typed.

use super::loss::{self, Losses};
use super::tree::{self, Block, Inline, Item, Line, List};

/// How much further in an item of another list stands if it belongs to the one above, in
/// twentieths of a point.
const FURTHER: i64 = 150;

/// Makes lists of all items, in whatever they stand.
pub(super) fn settle(blocks: Vec<Block>, losses: &mut Losses) -> Vec<Block> {
    let blocks = typed_items(blocks, losses);
    let inner = blocks.into_iter().map(|block| match block {
        Block::Panel(kind, title, inside) => {
            Block::Panel(kind, title, settle(inside, losses))
        }
        Block::Quote(inside) => Block::Quote(settle(inside, losses)),
        Block::Table(mut table) => {
            for cell in table.rows.iter_mut().flatten() {
                cell.blocks = settle(std::mem::take(&mut cell.blocks), losses);
            }
            Block::Table(table)
        }
        Block::List(mut list) => {
            for item in &mut list.items {
                *item = settle(std::mem::take(item), losses);
            }
            Block::List(list)
        }
        other => other,
    });
    nest(inner.collect())
}

/// A list that is not yet at its end.
struct Open {
    list: List,
    name: String,
    next: u64,
    indent: i64,
}

fn nest(blocks: Vec<Block>) -> Vec<Block> {
    let mut done = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for block in blocks {
        match block {
            Block::Item(item) => {
                let level = level(&item, &open).min(open.len());
                close(&mut open, level + 1, &mut done);
                if open.len() > level && !goes_on(&open[level], &item) {
                    close(&mut open, level, &mut done);
                }
                if open.len() == level {
                    open.push(Open {
                        list: List {
                            ordered: item.ordered,
                            start: item.number,
                            items: Vec::new(),
                        },
                        name: item.list.clone(),
                        next: item.number,
                        indent: item.indent,
                    });
                }
                if let Some(last) = open.last_mut() {
                    last.next = last.next.saturating_add(1);
                    last.list.items.push(vec![Block::Paragraph(item.line)]);
                }
            }
            Block::Indented(indent, line) if belongs(indent, &open) => {
                let depth = open.iter().take_while(|list| list.indent <= indent).count();
                close(&mut open, depth.max(1), &mut done);
                let last = open.last_mut().and_then(|list| list.list.items.last_mut());
                if let Some(item) = last {
                    item.push(Block::Paragraph(line));
                }
            }
            Block::Indented(_, line) => {
                close(&mut open, 0, &mut done);
                done.push(Block::Paragraph(line));
            }
            other => {
                close(&mut open, 0, &mut done);
                done.push(other);
            }
        }
    }
    close(&mut open, 0, &mut done);
    done
}

fn belongs(indent: i64, open: &[Open]) -> bool {
    open.first().is_some_and(|first| indent >= first.indent)
}

/// How deep an item stands: by its own word, or by how far it is set in.
fn level(item: &Item, open: &[Open]) -> usize {
    let Some(first) = open.first() else { return 0 };
    let is_other = item.list != first.name || !item.ordered;
    if item.level > 0
        || !is_other
        || item.indent < first.indent + FURTHER
        || first.indent <= 0
    {
        return item.level;
    }
    open.iter().take_while(|list| list.indent + FURTHER <= item.indent).count()
}

/// Whether an item goes on with a list.
fn goes_on(open: &Open, item: &Item) -> bool {
    let same = open.name == item.list;
    match (open.list.ordered, item.ordered) {
        (false, false) => true,
        // Of some lists nobody knows the numbers.
        (true, true) if item.number == 0 => same,
        (true, true) => item.number == open.next,
        _ => false,
    }
}

/// Ends the open lists below a depth.
fn close(open: &mut Vec<Open>, depth: usize, done: &mut Vec<Block>) {
    while open.len() > depth {
        let Some(last) = open.pop() else { return };
        let list = Block::List(last.list);
        let outer = open.last_mut().and_then(|outer| outer.list.items.last_mut());
        match outer {
            Some(item) => item.push(list),
            None => done.push(list),
        }
    }
}

/// A bullet or number that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ListMark {
    sign: char,
    number: Option<u64>,
    /// How many bytes it takes, with the space behind it.
    length: usize,
}

/// The sign of marks that are letters, such as `a)`.
const LETTER: char = 'a';

impl ListMark {
    /// Whether two lines beside each other are items of one list.
    fn fits(&self, next: &ListMark) -> bool {
        // A letter is one word in many, unless the next comes after it.
        if self.sign == LETTER && next.sign == LETTER {
            return self.number.map(|number| number + 1) == next.number;
        }
        self.sign != LETTER && next.sign != LETTER
    }
}

fn mark(text: &str) -> Option<ListMark> {
    const BULLETS: &str = "•·▪◦●○■□–—-*➢❖✓✔►➤o";
    let lead = text.len() - text.trim_start().len();
    let own = &text[lead..];
    let first = own.chars().next()?;
    let digits = own.len() - own.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, sign, length) = if BULLETS.contains(first) {
        (None, first, first.len_utf8())
    } else if (1..3).contains(&digits) && own[digits..].starts_with(['.', ')']) {
        (Some(own[..digits].parse().ok()?), '1', digits + 1)
    } else if first.is_ascii_lowercase() && own[1..].starts_with([')', '.']) {
        (Some(u64::from(first) - u64::from('a') + 1), LETTER, 2)
    } else {
        return None;
    };
    let rest = &own[length..];
    let space = rest.len() - rest.trim_start().len();
    let is_word = first == 'o' && !rest.starts_with(['\t', '\u{a0}']) && space < 2;
    (space > 0 && !is_word && !rest.trim().is_empty()).then_some(ListMark {
        sign,
        number,
        length: lead + length + space,
    })
}

/// The letters of a line, up to what is none.
fn first_letters(line: &[Inline]) -> String {
    line.iter()
        .filter(|piece| !matches!(piece, Inline::Anchor(_)))
        .map_while(|piece| match piece {
            Inline::Text(text, _) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn cut(line: Line, mut length: usize) -> Line {
    let mut rest = Vec::new();
    for piece in line {
        match piece {
            Inline::Text(text, _) if length >= text.len() && length > 0 => {
                length -= text.len();
            }
            Inline::Text(text, style) => {
                rest.push(Inline::Text(text[length..].to_owned(), style));
                length = 0;
            }
            other => rest.push(other),
        }
    }
    rest
}

/// The lines of some blocks, each with its typed bullet if two or more stand together.
fn marked(blocks: Vec<Block>) -> Vec<(Block, Option<ListMark>)> {
    let mut lines: Vec<(Block, Option<ListMark>)> = Vec::new();
    for block in blocks {
        for block in split(block) {
            let found = match &block {
                Block::Paragraph(line) | Block::Indented(_, line) => {
                    mark(&first_letters(line))
                }
                _ => None,
            };
            lines.push((block, found));
        }
    }
    let is_typed: Vec<bool> = (0..lines.len())
        .map(|at| {
            let mark = |at: Option<usize>| {
                at.and_then(|at| lines.get(at)).and_then(|line| line.1)
            };
            let Some(own) = mark(Some(at)) else { return false };
            mark(at.checked_sub(1)).is_some_and(|before| before.fits(&own))
                || mark(Some(at + 1)).is_some_and(|next| own.fits(&next))
        })
        .collect();
    let lines = lines.into_iter().zip(is_typed);
    lines.map(|((block, found), typed)| (block, found.filter(|_| typed))).collect()
}

/// Makes items of lines with typed bullets, where two or more stand together.
fn typed_items(blocks: Vec<Block>, losses: &mut Losses) -> Vec<Block> {
    // The signs that are in use, and how far in each stands.
    let mut signs: Vec<(char, i64)> = Vec::new();
    let mut done = Vec::new();
    for (block, found) in marked(blocks) {
        let Some(found) = found else {
            signs.clear();
            done.push(block);
            continue;
        };
        let (indent, line) = match block {
            Block::Paragraph(line) => (0, line),
            Block::Indented(indent, line) => (indent, line),
            other => {
                done.push(other);
                continue;
            }
        };
        if signs.is_empty() {
            losses.add_about(&loss::TYPED_LIST, &tree::plain(&line));
        }
        if found.sign == LETTER && signs.iter().all(|(sign, _)| *sign != LETTER) {
            losses.add_about(&loss::LETTERS, &tree::plain(&line));
        }
        let known = signs.iter().position(|(sign, own)| {
            *sign == found.sign && (*own - indent).abs() < FURTHER
        });
        if let Some(at) = known {
            signs.truncate(at + 1);
        } else {
            while signs.last().is_some_and(|(_, own)| *own > indent) {
                signs.pop();
            }
            signs.push((found.sign, indent));
        }
        done.push(Block::Item(Item {
            level: signs.len() - 1,
            ordered: found.number.is_some(),
            number: found.number.unwrap_or(0),
            list: "typed".to_owned(),
            indent: 0,
            line: cut(line, found.length),
        }));
    }
    done
}

/// The lines of a paragraph as paragraphs, if two bullets or more stand together in it.
fn split(block: Block) -> Vec<Block> {
    let Block::Paragraph(line) = &block else { return vec![block] };
    let pieces: Vec<&[Inline]> = line.split(|piece| *piece == Inline::Break).collect();
    let marked: Vec<bool> =
        pieces.iter().map(|piece| mark(&first_letters(piece)).is_some()).collect();
    if !marked.windows(2).any(|two| two[0] && two[1]) {
        return vec![block];
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut text: Line = Vec::new();
    for (piece, is_marked) in pieces.into_iter().zip(marked) {
        if is_marked {
            if !tree::is_blank(&text) {
                blocks.push(Block::Paragraph(std::mem::take(&mut text)));
            }
            blocks.push(Block::Paragraph(piece.to_vec()));
        } else {
            if !text.is_empty() {
                text.push(Inline::Break);
            }
            text.extend(piece.iter().cloned());
        }
    }
    if !tree::is_blank(&text) {
        blocks.push(Block::Paragraph(text));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::TextStyle;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(text.to_owned(), TextStyle::default())])
    }

    #[test]
    fn typed_bullets_are_items_where_two_stand_together() {
        let mut losses = Losses::default();
        let blocks = vec![
            paragraph("- one"),
            paragraph("text"),
            paragraph("• a"),
            paragraph("• b"),
        ];
        let done = settle(blocks, &mut losses);
        assert_eq!(done.len(), 3);
        assert_eq!(done[0], paragraph("- one"));
        let Block::List(list) = &done[2] else { panic!("{done:?}") };
        assert_eq!(list.items, [vec![paragraph("a")], vec![paragraph("b")]]);
    }

    #[test]
    fn a_mark_is_followed_by_space() {
        assert_eq!(mark("1. a").map(|mark| mark.length), Some(3));
        assert_eq!(mark("•\ta").map(|mark| mark.length), Some(4));
        for text in ["1.5 ml", "-", "o sole mio", "2026) x", "•a", "- "] {
            assert_eq!(mark(text), None, "{text}");
        }
    }

    #[test]
    fn levels_numbers_and_paragraphs_between_items_are_kept() {
        let item = |level, ordered, number, indent, text: &str| {
            let Block::Paragraph(line) = paragraph(text) else { unreachable!() };
            let list = "1".to_owned();
            Block::Item(Item { level, ordered, number, list, indent, line })
        };
        let between =
            Block::Indented(720, vec![Inline::Text("more".into(), TextStyle::default())]);
        let done = nest(vec![
            item(0, true, 4, 720, "a"),
            between,
            item(1, false, 0, 1440, "b"),
            item(0, true, 5, 720, "c"),
            item(0, true, 1, 720, "d"),
        ]);
        let [Block::List(first), Block::List(second)] = &done[..] else {
            panic!("{done:?}")
        };
        assert_eq!((first.start, first.items.len(), first.items[0].len()), (4, 2, 3));
        assert_eq!((second.start, second.items.len()), (1, 1));
    }
}
