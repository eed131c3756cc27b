//! What everything that can be signed says now, and what else it shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::shown::{ShownPart, shown};
use super::thing::Signable;
use crate::article::{
    ArticleId, FrontMatter, SnippetId, Source, TermFrontMatter, TermId,
};
use crate::base::{ContentPath, Span, TiSlice, TiVec, UrlPath};
use crate::config::Config;
use crate::disk::{SymbolicLinks, hex, read_in_pieces};
use crate::html::{Facts, Written, format_reference, text_of};
use crate::records::Contact;
use crate::site::{AssetId, Destination, Resolved, Site};
use crate::source::SourceContent;

/// The written texts of a site, ready to be read as a reader does.
#[derive(Debug)]
pub struct SiteTexts<'a> {
    pub(super) site: &'a Site,
    config: &'a Config,
    bodies: WrittenBodies<'a>,
    paths: BTreeMap<&'a ContentPath, TextId>,
    /// The files that are published, by their addresses.
    files: BTreeMap<String, AssetId>,
    /// The digests of those that were asked for.
    digests: TiVec<AssetId, OnceLock<String>>,
    /// Where old addresses lead, as both are written in a line.
    moved: BTreeMap<String, String>,
}

/// The bodies of everything that has one.
#[derive(Debug, Clone, Copy)]
pub struct WrittenBodies<'a> {
    /// For each article that has a page.
    pub articles: &'a TiSlice<ArticleId, Option<Written>>,
    /// For each term.
    pub terms: &'a TiSlice<TermId, Written>,
    /// For each snippet.
    pub snippets: &'a TiSlice<SnippetId, Written>,
}

/// A text of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextId {
    Article(ArticleId),
    Term(TermId),
    Snippet(SnippetId),
}

impl<'a> SiteTexts<'a> {
    /// The texts of a site whose bodies were written.
    pub fn new(site: &'a Site, config: &'a Config, bodies: WrittenBodies<'a>) -> Self {
        let sources = &site.sources;
        let articles = sources.articles.iter_enumerated();
        let articles = articles.map(|(id, one)| (&one.source.path, TextId::Article(id)));
        let terms = sources.terms.iter_enumerated();
        let terms = terms.map(|(id, one)| (&one.source.path, TextId::Term(id)));
        let snippets = sources.snippets.iter_enumerated();
        let snippets = snippets.map(|(id, one)| (&one.source.path, TextId::Snippet(id)));
        let base = config.base_path();
        let files = sources
            .assets
            .iter_enumerated()
            .map(|(id, asset)| (UrlPath::file(asset.path.as_str()).href(base), id));
        let redirects =
            site.redirects.iter().filter(|redirect| redirect.fragment.is_none());
        let moved = redirects.map(|redirect| {
            (redirect.from.href("/"), site.permalink(redirect.to).href("/"))
        });
        SiteTexts {
            site,
            config,
            bodies,
            paths: articles.chain(terms).chain(snippets).collect(),
            files: files.collect(),
            digests: sources.assets.iter().map(|_| OnceLock::new()).collect(),
            moved: moved.collect(),
        }
    }

    pub(super) fn text(&self, thing: &Signable) -> Option<TextId> {
        match thing {
            Signable::Text(path) => self.paths.get(path).copied(),
            _ => None,
        }
    }

    fn source(&self, text: TextId) -> &'a Source {
        let sources = &self.site.sources;
        match text {
            TextId::Article(id) => &sources.articles[id].source,
            TextId::Term(id) => &sources.terms[id].source,
            TextId::Snippet(id) => &sources.snippets[id].source,
        }
    }

    fn written(&self, text: TextId) -> Option<&'a Written> {
        match text {
            TextId::Article(id) => self.bodies.articles.get(id)?.as_ref(),
            TextId::Term(id) => self.bodies.terms.get(id),
            TextId::Snippet(id) => self.bodies.snippets.get(id),
        }
    }

    /// Everything that has a name to be signed under.
    pub fn all(&self) -> impl Iterator<Item = Signable> {
        let records = &self.site.sources.records;
        let texts = self.paths.keys().map(|path| Signable::Text((*path).clone()));
        let contacts = records.contacts.keys().cloned().map(Signable::Contact);
        let signs = records.signs.keys().cloned().map(Signable::Sign);
        let values = records.values.keys().cloned().map(Signable::Value);
        texts.chain(contacts).chain(signs).chain(values)
    }

    /// Where a thing stands in the sources. `None`: there is no such thing.
    pub fn place(&self, thing: &Signable) -> Option<Span> {
        let records = &self.site.sources.records;
        match thing {
            Signable::Text(_) => {
                let text = self.text(thing)?;
                Some(match text {
                    TextId::Article(id) => self.site.article(id).front_matter.title.span,
                    TextId::Term(id) => self.site.term(id).front_matter.term.span,
                    TextId::Snippet(_) => Span::file(self.source(text).file),
                })
            }
            Signable::Contact(id) => Some(records.contacts.get(id)?.span),
            Signable::Sign(id) => Some(records.signs.get(id)?.span),
            Signable::Value(id) => Some(records.values.get(id)?.span),
        }
    }

    /// Where a section of a thing begins, if its heading stands in the thing's own file.
    pub fn place_of(&self, thing: &Signable, heading: &str) -> Option<Span> {
        let source = self.source(self.text(thing)?);
        let last = heading.rsplit(" > ").next().filter(|words| !words.is_empty())?;
        let headings = &source.outline.headings;
        let found = headings.iter().find(|own| own.text.trim() == last)?;
        Some(Span::new(source.file, found.range.clone()))
    }

    /// The tag of the language that a thing is written in.
    pub fn language(&self, thing: &Signable) -> &'a str {
        let languages = &self.config.languages;
        let language = self.text(thing).map(|text| self.source(text).language);
        let language = language.and_then(|id| languages.get(id)).or(languages.first());
        language.map_or("en", |language| &language.tag)
    }

    /// What a reader sees of a thing, section by section. `None` where readers get nothing
    /// of it in this build.
    pub fn parts(&self, thing: &Signable) -> Option<Vec<ShownPart>> {
        let records = &self.site.sources.records;
        let alone = |lines: Vec<String>| Some(vec![part("", lines)]);
        match thing {
            Signable::Text(_) => self.text_parts(self.text(thing)?),
            Signable::Contact(id) => alone(contact_lines(records.contacts.get(id)?)),
            Signable::Sign(id) => alone(vec![records.signs.get(id)?.words.clone()]),
            Signable::Value(id) => {
                records.values.get(id)?;
                alone(records.value_words(id).into_iter().collect())
            }
        }
    }

    /// The same as one section that is called by its name, for whoever shows it.
    pub fn whole(&self, thing: &Signable) -> Option<ShownPart> {
        let parts = self.parts(thing)?;
        let lines = parts.into_iter().flat_map(|part| {
            let heading = part.heading.rsplit(" > ").next().map(str::to_owned);
            heading.into_iter().filter(|words| !words.is_empty()).chain(part.lines)
        });
        Some(ShownPart::new(thing.to_string(), lines.collect()))
    }

    fn text_parts(&self, text: TextId) -> Option<Vec<ShownPart>> {
        let written = self.written(text)?;
        let target = |address: &str| self.target(address);
        let mut parts = shown(&[written.cards.as_str(), written.html.as_str()], &target);
        let front = match text {
            TextId::Article(id) => self.front_lines(id),
            TextId::Term(id) => term_lines(&self.site.term(id).front_matter),
            TextId::Snippet(_) => Vec::new(),
        };
        if parts.first().is_none_or(|first| !first.heading.is_empty()) {
            parts.insert(0, ShownPart::default());
        }
        let body = std::mem::take(&mut parts[0].lines);
        parts[0] = part("", front.into_iter().chain(body));
        if let TextId::Article(id) = text {
            let references = self.references(id, written);
            if !references.is_empty() {
                parts.push(part("References", references));
            }
        }
        Some(parts)
    }

    /// What readers see of the front matter of a page, and what goes with it.
    fn front_lines(&self, id: ArticleId) -> Vec<String> {
        let FrontMatter { title, short_title, description, audience, .. } =
            &*self.site.article(id).front_matter;
        let mut lines = vec![title.value.clone()];
        lines.extend(short_title.clone());
        lines.extend(description.as_ref().map(|words| words.value.clone()));
        if !audience.is_empty() {
            let names: Vec<&str> = audience.iter().map(|name| &*name.value).collect();
            lines.push(format!("audience: {}", names.join(", ")));
        }
        let file = |asset: Option<AssetId>| asset.map(|asset| self.digest(asset));
        let front_matter = &self.site.article(id).front_matter;
        if let Some(image) = &front_matter.image {
            let file = file(self.site.images[id]).unwrap_or_default();
            lines.push(format!("[picture: {} ({file})]", image.alt));
        }
        for (format, asset) in
            front_matter.formats.iter().zip(&self.site.format_files[id])
        {
            let file = file(*asset).unwrap_or_default();
            lines.push(format!("{} <{file}>", format.format));
        }
        if let Some(other) = self.site.superseded_by[id] {
            lines.push(format!(
                "superseded by <{}>",
                self.site.permalink(other).href("/")
            ));
        }
        lines
    }

    fn references(&self, id: ArticleId, written: &Written) -> Vec<String> {
        let front_matter = &self.site.article(id).front_matter;
        if !front_matter.references_display.is_shown() {
            return Vec::new();
        }
        let known = &self.site.sources.records.references;
        let cited = written.citations.iter();
        let listed = front_matter.references.iter().map(|key| &key.value);
        let listed = listed.filter(|key| !written.citations.contains(key));
        let keys = cited.chain(listed);
        let references = keys.filter_map(|key| known.get(key));
        references.map(|reference| text_of(&format_reference(reference))).collect()
    }

    /// What stands for an address in a line: the digest of a file, so that it is the same
    /// wherever the file lies; the address of a page below the site.
    fn target(&self, address: &str) -> Option<String> {
        if address.starts_with('#') {
            return None;
        }
        let path = address.split(['?', '#']).next().unwrap_or(address);
        if let Some(&asset) = self.files.get(path) {
            return Some(self.digest(asset));
        }
        let base = self.config.base_path();
        match address.strip_prefix(base) {
            Some(inside) => Some(format!("/{inside}")),
            None => Some(address.to_owned()),
        }
    }

    fn digest(&self, asset: AssetId) -> String {
        let read = || match &self.site.sources.assets[asset].content {
            SourceContent::Binary { location, .. } => {
                let read =
                    read_in_pieces(location, SymbolicLinks::Follow, &mut |_| Ok(()));
                // That it cannot be read is told elsewhere.
                read.map_or_else(
                    |_| "file".to_owned(),
                    |(_, digest)| format!("file {}", hex(&digest[..8])),
                )
            }
            SourceContent::Text { .. } | SourceContent::Undecodable => "file".to_owned(),
        };
        self.digests[asset].get_or_init(read).clone()
    }

    /// A line as it was signed, with the addresses that pages have now that moved since.
    pub(super) fn moved_on(&self, line: &str) -> String {
        if self.moved.is_empty() || !line.contains(" </") {
            return line.to_owned();
        }
        let mut now = String::with_capacity(line.len());
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(" </") {
            now.push_str(before);
            now.push_str(" <");
            let Some(end) = after.find('>') else {
                now.push('/');
                rest = after;
                continue;
            };
            let address = format!("/{}", &after[..end]);
            let at = address.find(['#', '?']).unwrap_or(address.len());
            let to = self.moved.get(&address[..at]);
            now.push_str(to.map_or(&address[..at], String::as_str));
            now.push_str(&address[at..]);
            rest = &after[end..];
        }
        now.push_str(rest);
        now
    }

    /// What else a thing shows that goes by a name of its own.
    pub fn shows(&self, thing: &Signable) -> BTreeSet<Signable> {
        let mut shows = BTreeSet::new();
        let mut seen = BTreeSet::new();
        match self.text(thing) {
            Some(TextId::Article(id)) => {
                self.linked(&self.site.article_links[id], &mut shows, &mut seen);
                let contact = self.site.article(id).front_matter.contact.as_ref();
                self.contact(contact.map(|id| id.value.as_str()), &mut shows);
            }
            Some(TextId::Term(id)) => {
                self.linked(&self.site.term_links[id], &mut shows, &mut seen);
            }
            Some(TextId::Snippet(id)) => {
                self.linked(&self.site.snippet_links[id], &mut shows, &mut seen);
            }
            None => {
                if let Signable::Sign(id) = thing {
                    self.of_sign(id, &mut shows);
                }
            }
        }
        if let Some(written) = self.text(thing).and_then(|text| self.written(text)) {
            self.said(&written.facts, &mut shows);
        }
        shows.remove(thing);
        shows
    }

    fn linked(
        &self,
        links: &[Resolved],
        shows: &mut BTreeSet<Signable>,
        seen: &mut BTreeSet<SnippetId>,
    ) {
        for link in links {
            match &link.destination {
                Destination::Contact(id) => self.contact(Some(id), shows),
                Destination::Sign(id) => {
                    shows.insert(Signable::Sign(id.to_string()));
                    self.of_sign(id, shows);
                }
                Destination::Signs(group) => {
                    for (id, _) in self.site.sources.records.group(group) {
                        shows.insert(Signable::Sign(id.to_owned()));
                        self.of_sign(id, shows);
                    }
                }
                Destination::Value(id) => self.value(id, shows),
                Destination::Snippet { id, .. } if seen.insert(*id) => {
                    let path = self.site.sources.snippets[*id].source.path.clone();
                    shows.insert(Signable::Text(path));
                    self.linked(&self.site.snippet_links[*id], shows, seen);
                }
                _ => {}
            }
        }
    }

    fn of_sign(&self, id: &str, shows: &mut BTreeSet<Signable>) {
        let Some(sign) = self.site.sources.records.signs.get(id) else { return };
        sign.values.iter().for_each(|id| self.value(id, shows));
        self.contact(sign.contact.as_ref().map(|id| id.value.trim()), shows);
    }

    fn contact(&self, id: Option<&str>, shows: &mut BTreeSet<Signable>) {
        let known = &self.site.sources.records.contacts;
        if let Some(id) = id.filter(|&id| known.contains_key(id)) {
            shows.insert(Signable::Contact(id.to_owned()));
        }
    }

    fn value(&self, id: &str, shows: &mut BTreeSet<Signable>) {
        if self.site.sources.records.values.contains_key(id) {
            shows.insert(Signable::Value(id.to_owned()));
        }
    }

    /// The values of a text, and the terms that it explains.
    fn said(&self, facts: &Facts, shows: &mut BTreeSet<Signable>) {
        facts.values.keys().for_each(|id| self.value(id, shows));
        for mention in facts.mentions.iter().filter(|mention| mention.explained) {
            let path = self.site.sources.terms[mention.term].source.path.clone();
            shows.insert(Signable::Text(path));
        }
    }
}

/// A section of lines in which nothing is left to be trimmed.
fn part(heading: &str, lines: impl IntoIterator<Item = String>) -> ShownPart {
    let one_line = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = lines.into_iter().map(one_line).filter(|line| !line.is_empty());
    ShownPart::new(heading, lines.collect())
}

fn contact_lines(contact: &Contact) -> Vec<String> {
    let Contact {
        name, phone, dialled, email, hours, always_open, note, unanswered, ..
    } = contact;
    let digits =
        |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let shown = phone.as_deref().map(digits).unwrap_or_default();
    let dialled = dialled.as_ref().map(|number| number.digits().to_owned());
    let dialled =
        dialled.filter(|number| !digits(number).is_empty() && digits(number) != shown);
    let open = always_open.then(|| "open day and night".to_owned());
    let dialled = dialled.map(|number| format!("dials {number}"));
    let all = [phone.clone(), dialled, email.clone(), hours.clone(), open, note.clone()];
    let rest = [unanswered.clone(), contact.address.clone(), contact.url.clone()];
    std::iter::once(name.clone()).chain(all.into_iter().chain(rest).flatten()).collect()
}

fn term_lines(front_matter: &TermFrontMatter) -> Vec<String> {
    let TermFrontMatter { term, abbreviation, expands_to, short, .. } = front_matter;
    let TermFrontMatter { plain_alternative, clinical, pronunciation, .. } = front_matter;
    let named = [Some(term), abbreviation.as_ref(), expands_to.as_ref()];
    let named = named.into_iter().flatten().map(|name| name.value.clone());
    let words = [short, plain_alternative, clinical, pronunciation];
    named.chain(words.into_iter().flatten().cloned()).collect()
}
