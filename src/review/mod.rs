//! Signatures: who signed what, which words, and what changed since.
//!
//! It reads what the site and the written bodies show, and the records below `data/reviews/`;
//! nothing below knows of it. A signature is a record, and no proof of who somebody is.

mod compare;
mod critical;
mod duty;
mod exception;
mod item;
mod marks;
mod needs;
mod negation;
mod pieces;
mod shown;
mod signature;
mod standing;
mod texts;
mod thing;
mod units;

pub use compare::{PartChange, PartFate, SentenceChange, compare};
pub use critical::CriticalChange;
pub use duty::{OwnedText, OwnerCounts, SOON, count_by_owner, kept_back, owned_texts};
pub use exception::{OVERRIDES_FILE, SignException, exceptions_text};
pub use marks::mark_changes;
pub use needs::{Needs, UnsignedThing};
pub use pieces::{WordPiece, word_pieces};
pub use shown::ShownPart;
pub use signature::{NO_ROLE, NewSignature, Signature, SignedPart};
pub use standing::{
    ChangedPart, ChangedThing, SignedState, StraySignature, is_used, look,
};
pub use texts::{SiteTexts, WrittenBodies};
pub use thing::{REVIEWS_FOLDER, Signable};
pub use units::CriticalKind;
