//! Rendering and compressing, off the threads that answer requests.

use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use anyhow::Context;
use tokio::sync::Semaphore;

/// As many works at once as there are processors: a thousand cold shows that are asked for together would otherwise leave
/// nothing to those who answer for the hot ones.
static PROCESSORS: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))));

/// Does a work that takes milliseconds. Fails when the work panics.
pub(super) async fn done<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let processor = Arc::clone(&PROCESSORS).acquire_owned().await?;
    let work = move || {
        // Held to the end of the work, even when whoever asked for it has left.
        let _processor = processor;
        work()
    };
    tokio::task::spawn_blocking(work).await.context("a feed could not be made")
}
