//! A picture with its text alternative, as `brand.image` and front matter name it.

use crate::base::Spanned;
use crate::yaml::{Fields, Key, Mapping};

/// A picture of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandPicture {
    /// `file`: its path.
    pub file: Spanned<String>,
    /// `alt`: what it shows.
    pub alt: String,
}

impl BrandPicture {
    /// Reads the group with the keys `file` and `alt`, which must both be there.
    pub fn read(
        fields: &mut Fields<'_>,
        mapping: &Mapping,
        keys: &'static [Key],
    ) -> Option<Self> {
        let mut inner = fields.inner(mapping, keys);
        let file = inner.text("file").filter(|file| !file.value.trim().is_empty());
        let alt = inner.plain_text("alt").map(|alt| alt.trim().to_owned());
        inner.finish(&[("path", "file"), ("src", "file"), ("text", "alt")]);
        let alt = alt.filter(|alt| !alt.is_empty());
        let picture = file.zip(alt).map(|(file, alt)| BrandPicture { file, alt });
        if picture.is_none() {
            let message = "a picture lacks its `file` or its `alt`".to_owned();
            let help = "write both: `{file: ward.jpg, alt: The garden of the ward}`";
            fields.bad_value(mapping.span, message, help);
        }
        picture
    }
}
