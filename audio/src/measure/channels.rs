//! What the channels hold: sound, the same sound, nothing, direct current.

use super::block::Block;
use crate::report::Layout;

/// Samples summed as single floats before the sum joins the others.
const PIECE: usize = 4096;
/// Sums side by side.
const LANES: usize = 16;

/// One channel this much weaker than the other, as energy, is none: 40 dB.
const DEAD: f64 = 1e-4;
/// What differs between channels this much weaker than the channels is not heard, as energy: 50 dB.
const SAME: f64 = 1e-5;
/// Mixed to one, so little remains of them, as energy: 15 dB less than of two that have nothing in common.
const CANCELLED: f64 = 0.03;

/// Sums over each channel, and over what differs between two.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    samples: u64,
    channels: Vec<Sums>,
    side: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    plain: f64,
    squares: f64,
}

impl Meter {
    /// Hears a block; one that has not as many channels as the first says nothing about those.
    pub(super) fn hear(&mut self, block: &Block) {
        if self.channels.is_empty() {
            self.channels = vec![Sums::default(); block.channels()];
        }
        if self.channels.len() != block.channels() {
            return;
        }
        self.samples += block.len() as u64;
        let whole = block.len().next_multiple_of(LANES);
        pulp::Arch::new().dispatch(|| {
            for (channel, sums) in self.channels.iter_mut().enumerate() {
                for piece in block.plane(channel)[..whole].chunks(PIECE) {
                    sums.plain += sum(piece, |sample| sample);
                    sums.squares += sum(piece, |sample| sample * sample);
                }
            }
            if let [_, _] = self.channels[..] {
                let pieces = |channel| block.plane(channel)[..whole].chunks(PIECE);
                self.side += pieces(0).zip(pieces(1)).map(|(left, right)| difference(left, right)).sum::<f64>();
            }
        });
    }

    /// The mean of the channel whose mean is farthest from zero, as a share of full scale.
    pub(super) fn dc_offset(&self) -> f64 {
        let count = self.samples.max(1) as f64;
        self.channels.iter().map(|sums| (sums.plain / count).abs()).fold(0.0, f64::max)
    }

    /// What the channels hold.
    pub(super) fn layout(&self) -> Layout {
        let [left, right] = match self.channels[..] {
            [] | [_] => return Layout::Mono,
            [left, right] => [left.squares, right.squares],
            _ => return Layout::Surround,
        };
        let both = left + right;
        // |l + r|² + |l − r|² = 2 (|l|² + |r|²)
        let mid = 2.0 * both - self.side;
        if right < DEAD * left {
            Layout::LeftOnly
        } else if left < DEAD * right {
            Layout::RightOnly
        } else if self.side <= SAME * both {
            Layout::DualMono
        } else if mid < CANCELLED * both {
            Layout::Inverted
        } else {
            Layout::Stereo
        }
    }
}

#[inline(always)]
fn sum(piece: &[f32], value: impl Fn(f32) -> f32) -> f64 {
    let mut lanes = [0f32; LANES];
    for samples in piece.chunks_exact(LANES) {
        for n in 0..LANES {
            lanes[n] += value(samples[n]);
        }
    }
    lanes.into_iter().map(f64::from).sum()
}

#[inline(always)]
fn difference(left: &[f32], right: &[f32]) -> f64 {
    let mut lanes = [0f32; LANES];
    for (left, right) in left.chunks_exact(LANES).zip(right.chunks_exact(LANES)) {
        for n in 0..LANES {
            lanes[n] += (left[n] - right[n]) * (left[n] - right[n]);
        }
    }
    lanes.into_iter().map(f64::from).sum()
}
