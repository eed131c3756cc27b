//! Documents that mean harm, or are damaged: each refused in words, none without a limit.

use crate::documents::{Document, PNG, item, packed, paragraph, picture, styled, table};
use crate::harness::{TestSite, files_below};
use crate::import_word::imported;

#[test]
fn what_cannot_be_read_is_refused_in_words_and_nothing_is_written() {
    let whole = Document::new(&paragraph("x"));
    let with_main = |main: &str| whole.bytes_with_main(main.as_bytes());
    let namespace =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut cut = whole.bytes();
    cut.truncate(cut.len() / 2);
    let locked: Vec<u8> = b"\xd0\xcf\x11\xe0"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let many: Vec<(String, Vec<u8>)> =
        (0..10_001).map(|n| (format!("{n}"), Vec::new())).collect();
    let deep = format!(
        "<w:document {namespace}><w:body>{}{}</w:body></w:document>",
        "<w:sdt>".repeat(300),
        "</w:sdt>".repeat(300)
    );
    let bomb = format!("<w:document {namespace}>{}", " ".repeat(65 << 20));
    let crowd = format!("<w:document {namespace}>{}", "<w:p/>".repeat(3_000_001));
    for (name, bytes, words) in [
        ("empty", Vec::new(), "the file is empty"),
        ("cut", cut, "the file is damaged"),
        ("locked", locked, "the file has a password"),
        ("old", b"\xd0\xcf\x11\xe0old".to_vec(), "before 2007"),
        ("rich", b"{\\rtf1 x}".to_vec(), "rich text"),
        ("portable", b"%PDF-1.7".to_vec(), "a PDF"),
        (
            "other",
            packed(&[(
                "mimetype".into(),
                b"application/vnd.oasis.opendocument.text".to_vec(),
            )]),
            "OpenDocument",
        ),
        ("sheet", packed(&[("x".into(), b"y".to_vec())]), "no Word document"),
        ("many", packed(&many), "more than 10000 parts"),
        (
            "typed",
            with_main("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
            "document type declaration",
        ),
        ("unclosed", with_main("<w:document><w:body>"), "the file is damaged"),
        ("deep", with_main(&deep), "nested more than 200 levels"),
        ("bomb", with_main(&bomb), "larger than 64 MB"),
        ("crowd", with_main(&crowd), "more than 3000000 elements"),
    ] {
        let site = TestSite::new();
        let before = files_below(&site.path("site-content"));
        site.write(&format!("{name}.docx"), bytes);
        let file = site.path(&format!("{name}.docx"));
        let ran = site.run(&["import", file.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{name}: {ran}");
        assert!(ran.stderr.contains(words), "{name}: {ran}");
        assert!(ran.stderr.contains("help:"), "{name} says what to do: {ran}");
        assert_eq!(files_below(&site.path("site-content")), before, "{name}");
    }
}

#[test]
fn targets_outside_the_document_are_neither_read_nor_fetched() {
    let blocks =
        [picture("p1", "Far"), picture("p2", "Passwords"), paragraph("Text.")].concat();
    let document = Document::new(&blocks)
        .with_link("p1", "image", "http://tracker.example/x.png")
        .with("p2", "image", "../../../../etc/passwd", PNG);
    let site = TestSite::new();
    let (text, ran) = imported(&site, "leaflet", &document);
    assert!(text.ends_with("\nText.\n"), "{text}");
    assert!(ran.stdout.contains("not fetched: `http://tracker.example/x.png`"), "{ran}");
    assert!(ran.stdout.contains("is not in it: `Passwords`"), "{ran}");
    let files = files_below(&site.path("site-content"));
    assert_eq!(files.len(), 3, "{:?}", files.keys());
}

/// A number that looks like chance and is the same in every run.
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn mutated_documents_never_make_it_panic() {
    use engraft::import::{Beside, DocumentKind, ImportName};
    let blocks = [
        styled("Titel", "T"),
        item(2, 0, "a"),
        item(1, 1, "b"),
        table(&[&[(r#"<w:gridSpan w:val="2"/>"#, &paragraph("x"))], &[("<w:vMerge/>", &paragraph("y")), ("", "<w:p/>")]]),
        picture("p1", "words"),
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x \h</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>é≥</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#.to_owned(),
    ];
    let document =
        Document::new(&blocks.concat()).with("p1", "image", "media/a.png", PNG);
    let main = document.main();
    let pieces: Vec<&str> = main.split_inclusive('>').collect();
    let whole = document.bytes();
    let mut state = 2026;
    let repeated = std::collections::BTreeSet::new();
    let beside = Beside { link: &|_| None, picture: &|_| None, repeated: &repeated };
    let name = ImportName { given: "x", stem: "x" };
    let mut read = 0;
    for round in 0..2_000 {
        let bytes = if round % 2 == 0 {
            // Tags dropped, doubled, swapped and cut.
            let mut pieces: Vec<String> =
                pieces.iter().map(|&piece| piece.to_owned()).collect();
            for _ in 0..=next(&mut state) % 4 {
                let at = next(&mut state) % pieces.len();
                let other = next(&mut state) % pieces.len();
                match next(&mut state) % 4 {
                    0 => pieces[at].clear(),
                    1 => pieces[at] = pieces[at].repeat(2),
                    2 => pieces.swap(at, other),
                    _ => pieces[at] = pieces[at].replace(['1', '2'], "99999999999"),
                }
            }
            document.bytes_with_main(pieces.concat().as_bytes())
        } else {
            let mut bytes = whole.clone();
            for _ in 0..=next(&mut state) % 8 {
                let at = next(&mut state) % bytes.len();
                bytes[at] = u8::try_from(next(&mut state) % 256).unwrap();
            }
            bytes
        };
        read +=
            usize::from(DocumentKind::Word.import(&bytes, name, &[], &beside).is_ok());
    }
    assert!(read > 100, "{read} could be read at all");
}
