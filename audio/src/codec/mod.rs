//! What a codec's own headers say: how its decoder is set up, and how many samples each packet holds.

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;

use crate::listen::Codec;

pub(crate) mod aac;
pub(crate) mod flac;
pub(crate) mod opus;
pub(crate) mod pcm;
pub(crate) mod vorbis;

/// A stream of packets whose lengths the packets tell themselves.
#[derive(Clone, Debug)]
pub(crate) enum Stream {
    /// Opus.
    Opus(opus::Stream),
    /// Vorbis.
    Vorbis(vorbis::Stream),
    /// FLAC.
    Flac(flac::StreamInfo),
    /// AAC-LC, or the core of HE-AAC.
    Aac(aac::Config),
    /// MP3, as the container describes it.
    Mp3 {
        /// Hz.
        rate: u32,
        /// How many channels.
        channels: u16,
    },
    /// Uncompressed.
    Pcm(pcm::Layout),
}

impl Stream {
    /// The name of the codec in the report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Stream::Opus(_) => "opus",
            Stream::Vorbis(_) => "vorbis",
            Stream::Flac(_) => "flac",
            Stream::Aac(_) => "aac",
            Stream::Mp3 { .. } => "mp3",
            Stream::Pcm(_) => "pcm",
        }
    }

    /// Samples a second (Hz), as they are played.
    pub(crate) fn rate(&self) -> u32 {
        match self {
            Stream::Opus(_) => opus::RATE,
            Stream::Vorbis(stream) => stream.rate,
            Stream::Flac(info) => info.rate,
            Stream::Aac(config) => config.rate(),
            Stream::Mp3 { rate, .. } => *rate,
            Stream::Pcm(layout) => layout.rate,
        }
    }

    /// How many channels.
    pub(crate) fn channels(&self) -> u16 {
        match self {
            Stream::Opus(stream) => u16::from(stream.head.channels),
            Stream::Vorbis(stream) => stream.channels,
            Stream::Flac(info) => info.channels,
            Stream::Aac(config) => config.channels,
            Stream::Mp3 { channels, .. } => *channels,
            Stream::Pcm(layout) => layout.channels,
        }
    }

    /// What decodes the packets.
    pub(crate) fn decoder(&self) -> Codec {
        match self {
            Stream::Opus(stream) => Codec::Opus(stream.head.clone()),
            Stream::Vorbis(stream) => stream.parameters().into(),
            Stream::Flac(info) => info.parameters().into(),
            Stream::Aac(config) => config.parameters().into(),
            Stream::Mp3 { rate, .. } => {
                let mut parameters = AudioCodecParameters::new();
                parameters.for_codec(CODEC_ID_MP3).with_sample_rate(*rate);
                parameters.into()
            }
            Stream::Pcm(layout) => layout.parameters().into(),
        }
    }

    /// How long the next packet is; None if its header is no such header.
    pub(crate) fn length(&mut self, packet: &[u8]) -> Option<Length> {
        let whole = match self {
            Stream::Opus(stream) => return stream.length(packet),
            Stream::Vorbis(stream) => stream.samples(packet)?,
            Stream::Flac(_) => flac::samples(packet)?,
            Stream::Aac(_) => aac::Config::SAMPLES,
            Stream::Mp3 { .. } => mp3_samples(packet)?,
            Stream::Pcm(layout) => layout.samples(packet)?,
        };
        Some(Length { whole, played: whole })
    }
}

/// How long a packet is, in samples a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    /// By the clock.
    pub(crate) whole: u64,
    /// Without what the stream's head leaves out at its start (Opus' pre-skip).
    pub(crate) played: u64,
}

/// Samples a channel in a frame of layer III (ISO/IEC 11172-3 §2.4.2.1, 13818-3 §2.4.2.1): half as many below MPEG-1.
fn mp3_samples(frame: &[u8]) -> Option<u64> {
    match *frame {
        [0xff, version, _, _, ..] if version & 0xe6 == 0xe2 => Some(if version >> 3 & 3 == 3 { 1152 } else { 576 }),
        _ => None,
    }
}
