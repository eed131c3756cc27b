//! `engraft diff` and `engraft history`: what changed as sentences, with git and without.

use std::process::Command;

use crate::harness::TestSite;

fn site() -> TestSite {
    let site = TestSite::new();
    site.write("site-content/data/people.yaml", "ward: {name: Ward 4, team: yes}\n");
    site.article(
        "care/fever.md",
        "title: Fever\ndescription: It.\nowner: ward",
        "## At home\n\nCall us at 38 °C. Do not wait.\n\n## Rest\n\nSleep well.\n",
    );
    site
}

fn change(site: &TestSite) {
    site.article(
        "care/fever.md",
        "title: Fever\ndescription: It.\nowner: ward",
        "## At home\n\nCall us at 39 °C. Do wait. Sleep well.\n\n## Rest\n",
    );
}

fn git(site: &TestSite, arguments: &[&str]) {
    let ran = Command::new("git")
        .arg("-C")
        .arg(site.root())
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", "2026-01-31T12:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-31T12:00:00Z")
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn two_folders_are_compared_without_git() {
    let before = site();
    let site = site();
    change(&site);
    let folder = before.path("site-content");
    let ran = site.run(&["diff", "--since", folder.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran}");
    let mut at = 0;
    for words in [
        "Ward 4: 1",
        "[-not-] (Fever, At home)",
        "[-38-] {+39+} °C (Fever, At home)",
        "Fever, care/fever.md (Ward 4)",
        "Call us at [-38-] {+39+} °C.",
        "Do [-not-] wait.",
        "moved from “Rest”: Sleep well.",
    ] {
        let found = ran.stdout[at..].find(words);
        at += found.unwrap_or_else(|| panic!("{words} in\n{}", ran.stdout));
    }
    let same = site.run(&["diff", "--since", site.root().to_str().unwrap()]);
    assert!(same.stdout.contains("nothing that a reader sees"), "{same}");
}

#[test]
fn a_revision_is_compared_and_no_program_of_the_repository_runs() {
    let site = site();
    git(&site, &["init", "-q"]);
    let trap = site.path("ran");
    for setting in ["core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv"] {
        git(&site, &["config", setting, &format!("touch {}", trap.display())]);
    }
    site.write(".gitattributes", "*.md diff=x\n");
    git(&site, &["-c", "core.fsmonitor=false", "add", "."]);
    git(&site, &["-c", "core.fsmonitor=false", "commit", "-qm", "one"]);
    change(&site);
    let _not_there = std::fs::remove_file(&trap);
    let ran = site.run(&["diff", "--since", "HEAD", "--format", "markdown"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("- Call us at ~~38~~ **39** °C."), "{ran}");
    let page = site.run(&["diff", "--since", "HEAD", "--format", "html"]);
    assert!(page.stdout.contains("<del>38</del> <ins>39</ins>"), "{page}");
    let history = site.run(&["history", "care/fever.md", "--on", "2026-02-01"]);
    assert_eq!(history.code, 0, "{history}");
    assert!(history.stdout.contains("Call us at 38 °C. Do not wait."), "{history}");
    assert!(!trap.exists(), "a program of the repository ran");
    for revision in ["--output=x", "no-such-thing", "HEAD:care"] {
        let since = format!("--since={revision}");
        let ran = site.run(&["diff", &since]);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains("is no revision of git and no folder"), "{ran}");
    }
    let early = site.run(&["history", "care/fever.md", "--on", "2020-01-01"]);
    assert_eq!(early.code, 2, "{early}");
}

#[test]
fn a_site_with_errors_is_compared_all_the_same() {
    let before = site();
    let site = site();
    change(&site);
    site.page("broken.md", "Broken", "See [[Nothing like this]] at 5 pm.\n");
    let ran = site.run(&["diff", "--since", before.root().to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("Broken, broken.md: new"), "{ran}");
}
