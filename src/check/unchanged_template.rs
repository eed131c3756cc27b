//! C102 unchanged-template: what `engraft new` and `engraft init` wrote, and nobody changed.

use std::cmp::Reverse;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::text::{LoneText, TextCheck};
use super::{Check, Context};
use crate::article::Source;
use crate::base::{FileId, Span};
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "C102",
    name: "unchanged-template",
    severity: Severity::Error,
    meaning: "A page that readers get holds words that `engraft new` or `engraft init` wrote, and \
              nobody changed them.",
    why: "Readers would get instructions for writers, or a telephone number that nobody answers.",
    mend: "Write what belongs there, or hold the page back with `status: draft`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

static SAMPLE_RULE: Rule = Rule {
    code: "C108",
    name: "sample-site",
    severity: Severity::Warning,
    meaning: "Readers get pages that `engraft init` wrote as samples.",
    why: "Whoever finds it on the web takes its advice and its telephone numbers for real ones.",
    mend: "Write your own text before you publish the site, or take the page out. Without its \
           `sample: true` it is an error.",
    source: "Engraft's own rule",
};

pub(super) static SAMPLE_CHECK: Check = Check { rule: &SAMPLE_RULE, run: samples };

/// What `engraft new` writes: none of its lines is meant for readers.
const NEW: [&str; 2] = [
    include_str!("../edit/new_page/article.md"),
    include_str!("../edit/new_page/term.md"),
];

/// What `engraft init` writes: as a whole it is no page of anybody's.
const INIT: [&str; 4] = [
    include_str!("../bin/engraft/init/site-content/index.md"),
    include_str!("../bin/engraft/init/site-content/treatment/index.md"),
    include_str!("../bin/engraft/init/site-content/treatment/before-you-arrive.md"),
    include_str!("../bin/engraft/init/site-content/treatment/going-home.md"),
];

/// What is said in it to whoever writes the page.
const TO_WRITERS: &str =
    "This is a sample page. Change it, or delete it and begin again.";

const INIT_CONTACTS: &str =
    include_str!("../bin/engraft/init/site-content/data/contacts.yaml");

pub(super) static TEXT_CHECK: TextCheck =
    TextCheck { rules: || vec![&RULE], run: in_text };

static NEW_TEMPLATE: LazyLock<Template> = LazyLock::new(Template::new);

static INIT_TEMPLATE: LazyLock<Template> = LazyLock::new(Template::init);

/// What `engraft new` wrote, or `engraft init`.
fn in_text(text: &LoneText, found: &mut Vec<Diagnostic>) {
    found.extend(NEW_TEMPLATE.unchanged(text));
    if text.poses_as_own {
        found.extend(INIT_TEMPLATE.sample(text));
    }
}

/// What `engraft init` wrote into the settings.
fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if is_in_use(context) {
        settings(context, found);
    }
}

/// Whether readers get a page that is no sample.
pub(super) fn is_in_use(context: &Context<'_>) -> bool {
    context.listed().any(|article| !article.front_matter.sample)
}

/// Pages that say themselves that they are samples: a site of such pages alone is told once.
fn samples(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let samples = context.listed().filter(|article| article.front_matter.sample);
    let old = samples.map(|article| &article.source);
    let old: Vec<&Source> = old.filter(|source| is_whole(source.body_text())).collect();
    if is_in_use(context) {
        found.extend(old.into_iter().map(|source| {
            let message = "readers get this sample, which `engraft init` wrote";
            let place = place(source.file, &source.text, source.body.start);
            Diagnostic::new(&SAMPLE_RULE, place, message)
                .with_help("write your own text, or take the file out")
        }));
        return;
    }
    let Some(first) = old.first() else { return };
    let pages = if old.len() == 1 {
        "1 page is".to_owned()
    } else {
        format!("{} pages are", old.len())
    };
    let message = format!("{pages} what `engraft init` wrote, and readers get them");
    found.push(
        Diagnostic::new(
            &SAMPLE_RULE,
            place(first.file, &first.text, first.body.start),
            message,
        )
        .with_help("write your own pages before you publish the site"),
    );
}

/// Whether a text is a page of `engraft init` from its first word to its last.
fn is_whole(text: &str) -> bool {
    let words = text.split_whitespace();
    INIT.iter().any(|text| body(text).split_whitespace().eq(words.clone()))
}

/// The first line of a body.
fn place(file: FileId, text: &str, body: usize) -> Span {
    let words = text[body..].trim_start();
    let line = words.lines().next().unwrap_or("");
    let start = text.len() - words.len();
    Span::new(file, start..start + line.len())
}

/// Paragraphs that nobody is to keep.
struct Template {
    paragraphs: Vec<String>,
    /// The two longest words of each: a text without them holds no such paragraph, whatever
    /// spaces and lines it has.
    words: Vec<[Finder<'static>; 2]>,
}

impl Template {
    fn new() -> Self {
        let blocks = NEW.iter().flat_map(|text| body(text).split("\n\n"));
        // A heading of two words may be anybody's.
        let is_told = |block: &String| !block.is_empty() && !block.starts_with('#');
        Self::of(blocks.map(plain).filter(is_told).collect())
    }

    fn init() -> Self {
        Self::of(vec![plain(TO_WRITERS)])
    }

    fn of(paragraphs: Vec<String>) -> Self {
        let longest = |old: &String| {
            let mut words: Vec<&str> = old.split(' ').collect();
            words.sort_by_key(|word| Reverse(word.len()));
            let finder = |word: &str| Finder::new(word).into_owned();
            [finder(words[0]), finder(words[1.min(words.len() - 1)])]
        };
        let words = paragraphs.iter().map(longest).collect();
        Template { paragraphs, words }
    }

    /// Whether one of them stands in a text: a paragraph may have got a sentence more.
    fn is_in(&self, text: &str) -> bool {
        self.may_be_in(text) && {
            let words = plain(text);
            self.paragraphs.iter().any(|old| words.contains(old.as_str()))
        }
    }

    fn may_be_in(&self, text: &str) -> bool {
        let holds = |word: &Finder<'_>| word.find(text.as_bytes()).is_some();
        self.words.iter().any(|words| words.iter().all(holds))
    }

    /// The first of them in a text.
    fn unchanged(&self, source: &LoneText) -> Option<Diagnostic> {
        let text = source.body_text();
        if !self.may_be_in(text) {
            return None;
        }
        let mut start = source.body.start;
        for block in text.split("\n\n") {
            if self.is_in(block) {
                let lead = block.len() - block.trim_start().len();
                let line = block.trim_start().lines().next().unwrap_or("");
                let at = start + lead..start + lead + line.len();
                let message = "`engraft new` wrote these words, and nobody changed them";
                return Some(
                    Diagnostic::new(&RULE, Span::new(source.file, at), message).with_help(
                        "write what belongs here, or hold the page back with `status: draft`",
                    ),
                );
            }
            start += block.len() + 2;
        }
        None
    }

    /// A page of `engraft init` that says no longer that it is a sample, and still holds its
    /// words.
    fn sample(&self, source: &LoneText) -> Option<Diagnostic> {
        let text = source.body_text();
        (is_whole(text) || self.is_in(text)).then(|| {
            let place = place(source.file, &source.text, source.body.start);
            let message = "`engraft init` wrote this page, and nobody changed it";
            Diagnostic::new(&RULE, place, message)
                .with_help("write your own text, or take the file out")
        })
    }
}

/// Whose site it is in what `engraft init` writes where nobody says.
pub const INIT_ORGANISATION: &str = "My hospital";

/// What every page shows of the settings.
fn settings(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let config = context.config;
    let names = [
        (Some(config.title.as_str()), config.title_place, "title"),
        (
            config.brand.organisation.as_deref(),
            config.brand.organisation_place,
            "organisation",
        ),
    ];
    for (name, place, key) in names {
        let is_old = name.is_some_and(|name| name.starts_with(INIT_ORGANISATION));
        if let (true, Some(place), Some(name)) = (is_old, place, name) {
            let message =
                format!("`{name}` is what `engraft init` wrote, and every page shows it");
            found.push(
                Diagnostic::new(&RULE, place, message)
                    .with_help(format!("write your own name behind `{key}:`")),
            );
        }
    }
    for contact in context.site.records.contacts.values() {
        let Some(phone) = &contact.phone else { continue };
        let is_old = INIT_CONTACTS.contains(&format!("\n  name: {}\n", contact.name))
            && INIT_CONTACTS.contains(&format!("\n  phone: {phone}\n"));
        if is_old {
            let message = format!(
                "`{phone}` is the number that `engraft init` wrote, and nobody answers it"
            );
            found.push(
                Diagnostic::new(&RULE, contact.span, message)
                    .with_help("write the number of your own service behind `phone:`"),
            );
        }
    }
}

/// What stands below the front matter.
fn body(text: &str) -> &str {
    text.split_once("\n---\n").map_or(text, |(_, body)| body)
}

/// Words with one space between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
