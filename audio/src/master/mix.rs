//! How the channels of a recording become the one or two of a master.

use crate::Layout;

/// How the channels of a recording become the one or two of a master: what each gives to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mix {
    /// One channel is the master.
    Only(usize),
    /// One channel is both channels of the master.
    Twice(usize),
    /// Two channels stay two.
    Both,
    /// All channels are mixed to two.
    Down,
    /// All channels are mixed to one.
    Sum,
}

/// 10 · log10 2.
const TWICE_LU: f64 = 3.010_3;

impl Mix {
    /// The mix for a recording of so many channels that hold this; `wanted` overrules what they hold.
    pub(super) fn of(channels: u16, layout: Option<Layout>, wanted: Option<u16>) -> Mix {
        let only = match (channels, layout) {
            (1, _) => Some(0),
            // Of parametric stereo only the core, one channel, is decoded.
            (2, Some(Layout::Mono | Layout::DualMono | Layout::LeftOnly | Layout::Inverted)) => Some(0),
            (2, Some(Layout::RightOnly)) => Some(1),
            _ => None,
        };
        match (only, wanted) {
            (Some(channel), Some(2)) => Mix::Twice(channel),
            (Some(channel), _) => Mix::Only(channel),
            (None, Some(1)) => Mix::Sum,
            (None, _) if channels == 2 => Mix::Both,
            (None, _) => Mix::Down,
        }
    }

    /// What it does to the loudness that was measured of the recording, in LU; None where only hearing it tells.
    ///
    /// Loudness adds up the channels (ITU-R BS.1770-5, annex 1): the same sound twice is 3 LU louder than once.
    pub(super) fn loudness_change(self, channels: u16, layout: Option<Layout>) -> Option<f64> {
        let is_twice = matches!(layout, Some(Layout::DualMono | Layout::Inverted)) && channels == 2;
        match (self, is_twice) {
            (Mix::Both, _) | (Mix::Only(_), false) | (Mix::Twice(_), true) => Some(0.0),
            (Mix::Only(_), true) => Some(-TWICE_LU),
            (Mix::Twice(_), false) => Some(TWICE_LU),
            (Mix::Down | Mix::Sum, _) => None,
        }
    }

    /// Channels that come out.
    pub(super) fn channels(self) -> u16 {
        match self {
            Mix::Only(_) | Mix::Sum => 1,
            Mix::Twice(_) | Mix::Both | Mix::Down => 2,
        }
    }

    /// The next samples, mixed.
    pub(super) fn apply(self, planes: &[&[f32]]) -> Vec<Vec<f32>> {
        let len = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        let plane = |at: usize| planes.get(at).or(planes.first()).map_or(Vec::new(), |plane| plane[..len].to_vec());
        match self {
            Mix::Only(at) => vec![plane(at)],
            Mix::Twice(at) => vec![plane(at), plane(at)],
            Mix::Both => vec![plane(0), plane(1)],
            Mix::Down => {
                let weights = weights(planes.len());
                vec![weighted(planes, len, |at| weights[at].0), weighted(planes, len, |at| weights[at].1)]
            }
            Mix::Sum => {
                let weights = weights(planes.len());
                vec![weighted(planes, len, |at| (weights[at].0 + weights[at].1) / 2.0)]
            }
        }
    }
}

fn weighted(planes: &[&[f32]], len: usize, weight: impl Fn(usize) -> f32) -> Vec<f32> {
    let mut mixed = vec![0.0; len];
    for (at, plane) in planes.iter().enumerate() {
        let weight = weight(at);
        for (sum, sample) in mixed.iter_mut().zip(*plane) {
            *sum += weight * sample;
        }
    }
    mixed
}

/// −3 dB: what a channel heard from both sides gives to each.
const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// What each channel gives to the left and to the right: ITU-R BS.775-4, table 2, for the orders of channels that WAV
/// files have. The low-frequency effects are left out, as there.
fn weights(channels: usize) -> Vec<(f32, f32)> {
    const LEFT: (f32, f32) = (1.0, 0.0);
    const RIGHT: (f32, f32) = (0.0, 1.0);
    const CENTRE: (f32, f32) = (HALF, HALF);
    const LEFT_BACK: (f32, f32) = (HALF, 0.0);
    const RIGHT_BACK: (f32, f32) = (0.0, HALF);
    const BACK: (f32, f32) = (0.5, 0.5);
    const NONE: (f32, f32) = (0.0, 0.0);
    match channels {
        1 => vec![(1.0, 1.0)],
        2 => vec![LEFT, RIGHT],
        3 => vec![LEFT, RIGHT, CENTRE],
        4 => vec![LEFT, RIGHT, LEFT_BACK, RIGHT_BACK],
        5 => vec![LEFT, RIGHT, CENTRE, LEFT_BACK, RIGHT_BACK],
        6 => vec![LEFT, RIGHT, CENTRE, NONE, LEFT_BACK, RIGHT_BACK],
        7 => vec![LEFT, RIGHT, CENTRE, NONE, BACK, LEFT_BACK, RIGHT_BACK],
        8 => vec![LEFT, RIGHT, CENTRE, NONE, LEFT_BACK, RIGHT_BACK, LEFT_BACK, RIGHT_BACK],
        // Many microphones, no order known: all in the middle.
        many => vec![(1.0 / many as f32, 1.0 / many as f32); many],
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::FRAC_1_SQRT_2;

    use super::*;

    #[test]
    fn a_recording_of_one_voice_becomes_one_channel() {
        let mixed = |layout, planes: [&[f32]; 2]| Mix::of(2, Some(layout), None).apply(&planes);
        assert_eq!(mixed(Layout::DualMono, [&[0.5, 0.25], &[0.5, 0.25]]), [[0.5, 0.25]]);
        assert_eq!(mixed(Layout::LeftOnly, [&[0.5, 0.25], &[0.0, 0.0]]), [[0.5, 0.25]]);
        assert_eq!(mixed(Layout::RightOnly, [&[0.0, 0.0], &[0.5, 0.25]]), [[0.5, 0.25]]);
        assert_eq!(mixed(Layout::Inverted, [&[0.5, 0.25], &[-0.5, -0.25]]), [[0.5, 0.25]]);
    }

    #[test]
    fn the_core_of_parametric_stereo_becomes_one_channel_as_loud_as_it_was_measured() {
        let mix = Mix::of(2, Some(Layout::Mono), None);
        assert_eq!(mix.apply(&[&[0.5, 0.25]]), [[0.5, 0.25]]);
        assert_eq!(mix.loudness_change(2, Some(Layout::Mono)), Some(0.0));
    }

    #[test]
    fn stereo_stays_stereo_unless_somebody_wants_mono() {
        let planes: [&[f32]; 2] = [&[0.5], &[-0.25]];
        assert_eq!(Mix::of(2, Some(Layout::Stereo), None).apply(&planes), [[0.5], [-0.25]]);
        assert_eq!(Mix::of(2, Some(Layout::Stereo), Some(1)).apply(&planes), [[0.125]]);
        assert_eq!(Mix::of(1, Some(Layout::Mono), Some(2)).apply(&planes[..1]), [[0.5], [0.5]]);
    }

    #[test]
    fn surround_is_mixed_as_bs_775_says() {
        let planes: [&[f32]; 6] = [&[0.1], &[0.2], &[0.4], &[1.0], &[0.01], &[0.02]];
        let [left, right] = &Mix::of(6, Some(Layout::Surround), None).apply(&planes)[..] else { panic!("not two") };
        assert!((left[0] - (0.1 + FRAC_1_SQRT_2 * 0.4 + FRAC_1_SQRT_2 * 0.01)).abs() < 1e-6);
        assert!((right[0] - (0.2 + FRAC_1_SQRT_2 * 0.4 + FRAC_1_SQRT_2 * 0.02)).abs() < 1e-6);
    }

    #[test]
    fn a_recording_whose_channels_change_goes_on() {
        assert_eq!(Mix::of(2, Some(Layout::Stereo), None).apply(&[&[0.5]]), [[0.5], [0.5]]);
        assert_eq!(Mix::of(2, Some(Layout::RightOnly), None).apply(&[&[0.5]]), [[0.5]]);
    }
}
