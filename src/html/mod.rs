//! Documents to HTML: escaping, blocks, highlighting, sanitising.

mod excerpt;
mod facts;
mod highlight;
mod lead;
mod reference;
mod sanitise;
mod text;
mod writer;

pub use excerpt::sentences;
pub use facts::{
    Card, Facts, Mention, Quote, ShownHeading, ShownSign, Unexplained, Wording,
    WordingFault,
};
pub use highlight::{Highlighted, has_code, highlight, languages};
pub use lead::lead;
pub use reference::format_reference;
pub use sanitise::{Entered, Rewrite, Sanitiser};
pub use text::text_of;
pub use writer::{Surroundings, Written, has_labelled_tables, write};
