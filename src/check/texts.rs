//! The checks of one text by itself. A text is judged once: as long as it stays what it is,
//! later builds use what came of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::text::{LoneText, TextCheck};
use super::{Context, claims, own_cell_gvhd, placeholder, published, unchanged_template};
use crate::article::Source;
use crate::base::FileId;
use crate::diagnostic::Diagnostic;

/// Every check of a text.
pub(super) static TEXT_CHECKS: &[&TextCheck] = &[
    &claims::CHECK,
    &own_cell_gvhd::CHECK,
    &unchanged_template::TEXT_CHECK,
    &placeholder::TEXT_CHECK,
];

/// Judges every text that readers get.
pub(super) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let is_in_use = unchanged_template::is_in_use(context);
    let own: BTreeSet<FileId> = context
        .listed()
        .filter(|article| is_in_use && !article.front_matter.sample)
        .map(|article| article.source.file)
        .collect();
    let texts: Vec<&Source> = published(context).collect();
    let found = texts.into_par_iter().map(|source| {
        let text = LoneText::new(context, source, own.contains(&source.file));
        context.known.texts.get(source.file, text, judge)
    });
    let found: Vec<Arc<[Diagnostic]>> = found.collect();
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}

fn judge(text: &LoneText) -> Arc<[Diagnostic]> {
    let mut found = Vec::new();
    for check in TEXT_CHECKS {
        (check.run)(text, &mut found);
    }
    found.into()
}
