//! The checks of one text by itself. A text is judged once: as long as it stays what it is,
//! later builds use what came of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::book::PhraseBook;
use super::claims::{book_words, passes};
use super::text::{LoneText, RegionalSpelling, TextCheck, is_english};
use super::{
    Context, claims, own_cell_gvhd, placeholder, published, style, unchanged_template,
};
use crate::article::Source;
use crate::base::{FileId, Shared, TiVec};
use crate::config::LanguageId;
use crate::diagnostic::Diagnostic;

/// Every check of a text.
pub(super) static TEXT_CHECKS: &[&TextCheck] = &[
    &claims::CHECK,
    &style::EMPHASIS_CHECK,
    &own_cell_gvhd::CHECK,
    &unchanged_template::TEXT_CHECK,
    &placeholder::TEXT_CHECK,
];

/// Judges every text that readers get.
pub(super) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let texts: Vec<&Source> = published(context).collect();
    let making = TextBasis::new(context, &texts);
    let found = texts
        .into_par_iter()
        .map(|source| context.known.texts.get(source.file, making.text(source), judge));
    let found: Vec<Arc<[Diagnostic]>> = found.collect();
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}

/// What texts are judged by, besides their words.
struct TextBasis {
    /// Pages that pose as the site's own.
    own: BTreeSet<FileId>,
    /// Pages for staff alone.
    for_staff: BTreeSet<FileId>,
    /// The tag of each language, and how it is spelled.
    languages: TiVec<LanguageId, (bool, RegionalSpelling)>,
    book: Shared<PhraseBook>,
}

impl TextBasis {
    fn new(context: &Context<'_>, texts: &[&Source]) -> Self {
        let is_in_use = unchanged_template::is_in_use(context);
        let own = context
            .listed()
            .filter(|article| is_in_use && !article.front_matter.sample)
            .map(|article| article.source.file);
        let for_staff = context.site.sources.articles.iter().filter(|article| {
            context.config.is_for_staff(&article.front_matter.audience)
        });
        let languages =
            context.config.languages.iter_enumerated().map(|(id, language)| {
                let is_english = is_english(&language.tag);
                let spelling = match style::spelling_of_tag(&language.tag) {
                    _ if !is_english => RegionalSpelling::Either,
                    Some(spelling) => spelling,
                    None => spelling_of_most(context, texts, id),
                };
                (is_english, spelling)
            });
        TextBasis {
            own: own.collect(),
            for_staff: for_staff.map(|article| article.source.file).collect(),
            languages: languages.collect(),
            book: context.known.share(book_words(context.site, context.config), passes),
        }
    }

    fn text(&self, source: &Source) -> LoneText {
        let (is_english, spelling) = self.languages[source.language];
        LoneText {
            file: source.file,
            text: Arc::clone(&source.text).into(),
            body: source.body.clone(),
            is_english,
            spelling,
            is_for_staff: self.for_staff.contains(&source.file),
            book: self.book.clone(),
            poses_as_own: self.own.contains(&source.file),
        }
    }
}

/// How most texts of a language spell whose tag does not say.
fn spelling_of_most(
    context: &Context<'_>,
    texts: &[&Source],
    language: LanguageId,
) -> RegionalSpelling {
    let list = context.site.records.words.get(style::OTHER_SPELLING.name);
    let Some(list) = list else { return RegionalSpelling::Either };
    let pairs = &context.known.pairs(list.clone(), style::spelled_pairs);
    let texts = texts.par_iter().filter(|source| source.language == language);
    let counts = texts.map(|source| {
        let (text, body) = (Arc::clone(&source.text).into(), source.body.clone());
        let spelled = style::SpelledText { text, body, pairs: pairs.clone() };
        context.known.spelling.get(source.file, spelled, style::spelling_counts)
    });
    style::spelling_of_most(counts.collect::<Vec<_>>().into_iter())
}

fn judge(text: &LoneText) -> Arc<[Diagnostic]> {
    let mut found = Vec::new();
    for check in TEXT_CHECKS {
        (check.run)(text, &mut found);
    }
    found.into()
}
