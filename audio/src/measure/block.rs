//! Samples as they come, collected into blocks of a fixed length: what is measured does not depend on how a decoder
//! cuts them.

use std::ops::Range;

/// Segments of a block that are filtered side by side.
pub(super) const LANES: usize = 8;

/// What no recording holds: +36 dBFS. Floats beyond it, and those that are no numbers, come from broken programs.
const MOST: f32 = 64.0;
/// What nobody hears: −300 dBFS. Processors are slow with numbers whose squares they can hardly hold.
const LEAST: f32 = 1e-15;

/// A stretch of sound with what preceded it. Samples are finite.
#[derive(Clone, Debug)]
pub(super) struct Block {
    rate: u32,
    planes: Vec<Vec<f32>>,
    filled: usize,
    unknown: Vec<Range<usize>>,
}

impl Block {
    /// An empty block, preceded by silence.
    pub(super) fn new(rate: u32, channels: usize) -> Block {
        let mut block = Block { rate, planes: vec![Vec::new(); channels], filled: 0, unknown: Vec::new() };
        let whole = block.lead() + block.size();
        for plane in &mut block.planes {
            *plane = vec![0.0; whole];
        }
        block
    }

    /// Samples a second.
    pub(super) fn rate(&self) -> u32 {
        self.rate
    }

    /// How many channels there are.
    pub(super) fn channels(&self) -> usize {
        self.planes.len()
    }

    /// Samples in 100 ms, the step of all loudness.
    pub(super) fn step(&self) -> usize {
        (self.rate as usize + 5) / 10
    }

    /// Steps in each of the [`LANES`] segments. Few where there are many channels, so that a block stays small.
    pub(super) fn steps(&self) -> usize {
        if self.channels() <= 2 { 4 } else { 2 }
    }

    /// Samples a channel before the block that are kept: 50 ms, after which the filters have forgotten what was before.
    pub(super) fn lead(&self) -> usize {
        self.step() / 2
    }

    /// Samples a channel in a full block. A multiple of 16, because [`LANES`] × [`Self::steps`] is.
    fn size(&self) -> usize {
        LANES * self.steps() * self.step()
    }

    /// Samples a channel in this block so far.
    pub(super) fn len(&self) -> usize {
        self.filled
    }

    /// Whether there is room for no more.
    pub(super) fn is_full(&self) -> bool {
        self.filled == self.size()
    }

    /// The samples of one channel: [`Self::lead`] earlier ones, then as many as a full block holds, silent from
    /// [`Self::len`] on.
    pub(super) fn with_lead(&self, channel: usize) -> &[f32] {
        self.planes.get(channel).map_or(&[], Vec::as_slice)
    }

    /// The samples of one channel in this block, the silence that fills it up included.
    pub(super) fn plane(&self, channel: usize) -> &[f32] {
        self.with_lead(channel).get(self.lead()..).unwrap_or(&[])
    }

    /// Where nobody knows what should be heard.
    pub(super) fn unknown(&self) -> &[Range<usize>] {
        &self.unknown
    }

    /// Takes as many of these samples as there is room for, and says how many.
    pub(super) fn fill(&mut self, planes: &[&[f32]], from: usize, to: usize) -> usize {
        let count = (to - from).min(self.size() - self.filled);
        let at = self.lead() + self.filled;
        for (kept, plane) in self.planes.iter_mut().zip(planes) {
            pulp::Arch::new().dispatch(Copy { from: &plane[from..from + count], to: &mut kept[at..at + count] });
        }
        self.filled += count;
        count
    }

    /// Takes as much unknown sound as there is room for, up to `count` samples, and says how many.
    pub(super) fn fill_unknown(&mut self, count: usize) -> usize {
        let from = self.filled;
        let to = from + count.min(self.size() - from);
        match self.unknown.last_mut() {
            Some(last) if last.end == from => last.end = to,
            _ => self.unknown.push(from..to),
        }
        let lead = self.lead();
        for plane in &mut self.planes {
            plane[lead + from..lead + to].fill(0.0);
        }
        self.filled = to;
        to - from
    }

    /// Begins the next block: the end of this one becomes what preceded it.
    pub(super) fn turn(&mut self) {
        let lead = self.lead();
        let filled = std::mem::take(&mut self.filled);
        for plane in &mut self.planes {
            plane.copy_within(filled..filled + lead, 0);
        }
        self.unknown.clear();
    }

    /// Fills the rest of the block up with silence, which [`Self::len`] does not count.
    pub(super) fn fill_up(&mut self) {
        let end = self.lead() + self.filled;
        for plane in &mut self.planes {
            plane[end..].fill(0.0);
        }
    }
}

/// Makes sound of what a decoder gave, as [`Block`] takes it: whoever hears it beside the meters hears the same.
pub(crate) fn tame(samples: &mut [f32]) {
    samples.iter_mut().for_each(|sample| *sample = tamed(*sample));
}

#[inline(always)]
fn tamed(sample: f32) -> f32 {
    let finite = if sample.abs() <= MOST { sample } else { 1f32.copysign(sample) };
    if finite.abs() < LEAST { 0.0 } else { finite }
}

/// Copies samples. What is no number, or beyond all sense, becomes full scale, as a converter would play it.
struct Copy<'a> {
    from: &'a [f32],
    to: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Copy<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (to, &from) in self.to.iter_mut().zip(self.from) {
            *to = tamed(from);
        }
    }
}
