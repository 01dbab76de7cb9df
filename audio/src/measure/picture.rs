//! The waveform: the loudest sample in every tenth of a second.

use super::MAX_SECONDS;
use super::cells::CELL;
use crate::report::Waveform;

/// Draws as it hears.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    peaks: Vec<u8>,
    loudest: f32,
    /// How much of a peak has passed; [`Waveform::PER_SECOND`] for each sample.
    passed: u64,
    /// Samples that nobody heard, and that are still to be drawn: until something is heard, no rate is known.
    unheard: u64,
}

/// Peaks of the longest recording there is.
const MOST: usize = MAX_SECONDS as usize * Waveform::PER_SECOND as usize;

impl Meter {
    /// Hears `samples` samples a channel, of which these are the cells.
    pub(super) fn hear(&mut self, rate: u32, cells: &[f32], samples: usize) {
        self.draw_unheard(rate);
        for (cell, &peak) in cells.iter().enumerate() {
            self.loudest = self.loudest.max(peak);
            self.pass(rate, (samples - cell * CELL).min(CELL) as u64);
        }
    }

    /// Lets time pass in which nothing is heard.
    pub(super) fn skip(&mut self, samples: u64) {
        self.unheard = self.unheard.saturating_add(samples);
    }

    fn pass(&mut self, rate: u32, samples: u64) {
        self.passed += samples * u64::from(Waveform::PER_SECOND);
        if self.passed >= u64::from(rate) {
            self.passed -= u64::from(rate);
            let loudest = std::mem::take(&mut self.loudest);
            if self.peaks.len() < MOST {
                // A float becomes the nearest number from 0 to 255 there is.
                self.peaks.push((loudest * 255.0).round() as u8);
            }
        }
    }

    fn draw_unheard(&mut self, rate: u32) {
        let samples = std::mem::take(&mut self.unheard);
        let peaks = samples.saturating_mul(Waveform::PER_SECOND.into()) / u64::from(rate.max(1));
        let len = self.peaks.len().saturating_add(usize::try_from(peaks).unwrap_or(MOST)).min(MOST);
        self.peaks.resize(len, 0);
    }

    /// The picture of so many samples from the first one heard on; a rest shorter than a tenth of a second has a peak
    /// of its own.
    pub(super) fn of(mut self, samples: u64, rate: u32) -> Waveform {
        self.draw_unheard(rate);
        self.peaks.push((self.loudest * 255.0).round() as u8);
        let wanted = samples.saturating_mul(Waveform::PER_SECOND.into()).div_ceil(u64::from(rate.max(1)));
        self.peaks.truncate(usize::try_from(wanted).unwrap_or(MOST).min(MOST));
        Waveform { peaks: self.peaks }
    }
}
