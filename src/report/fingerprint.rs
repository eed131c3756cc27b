//! What makes a finding the same when the lines above it come and go: its rule, its file,
//! the words it is about, and what it says of them.

use crate::diagnostic::Diagnostic;
use crate::disk::{digest, hex};

use super::place::SourceFiles;

/// So many characters of the words are compared.
const MOST_WORDS: usize = 160;

/// A finding without its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fingerprint {
    pub(super) rule: String,
    /// The file as people see it; empty for the site as a whole.
    pub(super) file: String,
    /// The words, with single spaces.
    pub(super) words: String,
    /// The sentence, in which each number is one `0`: lines and days go on counting.
    pub(super) says: String,
}

impl Fingerprint {
    pub(super) fn of(finding: &Diagnostic, sources: &SourceFiles<'_>) -> Fingerprint {
        let words =
            finding.primary.and_then(|span| sources.text(span)?.get(span.range()));
        let mut words =
            words.unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((end, _)) = words.char_indices().nth(MOST_WORDS) {
            words.truncate(end);
        }
        Fingerprint {
            rule: finding.rule.name.to_owned(),
            file: finding.primary.map_or("", |span| sources.shown(span)).to_owned(),
            words,
            says: without_numbers(&finding.message),
        }
    }

    /// 32 hexadecimal digits for the finding that is the `nth` of those that are the same.
    pub(super) fn digits(&self, nth: usize) -> String {
        let Fingerprint { rule, file, words, says } = self;
        let text = format!("{rule}\0{file}\0{words}\0{says}\0{nth}");
        hex(&digest(text.as_bytes())[..16])
    }
}

/// The digits of each of the findings, no two alike.
pub(super) fn all(findings: &[Diagnostic], sources: &SourceFiles<'_>) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::<Fingerprint, usize>::new();
    let digits = |finding| {
        let fingerprint = Fingerprint::of(finding, sources);
        let nth = seen.entry(fingerprint.clone()).or_default();
        *nth += 1;
        fingerprint.digits(*nth)
    };
    findings.iter().map(digits).collect()
}

fn without_numbers(sentence: &str) -> String {
    let mut words = String::with_capacity(sentence.len());
    let mut is_number = false;
    for c in sentence.chars() {
        if !c.is_ascii_digit() {
            words.push(c);
        } else if !is_number {
            words.push('0');
        }
        is_number = c.is_ascii_digit();
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::BROKEN_CROSS_LINK;
    use crate::report::fixture;

    use super::*;

    #[test]
    fn lines_and_days_go_on_and_the_finding_stays_the_same() {
        let trees = ["[[A]] [[B]]", "Words.\n\n[[A]]\n[[B]]"]
            .map(|text| fixture::tree(&[("a.md", text)]));
        let [before, after] = trees.each_ref().map(|tree| {
            let at = |words| fixture::find(tree, 0, words);
            let found = [("[[A]]", "line 3"), ("[[B]]", "x"), ("[[B]]", "x")].map(
                |(words, says)| Diagnostic::new(&BROKEN_CROSS_LINK, at(words), says),
            );
            all(&found, &SourceFiles::new(tree))
        });
        assert_eq!(before, after);
        assert_eq!(before[1].len(), 32);
        assert_ne!(before[1], before[2], "two of the same are told apart");
        assert_eq!(without_numbers("line 12, 3 of 40"), "line 0, 0 of 0");
    }
}
