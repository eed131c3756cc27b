//! One page that grows: what Markdown can be made of.

use super::Family;
use super::site::{SVG, each, letters};

pub(super) const FAMILIES: &[Family] = &[
    Family::new("plain prose", 4000, |site, n| {
        site.home(&each(n, |k| {
            format!(
                "Sentence {k} says what the ward does *today* and why. It is short.\n\n"
            )
        }));
    }),
    Family::new("one line", 1_000_000, |site, n| site.home(&"word ".repeat(n / 5))),
    Family::new("one word", 1_000_000, |site, n| site.home(&"w".repeat(n))),
    Family::new("one line of sentences", 500_000, |site, n| {
        site.home(&"Ask us. ".repeat(n / 8));
    }),
    Family::new("one line of shouts", 200_000, |site, n| site.home(&"a!".repeat(n / 2))),
    Family::new("one line of brackets and capitals", 100_000, |site, n| {
        site.home(&"(((A. ".repeat(n / 6));
    }),
    Family::new("nested quotes refused", 200_000, |site, n| site.home(&">".repeat(n))),
    Family::new("nested quotes", 200, |site, n| {
        site.home(&each(n, |_| format!("{} a\n\n", "> ".repeat(40))));
    }),
    Family::new("nested lists refused", 1500, |site, n| {
        site.home(&each(n, |k| format!("{}- a\n", " ".repeat(2 * k))));
    }),
    Family::new("nested lists", 200, |site, n| {
        let deep = each(30, |k| format!("{}- a\n", "  ".repeat(k)));
        site.home(&each(n, |_| format!("{deep}\nnext\n\n")));
    }),
    Family::new("list items", 20_000, |site, n| site.home(&"- item\n".repeat(n))),
    Family::new("loose list items", 20_000, |site, n| site.home(&"- item\n\n".repeat(n))),
    Family::new("numbered items", 20_000, |site, n| site.home(&"1. item\n".repeat(n))),
    Family::new("opening brackets", 200_000, |site, n| site.home(&"[".repeat(n))),
    Family::new("closing brackets", 200_000, |site, n| site.home(&"]".repeat(n))),
    Family::new("nested brackets", 100_000, |site, n| {
        site.home(&format!("{}a{}", "[".repeat(n), "](b)".repeat(n)));
    }),
    Family::new("links begun", 100_000, |site, n| site.home(&"[a](".repeat(n))),
    Family::new("cross-links begun", 100_000, |site, n| site.home(&"[[a".repeat(n))),
    Family::new("images begun", 100_000, |site, n| site.home(&"![a](".repeat(n))),
    Family::new("nested images", 20_000, |site, n| {
        site.home(&format!("{}a{}", "![".repeat(n), "](b.svg)".repeat(n)));
    }),
    Family::new("emphasis begun", 100_000, |site, n| site.home(&"*a **a ".repeat(n))),
    Family::new("emphasis mixed", 100_000, |site, n| site.home(&"*a_ ".repeat(n))),
    Family::new("emphasis", 40_000, |site, n| site.home(&"*a* **b** ".repeat(n))),
    Family::new("strikethrough begun", 100_000, |site, n| {
        site.home(&"~~a ~b ".repeat(n));
    }),
    Family::new("backticks of growing length", 600, |site, n| {
        site.home(&each(n, |k| format!("e{} ", "`".repeat(k + 1))));
    }),
    Family::new("code spans", 40_000, |site, n| site.home(&"`a` ".repeat(n))),
    Family::new("entities", 100_000, |site, n| site.home(&"&amp;".repeat(n))),
    Family::new("entities begun", 100_000, |site, n| site.home(&"&am &#x ".repeat(n))),
    Family::new("backslashes", 200_000, |site, n| site.home(&"\\*".repeat(n))),
    Family::new("hard breaks", 40_000, |site, n| site.home(&"word  \n".repeat(n))),
    Family::new("control characters", 100_000, |site, n| {
        site.home(&"a\u{b}b ".repeat(n));
    }),
    Family::new("invisible characters", 50_000, |site, n| {
        site.home(&"a\u{200b}b\u{202e} ".repeat(n));
    }),
    Family::new("smart quotes", 50_000, |site, n| site.home(&"\"a\" 'b' -- ".repeat(n))),
    Family::new("reference definitions", 10_000, |site, n| {
        let text = each(n, |k| format!("[r{k}]: https://example.org/{k}\n"));
        site.home(&format!("{}\n\n{text}", each(n, |k| format!("[r{k}] "))));
    }),
    Family::new("one definition used often", 20_000, |site, n| {
        site.home(&format!("{}\n\n[r]: https://example.org/\n", "[r] ".repeat(n)));
    }),
    Family::new("one long definition used often", 400, |site, n| {
        let long = "x".repeat(2000);
        site.home(&format!("{}\n\n[r]: https://example.org/{long}\n", "[r] ".repeat(n)));
    }),
    Family::new("definitions of one name", 20_000, |site, n| {
        site.home(&each(n, |k| format!("[r]: https://example.org/{k}\n")));
    }),
    Family::new("definition unfinished", 100_000, |site, n| {
        site.home(&format!("[{}", "a\n".repeat(n)));
    }),
    Family::new("table rows", 10_000, |site, n| {
        site.home(&format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(n)));
    }),
    Family::new("table columns", 400, |site, n| {
        let row = format!("|{}\n", "a|".repeat(n));
        site.home(&format!("{row}|{}\n{}", "-|".repeat(n), row.repeat(20)));
    }),
    Family::new("empty cells", 250, |site, n| {
        site.home(&format!(
            "|{}\n|{}\n{}",
            "a|".repeat(100),
            "-|".repeat(100),
            "|\n".repeat(n)
        ));
    }),
    Family::new("tables", 2000, |site, n| {
        site.home(&"| a | b |\n|---|---|\n| c | d |\n\nTable: what\n\n".repeat(n));
    }),
    Family::new("tables refused", 50_000, |site, n| {
        site.home(&format!("|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n)));
    }),
    Family::new("headings", 10_000, |site, n| {
        site.home(&each(n, |k| format!("## Heading {k}\n\n")));
    }),
    Family::new("headings of one name", 10_000, |site, n| {
        site.home(&"## Same\n\n".repeat(n));
    }),
    Family::new("headings of one name and numbers", 5000, |site, n| {
        site.home(&each(n, |k| format!("## Same\n\n## Same {k}\n\n")));
    }),
    Family::new("headings of one given anchor", 5000, |site, n| {
        site.home(&each(n, |k| format!("## Heading {k} {{#same}}\n\n")));
    }),
    Family::new("headings that go deeper", 5000, |site, n| {
        site.home(&each(n, |k| format!("{} Heading {k}\n\n", "#".repeat(2 + k % 5))));
    }),
    Family::new("thematic breaks and quotes", 50_000, |site, n| {
        site.home(&"---\n>".repeat(n));
    }),
    Family::new("setext underlines", 50_000, |site, n| site.home(&"a\n---\n".repeat(n))),
    Family::new("code blocks", 3000, |site, n| {
        site.home(&"```rust\nfn a() -> u32 { 1 }\n```\n\n".repeat(n));
    }),
    Family::new("code blocks of no language", 10_000, |site, n| {
        site.home(&each(n, |k| format!("```l{k}\na\n```\n\n")));
    }),
    Family::new("one code block", 2000, |site, n| {
        site.home(&format!("```rust\n{}```\n", "fn a() -> u32 { \"b\"; 1 }\n".repeat(n)));
    }),
    Family::new("one code line", 100_000, |site, n| {
        site.home(&format!("```bash\n{}\n```\n", "a $(b) ".repeat(n / 7)));
    }),
    Family::new("fences begun", 20_000, |site, n| site.home(&"~~~ a\n```\n".repeat(n))),
    Family::new("indented code", 20_000, |site, n| site.home(&"    code\n\n".repeat(n))),
    Family::new("definition lists", 5000, |site, n| {
        site.home(&each(n, |k| format!("Word {k}\n: What it means.\n\n")));
    }),
    Family::new("one definition list", 5000, |site, n| {
        site.home(&format!("Word\n{}", ": What it means.\n".repeat(n)));
    }),
    Family::new("task lists", 10_000, |site, n| site.home(&"- [ ] do\n".repeat(n))),
    Family::new("blocks", 2000, |site, n| {
        site.home(&"> [!NOTE] Words\n> More words.\n\n".repeat(n));
    }),
    Family::new("nested blocks", 400, |site, n| {
        let deep = each(20, |k| format!("{}[!NOTE] Words\n", "> ".repeat(k + 1)));
        site.home(&each(n, |_| format!("{deep}\nnext\n\n")));
    }),
    Family::new("unknown blocks", 2000, |site, n| {
        site.home(&each(n, |k| format!("> [!KIND{k}] Words\n\n")));
    }),
    Family::new("footnotes", 6000, |site, n| {
        let marks = each(n, |k| format!("word[^{k}] "));
        site.home(&format!(
            "{marks}\n\n{}",
            each(n, |k| format!("[^{k}]: note {k}\n\n"))
        ));
    }),
    Family::new("footnotes in paragraphs", 6000, |site, n| {
        site.home(&each(n, |k| format!("word[^{k}]\n\n[^{k}]: note {k}\n\n")));
    }),
    Family::new("footnotes that mention the next", 6000, |site, n| {
        let notes = each(n, |k| format!("[^{k}]: note[^{}]\n\n", k + 1));
        site.home(&format!("word[^0]\n\n{notes}"));
    }),
    Family::new("footnotes in a circle", 6000, |site, n| {
        let notes = each(n, |k| format!("[^{k}]: note[^{}]\n\n", (k + 1) % n));
        site.home(&format!("word[^0]\n\n{notes}"));
    }),
    Family::new("nested footnotes", 300, |site, n| {
        let nested = |k| {
            each(10, |deep| {
                let last = deep + 1;
                format!("{}[^{k}-{deep}]: a[^{k}-{last}]\n\n", "    ".repeat(deep))
            })
        };
        site.home(&each(n, |k| format!("a[^{k}-0]\n\n{}", nested(k))));
    }),
    Family::new("one footnote mentioned often", 10_000, |site, n| {
        site.home(&format!("{}\n\n[^a]: note\n", "word[^a] ".repeat(n)));
    }),
    Family::new("footnotes nobody mentions", 10_000, |site, n| {
        site.home(&each(n, |k| format!("[^{k}]: note\n\n")));
    }),
    Family::new("footnotes defined twice", 5000, |site, n| {
        site.home(&each(n, |k| {
            format!("word[^{k}]\n\n[^{k}]: note\n\n[^{k}]: again\n\n")
        }));
    }),
    Family::new("footnotes without a text", 5000, |site, n| {
        site.home(&each(n, |k| format!("word[^{k}] ")));
    }),
    Family::new("footnote marks at line ends", 40_000, |site, n| {
        site.home(&"a [^\n".repeat(n));
    }),
    Family::new("footnote marks begun", 100_000, |site, n| site.home(&"[^a".repeat(n))),
    Family::new("images", 3000, |site, n| {
        site.file("a.svg", SVG);
        site.home(&"![What it shows](a.svg)\n\n".repeat(n));
    }),
    Family::new("citations of one source", 5000, |site, n| {
        site.file("data/references.yaml", "one:\n  title: A title\n  year: 2020\n");
        site.home(&"Known [@one].\n\n".repeat(n));
    }),
    Family::new("contacts shown", 3000, |site, n| {
        site.file("data/contacts.yaml", "ward:\n  name: Ward\n  phone: 020 7946 0123\n");
        site.home(&"[[contact:ward]]\n\n".repeat(n));
    }),
    Family::new("addresses written out", 20_000, |site, n| {
        site.home(&"<https://www.example.org/> ".repeat(n));
    }),
    Family::new("links out", 10_000, |site, n| {
        site.home(&each(n, |k| format!("[a](https://example.org/{k})\n")));
    }),
    Family::new("letters in capitals", 20_000, |site, n| {
        site.home(&each(n, |k| format!("The A{}B{} is. ", k % 7, k % 11)));
    }),
    Family::new("abbreviations not told", 4000, |site, n| {
        site.home(&each(n, |k| format!("The {}Q is.\n", letters(k))));
    }),
];
