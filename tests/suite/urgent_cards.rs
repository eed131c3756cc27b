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
        ("> [!URGENT] Call\n> Call if:\n\n- hot\n- cold\n", "lost-block", true),
        ("> [!URGENT] Call\n> Call if:\n\nYou are hot.\n", "lost-block", false),
        ("> [!URGENT] Call\n> - hot\n\n- cold\n", "lost-block", true),
        ("> [!URGENT] Call\n> Call if:\n\n> - hot\n", "lost-block", true),
        ("> [!DANGER] Call\n> now\n", "lost-block", false),
        ("> **URGENT** call\n> now\n", "lost-block", false),
        ("> [!UR\u{200b}GENT] Call\n> now\n", "lost-block", true),
        ("> [!URGENT] Call\n> …\n", "empty-block", false),
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

#[test]
fn a_card_whose_words_do_not_reach_readers_is_an_error() {
    for body in [
        "> [!URGENT] Call\n> ![[_snippets/later.md]]\n",
        "> [!URGENT] Ask\n> <video src=\"x\"></video>\n",
        "> [!NOTE]\n> ![[_snippets/later.md]]\n",
    ] {
        let site = TestSite::new();
        site.write("site-content/_snippets/later.md", "<!-- later -->\n");
        site.page("a.md", "A", body);
        let found = site.findings_of("empty-block");
        assert_eq!(found.len(), 1, "{body:?}: {:#?}", site.findings());
        assert_eq!(found[0]["line"], 6, "{body:?}");
        site.write("site-content/_snippets/later.md", "Call the ward.\n");
        let is_mended = site.findings_of("empty-block").is_empty();
        assert_eq!(is_mended, body.contains("_snippets"), "{body:?}");
    }
}

#[test]
fn a_link_dials_the_number_that_it_shows() {
    for (body, told) in [
        ("[Ring 020 7946 0127](tel:02079460128)", 1),
        ("<a href=\"tel:020 7946 0999\">020 7946 0998</a>", 1),
        ("[Call 999](tel:112)", 1),
        ("[Ring 020 7946 0127](tel:+442079460127)", 0),
        ("[Ring (020) 7946 0127](tel:020%207946%200127)", 0),
        ("[Ring us, 24 hours](tel:02079460128)", 0),
        ("<020 7946 0127>", 0),
    ] {
        let site = TestSite::new();
        site.page("a.md", "A", &format!("{body}\n"));
        let found = site.findings_of("misdialled-number");
        assert_eq!(found.len(), told, "{body}: {found:#?}");
    }
}
