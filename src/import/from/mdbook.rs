//! `mdBook`: what is included is put where it stood, the order comes from its summary.

use super::scan;
use crate::base::decode;
use crate::import::loss::{self, Losses};

/// How deep included texts may include others.
const MOST_DEPTH: usize = 10;

/// Rewrites a body. `include` gives the text of a file.
pub(super) fn body(
    text: &str,
    include: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
) -> String {
    included(text, include, losses, 0)
}

fn included(
    text: &str,
    include: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
    depth: usize,
) -> String {
    // Code is included too, so that every line is looked at.
    let lines = text.split('\n').map(|line| {
        scan::between(line, "{{#", "}}", &mut |inside| {
            let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
            if matches!(name, "include" | "rustdoc_include" | "playground")
                && depth < MOST_DEPTH
            {
                let path = rest.trim().split(':').next().unwrap_or_default();
                let part: Vec<&str> = rest.trim().split(':').skip(1).collect();
                if let Some(text) = include(path).and_then(|text| lines_of(&text, &part))
                {
                    return Some(included(text.trim_end(), include, losses, depth + 1));
                }
            }
            losses.add_at(&loss::FOREIGN, &format!("{{{{#{name}}}}}"), rest);
            None
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines of a text that `3`, `3:5`, `:5` or `3:` name. `None`: a name of an anchor.
fn lines_of(text: &str, part: &[&str]) -> Option<String> {
    let number = |at: usize| match part.get(at).copied() {
        None | Some("") => Some(None),
        Some(number) => number.parse::<usize>().ok().map(Some),
    };
    let (from, to) = (number(0)?, number(1)?);
    let to = if part.len() == 1 { from } else { to };
    let lines: Vec<&str> = text.lines().collect();
    let from = from.unwrap_or(1).clamp(1, lines.len() + 1) - 1;
    let to = to.unwrap_or(lines.len()).clamp(from, lines.len());
    Some(lines[from..to].join("\n"))
}

/// The chapters of a summary, in their order: the address of each.
pub(super) fn chapters(summary: &str) -> Vec<String> {
    let mut chapters = Vec::new();
    for line in without_comments(summary).lines() {
        scan::links(line, &mut |address| {
            let address = address.split('#').next().unwrap_or(address);
            let address = decode(address.trim_start_matches("./"));
            if !address.is_empty() {
                chapters.push(address);
            }
            None
        });
    }
    chapters
}

/// The titles of the chapters that are planned: they have no file yet.
pub(super) fn planned(summary: &str) -> Vec<String> {
    let text = without_comments(summary);
    let titles = text.lines().filter_map(|line| {
        let (title, rest) = line.split_once('[')?.1.split_once("](")?;
        let title = title.trim();
        (rest.trim_start().starts_with(')') && !title.is_empty())
            .then(|| title.to_owned())
    });
    titles.collect()
}

/// A summary without what stands in comments.
fn without_comments(summary: &str) -> String {
    let mut text = String::with_capacity(summary.len());
    let mut rest = summary;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_included() {
        let mut losses = Losses::default();
        let include =
            |path: &str| (path == "a.md").then(|| "one\ntwo\nthree\n".to_owned());
        assert_eq!(
            body("{{#include a.md:2:3}}\n", &include, &mut losses),
            "two\nthree\n"
        );
        assert_eq!(body("{{#include a.md}}", &include, &mut losses), "one\ntwo\nthree");
        assert_eq!(body("{{#title x}}", &include, &mut losses), "{{#title x}}");
        assert_eq!(
            chapters(
                "# Summary\n- [A](a.md)\n  - [B](./b/README.md)\n- [C]()\n<!-- [D](d.md) -->\n- [E](<e%20f.md>)\n"
            ),
            ["a.md", "b/README.md", "e f.md"]
        );
        assert_eq!(planned("- [A](a.md)\n- [Later]()\n<!-- [No]() -->\n"), ["Later"]);
    }
}
