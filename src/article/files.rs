//! Files that front matter names: other formats of the page, and its picture.

use super::{OtherFormat, words};
use crate::base::Spanned;
use crate::config::BrandPicture;
use crate::yaml::{Fields, Key, Value, ValueKind};

/// `formats`: the names of formats, alone or with their files.
pub(super) fn formats(fields: &mut Fields<'_>) -> Vec<OtherFormat> {
    let Some(value) = fields.value("formats") else { return Vec::new() };
    let values = match &value.kind {
        ValueKind::List(values) => values.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let keys = fields.inner_keys("formats");
    values.iter().filter_map(|value| format(fields, value, keys)).collect()
}

fn format(
    fields: &mut Fields<'_>,
    value: &Value,
    keys: &'static [Key],
) -> Option<OtherFormat> {
    let ValueKind::Mapping(mapping) = &value.kind else {
        let key = keys.iter().find(|key| key.name == "format")?;
        let format = fields.choice_of(value, "formats", key)?;
        return Some(OtherFormat { format: format.value.to_owned(), file: None });
    };
    let mut inner = fields.inner(mapping, keys);
    let format = inner.choice("format");
    let file = path(&mut inner, "file");
    inner.finish(&[("name", "format"), ("type", "format"), ("path", "file")]);
    if format.is_none() && mapping.get("format").is_none() {
        let help = "say what it is: `{format: easy-read, file: easy.pdf}`";
        fields.bad_value(value.span, "a format has no `format`".to_owned(), help);
    }
    Some(OtherFormat { format: format?.value.to_owned(), file })
}

/// `image`: a file and what it shows.
pub(super) fn image(fields: &mut Fields<'_>) -> Option<BrandPicture> {
    let (mapping, keys) = fields.group("image")?;
    BrandPicture::read(fields, mapping, keys)
}

/// A path that must not be blank.
fn path(fields: &mut Fields<'_>, key: &str) -> Option<Spanned<String>> {
    let text = fields.text(key)?;
    if words::is_blank(&text.value) {
        let help = "write the path of the file, or delete the key";
        fields.bad_value(text.span, format!("`{key}` is empty"), help);
        return None;
    }
    Some(text)
}
