//! Headings as they are read: a link without words of its own says what it leads to, which
//! no file knows of itself.
//!
//! Words and anchors of such headings are the only part of a source that is finished here.

use std::sync::Arc;

use super::link::{AllPlaces, Destination, LinkContext, Resolver};
use super::{Findings, Site, Sources};
use crate::article::{Article, ArticleId, Snippet, SnippetId, Source, Term, TermId};
use crate::base::TiSlice;
use crate::markdown::{Heading, Link, Outline};

/// A heading may say what another says that says what a third does.
const MOST_ROUNDS: usize = 4;

/// Gives the headings of all sources the words that are read, and anchors made of them.
pub(super) fn read(site: &mut Site) {
    for _ in 0..MOST_ROUNDS {
        let read = all(site);
        let is_done = read.is_empty();
        let Sources { articles, terms, snippets, .. } = &mut site.sources;
        for (place, outline) in read {
            put(articles, terms, snippets, place, outline);
        }
        if is_done {
            return;
        }
        let known = Arc::get_mut(&mut site.known).expect("nobody else has it yet");
        // What is known of the places of texts was made of other words.
        known.places = AllPlaces::new(&site.sources);
    }
}

/// Gives the headings of sources the words that those of `known` have, which are the same
/// sources but for their prose.
pub(super) fn read_as(sources: &mut Sources, known: &Sources) {
    let Sources { articles, terms, snippets, .. } = sources;
    for (article, known) in articles.iter_mut().zip(&known.articles) {
        if article.source.outline.has_speechless() {
            let article = Arc::make_mut(article);
            article.source.outline.read_as(&known.source.outline);
        }
    }
    terms.clone_from(&known.terms);
    snippets.clone_from(&known.snippets);
}

/// Which source it is, by its number.
#[derive(Clone, Copy)]
enum HeadingSource {
    Article(ArticleId),
    Term(TermId),
    Snippet(SnippetId),
}

fn put(
    articles: &mut TiSlice<ArticleId, Arc<Article>>,
    terms: &mut TiSlice<TermId, Arc<Term>>,
    snippets: &mut TiSlice<SnippetId, Arc<Snippet>>,
    place: HeadingSource,
    outline: Outline,
) {
    let source = match place {
        HeadingSource::Article(id) => &mut Arc::make_mut(&mut articles[id]).source,
        HeadingSource::Term(id) => &mut Arc::make_mut(&mut terms[id]).source,
        HeadingSource::Snippet(id) => &mut Arc::make_mut(&mut snippets[id]).source,
    };
    source.outline = outline;
}

/// The outlines whose headings are read otherwise than they were so far.
fn all(site: &Site) -> Vec<(HeadingSource, Outline)> {
    let resolver = site.resolver();
    let Sources { articles, terms, snippets, .. } = &site.sources;
    let articles = articles.iter_enumerated();
    let articles = articles
        .map(|(id, article)| (HeadingSource::Article(id), &article.source, Some(id)));
    let terms = terms.iter_enumerated();
    let terms = terms.map(|(id, term)| (HeadingSource::Term(id), &term.source, None));
    let snippets = snippets.iter_enumerated();
    let snippets =
        snippets.map(|(id, snippet)| (HeadingSource::Snippet(id), &snippet.source, None));
    let sources = articles.chain(terms).chain(snippets);
    let speak = sources.filter(|(_, source, _)| source.outline.has_speechless());
    let read = speak.filter_map(|(place, source, article)| {
        Some((place, outline(&resolver, source, article)?))
    });
    read.collect()
}

/// The outline of a source as it is read; `None` where it is so already.
fn outline(
    resolver: &Resolver<'_>,
    source: &Source,
    article: Option<ArticleId>,
) -> Option<Outline> {
    let context = LinkContext::of(source, article);
    let words = |heading: &Heading| words(resolver, &context, heading);
    let words: Vec<Option<String>> = source.outline.named().map(words).collect();
    let mut read = source.outline.clone();
    read.read(words);
    (read != source.outline).then_some(read)
}

/// What a heading says; `None` where all its words are its own.
fn words(
    resolver: &Resolver<'_>,
    context: &LinkContext<'_>,
    heading: &Heading,
) -> Option<String> {
    if heading.speechless.is_empty() {
        return None;
    }
    let mut words = String::new();
    let mut at = 0;
    for link in &heading.speechless {
        words.push_str(heading.written.get(at..link.range.start)?);
        let link_as_written =
            Link { at: 0, kind: link.kind, target: link.target.clone(), span: 0..0 };
        let typed = &heading.written[link.range.clone()];
        words.push_str(&said(resolver, context, &link_as_written, typed));
        at = link.range.end;
    }
    words.push_str(heading.written.get(at..)?);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a link without words of its own says.
fn said(
    resolver: &Resolver<'_>,
    context: &LinkContext<'_>,
    link: &Link,
    typed: &str,
) -> String {
    let resolved = resolver.resolve(context, link, &mut Findings::default());
    match &resolved.destination {
        Destination::Reference(_) => String::new(),
        Destination::Contact(id) => {
            let contact = resolver.sources.records.contacts.get(&**id);
            contact.map_or_else(String::new, |contact| match &contact.phone {
                Some(phone) if contact.dialled.is_some() => {
                    format!("{}: {phone}", contact.name)
                }
                _ => contact.name.clone(),
            })
        }
        _ => resolved.words.map_or_else(|| typed.to_owned(), Into::into),
    }
}
