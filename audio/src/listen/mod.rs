//! Hearing a recording: every packet is decoded once, and what comes out is measured on the way.
//!
//! The thread that reads collects packets to stretches ([`stretch`]), which other threads decode ([`crew`]). What they
//! give comes back in order and is measured here, by one thread: only decoding is split.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::measure::{Measures, Meters};
use crate::spots::Spots;

mod checksum;
mod crew;
mod decoder;
pub(crate) mod demux;
mod ears;
mod mpeg;
mod opus;
mod stretch;
#[cfg(test)]
mod tests;

use checksum::Checksum;
use crew::Crew;
pub(crate) use decoder::Codec;
use decoder::Memory;
pub use ears::{Ears, Tap};
use stretch::{Run, Stretch};

/// 100 hours. What is longer is no episode, and would keep a core busy for hours.
const MOST_NS: u64 = 100 * 3600 * NS;
/// Nanoseconds in a second.
const NS: u64 = 1_000_000_000;

/// Rates that sound has, in Hz. A file that speaks of another one makes no sense, and what follows from it has no bound:
/// an hour at 1 Hz fits into a few bytes.
pub(crate) const RATES: RangeInclusive<u32> = 1_000..=768_000;

/// Bytes in a packet of sound, at most; only headers are longer. Half a second of uncompressed surround is as large.
pub(crate) const PACKET_ROOM: usize = 1 << 20;

/// Whether so many samples a channel at this rate are longer than any recording.
pub(crate) fn is_too_long(samples: u64, rate: u32) -> bool {
    ns(samples, rate) > MOST_NS
}

/// Samples at a rate in nanoseconds.
fn ns(samples: u64, rate: u32) -> u64 {
    let ns = u128::from(samples) * u128::from(NS) / u128::from(rate.max(1));
    u64::try_from(ns).unwrap_or(u64::MAX)
}

/// Stretches given to be decoded and not measured yet. As many on any machine: when reading stops because nothing makes
/// sense must not depend on who was fast.
const AHEAD: usize = 4;

/// Samples a channel that a tap is given at once.
const PIECE: usize = 4096;

/// A decoder and all it has heard so far. Its timeline counts samples a channel, delay and padding included.
///
/// What was heard is known only after [`Hearing::end`]: until then packets are on their way.
pub(crate) struct Hearing {
    codec: Arc<Codec>,
    threads: usize,
    quick: bool,
    tap: Option<Box<dyn Tap>>,
    /// Samples a channel in a full stretch.
    stretch_len: u64,
    /// What is being collected.
    stretch: Stretch,
    /// The first packet of the stream.
    first: Option<Vec<u8>>,
    crew: Crew,
    spare: Vec<Stretch>,
    checksum: Option<Checksum>,
    meters: Meters,
    /// What could not be decoded.
    pub(crate) damage: Damage,
    /// Packets handed over, damaged ones included.
    pub(crate) packets: u64,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// Sample rate and channels of what came out first.
    pub(crate) spec: Option<(u32, u16)>,
    /// Where on the timeline another stream began first, in samples.
    pub(crate) restarted: Option<u64>,
    expected: u64,
    samples: u64,
    /// The same as time, in nanoseconds, whatever the rates were.
    ns: u64,
    is_senseless: bool,
    delay: u64,
    until: u64,
}

/// Packets that did not decode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Damage {
    /// How many packets.
    pub(crate) packets: u64,
    /// How many samples they should have given.
    pub(crate) samples: u64,
    /// Where in the file the first is, where its reader has found that out.
    pub(crate) byte: Option<u64>,
    /// Where on the timeline they are.
    pub(crate) spots: Spots,
}

impl Hearing {
    /// Ready to hear packets of this codec, the way `ears` say.
    pub(crate) fn new(codec: impl Into<Codec>, ears: &mut Ears) -> Hearing {
        let codec = Arc::new(codec.into());
        let mut hearing = Hearing {
            stretch_len: (ears.stretch / codec.channels() as u64).max(1),
            threads: ears.threads,
            quick: ears.quick,
            tap: ears.tap.take(),
            stretch: Stretch::default(),
            first: None,
            crew: Crew::default(),
            spare: Vec::new(),
            checksum: Checksum::of(&codec),
            meters: Meters::default(),
            damage: Damage::default(),
            packets: 0,
            bytes: 0,
            spec: None,
            restarted: None,
            expected: 0,
            samples: 0,
            ns: 0,
            is_senseless: false,
            delay: 0,
            until: u64::MAX,
            codec,
        };
        hearing.stretch.begin(&hearing.codec);
        hearing.prepare();
        hearing
    }

    /// Samples a channel heard so far.
    pub(crate) fn samples(&self) -> u64 {
        self.samples
    }

    /// Samples a channel that the packets handed over so far should give.
    pub(crate) fn expected(&self) -> u64 {
        self.expected
    }

    /// Sample rate of the sound, once known.
    pub(crate) fn rate(&self) -> Option<u32> {
        self.spec.map(|(rate, _)| rate).or(self.codec.rate())
    }

    /// The first `samples` samples are the encoder's delay: nobody plays them, and they are not measured. To be told
    /// before the first packet.
    pub(crate) fn delay(&mut self, samples: u64) {
        self.delay = samples;
    }

    /// The recording ends at sample `samples` of the timeline: what follows is padding. To be told before
    /// [`Hearing::end`]; a few seconds of padding can be left out then.
    pub(crate) fn end_at(&mut self, samples: u64) {
        self.until = samples;
    }

    /// Whether there is no point in going on: a first look was all that is wanted, it is longer than any recording, or
    /// so little of so much decodes.
    pub(crate) fn is_enough(&self) -> bool {
        (self.quick && self.packets > 0) || self.is_too_long() || self.is_senseless || self.is_hopeless()
    }

    /// Whether it is longer than any recording.
    pub(crate) fn is_too_long(&self) -> bool {
        self.ns > MOST_NS
    }

    /// Whether it has a rate that no sound has ([`RATES`]).
    pub(crate) fn is_senseless(&self) -> bool {
        self.is_senseless
    }

    /// Whether so little of so much decodes that there is no point in going on.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.damage.packets > 10_000 && self.damage.packets > self.packets / 10 * 9
    }

    /// Hands over one packet that should give `expected` samples a channel. It counts for as many as it gives, but
    /// never for more than that. One larger than [`PACKET_ROOM`] is missing.
    pub(crate) fn hear(&mut self, packet: &[u8], expected: u64) {
        self.packets += 1;
        self.bytes += packet.len() as u64;
        self.expected = self.expected.saturating_add(expected);
        if packet.len() > PACKET_ROOM {
            return self.miss(expected);
        }
        if self.first.is_none() {
            self.first = Some(packet.to_vec());
        }
        self.stretch.packet(packet, expected);
        if self.stretch.is_full(self.stretch_len) {
            self.hand_over();
        }
    }

    /// Notes that `samples` are missing here: packets that the container counts and that were not there to be heard.
    pub(crate) fn miss(&mut self, samples: u64) {
        self.stretch.missing(samples);
    }

    /// Forgets the decoder's memory: what follows is another stream, of `codec`.
    pub(crate) fn restart(&mut self, codec: impl Into<Codec>) {
        self.codec = Arc::new(codec.into());
        self.first = None;
        self.checksum = None;
        self.stretch.restart(&self.codec);
    }

    /// All packets have been handed over: from here on everything that was heard is known.
    pub(crate) fn end(&mut self) {
        let last = std::mem::take(&mut self.stretch);
        if !last.is_empty() {
            self.crew.give(last);
        }
        while let Some(stretch) = self.crew.take() {
            self.take(&stretch);
        }
        self.crew = Crew::default();
    }

    /// What was measured from sample `start` to sample `end` of the timeline, at `rate` samples a second.
    pub(crate) fn measures(&self, start: u64, end: u64, rate: u32) -> Measures {
        let start = start.saturating_sub(self.delay);
        self.meters.within(start, end.saturating_sub(self.delay).max(start), rate)
    }

    /// What the codec itself says at the end: false if its checksum of everything does not fit.
    pub(crate) fn checksum_fits(&self) -> bool {
        self.checksum.as_ref().is_none_or(Checksum::fits)
    }

    /// Has the full stretch decoded, and begins the next.
    fn hand_over(&mut self) {
        let mut next = self.spare.pop().unwrap_or_default();
        next.follow(&self.stretch, &self.codec, self.first.as_deref().unwrap_or_default());
        let full = std::mem::replace(&mut self.stretch, next);
        self.prepare();
        self.hire();
        self.crew.give(full);
        while self.crew.len() > AHEAD {
            let Some(stretch) = self.crew.take() else { break };
            self.take(&stretch);
            if !stretch.is_oversized() {
                self.spare.push(stretch);
            }
        }
    }

    fn prepare(&mut self) {
        self.stretch.bits = self.checksum.as_ref().map(|checksum| checksum.bits);
    }

    /// Short recordings never come here: their only stretch is decoded by the thread that reads.
    fn hire(&mut self) {
        if self.threads > 1 {
            self.crew.hire(self.threads, self.codec.memory() == Memory::Endless);
        }
    }

    /// Takes what was heard of a stretch, in order.
    fn take(&mut self, stretch: &Stretch) {
        if let Some(checksum) = &mut self.checksum {
            checksum.hear(&stretch.plain);
        }
        let mut from = 0;
        for run in &stretch.runs {
            match *run {
                Run::Sound { rate, .. } if !RATES.contains(&rate) => {
                    self.is_senseless = true;
                    return;
                }
                Run::Sound { rate, channels, samples } => {
                    self.spec.get_or_insert((rate, channels));
                    self.sound(rate, &stretch.planes[..usize::from(channels)], from, samples);
                    from += samples;
                }
                Run::Damaged { samples } => {
                    self.damaged(samples, samples);
                    self.silence(samples);
                }
                Run::Missing { samples } => self.damaged(samples, 0),
                Run::Restart => _ = self.restarted.get_or_insert(self.samples),
            }
        }
    }

    fn sound(&mut self, rate: u32, planes: &[Vec<f32>], from: usize, samples: usize) {
        let (skipped, played) = self.played(samples as u64);
        let from = from + skipped as usize;
        let planes: Vec<&[f32]> = planes.iter().map(|plane| &plane[from..from + played as usize]).collect();
        if played > 0 && !planes.is_empty() {
            self.meters.hear(rate, &planes);
            if let Some(tap) = &mut self.tap {
                for at in (0..planes[0].len()).step_by(PIECE) {
                    let to = planes[0].len().min(at + PIECE);
                    let pieces: Vec<&[f32]> = planes.iter().map(|plane| &plane[at..to]).collect();
                    tap.hear(rate, &pieces);
                }
            }
        }
        self.pass(samples as u64, rate);
    }

    /// So much time has been heard.
    fn pass(&mut self, samples: u64, rate: u32) {
        self.samples = self.samples.saturating_add(samples);
        self.ns = self.ns.saturating_add(ns(samples, rate));
    }

    /// `samples` did not decode; `lasting` of them still take up time, as silence.
    fn damaged(&mut self, samples: u64, lasting: u64) {
        let rate = self.known_rate();
        self.damage.spots.add(self.samples, lasting, rate);
        self.damage.packets += 1;
        self.damage.samples = self.damage.samples.saturating_add(samples);
    }

    /// The sample rate, or one that sound has while it is not known.
    fn known_rate(&self) -> u32 {
        self.rate().unwrap_or(48_000).clamp(*RATES.start(), *RATES.end())
    }

    /// What did not decode takes its time all the same.
    fn silence(&mut self, samples: u64) {
        let rate = self.known_rate();
        let (_, played) = self.played(samples);
        self.meters.unknown(played);
        if let (Some(tap), Some((rate, channels))) = (&mut self.tap, self.spec) {
            let silence = [0.0; PIECE];
            let room = MOST_NS.saturating_sub(self.ns) / NS * u64::from(rate);
            let mut left = played.min(room);
            while left > 0 {
                let len = left.min(PIECE as u64);
                tap.hear(rate, &vec![&silence[..len as usize]; usize::from(channels)]);
                left -= len;
            }
        }
        self.pass(samples, rate);
    }

    /// Of the next `samples` samples, how many are skipped and how many then played.
    fn played(&self, samples: u64) -> (u64, u64) {
        let skipped = self.delay.saturating_sub(self.samples).min(samples);
        let left = self.until.saturating_sub(self.samples.saturating_add(skipped));
        (skipped, (samples - skipped).min(left))
    }
}
