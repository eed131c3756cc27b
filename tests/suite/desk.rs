//! The desk as its writers use it: what is typed, saved, merged, moved, signed and built.

use std::fs;

use serde_json::{Value, json};

use crate::desk_client::DeskClient;
use crate::harness::TestSite;

const WARD: &str = "title: Ward\nbase_url: https://www.example/\nowner: {name: Ward}\n";

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("care/mouth.md", "Mouth", "See [[Other]].\n");
    site.page("other.md", "Other", "First words.\n\nSecond words.\n");
    site.term(
        "gvhd",
        "term: graft-versus-host disease\nabbreviation: GVHD",
        "Cells attack.\n",
    );
    site.write(
        "site-content/data/people.yaml",
        "ada: {name: Ada Ward, roles: [clinical]}\n",
    );
    site
}

fn typed(desk: &DeskClient, path: &str, text: &str) -> Value {
    let (base, opened) = desk.open(path);
    let value = json!({ "path": path, "opened": opened, "base": base, "text": text });
    let answer = desk.write("unsaved", &value);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn a_page_follows_what_is_typed_and_the_file_what_is_saved() {
    let site = site();
    let mut desk = DeskClient::of(&site);
    let (base, _) = desk.open("other.md");
    let text = base.replace("First words.", "See [[Nowhere]] first.");
    let state = &typed(&desk, "other.md", &text)["state"];
    let finding = &state["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["rule"] == "broken-cross-link")
        .unwrap()
        .clone();
    assert_eq!(state["address"], "/other/");
    let marked: Vec<u16> = text.encode_utf16().collect();
    let (from, to) = (finding["from"].as_u64().unwrap(), finding["to"].as_u64().unwrap());
    let marked = String::from_utf16(
        &marked[usize::try_from(from).unwrap()..usize::try_from(to).unwrap()],
    )
    .unwrap();
    assert!(marked.contains("Nowhere"), "{marked}");
    assert!(finding["help"].is_string());
    assert!(desk.page("/other/").contains("first."));
    assert_eq!(fs::read_to_string(site.path("site-content/other.md")).unwrap(), base);
    // A desk that was killed has it again.
    desk.kill();
    let desk = DeskClient::of(&site);
    assert!(desk.page("/other/").contains("first."));
    assert_eq!(desk.read("file?path=other.md").json()["unsaved"]["text"], *text);
    assert_eq!(desk.read("unsaved").json()["unsaved"][0]["title"], "Other");
    let good = base.replace("First words.", "See [[Mouth]] first.");
    assert_eq!(desk.save("other.md", &good).status, 200);
    assert_eq!(fs::read_to_string(site.path("site-content/other.md")).unwrap(), good);
    assert_eq!(desk.read("unsaved").json()["unsaved"], json!([]));
    assert_eq!(
        desk.read("versions?path=other.md").json()["versions"].as_array().unwrap().len(),
        1
    );
    assert_eq!(desk.read("versions?path=other.md&number=1").json()["text"], *base);
    // What was kept is not published.
    site.build();
    assert!(!site.output().keys().any(|path| path.contains("desk")));
}

#[test]
fn a_file_that_changed_meanwhile_is_merged_and_nothing_is_lost() {
    let site = site();
    let desk = DeskClient::of(&site);
    let (base, opened) = desk.open("other.md");
    let theirs = base.replace("Second words.", "Second words of a colleague.");
    site.write("site-content/other.md", &theirs);
    let mine = base.replace("First words.", "My first words.");
    let saved =
        json!({ "path": "other.md", "opened": opened, "base": base, "text": mine });
    let answer = desk.write("save", &saved);
    assert_eq!(answer.status, 409);
    let value = answer.json();
    let parts: Vec<(&str, &str)> = value["parts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|part| part["side"] != "same")
        .map(|part| (part["side"].as_str().unwrap(), part["mine"].as_str().unwrap()))
        .collect();
    assert_eq!(parts, [("mine", "My first words.\n\n"), ("theirs", "Second words.\n")]);
    assert_eq!(fs::read_to_string(site.path("site-content/other.md")).unwrap(), theirs);
    let joined = mine.replace("Second words.", "Second words of a colleague.");
    let again = json!({ "path": "other.md", "opened": value["opened"], "base": theirs, "text": joined });
    assert_eq!(desk.write("save", &again).status, 200);
    let marks = format!("{joined}\n<<<<<<< mine\na\n=======\nb\n>>>>>>> theirs\n");
    assert_eq!(desk.save("other.md", &marks).status, 400);
    assert_eq!(fs::read_to_string(site.path("site-content/other.md")).unwrap(), joined);
    // Two desks of two writers: the second is told.
    let (base, opened) = desk.open("other.md");
    assert_eq!(desk.save("other.md", &format!("{base}One.\n")).status, 200);
    let late = json!({ "path": "other.md", "opened": opened, "base": base, "text": format!("{base}Two.\n") });
    assert_eq!(desk.write("save", &late).status, 409);
    site.remove("site-content/other.md");
    assert_eq!(desk.write("save", &late).status, 410);
}

#[test]
fn bytes_outside_an_edit_stay_as_they_are() {
    let site = site();
    let odd = b"\xef\xbb\xbf---\r\ntitle: Odd # kept\r\n---\r\n\r\nOne\ttwo.\r\n\nThree.\r\n\r\nFour without an end";
    site.write("site-content/odd.md", odd);
    site.write("site-content/wide.md", b"\xff\xfe-\0-\0-\0\n\0");
    site.write("site-content/old.md", b"---\ntitle: Old\n---\nCaf\xe9\n");
    let desk = DeskClient::of(&site);
    let (text, _) = desk.open("odd.md");
    assert!(!text.contains('\r') && text.starts_with("---\n"));
    let new = text.replace("two.", "2.").replace("Four", "5\n\nFour");
    assert_eq!(desk.save("odd.md", &new).status, 200);
    let expected = b"\xef\xbb\xbf---\r\ntitle: Odd # kept\r\n---\r\n\r\nOne\t2.\r\n\nThree.\r\n\r\n5\r\n\r\nFour without an end";
    assert_eq!(fs::read(site.path("site-content/odd.md")).unwrap(), expected);
    for path in ["wide.md", "old.md"] {
        let answer = desk.read(&format!("file?path={path}"));
        assert_eq!(answer.status, 400);
        assert!(answer.json()["message"].as_str().unwrap().contains("UTF-8"));
    }
}

#[test]
fn a_field_of_the_form_changes_its_own_line() {
    let site = site();
    let desk = DeskClient::of(&site);
    let text =
        "---\n# Mind the order.\ntitle: 'Other' # the title\ntags:\n  - a\n---\nWords.\n";
    let form = desk.write("field", &json!({ "path": "other.md", "text": text })).json();
    let title =
        form["fields"].as_array().unwrap().iter().find(|one| one["name"] == "title");
    assert_eq!(title.unwrap()["values"], json!(["Other"]));
    assert_eq!(form["people"], json!([["ada", "Ada Ward"]]));
    let set = |name: &str, values: Value| {
        desk.write(
            "field",
            &json!({ "path": "other.md", "text": text, "name": name, "values": values }),
        )
    };
    assert_eq!(
        set("title", json!(["It's"])).json()["text"],
        text.replace("'Other'", "'It''s'")
    );
    assert_eq!(
        set("tags", json!(["a", "b"])).json()["text"],
        text.replace("- a\n", "- a\n  - b\n")
    );
    assert_eq!(
        set("owner", json!(["ada"])).json()["text"],
        text.replace("  - a\n", "  - a\nowner: ada\n")
    );
    assert_eq!(set("reviewers", json!(["x"])).status, 400);
}

#[test]
fn names_are_offered_as_they_are_typed() {
    let site = site();
    let desk = DeskClient::of(&site);
    let offered = |query: &str| {
        let value = desk.read(&format!("complete?path=care/mouth.md&{query}")).json();
        let all = value["suggestions"].as_array().unwrap().clone();
        all.iter()
            .map(|one| one["insert"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(offered("kind=name&text=gv"), ["GVHD"]);
    assert_eq!(offered("kind=name&text=oth"), ["Other"]);
    assert_eq!(offered("kind=path&text=..%2Foth"), ["../other.md"]);
    assert_eq!(offered("kind=card&text=em"), ["EMERGENCY"]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn pages_are_made_moved_withdrawn_signed_and_deleted() {
    let site = site();
    let desk = DeskClient::of(&site);
    let page = json!({ "is_term": false, "title": "Going home", "folder": "care", "kind": "treatment" });
    assert_eq!(desk.write("new", &page).json()["path"], "care/going-home.md");
    assert_eq!(desk.write("new", &page).status, 400, "it is there already");
    let text = fs::read_to_string(site.path("site-content/care/going-home.md")).unwrap();
    assert!(
        text.contains("title: Going home\n") && text.contains("## What happens"),
        "{text}"
    );
    let term = json!({ "is_term": true, "title": "stem cell" });
    assert_eq!(desk.write("new", &term).json()["path"], "glossary/stem-cell.md");

    let moved = |really: bool| {
        desk.write(
            "move",
            &json!({ "path": "other.md", "to": "care/others.md", "really": really }),
        )
        .json()
    };
    assert_eq!(moved(false)["done"], false);
    assert!(site.path("site-content/other.md").exists());
    let told = moved(true);
    assert_eq!((&told["done"], &told["path"]), (&json!(true), &json!("care/others.md")));
    assert!(
        told["told"].to_string().contains("/other/ leads to /care/others/"),
        "{told}"
    );
    let others = fs::read_to_string(site.path("site-content/care/others.md")).unwrap();
    assert!(others.contains("redirect_from: [/other/]"), "{others}");

    let signed =
        desk.write("sign", &json!({ "path": "care/others.md", "reviewer": "ada" }));
    assert!(
        signed.json()["told"][0].as_str().unwrap().starts_with("Signed care/others.md"),
        "{}",
        signed.text()
    );
    assert!(site.path("site-content/data/reviews").is_dir());
    let nobody =
        desk.write("sign", &json!({ "path": "care/others.md", "reviewer": "eve" }));
    assert_eq!(nobody.status, 400);

    let down = |really: bool| {
        desk.write("withdraw", &json!({ "path": "care/others.md", "really": really }))
            .json()
    };
    assert_eq!(down(false)["done"], false);
    assert!(
        !fs::read_to_string(site.path("site-content/care/others.md"))
            .unwrap()
            .contains("withdrawn")
    );
    assert_eq!(down(true)["done"], true);
    assert!(
        fs::read_to_string(site.path("site-content/care/others.md"))
            .unwrap()
            .contains("\nstatus: withdrawn\n")
    );

    let gone = desk.write("delete", &json!({ "path": "care/mouth.md" })).json();
    assert_eq!(
        (&gone["done"], &gone["address"]),
        (&json!(false), &json!("/care/mouth/"))
    );
    let gone = desk.write(
        "delete",
        &json!({ "path": "care/mouth.md", "to": "care/going-home.md", "really": true }),
    );
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert!(!site.path("site-content/care/mouth.md").exists());
    let heir = fs::read_to_string(site.path("site-content/care/going-home.md")).unwrap();
    assert!(heir.contains("redirect_from: [/care/mouth/]"), "{heir}");
    assert_eq!(
        desk.write("delete", &json!({ "path": "index.md", "really": true })).status,
        400
    );
}

#[test]
fn what_has_a_text_that_is_not_saved_is_not_moved_away() {
    let site = site();
    let desk = DeskClient::of(&site);
    let (base, _) = desk.open("other.md");
    typed(&desk, "other.md", &format!("{base}More.\n"));
    for (name, value) in [
        ("move", json!({ "path": "other.md", "to": "x.md", "really": true })),
        ("delete", json!({ "path": "other.md", "really": true })),
        ("withdraw", json!({ "path": "other.md", "really": true })),
        ("sign", json!({ "path": "other.md", "reviewer": "ada" })),
    ] {
        let answer = desk.write(name, &value);
        assert_eq!(answer.status, 400, "{name}");
        assert!(answer.json()["message"].as_str().unwrap().contains("not saved"));
    }
    assert_eq!(desk.write("discard", &json!({ "path": "other.md" })).status, 200);
    assert_eq!(
        desk.write("delete", &json!({ "path": "other.md", "really": true })).status,
        200
    );
}

#[test]
fn the_finished_site_is_made_and_what_changed_since_is_told() {
    let site = site();
    let desk = DeskClient::of(&site);
    let told = |answer: Value| {
        answer["told"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let built = told(desk.write("build", &json!({})).json());
    assert!(built.starts_with("Built "), "{built}");
    assert!(site.path("output/other/index.html").exists());
    let (base, _) = desk.open("other.md");
    assert_eq!(desk.save("other.md", &base.replace("First", "Other")).status, 200);
    let changes = told(desk.read("changes").json());
    assert!(changes.contains("Other"), "{changes}");
    let (base, _) = desk.open("other.md");
    assert_eq!(
        desk.save("other.md", &base.replace("Other words.", "[[Nowhere]].")).status,
        200
    );
    let built = told(desk.write("build", &json!({})).json());
    assert!(built.starts_with("Nothing was published"), "{built}");
    assert!(built.contains("site-content/other.md, line"), "{built}");
}

#[test]
fn all_pages_are_listed_with_what_is_due() {
    let site = site();
    site.configure(WARD.replace("owner: {name: Ward}\n", ""));
    site.article(
        "due.md",
        "title: Due\nowner: ada\nreviewed: 2020-01-01\nreview_due: 2021-01-01",
        "Words.\n",
    );
    let desk = DeskClient::of(&site);
    let all = desk.read("pages").json();
    let files = all["files"].as_array().unwrap();
    let due = files.iter().find(|file| file["path"] == "due.md").unwrap();
    assert_eq!(
        (&due["owner"], &due["due"], &due["is_overdue"]),
        (&json!("Ada Ward"), &json!("2021-01-01"), &json!(true))
    );
    assert_eq!(desk.read("at?address=/due/").json()["path"], "due.md");
    assert!(files.iter().any(|file| file["path"] == "data/people.yaml"));
    assert!(!files.iter().any(|file| file["path"] == "site.yaml"));
}
