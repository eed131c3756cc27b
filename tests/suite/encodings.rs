//! Bytes that are no text: told at their place, in every kind of file, and never the end of
//! the program.

use crate::harness::TestSite;

#[test]
fn a_bad_byte_behind_a_control_character_is_told_at_its_column() {
    for (path, before) in [
        ("site-content/a.md", "---\ntitle: A\ndescription: D.\n---\n\n"),
        ("site-content/_s/a.md", ""),
        ("site-content/glossary/a.md", "---\nterm: a\n---\n\n"),
        ("site-content/site.yaml", "title: T\n# "),
        ("site-content/data/people.yaml", "people:\n  # "),
        ("themes/default/theme.yaml", "contract: 1\n# "),
        ("themes/default/strings/en.yaml", "# "),
        ("themes/default/templates/article.html", "<p>\n"),
        ("themes/default/templates/blocks/note.html", "<p>"),
        ("themes/default/static/a.css", "a{}\n"),
    ] {
        for (bytes, column, line_end) in [
            (&b"W\x0b\xe9"[..], 3, "\n"),
            (b"\x0c\x0b\xc2\x9f\xc3\xa9W\xe9\n", 6, "\r\n"),
            (b"\xef\xbf\xbe\xf0\x9f\x98\x80\x01\xff", 4, "\r"),
        ] {
            let site = TestSite::new();
            let mut text = b"\xef\xbb\xbf".to_vec();
            text.extend(before.replace('\n', line_end).bytes());
            text.extend(bytes);
            site.write(path, &text);
            let found = site.findings_of("unreadable-file");
            assert_eq!(found.len(), 1, "{path}: {found:?}");
            assert_eq!(found[0]["file"], path);
            let lines: Vec<&str> = before.split('\n').collect();
            let last = lines[lines.len() - 1].chars().count();
            assert_eq!(found[0]["line"], lines.len(), "{path}");
            assert_eq!(found[0]["column"], last + column, "{path}");
        }
    }
}
