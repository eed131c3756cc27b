//! All articles together: addresses, names, sections, links. Made afresh by every build.
