//! Recordings of any length, sound to the last frame.

use std::io::{Read, Write};
use std::path::Path;

/// Two minutes' worth is a few seconds: 48 kB of MP3 without any header that tells a length.
const FRAMES: &[u8] = include_bytes!("../../fixtures/audio/cbr-noxing.mp3");

/// A sound recording of 30.6 s.
pub const TRAILER: &[u8] = include_bytes!("../../fixtures/samples/00-zapowiedz.mp3");

/// An MP3 of about this many bytes. Another number makes another recording.
pub fn mp3(bytes: usize) -> Vec<u8> {
    FRAMES.repeat(bytes.div_ceil(FRAMES.len()))
}

/// The same, as a file.
pub fn mp3_file(path: &Path, bytes: usize) -> Vec<u8> {
    let recording = mp3(bytes);
    std::fs::File::create(path).unwrap().write_all(&recording).unwrap();
    recording
}

/// A WAV (16 bit, stereo, 44.1 kHz) that is made while it is read: 44 bytes of header, then `sound` bytes, a multiple of 4.
pub struct Wav {
    header: [u8; HEADER],
    /// A stretch of sound that is played again and again.
    stretch: Vec<u8>,
    sound: u64,
    at: u64,
}

const HEADER: usize = 44;

impl Wav {
    pub fn new(sound: u32) -> Self {
        assert!(sound.is_multiple_of(4), "whole frames of four bytes");
        let mut header = [0; HEADER];
        header[0..4].copy_from_slice(b"RIFF");
        header[4..8].copy_from_slice(&(sound + 36).to_le_bytes());
        header[8..16].copy_from_slice(b"WAVEfmt ");
        header[16..20].copy_from_slice(&16_u32.to_le_bytes());
        header[20..22].copy_from_slice(&1_u16.to_le_bytes());
        header[22..24].copy_from_slice(&2_u16.to_le_bytes());
        header[24..28].copy_from_slice(&44_100_u32.to_le_bytes());
        header[28..32].copy_from_slice(&176_400_u32.to_le_bytes());
        header[32..34].copy_from_slice(&4_u16.to_le_bytes());
        header[34..36].copy_from_slice(&16_u16.to_le_bytes());
        header[36..40].copy_from_slice(b"data");
        header[40..44].copy_from_slice(&sound.to_le_bytes());
        // Low bytes at random, high bytes small: neither silence nor full scale.
        let noise = |at: usize| (at.wrapping_mul(0x9e37_79b9) >> 13) as u8;
        let stretch = (0..1 << 20).map(|at| if at % 2 == 0 { noise(at) } else { noise(at) & 0x0f }).collect();
        Self { header, stretch, sound: sound.into(), at: 0 }
    }

    pub fn length(&self) -> u64 {
        HEADER as u64 + self.sound
    }
}

/// A WAV with about this many bytes of sound, whole.
pub fn wav(sound: u32) -> Vec<u8> {
    let mut recording = Vec::new();
    Wav::new(sound / 4 * 4).read_to_end(&mut recording).unwrap();
    recording
}

impl Read for Wav {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.length() - self.at).unwrap();
        let next = match usize::try_from(self.at).unwrap() {
            at if at < HEADER => &self.header[at..],
            at => &self.stretch[(at - HEADER) % self.stretch.len()..],
        };
        let read = next.len().min(left).min(buffer.len());
        buffer[..read].copy_from_slice(&next[..read]);
        self.at += read as u64;
        Ok(read)
    }
}
