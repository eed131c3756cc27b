//! The desk under many edits, and killed in the middle: no byte outside an edit changes, each
//! file is old or new, and what was not saved is there again.

use std::fs;
use std::time::Duration;

use serde_json::json;

use crate::desk_client::DeskClient;
use crate::harness::TestSite;

/// How many edits are made; more with `ENGRAFT_EDITS`.
const EDITS: usize = 100;
/// How often the desk is killed; more with `ENGRAFT_KILLS`.
const KILLS: usize = 12;

fn count(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// Files with every kind of line end, mark and end.
fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    for (name, bytes) in [
        ("unix", &b"---\ntitle: Unix # a\n---\n\nOne.\n\n> [!NOTE] Card\n> Words.\n\n- a\n- b\n"[..]),
        ("windows", b"---\r\ntitle: Windows\r\n---\r\n\r\nOne.\r\n\r\nTwo \ttabs.\r\n"),
        ("mixed", b"\xef\xbb\xbf---\r\ntitle: Mixed\n---\nOne.\r\n\nTwo.\n\r\nThree"),
        ("old", b"---\rtitle: Old\r---\rOne.\r\rTwo.\r"),
        ("marked", "\u{feff}---\ntitle: Märked\n---\nÄ é 漢字 🙂 words.\n\nNo end".as_bytes()),
    ] {
        site.write(&format!("site-content/{name}.md"), bytes);
    }
    site
}

/// The bytes that a file has to hold: those before and after the edit as they were.
fn outside(old: &[u8], new: &[u8]) -> (usize, usize) {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest);
    (head, tail.take_while(|(one, other)| one == other).count())
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn every_byte_outside_an_edit_is_what_it_was() {
    let site = site();
    let desk = DeskClient::of(&site);
    let mut numbers = Numbers(7);
    let names = ["unix", "windows", "mixed", "old", "marked"];
    let pieces = [
        "x",
        "",
        "é",
        "two words",
        "a\n\nb",
        "\n",
        "🙂",
        "- c\n",
        "\t",
        "> [!NOTE] A\n> b\n",
    ];
    for turn in 0..count("ENGRAFT_EDITS", EDITS) {
        let path = format!("{}.md", names[numbers.below(names.len())]);
        let file = site.path(&format!("site-content/{path}"));
        let before = fs::read(&file).unwrap();
        let (base, opened) = desk.open(&path);
        let body = base.match_indices("---\n").nth(1).map_or(0, |(at, _)| at + 4);
        let text = if turn % 5 == 0 {
            let title = format!("Title {turn}");
            let field = json!({ "path": path, "text": base, "name": "short_title", "values": [title] });
            desk.write("field", &field).json()["text"].as_str().unwrap().to_owned()
        } else {
            let places: Vec<usize> = base
                .char_indices()
                .map(|(at, _)| at)
                .filter(|at| *at >= body)
                .chain([base.len()])
                .collect();
            let from = numbers.below(places.len());
            let to = (from + numbers.below(4)).min(places.len() - 1);
            let piece = pieces[numbers.below(pieces.len())];
            format!("{}{piece}{}", &base[..places[from]], &base[places[to]..])
        };
        let value = json!({ "path": path, "opened": opened, "base": base, "text": text });
        let name = if turn % 3 == 0 { "unsaved" } else { "save" };
        let answer = desk.write(name, &value);
        assert_eq!(answer.status, 200, "turn {turn}: {}", answer.text());
        let after = fs::read(&file).unwrap();
        if name == "unsaved" {
            assert_eq!(after, before, "turn {turn}");
            assert_eq!(desk.write("discard", &json!({ "path": path })).status, 200);
            continue;
        }
        // What the text says is in the file, and no more of the file differs than of the text.
        assert_eq!(desk.open(&path).0, text, "turn {turn}");
        let (head, tail) = outside(&before, &after);
        let (text_head, text_tail) = outside(base.as_bytes(), text.as_bytes());
        let changed_before = before.len() - head - tail;
        let of_text = base.len() - text_head - text_tail;
        assert!(
            changed_before <= of_text * 2 + 4,
            "turn {turn}: {changed_before} bytes for {of_text} of {path}"
        );
    }
    // The pages at the desk are those of a clean build.
    let pages = desk.pages_host();
    let port = pages.rsplit_once(':').unwrap().1.parse().unwrap();
    site.run(&["build", "--drafts", "--future"]);
    for name in names {
        let request = format!(
            "GET /{name}/ HTTP/1.1\r\nHost: {pages}\r\nCookie: {}\r\n\r\n",
            desk.cookie
        );
        let shown = DeskClient::raw_to(port, request.as_bytes()).text();
        let lines = shown.lines().filter(|line| {
            !line.contains("/__engraft/") && *line != "         </script>"
        });
        let lines: Vec<&str> = lines.filter(|line| *line != "</script>").collect();
        if let Ok(built) =
            fs::read_to_string(site.path(&format!("output/{name}/index.html")))
        {
            assert_eq!(lines.join("\n"), built.trim_end(), "{name}");
        }
    }
}

#[test]
fn a_desk_that_is_killed_leaves_each_file_old_or_new() {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("a.md", "A", "Words 0.\n");
    site.page("b.md", "B", "See [[A]] and [a](a.md).\n");
    let long = "Many words in a long text.\n\n".repeat(2_000);
    site.page("long.md", "Long", &long);
    let mut numbers = Numbers(11);
    for turn in 0..count("ENGRAFT_KILLS", KILLS) {
        let mut desk = DeskClient::of(&site);
        let is_moved = site.path("site-content/c.md").exists();
        let (here, there) = if is_moved { ("c.md", "a.md") } else { ("a.md", "c.md") };
        let (base, opened) = desk.open("long.md");
        let text = format!("{base}\nTurn {turn}.\n");
        let typed = format!("{base}\nTyped {turn}.\n");
        let (b_base, b_opened) = desk.open("b.md");
        let kept = json!({ "path": "b.md", "opened": b_opened, "base": b_base, "text": format!("{b_base}\nKept {turn}.\n") });
        assert_eq!(desk.write("unsaved", &kept).status, 200);
        let request = match turn % 3 {
            0 => (
                "save",
                json!({ "path": "long.md", "opened": opened, "base": base, "text": text }),
            ),
            1 => ("move", json!({ "path": here, "to": there, "really": true })),
            _ => (
                "unsaved",
                json!({ "path": "long.md", "opened": opened, "base": base, "text": typed }),
            ),
        };
        let pause = Duration::from_micros(u64::try_from(numbers.below(60_000)).unwrap());
        std::thread::scope(|scope| {
            let port = desk.port();
            let length = request.1.to_string().len();
            let lines = format!("{}Content-Length: {length}\r\n", desk.own_lines());
            scope.spawn(move || {
                let sent = format!(
                    "POST /__engraft/desk/{} HTTP/1.1\r\n{lines}\r\n{}",
                    request.0, request.1
                );
                DeskClient::raw_to(port, sent.as_bytes())
            });
            // Where in its work it dies is what is tried; nothing waits for it.
            std::thread::park_timeout(pause);
            desk.kill();
        });
        let again = DeskClient::of(&site);
        let found = fs::read_to_string(site.path("site-content/long.md")).unwrap();
        assert!(found == base || found == text, "turn {turn}: {} bytes", found.len());
        let files = ["a.md", "c.md"]
            .map(|name| site.path(&format!("site-content/{name}")).exists());
        assert_eq!(files.iter().filter(|one| **one).count(), 1, "turn {turn}");
        let unsaved = again.read("file?path=b.md").json()["unsaved"]["text"].to_string();
        assert!(unsaved.contains(&format!("Kept {turn}.")), "turn {turn}: {unsaved}");
        assert_eq!(again.write("discard", &json!({ "path": "b.md" })).status, 200);
        assert_eq!(again.write("discard", &json!({ "path": "long.md" })).status, 200);
        let left = crate::harness::files_below(&site.path("site-content"));
        assert!(!left.keys().any(|path| path.contains("engraft-")), "{:?}", left.keys());
    }
}
