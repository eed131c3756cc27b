//! The judgement of colours: every pair that stands out too little, told once, at the colour
//! that its author can change, with the nearest one that can be seen.

use crate::base::Span;
use crate::config::Brand;
use crate::diagnostic::{Diagnostic, LOW_CONTRAST};

use super::colour::Colour;
use super::colours::{ColourOrigin, ColourPair, Colours, Scheme};
use super::declared::ColourUse;

/// Every pair whose contrast is too low.
pub(super) fn low_contrasts(colours: &Colours, brand: &Brand) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for pair in &colours.pairs {
        let judge = |scheme| JudgedPair::new(colours, pair, scheme);
        let (light, dark) = (judge(Scheme::Light), judge(Scheme::Dark));
        // The same two colours are one finding, whatever the screen.
        let same = (light.over, light.under) == (dark.over, dark.under);
        let screens = if same { "light and dark screens" } else { "light screens" };
        found.extend(light.told(screens, brand));
        if !same {
            found.extend(dark.told("dark screens", brand));
        }
    }
    once_for_each_line(found)
}

/// Pairs that the same line mends are one finding, which says how many there are.
fn once_for_each_line(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for finding in found {
        let same = told.iter_mut().find(|(first, _)| {
            first.primary.is_some()
                && (first.primary, &first.help) == (finding.primary, &finding.help)
        });
        match same {
            Some((_, count)) => *count += 1,
            None => told.push((finding, 1)),
        }
    }
    let told = told.into_iter().map(|(mut finding, count)| {
        if count > 1 {
            let more = count - 1;
            finding.message = format!("{}; so do {more} more pairs", finding.message);
        }
        finding
    });
    told.collect()
}

/// A pair with its two colours in one scheme.
struct JudgedPair<'c> {
    colours: &'c Colours,
    pair: &'c ColourPair,
    scheme: Scheme,
    over: Colour,
    under: Colour,
}

/// The colour to change.
struct Culprit<'c> {
    name: &'c str,
    place: Option<Span>,
}

impl<'c> JudgedPair<'c> {
    fn new(colours: &'c Colours, pair: &'c ColourPair, scheme: Scheme) -> Self {
        let over = colours.colour(scheme, &pair.colour);
        let under = colours.colour(scheme, &pair.ground);
        JudgedPair { colours, pair, scheme, over, under }
    }

    /// The finding, if the contrast is too low.
    fn told(&self, screens: &str, brand: &Brand) -> Option<Diagnostic> {
        let needed = self.pair.used.needed();
        let contrast = self.over.contrast(self.under);
        if contrast >= needed {
            return None;
        }
        let ColourPair { colour, ground, used } = self.pair;
        let message = format!(
            "`{colour}` ({}) on `{ground}` ({}) has a contrast of {} on {screens}, and {} \
             needs {needed}",
            self.over.hex(),
            self.under.hex(),
            rounded_down(contrast),
            match used {
                ColourUse::Text => "text",
                ColourUse::LargeText => "large text",
                ColourUse::Interface => "a part of the interface",
            },
        );
        let culprit = self.culprit();
        let mut told = Diagnostic::about_site(&LOW_CONTRAST, message);
        told.primary = culprit.place;
        Some(told.with_help(self.help(&culprit, brand)))
    }

    /// What the brand chose, if it chose one of the two; else what stands on the other.
    fn culprit(&self) -> Culprit<'c> {
        let ColourPair { colour, ground, .. } = self.pair;
        let by_brand = [colour, ground].into_iter().find_map(|name| self.of_brand(name));
        by_brand.unwrap_or_else(|| {
            let place = match self.colours.shade(self.scheme, colour).origin {
                ColourOrigin::Theme(place) => place,
                ColourOrigin::Brand(_) | ColourOrigin::Follows(_) => None,
            };
            Culprit { name: colour, place }
        })
    }

    fn of_brand(&self, name: &'c str) -> Option<Culprit<'c>> {
        match &self.colours.shade(self.scheme, name).origin {
            ColourOrigin::Theme(_) => None,
            ColourOrigin::Brand(place) => Some(Culprit { name, place: Some(*place) }),
            ColourOrigin::Follows(chosen) => {
                let place = match self.colours.shade(Scheme::Light, chosen).origin {
                    ColourOrigin::Brand(place) => Some(place),
                    ColourOrigin::Theme(_) | ColourOrigin::Follows(_) => None,
                };
                Some(Culprit { name: chosen, place })
            }
        }
    }

    /// The line to type.
    fn help(&self, culprit: &Culprit<'_>, brand: &Brand) -> String {
        let name = culprit.name;
        let now = self.colours.colour(self.scheme, name);
        let everywhere = now.nearest(|colour| self.fits(name, colour, |_| true));
        let here =
            || now.nearest(|colour| self.fits(name, colour, |pair| pair == self.pair));
        let Some(better) = everywhere.or_else(here) else {
            return format!("choose another `{name}`: no shade of it can be seen here");
        };
        let line = self.line(name, better, brand);
        if everywhere.is_some() {
            format!("write `{line}`: the nearest colour that can be seen")
        } else {
            format!(
                "no shade of `{name}` can be seen on everything that it meets; the nearest \
                 that can be seen here is `{line}`"
            )
        }
    }

    fn line(&self, name: &str, better: Colour, brand: &Brand) -> String {
        let better = better.hex();
        let alone = brand.colours.get(name).is_some_and(|given| given.dark.is_none());
        let written = match self.colours.shade(self.scheme, name).origin {
            ColourOrigin::Brand(_) => alone,
            ColourOrigin::Theme(_) | ColourOrigin::Follows(_) => false,
        };
        if written {
            return format!("{name}: \"{better}\"");
        }
        let (light, dark) = match self.scheme {
            _ if self.is_shared(name) => (better.clone(), better),
            Scheme::Light => (better, self.colours.colour(Scheme::Dark, name).hex()),
            Scheme::Dark => (self.colours.colour(Scheme::Light, name).hex(), better),
        };
        format!("{name}: {{light: \"{light}\", dark: \"{dark}\"}}")
    }

    /// Whether a colour is one for both kinds of screens, and changes for both.
    fn is_shared(&self, name: &str) -> bool {
        let dark = self.colours.shade(Scheme::Dark, name);
        let follows = matches!(dark.origin, ColourOrigin::Follows(_));
        !follows && dark.colour == self.colours.colour(Scheme::Light, name)
    }

    /// Whether every pair of `wanted` that has to do with a colour stands out enough, were
    /// the colour another.
    fn fits(
        &self,
        name: &str,
        other: Colour,
        wanted: impl Fn(&ColourPair) -> bool,
    ) -> bool {
        let colours = self.colours;
        let is_shared = self.is_shared(name);
        [Scheme::Light, Scheme::Dark]
            .into_iter()
            .filter(|&scheme| is_shared || scheme == self.scheme)
            .all(|scheme| {
                let colour = |of: &str| {
                    let shade = colours.shade(scheme, of);
                    if of == name {
                        other
                    } else if shade.origin == ColourOrigin::Follows(name.to_owned()) {
                        colours.readable_on(other)
                    } else {
                        shade.colour
                    }
                };
                let touches = |of: &str| {
                    let follows = ColourOrigin::Follows(name.to_owned());
                    of == name || colours.shade(scheme, of).origin == follows
                };
                let pairs = colours.pairs.iter().filter(|pair| wanted(pair));
                pairs.filter(|pair| touches(&pair.colour) || touches(&pair.ground)).all(
                    |pair| {
                        let contrast =
                            colour(&pair.colour).contrast(colour(&pair.ground));
                        contrast >= pair.used.needed()
                    },
                )
            })
    }
}

/// A ratio with two decimals that says no more than there is: 4.499 is 4.49.
fn rounded_down(contrast: f64) -> String {
    format!("{:.2}", (contrast * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::{ContentPath, FileId};
    use crate::config::{self, Config};
    use crate::diagnostic::{BAD_THEME_FILE, UNKNOWN_CONFIGURATION_KEY};
    use crate::source::{SourceFile, SourceKind};
    use crate::theme::{DEFAULT_THEME, Theme, ThemeAsset, layer};

    /// The settings of a site with these lines below `colours:`.
    fn settings(colours: &str) -> (Config, String) {
        let text = format!(
            "title: T\nbase_url: https://example.org/\nbrand:\n  colours:\n{colours}"
        );
        let path = ContentPath::new("site.yaml").unwrap();
        let file = SourceFile::from_text(FileId(7), SourceKind::Config, path, &text);
        let read = config::parse(Some(&file));
        assert_eq!(read.diagnostics, []);
        (read.value, text)
    }

    /// What is found, with the text at each place, and the sheet.
    fn told(theme: &Theme, colours: &str) -> (Vec<(Diagnostic, String)>, String) {
        let (config, text) = settings(colours);
        let sheet = theme.site_sheet(&config.brand, &[]);
        let found = sheet.diagnostics.into_iter().map(|told| {
            let at = told.primary.filter(|place| place.file == FileId(7));
            let at = at.map_or("", |place| &text[place.range()]).to_owned();
            (told, at)
        });
        (found.collect(), sheet.value)
    }

    fn theme_yaml(text: &str) -> SourceFile {
        let path = ContentPath::new("own/theme.yaml").unwrap();
        SourceFile::from_text(FileId(3), SourceKind::Theme, path, text)
    }

    fn default_theme() -> Theme {
        Theme::load(DEFAULT_THEME, &[], &["en"]).value
    }

    /// The line that a help asks for.
    fn line(told: &Diagnostic) -> String {
        let help = told.help.as_deref().unwrap();
        let line = help.split('`').find(|part| part.contains(": ") && part.contains('#'));
        let line = line.unwrap_or_else(|| panic!("{told:?}"));
        format!("    {line}\n")
    }

    #[test]
    fn every_pair_of_the_embedded_themes_can_be_seen() {
        for name in layer::known(&[]) {
            let loaded = Theme::load(&name, &[], &["en"]);
            assert_eq!(loaded.diagnostics, [], "{name}");
            let theme = loaded.value;
            assert!(theme.colours.stands.len() >= 15, "{name}");
            assert_eq!(told(&theme, "    {}\n").0, [], "{name}");
            let brand = "    primary: \"#005a70\"\n    accent: \"#b5490f\"\n";
            assert_eq!(told(&theme, brand).0, [], "{name}");
        }
    }

    /// The names between `start` and the next character that no name has.
    fn names<'t>(css: &'t str, start: &str) -> BTreeSet<&'t str> {
        let parts = css.split(start).skip(1);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        parts.filter_map(|part| part.split(|c| !is_name(c)).next()).collect()
    }

    #[test]
    fn sheets_use_every_colour_and_no_other_names() {
        let theme = default_theme();
        let (mut css, mut own) = (String::new(), told(&theme, "    {}\n").1);
        for name in layer::known(&[]) {
            let theme = Theme::load(&name, &[], &["en"]).value;
            css.extend(theme.sheets());
            for (path, asset) in theme.assets() {
                let ThemeAsset::Bytes(bytes) = asset else { continue };
                if path.starts_with("css/") {
                    css.push_str(std::str::from_utf8(&bytes).unwrap());
                }
            }
        }
        own.push_str(&css);
        let used = names(&css, "var(--");
        let known = names(&own, " --");
        let by_brand = BTreeSet::from(["code-font", "origin", "text-font"]);
        let unknown = used.difference(&known).copied().collect::<BTreeSet<_>>();
        assert_eq!(unknown, by_brand);
        let unused =
            theme.colours.tokens.keys().filter(|name| !used.contains(name.as_str()));
        assert_eq!(unused.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn a_faint_brand_colour_is_told_with_the_colour_that_ends_it() {
        let theme = default_theme();
        let (found, _) = told(&theme, "    primary: \"#4aa3b5\"\n");
        let (first, at) = &found[0];
        assert_eq!((first.rule.name, at.as_str()), ("low-contrast", "\"#4aa3b5\""));
        assert_eq!(
            first.message,
            "`primary` (#4aa3b5) on `paper` (#fbf9f5) has a contrast of 2.77 on light \
             screens, and text needs 4.5; so do 3 more pairs"
        );
        // One line mends four pairs.
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(told(&theme, &line(first)).0, []);
    }

    #[test]
    fn any_colour_becomes_one_that_can_be_seen_by_its_help() {
        let theme = default_theme();
        for number in 1..40_u32 {
            let colour = number.wrapping_mul(2_654_435_761) >> 8;
            for name in ["primary", "accent", "ink", "on-fill", "line"] {
                let mut typed = format!("    {name}: \"#{colour:06x}\"\n");
                for _ in 0..2 {
                    let (found, _) = told(&theme, &typed);
                    let Some((first, at)) = found.first() else { break };
                    assert!(at.contains('#'), "{first:?}");
                    typed = line(first);
                }
                assert_eq!(told(&theme, &typed).0, [], "#{colour:06x} {typed}");
            }
        }
    }

    #[test]
    fn the_dark_colours_and_those_on_top_follow_unless_they_are_given() {
        let theme = default_theme();
        let (_, own) = told(&theme, "    {}\n");
        // A brand that repeats the theme's colour changes nothing.
        assert_eq!(told(&theme, "    primary: \"#0B5A68\"\n").1, own);
        let (found, css) =
            told(&theme, "    primary: \"#7a1fa2\"\n    accent: \"#123\"\n");
        assert_eq!(found, []);
        let (light, dark) = css.split_once("@media").unwrap();
        assert!(light.contains("--primary: #7a1fa2;"), "{css}");
        assert!(light.contains("--on-primary: #ffffff;"), "{css}");
        assert!(light.contains("--on-accent: #ffffff;"), "{css}");
        assert!(!dark.contains("--primary: #7a1fa2;"), "{css}");
        assert!(dark.contains("--primary: ") && !dark.contains("--accent"), "{css}");
        let given = "    primary: {light: \"#7a1fa2\", dark: \"#ffffff\"}\n";
        let (_, css) = told(&theme, given);
        assert!(css.contains("    --primary: #ffffff;"), "{css}");
        assert!(css.contains("    --on-primary: #1c2629;"), "{css}");
    }

    #[test]
    fn a_pair_is_told_at_the_half_that_its_author_wrote() {
        let theme = default_theme();
        let (found, _) = told(&theme, "    ink: {light: \"#000\", dark: \"#666666\"}\n");
        assert!(!found.is_empty());
        for (told, at) in &found {
            assert_eq!(at, "\"#666666\"");
            assert!(told.message.contains("on dark screens"), "{told:?}");
            assert!(line(told).starts_with("    ink: {light: \"#000000\", dark: \""));
        }
        // One ground that the brand chose, under the theme's colours.
        let (found, _) = told(&theme, "    warning-ground: \"#9a6700\"\n");
        assert!(found.iter().all(|(_, at)| at == "\"#9a6700\""), "{found:?}");
        let (found, _) = told(&theme, "    primry: \"#005a70\"\n");
        let [(unknown, at)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((unknown.rule, at.as_str()), (&UNKNOWN_CONFIGURATION_KEY, "primry"));
        assert_eq!(unknown.help.as_deref(), Some("did you mean `primary`?"));
    }

    #[test]
    fn the_same_two_colours_on_both_screens_are_one_finding() {
        let (found, _) = told(&default_theme(), "    accent: \"#8a8a8a\"\n");
        let [(told, _)] = &found[..] else { panic!("{found:?}") };
        assert!(told.message.contains("on light and dark screens"), "{told:?}");
        assert!(told.message.starts_with("`on-accent` ("), "{told:?}");
        assert!(line(told).starts_with("    accent: \"#"), "{told:?}");
    }

    #[test]
    fn a_theme_of_the_site_inherits_and_replaces_colours_and_pairs() {
        let yaml = "contract: 1\ncolours:\n  muted: {light: \"#bbbbbb\", dark: \"#a9b6b9\"}\n  \
                    note: {light: \"#000000\", dark: \"#000000\"}\ncontrast:\n  text:\n    \
                    muted: [paper]\n    note: [papr, muted]\n    nobody: [paper]\n  \
                    interface: {line: []}\n";
        let file = theme_yaml(yaml);
        let loaded = Theme::load("own", &[&file], &["en"]);
        let unknown = loaded.diagnostics.iter().map(|told| {
            assert_eq!(told.rule, &BAD_THEME_FILE);
            &yaml[told.primary.unwrap().range()]
        });
        assert_eq!(unknown.collect::<Vec<_>>(), ["nobody", "papr"]);
        let (found, css) = told(&loaded.value, "    line: \"#fff\"\n");
        let [(told, _)] = &found[..] else { panic!("{found:?}") };
        assert!(told.message.starts_with("`muted` (#bbbbbb) on `paper`"), "{told:?}");
        assert_eq!(&yaml[told.primary.unwrap().range()], "\"#bbbbbb\"");
        assert!(line(told).ends_with("dark: \"#a9b6b9\"}\n"), "{told:?}");
        assert!(css.contains("--note: #000000;") && css.contains("--ink: #1c2629;"));
        assert!(css.contains("--line: #ffffff;"), "{css}");
    }

    #[test]
    fn colours_that_are_none_are_told_at_their_places() {
        for (yaml, place) in [
            ("ink: \"#000\"", "\"#000\""),
            ("ink: {light: black, dark: \"#fff\"}", "black"),
            ("ink: {light: \"#000\"}", "{light: \"#000\"}"),
            ("\"a;b\": {light: \"#000\", dark: \"#000\"}", "\"a;b\""),
            ("ink: {light: \"#000\", dark: \"#fff\", print: \"#000\"}", "print"),
        ] {
            let yaml = format!("contract: 1\ncolours:\n  {yaml}\n");
            let file = theme_yaml(&yaml);
            let found = Theme::load("own", &[&file], &["en"]).diagnostics;
            let [told] = &found[..] else { panic!("{yaml}{found:?}") };
            assert_eq!(told.rule, &BAD_THEME_FILE, "{told:?}");
            assert_eq!(&yaml[told.primary.unwrap().range()], place, "{told:?}");
            assert!(told.help.is_some());
        }
    }

    #[test]
    fn a_ratio_is_never_rounded_up() {
        for (ratio, text) in [(4.499_9, "4.49"), (4.5, "4.50"), (21.0, "21.00")] {
            assert_eq!(rounded_down(ratio), text);
        }
    }
}
