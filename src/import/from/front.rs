//! The front matter of other generators: the keys that have a counterpart, under our names,
//! in the letters of their authors.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

use crate::import::loss::{self, Losses};
use crate::import::write::front_matter;

/// What an article of another generator says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    entries: Vec<FrontMatterEntry>,
}

/// A key with the lines of its value.
#[derive(Debug, PartialEq, Eq)]
struct FrontMatterEntry {
    key: String,
    /// What stands behind the colon.
    value: String,
    /// The lines below that belong to it.
    more: Vec<String>,
}

/// Keys that stay as they are.
const SAME: &[&str] = &[
    "title",
    "description",
    "slug",
    "weight",
    "tags",
    "published",
    "updated",
    "short_title",
];
/// Keys and our names for them.
const RENAMED: &[(&str, &str)] = &[
    ("summary", "description"),
    ("linktitle", "short_title"),
    ("categories", "tags"),
    ("keywords", "tags"),
    ("date", "published"),
    ("lastmod", "updated"),
    ("publishdate", "publish_on"),
    ("expirydate", "expires_on"),
    ("url", "redirect_from"),
    ("permalink", "redirect_from"),
];
/// Keys whose values are days.
const DAYS: &[&str] = &["published", "updated", "publish_on", "expires_on"];
/// Keys whose values are lists, which may come from several keys.
const LISTS: &[&str] = &["tags", "redirect_from", "aliases"];

/// Takes the front matter off a text: what it says, and what stands below it.
pub(super) fn split(text: &str) -> (Front, &str) {
    for (mark, parse) in [("---", yaml as fn(&str) -> Front), ("+++", toml)] {
        let Some(rest) = text.strip_prefix(mark).and_then(|rest| rest.strip_prefix('\n'))
        else {
            continue;
        };
        let close = format!("\n{mark}");
        let padded_end = if rest.starts_with(mark) {
            Some(0)
        } else {
            rest.find(&close).map(|at| at + 1)
        };
        if let Some(end) = padded_end {
            let body = rest[end..].split_once('\n').map_or("", |(_, body)| body);
            return (parse(&rest[..end]), body);
        }
    }
    (Front::default(), text)
}

fn yaml(text: &str) -> Front {
    let mut front = Front::default();
    for line in text.lines() {
        let is_key =
            line.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '"');
        match (line.split_once(':'), front.entries.last_mut()) {
            (Some((key, value)), _) if is_key => front.entries.push(FrontMatterEntry {
                key: key.trim().trim_matches('"').to_owned(),
                value: value.trim().to_owned(),
                more: Vec::new(),
            }),
            (_, Some(last)) if !line.trim().is_empty() => last.more.push(line.to_owned()),
            _ => {}
        }
    }
    front
}

/// The flat part of TOML, whose values read the same in YAML. Tables are one entry each.
fn toml(text: &str) -> Front {
    let mut front = Front::default();
    let mut in_table = false;
    let mut open = 0_i32;
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if open > 0
            && let Some(last) = front.entries.last_mut()
        {
            last.value.push(' ');
            last.value.push_str(line);
        } else if line.starts_with('[') {
            in_table = true;
            let key = line.trim_matches(['[', ']']).to_owned();
            front.entries.push(FrontMatterEntry {
                key,
                value: String::new(),
                more: Vec::new(),
            });
            continue;
        } else if in_table {
            continue;
        } else if let Some((key, value)) = line.split_once('=') {
            let key = key.trim().trim_matches('"').to_owned();
            front.entries.push(FrontMatterEntry {
                key,
                value: value.trim().to_owned(),
                more: Vec::new(),
            });
        }
        let count = |sign| i32::try_from(line.matches(sign).count()).unwrap_or(0);
        open += count('[') - count(']');
    }
    front
}

impl Front {
    /// Whether it has a key.
    fn get(&self, key: &str) -> Option<&FrontMatterEntry> {
        self.entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(key))
    }

    /// Writes it for us. `aliases` says what that key means there; `title` is for articles
    /// that have none.
    pub(super) fn write(
        &self,
        aliases: &str,
        title: &str,
        losses: &mut Losses,
    ) -> String {
        let mut written: Vec<(String, String)> = Vec::new();
        let mut lists: Vec<(&str, Vec<String>)> = Vec::new();
        let mut status = None;
        for entry in &self.entries {
            if let Some(is_draft) = entry.is_draft() {
                status = status.or(is_draft.then_some("draft"));
                continue;
            }
            let Some(key) = entry.our_key(aliases) else {
                losses.add_about(&loss::FOREIGN_KEY, &entry.key);
                continue;
            };
            if let Some(list) = LISTS.iter().find(|list| **list == key) {
                match lists.iter_mut().find(|(own, _)| own == list) {
                    Some((_, values)) => values.extend(entry.list()),
                    None => lists.push((list, entry.list())),
                }
                continue;
            }
            let value = if DAYS.contains(&key) {
                entry.value.trim_matches(['"', '\'']).chars().take(10).collect()
            } else {
                let lines = std::iter::once(&entry.value).chain(&entry.more);
                lines.map(String::as_str).collect::<Vec<_>>().join("\n")
            };
            if !written.iter().any(|(own, _)| own == key) && !value.is_empty() {
                written.push((key.to_owned(), value));
            }
        }
        let mut text = String::from("---\n");
        if self.get("title").is_none_or(|title| title.value.is_empty()) {
            let _ = writeln!(text, "title: {}", front_matter::value(title));
        }
        for (key, value) in written {
            let _ = writeln!(text, "{key}: {value}");
        }
        for (key, mut values) in lists {
            let mut seen = std::collections::BTreeSet::new();
            values.retain(|value| !value.is_empty() && seen.insert(value.clone()));
            if !values.is_empty() {
                let _ = writeln!(text, "{key}: {}", front_matter::list(&values));
            }
        }
        if let Some(status) = status {
            let _ = writeln!(text, "status: {status}");
        }
        text.push_str("---\n");
        text
    }
}

impl FrontMatterEntry {
    /// Whether it says that the article is a draft. `None`: it says nothing of that.
    fn is_draft(&self) -> Option<bool> {
        match self.key.to_lowercase().as_str() {
            "draft" => Some(self.value == "true"),
            "publish" => Some(self.value == "false"),
            _ => None,
        }
    }

    /// Our name for its key. `None`: there is none.
    fn our_key<'k>(&self, aliases: &'k str) -> Option<&'k str> {
        let lower = self.key.to_lowercase();
        if matches!(lower.as_str(), "aliases" | "alias" | "redirect_from" | "redirects") {
            return Some(aliases);
        }
        let same = SAME.iter().find(|same| **same == lower).copied();
        let renamed = || RENAMED.iter().find(|(theirs, _)| *theirs == lower);
        same.or_else(|| renamed().map(|(_, ours)| *ours))
    }

    /// Its values, written as a list in brackets, as lines or as one word.
    fn list(&self) -> Vec<String> {
        let clean = |text: &str| text.trim().trim_matches(['"', '\'']).trim().to_owned();
        if let Some(inside) = self
            .value
            .strip_prefix('[')
            .and_then(|rest| rest.trim_end().strip_suffix(']'))
        {
            return inside.split(',').map(clean).collect();
        }
        if !self.value.is_empty() {
            return self.value.split(',').map(clean).collect();
        }
        self.more
            .iter()
            .filter_map(|line| line.trim().strip_prefix('-'))
            .map(clean)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_get_our_names() {
        let text = "---\ntitle: \"A: b\"\ndate: 2024-05-06T07:08:09Z\ndraft: true\naliases:\n  - /old/\n  - /older/\nurl: /own/\ncategories: [x]\ntags: [z, x]\nhide:\n  - toc\n---\nText.\n";
        let (front, body) = split(text);
        assert_eq!(body, "Text.\n");
        let mut losses = Losses::default();
        assert_eq!(
            front.write("redirect_from", "None", &mut losses),
            "---\ntitle: \"A: b\"\npublished: 2024-05-06\nredirect_from: [\"/old/\", \"/older/\", \"/own/\"]\ntags: [x, z]\nstatus: draft\n---\n"
        );
        let toml =
            "+++\ntitle = 'T'\ntags = [\n  'a',\n  'b',\n]\n[extra]\nx = 1\n+++\nText.";
        let (front, body) = split(toml);
        assert_eq!(body, "Text.");
        assert_eq!(
            front.write("aliases", "None", &mut losses),
            "---\ntitle: 'T'\ntags: [a, b]\n---\n"
        );
        assert_eq!(split("no front matter").1, "no front matter");
    }
}
