//! Writes one page of every template to `target/theme-preview/`, for people who change
//! the looks: `cargo test --lib theme::preview -- --ignored`, then open the files.

#![expect(clippy::disallowed_methods, reason = "this test is there to write files")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::base::Html;

use super::sample;
use super::view::{LinkView, PageView, RedirectView};
use super::{SharedView, Theme, ThemeAsset, insert_current};

/// Everything that the writer of bodies can write.
const BODY: &str = include_str!("../../tests/golden/theme-body.html");

#[test]
#[ignore = "writes files for people to look at"]
fn write_a_page_of_every_template() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/theme-preview");
    let theme = Theme::load("default", &[], &["en"]).value;
    for (name, asset) in theme.assets() {
        let ThemeAsset::Bytes(bytes) = asset else { continue };
        let path = folder.join("static").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for (tag, direction) in [("en-GB", "ltr"), ("ar", "rtl"), ("cy", "ltr")] {
        let site = theme.site_value(&sample::site(&theme, tag, direction));
        for (name, page) in pages(&theme, &site) {
            let html = theme.render_page(page.kind, &site, &page).unwrap();
            fs::write(folder.join(format!("{name}.{tag}.html")), html).unwrap();
        }
    }
    let bare = theme.site_value(&sample::bare_site(&theme));
    for kind in ["home", "article", "glossary", "not-found", "withdrawn"] {
        let html = theme.render_page(kind, &bare, &sample::bare_page(kind)).unwrap();
        fs::write(folder.join(format!("bare-{kind}.html")), html).unwrap();
    }
    let redirect = RedirectView {
        title: "GVHD".into(),
        url: "/after/gvhd/".into(),
        canonical: None,
    };
    let html = theme.render_redirect(&bare, &redirect).unwrap();
    fs::write(folder.join("redirect.html"), html).unwrap();
}

fn pages(theme: &Theme, site: &SharedView) -> Vec<(&'static str, PageView)> {
    let nav = theme.render_nav(site, &sample::nav()).unwrap();
    let nav = Arc::new(Html(insert_current(nav.as_str(), "/after/gvhd/")));
    let short = Arc::new(Html("<p>A short paragraph about this.</p>".to_owned()));
    let full = PageView {
        content: Arc::new(Html(body(theme, site))),
        children: Vec::new(),
        nav: Arc::clone(&nav),
        ..sample::page("article")
    };
    let calm = PageView {
        sample: false,
        draft: false,
        superseded_by: None,
        contents: Vec::new(),
        content: Arc::clone(&short),
        ..sample::page("section")
    };
    let home = PageView {
        title: "Your stem cell transplant, step by step".to_owned(),
        url: "/".to_owned(),
        description: Some(
            "For people who will have, or have had, a stem cell transplant, and for those \
             who care for them."
                .to_owned(),
        ),
        breadcrumbs: Vec::new(),
        related: Vec::new(),
        content: Arc::new(Html(home_body(theme, site))),
        ..calm.clone()
    };
    let list = |kind, title: &str| PageView {
        kind,
        title: title.to_owned(),
        description: None,
        breadcrumbs: vec![sample::link("Home", "/")],
        children: sample::page(kind).tags,
        ..calm.clone()
    };
    vec![
        ("home", PageView { kind: "home", ..home }),
        ("section", PageView { nav, ..calm.clone() }),
        ("article", full),
        ("glossary", PageView { url: "/glossary/".into(), ..list("glossary", "Words") }),
        ("tags", list("tags", "All tags")),
        ("tag", PageView { children: several(), ..list("tag", "Complications") }),
        ("not-found", list("not-found", "Page not found")),
        (
            "withdrawn",
            PageView {
                kind: "withdrawn",
                superseded_by: Some(sample::link("Chronic GVHD", "/x/")),
                content: Arc::default(),
                ..calm
            },
        ),
    ]
}

fn several() -> Vec<LinkView> {
    sample::page("tag").children
}

/// The body with blocks in the places of `[[KIND|title|body]]`.
fn body(theme: &Theme, site: &SharedView) -> String {
    fill(theme, site, BODY)
}

fn home_body(theme: &Theme, site: &SharedView) -> String {
    let steps = "[[timeline||<ol><li><p><a href=\"/before/\">Before</a></p><p>Tests and \
                 decisions.</p></li><li><p><a href=\"/day/\">Transplant day</a></p></li><li><p>\
                 <a href=\"/low/\">Low counts</a></p></li><li><p><a href=\"/engraft/\">Engraftment\
                 </a></p></li><li><p><a href=\"/home/\">Going home</a></p></li><li><p>\
                 <a href=\"/year/\">The first year</a></p></li></ol>]]";
    fill(theme, site, steps)
}

fn fill(theme: &Theme, site: &SharedView, text: &str) -> String {
    let mut parts = text.split("[[");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (block, rest) = part.split_once("]]").unwrap();
        let mut fields = block.splitn(3, '|');
        let kind = fields.next().unwrap();
        let title = fields.next().filter(|title| !title.is_empty());
        let view = sample::block(kind, title, fields.next().unwrap_or_default());
        filled.push_str(theme.render_block(site, kind, &view).unwrap().as_str());
        filled.push_str(rest);
    }
    filled
}
