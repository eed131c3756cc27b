//! What each piece of Markdown becomes, and the traps of the library.

use super::{Document, NodeId, NodeKind, parse};

/// The tree as text: kinds with their words, children in brackets.
fn tree(text: &str) -> String {
    let document = parse(text, 0..text.len(), "Title");
    document.roots().map(|node| show(&document, node)).collect::<Vec<_>>().join(" ")
}

fn show(document: &Document<'_>, node: NodeId) -> String {
    let name = match &document.nodes[node].kind {
        NodeKind::Text(words) => return format!("{:?}", words.as_ref()),
        NodeKind::Code(words) => return format!("code:{:?}", words.as_ref()),
        NodeKind::Html(words) => return format!("html:{:?}", words.as_ref()),
        NodeKind::Plain(words) => return format!("plain:{:?}", words.as_ref()),
        NodeKind::SoftBreak => return "soft".to_owned(),
        NodeKind::HardBreak => return "hard".to_owned(),
        NodeKind::Rule => return "rule".to_owned(),
        NodeKind::FootnoteReference(label) => return format!("mark:{label}"),
        NodeKind::Include { at } => return format!("include:{}", targets(document, *at)),
        NodeKind::Citation { at } => return format!("cite:{}", targets(document, *at)),
        NodeKind::TaskMarker(done) => return format!("task:{done}"),
        NodeKind::Heading { level, anchor, .. } => format!("h{level}#{anchor}"),
        NodeKind::BlockTitle { level, anchor } => format!("title{level}#{anchor}"),
        NodeKind::Block { kind } => format!("block:{kind}"),
        NodeKind::CodeBlock { language } => format!("pre:{language}"),
        NodeKind::List { start, tight } => format!("list:{start:?}:{tight}"),
        NodeKind::Link { at, has_text, .. } => {
            format!("link:{}:{has_text}", targets(document, *at))
        }
        NodeKind::Image { at, title } => {
            format!("image:{}:{title}", targets(document, *at))
        }
        NodeKind::FootnoteDefinition(label) => format!("note:{label}"),
        other => {
            format!("{other:?}").split(['(', ' ']).next().unwrap_or("").to_lowercase()
        }
    };
    let children: Vec<String> =
        document.children(node).map(|child| show(document, child)).collect();
    format!("{name}[{}]", children.join(" "))
}

fn targets(document: &Document<'_>, at: usize) -> String {
    let of_node = document.links.iter().filter(|link| link.at as usize == at);
    of_node.map(|link| &*link.target).collect::<Vec<_>>().join(",")
}

fn faults(text: &str) -> Vec<(&'static str, String)> {
    let document = parse(text, 0..text.len(), "Title");
    let fault =
        |fault: &super::Fault| (fault.rule.name, text[fault.range.clone()].to_owned());
    document.faults.iter().map(fault).collect()
}

#[test]
fn cross_links_keep_their_raw_target_clean() {
    for (text, expected) in [
        ("[[GVHD]]", r#"paragraph[link:GVHD:false["GVHD"]]"#),
        ("[[ GVHD ]]", r#"paragraph[link:GVHD:false[" GVHD "]]"#),
        (
            "[[GVHD|the *signs*]]",
            r#"paragraph[link:GVHD:true["the " emphasis["signs"]]]"#,
        ),
        ("[[A#Signs]]", r#"paragraph[link:A#Signs:false["A#Signs"]]"#),
        ("[[!ANC]]", r#"paragraph[plain:"ANC"]"#),
        ("\\[[a]]", r#"paragraph["[" "[" "a" "]" "]"]"#),
        ("`[[a]]`", r#"paragraph[code:"[[a]]"]"#),
        ("[[]]", r#"paragraph["[" "[" "]" "]"]"#),
        ("[[x|]]", r#"paragraph[link:x:true[""]]"#),
        ("[[a]](b)", r#"paragraph[link:a:false["a"] "(b)"]"#),
        ("[[a]]\n\n[a]: b", r#"paragraph[link:a:false["a"]]"#),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn a_cross_link_may_run_over_a_line_end_in_a_quotation() {
    let text = "> [[graft versus\n> host]]\n";
    let document = parse(text, 0..text.len(), "Title");
    assert_eq!(&*document.links[0].target, "graft versus host");
}

#[test]
fn a_cross_link_in_a_table_cell_loses_the_backslash_that_guards_the_bar() {
    let text = "| a |\n|---|\n| [[x\\|y]] |\n";
    let document = parse(text, 0..text.len(), "Title");
    let link = &document.links[0];
    assert_eq!(&*link.target, "x");
    assert_eq!(&text[link.span.start as usize..link.span.end as usize], "x");
}

#[test]
fn words_are_struck_out_lowered_and_raised_and_doses_stay_as_typed() {
    for (text, expected) in [
        ("~~5 mg~~ 10 mg", r#"struck["5 mg"] " 10 mg""#),
        ("a~~b *c* d~~e", r#""a" struck["b " emphasis["c"] " d"] "e""#),
        ("CO~2~ and H~2~O", r#""CO" lowered["2"] " and H" lowered["2"] "O""#),
        ("10^9^/L, 1^st^", r#""10" raised["9"] "/L, 1" raised["st"]"#),
        ("SO~4~^2-^ Na^+^", r#""SO" lowered["4"] raised["2-"] " Na" raised["+"]"#),
        ("^14^C and *x*^2^", r#"raised["14"] "C and " emphasis["x"] raised["2"]"#),
        ("~~CO~2~ up~~", r#"struck["CO" lowered["2"] " up"]"#),
        ("[CO~2~](x.md)", r#"link:x.md:true["CO" lowered["2"]]"#),
        (r"CO\~2~", r#""CO" "~2" "~""#),
        ("`CO~2~`", r#"code:"CO~2~""#),
    ] {
        assert_eq!(tree(text), format!("paragraph[{expected}]"), "{text}");
    }
    for text in [
        "10^9/L and 10^12/L",
        "10^9/L,10^12/L",
        "5~10 mg, 15~20 mg",
        "5~10,15~20",
        "5~10mg/15~20mg",
        "~5 mg or ~10 mg",
        "~5 mg~ 10 mg",
        "(~5mg~)",
        "take ~2 tablets~",
        "~/a:~/b and ~a/~b",
        "^_^ and ~~ 5 mg ~~",
        "$x^2^$ and <code>CO~2~</code>",
    ] {
        let document = parse(text, 0..text.len(), "Title");
        let kinds = document.nodes.iter().map(|node| &node.kind);
        let marks: Vec<&NodeKind<'_>> = kinds
            .filter(|kind| {
                matches!(kind, NodeKind::Struck | NodeKind::Lowered | NodeKind::Raised)
            })
            .collect();
        assert!(marks.is_empty(), "{text}: {}", tree(text));
        let shown = text.replace("<code>", "").replace("</code>", "");
        assert_eq!(document.text_of(0), shown);
    }
}

#[test]
fn bare_addresses_are_links_where_none_stands_around_them() {
    for (text, expected) in [
        (
            "See https://nhs.uk/a_(b), or <www.nhs.uk>.",
            r#""See " link:https://nhs.uk/a_(b):true["https://nhs.uk/a" "_" "(b)"] ", or " link:https://www.nhs.uk:true["www.nhs.uk"] ".""#,
        ),
        (
            r"a\_b@x.example &amp; www.x.example/?a=1&amp;b",
            r#"link:mailto:a_b@x.example:true["a" "_b@x.example"] " " "&" " " link:https://www.x.example/?a=1&b:true["www.x.example/?a=1" "&" "b"]"#,
        ),
        ("[www.nhs.uk](x.md)", r#"link:x.md:true["www.nhs.uk"]"#),
        ("[[www.nhs.uk]]", r#"link:www.nhs.uk:false["www.nhs.uk"]"#),
        ("<a href=x>www.nhs.uk</a>", r#"html:"<a href=x>" "www.nhs.uk" html:"</a>""#),
        (r"a\@b.example", r#""a" "@b.example""#),
    ] {
        assert_eq!(tree(text), format!("paragraph[{expected}]"), "{text}");
    }
    let text = "x

| a |
|---|
| www.nhs.uk |

## See www.nhs.uk

- ward@x.example
";
    let document = parse(text, 0..text.len(), "Title");
    let spans = document
        .links
        .iter()
        .map(|link| &text[link.span.start as usize..link.span.end as usize]);
    assert_eq!(spans.collect::<Vec<_>>(), ["www.nhs.uk", "www.nhs.uk", "ward@x.example"]);
}

#[test]
fn plain_text_follows_the_marks_and_anchors_what_was_typed() {
    let text = "## CO~2~ at 10^9^ and ~~5 mg~~ 10 mg<br>a day";
    let outline = super::scan(text, 0..text.len(), "Title");
    assert_eq!(&*outline.headings[0].text, "CO2 at 10\u{2079} and  10 mg a day");
    assert_eq!(&*outline.headings[0].anchor, "co-2-at-10-9-and-5-mg-10-mga-day");
}

#[test]
fn a_rule_in_mid_page_is_not_front_matter() {
    assert_eq!(
        tree("a\n\n---\n\nb: c\n\n---\n"),
        r#"paragraph["a"] rule paragraph["b: c"] rule"#
    );
}

#[test]
fn blocks_are_recognised_with_and_without_a_title() {
    for (text, expected) in [
        (
            "> [!URGENT] Call *now* if:\n> - a\n",
            r#"block:urgent[title2#call-now-if["Call " emphasis["now"] " if:"] list:None:true[item["a"]]]"#,
        ),
        ("> [!NOTE]- T\n> a\n", r#"block:note[title2#t["T"] paragraph["a"]]"#),
        ("> [!NOTE]+\n> a\n", r#"block:note[paragraph["a"]]"#),
        ("> [!NOTE]\n> words\n", r#"block:note[paragraph["words"]]"#),
        (
            "> [!note] T\n> a\n> b\n",
            r#"block:note[title2#t["T"] paragraph["a" soft "b"]]"#,
        ),
        ("> [!DO]\n>\n> - a\n", r#"block:do[list:None:true[item["a"]]]"#),
        (
            "- > [!DO]\n  > - x\n",
            r#"list:None:true[item[block:do[list:None:true[item["x"]]]]]"#,
        ),
        ("> words [!NOTE]\n", r#"quote[paragraph["words " "[" "!NOTE" "]"]]"#),
        ("[!NOTE] words\n", r#"paragraph["[" "!NOTE" "]" " words"]"#),
        ("> a\n> [!NOTE] b\n", r#"quote[paragraph["a" soft "[!NOTE]" " b"]]"#),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn a_block_title_stands_one_level_below_its_section() {
    let text = "## A\n\n### B\n\n> [!NOTE] C\n> x\n";
    assert!(tree(text).contains("title4#c"), "{}", tree(text));
}

#[test]
fn figures_captions_citations_and_snippets_have_nodes_of_their_own() {
    for (text, expected) in [
        ("![alt](a.svg \"Words\")\n", r#"figure[image:a.svg:Words["alt"]]"#),
        ("x ![alt](a.svg)\n", r#"paragraph["x " image:a.svg:["alt"]]"#),
        (
            "![The [[GVHD]] chart](l.svg)\n",
            r#"figure[image:l.svg:["The " link:GVHD:false["GVHD"] " chart"]]"#,
        ),
        (
            "x ![a *[[B|c]]*](<l m.svg> \"T\"), y\n",
            r#"paragraph["x " image:l m.svg:T["a " emphasis[link:B:true["c"]]] ", y"]"#,
        ),
        ("![a [[b]](l.svg\n", r#"paragraph["![" "a " link:b:false["b"] "(l.svg"]"#),
        ("![[a.png]]\n", "figure[image:a.png:[]]"),
        ("![[a.png|300x200]]\n", "figure[image:a.png:[]]"),
        ("![[a.png|A chart]]\n", r#"figure[image:a.png:["A chart"]]"#),
        ("![[_snippets/a.md]]\n", "include:_snippets/a.md"),
        ("![[_snippets/a.md#part]]\n", "include:_snippets/a.md#part"),
        ("[@snowden2022].\n", r#"paragraph[cite:snowden2022 "."]"#),
        ("[@a; @b]\n", "paragraph[cite:a,b]"),
        ("\\[@a]\n", r#"paragraph["[@a" "]"]"#),
        (
            "| a |\n|---|\n| b |\n\nTable: *Words*\n",
            r#"table[tablehead[tablecell["a"]] tablerow[tablecell["b"]]] tablecaption["" emphasis["Words"]]"#,
        ),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn headings_have_levels_and_anchors() {
    for (text, expected) in [
        ("# Title\n\nx\n", r#"paragraph["x"]"#),
        ("# Other\n", r#"h2#other["Other"]"#),
        ("## A\n\n## A\n", r#"h2#a["A"] h2#a-1["A"]"#),
        ("## A {#b}\n\n## B\n", r#"h2#b["A"] h2#b-1["B"]"#),
        ("## 🏥\n", r#"h2#section["🏥"]"#),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn slips_are_told_at_their_place() {
    for (text, rule, place) in [
        ("x\n\n# Other\n", "level-one-heading", "# Other\n"),
        (
            "see [the leaflet][nosuch].\n",
            "undefined-link-reference",
            "[the leaflet][nosuch]",
        ),
        ("note[^9].\n", "undefined-footnote", "[^9]"),
        ("## A {#x}\n\n## B {#x}\n", "duplicate-anchor", "## B {#x}\n"),
        ("## A {#x\"y}\n", "bad-anchor", "## A {#x\"y}\n"),
        ("a\n\n```js\nlet a;\n\nb\n", "unclosed-code-block", "```js"),
        ("~~~~\na\n~~~\n", "unclosed-code-block", "~~~~"),
    ] {
        assert_eq!(faults(text), [(rule, place.to_owned())], "{text}");
    }
    for closed in
        ["```js\na\n```\n", "> ```\n> a\n> ```\n", "- ~~~\n  a\n  ~~~~  \n", "```\n```"]
    {
        assert_eq!(faults(closed), [], "{closed}");
    }
    assert_eq!(faults("ordinary [sic] words [^1]\n\n[^1]: x\n"), []);
}

#[test]
fn the_span_of_a_target_is_the_target() {
    for (text, expected) in [
        ("[[ GVHD |x]]", "GVHD"),
        ("[a [b] c](../x.md#y \"t\")", "../x.md#y"),
        ("[a](<two words.md>)", "two words.md"),
        ("[a](x(1).md)", "x(1).md"),
        ("![a](b.png)", "b.png"),
        ("[a][r]\n\n[r]: ../b.md \"T\"\n", "../b.md"),
        ("<https://example.org>", "https://example.org"),
    ] {
        let document = parse(text, 0..text.len(), "Title");
        let span = document.links[0].span.clone();
        assert_eq!(&text[span.start as usize..span.end as usize], expected, "{text}");
    }
}

#[test]
fn deep_nesting_ends_in_a_fault_and_not_in_a_crash() {
    for text in [">".repeat(50_000), "- ".repeat(50_000), "*a ".repeat(50_000)] {
        let document = parse(&text, 0..text.len(), "Title");
        assert!(document.nodes.iter().all(|node| node.end <= document.nodes.len()));
    }
    let text = ">".repeat(50_000);
    assert_eq!(faults(&text).first().map(|(rule, _)| *rule), Some("too-deeply-nested"));
}

#[test]
fn every_node_lies_in_its_parent_and_every_range_in_the_text() {
    let text = include_str!("../../tests/golden/theme-body.html");
    for text in
        [text, "> [!A] b\n> c\n\n![[x.md]]\n\n- [ ] [[a]]\n\na | b\n--|--\n[[c\\|d]] |\n"]
    {
        let document = parse(text, 0..text.len(), "Title");
        for (node, this) in document.nodes.iter().enumerate() {
            assert!(node < this.end && this.end <= document.nodes.len());
            assert!(text.get(this.range.clone()).is_some(), "{:?}", this.range);
            for child in document.children(node) {
                assert!(document.nodes[child].end <= this.end);
            }
        }
    }
}

fn judged(text: &str, title: &str) -> Vec<(&'static str, String)> {
    let outline = super::scan(text, 0..text.len(), title);
    let fault =
        |fault: super::Fault| (fault.rule.name, text[fault.range].trim_end().to_owned());
    outline.faults.into_iter().map(fault).collect()
}

#[test]
fn a_heading_that_leaves_a_level_out_is_told() {
    let skipped = |words: &str| vec![("skipped-heading-level", words.to_owned())];
    assert_eq!(judged("## A\n\n#### B\n\n##### C\n", "Title"), skipped("#### B"));
    assert_eq!(judged("### A\n", "Title"), skipped("### A"));
    // A level-one heading is shown as one of level two.
    let both = [("level-one-heading", "# A".to_owned())];
    assert_eq!(judged("# A\n\n### B\n", "Title"), both);
    for text in [
        "## A\n\n### B\n\n## C\n",
        "# Title\n\n## A\n",
        "## A\n\n![[_snippets/x.md]]\n\n#### B\n",
        "## A\n\n<h3>B</h3>\n\n#### C\n",
        "> [!URGENT] Call\n> now\n\n## A\n",
    ] {
        assert_eq!(judged(text, "Title"), [], "{text:?}");
    }
    assert_eq!(judged("### In a snippet\n", ""), []);
}

#[test]
fn a_heading_without_words_is_told() {
    let empty = |words: &str| vec![("empty-heading", words.to_owned())];
    assert_eq!(judged("##\n\nwords\n", "Title"), empty("##"));
    assert_eq!(judged("## {#x}\n", "Title"), empty("## {#x}"));
    assert_eq!(judged("## ![a chart](x.png)\n\n## `x`\n", "Title"), []);
}

#[test]
fn a_plain_text_has_no_marks() {
    for (text, words) in [
        ("What is [[GVHD]]?", "What is GVHD?"),
        (
            "How [[GVHD]] is treated; see [our list](b.md) and *rest*.",
            "How GVHD is treated; see our list and rest.",
        ),
        ("[[Going home|home]] at **last**", "home at last"),
        ("The `build` command", "The build command"),
        ("CO~2~ and 10^9^/L", "CO2 and 10\u{2079}/L"),
        ("Care &amp; rest<br>at home", "Care & rest at home"),
        ("![A chart](a.svg) of _it_", "A chart of it"),
        ("a \\* b", "a * b"),
    ] {
        assert_eq!(super::plain::words_of(text).as_deref(), Some(words), "{text}");
    }
    for text in [
        "Going home",
        "1. Before you go",
        "- and # and > and | a |",
        "5 * 3 * 2 = 30, snake_case_name, C++ & R&D, 5 < 6 > 4",
        "See www.nhs.uk or ward@x.example [draft] (new)",
        "~5 mg or ~10 mg, 10^9/L",
        "A <name> in brackets",
        "HLA-B*07:02 and HLA-A*02:01",
    ] {
        assert_eq!(super::plain::words_of(text), None, "{text}");
    }
}
