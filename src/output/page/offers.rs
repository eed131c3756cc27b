//! What an article offers besides its text: other formats, a place for answers, a picture
//! for links elsewhere.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::article::{Article, ArticleId, Feedback, OtherFormat};
use crate::base::UrlPath;
use crate::config::TwinFormat;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::output::picture::image_view;
use crate::site::AssetId;
use crate::source::{SourceContent, SourceFile};
use crate::theme::view::{FormatView, ImageView, LinkView};

/// The other formats of an article.
pub(super) fn formats(
    making: &SiteMaking,
    local: &LanguageMaking,
    article: &Article,
    files: &[Option<AssetId>],
) -> Vec<FormatView> {
    let site = &making.site;
    let strings = local.strings();
    let formats = article.front_matter.formats.iter().zip(files);
    formats
        .map(|(OtherFormat { format, .. }, file)| {
            let key = format!("format_{format}");
            let title = strings.get(&key).unwrap_or(format).clone();
            let file = file.map(|asset| &*site.assets[asset]);
            FormatView {
                format: format.clone(),
                title,
                url: file.map(|file| making.href(&UrlPath::file(file.path.as_str()))),
                size: file.map(size),
            }
        })
        .collect()
}

/// The forms in which the site publishes the page as well.
pub(super) fn twins(
    making: &SiteMaking,
    local: &LanguageMaking,
    id: ArticleId,
) -> Vec<FormatView> {
    let view = |(format, address): (TwinFormat, UrlPath)| {
        let key = format!("format_{}", format.name());
        FormatView {
            format: format.name().to_owned(),
            title: local.word(&key).to_owned(),
            url: Some(making.href(&address)),
            size: None,
        }
    };
    making.site.twins(id).into_iter().map(view).collect()
}

/// Type and size of a file in words: `PDF, 545 KB`.
fn size(file: &SourceFile) -> String {
    let bytes = match &file.content {
        SourceContent::Binary { size, .. } => *size,
        SourceContent::Text { text, .. } => text.len() as u64,
        SourceContent::Undecodable => 0,
    };
    let size = size_in_words(bytes);
    match file.path.extension() {
        Some(extension) => format!("{}, {size}", extension.to_uppercase()),
        None => size,
    }
}

/// Whole kilobytes of a thousand bytes, at least one; megabytes with one place.
fn size_in_words(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1000).max(1);
    if kilobytes < 1000 {
        return format!("{kilobytes} KB");
    }
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Where readers answer to an article; `None` where they cannot.
pub(super) fn feedback(
    making: &SiteMaking,
    local: &LanguageMaking,
    article: &Article,
) -> Option<LinkView> {
    let address = match &article.front_matter.feedback {
        Feedback::Nowhere => return None,
        Feedback::At(address) => address,
        Feedback::OfSite => making.config.feedback.as_ref()?,
    };
    let mut url = address.clone();
    if address.starts_with("mailto:") {
        let title = &article.front_matter.title.value;
        url.push_str("?subject=");
        url.extend(utf8_percent_encode(title, NON_ALPHANUMERIC));
    }
    Some(LinkView::plain(local.word("feedback"), url))
}

/// The picture of an article, else the site's.
pub(super) fn image(
    making: &SiteMaking,
    article: &Article,
    file: Option<AssetId>,
) -> Option<ImageView> {
    let own = article.front_matter.image.as_ref();
    let own = own.zip(file);
    match own {
        Some((image, asset)) => {
            image_view(&making.config, &making.site, asset, &image.alt)
        }
        None => making.image.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_few_digits() {
        for (bytes, words) in [
            (0, "1 KB"),
            (1, "1 KB"),
            (545_000, "545 KB"),
            (545_001, "546 KB"),
            (999_000, "999 KB"),
            (999_001, "1.0 MB"),
            (12_340_000, "12.4 MB"),
        ] {
            assert_eq!(size_in_words(bytes), words, "{bytes}");
        }
    }
}
