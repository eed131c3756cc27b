//! The entries of the words layer, cut into files.
//!
//! Cuts stand where words begin with other letters than those before, and a first letter with
//! many words begins a file of its own, so that a sentence more on one page changes the files of
//! its own words, and seldom others.

use std::fmt::Write as _;

/// How long a file is to be, about 5 KB when it is compressed: a query of three words, each in
/// another file, is to stay below 20 KB.
const TARGET: usize = 9_000;

/// The forms of a stem, and the pages that have one of them.
#[derive(Debug)]
pub(super) struct Stem<'a> {
    /// Ascending, never empty.
    pub(super) forms: Vec<&'a str>,
    /// The pages, encoded.
    pub(super) pages: String,
    /// On how many pages it stands, where those are not all.
    pub(super) of: Option<usize>,
}

/// A file: the word that its range begins with, and its text.
pub(super) struct Shard {
    pub(super) first: String,
    pub(super) text: String,
}

/// Cuts entries, ascending by their first form, into files.
pub(super) fn shards(stems: &[Stem<'_>]) -> Vec<Shard> {
    let lines: Vec<(&str, String)> =
        stems.iter().map(|stem| (stem.forms[0], line(stem))).collect();
    let mut firsts: Vec<&str> = Vec::new();
    cut(&lines, 0, &mut 0, &mut firsts);
    let mut shards: Vec<Shard> = firsts
        .iter()
        .map(|&first| Shard { first: first.to_owned(), text: String::from("[") })
        .collect();
    let place = |word: &str| firsts.partition_point(|first| *first <= word).max(1) - 1;
    for (stem, (first, line)) in stems.iter().zip(&lines) {
        let home = place(first);
        push(&mut shards[home].text, line);
        // Forms beyond the cut lead to where the entry is.
        let mut told = home;
        for form in &stem.forms[1..] {
            let other = place(form);
            if other != told {
                push(
                    &mut shards[other].text,
                    &format!("{}\t#{first}", strays(&stem.forms, other, &place)),
                );
                told = other;
            }
        }
    }
    for shard in &mut shards {
        shard.text.push_str("]\n");
    }
    shards
}

/// The forms of a stem that fall into a file.
fn strays(forms: &[&str], shard: usize, place: &impl Fn(&str) -> usize) -> String {
    let own: Vec<&str> =
        forms.iter().copied().filter(|form| place(form) == shard).collect();
    joined(&own)
}

fn push(text: &mut String, line: &str) {
    if text.len() > 1 {
        text.push_str(",\n");
    }
    // Letters and digits, spaces and tabs: only a tab needs an escape.
    let _ = write!(text, "\"{}\"", line.replace('\t', "\\t"));
}

fn line(stem: &Stem<'_>) -> String {
    let mut line = format!("{}\t{}", joined(&stem.forms), stem.pages);
    if let Some(of) = stem.of {
        let _ = write!(line, "\t{of}");
    }
    line
}

/// One form as it is; of several what they share, then what each adds, `.` for nothing.
fn joined(forms: &[&str]) -> String {
    let [first, others @ ..] = forms else { return String::new() };
    if others.is_empty() {
        return (*first).to_owned();
    }
    let shared = |other: &&str| {
        let same =
            first.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
        same.last().map_or(0, |((at, c), _)| at + c.len_utf8())
    };
    let shared = others.iter().map(shared).min().unwrap_or(0);
    let mut text = first[..shared].to_owned();
    for form in forms {
        text.push(' ');
        text.push_str(if form.len() == shared { "." } else { &form[shared..] });
    }
    text
}

/// Finds the words that files begin with: those with the same first letters stay together where
/// a file can hold them. `filled` is how long the file is that was begun last.
fn cut<'a>(
    lines: &[(&'a str, String)],
    depth: usize,
    filled: &mut usize,
    firsts: &mut Vec<&'a str>,
) {
    let mut rest = lines;
    while let Some(&(word, _)) = rest.first() {
        let letters = |word: &'a str| -> &'a str {
            word.char_indices().nth(depth + 1).map_or(word, |(end, _)| &word[..end])
        };
        let end = rest.partition_point(|(other, _)| letters(other) <= letters(word));
        let (group, after) = rest.split_at(end);
        rest = after;
        let size: usize = group.iter().map(|(_, line)| line.len() + 4).sum();
        // A word that is too long for a file stands in one of its own.
        let is_whole = size <= TARGET || group.len() == 1;
        let begins = firsts.is_empty()
            || depth == 0 && size > TARGET / 2
            || is_whole && *filled > 0 && *filled + size > TARGET;
        if begins {
            firsts.push(word);
            *filled = 0;
        }
        if is_whole {
            *filled += size;
        } else {
            cut(group, depth + 1, filled, firsts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(forms: &[&'static str], length: usize) -> Stem<'static> {
        Stem { forms: forms.to_vec(), pages: "0".repeat(length), of: None }
    }

    #[test]
    fn forms_are_written_by_what_they_share() {
        assert_eq!(joined(&["donor"]), "donor");
        assert_eq!(joined(&["donor", "donors"]), "donor . s");
        assert_eq!(joined(&["happier", "happy"]), "happ ier y");
        assert_eq!(joined(&["ποδι", "ποδια"]), "ποδι . α");
    }

    #[test]
    fn cuts_stand_between_first_letters_and_forms_beyond_them_lead_home() {
        let stems = [
            stem(&["donor", "donors"], 6_000),
            stem(&["dose", "doze"], 6_000),
            stem(&["drip"], 6_000),
            stem(&["era"], 1),
        ];
        let shards = shards(&stems);
        let firsts: Vec<&str> = shards.iter().map(|shard| shard.first.as_str()).collect();
        assert_eq!(firsts, ["donor", "dose", "drip"]);
        assert!(shards[0].text.starts_with("[\"donor . s\\t000"));
        assert!(shards[2].text.ends_with(",\n\"era\\t0\"]\n"));
        let stems = [stem(&["run", "runs", "zz"], 6_000), stem(&["zeal"], 9_000)];
        let texts: Vec<String> =
            super::shards(&stems).into_iter().map(|shard| shard.text).collect();
        assert!(texts[0].starts_with("[\" run runs zz\\t000"), "{texts:?}");
        assert!(texts[1].starts_with("[\"zz\\t#run\",\n\"zeal\\t000"), "{texts:?}");
        // What is too long for any file has one, and begins it once.
        let long = super::shards(&[stem(&["donor"], 20_000), stem(&["dose"], 1)]);
        let firsts: Vec<&str> = long.iter().map(|shard| shard.first.as_str()).collect();
        assert_eq!(firsts, ["donor", "dose"]);
    }
}
