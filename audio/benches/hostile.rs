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
    // Silence is what a file can hold most of: a megabyte of it plays for 28 hours. Nobody hears more than a hundred.
    tell("28 hours of silence", seconds(hostile::silence(1 << 20)));
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
