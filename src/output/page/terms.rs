//! What pages say of the glossary's terms, made once for all of them: ten words on each of
//! ten thousand pages must not be put together a hundred thousand times.

use std::sync::Arc;

use rayon::prelude::*;

use super::relations::Relations;
use super::view::audience_words;
use crate::article::{ArticleId, TermId};
use crate::base::{Collation, Html, Shared, Span, Spanned, TiSlice, TiVec, ti_vec};
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, LONG_EXPLANATION, Outcome};
use crate::html::{Facts, lead};
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::{ConfusableView, LinkView, TermView, UsedInView};

/// How many of the pages that use a term are shown without being asked for.
const FIRST_SHOWN: usize = 5;

/// Bytes of the explanation that stands on every page that uses a term.
const MOST_EXPLANATION: usize = 10_000;

/// What pages say of each term, and which of them.
pub(super) struct Terms<'a> {
    pub(super) entries: &'a Entries,
    pub(super) relations: &'a Relations,
}

/// What pages say of each term, by its number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entries {
    /// What templates see of it: nothing where no glossary lists it.
    views: TiVec<TermId, Option<TermView>>,
    /// For each theme in use: its item for "Words used on this page".
    words: Vec<TiVec<TermId, Html>>,
    /// Its place in the alphabetical order of its language.
    places: TiVec<TermId, usize>,
}

/// All that entries are made from.
#[derive(Debug, PartialEq)]
pub(super) struct EntriesInput {
    pub(super) making: Shared<SiteMaking>,
    /// For each theme in use: its languages.
    pub(super) themes: Vec<TiVec<LanguageId, Shared<LanguageMaking>>>,
    /// The definition of each term.
    pub(super) definitions: TiVec<TermId, Arc<Html>>,
}

impl Entries {
    /// The items of "Words used on this page": of the terms that a page explains those of its
    /// language, in alphabetical order; and how many there are.
    pub(super) fn words(
        &self,
        making: &SiteMaking,
        local: &LanguageMaking,
        explained: impl IntoIterator<Item = TermId>,
    ) -> (Arc<Html>, usize) {
        let explained = explained.into_iter();
        let mut terms: Vec<TermId> = explained
            .filter(|&term| making.site.term(term).language == local.language)
            .collect();
        terms.sort_by_key(|term| self.places[*term]);
        let words = &self.words[local.theme];
        let items = terms.iter().map(|&term| words[term].as_str());
        (Arc::new(Html(items.collect())), terms.len())
    }
}

impl Terms<'_> {
    /// What templates see of a term that a glossary lists, and the pages that use it: the
    /// first `most` of them.
    pub(super) fn view(
        &self,
        making: &SiteMaking,
        id: TermId,
        most: usize,
    ) -> Option<TermView> {
        let view = self.entries.views[id].clone()?;
        let articles = &self.relations.used_in[id];
        let language = making.site.term(id).language;
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
pub(super) fn entries(input: &EntriesInput) -> Outcome<Arc<Entries>> {
    let EntriesInput { making, themes, definitions } = input;
    let site = &making.site;
    let count = site.terms.len();
    let mut found = Vec::new();
    let mut places = ti_vec![0; count];
    let mut views: TiVec<TermId, Option<TermView>> = ti_vec![None; count];
    for (language, configured) in making.config.languages.iter_enumerated() {
        let order = Collation::new(&configured.collation);
        let mut own: Vec<TermId> = site.listed_terms(language).collect();
        own.sort_by_cached_key(|&id| order.key(&site.term(id).front_matter.term.value));
        for (place, id) in own.into_iter().enumerate() {
            places[id] = place;
            let mut view = view(making, &themes[0][language], definitions, id);
            let length = view.short.as_str().len();
            if length > MOST_EXPLANATION {
                found.push(too_long(making, id, length));
                view.short = Html::default();
            }
            views[id] = Some(view);
        }
    }
    let ids: Vec<TermId> = site.term_ids().collect();
    let mut words = |theme: &TiVec<LanguageId, Shared<LanguageMaking>>| {
        let words: Vec<Result<Html, Diagnostic>> = ids
            .par_iter()
            .map(|&id| {
                let local = &theme[site.term(id).language];
                word(local, views[id].as_ref())
            })
            .collect();
        let words = words.into_iter().map(|word| {
            word.unwrap_or_else(|diagnostic| {
                found.push(diagnostic);
                Html::default()
            })
        });
        words.collect::<TiVec<TermId, Html>>()
    };
    let words = themes.iter().map(&mut words).collect();
    Outcome::new(Arc::new(Entries { views, words, places }), found)
}

/// Says that what pages show of a term is too long.
fn too_long(making: &SiteMaking, id: TermId, length: usize) -> Diagnostic {
    let term = making.site.term(id);
    let message = format!(
        "what every page shows that uses `{}` is {} kB long, and at most {} kB are shown",
        term.front_matter.term.value,
        length.div_ceil(1_000),
        MOST_EXPLANATION / 1_000
    );
    let help = "give the entry a `short` of a sentence or two";
    Diagnostic::new(&LONG_EXPLANATION, Span::file(term.file), message).with_help(help)
}

/// The terms that a page explains.
pub(super) fn explained(facts: &Facts) -> impl Iterator<Item = TermId> {
    let explained = facts.mentions.iter().filter(|mention| mention.explained);
    explained.map(|mention| mention.term)
}

/// What templates see of a term, but for the whole definition and the pages that use it.
fn view(
    making: &SiteMaking,
    local: &LanguageMaking,
    definitions: &TiSlice<TermId, Arc<Html>>,
    id: TermId,
) -> TermView {
    let site = &making.site;
    let term = site.term(id);
    let language = local.language;
    let front_matter = &term.front_matter;
    let name = &front_matter.term.value;
    let value = |words: &Option<Spanned<String>>| Some(words.as_ref()?.value.clone());
    let short = front_matter.short.as_deref();
    let strings = local.strings();
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
        short: short.map_or_else(|| lead(&definitions[id]), Html::from_text),
        definition: None,
        clinical: front_matter.clinical.clone(),
        audience: audience_words(making, local, &front_matter.audience),
        page: site
            .term_page(id)
            .map(|page| LinkView::plain(name.clone(), making.href(page))),
        aliases: front_matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        article: site.term_articles[id]
            .filter(|article| site.visibility[*article].is_listed())
            .filter(|article| !site.article(*article).front_matter.is_unlisted)
            .map(|article| making.article_link_from(language, article)),
        confusable_with: confusable_with(making, id),
        broader: links(making, &site.term_broader[id]),
        narrower: links(making, &site.term_narrower[id]),
        see_also: links(making, &site.term_see_also[id]),
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
fn links(making: &SiteMaking, terms: &[TermId]) -> Vec<LinkView> {
    terms.iter().filter_map(|&term| entry(making, term)).collect()
}

fn entry(making: &SiteMaking, term: TermId) -> Option<LinkView> {
    let site = &making.site;
    let name = &site.term(term).front_matter.term.value;
    let is_listed = site.glossary.visibility[term].is_listed();
    let url = making.term_href(term).filter(|_| is_listed)?;
    Some(LinkView::plain(name.clone(), url.to_owned()))
}

fn confusable_with(making: &SiteMaking, id: TermId) -> Vec<ConfusableView> {
    let named = &making.site.term(id).front_matter.confusable_with;
    let terms = &making.site.term_confusable[id];
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
fn word(local: &LanguageMaking, view: Option<&TermView>) -> Result<Html, Diagnostic> {
    let look = &local.look;
    view.map_or_else(
        || Ok(Html::default()),
        |view| look.theme.render_word(&look.shared, view),
    )
}
