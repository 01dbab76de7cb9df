//! MPEG audio that symphonia does not decode: free format, and layers I and II at all their bit rates (0.6.1 refuses
//! the low ones of MPEG-2).

use nanomp3_core::{Decoder as Nano, MAX_SAMPLES_PER_FRAME};

use super::decoder::{Decoder, Heard};

/// nanomp3, given one frame after another.
pub(super) struct Mpeg {
    decoder: Nano,
    /// The frame, the frame again, and its header: that is how nanomp3 knows how long a frame in free format is.
    room: Vec<u8>,
    /// What came out, interleaved.
    sound: Vec<f32>,
    channels: usize,
    samples: usize,
}

impl Mpeg {
    pub(super) fn new() -> Mpeg {
        let sound = vec![0.0; MAX_SAMPLES_PER_FRAME];
        Mpeg { decoder: Nano::new(), room: Vec::new(), sound, channels: 0, samples: 0 }
    }
}

impl Decoder for Mpeg {
    fn decode(&mut self, packet: &[u8]) -> Option<Heard> {
        self.room.clear();
        self.room.extend_from_slice(packet);
        self.room.extend_from_slice(packet);
        // One byte more than a header: the search stops before it.
        self.room.extend_from_slice(packet.get(..5)?);
        let (taken, found) = self.decoder.decode(&self.room, &mut self.sound);
        let found = found.ok().filter(|_| taken == packet.len())?;
        self.channels = usize::from(found.channels.num());
        self.samples = found.samples_produced;
        Some(Heard { rate: found.sample_rate, channels: found.channels.num().into(), samples: self.samples })
    }

    fn pour(&self, planes: &mut [Vec<f32>]) {
        let sound = &self.sound[..self.samples * self.channels];
        for (channel, plane) in planes.iter_mut().enumerate() {
            plane.extend(sound.iter().skip(channel).step_by(self.channels.max(1)));
        }
    }
}
