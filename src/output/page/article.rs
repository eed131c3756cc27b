//! The page of an article: an ordinary one, the landing page of a section, the home page,
//! or the notice that a page was withdrawn.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::account::account;
use super::backlinks::{self, Backlink, Backlinks};
use super::render::Page;
use super::review::{Vouched, references, review, unreviewed};
use super::statement::statement;
use super::terms::{Entries, explained};
use super::view::{audience_words, blank, contents, search_of, translations};
use super::web_page::{self, OfArticle};
use super::{guide, notice, offers, parts};
use crate::article::{Article, ArticleId, FrontMatter, Robots};
use crate::base::{Addressed, Date, Html, Shared, Spanned, TiVec};
use crate::config::LanguageId;
use crate::html::{Facts, Written, has_code, has_labelled_tables};
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::output::nav::{breadcrumbs, is_large, nav_view};
use crate::site::{AssetId, Entry, SectionId, Site, Visibility, part_of};
use crate::theme::SectionMenu;
use crate::theme::view::{LinkView, PageView};

/// Words that an adult reads in a minute.
const WORDS_PER_MINUTE: u32 = 200;

/// How long a text of so many words takes to read, in minutes.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// All that the view of an article is filled from.
#[derive(Debug, PartialEq)]
pub(super) struct ArticleInput {
    pub(super) own: Own,
    pub(super) making: Shared<SiteMaking>,
    pub(super) local: Shared<LanguageMaking>,
    pub(super) entries: Shared<Entries>,
}

/// Of all that the page of an article is made from, what is not shared by all articles.
#[derive(Debug, PartialEq)]
pub(super) struct Own {
    id: ArticleId,
    pub(super) article: Arc<Article>,
    /// None where it was withdrawn.
    body: Option<Body>,
    /// The pages that its author calls related, and those that have much to do with it.
    related: [Vec<ArticleId>; 2],
    superseded_by: Option<ArticleId>,
    backlinks: Addressed<[Backlink]>,
    /// The files of its other formats, and its picture.
    files: (Vec<Option<AssetId>>, Option<AssetId>),
    /// Whether readers are told that it changed since it was signed.
    is_unsigned: bool,
}

/// The written body of an article.
#[derive(Debug, PartialEq)]
struct Body {
    html: Arc<Html>,
    cards: Arc<Html>,
    facts: Arc<Facts>,
    /// Keys of the references that it cites.
    citations: Vec<String>,
}

impl Own {
    /// What is an article's own; `None` where readers get no page of it.
    pub(super) fn of(
        site: &Site,
        id: ArticleId,
        written: Option<Written>,
        backlinks: &Backlinks,
        is_unsigned: bool,
    ) -> Option<Self> {
        site.is_shown(id).then(|| Own {
            id,
            article: Arc::clone(&site.sources.articles[id]),
            body: written.map(|written| Body {
                html: written.html,
                cards: written.cards,
                facts: written.facts,
                citations: written.citations,
            }),
            files: (site.format_files[id].clone(), site.images[id]),
            related: [site.related[id].clone(), site.akin[id].clone()],
            superseded_by: site.superseded_by[id],
            backlinks: backlinks.of_article(id).clone(),
            is_unsigned,
        })
    }
}

/// The page of an article; `None` for the text that opens the glossary.
pub(super) fn page(input: &ArticleInput) -> Option<Arc<Page>> {
    let ArticleInput { own, making, local, entries } = input;
    let id = own.id;
    let site = &making.site;
    let article = &*own.article;
    let language = local.language;
    if site.glossary_intro(language) == Some(id) && site.glossary_page(language).is_some()
    {
        return None;
    }
    let address = site.permalink(id);
    let front_matter = &article.front_matter;
    let kind = kind(making, id, article);
    let title = front_matter.title.value.clone();
    let section = site.sections[language].of_topic(&article.source.topic);
    let mut view = blank(making, local, kind, title, address, section);
    view.apart = site.apart[id].as_deref().map(str::to_owned);
    describe(making, local, article, &mut view);
    if kind == "withdrawn" {
        // What it said is said no more, not even to machines.
        view.description = None;
    }
    place(making, local, id, article, &mut view);
    view.search = search_of(making, language, front_matter.is_for_staff());
    view.sample = front_matter.sample;
    view.draft = site.visibility[id] == Visibility::ShownDraft;
    let is_for_readers = !view.draft && kind != "withdrawn";
    let Robots { index, follow } = front_matter.robots;
    view.robots = Robots { index: index && is_for_readers, follow }.content();
    view.superseded_by =
        own.superseded_by.map(|other| making.article_link_from(language, other));
    if let Some(body) = &own.body {
        (view.words, view.word_count) =
            entries.words(making, local, explained(&body.facts));
        tell(making, local, own, body, &mut view);
        let of_article = OfArticle { front_matter, cited: &body.citations };
        view.json_ld = Some(web_page::json_ld(making, language, &view, Some(of_article)));
    }
    view.related = related(making, own, language);
    view.backlinks = backlinks::views(making, language, &own.backlinks);
    let template = front_matter.template.clone().filter(|_| kind != "withdrawn");
    let (theme, address) = (local.theme, address.clone());
    Some(Arc::new(Page { theme, language, address, template, view }))
}

/// What the page shows besides its place and its name: all that a withdrawn one does not.
fn tell(
    making: &SiteMaking,
    local: &LanguageMaking,
    own: &Own,
    body: &Body,
    view: &mut PageView,
) {
    let article = &*own.article;
    let front_matter = &article.front_matter;
    view.content = Arc::clone(&body.html);
    view.cards = Arc::clone(&body.cards);
    view.urgent_line = body.facts.needs_urgent_line();
    view.labelled_tables = has_labelled_tables(&body.html);
    view.code = has_code(&body.html);
    view.references_display = front_matter.references_display.name();
    if front_matter.references_display.is_shown() {
        view.references = references(making, &front_matter.references, &body.citations);
    }
    view.review = review(making, local, &vouched(making, front_matter));
    if front_matter.sample {
        unreviewed(view);
    }
    view.changed_since_signed = own.is_unsigned;
    view.account = account(making, local, front_matter);
    if view.kind != "home" && front_matter.toc {
        view.contents = contents(&body.facts);
    }
    if view.kind == "accessibility" {
        view.statement = statement(making, local);
    }
    view.reading_minutes = Some(reading_minutes(article.source.outline.words));
    view.contact = front_matter.contact.as_ref().and_then(|id| local.contact(&id.value));
    view.behind = behind(making, article).map(|date| local.date(date));
    view.machine = notice::by_machine(making, local, article);
    view.formats = offers::formats(making, local, article, &own.files.0);
    view.formats.extend(offers::twins(making, local, own.id));
    view.feedback = offers::feedback(making, local, article);
    view.image = offers::image(making, article, own.files.1);
}

/// The day of the change that a translation lacks: the original, which is the page in the
/// default language, was updated (or, where it does not say so, reviewed) after the day
/// that `translation.date` or `source_revision` gives. A translation that gives none
/// promises nothing.
fn behind(making: &SiteMaking, article: &Article) -> Option<Date> {
    let translated = article.front_matter.translation.date?;
    let original =
        making.site.translations.get(&article.source.topic)?.first().copied()??;
    let original = &making.site.article(original).front_matter;
    let changed = original.updated.as_ref().or(original.reviewed.as_ref())?.value;
    (article.source.language != LanguageId::DEFAULT && translated < changed)
        .then_some(changed)
}

/// The pages that the author calls related, then those that have most to do with this one.
fn related(making: &SiteMaking, own: &Own, language: LanguageId) -> Vec<LinkView> {
    let site = &making.site;
    let related = own.related.iter().flatten();
    let is_unlisted = |id: ArticleId| site.article(id).front_matter.is_unlisted;
    related
        .filter(|other| site.visibility[**other].is_listed())
        .filter(|other| !is_unlisted(**other) || is_unlisted(own.id))
        .map(|&other| making.article_link_from(language, other))
        .collect()
}

fn kind(making: &SiteMaking, id: ArticleId, article: &Article) -> &'static str {
    let topic = &*article.source.topic;
    if making.site.visibility[id] == Visibility::Withdrawn {
        "withdrawn"
    } else if topic == "index" {
        "home"
    } else if article.front_matter.is_of_type("accessibility-statement") {
        "accessibility"
    } else if topic.ends_with("/index") {
        "section"
    } else {
        "article"
    }
}

/// What the front matter says for lists and search engines.
fn describe(
    making: &SiteMaking,
    local: &LanguageMaking,
    article: &Article,
    view: &mut PageView,
) {
    let front_matter = &article.front_matter;
    view.description = front_matter.description.as_ref().map(|words| words.value.clone());
    view.content_type = front_matter.kind.as_ref().map(|kind| kind.value.clone());
    view.audience = audience_words(making, local, &front_matter.audience);
    let tags = &making.site.tags[local.language];
    let own = front_matter.tags.iter();
    let places: BTreeSet<usize> =
        own.filter_map(|name| tags.place_of(&name.value)).collect();
    view.tags = places
        .into_iter()
        .map(|place| tags.at(place))
        .map(|tag| LinkView::plain(tag.name.clone(), making.href(&tag.permalink)))
        .collect();
    view.extra = front_matter.extra.clone();
    let date = |date: &Spanned<Date>| local.date(date.value);
    view.published = front_matter.published.as_ref().map(date);
    view.updated = front_matter.updated.as_ref().map(date);
}

/// Where the page stands: sections above it, pages beside it, other languages.
fn place(
    making: &SiteMaking,
    local: &LanguageMaking,
    id: ArticleId,
    article: &Article,
    view: &mut PageView,
) {
    let site = &making.site;
    let language = article.source.language;
    let topic = &*article.source.topic;
    let tree = &site.sections[language];
    if let Some(section) = tree.of_topic(topic) {
        let is_index = tree.section(section).index == Some(id);
        let mut above = tree.above(section);
        if !is_index {
            above.push(section);
        }
        view.breadcrumbs = breadcrumbs(making, language, &above);
        if is_index && site.visibility[id] != Visibility::Withdrawn {
            let entries = &tree.section(section).entries;
            view.children = making.entry_links(language, part_of(entries, 1));
            view.parts = parts::first(making, local, site.permalink(id), entries.len());
        }
        let here = tree.place(Entry::Article(id)).filter(|_| is_large(tree, section));
        if let (Some(here), true) = (here, section != SectionId::HOME) {
            let nav = nav_view(making, language, section, Some(here));
            view.nav = SectionMenu::Around(Arc::new(nav));
        }
        if let Some(place) = guide::place(making, id) {
            view.guide = Some(place.guide);
            view.previous = place.previous;
            view.next = place.next;
        } else if !is_index {
            let [previous, next] = tree.neighbours(id, topic);
            view.previous = previous.map(|other| making.article_link(other));
            view.next = next.map(|other| making.article_link(other));
        }
    }
    let in_language = site.translations.get(topic);
    let addresses: TiVec<LanguageId, _> = in_language
        .into_iter()
        .flatten()
        .map(|id| Some(site.permalink((*id)?)))
        .collect();
    view.translations = translations(making, language, &addresses);
}

/// Who vouches for an article.
fn vouched<'a>(making: &SiteMaking, front_matter: &'a FrontMatter) -> Vouched<'a> {
    Vouched {
        reviewed: front_matter.reviewed.as_ref().map(|date| date.value),
        due: front_matter.due(making.config.review.interval_months),
        reviewers: &front_matter.reviewers,
        owner: front_matter.owner.as_ref(),
    }
}
