//! Changes of what the authors own: shown as a diff, tried out in memory, and written as a
//! whole or not at all. The only folder that writes into `site-content/`.

mod apply;
mod change;
mod diff;
mod drawer;
mod fields;
mod files;
pub mod ids;
mod journal;
mod merge;
pub mod mv;
mod new_page;
mod rewrite;
mod yaml_text;

pub use apply::apply;
pub use change::{Change, TextEdit};
pub use diff::diff;
pub use drawer::{Drawer, KeptVersion, UnsavedText};
pub use fields::{FieldKind, FormField, fields, set_field};
pub use journal::{is_interrupted, recover};
pub use merge::{MergePart, MergeSide, merge};
pub use new_page::{NewPage, new_article, new_term};
pub use rewrite::rewrite;
pub use yaml_text::yaml_text;

#[cfg(test)]
mod tests;
