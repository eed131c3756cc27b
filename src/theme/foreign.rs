//! Words of the theme that stand in for those that a language lacks. They are in English, and
//! a page in another language says so (WCAG 3.1.2): a mark goes with them through templates,
//! and becomes an element where one may stand.

use std::collections::BTreeMap;

use super::strings::{COMPLETE, Phrase};

/// Begins words that stand in. Control characters never come from an author: they are errors.
const BEGINS: char = '\u{2}';
/// Ends them.
const ENDS: char = '\u{3}';

/// The words of a language, those that stand in with their marks.
pub(super) fn marked(
    strings: &BTreeMap<String, String>,
    phrases: &[Phrase],
) -> BTreeMap<String, String> {
    let mut marked = strings.clone();
    for phrase in phrases.iter().filter(|phrase| phrase.own.is_none()) {
        if let Some(word) = marked.get_mut(&phrase.name) {
            *word = format!("{BEGINS}{word}{ENDS}");
        }
    }
    marked
}

/// Elements in which there is only text.
const TEXT_ONLY: &[&str] = &["title", "script", "style", "textarea", "option"];

/// What a template rendered, with an element in the place of each pair of marks; in a tag and
/// where only text may stand, they are taken out.
pub(super) fn resolved(html: String) -> String {
    if !html.contains(BEGINS) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 200);
    let mut in_tag = false;
    let mut text_only: Option<&str> = None;
    let mut is_open = false;
    for (at, c) in html.char_indices() {
        let rest = &html[at..];
        match c {
            BEGINS | ENDS if in_tag || text_only.is_some() => {}
            BEGINS => {
                is_open = true;
                out.push_str("<span lang=\"");
                out.push_str(COMPLETE);
                out.push_str("\" dir=\"ltr\">");
            }
            ENDS if is_open => {
                is_open = false;
                out.push_str("</span>");
            }
            ENDS => {}
            _ => {
                if c == '<' {
                    in_tag = true;
                    match text_only {
                        Some(name) => {
                            let closes = rest[1..].strip_prefix('/');
                            if closes.is_some_and(|end| end.starts_with(name)) {
                                text_only = None;
                            }
                        }
                        None => {
                            text_only = TEXT_ONLY.iter().copied().find(|name| {
                                rest[1..].strip_prefix(name).is_some_and(|behind| {
                                    behind.starts_with(['>', ' ', '\n'])
                                })
                            });
                        }
                    }
                } else if c == '>' {
                    in_tag = false;
                }
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_in_say_their_language_where_they_can() {
        let html = "<title>\u{2}Page\u{3}</title><p class=\"a\" title=\"\u{2}Tip\u{3}\">\
                    \u{2}Call <b>1</b>\u{3}, galw</p>";
        assert_eq!(
            resolved(html.to_owned()),
            "<title>Page</title><p class=\"a\" title=\"Tip\">\
             <span lang=\"en\" dir=\"ltr\">Call <b>1</b></span>, galw</p>"
        );
        assert_eq!(resolved("<p>plain</p>".to_owned()), "<p>plain</p>");
    }
}
