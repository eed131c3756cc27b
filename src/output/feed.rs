//! One Atom feed per language (RFC 4287): pages by the day on which they were last
//! reviewed, updated or published. Entries name pages by their absolute address, so there
//! is no feed without a `base_url`.

use std::fmt::Write as _;

use super::declared::Output;
use super::making::{Making, SiteMaking};
use crate::article::ArticleId;
use crate::base::{Date, UrlPath, escape};
use crate::config::LanguageId;
use crate::site::Catalogue;

/// How many entries a feed holds.
const MOST_ENTRIES: usize = 50;

/// The feed of a language.
pub(super) const FEED: Output =
    Output { address: |site, language| Some(address(site, language)), content: entries };

/// Where it stands.
pub(super) fn address(site: &Catalogue, language: LanguageId) -> UrlPath {
    site.sections[language].file("feed.xml")
}

fn entries(making: &Making, language: LanguageId) -> Option<String> {
    let making = &*making.site;
    making.config.base_url.as_ref()?;
    let mut entries: Vec<(Date, ArticleId)> = making
        .site
        .article_ids()
        .filter(|&id| making.site.article(id).language == language)
        .filter(|&id| making.is_announced(id))
        .filter_map(|id| Some((making.changed(id)?, id)))
        .collect();
    entries.sort_by_key(|&(date, id)| (std::cmp::Reverse(date), id));
    entries.truncate(MOST_ENTRIES);
    Some(feed(making, language, &entries))
}

fn feed(
    making: &SiteMaking,
    language: LanguageId,
    entries: &[(Date, ArticleId)],
) -> String {
    let own = address(&making.site, language);
    let home = &making.site.sections[language].home().permalink;
    let absolute = |address: &UrlPath| {
        making.absolute(address).map(|a| escape(&a)).unwrap_or_default()
    };
    // A feed without entries still needs a date; the day of the build stands in.
    let updated = entries.first().map_or(making.today, |&(date, _)| date);
    let author =
        making.config.brand.organisation.as_deref().unwrap_or(&making.config.title);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>",
        escape(&making.config.languages[language].tag),
        escape(&making.config.title),
        escape(author),
        home = absolute(home),
        own = absolute(&own),
    );
    for &(date, id) in entries {
        let front_matter = &making.site.article(id).front_matter;
        let page = absolute(making.site.permalink(id));
        let _ = writeln!(
            xml,
            "<entry>\n<title>{}</title>\n<id>{page}</id>\n<link href=\"{page}\"/>\n\
             <updated>{date}T00:00:00Z</updated>",
            escape(&making.told_apart(id, &front_matter.title.value)),
        );
        if let Some(published) = &front_matter.published {
            let _ = writeln!(xml, "<published>{}T00:00:00Z</published>", published.value);
        }
        if let Some(description) = &front_matter.description {
            let _ = writeln!(xml, "<summary>{}</summary>", escape(&description.value));
        }
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}
