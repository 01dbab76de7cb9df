//! How long files keep the check busy that were made to: processor seconds a megabyte. An hour of MP3 has 58 MB and takes
//! about two.
//!
//! Run with `cargo bench -p glos-audio --bench hostile`. What takes more than a second a megabyte is marked.
#![expect(clippy::unwrap_used, reason = "what it reads is in the repository")]

use std::io::Cursor;

use glos_audio::{Claim, inspect};
use rustix::time::{ClockId, clock_gettime};

#[path = "../tests/hostile/mod.rs"]
mod hostile;

const MEGABYTES: usize = 4;

fn main() {
    for (name, bytes) in hostile::files(MEGABYTES << 20) {
        tell(name, seconds(bytes) / MEGABYTES as f64);
    }
    for (name, bytes) in hostile::boasts() {
        tell(name, seconds(bytes));
    }
    // Silence is what a file can hold most of: a megabyte of it is more than a hundred hours, of which a hundred are heard.
    tell("a hundred hours of silence", seconds(silence(1 << 20)));
}

fn tell(name: &str, seconds: f64) {
    let mark = if seconds > 1.0 { "  <- slow" } else { "" };
    println!("{seconds:8.3} s  {name}{mark}");
}

fn seconds(bytes: Vec<u8>) -> f64 {
    let before = busy();
    inspect(Cursor::new(bytes), &Claim::default()).unwrap();
    busy() - before
}

/// Seconds that this process has been on a processor.
fn busy() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// A FLAC of silence in which each fourteen bytes or so stand for 65,535 samples.
fn silence(len: usize) -> Vec<u8> {
    const SAMPLES: u16 = 0xffff;
    let mut file = b"fLaC\x80\0\0\x22".to_vec();
    // 16 to 65,535 samples a block, 48 kHz, one channel, 16 bits, of unknown length.
    file.extend([0, 16, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0x0b, 0xb8, 0, 0xf0, 0, 0, 0, 0]);
    file.extend([0; 16]);
    let mut number = 0_u32;
    while file.len() < len {
        let mut frame = vec![0xff, 0xf8, 0x70, 0x00];
        match char::from_u32(number) {
            Some(number) => frame.extend(number.encode_utf8(&mut [0; 4]).bytes()),
            None => frame.extend([0xed, 0xa0 | (number >> 6 & 0x1f) as u8, 0x80 | (number & 0x3f) as u8]),
        }
        frame.extend((SAMPLES - 1).to_be_bytes());
        frame.push(crc(&frame, 8, 0x07) as u8);
        // One subframe, constant, zero.
        frame.extend([0, 0, 0]);
        frame.extend((crc(&frame, 16, 0x8005) as u16).to_be_bytes());
        file.extend(frame);
        number += 1;
    }
    file
}

/// A checksum of so many bits (RFC 9639 §9.1.8, §9.3).
fn crc(bytes: &[u8], bits: u32, polynomial: u32) -> u32 {
    let (top, mask) = (1 << (bits - 1), (1 << bits) - 1);
    let bit = |sum: u32, _| if sum & top != 0 { (sum << 1 ^ polynomial) & mask } else { sum << 1 & mask };
    bytes.iter().fold(0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte) << (bits - 8), bit))
}
