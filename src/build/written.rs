//! A site whose bodies are written and whose pages are not made: for whoever asks what readers
//! see of it, and not how.

use super::load::{self, Parsed};
use super::{Built, Request, assembled, order, today};
use crate::base::{Date, Error, Memory};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::output::{Bodies, KnownMaking, Memos, bodies, prepare};
use crate::review::{self, SignedState, SiteTexts};
use crate::site::{KnownSite, Site};
use crate::source::{FileIds, Reads, SourceKind, SourceTree};

/// What a site says.
#[derive(Debug)]
pub struct WrittenSite {
    /// The sources.
    pub tree: SourceTree,
    /// What the owner asked for.
    pub config: Config,
    /// The articles and their tables.
    pub site: Site,
    /// The written bodies.
    pub bodies: Bodies,
    /// The day that counted as today.
    pub today: Date,
    /// What was found on the way, with the severities of the rules.
    pub diagnostics: Vec<Diagnostic>,
}

/// A state of a site, as far as its texts say it.
#[derive(Debug)]
pub struct SeenSite<'s> {
    /// The articles and their tables.
    pub site: &'s Site,
    /// The day that counted as today.
    pub today: Date,
    /// The texts, as a reader sees them.
    pub texts: SiteTexts<'s>,
}

impl Built {
    /// What readers see of it, if its bodies were kept.
    pub fn seen(&self) -> Option<SeenSite<'_>> {
        let bodies = self.bodies.as_ref()?.written();
        let texts = SiteTexts::new(&self.site, &self.config, bodies);
        Some(SeenSite { site: &self.site, today: self.today, texts })
    }
}

impl WrittenSite {
    /// What readers see of it.
    pub fn seen(&self) -> SeenSite<'_> {
        SeenSite { site: &self.site, today: self.today, texts: self.texts() }
    }

    /// The texts, as a reader sees them.
    pub fn texts(&self) -> SiteTexts<'_> {
        SiteTexts::new(&self.site, &self.config, self.bodies.written())
    }

    /// Who signed what, and what changed since.
    pub fn standing(&self, texts: &SiteTexts<'_>) -> SignedState {
        let records: Vec<_> = self.tree.of_kind(SourceKind::Data).collect();
        review::look(texts, &self.config, &records, self.today, &mut Vec::new())
    }
}

/// Reads a site and writes its bodies.
///
/// # Errors
///
/// The machine's trouble, or a root that is no site.
pub fn written(request: &Request<'_>) -> Result<WrittenSite, Error> {
    let mut found = Vec::new();
    let (ids, reads) = (&mut FileIds::default(), &mut Reads::forgetful());
    let (tree, config) = load::read(request, ids, reads, None, &mut found)?;
    Ok(of_tree(request, tree, config, found))
}

fn of_tree(
    request: &Request<'_>,
    tree: SourceTree,
    config: Config,
    mut found: Vec<Diagnostic>,
) -> WrittenSite {
    let parsed = &mut Parsed::new(Memory::Forgetful);
    let sources = load::sources(&tree, &config, parsed, &mut found);
    let themes = load::themes(&tree, &config, parsed, &mut found);
    let known = &mut KnownSite::new(Memory::Forgetful);
    let site = assembled(request, sources, &config, known, &mut found);
    let mut site = site.resolve(known).collect(&mut found);
    site.limit_includes(&mut found);
    let today = today(request, &config);
    let making = &mut KnownMaking::new(Memory::Forgetful);
    let making = prepare(&site, &themes, &config, today, making).collect(&mut found);
    let bodies = bodies(&site, &making, &mut Memos::new(Memory::Forgetful), true);
    order(&mut found);
    WrittenSite { tree, config, site, bodies, today, diagnostics: found }
}
