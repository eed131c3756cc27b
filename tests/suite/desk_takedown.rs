//! Pages that go, at the desk: what else goes with them, and the finished site at once.

use std::fs;

use serde_json::json;

use crate::desk_client::DeskClient;
use crate::harness::TestSite;

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("other.md", "Other", "First words.\n");
    site.page("left.md", "Left", "Stays.\n");
    site.write(
        "site-content/data/people.yaml",
        "ada: {name: Ada Ward, roles: [clinical]}\n",
    );
    site
}

#[test]
fn a_page_that_is_taken_down_leaves_the_finished_site_at_once() {
    let site = site();
    let desk = DeskClient::of(&site);
    let take_down = || desk.write("build", &json!({ "only_withdrawn": true }));
    let early = take_down();
    assert_eq!(early.status, 400, "{}", early.text());
    assert!(early.json()["help"].is_string(), "there is no finished site yet");
    site.build();
    let left = fs::read(site.path("output/left/index.html")).unwrap();
    let down = json!({ "path": "other.md", "really": true });
    assert_eq!(desk.write("withdraw", &down).status, 200);
    assert!(site.path("output/other/index.html").exists(), "a step of its own");
    // What is not ready elsewhere does not keep it up.
    let (base, _) = desk.open("left.md");
    assert_eq!(desk.save("left.md", &format!("{base}[[Nowhere]].\n")).status, 200);
    let told = take_down().json()["told"].to_string();
    assert!(told.contains("/other/ is taken down"), "{told}");
    let gone =
        fs::read_to_string(site.path("output/other/index.html")).unwrap_or_default();
    assert!(!gone.contains("First words."), "{gone}");
    assert_eq!(fs::read(site.path("output/left/index.html")).unwrap(), left);
}

#[test]
fn the_signatures_of_a_page_are_told_of_and_go_with_it() {
    let site = site();
    let desk = DeskClient::of(&site);
    let sign = |path: &str| {
        let answer = desk.write("sign", &json!({ "path": path, "reviewer": "ada" }));
        assert_eq!(answer.status, 200, "{}", answer.text());
    };
    sign("other.md");
    sign("left.md");
    let state = || desk.read("state?path=other.md").json()["state"]["signed"].clone();
    let signed = state();
    let words = signed[0].as_str().unwrap();
    assert!(words.starts_with("Ada Ward (clinical) on 20"), "{signed}");
    assert!(!words.contains("changed"), "{signed}");
    let (base, _) = desk.open("other.md");
    assert_eq!(desk.save("other.md", &base.replace("First", "Other")).status, 200);
    assert!(state()[0].as_str().unwrap().ends_with(", and the text was changed since"));

    let plan = desk.write("delete", &json!({ "path": "other.md" })).json();
    assert_eq!(plan["signed"].as_array().unwrap().len(), 1, "{plan}");
    assert!(site.path("site-content/data/reviews/other.md/clinical.txt").exists());
    let gone = desk.write("delete", &json!({ "path": "other.md", "really": true }));
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert!(!site.path("site-content/data/reviews/other.md").exists());
    assert!(site.path("site-content/data/reviews/left.md/clinical.txt").exists());
    let found = site.findings();
    assert!(
        !found.iter().any(|one| one["path"].to_string().contains("reviews")),
        "{found:?}"
    );
}
