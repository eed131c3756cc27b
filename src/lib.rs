//! Engraft turns a folder of Markdown articles into an accessible, themed static site with
//! a glossary.

pub mod base;

pub mod diagnostic;
