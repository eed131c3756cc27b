//! What is told of a page to those who review it: whether readers get it, what changed, who
//! signed it, and what was found.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{START, SiteBefore};
use crate::base::{Date, FileId, OutputPath, escape, marked_up};
use crate::build::Built;
use crate::diagnostic::Diagnostic;
use crate::report::{PageChanges, place, sentence_html};
use crate::review::{OwnedText, Signable, Signature, owned_texts};

/// How many changes and findings of a page are listed.
const MOST_LISTED: usize = 100;

/// The notes of all pages.
pub(super) struct PageNotes<'b> {
    built: &'b Built,
    before: Option<&'b SiteBefore<'b>>,
    pub(super) base: &'b str,
    texts: BTreeMap<OutputPath, OwnedText<'b>>,
    /// What has no page of its own to stand on.
    terms: Vec<OwnedText<'b>>,
    findings: BTreeMap<FileId, Vec<&'b Diagnostic>>,
    changes: BTreeMap<&'b str, &'b PageChanges>,
}

impl<'b> PageNotes<'b> {
    pub(super) fn new(built: &'b Built, before: Option<&'b SiteBefore<'b>>) -> Self {
        let mut texts = BTreeMap::new();
        let mut terms = Vec::new();
        for text in owned_texts(&built.site, &built.config, &built.tree, built.today) {
            match text.address {
                Some(address) => drop(texts.insert(address.output_path(), text)),
                None => terms.push(text),
            }
        }
        let mut findings: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in &built.diagnostics {
            if let Some(span) = finding.primary {
                findings.entry(span.file).or_default().push(finding);
            }
        }
        let changes = before.iter().flat_map(|before| before.changes);
        let changes = changes.map(|page| (page.name.as_str(), page)).collect();
        let base = built.config.base_path();
        PageNotes { built, before, base, texts, terms, findings, changes }
    }

    /// The notes of the page at an address.
    pub(super) fn of(&self, path: &OutputPath) -> String {
        let mut html = String::from(
            "<div class=\"review-copy\" role=\"region\" aria-label=\"For reviewers\" lang=\"en\" dir=\"ltr\">\n",
        );
        let since = self.before.map(|before| {
            let since = escape(before.name);
            format!(" Words that changed since <bdi>{since}</bdi> are marked.")
        });
        // Writing to a text cannot fail.
        let _ = writeln!(
            html,
            "<p><strong>Not public.</strong> A copy of {} for those who review it.{} \
             <a href=\"{}{START}/\">What waits for whom</a></p>",
            self.built.today,
            since.unwrap_or_default(),
            escape(self.base)
        );
        if let Some(text) = self.texts.get(path) {
            self.push_text(&mut html, text);
        }
        html.push_str("</div>\n");
        html
    }

    /// What is told of the words that are explained, each below its name.
    pub(super) fn of_terms(&self) -> String {
        let mut html = String::new();
        for term in &self.terms {
            let mut own = String::new();
            self.push_text(&mut own, term);
            if !own.is_empty() {
                let (language, title) = (escape(term.language), escape(term.title));
                let _ = writeln!(html, "<h3><bdi lang=\"{language}\">{title}</bdi></h3>");
                html.push_str(&own);
            }
        }
        html
    }

    fn push_text(&self, html: &mut String, text: &OwnedText<'_>) {
        if let Some(why) = &text.kept_back {
            let what = if text.is_term { "word" } else { "page" };
            let _ = writeln!(html, "<p>Readers do not get this {what}: it is {why}.</p>");
        }
        let changes = self.changes(&text.thing);
        let (signed, waiting) = self.signatures(&text.thing, text.due);
        let findings = self.findings(text);
        push_list(html, "Waiting", &waiting);
        push_list(html, "Changed", &changes);
        push_list(html, "Signed", &signed);
        push_list(html, "Found", &findings);
    }

    fn changes(&self, thing: &Signable) -> Vec<String> {
        let name = thing.to_string();
        let Some(page) = self.changes.get(&*name) else { return Vec::new() };
        let fate = page.fate.iter().map(|fate| escape(fate));
        let sentences = page.changes.iter().flat_map(|part| {
            let heading = match part.heading.as_str() {
                "" => String::new(),
                heading => format!("<bdi>{}</bdi>: ", escape(heading)),
            };
            let sentences = part.sentences.iter();
            sentences.map(move |sentence| format!("{heading}{}", sentence_html(sentence)))
        });
        fate.chain(sentences).collect()
    }

    /// Who signed a text, and what is still to be done.
    fn signatures(
        &self,
        thing: &Signable,
        due: Option<Date>,
    ) -> (Vec<String>, Vec<String>) {
        let standing = &self.built.standing;
        let own = standing.signatures.get(thing).into_iter().flatten();
        let signed = own.map(Signature::by).map(|by| marked_up(&by)).collect();
        let unsigned = standing.unsigned.iter().filter(|one| one.thing == *thing);
        let unsigned =
            unsigned.map(|one| format!("not signed: {}", escape(&one.roles.join(", "))));
        let changed = standing.changed.iter().filter(|one| one.thing == *thing);
        let changed = changed.map(|one| {
            format!("changed since {} signed it", marked_up(&one.by.join(" and ")))
        });
        let overdue = due.filter(|due| *due < self.built.today);
        let overdue = overdue.map(|due| format!("its review was due on {due}"));
        (signed, unsigned.chain(changed).chain(overdue).collect())
    }

    fn findings(&self, text: &OwnedText<'_>) -> Vec<String> {
        let found = self.findings.get(&text.file_id).into_iter().flatten();
        let told = found.map(|finding| {
            let line = finding.primary.map(|span| place(span, &self.built.tree));
            let line = line.map(|place| format!(", line {}", place.start.line));
            let help = finding.help.as_ref().map(|help| format!("; {}", marked_up(help)));
            format!(
                "<strong>{}</strong>{}: {}{}",
                finding.severity.name(),
                line.unwrap_or_default(),
                marked_up(&finding.message),
                help.unwrap_or_default()
            )
        });
        told.collect()
    }
}

/// A list that opens and closes without a script.
fn push_list(html: &mut String, words: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ =
        writeln!(html, "<details>\n<summary>{words}: {}</summary>\n<ul>", items.len());
    for item in items.iter().take(MOST_LISTED) {
        let _ = writeln!(html, "<li>{item}</li>");
    }
    if let Some(more) = items.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        let _ = writeln!(html, "<li>and {more} more</li>");
    }
    html.push_str("</ul>\n</details>\n");
}
