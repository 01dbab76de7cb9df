//! The loudest sample in every few: what silence, the waveform and the search for peaks go by.

use super::block::Block;

/// Samples in a cell. At 8 kHz that is 2 ms; at 44.1 kHz a third of one.
pub(super) const CELL: usize = 16;

/// The cells of a block; the last one may reach into the silence that fills the block up.
pub(super) struct Cells {
    channels: Vec<Vec<f32>>,
    loudest: Vec<f32>,
}

impl Cells {
    /// Looks at every sample of the block.
    pub(super) fn of(block: &Block) -> Cells {
        let count = block.len().div_ceil(CELL);
        let mut channels = vec![vec![0.0; count]; block.channels()];
        let mut loudest = vec![0.0; count];
        for (channel, peaks) in channels.iter_mut().enumerate() {
            pulp::Arch::new().dispatch(Peaks { plane: block.plane(channel), peaks });
            for (loudest, &peak) in loudest.iter_mut().zip(peaks.iter()) {
                *loudest = greater(*loudest, peak);
            }
        }
        Cells { channels, loudest }
    }

    /// The cells of one channel.
    pub(super) fn channel(&self, channel: usize) -> &[f32] {
        self.channels.get(channel).map_or(&[], Vec::as_slice)
    }

    /// The loudest channel's cells.
    pub(super) fn loudest(&self) -> &[f32] {
        &self.loudest
    }
}

/// Finds the peak of each cell of a plane.
struct Peaks<'a> {
    plane: &'a [f32],
    peaks: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Peaks<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (cell, peak) in self.plane.as_chunks::<CELL>().0.iter().zip(self.peaks) {
            let all = cell.map(f32::abs);
            let eight: [f32; 8] = std::array::from_fn(|n| greater(all[n], all[n + 8]));
            let four: [f32; 4] = std::array::from_fn(|n| greater(eight[n], eight[n + 4]));
            *peak = greater(greater(four[0], four[2]), greater(four[1], four[3]));
        }
    }
}

/// The greater of two numbers; unlike `f32::max` one instruction, because samples in a block are always numbers.
#[inline(always)]
pub(super) fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
