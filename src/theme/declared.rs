//! Colours and their grounds as `theme.yaml` declares them.

use std::collections::BTreeMap;

use crate::base::Spanned;

use super::colour::Colour;

/// What a colour is for, which decides how far it has to stand out from its grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ColourUse {
    /// Text of ordinary size.
    Text,
    /// Text of 24 pixels, or of 19 bold pixels, and more.
    LargeText,
    /// Edges of controls, marks of a state, and lines of a drawing that tell something.
    Interface,
}

impl ColourUse {
    /// The ratio that WCAG 2.2 asks for (1.4.3 and 1.4.11, level AA).
    pub(super) fn needed(self) -> f64 {
        match self {
            ColourUse::Text => 4.5,
            ColourUse::LargeText | ColourUse::Interface => 3.0,
        }
    }

    /// The ratio that is aimed at where a colour is made up: that of 1.4.6, level AAA.
    pub(super) fn comfortable(self) -> f64 {
        match self {
            ColourUse::Text => 7.0,
            ColourUse::LargeText => 4.5,
            ColourUse::Interface => 3.0,
        }
    }
}

/// A colour of `theme.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) light: Spanned<Colour>,
    pub(super) dark: Spanned<Colour>,
}

/// The grounds that a colour stands on, as `theme.yaml` names them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stand {
    pub(super) colour: Spanned<String>,
    pub(super) grounds: Vec<Spanned<String>>,
}

/// What the `theme.yaml` of a theme and of those that it extends say about colours.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Declared {
    pub(super) tokens: BTreeMap<String, Token>,
    pub(super) stands: BTreeMap<(ColourUse, String), Stand>,
}
