//! Sound that is not encoded, as containers carry it in packets.

use symphonia::core::audio::Channels;
use symphonia::core::audio::layouts;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_PCM_F32LE, CODEC_ID_PCM_F64LE, CODEC_ID_PCM_S16BE, CODEC_ID_PCM_S16LE, CODEC_ID_PCM_S24BE,
    CODEC_ID_PCM_S24LE, CODEC_ID_PCM_S32BE, CODEC_ID_PCM_S32LE, CODEC_ID_PCM_U8,
};
use symphonia::core::codecs::audio::{AudioCodecId, AudioCodecParameters};

/// How samples are written.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    codec: AudioCodecId,
    bytes: u16,
    /// Hz.
    pub(crate) rate: u32,
    /// How many channels.
    pub(crate) channels: u16,
}

impl Layout {
    /// The lowest byte first.
    pub(crate) fn little(bits: u64, is_float: bool, rate: u32, channels: u16) -> Option<Layout> {
        let (codec, bytes) = match (bits, is_float) {
            (8, false) => (CODEC_ID_PCM_U8, 1),
            (16, false) => (CODEC_ID_PCM_S16LE, 2),
            (24, false) => (CODEC_ID_PCM_S24LE, 3),
            (32, false) => (CODEC_ID_PCM_S32LE, 4),
            (32, true) => (CODEC_ID_PCM_F32LE, 4),
            (64, true) => (CODEC_ID_PCM_F64LE, 8),
            _ => return None,
        };
        (1..=8).contains(&channels).then_some(Layout { codec, bytes, rate, channels })
    }

    /// The highest byte first.
    pub(crate) fn big(bits: u64, rate: u32, channels: u16) -> Option<Layout> {
        let (codec, bytes) = match bits {
            16 => (CODEC_ID_PCM_S16BE, 2),
            24 => (CODEC_ID_PCM_S24BE, 3),
            32 => (CODEC_ID_PCM_S32BE, 4),
            _ => return None,
        };
        (1..=8).contains(&channels).then_some(Layout { codec, bytes, rate, channels })
    }

    /// How the decoder is set up.
    pub(super) fn parameters(&self) -> AudioCodecParameters {
        let mut parameters = AudioCodecParameters::new();
        let channels = match self.channels {
            1 => layouts::CHANNEL_LAYOUT_MONO,
            2 => layouts::CHANNEL_LAYOUT_STEREO,
            count => Channels::Discrete(count),
        };
        parameters.for_codec(self.codec).with_sample_rate(self.rate).with_channels(channels);
        parameters
            .with_bits_per_coded_sample(u32::from(self.bytes) * 8)
            .with_bits_per_sample(u32::from(self.bytes) * 8);
        parameters.with_max_frames_per_packet(MOST_SAMPLES);
        parameters
    }

    /// Samples a channel in a packet.
    pub(super) fn samples(&self, packet: &[u8]) -> Option<u64> {
        let samples = packet.len() as u64 / u64::from(self.bytes) / u64::from(self.channels);
        Some(samples).filter(|&samples| samples <= MOST_SAMPLES)
    }
}

/// More samples a channel than this in a packet are no packet.
const MOST_SAMPLES: u64 = 1 << 18;
