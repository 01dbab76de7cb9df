//! Rendering and compressing, off the threads that answer requests.

use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use anyhow::Context;
use tokio::sync::{OnceCell, Semaphore};

/// As many works at once as there are processors: a thousand cold shows that are asked for together would otherwise leave
/// nothing to those who answer for the hot ones.
static PROCESSORS: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))));

/// Does a work that takes milliseconds. Fails when the work panics.
pub(super) async fn done<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let processor = Arc::clone(&PROCESSORS).acquire_owned().await?;
    // Held to the end of the work, even when whoever asked for it has left.
    beside(move || {
        let _processor = processor;
        work()
    })
    .await
}

/// Does a work whose room is taken elsewhere. Fails when the work panics.
pub(super) async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("what was asked for could not be made")
}

/// What a cell holds, made by the first who asks. It is made to the end even when whoever asked for it has left, and who asks
/// meanwhile waits for the same.
pub(super) async fn once<T: Send + Sync + 'static>(
    cell: &Arc<OnceCell<T>>,
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<&T> {
    if cell.get().is_none() {
        let filled = Arc::clone(cell);
        let fill = async move {
            let work = async || done(work).await?;
            filled.get_or_try_init(work).await.map(|_| ())
        };
        tokio::spawn(fill).await.context("a feed could not be made")??;
    }
    cell.get().context("a feed was not made")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_work_whose_request_was_cut_goes_on_and_is_joined() {
        let cell = Arc::new(OnceCell::new());
        let slow = || {
            std::thread::sleep(Duration::from_millis(200));
            Ok(1)
        };
        assert!(tokio::time::timeout(Duration::from_millis(50), once(&cell, slow)).await.is_err(), "it was cut");
        assert_eq!(*once(&cell, || Ok(2)).await.unwrap(), 1);
    }
}
