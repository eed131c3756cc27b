//! `mdBook`: what is included is put where it stood, the order comes from its summary.

use super::scan;
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
    for line in summary.lines() {
        scan::links(line, &mut |address| {
            chapters.push(address.trim_start_matches("./").to_owned());
            None
        });
    }
    chapters
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
            chapters("# Summary\n- [A](a.md)\n  - [B](./b/README.md)\n"),
            ["a.md", "b/README.md"]
        );
    }
}
