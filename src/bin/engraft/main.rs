//! The command line of Engraft.

fn main() {}
