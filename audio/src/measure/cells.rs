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
        pulp::Arch::new().dispatch(|| {
            for (channel, peaks) in channels.iter_mut().enumerate() {
                peaks_of(block.plane(channel), peaks);
                for (loudest, &peak) in loudest.iter_mut().zip(peaks.iter()) {
                    *loudest = greater(*loudest, peak);
                }
            }
        });
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

#[inline(always)]
fn peaks_of(plane: &[f32], peaks: &mut [f32]) {
    for (cell, peak) in plane.chunks_exact(CELL).zip(peaks) {
        let mut lanes: [f32; CELL] = std::array::from_fn(|n| cell[n].abs());
        let mut half = CELL / 2;
        while half > 0 {
            for n in 0..half {
                lanes[n] = greater(lanes[n], lanes[n + half]);
            }
            half /= 2;
        }
        *peak = lanes[0];
    }
}

/// The greater of two numbers; unlike `f32::max` one instruction, because samples in a block are always numbers.
#[inline(always)]
pub(super) fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
