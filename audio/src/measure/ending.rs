//! The ending: whether the recording breaks off while somebody speaks.

use super::block::Block;
use super::histogram::lufs;
use super::loudness::weight;
use super::silence::THRESHOLD;
use super::weighting;

/// How much of the end is kept, in shares of a second: half of it. No encoder's padding is as long.
const KEPT: usize = 2;
/// How much of it is judged: a tenth. A syllable is longer, and so is its fading away in any room.
const JUDGED: usize = 10;

/// Keeps the last half second.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    rate: u32,
    planes: Vec<Vec<f32>>,
    /// Where on the timeline the kept samples end.
    end: u64,
}

impl Meter {
    /// Hears a block that begins at sample `at` of the timeline.
    pub(super) fn hear(&mut self, at: u64, block: &Block) {
        if self.rate != block.rate() || self.planes.len() != block.channels() || self.end != at {
            *self = Meter { rate: block.rate(), planes: vec![Vec::new(); block.channels()], end: at };
        }
        let kept = self.rate as usize / KEPT;
        for (channel, plane) in self.planes.iter_mut().enumerate() {
            let new = &block.plane(channel)[..block.len()];
            let new = &new[new.len().saturating_sub(kept)..];
            plane.drain(..(plane.len() + new.len()).saturating_sub(kept).min(plane.len()));
            plane.extend_from_slice(new);
        }
        self.end = at + block.len() as u64;
    }

    /// How loud the last tenth of a second before sample `end` is, in LUFS; None if it ends in silence as long, or is
    /// not there.
    pub(super) fn loudness(&self, end: u64) -> Option<f64> {
        let padding = usize::try_from(self.end.checked_sub(end)?).ok()?;
        let len = self.planes.first()?.len().checked_sub(padding)?;
        let judged = self.rate as usize / JUDGED;
        let sounding = |plane: &Vec<f32>| plane[..len].iter().rposition(|sample| sample.abs() > THRESHOLD);
        let last = self.planes.iter().filter_map(sounding).max()?;
        let from = (last + 1).checked_sub(judged)?;
        if len - last > judged {
            return None;
        }
        let energy = |(channel, plane): (usize, &Vec<f32>)| {
            weight(channel, self.planes.len()) * weighting::energy(&plane[..=last], from, self.rate)
        };
        Some(lufs(self.planes.iter().enumerate().map(energy).sum::<f64>() / judged as f64))
    }
}
