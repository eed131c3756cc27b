//! A page for machines: `WebPage` of schema.org and what it becomes for articles and lists,
//! as JSON-LD 1.1. What it says is taken from the view, so that machines and people read
//! the same dates.

use serde::Serialize;

use super::json_ld::{script_of, with_origin};
use super::review::reference_keys;
use crate::article::{Code, FrontMatter, terminology_name};
use crate::base::{Html, Spanned};
use crate::config::LanguageId;
use crate::output::making::SiteMaking;
use crate::records::{Person, Reference};
use crate::theme::view::{LinkView, PageView};

/// The fragment that stands for the whole site. No anchor made from words has its
/// underscore.
const SITE: &str = "web_site";

/// What only an article has.
#[derive(Clone, Copy)]
pub(super) struct OfArticle<'a> {
    pub(super) front_matter: &'a FrontMatter,
    /// Keys of the references that its text cites, in order.
    pub(super) cited: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviewed_by: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<SchemaAudience<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    medical_audience: Vec<SchemaAudience<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    specialty: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Licence<'a>>,
    is_part_of: Vec<Whole<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<Breadcrumbs<'a>>,
}

/// A person, a group, the publisher.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SchemaAudience<'a> {
    /// A class of which there is nothing more to say.
    Class {
        #[serde(rename = "@type")]
        kind: &'static str,
    },
    Group {
        #[serde(rename = "@type")]
        kind: &'static str,
        #[serde(rename = "audienceType")]
        group: &'a str,
    },
    /// A member of an enumeration of schema.org.
    Member(&'static str),
}

/// What a page is about.
#[derive(Serialize)]
struct Entity<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code: Vec<MedicalCode<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MedicalCode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    code_value: &'a str,
    coding_system: &'a str,
}

/// A source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cited<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Licence<'a> {
    Address(String),
    Words {
        #[serde(rename = "@type")]
        kind: &'static str,
        name: &'a str,
    },
}

/// The guide, and the site.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

/// The structured data of a page: `article` is the one that it is of, if any.
pub(super) fn json_ld(
    making: &SiteMaking,
    language: LanguageId,
    view: &PageView,
    article: Option<OfArticle<'_>>,
) -> Html {
    let url = with_origin(making, &view.url);
    let review = view.review.as_ref();
    let reviewed = review.and_then(|review| review.reviewed.as_ref());
    let organisation = making.config.brand.organisation.as_deref();
    let mut page = WebPage {
        context: "https://schema.org",
        kind: kind(view),
        id: &url,
        url: &url,
        name: &view.title,
        description: view.description.as_deref(),
        in_language: &making.config.languages[language].tag,
        date_published: view.published.as_ref().map(|date| date.iso.as_str()),
        date_modified: view.updated.as_ref().map(|date| date.iso.as_str()),
        last_reviewed: reviewed.map(|date| date.iso.as_str()),
        reviewed_by: Vec::new(),
        author: Vec::new(),
        publisher: organisation.map(organisation_called),
        audience: Vec::new(),
        medical_audience: Vec::new(),
        about: Vec::new(),
        citation: Vec::new(),
        specialty: Vec::new(),
        license: None,
        is_part_of: wholes(making, language, view),
        breadcrumb: breadcrumbs(making, view, &url),
    };
    if let Some(article) = article {
        tell(making, &article, view, &mut page);
    }
    // What the banner of a demonstration page tells people is not to be lost on machines:
    // nobody has reviewed it.
    if view.sample {
        page.last_reviewed = None;
        page.reviewed_by = Vec::new();
    }
    script_of(&page)
}

/// Adds what the front matter says.
fn tell<'a>(
    making: &'a SiteMaking,
    article: &OfArticle<'a>,
    view: &PageView,
    page: &mut WebPage<'a>,
) {
    let OfArticle { front_matter, cited } = *article;
    let people = &making.site.records.people;
    let party = |id: &Spanned<String>| people.get(&id.value).map(party);
    let reviewers = front_matter.reviewers.iter();
    page.reviewed_by = reviewers.filter_map(|reviewer| party(&reviewer.person)).collect();
    page.author = front_matter.authors.iter().filter_map(party).collect();
    let audience = front_matter.audience.iter().map(|who| who.value.as_str());
    if page.kind == MEDICAL {
        page.medical_audience = audience.map(medical_audience).collect();
    } else {
        let group = |group| SchemaAudience::Group { kind: "Audience", group };
        page.audience = audience.map(group).collect();
    }
    page.about = about(front_matter);
    if front_matter.references_display.is_shown() && view.kind != "withdrawn" {
        let references = &making.site.records.references;
        let keys = reference_keys(&front_matter.references, cited);
        page.citation = keys.filter_map(|key| references.get(key)).map(source).collect();
    }
    let specialties = front_matter.specialty.iter();
    page.specialty =
        specialties.map(|name| format!("https://schema.org/{}", name.value)).collect();
    page.license = front_matter.licence.as_deref().map(licence);
}

/// The type of pages that inform about health.
const MEDICAL: &str = "MedicalWebPage";

fn kind(view: &PageView) -> &'static str {
    match (view.kind, view.content_type.as_deref()) {
        ("section" | "tags" | "tag" | "topics", _) => "CollectionPage",
        ("article", Some("policy" | "news" | "page")) => "WebPage",
        ("article", _) => MEDICAL,
        _ => "WebPage",
    }
}

fn organisation_called(name: &str) -> Party<'_> {
    Party { kind: "Organization", name, job_title: None }
}

fn party(person: &Person) -> Party<'_> {
    if person.team {
        return organisation_called(&person.name);
    }
    let job_title = person.job_title.as_deref();
    Party { kind: "Person", name: &person.name, job_title }
}

/// `Patient` is a class of schema.org and `Clinician` a member of an enumeration; all
/// others are named in words.
fn medical_audience(group: &str) -> SchemaAudience<'_> {
    match group {
        "patient" => SchemaAudience::Class { kind: "Patient" },
        "clinician" => SchemaAudience::Member("https://schema.org/Clinician"),
        _ => SchemaAudience::Group { kind: "MedicalAudience", group },
    }
}

/// What the page is about, by its type: one thing for each name that its codes have.
fn about(front_matter: &FrontMatter) -> Vec<Entity<'_>> {
    let by_type = match front_matter.kind.as_ref().map(|kind| kind.value.as_str()) {
        Some("condition" | "symptom-or-side-effect") => Some("MedicalCondition"),
        Some("treatment") => Some("MedicalTherapy"),
        Some("procedure") => Some("MedicalProcedure"),
        Some("test") => Some("MedicalTest"),
        Some("medicine") => Some("Drug"),
        _ => None,
    };
    let kind = by_type.unwrap_or("MedicalEntity");
    let title = front_matter.title.value.as_str();
    let mut about: Vec<Entity<'_>> = Vec::new();
    for code in &front_matter.codes {
        let name = code.display.as_deref().unwrap_or(title);
        match about.iter_mut().find(|entity| entity.name == name) {
            Some(entity) => entity.code.push(medical_code(code)),
            None => about.push(Entity { kind, name, code: vec![medical_code(code)] }),
        }
    }
    if about.is_empty() && by_type.is_some() {
        about.push(Entity { kind, name: title, code: Vec::new() });
    }
    about
}

fn medical_code(code: &Code) -> MedicalCode<'_> {
    MedicalCode {
        kind: "MedicalCode",
        code_value: &code.code.value,
        coding_system: terminology_name(&code.system).unwrap_or(&code.system),
    }
}

fn source(reference: &Reference) -> Cited<'_> {
    let doi = reference.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    Cited {
        kind: if reference.kind == "journal" {
            "ScholarlyArticle"
        } else {
            "CreativeWork"
        },
        name: &reference.title,
        date_published: reference.year.as_deref(),
        url: doi.or_else(|| reference.url.clone()),
    }
}

/// An address, also that of an SPDX identifier; other words as they are.
fn licence(text: &str) -> Licence<'_> {
    let words = Licence::Words { kind: "CreativeWork", name: text };
    licence_address(text).map_or(words, Licence::Address)
}

/// The address of a licence, where it has one.
pub(super) fn licence_address(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+');
    if text.starts_with("https://") {
        Some(text.to_owned())
    } else if text.contains(['-', '.']) && text.chars().all(is_plain) {
        Some(format!("https://spdx.org/licenses/{text}.html"))
    } else {
        None
    }
}

fn wholes<'a>(
    making: &'a SiteMaking,
    language: LanguageId,
    view: &'a PageView,
) -> Vec<Whole<'a>> {
    let home = &making.site.sections[language].home().permalink;
    let home = with_origin(making, &making.href(home));
    let guide = view.guide.as_ref().filter(|guide| guide.url != view.url);
    let guide = guide.map(|guide| {
        let url = with_origin(making, &guide.url);
        Whole { kind: "CollectionPage", id: url.clone(), name: &guide.title, url }
    });
    let site = Whole {
        kind: "WebSite",
        id: format!("{home}#{SITE}"),
        name: &making.config.title,
        url: home,
    };
    guide.into_iter().chain([site]).collect()
}

/// The way from the home page to the page itself; none on the home page.
fn breadcrumbs<'a>(
    making: &SiteMaking,
    view: &'a PageView,
    url: &str,
) -> Option<Breadcrumbs<'a>> {
    if view.breadcrumbs.is_empty() {
        return None;
    }
    let above = view
        .breadcrumbs
        .iter()
        .map(|LinkView { title, url, .. }| (title.as_str(), with_origin(making, url)));
    let way = above.chain([(view.title.as_str(), url.to_owned())]);
    let item =
        |(position, (name, item))| ListItem { kind: "ListItem", position, name, item };
    let item_list_element = (1..).zip(way).map(item).collect();
    Some(Breadcrumbs { kind: "BreadcrumbList", item_list_element })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(value: impl Serialize) -> String {
        serde_json::to_string(&value).unwrap()
    }

    #[test]
    fn an_audience_has_the_type_that_the_vocabulary_gives_it() {
        for (who, data) in [
            ("patient", r#"{"@type":"Patient"}"#),
            ("carer", r#"{"@type":"MedicalAudience","audienceType":"carer"}"#),
            ("clinician", r#""https://schema.org/Clinician""#),
        ] {
            assert_eq!(json(medical_audience(who)), data);
        }
    }

    #[test]
    fn a_licence_is_an_address_where_it_has_one() {
        for (text, data) in [
            ("CC-BY-4.0", r#""https://spdx.org/licenses/CC-BY-4.0.html""#),
            ("https://example.org/l", r#""https://example.org/l""#),
            (
                "All rights reserved",
                r#"{"@type":"CreativeWork","name":"All rights reserved"}"#,
            ),
            ("none", r#"{"@type":"CreativeWork","name":"none"}"#),
        ] {
            assert_eq!(json(licence(text)), data);
        }
    }
}
