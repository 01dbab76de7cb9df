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

/// A WAV (16 bit, stereo, 44.1 kHz) that is made while it is read: `length` bytes in all, 44 of them its header.
pub struct Wav {
    length: u64,
    at: u64,
}

impl Wav {
    pub fn new(length: u64) -> Self {
        assert!(length > 44 && (length - 44).is_multiple_of(4), "whole frames of four bytes");
        Self { length, at: 0 }
    }

    fn header(&self) -> [u8; 44] {
        let data = u32::try_from(self.length - 44).unwrap();
        let mut header = [0; 44];
        header[0..4].copy_from_slice(b"RIFF");
        header[4..8].copy_from_slice(&(data + 36).to_le_bytes());
        header[8..16].copy_from_slice(b"WAVEfmt ");
        header[16..20].copy_from_slice(&16_u32.to_le_bytes());
        header[20..22].copy_from_slice(&1_u16.to_le_bytes());
        header[22..24].copy_from_slice(&2_u16.to_le_bytes());
        header[24..28].copy_from_slice(&44_100_u32.to_le_bytes());
        header[28..32].copy_from_slice(&176_400_u32.to_le_bytes());
        header[32..34].copy_from_slice(&4_u16.to_le_bytes());
        header[34..36].copy_from_slice(&16_u16.to_le_bytes());
        header[36..40].copy_from_slice(b"data");
        header[40..44].copy_from_slice(&data.to_le_bytes());
        header
    }
}

/// A WAV of about this many bytes, whole.
pub fn wav(bytes: usize) -> Vec<u8> {
    let mut recording = Vec::with_capacity(bytes + 44);
    Wav::new((bytes / 4 * 4) as u64 + 44).read_to_end(&mut recording).unwrap();
    recording
}

impl Read for Wav {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let header = self.header();
        let most = usize::try_from(self.length - self.at).unwrap_or(usize::MAX).min(buffer.len());
        for byte in &mut buffer[..most] {
            *byte = match usize::try_from(self.at) {
                Ok(at) if at < header.len() => header[at],
                // A saw that never repeats for long: low bytes run on, high bytes stay small, so it is not noise.
                _ if self.at.is_multiple_of(2) => (self.at.wrapping_mul(0x9e37_79b9) >> 13) as u8,
                _ => ((self.at >> 6) & 0x0f) as u8,
            };
            self.at += 1;
        }
        Ok(most)
    }
}
