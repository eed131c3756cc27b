//! Moving an article, a term, a section or a file: what is moved, the links that are
//! written anew, the old addresses that go on leading to it.
//!
//! The site is put together three times: as it is, with the files moved and nothing else
//! changed, and as it will be. The second says what a link must be written like, the third
//! whether all is well; only then is there something to write.

mod names;
mod path_form;
mod places;
mod record;
mod settings;
mod signatures;
mod verify;

use std::collections::BTreeMap;

use super::{Change, TextEdit};
use crate::article::{ArticleId, Source};
use crate::base::{ContentPath, Error, FileId, Span, UrlPath, fold_path};
use crate::build::{Indexed, Request, index_tree};
use crate::diagnostic::{BAD_FRONT_MATTER, Diagnostic, FILE_TOO_LARGE, UNREADABLE_FILE};
use crate::site::{PathEnd, Site, Spelling, Way, old_address};
use crate::source::SourceTree;

use path_form::Aim;
use places::{FilePlaces, NamedBy, NamingPlace};

pub(super) use settings::Settings;

/// A move that was thought through.
#[derive(Debug)]
pub struct Move {
    /// What is to be written.
    pub change: Change,
    /// How many links are written anew.
    pub links: usize,
    /// In how many files.
    pub files: usize,
    /// Addresses of pages, before and after.
    pub addresses: Vec<(UrlPath, UrlPath)>,
    /// Why it cannot be done, if it cannot.
    pub trouble: Option<MoveTrouble>,
}

/// Findings that forbid a move.
#[derive(Debug)]
pub struct MoveTrouble {
    /// The sources that the findings point into.
    pub tree: SourceTree,
    /// The findings.
    pub findings: Vec<Diagnostic>,
}

/// Thinks a move through: `old` is a file or folder below `site-content/`, `new` its new
/// name, or the folder that it goes into. `index` is what `request` gives. Nothing is
/// written.
///
/// # Errors
///
/// Wrong use: there is no such thing, or it cannot go there.
pub fn plan(
    index: &Indexed,
    request: &Request<'_>,
    old: &str,
    new: &str,
) -> Result<Move, Error> {
    let mut change = Change::default();
    for (from, to) in names::moves(index, request.root, old, new)? {
        change.rename(from, to);
    }
    let mut found = unreadable(index);
    if !found.is_empty() {
        return Ok(refused(index.tree.clone(), found));
    }
    signatures::keep(index, &mut change);
    let moved = index_tree(request, change.tree(&index.tree))?;
    let places = places::places(index);
    let (links, files) = rewrite_links(index, &moved, &places, &mut change);
    let addresses = keep_addresses(index, &moved, &mut change, &mut found);
    keep_anchors(index, &moved, &mut change);
    let mut addresses = addresses;
    addresses.extend(record::keep(index, &addresses, &mut change));
    if !found.is_empty() {
        return Ok(refused(index.tree.clone(), found));
    }
    let after = index_tree(request, change.tree(&index.tree))?;
    let trouble = verify::verify(index, &after, &change, &places);
    Ok(Move { change, links, files, addresses, trouble })
}

fn refused(tree: SourceTree, findings: Vec<Diagnostic>) -> Move {
    Move {
        change: Change::default(),
        links: 0,
        files: 0,
        addresses: Vec::new(),
        trouble: Some(MoveTrouble { tree, findings }),
    }
}

/// Files whose links nobody can see.
fn unreadable(index: &Indexed) -> Vec<Diagnostic> {
    let hides = |finding: &&Diagnostic| {
        [&UNREADABLE_FILE, &FILE_TOO_LARGE].contains(&finding.rule)
    };
    index.diagnostics.iter().filter(hides).cloned().collect()
}

/// Writes anew what would no longer reach what it reaches. Says how many links in how many
/// files.
fn rewrite_links(
    before: &Indexed,
    moved: &Indexed,
    places: &BTreeMap<FileId, FilePlaces>,
    change: &mut Change,
) -> (usize, usize) {
    let (mut links, mut files) = (0, 0);
    let [old, new] = [before, moved].map(|index| articles_by_path(&index.site));
    let sides = Sides { before, moved, old, new };
    for (id, file) in places {
        let Some(text) = before.tree.file(*id).and_then(|file| file.text()) else {
            continue;
        };
        let mut rewritten = 0;
        for place in &file.places {
            let raw = text.get(place.span.clone()).unwrap_or_default();
            let new = match place.names {
                NamedBy::FromRoot => from_root(place, raw, change),
                NamedBy::TermFile => term_file(before, file, place, raw, *id, change),
                NamedBy::Path | NamedBy::PathNotName => path(&sides, file, place, change)
                    .map(|path| path_form::encoded(&path, place, raw)),
            };
            if let Some(new) = new.filter(|new| new != raw) {
                rewritten +=
                    usize::from(change.edit(&file.path, place.span.clone(), new));
            }
        }
        links += rewritten;
        files += usize::from(rewritten > 0);
    }
    (links, files)
}

/// The path to write at a place, if what stands there would reach something else.
fn path(
    sides: &Sides<'_>,
    file: &FilePlaces,
    place: &NamingPlace,
    change: &Change,
) -> Option<String> {
    let Sides { before, moved, .. } = *sides;
    let mut way = place.way(before, file.path.folder(), &place.path)?;
    if sides.is_address(&way, &place.path) {
        way.spelling = Spelling::Address;
    }
    let end = end_after(before, moved, &way.end, change);
    let here = ContentPath::new(&change.moved(file.path.as_str()))?;
    let reaches = |path: &str| {
        place.way(moved, here.folder(), path).is_some_and(|way| way.end == end)
    };
    if reaches(&place.path) {
        return None;
    }
    let address = match &end {
        PathEnd::File(path) => sides.new.get(path).map(|&id| moved.site.permalink(id)),
        PathEnd::Folder(_) | PathEnd::Page(_) => None,
    };
    let aim = Aim { folder: here.folder(), end: &end, address };
    let candidates = path_form::candidates(place, &way, file.path.folder(), &aim);
    candidates.into_iter().find(|path| reaches(path))
}

/// The site as it is, and with the files moved.
struct Sides<'a> {
    before: &'a Indexed,
    moved: &'a Indexed,
    /// The articles by their files, as they are.
    old: BTreeMap<&'a ContentPath, ArticleId>,
    /// The same, with the files moved.
    new: BTreeMap<&'a ContentPath, ArticleId>,
}

impl Sides<'_> {
    /// Whether a path is written as the address of the page: where file and page are
    /// called alike it could be either, and the slash at the end tells.
    fn is_address(&self, way: &Way, path: &str) -> bool {
        let PathEnd::File(file) = &way.end else { return false };
        let address = self.old.get(file).map(|&id| self.before.site.permalink(id));
        path.ends_with('/')
            && way.spelling == Spelling::WithoutExtension
            && address.is_some_and(|address| address.as_str() == path)
    }
}

/// What stands where something stood before.
fn end_after(
    before: &Indexed,
    after: &Indexed,
    end: &PathEnd,
    change: &Change,
) -> PathEnd {
    match end {
        PathEnd::File(path) => {
            let path = ContentPath::new(&change.moved(path.as_str()));
            path.map_or_else(|| end.clone(), PathEnd::File)
        }
        PathEnd::Folder(folder) => PathEnd::Folder(change.moved(folder).into()),
        PathEnd::Page(address) => {
            let trees = before.site.sections.iter().zip(&*after.site.sections);
            let section = trees.into_iter().find_map(|(old, new)| {
                let mut sections = old.sections.iter();
                let section = sections.find(|section| section.permalink == *address)?;
                let folder = change.moved(&section.folder);
                Some(new.section(new.of_folder(&folder)?).permalink.clone())
            });
            PathEnd::Page(section.unwrap_or_else(|| address.clone()))
        }
    }
}

fn articles_by_path(site: &Site) -> BTreeMap<&ContentPath, ArticleId> {
    site.article_ids().map(|id| (&site.article(id).source.path, id)).collect()
}

/// A folder or file of `site.yaml`, after the move.
fn from_root(place: &NamingPlace, raw: &str, change: &Change) -> Option<String> {
    let name = place.path.trim_matches('/');
    let moved = change.moved(name);
    (moved != name)
        .then(|| path_form::encoded(&place.path.replacen(name, &moved, 1), place, raw))
}

/// The name of a term's file, after the move.
fn term_file(
    before: &Indexed,
    file: &FilePlaces,
    place: &NamingPlace,
    raw: &str,
    id: FileId,
    change: &Change,
) -> Option<String> {
    let mut terms = before.site.sources.terms.iter();
    let source = &terms.find(|term| term.source.path == file.path)?.source;
    let span = Span::new(id, place.span.clone());
    let term = places::term_by_file(before, source, &place.path, span)?;
    let topic = &before.site.term(term).source;
    let moved = change.moved(topic.path.as_str());
    let rest = topic.path.as_str().strip_prefix(&*topic.topic)?;
    let stem = |topic: &str| topic.rsplit('/').next().unwrap_or(topic).to_owned();
    let (old, new) = (stem(&topic.topic), stem(moved.strip_suffix(rest)?));
    (old != new)
        .then(|| path_form::encoded(&place.path.replacen(&old, &new, 1), place, raw))
}

/// The texts of a site by the numbers of their files.
fn by_file(site: &Site) -> BTreeMap<FileId, ArticleId> {
    site.article_ids().map(|id| (site.article(id).source.file, id)).collect()
}

/// Lets the old address of each page lead to the new one. Says which changed.
fn keep_addresses(
    before: &Indexed,
    moved: &Indexed,
    change: &mut Change,
    found: &mut Vec<Diagnostic>,
) -> Vec<(UrlPath, UrlPath)> {
    let after = by_file(&moved.site);
    let mut addresses = Vec::new();
    for id in before.site.article_ids() {
        let article = before.site.article(id);
        let Some(&new) = after.get(&article.source.file) else { continue };
        let (old, new) = (before.site.permalink(id), moved.site.permalink(new));
        if old == new {
            continue;
        }
        let front_matter = &article.front_matter;
        let Some((range, mapping)) = places::settings(&article.source, front_matter.span)
        else {
            found.push(no_front_matter(&article.source));
            continue;
        };
        let is_at = |written: &str, address: &UrlPath| {
            old_address(written)
                .is_some_and(|(from, part)| part.is_none() && is_same(&from, address))
        };
        let listed = front_matter.redirect_from.iter();
        let is_there = listed.clone().any(|written| is_at(&written.value, old));
        let text = &article.source.text;
        let settings = Settings { text, range, mapping: &mapping };
        let add = (!is_there).then_some(old.as_str());
        let edits = settings.relist("redirect_from", add, &|value| is_at(value, new));
        put(change, &article.source, edits);
        addresses.push((old.clone(), new.clone()));
    }
    addresses
}

fn is_same(one: &UrlPath, other: &UrlPath) -> bool {
    fold_path(one.output_path().as_str()) == fold_path(other.output_path().as_str())
}

fn put(change: &mut Change, source: &Source, edits: Vec<TextEdit>) {
    for edit in edits {
        // Whatever does not fit is missed when the new site is looked at.
        let _seen_later = change.edit(&source.path, edit.range, edit.replacement);
    }
}

fn no_front_matter(source: &Source) -> Diagnostic {
    let message = "there is no front matter here to write the old address into";
    Diagnostic::new(&BAD_FRONT_MATTER, Span::file(source.file), message)
        .with_help("mend what `engraft check` says of this file, and move it then")
}

/// Lets each glossary entry keep its anchor, which is the name of its file by default:
/// nothing on the glossary page could lead from an old anchor to a new one.
fn keep_anchors(before: &Indexed, moved: &Indexed, change: &mut Change) {
    let sources = &moved.site.sources.terms;
    let anchors = sources.iter().zip(&moved.site.glossary.anchors);
    let after: BTreeMap<FileId, &String> =
        anchors.map(|(term, anchor)| (term.source.file, anchor)).collect();
    for id in before.site.term_ids() {
        let term = before.site.term(id);
        let old = &before.site.glossary.anchors[id];
        let changed = after.get(&term.source.file).is_some_and(|new| *new != old);
        if !changed || term.front_matter.slug.is_some() {
            continue;
        }
        if let Some((range, mapping)) =
            places::settings(&term.source, term.front_matter.span)
        {
            let settings = Settings { text: &term.source.text, range, mapping: &mapping };
            let line = settings.new_line("slug", &path_form::yaml(old, ""));
            put(change, &term.source, vec![line]);
        }
    }
}
