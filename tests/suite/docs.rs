//! The documents say what is so: folders, commands, rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use engraft::diagnostic::{Example, Rule, Severity, example, example_files};
use engraft::yaml::{Key, KeyKind};
use engraft::{article, build, config, records};

use crate::architecture::FLOORS;
use crate::harness::{TestSite, agrees_with_file, engraft, repository};

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every rule that `engraft explain` knows.
fn rules() -> Vec<&'static Rule> {
    let mut rules = build::rules();
    rules.sort_by_key(|rule| rule.code);
    rules
}

#[test]
fn the_architecture_lists_the_folders_of_the_sources() {
    let mut folders = BTreeSet::new();
    for entry in fs::read_dir(repository().join("src")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            folders.insert(entry.file_name().into_string().unwrap());
        }
    }
    let text = read("ARCHITECTURE.md");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let floor: usize = cells.next()?.parse().ok()?;
        Some((floor, cells.next()?.trim_matches('`').to_owned()))
    });
    let rows: Vec<(usize, String)> = rows.collect();
    let listed: BTreeSet<String> =
        rows.iter().map(|(_, folder)| folder.clone()).collect();
    assert_eq!(listed, folders, "the table of floors and the folders of src/ differ");
    for (floor, folder) in rows {
        let tested = FLOORS.iter().position(|floor| floor.contains(&folder.as_str()));
        assert_eq!(floor, tested.unwrap_or(FLOORS.len()), "the floor of `{folder}`");
    }
}

#[test]
fn the_commands_of_the_readme_are_run() {
    let readme = read("README.md");
    let all = read("tests/all.sh");
    assert!(readme.contains("\ntests/all.sh\n"), "README names the test command");
    assert!(read(".ci/run").contains("tests/all.sh"), ".ci/run runs the test command");
    for command in ["cargo run --release -- build", "cargo run --release -- serve --open"]
    {
        assert!(readme.contains(&format!("\n{command}\n")), "README names `{command}`");
        let without_a_screen = command.trim_end_matches(" --open");
        assert!(all.contains(without_a_screen), "tests/all.sh runs `{command}`");
    }
}

#[test]
fn the_subcommands_that_the_readme_names_are_there() {
    let readme = read("README.md");
    let mut named = BTreeSet::new();
    for before in ["`", "\n", "run: ", "    - "] {
        for (at, opening) in readme.match_indices(&format!("{before}engraft ")) {
            let rest = &readme[at + opening.len()..];
            let word = rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap();
            named.insert(word.to_owned());
        }
    }
    assert!(named.len() >= 5, "{named:?}");
    for word in named {
        let ran = engraft().args([&word, "--help"]).output().unwrap();
        assert!(ran.status.success(), "there is no `engraft {word}`");
    }
}

#[test]
fn every_link_of_the_documents_leads_to_a_file() {
    let mut broken = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(document);
        for (at, opening) in text.match_indices("](") {
            let target = text[at + opening.len()..].split(')').next().unwrap();
            let is_file = !target.contains("://") && !target.starts_with('#');
            if is_file && !repository().join(target).exists() {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_rule_has_a_code_a_name_and_an_explanation() {
    let rules = rules();
    let codes: BTreeSet<_> = rules.iter().map(|rule| rule.code).collect();
    let names: BTreeSet<_> = rules.iter().map(|rule| rule.name).collect();
    assert_eq!(codes.len(), rules.len(), "a code stands twice");
    assert_eq!(names.len(), rules.len(), "a name stands twice");
    for rule in rules {
        let (group, number) = rule.code.split_at(1);
        assert!(group.chars().all(|c| c.is_ascii_uppercase()), "{}", rule.code);
        assert!(number.len() == 3 && number.parse::<u16>().is_ok(), "{}", rule.code);
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(rule.name.chars().all(plain), "{}", rule.name);
        for text in [rule.meaning, rule.why, rule.mend] {
            assert!(text.ends_with('.'), "{}: `{text}` is no sentence", rule.name);
        }
        assert!(!rule.source.is_empty(), "{} has no source", rule.name);
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let mut page = String::from(
        "# Rules\n\nWhat Engraft finds. `engraft explain NAME` prints the same. The severity can be \
         changed under `rules`\nin `site.yaml`.\n",
    );
    push_profiles(&mut page);
    for rule in rules() {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let severity = match build::profiles_with(rule) {
            None => severity.to_owned(),
            Some(profiles) => format!(
                "off unless `rules` or the profile says otherwise ({}), then {severity}",
                profiles.join(", ")
            ),
        };
        let Rule { code, name, meaning, why, mend, source, .. } = rule;
        let _ = write!(
            page,
            "\n## {name}\n\n`{code}`, {severity}. {meaning}\n\n- **Why it matters:** {why}\n\
             - **How to mend it:** {mend}\n- **Source:** {source}\n"
        );
        if let Some(Example { bad, good }) = example(rule) {
            push_example(&mut page, "Bad", bad);
            push_example(&mut page, "Good", good);
        }
    }
    agrees_with_file(&page, &repository().join("docs/rules.md"));
}

/// What each profile sets, and where it is from.
fn push_profiles(page: &mut String) {
    page.push_str(
        "\n## Profiles\n\nStandards differ: one asks for `38C`, another for `100.4°F`. `profile: nhs` in \
         `site.yaml` sets the rules below;\nwhat stands under `rules` goes before it. Where a cell is \
         empty, the profile leaves the rule as it is without one.\n\n",
    );
    let profiles = build::PROFILES;
    for one in profiles {
        let _ = writeln!(page, "- `{}`: {}.", one.profile.name(), one.source);
    }
    let names: Vec<&str> = profiles.iter().map(|one| one.profile.name()).collect();
    let _ = writeln!(page, "\n| rule | without | {} |", names.join(" | "));
    let _ = writeln!(page, "|---|---|{}", "---|".repeat(names.len()));
    for rule in rules() {
        let cells: Vec<&str> = profiles
            .iter()
            .map(|one| {
                match one.rules.iter().find(|(other, _)| other.name == rule.name) {
                    Some((_, Some(severity))) => severity.name(),
                    Some((_, None)) => "off",
                    None => "",
                }
            })
            .collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let without = match build::profiles_with(rule) {
            Some(_) => "off",
            None => rule.severity.name(),
        };
        let _ = writeln!(page, "| `{}` | {without} | {} |", rule.name, cells.join(" | "));
    }
}

/// The files of an example. A fence of five signs holds whatever stands in them.
fn push_example(page: &mut String, what: &str, text: &str) {
    for (path, body) in example_files(text) {
        let _ = write!(page, "\n{what}, `{path}`:\n\n`````text\n{body}`````\n");
    }
}

/// A table of keys, with those of inner groups below their own.
fn push_keys(page: &mut String, keys: &[Key], above: &str) {
    for key in keys {
        let name = format!("{above}{}", key.name);
        let (value, inner) = match key.kind {
            KeyKind::Text => ("a text".to_owned(), None),
            KeyKind::Texts => ("a text, or several".to_owned(), None),
            KeyKind::Date => ("a day, such as 2026-01-31".to_owned(), None),
            KeyKind::Flag => ("yes or no".to_owned(), None),
            KeyKind::Integer => ("a whole number".to_owned(), None),
            KeyKind::Months => ("a duration, such as 24m".to_owned(), None),
            KeyKind::Days => ("a duration, such as 90d".to_owned(), None),
            KeyKind::Choice(words) | KeyKind::Choices(words) => (words.join(", "), None),
            KeyKind::Group(inner) => ("a group".to_owned(), Some((inner, "."))),
            KeyKind::Groups(inner) => {
                ("a list of groups".to_owned(), Some((inner, "[].")))
            }
            KeyKind::TextMap => ("names, each with a text".to_owned(), None),
            KeyKind::GroupMap(inner) => {
                ("names, each with a group".to_owned(), Some((inner, ".NAME.")))
            }
            KeyKind::FlagOrText => ("yes, no, or a text".to_owned(), None),
            KeyKind::GroupOrText(inner) => {
                ("a text, or a group".to_owned(), Some((inner, ".")))
            }
            KeyKind::Anything => ("anything".to_owned(), None),
        };
        let about = key.about.replace('|', "\\|");
        let _ = writeln!(page, "| `{name}` | {value} | {about} |");
        if let Some((inner, joint)) = inner {
            push_keys(page, inner, &format!("{name}{joint}"));
        }
    }
}

#[test]
fn the_page_of_settings_names_every_key() {
    let mut page = String::from(
        "# Settings\n\nEvery key that Engraft knows, by the file that it is written in. \
         `review.grace` is the key `grace` in the group `review`;\n\
         `[]` stands for the members of a list, `NAME` for a name of your own.\n",
    );
    for (file, keys) in [
        ("`site.yaml`", config::KEYS),
        ("The front matter of a page", article::ARTICLE_KEYS),
        ("The front matter of a word in `glossary/`", article::TERM_KEYS),
        ("A person in `data/people.yaml`", records::PERSON_KEYS),
        ("A contact in `data/contacts.yaml`", records::CONTACT_KEYS),
        ("A sign of danger in `data/signs.yaml`", records::SIGN_KEYS),
        ("A value in `data/values.yaml`", records::VALUE_KEYS),
        ("A list in `data/words.yaml`", records::WORD_KEYS),
        ("A source in `data/references.yaml`", records::REFERENCE_KEYS),
        ("`data/accessibility.yaml`", records::ACCESSIBILITY_KEYS),
        ("`data/search.yaml`", records::SEARCH_KEYS),
    ] {
        let _ = write!(
            page,
            "\n## {file}\n\n| key | value | what it says |\n|---|---|---|\n"
        );
        push_keys(&mut page, keys, "");
    }
    page.push_str(
        "\n## What other programs call the keys of a page\n\nHugo, Jekyll, MkDocs, Obsidian, Docusaurus and \
         content systems. Capitals, hyphens and underscores do not count.\n\n| there | here |\n|---|---|\n",
    );
    let mut others = article::OTHER_ARTICLE_NAMES.to_vec();
    others.sort_unstable();
    for (other, right) in others {
        let right =
            if right.contains(' ') { right.to_owned() } else { format!("`{right}`") };
        let _ = writeln!(page, "| `{other}` | {right} |");
    }
    agrees_with_file(&page, &repository().join("docs/settings.md"));
}

/// The examples of a document that are files: a line with a path, then a fenced block.
fn files_of_examples(document: &str) -> Vec<(String, String)> {
    let text = read(document);
    let mut files = Vec::new();
    for (at, opening) in text.match_indices("`:\n\n```") {
        let path = text[..at].rsplit('`').next().unwrap();
        let block = &text[at + opening.len()..];
        let body = block.split_once('\n').unwrap().1.split("\n```").next().unwrap();
        files.push((path.to_owned(), format!("{body}\n")));
    }
    files
}

#[test]
fn the_examples_for_writers_have_no_findings() {
    let site = TestSite::new();
    let files = files_of_examples("docs/writing.md");
    assert!(files.len() > 7, "{} examples", files.len());
    for (path, text) in &files {
        site.write(&format!("site-content/{path}"), text);
    }
    site.write(
        "site-content/care/jug.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let found =
        site.run(&["check", "--as-of", "2026-04-03", "--format", "json"]).findings();
    let of_examples: Vec<_> = found
        .iter()
        .filter(|finding| finding["file"] != "site-content/index.md")
        .collect();
    assert!(of_examples.is_empty(), "{of_examples:#?}");
}
