//! Engraft turns a folder of Markdown articles into an accessible, themed static site with
//! a glossary.
//!
//! Data flows one way, through named stages; a module uses only modules above it in this
//! list.

pub mod base;

pub mod diagnostic;
pub mod disk;

pub mod source;

pub mod yaml;

pub mod config;
pub mod markdown;

pub mod article;
pub mod records;

pub mod glossary;

pub mod site;
pub mod theme;

pub mod html;

pub mod output;

pub mod check;
pub mod publish;

pub mod build;
pub mod report;

pub mod edit;
pub mod serve;
