//! The words that everything else is written in: no input or output, no domain.

mod address;
mod collation;
mod date;
mod error;
mod fold;
mod folded;
mod html;
pub mod media;
mod memo;
mod path;
mod slug;
mod span;
mod telephone;

pub use address::{Address, AddressFault, LocalAddress, classify, decode};
pub use collation::{Collation, CollationKey};
pub use date::{Date, DateError};
pub use error::{Error, ErrorKind};
pub use fold::{fold_name, fold_path};
pub use folded::{Case, Folded};
pub use html::{Html, escape, escape_into};
pub use memo::Memo;
pub use path::{ContentPath, OutputPath, UrlPath};
pub use slug::{Anchors, SignedSlug, foreign_slugs, slugify};
pub use span::{FileId, LineIndex, Position, Span, Spanned, floor};
pub use telephone::Telephone;
