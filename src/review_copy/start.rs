//! The page that a reviewer opens first: what waits for whom, and what changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{START_SHEET, SiteBefore};
use crate::base::{FileId, escape};
use crate::build::Built;
use crate::diagnostic::Severity;
use crate::records::Person;
use crate::review::{OwnedText, Signable, owned_texts};

/// The page; `of_terms` are the notes of terms. Writing to a text cannot fail.
pub(super) fn page(
    built: &Built,
    before: Option<&SiteBefore<'_>>,
    of_terms: &str,
) -> String {
    let title = escape(&format!("Not public: {}, for review", built.config.title));
    let base = escape(built.config.base_path());
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, nofollow\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{base}{START_SHEET}\">\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n\
         <p>A copy of {}, for those who review it. It holds what no reader gets yet: keep it \
         behind a login. <a href=\"{base}\">The first page</a></p>\n",
        built.today
    );
    let texts = owned_texts(&built.site, &built.config, &built.tree, built.today);
    let mut desk = WaitingDesk { built, texts: BTreeMap::new(), waits: BTreeMap::new() };
    desk.texts = texts.iter().map(|text| (&text.thing, text)).collect();
    desk.signatures();
    desk.owned(&texts);
    html.push_str("<h2>What waits for whom</h2>\n");
    if desk.waits.is_empty() {
        html.push_str("<p>Nothing waits for anybody.</p>\n");
    }
    for (name, items) in &desk.waits {
        let _ = writeln!(html, "<h3><bdi>{}</bdi></h3>\n<ul>", escape(name));
        for item in items {
            let _ = writeln!(html, "<li>{item}</li>");
        }
        html.push_str("</ul>\n");
    }
    if let Some(before) = before {
        let since = escape(before.name);
        let _ = writeln!(html, "<h2>What changed since <bdi>{since}</bdi></h2>");
        if before.changes.is_empty() {
            html.push_str("<p>Nothing that a reader sees.</p>\n");
        } else {
            html.push_str("<ul>\n");
        }
        for change in before.changes {
            let thing = Signable::named(&change.name);
            let words =
                thing.map_or_else(|| escape(&change.name), |one| desk.linked(&one));
            let fate = change.fate.iter().map(|fate| escape(fate));
            let count: usize = change.changes.iter().map(|one| one.sentences.len()).sum();
            let count = (count > 0).then(|| match count {
                1 => "1 sentence".to_owned(),
                count => format!("{count} sentences"),
            });
            let told: Vec<String> = fate.chain(count).collect();
            let _ = writeln!(html, "<li>{words}: {}</li>", told.join("; "));
        }
        if !before.changes.is_empty() {
            html.push_str("</ul>\n");
        }
    }
    if !of_terms.is_empty() {
        let _ = write!(html, "<h2>Words that are explained</h2>\n{of_terms}");
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

/// What waits for each, while it is collected.
struct WaitingDesk<'b> {
    built: &'b Built,
    texts: BTreeMap<&'b Signable, &'b OwnedText<'b>>,
    waits: BTreeMap<String, Vec<String>>,
}

impl WaitingDesk<'_> {
    fn people(&self) -> &BTreeMap<String, Person> {
        &self.built.site.sources.records.people
    }

    fn name(&self, id: &str) -> String {
        self.people().get(id).map_or(id, |person| &person.name).to_owned()
    }

    fn wait(&mut self, name: String, item: String) {
        self.waits.entry(name).or_default().push(item);
    }

    /// A thing by its title, which leads to its page.
    fn linked(&self, thing: &Signable) -> String {
        let Some(text) = self.texts.get(thing) else {
            return format!("<bdi>{}</bdi>", escape(&thing.to_string()));
        };
        let (language, title) = (escape(text.language), escape(text.title));
        let words = format!("<bdi lang=\"{language}\">{title}</bdi>");
        match text.address {
            Some(address) => {
                let href = escape(&address.href(self.built.config.base_path()));
                format!("<a href=\"{href}\">{words}</a>")
            }
            None => words,
        }
    }

    /// What is to be signed, for each who may.
    fn signatures(&mut self) {
        let standing = &self.built.standing;
        for changed in &standing.changed {
            let name = self.name(&changed.signer.0);
            let words = self.linked(&changed.thing);
            self.wait(name, format!("{words}: changed since you signed it"));
        }
        for unsigned in &standing.unsigned {
            let words = self.linked(&unsigned.thing);
            for role in &unsigned.roles {
                let item = format!("{words}: to be signed ({})", escape(role));
                let may = |person: &&Person| !person.left && person.roles.contains(role);
                let people = self.people().values().filter(may);
                let names: Vec<String> =
                    people.map(|person| person.name.clone()).collect();
                if names.is_empty() {
                    self.wait(format!("Nobody has the role {role}"), item);
                } else {
                    for name in names {
                        self.wait(name, item.clone());
                    }
                }
            }
        }
    }

    /// What waits for those who answer for it.
    fn owned(&mut self, texts: &[OwnedText<'_>]) {
        let mut counts: BTreeMap<FileId, [usize; 2]> = BTreeMap::new();
        for finding in &self.built.diagnostics {
            let at = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Note => continue,
            };
            if let Some(span) = finding.primary {
                counts.entry(span.file).or_default()[at] += 1;
            }
        }
        for text in texts {
            let mut told = Vec::new();
            told.extend(text.kept_back.clone());
            let overdue = text.due.filter(|due| *due < self.built.today);
            told.extend(overdue.map(|due| format!("its review was due on {due}")));
            let found = counts.get(&text.file_id).copied().unwrap_or_default();
            for (count, word) in found.into_iter().zip(["error", "warning"]) {
                match count {
                    0 => {}
                    1 => told.push(format!("1 {word}")),
                    count => told.push(format!("{count} {word}s")),
                }
            }
            if !told.is_empty() {
                let name = text.owner.map(|id| self.name(id));
                let name = name.unwrap_or_else(|| "Nobody answers for these".to_owned());
                let words = self.linked(&text.thing);
                self.wait(name, format!("{words}: {}", told.join("; ")));
            }
        }
    }
}
