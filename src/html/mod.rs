//! Documents to HTML: escaping, blocks, highlighting, sanitising.

mod highlight;
mod reference;
mod sanitise;
mod writer;

pub use highlight::{Highlighted, highlight, languages};
pub use reference::format_reference;
pub use sanitise::{AddressUse, Entered, Rewrite, Sanitiser};
pub use writer::{Surroundings, Written, reference_anchor, write};
