//! A reference in the style of the National Library of Medicine ("Vancouver"), as HTML.
//!
//! Patterns from *Citing Medicine*, 2nd edition. The words of the style ("Available
//! from", "cited") are part of it and stay English in every language.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::base::{Address, Date, Html, MONTHS, classify, escape, escape_into};
use crate::records::Reference;

/// More authors than this are "et al.".
const MOST_AUTHORS: usize = 6;

/// What may not stand as it is in the path of a DOI's address.
const DOI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Formats a reference, with links for its DOI, its numbers in `PubMed` and its address.
pub fn format_reference(reference: &Reference) -> Html {
    let mut sentences = Sentences::default();
    let by_organisation = reference.authors.is_empty()
        && (reference.editors.is_empty() || reference.kind == "chapter");
    // A book that nobody wrote alone goes by who put it together.
    let people = authors(&reference.authors).or_else(|| {
        let by_editors = reference.kind != "chapter" && !reference.editors.is_empty();
        by_editors.then(|| editors(&reference.editors).trim_end_matches(". ").to_owned())
    });
    match (people, &reference.organisation) {
        (Some(people), _) => sentences.add(&people),
        (None, Some(organisation)) => sentences.add(organisation),
        (None, None) => {}
    }
    match &*reference.kind {
        "journal" => {
            sentences.add(&reference.title);
            let medium = if is_read_online(reference) { " [Internet]" } else { "" };
            if let Some(journal) = &reference.journal {
                sentences.add(&format!("{}{medium}", journal.trim()));
            }
            sentences.add(&issue(reference));
        }
        "chapter" => {
            sentences.add(&reference.title);
            let medium = if reference.url.is_some() { " [Internet]" } else { "" };
            match &reference.journal {
                Some(book) => {
                    let editors = editors(&reference.editors);
                    sentences.add(&format!("In: {editors}{}{medium}", book.trim()));
                }
                None => sentences.add(medium.trim()),
            }
            sentences.add(&edition(reference));
            sentences.add(&imprint(reference, by_organisation));
            sentences.add(&pages(reference));
        }
        kind => {
            sentences.add(&format!(
                "{}{}",
                reference.title.trim(),
                medium(kind, reference)
            ));
            sentences.add(&series(reference));
            sentences.add(&edition(reference));
            sentences.add(&imprint(reference, by_organisation));
            sentences.add(&pages(reference));
        }
    }
    add_links(&mut sentences, reference);
    Html(sentences.html)
}

/// Sentences in a row: each with one stop and a space before the next.
#[derive(Default)]
struct Sentences {
    html: String,
}

impl Sentences {
    fn add(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let stop = if text.ends_with(['.', '?', '!', '…']) { "" } else { "." };
            self.add_html(&format!("{}{stop}", escape(text)));
        }
    }

    fn add_html(&mut self, html: &str) {
        if !self.html.is_empty() {
            self.html.push(' ');
        }
        self.html.push_str(html);
    }
}

fn authors(names: &[String]) -> Option<String> {
    let shown: Vec<&str> = names.iter().take(MOST_AUTHORS).map(|n| n.trim()).collect();
    let others = if names.len() > MOST_AUTHORS { ", et al." } else { "" };
    (!names.is_empty()).then(|| format!("{}{others}", shown.join(", ")))
}

/// `Smith A, Jones B, editors. `, or nothing.
fn editors(names: &[String]) -> String {
    let word = if names.len() == 1 { "editor" } else { "editors" };
    authors(names).map_or_else(String::new, |names| format!("{names}, {word}. "))
}

/// `2nd ed`, unless the author wrote the word.
fn edition(reference: &Reference) -> String {
    match reference.edition.as_deref().map(str::trim) {
        Some(edition) if edition.contains("ed") => edition.to_owned(),
        Some(edition) => format!("{edition} ed"),
        None => String::new(),
    }
}

/// `2022 Aug`, as far as it is known.
fn published(reference: &Reference) -> String {
    let mut text = reference.year.clone().unwrap_or_default();
    if let Some(month) = &reference.month {
        join(&mut text, " ", month);
    }
    text
}

/// An article is cited as read online if nothing more lasting leads to it.
fn is_read_online(reference: &Reference) -> bool {
    reference.url.is_some() && reference.doi.is_none() && reference.pmid.is_none()
}

/// What kind of thing it is, where that is not a printed book.
fn medium(kind: &str, reference: &Reference) -> &'static str {
    let online = reference.url.is_some() || reference.accessed.is_some();
    match kind {
        "dataset" => " [dataset]",
        // Readers cannot follow it, so that nothing says that they could.
        "internal" => " [internal document]",
        "web" => " [Internet]",
        _ if online => " [Internet]",
        _ => "",
    }
}

/// `2022;57(8):1217-1239`, as far as it is known.
fn issue(reference: &Reference) -> String {
    let mut text = published(reference);
    if is_read_online(reference) {
        text.push_str(&cited(reference.accessed));
    }
    if let Some(volume) = &reference.volume {
        join(&mut text, ";", volume);
    }
    if let Some(issue) = &reference.issue {
        let _ = write!(text, "({})", issue.trim());
    }
    if let Some(pages) = &reference.pages {
        join(&mut text, ":", pages);
    }
    text
}

/// `Guideline CG151`.
fn series(reference: &Reference) -> String {
    let number = reference.number.as_deref().unwrap_or("").trim();
    match &*reference.kind {
        _ if number.is_empty() => String::new(),
        "guideline" => format!("Guideline {number}"),
        _ => number.to_owned(),
    }
}

/// `Place: Publisher; 2012 [cited 2026 Jan 20]`.
fn imprint(reference: &Reference, by_organisation: bool) -> String {
    let mut text = String::new();
    if let Some(place) = &reference.place {
        text.push_str(place.trim());
    }
    if let (Some(organisation), false) = (&reference.organisation, by_organisation) {
        join(&mut text, ": ", organisation);
    }
    let published = published(reference);
    if !published.is_empty() {
        join(&mut text, "; ", &published);
    }
    text.push_str(&cited(reference.accessed));
    text
}

/// `p. 99-107`, unless the author wrote the unit.
fn pages(reference: &Reference) -> String {
    match reference.pages.as_deref().map(str::trim) {
        Some(pages) if pages.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("p. {pages}")
        }
        Some(pages) => pages.to_owned(),
        None => String::new(),
    }
}

fn join(text: &mut String, between: &str, part: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(part.trim());
}

fn cited(accessed: Option<Date>) -> String {
    accessed.map_or_else(String::new, |date| {
        let (year, month, day) = date.parts();
        let name = &MONTHS[usize::from(month.saturating_sub(1)).min(11)][..3];
        format!(" [cited {year} {name} {day}]")
    })
}

fn add_links(sentences: &mut Sentences, reference: &Reference) {
    if let Some(address) = reference.url.as_deref().and_then(web_address)
        && reference.kind != "internal"
    {
        sentences.add_html(&format!("Available from: {}", link(&address, &address)));
    }
    if let Some(doi) = reference.doi.as_deref().map(bare_doi).filter(|d| !d.is_empty()) {
        let address = format!("https://doi.org/{}", utf8_percent_encode(doi, DOI));
        sentences.add_html(&format!("doi: {}.", link(&address, doi)));
    }
    let pmid = reference.pmid.as_deref().map(|pmid| {
        let sound = pmid.bytes().all(|b| b.is_ascii_digit()) && !pmid.is_empty();
        let address = format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
        let shown = if sound { link(&address, pmid) } else { escape(pmid) };
        format!("PMID: {shown}")
    });
    let pmcid = reference.pmcid.as_deref().map(|pmcid| {
        let digits = pmcid.strip_prefix("PMC").unwrap_or("");
        let sound = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let address = format!("https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/");
        let shown = if sound { link(&address, pmcid) } else { escape(pmcid) };
        format!("PMCID: {shown}")
    });
    let numbers: Vec<String> = pmid.into_iter().chain(pmcid).collect();
    if !numbers.is_empty() {
        sentences.add_html(&format!("{}.", numbers.join("; ")));
    }
    add_registrations(sentences, reference);
    if let Some(language) = &reference.language {
        sentences.add(language);
    }
}

/// Numbers under which a book or a trial is found.
fn add_registrations(sentences: &mut Sentences, reference: &Reference) {
    if let Some(isbn) = &reference.isbn {
        sentences.add(&format!("ISBN {isbn}"));
    }
    if let Some(number) = &reference.nct {
        let address = format!("https://clinicaltrials.gov/study/{number}");
        sentences.add_html(&format!("ClinicalTrials.gov: {}.", link(&address, number)));
    }
    if let Some(number) = &reference.isrctn {
        let address = format!("https://www.isrctn.com/{number}");
        sentences.add_html(&format!("{}.", link(&address, number)));
    }
}

/// The address, if it is one of another site.
fn web_address(url: &str) -> Option<String> {
    match classify(url) {
        Address::Web(address) | Address::InsecureWeb(address) => Some(address),
        _ => None,
    }
}

/// A DOI without what people copy along with it.
fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"]
        .iter()
        .find_map(|prefix| doi.strip_prefix(prefix))
        .unwrap_or(doi)
        .trim()
}

fn link(address: &str, text: &str) -> String {
    let mut html = String::from("<a href=\"");
    escape_into(&mut html, address);
    html.push_str("\">");
    escape_into(&mut html, text);
    html.push_str("</a>");
    html
}

#[cfg(test)]
mod tests;
