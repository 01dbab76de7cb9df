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
        let plane = |channel| &block.plane(channel)[..whole];
        for (channel, sums) in self.channels.iter_mut().enumerate() {
            let heard = pulp::Arch::new().dispatch(Sum { left: plane(channel), right: None });
            sums.plain += heard.plain;
            sums.squares += heard.squares;
        }
        if let [_, _] = self.channels[..] {
            self.side += pulp::Arch::new().dispatch(Sum { left: plane(0), right: Some(plane(1)) }).squares;
        }
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

/// Sums over one channel, or over what one has more than another.
struct Sum<'a> {
    left: &'a [f32],
    right: Option<&'a [f32]>,
}

impl pulp::NullaryFnOnce for Sum<'_> {
    type Output = Sums;

    #[inline(always)]
    fn call(self) -> Sums {
        let mut all = Sums::default();
        for (index, left) in self.left.chunks(PIECE).enumerate() {
            let mut lanes = Lanes::default();
            match self.right {
                None => left.as_chunks().0.iter().for_each(|left| lanes.add(*left)),
                Some(right) => {
                    let pairs = left.as_chunks().0.iter().zip(right[index * PIECE..].as_chunks().0);
                    pairs.for_each(|(left, right)| lanes.add(less(left, right)));
                }
            }
            all.plain += lanes.plain.into_iter().map(f64::from).sum::<f64>();
            all.squares += lanes.squares.into_iter().map(f64::from).sum::<f64>();
        }
        all
    }
}

#[inline(always)]
fn less(left: &[f32; LANES], right: &[f32; LANES]) -> [f32; LANES] {
    std::array::from_fn(|n| left[n] - right[n])
}

#[derive(Default)]
struct Lanes {
    plain: [f32; LANES],
    squares: [f32; LANES],
}

impl Lanes {
    #[inline(always)]
    fn add(&mut self, samples: [f32; LANES]) {
        for ((plain, squares), sample) in self.plain.iter_mut().zip(&mut self.squares).zip(samples) {
            *plain += sample;
            *squares += sample * sample;
        }
    }
}
