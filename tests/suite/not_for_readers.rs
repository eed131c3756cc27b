//! What is not for readers is not copied, and pictures tell nothing of who took them.

use std::fs;

use crate::harness::TestSite;

fn rules_of(site: &TestSite, file: &str) -> Vec<String> {
    let found = site.findings().into_iter();
    found
        .filter(|one| one["file"] == format!("site-content/{file}"))
        .map(|one| one["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_page_under_another_name_is_an_error_and_never_copied() {
    for name in [
        "a/diet.txt",
        "a/diet.md.txt",
        "a/diet.markdown",
        "a/diet.mdx",
        "diet",
        "diet.rst",
    ] {
        for text in [
            "---\ntitle: Diet\nstatus: draft\n---\nUnapproved.\n",
            "\u{feff}---\r\ntitle: Diet\r\n---\r\nUnapproved.\r\n",
            "+++\ntitle = \"Diet\"\n+++\nUnapproved.\n",
        ] {
            let site = TestSite::new();
            site.write(&format!("site-content/{name}"), text);
            assert_eq!(rules_of(&site, name), ["unread-page"], "{name}");
            assert_eq!(site.run(&["build"]).code, 1);
            site.configure("title: T\nbase_url: https://www.example.org/\nrules: {unread-page: note}\n");
            site.build();
            assert!(!site.output().contains_key(name), "{name}");
        }
    }
}

#[test]
fn settings_under_another_name_are_told() {
    for name in ["site.yml", "Site.yaml", "site.yaml.txt"] {
        let site = TestSite::new();
        site.write(&format!("site-content/{name}"), "title: Other\n");
        assert_eq!(rules_of(&site, name), ["unread-settings"], "{name}");
    }
}

#[test]
fn a_landing_page_under_another_name_is_told() {
    for name in ["Index.md", "INDEX.MD", "_index.md", "README.md"] {
        let site = TestSite::new();
        site.page(&format!("care/{name}"), "Care", "Words.\n");
        let found = site.findings_of("misnamed-landing-page");
        assert_eq!(found.len(), 1, "{name}");
        assert!(found[0]["help"].as_str().unwrap().contains("`index.md`"), "{name}");
    }
    let site = TestSite::new();
    site.page("care/index.md", "Care", "Words.\n");
    site.page("care/README.md", "Read me", "Words.\n");
    assert!(site.findings_of("misnamed-landing-page").is_empty());
}

#[test]
fn working_files_stay_where_they_are() {
    let site = TestSite::new();
    for name in [
        "plan.docx",
        "~$plan.docx",
        "poster.psd",
        "photo.HEIC",
        "staff.csv",
        "a.pdf",
        "a.mp3",
    ] {
        site.write(&format!("site-content/files/{name}"), "words");
    }
    site.build();
    let output = site.output();
    let names: Vec<&str> =
        output.keys().filter_map(|path| path.strip_prefix("files/")).collect();
    assert_eq!(names, ["a.mp3", "a.pdf"]);
    let found = site.findings_of("unpublished-file");
    assert_eq!(found.len(), 4, "{found:#?}");
    site.configure(
        "title: T\nbase_url: https://www.example.org/\noutput: {files: [.DOCX, csv]}\n",
    );
    site.build();
    let output = site.output();
    assert!(
        output.contains_key("files/plan.docx") && output.contains_key("files/staff.csv")
    );
    assert!(!output.contains_key("files/a.pdf"), "the list says all");
    site.configure(
        "title: T\nbase_url: https://www.example.org/\noutput: {files: [md]}\n",
    );
    assert_eq!(site.findings_of("bad-configuration").len(), 1);
}

#[test]
fn a_link_to_a_file_that_readers_do_not_get_is_an_error() {
    let site = TestSite::new();
    site.write("site-content/plan.docx", "words");
    site.write("site-content/ward.heic", "words");
    site.page("a.md", "A", "See [the plan](plan.docx).\n\n![The ward](ward.heic)\n");
    let found = site.findings_of("link-to-unpublished-file");
    let lines: Vec<u64> = found.iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [6, 8]);
    assert!(found[0]["help"].as_str().unwrap().contains("files: [pdf, docx]"));
    assert!(found[1]["help"].as_str().unwrap().contains("JPEG"));
    assert!(site.findings_of("unpublished-file").is_empty(), "it is told once");
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], contents].concat()
}

/// A photograph, on its side, of 1024 by 512 pixels.
fn photograph() -> Vec<u8> {
    [
        b"\xff\xd8".to_vec(),
        segment(0xe1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS-WARD-7"),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0GPS-WARD-7"),
        segment(0xed, b"Photoshop 3.0\0GPS-WARD-7"),
        segment(0xc0, b"\x08\x02\0\x04\0\x01\x01\x11\0"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        b"PIXELS\xff\xd9GPS-WARD-7".to_vec(),
    ]
    .concat()
}

#[test]
fn a_photograph_does_not_tell_where_it_was_taken() {
    let site = TestSite::new();
    site.write("site-content/ward.jpg", photograph());
    site.page("a.md", "A", "![The ward](ward.jpg)\n");
    site.build();
    let output = site.output();
    let published = &output["ward.jpg"];
    let holds = |words: &[u8]| published.windows(words.len()).any(|part| part == words);
    assert!(!holds(b"WARD-7"), "nothing of it is left");
    assert!(holds(b"PIXELS\xff\xd9") && holds(b"Exif"), "the picture and its turn are");
    let page = site.published("a/index.html");
    assert!(page.contains("width=\"512\" height=\"1024\""), "{page}");
    let before = site.output();
    site.build();
    assert_eq!(site.output(), before);
    assert_eq!(fs::read(site.path("site-content/ward.jpg")).unwrap(), photograph());
}

#[test]
fn a_damaged_photograph_is_not_published() {
    let site = TestSite::new();
    site.write("site-content/ward.jpg", &photograph()[..60]);
    assert_eq!(rules_of(&site, "ward.jpg"), ["damaged-picture"]);
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn a_picture_that_is_too_large_is_told() {
    let site = TestSite::new();
    let mut wide = photograph();
    let at = wide.windows(4).position(|part| part == b"\x02\0\x04\0").unwrap();
    wide[at..at + 4].copy_from_slice(&5000_u32.to_be_bytes());
    wide[at..at + 4].copy_from_slice(b"\x13\x88\x04\0");
    site.write("site-content/wide.jpg", wide);
    let mut heavy = photograph();
    heavy.extend(vec![0; 2_000_000]);
    site.write("site-content/heavy.jpg", heavy);
    site.write("site-content/fine.jpg", photograph());
    let found = site.findings_of("large-picture");
    let files: Vec<&str> =
        found.iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["site-content/heavy.jpg", "site-content/wide.jpg"]);
}
