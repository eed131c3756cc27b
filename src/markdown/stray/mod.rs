//! Marks that a writer meant and Markdown does not read: they would be shown as they stand.

mod bold;
mod bracket;
mod foreign;
mod line;
mod link;
mod repair;

use std::ops::Range;

use super::document::{Document, NodeId, NodeKind};
use super::fault::Fault;
use crate::base::{floor, holds};
use crate::diagnostic::{STRAY_MARKUP, UNUSED_FOOTNOTE};

pub(super) use repair::repairs;

/// How many strays of one text are told: a page that holds more has been garbled.
const MOST: usize = 100;

/// How many marks of a kind are looked at in one stretch of text.
const MOST_LOOKED_AT: usize = 1000;

/// How far from its mark the other half of a link is looked for, in bytes.
const LONGEST_LINK: usize = 300;

/// A mark that is not read, before it becomes a fault.
struct Stray {
    range: Range<usize>,
    message: String,
    help: String,
}

/// Adds to what was found.
type Look = fn(&Document<'_>, &str, &mut Vec<Stray>);

/// What is looked for in the whole tree.
const OF_TREE: &[Look] = &[
    link::nested,
    bold::uneven,
    bracket::pictures,
    foreign::single_tildes,
    foreign::asides,
    foreign::long_remarks,
    foreign::roles,
    link::both,
];

/// Adds a fault for every mark that stands in the words of `document`.
pub(super) fn report(document: &mut Document<'_>, text: &str) {
    let mut found: Vec<Stray> = Vec::new();
    let cut = line::cut_rows(document, text, &mut found);
    let notes = bracket::labels(document);
    let mut called = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() && found.len() < MOST {
        node = match document.nodes[node].kind {
            NodeKind::Removed | NodeKind::CodeBlock { .. } | NodeKind::HtmlBlock => {
                document.nodes[node].end
            }
            NodeKind::Text(_) => {
                let words = words_from(document, node);
                found.extend(line::mark(document, text, node, words.start, &cut));
                found.extend(link::alone(document, text, node, &words));
                within(text, &words, &mut found);
                called.extend(bracket::notes(text, &words, &notes));
                last_of(document, node, words.end)
            }
            _ => node + 1,
        };
    }
    for look in OF_TREE {
        let most = found.len() + MOST;
        look(document, text, &mut found);
        found.truncate(most);
    }
    for (label, stray) in called {
        // That nothing leads to the note comes of its mark.
        let note = format!("[^{label}]");
        document.faults.retain(|fault| {
            fault.rule != &UNUSED_FOOTNOTE
                || !text[fault.range.clone()].eq_ignore_ascii_case(&note)
        });
        found.push(stray);
    }
    document.faults.extend(found.into_iter().map(|stray| Fault {
        rule: &STRAY_MARKUP,
        range: stray.range,
        message: stray.message,
        help: Some(stray.help),
    }));
}

/// The bytes of the text that begins with `node`, up to the first mark that is read: the
/// library cuts a text in pieces wherever a mark might stand.
fn words_from(document: &Document<'_>, node: NodeId) -> Range<usize> {
    let Range { start, mut end } = document.nodes[node].range;
    for next in &document.nodes[node + 1..] {
        if !matches!(next.kind, NodeKind::Text(_)) || next.range.start != end {
            break;
        }
        end = next.range.end;
    }
    start..end
}

/// The node behind the pieces of text that begin with `node` and reach to byte `end`.
fn last_of(document: &Document<'_>, node: NodeId, end: usize) -> NodeId {
    let rest = document.nodes[node + 1..].iter();
    let pieces = rest.take_while(|next| {
        matches!(next.kind, NodeKind::Text(_)) && next.range.end <= end
    });
    node + 1 + pieces.count()
}

/// Whether a text is the first of its line.
fn is_line_start(document: &Document<'_>, node: NodeId) -> bool {
    let before = node.checked_sub(1).map(|before| &document.nodes[before].kind);
    // A line of colons becomes a definition, and what stands above it its name.
    matches!(
        before,
        Some(
            NodeKind::Paragraph
                | NodeKind::Item
                | NodeKind::DefinitionTitle { .. }
                | NodeKind::DefinitionBody
                | NodeKind::SoftBreak
                | NodeKind::HardBreak
        )
    )
}

/// Marks anywhere in the bytes `words` of `text`.
fn within(text: &str, words: &Range<usize>, found: &mut Vec<Stray>) {
    let source = &text[words.clone()];
    // Of a text that is garbled the first marks tell enough.
    let places = |mark| {
        source.match_indices(mark).map(|(at, _)| words.start + at).take(MOST_LOOKED_AT)
    };
    if holds(source, b"[]") {
        let cross_link = |at| link::cross_link(text, words, at);
        found.extend(places("[[").filter_map(cross_link).take(MOST));
        found.extend(places("](").filter_map(|at| link::link(text, at)).take(MOST));
        found.extend(places("] ").filter_map(|at| link::gap(text, at)).take(MOST));
        found.extend(places(")[").filter_map(|at| link::turned(text, at)).take(MOST));
        found.extend(places("]]").filter_map(|at| bracket::doubled(text, at)).take(MOST));
    }
    for mark in ["}(", ")("] {
        if source.contains(mark) {
            let curly = |at| bracket::other(text, words, at);
            found.extend(places(mark).filter_map(curly).take(MOST));
        }
    }
    if holds(source, b"=${:^~") {
        foreign::within(text, words, found);
    }
    if source.contains("**") {
        // Where one is not read, the next one is most often its other half.
        let open = places("**").find_map(|at| bold::open(text, at));
        found.extend(open.or_else(|| bold::spaced(text, words)));
    }
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].ends_with('\\')
}

/// The rest of the line from byte `start`, without its line end.
fn line_from(text: &str, start: usize) -> Range<usize> {
    start..text[start..].find('\n').map_or(text.len(), |at| start + at)
}

/// What a link that begins at byte `start` may hold: no more than the line, or a part of it.
fn link_from(text: &str, start: usize) -> &str {
    let end = floor(text, start + LONGEST_LINK);
    text[start..end].lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    fn strays(text: &str) -> Vec<(String, String)> {
        let outline = scan(text, 0..text.len(), "Title");
        let strays =
            outline.faults.into_iter().filter(|fault| fault.rule.name == "stray-markup");
        let stray = |fault: super::Fault| {
            (text[fault.range].to_owned(), fault.help.unwrap_or_default())
        };
        strays.map(stray).collect()
    }

    /// Asserts of each text what is told, at which words, and what its help holds.
    fn assert_told(cases: &[(&str, &str, &str)]) {
        for &(text, at, help) in cases {
            let found = strays(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert_eq!(found[0].0, at, "{text:?}");
            assert!(found[0].1.contains(help), "{text:?}: {}", found[0].1);
        }
    }

    #[test]
    fn marks_that_are_not_read_are_told_with_what_to_type() {
        assert_told(&[
            ("##What to eat\n", "##", "`## What to eat`"),
            ("####### What helps\n", "#######", "`## What helps`"),
            ("What helps ##\n", "What helps ##", "`## What helps`"),
            ("words\n    ## What helps\n", "##", "`## What helps`"),
            ("Name\tDose\nA\t5 mg\n", "Name\tDose", "`| Name | Dose |`"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n\n| 5 | 6 |\n",
                "| 3 | 4 |",
                "take the empty line",
            ),
            ("| a | b |\n\n|---|---|\n| 1 | 2 |\n", "|---|---|", "take the empty line"),
            ("Call [the ward]] now.\n", "[the ward]]", "`[[the ward]]`"),
            ("[x]]\n", "[x]]", "`[[x]]`"),
            ("Call {the ward}(b.md) now.\n", "{the ward}(b.md)", "`[the ward](b.md)`"),
            ("Call (the ward)(b.md) now.\n", "(the ward)(b.md)", "`[the ward](b.md)`"),
            ("! [A jug](jug.svg)\n", "! [A jug](jug.svg)", "`![A jug](jug.svg)`"),
            (
                "Mail [us](mailto: a@b.org) now\n",
                "[us](mailto: a@b.org)",
                "`[us](mailto:a@b.org)`",
            ),
            ("See ![x](y.svg =200x100) now\n", "[x](y.svg =200x100)", "`![x](y.svg)`"),
            ("words (^1) more\n\n[^1]: a note\n", "(^1)", "`[^1]`"),
            ("words (^1) more\n", "(^1)", "`[^1]: "),
            ("words[1^] more\n\n[^1]: a note\n", "[1^]", "`[^1]`"),
            ("words\n###More\n", "###", "`### More`"),
            ("| a | b |\n| 1 | 2 |\n", "| a | b |", "`|---|---|`"),
            ("| a | b |\n|---|\n| 1 | 2 |\n", "| a | b |", "in the line below: 1;"),
            ("\u{2022}\tone\n\u{2022}\ttwo\n", "\u{2022}", "`- one`"),
            ("See [[GVHD and more.\n", "[[", "`]]`"),
            ("| a | b |\n|---|---|\n| [[GVHD|words]] |\n", "[[", "`[[NAME\\|words]]`"),
            ("See [us](a/b.md\n", "[us](a/b.md", "`)`"),
            ("See [us](my file.md).\n", "[us](my file.md)", "`[us](<my file.md>)`"),
            (
                "[x](Z:\\a b\\c.pdf)\n",
                "[x](Z:\\a b\\c.pdf)",
                "beside the page, and write `[x](c.pdf)`",
            ),
            ("[12 March](12 3 2024)\n", "[12 March](12 3 2024)", "`12 March` alone"),
            (
                "See [it](My Page (final).md).\n",
                "[it](My Page (final).md)",
                "`[it](<My Page (final).md>)`",
            ),
            ("See [us](<b.md) now.\n", "[us](<b.md)", "`[us](<b.md>)`"),
            ("See [us](b.md \"t) now.\n", "[us](b.md \"t)", "`[us](b.md \"t\")`"),
            ("Call [the ward] (b.md) now.\n", "[the ward] (b.md)", "`[the ward](b.md)`"),
            (
                "Read [it] (https://www.nhs.uk/a).\n",
                "[it] (https://www.nhs.uk/a)",
                "`[it](https://www.nhs.uk/a)`",
            ),
            ("Call (the ward)[b.md].\n", "(the ward)[b.md]", "`[the ward](b.md)`"),
        ]);
    }

    #[test]
    fn brackets_within_the_words_of_a_link_are_told_with_what_to_type() {
        assert_told(&[
            (
                "a [see [[B|x]] *here*](b.md)\n",
                "[see [[B|x]] *here*](b.md)",
                "`[see x here](b.md)`",
            ),
            (
                "[see [the ward](b.md) here](c.md)\n",
                "[see [the ward](b.md) here](c.md)",
                "`[see the ward here](c.md)`",
            ),
            (
                "[the note[^1] here](b.md)\n\n[^1]: x\n",
                "[the note[^1] here](b.md)",
                "`[the note here](b.md)[^1]`",
            ),
            ("[as [@a] has](b.md)\n", "[as [@a] has](b.md)", "`[as has](b.md)`"),
            ("[[B|see [[GVHD]] here]]\n", "[[", "brackets"),
            ("[[B|the ward[^1]]]\n\n[^1]: x\n\ny[^1]\n", "[[B|the ward[^1]]", "`[^1]`"),
            ("![a [[B]] c](d.svg) e\n", "![a [[B]] c](d.svg)", "without brackets"),
            ("![a[^1]](d.svg) e[^1]\n\n[^1]: x\n", "![a[^1]](d.svg)", "behind"),
            ("![a [b](c.md)](d.svg)\n", "![a [b](c.md)](d.svg)", "without brackets"),
            ("- a\n- [Going home]\n", "[Going home]", "`[[Going home]]`"),
            ("x\n\n[Going home]\n", "[Going home]", "`[[Going home]]`"),
        ]);
    }

    #[test]
    fn marks_of_other_programs_are_told_with_what_to_type() {
        assert_told(&[
            ("==important== x\n", "==important==", "`**important**`"),
            ("| a |\n|---|\n| ==x== |\n", "==x==", "`<mark>x</mark>`"),
            ("E = $x^2$ now\n", "$x^2$", "`x^2^`"),
            ("## Sum $a_1$\n", "$a_1$", "without `$`"),
            ("![x](a.svg){width=50%}\n", "{width=50%}", "theme"),
            ("[x](a.md){: .button }\n", "{: .button }", "theme"),
            ("Words {.note}\n", "{.note}", "theme"),
            ("Well done :smile: all\n", ":smile:", "sign itself"),
            ("- :+1:\n", ":+1:", "sign itself"),
            ("x^[A short note.] y\n", "^[A short note.]", "`[^1]: A short note.`"),
            ("Take ~5 mg~ 10 mg\n", "~5 mg~", "`~~5 mg~~`"),
            ("Take ~5mg~ 10 mg\n", "~5mg~", "`~~5mg~~`"),
            ("Take ~~5 mg 10 mg\n", "~~", "last letter"),
            ("Text %%hidden%% more\n", "%%hidden%%", "remark"),
            ("Text %%hidden ==x== words%%\n", "%%hidden ==x== words%%", "remark"),
            ("Text\n\n%%\nhidden words\n%%\n\nMore\n", "%%\nhidden words\n%%", "<!-- "),
            ("See \\[Bee\\](b.md)\n", "\\[Bee\\](b.md)", "`[Bee](b.md)`"),
            ("See \\[Bee](b.md)\n", "\\[Bee](b.md)", "`[Bee](b.md)`"),
            ("See [[Bee]](b.md) now\n", "[[Bee]](b.md)", "`[Bee](b.md)`"),
            ("Words {.lead} more\n", "{.lead}", "theme"),
            ("Take ~~~5 mg~~~ 10 mg\n", "~~~5 mg~~~", "`~~5 mg~~`"),
            ("See :ref:`dose` now\n", ":ref:`dose`", "brackets"),
            (
                "See `the ward <b.html>`_ now\n",
                "`the ward <b.html>`_",
                "`[the ward](b.html)`",
            ),
            ("Text %%hidden\nwords%% more\n", "%%hidden\nwords%%", "<!-- "),
            ("Text\n\n%%\n\n- hidden\n\n%%\n", "%%\n\n- hidden\n\n%%", "<!-- "),
            ("Text and more ^block-1\n", "^block-1", "heading"),
            ("A **bold word.\n", "**", "bold letter"),
            ("A **bold **word.\n", "**", "bold letter"),
            ("Drink **much water* now.\n", "**much water*", "`**much water**`"),
            ("Drink *much water** now.\n", "*much water**", "`**much water**`"),
            ("Drink __much water_ now.\n", "__much water_", "`__much water__`"),
            ("Drink ** much water ** now.\n", "** much water **", "`**much water**`"),
        ]);
    }

    #[test]
    fn every_mark_of_a_line_is_told() {
        let found = strays("[a](b c) and [d](e f) and [[g and **h and **i\n");
        let places: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
        assert_eq!(places, ["[[", "[a](b c)", "[d](e f)", "**"]);
    }

    #[test]
    fn what_is_meant_as_text_is_left_alone() {
        for text in [
            "`##x` and `[[x` and `**`\n",
            "    ##code\n",
            "```\n::: warning\n[[x\n```\n",
            "#5 and # alone\n",
            "2 ** 3 and 5** and \\*\\*x\n",
            "a ** b ** c and 2 ** 3 ** 4\n",
            "*a*\\* and \\***b** and ***c*** and *d **e***\n",
            "What is C## and\n\nWhat \\##\n",
            "- Name\tDose\n- A\t5 mg\n\nOne\tline\n",
            "a[b[0]] and [see [1]] and [1]] and `[x]]`\n",
            "f(x)(y.md) and {x}(a remark) and (a)(b)\n",
            "Stop! [x](y.svg) and\n\nStop! [Here](b.md)\n",
            "10(^9) and (^x) and 2^1\n",
            "\\[[x and a \\[b](c d)\n",
            "[[GVHD]] and [[GVHD|x]] and [a](b.md) and [a](<b c.md> \"t\")\n",
            "[@key] and [^x] and [x] (a remark) and a] (b\n",
            "| alone |\n",
            "| a | b |\n|---|---|\n| \u{2022} 1 | 2 |\n",
            "> [!URGENT] Call\n> words\n",
            "words ::: words\n:::\n",
            "words \u{2022} words\n",
            "**bold** and ***both*** and *x*\n",
            "if a==b and c==d, x == y == z, ===\n",
            "$5 and $10, $HOME/$USER, {x} and {{ .x }} and ${x=1} and {a b}\n",
            "at 10:30:45, a::b::c, note: this: that, http://x.org:80:y\n",
            "x[^1] and [sic] and [5 mg] (weekly) and [a] (e.g. b.md) (c)[d]\n\n[^1]: y\n",
            "- [ ] open\n- [x] done\n- [...]\n",
            "~5 mg or ~10 mg and CO~2~ and ~~5 mg~~ and 5~10\n",
            "50%% and 60%% of 10 ^9\n",
            "50%% and\n60%% of %%\n\n`%%` and %\n",
            "\\==x== and \\:smile: and \\$x^2\\$\n",
            "[![alt](a.svg)](b.md) and [![[a.svg]]](b.md)\n",
        ] {
            assert_eq!(strays(text), Vec::new(), "{text:?}");
        }
    }
}
