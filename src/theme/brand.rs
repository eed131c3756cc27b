//! What a brand makes of a theme: its colours over the theme's, its fonts before them, at the
//! beginning of the style sheet that every page has.

use std::collections::BTreeMap;

use crate::config::Brand;
use crate::diagnostic::{Diagnostic, Outcome};

use super::Theme;
use super::colour_pairs;
use super::colours::{self, Colours};
use super::font::{self, Face};
use super::view::ColourView;

/// The name of the style sheet that every page has, among the theme's assets: the site's
/// colours and fonts, then the theme's own sheets.
pub const SITE_SHEET: &str = "css/site.css";

impl Theme {
    /// The theme's colours with a brand's over them, as templates see them.
    pub fn colours(&self, brand: &Brand) -> BTreeMap<String, ColourView> {
        Colours::new(&self.colours, brand).views()
    }

    /// The theme's colours, with a brand's over them, that cannot be seen on one another.
    pub fn low_contrasts(&self, brand: &Brand) -> Vec<Diagnostic> {
        colour_pairs::low_contrasts(&Colours::new(&self.colours, brand), brand)
    }

    /// The theme's colours, a brand's over them, and the faces of its fonts, as CSS.
    /// Colours that cannot be seen on one another are findings, and so are names that the
    /// theme does not know.
    pub fn site_sheet(&self, brand: &Brand, faces: &[Face<'_>]) -> Outcome<String> {
        let colours = Colours::new(&self.colours, brand);
        let mut found = colours::unknown_names(&self.colours, brand);
        found.extend(colour_pairs::low_contrasts(&colours, brand));
        Outcome::new(colours.css() + &font::css(faces), found)
    }
}
