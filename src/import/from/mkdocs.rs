//! `MkDocs`, and Material for it: admonitions, snippets, and what stands in braces.

use super::scan;
use crate::base::floor;
use crate::import::loss::{self, Losses};

/// Rewrites a body. `include` gives the text of a file.
pub(super) fn body(
    text: &str,
    include: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
) -> String {
    let mut quoted = false;
    let text = scan::without(
        text,
        true,
        &|text| remark(text).map(|_| 2),
        &|text| text.find("#}").map(|at| at..at + 2),
        &mut |comment| losses.add_about(&loss::COMMENTS, comment),
    );
    let text = scan::lines(&text, &mut |line| {
        if let Some(first) = admonition(line) {
            quoted = true;
            return first;
        }
        if quoted {
            if let Some(inside) =
                line.strip_prefix("    ").or_else(|| line.strip_prefix('\t'))
            {
                return format!("> {inside}");
            }
            if line.trim().is_empty() {
                // An empty line ends it unless more comes, and then two blocks are no harm.
                return ">".to_owned();
            }
            quoted = false;
        }
        let own = line.trim();
        if own == "[TOC]" {
            return String::new();
        }
        if let Some(path) = own.strip_prefix("--8<--") {
            let path = path.trim().trim_matches('"');
            if let Some(text) = include(path) {
                return text.trim_end().to_owned();
            }
            losses.add_at(&loss::FOREIGN, "--8<--", own);
        }
        if own.starts_with("=== \"") {
            losses.add_at(&loss::FOREIGN, "=== tabs", own);
        }
        scan::between(line, "{:", "}", &mut |inside| {
            losses.add_at(&loss::FOREIGN, "{: }", inside);
            None
        })
    });
    closed(&text)
}

/// A remark of Jinja with which a text begins: `{# … #}`, and not the name of a heading, `{#a}`.
fn remark(text: &str) -> Option<&str> {
    /// The longest one that is looked for.
    const LONGEST: usize = 10_000;
    let inside = text.strip_prefix("{#")?;
    let (remark, _) = inside[..floor(inside, LONGEST)].split_once("#}")?;
    (remark.starts_with(char::is_whitespace) || !remark.contains('}')).then_some(remark)
}

/// Empty lines at the end of a quotation are outside of it.
fn closed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut written: Vec<&str> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let mut after = lines[at + 1..].iter().skip_while(|next| **next == ">");
        // A block that begins is none of the lines of the one above it.
        let goes_on = after
            .next()
            .is_some_and(|next| next.starts_with("> ") && !next.starts_with("> [!"));
        let is_behind = written.last().is_some_and(|above| above.starts_with('>'));
        if is_behind && line.starts_with("> [!") {
            written.push("");
        }
        written.push(if *line == ">" && !goes_on { "" } else { line });
    }
    written.join("\n") + "\n"
}

/// The first line of a block, from that of an admonition.
fn admonition(line: &str) -> Option<String> {
    let (rest, folds) = match line.strip_prefix("!!!") {
        Some(rest) => (rest, false),
        None => (line.strip_prefix("???")?.trim_start_matches('+'), true),
    };
    let rest = rest.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words.trim(), title.trim_end_matches('"')),
        None => (rest, ""),
    };
    let word = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let kind = match word.as_str() {
        _ if folds => "DETAILS",
        "warning" | "caution" | "danger" | "error" | "failure" | "bug" => "WARNING",
        "important" | "attention" => "IMPORTANT",
        _ => "NOTE",
    };
    let title = if title.is_empty() && folds { "More" } else { title };
    Some(format!("> [!{kind}] {title}").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admonitions_become_blocks() {
        let mut losses = Losses::default();
        let include = |path: &str| (path == "a.md").then(|| "Included.\n".to_owned());
        let text = "!!! warning \"Look\"\n    Hot.\n\n    More.\n\nText.\n\n??? note\n    Folded.\n\n--8<-- \"a.md\"\n";
        let changed = body(text, &include, &mut losses);
        assert_eq!(
            changed,
            "> [!WARNING] Look\n> Hot.\n>\n> More.\n\nText.\n\n> [!DETAILS] More\n> Folded.\n\nIncluded.\n"
        );
        for between in ["\n", "\n\n", ""] {
            let text = format!(
                "??? note \"A\"\n    a\n{between}!!! danger \"Call 999\"\n    pain\n"
            );
            let changed = body(&text, &include, &mut losses);
            let blocks: Vec<&str> = changed.split("\n\n").map(str::trim).collect();
            assert_eq!(blocks, ["> [!DETAILS] A\n> a", "> [!WARNING] Call 999\n> pain"]);
        }
    }
}
