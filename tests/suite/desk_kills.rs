//! The desk killed in the middle of its work: each change is whole or was never begun, and what
//! was not saved is there again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::desk_client::{DeskClient, Numbers, amount};
use crate::harness::{TestSite, files_below};

/// How often the desk is killed; more with `ENGRAFT_KILLS`, otherwise with `ENGRAFT_SEED`.
const KILLS: usize = 16;

/// What is under way when the desk dies.
const WORK: &[&str] = &["save", "move", "delete", "unsaved"];

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("b.md", "B", "See [it](here.md).\n");
    site.page("heir.md", "Heir", "Words.\n");
    let long = "Many words in a long text.\n\n".repeat(2_000);
    site.page("long.md", "Long", &long);
    site
}

/// The files that the writer wrote, without those of a change that is under way.
fn sources(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(&site.path("site-content"));
    files.retain(|path, _| !path.contains(".engraft-"));
    files
}

/// Whether something on the disk says that work is under way.
fn is_at_work(root: &Path) -> bool {
    let holds = |folder: &Path, marks: &[&str]| {
        let Ok(entries) = fs::read_dir(folder) else { return false };
        let mut names =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.any(|name| marks.iter().any(|mark| name.contains(mark)))
    };
    holds(root, &["engraft.journal", "engraft.witness"])
        || holds(
            &root.join("site-content"),
            &["engraft-new", "engraft-old", "engraft-moving"],
        )
        || holds(&root.join(".engraft-desk/unsaved"), &["engraft-new"])
}

/// Sends a change and kills the desk a moment after it began to write. Whether it had answered.
fn kill_while(
    desk: &mut DeskClient,
    site: &TestSite,
    name: &str,
    value: &Value,
    pause: Duration,
) -> bool {
    let answered = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (port, body, own) = (desk.port(), value.to_string(), desk.own_lines());
        let answered = &answered;
        scope.spawn(move || {
            let length = body.len();
            let request = format!(
                "POST /__engraft/desk/{name} HTTP/1.1\r\n{own}Content-Length: {length}\r\n\r\n{body}"
            );
            let answer = DeskClient::raw_to(port, request.as_bytes());
            answered.store(answer.status == 200, Ordering::Relaxed);
        });
        while !is_at_work(site.root()) && !answered.load(Ordering::Relaxed) {
            std::thread::yield_now();
        }
        // Where in its work it dies is what is tried; nothing waits for it.
        std::thread::park_timeout(pause);
        desk.kill();
    });
    answered.into_inner()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
#[expect(clippy::print_stdout, reason = "where the kills fell is part of the proof")]
fn a_desk_that_is_killed_leaves_each_file_old_or_new() {
    let site = site();
    let mut numbers = Numbers(amount("ENGRAFT_SEED", 11) as u64);
    // Before, during and after the work, of each kind.
    let mut fell: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for turn in 0..amount("ENGRAFT_KILLS", KILLS) {
        let work = WORK[turn % WORK.len()];
        let is_moved = site.path("site-content/there.md").exists();
        if !is_moved {
            site.page("here.md", "Here", "Words.\n");
        }
        site.page("gone.md", "Gone", "It goes.\n");
        let (here, there) =
            if is_moved { ("there.md", "here.md") } else { ("here.md", "there.md") };
        let mut desk = DeskClient::of(&site);
        // Something of another file waits to be saved.
        let (base, opened) = desk.open("b.md");
        let kept = format!("{base}\nKept {turn}.\n");
        let value =
            json!({ "path": "b.md", "opened": opened, "base": base, "text": kept });
        assert_eq!(desk.write("unsaved", &value).status, 200);
        let (base, opened) = desk.open("long.md");
        let text = format!("{base}\nTurn {turn}.\n");
        let typed =
            json!({ "path": "long.md", "opened": opened, "base": base, "text": text });
        let value = match work {
            "move" => json!({ "path": here, "to": there, "really": true }),
            "delete" => json!({ "path": "gone.md", "to": "heir.md", "really": true }),
            _ => typed.clone(),
        };
        if work == "save" {
            assert_eq!(desk.write("unsaved", &typed).status, 200);
        }
        let before = sources(&site);
        let pause = Duration::from_micros(numbers.below(12_000) as u64);
        let answered = kill_while(&mut desk, &site, work, &value, pause);
        let is_during = is_at_work(site.root());
        let kept_texts = files_below(&site.path(".engraft-desk/unsaved"));
        let is_new =
            sources(&site) != before || (work == "unsaved" && kept_texts.len() > 1);
        let moment = if is_during {
            1
        } else if is_new || answered {
            2
        } else {
            0
        };
        fell.entry(work).or_default()[moment] += 1;

        let again = DeskClient::of(&site);
        let after = sources(&site);
        let left = files_below(site.root());
        let left: Vec<&String> = left
            .keys()
            .filter(|path| {
                path.contains("engraft-new")
                    || path.contains("engraft-old")
                    || path.contains("engraft.journal")
            })
            .collect();
        // What a text was about to be kept in goes with the next one of its file.
        let (kept_in, left): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|path| path.starts_with(".engraft-desk/unsaved/"));
        assert!(left.is_empty(), "turn {turn}, {work}: {left:?}");
        // All that the change is about is as it was, or all of it is done.
        let mut done = before.clone();
        match work {
            "save" => {
                done.insert("long.md".to_owned(), text.clone().into_bytes());
            }
            "move" => {
                let page = String::from_utf8(done.remove(here).unwrap()).unwrap();
                let address = format!("/{}/", here.trim_end_matches(".md"));
                let new = after.get(there).cloned().unwrap_or_default();
                let text = String::from_utf8(new.clone()).unwrap();
                // Its old addresses are written in, and nothing else.
                let words = |text: &str| text.split("---\n").last().map(str::to_owned);
                let is_whole = words(&text) == words(&page) && text.contains(&address);
                assert!(text.is_empty() || is_whole, "turn {turn}: {text}");
                done.insert(there.to_owned(), new);
                let links = String::from_utf8(before["b.md"].clone()).unwrap();
                done.insert("b.md".to_owned(), links.replace(here, there).into_bytes());
            }
            "delete" => {
                done.remove("gone.md");
                let heir = String::from_utf8(before["heir.md"].clone()).unwrap();
                // The second time the old address is there already.
                let heir = if heir.contains("/gone/") {
                    heir
                } else {
                    heir.replacen("\n---\n", "\nredirect_from: [/gone/]\n---\n", 1)
                };
                done.insert("heir.md".to_owned(), heir.into_bytes());
            }
            _ => {}
        }
        assert!(
            after == before || after == done,
            "turn {turn}, {work}: {:?} became {:?}",
            before.keys(),
            after.keys()
        );
        assert!(
            !answered || work == "unsaved" || after == done,
            "turn {turn}: {work} was answered"
        );
        let unsaved = |path: &str| {
            again.read(&format!("file?path={path}")).json()["unsaved"]["text"].clone()
        };
        assert_eq!(unsaved("b.md"), json!(kept), "turn {turn}, {work}");
        match work {
            "save" if after == before => {
                assert_eq!(unsaved("long.md"), json!(text), "turn {turn}");
            }
            "unsaved" if answered => {
                assert_eq!(unsaved("long.md"), json!(text), "turn {turn}");
            }
            // It was old or new, and never cut.
            _ => assert!(
                [json!(text), Value::Null].contains(&unsaved("long.md")),
                "turn {turn}"
            ),
        }
        for path in ["b.md", "long.md"] {
            assert_eq!(again.write("discard", &json!({ "path": path })).status, 200);
        }
        for path in kept_in {
            assert!(!site.path(path).exists(), "turn {turn}, {work}: {path}");
        }
    }
    for (work, [before, during, after]) in &fell {
        println!("{work}: {before} before, {during} during, {after} after");
        // A text is kept by one small file, which is written in no time.
        let is_hit = *during > 0 || *work == "unsaved";
        assert!(is_hit, "{work} was never killed in the middle: {fell:?}");
    }
}
