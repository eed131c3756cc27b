//! The resolver: what a link as written leads to, whatever form it has.
//!
//! From the ground up: where links go (`destination`), what is looked up (`names`, `files`,
//! `entries`, `places`, all in `resolver`), why a link leads nowhere (`trouble`, `suggest`),
//! then the forms of links (`anchor`, `path_link`, `cross_link`) and all of them (`resolve`).

mod anchor;
mod cross_link;
mod destination;
mod entries;
mod files;
mod names;
mod own;
mod path_link;
mod path_text;
mod places;
mod reading;
mod record;
mod resolve;
mod resolver;
mod shown;
mod staff;
mod suggest;
mod trouble;
mod way;

pub use cross_link::is_path;
pub use destination::{Destination, LinkContext, Resolved};
pub(super) use entries::GlossaryEntries;
pub use files::Spelling;
pub(super) use files::{Files, MadePage};
pub(super) use names::Names;
pub use path_text::relative;
pub use places::foreign_anchors;
pub(super) use places::{AllPlaces, anchor_of};
pub(super) use resolver::Known;
pub use resolver::Resolver;
pub(super) use shown::shown;
pub(super) use staff::report_in_snippets;
pub(super) use suggest::MOST_SEARCHES;
pub use trouble::Findings;
pub use way::{PathEnd, Way};
