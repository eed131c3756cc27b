//! Lists of words that rules look for: those that Engraft knows, in the YAML beside this file, and
//! what a site adds to them, takes out of them or puts in their place in `data/words.yaml`.
//!
//! Both files have one form, and a rule sees one list. Engraft's own words are English; what a
//! site writes counts in every language, because nobody else knows the words of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::base::{FileId, Span, Spanned};
use crate::diagnostic::{BAD_VALUE, DOUBTFUL_VALUE, Diagnostic, did_you_mean};
use crate::source::SourceFile;
use crate::yaml::{self, Fields, Key, KeyKind, Mapping, RECORDS, ValueKind, shown};

/// The keys of a list in `words.yaml`.
pub static WORD_KEYS: &[Key] = &[
    Key::new("words", KeyKind::Texts, "Words that the rule tells."),
    Key::new(
        "instead",
        KeyKind::TextMap,
        "Words that it tells, each with what to write.",
    ),
    Key::new(
        "except",
        KeyKind::Texts,
        "Longer words that hold one of them and are right.",
    ),
    Key::new("unless", KeyKind::Texts, "Words that make it right a few words before."),
    Key::new(
        "excuses",
        KeyKind::Texts,
        "Words that make it right in the same paragraph.",
    ),
    Key::new(
        "remove",
        KeyKind::Texts,
        "Words of Engraft's own list that the rule leaves.",
    ),
    Key::new(
        "replace",
        KeyKind::Flag,
        "Whether Engraft's own list does not count at all.",
    ),
];

/// What people call them otherwise.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("add", "words"),
    ("extend", "words"),
    ("list", "words"),
    ("phrases", "words"),
    ("swap", "instead"),
    ("substitute", "instead"),
    ("replacements", "instead"),
    ("exceptions", "except"),
    ("allow", "except"),
    ("ignore", "except"),
    ("override", "replace"),
    ("overwrite", "replace"),
    ("delete", "remove"),
    ("without", "remove"),
];

/// The lists, by the name of the rule that looks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLists(pub BTreeMap<String, WordList>);

/// The words of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// What is looked for.
    pub words: Vec<ListedWord>,
    /// Longer words that hold one of them and mean another thing.
    pub except: Vec<String>,
    /// Words that may stand a few words before, and make it a wish, a question or a demand.
    pub unless: Vec<String>,
    /// Words that make it right wherever they stand in the same paragraph.
    pub excuses: Vec<String>,
    /// Where the site says something of it, if it does.
    pub of_site: Option<Span>,
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedWord {
    /// As it is written.
    pub text: String,
    /// What to write in its place.
    pub instead: Option<String>,
    /// Whether the site asks for it, in whatever language.
    pub of_site: bool,
}

static EMBEDDED: LazyLock<WordLists> = LazyLock::new(|| {
    let text = include_str!("words.yaml");
    let read = yaml::parse(FileId(0), text, 0..text.len(), &RECORDS);
    let entries = read.value.map(|mapping| mapping.entries).unwrap_or_default();
    let mut lists = BTreeMap::new();
    for entry in entries {
        let ValueKind::Mapping(mapping) = &entry.value.kind else { continue };
        let mut ignored = Vec::new();
        let own = own_list(mapping, false, &mut ignored);
        let mut list = WordList::default();
        own.join(&mut list);
        lists.insert(entry.key.value, list);
    }
    WordLists(lists)
});

/// Abbreviations that need no explanation anywhere.
static EVERYDAY: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let list = EMBEDDED.0.get("undefined-abbreviation");
    list.into_iter().flat_map(|list| &list.except).map(String::as_str).collect()
});

/// Abbreviations that need no explanation anywhere, as Engraft has them.
pub fn everyday() -> &'static BTreeSet<&'static str> {
    &EVERYDAY
}

impl Default for WordLists {
    fn default() -> Self {
        EMBEDDED.clone()
    }
}

impl WordLists {
    /// The list of a rule.
    pub fn get(&self, rule: &str) -> Option<&WordList> {
        self.0.get(rule)
    }
}

/// What a file says of a list.
struct OwnList {
    words: Vec<(Span, ListedWord)>,
    except: Vec<Spanned<String>>,
    unless: Vec<String>,
    excuses: Vec<String>,
    remove: Vec<Spanned<String>>,
    replace: bool,
}

impl OwnList {
    /// Puts what a site says and what is there already together.
    fn join(self, list: &mut WordList) {
        if self.replace {
            *list = WordList::default();
        }
        for Spanned { value, .. } in &self.remove {
            let is_other = |word: &str| !is_same(word, value);
            list.words.retain(|word| is_other(&word.text));
            for words in [&mut list.except, &mut list.unless, &mut list.excuses] {
                words.retain(|word| is_other(word));
            }
        }
        for (_, word) in self.words {
            // The site's own advice on a word stands in place of Engraft's.
            list.words.retain(|known| !is_same(&known.text, &word.text));
            list.except.retain(|known| !is_same(known, &word.text));
            list.words.push(word);
        }
        list.except.extend(self.except.into_iter().map(|text| text.value));
        list.unless.extend(self.unless);
        list.excuses.extend(self.excuses);
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn own_list(mapping: &Mapping, of_site: bool, found: &mut Vec<Diagnostic>) -> OwnList {
    let mut fields = Fields::new(mapping, WORD_KEYS, &RECORDS, found);
    let mut words = Vec::new();
    let mut word = |text: Spanned<String>, instead: Option<String>| {
        let listed = ListedWord { text: text.value, instead, of_site };
        words.push((text.span, listed));
    };
    for text in written(&mut fields, "words") {
        word(text, None);
    }
    let pairs = fields.entries("instead").map(|mapping| &mapping.entries);
    for entry in pairs.into_iter().flatten() {
        let key = Spanned { value: joined(&entry.key.value), span: entry.key.span };
        let Some(text) = fields.text_of(&entry.value, &key.value) else { continue };
        let text = joined(&text.value);
        if text.is_empty() || key.value.is_empty() {
            let message = "a word of `instead` lacks what to write in its place";
            let help =
                "write both: `commence: start`; a word without advice goes to `words`";
            fields.bad_value(entry.key.span, message.to_owned(), help);
            continue;
        }
        word(key, Some(text));
    }
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value);
    let except = written(&mut fields, "except");
    let unless = plain(written(&mut fields, "unless"));
    let unless = unless.map(|word| word.to_lowercase()).collect();
    let excuses = plain(written(&mut fields, "excuses"));
    let excuses = excuses.map(|word| word.to_lowercase()).collect();
    let remove = written(&mut fields, "remove");
    let replace = fields.flag("replace").unwrap_or(false);
    fields.finish(OTHER_NAMES);
    OwnList { words, except, unless, excuses, remove, replace }
}

/// The texts of a key, without those that say nothing, which are told.
fn written(fields: &mut Fields<'_>, key: &str) -> Vec<Spanned<String>> {
    let mut texts = fields.texts(key);
    texts.retain_mut(|text| {
        text.value = joined(&text.value);
        if text.value.chars().any(char::is_alphanumeric) {
            return true;
        }
        let message = format!("`{}` in `{key}` is no word", shown(&text.value));
        let help = "write a word or several, such as `state of the art`, or take it out";
        fields.bad_value(text.span, message, help);
        false
    });
    texts
}

/// A text with one space between its words.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the file. `None`: some or all of it could not be read.
pub(super) fn read(
    file: &SourceFile,
    lists: &mut WordLists,
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    let text = file.text()?;
    let root = yaml::parse(file.id, text, 0..text.len(), &RECORDS).collect(found)?;
    let mut all = Some(());
    for entry in &root.entries {
        let name = &entry.key;
        let Some(list) = lists.0.get_mut(&name.value) else {
            let names = EMBEDDED.0.keys().map(String::as_str);
            let listed: Vec<&str> = names.clone().collect();
            let otherwise = format!("the lists are those of {}", listed.join(", "));
            let message = format!("no rule reads a list `{}`", shown(&name.value));
            let help = did_you_mean(&name.value, names, &otherwise);
            found.push(Diagnostic::new(&BAD_VALUE, name.span, message).with_help(help));
            continue;
        };
        let ValueKind::Mapping(mapping) = &entry.value.kind else {
            let message =
                format!("the list `{}` is {}", name.value, entry.value.kind_name());
            let help = format!(
                "write its keys below it: `{}: {{words: [state of the art]}}`",
                name.value
            );
            let finding = Diagnostic::new(RECORDS.wrong_type, entry.value.span, message);
            found.push(finding.with_help(help));
            all = None;
            continue;
        };
        let own = own_list(mapping, true, found);
        found.extend(doubts(&own, list));
        own.join(list);
        list.of_site = Some(name.span);
    }
    all
}

/// What changes nothing in a list.
fn doubts(own: &OwnList, list: &WordList) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let known = || {
        let words = list.words.iter().map(|word| word.text.as_str());
        let others = [&list.except, &list.unless, &list.excuses].into_iter().flatten();
        words.chain(others.map(String::as_str))
    };
    for Spanned { value, span } in &own.remove {
        if own.replace {
            let message = format!(
                "`{}` need not be taken out of a list that is replaced",
                shown(value)
            );
            let help = "take the line `remove` out, or the line `replace`";
            let finding = Diagnostic::new(&DOUBTFUL_VALUE, *span, message);
            found.push(finding.with_help(help));
        } else if !known().any(|word| is_same(word, value)) {
            let message = format!("Engraft's own list does not hold `{}`", shown(value));
            let help = did_you_mean(
                value,
                known(),
                "take the word out; to leave it alone within longer ones, write `except`",
            );
            let finding = Diagnostic::new(&DOUBTFUL_VALUE, *span, message);
            found.push(finding.with_help(help));
        }
    }
    idle_exceptions(own, list, &mut found);
    for (at, (span, word)) in own.words.iter().enumerate() {
        let again =
            own.words[..at].iter().any(|(_, other)| is_same(&other.text, &word.text));
        let removed = own.remove.iter().any(|other| is_same(&other.value, &word.text));
        let (message, help) = if again {
            (format!("`{}` stands twice in the list", shown(&word.text)), "take one out")
        } else if removed {
            (
                format!("`{}` is put in and taken out", shown(&word.text)),
                "leave it in `words` to have it told, or in `remove` to have it left alone",
            )
        } else {
            continue;
        };
        let finding = Diagnostic::new(&DOUBTFUL_VALUE, *span, message);
        found.push(finding.with_help(help));
    }
    found
}

/// Exceptions that are not longer than the word itself.
fn idle_exceptions(own: &OwnList, list: &WordList, found: &mut Vec<Diagnostic>) {
    let is_replaced = own.replace;
    let looked_for = || {
        let own = own.words.iter().map(|(_, word)| word);
        list.words.iter().filter(|_| !is_replaced).chain(own)
    };
    for Spanned { value, span } in &own.except {
        let removed = own.remove.iter().any(|other| is_same(&other.value, value));
        if !removed && looked_for().any(|word| is_same(&word.text, value)) {
            let message = format!(
                "`{}` is a word of the list itself, and no longer one that holds it",
                shown(value)
            );
            let help = format!("to leave it alone write `remove: [{}]`", shown(value));
            let finding = Diagnostic::new(&DOUBTFUL_VALUE, *span, message);
            found.push(finding.with_help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let lists = WordLists::default();
        assert!(lists.0.len() > 10, "{}", lists.0.len());
        for (name, list) in &lists.0 {
            let words = list.words.len() + list.except.len();
            assert!(words > 0 || name == "placeholder", "{name}");
            let mut seen = BTreeSet::new();
            for word in &list.words {
                assert!(seen.insert(word.text.to_lowercase()), "{name}: {}", word.text);
            }
        }
    }

    #[test]
    fn what_a_site_says_of_a_word_stands_in_place_of_what_engraft_says() {
        let word = |text: &str, instead: Option<&str>, of_site| ListedWord {
            text: text.to_owned(),
            instead: instead.map(str::to_owned),
            of_site,
        };
        let mut list = WordList {
            words: vec![
                word("commence", Some("start"), false),
                word("renal", None, false),
            ],
            ..WordList::default()
        };
        let own = OwnList {
            words: vec![(Span::file(FileId(0)), word("Commence", Some("begin"), true))],
            except: vec![Spanned::new("renal unit".to_owned(), Span::file(FileId(0)))],
            unless: Vec::new(),
            excuses: Vec::new(),
            remove: vec![Spanned {
                value: "Renal".to_owned(),
                span: Span::file(FileId(0)),
            }],
            replace: false,
        };
        own.join(&mut list);
        assert_eq!(list.words, [word("Commence", Some("begin"), true)]);
        assert_eq!(list.except, ["renal unit"]);
    }
}
