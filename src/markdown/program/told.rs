//! What is told of a mark.

/// Of one that takes its line: the kind, the message and the help.
pub(super) type Told = (&'static str, String, String);

/// Of one within a line: the kind, the length of the mark, the message and the help.
pub(super) type Inline = (&'static str, usize, String, String);

/// The help where nothing has the place of what the mark makes.
pub(super) const WORDS: &str = "write in Markdown what it shows, or put it in a file of its own and write \
                     `![[_snippets/NAME.md]]`";
