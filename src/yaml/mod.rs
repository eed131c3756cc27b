//! YAML with the place of every value, so that each fault is told at its own line.
