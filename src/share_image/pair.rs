//! The colours of a share image: what stands on a show's colour can be read (WCAG 2.2, 1.4.3).

use crate::colour::{Colour, LEAST};

/// Nearly white, and nearly black.
const PAPER: Colour = Colour([0xfd, 0xfb, 0xf6]);
const INK: Colour = Colour([0x14, 0x17, 0x1c]);

/// A ground and what is written on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// The show's colour, or one close to it.
    pub(super) ground: Colour,
    /// Of titles.
    pub(super) ink: Colour,
    /// Of what is less than a title.
    pub(super) soft: Colour,
}

impl Pair {
    /// On this colour, which is made darker or lighter where neither black nor white can be read on it.
    pub(super) fn on(colour: Colour) -> Self {
        let ink = colour.better(PAPER, INK);
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
    }

    proptest! {
        #[test]
        fn whatever_the_colour_words_can_be_read(colour: [u8; 3]) {
            let pair = Pair::on(Colour(colour));
            prop_assert!(pair.ink.contrast(pair.ground) >= LEAST && pair.soft.contrast(pair.ground) >= LEAST);
        }
    }
}
