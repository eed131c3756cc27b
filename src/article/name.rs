//! Names in front matter: of pages and words, of people, of rules.

use super::words;
use crate::base::Spanned;
use crate::yaml::Fields;

/// Texts that must not be blank.
pub(super) fn names(fields: &mut Fields<'_>, key: &str) -> Vec<Spanned<String>> {
    let texts = fields.texts(key);
    texts.into_iter().filter_map(|text| checked_name(fields, key, &text)).collect()
}

pub(super) fn single_name(fields: &mut Fields<'_>, key: &str) -> Option<Spanned<String>> {
    let text = fields.text(key)?;
    checked_name(fields, key, &text)
}

pub(super) fn checked_name(
    fields: &mut Fields<'_>,
    key: &str,
    text: &Spanned<String>,
) -> Option<Spanned<String>> {
    if !words::is_blank(&text.value) {
        return Some(Spanned::new(words::one_line(&text.value), text.span));
    }
    let help = "write it, or delete it";
    fields.bad_value(text.span, format!("a name in `{key}` is empty"), help);
    None
}
