//! Whole files.

use std::sync::Arc;

use super::*;
use crate::base::{ContentPath, FileId, LineIndex};
use crate::source::{SourceFile, SourceKind};

fn read(files: &[(&str, &str)]) -> (Records, Vec<(String, usize, &'static str, String)>) {
    let mut sources = Vec::new();
    for (number, (path, text)) in (0..).zip(files) {
        let path = ContentPath::new(path).unwrap();
        let file = SourceFile::from_text(FileId(number), SourceKind::Data, path, text);
        sources.push(Arc::new(file));
    }
    let outcome = parse(&sources);
    let found = outcome.diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.primary.unwrap();
        let file = &sources[usize::from(span.file)];
        let text = file.text().unwrap();
        let line = LineIndex::default().position(text, span.range().start).line;
        let help = diagnostic.help.as_deref().unwrap();
        let told = format!("{} / {help}", diagnostic.message);
        (file.path.to_string(), line, diagnostic.rule.name, told)
    });
    (outcome.value, found.collect())
}

#[test]
fn records_are_read_by_id() {
    let (records, found) = read(&[
        (
            "data/people.yaml",
            "dr.mensah:\n  name: Dr Ama Mensah\n  job_title: Consultant\n  left: no\n",
        ),
        (
            "data/contacts.yml",
            "ward-24h:\n  name: Ward 7\n  phone: 01632 960 123\n  always_open: yes\n  verified: 2026-01-31\n",
        ),
        (
            "data/references.yaml",
            "dierov2019:\n  type: journal\n  authors: [Dierov D, Fatobene G]\n  title: Chronic GVHD\n  year: 2019\n  volume: 2\n  doi: https://doi.org/10.1002/acg2.62\n  pmid: 31886456\n\
             nicecg151: {type: guideline, body: NICE, number: CG151, title: \"Neutropenic sepsis\"}\n",
        ),
        ("data/topics.yaml", "not: [read\n"),
        ("data/Kontakte.yaml", "not: [read\n"),
    ]);
    let told: Vec<&str> = found.iter().map(|(file, ..)| file.as_str()).collect();
    assert_eq!(told, ["data/topics.yaml", "data/Kontakte.yaml"]);
    assert!(found[1].3.contains("name it `data/contacts.yaml`"), "{found:?}");
    assert_eq!(records.people["dr.mensah"].name, "Dr Ama Mensah");
    let dialled = records.contacts["ward-24h"].dialled.as_ref();
    assert_eq!(dialled.map(Telephone::digits), Some("01632960123"));
    let reference = &records.references["dierov2019"];
    assert_eq!(reference.doi.as_deref(), Some("10.1002/acg2.62"));
    assert_eq!(reference.pmid.as_deref(), Some("31886456"));
    assert_eq!(reference.year.as_deref(), Some("2019"));
    assert_eq!(records.references["nicecg151"].organisation.as_deref(), Some("NICE"));
}

#[test]
fn faults_are_told_at_their_own_line() {
    for (file, record, line, rule, part) in [
        ("people", "a:\n  name: A\n  jobtitle: x\n", 3, "unknown-key", "`job_title`"),
        ("people", "a:\n  job_title: x\n", 1, "bad-value", "name"),
        ("people", "a:\n  name: [x]\n", 2, "wrong-type", "text"),
        ("people", "a: Dr A\n", 1, "wrong-type", "name"),
        ("people", "- name: A\n", 1, "wrong-type", "list"),
        (
            "people",
            "a:\n  name: A\nb:\n  name: B\na:\n  name: C\n",
            5,
            "duplicate-key",
            "remove",
        ),
        ("people", "a:\n  name: A\n  email: nobody\n", 3, "bad-value", "@"),
        ("contacts", "a:\n  name: A\n  phone: call us\n", 3, "bad-value", "+44"),
        (
            "contacts",
            "a:\n  name: A\n  phone: 01632 960199\n  phone_link: \"+441632960123\"\n",
            4,
            "other-number-dialled",
            "take the line",
        ),
        ("contacts", "a:\n  name: A\n  verified: soon\n", 3, "bad-date", "2026-01-31"),
        ("references", "a:\n  title: A\n  doi: 10.12/abc\n", 3, "bad-value", "10.1038"),
        (
            "references",
            "a:\n  title: A\n  type: jurnal\n",
            3,
            "bad-value",
            "`type: journal`",
        ),
        (
            "references",
            "a:\n  type: web\n  url: x\n  title: A\n",
            3,
            "bad-value",
            "https",
        ),
        ("accessibility", "compliance: mostly\n", 1, "bad-value", "partially"),
        ("accessibility", "problems:\n  - text: x\n", 2, "unknown-key", "description"),
        ("accessibility", "enforcement: {name: A}\n", 1, "bad-value", "url"),
        ("accessibility", "enforcement: {name: A, url: x}\n", 1, "bad-value", "https"),
        ("references", "a: {title: \"A}\n", 1, "bad-data-file", "close"),
    ] {
        let (_, found) = read(&[(&format!("data/{file}.yaml"), record)]);
        assert_eq!(found.len(), 1, "{record:?} {found:?}");
        assert_eq!((found[0].1, found[0].2), (line, rule), "{record:?} {found:?}");
        assert!(found[0].3.contains(part), "{record:?} {found:?}");
    }
}
