//! One take: the recording played through once, the way the master will sound.
//!
//! Decoding and mixing, shaping, and what is done with the outcome are on a thread each, with short queues between
//! them: nobody runs ahead of the slowest.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, ScopedJoinHandle};

use super::limiter::Limiter;
use super::mix::Mix;
use super::resample::Resampler;
use super::{Error, Plan};
use crate::listen::{Ears, Tap};
use crate::{Claim, inspect_with};

/// Blocks that wait between two threads.
const QUEUE: usize = 16;
/// Samples a channel in a block, at most.
const BLOCK: usize = 4096;

type Planes = Vec<Vec<f32>>;

/// Plays the recording that `open` opens by `plan`; `each` gets what comes out, in order, until it fails. Returns the
/// most that a peak was brought down, in dB.
pub(super) fn play<S>(
    open: &(impl Fn() -> io::Result<S> + Sync),
    plan: &Plan,
    mut each: impl FnMut(&Planes) -> Result<(), Error>,
) -> Result<f64, Error>
where
    S: Read + Seek + Send + Sync + 'static,
{
    let stop = Arc::new(AtomicBool::new(false));
    let (to_desk, from_decoder) = sync_channel(QUEUE);
    let (to_sink, from_desk) = sync_channel(QUEUE);
    thread::scope(|threads| {
        let wire = Wire { mix: plan.mix, to: to_desk, stop: stop.clone() };
        let reader = threads.spawn(move || {
            let source = Stoppable { inner: open()?, stop };
            inspect_with(source, &Claim::default(), Ears { tap: Some(Box::new(wire)), ..Ears::default() })
        });
        let desk = threads.spawn(move || Desk::new(plan).work(&from_decoder, &to_sink));
        let outcome = from_desk.iter().try_for_each(|planes| each(&planes));
        // Whoever still wants to hand something on finds nobody there, and ends.
        drop(from_desk);
        let (limited_db, read) = (joined(desk), joined(reader));
        outcome?;
        // If the desk gave up, the reader was only told that nobody listens any more.
        let limited_db = limited_db?;
        if plan.is_of(&read?) { Ok(limited_db) } else { Err(Error::Changed) }
    })
}

fn joined<T, E>(thread: ScopedJoinHandle<'_, Result<T, E>>) -> Result<T, Error>
where
    Error: From<E>,
{
    Ok(thread.join().map_err(|_| Error::Encoder("a part of the work broke off"))??)
}

/// The wire from the decoder to the desk: hears what is decoded.
struct Wire {
    mix: Mix,
    to: SyncSender<(u32, Planes)>,
    stop: Arc<AtomicBool>,
}

impl Tap for Wire {
    fn hear(&mut self, rate: u32, planes: &[&[f32]]) {
        let len = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        for from in (0..len).step_by(BLOCK) {
            let to = (from + BLOCK).min(len);
            let block: Vec<&[f32]> = planes.iter().map(|plane| &plane[from..to]).collect();
            if self.to.send((rate, self.mix.apply(&block))).is_err() {
                self.stop.store(true, Ordering::Relaxed);
                return;
            }
        }
    }
}

/// A recording that cannot be read any more once nobody listens.
struct Stoppable<S> {
    inner: S,
    stop: Arc<AtomicBool>,
}

impl<S: Read> Read for Stoppable<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("nobody listens any more"));
        }
        self.inner.read(buffer)
    }
}

impl<S: Seek> Seek for Stoppable<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// The mixing desk: sample rate, gain, limiter.
struct Desk<'a> {
    plan: &'a Plan,
    gain: f32,
    resampler: Option<Resampler>,
    limiter: Limiter,
    /// Samples of the limiter that come before the first of the recording.
    early: usize,
}

impl<'a> Desk<'a> {
    fn new(plan: &'a Plan) -> Desk<'a> {
        let limiter = Limiter::new(plan.channels(), plan.rate, amplitude(plan.ceiling_dbtp));
        Desk { plan, gain: amplitude(plan.gain_db), resampler: None, early: limiter.delay(), limiter }
    }

    fn work(mut self, from: &Receiver<(u32, Planes)>, to: &SyncSender<Planes>) -> Result<f64, Error> {
        for (rate, planes) in from {
            // A recording whose rate changes goes on in the master's.
            if self.resampler.as_ref().is_none_or(|resampler| resampler.from() != rate) {
                self.end_rate(to)?;
                self.resampler = Some(Resampler::new(rate, self.plan.rate, self.plan.channels())?);
            }
            if let Some(resampler) = &mut self.resampler {
                let planes = resampler.resample(planes)?;
                self.shape(planes, to);
            }
        }
        self.end_rate(to)?;
        let tail = vec![0.0; self.limiter.delay()];
        self.shape(vec![tail; self.plan.channels().into()], to);
        Ok(self.limiter.most_db())
    }

    fn end_rate(&mut self, to: &SyncSender<Planes>) -> Result<(), Error> {
        if let Some(mut resampler) = self.resampler.take() {
            let rest = resampler.finish()?;
            self.shape(rest, to);
        }
        Ok(())
    }

    fn shape(&mut self, mut planes: Planes, to: &SyncSender<Planes>) {
        planes.iter_mut().flatten().for_each(|sample| *sample *= self.gain);
        self.limiter.limit(&mut planes);
        let early = self.early.min(planes.first().map_or(0, Vec::len));
        self.early -= early;
        planes.iter_mut().for_each(|plane| drop(plane.drain(..early)));
        if planes.first().is_some_and(|plane| !plane.is_empty()) {
            // Where nobody takes it any more, somebody else says why.
            let _ = to.send(planes);
        }
    }
}

/// Decibels as a factor.
fn amplitude(db: f64) -> f32 {
    10_f64.powf(db / 20.0) as f32
}
