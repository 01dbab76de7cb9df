//! The four bytes before every MPEG audio frame (ISO/IEC 11172-3 §2.4.1.3, 13818-3 §2.4.1.3): Layers I, II and III at
//! their nine sample rates, and free format, whose frames do not say how long they are.

use super::contents;
use crate::frames::{Contents, Frame};
use crate::listen::Codec;

/// One frame header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// MPEG-1, or its low-rate extensions 2 and 2.5.
    pub(super) version: Version,
    /// How the sound is coded.
    pub(super) layer: Layer,
    /// Hz.
    pub(super) rate: u32,
    /// 1 or 2.
    pub(super) channels: u16,
    /// Whether 16 bits of checksum follow the header.
    pub(super) has_crc: bool,
    /// Bits a second as the header says; None in free format.
    bit_rate: Option<u32>,
    /// Length of the frame with its header, without padding, in bytes.
    unpadded: usize,
    /// Bytes of padding.
    padding: usize,
}

/// Which of the three families of sample rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 32, 44.1, 48 kHz.
    V1,
    /// Half of them.
    V2,
    /// A quarter of them; no standard, but Fraunhofer's and everybody's.
    V25,
}

/// Which of the three ways to code sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// MP1.
    One,
    /// MP2, of broadcasters.
    Two,
    /// MP3.
    Three,
}

type BitRates = [u32; 15];
const LAYER_I: BitRates = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
const LAYER_II: BitRates = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const LAYER_III: BitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_LAYER_I: BitRates = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const LOW_LAYERS_II_III: BitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

impl Header {
    /// Reads all but the length of a frame in free format, which is 0 here.
    fn parse(bytes: &[u8]) -> Option<Header> {
        let [0xff, b1, b2, b3, ..] = *bytes else { return None };
        // The emphasis 0b10 is reserved; noise has it, encoders do not.
        if b3 & 0b11 == 0b10 {
            return None;
        }
        let rate = *[44_100, 48_000, 32_000].get(usize::from(b2 >> 2 & 0b11))?;
        let (version, rate) = match b1 >> 3 {
            0b11111 => (Version::V1, rate),
            0b11110 => (Version::V2, rate / 2),
            0b11100 => (Version::V25, rate / 4),
            _ => return None,
        };
        let layer = match b1 >> 1 & 0b11 {
            0b01 => Layer::Three,
            0b10 => Layer::Two,
            0b11 => Layer::One,
            _ => return None,
        };
        let bit_rate = bit_rates(version, layer).get(usize::from(b2 >> 4))? * 1000;
        let slot = if layer == Layer::One { 4 } else { 1 };
        let mut header = Header {
            version,
            layer,
            rate,
            channels: if b3 >> 6 == 0b11 { 1 } else { 2 },
            has_crc: b1 & 1 == 0,
            bit_rate: Some(bit_rate).filter(|&bit_rate| bit_rate > 0),
            unpadded: 0,
            padding: slot * usize::from(b2 >> 1 & 1),
        };
        // A slot of layer I has four bytes, of the others one; the length is in whole slots (§2.4.3.1).
        let bits = header.samples() as u32 / 8 * bit_rate;
        header.unpadded = (bits / header.rate) as usize / slot * slot;
        Some(header)
    }

    /// Whether frames do not say how long they are.
    pub(super) fn is_free(&self) -> bool {
        self.bit_rate.is_none()
    }

    /// Bytes of the side information of layer III.
    pub(super) fn side_info(&self) -> usize {
        match (self.version, self.channels) {
            (Version::V1, 2) => 32,
            (Version::V1, _) | (_, 2) => 17,
            _ => 9,
        }
    }

    /// Bytes before the side information.
    pub(super) fn head(&self) -> usize {
        if self.has_crc { 6 } else { 4 }
    }

    /// The length of this frame in free format: as the one before; or as far as to a header of the same kind that is
    /// followed by another at the same distance (all frames of a stream are of one length, §2.4.2.3).
    fn free_length(&self, bytes: &[u8], last: Option<&Header>) -> Option<usize> {
        if let Some(last) = last.filter(|last| last.is_free() && last.goes_with(self)) {
            return Some(last.unpadded);
        }
        let alike = |at: usize| {
            let other = bytes.get(at..).filter(|rest| rest.first() == Some(&0xff)).and_then(Header::parse)?;
            (other.is_free() && other.goes_with(self) && other.has_crc == self.has_crc).then_some(other)
        };
        let shortest = self.head() + if self.layer == Layer::Three { self.side_info() } else { 16 };
        (shortest + self.padding..=Self::LONGEST).find_map(|len| {
            let unpadded = len - self.padding;
            let second = alike(len)?;
            let third = len + unpadded + second.padding;
            (third >= bytes.len() || alike(third).is_some()).then_some(unpadded)
        })
    }
}

fn bit_rates(version: Version, layer: Layer) -> &'static BitRates {
    match (version, layer) {
        (Version::V1, Layer::One) => &LAYER_I,
        (Version::V1, Layer::Two) => &LAYER_II,
        (Version::V1, Layer::Three) => &LAYER_III,
        (_, Layer::One) => &LOW_LAYER_I,
        _ => &LOW_LAYERS_II_III,
    }
}

impl Frame for Header {
    // Layer II of MPEG-2.5 at 160 kbit/s and 8 kHz, padded.
    const LONGEST: usize = 2881;
    const HEADER: usize = 4;
    type Memory = ();

    fn read(bytes: &[u8], last: Option<&Header>) -> Option<Header> {
        let mut header = Header::parse(bytes)?;
        if header.is_free() {
            header.unpadded = header.free_length(bytes, last)?;
        }
        Some(header)
    }

    fn bytes(&self) -> usize {
        self.unpadded + self.padding
    }

    fn rate(&self) -> u32 {
        self.rate
    }

    fn channels(&self) -> u16 {
        self.channels
    }

    fn samples(&self) -> u64 {
        match (self.layer, self.version) {
            (Layer::One, _) => 384,
            (Layer::Two, _) | (Layer::Three, Version::V1) => 1152,
            (Layer::Three, _) => 576,
        }
    }

    fn bit_rate(&self) -> Option<u32> {
        let free = || u32::try_from(self.unpadded as u64 * 8 * u64::from(self.rate) / self.samples()).ok();
        self.bit_rate.or_else(free)
    }

    /// Bit rate and stereo mode may change from frame to frame; free format may not come and go.
    fn goes_with(&self, other: &Header) -> bool {
        (self.version, self.layer, self.rate) == (other.version, other.layer, other.rate)
            && self.is_free() == other.is_free()
    }

    fn sounds_like(&self, other: &Header) -> bool {
        let sound = |header: &Header| (header.layer, header.rate, header.channels, header.is_free());
        sound(self) == sound(other)
    }

    fn codec(&self) -> Codec {
        Codec::Mpeg
    }

    fn sound<'a>(&self, frame: &'a [u8]) -> &'a [u8] {
        frame
    }

    fn contents(&self, frame: &[u8]) -> Option<Contents> {
        contents::read(self, frame)
    }
}
