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
    for own in [site.root().to_owned(), site.path("site-content")] {
        let same = site.run(&["diff", "--since", own.to_str().unwrap()]);
        assert_eq!(same.code, 2, "{same}");
        assert!(same.stderr.contains("is the site itself"), "{same}");
    }
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

#[test]
fn pages_that_readers_get_or_lose_by_their_status_are_told() {
    let before = site();
    before.article(
        "soon.md",
        "title: Soon\ndescription: It.\npublish_on: 2999-01-01",
        "It.\n",
    );
    let site = site();
    site.article("soon.md", "title: Soon\ndescription: It.", "It.\n");
    let fever = "title: Fever\ndescription: It.\nowner: ward\nstatus: draft";
    site.article("care/fever.md", fever, "Sleep well.\n");
    let ran = site.run(&["diff", "--since", before.root().to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran}");
    let soon = "Soon, soon.md: readers get it now, it was to be published on 2999-01-01";
    assert!(ran.stdout.contains(soon), "{ran}");
    let fever = "Fever, care/fever.md (Ward 4): readers lose it, it is a draft";
    assert!(ran.stdout.contains(fever), "{ran}");
    assert!(ran.stdout.contains("Sleep well."), "a draft is told of as well: {ran}");
    let expired = "title: Soon\ndescription: It.\nexpires_on: 2026-01-01";
    site.article("soon.md", expired, "It.\n");
    let fever = "title: Fever\ndescription: It.\nowner: ward";
    let text = "## At home\n\nCall us at 38 °C. Do not wait.\n\n## Rest\n\nSleep well.\n";
    std::fs::remove_file(site.path("site-content/care/fever.md")).unwrap();
    site.article("care/high.md", &fever.replace("Fever", "High"), text);
    before.article("soon.md", "title: Soon\ndescription: It.", "It.\n");
    let ran = site.run(&["diff", "--since", before.root().to_str().unwrap()]);
    let soon = "Soon, soon.md: readers lose it, it is published until 2026-01-01 only";
    assert!(ran.stdout.contains(soon), "{ran}");
    let moved = "High, care/high.md (Ward 4): it was the file care/fever.md";
    assert!(ran.stdout.contains(moved), "{ran}");
}

#[test]
fn what_cannot_be_compared_is_said_in_the_words_that_were_typed() {
    let site = site();
    site.write("old/note.txt", "nothing\n");
    let ran = site.run(&["diff", "--since", "old"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(!ran.stderr.contains("/engraft-"), "no folder that disappears: {ran}");
    let before = self::site();
    before.write("site-content/site.yaml", "title: [\n");
    let ran = site.run(&["diff", "--since", before.root().to_str().unwrap()]);
    assert!(ran.stderr.contains("the settings of"), "{ran}");
}

#[test]
fn history_answers_with_what_was_the_sites_on_that_day() {
    let site = site();
    let page = ["history", "care/fever.md", "--on", "2026-02-01"];
    let ran = site.run(&page);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("is in no repository of git"), "{ran}");
    git(&site, &["init", "-q", "-b", "main"]);
    let ran = site.run(&page);
    assert!(ran.stderr.contains("has no commit yet"), "{ran}");
    git(&site, &["add", "."]);
    git(&site, &["commit", "-qm", "one"]);
    git(&site, &["checkout", "-qb", "side"]);
    change(&site);
    git(&site, &["commit", "-qam", "two"]);
    git(&site, &["checkout", "-q", "main"]);
    site.write("note.txt", "x");
    git(&site, &["add", "."]);
    git(&site, &["commit", "-qm", "three"]);
    let merge = Command::new("git")
        .arg("-C")
        .arg(site.root())
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org"])
        .args(["merge", "-q", "--no-ff", "-m", "four", "side"])
        .env("GIT_AUTHOR_DATE", "2026-03-01T12:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-03-01T12:00:00Z")
        .status();
    assert!(merge.unwrap().success());
    let ran = site.run(&page);
    assert!(ran.stdout.contains("38 °C"), "it was merged in March: {ran}");
    let ran = site.run(&["history", "care/fever.md", "--on", "2026-03-02"]);
    assert!(ran.stdout.contains("39 °C"), "{ran}");
    let ran = site.run(&["history", "care/fever.md", "--on", "2999-01-01"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("is still to come"), "{ran}");
    let ran = site.run(&["history", "care/gone.md", "--on", "2026-03-02"]);
    let command = "git log --follow --name-only -- site-content/care/gone.md";
    assert!(ran.stderr.contains(command), "{ran}");
    git(&site, &["branch", "old"]);
    site.write("old/site-content/index.md", "---\ntitle: Old\n---\n\nOld.\n");
    let ran = site.run(&["diff", "--since", "old"]);
    assert!(ran.stderr.contains("`old` is a folder and a revision of git"), "{ran}");
}
