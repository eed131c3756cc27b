//! The finished site as values.
//!
//! A full build holds every page in memory until the last is known to be good, because an
//! error publishes nothing.

mod addresses;
mod asset;
mod audience;
mod compressed;
mod declared;
mod feed;
mod file;
mod font;
mod infobutton;
mod look;
mod making;
mod moved;
mod named;
mod nav;
mod page;
mod picture;
mod policy;
mod prepare;
mod published;
mod redirect_page;
mod robots;
mod search;
mod servers;
mod sitemap;
mod web_manifest;

use rayon::prelude::*;

use crate::base::UrlPath;
use crate::config::LanguageId;
use crate::site::{Catalogue, MadeFiles};

pub use addresses::addresses;
pub use asset::ThemeAssets;
pub use compressed::in_the_way_of_compressed;
pub use declared::Output;
pub use file::{Made, OutputFile, OutputSet};
pub use making::{LanguageMaking, Look, Making, SiteMaking, ThemeMaking};
pub use moved::{Moved, MovedPart};
pub use page::{AllFacts, Bodies, Memos, bodies, pages, reading_minutes};
pub use policy::POLICY;
pub use prepare::{KnownMaking, prepare};
pub use search::{SearchMemos, SearchedTexts, is_of_index, search};
pub use servers::{names as server_names, rules as server_rules};

/// Files that are made out of no single source. A new output is a file of this folder and a
/// line here: no author can put a file of his own at its address, and a link there leads to it.
static OUTPUTS: &[Output] = &[
    sitemap::SITEMAP,
    feed::FEED,
    infobutton::INFOBUTTON,
    web_manifest::WEB_MANIFEST,
    robots::ROBOTS,
];

/// Files whose addresses follow from those of others: the authors' own, those of themes under
/// a fingerprint, and old addresses.
static FILES: &[fn(&Making) -> Made] = &[
    published::content_files,
    published::moved_files,
    published::theme_files,
    published::own_files,
    redirect_page::redirect_pages,
];

/// Everything that is not a page with a body, in the order in which it is made.
pub fn others(making: &Making) -> Vec<Made> {
    let mut made: Vec<Made> = FILES.par_iter().map(|make| make(making)).collect();
    made.par_extend(OUTPUTS.par_iter().map(|output| output.make(making)));
    made
}

/// Where the outputs stand.
#[derive(Debug)]
pub struct Outputs;

impl MadeFiles for Outputs {
    fn addresses(site: &Catalogue) -> Vec<(LanguageId, UrlPath)> {
        let languages = site.sections.keys();
        let each =
            languages.flat_map(|language| OUTPUTS.iter().map(move |own| (language, own)));
        each.filter_map(|(language, output)| {
            Some((language, (output.address)(site, language)?))
        })
        .chain(site.sections.keys().flat_map(|language| {
            let addresses = search::addresses(site, language).into_iter();
            addresses.map(move |address| (language, address))
        }))
        .collect()
    }
}
