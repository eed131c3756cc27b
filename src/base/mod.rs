//! The words that everything else is written in: no input or output, no domain.

mod address;
mod collation;
pub mod css;
mod date;
mod derived;
mod error;
mod fold;
mod folded;
mod host;
mod html;
mod id;
pub mod media;
mod memo;
mod path;
mod shared;
mod slug;
mod span;
mod telephone;

pub use address::{Address, AddressFault, LocalAddress, classify, decode};
pub use collation::{Collation, CollationKey};
pub use date::{Date, DateError};
pub use derived::Derived;
pub use error::{Error, ErrorKind};
pub use fold::{fold_name, fold_path};
pub use folded::{Case, Folded};
pub use host::{host_of, is_private, is_this_machine};
pub use html::{Html, escape, escape_into};
pub(crate) use id::id;
pub use memo::{Memo, Memory};
pub use path::{ContentPath, OutputPath, UrlPath};
pub use shared::{Interned, Shared};
pub use slug::{Anchors, SignedSlug, foreign_slugs, slugify};
pub use span::{FileId, LineIndex, Position, Span, Spanned, floor};
pub use telephone::Telephone;
pub use typed_index_collections::{TiSlice, TiVec, ti_vec};
