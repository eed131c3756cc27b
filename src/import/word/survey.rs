//! A look at a document as a whole, before and after it is read.

use std::collections::BTreeMap;

use super::style::{LetterLook, Styles};
use crate::import::package::Element;

/// The size that Word gives letters if nothing says otherwise, in half points.
const USUAL: u32 = 20;

/// The size of most letters.
pub(super) fn usual_size(body: &Element, styles: &Styles) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for paragraph in body.below("w:p") {
        let style = styles.paragraph(paragraph.value(&["w:pPr", "w:pStyle"]));
        let base = style.letters.size.or(styles.defaults.size).unwrap_or(USUAL);
        for run in paragraph.all("w:r") {
            let own = run.at(&["w:rPr"]);
            let direct = LetterLook::new(own).size;
            let by_style =
                || styles.run(own.and_then(|own| own.value(&["w:rStyle"]))).size;
            let size = direct.or_else(by_style).unwrap_or(base);
            let letters: usize = run.all("w:t").map(|text| text.text().len()).sum();
            *counts.entry(size).or_default() += letters;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, letters)| *letters);
    most.map_or(USUAL, |(size, _)| size)
}

/// The letters of a header or footer, without the codes of its fields.
pub(super) fn text(root: &Element) -> String {
    let words: Vec<String> = root
        .below("w:p")
        .iter()
        .map(|paragraph| paragraph.below("w:t").iter().map(|text| text.text()).collect())
        .collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words of a header or footer say which version this is, or when it is looked at.
pub(super) fn speaks_of_a_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words =
        ["version", "review", "date", "issue", "expir", "valid", "approved", "updated"];
    words.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_dates_are_told_from_page_numbers() {
        assert!(speaks_of_a_date("Leaflet 12, version 3, review March 2027"));
        assert!(!speaks_of_a_date("Page 1 of 4"));
    }
}
