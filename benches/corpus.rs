//! Writes a site of any size: the same size gives the same bytes on every machine.
//!
//! Each article draws from its own stream of numbers, so that article 17 of a hundred costs
//! what article 17 of ten thousand costs. About 8 KB of Markdown a page: prose, headings,
//! tables, lists, links of both forms, glossary terms, a block, now and then code.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::words::{
    AREAS, HEADINGS, MIDDLES, OBJECTS, PREFIXES, REASONS, SUBJECTS, SUFFIXES, TAGS,
    TERMS, TOPICS, VERBS, WHEN,
};

/// Articles of one folder, which is also the length of its menu.
const ARTICLES_PER_SECTION: usize = 40;

/// What to write.
#[derive(Clone, Copy)]
pub(crate) struct Corpus {
    /// How many articles, besides landing pages and glossary entries.
    pub(crate) articles: usize,
    /// Whether fenced code is highlighted.
    pub(crate) highlight: bool,
    /// Which terms its texts mention.
    pub(crate) glossary: Glossary,
    /// Ten links an article instead of six, by aliases and to headings as well; every
    /// other article has an alias.
    pub(crate) links: bool,
}

/// How large a glossary is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glossary {
    /// 300 terms with a name each, some with an abbreviation.
    Small,
    /// 2,000 terms with three names each.
    Large,
    /// The same, but texts neither mark terms nor spell them out.
    Unmarked,
    /// The same, but in a language in which no article is written.
    Elsewhere,
    /// The same, but all entries are drafts.
    Drafts,
}

/// A glossary entry's names.
struct Term {
    name: String,
    abbreviation: Option<String>,
    alias: Option<String>,
}

impl Corpus {
    /// Writes the site below `root` and returns the bytes of Markdown.
    pub(crate) fn write(self, root: &Path) -> io::Result<usize> {
        let content = root.join("site-content");
        let mut bytes = 0;
        self.files(|path, text| {
            let path = content.join(path);
            fs::create_dir_all(path.parent().expect("it has a folder"))?;
            bytes += text.len();
            fs::write(path, text)
        })?;
        Ok(bytes)
    }

    /// Hands over every file: its path below the content folder and its text.
    pub(crate) fn files(
        self,
        mut put: impl FnMut(&str, &str) -> io::Result<()>,
    ) -> io::Result<()> {
        put("site.yaml", &self.configuration())?;
        put("data/people.yaml", PEOPLE)?;
        put("images/chart.svg", CHART)?;
        put("index.md", &landing_page("Transplant information"))?;
        if self.glossary != Glossary::Small {
            put("index.cy.md", &landing_page("Gwybodaeth"))?;
        }
        let terms = self.glossary.terms();
        for (number, term) in terms.iter().enumerate() {
            let tag = if self.glossary == Glossary::Elsewhere { ".cy" } else { "" };
            put(
                &format!("glossary/term-{number}{tag}.md"),
                &self.glossary.entry(number, term),
            )?;
        }
        for section in 0..self.articles.div_ceil(ARTICLES_PER_SECTION) {
            for (folder, title) in folders(section) {
                put(&format!("{folder}/index.md"), &landing_page(&title))?;
            }
        }
        for number in 0..self.articles {
            let path = format!("{}.md", address(number));
            put(&path, &self.article(number, &terms))?;
        }
        Ok(())
    }

    fn configuration(self) -> String {
        let glossary = match self.glossary {
            Glossary::Small => "",
            Glossary::Unmarked => {
                "languages: [en-GB, cy]\nglossary: {mark: never, expand: false}\n"
            }
            Glossary::Large | Glossary::Elsewhere | Glossary::Drafts => {
                "languages: [en-GB, cy]\n"
            }
        };
        format!(
            "title: Transplant information\nbase_url: https://www.example.org/patients/\n\
             markdown: {{highlight: {}}}\nreview: {{as_of: 2026-06-01}}\n{glossary}",
            self.highlight
        )
    }

    fn article(self, number: usize, terms: &[Term]) -> String {
        let mut numbers = Numbers::new(number as u64 + 1);
        let mut text = front_matter(number, &mut numbers);
        let links = if self.links { 10 } else { 6 };
        if self.links && number.is_multiple_of(2) {
            let title = format!("title: {}\n", title(number));
            let named = format!("{title}aliases: [{}]\n", alias(number));
            text = text.replacen(&title, &named, 1);
        }
        let writer = &mut Writer { text: &mut text, numbers: &mut numbers, terms };
        let first = number / ARTICLES_PER_SECTION * ARTICLES_PER_SECTION;
        let neighbours = first..(first + ARTICLES_PER_SECTION).min(self.articles);
        writer.paragraph(5);
        writer.text.push_str(
            "> [!IMPORTANT] Call the ward\n> - if your temperature is 38 or above\n\
             > - if you feel shivery\n\n",
        );
        let headings = 5 + writer.numbers.below(3);
        for part in 0..headings {
            let heading = HEADINGS[(number + part * 7) % HEADINGS.len()];
            let _ = write!(writer.text, "## {heading}\n\n");
            writer.paragraph(6);
            match part {
                0 => writer.list(),
                1 => writer.table(),
                2 => writer.links(number, links, neighbours.clone(), self.articles),
                3 if number.is_multiple_of(10) => writer.code(),
                _ => writer.quotation(),
            }
            writer.paragraph(4);
            if part % 2 == 0 {
                let _ = write!(writer.text, "### {heading} at home\n\n");
                writer.paragraph(4);
            }
        }
        writer.text.push_str("![A chart of counts by day](/images/chart.svg)\n\n");
        writer.text.push_str("A last word on counts.[^1]\n\n[^1]: Ask your team.\n");
        text
    }
}

/// The path of an article, without its ending.
pub(crate) fn address(number: usize) -> String {
    let section = number / ARTICLES_PER_SECTION;
    let (folder, _) = folders(section).pop().expect("a section has a folder");
    format!("{folder}/article-{number}")
}

/// The folders that lead to a section, outermost first: one to three deep.
fn folders(section: usize) -> Vec<(String, String)> {
    let area = AREAS[section % AREAS.len()];
    let slug = area.to_lowercase().replace(' ', "-");
    let mut folders = vec![(slug.clone(), area.to_owned())];
    let group = section / AREAS.len();
    if !section.is_multiple_of(3) || group > 0 {
        folders.push((format!("{slug}/unit-{group}"), format!("{area}, unit {group}")));
    }
    if section % 3 == 2 {
        let path = format!("{slug}/unit-{group}/part");
        folders.push((path, format!("{area}, unit {group}, part")));
    }
    folders
}

/// A title that no other article has.
fn title(number: usize) -> String {
    let topic = TOPICS[number % TOPICS.len()];
    let object = OBJECTS[number / TOPICS.len() % OBJECTS.len()];
    format!("{topic} {object}, part {number}")
}

/// Another name of an article with an even number.
fn alias(number: usize) -> String {
    format!("Leaflet {number}")
}

fn front_matter(number: usize, numbers: &mut Numbers) -> String {
    let tag = numbers.below(TAGS.len());
    let other = (tag + 1 + numbers.below(TAGS.len() - 1)) % TAGS.len();
    format!(
        "---\ntitle: {}\ndescription: What the team does and when, in article {number}.\n\
         status: published\nweight: {}\ntags: [{}, {}]\nowner: team\n\
         updated: 2026-0{}-1{}\nreviewed: 2026-01-15\nreview_due: 2028-01-15\n\
         reviewers:\n  - {{person: reviewer, role: clinical, date: 2026-01-10}}\n---\n\n",
        title(number),
        number % ARTICLES_PER_SECTION + 1,
        TAGS[tag],
        TAGS[other],
        number % 5 + 1,
        number % 9,
    )
}

fn landing_page(title: &str) -> String {
    format!(
        "---\ntitle: {title}\ndescription: All pages about this subject.\nowner: team\n\
         reviewed: 2026-01-15\nreview_due: 2028-01-15\nreviewers:\n  \
         - {{person: reviewer, role: clinical, date: 2026-01-10}}\n---\n\n\
         These pages tell you what happens and whom to ask.\n"
    )
}

impl Glossary {
    fn terms(self) -> Vec<Term> {
        let plain = TERMS.iter().map(|(name, abbreviation)| Term {
            name: (*name).to_owned(),
            abbreviation: abbreviation.map(str::to_owned),
            alias: None,
        });
        let made = (0..).map(|number: usize| {
            let prefix = PREFIXES[number % PREFIXES.len()];
            let rest = number / PREFIXES.len();
            let suffix = SUFFIXES[rest % SUFFIXES.len()];
            let middle = MIDDLES[rest / SUFFIXES.len() % MIDDLES.len()];
            let name = format!("{prefix} {middle}{suffix}");
            if self == Glossary::Small {
                return Term { name, abbreviation: None, alias: None };
            }
            let letter =
                |unit: usize| char::from(b"BCDFGHJKLMNPQRSTVWXZ"[number / unit % 20]);
            let abbreviation: String =
                ['Z', letter(400), letter(20), letter(1)].into_iter().collect();
            let alias = format!("{middle}{suffix} of {prefix} onset");
            Term { name, abbreviation: Some(abbreviation), alias: Some(alias) }
        });
        let count = if self == Glossary::Small { 300 } else { 2000 };
        plain.chain(made).take(count).collect()
    }

    fn entry(self, number: usize, term: &Term) -> String {
        let mut numbers = Numbers::new(1_000_000 + number as u64);
        let mut fields = format!("term: {}\n", term.name);
        if let Some(abbreviation) = &term.abbreviation {
            let _ = writeln!(fields, "abbreviation: {abbreviation}");
        }
        if let Some(alias) = &term.alias {
            let _ = writeln!(fields, "aliases: [{alias}]");
        }
        if self == Glossary::Drafts {
            fields.push_str("status: draft\n");
        }
        format!(
            "---\n{fields}---\n\nA word for what {} {} {}.\n",
            numbers.pick(SUBJECTS),
            numbers.pick(VERBS),
            numbers.pick(WHEN),
        )
    }
}

impl Term {
    /// One of its names: its abbreviation, if it has one, or its alias.
    fn shown(&self, numbers: &mut Numbers) -> &str {
        let short = self.abbreviation.as_deref().unwrap_or(&self.name);
        match &self.alias {
            Some(alias) => [short, &self.name, alias][numbers.below(3)],
            None => short,
        }
    }
}

/// Puts one article together.
struct Writer<'a> {
    text: &'a mut String,
    numbers: &'a mut Numbers,
    terms: &'a [Term],
}

impl Writer<'_> {
    fn sentence(&mut self) {
        let subject = self.numbers.pick(SUBJECTS);
        let (first, rest) = subject.split_at(1);
        let verb = self.numbers.pick(VERBS);
        let object = self.numbers.pick(OBJECTS);
        let when = self.numbers.pick(WHEN);
        let _ = write!(self.text, "{}{rest} ", first.to_uppercase());
        let _ = match self.numbers.below(12) {
            0 => write!(self.text, "{verb} *{object}* {when}"),
            1 => write!(self.text, "**{verb}** {object} {when}"),
            2 => write!(self.text, "{verb} `{object}` {when}"),
            3 | 4 => {
                let term = &self.terms[self.numbers.below(self.terms.len())];
                let name = term.shown(self.numbers);
                write!(self.text, "{verb} {object} for {name} {when}")
            }
            _ => write!(self.text, "{verb} {object} {when}"),
        };
        if self.numbers.below(3) == 0 {
            let _ = write!(self.text, " {}", self.numbers.pick(REASONS));
        }
        self.text.push('.');
    }

    fn paragraph(&mut self, sentences: usize) {
        for number in 0..sentences {
            // A line of the source is about as long as people write it.
            self.text.push_str(match number {
                0 => "",
                number if number % 2 == 0 => "\n",
                _ => " ",
            });
            self.sentence();
        }
        self.text.push_str("\n\n");
    }

    fn list(&mut self) {
        for number in 0..6 {
            self.text.push_str(if number % 3 == 2 { "  - " } else { "- " });
            self.sentence();
            self.text.push('\n');
        }
        self.text.push('\n');
        for number in 1..4 {
            let _ = write!(self.text, "{number}. ");
            self.sentence();
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn table(&mut self) {
        self.text.push_str("| Day | What is done | By whom |\n|---|---|---|\n");
        for day in 0..8 {
            let object = self.numbers.pick(OBJECTS);
            let subject = self.numbers.pick(SUBJECTS);
            let _ = writeln!(self.text, "| {day} | {object} | {subject} |");
        }
        self.text.push('\n');
    }

    /// Links by file and by name, to neighbours and far away.
    fn links(
        &mut self,
        own: usize,
        count: usize,
        neighbours: std::ops::Range<usize>,
        all: usize,
    ) {
        for number in 0..count {
            let target = if number % 2 == 0 {
                neighbours.start + self.numbers.below(neighbours.len())
            } else {
                self.numbers.below(all)
            };
            let _ = match number {
                _ if target == own => writeln!(self.text, "- Ask the ward."),
                0 | 2 => {
                    let path = address(target);
                    let file = path.rsplit('/').next().expect("a path has a last part");
                    writeln!(self.text, "- [The page beside this one]({file}.md)")
                }
                1 | 3 => writeln!(self.text, "- [[{}]]", title(target)),
                6 | 8 => writeln!(self.text, "- [[{}]]", alias(target / 2 * 2)),
                7 | 9 => {
                    let heading = HEADINGS[target % HEADINGS.len()];
                    writeln!(self.text, "- [[{}#{heading}]]", title(target))
                }
                _ => writeln!(self.text, "- [Another page](/{}.md)", address(target)),
            };
        }
        self.text.push('\n');
    }

    fn quotation(&mut self) {
        self.text.push_str("> ");
        self.sentence();
        self.text.push_str("\n\n");
    }

    fn code(&mut self) {
        let number = self.numbers.below(90);
        let _ = write!(
            self.text,
            "```json\n{{\"ward\": {number}, \"open\": true, \"beds\": [1, 2, 3]}}\n```\n\n\
             ```yaml\nward: {number}\nbeds:\n  - 1\n  - 2 # by the window\n```\n\n\
             ```rust\nfn beds(ward: u32) -> u32 {{\n    ward * {number} + 1\n}}\n```\n\n"
        );
    }
}

/// Numbers that look random and are the same everywhere (xorshift).
struct Numbers(u64);

impl Numbers {
    fn new(seed: u64) -> Self {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first few numbers of neighbouring seeds are alike.
        for _ in 0..8 {
            numbers.below(2);
        }
        numbers
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }

    fn pick(&mut self, words: &'static [&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}

const PEOPLE: &str = "team:\n  name: Transplant team\n  organisation: Test Hospital\n\
                      reviewer:\n  name: A. Reviewer\n  job_title: Consultant\n";

const CHART: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"120\" \
                     viewBox=\"0 0 320 120\"><title>Counts by day</title>\
                     <path d=\"M10 20 L100 100 L200 90 L310 30\" fill=\"none\" \
                     stroke=\"#0b5a68\" stroke-width=\"2\"/></svg>\n";
