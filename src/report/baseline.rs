//! The findings that a site had on some day, so that new ones can be told alone: by rule,
//! file and text, not by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::source::SourceTree;

use super::fingerprint::Fingerprint;
use super::json::escape;
use super::place::SourceFiles;

/// The form of the file. A new key does not change it; another meaning does.
const VERSION: u32 = 1;

/// A record of findings.
#[derive(Debug, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    /// Name and version of the program that wrote it.
    generator: String,
    findings: Vec<KnownFinding>,
}

/// A finding of the record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KnownFinding {
    /// Its rule, by name.
    pub rule: String,
    /// The file; empty for the site as a whole.
    pub file: String,
    /// The words that it is about.
    pub text: String,
    /// Its sentence, each number in it as `0`.
    pub says: String,
    /// How many there are.
    pub count: usize,
}

/// Findings beside a record.
#[derive(Debug)]
pub struct Compared {
    /// Those that the record does not have.
    pub new: Vec<Diagnostic>,
    /// How many it has.
    pub known: usize,
    /// What it has and the site no longer does.
    pub gone: Vec<KnownFinding>,
}

impl Baseline {
    /// The record of these findings.
    pub fn of(findings: &[Diagnostic], tree: &SourceTree, generator: &str) -> Baseline {
        let sources = SourceFiles::new(tree);
        let mut counts = BTreeMap::<Fingerprint, usize>::new();
        for finding in findings {
            *counts.entry(Fingerprint::of(finding, &sources)).or_default() += 1;
        }
        let known = |(fingerprint, count)| {
            let Fingerprint { rule, file, words, says } = fingerprint;
            KnownFinding { rule, file, text: words, says, count }
        };
        Baseline {
            version: VERSION,
            generator: generator.to_owned(),
            findings: counts.into_iter().map(known).collect(),
        }
    }

    /// Reads a record; an error is the rest of a sentence that begins with its name.
    ///
    /// # Errors
    ///
    /// It is no record, or one of a newer form.
    pub fn read(text: &str) -> Result<Baseline, String> {
        let baseline: Baseline = serde_json::from_str(text)
            .map_err(|cause| format!("is no record of findings ({cause})"))?;
        if baseline.version > VERSION {
            let generator = &baseline.generator;
            return Err(format!("was written by a newer version, {generator}"));
        }
        Ok(baseline)
    }

    /// How many findings it holds.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|known| known.count).fold(0, usize::saturating_add)
    }

    /// One line for each finding, in a fixed order, so that two records can be compared and
    /// merged by line.
    pub fn to_text(&self) -> String {
        let line = |known| serde_json::json!(known).to_string();
        let lines: Vec<String> = self.findings.iter().map(line).collect();
        let generator = serde_json::json!(self.generator);
        let lines = if lines.is_empty() {
            String::new()
        } else {
            format!("\n{}\n", lines.join(",\n"))
        };
        let text = format!(
            "{{\"version\": {VERSION}, \"generator\": {generator}, \"findings\": [{lines}]}}"
        );
        // Line ends stand between the objects only.
        text.lines().map(|line| escape(line) + "\n").collect()
    }

    /// Parts findings into those that the record has and new ones. Another version of the
    /// program may say the same in other words: then only rule, file and words count.
    pub fn compare(
        &self,
        findings: Vec<Diagnostic>,
        tree: &SourceTree,
        generator: &str,
    ) -> Compared {
        let sources = SourceFiles::new(tree);
        let is_of_this_version = self.generator == generator;
        let key = |mut fingerprint: Fingerprint| {
            if !is_of_this_version {
                fingerprint.says.clear();
            }
            fingerprint
        };
        let mut left = BTreeMap::<Fingerprint, usize>::new();
        for KnownFinding { rule, file, text, says, count } in &self.findings {
            let [rule, file, words, says] = [rule, file, text, says].map(Clone::clone);
            let left =
                left.entry(key(Fingerprint { rule, file, words, says })).or_default();
            *left = left.saturating_add(*count);
        }
        let before = findings.len();
        let mut new = findings;
        new.retain(|finding| {
            let fingerprint = key(Fingerprint::of(finding, &sources));
            let Some(left) = left.get_mut(&fingerprint).filter(|left| **left > 0) else {
                return true;
            };
            *left -= 1;
            false
        });
        let gone = left.into_iter().filter(|(_, count)| *count > 0);
        let gone = gone.map(|(fingerprint, count)| {
            let Fingerprint { rule, file, words, says } = fingerprint;
            KnownFinding { rule, file, text: words, says, count }
        });
        Compared { known: before - new.len(), new, gone: gone.collect() }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::Span;
    use crate::diagnostic::{BROKEN_CROSS_LINK, MISSING_BASE_URL};
    use crate::report::fixture;

    use super::*;

    fn broken(tree: &SourceTree) -> Vec<Diagnostic> {
        let text = tree.files[0].text().unwrap();
        let links = text.match_indices("[[").map(|(start, _)| {
            let end = start + text[start..].find("]]").unwrap() + 2;
            let span = Span::new(tree.files[0].id, start..end);
            Diagnostic::new(&BROKEN_CROSS_LINK, span, "nothing is called so")
        });
        let about_site = Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`");
        links.chain([about_site]).collect()
    }

    fn compared(
        before: &str,
        after: &str,
        version: &str,
    ) -> (Vec<String>, usize, Vec<String>) {
        let [before, after] =
            [before, after].map(|text| fixture::tree(&[("a.md", text)]));
        let record = Baseline::of(&broken(&before), &before, "engraft 1").to_text();
        let record = Baseline::read(&record).unwrap();
        let compared = record.compare(broken(&after), &after, version);
        let text = after.files[0].text().unwrap();
        let words =
            |finding: &Diagnostic| text[finding.primary.unwrap().range()].to_owned();
        let new = compared.new.iter().map(words).collect();
        let gone =
            compared.gone.into_iter().map(|one| format!("{} {}", one.text, one.count));
        (new, compared.known, gone.collect())
    }

    #[test]
    fn new_findings_are_told_alone_wherever_the_old_ones_went() {
        let (new, known, gone) =
            compared("[[A]] [[B]] [[B]]", "Words.\n\n[[B]] [[C]] [[A]]", "engraft 1");
        assert_eq!((new, known, gone), (vec!["[[C]]".into()], 3, vec!["[[B]] 1".into()]));
        let (new, known, _) = compared("[[A]]", "[[A]] [[A]]", "engraft 2");
        assert_eq!(
            (new, known),
            (vec!["[[A]]".into()], 2),
            "one more of the same is new"
        );
    }

    #[test]
    fn a_record_is_a_line_for_each_and_nothing_else_is_one() {
        let tree = fixture::tree(&[("a.md", "[[A\u{202e}]]\n[[B]]")]);
        let text = Baseline::of(&broken(&tree), &tree, "engraft 1").to_text();
        assert_eq!(text.lines().count(), 5, "{text}");
        assert!(!text.contains('\u{202e}'), "{text}");
        assert_eq!(Baseline::read(&text).unwrap().count(), 3);
        let none = Baseline::of(&[], &tree, "engraft 1").to_text();
        assert_eq!(Baseline::read(&none).unwrap().count(), 0);
        for other in
            ["", "[]", "{}", r#"{"version": 2, "generator": "x", "findings": []}"#]
        {
            Baseline::read(other).unwrap_err();
        }
    }
}
