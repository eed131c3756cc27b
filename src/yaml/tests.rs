//! Whole blocks: what is read of them, and what each slip is told as.

use super::*;
use crate::base::{LineIndex, Position};

fn read(block: &str) -> (Option<Mapping>, Vec<(Position, String)>) {
    let outcome = parse(FileId(0), block, 0..block.len(), &FRONT_MATTER);
    let lines = LineIndex::default();
    let told = outcome.diagnostics.into_iter().map(|diagnostic| {
        let range = diagnostic.primary.unwrap().range();
        assert!(block.get(range.clone()).is_some(), "{range:?} of {block:?}");
        let message = format!("{} / {}", diagnostic.message, diagnostic.help.unwrap());
        (lines.position(block, range.start), message)
    });
    (outcome.value, told.collect())
}

#[test]
fn a_slip_is_told_where_it_is_and_not_where_a_parser_stumbled() {
    for (block, line, column, part) in [
        ("title: X\ntags:\n\t- one\n", 3, 1, "a tab"),
        ("title: \"X\nsummary: y\n", 1, 8, "quotation mark `\"` is not closed"),
        ("title: 'X\nsummary: y\n", 1, 8, "close the value with `'`"),
        ("title: X\ntags: [a, b\nsummary: y\n", 2, 7, "close the value with `]`"),
        ("a: {b: c\nd: e\n", 1, 4, "close the value with `}`"),
        ("s: s\ntitle: Hours: what to know\n", 2, 8, "`\"Hours: what to know\"`"),
        ("title: é – Hours: what\n", 1, 8, "`\"é – Hours: what\"`"),
        ("title: say \"x\": y\n", 1, 8, "`'say \"x\": y'`"),
        ("title: X\ntags:\n  - a\n - b\n", 4, 2, "same column"),
        (
            "title: Hours: on every day of the week but Sunday, and on the days before it\n",
            1,
            8,
            "`\"` before the value and one behind it",
        ),
        ("title: @home\n", 1, 8, "begins with `@`"),
        ("title: *Important* notice\n", 1, 8, "`\"*Important* notice\"`"),
        ("tags:\n  - *a\n", 2, 5, "begins with `*`"),
        ("tags: [*a]\n", 1, 8, "YAML reads as something else"),
        ("title: !important notice\n", 1, 8, "takes for a tag"),
        ("title: &t X\n", 1, 8, "takes for an anchor"),
        ("title: X\n--- y\nz: 1\n", 2, 1, "begins with `---`"),
        ("title: X\n? [a, b]\n: c\n", 2, 3, "a key"),
        ("%YAML 1.1\ntitle: X\n", 1, 1, "directive"),
        ("title:Visiting\nx: y\n", 1, 1, "no space behind the colon"),
        ("title: \"Say \"hello\" now\"\n", 1, 14, "`'Say \"hello\" now'`"),
        ("title: 'it's'\n", 1, 12, "`\"it's\"`"),
        ("title: [Draft] visiting\n", 1, 8, "`\"[Draft] visiting\"`"),
        ("title: \"caf\\d\"\n", 1, 8, "backslash"),
        ("a: |\n  x: y: z\n   \"\nb: c: d\n", 4, 4, "`\"c: d\"`"),
        ("a: \"one\n  two\"\nb: c: d\n", 3, 4, "`\"c: d\"`"),
        ("title\nx: 1\n", 1, 1, "`title: …`"),
        ("title: X\nthis is text\n", 2, 1, "no colon"),
        ("title: X\n y: z\n", 2, 1, "the spaces before `y`"),
    ] {
        let (value, found) = read(block);
        assert!(value.is_none_or(|value| value.entries.len() < 2), "{block:?}");
        let (place, told) = &found[0];
        assert_eq!((place.line, place.column), (line, column), "{block:?} {found:?}");
        assert!(told.contains(part), "{block:?} {told}");
    }
}

#[test]
fn several_slips_are_told_together() {
    let (_, found) = read("a: b: c\nd: @e\nf: g\nh: \"i\n");
    let lines: Vec<usize> = found.iter().map(|(place, _)| place.line).collect();
    assert_eq!(lines, [1, 2, 4]);
}

#[test]
fn values_keep_their_places_and_their_letters() {
    let block = "ä: [é, \"ü ö\", 1.10]\nn: 0012\nm:\n  k: true\n";
    let (value, found) = read(block);
    assert_eq!(found, []);
    let value = value.unwrap();
    let ValueKind::List(list) = &value.get("ä").unwrap().value.kind else { panic!() };
    let written: Vec<&str> =
        list.iter().map(|value| &block[value.span.range()]).collect();
    assert_eq!(written, ["é", "\"ü ö\"", "1.10"]);
    assert_eq!(list[2].as_text(), Some("1.10"));
    assert_eq!(value.get("n").unwrap().value.as_text(), Some("0012"));
    let ValueKind::Mapping(inner) = &value.get("m").unwrap().value.kind else { panic!() };
    let entry = &inner.entries[0];
    assert_eq!(&block[entry.key.span.range()], "k");
    assert_eq!(entry.value.kind, ValueKind::Bool(true, "true".into()));
    assert_eq!(value.get("m").unwrap().value.to_json()["k"], true);
}

#[test]
fn a_block_inside_a_file_is_told_in_the_file() {
    let text = "---\na: b\na: c\n---\n";
    let outcome = parse(FileId(0), text, 4..14, &FRONT_MATTER);
    let diagnostic = &outcome.diagnostics[0];
    assert_eq!(&text[diagnostic.primary.unwrap().range()], "a");
    assert_eq!(diagnostic.primary.unwrap().start, 9);
    assert_eq!(diagnostic.secondary[0].span.start, 4);
    let entries = outcome.value.unwrap().entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].value.as_text(), Some("b"));
}

#[test]
fn duplicate_keys_are_found_at_any_depth() {
    let (_, found) = read("a:\n  - {b: 1, c: 2, b: 3}\n");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, Position { line: 2, column: 18 });
}

#[test]
fn an_empty_block_has_no_keys() {
    for block in ["", "\n\n", "# only a note\n", "~\n", "{}\n"] {
        let (value, found) = read(block);
        assert_eq!(found, [], "{block:?}");
        assert_eq!(value.unwrap().entries, [], "{block:?}");
    }
}

#[test]
fn flags_and_durations_are_read_in_every_form() {
    static KEYS: &[Key] = &[
        Key::new("a", KeyKind::Flag, ""),
        Key::new("b", KeyKind::Flag, ""),
        Key::new("c", KeyKind::Months, ""),
        Key::new("d", KeyKind::Days, ""),
        Key::new("e", KeyKind::Days, ""),
    ];
    let (value, _) = read("a: On\nb: no\nc: 2Y\nd: 90 d\ne: 4294967295w\n");
    let mut found = Vec::new();
    let value = value.unwrap();
    let mut fields = Fields::new(&value, KEYS, &FRONT_MATTER, &mut found);
    assert_eq!((fields.flag("a"), fields.flag("b")), (Some(true), Some(false)));
    assert_eq!((fields.months("c"), fields.days("d")), (Some(24), Some(90)));
    assert_eq!(fields.days("e"), None);
    fields.finish(&[]);
    assert_eq!(found.len(), 1);
}

#[test]
fn no_block_makes_the_scanner_panic() {
    let pieces = [
        "a", ":", " ", "\"", "'", "[", "{", "]", "}", "\n", "- ", "é", "#", "|", "\\",
        "\t", "---", "?", "*", "&x", "!",
    ];
    // A fixed sequence of numbers: the same blocks in every run.
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut block = String::new();
        for _ in 0..12 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let index = usize::try_from(state >> 33).unwrap() % pieces.len();
            block.push_str(pieces[index]);
        }
        let (value, found) = read(&block);
        assert!(value.is_some() || !found.is_empty(), "{block:?}");
        for fault in slips::explain(&block, block.len() / 2, "x", &FRONT_MATTER) {
            assert!(block.get(fault.range).is_some(), "{block:?}");
        }
    }
}

#[test]
fn a_text_in_quotation_marks_ends_with_them() {
    for (block, written) in [
        ("a: \"x y\" # why\n", "\"x y\""),
        ("a: 'x''y'   # why\n", "'x''y'"),
        ("a: \"x\\\"y\" \nb: c\n", "\"x\\\"y\""),
        ("a: ['x' , y]\n", "['x' , y]"),
        ("a: \"x\n  y\"\n", "\"x\n  y\""),
    ] {
        let mapping = read(block).0.unwrap();
        let span = mapping.get("a").unwrap().value.span;
        assert_eq!(&block[span.range()], written);
    }
}

#[test]
fn what_is_read_otherwise_than_it_looks_is_told() {
    for (block, line, column, part) in [
        ("title: Ward #5\n", 1, 13, "`\"Ward #5\"`"),
        ("short_title: #5\n", 1, 14, "`\"#5\"`"),
        ("x: 1\ntitle: \u{201c}Food\u{201d}\n", 2, 8, "`\"Food\"`"),
        ("tags: [\u{2018}a\u{2019}, b]\n", 1, 8, "`\"a\"`"),
        ("tags:\n  - \u{201c}a\u{201d}\n", 2, 5, "`\"a\"`"),
    ] {
        let (value, found) = read(block);
        assert!(value.is_some());
        assert_eq!(found.len(), 1, "{block:?} {found:?}");
        let (place, told) = &found[0];
        assert_eq!((place.line, place.column), (line, column), "{block:?} {told}");
        assert!(told.contains(part), "{block:?} {told}");
    }
    for block in [
        "weight: 1 # first\n",
        "status: draft #until June\n",
        "tags: # none\n",
        "title: \"Ward #5\" # 5\n",
        "title: C#5\n",
        "title: \"\u{201c}Food\u{201d}\"\n",
        "title: \u{201c}Food\u{201d} and more\n",
        "text: |\n  \u{201c}Food\u{201d} #5\n",
    ] {
        assert_eq!(read(block).1, [], "{block:?}");
    }
}

/// What is told of a block with the keys of these tests.
fn told(block: &str) -> Vec<String> {
    static KEYS: &[Key] =
        &[Key::new("tags", KeyKind::Texts, ""), Key::new("day", KeyKind::Date, "")];
    let mut found = Vec::new();
    let read = parse(FileId(0), block, 0..block.len(), &FRONT_MATTER);
    let mapping = read.collect(&mut found).unwrap();
    Fields::new(&mapping, KEYS, &FRONT_MATTER, &mut found).finish(&[]);
    found.into_iter().filter_map(|diagnostic| diagnostic.help).collect()
}

#[test]
fn one_text_that_looks_like_a_list_is_told() {
    let help = "write `tags: [food, drink]`; if it is one, `tags: \"food, drink\"`";
    assert_eq!(told("tags: food, drink\n"), [help]);
    assert_eq!(told("tags:\n  food\n  drink\n"), ["begin each of them with `- `"]);
    for block in ["tags: food\n", "tags: [\"a, b\"]\n", "tags: \"a, b\"\n", "tags: a b\n"]
    {
        assert_eq!(told(block), [""; 0], "{block:?}");
    }
}

#[test]
fn a_day_in_another_form_is_told_as_it_should_be_written() {
    let form = "write year-month-day (YYYY-MM-DD): ";
    for (block, days) in [
        ("day: 3/4/2026\n", "`day: 2026-04-03` or `day: 2026-03-04`"),
        ("day: 3 April 2026\n", "`day: 2026-04-03`"),
        ("day: soon\n", "`day: 2026-01-31`"),
    ] {
        assert_eq!(told(block), [format!("{form}{days}")]);
    }
}

#[test]
fn a_hyphen_without_its_space_is_told() {
    assert_eq!(told("-tags: x\n"), ["put a space behind the hyphen: `- tags: …`"]);
}
