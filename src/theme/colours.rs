//! The colours of a theme by name, with a brand's over them: what `theme.yaml` and
//! `brand.colours` say, the colours that follow from these, and their custom properties.
//!
//! A brand that names one colour means it for light screens. For dark ones the same hue is
//! made lighter until it can be read, so that nobody has to choose twice; and what stands on
//! a brand's colour (`on-primary` on `primary`) is dark or white, whichever can be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::{Span, Spanned};
use crate::config::{Brand, BrandColour};
use crate::diagnostic::{
    BAD_THEME_FILE, Diagnostic, UNKNOWN_CONFIGURATION_KEY, did_you_mean,
};
use crate::yaml::shown;

use super::colour::Colour;
use super::declared::{ColourUse, Declared, Token};
use super::layer::Layers;
use super::layer_file::NO_FILE;
use super::manifest;
use super::view::ColourView;

/// What the name of a colour that stands on another begins with.
const ON: &str = "on-";

/// What readers look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Light,
    Dark,
}

/// Puts the colours of all layers together and reports pairs of colours that there are not.
pub(super) fn read(layers: &Layers, found: &mut Vec<Diagnostic>) -> Declared {
    let mut declared = Declared::default();
    for layer in layers.layers.iter().rev() {
        let Some(file) = layer.files.get("theme.yaml") else { continue };
        let own = manifest::colours(file, found);
        declared.tokens.extend(own.tokens);
        declared.stands.extend(own.stands);
    }
    let tokens = &declared.tokens;
    for stand in declared.stands.values_mut() {
        let names = std::iter::once(&stand.colour).chain(&stand.grounds);
        found.extend(names.filter_map(|name| unknown_in_theme(name, tokens)));
        stand.grounds.retain(|ground| tokens.contains_key(&ground.value));
    }
    declared.stands.retain(|_, stand| tokens.contains_key(&stand.colour.value));
    declared
}

fn unknown_in_theme(
    name: &Spanned<String>,
    tokens: &BTreeMap<String, Token>,
) -> Option<Diagnostic> {
    if tokens.contains_key(&name.value) {
        return None;
    }
    let message = format!("there is no colour `{}`", shown(&name.value));
    let mut unknown = Diagnostic::about_site(&BAD_THEME_FILE, message);
    unknown.primary = place(name.span);
    let known = tokens.keys().map(String::as_str);
    let otherwise = "add it to `colours:`, or take it out here";
    Some(unknown.with_help(did_you_mean(&name.value, known, otherwise)))
}

/// The place, unless it lies in a file that is part of the program.
fn place(span: Span) -> Option<Span> {
    (span.file != NO_FILE).then_some(span)
}

/// A colour that pages show, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Shade {
    pub(super) colour: Colour,
    pub(super) origin: ColourOrigin,
}

/// Where a colour comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColourOrigin {
    /// `theme.yaml`; the place, if the file is the site's.
    Theme(Option<Span>),
    /// `brand.colours`.
    Brand(Span),
    /// It was made from what the brand says of the colour with this name.
    Follows(String),
}

/// A colour and a ground that it stands on, by name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColourPair {
    pub(super) colour: String,
    pub(super) ground: String,
    pub(super) used: ColourUse,
}

/// The colours of a site: those of its theme with the brand's over them.
#[derive(Debug)]
pub(super) struct Colours {
    shades: BTreeMap<String, (Shade, Shade)>,
    pub(super) pairs: Vec<ColourPair>,
    /// The dark one of the two colours that are written on a brand's colour.
    ink: Colour,
    /// Dark screens show the colours of light ones.
    is_always_light: bool,
}

impl Colours {
    /// The colours of a theme with a brand's over them. Names that the theme does not have
    /// are passed over.
    pub(super) fn new(declared: &Declared, brand: &Brand) -> Self {
        let ink = declared.tokens.get("ink").map_or(Colour::BLACK, |ink| ink.light.value);
        let stands = declared.stands.iter();
        let pairs = stands.flat_map(|((used, colour), stand)| {
            stand.grounds.iter().map(|ground| ColourPair {
                colour: colour.clone(),
                ground: ground.value.clone(),
                used: *used,
            })
        });
        let tokens = declared.tokens.iter();
        let shades = tokens.map(|(name, token)| {
            let given = brand.colours.get(name).filter(|given| changes(token, given));
            (name.clone(), shades(token, given))
        });
        let mut colours = Colours {
            shades: shades.collect(),
            pairs: pairs.collect(),
            ink,
            is_always_light: !brand.dark,
        };
        colours.follow(declared, brand);
        if colours.is_always_light {
            for (light, dark) in colours.shades.values_mut() {
                *dark = light.clone();
            }
        }
        colours
    }

    /// Makes the colours that a brand leaves open: those that stand on others last.
    fn follow(&mut self, declared: &Declared, brand: &Brand) {
        let changed = |name: &&String| {
            let given = brand.colours.get(*name).zip(declared.tokens.get(*name));
            given.is_some_and(|(given, token)| changes(token, given))
        };
        let mut names: Vec<&String> = brand.colours.keys().filter(changed).collect();
        names.sort_by_key(|name| name.starts_with(ON));
        for name in names {
            let token = &declared.tokens[name];
            let one_for_both = token.light.value == token.dark.value;
            if brand.colours[name].dark.is_none() && !one_for_both {
                self.set_dark(name);
            }
            let over = format!("{ON}{name}");
            if brand.colours.contains_key(&over) {
                continue;
            }
            if let Some(mut shades) = self.shades.remove(&over) {
                let (light, dark) = &self.shades[name];
                for (shade, ground) in [(&mut shades.0, light), (&mut shades.1, dark)] {
                    shade.colour = self.readable_on(ground.colour);
                    shade.origin = ColourOrigin::Follows(name.clone());
                }
                self.shades.insert(over, shades);
            }
        }
    }

    /// Lightens what a brand says for light screens until it can be read on dark ones. What
    /// stands on nothing keeps the theme's colour there.
    fn set_dark(&mut self, name: &str) {
        let is_readable = |ratio: fn(ColourUse) -> f64| {
            move |colour: Colour, colours: &Colours| {
                let mut pairs = colours.pairs.iter().filter(|pair| pair.colour == name);
                pairs.all(|pair| {
                    let ground = colours.colour(Scheme::Dark, &pair.ground);
                    colour.contrast(ground) >= ratio(pair.used)
                })
            }
        };
        if !self.pairs.iter().any(|pair| pair.colour == name) {
            return;
        }
        let light = self.colour(Scheme::Light, name);
        let comfortable = is_readable(ColourUse::comfortable);
        let readable = is_readable(ColourUse::needed);
        let dark = light.nearest(|colour| comfortable(colour, self));
        let dark = dark.or_else(|| light.nearest(|colour| readable(colour, self)));
        if let Some((_, shade)) = self.shades.get_mut(name) {
            shade.colour = dark.unwrap_or(Colour::WHITE);
            shade.origin = ColourOrigin::Follows(name.to_owned());
        }
    }

    /// The colour of text on a brand's colour.
    pub(super) fn readable_on(&self, ground: Colour) -> Colour {
        ground.clearer_of(self.ink, Colour::WHITE)
    }

    /// A colour of the theme. Pairs hold no other names.
    pub(super) fn shade(&self, scheme: Scheme, name: &str) -> &Shade {
        let (light, dark) = &self.shades[name];
        match scheme {
            Scheme::Light => light,
            Scheme::Dark => dark,
        }
    }

    pub(super) fn colour(&self, scheme: Scheme, name: &str) -> Colour {
        self.shade(scheme, name).colour
    }

    /// The colours as templates see them.
    pub(super) fn views(&self) -> BTreeMap<String, ColourView> {
        let view = |(light, dark): &(Shade, Shade)| ColourView {
            light: light.colour.hex(),
            dark: dark.colour.hex(),
        };
        self.shades.iter().map(|(name, shades)| (name.clone(), view(shades))).collect()
    }

    /// The custom properties. Paper takes the colours of light screens, unless the theme's
    /// own sheet says otherwise.
    pub(super) fn css(&self) -> String {
        let mut css = ":root {\n".to_owned();
        let schemes = if self.is_always_light { "only light" } else { "light dark" };
        let _ = writeln!(css, "  color-scheme: {schemes};");
        for (name, (light, _)) in &self.shades {
            let _ = writeln!(css, "  --{name}: {};", light.colour.hex());
        }
        if self.is_always_light {
            css.push_str("}\n");
            return css;
        }
        css.push_str(
            "}\n\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n",
        );
        for (name, (light, dark)) in &self.shades {
            if dark.colour != light.colour {
                let _ = writeln!(css, "    --{name}: {};", dark.colour.hex());
            }
        }
        css.push_str("  }\n}\n");
        css
    }
}

/// Whether a brand says anything else than the theme. One that repeats the theme's colour
/// keeps all that the theme has chosen to go with it.
fn changes(token: &Token, given: &BrandColour) -> bool {
    let light = Colour::parse(&given.light.value);
    let dark = given.dark.as_ref().map(|dark| Colour::parse(&dark.value));
    light != Some(token.light.value)
        || dark.is_some_and(|dark| dark != Some(token.dark.value))
}

fn shades(token: &Token, given: Option<&BrandColour>) -> (Shade, Shade) {
    let of_theme = |colour: &Spanned<Colour>| Shade {
        colour: colour.value,
        origin: ColourOrigin::Theme(place(colour.span)),
    };
    let of_brand = |colour: &Spanned<String>| {
        let origin = ColourOrigin::Brand(colour.span);
        Colour::parse(&colour.value).map(|colour| Shade { colour, origin })
    };
    let light = given.and_then(|given| of_brand(&given.light));
    let one_for_both = token.light.value == token.dark.value;
    let dark = given.and_then(|given| match &given.dark {
        Some(dark) => of_brand(dark),
        None => light.clone().filter(|_| one_for_both),
    });
    (
        light.unwrap_or_else(|| of_theme(&token.light)),
        dark.unwrap_or_else(|| of_theme(&token.dark)),
    )
}

/// The names of a brand's colours that the theme does not have.
pub(super) fn unknown_names(declared: &Declared, brand: &Brand) -> Vec<Diagnostic> {
    let known = || declared.tokens.keys().map(String::as_str);
    let unknown = brand.colours.iter();
    let unknown = unknown.filter(|(name, _)| !declared.tokens.contains_key(*name));
    unknown
        .map(|(name, given)| {
            let message = format!("the theme has no colour `{}`", shown(name));
            let all = known().collect::<Vec<_>>().join(", ");
            let help = did_you_mean(name, known(), format!("it has these: {all}"));
            Diagnostic::new(&UNKNOWN_CONFIGURATION_KEY, given.name, message)
                .with_help(help)
        })
        .collect()
}
