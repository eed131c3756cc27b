//! Where every value of a block stands, and whether the block is safe to read.
//!
//! Anchors, aliases, tags and deep nesting are refused here, before the values are read:
//! nobody needs them in front matter, and they are how a few lines become gigabytes.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as CharSpan};

use super::{BlockFault, BlockRules, MOST_FAULTS, MOST_LEVELS, slips};

/// The place of a value and of what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ValuePlace {
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar { plain: bool },
    List(Vec<ValuePlace>),
    Mapping(Vec<(ValuePlace, ValuePlace)>),
}

/// The place of the block's root value. `Ok(None)`: the block is empty.
pub(super) fn find(
    block: &str,
    rules: &BlockRules,
) -> Result<Option<ValuePlace>, Vec<BlockFault>> {
    let offsets = Offsets::new(block);
    let mut builder = PlacesBuilder {
        block,
        rules,
        offsets,
        open: Vec::new(),
        root: None,
        faults: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str(block) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let offset = builder.offsets.byte(error.marker().index());
                let mut faults = slips::explain(block, offset, error.info(), rules);
                // Where the block is refused anyhow, that is the better answer.
                if !builder.faults.is_empty() {
                    faults = builder.faults;
                }
                return Err(faults);
            }
        };
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
        }
        let range = builder.range(span);
        if documents > 1 {
            builder.faults.push(slips::second_document(block, range.start, rules));
            break;
        }
        if builder.faults.len() >= MOST_FAULTS || !builder.add(event, range) {
            break;
        }
    }
    if builder.faults.is_empty() { Ok(builder.root) } else { Err(builder.faults) }
}

/// Characters to bytes: the parser counts characters.
struct Offsets {
    /// Empty if the text is ASCII, where both counts are one.
    bytes: Vec<usize>,
    length: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Offsets { bytes, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            character.min(self.length)
        } else {
            self.bytes.get(character).copied().unwrap_or(self.length)
        }
    }
}

/// A list or mapping whose end is yet to come.
struct OpenCollection {
    place: ValuePlace,
    key: Option<ValuePlace>,
}

struct PlacesBuilder<'b> {
    block: &'b str,
    rules: &'b BlockRules,
    offsets: Offsets,
    open: Vec<OpenCollection>,
    root: Option<ValuePlace>,
    faults: Vec<BlockFault>,
}

impl PlacesBuilder<'_> {
    fn range(&self, span: CharSpan) -> Range<usize> {
        let start = self.offsets.byte(span.start.index());
        start..self.offsets.byte(span.end.index()).max(start)
    }

    /// Takes one event. Returns false if the rest need not be looked at.
    fn add(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Scalar(_, style, anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), &range);
                let plain = style == ScalarStyle::Plain;
                let trimmed = if plain { self.trim(range) } else { self.quoted(range) };
                self.close(ValuePlace { range: trimmed, shape: Shape::Scalar { plain } });
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), &range);
                return self.begin(range, Shape::List(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), &range);
                return self.begin(range, Shape::Mapping(Vec::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut done) = self.open.pop() {
                    let end = range.end.max(done.place.range.start);
                    done.place.range = self.trim(done.place.range.start..end);
                    self.close(done.place);
                }
            }
            Event::Alias(_) => {
                self.reserved(&range);
                self.close(ValuePlace { range, shape: Shape::Scalar { plain: true } });
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        true
    }

    fn begin(&mut self, range: Range<usize>, shape: Shape) -> bool {
        if self.open.len() >= MOST_LEVELS {
            self.faults.push(slips::too_deep(self.block, range.start, self.rules));
            return false;
        }
        self.open.push(OpenCollection { place: ValuePlace { range, shape }, key: None });
        true
    }

    /// Puts a finished place where it belongs.
    fn close(&mut self, place: ValuePlace) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(place);
            return;
        };
        match &mut open.place.shape {
            Shape::List(places) => places.push(place),
            Shape::Mapping(pairs) => match open.key.take() {
                None => open.key = Some(place),
                Some(key) => pairs.push((key, place)),
            },
            Shape::Scalar { .. } => {}
        }
    }

    fn refuse(&mut self, anchored: bool, tagged: bool, range: &Range<usize>) {
        if anchored || tagged {
            self.reserved(range);
        }
    }

    /// Tells of an anchor, alias or tag, once on each line.
    fn reserved(&mut self, range: &Range<usize>) {
        let fault = slips::reserved(self.block, range.start, self.rules);
        let told = self.faults.last().map(|last| last.range.start);
        let same_line = told.is_some_and(|told| {
            self.block
                .get(told..fault.range.start)
                .is_none_or(|text| !text.contains('\n'))
        });
        if !same_line {
            self.faults.push(fault);
        }
    }

    /// The range of a text up to its closing quotation mark: the parser counts what follows
    /// on the line, such as a comment.
    fn quoted(&self, range: Range<usize>) -> Range<usize> {
        let written = self.block.get(range.clone()).unwrap_or_default();
        let mut bytes = written.bytes().enumerate().peekable();
        let Some((_, mark @ (b'"' | b'\''))) = bytes.next() else { return range };
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' if mark == b'"' => drop(bytes.next()),
                // Two of them are one in the text.
                b'\''
                    if mark == byte
                        && bytes.peek().is_some_and(|next| next.1 == mark) =>
                {
                    bytes.next();
                }
                _ if byte == mark => return range.start..range.start + at + 1,
                _ => {}
            }
        }
        range
    }

    /// The range without white space and line ends behind the value.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let written = self.block.get(range.clone()).unwrap_or_default();
        range.start..range.start + written.trim_end().len()
    }
}
