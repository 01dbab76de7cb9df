//! How a recording is to be listened to.

/// How a recording is to be listened to: on how many threads, how far, and who else hears it.
#[derive(Default)]
pub(crate) struct Ears {
    /// Threads that decode; 0 and 1 mean the caller's own.
    pub(crate) threads: usize,
    /// Whether only what the container says is wanted: nothing is decoded then.
    pub(crate) quick: bool,
    /// Who else hears the sound.
    pub(crate) tap: Option<Box<dyn Tap>>,
}

/// Somebody who hears the decoded sound, in order, as it passes.
pub trait Tap: Send {
    /// The next samples: one slice a channel, all of the same length, full scale is ±1. `rate` in Hz.
    fn hear(&mut self, rate: u32, planes: &[&[f32]]);
}
