//! Bytes that are taken already, asked for again and again.

use std::ops::Range;

/// Ranges of bytes, in order and apart.
#[derive(Debug, Default)]
pub(super) struct TakenBytes(Vec<Range<usize>>);

impl TakenBytes {
    /// All of the bytes in some ranges.
    pub(super) fn of(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        let mut taken: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match taken.last_mut() {
                Some(last) if range.start < last.end => {
                    last.end = last.end.max(range.end);
                }
                _ => taken.push(range),
            }
        }
        TakenBytes(taken)
    }

    /// Whether a byte is taken.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.overlaps(&(at..at + 1))
    }

    /// Whether any byte of a range is taken.
    pub(super) fn overlaps(&self, range: &Range<usize>) -> bool {
        let next = self.0.partition_point(|taken| taken.end <= range.start);
        self.0.get(next).is_some_and(|taken| taken.start < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_any_range_are_taken() {
        let taken = TakenBytes::of(vec![8..9, 1..3, 2..5, 3..4]);
        let held: Vec<usize> = (0..10).filter(|&at| taken.holds(at)).collect();
        assert_eq!(held, [1, 2, 3, 4, 8]);
        assert!(taken.overlaps(&(4..7)) && !taken.overlaps(&(5..8)));
        assert!(!TakenBytes::default().holds(0));
    }
}
