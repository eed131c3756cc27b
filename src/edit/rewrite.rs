//! The edits that make one text another: the fewer bytes they touch, the more of the file
//! stays as its author saved it.
//!
//! A file may have line ends of several kinds, which its text does not tell apart. What is
//! compared character by character keeps as many of them as any way to edit it could.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::TextEdit;

/// Lines that are compared one by one; more of them are replaced in one piece.
const MOST_LINES: usize = 4_000;
/// Bytes of two pieces that are compared character by character: at worst, the work grows with
/// the square of them.
const MOST_BYTES: usize = 8_000;

/// What is to be changed in `old` so that it reads `new`, in the order of the text.
pub fn rewrite(old: &str, new: &str) -> Vec<TextEdit> {
    let Some(all) = piece(0, old, new) else { return Vec::new() };
    if is_small(old, &all) {
        return by_characters(old, &all);
    }
    let [before, after] =
        [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let alike = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let head = alike(&mut before.iter().zip(&after));
    let tail = alike(&mut before[head..].iter().rev().zip(after[head..].iter().rev()));
    let (before, after) =
        (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    if before.len().max(after.len()) > MOST_LINES {
        return vec![all];
    }
    let start: usize = old.split_inclusive('\n').take(head).map(str::len).sum();
    let starts: Vec<usize> = std::iter::once(start)
        .chain(before.iter().scan(start, |at, line| {
            *at += line.len();
            Some(*at)
        }))
        .collect();
    capture_diff_slices(Algorithm::Myers, before, after)
        .into_iter()
        .filter(|part| part.tag() != DiffTag::Equal)
        .filter_map(|part| {
            let (from, to) = (part.old_range(), part.new_range());
            piece(starts[from.start], &before[from].concat(), &after[to].concat())
        })
        .flat_map(|part| {
            if is_small(old, &part) { by_characters(old, &part) } else { vec![part] }
        })
        .collect()
}

fn is_small(old: &str, edit: &TextEdit) -> bool {
    old[edit.range.clone()].len() + edit.replacement.len() <= MOST_BYTES
}

/// An edit as the least that it changes.
fn by_characters(old: &str, edit: &TextEdit) -> Vec<TextEdit> {
    let before: Vec<char> = old[edit.range.clone()].chars().collect();
    let after: Vec<char> = edit.replacement.chars().collect();
    let mut at = edit.range.start;
    let mut edits = Vec::new();
    for part in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let from = at;
        at += before[part.old_range()].iter().map(|c| c.len_utf8()).sum::<usize>();
        if part.tag() != DiffTag::Equal {
            let replacement = after[part.new_range()].iter().collect();
            edits.push(TextEdit { range: from..at, replacement });
        }
    }
    edits
}

/// The edit of a piece that begins at `start`, without what both have at their ends.
fn piece(start: usize, old: &str, new: &str) -> Option<TextEdit> {
    let head = common(old.chars().zip(new.chars()));
    let (old, new) = (&old[head..], &new[head..]);
    let tail = common(old.chars().rev().zip(new.chars().rev()));
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let range = start + head..start + head + old.len();
    let is_something = !(range.is_empty() && new.is_empty());
    is_something.then(|| TextEdit { range, replacement: new.to_owned() })
}

fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(old: &str, new: &str) -> (String, Vec<(usize, usize, String)>) {
        let edits = rewrite(old, new);
        let mut text = old.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.replacement);
        }
        let told = edits
            .into_iter()
            .map(|edit| (edit.range.start, edit.range.end, edit.replacement))
            .collect();
        (text, told)
    }

    #[test]
    fn only_what_differs_is_touched() {
        let old = "one\ntwo\nthree\nfour\n";
        let (text, edits) = applied(old, "one!\ntwo\nthree\nfire\n");
        assert_eq!(text, "one!\ntwo\nthree\nfire\n");
        let expected =
            [(3, 3, "!".to_owned()), (15, 17, "i".to_owned()), (18, 18, "e".to_owned())];
        assert_eq!(edits, expected);
        assert!(rewrite(old, old).is_empty());
    }

    #[test]
    fn of_lines_that_are_alike_those_stay_that_nobody_touched() {
        let (_, edits) = applied("A\n\n\n\nB\n", "A\n\n\nC\nB\n");
        assert_eq!(edits, [(4, 4, "C".to_owned())]);
    }

    #[test]
    fn every_text_becomes_every_other() {
        let texts =
            ["", "a", "a\n", "\n", "a\nb", "b\na\n", "é\nè\n", "a\na\na\n", "\n\n"];
        for old in texts {
            for new in texts {
                assert_eq!(applied(old, new).0, new, "{old:?} to {new:?}");
            }
        }
        let long = "line\n".repeat(5_000);
        let other = "other\n".repeat(6_000);
        assert_eq!(applied(&long, &other).0, other);
    }
}
