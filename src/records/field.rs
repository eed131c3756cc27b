//! What the fields of several records have in common.

use crate::base::Span;
use crate::yaml::{Fields, shown};

/// A text that a record cannot do without; its id stands in.
pub(super) fn required(
    fields: &mut Fields<'_>,
    key: &str,
    id_span: Span,
    id: &str,
) -> String {
    let is_written = fields.value(key).is_some();
    let text = fields.plain_text(key).unwrap_or_default();
    let text = text.trim();
    if !text.is_empty() {
        return text.to_owned();
    }
    if !is_written || fields.value(key).is_some_and(|value| value.as_text().is_some()) {
        let message = format!("the record `{}` has no `{key}`", shown(id));
        fields.bad_value(id_span, message, format!("add a line: `{key}: …`"));
    }
    id.to_owned()
}

/// A text that is not empty.
pub(super) fn given(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let text = fields.plain_text(key)?;
    let words = text.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// A list of texts that are not empty.
pub(super) fn texts(fields: &mut Fields<'_>, key: &str) -> Vec<String> {
    let texts = fields.texts(key).into_iter().map(|text| text.value.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}
