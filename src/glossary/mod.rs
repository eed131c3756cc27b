//! The words of the glossary in running text: what terms are called, where a text mentions
//! them, and how an abbreviation is spelled out.
//!
//! Nothing here knows pages or markup: a text is a string, and a mention a range of bytes.

mod boundary;
mod everyday;
mod inflect;
mod matcher;
mod name;
mod place;
mod spell;

pub use everyday::{is_noun, is_verb, subjects};
pub use inflect::Form;
pub use matcher::{Hit, Matcher, Standing};
pub use name::{Name, NameKind, is_abbreviation};
pub use spell::{
    begins_sentence, capitalised, is_in_brackets, is_spelled_out, stand_together,
};
