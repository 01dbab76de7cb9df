//! Colours as the eye sees them (sRGB; WCAG 2.2, "relative luminance" and "contrast ratio"). Pure.

/// Red, green and blue, each of 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The contrast that words have at the least (WCAG 2.2, 1.4.3).
pub const LEAST: f64 = 4.5;

impl Colour {
    /// White.
    pub const WHITE: Self = Self([0xff; 3]);

    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// `#rrggbb`
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_digits(text.strip_prefix('#')?)
    }

    /// `rrggbb`
    pub fn of_digits(digits: &str) -> Option<Self> {
        let mut colour = [0; 3];
        hex::decode_to_slice(digits, &mut colour).is_ok().then_some(Self(colour))
    }

    /// `rrggbb`, in small letters.
    pub fn digits(self) -> String {
        hex::encode(self.0)
    }

    /// How light it is, 0 to 1.
    pub fn luminance(self) -> f64 {
        brightness(self.0.map(linear))
    }

    /// 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Which of the two is read better on it.
    #[must_use]
    pub fn better(self, one: Self, other: Self) -> Self {
        if one.contrast(self) >= other.contrast(self) { one } else { other }
    }

    /// So much of the other, 0 to 1, as pixels are mixed.
    #[must_use]
    pub fn mixed(self, other: Self, part: f32) -> Self {
        Self([0, 1, 2].map(|channel| {
            let (from, to) = (f32::from(self.0[channel]), f32::from(other.0[channel]));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between two bytes")]
            let mixed = (from + (to - from) * part.clamp(0.0, 1.0)).round() as u8;
            mixed
        }))
    }

    /// The same hue, at most this light.
    #[must_use]
    pub fn darkened(self, most: f64) -> Self {
        let light = self.luminance();
        if light <= most {
            return self;
        }
        Self(self.0.map(|channel| stored(linear(channel) * most / light, f64::floor)))
    }

    /// Made lighter until it is at least this light. Hue and chroma stay, as far as a screen can show them: mixed with white,
    /// every dark blue and every dark red would become the same grey.
    #[must_use]
    pub fn lightened(self, least: f64) -> Self {
        if self.luminance() >= least {
            return self;
        }
        let shade = Oklab::of(self);
        let (_, lightness) = halved((shade.lightness, 1.0), |lightness| brightness(shade.at(lightness)) >= least);
        Self(shade.at(lightness).map(|light| stored(light, f64::ceil)))
    }
}

/// A colour as eyes compare it (Björn Ottosson's Oklab, which is that of CSS Color 4).
struct Oklab {
    lightness: f64,
    a: f64,
    b: f64,
}

impl Oklab {
    fn of(colour: Colour) -> Self {
        let [red, green, blue] = colour.0.map(linear);
        let long = (0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_99 * blue).cbrt();
        let middle = (0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue).cbrt();
        let short = (0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_7 * blue).cbrt();
        Self {
            lightness: 0.210_454_26 * long + 0.793_617_78 * middle - 0.004_072_05 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_71 * short,
            b: 0.025_904_04 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }

    /// In amounts of light, at another lightness, with as much of its chroma as a screen has there.
    fn at(&self, lightness: f64) -> [f64; 3] {
        let is_shown = |share| self.with(lightness, share).iter().all(|light| (0.0..=1.0).contains(light));
        if is_shown(1.0) {
            return self.with(lightness, 1.0);
        }
        let (share, _) = halved((0.0, 1.0), |share| !is_shown(share));
        self.with(lightness, share)
    }

    /// In amounts of light, at another lightness, with this share of its chroma.
    fn with(&self, lightness: f64, share: f64) -> [f64; 3] {
        let (a, b) = (self.a * share, self.b * share);
        let long = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let middle = (lightness - 0.105_561_35 * a - 0.063_854_17 * b).powi(3);
        let short = (lightness - 0.089_484_18 * a - 1.291_485_55 * b).powi(3);
        [
            4.076_741_66 * long - 3.307_711_59 * middle + 0.230_969_93 * short,
            -1.268_438_0 * long + 2.609_757_4 * middle - 0.341_319_4 * short,
            -0.004_196_09 * long - 0.703_418_61 * middle + 1.707_614_7 * short,
        ]
    }
}

/// The place between two numbers from which on something is so, closely: the last that it is not, the first that it is.
fn halved((mut not, mut so): (f64, f64), is_so: impl Fn(f64) -> bool) -> (f64, f64) {
    for _ in 0..24 {
        let half = f64::midpoint(not, so);
        if is_so(half) { so = half } else { not = half }
    }
    (not, so)
}

/// WCAG 2.2, "relative luminance", of amounts of light.
fn brightness([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A channel as an amount of light, 0 to 1 (sRGB).
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// An amount of light as a channel, rounded to the side that keeps a promise.
fn stored(light: f64, round: fn(f64) -> f64) -> u8 {
    let share = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let channel = round(share * 255.0).clamp(0.0, 255.0) as u8;
    channel
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_colour_is_none() {
        assert_eq!(Colour::parse("#17408B"), Some(Colour([0x17, 0x40, 0x8b])));
        assert_eq!(Colour::of_digits("17408b").map(Colour::digits).as_deref(), Some("17408b"));
        for text in ["17408b", "#17408", "#17408b0", "#gggggg", "#żżż", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrasts_are_those_of_the_standard() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 1e-9);
        // The grey that every checker calls the lightest that may be read on white.
        assert!((Colour([0x76; 3]).contrast(Colour::WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_lighter_colour_stays_that_colour() {
        for (typed, name) in [([0x17, 0x40, 0x8b], "blue"), ([0x7a, 0x1f, 0x3d], "red"), ([0x0b, 0x5d, 0x3b], "green")]
        {
            let lighter = Colour(typed).lightened(0.35);
            let (before, after) = (Oklab::of(Colour(typed)), Oklab::of(lighter));
            assert!(after.a.hypot(after.b) > before.a.hypot(before.b) * 0.9, "{name} becomes {}", lighter.digits());
            let turned = after.b.atan2(after.a) - before.b.atan2(before.a);
            assert!(turned.abs() < 0.05, "{name} becomes {}", lighter.digits());
        }
        let Colour(grey) = Colour([0x33; 3]).lightened(0.35);
        assert!(grey.iter().all(|channel| channel.abs_diff(grey[0]) <= 1), "{grey:?}");
    }

    proptest! {
        #[test]
        fn a_colour_becomes_as_light_as_it_is_asked_to(colour: [u8; 3], light in 0.0..1.0_f64) {
            prop_assert!(Colour(colour).darkened(light).luminance() <= light + 1e-9);
            prop_assert!(Colour(colour).lightened(light).luminance() >= light - 1e-9);
        }
    }
}
