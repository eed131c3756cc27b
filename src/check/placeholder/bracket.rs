//! Brackets that stand where a value belongs, or that hold what a colleague was asked:
//! `[dose]`, `(add photo)`, `<insert name>`.

use std::ops::Range;

use super::gap::misses_number;
use super::things::{THINGS, is_value};

/// What stands in square brackets to be filled in, or to be done by a colleague, in small
/// letters; with a space behind it, how such words begin.
const GAPS: &[&str] = &[
    "add ",
    "amend ",
    "ask ",
    "awaiting ",
    "check ",
    "comment: ",
    "confirm ",
    "delete as ",
    "editor: ",
    "enter ",
    "image of ",
    "image: ",
    "insert ",
    "name of ",
    "nb: ",
    "note to ",
    "number of ",
    "pending ",
    "photo of ",
    "photo: ",
    "picture of ",
    "picture: ",
    "query ",
    "query: ",
    "replace ",
    "type ",
    "your ",
    "first name",
    "firstname",
    "last name",
    "lastname",
    "contact details",
    "draft",
    "email",
    "link",
    "tba",
    "tbc",
    "tbd",
    "tk",
    "xx",
];

/// What stands for a value by itself.
const SPOTS: &[&str] = &["\u{25cf}", "\u{2022}", "\u{25cb}", "\u{25a0}", "\u{25a1}"];

/// What stands for a number where one belongs.
const NUMBERS: &[&str] =
    &["", "?", "??", "x", "n", "#", "...", "\u{2026}", "__", "___", "-"];

/// How what is asked of a colleague begins.
const ORDERS: &[&str] = &["add ", "insert ", "put ", "paste ", "attach "];

/// Words before a value: after others `(dose)` only explains.
const BEFORE: &[&str] = &[
    "are", "at", "by", "call", "contact", "dial", "email", "for", "from", "give",
    "given", "inject", "is", "on", "phone", "ring", "see", "swallow", "take", "taken",
    "until", "use", "visit",
];

/// What may follow a thing that a colleague is asked for: `(add photo ID)` asks a reader.
const AFTER: &[&str] = &[
    "above", "and", "at", "below", "for", "from", "here", "in", "later", "of", "on",
    "or", "please", "showing", "to", "when", "with",
];

/// The brackets that open at byte `start`, if they are a gap.
pub(super) fn gap(text: &str, start: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 80;
    let open = text[start..].chars().next()?;
    let close = match open {
        '[' => b']',
        '(' => b')',
        '{' => b'}',
        _ => b'>',
    };
    let rest = &text[start + 1..];
    let near = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let length = near.iter().position(|byte| *byte == close)?;
    let (inside, after) = (&rest[..length], &rest[length + 1..]);
    let before = &text[..start];
    // The brackets of a template are told as such.
    let is_doubled = before.ends_with(open) || inside.starts_with(open);
    let is_gap = match open {
        '[' => !is_link(after) && is_square(before, inside, after),
        '(' => {
            is_order(inside, false)
                || is_short(inside) && is_value(inside) && is_awaited(before)
        }
        '{' => is_value(inside) && !is_doubled && !before.ends_with(['$', '#', '%']),
        _ => !is_doubled && (is_order(inside, true) || is_tag(inside)),
    };
    is_gap.then_some(start..start + length + 2)
}

/// Whether what follows the brackets makes a link of them.
fn is_link(after: &str) -> bool {
    let address = after.trim_start_matches(' ').strip_prefix('(');
    let address = address.and_then(|rest| rest.split(')').next());
    let is_address = address.is_some_and(|address| {
        address.contains(['.', '/', '#']) && !address.contains(char::is_whitespace)
    });
    after.starts_with(['(', '[']) || is_address
}

fn is_square(before: &str, inside: &str, after: &str) -> bool {
    let inside = inside.trim().to_lowercase();
    GAPS.iter().any(|gap| match gap.strip_suffix(' ') {
        Some(_) => inside.starts_with(gap),
        None => inside == *gap,
    }) || is_value(&inside)
        || SPOTS.contains(&&*inside)
        || !before.ends_with('\n')
            && !before.is_empty()
            && NUMBERS.contains(&&*inside)
            && misses_number(before, after)
}

/// Whether brackets hold a name of one or two words, and no remark.
fn is_short(inside: &str) -> bool {
    inside.split_whitespace().count() < 3
}

/// Whether a value is awaited behind these words.
fn is_awaited(before: &str) -> bool {
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next();
    last.is_some_and(|last| BEFORE.contains(&last.to_ascii_lowercase().as_str()))
}

/// `add photo` or `insert name`: what somebody is asked to put there. Readers are asked for
/// other things, such as `(add a little salt)` and `(enter your name)`.
fn is_order(inside: &str, of_anything: bool) -> bool {
    let small = inside.to_ascii_lowercase();
    let Some(what) = ORDERS.iter().find_map(|order| small.strip_prefix(order)) else {
        return false;
    };
    let mut words = what.split_whitespace().filter(|word| !matches!(*word, "a" | "an"));
    let thing = words.next().unwrap_or_default();
    let ends = |word: &str| AFTER.contains(&word) || THINGS.contains(&word);
    of_anything || THINGS.contains(&thing) && words.next().is_none_or(ends)
}

/// Whether what stands in angle brackets is no tag, but the name of a value.
fn is_tag(inside: &str) -> bool {
    const ELEMENTS: &[&str] = &["address", "time", "title"];
    is_value(inside) && !ELEMENTS.contains(&inside.to_ascii_lowercase().as_str())
}

/// Whether a tag is no tag, but what somebody is asked to put there.
pub(super) fn is_tag_of_gap(tag: &str) -> bool {
    let inside = tag.strip_prefix('<').and_then(|tag| tag.trim_end().strip_suffix('>'));
    inside.is_some_and(|inside| is_order(inside, true) || is_tag(inside))
}
