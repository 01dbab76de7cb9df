//! How a recording is to be listened to.

use std::thread;

/// How a recording is to be listened to: on how many threads, how far, and who else hears it. By default on all cores
/// (up to four), to the end, by nobody else.
pub struct Ears {
    /// Threads that decode a long recording; 1 means the caller's own. The report is the same for any number.
    pub threads: usize,
    /// Whether only what the container says is wanted: reading ends with the first packet, and nothing is measured.
    pub quick: bool,
    /// Who else hears the sound.
    pub tap: Option<Box<dyn Tap>>,
    /// Samples of all channels in a stretch that is decoded in one go.
    pub stretch: u64,
}

/// More threads than these wait for the one that reads and measures.
const MOST_THREADS: usize = 4;
/// Six seconds of stereo; 2 MiB of sound. Shorter ones cost more, since each begins with a decoder to be set up and
/// what it has to hear again.
const STRETCH: u64 = 512 << 10;

impl Default for Ears {
    fn default() -> Ears {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        Ears { threads, quick: false, tap: None, stretch: STRETCH }
    }
}

/// Somebody who hears the decoded sound, in order, as it passes: exactly what a player plays, delay and padding left
/// out. What did not decode is heard as silence.
pub trait Tap: Send {
    /// The next samples: one slice a channel, all of the same length, at most 4096 samples, full scale is ±1. `rate`
    /// in Hz.
    fn hear(&mut self, rate: u32, planes: &[&[f32]]);
}
