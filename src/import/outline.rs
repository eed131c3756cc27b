//! The title and the headings of a document: which line is the title, which bold lines stand
//! for headings, and levels that begin at the second and leave none out.

use super::loss::{self, Losses};
use super::tree::{self, Block, DocumentTree, Inline, Line};

/// The longest line that may be a heading, in characters.
const LONGEST: usize = 80;

/// Gives a document a title, which is taken out of its blocks, and its headings their levels.
/// A document that says nothing gets `fallback`.
pub(super) fn settle(document: &mut DocumentTree, fallback: &str, losses: &mut Losses) {
    take_title(document);
    let blocks = &mut document.blocks;
    if !blocks.iter().any(|block| matches!(block, Block::Heading(..))) {
        find_headings(blocks, document.title.is_none(), losses);
    }
    for block in blocks.iter_mut() {
        if let Block::Large(line) = block {
            *block = Block::Paragraph(std::mem::take(line));
        }
    }
    if document.title.is_none() {
        document.title = take_first_heading(blocks);
    }
    drop_repeated_title(document);
    number_levels(&mut document.blocks);
    if document.title.is_none() {
        document.title = Some(fallback.to_owned());
    }
}

/// Gives the headings of a piece of a document their levels: it has no title of its own.
pub(super) fn settle_piece(blocks: &mut [Block], losses: &mut Losses) {
    if !blocks.iter().any(|block| matches!(block, Block::Heading(..))) {
        find_headings(blocks, false, losses);
    }
    for block in blocks.iter_mut() {
        if let Block::Title(line) = block {
            *block = Block::Heading(1, std::mem::take(line));
        }
    }
    number_levels(blocks);
}

/// Takes the first line that is called a title; any other is a heading.
fn take_title(document: &mut DocumentTree) {
    for block in &mut document.blocks {
        let Block::Title(line) = block else { continue };
        let line = std::mem::take(line);
        if document.title.is_none() && !tree::plain(&line).is_empty() {
            document.title = Some(tree::plain(&line));
            *block = Block::Paragraph(rest_of_title(line));
        } else {
            *block = Block::Heading(1, line);
        }
    }
    document.blocks.retain(|block| !is_empty(block));
}

/// What a title cannot hold.
fn rest_of_title(line: Line) -> Line {
    let keeps = |piece: &Inline| {
        matches!(piece, Inline::Picture(_) | Inline::Note(_) | Inline::Anchor(_))
    };
    line.into_iter().filter(keeps).collect()
}

fn is_empty(block: &Block) -> bool {
    matches!(block, Block::Paragraph(line) if line.is_empty())
}

/// Makes headings of the lines that look like them.
fn find_headings(blocks: &mut [Block], may_be_title: bool, losses: &mut Losses) {
    let mut text_began = false;
    for at in 0..blocks.len() {
        let follows = blocks.get(at + 1).is_some_and(|next| {
            !matches!(next, Block::Rule | Block::Caption(_) | Block::Title(_))
        });
        let heading = match &blocks[at] {
            Block::Large(line) | Block::Paragraph(line) if follows => {
                let large =
                    matches!(blocks[at], Block::Large(_)) || tree::is_strong(line);
                (large && reads_as_heading(line)).then(|| line.clone())
            }
            _ => None,
        };
        let is_text = |block: &Block| !matches!(block, Block::Paragraph(line) if tree::plain(line).is_empty());
        match heading {
            Some(line) => {
                let level = if may_be_title && !text_began { 1 } else { 2 };
                losses.add_about(&loss::FAKE_HEADING, &tree::plain(&line));
                blocks[at] = Block::Heading(level, line);
                text_began = true;
            }
            None => text_began |= is_text(&blocks[at]),
        }
    }
}

fn reads_as_heading(line: &[Inline]) -> bool {
    let text = tree::plain(line);
    let only_letters = line.iter().all(|piece| {
        matches!(piece, Inline::Text(..) | Inline::Anchor(_) | Inline::Break)
    });
    only_letters
        && text.chars().count() <= LONGEST
        && text.contains(char::is_alphabetic)
        && !text.ends_with(['.', ':', ',', ';', '!', '?', '…', '。', '،', '؛', '؟'])
}

/// Takes the first heading if no other is of its level and none is higher.
fn take_first_heading(blocks: &mut Vec<Block>) -> Option<String> {
    let levels: Vec<usize> = blocks.iter().filter_map(level).collect();
    let first = *levels.first()?;
    let alone = levels.iter().filter(|level| **level <= first).count() == 1;
    let at = blocks.iter().position(|block| level(block).is_some()).filter(|_| alone)?;
    let Block::Heading(_, line) = &mut blocks[at] else { return None };
    let line = std::mem::take(line);
    let title = tree::plain(&line);
    let rest = rest_of_title(line);
    if rest.is_empty() {
        blocks.remove(at);
    } else {
        blocks[at] = Block::Paragraph(rest);
    }
    (!title.is_empty()).then_some(title)
}

fn level(block: &Block) -> Option<usize> {
    match block {
        Block::Heading(level, _) => Some(*level),
        _ => None,
    }
}

/// Leaves out a first heading that says the title again.
fn drop_repeated_title(document: &mut DocumentTree) {
    let Some(title) = &document.title else { return };
    let first = document.blocks.iter().position(|block| level(block).is_some());
    if let Some(at) = first
        && let Block::Heading(_, line) = &document.blocks[at]
        && tree::plain(line).eq_ignore_ascii_case(title)
        && rest_of_title(line.clone()).is_empty()
    {
        document.blocks.remove(at);
    }
}

/// The highest heading is of the second level, and each is at most one below the last.
fn number_levels(blocks: &mut [Block]) {
    let Some(highest) = blocks.iter().filter_map(level).min() else { return };
    // What each level of the document was written as, from the highest down.
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        let Block::Heading(level, _) = block else { continue };
        let own = (*level).max(highest);
        while open.last().is_some_and(|last| *last >= own) {
            open.pop();
        }
        open.push(own);
        *level = (open.len() + 1).min(6);
    }
}

/// "going-home_v2" is "Going home v2".
pub(super) fn title_of_file(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::TextStyle;

    fn line(text: &str) -> Line {
        vec![Inline::Text(text.to_owned(), TextStyle::default())]
    }

    fn settled(blocks: Vec<Block>) -> (String, Vec<(usize, String)>) {
        let mut document = DocumentTree { blocks, ..DocumentTree::default() };
        settle(&mut document, &title_of_file("my-leaflet"), &mut Losses::default());
        let headings = document.blocks.iter().filter_map(|block| match block {
            Block::Heading(level, line) => Some((*level, tree::plain(line))),
            _ => None,
        });
        (document.title.clone().unwrap(), headings.collect())
    }

    #[test]
    fn a_first_heading_that_is_alone_is_the_title() {
        let heading = |level, text| Block::Heading(level, line(text));
        let (title, rest) =
            settled(vec![heading(1, "A"), heading(2, "B"), heading(4, "C")]);
        assert_eq!((title.as_str(), rest), ("A", vec![(2, "B".into()), (3, "C".into())]));
        let (title, rest) = settled(vec![heading(1, "A"), heading(1, "B")]);
        assert_eq!((title.as_str(), rest.len()), ("My leaflet", 2));
    }

    #[test]
    fn large_lines_are_headings_where_there_are_no_others() {
        let (title, rest) = settled(vec![
            Block::Large(line("A")),
            Block::Paragraph(line("Text.")),
            Block::Large(line("B")),
            Block::Large(line("Not this one.")),
            Block::Large(line("Nor the last")),
        ]);
        assert_eq!((title.as_str(), rest), ("A", vec![(2, "B".into())]));
    }
}
