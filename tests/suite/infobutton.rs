//! `infobutton.json`: which page is about which code.

use crate::harness::TestSite;

const CODED: &str = "---\ntitle: When donor cells attack\ndescription: About it.\n\
    audience: [patient, carer]\ncodes:\n  - {system: snomed-ct, code: \"234646005\", \
    display: Graft-versus-host disease}\n  - {system: icd-10-gm, version: \"2026\", code: T86.0}\n\
    ---\n\nWords.\n";

#[test]
fn a_record_system_finds_the_page_of_a_code() {
    let site = TestSite::new();
    site.configure("title: T\nbase_url: https://www.example.org/p/\n");
    site.write("site-content/gvhd.md", CODED);
    let draft = CODED.replace("title: When", "status: draft\ntitle: If");
    site.write("site-content/draft.md", draft);
    site.build();
    let rows: serde_json::Value =
        serde_json::from_str(&site.published("infobutton.json")).unwrap();
    let page = serde_json::json!({
        "title": "When donor cells attack", "url": "https://www.example.org/p/gvhd/",
        "lang": "en", "audience": ["patient", "carer"],
    });
    let mut first = page.clone();
    first["system"] = "snomed-ct".into();
    first["oid"] = "2.16.840.1.113883.6.96".into();
    first["code"] = "234646005".into();
    first["display"] = "Graft-versus-host disease".into();
    let mut second = page;
    second["system"] = "icd-10-gm".into();
    second["version"] = "2026".into();
    second["code"] = "T86.0".into();
    assert_eq!(rows, serde_json::json!([first, second]));
}

#[test]
fn a_site_without_codes_has_no_such_file() {
    let site = TestSite::new();
    site.page("index.md", "Home", "Words.\n");
    site.build();
    assert!(!site.output().contains_key("infobutton.json"));
}
