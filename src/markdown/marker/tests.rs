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

#[test]
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
        ("- [!URGENT] Call\n", "before every line", "- [!URGENT] Call\n"),
    ] {
        let (told, after) = judged(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert_eq!(told[0].0, "lost-block", "{text:?}");
        assert!(told[0].1.contains(help), "{text:?}: {}", told[0].1);
        assert_eq!(after, mended, "{text:?}");
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
        "> [!URGENT] Call if:\n> - hot\n\n- another list\n",
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
