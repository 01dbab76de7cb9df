//! Sound of one sample rate becomes sound of another, not a sample longer or later than it was.

use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;
use rubato::{Fft, FixedSync, Resampler as _, WindowFunction};

use super::Error;

/// Samples that go in at once, at least: long blocks have the steepest filter.
const CHUNK: usize = 2048;

/// A resampler: what goes in is what comes out where the rates are the same.
pub(super) struct Resampler {
    fft: Option<Fft<f32>>,
    from: u32,
    to: u32,
    /// What has not been resampled yet.
    waiting: Vec<Vec<f32>>,
    /// Samples heard, and given out.
    heard: u64,
    given: u64,
    /// Samples that come out before the first that belongs to what went in.
    early: usize,
}

impl Resampler {
    /// From one rate to the other, in Hz.
    pub(super) fn new(from: u32, to: u32, channels: u16) -> Result<Resampler, Error> {
        let fft = (from != to).then(|| {
            let (window, sync) = (WindowFunction::BlackmanHarris2, FixedSync::Both);
            Fft::new_custom(from as usize, to as usize, chunk(from, to), 1, channels.into(), window, sync)
        });
        let fft = fft.transpose().map_err(|_| Error::Encoder("this sample rate cannot be converted"))?;
        let early = fft.as_ref().map_or(0, |fft| fft.output_delay());
        Ok(Resampler { fft, from, to, waiting: vec![Vec::new(); channels.into()], heard: 0, given: 0, early })
    }

    /// Hz of what goes in.
    pub(super) fn from(&self) -> u32 {
        self.from
    }

    /// The next samples, resampled: those that can be by now.
    pub(super) fn resample(&mut self, planes: Vec<Vec<f32>>) -> Result<Vec<Vec<f32>>, Error> {
        if self.fft.is_none() {
            return Ok(planes);
        }
        self.heard += planes.first().map_or(0, Vec::len) as u64;
        for (waiting, plane) in self.waiting.iter_mut().zip(&planes) {
            waiting.extend_from_slice(plane);
        }
        self.go_on()
    }

    /// All has gone in: the rest of it.
    pub(super) fn finish(&mut self) -> Result<Vec<Vec<f32>>, Error> {
        let total = (u128::from(self.heard) * u128::from(self.to) + u128::from(self.from) / 2) / u128::from(self.from);
        let left = (total as u64).saturating_sub(self.given) as usize;
        let mut rest = vec![Vec::new(); self.waiting.len()];
        while self.fft.is_some() && rest.first().is_some_and(|plane| plane.len() < left) {
            let chunk = self.fft.as_ref().map_or(0, |fft| fft.input_frames_next());
            for waiting in &mut self.waiting {
                waiting.resize(waiting.len().next_multiple_of(chunk).max(chunk), 0.0);
            }
            for (rest, more) in rest.iter_mut().zip(self.go_on()?) {
                rest.extend(more);
            }
        }
        rest.iter_mut().for_each(|plane| plane.truncate(left));
        Ok(rest)
    }

    fn go_on(&mut self) -> Result<Vec<Vec<f32>>, Error> {
        let mut out = vec![Vec::new(); self.waiting.len()];
        let Some(fft) = &mut self.fft else { return Ok(out) };
        let (chunk, room, channels) = (fft.input_frames_next(), fft.output_frames_next(), self.waiting.len());
        let mut resampled = vec![vec![0.0; room]; channels];
        let ready = self.waiting.first().map_or(0, Vec::len) / chunk;
        for turn in 0..ready {
            let input: Vec<Vec<f32>> =
                self.waiting.iter().map(|plane| plane[turn * chunk..(turn + 1) * chunk].to_vec()).collect();
            let failed = |_| Error::Encoder("the sample rate cannot be converted");
            let input = SequentialSliceOfVecs::new(&input, channels, chunk).map_err(|_| failed(()))?;
            let mut output = SequentialSliceOfVecs::new_mut(&mut resampled, channels, room).map_err(|_| failed(()))?;
            fft.process_into_buffer(&input, &mut output, None).map_err(|_| failed(()))?;
            let skip = self.early.min(room);
            self.early -= skip;
            self.given += (room - skip) as u64;
            for (out, plane) in out.iter_mut().zip(&resampled) {
                out.extend_from_slice(&plane[skip..]);
            }
        }
        self.waiting.iter_mut().for_each(|plane| drop(plane.drain(..ready * chunk)));
        Ok(out)
    }
}

/// A chunk of an even number of samples on both sides: the delay, half of it, is then a whole number.
fn chunk(from: u32, to: u32) -> usize {
    let (mut gcd, mut rest) = (from, to);
    while rest != 0 {
        (gcd, rest) = (rest, gcd % rest);
    }
    let step = (from / gcd.max(1)) as usize * 2;
    CHUNK.next_multiple_of(step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn resampled(plane: &[f32], from: u32, to: u32, block: usize) -> Vec<f32> {
        let mut resampler = Resampler::new(from, to, 1).unwrap();
        let mut out = Vec::new();
        for piece in plane.chunks(block) {
            out.extend(resampler.resample(vec![piece.to_vec()]).unwrap().remove(0));
        }
        out.extend(resampler.finish().unwrap().remove(0));
        out
    }

    fn tone(hz: f64, rate: u32, len: usize) -> Vec<f32> {
        (0..len).map(|at| (0.5 * (std::f64::consts::TAU * hz * at as f64 / f64::from(rate)).sin()) as f32).collect()
    }

    #[test]
    fn a_tone_stays_the_same_tone_at_the_same_time() {
        for (from, to) in [(48_000, 44_100), (96_000, 48_000), (22_050, 44_100), (16_000, 48_000), (192_000, 48_000)] {
            for hz in [100.0, 997.0, 6_000.0] {
                let out = resampled(&tone(hz, from, from as usize), from, to, 1152);
                let error = out.iter().zip(tone(hz, to, out.len())).map(|(is, ought)| (is - ought).abs());
                // At both ends the tone begins and breaks off, which no band-limited sound does.
                let worst = error.skip(5_000).take(out.len() - 10_000).fold(0.0, f32::max);
                assert!(worst < 5e-6, "{from} to {to}, {hz} Hz: off by {worst}, {} dB", 20.0 * worst.log10());
            }
        }
    }

    #[test]
    fn what_the_lower_rate_cannot_hold_is_gone() {
        let out = resampled(&tone(23_500.0, 96_000, 96_000), 96_000, 44_100, 4096);
        let left = out[5_000..out.len() - 5_000].iter().map(|sample| sample.abs()).fold(0.0, f32::max);
        assert!(left < 5e-6, "{} dB are left", 20.0 * left.log10());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn not_a_sample_is_lost(
            len in 0_usize..30_000,
            block in 1_usize..5_000,
            from in prop::sample::select(vec![8_000_u32, 11_025, 12_000, 22_050, 32_000, 44_056, 47_999, 48_000, 88_200, 96_000]),
            to in prop::sample::select(vec![44_100_u32, 48_000]),
        ) {
            let exact = (len as f64 * f64::from(to) / f64::from(from)).round() as usize;
            prop_assert_eq!(resampled(&vec![0.25; len], from, to, block).len(), exact);
        }
    }
}
