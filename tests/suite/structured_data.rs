//! What pages say to machines: JSON-LD that is true, and the same as people read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{TestSite, repository};

const OPENING: &str = "<script type=\"application/ld+json\">";

/// The JSON-LD of a page; nothing where it has none.
fn data(page: &str) -> Option<Value> {
    let start = page.find(OPENING)? + OPENING.len();
    let end = start + page[start..].find("</script>")?;
    Some(serde_json::from_str(&page[start..end]).unwrap())
}

/// Every page of a finished site, by its path.
fn pages(site: &TestSite) -> BTreeMap<String, String> {
    let files = site.output().into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// Calls `see` with every key and value, however deep.
fn walk<'v>(value: &'v Value, see: &mut dyn FnMut(&str, &'v Value)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, see)),
        Value::Object(map) => {
            for (key, value) in map {
                see(key, value);
                walk(value, see);
            }
        }
        _ => {}
    }
}

/// The path of the file behind an address of the site, and the fragment.
fn file_of(address: &str, base: &str) -> (String, Option<String>) {
    let rest = address.strip_prefix(base).unwrap_or_else(|| panic!("{address}"));
    let (path, fragment) = match rest.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (rest, None),
    };
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    (path, fragment)
}

/// Every address leads to a page, every fragment to an element or a node of it, and every
/// date stands in the page for people.
fn is_sound(site: &TestSite, base: &str) -> usize {
    let pages = pages(site);
    let all: BTreeMap<&String, Value> =
        pages.iter().filter_map(|(path, page)| Some((path, data(page)?))).collect();
    let mut nodes = BTreeSet::new();
    for value in all.values() {
        let own = value["url"].as_str().or(value["@id"].as_str()).unwrap_or_default();
        let own = file_of(own, base).0;
        walk(value, &mut |key, value| {
            let id = value.as_str().filter(|_| key == "@id");
            nodes.extend(id.map(|id| (own.clone(), id.to_owned())));
        });
    }
    for (path, value) in &all {
        let page = &pages[*path];
        assert_eq!(value["@context"], "https://schema.org", "{path}");
        walk(value, &mut |key, value| match key {
            "@id" | "item" | "url" => {
                let address = value.as_str().unwrap();
                if key == "url" && !address.starts_with(base) {
                    return;
                }
                let (target, fragment) = file_of(address, base);
                let known = pages.get(&target);
                let known = known.unwrap_or_else(|| panic!("{path}: {address}"));
                if let Some(fragment) = fragment {
                    let is_element = known.contains(&format!(" id=\"{fragment}\""));
                    let is_node = nodes.contains(&(target, address.to_owned()));
                    assert!(is_element || is_node, "{path}: {address}");
                }
            }
            "dateModified" | "lastReviewed" => {
                let time = format!("<time datetime=\"{}\"", value.as_str().unwrap());
                assert!(page.contains(&time), "{path}: {key} {value}");
            }
            _ => {}
        });
        if let Some(day) = value["datePublished"].as_str() {
            assert!(page.contains(&format!("<time datetime=\"{day}\"")), "{path}: {day}");
        }
    }
    all.len()
}

#[test]
fn the_data_of_the_sample_agrees_with_its_pages() {
    let site = TestSite::copy_of(repository());
    site.build();
    let base = "https://transplant.riverside.example/patients/";
    let count = is_sound(&site, base);
    assert!(count > 60, "only {count} pages have data");
    for (path, page) in pages(&site) {
        // No clinician has reviewed a page of the sample, whatever its front matter shows.
        for claim in ["lastReviewed", "reviewedBy"] {
            let said = data(&page).is_some_and(|data| data.get(claim).is_some());
            assert!(!said, "{path}: {claim}");
        }
    }
    let gvhd = data(&site.published("after/gvhd/index.html")).unwrap();
    assert_eq!(gvhd["@type"], "MedicalWebPage");
    assert_eq!(gvhd["isPartOf"][0]["@id"], format!("{base}after/"));
    assert_eq!(gvhd["about"].as_array().unwrap().len(), 3, "{gvhd}");
    assert_eq!(gvhd["about"][0]["code"].as_array().unwrap().len(), 2, "{gvhd}");
    assert_eq!(gvhd["about"][0]["code"][0]["codingSystem"], "SNOMED CT");
}

#[test]
fn the_data_of_every_kind_of_page_is_sound() {
    let site = TestSite::copy_of(&repository().join("tests/sites/everything"));
    site.build();
    is_sound(&site, "https://www.example.org/all/");
    let of = |path: &str| data(&site.published(path)).unwrap();
    for (path, kind) in [
        ("index.html", "WebPage"),
        ("care/index.html", "CollectionPage"),
        ("care/mouth/index.html", "MedicalWebPage"),
        ("tags/index.html", "CollectionPage"),
        ("tags/basics/index.html", "CollectionPage"),
        ("a-to-z/index.html", "CollectionPage"),
        ("accessibility/index.html", "WebPage"),
        ("glossary/index.html", "DefinedTermSet"),
    ] {
        assert_eq!(of(path)["@type"], kind, "{path}");
    }
    for path in ["404.html", "care/withdrawn/index.html"] {
        assert_eq!(data(&site.published(path)), None, "{path}");
    }
}

/// A site with an article of which everything is known.
fn full() -> TestSite {
    let site = TestSite::new();
    site.write(
        "site-content/site.yaml",
        "title: Ward\nbase_url: https://www.example.org/\nbrand: {organisation: Hospital}\n",
    );
    site.write(
        "site-content/data/people.yaml",
        "ann: {name: Ann, job_title: Nurse}\npanel: {name: Panel, team: yes}\n",
    );
    site.write(
        "site-content/data/references.yaml",
        "one: {type: journal, title: One, year: 2020, doi: 10.1000/x}\n",
    );
    site.write(
        "site-content/a.md",
        "---\ntitle: \"A < B & </script>\"\ndescription: About it.\ntype: treatment\n\
         audience: [patient, carer, clinician]\npublished: 2026-01-05\n\
         updated: 2026-02-06\nreviewed: 2026-01-04\nauthors: [ann]\n\
         reviewers: [{person: ann, role: clinical}, panel]\nreferences: [one]\n\
         specialty: [Hematologic]\nlicence: CC-BY-4.0\n---\n\nWords.\n",
    );
    site
}

/// What it says to machines.
fn all_that_is_known() -> Value {
    serde_json::json!({
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": "https://www.example.org/a/",
        "url": "https://www.example.org/a/",
        "name": "A < B & </script>",
        "description": "About it.",
        "inLanguage": "en",
        "datePublished": "2026-01-05",
        "dateModified": "2026-02-06",
        "lastReviewed": "2026-01-04",
        "reviewedBy": [
            {"@type": "Person", "name": "Ann", "jobTitle": "Nurse"},
            {"@type": "Organization", "name": "Panel"},
        ],
        "author": [{"@type": "Person", "name": "Ann", "jobTitle": "Nurse"}],
        "publisher": {"@type": "Organization", "name": "Hospital"},
        "medicalAudience": [
            {"@type": "Patient"},
            {"@type": "MedicalAudience", "audienceType": "carer"},
            "https://schema.org/Clinician",
        ],
        "about": [{"@type": "MedicalTherapy", "name": "A < B & </script>"}],
        "citation": [{
            "@type": "ScholarlyArticle",
            "name": "One",
            "datePublished": "2020",
            "url": "https://doi.org/10.1000/x",
        }],
        "specialty": ["https://schema.org/Hematologic"],
        "license": "https://spdx.org/licenses/CC-BY-4.0.html",
        "isPartOf": [{
            "@type": "WebSite",
            "@id": "https://www.example.org/#web_site",
            "name": "Ward",
            "url": "https://www.example.org/",
        }],
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": 1,
                    "name": "Home",
                    "item": "https://www.example.org/",
                },
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": "A < B & </script>",
                    "item": "https://www.example.org/a/",
                },
            ],
        },
    })
}

#[test]
fn an_article_says_all_that_is_known_of_it() {
    let site = full();
    site.build();
    assert_eq!(data(&site.published("a/index.html")).unwrap(), all_that_is_known());
    is_sound(&site, "https://www.example.org/");
}
