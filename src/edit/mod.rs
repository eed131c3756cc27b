//! Changes of what the authors own: shown as a diff, tried out in memory, and written as a
//! whole or not at all. The only folder that writes into `site-content/`.

mod apply;
mod change;
mod diff;
mod files;
pub mod ids;
mod journal;
pub mod mv;

pub use apply::apply;
pub use change::{Change, TextEdit};
pub use diff::diff;
pub use journal::{is_interrupted, recover};

#[cfg(test)]
mod tests;
