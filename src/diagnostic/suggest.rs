//! The nearest known name, for "did you mean".

use crate::base::fold_name;

/// The known name nearest to `name`, if one is near enough to be a slip of the fingers.
pub fn nearest<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    nearest_several(name, known, 1).into_iter().next()
}

/// The help about a name that nothing has: the nearest name that something has, or what else
/// to do where none is near.
pub fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    did_you_mean_as(name, known, str::to_owned, otherwise)
}

/// The same where what to type is more than the name.
pub fn did_you_mean_as<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    typed: impl FnOnce(&str) -> String,
    otherwise: impl Into<String>,
) -> String {
    match nearest(name, known) {
        Some(near) => meant(&typed(near)),
        None => otherwise.into(),
    }
}

/// Says that something else was meant.
pub fn meant(typed: &str) -> String {
    format!("did you mean `{typed}`?")
}

/// Characters of a name that nobody mistypes as a whole: to compare two takes as many steps
/// as their lengths multiplied.
const LONGEST: usize = 300;

/// Up to `most` known names, nearest first, ties in alphabetical order.
///
/// Near enough is a third of the longer name's characters changed, with swapped
/// neighbours counted once, or one name standing whole in the other.
pub fn nearest_several<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    // No character has more than four bytes.
    let is_long = |name: &str| name.len() > LONGEST * 4;
    if is_long(name) {
        return Vec::new();
    }
    let wanted = fold_name(name);
    let wanted_length = wanted.chars().count();
    if wanted_length == 0 {
        return Vec::new();
    }
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in known.into_iter().filter(|candidate| !is_long(candidate)) {
        let folded = fold_name(candidate);
        let length = folded.chars().count();
        let allowed = (wanted_length.max(length)).div_ceil(3);
        let contains = wanted_length >= 3
            && length >= 3
            && (stands_whole(&wanted, &folded) || stands_whole(&folded, &wanted));
        if wanted_length.abs_diff(length) > allowed && !contains {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &folded);
        if distance <= allowed {
            near.push((distance, candidate));
        } else if contains {
            near.push((allowed + 1, candidate));
        }
    }
    near.sort_unstable();
    near.dedup();
    near.truncate(most);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Whether a name stands in another as whole words.
fn stands_whole(name: &str, other: &str) -> bool {
    other.match_indices(name).any(|(at, _)| {
        let before = other[..at].chars().next_back();
        let after = other[at + name.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let known = ["reviewed", "reviewers", "review_due", "title"];
        assert_eq!(nearest("reveiwed", known), Some("reviewed"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn the_nearest_come_first() {
        let known = ["Infection", "Infusion", "Preventing infection"];
        let near = nearest_several("infektion", known, 3);
        assert_eq!(near.first(), Some(&"Infection"));
        assert!(!near.contains(&"Preventing infection"));
        assert_eq!(nearest("infection", [known[2]]), Some(known[2]));
        assert_eq!(nearest_several("reinfections", known, 3), ["Infection"]);
    }
}
