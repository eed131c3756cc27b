//! Every place that names a file by its path: links in texts, front matter, `site.yaml` and
//! `data/search.yaml`.

use std::collections::BTreeMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::article::{Source, TermId};
use crate::base::{Address, ContentPath, FileId, Span, Spanned, classify, fold_name};
use crate::build::Indexed;
use crate::markdown::{Link, LinkKind};
use crate::records::SEARCH_FILE;
use crate::site::{Findings, LinkContext, Way, is_path};
use crate::source::{SourceKind, kind_of};
use crate::yaml::{self, CONFIGURATION, FRONT_MATTER, Mapping, Value, ValueKind};

/// How a path stands in its file, which decides how a character that means something is
/// written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `[text](path)` or `[id]: path`.
    Bare,
    /// `[text](<path>)`.
    Angle,
    /// `[[path]]`.
    Wiki,
    /// `![[path]]` of a snippet, where nothing is decoded.
    Include,
    /// The value of an attribute.
    Html,
    /// A value of YAML, with its quotation marks.
    Yaml,
}

/// What a place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedBy {
    /// A file or a page, by a path.
    Path,
    /// The same, where a word that is no path would be a name.
    PathNotName,
    /// A folder or a file, counted from the content folder.
    FromRoot,
    /// A glossary entry, by the name of its file.
    TermFile,
}

/// A place that names a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamingPlace {
    /// Where the path stands, without fragment and query if they can be told apart.
    pub(super) span: Range<usize>,
    /// The path, decoded.
    pub(super) path: String,
    /// What is written behind the path within the span.
    pub(super) tail: String,
    pub(super) notation: Notation,
    pub(super) names: NamedBy,
}

/// The places of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilePlaces {
    pub(super) path: ContentPath,
    pub(super) places: Vec<NamingPlace>,
}

/// The keys of front matter that take names or paths of pages.
const KEYS: &[&str] = &[
    "article",
    "part_of",
    "related",
    "see_also",
    "superseded_by",
    "supersedes",
    "translation_of",
];

impl NamingPlace {
    /// What the path reaches from a file in `folder`.
    pub(super) fn way(&self, index: &Indexed, folder: &str, path: &str) -> Option<Way> {
        let resolver = index.site.resolver();
        match (self.names, self.notation) {
            (NamedBy::FromRoot | NamedBy::TermFile, _) => None,
            (NamedBy::PathNotName, _) if !is_path(path) => None,
            (_, Notation::Include) => resolver.way_to_snippet(folder, path),
            _ => resolver.way(folder, path),
        }
    }
}

/// The places of all files, by the numbers of the files.
pub(super) fn places(index: &Indexed) -> BTreeMap<FileId, FilePlaces> {
    let sources = &index.site.sources;
    let articles = sources.articles.iter();
    let articles =
        articles.map(|article| (&article.source, Some(article.front_matter.span)));
    let terms =
        sources.terms.iter().map(|term| (&term.source, Some(term.front_matter.span)));
    let snippets = sources.snippets.iter().map(|snippet| (&snippet.source, None));
    let mut files = BTreeMap::new();
    for (source, block) in articles.chain(terms).chain(snippets) {
        let links = source.outline.links.iter();
        let mut places: Vec<NamingPlace> =
            links.filter_map(|link| of_link(link, &source.text)).collect();
        if let Some((_, settings)) = block.and_then(|block| settings(source, block)) {
            of_settings(index, source, &settings, &mut places);
        }
        files.insert(source.file, FilePlaces { path: source.path.clone(), places });
    }
    if let Some(file) = index.tree.of_kind(SourceKind::Config).next()
        && let Some(text) = file.text()
    {
        let settings = yaml::parse(file.id, text, 0..text.len(), &CONFIGURATION).value;
        let places = settings.map(|settings| of_config(&settings, text));
        let places = places.unwrap_or_default();
        files.insert(file.id, FilePlaces { path: file.path.clone(), places });
    }
    let words = index.tree.files.iter().find(|file| file.path.as_str() == SEARCH_FILE);
    if let Some(file) = words
        && let Some(text) = file.text()
    {
        let settings = yaml::parse(file.id, text, 0..text.len(), &CONFIGURATION).value;
        let places = settings.map(|settings| of_search(&settings)).unwrap_or_default();
        files.insert(file.id, FilePlaces { path: file.path.clone(), places });
    }
    files
}

/// The pages that words of readers lead to, where they are paths and not names.
fn of_search(settings: &Mapping) -> Vec<NamingPlace> {
    let Some(ValueKind::List(pages)) =
        settings.get("pages").map(|entry| &entry.value.kind)
    else {
        return Vec::new();
    };
    let targets = pages.iter().filter_map(|page| match &page.kind {
        ValueKind::Mapping(page) => page.get("page"),
        _ => None,
    });
    let targets = targets.flat_map(|entry| values(&entry.value));
    targets.filter(|(path, _)| is_path(path)).map(from_root).collect()
}

/// A value of YAML that is a path counted from the content folder.
fn from_root((path, span): (&str, Span)) -> NamingPlace {
    NamingPlace {
        span: span.range(),
        path: path.to_owned(),
        tail: String::new(),
        notation: Notation::Yaml,
        names: NamedBy::FromRoot,
    }
}

/// The bytes of the YAML between the markers of a text, and what they say.
pub(super) fn settings(source: &Source, block: Span) -> Option<(Range<usize>, Mapping)> {
    let written = source.text.get(block.range())?;
    let start = written.find('\n')? + 1;
    let end = written.rfind('\n')? + 1;
    let range = block.range().start + start..block.range().start + end.max(start);
    let outcome = yaml::parse(source.file, &source.text, range.clone(), &FRONT_MATTER);
    Some((range, outcome.value?))
}

fn of_link(link: &Link, text: &str) -> Option<NamingPlace> {
    let span = link.span.start as usize..link.span.end as usize;
    let before = text.get(..span.start)?;
    let notation = match link.kind {
        LinkKind::Citation => return None,
        LinkKind::Include => Notation::Include,
        LinkKind::Wiki | LinkKind::Attachment => Notation::Wiki,
        LinkKind::HtmlLink | LinkKind::HtmlSource => Notation::Html,
        LinkKind::Markdown | LinkKind::Image if before.ends_with('<') => Notation::Angle,
        LinkKind::Markdown | LinkKind::Image => Notation::Bare,
    };
    let names = match link.kind {
        LinkKind::Wiki => NamedBy::PathNotName,
        _ => NamedBy::Path,
    };
    place(text, span, &link.target, notation, names)
}

/// The place of a target as written, if it can be a path.
fn place(
    text: &str,
    span: Range<usize>,
    target: &str,
    notation: Notation,
    names: NamedBy,
) -> Option<NamingPlace> {
    let written = text.get(span.clone())?;
    let forced =
        target.strip_prefix("article:").filter(|_| names == NamedBy::PathNotName);
    let target = forced.map_or(target, str::trim_start);
    let skipped = forced.and_then(|_| written.find(target)).unwrap_or_default();
    let span = span.start + skipped..span.end;
    let written = &written[skipped..];
    let is_local = matches!(
        classify(target),
        Address::Relative(_) | Address::Root(_) | Address::WindowsPath(_)
    );
    if !is_local && notation != Notation::Include {
        return None;
    }
    let marks: &[char] = if notation == Notation::Include { &['#'] } else { &['#', '?'] };
    let end = target.find(marks).unwrap_or(target.len());
    let (raw, rest) = target.split_at(end);
    let path = match notation {
        Notation::Include => raw.to_owned(),
        _ => percent_decode_str(raw).decode_utf8_lossy().into_owned(),
    };
    if names == NamedBy::PathNotName && !is_path(raw) {
        return None;
    }
    // What stands behind the path stays as it is written, where it can be told apart.
    let kept = if notation == Notation::Yaml || !written.ends_with(rest) {
        0
    } else {
        rest.len()
    };
    let tail = if kept == rest.len() { String::new() } else { rest.to_owned() };
    Some(NamingPlace { span: span.start..span.end - kept, path, tail, notation, names })
}

fn of_settings(
    index: &Indexed,
    source: &Source,
    settings: &Mapping,
    places: &mut Vec<NamingPlace>,
) {
    for key in KEYS {
        let Some(entry) = settings.get(key) else { continue };
        for (text, span) in values(&entry.value) {
            let range = span.range();
            let names = NamedBy::PathNotName;
            let by_path =
                place(&source.text, range.clone(), text.trim(), Notation::Yaml, names);
            let by_file = || {
                let named = *key == "see_also"
                    && term_by_file(index, source, text, span).is_some();
                named.then(|| NamingPlace {
                    span: range,
                    path: text.trim().to_owned(),
                    tail: String::new(),
                    notation: Notation::Yaml,
                    names: NamedBy::TermFile,
                })
            };
            places.extend(by_file().or(by_path));
        }
    }
    for (text, span) in files(settings) {
        let (range, names) = (span.range(), NamedBy::Path);
        places.extend(place(&source.text, range, text.trim(), Notation::Yaml, names));
    }
}

/// The files that front matter names: those of other formats, and the picture.
fn files(settings: &Mapping) -> Vec<(&str, Span)> {
    let groups = ["formats", "image"].into_iter().filter_map(|key| settings.get(key));
    let groups = groups.flat_map(|entry| match &entry.value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    });
    let files = groups.filter_map(|group| match &group.kind {
        ValueKind::Mapping(mapping) => mapping.get("file"),
        _ => None,
    });
    files.flat_map(|entry| values(&entry.value)).collect()
}

/// The texts of a value that takes one text or several.
fn values(value: &Value) -> Vec<(&str, Span)> {
    match &value.kind {
        ValueKind::List(values) => {
            values.iter().filter_map(|one| Some((one.as_text()?, one.span))).collect()
        }
        _ => value.as_text().map(|text| (text, value.span)).into_iter().collect(),
    }
}

fn of_config(settings: &Mapping, text: &str) -> Vec<NamingPlace> {
    let mut places = Vec::new();
    let group = |of: &Mapping, key: &str| match of.get(key).map(|entry| &entry.value.kind)
    {
        Some(ValueKind::Mapping(mapping)) => Some(mapping.clone()),
        _ => None,
    };
    if let Some(brand) = group(settings, "brand") {
        let pictures =
            ["logo", "logo_dark", "icon"].into_iter().filter_map(|key| brand.get(key));
        let pictures = pictures.flat_map(|entry| values(&entry.value));
        for (target, span) in pictures.chain(files(&brand)) {
            let path = NamedBy::Path;
            places.extend(place(text, span.range(), target, Notation::Yaml, path));
        }
        let lists =
            [("fonts", "file", NamedBy::Path), ("links", "target", NamedBy::PathNotName)];
        for (list, key, names) in lists {
            let list = brand.get(list).map(|entry| &entry.value.kind);
            let Some(ValueKind::List(groups)) = list else { continue };
            for group in groups {
                let ValueKind::Mapping(group) = &group.kind else { continue };
                let target = group.get(key).map(|entry| values(&entry.value));
                for (target, span) in target.unwrap_or_default() {
                    let yaml = Notation::Yaml;
                    places.extend(place(text, span.range(), target, yaml, names));
                }
            }
        }
    }
    for (key, inner) in
        [("navigation", "order"), ("navigation", "menu"), ("output", "include")]
    {
        let Some(group) = group(settings, key) else { continue };
        let listed = group.get(inner).map(|entry| values(&entry.value));
        places.extend(listed.unwrap_or_default().into_iter().map(from_root));
    }
    places
}

/// The glossary entry that a `see_also` means by the name of its file, and by none of its
/// own names.
pub(super) fn term_by_file(
    index: &Indexed,
    source: &Source,
    name: &str,
    span: Span,
) -> Option<TermId> {
    if kind_of(&source.path) != Some(SourceKind::Term) {
        return None;
    }
    let context = LinkContext::of(source, None);
    let resolver = index.site.resolver();
    let name = &Spanned { value: name.to_owned(), span };
    let id = resolver.term(&context, name, &mut Findings::default())?;
    let entry = &index.site.term(id).front_matter;
    let others = entry.aliases.iter().chain(&entry.avoid).chain(&entry.abbreviation);
    let mut names = others.chain([&entry.term]);
    let wanted = fold_name(&name.value);
    (!names.any(|own| fold_name(&own.value) == wanted)).then_some(id)
}
