//! `engraft mv`: what moves, what is written anew, what is refused.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{TestSite, files_below, repository};

/// A site with a link of each form, to `care/mouth.md` and from it.
fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Test Hospital\nbase_url: https://www.example.org/patients/\n\
         languages: [en, cy]\nbrand: {logo: 'care/logo.svg', links: [{title: Mouth, target: care/mouth.md}]}\n\
         navigation:\n  order: [care, \"after\"]\n",
    );
    site.page("care/index.md", "Care", "See [mouth](mouth.md) and [this](./).\n");
    site.write("site-content/care/mouth.md", MOUTH);
    site.page("care/mouth.cy.md", "Ceg", "Gweler [hwn](mouth.md) a [[Mouth]].\n");
    site.write("site-content/care/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    site.page("after/index.md", "After", "Go [back](../care/).\n");
    site.write("site-content/links.md", LINKS);
    site.write(
        "site-content/_snippets/call.md",
        "Call us, see [mouth](../care/mouth.md#signs).\n",
    );
    site.write(
        "site-content/glossary/ulcer.md",
        "---\nterm: Ulcer\narticle: care/mouth.md\nsee_also: [canker]\n---\nA [sore](../care/mouth.md).\n",
    );
    site.write(
        "site-content/glossary/canker.md",
        "---\nterm: Canker sore\n---\nA sore.\n",
    );
    site
}

const MOUTH: &str = "---\ntitle: Mouth\ndescription: About it.\naliases: [lips]\n---\n\n\
    ## Signs\n\n[Care](index.md), [home](/index.md), ![logo](logo.svg), ![[../_snippets/call.md]]\n\n\
    [here](#signs) <a href=\"../after/\">after</a> [[Care]] [[/links.md|links]]\n";

const LINKS: &str = "---\ntitle: Links\ndescription: All forms.\nrelated:\n  - \"care/mouth.md\" # why\n  - 'Care'\n\
    superseded_by: ./care/mouth\n---\n\n\
    [a](care/mouth.md) [b](./care/mouth.md#signs \"t\") [c](</care/mouth.md>) [d](/care/mouth/#signs)\n\
    [e](care/mouth) [[care/mouth.md]] [[/care/mouth.md#signs|f]] [[Mouth]] [[lips|g]]\n\n\
    | a | b |\n|---|---|\n| [[care/mouth.md\\|x]] | [y](care/mouth.md?q=1#signs) |\n\n\
    [ref] and [again][ref], ![logo](care/logo.svg \"A logo\") ![[care/logo.svg|A logo]]\n\n\
    <a href='care/mouth.md#signs'>raw</a> <img src=care/logo.svg alt=x>\n\n\
    ![[_snippets/call.md]]\n\n`[code](care/mouth.md)`\n\n[ref]: care/mouth.md 'Title'\n";

/// Every file of the content with its bytes.
fn content(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    files_below(&site.path("site-content"))
}

fn text(site: &TestSite, path: &str) -> String {
    fs::read_to_string(site.path("site-content").join(path)).unwrap_or_default()
}

/// Moves, and expects a site that is as clean as before.
fn moved(site: &TestSite, old: &str, new: &str) -> String {
    let before = site.run(&["check", "--format", "json"]);
    let ran = site.run(&["mv", old, new]);
    assert_eq!(ran.code, 0, "mv {old} {new}:\n{ran}");
    let after = site.run(&["check", "--format", "json"]);
    assert_eq!(after.code, before.code, "{after}");
    let rules = |ran: &crate::harness::Ran| {
        let mut rules: Vec<String> =
            ran.findings().iter().map(|finding| finding["rule"].to_string()).collect();
        rules.sort();
        rules
    };
    assert_eq!(rules(&after), rules(&before), "{after}");
    let left: Vec<String> =
        content(site).into_keys().filter(|name| name.contains("engraft")).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    ran.stdout
}

#[test]
fn an_article_moves_with_its_translations_and_every_form_of_link_is_kept() {
    let site = site();
    let told = moved(&site, "care/mouth", "after/sore mouth");
    assert!(told.contains("moved site-content/care/mouth.cy.md"), "{told}");
    assert!(told.contains("/care/mouth/ leads to /after/sore-mouth/"), "{told}");
    let links = text(&site, "links.md");
    for (old, new) in [
        ("\"care/mouth.md\" # why", "\"after/sore mouth.md\" # why"),
        ("superseded_by: ./care/mouth\n", "superseded_by: \"./after/sore mouth\"\n"),
        ("[a](care/mouth.md)", "[a](after/sore%20mouth.md)"),
        ("[b](./care/mouth.md#signs \"t\")", "[b](./after/sore%20mouth.md#signs \"t\")"),
        ("[c](</care/mouth.md>)", "[c](</after/sore mouth.md>)"),
        ("[d](/care/mouth/#signs)", "[d](/after/sore-mouth/#signs)"),
        ("[e](care/mouth)", "[e](after/sore%20mouth)"),
        ("[[care/mouth.md]]", "[[after/sore mouth.md]]"),
        ("[[/care/mouth.md#signs|f]]", "[[/after/sore mouth.md#signs|f]]"),
        ("[[care/mouth.md\\|x]]", "[[after/sore mouth.md\\|x]]"),
        ("[y](care/mouth.md?q=1#signs)", "[y](after/sore%20mouth.md?q=1#signs)"),
        ("href='care/mouth.md#signs'", "href='after/sore%20mouth.md#signs'"),
        ("[ref]: care/mouth.md 'Title'", "[ref]: after/sore%20mouth.md 'Title'"),
    ] {
        assert!(LINKS.contains(old), "{old}");
        assert!(links.contains(new), "no {new} in\n{links}");
    }
    for kept in ["[[Mouth]] [[lips|g]]", "  - 'Care'\n", "`[code](care/mouth.md)`"] {
        assert!(links.contains(kept), "no {kept} in\n{links}");
    }
    let expected = MOUTH
        .replace("aliases: [lips]\n", "aliases: [lips]\nredirect_from: [/care/mouth/]\n")
        .replace("[Care](index.md)", "[Care](../care/index.md)")
        .replace("](logo.svg)", "](../care/logo.svg)");
    assert_eq!(text(&site, "after/sore mouth.md"), expected);
    let welsh = text(&site, "after/sore mouth.cy.md");
    assert!(welsh.contains("redirect_from: [/cy/care/mouth/]\n"), "{welsh}");
    assert!(welsh.contains("[hwn](sore%20mouth.md)"), "{welsh}");
    assert!(text(&site, "care/index.md").contains("](../after/sore%20mouth.md)"));
    assert!(
        text(&site, "_snippets/call.md").contains("](../after/sore%20mouth.md#signs)")
    );
    assert!(
        text(&site, "glossary/ulcer.md").contains("article: \"after/sore mouth.md\"\n")
    );
    assert!(text(&site, "site.yaml").contains("target: \"after/sore mouth.md\"}"));
    site.build();
    for address in ["care/mouth", "cy/care/mouth"] {
        let page = site.published(&format!("{address}/index.html"));
        assert!(page.contains("after/sore-mouth/"), "{page}");
    }
}

#[test]
fn a_section_moves_with_everything_in_it() {
    let site = site();
    site.write("site-content/care/.notes", "kept");
    moved(&site, "site-content/care/", "after");
    for name in ["index.md", "mouth.md", "mouth.cy.md", "logo.svg", ".notes"] {
        assert!(site.path("site-content/after/care").join(name).exists(), "{name}");
    }
    assert!(!site.path("site-content/care").exists());
    let config = text(&site, "site.yaml");
    assert!(config.contains("logo: 'after/care/logo.svg'"), "{config}");
    assert!(config.contains("order: [after/care, \"after\"]"), "{config}");
    assert!(text(&site, "after/index.md").contains("[back](care/)"));
    // What moves together keeps its links as they are.
    assert!(
        text(&site, "after/care/index.md").contains("[mouth](mouth.md) and [this](./)")
    );
    site.build();
    for old in ["care", "care/mouth", "cy/care/mouth"] {
        let page = site.published(&format!("{old}/index.html"));
        assert!(
            page.contains(&format!("/patients/{}", old.replace("care", "after/care")))
        );
    }
}

#[test]
fn links_to_a_folder_without_a_landing_page_follow_it() {
    let site = TestSite::new();
    site.page("plain things/one.md", "One", "Words.\n");
    site.page("plain things/two.md", "Two", "[here](.) and [up](..)\n");
    site.page(
        "care/links.md",
        "Links",
        "[a](<../plain things/>) [b](../plain%20things) [c](/plain%20things/)\n\
         [d](/plain-things/) [e](<plain things/>)\n",
    );
    moved(&site, "plain things", "care/simple things");
    let links = text(&site, "care/links.md");
    for new in [
        "[a](<simple things/>)",
        "[b](simple%20things)",
        "[c](/care/simple%20things/)",
        "[d](/care/simple-things/)",
        "[e](<care/simple things/>)",
    ] {
        assert!(links.contains(new), "no {new} in\n{links}");
    }
    let inside = text(&site, "care/simple things/two.md");
    assert!(inside.contains("[here](.) and [up](../..)"), "{inside}");
}

#[test]
fn moving_back_leaves_no_redirect_to_the_page_itself() {
    let site = site();
    let before = content(&site);
    moved(&site, "care", "cure");
    moved(&site, "cure", "care");
    let mouth = text(&site, "care/mouth.md");
    assert!(mouth.contains("redirect_from: [/cure/mouth/]\n"), "{mouth}");
    let redirect = |text: &Vec<u8>| {
        let text = String::from_utf8(text.clone()).unwrap();
        text.lines()
            .filter(|line| !line.starts_with("redirect_from"))
            .fold(String::new(), |text, line| text + line + "\n")
    };
    for (path, bytes) in content(&site) {
        // The record of addresses is begun by the first move.
        if let Some(old) = before.get(&path) {
            assert_eq!(redirect(&bytes), redirect(old), "{path}");
        } else {
            assert!(path.ends_with("data/addresses.txt"), "{path}");
        }
    }
}

#[test]
fn a_term_keeps_its_anchor_and_those_that_name_its_file() {
    let site = site();
    moved(&site, "glossary/canker", "glossary/mouth/canker-sore");
    assert!(text(&site, "glossary/ulcer.md").contains("see_also: [canker-sore]"));
    let term = text(&site, "glossary/mouth/canker-sore.md");
    assert!(term.contains("slug: canker\n"), "{term}");
    site.build();
    assert!(site.published("glossary/index.html").contains("id=\"canker\""));
}

#[test]
fn pictures_and_snippets_move_as_well() {
    let site = site();
    moved(&site, "care/logo.svg", "brand/mark");
    assert!(site.path("site-content/brand/mark.svg").exists());
    assert!(text(&site, "site.yaml").contains("logo: 'brand/mark.svg'"));
    let links = text(&site, "links.md");
    for new in [
        "![logo](brand/mark.svg \"A logo\")",
        "![[brand/mark.svg|A logo]]",
        "src=brand/mark.svg alt",
    ] {
        assert!(links.contains(new), "no {new} in\n{links}");
    }
    moved(&site, "_snippets/call.md", "care/_parts/");
    assert!(text(&site, "links.md").contains("![[care/_parts/call.md]]"));
    assert!(text(&site, "care/mouth.md").contains("![[_parts/call.md]]"));
    assert!(text(&site, "care/_parts/call.md").contains("](../mouth.md#signs)"));
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let site = site();
    let marked = format!("\u{feff}{}", LINKS.replace('\n', "\r\n"));
    site.write("site-content/links.md", &marked);
    site.write("site-content/care/mouth.md", MOUTH.replace('\n', "\r\n"));
    moved(&site, "care/mouth.md", "care/lips.md");
    let links = text(&site, "links.md");
    assert!(
        links.starts_with('\u{feff}') && links.contains("[a](care/lips.md)"),
        "{links}"
    );
    let mouth = text(&site, "care/lips.md");
    assert!(mouth.contains("redirect_from: [/care/mouth/]\r\n---\r\n"), "{mouth}");
    for text in [links, mouth] {
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let site = site();
    let before = files_below(site.root());
    let ran = site.run(&["mv", "care/mouth", "after/", "--dry-run"]);
    assert_eq!(ran.code, 0, "{ran}");
    for part in [
        "would move site-content/care/mouth.md to site-content/after/mouth.md\n",
        "rename to site-content/after/mouth.md\n",
        "+++ b/site-content/links.md\n@@ ",
        "-[ref]: care/mouth.md 'Title'\n+[ref]: after/mouth.md 'Title'\n",
        "+redirect_from: [/care/mouth/]\n",
    ] {
        assert!(ran.stdout.contains(part), "no {part} in\n{ran}");
    }
    assert_eq!(files_below(site.root()), before);
}

#[test]
fn what_cannot_be_moved_is_refused_and_all_stays_as_it_was() {
    let site = site();
    site.write("site-content/after/.hidden", "x");
    let before = content(&site);
    for (old, new, word) in [
        ("care/teeth", "after/", "there is no `care/teeth`"),
        ("care/mouth", "links", "already"),
        ("care/logo.svg", "after/.hidden", "no part of the site"),
        ("care", "care/inner", "into itself"),
        ("care/mouth", "../outside", "not a path below"),
        ("care/mouth", "/etc/passwd", "not a path below"),
        ("care/mouth", "care/mouth.md", "there already"),
        ("care/mouth", "Links", "many disks take for"),
        ("care/mouth", "After/mouth", "many disks take for"),
        ("care/mouth", "care/wh?y", "Windows"),
        ("care/mouth", "_snippets/", "a snippet"),
        ("care/mouth", "glossary/mouth", "a glossary term"),
        ("glossary/ulcer", "care/", "an article"),
        ("index.md", "home.md", "home page"),
        ("site.yaml", "care/", "configuration"),
        ("data", "care/", "data"),
        ("glossary", "care/", "glossary"),
        ("site-content", "care/", "stays where it is"),
    ] {
        let ran = site.run(&["mv", old, new]);
        assert_eq!(ran.code, 2, "{old} to {new}:\n{ran}");
        assert!(ran.stderr.contains(word), "{old} to {new}: no {word} in\n{ran}");
        assert_eq!(content(&site), before, "{old} to {new}");
    }
}

#[test]
fn a_file_and_a_folder_of_one_name_are_told_apart() {
    let site = site();
    site.page("care/mouth/teeth.md", "Teeth", "Teeth.\n");
    let ran = site.run(&["mv", "care/mouth", "after/"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("`care/mouth/` or `care/mouth.md`"), "{ran}");
    let ran = site.run(&["mv", "care/mouth/", "after/lips"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(site.path("site-content/after/lips/teeth.md").exists());
    assert!(site.path("site-content/care/mouth.md").exists());
}

#[test]
fn an_address_that_another_page_claims_is_a_finding() {
    let site = site();
    site.write(
        "site-content/other.md",
        "---\ntitle: Other\nredirect_from: [/after/mouth/]\n---\n\nText.\n",
    );
    let before = content(&site);
    let ran = site.run(&["mv", "care/mouth", "after/"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("redirect-shadows-page"), "{ran}");
    assert_eq!(content(&site), before);
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let site = site();
    site.write(
        "site-content/broken.md",
        b"---\ntitle: B\n---\ncaf\xe9 [x](care/mouth.md)\n",
    );
    let before = content(&site);
    let ran = site.run(&["mv", "care/mouth", "after/"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("site-content/broken.md"), "{ran}");
    site.remove("site-content/broken.md");
    site.write("site-content/care/none.md", "No front matter.\n");
    let ran = site.run(&["mv", "care/none", "after/"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("front matter"), "{ran}");
    site.remove("site-content/care/none.md");
    assert_eq!(
        content(&site).keys().collect::<Vec<_>>(),
        before.keys().filter(|name| *name != "broken.md").collect::<Vec<_>>()
    );
}

#[test]
fn sections_of_the_sample_site_move_and_every_old_address_leads_on() {
    let site = TestSite::copy_of(repository());
    let today = ["--as-of", "2026-11-01"];
    let rules = || {
        let ran = site.run(&[&["check", "--format", "json"][..], &today].concat());
        assert_eq!(ran.code, 0, "{ran}");
        let findings = ran.findings();
        let mut rules: Vec<String> =
            findings.iter().map(|finding| finding["rule"].to_string()).collect();
        rules.sort();
        rules
    };
    let build = || {
        let ran = site.run(&[&["build"][..], &today].concat());
        assert_eq!(ran.code, 0, "{ran}");
        let pages =
            site.output().into_keys().filter(|path| path.ends_with("/index.html"));
        pages.collect::<Vec<String>>()
    };
    let (findings, pages) = (rules(), build());
    for (old, new) in [("after/", "during/going-on"), ("types", "kinds/of transplant")] {
        let ran = site.run(&["mv", old, new]);
        assert_eq!(ran.code, 0, "{ran}");
    }
    assert_eq!(rules(), findings);
    let now = build();
    let gone: Vec<&String> = pages.iter().filter(|path| !now.contains(path)).collect();
    assert_eq!(gone, Vec::<&String>::new(), "an old address answers no more");
    for path in pages.iter().filter(|path| path.starts_with("after/")) {
        let page = site.published(path);
        assert!(
            page.contains("http-equiv") && page.contains("during/going-on/"),
            "{path}"
        );
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use super::*;
    use crate::harness::Ran;

    /// A user without rights of its own.
    const NOBODY: u32 = 65534;

    #[test]
    fn read_only_files_and_symbolic_links_are_refused_kindly() {
        let site = site();
        let links = site.path("site-content/links.md");
        fs::set_permissions(&links, fs::Permissions::from_mode(0o444)).unwrap();
        let before = content(&site);
        let ran = site.run(&["mv", "care/mouth", "after/"]);
        assert_eq!(ran.code, 3, "{ran}");
        assert!(ran.stderr.contains("read-only"), "{ran}");
        assert_eq!(content(&site), before);
        fs::set_permissions(&links, fs::Permissions::from_mode(0o644)).unwrap();
        symlink("links.md", site.path("site-content/linked.md")).unwrap();
        let before = content(&site);
        let ran = site.run(&["mv", "linked.md", "after/"]);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains("symbolic link"), "{ran}");
        assert_eq!(content(&site), before);
    }

    /// The program's command, run by somebody whom permissions stop.
    fn without_rights(site: &TestSite, arguments: &[&str]) -> Command {
        let mut command = site.command(arguments);
        if site.root().metadata().unwrap().uid() != 0 {
            return command;
        }
        let mut open = vec![site.root().to_owned()];
        while let Some(path) = open.pop() {
            chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            if path.is_dir() {
                let entries = fs::read_dir(&path).unwrap();
                open.extend(entries.map(|entry| entry.unwrap().path()));
            }
        }
        command.uid(NOBODY).gid(NOBODY);
        command
    }

    /// Whether everybody may come to the program.
    fn is_open_to_all(path: &Path) -> bool {
        path.ancestors().all(|above| {
            above
                .metadata()
                .is_ok_and(|found| found.permissions().mode() & 0o005 == 0o005)
        })
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_puts_everything_back() {
        if !is_open_to_all(repository()) {
            return;
        }
        let site = site();
        let locked = site.path("site-content/after");
        let before = content(&site);
        let mut command = without_rights(&site, &["mv", "care/mouth", "after/"]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        let ran = Ran::new(command.output().unwrap());
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(ran.code, 3, "{ran}");
        assert!(ran.stderr.contains("right to write"), "{ran}");
        assert_eq!(content(&site), before);
        // With the right to write it goes through.
        let ran = Ran::new(command.output().unwrap());
        assert_eq!(ran.code, 0, "{ran}");
        assert!(site.path("site-content/after/mouth.md").exists());
    }
}
