//! An urgent card is never empty or lost.

use std::fs;

use crate::harness::TestSite;

#[test]
fn a_card_that_is_lost_or_empty_is_an_error_and_mended_where_it_is_certain() {
    for (body, rule, mended) in [
        ("> [!URGENT] Call if:\n\n- hot\n- cold\n", "empty-block", true),
        ("> [!URGENT] Call if:\n- hot\n- cold\n", "empty-block", true),
        ("> [!URGENT]\n", "empty-block", false),
        (">\u{a0}[!URGENT] Call\n> now\n", "lost-block", true),
        ("> \\[!URGENT] Call\n> now\n", "lost-block", true),
        ("> [URGENT] Call\n> now\n", "lost-block", true),
        ("> [!URGNET] Call\n> now\n", "lost-block", false),
        ("[!URGENT] Call\n", "lost-block", false),
    ] {
        for line_end in ["\n", "\r\n"] {
            let site = TestSite::new();
            site.page("a.md", "A", &body.replace('\n', line_end));
            let found = site.findings_of(rule);
            assert_eq!(found.len(), 1, "{body:?}: {:#?}", site.findings());
            assert_eq!(found[0]["severity"], "error");
            assert_eq!(site.run(&["build"]).code, 1, "{body:?}");
            site.run(&["check", "--fix"]);
            let left = site.findings_of(rule).len();
            let text = fs::read_to_string(site.path("site-content/a.md")).unwrap();
            assert_eq!(left == 0, mended, "{body:?}: {text:?}");
            if mended {
                site.build();
                let page = site.published("a/index.html");
                assert!(page.contains("urgent"), "{page}");
            }
        }
    }
}
