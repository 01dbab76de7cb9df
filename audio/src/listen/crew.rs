//! Who decodes: the thread that reads, or a crew of others beside it. Stretches come back in the order they were given.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::decoder::Decoder;
use super::stretch::Stretch;

/// Stretches given and not taken back, those decoded included.
#[derive(Default)]
pub(super) struct Crew {
    given: VecDeque<Given>,
    /// The decoder of this thread.
    decoder: Option<Box<dyn Decoder>>,
    hands: Option<Hands>,
}

enum Given {
    /// To be decoded by whoever takes it.
    Here(Stretch),
    /// Being decoded; comes back as what became of it, a panic included.
    Away(Receiver<thread::Result<Stretch>>),
    /// Decoded.
    Done(Stretch),
}

impl Given {
    /// Waits until it is decoded, if others do that. A decoder's panic goes on here.
    fn wait(&mut self) {
        if let Given::Away(result) = self {
            match result.recv() {
                Ok(Ok(stretch)) => *self = Given::Done(stretch),
                Ok(Err(panic)) => resume_unwind(panic),
                Err(gone) => resume_unwind(Box::new(gone)),
            }
        }
    }
}

type Job = (Stretch, SyncSender<thread::Result<Stretch>>);

/// Threads that decode.
struct Hands {
    jobs: Option<Sender<Job>>,
    is_over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Crew {
    /// Has other threads decode from now on. `alone` says that what is decoded cannot be split, so that one thread has
    /// to do all of it; that stays so.
    pub(super) fn hire(&mut self, threads: usize, alone: bool) {
        let is_right = |hands: &Hands| !alone || hands.threads.len() == 1;
        if self.hands.as_ref().is_some_and(is_right) {
            return;
        }
        self.given.iter_mut().for_each(Given::wait);
        self.hands = Some(Hands::new(if alone { 1 } else { threads })).filter(|hands| !hands.threads.is_empty());
    }

    /// How many stretches are to be taken back.
    pub(super) fn len(&self) -> usize {
        self.given.len()
    }

    /// Gives a stretch away to be decoded.
    pub(super) fn give(&mut self, stretch: Stretch) {
        let given = match &self.hands {
            Some(Hands { jobs: Some(jobs), .. }) => {
                let (back, result) = sync_channel(1);
                match jobs.send((stretch, back)) {
                    Ok(()) => Given::Away(result),
                    Err(refused) => Given::Here(refused.0.0),
                }
            }
            _ => Given::Here(stretch),
        };
        self.given.push_back(given);
    }

    /// Takes back the oldest stretch, decoded.
    pub(super) fn take(&mut self) -> Option<Stretch> {
        let mut oldest = self.given.pop_front()?;
        oldest.wait();
        match oldest {
            Given::Done(stretch) => Some(stretch),
            Given::Here(mut stretch) => {
                stretch.decode(&mut self.decoder);
                Some(stretch)
            }
            Given::Away(_) => None,
        }
    }
}

impl Hands {
    fn new(count: usize) -> Hands {
        let (jobs, queue) = channel();
        let (queue, is_over) = (Arc::new(Mutex::new(queue)), Arc::new(AtomicBool::new(false)));
        let start = |_| {
            let (queue, is_over) = (Arc::clone(&queue), Arc::clone(&is_over));
            thread::Builder::new().name("listen".to_owned()).spawn(move || work(&queue, &is_over)).ok()
        };
        let threads = (0..count).map_while(start).collect();
        Hands { jobs: Some(jobs), is_over, threads }
    }
}

/// Nobody listens any more: what is still given is not decoded.
impl Drop for Hands {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // It has caught all panics, and told of them.
            let _ = thread.join();
        }
    }
}

fn work(queue: &Mutex<Receiver<Job>>, is_over: &AtomicBool) {
    let mut decoder = None;
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((mut stretch, back)) = next() {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| stretch.decode(&mut decoder)));
        // Should nobody wait for it, it is not missed.
        let _ = back.send(outcome.map(|()| stretch));
    }
}
