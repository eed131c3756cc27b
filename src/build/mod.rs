//! The stages in order; the only folder that knows the order.
//!
//! A stand-in with the agreed face, so that the command line can be built before the
//! stages are joined: it loads nothing and finds nothing.

use std::path::Path;

use crate::base::{Date, Error};
use crate::diagnostic::{Diagnostic, Rule, STAGE_RULES};
use crate::output::OutputSet;
use crate::source::SourceTree;

/// What to build, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Replaces `base_url`.
    pub base_url: Option<&'a str>,
    /// Drafts are published as well.
    pub drafts: bool,
    /// Pages are published before their day.
    pub future: bool,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// Today by the clock, if nothing else says what day it is.
    pub clock_today: Date,
}

/// A finished build, not yet published.
#[derive(Debug)]
pub struct Built {
    /// The sources.
    pub tree: SourceTree,
    /// The finished site.
    pub output: OutputSet,
    /// How many pages it has.
    pub pages: usize,
    /// The findings, severities applied, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a build is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the sources.
    Load,
    /// Putting them together.
    Index,
    /// Writing bodies as HTML.
    Render,
    /// Putting pages together.
    Pages,
    /// Judging.
    Check,
    /// Writing the output folder.
    Publish,
}

impl Stage {
    /// What people see.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Load => "reading",
            Stage::Index => "indexing",
            Stage::Render => "rendering",
            Stage::Pages => "making pages",
            Stage::Check => "checking",
            Stage::Publish => "publishing",
        }
    }
}

/// Builds the site in memory.
///
/// # Errors
///
/// The machine's trouble, or a root that is no site.
pub fn build(
    _request: &Request<'_>,
    observe: &(dyn Fn(Stage) + Sync),
) -> Result<Built, Error> {
    observe(Stage::Load);
    Ok(Built {
        tree: SourceTree::default(),
        output: OutputSet::default(),
        pages: 0,
        diagnostics: Vec::new(),
    })
}

/// Every rule there is.
pub fn rules() -> Vec<&'static Rule> {
    STAGE_RULES.to_vec()
}
