//! Decoders: what turns one packet into sound, whoever wrote it.

use symphonia::core::codecs::audio::well_known::CODEC_ID_VORBIS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};

use super::opus::Opus;
use crate::codec::opus;

/// What the packets of a stream are, with all that is needed to set up a decoder: as many as wanted, on any thread.
#[derive(Clone, Debug)]
pub(crate) enum Codec {
    /// One of symphonia's.
    Symphonia(AudioCodecParameters),
    /// Opus, of which symphonia has none.
    Opus(opus::Head),
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

    /// What the codec itself says at the end: false if its checksum of everything does not fit.
    fn checksum_fits(&mut self) -> bool {
        true
    }
}

impl Codec {
    /// A decoder that has heard nothing yet; None if there is none for this set-up.
    pub(crate) fn decoder(&self) -> Option<Box<dyn Decoder>> {
        match self {
            Codec::Symphonia(parameters) => {
                // Gapless mode would drop all that lies beyond the length a header claims or the reader guesses.
                // Vorbis' first packet alone is no sound, and only that mode leaves it out.
                let gapless = parameters.codec == CODEC_ID_VORBIS;
                let options = AudioDecoderOptions::default().gapless(gapless).verify(true);
                let decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options).ok()?;
                Some(Box::new(Symphonia(decoder)))
            }
            Codec::Opus(head) => Some(Box::new(Opus::new(head)?)),
        }
    }

    /// Sample rate where it is known beforehand, in Hz.
    pub(crate) fn rate(&self) -> Option<u32> {
        match self {
            Codec::Symphonia(parameters) => parameters.sample_rate,
            Codec::Opus(_) => Some(opus::RATE),
        }
    }
}

impl From<AudioCodecParameters> for Codec {
    fn from(parameters: AudioCodecParameters) -> Codec {
        Codec::Symphonia(parameters)
    }
}

struct Symphonia(Box<dyn AudioDecoder>);

impl Decoder for Symphonia {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        let packet = PacketRef::new(0, Timestamp::ZERO, Duration::ZERO, packet);
        let sound = self.0.decode_ref(&packet).ok()?;
        let channels = u16::try_from(sound.spec().channels().count()).ok()?;
        Some(Heard { rate: sound.spec().rate(), channels, samples: sound.frames() })
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        let sound = self.0.last_decoded();
        let samples = sound.frames();
        let mut rooms: Vec<&mut [f32]> = Vec::with_capacity(planes.len());
        for plane in planes {
            let from = plane.len();
            plane.resize(from + samples, 0.0);
            rooms.push(&mut plane[from..]);
        }
        sound.copy_to_slice_planar(&mut rooms);
    }

    fn checksum_fits(&mut self) -> bool {
        self.0.finalize().verify_ok != Some(false)
    }
}
