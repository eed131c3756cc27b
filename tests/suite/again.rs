//! A build of what was built already: it is known, says what the first one said, and is not
//! taken for that of anything else.

use std::fs;
use std::path::PathBuf;

use crate::harness::{Ran, TestSite, files_below};

/// A site with a file of each kind.
fn site() -> TestSite {
    let site = TestSite::new();
    site.page(
        "care.md",
        "Care",
        "Words on GVHD. ![[_snippets/hours.md]]\n\n![A scan](scan.svg) [Leaflet](leaflet.pdf)\n",
    );
    site.write("site-content/_snippets/hours.md", "Open at nine.\n");
    site.term("gvhd", "term: GVHD\nshort: A reaction.", "It is a reaction.\n");
    site.write("site-content/scan.svg", SCAN);
    site.write("site-content/leaflet.pdf", "%PDF-1.4\nfirst\n");
    site.write("site-content/data/people.yaml", "dr-a:\n  name: Dr A\n");
    site.write("themes/default/assets/css/own.css", "p { color: red }\n");
    site
}

const SCAN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n";

/// Builds, and says whether the site was known.
fn build(site: &TestSite, more: &[&str]) -> (Ran, bool) {
    let mut arguments = vec!["build", "--verbose", "--cache", "cache"];
    arguments.extend(more);
    let ran = site.run(&arguments);
    assert!(ran.stderr.contains("reading"), "{ran}");
    let is_known = !ran.stderr.contains("rendering");
    (ran, is_known)
}

/// What a build said, but for its time and how many files it wrote.
fn said(ran: &Ran) -> String {
    let lines = ran.stdout.lines();
    let lines = lines.filter(|line| !line.contains(" files written, "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Asserts that the next build makes the site anew, that it comes to what a fresh one comes
/// to, and that the one after it is known.
fn is_made_anew(site: &TestSite, what: &str) {
    let (ran, is_known) = build(site, &[]);
    assert!(!is_known, "{what}: {ran}");
    assert_eq!(ran.code, 0, "{what}: {ran}");
    let mut made = files_below(&site.path("output"));
    let (fresh, _) = build(site, &["--output", "fresh"]);
    let mut wanted = files_below(&site.path("fresh"));
    fs::remove_dir_all(site.path("fresh")).unwrap();
    made.remove(".engraft.json");
    wanted.remove(".engraft.json");
    assert!(made == wanted, "{what}: another site than that of a fresh build");
    let (again, is_known) = build(site, &[]);
    assert!(is_known, "{what}: {again}");
    let without_command = |ran: &Ran| said(ran).replace(" --output fresh", "");
    assert_eq!(without_command(&again), without_command(&fresh), "{what}");
    assert_eq!(again.code, fresh.code, "{what}");
}

#[test]
fn the_same_build_is_known_and_says_the_same() {
    let site = site();
    let (first, is_known) = build(&site, &[]);
    assert!(!is_known, "{first}");
    assert!(first.stdout.contains("warning"), "it has something to say: {first}");
    let (second, is_known) = build(&site, &[]);
    assert!(is_known, "{second}");
    assert_eq!(said(&second), said(&first));
    assert!(second.stdout.contains(": 0 files written, "), "{second}");
    let (json, is_known) = build(&site, &["--format", "json"]);
    assert!(is_known, "{json}");
    let (fresh, _) = build(&site, &["--format", "json", "--output", "fresh"]);
    assert_eq!(json.findings(), fresh.findings());
}

#[test]
fn each_source_that_changes_is_seen() {
    let site = site();
    is_made_anew(&site, "the first build");
    let changes: &[(&str, &str)] = &[
        ("site-content/_snippets/hours.md", "Open at ten.\n"),
        ("site-content/scan.svg", &SCAN.replace("0 0 1 1", "0 0 2 1")),
        // As many bytes as before.
        ("site-content/leaflet.pdf", "%PDF-1.4\nother\n"),
        ("site-content/data/people.yaml", "dr-a:\n  name: Dr B\n"),
        ("themes/default/assets/css/own.css", "p { color: tan }\n"),
        ("site-content/new.txt", "new"),
        ("site-content/site.yaml", "title: Other\nbase_url: https://www.example.org/\n"),
    ];
    for (path, text) in changes {
        site.write(path, text);
        is_made_anew(&site, path);
    }
    site.page("care.md", "Care", "Other words on GVHD.\n");
    is_made_anew(&site, "an article");
    site.term("gvhd", "term: GVHD\nshort: Another.", "It is another.\n");
    is_made_anew(&site, "a term");
    // What an address was lost with is told once, by a build that is not known again.
    site.remove("site-content/new.txt");
    let (ran, is_known) = build(&site, &[]);
    assert!(!is_known && ran.stdout.contains("new.txt"), "{ran}");
    is_made_anew(&site, "a file that is gone");
    let (from, to) =
        (site.path("site-content/scan.svg"), site.path("site-content/b.svg"));
    fs::rename(from, to).unwrap();
    build(&site, &[]);
    is_made_anew(&site, "a file of another name");
}

#[test]
fn what_is_asked_for_is_a_part_of_it() {
    let site = site();
    build(&site, &[]);
    for more in [
        &["--drafts"][..],
        &["--future"],
        &["--base-url", "https://other.example/"],
        &["--as-of", "2030-01-31"],
        &["--force"],
    ] {
        let (ran, is_known) = build(&site, more);
        assert!(!is_known, "{more:?}: {ran}");
        is_made_anew(&site, "after another one");
    }
    // The site has a warning, which stops this build.
    let (ran, is_known) = build(&site, &["--deny", "warnings"]);
    assert!(!is_known && ran.code == 1, "{ran}");
    let mut next_day = site.command(&["build", "--verbose", "--cache", "cache"]);
    next_day.env("SOURCE_DATE_EPOCH", "2000000000");
    build(&site, &[]);
    let ran = Ran::new(next_day.output().unwrap());
    assert!(ran.stderr.contains("rendering"), "{ran}");
}

#[test]
fn an_output_that_is_not_as_it_was_left_is_mended() {
    let site = site();
    build(&site, &[]);
    let page = site.path("output/care/index.html");
    let text = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    is_made_anew(&site, "a page that is gone");
    assert_eq!(fs::read(&page).unwrap(), text);
    fs::write(&page, "cut").unwrap();
    is_made_anew(&site, "a page that was cut");
    assert_eq!(fs::read(&page).unwrap(), text);
    // Whoever copies a folder, or checks it out, gives the manifest another number.
    let manifest = site.path("output/.engraft.json");
    let noted = fs::read(&manifest).unwrap();
    fs::remove_file(&manifest).unwrap();
    fs::write(&manifest, &noted).unwrap();
    let (ran, is_known) = build(&site, &[]);
    assert!(!is_known, "{ran}");
    fs::write(site.path("output/.engraft.journal"), "engraft\n").unwrap();
    let (ran, is_known) = build(&site, &[]);
    assert!(!is_known, "a build that was interrupted: {ran}");
}

#[test]
fn the_rules_of_a_server_belong_to_it() {
    let site = site();
    site.configure(
        "title: Site\nbase_url: https://www.example.org/\noutput: {servers: [nginx]}\n",
    );
    is_made_anew(&site, "with rules of a server");
    let rules = site.path("output-servers/nginx.conf");
    let text = fs::read(&rules).unwrap();
    fs::remove_file(&rules).unwrap();
    is_made_anew(&site, "without them");
    assert_eq!(fs::read(&rules).unwrap(), text);
}

#[test]
fn a_build_with_errors_is_told_each_time() {
    let site = site();
    build(&site, &[]);
    site.page("care.md", "Care", "[[Nowhere]]\n");
    for _ in 0..2 {
        let (ran, is_known) = build(&site, &[]);
        assert!(!is_known && ran.code == 1, "{ran}");
    }
    site.page("care.md", "Care", "Right again.\n");
    is_made_anew(&site, "mended");
}

/// The record of a site, and the folder that it lies in.
fn records(site: &TestSite) -> Vec<PathBuf> {
    let entries = fs::read_dir(site.path("cache")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_record_that_is_damaged_counts_for_nothing() {
    let site = site();
    build(&site, &[]);
    for bytes in [&b""[..], b"{}", b"\xff\xfe", b"[1, 2"] {
        let [record] = &records(&site)[..] else { panic!("one build, one record") };
        fs::write(record, bytes).unwrap();
        is_made_anew(&site, "a damaged record");
        fs::remove_dir_all(site.path("cache")).unwrap();
        is_made_anew(&site, "without a record");
        fs::remove_dir_all(site.path("cache")).unwrap();
        build(&site, &["--force"]);
        build(&site, &[]);
    }
}

#[test]
fn of_many_records_the_oldest_go() {
    let site = site();
    for number in 0..55 {
        let old = site.path(&format!("cache/{number}.built"));
        fs::create_dir_all(old.parent().unwrap()).unwrap();
        fs::write(&old, "old").unwrap();
    }
    site.write("cache/mine.txt", "not a record");
    build(&site, &[]);
    assert_eq!(records(&site).len(), 51);
    assert!(site.path("cache/mine.txt").is_file());
    let (ran, is_known) = build(&site, &[]);
    assert!(is_known, "{ran}");
}

#[test]
fn nothing_is_kept_unasked_and_nothing_where_it_would_be_published() {
    let site = site();
    for _ in 0..2 {
        let ran = site.run(&["build", "--verbose"]);
        assert!(ran.stderr.contains("rendering"), "{ran}");
    }
    for place in ["output", "output/cache", "site-content/cache", "./output/"] {
        let ran = site.run(&["build", "--cache", place]);
        assert_eq!(ran.code, 2, "{place}: {ran}");
        assert!(ran.stderr.contains("`--cache`"), "{place}: {ran}");
    }
}

#[test]
fn a_folder_that_became_a_link_is_no_longer_what_was_left() {
    let site = site();
    build(&site, &[]);
    let (page, elsewhere) = (site.path("output/care"), site.path("elsewhere"));
    fs::rename(&page, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &page).unwrap();
    let (ran, is_known) = build(&site, &[]);
    assert!(!is_known && ran.code == 2, "{ran}");
}
