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
/// Near enough is one letter changed or two swapped; or a third of the longer name's
/// characters changed, where both share more letters than they lack, and three at least; or
/// one name standing whole in the other. A name is never near to what denies it:
/// `unpublished` is not `published`.
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
        if denies(&wanted, &folded) || denies(&folded, &wanted) {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &folded);
        if distance <= allowed && share_most(&wanted, &folded, distance) {
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

/// Whether two names share more letters, in order, than they lack of each other; or differ
/// in one letter, or in two that changed places.
fn share_most(one: &str, other: &str, distance: usize) -> bool {
    if distance == 0 || (distance == 1 && one.chars().count() == other.chars().count()) {
        return distance == 0 || one.chars().count() > LEAST_SHARED;
    }
    let other: Vec<char> = other.chars().collect();
    let mut shared = vec![0_usize; other.len() + 1];
    let mut length = 0;
    for c in one.chars() {
        length += 1;
        let mut diagonal = 0;
        for (at, &d) in other.iter().enumerate() {
            let above = shared[at + 1];
            shared[at + 1] = if c == d { diagonal + 1 } else { above.max(shared[at]) };
            diagonal = above;
        }
    }
    let most = shared[other.len()];
    most > LEAST_SHARED && most > (length - most) + (other.len() - most)
}

/// Whether one word is the other with one letter more, less or changed, or two swapped.
pub fn is_one_slip_away(one: &str, other: &str) -> bool {
    strsim::osa_distance(one, other) == 1
}

/// Whether the first name says that something is not what the second says.
fn denies(name: &str, other: &str) -> bool {
    const DENYING: &[&str] = &["un", "non", "not", "no", "in", "dis", "de", "never"];
    let rest = |prefix: &&str| {
        let rest = name.strip_prefix(prefix)?.trim_start_matches([' ', '-', '_']);
        (rest.chars().count() > LEAST_SHARED).then_some(rest)
    };
    let mut rests = DENYING.iter().filter_map(rest);
    rests.any(|rest| rest == other || strsim::osa_distance(rest, other) < 2)
}

/// So few shared letters say nothing.
const LEAST_SHARED: usize = 2;

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
    fn a_guess_shares_more_than_it_lacks_and_never_denies() {
        for (name, known) in [
            ("comments", "consent"),
            ("section", "version"),
            ("notes", "codes"),
            ("hide", "id"),
            ("todo", "do"),
            ("os", "ios"),
            ("unpublished", "published"),
            ("published", "unpublished"),
            ("not published", "published"),
        ] {
            assert_eq!(nearest(name, [known]), None, "{name}");
        }
        for (name, known) in [
            ("contact", "contact-a-department"),
            ("descripton", "description"),
            ("tittle", "title"),
            ("gvdh", "gvhd"),
            ("publishd", "published"),
        ] {
            assert_eq!(nearest(name, [known]), Some(known), "{name}");
        }
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
