//! The desk under many edits: no byte outside an edit changes, and the site is that of a clean
//! build.

use std::fs;
use std::ops::Range;

use serde_json::json;

use crate::desk_client::{DeskClient, Numbers, amount};
use crate::harness::{TestSite, files_below};

/// How many edits are made; more with `ENGRAFT_EDITS`, others with `ENGRAFT_SEED`.
const EDITS: usize = 100;
/// After so many edits the site is compared with a clean build, and at the end.
const COMPARED: usize = 500;

/// Files with every kind of line end, mark and end; only of the last the text does not say which
/// ends its lines have.
const FILES: &[(&str, &[u8])] = &[
    ("unix.md", b"---\ntitle: Unix # a\n---\n\nOne.\n\n> [!NOTE] Card\n> Words.\n\n- a\n- b\n"),
    ("windows.md", b"---\r\ntitle: Windows\r\ntags: [a, b] # two\r\n---\r\n\r\nOne.\r\n\r\nTwo \ttabs.\r\n"),
    ("old.md", b"---\rtitle: Old\r---\rOne.\r\rTwo.\r"),
    ("marked.md", "\u{feff}---\ntitle: Märked\n---\nÄ é 漢字 🙂 words.\n\nNo end".as_bytes()),
    ("tabs.md", b"---\ntitle: Tabs\t# a tab\n---\n\n-\tOne\n\t- Two\n\n\tcode\twith\ttabs\n\nOne\ttwo.\n"),
    ("spaces.md", b"---\ntitle:   Spaces   \n---\n  \n\nOne  \nTwo\\\nThree   \n\n\n\n"),
    ("glossary/cell.md", b"---\r\nterm: stem cell\r\nreviewed: 2026-01-01\r\n---\r\nIt becomes\r\nblood.\r\n"),
    ("_snippets/visit.md", b"Visit us.\n\nAny day"),
    ("mixed.md", b"\xef\xbb\xbf---\r\ntitle: Mixed\n---\nOne.\r\n\nTwo.\n\r\nThree\r\n\r\n\n\nFour\rFive"),
];

/// What is typed.
const PIECES: &[&str] = &[
    "x",
    "",
    "é",
    "two words",
    "a\n\nb",
    "\n",
    "🙂",
    "- c\n",
    "\t",
    "  \n",
    "> [!NOTE] A\n> b\n",
];

/// Fields of the form, with values to choose from.
const FIELDS: &[(&str, &[&[&str]])] = &[
    ("short_title", &[&["A"], &["It's"], &["yes"], &["# b"], &[]]),
    ("tags", &[&["a"], &["a", "b"], &["c d", "é"], &[]]),
    ("toc", &[&["yes"], &["no"], &[]]),
    ("weight", &[&["3"], &["-1"], &[]]),
    ("reviewed", &[&["2026-01-02"], &["2026-02-01"]]),
];

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\nglossary: {}\n");
    for (name, bytes) in FILES {
        site.write(&format!("site-content/{name}"), bytes);
    }
    site
}

/// The characters of a file, each as the bytes that it stands there with: of line ends there are
/// three, and a mark at the beginning is a character of its own.
fn units(bytes: &[u8]) -> Vec<&str> {
    let mut units = Vec::new();
    let mut rest = str::from_utf8(bytes).unwrap();
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
        let (unit, behind) = rest.split_at(length);
        units.push(unit);
        rest = behind;
    }
    units
}

/// Where each character of the text of a file stands in its bytes, and where they end.
fn places(bytes: &[u8]) -> Vec<usize> {
    let mut at = 0;
    let mut places = Vec::new();
    for unit in units(bytes) {
        if unit != "\u{feff}" {
            places.push(at);
        }
        at += unit.len();
    }
    places.push(at);
    places
}

fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// How many characters of a file are in another, in their order and with their very bytes.
fn kept(old: &[u8], new: &[u8]) -> usize {
    let (old, new) = (units(old), units(new));
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[head..], &new[head..]);
    let reversed = old.iter().rev().zip(new.iter().rev());
    let tail = reversed.take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut row = vec![0; new.len() + 1];
    for one in old {
        let mut before = 0;
        for (at, other) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one == other { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    head + row[new.len()] + tail
}

/// The text with another piece in it.
fn with(text: &[char], range: Range<usize>, piece: &str) -> String {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    before.iter().copied().chain(piece.chars()).chain(behind.iter().copied()).collect()
}

/// The pieces of a body between blank lines.
fn blocks(text: &[char], body: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = std::iter::once(body..body).collect();
    for (at, c) in text.iter().enumerate().skip(body) {
        let is_end = *c == '\n' && text.get(at + 1) == Some(&'\n');
        if is_end {
            found.push(at + 1..at + 1);
        } else if let Some(last) = found.last_mut() {
            last.end = at + 1;
        }
    }
    found
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn every_byte_outside_an_edit_is_what_it_was() {
    let site = site();
    let desk = DeskClient::of(&site);
    let mut numbers = Numbers(amount("ENGRAFT_SEED", 7) as u64);
    let most = amount("ENGRAFT_EDITS", EDITS);
    for turn in 1..=most {
        let (path, original) = FILES[numbers.below(FILES.len())];
        let file = site.path(&format!("site-content/{path}"));
        let before = fs::read(&file).unwrap();
        let (base, opened) = desk.open(path);
        assert_eq!(base, plain(&before), "turn {turn}");
        let letters: Vec<char> = base.chars().collect();
        let starts = base.match_indices("---\n").nth(1).map_or(0, |(at, _)| at + 4);
        let body = base[..starts].chars().count();
        let piece = PIECES[numbers.below(PIECES.len())];
        let near = |numbers: &mut Numbers, range: &Range<usize>| {
            let from = range.start + numbers.below(range.len() + 1);
            from..(from + numbers.below(4)).min(range.end)
        };
        // What the bytes have to be where that is known, and how many characters are taken out.
        let mut exact = None;
        let mut taken_out = None;
        let text = match numbers.below(6) {
            0 if body > 0 => {
                let (name, values) = FIELDS[numbers.below(FIELDS.len())];
                let values = values[numbers.below(values.len())];
                let field =
                    json!({ "path": path, "text": base, "name": name, "values": values });
                let answer = desk.write("field", &field);
                match answer.status {
                    200 => answer.json()["text"].as_str().unwrap().to_owned(),
                    400 if path.starts_with("glossary/") => continue,
                    _ => panic!("turn {turn}: {path} {name}: {}", answer.text()),
                }
            }
            1 => {
                // A block, of which something is written anew.
                let blocks = blocks(&letters, body);
                let block = blocks[numbers.below(blocks.len())].clone();
                let place = near(&mut numbers, &block);
                taken_out = Some(place.len());
                with(&letters, place, piece)
            }
            2 => {
                // Two places at once.
                let mut two =
                    [0, 1].map(|_| body + numbers.below(letters.len() + 1 - body));
                two.sort_unstable();
                let words = [format!("ω{turn}a"), format!("ω{turn}b")];
                let inner = with(&letters, two[1]..two[1], &words[1]);
                let inner: Vec<char> = inner.chars().collect();
                let places = places(&before);
                let [first, second] = two.map(|at| places[at]);
                let parts = [
                    &before[..first],
                    words[0].as_bytes(),
                    &before[first..second],
                    words[1].as_bytes(),
                    &before[second..],
                ];
                exact = Some(parts.concat());
                with(&inner, two[0]..two[0], &words[0])
            }
            // The whole text anew, so that no file grows and grows.
            3 if base.len() > 2_000 => {
                let first = plain(original);
                let at = first.match_indices("---\n").nth(1).map_or(0, |(at, _)| at + 4);
                format!("{}{}", &base[..starts], &first[at..])
            }
            _ => {
                let place = near(&mut numbers, &(body..letters.len()));
                taken_out = Some(place.len());
                with(&letters, place, piece)
            }
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
        let told = || {
            let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            format!("turn {turn} of {path}:\n{:?}\n{:?}", shown(&before), shown(&after))
        };
        assert_eq!(plain(&after), text, "{}", told());
        // A text does not say which of two lines that are alike was taken out, but no more of
        // the file is another than the writer touched.
        if let Some(taken_out) = taken_out {
            assert!(
                kept(&before, &after) >= units(&before).len() - taken_out,
                "{}",
                told()
            );
        }
        if let Some(exact) = exact {
            assert_eq!(after, exact, "{}", told());
        } else if path != "mixed.md" {
            let mark =
                if original.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
            let end = match (original.contains(&b'\r'), original.contains(&b'\n')) {
                (true, true) => "\r\n",
                (true, false) => "\r",
                (false, _) => "\n",
            };
            let expected = format!("{mark}{}", text.replace('\n', end));
            assert_eq!(after, expected.as_bytes(), "{}", told());
        }
        if turn % COMPARED == 0 {
            is_that_of_a_clean_build(&site, &desk);
        }
    }
    is_that_of_a_clean_build(&site, &desk);
}

/// Every page at the desk is, byte for byte, that of a build that remembers nothing.
fn is_that_of_a_clean_build(site: &TestSite, desk: &DeskClient) {
    // What cannot be published is written anew.
    let found = site.run(&["check", "--drafts", "--format", "json"]).findings();
    let wrong = found.iter().filter(|finding| finding["severity"] == "error");
    for path in wrong.filter_map(|finding| finding["file"].as_str()) {
        let known = FILES.iter().find(|(known, _)| path.ends_with(known));
        let (path, bytes) = known.unwrap_or_else(|| panic!("{path}"));
        assert_eq!(desk.save(path, &plain(bytes)).status, 200, "{path}");
    }
    let clean = crate::harness::folder();
    let output = clean.path().join("site");
    let ran = site.run(&[
        "build",
        "--drafts",
        "--future",
        "--output",
        output.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 0, "{ran}");
    let mut pages = files_below(&output);
    pages.retain(|path, _| path.ends_with("index.html"));
    for (path, _) in FILES.iter().filter(|(path, _)| !path.starts_with(['_', 'g'])) {
        let page = path.replace(".md", "/index.html");
        assert!(pages.contains_key(&page), "{page} is missing");
    }
    for (path, bytes) in pages {
        let address = path.trim_end_matches("index.html").bytes().fold(
            String::from("/"),
            |address, byte| match byte {
                0x21..=0x7e => address + &char::from(byte).to_string(),
                _ => address + &format!("%{byte:02X}"),
            },
        );
        let shown = desk.page(&address);
        let scripts = "<script type=\"module\" src=\"/__engraft/";
        let (head, rest) =
            shown.split_once(scripts).unwrap_or_else(|| panic!("{path}: {shown}"));
        let (_, rest) = rest.split_once("</script>\n").unwrap();
        let (_, rest) = rest.split_once("</script>\n").unwrap();
        assert_eq!(format!("{head}{rest}"), String::from_utf8(bytes).unwrap(), "{path}");
    }
}

#[test]
fn files_of_other_encodings_are_refused_and_stay_as_they_are() {
    let site = site();
    let wide: Vec<u8> =
        "---\ntitle: A\n---\nb\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: &[(&str, Vec<u8>)] = &[
        ("wide.md", [b"\xff\xfe".to_vec(), wide.clone()].concat()),
        ("wide-without-a-mark.md", wide),
        ("western.md", b"---\ntitle: Old\n---\nCaf\xe9\n".to_vec()),
        ("cut.md", b"---\ntitle: Cut\n---\nCaf\xc3".to_vec()),
        ("surrogate.md", b"---\ntitle: S\n---\n\xed\xa0\x80\n".to_vec()),
    ];
    for (path, bytes) in files {
        site.write(&format!("site-content/{path}"), bytes);
    }
    let desk = DeskClient::of(&site);
    for (path, bytes) in files {
        let read = desk.read(&format!("file?path={path}"));
        let text = "---\ntitle: New\n---\nWords.\n";
        let value = json!({ "path": path, "opened": "", "base": "", "text": text });
        for answer in [read, desk.write("save", &value)] {
            assert_eq!(answer.status, 400, "{path}: {}", answer.text());
            assert!(answer.json()["help"].as_str().unwrap().contains("UTF-8"));
        }
        let change = json!({ "path": path, "to": "", "really": true });
        for name in ["withdraw", "delete"] {
            assert_eq!(desk.write(name, &change).status, 400, "{name} {path}");
        }
        let found = fs::read(site.path(&format!("site-content/{path}"))).unwrap();
        assert_eq!(&found, bytes, "{path}");
    }
}
