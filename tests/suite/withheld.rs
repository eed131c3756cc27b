//! What somebody withholds stays withheld, in the words of whatever program it was written
//! for; and it is nowhere in the finished site.

use crate::harness::TestSite;

/// Words that stand only in pages that nobody is to read.
const SECRET: &str = "Unapproved-dose";

fn withheld(site: &TestSite, name: &str, front_matter: &str) {
    let text = format!("title: {SECRET} {name}\ndescription: {SECRET}.\n{front_matter}");
    site.article(
        &format!("{name}.md"),
        &text,
        &format!("## {SECRET}\n\n{SECRET} words.\n"),
    );
}

/// Lines that hold a page back.
const HELD: &[&str] = &[
    "draft: true",
    "Draft: yes",
    "publish: false",
    "publish: \"no\"",
    "published: false",
    "publishdate: 2027-01-01",
    "publishDate: 2027-01-01T09:00:00Z",
    "publish-date: 2027-01-01",
    "scheduled: 2027-01-01",
    "expiryDate: 2020-01-01",
    "expires: 2020-01-01",
    "private: true",
    "hidden: true",
    "unlisted: true",
    "visible: false",
    "visibility: private",
    "post_status: pending",
    "_build: {render: never}",
    "permalink: false",
    "eleventyExcludeFromCollections: true",
    "date: 2027-03-01",
    "archived: true",
    "archived: 2026-01-31",
    "is_archived: yes",
    "availability: staff",
    "available: false",
    "review_status: draft",
    "reviewStatus: in review",
    "translation-status: draft",
    "access: [staff, members]",
    "permissions: {view: staff}",
    "embargo: 2027-01-01",
    "approved: false",
    "show: no",
    "display: none",
    "online: false",
    "restricted: true",
    "login_required: true",
    "password: Marigold",
    "deleted: true",
    "build: false",
    "classification: internal",
    "end_date: 2025-01-01",
    "until: 2025-01-01",
    "valid_to: 2025-01-01",
    "remove_after: 2025-01-01",
    "deleteOn: 2025-01-01",
    "take_down_on: 2025-01-01",
    "valid_from: 2027-01-01",
    "start_date: 2027-01-01",
    "goes_live: 2027-01-01",
    "hold_until: 2027-01-01",
    "publishing: {start: 2027-01-01}",
    "moderation: pending",
    "clinically_approved: false",
    "signed_off_by: TBC",
    "approval: none",
    "medical_review: awaiting sign-off",
    "needs_approval: true",
    "hold: true",
    "paused: yes",
    "blocked: true",
    "in_progress: true",
    "trash: true",
    "not_live: true",
    "show_on_website: false",
    "lifecycle: deprecated",
    "params: {draft: true}",
    "extra:\n  draft: true\n  colour: red",
    "extra: {status: draft}",
    "tags: [draft, private]",
    "categories: [DRAFT]",
    "tags: [status/wip]",
    "status: published\ndraft: true",
    "status: withdrawn\npublish: false",
    "published_at: null",
    "drupal: {status: 0}",
    "nid_status: 0",
    "flags: [draft]",
    "categories: [Drafts]",
    "classification: OFFICIAL-SENSITIVE",
    "intranet: true",
    "staff: true",
    "login: required",
    "restrict: true",
    "roles: [nurse]",
    "groups: [ward-7]",
    "qa: failed",
    "review_status: failed",
    "clinical_review: outstanding",
    "checked: no",
    "ignored: true",
    "skip: true",
    "test: true",
    "sandbox: yes",
    "dummy: true",
    "entwurf: ja",
    "brouillon: true",
    "veröffentlicht: nein",
    "publié: non",
    "sichtbar: nein",
    "publiziert: false",
    "gültig_bis: 2020-01-01",
];

/// Whether any file of the output, or its name, has the words.
fn shows(site: &TestSite, words: &str) -> Option<String> {
    let words = words.to_ascii_lowercase();
    let output = site.output().into_iter();
    let mut shown = output.filter(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
        path.to_ascii_lowercase().contains(&words) || text.contains(&words)
    });
    shown.next().map(|(path, _)| path)
}

#[test]
fn keys_of_other_programs_hold_a_page_back_and_are_told() {
    for key in HELD {
        let site = TestSite::new();
        withheld(&site, "held", key);
        let ran = site.run(&["build", "--as-of", "2026-11-01"]);
        assert_eq!(ran.code, 0, "{key}:\n{ran}");
        assert_eq!(shows(&site, SECRET), None, "{key}");
        let found = site.findings();
        let told = found.iter().any(|finding| {
            finding["file"] == "site-content/held.md"
                && finding["line"].as_u64() > Some(3)
        });
        assert!(told, "{key}: {found:#?}");
    }
}

#[test]
fn what_is_not_clear_publishes_nothing() {
    for key in [
        "stauts: draft",
        "archived: by the ward",
        "label: draft",
        "watermark: DRAFT",
        "darft: true",
        "publsh_on: 2027-01-01",
        "publish: maybe",
        "private: notes",
        "witdrawn: true",
        "stage: drfat",
        "hold: 2027-01-01",
        "hold_reason: waiting for the ward",
        "surgeon_approved: false",
        "tags: [private]",
        "valid_from: 01/02/2027",
        "publishdate: 01/02/2027",
        "status: unpublished",
        "status: not published",
        "cascade: {draft: true}",
    ] {
        let site = TestSite::new();
        withheld(&site, "held", key);
        let ran = site.run(&["build", "--as-of", "2026-11-01"]);
        assert_eq!(ran.code, 1, "{key}:\n{ran}");
        assert!(
            !ran.stdout.contains("did you mean `status: published`"),
            "{key}:\n{ran}"
        );
        assert!(
            ran.stdout.contains("status: draft") || ran.stdout.contains("publish_on"),
            "{ran}"
        );
    }
    let site = TestSite::new();
    site.term("x", "term: X\npublishdate: 2027-01-01", "Words.");
    assert_eq!(site.findings_of("unclear-withholding").len(), 1);
}

#[test]
fn what_says_nothing_withholds_nothing() {
    for key in [
        "draft: false",
        "publish: true",
        "hide: [toc]",
        "state: open",
        "expiryDate: 2030-01-01",
        "date: 2026-01-01",
        "published: true",
    ] {
        let site = TestSite::new();
        site.article(
            "shown.md",
            &format!("title: Shown\ndescription: S.\n{key}"),
            "Words.\n",
        );
        site.build();
        assert!(site.published("shown/index.html").contains("Words."), "{key}");
    }
}

#[test]
fn the_fix_writes_our_own_keys() {
    let site = TestSite::new();
    withheld(&site, "a", "draft: true");
    withheld(&site, "b", "expiryDate: 2020-01-01T00:00:00Z");
    withheld(&site, "c", "noindex: true");
    site.run(&["check", "--fix"]);
    let text = |name: &str| std::fs::read_to_string(site.path(name)).unwrap();
    assert!(text("site-content/a.md").contains("\nstatus: draft\n"));
    assert!(text("site-content/b.md").contains("\nexpires_on: 2020-01-01\n"));
    assert!(text("site-content/c.md").contains("\nrobots: {index: false}\n"));
    assert!(site.findings_of("withheld-elsewhere").is_empty());
}

#[test]
fn what_is_kept_from_search_engines_stays_so() {
    for key in [
        "noindex: true",
        "no_index: yes",
        "seo: {noindex: true}",
        "sitemap: false",
        "robots: {noindex: true}",
        "robots: all\nnoindex: true",
        "meta: {robots: noindex}",
        "meta: [{name: robots, content: \"noindex, follow\"}]",
    ] {
        let site = TestSite::new();
        site.article(
            "quiet.md",
            &format!("title: Quiet\ndescription: Q.\n{key}"),
            "Words.\n",
        );
        site.build();
        assert!(site.published("quiet/index.html").contains("noindex"), "{key}");
        assert!(!site.published("sitemap.xml").contains("/quiet/"), "{key}");
    }
}

#[test]
fn no_help_says_the_opposite_of_the_line() {
    for (key, wrong) in [
        ("noindex: false", "write `robots"),
        ("uid: x", "status: draft"),
        ("header: x", "status: draft"),
        ("hidden_costs: none", "status: draft"),
        ("search: {exclude: true}", "search: yes"),
        ("redirect: /x", "redirect_from"),
    ] {
        let site = TestSite::new();
        site.article("a.md", &format!("title: A\ndescription: A.\n{key}"), "Words.\n");
        site.build();
        let found = site.findings_of("unknown-key");
        assert_eq!(found.len(), 1, "{key}: {found:#?}");
        assert!(!found[0]["help"].as_str().unwrap().contains(wrong), "{key}: {found:#?}");
    }
}

#[test]
fn what_content_systems_leave_empty_is_absent() {
    let site = TestSite::new();
    let keys = "status: \"\"\ntags: [\"\"]\naliases: \"\"\nrelated: \"\"\nowner: \"\"\nimage: \"\"\n\
                expires_on: []\naudience: \"\"\nweight: \"3\"";
    site.article("a.md", &format!("title: A\ndescription: A.\n{keys}"), "Words.\n");
    site.build();
    assert!(site.published("a/index.html").contains("Words."));
    let found = site.findings();
    let of_page = found.iter().filter(|one| one["file"] == "site-content/a.md");
    let of_keys = of_page.filter(|one| (4..13).contains(&one["line"].as_u64().unwrap()));
    assert_eq!(of_keys.count(), 0, "{found:#?}");
}

#[test]
fn an_old_address_is_kept() {
    let site = TestSite::new();
    site.article("a.md", "title: A\ndescription: A.\npermalink: /old/place/", "Words.\n");
    site.article("b.md", "title: B\ndescription: B.\nurl: going-home", "Words.\n");
    let helps: Vec<String> = site
        .findings_of("unknown-key")
        .iter()
        .map(|finding| finding["help"].as_str().unwrap().to_owned())
        .collect();
    assert!(helps[0].contains("`redirect_from: [/old/place/]`"), "{helps:?}");
    assert!(helps[1].contains("`slug: going-home`"), "{helps:?}");
}

#[test]
fn pages_that_are_held_back_are_nowhere_in_the_site() {
    let site = TestSite::in_two_languages();
    let all = "tags: [Unapproved-dose-tag]\naliases: [Unapproved-dose alias]\nredirect_from: [/unapproved-dose-old/]\nreviewed: 2026-01-01\nupdated: 2026-10-01\ncodes: [{system: snomed-ct, code: \"234646005\"}]\nweight: 1";
    for (number, (name, key)) in [
        ("unapproved-dose-a", "status: draft"),
        ("unapproved-dose-b", "status: in-review"),
        ("unapproved-dose-c", "publish_on: 2027-01-01"),
        ("unapproved-dose-d", "expires_on: 2026-01-01"),
        ("unapproved-dose/index", "status: draft"),
        ("unapproved-dose/inside", "status: draft"),
        ("unapproved-dose-a.cy", "status: draft"),
    ]
    .into_iter()
    .enumerate()
    {
        let all = all.replace("dose", &format!("dose{number}"));
        let code =
            if name.contains('/') || name.contains(".cy") { "" } else { all.as_str() };
        withheld(&site, name, &format!("{key}\n{code}"));
    }
    site.term("unapproved-dose", &format!("term: {SECRET} word\nstatus: draft"), SECRET);
    site.page("open.md", "Open", "Words.\n");
    let ran = site.run(&["build", "--as-of", "2026-11-01"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(shows(&site, "unapproved"), None);

    // A site of such pages alone says nothing of them either.
    let alone = TestSite::new();
    alone.remove("site-content/index.md");
    withheld(&alone, "unapproved-dose", "status: draft");
    let ran = alone.run(&["build", "--as-of", "2026-11-01"]);
    assert_ne!(ran.code, 101, "{ran}");
    assert_eq!(shows(&alone, "unapproved"), None);
}

#[test]
fn a_page_that_was_withdrawn_is_a_notice_at_its_own_address_and_nothing_else() {
    let site = TestSite::new();
    withheld(&site, "gone", "status: withdrawn\ntags: [Unapproved-dose-tag]");
    site.page("open.md", "Open", "Words.\n");
    let ran = site.run(&["build", "--as-of", "2026-11-01"]);
    assert_eq!(ran.code, 0, "{ran}");
    let output = site.output().into_iter();
    let shown: Vec<String> = output
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(SECRET))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(shown, ["gone/index.html"]);
    let page = site.published("gone/index.html");
    assert!(!page.contains(&format!("{SECRET} words")), "its text is gone");
}

#[test]
fn keys_of_other_programs_that_say_yes_hold_nothing_back() {
    for key in [
        "access: public",
        "archived: false",
        "approved: 2026-01-31",
        "show_date: false",
        "visibility: [staff, public]",
        "password: \"\"",
        "group: transplant",
        "hide_title: true",
        "valid_from: 2026-01-01",
        "end_date: 2090-01-01",
        "start: 2090-01-01",
        "event_start: 2090-01-01",
        "event_end: 2025-01-01",
        "review_date: 2090-01-01",
        "start_date: 2090-01-01\nvenue: Hall",
        "end_date: 2025-01-01\nlayout: event",
        "hold: false",
        "clinically_approved: true",
        "fda_approved: false",
        "moderation: approved",
        "lifecycle: stable",
        "tags: [transplant, staff]",
        "extra: {show_contents: false, event: {start: 2090-01-01}}",
        "params: {toc: {enable: false}}",
        "visible: all",
        "retired: Dr Smith",
        "schedule: weekly",
        "scheduled: yes",
        "form: draft",
        "removal_date: 2020-01-01",
        "stage: review",
        "uid: x",
        "header: x",
        "hidden_costs: none",
        "noindex: false",
        "test: blood",
        "roles: [patient]",
        "entwurf: nein",
        "features: {test: true, login: true}",
    ] {
        let site = TestSite::new();
        withheld(&site, "shown", key);
        site.build();
        assert!(shows(&site, SECRET).is_some(), "{key}");
    }
}

#[test]
fn what_belongs_to_withheld_pages_alone_waits_with_them() {
    let site = TestSite::new();
    for name in
        ["draft.pdf", "both.pdf", "format.pdf", "nobody.pdf", "named.pdf", "snippet.pdf"]
    {
        site.write(&format!("site-content/{name}"), "%PDF-1.4");
    }
    site.write("site-content/_snippets/one.md", "[Leaflet](../snippet.pdf)\n");
    site.write("site-content/data/other.yaml", "leaflet: named.pdf\n");
    let body = "[a](draft.pdf) [b](both.pdf) [c](named.pdf)\n\n![[_snippets/one.md]]\n";
    site.article(
        "held.md",
        "title: Held\nstatus: draft\nformats: [{format: pdf, file: format.pdf}]",
        body,
    );
    site.page("open.md", "Open", "[b](both.pdf)\n");
    site.build();
    let files = |site: &TestSite| -> Vec<String> {
        let names = site.output().into_keys();
        names.filter(|name| name.ends_with(".pdf")).collect()
    };
    assert_eq!(files(&site), ["both.pdf", "named.pdf", "nobody.pdf"]);
    let text = std::fs::read_to_string(site.path("site-content/held.md")).unwrap();
    site.write("site-content/held.md", text.replace("status: draft\n", ""));
    site.build();
    assert_eq!(files(&site).len(), 6, "{:?}", files(&site));
    let text = std::fs::read_to_string(site.path("site-content/held.md")).unwrap();
    site.write(
        "site-content/held.md",
        text.replace("title: Held\n", "title: Held\nstatus: withdrawn\n"),
    );
    site.build();
    assert_eq!(files(&site).len(), 3, "{:?}", files(&site));
}
