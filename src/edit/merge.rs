//! Two changes of one text, joined paragraph by paragraph. Nothing is decided here that
//! people have to decide: where both changed the same paragraph, both are given.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Whose words a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MergeSide {
    /// Nobody changed it, or both changed it alike.
    Same,
    /// Only the writer changed it.
    Mine,
    /// Only the file changed.
    Theirs,
    /// Both changed it, each in another way.
    Both,
}

/// A few paragraphs of the joined text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergePart {
    /// Whose.
    pub side: MergeSide,
    /// What the writer has here.
    pub mine: String,
    /// What the file has here.
    pub theirs: String,
    /// Whether a card or the front matter is changed, which somebody must have looked at.
    pub is_guarded: bool,
}

/// Joins what became of `base` with a writer and in the file.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Vec<MergePart> {
    let [base, mine, theirs] = [base, mine, theirs].map(paragraphs);
    let [to_mine, to_theirs] = [&mine, &theirs].map(|other| matches(&base, other));
    let mut parts: Vec<MergePart> = Vec::new();
    let (mut b, mut m, mut t) = (0, 0, 0);
    for at in 0..=base.len() {
        let ends = if at == base.len() {
            Some((mine.len(), theirs.len()))
        } else {
            to_mine[at].zip(to_theirs[at])
        };
        // Between two paragraphs that all three have, somebody changed something.
        let Some((in_mine, in_theirs)) = ends else { continue };
        between(&mut parts, &base[b..at], &mine[m..in_mine], &theirs[t..in_theirs]);
        if at < base.len() {
            push(&mut parts, anchor([base[at], mine[in_mine], theirs[in_theirs]]));
        }
        (b, m, t) = (at + 1, in_mine + 1, in_theirs + 1);
    }
    parts
}

/// What stands between two paragraphs that all three have: one by one, where nobody put one in or
/// took one out.
fn between(parts: &mut Vec<MergePart>, base: &[&str], mine: &[&str], theirs: &[&str]) {
    if base.len() == mine.len() && base.len() == theirs.len() {
        for at in 0..base.len() {
            push(parts, part(&base[at..=at], &mine[at..=at], &theirs[at..=at]));
        }
    } else {
        push(parts, part(base, mine, theirs));
    }
}

fn part(base: &[&str], mine: &[&str], theirs: &[&str]) -> MergePart {
    let side = if mine == theirs {
        MergeSide::Same
    } else if mine == base {
        MergeSide::Theirs
    } else if theirs == base {
        MergeSide::Mine
    } else {
        MergeSide::Both
    };
    let all = base.iter().chain(mine).chain(theirs);
    let is_guarded =
        side != MergeSide::Same && all.into_iter().any(|one| is_guarded(one));
    MergePart { side, mine: mine.concat(), theirs: theirs.concat(), is_guarded }
}

/// A paragraph that all three have. The blank lines below it may differ, where somebody put a
/// paragraph behind the last one: the most of them keep paragraphs apart.
fn anchor(all: [&str; 3]) -> MergePart {
    let text = all.into_iter().max_by_key(|one| one.len()).unwrap_or_default();
    let side = MergeSide::Same;
    MergePart { side, mine: text.to_owned(), theirs: text.to_owned(), is_guarded: false }
}

/// Neighbours that nobody has to decide on are one part.
fn push(parts: &mut Vec<MergePart>, part: MergePart) {
    if part.mine.is_empty() && part.theirs.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.side == MergeSide::Same && part.side == MergeSide::Same => {
            last.mine += &part.mine;
            last.theirs += &part.theirs;
        }
        _ => parts.push(part),
    }
}

fn is_guarded(paragraph: &str) -> bool {
    let line = paragraph.trim_start();
    line.starts_with('>') || line.starts_with("---")
}

/// The paragraphs of a text, each with the blank lines below it. Front matter is one, and so
/// is a block of code.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut was_blank = false;
    let mut fence: Option<&str> = None;
    let mut is_settings = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if fence.is_none() && !is_settings && was_blank && !words.is_empty() {
            found.push(&text[start..at]);
            start = at;
        }
        if at == 0 && words == "---" {
            is_settings = true;
        } else if is_settings && words == "---" {
            is_settings = false;
            // What comes next is another paragraph, with a blank line before it or without.
            was_blank = true;
            at += line.len();
            continue;
        } else if !is_settings {
            let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
            fence = match (fence, mark) {
                (Some(open), Some(mark)) if open == mark => None,
                (None, mark) => mark,
                (open, _) => open,
            };
        }
        was_blank = words.is_empty();
        at += line.len();
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Where each paragraph of one text stands in another, in order.
fn matches(one: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; one.len()];
    let [one, other] = [one, other]
        .map(|all| all.iter().map(|text| text.trim_end()).collect::<Vec<_>>());
    for part in capture_diff_slices(Algorithm::Myers, &one, &other) {
        if part.tag() == DiffTag::Equal {
            for (from, to) in part.old_range().zip(part.new_range()) {
                found[from] = Some(to);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[MergePart]) -> Vec<(MergeSide, &str, &str, bool)> {
        parts
            .iter()
            .map(|part| (part.side, &*part.mine, &*part.theirs, part.is_guarded))
            .collect()
    }

    #[test]
    fn changes_of_different_paragraphs_are_joined() {
        let parts = merge("A\n\nB\n\nC\n", "A1\n\nB\n\nC\n", "A\n\nB\n\nC2\n");
        let expected = [
            (MergeSide::Mine, "A1\n\n", "A\n\n", false),
            (MergeSide::Same, "B\n\n", "B\n\n", false),
            (MergeSide::Theirs, "C\n", "C2\n", false),
        ];
        assert_eq!(told(&parts), expected);
    }

    #[test]
    fn one_paragraph_that_both_changed_is_given_twice() {
        let parts = merge("A\n\nB\n", "A\n\nB1\n", "A\n\nB2\n");
        assert_eq!(told(&parts)[1], (MergeSide::Both, "B1\n", "B2\n", false));
        assert_eq!(merge("A\n", "B\n", "B\n")[0].side, MergeSide::Same);
    }

    #[test]
    fn a_paragraph_behind_the_last_is_no_change_of_that() {
        let parts = merge("A\n\nB\n", "A\n\nB\n\nC\n", "A1\n\nB\n");
        let expected = [
            (MergeSide::Theirs, "A\n\n", "A1\n\n", false),
            (MergeSide::Same, "B\n\n", "B\n\n", false),
            (MergeSide::Mine, "C\n", "", false),
        ];
        assert_eq!(told(&parts), expected);
    }

    #[test]
    fn cards_and_settings_are_guarded() {
        let base = "---\ntitle: A\n\nowner: b\n---\nText.\n\n> [!URGENT] Call\n> - now\n";
        let mine = base.replace("now", "at once");
        let theirs = base.replace("title: A", "title: B");
        let parts = merge(base, &mine, &theirs);
        let changed: Vec<_> =
            parts.iter().filter(|part| part.side != MergeSide::Same).collect();
        assert_eq!(changed.len(), 2);
        assert!(changed.iter().all(|part| part.is_guarded), "{parts:#?}");
    }

    #[test]
    fn each_side_is_whole() {
        let texts =
            ["", "a\n\nb\n\nc", "a\n\n```\nx\n\ny\n```\n\nb", "---\na: 1\n---\nb\n"];
        for base in texts {
            for mine in texts {
                for theirs in texts {
                    let parts = merge(base, mine, theirs);
                    let mut whole: [String; 2] = Default::default();
                    for part in &parts {
                        whole[0] += &part.mine;
                        whole[1] += &part.theirs;
                    }
                    let words = |text: &str| text.split_whitespace().collect::<String>();
                    let expected = [mine, theirs].map(words);
                    assert_eq!(whole.map(|text| words(&text)), expected, "{base:?}");
                }
            }
        }
    }
}
