//! Opus: a decoder of the crate's, and around it what containers say of the stream.

use super::decoder::{Decoder, Heard};
use crate::codec::opus::{self, Head, LONGEST, RATE};

/// Decodes the packets of one stream, and leaves out what its head says is no recording.
pub(super) struct Opus {
    decoder: Inner,
    head: Head,
    gain: f32,
    skip: usize,
    /// Interleaved: the last packet's sound.
    sound: Vec<f32>,
    heard: std::ops::Range<usize>,
}

enum Inner {
    /// One stream of one or two channels.
    Plain(Box<rusty_opus::OpusDecoder>),
    /// Several streams beside each other.
    Surround(Box<rusty_opus::multistream::OpusMSDecoder>),
}

impl Opus {
    /// A decoder for the stream with this head.
    pub(super) fn new(head: &Head) -> Option<Opus> {
        let channels = usize::from(head.channels);
        let decoder = match head.family {
            0 => Inner::Plain(Box::new(rusty_opus::OpusDecoder::new(RATE as i32, channels).ok()?)),
            _ => Inner::Surround(Box::new(rusty_opus::multistream::OpusMSDecoder::new(RATE as i32, channels, 1).ok()?)),
        };
        Some(Opus {
            decoder,
            gain: 10_f32.powf(f32::from(head.gain) / (20.0 * 256.0)),
            skip: usize::from(head.pre_skip),
            head: head.clone(),
            sound: vec![0.0; LONGEST * channels],
            heard: 0..0,
        })
    }
}

impl Decoder for Opus {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        let expected = opus::samples(packet)?;
        let skipped = expected.min(self.skip);
        self.skip -= skipped;
        self.heard = 0..0;
        let samples = match &mut self.decoder {
            Inner::Plain(decoder) => decoder.decode(packet, LONGEST, &mut self.sound).ok()?,
            Inner::Surround(decoder) => decoder.decode(packet, LONGEST, &mut self.sound).ok()?,
        };
        if samples != expected {
            return None;
        }
        self.heard = skipped..samples;
        Some(Heard { rate: RATE, channels: u16::from(self.head.channels), samples: samples - skipped })
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        let channels = usize::from(self.head.channels);
        let sound = &self.sound[self.heard.start * channels..self.heard.end * channels];
        for (plane, &channel) in planes.iter_mut().zip(self.head.order()) {
            plane.extend(sound.iter().skip(channel).step_by(channels).map(|sample| sample * self.gain));
        }
    }
}
