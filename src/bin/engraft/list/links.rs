//! Links: of the whole site, to one page, to other sites, to snippets.

use engraft::article::{Article, Source, Term};
use engraft::base::{Address, Error, FileId, Span, Spanned, UrlPath, classify};
use engraft::build::Indexed;
use engraft::diagnostic::{meant, nearest};
use engraft::markdown::LinkKind;
use engraft::report::{Place, ReportCell, ReportTable, place};
use engraft::site::{Destination, Findings, LinkContext, Resolved};
use engraft::source::CONTENT_FOLDER;

use super::{Groups, Listing, text};

/// A link and where it leads.
struct LinkUse<'a> {
    /// Where the target is written.
    span: Span,
    /// The target as written.
    target: &'a str,
    kind: &'static str,
    to: LinkEnd,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinkEnd {
    /// The file, if there is one.
    file: Option<FileId>,
    /// The address with its anchor, if it has one.
    address: Option<String>,
    external: bool,
}

impl LinkEnd {
    const NOWHERE: LinkEnd = LinkEnd { file: None, address: None, external: false };
}

pub(super) fn internal(index: &Indexed) -> Listing {
    let mut groups = Groups::new();
    let mut rows = Vec::new();
    for one in uses(index).iter().filter(|one| !one.to.external) {
        let place = place(one.span, &index.tree);
        let to = shown_end(index, &one.to);
        let start = format!("{}:{}", place.start.line, place.start.column);
        let end = to.clone().unwrap_or_else(|| format!("nowhere: {}", one.target));
        groups.entry(place.file.to_owned()).or_default().push(format!("{start:8}{end}"));
        rows.push([at(place), one.told(), vec![ReportCell::maybe(to)]].concat());
    }
    let columns = &["file", "line", "column", "target", "kind", "to"];
    Listing { table: ReportTable { columns, shown: 6, rows }, groups, noun: "link" }
}

/// Who links to a file, or to each page.
pub(super) fn backlinks(index: &Indexed, page: Option<&str>) -> Result<Listing, Error> {
    let wanted = page.map(|page| find(index, page)).transpose()?;
    let mut groups = Groups::new();
    let mut rows = Vec::new();
    for one in &uses(index) {
        let Some(file) = one.to.file.filter(|file| *file != one.span.file) else {
            continue;
        };
        if wanted.is_some_and(|wanted| wanted != file) {
            continue;
        }
        let place = place(one.span, &index.tree);
        let page = file_name(index, file);
        groups.entry(page.clone()).or_default().push(place.to_string());
        rows.push([vec![ReportCell::Text(page)], at(place), one.told()].concat());
    }
    rows.sort_by_cached_key(|row| row[0].to_string());
    let columns = &["page", "file", "line", "column", "target", "kind"];
    Ok(Listing { table: ReportTable { columns, shown: 6, rows }, groups, noun: "link" })
}

/// Every address of another site with the places that link to it.
pub(super) fn external(index: &Indexed) -> Listing {
    let mut groups = Groups::new();
    for one in uses(index).iter().filter(|one| one.to.external) {
        let address = one.to.address.clone().unwrap_or_default();
        let place = place(one.span, &index.tree).to_string();
        groups.entry(address).or_default().push(place);
    }
    grouped(&["address", "places"], groups, "address")
}

/// Every snippet with the places that include it.
pub(super) fn snippets(index: &Indexed) -> Listing {
    let snippets = index.site.sources.snippets.iter();
    let mut groups: Groups = snippets
        .map(|snippet| (file_name(index, snippet.source.file), Vec::new()))
        .collect();
    for one in uses(index).iter().filter(|one| one.kind == "include") {
        if let Some(file) = one.to.file {
            let place = place(one.span, &index.tree).to_string();
            groups.entry(file_name(index, file)).or_default().push(place);
        }
    }
    grouped(&["snippet", "places"], groups, "snippet")
}

fn grouped(
    columns: &'static [&'static str],
    mut groups: Groups,
    noun: &'static str,
) -> Listing {
    let row = |(name, places): (&String, &Vec<String>)| {
        vec![ReportCell::Text(name.clone()), ReportCell::List(places.clone())]
    };
    let table = ReportTable { columns, shown: 2, rows: groups.iter().map(row).collect() };
    for places in groups.values_mut().filter(|places| places.is_empty()) {
        places.push("used nowhere".to_owned());
    }
    Listing { table, groups, noun }
}

impl LinkUse<'_> {
    fn told(&self) -> Vec<ReportCell> {
        vec![text(self.target), text(self.kind)]
    }
}

fn at(place: Place<'_>) -> Vec<ReportCell> {
    let (line, column) = (place.start.line, place.start.column);
    vec![text(place.file), ReportCell::Number(line), ReportCell::Number(column)]
}

/// The file that a name of the command line means.
fn find(index: &Indexed, given: &str) -> Result<FileId, Error> {
    let path = given.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let inside = path.strip_prefix(&format!("{CONTENT_FOLDER}/")).unwrap_or(path);
    let inside = inside.trim_matches('/');
    let names = [inside.to_owned(), format!("{inside}.md"), format!("{inside}/index.md")];
    let files =
        || index.tree.files.iter().filter(|file| file.shown.starts_with(CONTENT_FOLDER));
    let is = |name: &String| files().find(|file| file.path.as_str() == name);
    names.iter().find_map(is).map(|file| file.id).ok_or_else(|| {
        let error = Error::usage(format!("there is no `{inside}` in `{CONTENT_FOLDER}`"));
        match nearest(inside, files().map(|file| file.path.as_str())) {
            Some(near) => error.with_help(meant(near)),
            None => error,
        }
    })
}

fn file_name(index: &Indexed, file: FileId) -> String {
    index.tree.file(file).map(|file| file.shown.to_string()).unwrap_or_default()
}

fn shown_end(index: &Indexed, end: &LinkEnd) -> Option<String> {
    end.address.clone().or_else(|| Some(file_name(index, end.file?)))
}

/// Every link of the site, in the order of the files.
fn uses(index: &Indexed) -> Vec<LinkUse<'_>> {
    let site = &index.site;
    let mut uses = Vec::new();
    for id in site.article_ids() {
        let article = site.article(id);
        of_article(index, article, &mut uses);
        of_text(index, &article.source, &site.article_links[id], &mut uses);
    }
    for id in site.term_ids() {
        let term = site.term(id);
        of_term(index, term, &mut uses);
        of_text(index, &term.source, &site.term_links[id], &mut uses);
    }
    for (snippet, links) in site.sources.snippets.iter().zip(&*site.snippet_links) {
        of_text(index, &snippet.source, links, &mut uses);
    }
    for link in &index.config.brand.links {
        if let Address::Web(address) | Address::InsecureWeb(address) =
            classify(&link.target.value)
        {
            let to =
                LinkEnd { address: Some(address), external: true, ..LinkEnd::NOWHERE };
            uses.push(LinkUse {
                span: link.target.span,
                target: &link.target.value,
                kind: "footer",
                to,
            });
        }
    }
    uses.sort_by(|one, other| {
        let key = |one: &LinkUse<'_>| (file_name(index, one.span.file), one.span);
        key(one).cmp(&key(other))
    });
    uses
}

fn of_text<'a>(
    index: &Indexed,
    source: &'a Source,
    links: &[Resolved],
    uses: &mut Vec<LinkUse<'a>>,
) {
    for (link, resolved) in source.outline.links.iter().zip(links) {
        let kind = match link.kind {
            LinkKind::Wiki => "wiki",
            LinkKind::Markdown => "markdown",
            LinkKind::Image | LinkKind::Attachment => "image",
            LinkKind::Include => "include",
            LinkKind::Citation => continue,
            LinkKind::HtmlLink | LinkKind::HtmlSource => "html",
        };
        let Some(to) = end(index, source, &resolved.destination) else { continue };
        let span = source.span_of(link);
        uses.push(LinkUse { span, target: &link.target, kind, to });
    }
}

/// Where a link leads; `None` if what it names is shown in its place.
fn end(index: &Indexed, source: &Source, destination: &Destination) -> Option<LinkEnd> {
    let site = &index.site;
    let on_page = || {
        let (page, anchor) = site.page_of(destination)?;
        Some(match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page.to_string(),
        })
    };
    Some(match destination {
        Destination::Nowhere => LinkEnd::NOWHERE,
        Destination::Contact(_)
        | Destination::Reference(_)
        | Destination::Sign(_)
        | Destination::Signs(_)
        | Destination::Value(_) => return None,
        Destination::Article { id, .. } => {
            let file = site.article(*id).source.file;
            LinkEnd { file: Some(file), address: on_page(), external: false }
        }
        Destination::Page { .. } => {
            LinkEnd { file: None, address: on_page(), external: false }
        }
        Destination::Term { id, .. } => {
            let file = site.term(*id).source.file;
            LinkEnd { file: Some(file), address: on_page(), external: false }
        }
        Destination::Here(anchor) => LinkEnd {
            file: Some(source.file),
            address: Some(format!("#{anchor}")),
            external: false,
        },
        Destination::File { asset, .. } => {
            let file = &site.sources.assets[*asset];
            let address = UrlPath::file(file.path.as_str()).to_string();
            LinkEnd { file: Some(file.id), address: Some(address), external: false }
        }
        Destination::Snippet { id, .. } => {
            let file = site.sources.snippets[*id].source.file;
            LinkEnd { file: Some(file), ..LinkEnd::NOWHERE }
        }
        Destination::External(address) => {
            LinkEnd { file: None, address: Some(address.to_string()), external: true }
        }
    })
}

fn of_article<'a>(index: &Indexed, article: &'a Article, uses: &mut Vec<LinkUse<'a>>) {
    let front_matter = &article.front_matter;
    let names = front_matter.related.iter().chain(&front_matter.superseded_by);
    of_settings(index, &article.source, names, uses);
}

fn of_term<'a>(index: &Indexed, term: &'a Term, uses: &mut Vec<LinkUse<'a>>) {
    of_settings(index, &term.source, term.front_matter.article.iter(), uses);
    let context = LinkContext::of(&term.source, None);
    for name in &term.front_matter.see_also {
        let (resolver, found) = (index.site.resolver(), &mut Findings::default());
        let to = resolver.term(&context, name, found);
        let to = to.map(|id| Destination::Term { id, fragment: None });
        uses.extend(setting(index, &term.source, name, to));
    }
}

fn of_settings<'a>(
    index: &Indexed,
    source: &'a Source,
    names: impl Iterator<Item = &'a Spanned<String>>,
    uses: &mut Vec<LinkUse<'a>>,
) {
    let context = LinkContext::of(source, None);
    for name in names {
        let (resolver, found) = (index.site.resolver(), &mut Findings::default());
        let id = resolver.article(&context, name, found);
        let to = id.map(|id| Destination::Article { id, fragment: None });
        uses.extend(setting(index, source, name, to));
    }
}

fn setting<'a>(
    index: &Indexed,
    source: &Source,
    name: &'a Spanned<String>,
    to: Option<Destination>,
) -> Option<LinkUse<'a>> {
    let to = end(index, source, &to.unwrap_or(Destination::Nowhere))?;
    Some(LinkUse { span: name.span, target: &name.value, kind: "front matter", to })
}
