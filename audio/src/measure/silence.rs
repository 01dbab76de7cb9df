//! Silence: where nothing is louder than −60 dBFS.

use crate::report::Silence;

/// −60 dBFS as a share of full scale.
const THRESHOLD: f32 = 0.001;
/// Samples judged together. At 8 kHz, the lowest rate there is, that is 2 ms; at 44.1 kHz a third of one.
const BLOCK: usize = 16;

/// Follows the decoded sound. Counts samples a channel.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    at: u64,
    first: Option<u64>,
    last: u64,
    longest: u64,
}

impl Meter {
    /// Hears the next samples of all channels.
    pub(super) fn hear(&mut self, planes: &[&[f32]]) {
        let len = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        for from in (0..len).step_by(BLOCK) {
            let to = (from + BLOCK).min(len);
            // Counting instead of stopping at the first: the compiler does four samples at once.
            let is_loud =
                |plane: &&[f32]| plane[from..to].iter().map(|s| u32::from(s.abs() > THRESHOLD)).sum::<u32>() > 0;
            if planes.iter().any(is_loud) {
                self.loud(self.at + from as u64, self.at + to as u64);
            }
        }
        self.at += len as u64;
    }

    /// Goes on without knowing what is heard: that is not silence.
    pub(super) fn unknown(&mut self, samples: u64) {
        if samples > 0 {
            self.loud(self.at, self.at + samples);
            self.at += samples;
        }
    }

    fn loud(&mut self, from: u64, to: u64) {
        match self.first {
            None => self.first = Some(from),
            Some(_) => self.longest = self.longest.max(from - self.last),
        }
        self.last = to;
    }

    /// Whether nothing was ever loud.
    pub(super) fn is_all(&self) -> bool {
        self.first.is_none()
    }

    /// The silences within the part from sample `start` to sample `end`, at `rate` samples a second.
    pub(super) fn within(&self, start: u64, end: u64, rate: u32) -> Silence {
        let ms = |samples: u64| samples * 1000 / u64::from(rate.max(1));
        let (lead, tail) = match self.first {
            Some(first) => (first.clamp(start, end) - start, end - self.last.clamp(start, end)),
            None => (end - start, end - start),
        };
        Silence {
            lead_ms: ms(lead),
            tail_ms: ms(tail),
            longest_ms: ms(lead.max(tail).max(self.longest)),
            longest_at_ms: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(parts: &[(usize, f32)]) -> Meter {
        let mut meter = Meter::default();
        let samples: Vec<f32> = parts.iter().flat_map(|&(count, level)| vec![level; count]).collect();
        for piece in samples.chunks(1152) {
            meter.hear(&[piece, &vec![0.0; piece.len()]]);
        }
        meter
    }

    #[test]
    fn the_longest_silence_may_span_buffers() {
        let meter = heard(&[(4_000, 0.0), (8_000, 0.5), (16_000, 0.0), (8_000, -0.5), (2_000, 0.0005)]);
        let silence = meter.within(0, 38_000, 8_000);
        assert_eq!(silence, Silence { lead_ms: 500, tail_ms: 250, longest_ms: 2_000, longest_at_ms: 0 });
    }

    #[test]
    fn delay_and_padding_are_no_silence() {
        let silence = heard(&[(4_000, 0.0), (8_000, 0.5), (4_000, 0.0)]).within(4_000, 12_000, 8_000);
        assert_eq!(silence, Silence { lead_ms: 0, tail_ms: 0, longest_ms: 0, longest_at_ms: 0 });
    }

    #[test]
    fn nothing_above_the_threshold_is_all_silence() {
        let meter = heard(&[(8_000, 0.0009)]);
        assert!(meter.is_all());
        assert_eq!(meter.within(0, 8_000, 8_000).longest_ms, 1_000);
    }
}
