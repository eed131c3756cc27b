//! The neutral tree between what is read and what is written: blocks, pieces of text with
//! their looks, and nothing of any format.

/// How a piece of text looks, and where it leads.
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextStyle {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) struck: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
    pub(super) code: bool,
    /// The address, as the document gives it; `#name` for a place in it.
    pub(super) link: Option<String>,
}

/// A picture in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Words for those who cannot see it. Never made up.
    pub(super) alternative: String,
    /// The name of the file that it is written to.
    pub(super) file: String,
    /// Whether the document says that it is mere decoration.
    pub(super) decorative: bool,
    pub(super) caption: Option<String>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Letters of one look.
    Text(String, TextStyle),
    /// The end of a line within a paragraph.
    Break,
    /// A picture.
    Picture(Picture),
    /// The sign of a note: its number in [`DocumentTree::notes`], from one.
    Note(usize),
    /// A place that something may lead to.
    Anchor(String),
    /// What stood here and is left out, for the author's eyes only.
    Absent(String),
}

/// A line of pieces.
pub(super) type Line = Vec<Inline>;

/// One item of a list, as Word and the clipboard have it: a line that knows its depth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// How deep, from zero.
    pub(super) level: usize,
    /// Whether it has a number.
    pub(super) ordered: bool,
    /// That number.
    pub(super) number: u64,
    /// Which list it belongs to.
    pub(super) list: String,
    /// How far it is set in, in twentieths of a point; zero if nothing says so.
    pub(super) indent: i64,
    pub(super) line: Line,
}

/// A list with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) ordered: bool,
    /// The number of the first item.
    pub(super) start: u64,
    pub(super) items: Vec<Vec<Block>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// How many columns it spans, at least one.
    pub(super) columns: usize,
    /// How many rows it spans, at least one.
    pub(super) rows: usize,
    /// Whether it names its row.
    pub(super) names_row: bool,
}

/// A table: rows of cells, without those that a cell above spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// How many of the rows are its header.
    pub(super) header: usize,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) caption: Option<Line>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// What the document calls its title.
    Title(Line),
    /// A heading and its level, from one.
    Heading(usize, Line),
    Paragraph(Line),
    /// A paragraph in larger or bolder letters than the rest, which may be a heading.
    Large(Line),
    /// The caption of what stands before or after it.
    Caption(Line),
    /// An item on its own, which becomes part of a [`Block::List`].
    Item(Item),
    /// A paragraph that is set in so far, which may belong to an item.
    Indented(i64, Line),
    List(List),
    Quote(Vec<Block>),
    /// Something in a frame: the kind of block, its title and what is in it.
    Panel(&'static str, Option<Line>, Vec<Block>),
    Table(Table),
    /// Code, with its language if that is known.
    Code(String, String),
    /// Terms and what they mean.
    Definitions(Vec<(Line, Vec<Block>)>),
    /// A line across the page.
    Rule,
}

/// A document that was read.
#[derive(Debug, Default)]
pub(super) struct DocumentTree {
    /// Its title, if it has one besides its headings.
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Vec<String>,
    /// The language that most of it is in, such as `en-GB`.
    pub(super) language: Option<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Vec<Block>>,
}

/// The letters of a line, with single spaces.
pub(super) fn plain(line: &[Inline]) -> String {
    let mut text = String::new();
    for piece in line {
        match piece {
            Inline::Text(words, _) => text.push_str(words),
            Inline::Break => text.push(' '),
            Inline::Picture(_)
            | Inline::Note(_)
            | Inline::Anchor(_)
            | Inline::Absent(_) => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line shows nothing.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|piece| match piece {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break | Inline::Anchor(_) => true,
        Inline::Picture(_) | Inline::Note(_) | Inline::Absent(_) => false,
    })
}

/// Whether all the letters of a line are strong.
pub(super) fn is_strong(line: &[Inline]) -> bool {
    !is_blank(line)
        && line.iter().all(|piece| match piece {
            Inline::Text(text, style) => style.strong || text.trim().is_empty(),
            Inline::Anchor(_) | Inline::Break => true,
            Inline::Picture(_) | Inline::Note(_) | Inline::Absent(_) => false,
        })
}

/// A line whose letters are no longer strong: of a heading, which is that already.
pub(super) fn without_strength(line: &[Inline]) -> Line {
    let weaken = |piece: &Inline| match piece {
        Inline::Text(text, style) => {
            Inline::Text(text.clone(), TextStyle { strong: false, ..style.clone() })
        }
        other => other.clone(),
    };
    line.iter().map(weaken).collect()
}

/// Calls a function for every line of some blocks, those in lists and tables too.
pub(super) fn each_line(blocks: &mut [Block], act: &mut dyn FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Title(line)
            | Block::Heading(_, line)
            | Block::Paragraph(line)
            | Block::Large(line)
            | Block::Caption(line)
            | Block::Indented(_, line) => act(line),
            Block::Item(item) => act(&mut item.line),
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| each_line(item, act));
            }
            Block::Quote(inside) => each_line(inside, act),
            Block::Panel(_, title, inside) => {
                title.iter_mut().for_each(&mut *act);
                each_line(inside, act);
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    each_line(&mut cell.blocks, act);
                }
                table.caption.iter_mut().for_each(&mut *act);
            }
            Block::Definitions(entries) => {
                for (term, meaning) in entries {
                    act(term);
                    each_line(meaning, act);
                }
            }
            Block::Code(..) | Block::Rule => {}
        }
    }
}
