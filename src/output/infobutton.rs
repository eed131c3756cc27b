//! `infobutton.json`: which page is about which code of a clinical terminology, so that the
//! button in a health record finds it (HL7 Infobutton: `mainSearchCriteria.v.cs` is the
//! `oid`, `mainSearchCriteria.v.c` the `code`).

use serde::Serialize;

use super::declared::Output;
use super::making::Making;
use crate::article::{FrontMatter, terminology_oid};
use crate::base::UrlPath;
use crate::config::LanguageId;

/// One code of one page.
#[derive(Serialize)]
struct CodeRow<'a> {
    system: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    oid: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    display: Option<&'a str>,
    title: &'a str,
    url: String,
    lang: &'a str,
    audience: Vec<&'a str>,
}

/// The file; none for a site without codes.
pub(super) const INFOBUTTON: Output = Output {
    address: |site, language| {
        let has_codes =
            || site.articles.iter().any(|one| !one.front_matter.codes.is_empty());
        (language == LanguageId::DEFAULT && has_codes())
            .then(|| UrlPath::file("infobutton.json"))
    },
    content: infobutton,
};

fn infobutton(making: &Making, _: LanguageId) -> Option<String> {
    let making = &*making.site;
    let site = &making.site;
    let is_listed = |id| !site.article(id).front_matter.is_unlisted;
    let public = site.article_ids().filter(|&id| making.is_public(id) && is_listed(id));
    let rows: Vec<CodeRow<'_>> = public
        .flat_map(|id| {
            let article = site.article(id);
            let address = site.permalink(id);
            let url = making.absolute(address).unwrap_or_else(|| making.href(address));
            let lang = &*making.language_names[article.language].0;
            rows(&article.front_matter, &url, lang)
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    // Strings and options alone: there is nothing that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    Some(text)
}

fn rows<'a>(front_matter: &'a FrontMatter, url: &str, lang: &'a str) -> Vec<CodeRow<'a>> {
    let mut audience: Vec<&str> =
        front_matter.audience.iter().map(|who| who.value.as_str()).collect();
    if audience.is_empty() {
        audience.push("patient");
    }
    let codes = front_matter.codes.iter();
    codes
        .map(|code| CodeRow {
            system: &code.system,
            oid: terminology_oid(&code.system),
            version: code.version.as_deref(),
            code: &code.code.value,
            display: code.display.as_deref(),
            title: &front_matter.title.value,
            url: url.to_owned(),
            lang,
            audience: audience.clone(),
        })
        .collect()
}
