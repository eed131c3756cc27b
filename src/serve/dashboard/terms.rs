//! The table of words: every entry of the glossary, and the pages that use it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::asked::{AskedPages, Show};
use super::{linked, table_head};
use crate::article::{ArticleId, TermId};
use crate::base::{Collation, escape};
use crate::build::Built;
use crate::config::LanguageId;

/// How many pages are named beside a word; more are shown in the table of pages.
const NAMED: usize = 3;

/// An entry and where it is used.
pub(super) struct TermUse {
    pub(super) word: String,
    /// Its file, below the site's folder.
    pub(super) file: String,
    /// Where readers find it.
    address: Option<String>,
    /// The pages that mention it.
    pub(super) pages: Vec<ArticleId>,
}

/// Every entry, in the order of the site's language.
pub(super) fn uses(built: &Built, base: &str) -> Vec<TermUse> {
    let site = &built.site;
    let mut used: BTreeMap<TermId, Vec<ArticleId>> = BTreeMap::new();
    for (id, facts) in site.article_ids().zip(&built.facts.articles) {
        let terms: BTreeSet<TermId> = facts.mentions.iter().map(|one| one.term).collect();
        for term in terms {
            used.entry(term).or_default().push(id);
        }
    }
    let of_term = |id: TermId| {
        let term = site.term(id);
        TermUse {
            word: term.front_matter.term.value.clone(),
            file: term.source.path.to_string(),
            address: address(id, built, base),
            pages: used.remove(&id).unwrap_or_default(),
        }
    };
    let mut uses: Vec<TermUse> = site.term_ids().map(of_term).collect();
    let order = Collation::new(&built.config.languages[LanguageId::DEFAULT].collation);
    uses.sort_by_cached_key(|uses| order.key(&uses.word));
    uses
}

/// Where readers find a term: on its own page, or in the glossary if that lists it.
fn address(id: TermId, built: &Built, base: &str) -> Option<String> {
    let site = &built.site;
    if let Some(page) = site.term_page(id) {
        return Some(page.href(base));
    }
    let is_listed = site.glossary.visibility[id].is_listed();
    is_listed.then(|| site.entry_href(id, base)).flatten()
}

/// Writes the table, if there are words.
pub(super) fn push(
    html: &mut String,
    built: &Built,
    base: &str,
    uses: &[TermUse],
    asked: &AskedPages,
) {
    if uses.is_empty() {
        return;
    }
    html.push_str("<h2 id=\"terms\">Words of the glossary</h2>\n");
    html.push_str(&table_head("terms"));
    html.push_str(
        "<th scope=\"col\">Word</th><th scope=\"col\">Used on</th></tr>\n</thead>\n<tbody>\n",
    );
    for term in uses {
        let word = linked(term.address.as_deref(), &term.word);
        let pages = match term.pages.len() {
            0 => "no page".to_owned(),
            1..=NAMED => named(&term.pages, built, base),
            count => {
                let using = asked.showing(Show::Using(term.file.clone()));
                format!("<a href=\"{}\">{count} pages</a>", escape(&using.href()))
            }
        };
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\" dir=\"auto\">{word}</th><td>{pages}</td></tr>"
        );
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
}

fn named(pages: &[ArticleId], built: &Built, base: &str) -> String {
    let site = &built.site;
    let links: Vec<String> = pages
        .iter()
        .map(|&page| {
            let title = &site.article(page).front_matter.title.value;
            let address = site.is_shown(page).then(|| site.permalink(page).href(base));
            format!("<bdi>{}</bdi>", linked(address.as_deref(), title))
        })
        .collect();
    links.join(", ")
}
