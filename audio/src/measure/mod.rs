//! Measuring: what decoded sound is like.
//!
//! [`Meters`] are handed samples in the order they are played, cut as a decoder happens to cut them. `block` collects
//! them into blocks of a fixed length, and every meter hears a block at a time:
//!
//! - `cells`: the loudest of every 16 samples, which `silence`, `picture` (the waveform), `true_peak` and `clipping` go by
//! - `loudness`, behind the filter of `weighting`, gated with a `histogram`
//! - `channels`: what is in which, and direct current
//! - `ending`: how it ends

use crate::report::{Levels, Loudness, Silence, Waveform};

mod block;
mod cells;
mod channels;
mod clipping;
mod ending;
mod histogram;
mod loudness;
mod picture;
mod silence;
mod true_peak;
mod weighting;

#[cfg(test)]
mod tests;

use block::Block;
pub(crate) use block::tame;
use cells::Cells;

/// 100 hours: what is longer is not drawn.
const MAX_SECONDS: u32 = 100 * 3600;
/// Where the timeline of what is claimed ends, in samples.
const FOREVER: u64 = 1 << 60;
/// Rates at which is measured; no other is sound, and buffers grow with them.
const RATES: std::ops::RangeInclusive<u32> = 1_000..=384_000;
/// Channels that are listened to; more are possible only in files that nobody plays.
const MAX_CHANNELS: usize = 8;
/// How far below full scale digital silence is said to be: less than 24 bits hold.
const FLOOR_DB: f64 = -150.0;

/// Follows the decoded sound, in order, with every measurement. Its timeline counts samples a channel from the first one
/// heard.
#[derive(Clone, Default)]
pub struct Meters {
    /// Where on the timeline the block begins.
    at: u64,
    block: Option<Block>,
    silence: silence::Meter,
    picture: picture::Meter,
    loudness: loudness::Meter,
    true_peak: true_peak::Meter,
    clipping: clipping::Meter,
    channels: channels::Meter,
    ending: ending::Meter,
}

/// What was measured of the part of a recording that is played.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Silence at both ends and inside.
    pub silence: Silence,
    /// Whether nothing was ever louder than silence.
    pub is_all_silence: bool,
    /// Loudness; None where nothing is above the gate.
    pub loudness: Option<Loudness>,
    /// Peaks, clipping, direct current, channels.
    pub levels: Option<Levels>,
    /// How much louder than the whole the last tenth of a second is, in LU. None where silence follows it: then it has
    /// an end.
    pub ends_loud: Option<f64>,
    /// The picture of the sound.
    pub waveform: Option<Waveform>,
}

impl Meters {
    /// Hears the next samples of all channels, at `rate` samples a second; full scale is ±1.
    pub fn hear(&mut self, rate: u32, planes: &[&[f32]]) {
        let planes = &planes[..planes.len().min(MAX_CHANNELS)];
        let len = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        let mut from = 0;
        let rate = rate.clamp(*RATES.start(), *RATES.end());
        if self.block.as_ref().is_none_or(|block| block.rate() != rate || block.channels() != planes.len()) {
            self.measure();
            self.block = Some(Block::new(rate, planes.len()));
        }
        while from < len {
            from += self.room(|block| block.fill(planes, from, len));
        }
    }

    /// Goes on without knowing what is heard: these samples did not decode.
    pub fn unknown(&mut self, samples: u64) {
        let mut left = samples;
        let brief = self.block.as_ref().map_or(0, |block| u64::from(block.rate()));
        while left > 0 && left <= brief {
            left -= self.room(|block| block.fill_unknown(left as usize)) as u64;
        }
        if left > 0 {
            self.measure();
            let end = self.at.saturating_add(left).min(FOREVER);
            self.silence.sound(self.at, end);
            self.picture.skip(end - self.at);
            self.at = end;
        }
    }

    /// Puts something into the block, measures it if it is full then, and says how much was put in.
    fn room(&mut self, fill: impl FnOnce(&mut Block) -> usize) -> usize {
        let Some(block) = &mut self.block else { return 1 };
        let count = fill(block);
        if block.is_full() {
            self.measure();
        }
        count
    }

    /// Measures what is in the block, and empties it.
    fn measure(&mut self) {
        let Some(mut block) = self.block.take() else { return };
        if block.len() > 0 {
            if !block.is_full() {
                block.fill_up();
            }
            let cells = Cells::of(&block);
            self.silence.hear(self.at, &block, &cells);
            self.picture.hear(block.rate(), cells.loudest(), block.len());
            self.loudness.hear(&block);
            let overs = self.true_peak.hear(&block, &cells);
            self.clipping.hear(self.at, &block, &cells, overs);
            self.channels.hear(&block);
            self.ending.hear(self.at, &block);
            self.at += block.len() as u64;
            block.turn();
        }
        self.block = Some(block);
    }

    /// What was measured from sample `start` to sample `end` of the timeline, at `rate` samples a second. What lies
    /// outside is at most some padding; loudness and peaks have heard it all the same.
    pub fn within(&self, start: u64, end: u64, rate: u32) -> Measures {
        let mut all = self.clone();
        all.measure();
        let loudness = all.loudness();
        let ends_loud =
            loudness.as_ref().zip(all.ending.loudness(end)).map(|(all, end)| round(end - all.integrated_lufs));
        Measures {
            silence: all.silence.within(start, end, rate),
            is_all_silence: all.silence.is_all(),
            levels: all.block.is_some().then(|| all.levels(start, rate)),
            loudness,
            ends_loud,
            waveform: all.block.is_some().then(|| all.picture.of(end - start, rate)),
        }
    }

    fn loudness(&self) -> Option<Loudness> {
        let reading = self.loudness.read()?;
        Some(Loudness {
            integrated_lufs: round(reading.integrated),
            true_peak_dbtp: decibels(self.true_peak.peak()),
            range_lu: round(reading.range),
            short_term_max_lufs: reading.short_term_max.map(round),
        })
    }

    fn levels(&self, start: u64, rate: u32) -> Levels {
        let ms = |at: &u64| at.saturating_sub(start).saturating_mul(1000) / u64::from(rate.max(1));
        Levels {
            sample_peak_dbfs: decibels(self.true_peak.sample_peak()),
            clipped: self.clipping.places(),
            flattened: self.clipping.flattened(),
            clipped_at_ms: self.clipping.told().iter().map(ms).collect(),
            dc_offset: (self.channels.dc_offset() * 10_000.0).round() / 10_000.0,
            layout: self.channels.layout(),
        }
    }
}

/// A share of full scale in dB.
fn decibels(share: f32) -> f64 {
    round((20.0 * f64::from(share).log10()).max(FLOOR_DB))
}

/// To the hundredth of a dB or LU: what lies below is the machine's, not the recording's.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
