//! What a codec's own headers say: how its decoder is set up, and how many samples each packet holds.

use crate::listen::Codec;

pub(crate) mod flac;
pub(crate) mod opus;
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
}

impl Stream {
    /// The name of the codec in the report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Stream::Opus(_) => "opus",
            Stream::Vorbis(_) => "vorbis",
            Stream::Flac(_) => "flac",
        }
    }

    /// Samples a second (Hz), as they are played.
    pub(crate) fn rate(&self) -> u32 {
        match self {
            Stream::Opus(_) => opus::RATE,
            Stream::Vorbis(stream) => stream.rate,
            Stream::Flac(info) => info.rate,
        }
    }

    /// How many channels.
    pub(crate) fn channels(&self) -> u16 {
        match self {
            Stream::Opus(stream) => u16::from(stream.head.channels),
            Stream::Vorbis(stream) => stream.channels,
            Stream::Flac(info) => info.channels,
        }
    }

    /// What decodes the packets.
    pub(crate) fn decoder(&self) -> Codec {
        match self {
            Stream::Opus(stream) => Codec::Opus(stream.head.clone()),
            Stream::Vorbis(stream) => stream.parameters().into(),
            Stream::Flac(info) => info.parameters().into(),
        }
    }

    /// How many samples a channel the next packet adds to what is played; None if its header is no such header.
    /// Samples at the start that are no recording (Opus' pre-skip, Vorbis' first window) are not among them.
    pub(crate) fn samples(&mut self, packet: &[u8]) -> Option<u64> {
        match self {
            Stream::Opus(stream) => stream.samples(packet),
            Stream::Vorbis(stream) => stream.samples(packet),
            Stream::Flac(_) => flac::samples(packet),
        }
    }
}
