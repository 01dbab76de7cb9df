//! The seven or nine bytes before every frame of ADTS (ISO/IEC 14496-3 §1.A.2.2, 13818-7 §6.2).

use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;

use super::extension::Extensions;
use crate::frames::{Contents, Frame};
use crate::listen::Codec;

/// One frame header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// 0 Main, 1 LC, 2 SSR, 3 LTP.
    profile: u8,
    /// Hz of the core.
    rate: u32,
    /// Channels by their number in the table; 0 where only the frames say it.
    channels: u8,
    /// Bytes of the header, with its checksum if it has one.
    head: usize,
    /// Length of the frame with its header, in bytes.
    len: usize,
    /// Blocks of 1024 samples in the frame.
    blocks: u8,
}

const LOW_COMPLEXITY: u8 = 1;

/// Table 1.18; the last three numbers are reserved.
const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

impl Header {
    /// Reads a header; None if the bytes are none.
    pub(super) fn parse(bytes: &[u8]) -> Option<Header> {
        let [0xff, b1, b2, b3, b4, b5, b6, ..] = *bytes else { return None };
        // Sync word, and the layer, which is always 0: MPEG audio has another number there.
        if b1 & 0xf6 != 0xf0 {
            return None;
        }
        let header = Header {
            profile: b2 >> 6,
            rate: *RATES.get(usize::from(b2 >> 2 & 0x0f))?,
            channels: (b2 & 1) << 2 | b3 >> 6,
            head: if b1 & 1 == 1 { 7 } else { 9 },
            len: usize::from(b3 & 3) << 11 | usize::from(b4) << 3 | usize::from(b5 >> 5),
            blocks: (b6 & 3) + 1,
        };
        (header.len > header.head).then_some(header)
    }

    /// The name of what is inside if it cannot be decoded here.
    pub(super) fn foreign(&self) -> Option<&'static str> {
        match self {
            Header { profile: 0, .. } => Some("AAC Main"),
            Header { profile: 2, .. } => Some("AAC SSR"),
            Header { profile: 3, .. } => Some("AAC LTP"),
            Header { channels: 0, .. } => Some("AAC (channels of its own)"),
            Header { channels: 3.., .. } => Some("AAC (more than 2 channels)"),
            // The blocks do not say where they end.
            Header { blocks: 2.., .. } => Some("AAC (several blocks a frame)"),
            _ => None,
        }
    }
}

impl Frame for Header {
    // The length has 13 bits.
    const LONGEST: usize = 8191;
    const HEADER: usize = 7;
    type Memory = Extensions;

    fn read(bytes: &[u8], _: Option<&Header>) -> Option<Header> {
        Header::parse(bytes).filter(|header| header.profile == LOW_COMPLEXITY && header.foreign().is_none())
    }

    fn bytes(&self) -> usize {
        self.len
    }

    fn rate(&self) -> u32 {
        self.rate
    }

    fn channels(&self) -> u16 {
        self.channels.into()
    }

    /// SBR doubles the rate, parametric stereo the channel.
    fn played(&self, extensions: &Extensions) -> (u32, u16) {
        let rate = if extensions.has_sbr() { self.rate * 2 } else { self.rate };
        (rate, if extensions.has_parametric_stereo() { 2 } else { self.channels() })
    }

    fn samples(&self) -> u64 {
        1024
    }

    fn bit_rate(&self) -> Option<u32> {
        None
    }

    fn goes_with(&self, other: &Header) -> bool {
        (self.rate, self.channels) == (other.rate, other.channels)
    }

    fn sounds_like(&self, other: &Header) -> bool {
        self.goes_with(other)
    }

    fn codec(&self) -> Codec {
        let mut parameters = AudioCodecParameters::new();
        parameters.for_codec(CODEC_ID_AAC).with_sample_rate(self.rate);
        parameters.with_channels(Channels::Discrete(self.channels.into()));
        parameters.into()
    }

    fn sound<'a>(&self, frame: &'a [u8]) -> &'a [u8] {
        frame.get(self.head..).unwrap_or_default()
    }

    fn contents(&self, _: &[u8]) -> Option<Contents> {
        None
    }

    fn remember(&self, frame: &[u8], extensions: &mut Extensions) {
        extensions.look(self.sound(frame), self.channels == 1);
    }
}
