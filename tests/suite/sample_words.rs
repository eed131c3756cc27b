//! Where the words of the sample site come from: none from the texts that its facts were
//! taken from, and each sentence with a source on the page for those who check it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use crate::harness::{agrees_with_file, files_below, repository};

/// So many words in a row are nobody's own.
const IN_A_ROW: usize = 8;
/// The pages for clinicians, made from all others, and the first folder that each is about:
/// all claims on one page would be too heavy for it.
const FOR_REVIEWERS: &[(&str, &str)] = &[
    ("about/for-reviewers.md", ""),
    ("about/for-reviewers-before.md", "before/"),
    ("about/for-reviewers-treatment.md", "during/"),
];

/// The articles and terms of the sample, by their paths below `site-content/`.
fn sources() -> BTreeMap<String, String> {
    let files = files_below(&repository().join("site-content")).into_iter();
    let texts = files.filter(|(path, _)| path.ends_with(".md"));
    texts.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The words of a text as they are compared with others.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// FNV-1a with 64 bits.
fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn no_eight_words_in_a_row_are_those_of_a_source() {
    assert_eq!(mark("a"), 0xaf63_dc4c_8601_ec8c, "the published example");
    let marks = fs::read_to_string(repository().join("tests/sources/marks.txt")).unwrap();
    let marks = marks.lines().filter(|line| !line.starts_with('#'));
    let marks: BTreeSet<u64> =
        marks.map(|line| u64::from_str_radix(line, 16).unwrap()).collect();
    assert!(marks.len() > 1400, "only {}", marks.len());
    let mut taken = String::new();
    for (path, text) in sources() {
        for row in words(&text).windows(IN_A_ROW) {
            let row = row.join(" ");
            if marks.contains(&mark(&row)) {
                let _ = writeln!(taken, "{path}: {row}");
            }
        }
    }
    assert!(taken.is_empty(), "{taken}");
}

/// The sentences of a body that name a source, each with the one before it.
fn claims(body: &str) -> Vec<String> {
    let mut claims = Vec::new();
    for line in body.lines().filter(|line| line.contains("[@")) {
        let (mut before, mut sentence) = (String::new(), String::new());
        for word in plain(line).split(' ') {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
            if word.ends_with(['.', '?', '!']) {
                let ended = std::mem::take(&mut sentence);
                if ended.contains("[@") {
                    claims.push(format!("{before} {ended}").trim().to_owned());
                    before.clear();
                } else {
                    before = ended;
                }
            }
        }
    }
    claims
}

/// A line without the signs of lists and blocks, and with the words of its links alone.
fn plain(line: &str) -> String {
    let line = line.trim_start_matches(['>', ' ', '-', ':']).replace("**", "");
    let mut plain = String::new();
    let mut rest = line.as_str();
    while let Some(at) = rest.find('[') {
        plain.push_str(&rest[..at]);
        let link = &rest[at..];
        if let Some((inside, after)) =
            link.strip_prefix("[[").and_then(|link| link.split_once("]]"))
        {
            plain.push_str(inside.rsplit('|').next().unwrap());
            rest = after;
        } else if let Some((words, target)) =
            link.split_once("](").filter(|(words, _)| !words.contains(']'))
        {
            plain.push_str(&words[1..]);
            rest = target.split_once(')').unwrap().1;
        } else {
            plain.push('[');
            rest = &link[1..];
        }
    }
    plain + rest
}

#[test]
fn a_claim_is_told_in_plain_words_with_its_source() {
    let body =
        "One.\n\n> - **Two.** See [[a|b]] and [c](d.md). Three [[e]] [@f]. Four.\n";
    assert_eq!(claims(body), ["See b and c. Three e [@f]."]);
}

#[test]
fn every_sentence_with_a_source_is_on_the_page_for_reviewers() {
    let sources = sources();
    for (number, (page, first)) in FOR_REVIEWERS.iter().enumerate() {
        let end = FOR_REVIEWERS.get(number + 1).map(|(_, first)| *first);
        let is_here = |path: &str| path >= *first && end.is_none_or(|end| path < end);
        let text = for_reviewers(&sources, &sources[*page], &is_here);
        agrees_with_file(&text, &repository().join("site-content").join(page));
    }
}

/// The page `page` as it is to be: its opening, and the claims of the pages that belong here.
fn for_reviewers(
    sources: &BTreeMap<String, String>,
    page: &str,
    is_here: &dyn Fn(&str) -> bool,
) -> String {
    let (front_matter, body) = split(page);
    let opening = body.split("\n## ").next().unwrap();
    let mut page = format!("---\n{front_matter}\n---\n{opening}");
    for (path, text) in sources.iter().filter(|(path, _)| is_here(path)) {
        let (front_matter, body) = split(text);
        let name = path.trim_end_matches(".md");
        let is_for_patients = !path.starts_with(['_', '.'])
            && !path.starts_with("glossary/")
            && !path.starts_with("staff/")
            && FOR_REVIEWERS.iter().all(|(page, _)| page != path);
        let claims = claims(body);
        if !is_for_patients
            || name.ends_with(".cy")
            || name.ends_with(".ar")
            || claims.is_empty()
            || !front_matter.contains("\nstatus: published\n")
        {
            continue;
        }
        let title = front_matter.lines().find_map(|line| line.strip_prefix("title: "));
        let title = title.unwrap().trim_matches('"');
        let _ = write!(page, "\n## {title}\n\nFrom the page [{title}](/{path}):\n\n");
        for claim in claims {
            let _ = writeln!(page, "- {claim}");
        }
    }
    page
}

/// The front matter of a file and its body.
fn split(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n")
        .and_then(|text| text.split_once("\n---\n"))
        .unwrap_or(("", text))
}
