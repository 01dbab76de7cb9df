//! A stretch of a recording: packets that are decoded in one go, by whoever is free.
//!
//! Where one stretch ends and the next begins depends on the packets alone, never on who decodes: so what is heard is
//! the same on one thread and on many. Each stretch has a decoder of its own, which first hears again what went before.

use std::sync::Arc;

use super::decoder::{Codec, Decoder, Memory};
use super::mpeg::SIDE;
use crate::measure;

/// A container whose clock is not the sample rate rounds a packet's length by so many samples.
const ROUNDING: u64 = 2;
/// Bytes of packets in a stretch, a packet more or less.
const MOST_BYTES: usize = 2 << 20;
/// Steps of a stretch; packets that give nothing are not endless either.
const MOST_STEPS: usize = 64 << 10;
/// Packets that a new decoder hears before, whatever they hold.
const MOST_BEFORE: usize = 64;

/// Packets, and what they gave.
#[derive(Default)]
pub(super) struct Stretch {
    /// Of which codec the first packet is; None if the decoder of the stretch before goes on.
    codec: Option<Arc<Codec>>,
    bytes: Vec<u8>,
    steps: Vec<Step>,
    /// How many of the steps have been heard in the stretch before, and only make the decoder ready.
    before: usize,
    expected: u64,
    /// Bits of a sample in the bytes for FLAC's checksum; None if there is no need of them.
    pub(super) bits: Option<u32>,
    /// What was heard, in order.
    pub(super) runs: Vec<Run>,
    /// The sound of all runs, one plane a channel.
    pub(super) planes: Vec<Vec<f32>>,
    /// The same for FLAC's checksum.
    pub(super) plain: Vec<u8>,
}

/// What is to be done.
#[derive(Clone)]
enum Step {
    Packet { from: usize, len: usize, expected: u64 },
    Missing { samples: u64 },
    Restart(Arc<Codec>),
}

/// What was heard of a part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Packets of one kind, decoded. `samples` a channel.
    Sound { rate: u32, channels: u16, samples: usize },
    /// A packet that did not decode and should have given so many samples.
    Damaged { samples: u64 },
    /// Packets that were not there.
    Missing { samples: u64 },
    /// Another stream begins.
    Restart,
}

impl Stretch {
    /// Begins anew, with a decoder that has heard nothing.
    pub(super) fn begin(&mut self, codec: &Arc<Codec>) {
        self.clear();
        self.codec = Some(Arc::clone(codec));
    }

    /// Begins anew, as what follows `last`, whose packets by now are of `codec`. `first` is the first packet of all.
    pub(super) fn follow(&mut self, last: &Stretch, codec: &Arc<Codec>, first: &[u8]) {
        self.clear();
        let (packets, bytes) = match codec.memory() {
            Memory::Endless => return,
            Memory::Short { packets, bytes } => (packets, bytes),
            Memory::ShortAndFirst { packets } => (packets, 0),
        };
        self.codec = Some(Arc::clone(codec));
        let from = last.recent(packets, bytes);
        let is_cut = from > 0 && !matches!(last.steps[from - 1], Step::Restart(_));
        if is_cut && matches!(codec.memory(), Memory::ShortAndFirst { .. }) {
            self.packet(first, 0);
        }
        for step in &last.steps[from..] {
            if let Step::Packet { from, len, expected } = *step {
                self.packet(&last.bytes[from..from + len], expected);
            }
        }
        self.before = self.steps.len();
        self.expected = 0;
    }

    fn clear(&mut self) {
        self.codec = None;
        self.bytes.clear();
        self.steps.clear();
        (self.before, self.expected) = (0, 0);
        self.runs.clear();
        self.planes.iter_mut().for_each(Vec::clear);
        self.plain.clear();
    }

    /// Index of the step from which on there are at least `packets` packets with `bytes` bytes; not beyond a restart.
    fn recent(&self, packets: usize, bytes: usize) -> usize {
        let (mut found, mut sum, mut from) = (0, 0, self.steps.len());
        for (index, step) in self.steps.iter().enumerate().rev() {
            if (found >= packets && sum >= bytes) || found >= MOST_BEFORE {
                break;
            }
            match step {
                Step::Restart(_) => break,
                Step::Missing { .. } => {}
                Step::Packet { len, .. } => {
                    found += 1;
                    sum += len.saturating_sub(SIDE);
                }
            }
            from = index;
        }
        from
    }

    /// Adds a packet that should give `expected` samples a channel.
    pub(super) fn packet(&mut self, packet: &[u8], expected: u64) {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(packet);
        self.steps.push(Step::Packet { from, len: packet.len(), expected });
        self.expected = self.expected.saturating_add(expected);
    }

    /// Adds a place where `samples` samples are missing.
    pub(super) fn missing(&mut self, samples: u64) {
        self.steps.push(Step::Missing { samples });
    }

    /// From here on packets are of another stream, of `codec`.
    pub(super) fn restart(&mut self, codec: &Arc<Codec>) {
        self.steps.push(Step::Restart(Arc::clone(codec)));
    }

    /// Whether it is enough for one go: `samples` samples a channel, or too many bytes or packets.
    pub(super) fn is_full(&self, samples: u64) -> bool {
        self.expected >= samples || self.bytes.len() >= MOST_BYTES || self.steps.len() >= MOST_STEPS
    }

    /// Whether it holds more room than an ordinary one needs.
    pub(super) fn is_oversized(&self) -> bool {
        self.bytes.capacity() > 2 * MOST_BYTES
    }

    /// Whether there is nothing to be heard in it.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.len() == self.before
    }

    /// Decodes all of it. `decoder` is the one that has decoded the stretch before this one, or any.
    pub(super) fn decode(&mut self, decoder: &mut Option<Box<dyn Decoder>>) {
        if let Some(codec) = &self.codec {
            *decoder = codec.decoder();
        }
        for index in 0..self.steps.len() {
            let run = match &self.steps[index] {
                Step::Packet { from, len, expected } => {
                    let (packet, expected) = (&self.bytes[*from..from + len], *expected);
                    let heard = decoder.as_mut().and_then(|decoder| decoder.decode(packet));
                    match (heard, decoder.as_ref()) {
                        _ if index < self.before => continue,
                        (Some(heard), Some(decoder)) => {
                            let samples = counted(heard.samples, expected);
                            self.pour(decoder.as_ref(), usize::from(heard.channels), samples);
                            Run::Sound { rate: heard.rate, channels: heard.channels, samples }
                        }
                        _ => Run::Damaged { samples: expected },
                    }
                }
                Step::Missing { samples } => Run::Missing { samples: *samples },
                Step::Restart(codec) => {
                    *decoder = codec.decoder();
                    Run::Restart
                }
            };
            self.add(run);
        }
    }

    /// Takes what the decoder has in `channels` channels, of which `samples` samples count. All planes stay equally
    /// long, those of channels that come and go too.
    fn pour(&mut self, decoder: &dyn Decoder, channels: usize, samples: usize) {
        let len = self.planes.iter().map(Vec::len).max().unwrap_or(0);
        if self.planes.len() < channels {
            self.planes.resize_with(channels, || vec![0.0; len]);
        }
        decoder.pour(&mut self.planes[..channels]);
        self.planes.iter_mut().for_each(|plane| plane.resize(len + samples, 0.0));
        self.planes[..channels].iter_mut().for_each(|plane| measure::tame(&mut plane[len..]));
        if let Some(bits) = self.bits {
            decoder.pour_bytes(bits, &mut self.plain);
        }
    }

    fn add(&mut self, run: Run) {
        if let (
            Some(Run::Sound { rate, channels, samples }),
            Run::Sound { rate: same_rate, channels: same_channels, samples: more },
        ) = (self.runs.last_mut(), run)
            && (*rate, *channels) == (same_rate, same_channels)
        {
            *samples += more;
        } else {
            self.runs.push(run);
        }
    }
}

/// How many samples a packet counts for that gave `heard` and should give `expected`: never for more than it holds.
fn counted(heard: usize, expected: u64) -> usize {
    let expected = usize::try_from(expected).unwrap_or(usize::MAX);
    if heard.abs_diff(expected) <= ROUNDING as usize { heard } else { heard.min(expected) }
}
