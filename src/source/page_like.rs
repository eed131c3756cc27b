//! Whether a file that is no page begins like one: with front matter.

use std::io::Read;
use std::path::Path;

use super::decode;
use crate::disk::{self, SymbolicLinks};

/// Bytes of a file that are looked at.
const HEAD: u64 = 4 * 1024;

/// Whether a file begins with the front matter of a page.
pub(super) fn begins_like_page(location: &Path) -> bool {
    let extension = location.extension().and_then(|extension| extension.to_str());
    // Every file of this kind may begin with three hyphens.
    let is_yaml = extension.is_some_and(|own| {
        ["yaml", "yml"].iter().any(|yaml| own.eq_ignore_ascii_case(yaml))
    });
    if is_yaml {
        return false;
    }
    let mut head = Vec::new();
    let Ok((file, _)) = disk::open(location, SymbolicLinks::Follow) else { return false };
    if file.take(HEAD).read_to_end(&mut head).is_err() {
        return false;
    }
    is_front_matter(&decode(&head).text)
}

fn is_front_matter(text: &str) -> bool {
    let mut lines = text.trim_start().lines().map(str::trim_end);
    let (marker, sign) = match lines.next() {
        Some("---") => ("---", ':'),
        Some("+++") => ("+++", '='),
        _ => return false,
    };
    let first = lines.find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    first.filter(|line| *line != marker).is_some_and(|line| {
        line.split_once(sign).is_some_and(|(key, _)| {
            let key = key.trim().trim_matches('"');
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_told_from_a_line_of_hyphens() {
        for text in [
            "---\ntitle: X\n---\n",
            "\n--- \n# note\n\nstatus: draft\n",
            "+++\ndraft = true\n+++\n",
        ] {
            assert!(is_front_matter(text), "{text:?}");
        }
        for text in
            ["", "---\n", "---\nA line of words.\n", "title: X\n", "-----\na: b\n"]
        {
            assert!(!is_front_matter(text), "{text:?}");
        }
    }
}
