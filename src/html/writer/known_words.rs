//! Words in capitals that need no explanation: those that the author introduces, and those
//! that are no abbreviations at all, such as a syllable that is stressed, the stage of an
//! illness, a state behind its town or the initials of an author.

use std::ops::Range;

/// So many words in capitals make a sentence that somebody shouts.
const SHOUTING: usize = 3;

/// How far around a word its sentence is looked at, in bytes.
const AROUND: usize = 120;

/// Whether the author says what is abbreviated, with words that do not hold every letter of
/// it: "tuberculosis (TB)", "end-stage kidney disease, or ESRD", "also called UACR", "PET scan
/// (positron emission tomography)".
pub(super) fn is_introduced(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (before(text, range), after(text, range));
    let Some(first) = text[range.clone()].chars().next() else { return false };
    let begins = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        word.chars().next().is_some_and(|c| c.to_lowercase().eq(first.to_lowercase()))
            && word.contains(char::is_lowercase)
    };
    let named =
        |text: &str, most: usize| text.split_whitespace().rev().take(most).any(begins);
    if let Some(words) = before.strip_suffix('(') {
        let rest = after.trim_start_matches(['s', '\'', '\u{2019}']);
        return rest.starts_with(')') && named(words, 4);
    }
    let before = before.trim_end();
    let is_name = [
        "called",
        "known as",
        "named",
        "abbreviated",
        "abbreviated as",
        "called an",
        "called a",
        "called the",
    ]
    .iter()
    .any(|words| before.ends_with(words));
    if is_name {
        return true;
    }
    if let Some(words) =
        before.strip_suffix(" or").or_else(|| before.strip_suffix(" (or"))
        && named(words, 8)
    {
        return true;
    }
    // What stands in brackets behind it, or behind a word or two more.
    let Some((between, inside)) = after.split_once('(') else { return false };
    let inside = inside.split(')').next().unwrap_or("");
    between.split_whitespace().count() <= 2
        && !between.contains(['.', ',', ';', ':'])
        && inside.split_whitespace().count() > 1
        && inside.split_whitespace().next().is_some_and(begins)
}

/// Whether a word is no abbreviation, by what stands around it.
pub(super) fn is_no_abbreviation(text: &str, range: &Range<usize>) -> bool {
    is_shouted(text, range)
        || is_plain(text, range)
        || is_stressed(text, range)
        || is_stage(text, range)
        || is_initials(text, range)
}

fn before<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    &text[crate::base::floor(text, range.start.saturating_sub(AROUND))..range.start]
}

fn after<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    &text[range.end..crate::base::floor(text, range.end + AROUND)]
}

/// Whether more than two thirds of the words of the sentence are in capitals.
fn is_shouted(text: &str, range: &Range<usize>) -> bool {
    let ends = ['.', '!', '?', '\n', ':'];
    let start = text[..range.start].rfind(ends).map_or(0, |at| at + 1);
    let end = text[range.end..].find(ends).map_or(text.len(), |at| range.end + at);
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_loud = |word: &&str| letters(word) > 1 && !word.contains(char::is_lowercase);
    let words = || text[start..end].split_whitespace().filter(|word| letters(word) > 0);
    let loud = words().filter(is_loud).count();
    loud >= SHOUTING && loud * 3 > words().count() * 2
}

/// Whether what stands around makes it known to all: a time of day, a state behind its
/// town, a title behind a name.
fn is_plain(text: &str, range: &Range<usize>) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS \
        MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC \
        NSW VIC QLD SA TAS ACT NT ON QC BC AB MB SK NB NS PE NL YT NU";
    const TITLES: &str = "MD DO RN NP PA MA MS MSC BSC BA MBA MPH MSN BSN DNP DDS DMD MBBS MRCP \
        FRCP FRCS FACP FACS FRCPC JD LCSW LPN PT DPT OT RD RDN CNP CRNP APRN OBE MBE CBE";
    let word = &text[range.clone()];
    let before = before(text, range).trim_end();
    let after = after(text, range).trim_start();
    let is_one_of = |words: &str| words.split_whitespace().any(|known| known == word);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let is_behind_a_name = before.strip_suffix(',').is_some_and(|name| {
        let name = name.rsplit(char::is_whitespace).next().unwrap_or("");
        name.starts_with(char::is_uppercase)
    });
    let is_time =
        matches!(word, "AM" | "PM") && before.ends_with(|c: char| c.is_ascii_digit());
    is_time
        || (is_one_of(STATES) && (is_behind_a_name || digits == 5))
        || (is_one_of(TITLES) && is_behind_a_name)
}

/// Whether it is a syllable of a word as it is said: `(an-jee-OG-ra-fee)`.
fn is_stressed(text: &str, range: &Range<usize>) -> bool {
    const PREFIXES: &[&str] = &[
        "anti", "pre", "post", "non", "pro", "sub", "co", "re", "intra", "inter", "multi",
    ];
    let is_part = |c: char| c.is_alphabetic() || c == '-';
    let before = before(text, range);
    let start = before.trim_end_matches(is_part).len();
    let after = after(text, range);
    let end = after.len() - after.trim_start_matches(is_part).len();
    let said = format!("{}{}{}", &before[start..], &text[range.clone()], &after[..end]);
    let Some((name, inside)) = before[..start].rsplit_once('(') else { return false };
    if inside.contains(')') || !said.contains('-') {
        return false;
    }
    let mut parts = said.split('-').filter(|part| !part.is_empty());
    if parts.clone().any(|part| part.chars().count() > 6) {
        return false;
    }
    let is_soft =
        |part: &&str| !part.contains(char::is_uppercase) && !PREFIXES.contains(part);
    match parts.clone().filter(is_soft).count() {
        0 => false,
        1 => {
            let name = name.split_whitespace().next_back().unwrap_or("");
            let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
            parts.next().and_then(first) == first(name)
        }
        _ => true,
    }
}

/// Whether it is a number with a letter behind it, of a stage or a type: `stage IIIB`.
fn is_stage(text: &str, range: &Range<usize>) -> bool {
    const KINDS: &[&str] =
        &["stage", "grade", "type", "class", "phase", "group", "level"];
    let number = text[range.clone()].trim_end_matches(['A', 'B', 'C', 'D', 'E', 'S']);
    let around = before(text, range).to_lowercase();
    matches!(number, "I" | "II" | "III" | "IV" | "V")
        && KINDS.iter().any(|kind| around.contains(kind))
}

/// Whether it is what stands behind the name of an author in a list of authors: `Chiu AC,`.
fn is_initials(text: &str, range: &Range<usize>) -> bool {
    let is_name = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).any(char::is_lowercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
    };
    let is_short = |word: &str| {
        let letters = word.trim_end_matches([',', '.']);
        letters.len() < word.len()
            && (1..=3).contains(&letters.chars().count())
            && letters.chars().all(char::is_uppercase)
    };
    let own = &text[range.clone()];
    let ends = after(text, range).starts_with([',', '.']);
    let name = before(text, range).split_whitespace().next_back();
    if own.chars().count() > 3 || !ends || !name.is_some_and(is_name) {
        return false;
    }
    let start = range.start - before(text, range).len();
    let around = &text[start..range.end + after(text, range).len()];
    let words: Vec<&str> = around.split_whitespace().collect();
    let pairs = words.windows(2).filter(|pair| is_name(pair[0]) && is_short(pair[1]));
    pairs.count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, word: &str) -> Range<usize> {
        let start = text.find(word).unwrap();
        start..start + word.len()
    }

    #[test]
    fn what_the_author_introduces_is_explained() {
        for (text, word) in [
            ("Tuberculosis (TB), an infection", "TB"),
            ("may lead to end-stage kidney disease, or ESRD. The", "ESRD"),
            ("This measurement is also called UACR.", "UACR"),
            ("A PET scan (positron emission tomography scan): a", "PET"),
            ("desmopressin (DDAVP), which is", "DDAVP"),
        ] {
            assert!(is_introduced(text, &at(text, word)), "{text}");
        }
        for (text, word) in [
            ("Ask the ward (ZQRX) today.", "ZQRX"),
            ("Ask for a ZQRX today.", "ZQRX"),
            ("Water or HDL is good.", "HDL"),
            ("Check the HDL (and more) today", "HDL"),
        ] {
            assert!(!is_introduced(text, &at(text, word)), "{text}");
        }
    }

    #[test]
    fn what_is_no_abbreviation_is_left_alone() {
        for (text, word) in [
            ("an angiography (an-jee-OG-ra-fee) of", "OG"),
            ("Fallot (fah-LO) is", "LO"),
            ("platelets (PLATE-lets) also", "PLATE"),
            ("stage II is divided into stages IIA and IIB.", "IIB"),
            ("Yeung SJ, Habra MA, Chiu AC. Graves disease.", "MA"),
            ("Call at 9 AM from Buffalo, NY 14263.", "NY"),
            ("Jane Doe, MD explains", "MD"),
            ("PLEASE DO NOT EAT, OR DRINK, BEFORE your TEST", "TEST"),
        ] {
            assert!(is_no_abbreviation(text, &at(text, word)), "{text}");
        }
        for (text, word) in [
            ("your graft (HLA-matched) is", "HLA"),
            ("drugs (anti-TNF) may", "TNF"),
            ("through the IVC and out", "IVC"),
            ("Ask Ward TB, please.", "TB"),
            ("the MD plan", "MD"),
        ] {
            assert!(!is_no_abbreviation(text, &at(text, word)), "{text}");
        }
    }
}
