//! Whole blocks: what each slip is told as, and where.

use super::*;
use crate::base::LineIndex;

fn read(block: &str) -> (Option<Mapping>, Vec<(String, usize, String)>) {
    let outcome = parse(FileId(0), block, 0..block.len(), &FRONT_MATTER);
    let lines = LineIndex::new(block);
    let mut found = Vec::new();
    for diagnostic in outcome.diagnostics {
        let start = diagnostic.primary.unwrap().range().start;
        let line = lines.position(block, start).line;
        let told = format!("{} / {}", diagnostic.message, diagnostic.help.unwrap());
        found.push((diagnostic.rule.name.to_owned(), line, told));
    }
    (outcome.value, found)
}

#[test]
fn print() {
    for block in [
        "title: \"X\"\ntags:\n\t- one\n",
        "title: \"X\nsummary: y\n",
        "title: \"X\"\ntags: [a, b\nsummary: y\n",
        "summary: \"s\"\ntitle: Visiting hours: what to know\n",
        "title: \"X\"\ntags:\n  - a\n - b\n",
        "title: @home\n",
        "title: `x`\n",
        "title: *Important* notice\n",
        "title: !important notice\n",
        "title: \"X\"\n--- y\nz: 1\n",
        "title: &t \"X\"\nsummary: *t\n",
        "title: \"X\"\ntags: &t [*t]\n",
        "title: \"X\"\n<<: {summary: \"y\"}\n",
        "title: \"X\"\nsummary: !include /etc/passwd\n",
        "title: \"X\"\nsummary: !!python/object/apply:os.system [\"touch pwned\"]\n",
        "title: \"X\"\n? [a, b]\n: c\n",
        "- title: \"X\"\n",
        "just a sentence\n",
        "%YAML 1.1\ntitle: \"X\"\n",
        "title: a\nx: b\ntitle: c\n",
        "title: \"a\\0b\"\n",
        "title: \"a\\e]0;own\\a\"\n",
        "title:Visiting\nx: y\n",
        "title: \"Say \"hello\" now\"\n",
        "title: [Draft] visiting\n",
        "title: \"caf\\d\"\n",
        "title: é: è\n",
        "title: 5% of patients\n",
        "title:\n  a: 1\n b: 2\n",
        "title: a\n  b: c\n",
        "title: 'it's'\n",
        "nav: [a\nx: 1\n",
        "title\nx: 1\n",
        "a: |\n  x: y: z\n   \"\nb: c: d\n",
        "",
        "# only\n",
        "title: 1.10\nb: no\nc: ~\nd:\ne: 123456789012345678901234567890\nf: .nan\ng: 2026-01-01\nh: 0x1F # x\n",
    ] {
        let (value, found) = read(block);
        println!("=== {block:?}");
        for f in &found {
            println!("   {f:?}");
        }
        if found.is_empty() {
            println!("   {value:?}");
        }
    }
}
