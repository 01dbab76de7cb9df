//! Measuring: what decoded sound is like.

use crate::report::{Levels, Loudness, Silence, Waveform};

mod silence;

/// Follows the decoded sound, in order, with every measurement.
#[derive(Default)]
pub(crate) struct Meters {
    silence: silence::Meter,
}

/// What was measured of the part of a recording that is played.
pub(crate) struct Measures {
    /// Silence at both ends and inside.
    pub(crate) silence: Silence,
    /// Whether nothing was ever louder than silence.
    pub(crate) is_all_silence: bool,
    /// Loudness; None where nothing is above the gate.
    pub(crate) loudness: Option<Loudness>,
    /// Peaks, clipping, direct current, channels.
    pub(crate) levels: Option<Levels>,
    /// The picture of the sound.
    pub(crate) waveform: Option<Waveform>,
}

impl Meters {
    /// Hears the next samples of all channels, at `rate` samples a second; full scale is ±1.
    pub(crate) fn hear(&mut self, _rate: u32, planes: &[&[f32]]) {
        self.silence.hear(planes);
    }

    /// Goes on without knowing what is heard: these samples did not decode.
    pub(crate) fn unknown(&mut self, samples: u64) {
        self.silence.unknown(samples);
    }

    /// What was measured from sample `start` to sample `end` of the timeline, at `rate` samples a second.
    pub(crate) fn within(&self, start: u64, end: u64, rate: u32) -> Measures {
        Measures {
            silence: self.silence.within(start, end, rate),
            is_all_silence: self.silence.is_all(),
            loudness: None,
            levels: None,
            waveform: None,
        }
    }
}
