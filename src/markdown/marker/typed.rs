//! The mark of a block as somebody typed it: with signs that do not belong there, without
//! those that do, or with letters that only look like them.

use crate::base::{floor, fold_name};
use crate::diagnostic::nearest;

/// Kinds of blocks that people leave the `!` of the mark out of.
const KNOWN: &[&str] = &[
    "caution",
    "danger",
    "emergency",
    "important",
    "info",
    "non-urgent",
    "note",
    "tip",
    "urgent",
    "warning",
];

/// Kinds of blocks that say when to call.
pub(super) const CARDS: &[&str] = &["emergency", "non-urgent", "urgent"];

/// Words by which other programs, and people in a hurry, call a block that cannot wait.
const PRESSING: &[&str] = &[
    "000",
    "112",
    "911",
    "999",
    "alarm",
    "alarme",
    "alert",
    "alerta",
    "alerte",
    "ambulance",
    "argyfwng",
    "brys",
    "call",
    "critical",
    "danger",
    "dangerous",
    "dringend",
    "emergencia",
    "emergency",
    "emergenza",
    "error",
    "fatal",
    "gefahr",
    "gevaar",
    "help",
    "hilfe",
    "immediate",
    "immediately",
    "life",
    "noodgeval",
    "notfall",
    "now",
    "peligro",
    "pericolo",
    "perygl",
    "red",
    "serious",
    "severe",
    "sos",
    "spoed",
    "stop",
    "urgence",
    "urgencia",
    "urgency",
    "urgent",
    "urgente",
    "urgenza",
];

/// What to type for a block that another program calls by such a word.
pub const CHOICE: &str = "write `[!EMERGENCY]` if readers are to call an ambulance, `[!URGENT]` \
                          if they are to call the ward, or `[!WARNING]` if they are to call \
                          nobody";

/// Words behind `URGENT` or `EMERGENCY` with which they are the name of something.
const NAMED: &[&str] = &[
    "care",
    "contact",
    "contacts",
    "department",
    "departments",
    "medicine",
    "number",
    "numbers",
    "room",
    "service",
    "services",
    "surgery",
    "treatment",
];

/// Bytes of a line that the mark of a block may have between its brackets.
const LONGEST: usize = 60;

/// Words that somebody may have put between them.
const MOST_WORDS: usize = 3;

/// A mark as somebody typed it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TypedMark {
    /// The kind, in small letters.
    pub(super) kind: String,
    /// The signs of quotations and lists before it that are read as such, in bytes.
    pub(super) prefix: usize,
    /// Bytes of the line up to its end.
    pub(super) length: usize,
    /// A sign of a quotation stands before it.
    pub(super) is_quoted: bool,
    /// It has its `!`.
    pub(super) has_sign: bool,
    /// It is closed, and nothing but a kind stands in it.
    pub(super) is_certain: bool,
}

impl TypedMark {
    /// Whether it is the mark of a block that nobody writes by accident.
    pub(super) fn is_whole(&self) -> bool {
        self.has_sign && self.is_certain && is_known(&self.kind)
    }
}

/// What stands between the brackets of a mark.
struct Inside<'l> {
    kind: String,
    /// It is a kind of block and nothing else.
    is_kind: bool,
    /// It is typed in capitals.
    is_loud: bool,
    /// What the line has behind its closing bracket; `None` if it has none.
    behind: Option<&'l str>,
    /// What stands behind the kind.
    rest: &'l str,
}

/// The mark that a line was meant to begin with.
pub(super) fn mark(line: &str) -> Option<TypedMark> {
    let prefix = prefix(line);
    let (quotes, rest) = skip_quotes(&line[prefix..]);
    let own = line[..prefix].trim_end().ends_with('>');
    let is_quoted = quotes || own;
    let is_loud_type = rest.starts_with(['*', '_', '`']);
    let rest = skip_blank(rest.trim_start_matches(['*', '_', '#', '-', '+', '\\', '`']));
    let turned = rest.strip_prefix('!').filter(|after| after.starts_with(is_open));
    let rest = turned.unwrap_or(rest);
    // `(!URGENT)` is no other thing; `(note)` may be words.
    let round = rest.strip_prefix(['(', '{']).filter(|after| after.starts_with('!'));
    let opened = rest.strip_prefix(is_open).or(round);
    // `[[!URGENT]]` as well.
    let words = skip_blank(opened.unwrap_or(rest).trim_start_matches(['\\', '[']));
    let signs = ['!', '\u{ff01}', '\u{a1}', '\u{1c3}'];
    let after = words.trim_start_matches('\\').strip_prefix(signs);
    let has_sign = after.is_some() || turned.is_some();
    if opened.is_none() && !has_sign {
        return None;
    }
    let inside = inside(skip_blank(after.unwrap_or(words)), opened.is_some(), has_sign);
    let is_known = is_known(&inside.kind);
    let is_loud = is_known && (CARDS.contains(&inside.kind.as_str()) || inside.is_loud);
    let is_link = inside.behind.is_some_and(|after| {
        after.starts_with('(')
            || after.starts_with('[') && !after.starts_with("[!")
            || after.starts_with(':') && !has_sign
    });
    let has_letters = inside.kind.starts_with(|c: char| c.is_ascii_alphanumeric());
    // Without its sign, or without brackets, only a word that nobody else begins so with.
    let is_mark = has_letters
        && match (opened.is_some(), has_sign, inside.behind.is_some()) {
            // `\\![words]` may be a picture that is none.
            (true, true, true) if turned.is_some() => {
                is_loud
                    && (is_quoted
                        || inside.is_loud && CARDS.contains(&inside.kind.as_str()))
            }
            (true, true, true) => inside.is_kind || means_urgency(&inside.kind),
            (true, false, true) => is_loud && is_quoted && inside.is_kind,
            (true, true, false) | (false, true, _) => is_known && is_quoted,
            _ => false,
        };
    let after = inside.behind.unwrap_or(inside.rest);
    let after =
        if is_loud_type { after.trim_start_matches(['*', '_', '`']) } else { after };
    let after = &after[signs_before(after)..];
    (is_mark && !is_link).then(|| TypedMark {
        prefix,
        length: line.len() - after.len(),
        is_quoted,
        has_sign,
        is_certain: opened.is_some() && inside.behind.is_some() && inside.is_kind,
        kind: inside.kind,
    })
}

/// The kind that the words behind an opening bracket begin with, or that they are up to the
/// bracket that closes them.
fn inside(words: &str, is_opened: bool, has_sign: bool) -> Inside<'_> {
    let near = &words[..floor(words, LONGEST)];
    // More words than a kind has are its heading, and the bracket is theirs.
    let is_short = |typed: &str| {
        typed.split_whitespace().count() <= MOST_WORDS && !typed.contains(['(', '{', '['])
    };
    let close = near.find(is_close).filter(|&at| is_opened && is_short(&near[..at]));
    let end = close.unwrap_or_else(|| {
        let is_kind = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        near.find(|c| !is_kind(c)).unwrap_or(near.len())
    });
    let typed = &words[..end];
    let read = kind_of(typed);
    let behind = close.map(|close| {
        let after = &words[close..];
        after
            .trim_start_matches(']')
            .strip_prefix(is_close)
            .unwrap_or_else(|| after.trim_start_matches(']'))
    });
    // `[URGENT!]` has its sign at the wrong end, and `(note)` none.
    let is_square = close.is_none_or(|at| !words[at..].starts_with([')', '}']));
    Inside {
        is_kind: read.1,
        is_loud: !typed.chars().any(char::is_lowercase),
        kind: read.0,
        behind: behind.filter(|_| is_square || has_sign),
        rest: &words[end..],
    }
}

/// The kind that words name, in small letters, and whether they are it and nothing else.
fn kind_of(words: &str) -> (String, bool) {
    let latin: String = words.chars().map(latin).collect();
    let folded = fold_name(latin.trim_matches(|c: char| {
        c.is_whitespace() || is_unseen(c) || "!?#\\*_`:.".contains(c)
    }));
    let whole = folded.replace([' ', '_'], "-");
    let is_one = !folded.contains(' ') || words.contains('-') && !words.contains(' ');
    let is_kind = whole.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_known(&whole) || is_one && is_kind {
        return (whole, true);
    }
    let card = |part: &str| CARDS.iter().find(|card| **card == part);
    if whole.contains("non-urgent") {
        return ("non-urgent".to_owned(), false);
    }
    match whole.split('-').find_map(card) {
        Some(card) => ((*card).to_owned(), false),
        None if means_urgency(&whole) => ("urgent".to_owned(), false),
        None => (whole, false),
    }
}

/// Whether a kind of block that is none was to say that something cannot wait: what another
/// program calls so, or one of the cards with a letter wrong.
pub fn means_urgency(kind: &str) -> bool {
    kind.split(['-', '_']).any(|part| PRESSING.contains(&part))
        || CARDS.iter().any(|card| nearest(kind, [*card]).is_some())
}

/// The card that a quotation begins with the name of, in capitals or in bold, and how much
/// of the line that is: `> **URGENT** call`.
pub(super) fn named_card(line: &str) -> Option<(&'static str, usize)> {
    let prefix = prefix(line);
    let rest = skip_blank(&line[prefix..]);
    let marks = ["**", "__", "*", "_", "#"];
    let mark = marks.iter().copied().find(|mark| rest.starts_with(mark));
    let words = skip_blank(rest.trim_start_matches(['*', '_', '#']));
    let card = CARDS.iter().find(|card| {
        let start = words.get(..card.len()).unwrap_or_default();
        start.replace(' ', "-").eq_ignore_ascii_case(card)
    })?;
    let (name, after) = words.split_at(card.len());
    let is_loud = !name.chars().any(char::is_lowercase);
    let is_word =
        !after.starts_with(|c: char| c.is_alphanumeric() || "-'\u{2019}".contains(c));
    let closing = after.trim_start_matches([
        ':', '!', '.', ',', '*', '_', '#', ' ', '\u{2013}', '\u{2014}',
    ]);
    let signs = &after[..after.len() - closing.len()];
    let is_alone = match mark {
        // The heading or the bold words are the name and nothing else.
        Some("#") => closing.is_empty() || signs.contains(':'),
        Some(mark) => signs.contains(mark) || signs.contains(':') || is_loud,
        None => signs.contains(':') || is_loud,
    };
    let next = closing.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_name =
        signs.trim().is_empty() && NAMED.contains(&next.to_lowercase().as_str());
    (is_word && is_alone && !is_name).then(|| (*card, line.len() - closing.len()))
}

/// Bytes of the signs behind a mark that do not belong there, `:` of `: Call`; the sign of a
/// block that another program folds may stand before them.
pub(super) fn signs_before(heading: &str) -> usize {
    let signs = [':', '.', ',', ';', '\u{ff1a}'];
    let rest = skip_blank(heading.strip_prefix(['-', '+']).unwrap_or(heading));
    match rest.strip_prefix(signs) {
        // `...` and `.5 mg` belong to the words.
        Some(after)
            if !after.starts_with(signs) && !after.starts_with(char::is_numeric) =>
        {
            heading.len() - after.len()
        }
        _ => 0,
    }
}

/// Whether words are the name of a card, as it is typed in a mark.
pub(super) fn is_card(words: &str) -> bool {
    let is_loud = !words.chars().any(char::is_lowercase);
    is_loud && CARDS.contains(&kind_of(words).0.as_str())
}

/// Whether a block of this kind is one that people write.
pub(super) fn is_known(kind: &str) -> bool {
    KNOWN.contains(&kind)
}

/// Bytes of the signs of quotations and lists that a line begins with.
pub(super) fn prefix(line: &str) -> usize {
    let mut rest = line;
    loop {
        let next = rest.trim_start_matches(' ');
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        let is_number =
            (1..=9).contains(&digits) && next[digits..].starts_with(['.', ')']);
        let item = if is_number { digits + 1 } else { 1 };
        let is_item = (is_number || next.starts_with(['-', '*', '+']))
            && next[item..].starts_with(' ');
        rest = match next.strip_prefix('>') {
            Some(after) => after,
            None if is_item => &next[item..],
            None => return line.len() - next.len(),
        };
    }
}

/// The signs that were typed for a quotation, and what stands behind them.
fn skip_quotes(words: &str) -> (bool, &str) {
    let signs = [">", "\\>", "&gt;", "\u{ff1e}", "\u{203a}", "\u{bb}"];
    let mut rest = skip_blank(words);
    let mut is_quoted = false;
    while let Some(after) = signs.iter().find_map(|sign| rest.strip_prefix(sign)) {
        is_quoted = true;
        rest = skip_blank(after);
    }
    (is_quoted, rest)
}

fn is_open(c: char) -> bool {
    matches!(c, '[' | '\u{3010}' | '\u{ff3b}')
}

fn is_close(c: char) -> bool {
    matches!(c, ']' | '\u{3011}' | '\u{ff3d}' | ')' | '}')
}

pub(super) fn skip_blank(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Signs that nobody sees, as programs leave them in what is copied.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The Latin capital that a Greek, Cyrillic or Armenian letter is drawn like.
fn latin(c: char) -> char {
    match c {
        '\u{391}' | '\u{410}' | '\u{430}' => 'a',
        '\u{421}' | '\u{441}' => 'c',
        '\u{395}' | '\u{415}' | '\u{435}' => 'e',
        '\u{50c}' => 'g',
        '\u{399}' | '\u{406}' | '\u{456}' => 'i',
        '\u{39c}' | '\u{41c}' => 'm',
        '\u{39d}' => 'n',
        '\u{39f}' | '\u{3bf}' | '\u{41e}' | '\u{43e}' => 'o',
        '\u{3a1}' | '\u{420}' | '\u{440}' => 'p',
        '\u{3a4}' | '\u{422}' | '\u{442}' => 't',
        '\u{54d}' => 'u',
        '\u{3a5}' | '\u{423}' | '\u{443}' => 'y',
        '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::means_urgency;

    #[test]
    fn what_other_programs_call_urgent_is_told_from_a_note() {
        for kind in ["danger", "alert", "help", "call-now", "urgnt", "notfall", "999"] {
            assert!(means_urgency(kind), "{kind}");
        }
        for kind in ["todo", "info", "question", "quote", "success", "example", "bug"] {
            assert!(!means_urgency(kind), "{kind}");
        }
    }
}
