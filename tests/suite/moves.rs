//! Random moves in random sites: whatever is moved, every link leads to what it led to, and
//! every address that a page ever had leads to the page.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use engraft::base::{ContentPath, Date, FileId};
use engraft::build::{self, Indexed, Request};
use engraft::diagnostic::Severity;
use engraft::edit::{self, Change};
use engraft::site::{Destination, Resolved, relative};
use engraft::source::{SourceContent, SourceFile, SourceKind, SourceTree, kind_of};

use crate::harness::{files_below, folder};

/// How many sites, and how many things are moved in each.
const SITES: u64 = 18;
const MOVES: usize = 14;

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.roll(one_in) == 0
    }
}

const FOLDERS: &[&str] =
    &["", "care", "care/at home", "care/at home/night", "after", "after/été", "types"];
const NAMES: &[&str] =
    &["mouth", "food-and-drink", "your feelings", "v1.2", "Größe", "a(b)"];
const SITE: &str = "title: T\nbase_url: https://www.example.org/\n\
    languages: [{tag: en-GB, name: English}, {tag: cy, name: Cymraeg}]\n\
    brand: {links: [{title: Care, target: care/index.md}]}\n\
    navigation: {order: [care, after, types]}\n";

/// The files of a random site.
fn random_site(dice: &mut Dice) -> BTreeMap<String, String> {
    let mut pages: Vec<String> = Vec::new();
    for folder in FOLDERS {
        let slash = if folder.is_empty() { "" } else { "/" };
        if folder.is_empty() || *folder == "care" || !dice.chance(3) {
            pages.push(format!("{folder}{slash}index.md"));
        }
        for name in NAMES.iter().filter(|_| dice.chance(3)) {
            pages.push(format!("{folder}{slash}{name}.md"));
        }
    }
    let mut files = BTreeMap::new();
    let mut assets = Vec::new();
    for (number, folder) in FOLDERS.iter().enumerate().skip(1) {
        let name = ["chart.svg", "two words.png", "a(1).pdf"][number % 3];
        assets.push(format!("{folder}/{name}"));
    }
    for asset in &assets {
        files.insert(asset.clone(), String::new());
    }
    let snippets = ["_snippets/visiting.md", "care/_parts/phone.md"];
    let terms = ["glossary/graft.md", "glossary/line.md"];
    let known =
        Known { pages: &pages, assets: &assets, snippets: &snippets, terms: &terms };
    for (number, page) in pages.iter().enumerate() {
        let index = page.ends_with("index.md");
        files.insert(page.clone(), article(dice, &known, page, number, "en"));
        if dice.chance(3) {
            let page = page.replace(".md", ".cy.md");
            files.insert(page.clone(), article(dice, &known, &page, number, "cy"));
        }
        assert!(index || !page.is_empty());
    }
    for snippet in snippets {
        let links: String = (0..2).map(|_| known.link(dice, snippet, false)).collect();
        files.insert(
            snippet.to_owned(),
            format!("Snippet.\n\n## Part of {snippet}\n\n{links}"),
        );
    }
    for (number, term) in terms.iter().enumerate() {
        let other =
            terms[1 - number].trim_start_matches("glossary/").trim_end_matches(".md");
        let text = format!(
            "---\nterm: Word {number}\narticle: /{}\nsee_also: [{other}]\n---\nA word. {}",
            dice.pick(&pages),
            known.link(dice, term, false),
        );
        files.insert((*term).to_owned(), text);
    }
    files.insert("site.yaml".to_owned(), SITE.to_owned());
    files
}

fn article(
    dice: &mut Dice,
    known: &Known<'_>,
    page: &str,
    number: usize,
    tag: &str,
) -> String {
    let related = known.related(dice, page);
    let redirect = match dice.roll(4) {
        0 => format!("redirect_from: /once/{tag}/{number}/\n"),
        1 => format!("redirect_from:\n  - '/once/{tag}/{number}/'\n"),
        2 => format!("redirect_from: [\"once/{tag}-{number}.md\"]\n"),
        _ => String::new(),
    };
    let links: String = (0..4).map(|_| known.link(dice, page, true)).collect();
    format!(
        "---\ntitle: Page {number} {tag}\n{related}{redirect}---\n\nText.\n\n## Part\n\n{links}"
    )
}

/// What can be linked.
struct Known<'a> {
    pages: &'a [String],
    assets: &'a [String],
    snippets: &'a [&'a str],
    terms: &'a [&'a str],
}

/// The folder of a file.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path in round brackets.
fn coded(path: &str) -> String {
    path.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

impl Known<'_> {
    fn related(&self, dice: &mut Dice, page: &str) -> String {
        let target = dice.pick(self.pages);
        let beside = relative(folder_of(page), target);
        match dice.roll(4) {
            0 => format!("related: [\"{target}\"]\n"),
            1 => format!("related:\n  - './{beside}'\n  - \"/{target}#part\"\n"),
            // Only onwards: pages may not take each other's place in a circle.
            2 if target.as_str() > page => format!("superseded_by: '{beside}'\n"),
            _ => String::new(),
        }
    }

    /// A paragraph with a link in one of many forms.
    fn link(&self, dice: &mut Dice, from: &str, may_include: bool) -> String {
        let page = dice.pick(self.pages);
        let number = self.pages.iter().position(|other| other == page).unwrap();
        let asset = dice.pick(self.assets);
        // What no browser shows as a picture is an error as one.
        let shown = self.assets.iter().filter(|name| !name.ends_with(".pdf"));
        let shown: Vec<&String> = shown.collect();
        let picture = if shown.is_empty() { None } else { Some(*dice.pick(&shown)) };
        let to_page = relative(folder_of(from), page);
        let part = ["", "#part"][dice.roll(2)];
        let bare = page.trim_end_matches(".md");
        let landing = page.strip_suffix("index.md");
        let words = match dice.roll(17) {
            0 => format!("[a]({}{part})", coded(&to_page)),
            1 => format!("[a](<{to_page}{part}> \"title\")"),
            2 => format!("[a](/{}{part})", coded(page)),
            3 => format!("[a](/{}{part})", coded(bare)),
            4 => format!("[a](<./{to_page}{part}>)"),
            5 => format!("[[/{page}{part}|a]]"),
            6 => format!("[[Page {number} en{part}]]"),
            7 => format!("| a |\n|---|\n| [[/{page}{part}\\|b]] [c](<{to_page}>) |"),
            8 => format!("[a][{number}], [b][{number}]\n\n[{number}]: <{to_page}{part}>"),
            9 => format!("Raw <a href=\"{}{part}\">a</a>.", coded(&to_page)),
            10 => picture.map_or_else(
                || format!("[a](/{})", coded(asset)),
                |picture| {
                    let to_picture = relative(folder_of(from), picture);
                    format!(
                        "![alt](<{to_picture}> \"caption\") and [a](/{})",
                        coded(asset)
                    )
                },
            ),
            11 => {
                format!("Raw <img src='/{}' alt='x'>.", coded(picture.unwrap_or(asset)))
            }
            12 => format!("Text ![[{}]]", picture.unwrap_or(asset)),
            13 if may_include => format!("![[{}]]", dice.pick(self.snippets)),
            14 => {
                let term: &&str = dice.pick(self.terms);
                format!("[[{}|a word]]", relative(folder_of(from), term))
            }
            15 => match landing {
                Some(landing) => {
                    format!("[a](<{}>{})", relative_folder(from, landing), "")
                }
                None => format!("> [a](<{to_page}?print=1{part}>)"),
            },
            _ => format!("[[article:/{page}{part}|a]]"),
        };
        format!("{words}\n\n")
    }
}

/// A landing page by its folder.
fn relative_folder(from: &str, landing: &str) -> String {
    let way = relative(folder_of(from), &format!("{landing}x"));
    let way = way.strip_suffix('x').unwrap();
    if way.is_empty() { "./".to_owned() } else { way.to_owned() }
}

fn tree_of(files: &BTreeMap<String, String>) -> SourceTree {
    let files = files.iter().enumerate().map(|(number, (path, text))| {
        let path = ContentPath::new(path).unwrap();
        let id = FileId::from(number);
        let kind = kind_of(&path).unwrap();
        Arc::new(if kind == SourceKind::Asset {
            let location = path.as_str().into();
            let content = SourceContent::Binary {
                location,
                size: 0,
                dimensions: None,
                active: None,
                is_page: false,
                is_bared: false,
            };
            SourceFile::new(id, kind, path, content)
        } else {
            SourceFile::from_text(id, kind, path, text)
        })
    });
    SourceTree::new(files.collect(), Vec::new())
}

fn request(root: &Path) -> Request<'_> {
    let today = Date::parse("2026-01-31").unwrap();
    Request {
        root,
        base_url: None,
        drafts: true,
        future: true,
        as_of: Some(today),
        clock_today: today,
    }
}

/// Where every link leads, by numbers of files, which a move does not change.
fn leads(index: &Indexed) -> BTreeMap<FileId, Vec<String>> {
    let site = &index.site;
    let told = |link: &Resolved| match &link.destination {
        Destination::Article { id, fragment } => {
            format!("{:?} {fragment:?}", site.article(*id).source.file)
        }
        Destination::Term { id, fragment } => {
            format!("{:?}{fragment:?}", site.term(*id).source.file)
        }
        Destination::File { asset, suffix } => {
            format!("{:?} {suffix}", site.sources.assets[*asset].id)
        }
        Destination::Snippet { id, fragment } => {
            let snippet = &site.sources.snippets[*id];
            format!("{:?} {fragment:?}", snippet.source.file)
        }
        other => format!("{other:?}"),
    };
    let mut leads: BTreeMap<FileId, Vec<String>> = BTreeMap::new();
    let articles = site.sources.articles.iter().map(|article| article.source.file);
    let terms = site.sources.terms.iter().map(|term| term.source.file);
    let snippets = site.sources.snippets.iter().map(|snippet| snippet.source.file);
    let links =
        site.article_links.iter().chain(&*site.term_links).chain(&*site.snippet_links);
    for (file, links) in articles.chain(terms).chain(snippets).zip(links) {
        leads.insert(file, links.iter().map(told).collect());
    }
    for id in site.article_ids() {
        let others = site.related[id].iter().chain(&site.superseded_by[id]);
        let others =
            others.map(|other| format!("{:?}", site.article(*other).source.file));
        leads.entry(site.article(id).source.file).or_default().extend(others);
    }
    for id in site.term_ids() {
        let article = site.term_articles[id].map(|id| site.article(id).source.file);
        let others =
            site.term_see_also[id].iter().map(|other| site.term(*other).source.file);
        let told = others.chain(article).map(|file| format!("{file:?}"));
        leads.entry(site.term(id).source.file).or_default().extend(told);
    }
    leads
}

fn errors(index: &Indexed) -> Vec<String> {
    let found = index.diagnostics.iter();
    found
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{}: {}", finding.rule.name, finding.message))
        .collect()
}

/// Something to move, and where to.
fn random_move(dice: &mut Dice, tree: &SourceTree) -> (String, String) {
    let file = dice.pick(&tree.files).path.as_str().to_owned();
    let mut old = file.clone();
    if dice.chance(3) && !folder_of(&file).is_empty() {
        old = folder_of(&file).to_owned() + "/";
    } else if dice.chance(2) {
        old = old.trim_end_matches(".md").trim_end_matches(".cy").to_owned();
    }
    let under = match file.split('/').next() {
        Some("glossary") => "glossary",
        Some("_snippets") => "_snippets",
        _ => dice.pick(&["", "care", "after", "new", "new/er", "types", "after/été"]),
    };
    let name =
        *dice.pick(&["moved", "your food", "x(y)", "naïve", "b", "c", "d", "index"]);
    let slash = if under.is_empty() { "" } else { "/" };
    let new = match dice.roll(4) {
        0 if !under.is_empty() => format!("{under}/"),
        _ => format!("{under}{slash}{name}"),
    };
    (old, new)
}

/// What became of the moves of all sites.
#[derive(Debug, Default)]
struct Tally {
    moved: usize,
    refused: BTreeMap<String, usize>,
}

/// Addresses that an article had, in the order in which it had them.
type History = BTreeMap<FileId, Vec<String>>;

/// Moves something, and looks at the site that comes of it. `None`: it was refused.
fn step(
    dice: &mut Dice,
    index: &Indexed,
    history: &mut History,
    tally: &mut Tally,
) -> Option<(Change, Indexed)> {
    let nowhere = Path::new("/nowhere");
    let (old, new) = random_move(dice, &index.tree);
    let plan = match edit::mv::plan(index, &request(nowhere), &old, &new) {
        Ok(plan) => plan,
        Err(error) => {
            let why =
                error.to_string().split('`').step_by(2).collect::<Vec<_>>().join("…");
            *tally.refused.entry(why).or_default() += 1;
            return None;
        }
    };
    if let Some(trouble) = plan.trouble {
        let rules = trouble.findings.iter().map(|finding| finding.rule.name);
        for rule in rules.take(1) {
            // Two pages want one address: the author decides.
            let expected = ["redirect-shadows-page", "duplicate-address"];
            assert!(expected.contains(&rule), "{old} to {new}: {:#?}", trouble.findings);
            *tally.refused.entry(rule.to_owned()).or_default() += 1;
        }
        return None;
    }
    for id in index.site.article_ids() {
        let addresses = history.entry(index.site.article(id).source.file).or_default();
        addresses.push(index.site.permalink(id).as_str().to_owned());
    }
    let after =
        build::index_tree(&request(nowhere), plan.change.tree(&index.tree)).unwrap();
    let told = || format!("{old} to {new}\n{}", edit::diff(&plan.change, &index.tree));
    assert_eq!(errors(&after), Vec::<String>::new(), "{}", told());
    assert_eq!(leads(index), leads(&after), "{}", told());
    for id in after.site.article_ids() {
        for address in &history[&after.site.article(id).source.file] {
            let now = after.site.permalink(id).as_str() == address;
            let mut redirects = after.site.redirects.iter();
            let leads =
                now || redirects.any(|one| one.to == id && one.from.as_str() == address);
            assert!(leads, "{address} leads nowhere: {}", told());
        }
    }
    tally.moved += 1;
    Some((plan.change, after))
}

#[test]
fn whatever_is_moved_every_link_leads_to_what_it_led_to() {
    let mut tally = Tally::default();
    for seed in 1..=SITES {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let tree = tree_of(&random_site(&mut dice));
        let mut index = build::index_tree(&request(Path::new("/nowhere")), tree).unwrap();
        assert_eq!(errors(&index), Vec::<String>::new(), "site {seed}");
        let mut history = History::new();
        for _ in 0..MOVES {
            if let Some((_, after)) = step(&mut dice, &index, &mut history, &mut tally) {
                index = after;
            }
        }
    }
    assert!(tally.moved > 120, "{tally:#?}");
}

#[test]
fn what_is_on_disk_after_a_move_is_what_was_thought_of() {
    let root = folder();
    let content = root.path().join("site-content");
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for (path, text) in random_site(&mut dice) {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut tally = Tally::default();
    for _ in 0..40 {
        let index = build::index(&request(root.path())).unwrap();
        let Some((change, after)) =
            step(&mut dice, &index, &mut History::new(), &mut tally)
        else {
            continue;
        };
        edit::apply(&change, &index.tree, root.path()).unwrap();
        let thought = after.tree.files.iter().map(|file| {
            let text = file.text().map(|text| text.as_bytes().to_vec());
            (file.path.as_str().to_owned(), text.unwrap_or_default())
        });
        assert_eq!(files_below(&content), thought.collect::<BTreeMap<_, _>>());
    }
    assert!(tally.moved > 15, "{tally:#?}");
}
