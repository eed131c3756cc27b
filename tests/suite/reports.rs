//! The report of a check: of any size, of a part of the site, from any folder of it; and what
//! is told of commands that are typed wrong.

use crate::harness::{Ran, TestSite, engraft};
use crate::preview::Preview;

/// A site in which one rule finds far more than somebody can read, and another finds little.
fn large() -> TestSite {
    let site = TestSite::new();
    for number in 0..40 {
        let words =
            format!("[[Nothing {number}]] and [x](http://h{number}.example.org/)\n");
        site.page(&format!("care/{number}.md"), &format!("Page {number}"), &words);
    }
    site.article("care/late.md", "title: Late\nowner: ward-4", "Words.\n");
    site.write("site-content/data/people.yaml", "ward-4: {name: Ward 4}\n");
    site
}

/// Lines of a report that are the heads of findings of a rule.
fn heads(ran: &Ran, rule: &str) -> usize {
    ran.stdout.matches(&format!("[{rule}]: ")).count()
}

fn last(ran: &Ran) -> &str {
    ran.stdout.trim_end().lines().last().unwrap()
}

#[test]
fn a_large_report_begins_with_counts_and_ends_with_what_to_do() {
    let site = large();
    let ran = site.run(&["check"]);
    let first: Vec<&str> = ran.stdout.lines().take(3).collect();
    let expected = [
        "  error    40  broken-cross-link",
        "  warning  42  missing-review",
        "  warning  40  http-link",
    ];
    assert_eq!(first, expected, "{ran}");
    assert_eq!(heads(&ran, "broken-cross-link"), 5, "{ran}");
    assert_eq!(heads(&ran, "http-link"), 5, "{ran}");
    assert_eq!(heads(&ran, "missing-description"), 1, "no rule is hidden:\n{ran}");
    let error = ran.stdout.rfind("error[").unwrap();
    assert!(error < ran.stdout.find("warning[").unwrap(), "{ran}");
    let left = "  35  broken-cross-link  engraft check --only broken-cross-link --all\n";
    assert!(ran.stdout.contains(left), "{ran}");
    assert!(last(&ran).starts_with("first: "), "{ran}");
}

#[test]
fn more_is_shown_to_those_who_ask_for_it() {
    let site = large();
    let all = site.run(&["check", "--all"]);
    assert_eq!(heads(&all, "broken-cross-link") + heads(&all, "http-link"), 80, "{all}");
    let only = site.run(&["check", "--only", "broken-cross-link"]);
    assert_eq!(heads(&only, "broken-cross-link"), 40, "{only}");
    let some = site.run(&["check", "--max", "12"]);
    let shown = some.stdout.matches("]: ").count();
    assert_eq!(shown, 12, "{some}");
    assert!(heads(&some, "http-link") > 0, "{some}");
    let json = site.run(&["check", "--format", "json"]);
    assert!(json.findings().len() > 80, "JSON is whole:\n{json}");
}

#[test]
fn a_summary_counts_by_rule_folder_and_owner() {
    let site = large();
    let ran = site.run(&["check", "--summary"]);
    assert_eq!(heads(&ran, "http-link"), 0, "{ran}");
    for part in
        ["by rule\n", "by folder\n", "by owner\n", "  site-content/care/\n", "  ward-4\n"]
    {
        assert!(ran.stdout.contains(part), "no `{part}` in\n{ran}");
    }
    let ran = site.run(&["check", "--summary", "--format", "json"]);
    assert_eq!(ran.code, 2, "{ran}");
}

#[test]
fn pages_that_lack_the_same_are_told_once() {
    let site = TestSite::new();
    for name in ["One", "Two", "Three"] {
        site.article(&format!("{name}.md"), &format!("title: {name}"), "Words.\n");
    }
    let ran = site.run(&["check", "--only", "missing-description"]);
    assert_eq!(heads(&ran, "missing-description"), 1, "{ran}");
    assert!(ran.stdout.contains("the same in 2 more pages:\n"), "{ran}");
}

#[test]
fn a_part_of_the_site_can_be_checked() {
    let site = TestSite::new();
    site.page("care/a.md", "A", "[[Nowhere]]\n");
    site.page("care/more/b.md", "B", "[[Nobody]]\n");
    site.page("carers.md", "C", "[[Nothing]]\n");
    let root = site.root().display().to_string();
    let count = |arguments: &[&str]| {
        let mut whole = vec!["check", "--only", "broken-cross-link", "--format", "json"];
        whole.extend(arguments);
        let ran = site.run(&whole);
        assert!(ran.code < 2, "{arguments:?}:\n{ran}");
        ran.findings().len()
    };
    assert_eq!(count(&[]), 3);
    for (path, expected) in [
        ("care/a.md", 1),
        ("care/a", 1),
        ("site-content/care/a.md", 1),
        ("./site-content/care/a.md", 1),
        ("care", 2),
        ("care/", 2),
        ("site-content", 3),
        (".", 3),
        ("carers.md", 1),
        (&format!("{root}/site-content/care/more"), 1),
    ] {
        // Without `-C` a path is as seen from where it is typed.
        assert_eq!(count(&[path]), expected, "{path}");
    }
    assert_eq!(count(&["care/a.md", "carers.md"]), 2);
    let ran = site.run(&["check", "care/aa.md"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("`care/aa.md`"), "{ran}");
    assert!(ran.stderr.contains("did you mean `site-content/care/a.md`?"), "{ran}");
    // The same name in another folder is meant, rather than another name in this one.
    for (typed, meant) in
        [("a.md", "site-content/care/a.md"), ("More", "site-content/care/more")]
    {
        let ran = site.run(&["check", typed]);
        assert!(ran.stderr.contains(&format!("did you mean `{meant}`?")), "{ran}");
    }
    let ran = site.run(&["check", "/"]);
    assert_eq!(ran.code, 2, "{ran}");
}

#[test]
fn the_site_is_found_from_any_folder_of_it() {
    let site = TestSite::new();
    site.page("care/a.md", "A", "[[Nowhere]]\n");
    site.page("care/b.md", "B", "[A](a.md)\n");
    site.page("site-content/c.md", "C", "A section with this name.\n");
    let run = |folder: &str, arguments: &[&str]| {
        let mut command = engraft();
        command.current_dir(site.path(folder)).args(arguments);
        Ran::new(command.output().unwrap())
    };
    for folder in [".", "site-content", "site-content/care", "site-content/site-content"]
    {
        let ran = run(folder, &["check", "--format", "json"]);
        assert_eq!(ran.code, 1, "{folder}:\n{ran}");
        let ran =
            run(folder, &["check", "--only", "broken-cross-link", "--format", "json"]);
        assert_eq!(ran.findings().len(), 1, "{folder}:\n{ran}");
    }
    let ran = run("site-content/care", &["check", "b.md"]);
    assert_eq!(ran.code, 0, "{ran}");
    let ran = run("site-content/care", &["check", "a.md"]);
    assert_eq!(ran.code, 1, "{ran}");
    let ran = run("site-content/care", &["list", "pages"]);
    assert!(ran.stdout.contains("4 pages"), "{ran}");
    site.page("care/a.md", "A", "Mended.\n");
    site.remove("site-content/site-content/c.md");
    let ran = run("site-content/care", &["mv", "a.md", "moved.md"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.path("site-content/care/moved.md").exists(), "{ran}");
    let ran = run("site-content", &["build"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.path("output/care/moved/index.html").exists(), "{ran}");
    let ran = run("output", &["check"]);
    assert_eq!(ran.code, 0, "{ran}");
}

#[test]
fn a_command_that_is_typed_wrong_names_the_one_that_was_meant() {
    let site = TestSite::new();
    for (arguments, told, help) in [
        (&["publish"][..], "there is no command `publish`", "`engraft build`"),
        (&["eject", "templates/footer.html"], "`eject`", "`engraft theme eject`"),
        (
            &["theme", "eject", "templates/footer.html"],
            "templates/footer.html",
            "templates/base.html",
        ),
        (
            &["theme", "eject", "templates/foter.html"],
            "templates/foter.html",
            "templates/base.html",
        ),
        (&["build", "index.md"], "no use for `index.md`", "engraft check index.md"),
        (&["list", "orphan"], "`orphan`", "`engraft list orphans`"),
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains(told) && ran.stderr.contains(help), "{ran}");
    }
}

#[test]
fn a_preview_names_an_error_that_came_and_one_that_went() {
    let site = TestSite::new();
    let preview = Preview::of(&site, &[]);
    site.page("a.md", "A", "Words.\n\n[[Nowhere]]\n");
    preview.says(0, "; new error: site-content/a.md:8: broken-cross-link: ");
    site.page("a.md", "A", "Words.\n");
    preview.says(0, "; mended: site-content/a.md:8: broken-cross-link: ");
}

#[test]
fn the_home_page_is_called_like_the_site_unless_it_says_otherwise() {
    let site = TestSite::new();
    site.configure("title: Ward 4\nbase_url: https://www.example.org/\n");
    site.write("site-content/index.md", "---\ndescription: Home.\n---\nWelcome.\n");
    site.page("care/a.md", "A", "Words.\n");
    assert_eq!(site.findings_of("missing-title").len(), 0);
    site.build();
    assert!(site.published("index.html").contains("<h1>Ward 4</h1>"));
    let way = site.published("care/a/index.html");
    assert!(way.contains(">Ward 4</a></li>"), "{way}");
    site.page("index.md", "Welcome", "Words.\n");
    site.build();
    assert!(site.published("index.html").contains("<h1>Welcome</h1>"));
    site.configure("base_url: https://www.example.org/\n");
    site.write("site-content/index.md", "---\ndescription: Home.\n---\nWelcome.\n");
    assert_eq!(site.findings_of("missing-title").len(), 1);
}
