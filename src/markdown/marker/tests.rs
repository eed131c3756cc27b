//! What is told of markers, and how it is mended.

use crate::markdown::scan;

/// Of each finding: the rule, the place, the help; and the text once all is mended.
fn judged(text: &str) -> (Vec<(&'static str, String)>, String) {
    let outline = scan(text, 0..text.len(), "Title");
    let mut mended = text.to_owned();
    let mut patches: Vec<_> =
        outline.mends.iter().filter_map(|mend| mend.patch.clone()).collect();
    patches.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, by) in patches {
        mended.replace_range(range, &by);
    }
    let told = outline.mends.into_iter();
    let told =
        told.map(|mend| (mend.fault.rule.name, mend.fault.help.unwrap_or_default()));
    (told.collect(), mended)
}

/// A lost block is told once, with a help that holds words, and becomes another text.
fn assert_lost(text: &str, help: &str, mended: &str) {
    let (told, after) = judged(text);
    assert_eq!(told.len(), 1, "{text:?}: {told:?}");
    assert_eq!(told[0].0, "lost-block", "{text:?}");
    assert!(told[0].1.contains(help), "{text:?}: {}", told[0].1);
    assert_eq!(after, mended, "{text:?}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn a_mark_that_is_not_read_is_told_and_mended_where_it_is_certain() {
    for (text, help, mended) in [
        (
            "> [URGENT] Call us\n> now\n",
            "`> [!URGENT] Call us`",
            "> [!URGENT] Call us\n> now\n",
        ),
        (
            ">\u{a0}[!URGENT] Call\n> now\n",
            "`> [!URGENT] Call`",
            "> [!URGENT] Call\n> now\n",
        ),
        (
            "> \\[!URGENT] Call\n> now\n",
            "`> [!URGENT] Call`",
            "> [!URGENT] Call\n> now\n",
        ),
        ("\\[!URGENT\\] Call\n", "before every line", "\\[!URGENT\\] Call\n"),
        ("> [! URGENT] Call\n> now\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n> now\n"),
        ("[!URGENT] Call\n", "before every line", "[!URGENT] Call\n"),
        ("&gt; [!URGENT] Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> **[!URGENT]** Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> ![URGENT] Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> [\u{ff01}URGENT] Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> [!NON URGENT] Call\n", "`> [!NON-URGENT] Call`", "> [!NON-URGENT] Call\n"),
        (
            "> words\n> [!URGENT] Call\n",
            "leave the line above",
            "> words\n> [!URGENT] Call\n",
        ),
        (
            "    > [!URGENT] Call\n    > now\n",
            "take them out",
            "    > [!URGENT] Call\n    > now\n",
        ),
        (
            "<div>\n> [!URGENT] Call\n</div>\n",
            "leave the line above",
            "<div>\n> [!URGENT] Call\n</div>\n",
        ),
        ("> [!URGENT Call\n", "`> [!URGENT] Call`", "> [!URGENT Call\n"),
        ("> [!URGENT]: Call\n> now\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n> now\n"),
        (
            "> [!URGENT]- : Call\n> now\n",
            "`> [!URGENT] Call`",
            "> [!URGENT] Call\n> now\n",
        ),
        ("> [!URGENT].\n> now\n", "`> [!URGENT]`", "> [!URGENT]\n> now\n"),
        ("> [!URGENT]:Call\n> now\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n> now\n"),
        ("> [! URGENT]: Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("- [!URGENT] Call\n", "write `> [!URGENT] Call`", "- [!URGENT] Call\n"),
        ("**[!URGENT] Call**\n", "`> [!URGENT] Call`", "**[!URGENT] Call**\n"),
        ("> **[!URGENT] Call**\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("![URGENT] Call\n- hot\n", "`> [!URGENT] Call`", "![URGENT] Call\n- hot\n"),
        (
            "> [!NOTE] A\n> b\n>\n> [!URGENT] Call\n> now\n",
            "take the `>` out of the line above",
            "> [!NOTE] A\n> b\n>\n> [!URGENT] Call\n> now\n",
        ),
        (
            "<blockquote>[!URGENT] Call<ul><li>hot</li></ul></blockquote>\n",
            "write `> [!URGENT] Call` in the place",
            "<blockquote>[!URGENT] Call<ul><li>hot</li></ul></blockquote>\n",
        ),
        (
            "> [!URGENT] Call if:\n>     - hot\n>     - cold\n",
            "write `> - hot`",
            "> [!URGENT] Call if:\n>     - hot\n>     - cold\n",
        ),
        (
            "> [!URGENT] Call\n> Call if:\n\n• hot\n",
            "`> - hot`",
            "> [!URGENT] Call\n> Call if:\n\n• hot\n",
        ),
    ] {
        assert_lost(text, help, mended);
    }
}

#[test]
fn a_mark_of_other_letters_or_in_another_place_is_told() {
    for (text, help, mended) in [
        ("> [!URGENT} Call\n> now\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n> now\n"),
        ("> [!UR\u{200b}GENT] Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> [!URG\u{415}NT] Call\n", "`> [!URGENT] Call`", "> [!URGENT] Call\n"),
        ("> > [URGENT] Call\n", "`> > [!URGENT] Call`", "> > [!URGENT] Call\n"),
        ("> [!VERY URGENT] Call\n", "`> [!URGENT] Call`", "> [!VERY URGENT] Call\n"),
        ("> **URGENT:** call\n", "`> [!URGENT] call`", "> **URGENT:** call\n"),
        ("> URGENT: call\n", "`> [!URGENT] call`", "> URGENT: call\n"),
        ("> ## Urgent\n> call\n", "`> [!URGENT]`", "> ## Urgent\n> call\n"),
        ("> [!URGENT] A\n> ---\n", "no line of hyphens", "> [!URGENT] A\n> ---\n"),
        ("> [!URGENT] [!NOTE] A\n> b\n", "keep the one", "> [!URGENT] [!NOTE] A\n> b\n"),
        ("> [!URGENT][!NOTE]\n> b\n", "keep the one", "> [!URGENT][!NOTE]\n> b\n"),
        (
            "| a |\n|---|\n| [!URGENT] b |\n",
            "below the table",
            "| a |\n|---|\n| [!URGENT] b |\n",
        ),
        ("Words [!URGENT] b\n", "at the start of a line", "Words [!URGENT] b\n"),
    ] {
        assert_lost(text, help, mended);
    }
}

#[test]
fn a_block_with_nothing_in_it_is_told() {
    for (text, rule, mended) in [
        (
            "> [!URGENT] Call if:\n\n- hot\n- cold\n\nMore.\n",
            "empty-block",
            "> [!URGENT] Call if:\n> - hot\n> - cold\n\nMore.\n",
        ),
        (
            "> [!URGENT] Call if:\n- hot\n- cold\n",
            "empty-block",
            "> [!URGENT] Call if:\n> - hot\n> - cold\n",
        ),
        ("> [!URGENT]\n\nCall.\n", "empty-block", "> [!URGENT]\n\nCall.\n"),
        ("> [!URGENT]\n", "empty-block", "> [!URGENT]\n"),
        ("> [!URGENT] Call 999.\n", "empty-block", "> [!URGENT] Call 999.\n"),
        (
            "> [!NOTE] Words\n>\n> <!-- x -->\n",
            "empty-block",
            "> [!NOTE] Words\n>\n> <!-- x -->\n",
        ),
        (
            "> [!URGENT] Call if:\n> - hot\n- cold\n",
            "lost-block",
            "> [!URGENT] Call if:\n> - hot\n> - cold\n",
        ),
    ] {
        let (told, after) = judged(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, rule, "{text:?}");
        assert_eq!(after, mended, "{text:?}");
    }
}

#[test]
fn what_stands_outside_of_a_block_is_told_and_taken_in_where_it_is_certain() {
    let (card, note) = ("lost-block", "stray-markup");
    for (text, rule, mended) in [
        (
            "> [!URGENT] Call\n> Call if:\n\n- hot\n",
            card,
            Some("> [!URGENT] Call\n> Call if:\n> - hot\n"),
        ),
        (
            "> [!URGENT] Call\n> - hot\n\n- cold\n\n- ill\n",
            card,
            Some("> [!URGENT] Call\n> - hot\n> - cold\n>\n> - ill\n"),
        ),
        ("> [!URGENT] Call\n> 1. a\n\n1. b\n", card, None),
        (
            "> [!URGENT] Call\n> 1. a\n\n2. b\n",
            card,
            Some("> [!URGENT] Call\n> 1. a\n> 2. b\n"),
        ),
        ("> [!URGENT] Call\n> if you are\n\n- hot\n", card, None),
        (
            "> [!URGENT] Call\n> with any of the following.\n\n- hot\n",
            card,
            Some("> [!URGENT] Call\n> with any of the following.\n> - hot\n"),
        ),
        (
            "> [!URGENT] Call\n> with one of these signs.\n\n- hot\n",
            card,
            Some("> [!URGENT] Call\n> with one of these signs.\n> - hot\n"),
        ),
        ("> [!URGENT] Call\n> Look out for these signs\n\nHot, ill.\n", card, None),
        (
            "> [!URGENT] Call\n> - hot\n\n> - cold\n",
            card,
            Some("> [!URGENT] Call\n> - hot\n>\n> - cold\n"),
        ),
        ("> [!URGENT] Call\n> - hot\n\n> have pain\n", card, None),
        ("> [!URGENT] Call\n> Call if:\n\nOne of:\n\n- hot\n", card, None),
        ("> [!URGENT] Call\n> Call if:\n\n## Signs\n", card, None),
        ("> [!URGENT] Call\n> Call if:\n", card, None),
        (
            "> [!URGENT] Call\n> Call if:\n\n> - hot\n",
            card,
            Some("> [!URGENT] Call\n> Call if:\n>\n> - hot\n"),
        ),
        ("- > [!URGENT] Call\n  > Call if:\n\n  - hot\n", card, None),
        (
            "> [!NOTE] Bring\n> With you:\n\n- a book\n",
            note,
            Some("> [!NOTE] Bring\n> With you:\n> - a book\n"),
        ),
    ] {
        let (told, after) = judged(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, rule, "{text:?}");
        assert_eq!(after, mended.unwrap_or(text), "{text:?}");
    }
}

#[test]
fn signs_alone_are_no_words() {
    for words in [
        "\\",
        "…",
        "...",
        "– –",
        "*",
        "[ ]",
        "&nbsp;",
        "<!-- x -->",
        "## Heading",
        "| a |\n> |---|",
        "![](a.svg \"decorative\")",
        "[x]: https://www.example.org/",
        "```\n> ```",
        "1.\n> 2.",
    ] {
        let text = format!("> [!URGENT] Call\n> {words}\n");
        let (told, _) = judged(&text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, "empty-block", "{text:?}");
    }
    for text in [
        "<details></details>\n",
        "<details>\n<summary>More</summary>\n\n</details>\n",
        "> [!URGENT] …\n> Call.\n",
    ] {
        let (told, _) = judged(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, "empty-block", "{text:?}");
    }
}

#[test]
fn only_what_stands_right_below_a_block_belongs_to_it() {
    let below = "write what it says on the lines below, each with `> ` before it";
    for (text, help) in [
        ("> [!URGENT]Call now\n\nEnd.\n", below),
        ("> [!EMERGENCY] Call\n>\n> <!-- note -->\n\nEnd.\n", below),
        (
            "> [!URGENT] Call\n\n- hot\n",
            "write `> ` before every line that belongs to it: `> - hot`",
        ),
        (
            "> [!URGENT] Call if:\n\nYou are hot.\n",
            "write `> ` before every line that belongs to it: `> You are hot.`",
        ),
    ] {
        let (told, _) = judged(text);
        assert_eq!(told, [("empty-block", help.to_owned())], "{text:?}");
    }
}

#[test]
fn what_is_a_block_or_none_is_left_alone() {
    for text in [
        "> [!URGENT] Call\n> now\n",
        ">[!urgent]\n>now\n",
        "> [!CONTACT] ward\n",
        "> [!TIP] Drink water with it.\n",
        "> [!NOTE] See [food](food.md)\n",
        "> [!NOTE]\n> ![[x.md]]\n",
        "> [!NOTE]\n> | a |\n> |---|\n> | b |\n",
        "> [note] words of a quotation are given [so]\n",
        "> [NOTE](x.md) and [Urgent]: x\n",
        "[URGENT] Call us\n",
        "A [!x] in words and `[!NOTE]`\n",
        "```\n> [!URGENT] Call\n```\n",
        "> [!URGENT] Call if:\n> - hot\n\nBring:\n\n- another list\n",
        "> [!URGENT] Call\n> Call us.\n\n- another list\n",
        "> [!NOTE] Call\n> As follows:\n\nWords.\n",
        "> [!URGENT] Call\n> Call us.\n\n> “I was so ill.”\n",
        "> [!URGENT] Call\n> Call us.\n\n> Sam said so.\n",
        "> [!EMERGENCY] Call\n> 999\n",
        "> [!URGENT] Call\n> if you have any of these signs.\n\nThe ward is open.\n",
        "> [!URGENT] Call\n> - hot\n>\n> Call with any of these.\n\n- a book\n",
        "<p><code>[!URGENT]</code> opens a card</p>\n",
        "> [!NOTE] A\n> - hot\n\n1. another list\n",
        "> Urgent care is for today\n",
        "> URGENT CARE CENTRE\n",
        "> **Urgent treatment** is for today\n",
        "<details>\n<summary>More</summary>\n\n- a\n\n</details>\n",
        "Words [!x] and `[!URGENT]` and \\[!URGENT] words\n",
        "> Important words\n",
        "> [!NOTE] .5 mg is a half\n> words\n",
        "> [!NOTE]- Folded\n> words\n",
        "!important words\n",
        "\\![foo] and ![Note]\n",
    ] {
        let (told, _) = judged(text);
        assert!(told.is_empty(), "{text:?}: {told:?}");
    }
}
