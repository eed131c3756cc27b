//! Made-up views, to try templates with: one of each with every field filled, and one with
//! nothing in it that may be missing.

mod page;
mod term;

use std::collections::BTreeMap;

use crate::base::{Html, slugify};
use crate::config::Brand;

use super::view::{
    BlockView, ContactView, DateView, EmergencyView, IconView, LanguageView, LinkView,
    NavEntryView, NavTreeView, NavView, RedirectView, SiteView,
};
use super::{SITE_SHEET, Theme};

pub(super) use page::{bare_page, page};
pub(super) use term::{bare_term, term};

pub(super) fn link(title: &str, url: &str) -> LinkView {
    LinkView::plain(title.to_owned(), url.to_owned())
}

fn described(title: &str, url: &str, description: &str) -> LinkView {
    LinkView { description: Some(description.to_owned()), ..link(title, url) }
}

pub(super) fn contact() -> ContactView {
    ContactView {
        id: "bmt-24h".to_owned(),
        name: "Transplant ward telephone line".to_owned(),
        language: Some("en-GB".to_owned()),
        phone: Some("020 7946 0321".to_owned()),
        phone_url: Some("tel:+442079460321".to_owned()),
        email: Some("transplant@riverside.example".to_owned()),
        hours: Some("Monday to Friday, 9am to 5pm".to_owned()),
        always_open: true,
        note: Some("Say that you have had a transplant.".to_owned()),
        unanswered: Some("Go to A&E.".to_owned()),
        address: Some("Level 4, West Wing".to_owned()),
        url: Some("https://riverside.example/ward".to_owned()),
    }
}

fn date(iso: &str, text: &str) -> DateView {
    DateView { iso: iso.to_owned(), text: text.to_owned() }
}

/// The view of a site in a language, with the assets of `theme` under their own names.
pub(super) fn site(theme: &Theme, tag: &str, direction: &str) -> SiteView {
    SiteView {
        title: "Riverside Transplant Service".to_owned(),
        organisation: Some("Riverside Hospital".to_owned()),
        logo: None,
        logo_dark: None,
        dark: true,
        language: LanguageView {
            tag: tag.to_owned(),
            name: "English".to_owned(),
            direction: direction.to_owned(),
        },
        home: "/".to_owned(),
        glossary: Some("/glossary/".to_owned()),
        tags: Some("/tags/".to_owned()),
        topics: Some("/a-to-z/".to_owned()),
        accessibility: Some(link("Accessibility statement", "/accessibility/")),
        feed: Some("/feed.xml".to_owned()),
        menu: vec![
            link("Your transplant", "/transplant/"),
            link("Types of transplant", "/types/"),
            link("Before", "/before/"),
            link("In hospital", "/during/"),
            link("After your transplant", "/after/"),
            link("For donors", "/donors/"),
        ],
        sections: vec![
            described("Your transplant", "/transplant/", "What a transplant is."),
            link("After your transplant", "/after/"),
            link("For carers", "/carers/"),
        ],
        more_sections: true,
        staff: vec![link("Staff guides", "/staff/")],
        footer: vec![
            link("Accessibility statement", "/accessibility/"),
            link("About this information", "/about/"),
        ],
        urgent_contact: Some(contact()),
        emergency: Some(EmergencyView {
            number: "999".to_owned(),
            url: "tel:999".to_owned(),
        }),
        assets: assets(theme),
        fonts: vec!["/assets/fonts/own.0a1b2c3d4e.woff2".to_owned()],
        manifest: Some("/manifest.webmanifest".to_owned()),
        icons: vec![IconView {
            url: "static/icons/favicon.svg".to_owned(),
            media_type: "image/svg+xml".to_owned(),
            sizes: Some("any".to_owned()),
        }],
        colours: theme.colours(&Brand::default()),
        options: theme.option_values(&[]),
        strings: theme.strings(tag),
    }
}

/// Every site has the theme's assets, and the sheet that is made for it.
fn assets(theme: &Theme) -> BTreeMap<String, String> {
    let names = theme.assets().map(|(name, _)| name).chain([SITE_SHEET]);
    names.map(|name| (name.to_owned(), format!("static/{name}"))).collect()
}

/// A site of which nothing is known.
pub(super) fn bare_site(theme: &Theme) -> SiteView {
    SiteView {
        title: "Bare site".to_owned(),
        organisation: None,
        logo: None,
        logo_dark: None,
        dark: true,
        language: LanguageView {
            tag: "en".to_owned(),
            name: "English".to_owned(),
            direction: "ltr".to_owned(),
        },
        home: "/".to_owned(),
        glossary: None,
        tags: None,
        topics: None,
        accessibility: None,
        feed: None,
        menu: Vec::new(),
        sections: Vec::new(),
        more_sections: false,
        staff: Vec::new(),
        footer: Vec::new(),
        urgent_contact: None,
        emergency: None,
        assets: assets(theme),
        fonts: Vec::new(),
        manifest: None,
        icons: Vec::new(),
        colours: theme.colours(&Brand::default()),
        options: theme.option_values(&[]),
        strings: theme.strings("en"),
    }
}

pub(super) fn block(kind: &str, title: Option<&str>, body: &str) -> BlockView {
    BlockView {
        kind: kind.to_owned(),
        title: title.map(Html::from_text),
        level: 3,
        anchor: title.map(slugify),
        body: Html(body.to_owned()),
        contact: matches!(kind, "contact" | "urgent").then(contact),
    }
}

pub(super) fn nav() -> NavView {
    let entry = |title: &str, url: &str, section| NavEntryView {
        title: title.to_owned(),
        url: url.to_owned(),
        section,
        children: Vec::new(),
        more: false,
    };
    let medicines = NavEntryView {
        children: vec![entry("Steroids", "/after/medicines/steroids/", false)],
        more: true,
        ..entry("Medicines", "/after/medicines/", true)
    };
    NavView {
        tree: NavTreeView {
            title: "After your transplant".to_owned(),
            url: "/after/".to_owned(),
            entries: vec![entry("Going home", "/after/home/", false), medicines],
            more: true,
        },
        title: "After your transplant".to_owned(),
        url: "/after/".to_owned(),
        entries: vec![
            entry("Going home", "/after/home/", false),
            entry("Preventing infection", "/after/infection/", false),
            entry("Graft-versus-host disease (GVHD)", "/after/gvhd/", false),
            entry("Eating and drinking after a transplant", "/after/food/", false),
            entry("Medicines", "/after/medicines/", true),
        ],
        more: true,
    }
}

/// A page that only leads elsewhere, with every field filled.
pub(super) fn redirect() -> RedirectView {
    RedirectView {
        title: Some("Graft-versus-host disease".to_owned()),
        url: Some("/after/gvhd/".to_owned()),
        canonical: Some("https://transplant.riverside.example/after/gvhd/".to_owned()),
        moved: page("article").moved,
    }
}

/// A page whose parts went to several, and no more is known.
pub(super) fn bare_redirect() -> RedirectView {
    RedirectView { title: None, url: None, canonical: None, moved: Vec::new() }
}

/// The menu of a section with nothing in it.
pub(super) fn bare_nav() -> NavView {
    let (title, url) = ("Bare".to_owned(), "/bare/".to_owned());
    let tree = NavTreeView {
        title: title.clone(),
        url: url.clone(),
        entries: Vec::new(),
        more: false,
    };
    NavView { title, url, entries: Vec::new(), more: false, tree }
}
