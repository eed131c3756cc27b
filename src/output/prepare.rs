//! Prepares what all outputs share: once per build, per theme and per language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::asset::ThemeAssets;
use super::making::{LanguageMaking, Look, Making, SiteMaking, ThemeMaking};
use super::named::SiteLinks;
use super::{audience, feed, moved, nav, picture, web_manifest};
use crate::base::{Date, Interned, Memo, Memory, Shared, Spanned, Telephone};
use crate::config::{Config, LanguageId};
use crate::diagnostic::{Diagnostic, Outcome, UNSEARCHED_PAGE};
use crate::markdown::LinkKind;
use crate::records::{Contact, SearchPage};
use crate::site::{Destination, SectionId, Site};
use crate::theme::view::{
    ContactView, EmergencyView, IconView, LanguageView, LinkView, SiteView,
};
use crate::theme::{RenderedMenu, Theme, Themes};

/// What was prepared for the last build.
#[derive(Debug)]
pub struct KnownMaking {
    site: Interned<SiteMaking>,
    /// By the number of the theme, and the language.
    looks: Memo<(usize, LanguageId), LookInput, Arc<Look>>,
    /// Likewise.
    languages: Memo<(usize, LanguageId), LanguageInput, Outcome<Arc<LanguageMaking>>>,
}

/// All that a look is made from.
#[derive(Debug, PartialEq)]
struct LookInput {
    theme: Arc<Theme>,
    view: SiteView,
    policy_in_pages: bool,
    base: String,
}

/// All that is rendered from for all pages of a theme and a language.
#[derive(Debug, PartialEq)]
struct LanguageInput {
    theme: usize,
    language: LanguageId,
    look: Shared<Look>,
    making: Shared<SiteMaking>,
}

impl KnownMaking {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        KnownMaking {
            site: Interned::new(memory),
            looks: Memo::new(memory),
            languages: Memo::new(memory),
        }
    }
}

/// Prepares what all outputs share. `themes` are those that the configuration names, in its
/// order; the first is the site's own.
pub fn prepare(
    site: &Site,
    themes: &Themes,
    config: &Config,
    today: Date,
    known: &mut KnownMaking,
) -> Outcome<Making> {
    let mut named = SiteLinks { site, found: Vec::new() };
    let making = known.site.share(site_making(config, today, &mut named));
    let mut found = Vec::new();
    let themes = std::iter::once(&themes.own).chain(&themes.others).enumerate();
    let themes = themes
        .map(|(number, theme)| {
            let prepared = theme_making(&making, number, theme, &mut named, known);
            // What `site.yaml` names is wrong in every theme.
            for diagnostic in named.found.drain(..) {
                if !found.contains(&diagnostic) {
                    found.push(diagnostic);
                }
            }
            prepared
        })
        .collect();
    known.looks.end_build();
    known.languages.end_build();
    Outcome::new(Making { site: making, themes }, found)
}

fn site_making(config: &Config, today: Date, named: &mut SiteLinks<'_>) -> SiteMaking {
    let site = named.site;
    let languages = config.languages.iter();
    let base = config.base_path();
    let trees = site.sections.iter();
    SiteMaking {
        site: site.catalogue.clone(),
        config: config.clone(),
        today,
        language_names: languages
            .map(|language| (language.tag.clone(), language.name.clone()))
            .collect(),
        term_hrefs: site.term_ids().map(|id| site.entry_href(id, base)).collect(),
        staff: trees.map(|tree| audience::staff_sections(site, config, tree)).collect(),
        moved: moved::moved(site),
        search: site.sections.keys().map(|own| site.search_pages(own)).collect(),
        search_words: search_words(named),
        image: picture::of_site(config, named),
    }
}

/// Words that lead to a page, and where that is.
fn search_words(named: &mut SiteLinks<'_>) -> Vec<(String, Destination)> {
    let site = named.site;
    let pages = site.records.search.iter().flat_map(|words| &words.pages);
    let mut all = Vec::new();
    for SearchPage { words, page } in pages.filter(|_| site.has_search) {
        let is_path = page.value.contains(['/', '.']);
        let kind = if is_path { LinkKind::Markdown } else { LinkKind::Wiki };
        let to = named.resolve(page, kind, LanguageId::DEFAULT);
        let is_found = match &to {
            Destination::Article { id, .. } => site.is_searched(*id),
            Destination::Term { .. } => true,
            // A finding says so already.
            Destination::Nowhere => continue,
            _ => false,
        };
        if is_found {
            all.extend(words.iter().map(|words| (words.clone(), to.clone())));
        } else {
            let message = format!("the search does not find the page `{}`", page.value);
            let help = "name an article or an entry of the glossary that is published and has \
                        no `search: false`, or take the line out";
            let found = Diagnostic::new(&UNSEARCHED_PAGE, page.span, message);
            named.found.push(found.with_help(help));
        }
    }
    all
}

fn theme_making(
    making: &Shared<SiteMaking>,
    number: usize,
    theme: &Arc<Theme>,
    named: &mut SiteLinks<'_>,
    known: &KnownMaking,
) -> ThemeMaking {
    let config = &making.config;
    let assets = ThemeAssets::new(theme, config, named);
    let icons = picture::icons(config, &assets, named);
    let languages = config.languages.keys().map(|language| {
        let view = site_view(making, (number, theme, &assets, &icons), language, named);
        let input = LookInput {
            theme: Arc::clone(theme),
            view,
            policy_in_pages: config.policy_in_pages,
            base: config.base_path().to_owned(),
        };
        let key = (number, language);
        let look = known.looks.get(key, input, |input| {
            let (theme, view) = (Arc::clone(&input.theme), Arc::new(input.view.clone()));
            Arc::new(Look {
                shared: theme.site_value(&view),
                theme,
                view,
                policy_in_pages: input.policy_in_pages,
                base: input.base.clone(),
            })
        });
        let (look, making) = (look.into(), making.clone());
        let input = LanguageInput { theme: number, language, look, making };
        known.languages.get(key, input, language_making).collect(&mut named.found).into()
    });
    let languages = languages.collect();
    ThemeMaking { name: theme.name().to_owned(), assets, icons, languages }
}

/// Renders what all pages of a theme and a language share.
fn language_making(input: &LanguageInput) -> Outcome<Arc<LanguageMaking>> {
    let LanguageInput { theme: number, language, look, making } = input;
    let Look { theme, shared, .. } = &**look;
    let mut found = Vec::new();
    let tree = &making.site.sections[*language];
    let ids: Vec<SectionId> = tree.sections.keys().collect();
    let rendered: Vec<Result<RenderedMenu, Diagnostic>> = ids
        .into_par_iter()
        .map(|id| {
            let nav = nav::nav_view(making, *language, id, None);
            theme.render_nav(shared, &nav)
        })
        .collect();
    let mut or_nothing = |menu: Result<RenderedMenu, Diagnostic>| {
        Arc::new(menu.unwrap_or_else(|diagnostic| {
            found.push(diagnostic);
            RenderedMenu::default()
        }))
    };
    let navs = rendered.into_iter().map(&mut or_nothing).collect();
    let menu = or_nothing(theme.render_menu(shared));
    let prepared = LanguageMaking {
        theme: *number,
        language: *language,
        look: look.clone(),
        contacts: Arc::new(contacts(making, *language)),
        navs,
        menu,
    };
    Outcome::new(Arc::new(prepared), found)
}

fn site_view(
    making: &SiteMaking,
    (number, theme, assets, icons): (usize, &Theme, &ThemeAssets, &[IconView]),
    language: LanguageId,
    named: &mut SiteLinks<'_>,
) -> SiteView {
    let SiteMaking { site, config, .. } = making;
    let own = &config.languages[language];
    let tree = &site.sections[language];
    let base_path = config.base_path();
    let mut menu = nav::menu_links(making, number, language);
    let mut sections = nav::top_links(making, language);
    let more_sections = menu.len().max(sections.len()) > nav::MOST_ENTRIES;
    // They stand on every page; the home page lists all.
    menu.truncate(nav::MOST_ENTRIES);
    sections.truncate(nav::MOST_ENTRIES);
    SiteView {
        title: config.title.clone(),
        organisation: config.brand.organisation.clone(),
        logo: brand_picture(config, config.brand.logo.as_ref(), named),
        logo_dark: brand_picture(config, dark_logo(config), named),
        dark: config.brand.dark,
        language: LanguageView {
            tag: own.tag.clone(),
            name: own.name.clone(),
            direction: own.direction.name().to_owned(),
        },
        home: making.href(&tree.home().permalink),
        glossary: site.glossary_page(language).map(|page| making.href(page)),
        tags: site.tags_page(language).map(|page| making.href(&page)),
        topics: site.topics_page(language).map(|page| making.href(&page)),
        accessibility: statement_link(making, theme, language),
        feed: config
            .base_url
            .is_some()
            .then(|| making.href(&feed::address(site, language))),
        menu,
        sections,
        more_sections,
        staff: nav::staff_links(making, number, language),
        footer: footer(config, language, named),
        urgent_contact: urgent_contact(making, language),
        emergency: config.emergency_number().map(|number| EmergencyView {
            number: number.digits().to_owned(),
            url: number.href(),
        }),
        assets: assets.addresses(base_path),
        fonts: assets.preloaded(base_path),
        manifest: Some(making.href(&web_manifest::address(site, language))),
        icons: icons.to_vec(),
        colours: theme.colours(&config.brand),
        options: theme.option_values(&config.theme_options),
        strings: theme.strings(&own.tag),
    }
}

/// Links of `brand`.
fn footer(
    config: &Config,
    language: LanguageId,
    named: &mut SiteLinks<'_>,
) -> Vec<LinkView> {
    let mut links = Vec::new();
    for link in &config.brand.links {
        let looks_like_path = link.target.value.contains(['/', ':', '.']);
        let kind = if looks_like_path { LinkKind::Markdown } else { LinkKind::Wiki };
        let destination = named.resolve(&link.target, kind, language);
        if let Some(url) = named.site.href(&destination, config.base_path()) {
            links.push(LinkView::plain(link.title.clone(), url));
        }
    }
    links
}

/// The address of a picture of `brand`.
fn brand_picture(
    config: &Config,
    named_so: Option<&Spanned<String>>,
    named: &mut SiteLinks<'_>,
) -> Option<String> {
    let destination = named.resolve(named_so?, LinkKind::Image, LanguageId::DEFAULT);
    named.site.href(&destination, config.base_path())
}

/// The logo for dark screens, where pages are ever dark.
fn dark_logo(config: &Config) -> Option<&Spanned<String>> {
    config.brand.logo_dark.as_ref().filter(|_| config.brand.dark)
}

/// A link to the accessibility statement: that of the language, else that of the default
/// language.
fn statement_link(
    making: &SiteMaking,
    theme: &Theme,
    language: LanguageId,
) -> Option<LinkView> {
    let site = &making.site;
    if let Some(id) =
        site.statement(language).or_else(|| site.statement(LanguageId::DEFAULT))
    {
        return Some(making.article_link_from(language, id));
    }
    let page = site.made_statement_page()?;
    let tag = &making.language_names[LanguageId::DEFAULT].0;
    let words = theme.strings(tag).remove("accessibility").unwrap_or_default();
    let link = LinkView::plain(words, making.href(&page));
    Some(LinkView {
        language: (language != LanguageId::DEFAULT).then(|| tag.clone()),
        ..link
    })
}

/// Whom to call day and night.
fn urgent_contact(making: &SiteMaking, language: LanguageId) -> Option<ContactView> {
    let (id, contact) = making.site.records.urgent_contact()?;
    Some(contact_view(making, language, id, contact))
}

/// All contacts, by id.
fn contacts(making: &SiteMaking, language: LanguageId) -> BTreeMap<String, ContactView> {
    let contacts = making.site.records.contacts.iter();
    let view = |id: &String, contact| contact_view(making, language, id, contact);
    contacts.map(|(id, contact)| (id.clone(), view(id, contact))).collect()
}

/// Records are in the default language.
fn contact_view(
    making: &SiteMaking,
    language: LanguageId,
    id: &str,
    contact: &Contact,
) -> ContactView {
    let tag = || making.language_names[LanguageId::DEFAULT].0.clone();
    ContactView {
        language: (language != LanguageId::DEFAULT).then(tag),
        id: id.to_owned(),
        name: contact.name.clone(),
        phone: contact.phone.clone(),
        phone_url: contact.dialled.as_ref().map(Telephone::href),
        email: contact.email.clone(),
        hours: contact.hours.clone(),
        always_open: contact.always_open,
        note: contact.note.clone(),
        unanswered: contact.unanswered.clone(),
        address: contact.address.clone(),
        url: contact.url.clone(),
    }
}
