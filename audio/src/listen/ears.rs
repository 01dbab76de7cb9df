//! How a recording is to be listened to.

use std::thread;

/// How a recording is to be listened to: on how many threads, how far, and who else hears it.
pub(crate) struct Ears {
    /// Threads that decode; 1 means the caller's own.
    pub(crate) threads: usize,
    /// Whether only what the container says is wanted: reading ends with the first packet.
    pub(crate) quick: bool,
    /// Who else hears the sound.
    pub(crate) tap: Option<Box<dyn Tap>>,
    /// Samples of all channels in a stretch that is decoded in one go.
    pub(crate) stretch: u64,
}

/// More threads than these wait for the one that reads and measures.
const MOST_THREADS: usize = 4;
/// A few seconds; 2 MiB of sound. Shorter ones cost more, since each begins with what its decoder has to hear again.
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
    /// The next samples: one slice a channel, all of the same length, full scale is ±1. `rate` in Hz.
    fn hear(&mut self, rate: u32, planes: &[&[f32]]);
}
