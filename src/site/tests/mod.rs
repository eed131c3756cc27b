//! Where each form of link leads at each step of the resolver, and what is found of those
//! that lead nowhere: the rows stand in `links.txt`.

use std::sync::Arc;

use super::{
    Catalogue, Destination, Horizon, KnownSite, MadeFiles, Resolved, Site, Sources,
    assemble,
};
use crate::article::{ArticleId, TermId, parse_article, parse_snippet, parse_term};
use crate::base::{ContentPath, Date, FileId, Memory, UrlPath};
use crate::config::{Config, Language, LanguageId};
use crate::diagnostic::Diagnostic;
use crate::records;
use crate::source::{SourceFile, SourceKind};

/// What the links of the table can lead to.
const WORLD: &[(&str, &str)] = &[
    ("index.md", "title: Home\n"),
    ("care/index.md", "title: Care\n"),
    (
        "care/gvhd.md",
        "title: Graft-versus-host disease\naliases: [GVHD, the graft illness]\n\
         redirect_from: [/old/gvhd/]\n---\n## Signs\n\n## Side effects {#side}\n\n## Signs\n\n\
         <div id=\"box\">Box</div>\n\n![[_snippets/call.md]]\n",
    ),
    ("care/all.md", "title: All about care\naliases: [all]\n"),
    ("care/leukaemia.md", "title: Leukaemia\naliases: [ALL]\n"),
    ("care/crohn.md", "title: Crohn\u{2019}s disease\n"),
    ("care/and-or.md", "title: Yes/No\naliases: [A.B]\n"),
    ("care/strasse.md", "title: Straße\naliases: [ﬁne cafe\u{301}]\n"),
    ("care/mucositis.md", "title: Mucositis\n"),
    ("care/one.md", "title: One\naliases: [Twin]\n"),
    ("care/two.md", "title: Two\naliases: [TWIN]\n"),
    ("care/draft.md", "title: A draft\nstatus: draft\n"),
    ("care/review.md", "title: In review\nstatus: in-review\n"),
    ("care/future.md", "title: The future\npublish_on: 2027-01-01\n"),
    ("care/expired.md", "title: The past\nexpires_on: 2026-01-01\n"),
    ("care/withdrawn.md", "title: Taken back\nstatus: withdrawn\n"),
    (
        "care/replaced.md",
        "title: Replaced\nstatus: withdrawn\nsuperseded_by: care/gvhd.md\n",
    ),
    ("care/staff.md", "title: Rounds\naudience: [staff]\n"),
    ("care/going-home.md", "title: Leaving hospital\n"),
    ("bare/page.md", "title: A bare page\ntags: [Safety]\n"),
    ("bare/page.cy.md", "title: Tudalen\n"),
    ("care/Plain Things/page.md", "title: A plain page\n"),
    ("care/index.cy.md", "title: Adran\n"),
    ("care/gofal.cy.md", "title: Gofal\naliases: [Crohn\u{2019}s disease]\n"),
    (
        "glossary/graft.md",
        "term: graft\naliases: [transplanted cells]\navoid: [implant]\n",
    ),
    (
        "glossary/gvhd.md",
        "term: GVHD attack\nabbreviation: GvHA\narticle: care/gvhd.md\n",
    ),
    ("glossary/mucositis.md", "term: mucositis\n"),
    ("glossary/anc.md", "term: neutrophil count\nabbreviation: ANC\naliases: [Yes No]\n"),
    ("glossary/anchor.md", "term: anchor\naliases: [anc]\n"),
    ("glossary/hidden.md", "term: hidden word\nstatus: draft\n"),
    (
        "glossary/count.md",
        "term: cell count\nslug: counting\n---\n## Low counts\n\n## High counts {#high}\n\n\
         <div id=\"chart\">Chart</div>\n\n![[_snippets/call.md]]\n",
    ),
    ("glossary/impiad.cy.md", "term: impiad\n"),
    ("_snippets/call.md", "### Who to call\n\nUs.\n"),
    ("care/chart.svg", "<svg/>"),
    ("files/two words.pdf", "pdf"),
];

const CONTACTS: &str = "ward: {name: Ward, phone: 01632 960001}\n";
const REFERENCES: &str =
    "lee: {type: web, title: A page, authors: [Lee A], url: 'https://example.org/'}\n";

/// The world with one more file.
fn site(path: &str, text: &str) -> (Site, Vec<Diagnostic>) {
    let mut config = Config::default();
    let welsh =
        Language { tag: "cy".into(), ..config.languages[LanguageId::DEFAULT].clone() };
    config.languages.push(welsh);
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let world = WORLD.iter().filter(|(known, _)| *known != path);
    for (number, (path, text)) in (1..).zip(world.chain([&(path, text)])) {
        let is_markdown = path.rsplit('.').next() == Some("md");
        let kind = match path.split('/').next() {
            Some("glossary") => SourceKind::Term,
            Some("_snippets") => SourceKind::Snippet,
            _ if is_markdown => SourceKind::Article,
            _ => SourceKind::Asset,
        };
        let has_front_matter = is_markdown && kind != SourceKind::Snippet;
        let end = if text.contains("---\n") { "" } else { "---\nWords.\n" };
        let text = if has_front_matter {
            format!("---\n{text}{end}")
        } else {
            (*text).to_owned()
        };
        let path = ContentPath::new(path).expect("a path");
        let file = SourceFile::from_text(FileId(number), kind, path, &text);
        match kind {
            SourceKind::Term => {
                sources
                    .terms
                    .push(Arc::new(parse_term(&file, &config).collect(&mut found)));
            }
            SourceKind::Snippet => sources
                .snippets
                .push(Arc::new(parse_snippet(&file, &config).collect(&mut found))),
            SourceKind::Article => sources
                .articles
                .push(Arc::new(parse_article(&file, &config).collect(&mut found))),
            _ => sources.assets.push(Arc::new(file)),
        }
    }
    let data = [("data/contacts.yaml", CONTACTS), ("data/references.yaml", REFERENCES)];
    let data = data.map(|(path, text)| {
        let path = ContentPath::new(path).expect("a path");
        Arc::new(SourceFile::from_text(FileId(0), SourceKind::Data, path, text))
    });
    sources.records = Arc::new(records::parse(&data).collect(&mut found));
    assert_eq!(found, Vec::new(), "the world is sound");
    let today = Date::parse("2026-06-01").expect("a date");
    let horizon = Horizon { today, drafts: false, future: false };
    let known = &mut KnownSite::new(Memory::Forgetful);
    let site = assemble::<NoFiles>(sources, &config, horizon, known).collect(&mut found);
    let site = site.resolve(known).collect(&mut found);
    (site, found)
}

/// A site of which nobody makes more than pages.
struct NoFiles;

impl MadeFiles for NoFiles {
    fn addresses(_: &Catalogue) -> Vec<(LanguageId, UrlPath)> {
        Vec::new()
    }
}

/// Where the first link of `markdown` leads, seen from a file, and what is found there:
/// `care/gvhd.md#signs "Signs" en`, `broken-cross-link {GVDH}: help`.
fn told(path: &str, front_matter: &str, markdown: &str) -> String {
    let text = format!("{front_matter}---\n{markdown}");
    let (site, found) = site(path, &text);
    let mut told: Vec<String> = Vec::new();
    let links = match path.split('/').next() {
        Some("glossary") => site.term_links.last(),
        _ => site.article_links.last(),
    };
    let first = links.and_then(|links| links.first());
    let first = first.filter(|link| link.destination != Destination::Nowhere);
    told.extend(first.map(|link| shown(&site, link)));
    told.extend(of_front_matter(&site, path));
    let file = u32::try_from(WORLD.len()).expect("few files") + 1;
    let text = format!("---\n{text}");
    for finding in found {
        let Some(span) = finding.primary.filter(|span| span.file == FileId(file)) else {
            continue;
        };
        let help = finding.help.as_deref().unwrap_or("");
        told.push(format!("{} {{{}}} {help}", finding.rule.name, &text[span.range()]));
    }
    told.join(" + ")
}

/// Where the links of the last source's front matter lead.
fn of_front_matter(site: &Site, path: &str) -> Vec<String> {
    let article = |id: &ArticleId| site.article(*id).source.path.to_string();
    let term = |id: &TermId| site.term(*id).source.path.to_string();
    if path.starts_with("glossary/") {
        let see_also = site.term_see_also.iter().next_back().into_iter().flatten();
        let subject = site.term_articles.iter().next_back().into_iter().flatten();
        see_also.map(term).chain(subject.map(article)).collect()
    } else {
        let related = site.related.iter().next_back().into_iter().flatten();
        let successor = site.superseded_by.iter().next_back().into_iter().flatten();
        related.chain(successor).map(article).collect()
    }
}

fn shown(site: &Site, link: &Resolved) -> String {
    let anchor = |fragment: &Option<Box<str>>| {
        fragment.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default()
    };
    let shown = match &link.destination {
        Destination::Nowhere => String::new(),
        Destination::Article { id, fragment } => {
            format!("{}{}", site.article(*id).source.path, anchor(fragment))
        }
        Destination::Page { address } => address.as_str().to_owned(),
        Destination::Term { id, fragment } => {
            format!("{}{}", site.term(*id).source.path, anchor(fragment))
        }
        Destination::Here(anchor) => format!("#{anchor}"),
        Destination::Contact(id) => format!("contact {id}"),
        Destination::Reference(key) => format!("reference {key}"),
        Destination::Sign(id) => format!("sign {id}"),
        Destination::Signs(group) => format!("signs {group}"),
        Destination::Value(id) => format!("value {id}"),
        Destination::File { asset, suffix } => {
            format!("{}{suffix}", site.sources.assets[*asset].path)
        }
        Destination::Snippet { id, fragment } => {
            let snippet = &site.sources.snippets[*id];
            format!("{}{}", snippet.source.path, anchor(fragment))
        }
        Destination::External(address) => address.to_string(),
    };
    let words = link.words.as_ref().map(|words| format!(" \"{words}\""));
    let language = link.foreign.map(|language| [" (en)", " (cy)"][usize::from(language)]);
    shown + words.as_deref().unwrap_or("") + language.unwrap_or("")
}

/// What a row says of an input: as if it stood in a file of the world.
fn seen_from(context: &str, input: &str) -> String {
    let field = |name: &str| format!("{name}: {input}\n");
    match context {
        "en" => told("care/case.md", "title: Case\n", input),
        "cy" => told("care/case.cy.md", "title: Achos\n", input),
        "root" => told("case.md", "title: Case\n", input),
        "staff" => told("care/case.md", "title: Case\naudience: [staff]\n", input),
        "term" => told("glossary/case.md", "term: case\n", input),
        "related" | "successor" => {
            let name = if context == "related" { "related" } else { "superseded_by" };
            told("care/case.md", &format!("title: Case\n{}", field(name)), "")
        }
        "see" | "subject" => {
            let name = if context == "see" { "see_also" } else { "article" };
            told("glossary/case.md", &format!("term: case\n{}", field(name)), "Words.")
        }
        other => panic!("no context {other}"),
    }
}

/// `\\n` and `\\u{ad}` in a row are the characters that they name.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.replace("\\n", "\n");
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a closing bracket");
        plain.push_str(before);
        let code = u32::from_str_radix(code, 16).expect("hexadecimal digits");
        plain.push(char::from_u32(code).expect("a character"));
        rest = after.to_owned();
    }
    plain + &rest
}

#[test]
fn links_lead_where_the_table_says() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for row in include_str!("links.txt").lines() {
        let Some((left, expected)) = row.split_once("  =>  ") else {
            assert!(row.is_empty() || row.starts_with('#'), "not a row: {row}");
            continue;
        };
        let (context, input) = left.trim_end().split_once(' ').expect("a context");
        let found = seen_from(context, &unescaped(input.trim()));
        rows += 1;
        if found != unescaped(expected) {
            wrong.push(format!("{left}\n  expected {expected}\n     found {found}"));
        }
    }
    assert!(rows > 100, "the table is read");
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
