//! What scripts of the desk ask, as values.

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::base::Error;
use crate::serve::Call;

/// A text of a file, as it is in the browser.
#[derive(Debug, Deserialize)]
pub(super) struct TypedText {
    pub(super) path: String,
    /// The digest of the bytes that were opened.
    pub(super) opened: String,
    /// What they said.
    pub(super) base: String,
    /// What is written now.
    pub(super) text: String,
}

/// A file that something is done with.
#[derive(Debug, Deserialize)]
pub(super) struct AskedChange {
    pub(super) path: String,
    /// Where it goes, or what takes its place.
    #[serde(default)]
    pub(super) to: String,
    /// Whether it is done, and not only told what would be.
    #[serde(default)]
    pub(super) really: bool,
}

/// A field of front matter.
#[derive(Debug, Deserialize)]
pub(super) struct AskedField {
    pub(super) path: String,
    pub(super) text: String,
    /// None: all fields are asked for.
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) values: Vec<String>,
}

/// A page or a term that is to be made.
#[derive(Debug, Deserialize)]
pub(super) struct AskedPage {
    /// Whether it is an entry of the glossary.
    pub(super) is_term: bool,
    /// Its title, or the term.
    pub(super) title: String,
    /// The folder of a page.
    #[serde(default)]
    pub(super) folder: String,
    /// What kind of page it is.
    #[serde(default)]
    pub(super) kind: String,
}

/// A build.
#[derive(Debug, Deserialize)]
pub(super) struct AskedBuild {
    /// Whether only that is taken out of the finished site which is to go.
    #[serde(default)]
    pub(super) only_withdrawn: bool,
}

/// A signature.
#[derive(Debug, Deserialize)]
pub(super) struct AskedSignature {
    pub(super) path: String,
    pub(super) reviewer: String,
    #[serde(default)]
    pub(super) role: String,
}

/// What was sent.
pub(super) fn sent<T: DeserializeOwned>(call: &Call) -> Result<T, Error> {
    serde_json::from_slice(&call.body).map_err(|cause| {
        Error::usage(format!("the desk did not understand its own page: {cause}"))
            .with_help("load the page again: nothing that was typed is lost")
    })
}

/// A value behind the question mark, decoded.
pub(super) fn queried(call: &Call, name: &str) -> String {
    let pairs = call.query.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(own, _)| *own == name).map(|(_, value)| value);
    let value = values.next().unwrap_or_default().replace('+', " ");
    percent_decode_str(&value).decode_utf8_lossy().into_owned()
}
