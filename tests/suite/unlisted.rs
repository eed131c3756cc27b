//! Readers whom `site.yaml` does not list: nobody else finds their pages, in whatever file.

use crate::harness::{TestSite, files_below, repository};

/// Files of the output that name the pages, and are no list for other readers: the record of what
/// was published, what old addresses lead to, and the search of staff.
fn is_for_machines(path: &str) -> bool {
    let is_of_staff = path.contains("search/staff/");
    path == ".engraft.json"
        || path.starts_with('_')
        || path.ends_with(".conf")
        || is_of_staff
}

#[test]
fn no_file_of_the_output_leads_to_a_page_for_unlisted_readers() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\n\
         audiences: {board: {label: Board, theme: handbook, listed: no}}\n",
    );
    site.page("index.md", "Home", "Words.\n");
    site.article("care/index.md", "title: Care\ntags: [Shared]", "Words.\n");
    site.article("care/one.md", "title: One\ntags: [Shared]", "Words with a graft.\n");
    site.article("care/two.md", "title: Two\ntags: [Shared]", "Words.\n");
    let board = "audience: [board]\ntags: [Shared, Own]\nupdated: 2026-01-01\ncodes: [{system: snomed-ct, code: \"234646005\"}]";
    site.article(
        "care/zz-minutes.md",
        &format!("title: Zz minutes\n{board}"),
        "See [[One]] and [[zz rules]].\n",
    );
    site.article(
        "zz-board/index.md",
        &format!("title: Zz board\n{board}"),
        "See [[One]] and the graft.\n",
    );
    site.article(
        "zz-board/zz-rules.md",
        &format!("title: Zz rules\n{board}"),
        "See [[One]], the graft and [[zz minutes]].\n",
    );
    site.article("zz-made/zz-plan.md", &format!("title: Zz plan\n{board}"), "Words.\n");
    site.term("graft", "term: graft", "New cells.");
    site.build();
    let mut own = 0;
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        if path.contains("zz-") {
            if path.ends_with(".html") {
                own += 1;
                assert!(text.contains("content=\"noindex\""), "{path}: {text}");
            }
            continue;
        }
        if !is_for_machines(&path) {
            let found = text
                .find("zz")
                .map(|at| &text[at.saturating_sub(80)..(at + 80).min(text.len())]);
            assert!(found.is_none(), "{path}: {found:?}");
        }
    }
    assert_eq!(own, 5, "three pages, and two landing pages: {:?}", site.output().keys());
    // They find each other.
    let rules = site.published("zz-board/zz-rules/index.html");
    assert!(rules.contains("/p/zz-board/") && rules.contains("/p/zz-made/"), "{rules}");
    let minutes = site.published("care/zz-minutes/index.html");
    assert!(minutes.contains("Zz rules"), "{minutes}");
    // Listed, they are found.
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\naudiences: {board: {label: Board}}\n",
    );
    site.build();
    assert!(site.published("sitemap.xml").contains("zz-board"));
    assert!(site.published("care/index.html").contains("Zz minutes"));
}

#[test]
fn patients_find_nothing_of_the_pages_for_staff_in_the_sample() {
    let site = TestSite::copy_of(repository());
    site.build();
    let content = files_below(&site.path("site-content"));
    let staff: Vec<String> = content
        .iter()
        .filter(|(_, text)| {
            String::from_utf8_lossy(text).contains("\naudience: [staff]\n")
        })
        .map(|(path, _)| path.trim_end_matches(".md").trim_end_matches("index"))
        .map(|path| format!("{}/", path.trim_end_matches('/')))
        .collect();
    assert!(staff.len() >= 4, "{staff:?}");
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        if staff.iter().any(|own| path == format!("{own}index.html")) {
            assert!(text.contains("content=\"noindex"), "{path}");
        } else if !is_for_machines(&path) {
            let found =
                staff.iter().find(|own| text.contains(&format!("/patients/{own}")));
            assert!(found.is_none(), "{path}: {found:?}");
        }
    }
}
