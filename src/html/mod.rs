//! Documents to HTML: escaping, blocks, highlighting, sanitising.
