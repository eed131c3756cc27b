//! The glossary for machines: `DefinedTermSet` and `DefinedTerm` of schema.org, as JSON-LD
//! 1.1.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::terms::other_names;
use crate::article::TermId;
use crate::base::{Html, UrlPath};
use crate::config::LanguageId;
use crate::html::text_of;
use crate::output::making::SiteMaking;
use crate::theme::view::TermView;

/// The fragment that stands for the set itself. No anchor made from words has its
/// underscore.
const SET: &str = "term_set";

/// All terms of a glossary.
pub(super) fn term_set(
    making: &SiteMaking,
    language: LanguageId,
    name: &str,
    terms: &[(TermId, TermView)],
) -> Html {
    let terms: Vec<Value> =
        terms.iter().map(|(id, term)| defined_term(making, *id, term)).collect();
    script_of(&json!({
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": set_id(making, language),
        "name": name,
        "inLanguage": making.config.languages[language].tag,
        "hasDefinedTerm": terms,
    }))
}

/// One term, for a page of its own.
pub(super) fn term(making: &SiteMaking, id: TermId, term: &TermView) -> Html {
    let mut value = defined_term(making, id, term);
    value["@context"] = json!("https://schema.org");
    script_of(&value)
}

fn defined_term(making: &SiteMaking, id: TermId, term: &TermView) -> Value {
    let language = making.site.term(id).language;
    let mut value = Map::new();
    let mut set = |key: &str, of: Value| value.insert(key.to_owned(), of);
    set("@type", json!("DefinedTerm"));
    set("@id", json!(with_origin(making, &term.url)));
    set("name", json!(term.name));
    let other_names: Vec<&String> = other_names(term).collect();
    if !other_names.is_empty() {
        set("alternateName", json!(other_names));
    }
    // Several codes say several things, and the property holds one.
    if let [code] = making.site.term(id).front_matter.codes.as_slice() {
        set("termCode", json!(code.code.value));
    }
    set("description", json!(text_of(&term.short)));
    set("inLanguage", json!(making.config.languages[language].tag));
    set("inDefinedTermSet", json!(set_id(making, language)));
    if let Some(page) = making.site.term_page(id) {
        set("url", json!(address(making, page)));
    }
    Value::Object(value)
}

fn set_id(making: &SiteMaking, language: LanguageId) -> String {
    let page = making.site.glossary_page(language);
    page.map(|page| format!("{}#{SET}", address(making, page))).unwrap_or_default()
}

/// The absolute address of a page; without a `base_url` the root-relative one.
fn address(making: &SiteMaking, page: &UrlPath) -> String {
    with_origin(making, &making.href(page))
}

/// The absolute address of a root-relative one; without a `base_url` the same.
pub(super) fn with_origin(making: &SiteMaking, href: &str) -> String {
    let origin = making.config.base_url.as_ref().map_or("", |base| base.origin.as_str());
    format!("{origin}{href}")
}

/// A value that JSON can hold, as the content of a `<script>`.
pub(super) fn script_of(value: &impl Serialize) -> Html {
    written(&serde_json::to_string(value).unwrap_or_default())
}

/// The content of a `<script>`: no `</script>` can end it, and no `<!--` change how it is
/// read.
fn written(json: &str) -> Html {
    Html(json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_cannot_be_ended_from_inside() {
        let value = json!({"name": "</script><!-- & \"x\""});
        let written = script_of(&value).0;
        assert_eq!(written, r#"{"name":"\u003c/script>\u003c!-- & \"x\""}"#);
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
