//! The themes of a site, for those who work on them: nothing is built.

use super::Request;
use super::load::{self, Parsed};
use crate::base::{Error, Memory, Spanned};
use crate::check;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::source::{FileIds, Reads, SourceFile, SourceKind, SourceTree};
use crate::theme::{Ejected, Theme, ThemeSummary, eject, themes};

/// The themes that a site can use.
#[derive(Debug)]
pub struct Shelf {
    /// The sources.
    pub tree: SourceTree,
    /// What the owner asked for.
    pub config: Config,
}

impl Shelf {
    /// Reads the site's files.
    ///
    /// # Errors
    ///
    /// The machine's trouble, or a root that is no site.
    pub fn read(request: &Request<'_>) -> Result<Shelf, Error> {
        let (mut ids, mut reads) = (FileIds::default(), Reads::forgetful());
        let (tree, config) =
            load::read(request, &mut ids, &mut reads, None, &mut Vec::new())?;
        Ok(Shelf { tree, config })
    }

    /// Every theme, by name.
    pub fn themes(&self) -> Vec<ThemeSummary> {
        themes(&self.files())
    }

    /// A theme by its name, broken or not.
    pub fn theme(&self, name: &str) -> Theme {
        Theme::load(name, &self.files(), &self.languages()).value
    }

    /// A file of a theme that comes with Engraft.
    ///
    /// # Errors
    ///
    /// There is none at that path.
    pub fn eject(&self, theme: &str, path: &str) -> Result<Ejected, Error> {
        eject(theme, path, &self.files())
    }

    /// What is wrong with a theme under the colours of the site's brand; with all themes that
    /// the site uses, and what it asks of them, if no name is given. The severities are
    /// those that the site chose.
    pub fn check(&self, theme: Option<&str>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut config = self.config.clone();
        if let Some(name) = theme {
            config.theme = Spanned::new(name.to_owned(), config.theme.span);
            config.audiences.clear();
            config.theme_options.clear();
        }
        let known = Parsed::new(Memory::Forgetful);
        let themes = load::themes(&self.tree, &config, &known, &mut found);
        let brand = &config.brand;
        for tried in std::iter::once(&themes.own).chain(&themes.others) {
            let colours = match theme {
                // A brand's other colours may be those of the theme that is in use.
                Some(_) => tried.low_contrasts(brand),
                None => tried.site_sheet(brand, &[]).diagnostics,
            };
            for diagnostic in tried.trial().into_iter().chain(colours) {
                // Themes stand on one another, and a fault of one is told once.
                if !found.contains(&diagnostic) {
                    found.push(diagnostic);
                }
            }
        }
        check::apply_severities(&self.config, &mut found);
        found.sort_by_key(|diagnostic| diagnostic.primary);
        found
    }

    fn files(&self) -> Vec<&SourceFile> {
        let templates = self.tree.of_kind(SourceKind::Theme);
        let files = templates.chain(self.tree.of_kind(SourceKind::ThemeAsset));
        files.map(AsRef::as_ref).collect()
    }

    fn languages(&self) -> Vec<&str> {
        self.config.languages.iter().map(|language| language.tag.as_str()).collect()
    }
}
