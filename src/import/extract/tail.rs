//! The last lines of an article that are none of it: when it was changed, the way back to the
//! top, and what to read instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::tree::{self, Block};

/// Lines that go wherever they stand.
const ALONE: &[&str] = &[
    "back to top",
    "top of page",
    "return to top",
    "back to the top",
    "print this page",
    "print page",
    "share this page",
    "share this",
    "skip to content",
    "skip to main content",
];

/// Lines behind which nothing of the article comes.
const LAST: &[&str] = &[
    "last modified",
    "page last modified",
    "last edited",
    "last changed",
    "this page was last",
    "recommend",
    "recommended",
    "recommended for you",
    "recommended articles",
    "recommended reading",
    "related posts",
    "related articles",
    "related pages",
    "you may also like",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "comments are closed",
    "you are visitor",
    "visitor number",
    "all rights reserved",
    "copyright ©",
    "©",
    "was this page helpful",
    "rate this page",
    "best viewed",
    "powered by",
    "posted in",
    "filed under",
    "<<",
    ">>",
    "previous article",
    "next article",
    "previous post",
    "next post",
    "previous:",
    "next:",
];

/// Cuts the tail off. What went.
pub(in crate::import) fn cut(blocks: &mut Vec<Block>) -> Vec<String> {
    let mut went = Vec::new();
    blocks.retain(|block| {
        let text = words(block);
        let goes = ALONE.contains(&stripped(&text).as_str());
        if goes {
            went.push(text);
        }
        !goes
    });
    let sizes: Vec<usize> = blocks.iter().map(|block| words(block).len()).collect();
    let all: usize = sizes.iter().sum();
    let mut before = 0;
    for (at, size) in sizes.iter().enumerate() {
        // What comes first is the article, and most of it.
        if before * 2 > all && ends(&blocks[at]) {
            let tail = blocks.split_off(at);
            went.extend(tail.iter().map(words).filter(|text| !text.is_empty()));
            break;
        }
        before += size;
    }
    while matches!(blocks.last(), Some(Block::Rule)) {
        blocks.pop();
    }
    went
}

/// Whether an article ends before a block.
fn ends(block: &Block) -> bool {
    let says = |text: &str| {
        let text = text.to_lowercase();
        LAST.iter().any(|last| match text.strip_prefix(last) {
            Some(rest) => {
                let whole =
                    rest.is_empty() || rest.starts_with([':', '.', ' ', '…', '?']);
                let is_word = last.chars().all(char::is_alphanumeric);
                whole
                    && (!is_word
                        || rest.trim_matches([':', '.', ' ', '…', '?']).is_empty())
                    || !last.starts_with(char::is_alphanumeric)
            }
            None => false,
        })
    };
    match block {
        Block::List(list) => list
            .items
            .iter()
            .take(4)
            .any(|item| item.first().is_some_and(|first| says(&words(first)))),
        Block::Table(_) | Block::Code(..) | Block::Panel(..) | Block::Quote(_) => false,
        other => says(&words(other)),
    }
}

/// The letters of a line without the arrows around it.
fn stripped(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.to_lowercase()
}

/// All the words of a block.
fn words(block: &Block) -> String {
    let mut lines = Vec::new();
    tree::each_line(&mut [block.clone()], &mut |line| lines.push(tree::plain(line)));
    lines.join(" ")
}

/// The blocks of a page by their words, for [`repeated`].
pub(in crate::import) fn fingerprints(blocks: &[Block]) -> BTreeSet<String> {
    let texts = blocks.iter().filter(|block| !matches!(block, Block::Heading(..)));
    texts.map(words).filter(|text| !text.is_empty()).collect()
}

/// The fewest pages that tell what stands on all of them.
const FEWEST: usize = 4;

/// What stands in at least half of some pages, by how many each block was found in.
pub(in crate::import) fn common(
    counts: BTreeMap<String, usize>,
    pages: usize,
) -> BTreeSet<String> {
    let often =
        counts.into_iter().filter(|(_, count)| pages >= FEWEST && *count * 2 >= pages);
    often.map(|(text, _)| text).collect()
}

/// Leaves out blocks that stand on most pages, and headings that nothing is left below. What
/// went.
pub(in crate::import) fn repeated(
    blocks: &mut Vec<Block>,
    common: &BTreeSet<String>,
) -> Vec<String> {
    if common.is_empty() {
        return Vec::new();
    }
    let mut went = Vec::new();
    let mut kept: Vec<Block> = Vec::new();
    let mut lost_below = false;
    for block in blocks.drain(..) {
        let text = words(&block);
        if !matches!(block, Block::Heading(..)) && common.contains(&text) {
            went.push(text);
            lost_below = true;
            continue;
        }
        if matches!(block, Block::Heading(..)) && lost_below {
            drop_empty_heading(&mut kept);
        }
        lost_below = false;
        kept.push(block);
    }
    if lost_below {
        drop_empty_heading(&mut kept);
    }
    *blocks = kept;
    went
}

fn drop_empty_heading(kept: &mut Vec<Block>) {
    if kept.len() > 1 && matches!(kept.last(), Some(Block::Heading(..))) {
        kept.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::{Inline, TextStyle};

    fn paragraphs(texts: &[&str]) -> Vec<Block> {
        let line =
            |text: &&str| vec![Inline::Text((*text).to_owned(), TextStyle::default())];
        texts.iter().map(|text| Block::Paragraph(line(text))).collect()
    }

    #[test]
    fn a_tail_is_cut_where_it_begins() {
        let long = "The article says what readers came for, and says it at some length.";
        for (last, cuts) in [
            ("Last modified: 3 May 2021", true),
            ("Recommend", true),
            ("Recommended doses are in the table.", false),
            ("<<: How to treat something else", true),
            ("Best viewed with Netscape", true),
            ("© 2026 Riverside", true),
            ("Next, wash your hands.", false),
            ("Comments from patients help us.", false),
        ] {
            let mut blocks = paragraphs(&[long, last, "More."]);
            cut(&mut blocks);
            assert_eq!(blocks.len() == 1, cuts, "{last}");
        }
        let mut blocks = paragraphs(&[long, "↑ Back to top", long]);
        assert_eq!(cut(&mut blocks), ["↑ Back to top"]);
        assert_eq!(blocks.len(), 2);
    }

    #[test]
    fn what_most_pages_say_goes() {
        let mut blocks = paragraphs(&["Own words.", "On every page."]);
        let counts = BTreeMap::from([
            ("On every page.".to_owned(), 3),
            ("Own words.".to_owned(), 1),
        ]);
        assert_eq!(repeated(&mut blocks, &common(counts, 5)), ["On every page."]);
        assert_eq!(blocks, paragraphs(&["Own words."]));
    }
}
