//! One colour: how it is written, how far it stands out from another, and the nearest to it
//! that stands out enough.

use palette::color_difference::Wcag21RelativeContrast;
use palette::convert::FromColorUnclamped;
use palette::{IsWithinBounds, Oklch, Srgb};

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(Srgb<u8>);

/// How many steps of lightness lie between black and white, where one is looked for.
const STEPS: u32 = 1000;

impl Colour {
    /// White.
    pub(super) const WHITE: Colour = Colour(Srgb::new(0xff, 0xff, 0xff));
    /// Black.
    pub(super) const BLACK: Colour = Colour(Srgb::new(0, 0, 0));

    /// Reads `#rrggbb` or `#rgb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        digits.parse().ok().map(Colour)
    }

    /// The colour as `#rrggbb`.
    pub(super) fn hex(self) -> String {
        format!("#{:x}", self.0)
    }

    /// The contrast ratio of two colours by WCAG 2.2, from 1 to 21.
    pub(super) fn contrast(self, other: Colour) -> f64 {
        self.in_units().relative_contrast(other.in_units())
    }

    /// The one of two colours that stands out more on this one.
    pub(super) fn clearer_of(self, one: Colour, other: Colour) -> Colour {
        if self.contrast(one) >= self.contrast(other) { one } else { other }
    }

    /// The colour that `is_fit`, of this one's hue and as much of its chroma as screens
    /// show, whose lightness in OKLCH is nearest.
    pub(super) fn nearest(self, is_fit: impl Fn(Colour) -> bool) -> Option<Colour> {
        let own = Oklch::from_color_unclamped(self.in_units());
        let step = 1.0 / f64::from(STEPS);
        (0..=STEPS)
            .map(|count| f64::from(count) * step)
            .flat_map(|change| [own.l - change, own.l + change])
            .filter(|lightness| (-step..=1.0 + step).contains(lightness))
            .map(|lightness| shown(Oklch { l: lightness.clamp(0.0, 1.0), ..own }))
            .find(|&colour| is_fit(colour))
    }

    fn in_units(self) -> Srgb<f64> {
        self.0.into_format()
    }
}

/// The colour, with less chroma where screens cannot show so much.
fn shown(colour: Oklch<f64>) -> Colour {
    /// Halvings of the doubt about the chroma: finer than a byte of a colour.
    const HALVINGS: u32 = 12;
    let with = |share: f64| {
        Srgb::from_color_unclamped(Oklch { chroma: colour.chroma * share, ..colour })
    };
    let mut most = with(1.0);
    if !most.is_within_bounds() {
        let (mut inside, mut outside) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(inside, outside);
            if with(middle).is_within_bounds() {
                inside = middle
            } else {
                outside = middle
            }
        }
        most = with(inside);
    }
    Colour(most.into_format())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_written_with_three_or_six_digits() {
        assert_eq!(colour("#0B5A68").hex(), "#0b5a68");
        assert_eq!(colour("#b54"), colour("#bb5544"));
        for text in ["", "#", "#ff", "#gggggg", "005a70", "#005a7é", "#005a70ff", "blue"]
        {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#212b32", "#fff9c4", 13.46),
            ("#212b32", "#ffeb3b", 11.81),
            ("#aeb7bd", "#ffffff", 2.04),
        ] {
            let found = colour(one).contrast(colour(other));
            assert!((found - ratio).abs() < 0.005, "{one} on {other}: {found}");
        }
    }

    /// The definition of WCAG 2.2, written out.
    fn defined(colour: Colour) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let Srgb { red, green, blue, .. } = colour.0;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn the_contrast_of_any_two_colours_is_the_defined_one() {
        let mut furthest: f64 = 0.0;
        for number in 0..5000_u32 {
            let bytes = number.wrapping_mul(2_654_435_761).to_be_bytes();
            let one = Colour(Srgb::new(bytes[0], bytes[1], bytes[2]));
            let other = Colour(Srgb::new(bytes[2], bytes[3], bytes[0]));
            let (a, b) = (defined(one) + 0.05, defined(other) + 0.05);
            furthest = furthest.max((one.contrast(other) - a.max(b) / a.min(b)).abs());
        }
        assert!(furthest < 0.005, "{furthest}");
    }

    #[test]
    fn the_nearest_fit_colour_keeps_its_hue_and_changes_as_little_as_it_can() {
        let pale = colour("#4aa3b5");
        let fit = |ground: Colour| move |colour: Colour| colour.contrast(ground) >= 4.5;
        let darker = pale.nearest(fit(Colour::WHITE)).unwrap();
        let ratio = darker.contrast(Colour::WHITE);
        assert!((4.5..4.6).contains(&ratio), "{} {ratio}", darker.hex());
        let hue = |colour: Colour| Oklch::from_color_unclamped(colour.in_units()).hue;
        let turned = (hue(darker) - hue(pale)).into_degrees().abs();
        assert!(turned < 2.0, "{} {turned}", darker.hex());
        // What is fit stays; what must go all the way goes there; what cannot be, is not.
        assert_eq!(darker.nearest(fit(Colour::WHITE)), Some(darker));
        let black = |colour: Colour| colour == Colour::BLACK;
        assert_eq!(pale.nearest(black), Some(Colour::BLACK));
        assert_eq!(pale.nearest(|_| false), None);
    }
}
