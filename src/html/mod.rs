//! Documents to HTML: escaping, blocks, highlighting, sanitising.

mod highlight;
mod sanitise;
mod writer;

pub use writer::{Surroundings, Written, reference_anchor, write};
