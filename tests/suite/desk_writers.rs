//! Several writers at the desk, and a disk that is full: no text is lost, none is written in
//! part, and everybody is told.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Barrier;

use serde_json::{Value, json};

use crate::desk_client::{DeskAnswer, DeskClient};
use crate::harness::{TestSite, files_below};

/// How often several save at once.
const ROUNDS: usize = 8;
/// How many do.
const WRITERS: usize = 4;

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("care.md", "Care", "First words.\n");
    site.page("other.md", "Other", "Words.\n");
    site
}

fn text(site: &TestSite, path: &str) -> String {
    fs::read_to_string(site.path(&format!("site-content/{path}"))).unwrap()
}

fn is_tidy(site: &TestSite) {
    let left = files_below(site.root());
    let mut left =
        left.keys().filter(|path| path.contains(".engraft-new") || path.contains("-old"));
    assert_eq!(left.next(), None);
}

/// Several save a text over the same file at the same moment, by one desk or several.
fn all_save(
    desks: &[&DeskClient],
    path: &str,
    numbers: &[usize],
) -> Vec<(String, DeskAnswer)> {
    let (base, opened) = desks[0].open(path);
    let barrier = Barrier::new(numbers.len());
    std::thread::scope(|scope| {
        let asked: Vec<_> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| {
                let desk = desks[at % desks.len()];
                let text = format!(
                    "{base}\nWriter {number} was here.\n{}",
                    "More.\n".repeat(*number)
                );
                let value =
                    json!({ "path": path, "opened": opened, "base": base, "text": text });
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    (text, desk.write("save", &value))
                })
            })
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

#[test]
fn of_several_who_save_at_once_one_wins_and_the_others_are_shown_both() {
    let site = site();
    let desk = DeskClient::of(&site);
    for round in 0..ROUNDS {
        let before = text(&site, "care.md");
        let numbers: Vec<usize> =
            (0..WRITERS).map(|writer| round * WRITERS + writer).collect();
        let answers = all_save(&[&desk], "care.md", &numbers);
        let (won, lost): (Vec<_>, Vec<_>) =
            answers.iter().partition(|(_, answer)| answer.status == 200);
        let [(winner, _)] = won[..] else { panic!("round {round}: {} won", won.len()) };
        assert_eq!(text(&site, "care.md"), *winner);
        for (mine, answer) in lost {
            assert_eq!(answer.status, 409, "round {round}: {}", answer.text());
            let value = answer.json();
            assert_eq!(value["theirs"], json!(winner));
            let parts = value["parts"].as_array().unwrap();
            let side = |name: &str| {
                let parts = parts.iter().map(|part| part[name].as_str().unwrap());
                parts.collect::<String>()
            };
            assert_eq!((&side("mine"), &side("theirs")), (mine, winner));
        }
        assert!(winner.starts_with(&before));
    }
    is_tidy(&site);
}

#[test]
fn of_two_desks_of_one_site_one_wins() {
    let site = site();
    let desks = [DeskClient::of(&site), DeskClient::of(&site)];
    for round in 0..ROUNDS {
        let before = text(&site, "care.md");
        let answers =
            all_save(&[&desks[0], &desks[1]], "care.md", &[2 * round, 2 * round + 1]);
        let found = text(&site, "care.md");
        let won: Vec<&String> = answers
            .iter()
            .filter_map(|(text, answer)| (answer.status == 200).then_some(text))
            .collect();
        match won[..] {
            [winner] => assert_eq!(found, *winner, "round {round}"),
            // Neither could have the folder for itself, and both are told.
            [] => assert_eq!(found, before, "round {round}"),
            _ => panic!("round {round}: both won"),
        }
        for (_, answer) in answers.iter().filter(|(_, answer)| answer.status != 200) {
            assert!([409, 500].contains(&answer.status), "{}", answer.text());
            assert!(answer.status == 409 || answer.text().contains("wait for it to end"));
        }
    }
    is_tidy(&site);
}

#[test]
fn different_changes_at_once_are_all_done() {
    let site = site();
    let desk = DeskClient::of(&site);
    let (base, opened) = desk.open("other.md");
    let saved = json!({ "path": "other.md", "opened": opened, "base": base, "text": format!("{base}More.\n") });
    let changes = [
        ("save", saved),
        ("move", json!({ "path": "care.md", "to": "ward/care.md", "really": true })),
        ("new", json!({ "is_term": true, "title": "blood" })),
        ("new", json!({ "is_term": false, "title": "Going home" })),
    ];
    let barrier = Barrier::new(changes.len());
    std::thread::scope(|scope| {
        for (name, value) in &changes {
            let (desk, barrier) = (&desk, &barrier);
            scope.spawn(move || {
                barrier.wait();
                let answer = desk.write(name, value);
                assert_eq!(answer.status, 200, "{name}: {}", answer.text());
            });
        }
    });
    assert_eq!(text(&site, "other.md"), format!("{base}More.\n"));
    for path in ["ward/care.md", "glossary/blood.md", "going-home.md"] {
        assert!(site.path(&format!("site-content/{path}")).exists(), "{path}");
    }
    is_tidy(&site);
}

#[test]
fn what_changed_or_went_meanwhile_is_never_written_over() {
    let site = site();
    let desk = DeskClient::of(&site);
    let (base, opened) = desk.open("care.md");
    let mine = json!({ "path": "care.md", "opened": opened, "base": base, "text": format!("{base}Mine.\n") });
    // The same words with other line ends are another file.
    let theirs = base.replace('\n', "\r\n");
    site.write("site-content/care.md", &theirs);
    assert_eq!(desk.write("save", &mine).status, 409);
    assert_eq!(text(&site, "care.md"), theirs);
    // A digest that is none, of another file, or left out opens nothing.
    let (_, other) = desk.open("other.md");
    for opened in ["", "0", &other] {
        let value =
            json!({ "path": "care.md", "opened": opened, "base": base, "text": "x\n" });
        assert_eq!(desk.write("save", &value).status, 409, "{opened}");
    }
    assert_eq!(text(&site, "care.md"), theirs);
    // What is typed is kept under its own name, whatever becomes of the file.
    assert_eq!(desk.write("unsaved", &mine).status, 200);
    site.remove("site-content/care.md");
    fs::create_dir(site.path("site-content/care.md")).unwrap();
    let answer = desk.write("save", &mine);
    assert!(answer.status >= 400, "{}", answer.text());
    assert!(answer.json()["message"].is_string());
    fs::remove_dir(site.path("site-content/care.md")).unwrap();
    assert_eq!(desk.write("save", &mine).status, 410);
    site.write("site-content/care.md", &base);
    let kept = desk.read("file?path=care.md").json();
    assert_eq!(kept["unsaved"]["text"], mine["text"]);
    assert_eq!(desk.write("save", &mine).status, 200);
    // What is to move has another text than the one that was shown.
    site.write("site-content/other.md", "---\ntitle: Other\n---\nChanged.\n");
    let moved = json!({ "path": "other.md", "to": "others.md", "really": true });
    assert_eq!(desk.write("move", &moved).status, 200);
    assert!(text(&site, "others.md").ends_with("Changed.\n"));
}

/// A desk that can write no file of more than some ten thousand bytes, as if the disk was full.
#[cfg(unix)]
fn desk_on_a_full_disk(site: &TestSite) -> DeskClient {
    let desk = site.command(&["desk", "--no-open", "--port", "0"]);
    let mut shell = std::process::Command::new("sh");
    // A limit that is passed is a signal, unless nobody listens: then writing fails.
    let limited = "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\"";
    shell.args(["-c", limited]).arg(desk.get_program()).args(desk.get_args());
    DeskClient::by(shell).opened()
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_written_in_part_and_it_is_said() {
    let site = site();
    let long = "Many words in a long text.\n\n".repeat(4_000);
    site.page("long.md", "Long", &long);
    site.page("links.md", "Links", &format!("[Care](care.md)\n\n{long}"));
    let desk = desk_on_a_full_disk(&site);
    let (base, opened) = desk.open("care.md");
    let kept = json!({ "path": "care.md", "opened": opened, "base": base, "text": format!("{base}Kept.\n") });
    assert_eq!(desk.write("unsaved", &kept).status, 200, "what is small has room");
    let sources =
        || -> BTreeMap<String, Vec<u8>> { files_below(&site.path("site-content")) };
    let before = sources();
    let refused = |name: &str, answer: &DeskAnswer| {
        assert_eq!(answer.status, 500, "{name}: {}", answer.text());
        let message = answer.json()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(": cannot write this: "), "{name}: {message}");
        assert_eq!(sources(), before, "{name}");
        is_tidy(&site);
    };
    let grown = json!({ "path": "care.md", "opened": opened, "base": base, "text": format!("{base}{long}") });
    refused("a text that is kept", &desk.write("unsaved", &grown));
    let unsaved = desk.read("file?path=care.md").json()["unsaved"]["text"].clone();
    assert_eq!(unsaved, kept["text"], "the text that was kept before");
    refused("a text that is saved", &desk.write("save", &grown));
    let (long_base, long_opened) = desk.open("long.md");
    let edited = json!({ "path": "long.md", "opened": long_opened, "base": long_base, "text": long_base.replacen("Many", "Few", 1) });
    refused("a word of a long text", &desk.write("save", &edited));
    assert_eq!(desk.write("discard", &json!({ "path": "care.md" })).status, 200);
    let change = |to: &str| json!({ "path": "care.md", "to": to, "really": true });
    refused("a move", &desk.write("move", &change("ward/care.md")));
    refused("a deletion", &desk.write("delete", &change("long.md")));
    let down = json!({ "path": "long.md", "really": true });
    refused("a page that is taken down", &desk.write("withdraw", &down));
    let mut fields = desk.own_fields();
    for (_, value) in fields.iter_mut().filter(|(name, _)| name == "Content-Type") {
        "application/octet-stream".clone_into(value);
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><title>{}</title></svg>",
        "x".repeat(100_000)
    );
    let picture = desk.send(
        "POST",
        "picture?path=care.md&alt=x&name=a.svg",
        &fields,
        svg.as_bytes(),
    );
    refused("a picture", &picture);
    let built: Value = desk.write("build", &json!({})).json();
    assert!(built["message"].is_string() || built["told"].is_array(), "{built}");
    assert_eq!(sources(), before);

    // Everything goes on, and what fits is written.
    assert_eq!(desk.save("care.md", &format!("{base}Few words.\n")).status, 200);
    assert_eq!(text(&site, "care.md"), format!("{base}Few words.\n"));
    drop(desk);
    let desk = DeskClient::of(&site);
    let (base, _) = desk.open("care.md");
    assert_eq!(desk.save("care.md", &format!("{base}{long}")).status, 200);
    assert_eq!(desk.write("move", &change("ward/care.md")).status, 200);
    assert!(text(&site, "links.md").contains("(ward/care.md)"));
    is_tidy(&site);
}
