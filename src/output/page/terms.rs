//! What pages say of the glossary's terms, made once for all of them: ten words on each of
//! ten thousand pages must not be put together a hundred thousand times.

use std::sync::Arc;

use rayon::prelude::*;

use super::audience_words;
use super::relations::Relations;
use crate::article::{ArticleId, TermId};
use crate::base::{Collation, Html, Span, Spanned};
use crate::diagnostic::{Diagnostic, LONG_EXPLANATION, Outcome};
use crate::html::{Facts, Written, lead};
use crate::output::memos::Revision;
use crate::output::{Making, Memos};
use crate::site::Assembly;
use crate::theme::view::{ConfusableView, LinkView, TermView, UsedInView};

/// How many of the pages that use a term are shown without being asked for.
const FIRST_SHOWN: usize = 5;

/// Bytes of the explanation that stands on every page that uses a term.
const MOST_EXPLANATION: usize = 10_000;

/// What pages say of each term, and which of them.
pub(super) struct Terms {
    pub(super) entries: Arc<Entries>,
    relations: Arc<Relations>,
}

/// What pages say of each term, by its number.
#[derive(Debug, PartialEq)]
pub(in crate::output) struct Entries {
    /// What templates see of it: nothing where no glossary lists it.
    views: Vec<Option<TermView>>,
    /// For each theme in use: its item for "Words used on this page".
    words: Vec<Vec<Html>>,
    /// Its place in the alphabetical order of its language.
    places: Vec<usize>,
}

/// All that entries are made from: definitions follow from it.
#[derive(Debug, PartialEq)]
pub(in crate::output) struct EntriesInput {
    assembly: Assembly,
    /// For each theme in use.
    revisions: Vec<Revision>,
}

impl Terms {
    /// Puts together what is known of all terms, or knows it from the last build.
    pub(super) fn new(
        making: &Making<'_>,
        definitions: &[Written],
        relations: Arc<Relations>,
        memos: &Memos,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let revisions = making.themes().map(|making| memos.revision(making)).collect();
        let input = EntriesInput { assembly: making.site.assembly(), revisions };
        let entries = memos.entries.get((), input, |_| put_together(making, definitions));
        Terms { entries: entries.collect(found), relations }
    }

    /// The items of "Words used on this page": of the terms that a page explains those of its
    /// language, in alphabetical order.
    pub(super) fn words(
        &self,
        making: &Making<'_>,
        language: usize,
        explained: impl IntoIterator<Item = TermId>,
    ) -> Arc<Html> {
        let explained = explained.into_iter();
        let mut terms: Vec<TermId> = explained
            .filter(|&term| making.site.term(term).source.language == language)
            .collect();
        terms.sort_by_key(|term| self.entries.places[term.0 as usize]);
        let words = &self.entries.words[making.number];
        let items = terms.into_iter().map(|term| words[term.0 as usize].as_str());
        Arc::new(Html(items.collect()))
    }

    /// What templates see of a term that a glossary lists, and the pages that use it: the
    /// first `most` of them.
    pub(super) fn view(
        &self,
        making: &Making<'_>,
        id: TermId,
        most: usize,
    ) -> Option<TermView> {
        let view = self.entries.views[id.0 as usize].clone()?;
        let articles = &self.relations.used_in[id.0 as usize];
        let language = making.site.term(id).source.language;
        let links = |articles: &[ArticleId]| -> Vec<LinkView> {
            let link = |&article| making.article_name_from(language, article);
            articles.iter().map(link).collect()
        };
        let shown = &articles[..articles.len().min(most)];
        let (first, more) = shown.split_at(shown.len().min(FIRST_SHOWN));
        let used_in = UsedInView {
            count: articles.len(),
            first: links(first),
            more: links(more),
            left_out: articles.len() - shown.len(),
        };
        Some(TermView { used_in: (used_in.count > 0).then_some(used_in), ..view })
    }
}

/// Puts together what pages say of all terms.
fn put_together(making: &Making<'_>, definitions: &[Written]) -> Outcome<Arc<Entries>> {
    let site = making.site;
    let count = site.sources.terms.len();
    let mut found = Vec::new();
    let mut places = vec![0; count];
    let mut views = vec![None; count];
    for (language, configured) in making.config.languages.iter().enumerate() {
        let order = Collation::new(&configured.collation);
        let mut own: Vec<TermId> = site.listed_terms(language).collect();
        own.sort_by_cached_key(|&id| order.key(&site.term(id).front_matter.term.value));
        for (place, id) in own.into_iter().enumerate() {
            places[id.0 as usize] = place;
            let mut view = view(making, definitions, id);
            let length = view.short.as_str().len();
            if length > MOST_EXPLANATION {
                found.push(too_long(making, id, length));
                view.short = Html::default();
            }
            views[id.0 as usize] = Some(view);
        }
    }
    let ids: Vec<TermId> = site.term_ids().collect();
    let mut words = |making: &Making<'_>| -> Vec<Html> {
        let words: Vec<Result<Html, Diagnostic>> = ids
            .par_iter()
            .map(|&id| word(making, id, views[id.0 as usize].as_ref()))
            .collect();
        let words = words.into_iter().map(|word| {
            word.unwrap_or_else(|diagnostic| {
                found.push(diagnostic);
                Html::default()
            })
        });
        words.collect()
    };
    let words = making.themes().map(&mut words).collect();
    Outcome::new(Arc::new(Entries { views, words, places }), found)
}

/// Says that what pages show of a term is too long.
fn too_long(making: &Making<'_>, id: TermId, length: usize) -> Diagnostic {
    let term = making.site.term(id);
    let message = format!(
        "what every page shows that uses `{}` is {} kB long, and at most {} kB are shown",
        term.front_matter.term.value,
        length.div_ceil(1_000),
        MOST_EXPLANATION / 1_000
    );
    let help = "give the entry a `short` of a sentence or two";
    Diagnostic::new(&LONG_EXPLANATION, Span::file(term.source.file), message)
        .with_help(help)
}

/// The terms that a page explains.
pub(super) fn explained(facts: &Facts) -> impl Iterator<Item = TermId> {
    let explained = facts.mentions.iter().filter(|mention| mention.explained);
    explained.map(|mention| mention.term)
}

/// What templates see of a term, but for the whole definition and the pages that use it.
fn view(making: &Making<'_>, definitions: &[Written], id: TermId) -> TermView {
    let site = making.site;
    let number = id.0 as usize;
    let term = site.term(id);
    let language = term.source.language;
    let front_matter = &term.front_matter;
    let name = &front_matter.term.value;
    let value = |words: &Option<Spanned<String>>| Some(words.as_ref()?.value.clone());
    let short = front_matter.short.as_deref();
    let strings = &making.languages[language].strings;
    let in_words = |kind: &str| {
        let word = strings.get(&format!("part_of_speech_{kind}"));
        word.map_or(kind, String::as_str).to_owned()
    };
    TermView {
        name: name.clone(),
        url: making.term_href(id).unwrap_or_default().to_owned(),
        abbreviation: value(&front_matter.abbreviation),
        expands_to: value(&front_matter.expands_to),
        part_of_speech: front_matter.part_of_speech.map(in_words),
        pronunciation: front_matter.pronunciation.clone(),
        ipa: front_matter.ipa.clone(),
        plain_alternative: front_matter.plain_alternative.clone(),
        short: short.map_or_else(|| lead(&definitions[number].html), Html::from_text),
        definition: None,
        clinical: front_matter.clinical.clone(),
        audience: audience_words(making, language, &front_matter.audience),
        page: site
            .term_page(id)
            .map(|page| LinkView::plain(name.clone(), making.href(page))),
        aliases: front_matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        article: site.term_articles[number]
            .filter(|article| site.visibility[article.0 as usize].is_listed())
            .map(|article| making.article_link_from(language, article)),
        confusable_with: confusable_with(making, id),
        broader: entries(making, &site.term_broader[number]),
        narrower: entries(making, &site.term_narrower[number]),
        see_also: entries(making, &site.term_see_also[number]),
        used_in: None,
        sample: front_matter.sample,
        extra: front_matter.extra.clone(),
    }
}

/// What else a term is called, the abbreviation first.
pub(super) fn other_names(term: &TermView) -> impl Iterator<Item = &String> {
    term.abbreviation.iter().chain(&term.expands_to).chain(&term.aliases)
}

/// Links to the entries of terms, those that a glossary lists.
fn entries(making: &Making<'_>, terms: &[TermId]) -> Vec<LinkView> {
    terms.iter().filter_map(|&term| entry(making, term)).collect()
}

fn entry(making: &Making<'_>, term: TermId) -> Option<LinkView> {
    let site = making.site;
    let name = &site.term(term).front_matter.term.value;
    let is_listed = site.glossary.visibility[term.0 as usize].is_listed();
    let url = making.term_href(term).filter(|_| is_listed)?;
    Some(LinkView::plain(name.clone(), url.to_owned()))
}

fn confusable_with(making: &Making<'_>, id: TermId) -> Vec<ConfusableView> {
    let named = &making.site.term(id).front_matter.confusable_with;
    let terms = &making.site.term_confusable[id.0 as usize];
    let pairs = named.iter().zip(terms);
    pairs
        .filter_map(|(confusable, term)| {
            Some(ConfusableView {
                term: entry(making, (*term)?)?,
                difference: confusable.difference.clone(),
            })
        })
        .collect()
}

/// The item of a term for "Words used on this page".
fn word(
    making: &Making<'_>,
    id: TermId,
    view: Option<&TermView>,
) -> Result<Html, Diagnostic> {
    let language = making.site.term(id).source.language;
    let shared = &making.languages[language].shared;
    view.map_or_else(
        || Ok(Html::default()),
        |view| making.theme.render_word(shared, view),
    )
}
