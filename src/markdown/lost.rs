//! Words that no node of the tree holds: what stands in the source and reaches no page.
//!
//! Every letter and digit of a text belongs to a node, to the address or the name of a link,
//! to an anchor, or to what a finding already names. What is left would vanish in silence.

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use super::target::AddressDefinition;
use crate::diagnostic::{LOST_WORDS, TABLE_TOO_LARGE, TOO_DEEPLY_NESTED};
use crate::yaml::shown;

/// How many places of one text are told.
const MOST: usize = 100;

/// How many plain words behind the language of a code block are words, and no settings of
/// another program.
const FEWEST_WORDS: usize = 2;

/// Adds a fault for every piece of the bytes `body` of `text` whose words are nowhere.
pub(super) fn judge(document: &mut Document<'_>, text: &str, body: &Range<usize>) {
    let is_cut = |fault: &Fault| {
        fault.rule == &TOO_DEEPLY_NESTED || fault.rule == &TABLE_TOO_LARGE
    };
    if document.faults.iter().any(is_cut) {
        return;
    }
    let mut known = accounted(document, text);
    known.sort_by_key(|range| range.start);
    let mut faults = Vec::new();
    let mut done = body.start;
    let end = body.end..body.end;
    for range in known.iter().chain([&end]) {
        if range.start > done {
            faults.extend(lost(document, text, done..range.start));
        }
        done = done.max(range.end);
    }
    // `> [!URGENT]: Call` is told as a block that is lost.
    let is_mark = |one: &AddressDefinition| {
        let mut mends = document.mends.iter();
        mends.any(|mend| mend.fault.range.contains(&one.range.start))
    };
    let definitions = document.definitions.iter().filter(|one| !is_mark(one));
    faults.extend(definitions.filter_map(|one| unused(one, text)));
    faults.extend(info_words(document, text));
    faults.truncate(MOST);
    document.faults.extend(faults);
}

/// The ranges whose letters have a place: on the page, in an address, or in a finding.
fn accounted(document: &Document<'_>, text: &str) -> Vec<Range<usize>> {
    let mut known: Vec<Range<usize>> = Vec::with_capacity(document.nodes.len());
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        let range = this.range.clone();
        let inside = inside(document, node);
        let mut next = node + 1;
        match &this.kind {
            NodeKind::CodeBlock { .. }
            | NodeKind::HtmlBlock
            | NodeKind::Plain(_)
            | NodeKind::Citation { .. } => {
                known.push(range);
                next = this.end;
            }
            NodeKind::Include { .. } => {
                let target = text[range.clone()].find('|');
                known
                    .push(range.start..target.map_or(range.end, |bar| range.start + bar));
                next = this.end;
            }
            // A paragraph that was nothing but a snippet, which follows it.
            NodeKind::Removed if holds_snippet(document, node) => {}
            _ if this.end == node + 1 => known.push(range),
            NodeKind::Removed => known.push(range),
            NodeKind::Link { .. } | NodeKind::Image { .. } => {
                let written = text[range.clone()].trim_start_matches('!');
                // What stands before the words is an address: `[[b.md|words]]`, `<tel:…>`.
                let is_name = written.starts_with("[[") && written.ends_with("]]");
                if is_name || written.starts_with('<') {
                    known.push(range.start..inside.start);
                }
                known.push(inside.end..range.end);
            }
            NodeKind::Heading { .. } => known.push(inside.end..range.end),
            NodeKind::Item | NodeKind::FootnoteDefinition(_) => {
                known.push(range.start..inside.start);
            }
            _ => {}
        }
        node = next;
    }
    known.extend(document.definitions.iter().map(|definition| definition.range.clone()));
    known.extend(document.faults.iter().map(|fault| fault.range.clone()));
    known
}

/// Whether the node after a removed one is a snippet that stands in its place.
fn holds_snippet(document: &Document<'_>, node: NodeId) -> bool {
    let range = &document.nodes[node].range;
    document.nodes.get(node + 1).is_some_and(|next| {
        matches!(next.kind, NodeKind::Include { .. }) && range.contains(&next.range.start)
    })
}

/// The bytes from the first child of a node to the last.
fn inside(document: &Document<'_>, node: NodeId) -> Range<usize> {
    let this = &document.nodes[node];
    let inner = &document.nodes[node + 1..this.end];
    match (inner.first(), inner.iter().map(|node| node.range.end).max()) {
        (Some(first), Some(end)) => {
            first.range.start.max(this.range.start)..end.min(this.range.end)
        }
        _ => this.range.end..this.range.end,
    }
}

/// The words in bytes that belong to nothing.
fn lost(document: &Document<'_>, text: &str, gap: Range<usize>) -> Option<Fault> {
    let words = &text[gap.clone()];
    let first = words.find(char::is_alphanumeric)?;
    // From the sign before them on, such as a bracket, to the end of their line.
    let before = words[..first].trim_end_matches(|c: char| !c.is_whitespace()).len();
    let line = words[before..].lines().next().unwrap_or("").trim_end();
    let range = gap.start + before..gap.start + before + line.len();
    let repeats = document.definitions.iter().find(|definition| {
        let name = line.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
        name.is_some_and(|(name, _)| name.to_lowercase() == definition.name)
    });
    if let Some(first) = repeats {
        let address = line.split_once("]:").map_or("", |(_, address)| address.trim());
        return (address.trim_matches(['<', '>']) != first.address).then(|| Fault {
            rule: &LOST_WORDS,
            range,
            message: format!(
                "`[{}]` is defined already, with another address",
                first.name
            ),
            help: Some("give one of the two another name".to_owned()),
        });
    }
    Some(Fault {
        rule: &LOST_WORDS,
        range,
        message: format!("`{}` is not shown", shown(line)),
        help: Some("write these words in a paragraph of their own".to_owned()),
    })
}

/// `[Monday]: closed`, which defines the address of a link that is nowhere.
fn unused(definition: &AddressDefinition, text: &str) -> Option<Fault> {
    let AddressDefinition { range, address, is_used, .. } = definition;
    let written = text.get(range.clone())?.trim_end();
    // A line that some use as a comment: `[//]: # (words)`, `[comment]: <> (words)`.
    let is_comment = address.is_empty() || address == "#" || written.starts_with("[//]");
    let behind = written.split_once("]:").map_or("", |(_, behind)| behind.trim());
    let has_title = [" \"", " '", " ("].iter().any(|open| behind.contains(open));
    let is_address = address.contains(['/', '#', '.', ':', '@', '?', '=']) && !has_title;
    (!is_used && !is_comment && !is_address).then(|| {
        let line = shown(written.lines().next().unwrap_or(""));
        Fault {
            rule: &LOST_WORDS,
            range: range.start..range.start + written.len(),
            message: format!("`{line}` is read as the address of a link, and not shown"),
            help: Some(format!("write `\\{line}` to show it")),
        }
    })
}

/// Words behind the language of a block of code.
fn info_words(document: &Document<'_>, text: &str) -> Vec<Fault> {
    let blocks = document.nodes.iter().filter(
        |node| matches!(&node.kind, NodeKind::CodeBlock { language } if !language.is_empty()),
    );
    let told = blocks.flat_map(|block| {
        let line = text[block.range.clone()].lines().next().unwrap_or_default();
        let words = plain_words(block.range.start, line);
        words.into_iter().chain(title(block.range.start, line))
    });
    told.collect()
}

/// `title="words"` behind a fence, which other programs show above the block.
fn title(start: usize, line: &str) -> Option<Fault> {
    let (at, rest) = ["title=", "caption=", "filename="].iter().find_map(|key| {
        let at = line.find(key)? + key.len();
        Some((at, &line[at..]))
    })?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let words = rest[1..].split_once(quote)?.0;
    let has_words = words.chars().filter(|c| c.is_alphabetic()).count() > 1;
    has_words.then(|| Fault {
        rule: &LOST_WORDS,
        range: start + at + 1..start + at + 1 + words.len(),
        message: format!("`{}` behind a fence is not shown", shown(words)),
        help: Some("write these words on a line above the block".to_owned()),
    })
}

/// `warning Do not stop` behind a fence in `line`, which begins at byte `start`.
fn plain_words(start: usize, line: &str) -> Option<Fault> {
    let info = line.trim_start_matches(['`', '~']).trim();
    let rest = info.split_once(char::is_whitespace)?.1.trim();
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', '!', '?']);
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '\'')
    };
    let words = rest.split_whitespace();
    let is_text = words.clone().all(is_word) && words.count() >= FEWEST_WORDS;
    let start = start + line.trim_end().len() - rest.len();
    is_text.then(|| Fault {
        rule: &LOST_WORDS,
        range: start..start + rest.len(),
        message: format!("`{}` behind a fence is not shown", shown(rest)),
        help: Some("write these words on a line below it or above it".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    fn lost(text: &str) -> Vec<String> {
        let faults = scan(text, 0..text.len(), "Title").faults.into_iter();
        let lost = faults.filter(|fault| fault.rule.name == "lost-words");
        lost.map(|fault| text[fault.range].to_owned()).collect()
    }

    #[test]
    fn words_that_are_nowhere_are_told() {
        for (text, expected) in [
            ("x\n\n[Monday]: closed\n", "[Monday]: closed"),
            ("> [Ward]: five\n", "[Ward]: five"),
            ("[a]: b.md\n[a]: c.md\n\n[a]\n", "[a]: c.md"),
            ("``` warning Do not stop\nx\n```\n", "Do not stop"),
            ("```js title=\"The code\"\nx\n```\n", "The code"),
            ("x\n\n[unused]: page.md \"The title\"\n", "[unused]: page.md \"The title\""),
            ("## Dose {#dose 5 mg}\n", "{#dose 5 mg}"),
            ("[see ![[a.svg]] here](b.md)\n", "![[a.svg]]"),
            ("![[_snippets/a.md|some words]]\n", "|some words]]"),
        ] {
            assert_eq!(lost(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn what_has_a_place_is_not_told() {
        for text in [
            "[a]: b.md \"Title of it\"\n\n[a] and [it][a] and ![p][a]\n",
            "[//]: # (a remark)\n[comment]: <> (more)\n[x]: https://x.org\n",
            "[a b]: ?q=\"c+d\"\n",
            "[a]: b.md\n[A]: b.md\n\n[a]\n",
            "10. ten\n11) eleven\n\n- [x] done\n",
            "[[a|b]] ![[c.png|d]] [e](f.md \"g\") ![h](i.png 'j') <https://k.org>\n",
            "## A b {#c .d}\n\n## A {#e data-label=\"A b\"}\n\nE f\n===\n\n# Title\n\n&amp; \\* `g` <b>h</b> <i\n",
            "```js {1,2} title=\"x\"\na\n```\n\n    code\n\n~~~ rust ignore\n~~~\n",
            "| a | b |\n|:--|--:|\n| c | d | e |\n\nTable: f g\n\nt\n: d\n",
            "> [!NOTE] A b\n> c\n\n[^n]: d e\n\nx[^n] [@k; @l] [[!M]] [[!N|o]]\n",
            "![[_snippets/x.md#part]]\n\nCO~2~ ~~a~~ www.x.org :y: <name>\n",
            "<tel:020 7946 0123> <020 7946 0123> [us](020 7946 0123)\n",
            "<div>a\nb</div>\n\n<!-- c -->\n\n- <p>d</p>\n\n1.\n2.\n",
        ] {
            assert_eq!(lost(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn braces_behind_a_heading_stay_its_words() {
        let outline = scan("## Take {twice daily}\n", 0..22, "Title");
        assert_eq!(&*outline.headings[0].text, "Take {twice daily}");
        assert_eq!(lost("## Take {twice daily}\n\nA {b c}\n===\n"), Vec::<String>::new());
    }
}
