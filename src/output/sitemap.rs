//! `sitemap.xml` (sitemaps.org protocol 0.9): every page that search engines may list, with
//! the day on which its content last changed. Addresses there are absolute, so there is none
//! without a `base_url`.

use std::fmt::Write as _;

use super::declared::Output;
use super::making::Making;
use crate::article::Status;
use crate::base::{UrlPath, escape};
use crate::config::LanguageId;
use crate::site::Catalogue;

/// The sitemap.
pub(super) const SITEMAP: Output = Output { address, content: sitemap };

/// Where it stands.
pub(super) fn address(_: &Catalogue, language: LanguageId) -> Option<UrlPath> {
    (language == LanguageId::DEFAULT).then(|| UrlPath::file("sitemap.xml"))
}

fn sitemap(making: &Making, _: LanguageId) -> Option<String> {
    let making = &*making.site;
    making.config.base_url.as_ref()?;
    let mut entries: Vec<(String, Option<String>)> = Vec::new();
    let mut add = |address: &UrlPath, changed: Option<String>| {
        entries.extend(making.absolute(address).map(|address| (address, changed)));
    };
    let site = &making.site;
    for id in site.article_ids().filter(|&id| making.is_announced(id)) {
        let changed = making.changed(id).map(|date| date.to_string());
        add(site.permalink(id), changed);
    }
    for id in site.term_ids() {
        let front_matter = &site.term(id).front_matter;
        if let (Some(page), Status::Published) = (site.term_page(id), front_matter.status)
        {
            add(page, front_matter.reviewed.as_ref().map(|date| date.value.to_string()));
        }
    }
    for (language, tree) in site.sections.iter_enumerated() {
        let made_here = tree.sections.iter();
        let made_here =
            made_here.filter(|section| section.index.is_none() && !section.is_unlisted);
        made_here.for_each(|section| add(&section.permalink, None));
        // Where authors opened the glossary with words of their own, it is an article's.
        if let (Some(page), None) =
            (site.glossary_page(language), site.glossary_intro(language))
        {
            add(page, None);
        }
        site.topics_page(language).iter().for_each(|page| add(page, None));
        site.tags_page(language).iter().for_each(|page| add(page, None));
        for tag in site.tags[language].all() {
            add(&tag.permalink, None);
        }
        site.further_parts(language).iter().for_each(|part| add(part, None));
    }
    site.made_statement_page().iter().for_each(|page| add(page, None));
    entries.sort();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, changed) in entries {
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&address));
        if let Some(changed) = changed {
            let _ = write!(xml, "<lastmod>{changed}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}
