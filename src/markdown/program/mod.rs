//! Markup of other programs, which is shown as it stands: told once for each kind, with the
//! lines where it stands.

mod line;
mod tag;
mod told;
mod tree;
mod wiki;

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::{Document, NodeKind};
use super::fault::Fault;
use super::marker::{CHOICE, means_urgency};
use crate::diagnostic::{FOREIGN_MARKUP, LOST_BLOCK, MERGE_CONFLICT};

/// How many lines a finding names.
const MOST_LINES: usize = 8;

/// A piece of markup.
struct FoundMarkup {
    /// What is told once.
    kind: &'static str,
    range: Range<usize>,
    message: String,
    help: String,
}

/// Adds a fault for every kind of markup of other programs in the bytes `body` of `text`.
pub(super) fn judge(document: &mut Document<'_>, text: &str, body: &Range<usize>) {
    let code = code(document);
    let mut found = line::marks(text, body, &code);
    found.extend(tree::marks(document, text));
    found.sort_by_key(|one| one.range.start);
    let mut kinds: BTreeMap<&str, Vec<FoundMarkup>> = BTreeMap::new();
    for one in found {
        kinds.entry(one.kind).or_default().push(one);
    }
    let mut faults: Vec<Fault> =
        kinds.into_values().filter_map(|found| fault(found, text)).collect();
    faults.sort_by_key(|fault| fault.range.start);
    document.faults.extend(faults);
}

/// The first of a kind, with the lines of all.
fn fault(found: Vec<FoundMarkup>, text: &str) -> Option<Fault> {
    let mut lines: Vec<usize> = Vec::new();
    let mut counted = (0, 1);
    for one in &found {
        let line = counted.1 + text[counted.0..one.range.start].matches('\n').count();
        counted = (one.range.start, line);
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    let count = found.len();
    let first = found.into_iter().next()?;
    let message = match lines.as_slice() {
        [_] | [] => first.message,
        lines => format!("{}; {count} times, in {}", first.message, in_words(lines)),
    };
    let rule = match first.kind {
        line::CONFLICT => &MERGE_CONFLICT,
        CARD => &LOST_BLOCK,
        _ => &FOREIGN_MARKUP,
    };
    Some(Fault { rule, range: first.range, message, help: Some(first.help) })
}

/// `lines 4, 9 and 12`.
fn in_words(lines: &[usize]) -> String {
    let shown: Vec<String> =
        lines.iter().take(MOST_LINES).map(ToString::to_string).collect();
    match (lines.len() - shown.len(), shown.split_last()) {
        (0, Some((last, rest))) => format!("lines {} and {last}", rest.join(", ")),
        (more, _) => format!("lines {} and {more} more", shown.join(", ")),
    }
}

/// What is shown as code, or is no text of the page, in order.
fn code(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    let mut node = 0;
    while node < document.nodes.len() {
        let this = &document.nodes[node];
        node = match &this.kind {
            NodeKind::CodeBlock { .. } => {
                code.push(this.range.clone());
                this.end
            }
            NodeKind::Code(_) => {
                code.push(this.range.clone());
                node + 1
            }
            NodeKind::HtmlBlock => {
                let lines = document.html_lines(node);
                if lines
                    .first()
                    .is_some_and(|(line, _)| line.trim_start().starts_with("<!--"))
                {
                    code.push(this.range.clone());
                }
                this.end
            }
            NodeKind::Html(markup) if markup.starts_with("<!--") => {
                code.push(this.range.clone());
                node + 1
            }
            _ => node + 1,
        };
    }
    code
}

/// The kind of markup that was to say what cannot wait: a reader would miss it.
const CARD: &str = "card";

/// What is told once of a block that another program calls `name`.
fn of_block(name: &str, otherwise: &'static str) -> &'static str {
    if means_urgency(&name.to_ascii_lowercase()) { CARD } else { otherwise }
}

/// What else a block may be.
const OTHER_KINDS: &str = " (or `[!IMPORTANT]`, `[!WARNING]`, `[!URGENT]`, `[!EMERGENCY]`, \
                           `[!NON-URGENT]`, `[!DO]`, `[!DONT]`, `[!DETAILS]`)";

/// What to type for a block that another program calls so: `> [!NOTE]`.
fn block(kind: &str, title: &str) -> String {
    let known = match kind.to_ascii_lowercase().as_str() {
        "urgent" => "URGENT",
        "emergency" => "EMERGENCY",
        "non-urgent" => "NON-URGENT",
        "important" => "IMPORTANT",
        kind if means_urgency(kind) => {
            return format!("{CHOICE}, and `> ` before every line of the block");
        }
        "attention" | "bug" | "caution" | "fail" | "failure" | "warning" => "WARNING",
        "collapse" | "details" | "dropdown" | "expand" | "spoiler" => "DETAILS",
        "do" => "DO",
        "dont" => "DONT",
        "note" | "info" | "hint" | "tip" | "notice" | "abstract" | "summary"
        | "example" | "panel" | "question" | "quote" | "success" | "seealso" => "NOTE",
        // Nobody knows what it was; the kinds are few.
        _ => "",
    };
    let more = if known.is_empty() { OTHER_KINDS } else { "" };
    let kind = if known.is_empty() { "NOTE" } else { known };
    let title = crate::yaml::shown(title.trim().trim_matches(['"', '\'']));
    let space = if title.is_empty() { "" } else { " " };
    format!(
        "write `> [!{kind}]{space}{title}`{more}, and `> ` before every line of the block"
    )
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan;

    fn told(text: &str) -> Vec<(String, String)> {
        let outline = scan(text, 0..text.len(), "Title");
        let faults = outline.faults.into_iter();
        let faults =
            faults.filter(|fault| matches!(fault.rule.code, "C101" | "C105" | "C106"));
        faults.map(|fault| (fault.message, fault.help.unwrap_or_default())).collect()
    }

    fn wrong(cases: &[(&str, &str)]) -> Vec<String> {
        let judged = cases.iter().map(|(text, help)| (text, help, told(text)));
        let wrong = judged
            .filter(|(_, help, told)| told.len() != 1 || !told[0].1.contains(**help));
        wrong.map(|(text, _, told)| format!("{text:?}: {told:?}")).collect()
    }

    #[test]
    fn each_kind_is_told_with_what_to_type() {
        let wrong = wrong(&[
            ("A {{< figure src=\"a.png\" >}} here\n", "Markdown"),
            ("{{% notice tip %}}\nwords\n{{% /notice %}}\n", "Markdown"),
            ("{% include note.html %}\n", "Markdown"),
            ("Call {{ site.phone }} now\n", "the words"),
            ("{{#include ../a.md}}\n", "![["),
            ("/// note | Title\nwords\n///\n", "`> [!NOTE] Title`"),
            ("::: warning\nwords\n:::\n", "`> [!WARNING]`"),
            ("words\n\n::: {.note}\nwords\n", "`> [!NOTE]`"),
            ("!!! caution \"Look\"\n    words\n", "`> [!WARNING] Look`"),
            ("!!! danger\n    words\n", "`[!EMERGENCY]` if readers"),
            ("??? question\n    words\n", "`> [!DETAILS]`"),
            ("=== \"Tab\"\n\n    words\n", "heading"),
            ("```{warning} Look\nwords\n```\n", "`> [!WARNING] Look`"),
            ("~~~{note}\nwords\n~~~\n", "`> [!NOTE]`"),
            ("See {ref}`there`.\n", "link"),
            ("[TOC]\n\nwords\n", "take it out"),
            ("[[_TOC_]]\n\nwords\n", "take it out"),
            ("{:toc}\n", "take it out"),
            ("r[items.fn]\n\nwords\n", "heading"),
            ("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n", "|---|"),
            ("It is {++more++} now\n", "want"),
            ("It is {--less--} now\n", "want"),
            ("It is {~~5~>10~~} mg\n", "want"),
            ("It is so{>>why<<}.\n", "want"),
            ("<<<<<<< HEAD\n5 mg\n=======\n10 mg\n>>>>>>> other\n", "keep"),
            ("* Ask:\n** What is it?\n** Where?\n", "`  - What is it?`"),
            ("\u{2013} one\n\u{2013} two\n", "`- one`"),
            ("*one\n*two\n", "`- one`"),
            ("-one\n-two\n", "`- one`"),
            ("1. First\n  - a\n  - b\n2. Second\n", "`   - a`"),
            (
                "Words.\n\n    Call us when you are hot or shiver.\n",
                "take the spaces out",
            ),
            ("Words.\n\n    ## What helps\n\nMore.\n", "`## What helps`"),
            (".. note::\n\n   words\n", "`> [!NOTE]`"),
            (".. image:: x.png\n", "`![…](x.png)`"),
            ("--8<-- \"a.md\"\n", "![["),
            ("[caption id=\"x\" width=\"3\"]words[/caption]\n", "Markdown"),
            ("import Tabs from '@theme/Tabs';\n", "take it out"),
        ]);
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn marks_of_wikis_forums_and_templates_are_told() {
        let wrong = wrong(&[
            ("export const meta = {}\n", "take it out"),
            ("{youtube dQw4w9WgXcQ}\n", "link to the film"),
            ("{info}\nwords\n{info}\n", "`> [!NOTE]`"),
            ("[caption]words[/caption]\n", "Markdown"),
            ("[gallery]\n", "Markdown"),
            ("[b]words[/b] more\n", "`**words**`"),
            ("[url=https://x.example]words[/url]\n", "`[words](address)`"),
            ("Call <%= phone %> now\n", "Markdown"),
            ("It is '''bold''' here\n", "`**bold**`"),
            ("== History ==\n", "`## History`"),
            (
                "See [https://x.example the site] for it\n",
                "`[the site](https://x.example)`",
            ),
            ("+one\n+two\n", "`- one`"),
            ("h3. History\n", "`### History`"),
            ("||one||two||\n", "`|---|---|`"),
            ("\\newpage\n", "take it out"),
            ("\\begin{itemize}\n\\item one\n\\end{itemize}\n", "Markdown"),
            ("It is ++more++ now\n", "`more`"),
            ("\u{2192} one\n\u{2192} two\n", "`- one`"),
            ("\u{2192} one\n\n\u{2192} two\n\n\u{2192} three\n", "`- one`"),
            ("o one\no two\n", "`- one`"),
            ("1.one\n2.two\n", "`1. one`"),
            ("1. one\n2.two\n3. three\n", "`2. two`"),
            ("- one\n-two\n- three\n", "`- two`"),
        ]);
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn a_kind_is_told_once_with_its_lines() {
        let text = "{{< a >}}\n\nwords\n{{< b >}} and {{< c >}}\n\n{% x %}\n";
        let found = told(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].0.ends_with("; 3 times, in lines 1 and 4"), "{}", found[0].0);
    }

    #[test]
    fn what_is_meant_as_it_stands_is_left_alone() {
        let mut wrong = Vec::new();
        for text in [
            "`{{ x }}` and `{% x %}`\n",
            "```\n{{< x >}}\n::: note\n!!! note\n```\n",
            "```python\nx = 1\n```\n",
            "```{r}\nx\n```\n",
            "\u{2014} Florence Nightingale\n",
            "words \u{2013} words\n\u{2013} words go on\n",
            "*one* and *two*\n",
            "*Terms apply to all.\n",
            "1. First\n   - a\n2. Second\n",
            "- one\n  - two\n",
            "words\n\n    ## build all\n\n    ## Build\n    make\n",
            "words\n\n    $ ls -l\n    cp a b.\n",
            "    fn main() { return 1; }\n",
            "A sum: 2 > 1 and {x} and {a, b}\n",
            "words ::: words\n",
            "Really!!! yes??? no\n",
            "---\n\n***\n\n___\n",
            "> > > deep\n",
            "<!-- {{ x }} {% y %} -->\n",
            "-5 degrees\n",
            "-5 to 0\n-10 to -5\n",
            "See [a](b.md) and [b]\n",
            "The value {id} of [a] and [note] and C++ or C++.\n",
            "`\\newpage` in C:\\section\\x and \\* stars\n",
            "See 1.one or 2.two.\n\nNext page \u{2192} here.\n\n\u{2192} Next\n",
            "It is 'so' and ''so'', 5 == 5 == 5.\n",
            "1.5 mg\n2.5 mg\n",
            "+44 one\n+44 two\n",
            "import \"fmt\"\n",
            "A [https://x.example] link\n",
            "or so\nof it\n",
            "We export goods (all).\n",
        ] {
            if !told(text).is_empty() {
                wrong.push((text, told(text)));
            }
        }
        assert_eq!(wrong, []);
    }
}
