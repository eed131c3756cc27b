//! Words in capitals that need no explanation: those that the author introduces, and those
//! that are no abbreviations at all, such as a syllable that is stressed, the stage of an
//! illness, a state behind its town or the initials of an author.

use std::ops::Range;

use crate::glossary::begins_sentence;

/// So many words in capitals make a sentence that somebody shouts.
const SHOUTING: usize = 3;

/// How far around a word its sentence is looked at, in bytes.
const AROUND: usize = 200;

/// One long word in brackets says what a short one means: `EKG (electrocardiogram)`.
const LONG_WORD: usize = 8;

/// "Is" begins no long form of IM.
const SMALL_WORD: usize = 2;

/// From so many letters on, what stands in brackets is introduced there: `(HUMIRA)`.
const LONG_NAME: usize = 6;

/// What stands before a name that something has as well.
const NAMING: &[&str] = &[
    "called",
    "known as",
    "named",
    "abbreviated",
    "abbreviated as",
    "called an",
    "called a",
    "called the",
];

/// Words in capitals for weight, which may be in small letters nowhere else. None of them is
/// a usual abbreviation.
const WEIGHED: &[&str] = &[
    "ALSO", "ANY", "BOTH", "BUT", "BY", "CALL", "DOWN", "EACH", "FOR", "FROM", "GET",
    "HAVE", "HOW", "IF", "IN", "INTO", "IS", "LESS", "MANY", "MORE", "MUCH", "NEW",
    "NEXT", "NONE", "NOR", "NOW", "OF", "OFF", "ONE", "ONLY", "OUR", "OUT", "OVER",
    "POST", "SAME", "SOME", "SOON", "STOP", "TOTAL", "TOTALS", "THAN", "THAT", "THE",
    "THEM", "THEN", "THEY", "THIS", "TO", "TWO", "UP", "VERY", "WE", "WHAT", "WHEN",
    "WHY", "WILL", "WITH", "YES", "YOU", "YOUR",
];

/// Whether the author says what is abbreviated, with words that do not hold every letter of
/// it: "tuberculosis (TB)", "end-stage kidney disease, or ESRD", "also called UACR", "PET scan
/// (positron emission tomography)".
#[expect(clippy::too_many_lines, reason = "one way of saying it after the other")]
pub(super) fn is_introduced(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (before(text, range), after(text, range));
    let written = &text[range.clone()];
    let Some(first) = written.chars().next() else { return false };
    let begins = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        word.chars().next().is_some_and(|c| c.to_lowercase().eq(first.to_lowercase()))
            && word.contains(char::is_lowercase)
            && word.chars().count() > SMALL_WORD
    };
    let named = |text: &str, most: usize| {
        let text = without_brackets(text);
        let words = text.split(|c: char| c.is_whitespace() || c == '/');
        words.filter(|word| !word.is_empty()).rev().take(most).any(begins)
    };
    let before = before.trim_end();
    if let Some((words, beside)) = before.rsplit_once('(')
        && !beside.contains(')')
    {
        let behind = after.split(')').next().unwrap_or("");
        // `(IC/PBS)` is made of the words for both.
        let other = [beside, behind].concat();
        let other = if other.contains('/') { other.as_str() } else { "" };
        let letters = written.chars().chain(other.chars()).filter(|c| c.is_alphabetic());
        let letters = letters.count();
        // A name alone in brackets that is longer than abbreviations are.
        if beside.is_empty() && after.starts_with(')') && letters >= LONG_NAME {
            return true;
        }
        if after.contains(')')
            && is_name_in_brackets(beside, behind)
            && named(words, letters.max(2) + 2)
        {
            return true;
        }
    }
    // The sign of a gene has no words behind it.
    let is_gene = [" gene ", " gene.", " gene,", " genes", " gene)"];
    let is_said =
        [" stands for ", " is short for ", ", which stands for ", ", short for "];
    if NAMING.iter().any(|words| before.ends_with(words))
        || is_said.iter().chain(&is_gene).any(|words| after.starts_with(words))
    {
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
    let mut words = inside.split_whitespace().skip_while(|word| {
        matches!(word.trim_end_matches(','), "or" | "also" | "called" | "short" | "for")
    });
    let is_beside = between.split_whitespace().count() <= 2
        && !between.contains(['.', ',', ';', ':']);
    let is_long = |word: &str| {
        between.trim().is_empty()
            && word.chars().filter(|c| c.is_alphabetic()).count() >= LONG_WORD
    };
    is_beside
        && words
            .next()
            .is_some_and(|word| begins(word) && (words.next().is_some() || is_long(word)))
}

/// Whether a bracket holds nothing but names of what stands before it: `(SLE or lupus)`,
/// `(IC/PBS)`, `(CAT scan)`.
fn is_name_in_brackets(before: &str, behind: &str) -> bool {
    let before = before.trim();
    let behind = behind.trim_start_matches(['s', '\'', '\u{2019}']);
    let most =
        if behind.starts_with([',', ';']) || behind.starts_with(" or ") { 4 } else { 1 };
    let begins = before.is_empty()
        || before == "or"
        || before == "also"
        || before.ends_with(['/', ';']);
    (begins || NAMING.iter().any(|words| before.ends_with(words)))
        && behind.split_whitespace().count() <= most
}

/// A text without what stands in brackets, such as how a word is said.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            // One that was opened further in front.
            ')' if depth == 0 => outside.clear(),
            ')' => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Whether a word is no abbreviation, by what stands around it.
pub(super) fn is_no_abbreviation(text: &str, range: &Range<usize>) -> bool {
    is_weighed(text, range)
        || is_shouted(text, range)
        || is_mark_of_a_block(text, range)
        || is_of_a_language(text, range)
        || is_sound(text, range)
        || is_plain(text, range)
        || is_stressed(text, range)
        || is_stage(text, range)
        || is_initials(text, range)
}

/// Whether it is a word that is said loudly, or stands beside one: "AS IS".
fn is_weighed(text: &str, range: &Range<usize>) -> bool {
    let is_sign = |c: char| !c.is_alphabetic();
    let above = before(text, range).split_whitespace().next_back();
    let below = after(text, range).split_whitespace().next();
    // What ends a sentence stands beside nothing.
    let above = above.map(|word| word.trim_start_matches(is_sign));
    let below = below.map(|word| word.trim_end_matches(is_sign));
    let own = Some(&text[range.clone()]);
    [own, above, below].into_iter().flatten().any(|word| WEIGHED.contains(&word))
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
    let (before, after) = (before(text, range), after(text, range));
    let start = before.rfind(ends).map_or(0, |at| at + 1);
    let start = range.start - before.len() + start;
    let end = range.end + after.find(ends).unwrap_or(after.len());
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
    // What a medicine is called that works for longer.
    const FORMS: &str = "XL XR XT LA SR ER CR AC AR HB DX";
    const WINDS: &str = "NW NE SW SE";
    // Things whose kinds have letters.
    const OF_KINDS: &[&str] =
        &["hemoglobin", "haemoglobin", "hepatitis", "vitamin", "type", "group", "class"];
    let word = &text[range.clone()];
    let before = before(text, range).trim_end();
    let behind = after(text, range);
    let after = behind.trim_start();
    let is_one_of = |words: &str| words.split_whitespace().any(|known| known == word);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let is_behind_a_name = before.strip_suffix(',').is_some_and(|name| {
        let name = name.rsplit(char::is_whitespace).next().unwrap_or("");
        name.starts_with(char::is_uppercase)
    });
    let is_behind_a_capital = || {
        let name = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let name = name.trim_start_matches('(');
        let start = range.start
            - (text[..range.start].len() - text[..range.start].trim_end().len())
            - name.len();
        // "The ER" begins a sentence; "Pepcid AC" is a name, and so is "Ditropan XL".
        name.starts_with(char::is_uppercase)
            && name.chars().skip(1).all(char::is_lowercase)
            && (word.starts_with('X') || !begins_sentence(text, start))
    };
    let is_time =
        matches!(word, "AM" | "PM") && before.ends_with(|c: char| c.is_ascii_digit());
    is_time
        || (is_one_of(STATES) && (is_behind_a_name || digits == 5))
        || (is_one_of(TITLES) && is_behind_a_name)
        || (is_one_of(FORMS) && is_behind_a_capital())
        || (is_one_of(WINDS) && is_behind_a_capital())
        || (word.len() == 2 && OF_KINDS.iter().any(|kind| is_last_word(before, kind)))
        || (word == "AB" && after.starts_with("blood"))
        // `CA 19-9`, `CA 125`: the number makes it a name.
        || (word == "CA" && behind.starts_with(' ') && digits > 1)
}

/// Whether it is the kind of a block whose mark is not read, `[!URGENT]`: another rule tells
/// of that.
fn is_mark_of_a_block(text: &str, range: &Range<usize>) -> bool {
    let before = before(text, range).trim_end();
    before.ends_with("[!")
        || (before == "[" && after(text, range).trim_start().starts_with(']'))
}

/// Whether a text ends in a word, however it is written.
fn is_last_word(text: &str, word: &str) -> bool {
    text.rsplit(char::is_whitespace)
        .next()
        .is_some_and(|last| last.eq_ignore_ascii_case(word))
}

/// Whether it is a sound, or a part of one, between quotation marks: "lub-DUB".
fn is_sound(text: &str, range: &Range<usize>) -> bool {
    let before = before(text, range);
    let Some(rest) = before.strip_suffix('-') else { return false };
    let part = rest.trim_end_matches(char::is_lowercase);
    part.len() < rest.len() && part.ends_with(['"', '\u{201c}', '\u{2018}', '\''])
}

/// Whether it is the country in the sign of a language: `de-DE`.
fn is_of_a_language(text: &str, range: &Range<usize>) -> bool {
    let before = before(text, range);
    let Some(rest) = before.strip_suffix('-') else { return false };
    let tag = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    range.len() == 2
        && tag.len() == 2
        && tag.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(tag, "re" | "co" | "de" | "un" if !tag.eq_ignore_ascii_case(&text[range.clone()]))
}

/// So many words may stand before the bracket that says how they are said.
const SAID: usize = 3;

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
            let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
            let begins = parts.next().and_then(first);
            name.split_whitespace().rev().take(SAID).any(|word| first(word) == begins)
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
    // `2Ogunyemi DA. Title`: the number of the note stands right before.
    if name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
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
            ("An EKG (electrocardiogram) shows", "EKG"),
            ("ACE inhibitors (or angiotensin-converting enzyme inhibitors)", "ACE"),
            ("systemic lupus erythematosus (SLE or lupus)", "SLE"),
            ("a colon cancer, hereditary (HNPCC or Lynch syndrome)", "HNPCC"),
            ("Interstitial cystitis, painful bladder syndrome (IC/PBS) is", "IC"),
            ("Interstitial cystitis, painful bladder syndrome (IC/PBS) is", "PBS"),
            ("the Lung Institute's (LI's) plan", "LI"),
            ("chorionic villus (ko-re-ON-ik VIL-us) sampling (CVS). Both", "CVS"),
            ("Ring the MDT, which stands for all of us", "MDT"),
            ("atypical teratoid/rhabdoid tumor (AT/RT) is", "RT"),
            ("adalimumab (HUMIRA). It", "HUMIRA"),
            ("mutations of the BRAF gene.", "BRAF"),
            ("myelodysplasia (MI-e-lo-dis-PLA-ze-ah; MDS). It", "MDS"),
        ] {
            assert!(is_introduced(text, &at(text, word)), "{text}");
        }
        for (text, word) in [
            ("Ask the ward (ZQRX) today.", "ZQRX"),
            ("Ask for a ZQRX today.", "ZQRX"),
            ("Water or HDL is good.", "HDL"),
            ("The drug is given SC or IM.", "IM"),
            ("Check the HDL (and more) today", "HDL"),
            ("raises HDL (healthy) cholesterol", "HDL"),
            (
                "Ask for tea, or see a nurse, any nurse, or the team (and ask for TB) now",
                "TB",
            ),
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
            ("locale = 'de-DE'", "DE"),
            ("your energy IN equals your energy OUT.", "OUT"),
            ("take Ditropan XL and Detrol LA as", "XL"),
            ("famotidine (Pepcid AC), and", "AC"),
            ("on an \"AS IS\" ground", "AS"),
            ("the lub-dub, or \"lub-DUB\", of", "DUB"),
            ("Hemoglobin SC disease", "SC"),
            ("a person with an A, B, or AB blood type", "AB"),
            ("a blood test for CA 125 or", "CA"),
            ("1825 K Street NW, Suite", "NW"),
            ("3Chiu AC. Graves disease.", "AC"),
            ("situs inversus (SI-tus in-VER-sus). This", "SI"),
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
            ("a re-CT of", "CT"),
            ("Go to the ward. The ER is full", "ER"),
            ("coagulation tests (FBC, CRP) today", "CRP"),
            ("Your BP 120/80 is", "BP"),
        ] {
            assert!(!is_no_abbreviation(text, &at(text, word)), "{text}");
        }
    }
}
