//! Pages and fragments of the clipboard into the neutral tree.

mod decode;
pub(super) mod dom;
mod leaf;
mod list;
pub(super) mod look;
mod paste;
mod reader;
mod shape;
mod table;

pub(super) use decode::decode;
pub(super) use reader::HtmlReader;
pub(super) use shape::class_says;
