//! The index that readers search: files for `js/find.js`, which asks them without a server.
//!
//! It has two layers. *Names* are what pages and terms are called: one small file, fetched when
//! the box has the focus. *Words* are the texts: an inverted index by stem, in many small files
//! of which a query needs one for each of its words. Each entry lists the forms of its stem that
//! stand in the texts, so that a browser needs no stemmer. Both layers number pages alike.
//! Pages and terms come in; texts of files go out, each named by its bytes.

mod count;
mod english;
mod entry;
mod fold;
mod names;
mod parts;
mod postings;
mod shard;
mod words;

pub use count::{PageCounts, PageFields, count};
pub use entry::SearchEntry;
pub use names::{BoxWords, Lay, NamesLayer, SearchedSign, names};
pub use words::{WordsLayer, index};

/// A file of the index: its name within the folder of the index, and what is in it.
pub type IndexFile = (String, String);
