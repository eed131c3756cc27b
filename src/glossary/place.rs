//! Whether a word names a part of the text that it stands in: `the next section`, `see the
//! menus section below`.

use std::ops::Range;

/// What leads a reader to another place of a text, at the beginning of a sentence or clause.
const LEADS: &[&str] = &["see the ", "please see the ", "refer to the "];

/// Words behind the name of such a place.
const BEHIND: &[&str] = &["below", "above", "for", "in", "of"];

/// How many words stand between both at most.
const MOST_BETWEEN: usize = 4;

/// Whether the word at a range of an English text names a part of that text.
pub(super) fn is_part_of_text(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    let start = before.rfind(['.', '!', '?', ';', ':', ',', '(', '\n']);
    let clause = before[start.map_or(0, |at| at + 1)..].trim_start();
    // A capital is of a name: `the Next section`.
    if clause.ends_with("he next ") || clause.ends_with("he previous ") {
        return true;
    }
    let clause = clause.to_lowercase();
    let mut leads = LEADS.iter();
    let Some(between) = leads.find_map(|lead| clause.strip_prefix(lead)) else {
        return false;
    };
    let next = text[range.end..].trim_start();
    let next = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    BEHIND.contains(&next) && between.split_whitespace().count() <= MOST_BETWEEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_text_is_told_by_who_is_sent_there() {
        let is = |text: &str| {
            let at = text.find("stage").unwrap();
            is_part_of_text(text, &(at..at + "stage".len()))
        };
        for text in [
            "You learn more in the next stage.",
            "as the previous stage says",
            "See the stage below.",
            "See the menu colours stage for details.",
            "For more, refer to the tests stage above.",
            "Words (see the tests stage of this page).",
            "Please see the tests stage in the other guide.",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "The stage tells how far it has spread.",
            "a next stage",
            "use the Next stage",
            "See the stage.",
            "You see the stage in your letter.",
            "See the doctor who tells you of the stage for certain.",
            "The stage below the first",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
