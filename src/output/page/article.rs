//! The page of an article: an ordinary one, the landing page of a section, the home page,
//! or the notice that a page was withdrawn.

use std::collections::BTreeSet;

use super::{Page, blank, contact, is_withdrawn};
use crate::article::{Article, ArticleId, FrontMatter};
use crate::base::{Html, slugify};
use crate::html::{Written, format_reference, reference_anchor};
use crate::markdown::Heading;
use crate::output::Making;
use crate::site::Visibility;
use crate::theme::view::{
    ContentsView, LinkView, PageView, PersonView, ReferenceView, ReviewView,
    TranslationView,
};

/// Words that an adult reads in a minute.
const WORDS_PER_MINUTE: u32 = 200;

/// How long a text of so many words takes to read, in minutes.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}
/// The levels that the contents list shows.
const CONTENTS_LEVELS: std::ops::RangeInclusive<u8> = 2..=3;

/// The page of an article; `None` for the text that opens the glossary.
pub(super) fn page(
    making: &Making<'_>,
    id: ArticleId,
    written: Option<&Written>,
) -> Option<Page> {
    let site = making.site;
    let article = site.article(id);
    let language = article.source.language;
    if site.glossary_intro(language) == Some(id) && site.glossary_page(language).is_some()
    {
        return None;
    }
    let address = site.permalink(id);
    let front_matter = &article.front_matter;
    let kind = kind(making, id, article);
    let title = front_matter.title.value.clone();
    let section = site.sections[language].of_topic(&article.source.topic);
    let section = section.map(|section| section.0 as usize);
    let mut view = blank(making, language, kind, title, address, section);
    describe(making, article, &mut view);
    place(making, id, article, &mut view);
    view.sample = front_matter.sample;
    view.draft = site.visibility[id.0 as usize] == Visibility::ShownDraft;
    view.superseded_by = site.superseded_by[id.0 as usize]
        .map(|other| making.article_link_from(language, other));
    if let Some(written) = written {
        view.content = written.html.clone();
        view.references = references(making, front_matter, &written.citations);
        view.review = review(making, language, front_matter);
        if kind != "home" {
            view.contents = contents(article);
        }
        view.reading_minutes = Some(reading_minutes(article.source.outline.words));
        view.contact = front_matter
            .contact
            .as_ref()
            .and_then(|id| contact(making, language, &id.value));
    }
    let listed = |other: &&ArticleId| site.visibility[other.0 as usize].is_listed();
    let links = |ids: &[ArticleId]| -> Vec<LinkView> {
        let shown = ids.iter().filter(listed);
        shown.map(|&other| making.article_link_from(language, other)).collect()
    };
    view.related = links(&site.related[id.0 as usize]);
    view.backlinks = links(&site.backlinks[id.0 as usize]);
    let template = front_matter.template.clone().filter(|_| kind != "withdrawn");
    Some(Page { language, address: address.clone(), template, view })
}

fn kind(making: &Making<'_>, id: ArticleId, article: &Article) -> &'static str {
    let topic = &*article.source.topic;
    if is_withdrawn(making, id) {
        "withdrawn"
    } else if topic == "index" {
        "home"
    } else if topic.ends_with("/index") {
        "section"
    } else {
        "article"
    }
}

/// What the front matter says for lists and search engines.
fn describe(making: &Making<'_>, article: &Article, view: &mut PageView) {
    let front_matter = &article.front_matter;
    let language = article.source.language;
    view.description = front_matter.description.as_ref().map(|words| words.value.clone());
    view.content_type = front_matter.kind.as_ref().map(|kind| kind.value.clone());
    let strings = &making.languages[language].strings;
    view.audience = front_matter
        .audience
        .iter()
        .map(|who| {
            let configured = making.config.audiences.get(&who.value);
            let words =
                configured.or_else(|| strings.get(&format!("audience_{}", who.value)));
            words.cloned().unwrap_or_else(|| who.value.clone())
        })
        .collect();
    let tags = &making.site.tags[language];
    let own = front_matter.tags.iter().map(|name| slugify(&name.value));
    let places: BTreeSet<usize> = own
        .filter_map(|slug| tags.binary_search_by(|tag| tag.slug.cmp(&slug)).ok())
        .collect();
    view.tags = places
        .into_iter()
        .map(|place| &tags[place])
        .map(|tag| LinkView::plain(tag.name.clone(), making.href(&tag.permalink)))
        .collect();
    view.extra = front_matter.extra.clone();
}

/// Where the page stands: sections above it, pages beside it, other languages.
fn place(making: &Making<'_>, id: ArticleId, article: &Article, view: &mut PageView) {
    let site = making.site;
    let language = article.source.language;
    let topic = &*article.source.topic;
    let tree = &site.sections[language];
    if let Some(section) = tree.of_topic(topic) {
        let is_index = tree.section(section).index == Some(id);
        let mut above = tree.above(section);
        if !is_index {
            above.push(section);
        }
        view.breadcrumbs =
            above.into_iter().map(|above| making.section_link(language, above)).collect();
        if is_index && !is_withdrawn(making, id) {
            view.children = making.entry_links(language, tree.section(section));
        } else {
            let [previous, next] = tree.neighbours(id, topic);
            view.previous = previous.map(|other| making.article_link(other));
            view.next = next.map(|other| making.article_link(other));
        }
    }
    view.translations = translations(making, topic, language);
}

fn translations(making: &Making<'_>, topic: &str, own: usize) -> Vec<TranslationView> {
    let Some(all) = making.translations.get(topic) else { return Vec::new() };
    if all.iter().flatten().count() < 2 {
        return Vec::new();
    }
    all.iter()
        .enumerate()
        .filter_map(|(language, id)| {
            let address = making.site.permalink((*id)?);
            let configured = &making.config.languages[language];
            Some(TranslationView {
                tag: configured.tag.clone(),
                name: configured.name.clone(),
                direction: crate::output::making::direction(configured.direction)
                    .to_owned(),
                url: making.href(address),
                canonical: making.absolute(address),
                current: language == own,
            })
        })
        .collect()
}

/// The headings of a page as a tree; none where there are fewer than two.
fn contents(article: &Article) -> Vec<ContentsView> {
    let headings: Vec<&Heading> = article
        .source
        .outline
        .headings
        .iter()
        .filter(|heading| heading.in_contents && CONTENTS_LEVELS.contains(&heading.level))
        .collect();
    if !article.front_matter.toc || headings.len() < 2 {
        return Vec::new();
    }
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in headings {
        let entry = ContentsView {
            title: heading.text.to_string(),
            anchor: heading.anchor.to_string(),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(above) if heading.level > *CONTENTS_LEVELS.start() => {
                above.children.push(entry);
            }
            _ => contents.push(entry),
        }
    }
    contents
}

/// Cited references in order of first citation, then those that are only listed.
fn references(
    making: &Making<'_>,
    front_matter: &FrontMatter,
    cited: &[String],
) -> Vec<ReferenceView> {
    let listed = front_matter.references.iter().map(|key| key.value.as_str());
    let uncited = listed.filter(|key| !cited.iter().any(|cited| cited == key));
    let keys = cited.iter().map(String::as_str).chain(uncited);
    keys.filter_map(|key| Some((key, making.site.sources.records.references.get(key)?)))
        .zip(1..)
        .map(|((key, reference), number)| ReferenceView {
            number,
            anchor: reference_anchor(key),
            html: Html(format_reference(reference).0),
        })
        .collect()
}

/// Who reviewed the page and when it is due; none where nothing is known.
fn review(
    making: &Making<'_>,
    language: usize,
    front_matter: &FrontMatter,
) -> Option<ReviewView> {
    let strings = &making.languages[language].strings;
    let people = &making.site.sources.records.people;
    let person = |id: &str, role: Option<&String>| {
        people.get(id).map(|person| PersonView {
            name: person.name.clone(),
            job_title: person.job_title.clone(),
            role: role
                .map(|role| strings.get(&format!("role_{role}")).unwrap_or(role).clone()),
        })
    };
    let due = front_matter.due(making.config.review.interval_months);
    let reviewers: Vec<PersonView> = front_matter
        .reviewers
        .iter()
        .filter_map(|reviewer| person(&reviewer.person.value, reviewer.role.as_ref()))
        .collect();
    let owner = front_matter.owner.as_ref().and_then(|id| person(&id.value, None));
    let reviewed = front_matter.reviewed.as_ref().map(|date| date.value);
    if reviewed.is_none() && due.is_none() && reviewers.is_empty() && owner.is_none() {
        return None;
    }
    Some(ReviewView {
        reviewed: reviewed.map(|date| making.date(language, date)),
        due: due.map(|date| making.date(language, date)),
        overdue: due.is_some_and(|date| date < making.today),
        reviewers,
        owner,
    })
}
