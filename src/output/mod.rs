//! The finished site as values.
//!
//! A full build holds every page in memory until the last is known to be good, because an
//! error publishes nothing.

mod asset;
mod audience;
mod compact;
mod feed;
mod file;
mod font;
mod infobutton;
mod making;
mod moved;
mod named;
mod nav;
mod page;
mod picture;
mod prepare;
mod published;
mod redirect_page;
mod robots;
mod sitemap;
mod web_manifest;

pub use asset::ThemeAssets;
pub use file::{Made, OutputFile, OutputSet};
pub use making::{LanguageMaking, Look, Making, SiteMaking, ThemeMaking};
pub use moved::{Moved, MovedPart};
pub use page::{AllFacts, Bodies, Memos, bodies, pages, reading_minutes};
pub use prepare::{KnownMaking, prepare};

/// Everything that is not a page with a body, in the order in which it is made. A new
/// output is a file of this folder and a line here.
pub static OUTPUTS: &[fn(&Making) -> Made] = &[
    published::content_files,
    published::theme_files,
    redirect_page::redirect_pages,
    sitemap::sitemap,
    feed::feeds,
    infobutton::infobutton,
    web_manifest::manifests,
    robots::robots,
];
