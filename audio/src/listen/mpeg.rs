//! MPEG audio of all layers, free format included, by nanomp3.

use nanomp3_core::{Channels, DecodeError, FrameInfo, MAX_SAMPLES_PER_FRAME};

use super::decoder::{Decoder, Heard};

/// How far back a layer III frame may reach for its main data, in bytes (ISO/IEC 11172-3 §2.4.2.7, `main_data_begin`
/// has nine bits).
pub(super) const RESERVOIR: usize = 511;
/// The most that a layer III frame has besides main data: header, checksum, side information.
pub(super) const SIDE: usize = 4 + 2 + 32;

/// A decoder of MPEG audio.
pub(super) struct Mpeg {
    decoder: nanomp3_core::Decoder,
    /// Interleaved sound of the last frame.
    sound: Box<[f32; MAX_SAMPLES_PER_FRAME]>,
    heard: Heard,
    /// Bytes of main data that were there so far, at least.
    main_data: usize,
    repeated: Vec<u8>,
}

impl Mpeg {
    pub(super) fn new() -> Mpeg {
        Mpeg {
            decoder: nanomp3_core::Decoder::new(),
            sound: Box::new([0.0; MAX_SAMPLES_PER_FRAME]),
            heard: Heard { rate: 0, channels: 0, samples: 0 },
            main_data: 0,
            repeated: Vec::new(),
        }
    }
}

impl Decoder for Mpeg {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        let outcome = if is_free_format(packet) {
            // What such a frame does not say is learnt from where the next one begins.
            self.repeated.clear();
            self.repeated.extend_from_slice(packet);
            self.repeated.extend_from_slice(packet);
            // One byte more than a header: the search stops before it.
            self.repeated.extend_from_slice(packet.get(..5)?);
            self.decoder.decode(&self.repeated, &mut self.sound[..])
        } else {
            self.decoder.decode(packet, &mut self.sound[..])
        };
        let had = self.main_data;
        self.main_data = had.saturating_add(packet.len().saturating_sub(SIDE));
        let (info, samples) = match outcome {
            (consumed, Ok(info)) if consumed == packet.len() => (info, info.samples_produced),
            // A stream that was cut out of another one may begin with frames that need bytes from before the cut.
            (_, Err(DecodeError::ReservoirUnavailable(info))) if had < RESERVOIR => {
                self.sound.fill(0.0);
                (info, samples(&info))
            }
            _ => return None,
        };
        let channels = if info.channels == Channels::Mono { 1 } else { 2 };
        self.heard = Heard { rate: info.sample_rate, channels, samples };
        Some(self.heard)
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        let channels = usize::from(self.heard.channels);
        let sound = &self.sound[..self.heard.samples * channels];
        match planes {
            [left, right] if channels == 2 => {
                let (pairs, _) = sound.as_chunks::<2>();
                left.extend(pairs.iter().map(|pair| pair[0]));
                right.extend(pairs.iter().map(|pair| pair[1]));
            }
            [one] => one.extend_from_slice(sound),
            _ => {}
        }
    }
}

/// The header's field for the bit rate is empty.
fn is_free_format(frame: &[u8]) -> bool {
    frame.get(2).is_some_and(|byte| byte >> 4 == 0)
}

/// Samples a channel in a frame (ISO/IEC 11172-3 §2.4.2.1, 13818-3 §2.4.2.3).
fn samples(info: &FrameInfo) -> usize {
    match info.layer {
        1 => 384,
        3 if info.sample_rate < 32_000 => 576,
        _ => 1152,
    }
}
