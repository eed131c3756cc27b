//! `mdBook`: what is included is put where it stood, the order comes from its summary.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

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
    let chapters = links(summary).into_iter().map(|(address, _)| {
        let address = address.split('#').next().unwrap_or_default();
        decode(address.trim_start_matches("./"))
    });
    chapters.filter(|address| !address.is_empty()).collect()
}

/// The titles of the chapters that are planned: they have no file yet.
pub(super) fn planned(summary: &str) -> Vec<String> {
    let links = links(summary).into_iter();
    let planned =
        links.filter(|(address, title)| address.is_empty() && !title.is_empty());
    planned.map(|(_, title)| title).collect()
}

/// The links of a summary, each with its words. What stands in code or comments is none.
fn links(summary: &str) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut is_inside = false;
    for event in Parser::new(summary) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push((dest_url.into_string(), String::new()));
                is_inside = true;
            }
            Event::End(TagEnd::Link) => is_inside = false,
            Event::Text(words) | Event::Code(words) if is_inside => {
                if let Some((_, title)) = links.last_mut() {
                    title.push_str(&words);
                }
            }
            _ => {}
        }
    }
    for (_, title) in &mut links {
        *title = title.trim().to_owned();
    }
    links
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
        assert!(chapters("```\n- [S](s.md)\n```\n- \\[S](s.md)\n").is_empty());
        assert_eq!(planned("- [A](a.md)\n- [Later]()\n<!-- [No]() -->\n"), ["Later"]);
    }
}
