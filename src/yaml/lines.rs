//! Lines and words of a block, for whoever explains what is wrong with it.

use std::ops::Range;

/// The line that holds `offset`, without its line end.
pub(super) fn line_at(block: &str, offset: usize) -> Range<usize> {
    let offset = super::floor_range(block, 0..offset).end;
    let start = block[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = block[offset..].find('\n').map_or(block.len(), |at| offset + at);
    start..end
}

/// Whether a text is a key that needs no quotation marks.
pub(super) fn is_word(key: &str) -> bool {
    !key.is_empty()
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
}
