//! What is due, for whom, and when: as a list, for programs and as a calendar.

use crate::harness::TestSite;

fn site() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/data/people.yaml",
        "ward-4: {name: Ward 4, team: yes, deputy: ann}\nann: {name: Ann Example}\n",
    );
    let page = |file: &str, title: &str, more: &str| {
        site.article(
            file,
            &format!("title: {title}\ndescription: It.\n{more}"),
            "Words.\n",
        );
    };
    page(
        "late.md",
        "Late",
        "owner: ward-4\nreviewed: 2024-01-01\nreview_due: 2026-01-31",
    );
    page("soon.md", "Soon, and more", "owner: ann\nreview_due: 2026-12-24");
    page("far.md", "Far", "owner: ann\nreview_due: 2027-12-24");
    page("draft.md", "Draft", "owner: ann\nreview_due: 2026-01-01\nstatus: draft");
    site.term("anc", "term: ANC\nowner: ward-4\nreview_due: 2026-11-30", "A count.\n");
    site
}

fn due(site: &TestSite, more: &[&str]) -> String {
    let ran = site.run(&[&["review", "due", "--as-of", "2026-11-29"], more].concat());
    assert_eq!(ran.code, 0, "{ran}");
    ran.stdout
}

#[test]
fn the_longest_overdue_comes_first_with_who_answers_for_it() {
    let site = site();
    let rows = due(&site, &["--format", "csv"]);
    let rows: Vec<&str> = rows.lines().map(str::trim_end).collect();
    assert_eq!(
        rows,
        [
            "due,state,owner,deputy,file,title,owner_id,reviewed",
            "2026-01-31,overdue,Ward 4,Ann Example,site-content/late.md,Late,ward-4,2024-01-01",
            "2026-11-30,due,Ward 4,Ann Example,site-content/glossary/anc.md,ANC,ward-4,",
            "2026-12-24,due,Ann Example,,site-content/soon.md,\"Soon, and more\",ann,",
        ]
    );
    let table = due(&site, &[]);
    assert!(table.contains("3 reviews due by 2027-02-27, 1 of them overdue"), "{table}");
    assert!(table.contains(" more have no day of review"), "{table}");
    let year = due(&site, &["--within", "2y"]);
    assert!(year.contains("site-content/far.md"), "{year}");
    assert!(!year.contains("draft.md"), "readers do not have it:\n{year}");
}

#[test]
fn an_owner_sees_what_they_and_those_they_stand_in_for_answer_for() {
    let site = site();
    let of = |owner| due(&site, &["--owner", owner, "--format", "json"]).lines().count();
    assert_eq!((of("ward-4"), of("ann")), (2, 3));
    let ran = site.run(&["review", "due", "--owner", "anne"]);
    assert_eq!(ran.code, 2, "an empty list would say that nothing is due:\n{ran}");
    assert!(ran.stderr.contains("`ann`"), "{ran}");
    for time in ["soon", "90", "-3d", "é"] {
        assert_eq!(site.run(&["review", "due", "--within", time]).code, 2, "{time}");
    }
}

#[test]
fn a_calendar_has_a_day_for_each() {
    let site = site();
    let calendar = due(&site, &["--format", "ics"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), 3, "{calendar}");
    for line in [
        "SUMMARY:Review: Soon\\, and more\r\n",
        "DTSTART;VALUE=DATE:20261224\r\n",
        "DESCRIPTION:site-content/late.md\\nOwner: Ward 4\\nDeputy: Ann Example\r\n",
    ] {
        assert!(calendar.contains(line), "{line} in\n{calendar}");
    }
    assert_eq!(calendar, due(&site, &["--format", "ics"]), "the same bytes each time");
}

#[test]
fn a_status_counts_by_owner() {
    let site = site();
    let ran = site.run(&["review", "status", "--as-of", "2026-11-29", "--format", "csv"]);
    let rows: Vec<&str> = ran.stdout.lines().map(str::trim_end).collect();
    assert_eq!(
        rows[0],
        "owner,all,overdue,due_in_90_days,without_a_day,unsigned,changed_since_signed,owner_id"
    );
    assert!(rows.contains(&"Ward 4,2,1,1,0,0,0,ward-4"), "{ran}");
    assert!(rows.contains(&"Ann Example,2,0,1,0,0,0,ann"), "{ran}");
    site.write("site-content/data/people.yaml", "ward-4: {name: Ward 4, deputy: bob}\n");
    let found = site.findings_of("unknown-record");
    let says =
        |words| found.iter().any(|one| one["message"].as_str().unwrap().contains(words));
    assert!(says("no entry `bob`"), "{found:?}");
}
