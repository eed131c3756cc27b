//! Every fault is told once, at its own file, line and column, all in one run, and nothing
//! is published.

use crate::harness::TestSite;

/// A file with a fault. `⟦` stands just before the place that the finding points at, and
/// is not written.
struct Fault {
    rule: &'static str,
    path: &'static str,
    text: &'static str,
}

const FAULTS: &[Fault] = &[
    Fault {
        rule: "unknown-key",
        path: "site-content/faults/unknown-key.md",
        text: "---\ntitle: Unknown key\n⟦descripton: A misspelt key.\n---\n\nText.\n",
    },
    Fault {
        rule: "wrong-type",
        path: "site-content/faults/wrong-type.md",
        text: "---\ntitle: Wrong type\ndescription: What it is.\ntoc: ⟦[1, 2]\n---\n\nText.\n",
    },
    Fault {
        rule: "bad-date",
        path: "site-content/faults/bad-date.md",
        text: "---\ntitle: Bad date\nreviewed:   ⟦2026-02-30\n---\n\nText.\n",
    },
    Fault {
        rule: "duplicate-key",
        path: "site-content/faults/duplicate-key.md",
        text: "---\ntitle: Duplicate key\nweight: 1\n⟦weight: 2\n---\n\nText.\n",
    },
    Fault {
        rule: "unclosed-front-matter",
        path: "site-content/faults/unclosed.md",
        text: "⟦---\ntitle: Unclosed block\n\nText that goes on.\n",
    },
    Fault {
        rule: "broken-cross-link",
        path: "site-content/faults/broken-link.md",
        text: "---\ntitle: Broken link\n---\n\nÜber alles: see [[⟦No such page]] first.\n",
    },
    Fault {
        rule: "broken-file-link",
        path: "site-content/faults/broken-file.md",
        text: "---\ntitle: Broken file link\n---\n\n- a list\n  with [a link](⟦gone.md).\n",
    },
    Fault {
        rule: "ambiguous-cross-link",
        path: "site-content/faults/ambiguous.md",
        text: "---\ntitle: Ambiguous alias\n---\n\n> A quotation with [[⟦All]] in it.\n",
    },
    Fault {
        rule: "missing-image",
        path: "site-content/faults/missing-image.md",
        text: "---\ntitle: Missing image\n---\n\n## Heading\n\n![A chart](⟦chart.png)\n",
    },
    Fault {
        rule: "broken-anchor",
        path: "site-content/faults/missing-heading.md",
        text: "---\ntitle: Missing heading\n---\n\nSee *[[⟦Home#nowhere]]* now.\n",
    },
    Fault {
        rule: "duplicate-address",
        path: "site-content/faults/two.md",
        text: "---\ntitle: Two\nslug: ⟦one\n---\n\nText.\n",
    },
    Fault {
        rule: "broken-template",
        path: "themes/default/templates/tags.html",
        text: "<h1>\n  {{ page.title ⟦}</h1>\n",
    },
];

/// What the faults need around them: nothing is wrong with these.
const SOUND: &[(&str, &str)] = &[
    // What a page lacks is told as well; here it would drown the faults.
    (
        "site-content/site.yaml",
        "title: T\nbase_url: https://www.example.org/\n\
         rules: {missing-description: off, missing-review: off}\n",
    ),
    ("site-content/faults/index.md", "---\ntitle: Faults\n---\n\nText.\n"),
    ("site-content/faults/one.md", "---\ntitle: One\ntags: [words]\n---\n\nText.\n"),
    (
        "site-content/leukaemia.md",
        "---\ntitle: Acute lymphoblastic leukaemia\naliases: [ALL]\n---\n\nText.\n",
    ),
    ("site-content/every.md", "---\ntitle: Every page\naliases: [all]\n---\n\nText.\n"),
];

impl Fault {
    fn write(&self, site: &TestSite) {
        site.write(self.path, self.text.replace('⟦', ""));
    }

    /// Rule, file, line and column, as the report has them.
    fn place(&self) -> (String, String, u64, u64) {
        let before = self.text.split('⟦').next().unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (self.rule.into(), self.path.into(), line as u64, column as u64)
    }
}

/// Rule, file, line and column of every finding that is worse than a note.
fn places(site: &TestSite) -> (i32, Vec<(String, String, u64, u64)>) {
    let ran = site.run(&["check", "--format", "json"]);
    let findings = ran.findings().into_iter().filter(|found| found["severity"] != "note");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &serde_json::Value| value.as_u64().unwrap_or_default();
    let places = findings.map(|found| {
        let (line, column) = (number(&found["line"]), number(&found["column"]));
        (text(&found["rule"]), text(&found["file"]), line, column)
    });
    (ran.code, places.collect())
}

#[test]
fn every_fault_is_told_once_at_its_place_and_nothing_is_published() {
    let site = TestSite::new();
    for (path, text) in SOUND {
        site.write(path, text);
    }
    site.build();
    let published = site.output();
    assert!(published.len() > 5);

    for fault in FAULTS {
        fault.write(&site);
    }
    let (code, found) = places(&site);
    let mut missing = Vec::new();
    for fault in FAULTS {
        let expected = fault.place();
        let of_rule: Vec<_> =
            found.iter().filter(|place| place.0 == fault.rule).collect();
        if of_rule != [&expected] {
            missing.push(format!("expected {expected:?}\n   found {of_rule:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let known = |rule: &str| FAULTS.iter().any(|fault| fault.rule == rule);
    let others: Vec<_> = found.iter().filter(|place| !known(&place.0)).collect();
    assert!(others.is_empty(), "findings that nobody made: {others:?}");
    assert_eq!(code, 1);

    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(site.output() == published, "the published site changed");
}

#[test]
fn the_findings_are_sorted_by_place_and_the_same_in_every_run() {
    let site = TestSite::new();
    for fault in FAULTS {
        fault.write(&site);
    }
    let (_, first) = places(&site);
    let files: Vec<&String> = first.iter().map(|place| &place.1).collect();
    assert!(files.is_sorted(), "{files:?}");
    assert_eq!(first, places(&site).1);
}

#[test]
fn each_fault_alone_is_told_as_well() {
    for fault in FAULTS {
        let site = TestSite::new();
        for (path, text) in SOUND {
            site.write(path, text);
        }
        fault.write(&site);
        let (code, found) = places(&site);
        assert_eq!(found, [fault.place()]);
        assert_eq!(code, i32::from(fault.rule != "unknown-key"), "{}", fault.rule);
    }
}

#[test]
fn an_ambiguous_link_lists_what_to_paste() {
    let site = TestSite::new();
    for (path, text) in SOUND {
        site.write(path, text);
    }
    let fault = FAULTS.iter().find(|fault| fault.rule == "ambiguous-cross-link").unwrap();
    fault.write(&site);
    let ran = site.run(&["check"]);
    for paste in ["leukaemia.md", "every.md"] {
        assert!(ran.stdout.contains(paste), "no `{paste}` in\n{ran}");
    }
}
