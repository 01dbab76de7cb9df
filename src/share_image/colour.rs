//! The colours of a share image: what stands on a show's colour can be read (WCAG 2.2, 1.4.3).

/// Red, green and blue, each of 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Nearly white, and nearly black.
const PAPER: Colour = Colour([0xfd, 0xfb, 0xf6]);
const INK: Colour = Colour([0x14, 0x17, 0x1c]);

/// The contrast that words have at the least: 4.5 (1.4.3).
pub const LEAST: f64 = 4.5;

impl Colour {
    /// `#rrggbb`
    pub fn parse(text: &str) -> Option<Self> {
        let hex = hex::decode(text.strip_prefix('#')?).ok()?;
        <[u8; 3]>::try_from(hex).ok().map(Self)
    }

    /// How light it is, 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// So much of the other, 0 to 1.
    #[must_use]
    pub fn mixed(self, other: Self, part: f32) -> Self {
        Self([0, 1, 2].map(|channel| {
            let (from, to) = (f32::from(self.0[channel]), f32::from(other.0[channel]));
            // Between two bytes lies a byte.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between two bytes")]
            let mixed = (from + (to - from) * part.clamp(0.0, 1.0)).round() as u8;
            mixed
        }))
    }
}

/// A ground and what is written on it.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The show's colour, or one close to it.
    pub ground: Colour,
    /// Of titles.
    pub ink: Colour,
    /// Of what is less than a title.
    pub soft: Colour,
}

impl Pair {
    /// On this colour, which is made darker or lighter where neither black nor white can be read on it.
    pub fn on(colour: Colour) -> Self {
        let ink = if colour.contrast(PAPER) >= colour.contrast(INK) { PAPER } else { INK };
        let away = if ink == PAPER { INK } else { PAPER };
        let steps = (0..=20_u8).map(|step| colour.mixed(away, f32::from(step) / 20.0));
        let ground = steps.clone().find(|ground| ground.contrast(ink) >= LEAST + 1.0).unwrap_or(away);
        let soft = [0.3, 0.2, 0.1].map(|part| ink.mixed(ground, part));
        let soft = soft.into_iter().find(|soft| soft.contrast(ground) >= LEAST).unwrap_or(ink);
        Self { ground, ink, soft }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_show_s_colour_stays_where_it_can_be_written_on() {
        let blue = Colour::parse("#17408b").unwrap();
        let pair = Pair::on(blue);
        assert_eq!((pair.ground, pair.ink), (blue, PAPER));
        assert_eq!(Pair::on(Colour::parse("#ffd400").unwrap()).ink, INK);
        assert_eq!((Colour::parse("17408b"), Colour::parse("#17408"), Colour::parse("#gggggg")), (None, None, None));
    }

    proptest! {
        #[test]
        fn whatever_the_colour_words_can_be_read(colour: [u8; 3]) {
            let pair = Pair::on(Colour(colour));
            prop_assert!(pair.ink.contrast(pair.ground) >= LEAST && pair.soft.contrast(pair.ground) >= LEAST);
        }
    }
}
