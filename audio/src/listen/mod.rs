//! Hearing a recording: every packet is decoded once, and what comes out is measured on the way.

use crate::measure::Meters;

mod decoder;
pub(crate) mod demux;
mod ears;
mod opus;

pub(crate) use decoder::Codec;
use decoder::Decoder;
pub(crate) use ears::Ears;
pub use ears::Tap;

/// 100 hours at 48 kHz. What is longer is no episode, and would keep a core busy for hours.
pub(crate) const MAX_SAMPLES: u64 = 100 * 3600 * 48_000;

/// A container whose clock is not the sample rate rounds a packet's length by so many samples.
const ROUNDING: u64 = 2;

/// A decoder and all it has heard so far. Its timeline counts samples a channel, delay and padding included.
pub(crate) struct Hearing {
    codec: Codec,
    decoder: Option<Box<dyn Decoder>>,
    scratch: Vec<Vec<f32>>,
    tap: Option<Box<dyn Tap>>,
    /// What the decoded sound is like.
    pub(crate) meters: Meters,
    /// What could not be decoded.
    pub(crate) damage: Damage,
    /// Packets heard, damaged ones included.
    pub(crate) packets: u64,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// Sample rate and channels of what came out first.
    pub(crate) spec: Option<(u32, u16)>,
    samples: u64,
}

/// Packets that did not decode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Damage {
    /// How many packets.
    pub(crate) packets: u64,
    /// How many samples they should have given.
    pub(crate) samples: u64,
    /// Where on the timeline the first is, in samples.
    pub(crate) first: Option<u64>,
}

impl Hearing {
    /// Ready to hear packets of this codec, the way `ears` say.
    pub(crate) fn new(codec: impl Into<Codec>, ears: &mut Ears) -> Hearing {
        Hearing {
            codec: codec.into(),
            decoder: None,
            scratch: Vec::new(),
            tap: ears.tap.take(),
            meters: Meters::default(),
            damage: Damage::default(),
            packets: 0,
            bytes: 0,
            spec: None,
            samples: 0,
        }
    }

    /// Samples a channel heard so far.
    pub(crate) fn samples(&self) -> u64 {
        self.samples
    }

    /// Sample rate of the sound, once known.
    pub(crate) fn rate(&self) -> Option<u32> {
        self.spec.map(|(rate, _)| rate).or(self.codec.rate())
    }

    /// Forgets the decoder's memory: what follows is another stream, of `codec`.
    pub(crate) fn restart(&mut self, codec: impl Into<Codec>) {
        self.codec = codec.into();
        self.decoder = None;
    }

    /// Whether so little of so much decodes that there is no point in going on.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.damage.packets > 10_000 && self.damage.packets > self.packets / 10 * 9
    }

    /// Decodes one packet that should give `expected` samples a channel, and returns how many it counts for: a
    /// packet never counts for more than it holds.
    pub(crate) fn hear(&mut self, packet: &[u8], expected: u64) -> u64 {
        self.packets += 1;
        self.bytes += packet.len() as u64;
        let heard = match self.decode(packet) {
            Some(heard) if heard.abs_diff(expected) <= ROUNDING => heard,
            Some(heard) => heard.min(expected),
            None => {
                self.damage.packets += 1;
                self.damage.samples = self.damage.samples.saturating_add(expected);
                self.damage.first.get_or_insert(self.samples);
                self.meters.unknown(expected);
                expected
            }
        };
        self.samples += heard;
        heard
    }

    /// Notes that `samples` are missing here: packets that the container counts and that were not there to be heard.
    pub(crate) fn miss(&mut self, samples: u64) {
        self.damage.packets += 1;
        self.damage.samples = self.damage.samples.saturating_add(samples);
        self.damage.first.get_or_insert(self.samples);
    }

    /// All packets have been handed over: from here on everything that was heard is known.
    pub(crate) fn end(&mut self) {}

    /// What the codec itself says at the end: false if its checksum of everything does not fit.
    pub(crate) fn checksum_fits(&mut self) -> bool {
        self.decoder.as_mut().is_none_or(|decoder| decoder.checksum_fits())
    }

    fn decode(&mut self, packet: &[u8]) -> Option<u64> {
        if self.decoder.is_none() {
            self.decoder = self.codec.decoder();
        }
        let decoder = self.decoder.as_mut()?;
        let heard = decoder.decode(packet)?;
        self.spec.get_or_insert((heard.rate, heard.channels));
        self.scratch.resize_with(usize::from(heard.channels), Vec::new);
        self.scratch.iter_mut().for_each(Vec::clear);
        decoder.pour(&mut self.scratch);
        let planes: Vec<&[f32]> = self.scratch.iter().map(Vec::as_slice).collect();
        self.meters.hear(heard.rate, &planes);
        if let Some(tap) = &mut self.tap {
            tap.hear(heard.rate, &planes);
        }
        Some(heard.samples as u64)
    }
}
