//! Decoders: what turns one packet into sound, whoever wrote it.

use symphonia::core::audio::{Audio, GenericAudioBufferRef};
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_AAC, CODEC_ID_ALAC, CODEC_ID_FLAC, CODEC_ID_MP1, CODEC_ID_MP2, CODEC_ID_MP3, CODEC_ID_VORBIS,
};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

use super::mpeg::{self, Mpeg};
use super::opus::Opus;
use crate::codec::opus;

/// What the packets of a stream are, with all that is needed to set up a decoder: as many as wanted, on any thread.
#[derive(Clone, Debug)]
pub(crate) enum Codec {
    /// MPEG audio, whatever its layer; a packet is a frame with its header.
    Mpeg,
    /// One of symphonia's.
    Symphonia(AudioCodecParameters),
    /// Opus, of which symphonia has none.
    Opus(opus::Head),
    /// One that never forgets, for tests.
    #[cfg(test)]
    Endless(fn() -> Box<dyn Decoder>),
}

/// What one packet gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Hz.
    pub(crate) rate: u32,
    /// How many channels.
    pub(crate) channels: u16,
    /// Samples a channel.
    pub(crate) samples: usize,
}

/// Turns packets into sound, one after another; what it gives may depend on the packets before.
pub(crate) trait Decoder: Send {
    /// Decodes one packet; None if it is damaged.
    fn decode(&mut self, packet: &[u8]) -> Option<Heard>;

    /// Adds the sound of the last packet to `planes`, one for each of its channels; full scale is ±1.
    fn pour(&self, planes: &mut [Vec<f32>]);

    /// Adds the sound of the last packet to `bytes` as FLAC's MD5 counts it: interleaved little-endian integers of
    /// `bits` bits, in whole bytes. Only FLAC can.
    fn pour_bytes(&self, _bits: u32, _bytes: &mut Vec<u8>) {}
}

/// How much of what went before its sound depends on: what a new decoder must have heard to go on in the middle of a
/// stream as if it had heard everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// Only packets just before: at least so many, with at least so many bytes in them, `SIDE` of each not counted.
    Short { packets: usize, bytes: usize },
    /// The same, and the very first packet, from which the decoder learns what the stream is made of.
    ShortAndFirst { packets: usize },
    /// Everything.
    Endless,
}

impl Codec {
    /// A decoder that has heard nothing yet; None if there is none for this set-up.
    pub(crate) fn decoder(&self) -> Option<Box<dyn Decoder>> {
        match self {
            Codec::Mpeg => Some(Box::new(Mpeg::new())),
            #[cfg(test)]
            Codec::Endless(decoder) => Some(decoder()),
            Codec::Symphonia(parameters) => {
                // Gapless mode would drop all that lies beyond the length a header claims or the reader guesses.
                // Vorbis' first packet alone is no sound, and only that mode leaves it out.
                let gapless = parameters.codec == CODEC_ID_VORBIS;
                let options = AudioDecoderOptions::default().gapless(gapless).verify(false);
                let decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options).ok()?;
                // ADPCM's decoder counts its blocks by the packet's length; all others look at the bytes.
                let length = Duration::new(parameters.frames_per_block.unwrap_or(0));
                Some(Box::new(Symphonia { decoder, length }))
            }
            Codec::Opus(head) => Some(Box::new(Opus::new(head)?)),
        }
    }

    /// What a new decoder must have heard before it goes on in the middle of a stream.
    pub(crate) fn memory(&self) -> Memory {
        match self {
            // Layer III: the bit reservoir, twice, so that it is the same even where a damaged frame has emptied it;
            // the halves of one block that overlap with the next (§2.4.3.4.10.3); 15 rows of the synthesis filter,
            // which layers I and II have too (§2.4.3.2.2).
            Codec::Mpeg => Memory::Short { packets: 4, bytes: 2 * mpeg::RESERVOIR },
            Codec::Symphonia(parameters) => match parameters.codec {
                // One block overlaps with the next (ISO/IEC 14496-3 §4.6.11.3.3); another in case that one is damaged.
                CODEC_ID_AAC => Memory::ShortAndFirst { packets: 2 },
                // The same (Vorbis I specification §4.3.8).
                CODEC_ID_VORBIS => Memory::Short { packets: 2, bytes: 0 },
                // Every packet stands for itself (RFC 9639 §9; Apple Lossless Format Description).
                CODEC_ID_FLAC | CODEC_ID_ALAC => Memory::Short { packets: 0, bytes: 0 },
                _ if is_pcm(parameters) => Memory::Short { packets: 0, bytes: 0 },
                _ => Memory::Endless,
            },
            // What its filters keep fades, and never ends.
            Codec::Opus(_) => Memory::Endless,
            #[cfg(test)]
            Codec::Endless(_) => Memory::Endless,
        }
    }

    /// Sample rate where it is known beforehand, in Hz.
    pub(crate) fn rate(&self) -> Option<u32> {
        match self {
            Codec::Symphonia(parameters) => parameters.sample_rate,
            Codec::Opus(_) => Some(opus::RATE),
            _ => None,
        }
    }

    /// Channels where they are known beforehand, else as many as most have.
    pub(super) fn channels(&self) -> usize {
        match self {
            Codec::Symphonia(parameters) => parameters.channels.as_ref().map_or(2, |channels| channels.count().max(1)),
            Codec::Opus(head) => usize::from(head.channels),
            _ => 2,
        }
    }
}

impl From<AudioCodecParameters> for Codec {
    fn from(parameters: AudioCodecParameters) -> Codec {
        match parameters.codec {
            CODEC_ID_MP1 | CODEC_ID_MP2 | CODEC_ID_MP3 => Codec::Mpeg,
            _ => Codec::Symphonia(parameters),
        }
    }
}

/// Whether a packet is samples as they are, logarithmic ones included, or blocks of ADPCM, each with its own beginning.
fn is_pcm(parameters: &AudioCodecParameters) -> bool {
    let decoder = symphonia::default::get_codecs().get_audio_decoder(parameters.codec);
    decoder.is_some_and(|decoder| decoder.codec.info.short_name.contains("pcm"))
}

struct Symphonia {
    decoder: Box<dyn AudioDecoder>,
    length: Duration,
}

impl Decoder for Symphonia {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        let packet = PacketRef::new(0, Timestamp::ZERO, self.length, packet);
        let sound = self.decoder.decode_ref(&packet).ok()?;
        let channels = u16::try_from(sound.spec().channels().count()).ok()?;
        Some(Heard { rate: sound.spec().rate(), channels, samples: sound.frames() })
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        match self.decoder.last_decoded() {
            GenericAudioBufferRef::F32(sound) => {
                planes
                    .iter_mut()
                    .zip(sound.iter_planes())
                    .for_each(|(plane, samples)| plane.extend_from_slice(samples));
            }
            GenericAudioBufferRef::S32(sound) => {
                let scaled = |&sample: &i32| sample as f32 * (1.0 / 2_147_483_648.0);
                planes.iter_mut().zip(sound.iter_planes()).for_each(|(plane, samples)| {
                    plane.extend(samples.iter().map(scaled));
                });
            }
            sound => pour_any(&sound, planes),
        }
    }

    fn pour_bytes(&self, bits: u32, bytes: &mut Vec<u8>) {
        // The decoder shifts samples of any width to the top of 32 bits.
        let GenericAudioBufferRef::S32(sound) = self.decoder.last_decoded() else { return };
        let planes: Vec<&[i32]> = sound.iter_planes().collect();
        let shift = 32 - bits.min(32);
        if let ([left, right], 16) = (&planes[..], shift) {
            let pairs = left.iter().zip(*right);
            bytes.extend(pairs.flat_map(|(left, right)| ((left >> 16 & 0xffff) | (right >> 16 << 16)).to_le_bytes()));
            return;
        }
        let width = bits.div_ceil(8) as usize;
        for at in 0..sound.frames() {
            for plane in &planes {
                bytes.extend_from_slice(&(plane[at] >> shift).to_le_bytes()[..width]);
            }
        }
    }
}

/// Sound in any other form of samples.
fn pour_any(sound: &GenericAudioBufferRef<'_>, planes: &mut [Vec<f32>]) {
    let samples = sound.frames();
    let mut rooms: Vec<&mut [f32]> = Vec::with_capacity(planes.len());
    for plane in planes {
        let from = plane.len();
        plane.resize(from + samples, 0.0);
        rooms.push(&mut plane[from..]);
    }
    sound.copy_to_slice_planar(&mut rooms);
}
