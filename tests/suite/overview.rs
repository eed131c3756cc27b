//! How a site stands: in numbers by owner, on the dashboard, and as a page for those who answer
//! for it.

use crate::harness::TestSite;
use crate::preview::Preview;

/// A page that changed since it was signed, one that nobody signed, a shared contact that
/// nobody signed, and a finding that is waived.
fn site() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/data/people.yaml",
        "ward: {name: Ward <4>, team: yes, deputy: ann}\nann: {name: Ann Example, roles: [clinical]}\n",
    );
    site.write(
        "site-content/data/contacts.yaml",
        "ward: {name: Ward, phone: 01632 960001}\n",
    );
    site.write("site-content/site.yaml", "title: T\nbase_url: https://e.org/\nreview: {roles: {all: {needs: [clinical]}}}\n");
    let front = "description: It.\nowner: ward\ncontact: ward\nreview_due: 2026-01-31";
    site.article("fever.md", &format!("title: Fever\n{front}"), "Call at 38 °C.\n");
    let waived = "lint: [{allow: [unsigned], reason: it is new, until: 2099-01-31}]";
    site.article("new.md", &format!("title: New\n{front}\n{waived}"), "Rest.\n");
    site.term("anc", "term: ANC\nowner: ward\nreview_due: 2099-11-30", "A count.\n");
    let sign =
        ["review", "sign", "fever.md", "--reviewer", "ann", "--date", "2026-02-01"];
    let ran = site.run(&sign);
    assert_eq!(ran.code, 0, "{ran}");
    site.article("fever.md", &format!("title: Fever\n{front}"), "Call at 39 °C.\n");
    site
}

#[test]
fn a_status_counts_what_is_unsigned_and_what_changed_since() {
    let site = site();
    let ran = site.run(&["review", "status", "--as-of", "2026-11-29", "--format", "csv"]);
    let rows: Vec<&str> = ran.stdout.lines().map(str::trim_end).collect();
    assert!(rows.contains(&"Ward <4>,3,2,0,0,1,1,ward"), "{ran}");
    assert!(rows.contains(&"what pages share,0,0,0,0,1,0,"), "{ran}");
}

#[test]
fn the_dashboard_counts_by_owner_and_names_what_waits() {
    let site = site();
    let preview = Preview::of(&site, &["--as-of", "2026-11-29"]);
    let page = preview.get("/__engraft/").text();
    for part in [
        "<h2 id=\"owners\">Who answers for what</h2>",
        "<bdi>Ward &lt;4&gt;</bdi></th><td>3</td><td>2</td><td>0</td><td>0</td><td>1</td><td>1</td>",
        "<bdi>What pages share</bdi></th>",
        "<code>fever.md</code>: changed since `ann` (clinical) on 2026-02-01 signed it",
        "<code>contact:ward</code>: not signed: clinical",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn a_report_is_one_page_that_needs_nothing_else() {
    let site = site();
    let ran = site.run(&["check", "--as-of", "2026-11-29", "--report", "report.html"]);
    assert!(ran.stderr.contains("Wrote report.html"), "{ran}");
    let page = std::fs::read_to_string(site.path("report.html")).unwrap();
    for part in [
        "<h1>How T stands on 2026-11-29</h1>",
        "<li>Reviews overdue: <strong>2</strong></li>",
        "<bdi>Ward &lt;4&gt;</bdi></th><td><bdi>Ann Example</bdi></td>",
        "<a href=\"https://e.org/fever/\"><bdi lang=\"en\">Fever</bdi></a><br><bdi>site-content/fever.md</bdi>",
        ">November 2099</th>",
        "Call at <del>38</del> <ins>39</ins> °C.",
        "<bdi>contact:ward</bdi></th><td><bdi>clinical</bdi></td><td>2 pages</td>",
        "<bdi>it is new</bdi></td><td>2099-01-31</td>",
        "<td><code>ann</code> (clinical) on 2026-02-01</td>",
        "<code>changed-since-signed</code>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    for other in ["<script", "src=", "<link"] {
        assert!(!page.contains(other), "{other} in {page}");
    }
    let again = site.run(&["check", "--as-of", "2026-11-29", "--report", "report.html"]);
    assert!(again.stderr.contains("Wrote report.html"), "a report is replaced: {again}");
    for (place, says) in [
        ("site-content/report.html", "a report has no place in `site-content`"),
        ("site-content/fever.md", "a report has no place in `site-content`"),
        ("engraft-notes.txt", "is left as it is"),
        ("no/such/report.html", "there is no such folder for the report"),
        ("report.txt", "its name ends with `.html`"),
    ] {
        site.write("engraft-notes.txt", "mine\n");
        let ran = site.run(&["check", "--report", place]);
        assert_eq!(ran.code, 2, "{ran}");
        assert!(ran.stderr.contains(says), "{ran}");
    }
    let one = site.run(&["check", "fever.md", "--report", "report.html"]);
    assert_eq!(one.code, 2, "a report is of the whole site: {one}");
}
