//! Pages and fragments of the clipboard into the neutral tree.

mod decode;
pub(super) mod dom;
mod list;
pub(super) mod look;
mod paste;
mod reader;
mod table;

pub(super) use decode::decode;
pub(super) use reader::{Reader, class_says};
