//! The command line as people and scripts meet it: exit codes, what goes where.

use std::fs;

use crate::harness::{Ran, TestSite, engraft};

#[test]
fn help_goes_to_standard_output_and_names_every_command() {
    let ran = Ran::new(engraft().arg("--help").output().unwrap());
    assert_eq!(ran.code, 0);
    for command in [
        "init",
        "new",
        "build",
        "check",
        "glossary",
        "explain",
        "list",
        "mv",
        "ids",
        "completions",
    ] {
        assert!(ran.stdout.contains(command), "no {command} in\n{ran}");
    }
}

#[test]
fn wrong_use_ends_with_two() {
    let site = TestSite::new();
    for arguments in [
        &["biuld"][..],
        &["build", "--as-of", "tomorrow"],
        &["check", "--format", "poetry"],
        &["explain", "no-such-rule"],
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}:\n{ran}");
        assert!(ran.stdout.is_empty(), "{arguments:?}:\n{ran}");
        assert!(!ran.stderr.is_empty(), "{arguments:?}:\n{ran}");
    }
}

#[test]
fn a_folder_that_holds_no_site_is_wrong_use() {
    let site = TestSite::empty();
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("site-content"), "{ran}");
    assert!(!site.path("output").exists());
}

#[test]
fn check_writes_nothing() {
    let site = TestSite::new();
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(!site.path("output").exists());
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let site = TestSite::new();
    site.write("site-content/a.md", "---\ntitle: A\ndescripton: B\n---\n\nText.\n");
    assert_eq!(site.run(&["check"]).code, 0);
    assert_eq!(site.run(&["check", "--deny", "warnings"]).code, 1);
    assert_eq!(site.run(&["-q", "check", "--deny", "warnings"]).code, 1);
    assert_eq!(site.run(&["build", "--deny", "warnings"]).code, 1);
    assert!(!site.path("output").exists(), "denied warnings publish nothing");
}

#[test]
fn the_site_sets_the_severity_of_a_rule() {
    let site = TestSite::new();
    site.write("site-content/a.md", "---\ntitle: A\ndescripton: B\n---\n\nText.\n");
    let configuration = |severity: &str| {
        format!(
            "title: T\nbase_url: https://www.example.org/\nrules: {{unknown-key: {severity}}}\n"
        )
    };
    for (severity, code, findings) in [("error", 1, 1), ("note", 0, 1), ("off", 0, 0)] {
        site.configure(configuration(severity));
        let ran = site.run(&["check", "--format", "json"]);
        assert_eq!(ran.code, code, "{severity}:\n{ran}");
        let of_rule = ran.findings();
        let of_rule = of_rule.iter().filter(|found| found["rule"] == "unknown-key");
        assert_eq!(of_rule.count(), findings, "{severity}:\n{ran}");
    }
}

#[test]
fn a_finding_for_people_names_rule_place_and_remedy() {
    let site = TestSite::new();
    site.write("site-content/a.md", "---\ntitle: A\n---\n\nSee [[Hmoe]].\n");
    let ran = site.run(&["check"]);
    for part in ["broken-cross-link", "site-content/a.md:5:7", "See [[Hmoe]]", "Home"] {
        assert!(ran.stdout.contains(part), "no `{part}` in\n{ran}");
    }
    let ran = site.run(&["check", "--format", "github"]);
    assert!(ran.stdout.contains("::error file=site-content/a.md,line=5"), "{ran}");
}

#[test]
fn every_rule_is_explained_by_name_and_code() {
    let list = Ran::new(engraft().arg("explain").output().unwrap());
    assert_eq!(list.code, 0);
    for rule in engraft::build::rules() {
        assert!(list.stdout.contains(rule.name), "{} is not listed", rule.name);
        for key in [rule.name, rule.code] {
            let ran = Ran::new(engraft().args(["explain", key]).output().unwrap());
            assert_eq!(ran.code, 0, "{ran}");
            assert!(
                ran.stdout.contains(rule.name) && ran.stdout.contains(rule.code),
                "{ran}"
            );
        }
    }
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let ran = Ran::new(engraft().args(["explain", "broken-crosslink"]).output().unwrap());
    assert!(ran.stderr.contains("broken-cross-link"), "{ran}");
}

#[test]
fn completions_are_made_for_the_common_shells() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = Ran::new(engraft().args(["completions", shell]).output().unwrap());
        assert_eq!(ran.code, 0, "{ran}");
        assert!(ran.stdout.contains("engraft"), "{ran}");
    }
}

#[test]
fn a_new_site_builds_without_an_error() {
    let site = TestSite::empty();
    let ran = site.run(&["init"]);
    assert_eq!(ran.code, 0, "{ran}");
    site.build();
    assert!(site.path("output/index.html").exists());
    let ran = site.run(&["init"]);
    assert_eq!(ran.code, 2, "a site that is there is not overwritten:\n{ran}");
}

#[test]
fn new_articles_and_terms_are_well_formed() {
    let site = TestSite::new();
    for arguments in
        [&["new", "article", "care/mouth"][..], &["new", "term", "stem cell"]]
    {
        let ran = site.run(arguments);
        assert_eq!(ran.code, 0, "{ran}");
    }
    let article = fs::read_to_string(site.path("site-content/care/mouth.md")).unwrap();
    assert!(article.contains("title:"), "{article}");
    assert!(site.path("site-content/glossary/stem-cell.md").exists());
    let ran = site.run(&["check", "--drafts"]);
    assert_eq!(ran.code, 0, "{ran}");
    let ran = site.run(&["new", "article", "care/mouth"]);
    assert_eq!(ran.code, 2, "a file that is there is not overwritten:\n{ran}");
    let ran = site.run(&["new", "article", "../outside"]);
    assert_eq!(ran.code, 2, "{ran}");
}

#[test]
fn the_address_can_be_given_on_the_command_line() {
    let site = TestSite::new();
    let ran = site.run(&["build", "--base-url", "https://preview.example.net/branch/"]);
    assert_eq!(ran.code, 0, "{ran}");
    let home = site.published("index.html");
    assert!(home.contains("https://preview.example.net/branch/"), "{home}");
}

#[test]
fn drafts_are_published_only_when_asked_for() {
    let site = TestSite::new();
    site.write(
        "site-content/draft.md",
        "---\ntitle: Secret title\nstatus: draft\n---\n\nSecret text.\n",
    );
    site.build();
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("Secret"), "{path} gives the draft away");
    }
    let ran = site.run(&["build", "--drafts"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.published("draft/index.html").contains("Secret text"));
}
