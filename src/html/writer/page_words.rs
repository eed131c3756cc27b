//! What a page says elsewhere of a word in capitals: the same word in small letters, or words
//! in a row whose first letters it is made of.

/// A word of so many letters that is in small letters as well is no abbreviation. A shorter
/// one may be: "all" says nothing of ALL.
const LEAST_OF_A_WORD: usize = 5;

/// No abbreviation has more letters.
const MOST_OF_AN_ABBREVIATION: usize = 8;

/// First letters in a row say so much only from three on: any page has words that begin
/// with a g and an i.
const LEAST_OF_INITIALS: usize = 3;

/// Words that are left out of an abbreviation.
const SMALL_WORDS: &[&str] =
    &["a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"];

/// Whether what stands in capitals is a word like any other.
pub(super) fn is_plain_word(text: &str, capitals: &str) -> bool {
    let letters = capitals.chars().filter(|c| c.is_alphabetic()).count();
    if letters > MOST_OF_AN_ABBREVIATION {
        return true;
    }
    let small = capitals.to_lowercase();
    let large: String = {
        let mut rest = small.chars();
        rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
    };
    letters >= LEAST_OF_A_WORD
        && (stands_alone(text, &small) || stands_alone(text, &large))
}

/// Whether words of the text, in a row and in one sentence, begin with its letters:
/// "computerised axial tomography" for CAT. Small words may stand between them, and one
/// letter may come from within a word: "nonalcoholic fatty liver disease" for NAFLD.
pub(super) fn has_initials(text: &str, abbreviation: &str) -> bool {
    let letters: Vec<char> = abbreviation
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.len() < LEAST_OF_INITIALS {
        return false;
    }
    let ends = |c: char| matches!(c, '.' | ';' | ':' | '!' | '?' | '\n');
    text.split(ends).any(|sentence| {
        let words: Vec<&str> = sentence
            .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '\u{2019}')
            .filter(|word| word.contains(char::is_lowercase))
            .collect();
        (0..words.len()).any(|start| begins_with(&words[start..], &letters))
    })
}

/// Whether the first letters of the words make the abbreviation.
fn begins_with(words: &[&str], letters: &[char]) -> bool {
    let mut from_within = usize::from(letters.len() > LEAST_OF_INITIALS);
    let mut left = letters;
    for (at, word) in words.iter().enumerate() {
        let [next, rest @ ..] = left else { return true };
        if at > 0 && SMALL_WORDS.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        let mut written = word.chars().flat_map(char::to_lowercase);
        if written.next() != Some(*next) {
            return false;
        }
        left = rest;
        // The next letter, where the word behind does not begin with it.
        let follows = words.get(at + 1).and_then(|word| word.chars().next());
        let follows = follows.map(|c| c.to_lowercase().next().unwrap_or(c));
        if let [within, rest @ ..] = left
            && from_within > 0
            && follows != Some(*within)
            && written.any(|c| c == *within)
        {
            from_within -= 1;
            left = rest;
        }
    }
    left.is_empty()
}

/// Whether a word stands in a text on its own.
fn stands_alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_also_written_small_is_no_abbreviation() {
        let text = "the LOWER your chance. A lower dose. All of you. Warning signs.";
        assert!(is_plain_word(text, "LOWER"));
        assert!(is_plain_word(text, "WARNING"));
        assert!(is_plain_word(text, "MERCHANTABILITY"));
        assert!(!is_plain_word(text, "ALL"));
        assert!(!is_plain_word(text, "RECIST"));
        assert!(!is_plain_word("flowering", "LOWER"));
    }

    #[test]
    fn words_in_a_row_explain_their_first_letters() {
        for (text, abbreviation) in [
            ("also called computerized axial tomography. More", "CAT"),
            ("nonalcoholic fatty liver disease is common", "NAFLD"),
            (
                "the National Institute of Diabetes and Digestive and Kidney Diseases",
                "NIDDK",
            ),
            ("corticotropin-releasing hormone", "CRH"),
            ("angiotensin-converting enzyme", "ACE"),
        ] {
            assert!(has_initials(text, abbreviation), "{text}");
        }
        for (text, abbreviation) in [
            ("getting infections", "GI"),
            ("Take. Bring it", "TBI"),
            ("Ask the blood bank", "ABO"),
            ("total body", "TBI"),
            ("your children and the tests", "CAT"),
        ] {
            assert!(!has_initials(text, abbreviation), "{text}");
        }
    }
}
