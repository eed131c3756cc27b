//! What a brand makes of a theme: its colours over the theme's, its fonts before them, in one
//! style sheet that stands before those of the theme.

use crate::config::Brand;
use crate::diagnostic::{Diagnostic, Outcome};

use super::Theme;
use super::colour_pairs;
use super::colours::{self, Colours};
use super::font::{self, Face};

/// The name of the sheet with the site's colours and fonts among the theme's assets.
pub const SITE_SHEET: &str = "css/colours.css";

impl Theme {
    /// The theme's colours, with a brand's over them, that cannot be seen on one another.
    pub fn low_contrasts(&self, brand: &Brand) -> Vec<Diagnostic> {
        colour_pairs::low_contrasts(&Colours::new(&self.colours, brand), brand)
    }

    /// The sheet with the theme's colours, a brand's over them, and the faces of its fonts.
    /// Colours that cannot be seen on one another are findings, and so are names that the
    /// theme does not know.
    pub fn site_sheet(&self, brand: &Brand, faces: &[Face<'_>]) -> Outcome<String> {
        let colours = Colours::new(&self.colours, brand);
        let mut found = colours::unknown_names(&self.colours, brand);
        found.extend(colour_pairs::low_contrasts(&colours, brand));
        Outcome::new(colours.css() + &font::css(faces), found)
    }
}
