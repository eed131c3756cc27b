//! The preview follows what happens to the files, however it happens.

use std::fs;
use std::process::Command;

use crate::harness::{TestSite, files_below};
use crate::preview::Preview;

/// All pages have one title, which would be an error.
const CONFIG: &str = "title: Ward\nbase_url: https://www.example/\nrules:\n  \
    duplicate-name: off\n";

/// How many pages the bulk changes are of.
const MANY: usize = 60;
/// How many quick saves there are, and how many at a time.
const SAVES: usize = 1_000;
const BURST: usize = 20;

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure(CONFIG);
    for number in 0..4 {
        site.page(&format!("a/p{number}.md"), "Page", "The start.\n");
    }
    site
}

fn text(words: &str) -> String {
    format!("---\ntitle: Page\n---\n\n{words}\n")
}

#[test]
fn every_way_of_saving_is_seen() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let path = site.path("site-content/a/p1.md");
    let beside = |name: &str| path.with_file_name(name);

    fs::write(&path, text("written in place")).unwrap();
    preview.shows("/a/p1/", "written in place");

    fs::write(beside(".p1.md.new"), text("renamed over")).unwrap();
    fs::rename(beside(".p1.md.new"), &path).unwrap();
    preview.shows("/a/p1/", "renamed over");

    fs::write(beside(".p1.md.swp"), "x").unwrap();
    fs::rename(&path, beside("p1.md~")).unwrap();
    fs::write(&path, text("with a backup")).unwrap();
    fs::remove_file(beside("p1.md~")).unwrap();
    fs::remove_file(beside(".p1.md.swp")).unwrap();
    preview.shows("/a/p1/", "with a backup");

    fs::remove_file(&path).unwrap();
    preview.loses("/a/p1/");
    fs::write(&path, text("made again")).unwrap();
    preview.shows("/a/p1/", "made again");

    let old = fs::File::options().append(true).open(&path).unwrap();
    fs::write(&path, "").unwrap();
    drop(old);
    fs::write(&path, text("emptied first")).unwrap();
    preview.shows("/a/p1/", "emptied first");
}

#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let site = site();
    let path = site.path("site-content/a/p1.md");
    let settle = |words: &str| {
        fs::write(&path, text(words)).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    };
    for arguments in [&[][..], &["--poll"]] {
        settle("one word");
        let preview = Preview::of(&site, arguments);
        preview.shows("/a/p1/", "one word");
        for words in ["two wins", "six sins"] {
            settle(words);
            preview.shows("/a/p1/", words);
        }
    }
}

#[test]
fn a_change_of_many_files_is_seen_whole() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for number in 0..MANY {
        site.write(&format!("site-content/new/b{number}/c/d.md"), text("deep"));
    }
    for number in 0..MANY {
        preview.shows(&format!("/new/b{number}/c/d/"), "deep");
    }
    for number in 0..MANY {
        site.write(&format!("site-content/new/b{number}/c/d.md"), text("all at once"));
    }
    for number in 0..MANY {
        preview.shows(&format!("/new/b{number}/c/d/"), "all at once");
    }
}

#[test]
fn folders_move_go_and_come_back() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    fs::rename(site.path("site-content/a"), site.path("site-content/b")).unwrap();
    preview.shows("/b/p1/", "The start.");
    preview.loses("/a/p1/");
    site.write("site-content/b/p1.md", text("in the moved folder"));
    preview.shows("/b/p1/", "in the moved folder");
    fs::remove_dir_all(site.path("site-content/b")).unwrap();
    preview.loses("/b/p1/");
    site.write("site-content/b/p1.md", text("back again"));
    preview.shows("/b/p1/", "back again");
}

#[test]
fn the_content_folder_may_go_and_come_back() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    fs::rename(site.path("site-content"), site.path("aside")).unwrap();
    // Nothing can be built; what was shown is shown still.
    assert_eq!(preview.get("/a/p1/").status, 200);
    site.write("aside/a/p1.md", text("changed while away"));
    fs::rename(site.path("aside"), site.path("site-content")).unwrap();
    preview.shows("/a/p1/", "changed while away");
    site.write("site-content/a/p1.md", text("changed after the return"));
    preview.shows("/a/p1/", "changed after the return");

    fs::remove_dir_all(site.path("site-content")).unwrap();
    site.write("site-content/a/p1.md", text("another folder of that name"));
    preview.shows("/a/p1/", "another folder of that name");
    site.write("site-content/a/p1.md", text("and a change in it"));
    preview.shows("/a/p1/", "and a change in it");
}

#[test]
fn a_theme_that_comes_later_is_seen() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    site.write(
        "themes/default/templates/article.html",
        "{% extends \"default/article.html\" %}{% block header %}\
            <header>The ward's own template</header>{% endblock %}",
    );
    preview.shows("/a/p1/", "The ward's own template");
    fs::remove_dir_all(site.path("themes")).unwrap();
    preview.until("/a/p1/", "as before", |page| {
        page.text().contains("The start.") && !page.text().contains("own template")
    });
}

#[test]
fn a_broken_save_leaves_the_last_good_page() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for (path, broken, mended) in [
        ("site-content/a/p2.md", "---\ntitle: [\n---\nx\n".to_owned(), text("mended")),
        ("site-content/a/p2.md", text("[[Nowhere]]"), text("mended link")),
        ("site-content/site.yaml", "title: [\n".to_owned(), CONFIG.to_owned()),
        ("themes/default/templates/article.html", "{% if %}".to_owned(), String::new()),
    ] {
        assert_held_back(&site, &preview, (path, &broken, &mended), &[]);
    }
}

#[test]
fn a_broken_layout_is_held_back_from_a_site_with_other_errors() {
    let site = site();
    site.write("site-content/a/p2.md", text("[[Nowhere]]"));
    let preview = Preview::of(&site, &[]);
    for (path, broken, mended) in [
        ("site-content/site.yaml", "title: [\n", CONFIG),
        ("themes/default/templates/article.html", "{% if %}", ""),
    ] {
        let others = ["site-content/a/p2.md".to_owned()];
        assert_held_back(&site, &preview, (path, broken, mended), &others);
    }
}

/// Breaks a file and mends it (or removes it, where nothing mends it): in between the last
/// good page is shown, with the finding over it; then only the `others` lie over it.
fn assert_held_back(
    site: &TestSite,
    preview: &Preview,
    (path, broken, mended): (&str, &str, &str),
    others: &[String],
) {
    let good = preview.get("/a/p1/");
    let before = preview.said().len();
    site.write(path, broken);
    preview.says(before, "the last good pages are shown");
    let kept = preview.get("/a/p1/");
    assert_eq!((kept.status, kept.body), (200, good.body), "{path}");
    let (is_held_back, files) = laid_over(preview, "/a/p1/");
    assert!(is_held_back && files.first().is_some_and(|first| first == path));
    if mended.is_empty() {
        site.remove(path);
    } else {
        site.write(path, mended);
    }
    site.write("site-content/a/p3.md", text(&format!("after {before}")));
    preview.shows("/a/p3/", &format!("after {before}"));
    assert_eq!(laid_over(preview, "/a/p1/"), (false, others.to_vec()));
}

/// Whether an older build is shown, and the files of the errors that are laid over a page.
fn laid_over(preview: &Preview, page: &str) -> (bool, Vec<String>) {
    let state = preview.get(&format!("/__engraft/state?path={page}")).text();
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    let errors = state["errors"].as_array().unwrap().iter();
    let files = errors.map(|error| error["place"]["file"].as_str().unwrap().to_owned());
    (state["is_held_back"].as_bool().unwrap(), files.collect())
}

#[test]
fn a_site_that_is_broken_from_the_start_is_shown_as_far_as_it_goes() {
    let site = site();
    site.write("site-content/a/p2.md", text("[[Nowhere]]"));
    let preview = Preview::of(&site, &[]);
    preview.shows("/a/p1/", "The start.");
    site.write("site-content/a/p1.md", text("goes on"));
    preview.shows("/a/p1/", "goes on");
}

#[test]
fn files_can_be_looked_at_instead() {
    let site = site();
    let preview = Preview::of(&site, &["--poll"]);
    site.write("site-content/a/p1.md", text("seen by looking"));
    preview.shows("/a/p1/", "seen by looking");
    site.remove("site-content/a/p2.md");
    preview.loses("/a/p2/");
}

#[test]
fn a_thousand_quick_saves_end_as_a_clean_build_does() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut early = 0;
    for burst in 0..SAVES / BURST {
        for number in burst * BURST..(burst + 1) * BURST {
            let words = format!("Save {number}.\n\n{}", "A long text.\n\n".repeat(2_000));
            site.write(&format!("site-content/a/p{}.md", number % 4), text(&words));
        }
        let last = (burst + 1) * BURST - 1;
        preview.shows(&format!("/a/p{}/", last % 4), &format!("Save {last}."));
        if burst == SAVES / BURST / 5 {
            early = preview.memory();
        }
    }
    let late = preview.memory();
    // Kept versions of these pages would be a hundred megabytes.
    assert!(late < early + 30, "{early} MiB, then {late} MiB");
    assert_eq!(site.run(&["build"]).code, 0);
    let files = files_below(&site.path("output"));
    let finished = Preview::of(&site, &["--built"]);
    for path in files.keys().filter(|path| !path.starts_with('.')) {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let (live, built) = (preview.get(&address).text(), finished.get(&address).text());
        let is_own = |line: &&str| !line.contains("/__engraft/");
        let live: Vec<&str> = live.lines().filter(is_own).collect();
        assert_eq!(live, built.lines().collect::<Vec<_>>(), "{address}");
    }
}

#[test]
fn a_checkout_is_seen() {
    let site = site();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(site.root()).args([
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@x",
        ]);
        let ran = git.args(arguments).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q", "-b", "one"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    git(&["checkout", "-qb", "two"]);
    for number in 0..MANY {
        site.write(&format!("site-content/c/d{number}.md"), text("on the other branch"));
    }
    git(&["add", "."]);
    git(&["commit", "-qm", "two"]);
    let preview = Preview::of(&site, &[]);
    assert_eq!(preview.get("/c/d7/").status, 200);
    git(&["checkout", "-q", "one"]);
    preview.loses("/c/d7/");
    git(&["checkout", "-q", "two"]);
    for number in 0..MANY {
        preview.shows(&format!("/c/d{number}/"), "on the other branch");
    }
}
