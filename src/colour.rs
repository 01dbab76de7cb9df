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
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
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

    /// Mixed with white until it is at least this light.
    #[must_use]
    pub fn lightened(self, least: f64) -> Self {
        let light = self.luminance();
        if light >= least {
            return self;
        }
        let white = (least - light) / (1.0 - light);
        Self(self.0.map(|channel| stored(linear(channel) * (1.0 - white) + white, f64::ceil)))
    }
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

    proptest! {
        #[test]
        fn a_colour_becomes_as_light_as_it_is_asked_to(colour: [u8; 3], light in 0.0..1.0_f64) {
            prop_assert!(Colour(colour).darkened(light).luminance() <= light + 1e-9);
            prop_assert!(Colour(colour).lightened(light).luminance() >= light - 1e-9);
        }
    }
}
