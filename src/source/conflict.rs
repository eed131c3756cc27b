//! What Git leaves in a file when two people changed the same lines: both versions, between
//! marks.

use std::ops::Range;

/// How many of one file are told.
const MOST: usize = 20;

/// Two versions that Git could not join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// From the first mark to the last.
    pub(super) range: Range<usize>,
    /// Where both sides stand.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

/// A line, its number and its bytes.
struct ConflictLine<'t> {
    number: usize,
    range: Range<usize>,
    text: &'t str,
}

/// The conflicts in a text. Marks that stand in a block of code, all of them, are an example.
pub(super) fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    if !text.starts_with("<<<<<<<") && !text.contains("\n<<<<<<<") {
        return found;
    }
    let mut open: Option<(ConflictLine<'_>, Option<usize>)> = None;
    let mut fence = None;
    let mut start = 0;
    for (at, written) in text.split_inclusive('\n').enumerate() {
        let range = start..start + written.trim_end_matches('\n').len();
        start += written.len();
        let line = ConflictLine { number: at + 1, text: &text[range.clone()], range };
        if open.is_none() {
            let mark =
                ["```", "~~~"].into_iter().find(|mark| line.text.starts_with(mark));
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(opened), Some(mark)) if opened == mark => fence = None,
                _ => {}
            }
        }
        if is_mark(line.text, '<') {
            let is_example = fence.is_some_and(|fence| closes_in(&text[start..], fence));
            if !is_example {
                open = Some((line, None));
            }
        } else if is_mark(line.text, '=') {
            if let Some((_, middle)) = &mut open {
                middle.get_or_insert(line.number);
            }
        } else if is_mark(line.text, '>')
            && let Some((first, Some(middle))) = open.take()
        {
            found.push(fault(&first, middle, &line));
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

fn fault(first: &ConflictLine<'_>, middle: usize, last: &ConflictLine<'_>) -> Conflict {
    let side = |from: usize, to: usize, line: &ConflictLine<'_>| {
        let name = line.text[7..].trim();
        let name = if name.is_empty() { String::new() } else { format!(" (`{name}`)") };
        let lines = match to.checked_sub(from) {
            None => "no line".to_owned(),
            Some(0) => format!("line {from}"),
            Some(_) => format!("lines {from} to {to}"),
        };
        format!("{lines}{name}")
    };
    Conflict {
        range: first.range.start..last.range.end,
        message: format!(
            "Git could not join two versions: {} and {}",
            side(first.number + 1, middle - 1, first),
            side(middle + 1, last.number - 1, last)
        ),
        help: format!(
            "keep what is right of both, and delete the lines {}, {middle} and {}",
            first.number, last.number
        ),
    }
}

/// Seven signs, alone or with a name behind them.
fn is_mark(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// Whether the marks end before the block of code does.
fn closes_in(rest: &str, fence: &str) -> bool {
    let mut lines = rest.lines();
    lines.find_map(|line| {
        if is_mark(line, '>') {
            Some(true)
        } else {
            line.starts_with(fence).then_some(false)
        }
    }) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_conflict_are_told() {
        let text = "a\n<<<<<<< HEAD\nb\nc\n=======\n>>>>>>> ward\nd\n";
        let found = conflicts(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "Git could not join two versions: lines 3 to 4 (`HEAD`) and no line (`ward`)"
        );
        assert_eq!(
            found[0].help,
            "keep what is right of both, and delete the lines 2, 5 and 6"
        );
        assert!(text[found[0].range.clone()].ends_with("ward"));
    }

    #[test]
    fn an_example_in_code_and_a_line_of_signs_are_none() {
        for text in [
            "```\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> ward\n```\n",
            "Title\n=======\n",
            "<<<<<<< HEAD\nb\n",
            "<<<<<<<<< x\n=======\n>>>>>>> x\n",
        ] {
            assert_eq!(conflicts(text), Vec::new(), "{text:?}");
        }
        let real = "```\na\n<<<<<<< x\n```\n=======\n```\n>>>>>>> y\n";
        assert_eq!(conflicts(real).len(), 1);
    }
}
