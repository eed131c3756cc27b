//! The same input gives the same bytes: any folder, hour, place, number of threads.

use std::fs;

use crate::harness::{Ran, TestSite, repository};

#[test]
fn the_same_site_gives_the_same_bytes_everywhere() {
    let site = TestSite::copy_of(repository());
    site.build();
    let expected = site.output();
    assert!(expected.len() > 30);
    let surroundings = [
        ("1", "UTC", "C"),
        ("2", "Asia/Kolkata", "tr_TR.UTF-8"),
        ("7", "America/New_York", "C.UTF-8"),
    ];
    for (threads, zone, locale) in surroundings {
        let other = TestSite::copy_of(repository());
        let moved = other.path("another folder");
        fs::create_dir(&moved).unwrap();
        for part in ["site-content", "themes"] {
            fs::rename(other.path(part), moved.join(part)).unwrap();
        }
        let output = other
            .command(&["build", "--threads", threads, "--root"])
            .arg(&moved)
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("HOME", other.root())
            .output()
            .unwrap();
        let ran = Ran::new(output);
        assert_eq!(ran.code, 0, "{ran}");
        let files = crate::harness::files_below(&moved.join("output"));
        let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
            files.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&files), names(&expected));
        for (path, bytes) in files {
            assert!(expected[&path] == bytes, "{path} differs with {threads} threads");
        }
    }
}

#[test]
fn the_day_comes_from_the_option_then_the_environment_then_the_site() {
    let site = TestSite::new();
    site.write(
        "site-content/later.md",
        "---\ntitle: Later\npublish_on: 2026-06-01\n---\n\nText.\n",
    );
    let is_published = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = site.command(&["build"]);
        command.args(arguments);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let ran = Ran::new(command.output().unwrap());
        assert_eq!(ran.code, 0, "{ran}");
        site.path("output/later/index.html").exists()
    };
    // 1,780,272,000 seconds are the first of June 2026.
    assert!(!is_published(&["--as-of", "2026-05-31"], None));
    assert!(is_published(&["--as-of", "2026-06-01"], None));
    assert!(is_published(&[], Some("1780272000")));
    assert!(!is_published(&[], Some("1780271999")));
    assert!(!is_published(&["--as-of", "2026-05-31"], Some("1780272000")));
    site.configure(
        "title: T\nbase_url: https://www.example.org/\nreview: {as_of: 2026-05-31}\n",
    );
    assert!(!is_published(&[], None));
    assert!(is_published(&[], Some("1780272000")));
}
