//! Pictures made of covers, held as long as they are asked for: each is made once, however many ask for it together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use bytes::Bytes;
use tokio::sync::{OnceCell, Semaphore};

use super::aside;

/// Bytes of pictures held in memory; a cover for pages has about 100 kB, one for lists 20 kB.
const HELD_BYTES: usize = 32 * 1024 * 1024;

/// Pictures that one memory names, made or in the making.
const HELD: usize = 4096;

/// Pictures that are made at once: a cover of 9 million pixels takes a tenth of a second and 60 MB while it is.
static ROOM: Semaphore = Semaphore::const_new(2);

/// The pictures that were asked for lately, by what they are made of.
#[derive(Debug, Default)]
pub struct Pictures(Mutex<HashMap<String, Arc<OnceCell<Bytes>>>>);

impl Pictures {
    /// The picture of this name, which says everything that it is made of. Whoever asks first has it made, the others wait for
    /// the same; one that could not be made is made anew for the next. It is made to the end even when whoever asked for it has
    /// left: who asks again does not begin anew.
    pub async fn of(
        &self,
        name: &str,
        make: impl Future<Output = anyhow::Result<Bytes>> + Send + 'static,
    ) -> anyhow::Result<Bytes> {
        let cell = self.cell(name);
        if let Some(picture) = cell.get() {
            return Ok(picture.clone());
        }
        let fill = async move { cell.get_or_try_init(|| make).await.cloned() };
        tokio::spawn(fill).await.context("a picture could not be made")?
    }

    fn cell(&self, name: &str) -> Arc<OnceCell<Bytes>> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cell) = made.get(name) {
            return Arc::clone(cell);
        }
        let bytes: usize = made.values().filter_map(|cell| cell.get()).map(Bytes::len).sum();
        if bytes >= HELD_BYTES || made.len() >= HELD {
            // Which one goes matters little: it is made again in a tenth of a second.
            made.clear();
        }
        Arc::clone(made.entry(name.to_owned()).or_default())
    }
}

/// Does the work of a picture, with no more than [`ROOM`] others and off the threads that answer requests.
pub(super) async fn drawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    drawn_of(async || Ok(()), |()| work()).await
}

/// The same of something that is read first, and only when there is room: what waits for its turn fills no memory.
pub(super) async fn drawn_of<R: Send + 'static, T: Send + 'static>(
    read: impl AsyncFnOnce() -> anyhow::Result<R>,
    work: impl FnOnce(R) -> T + Send + 'static,
) -> anyhow::Result<T> {
    let room = ROOM.acquire().await?;
    let read = read().await?;
    // The place is given back when the work is done, even when whoever asked for it has left.
    aside::beside(move || {
        let _room = room;
        work(read)
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    /// A picture that takes its time, and counts how often it is begun.
    fn slow(times: &Arc<AtomicUsize>) -> impl Future<Output = anyhow::Result<Bytes>> + Send + 'static {
        let times = Arc::clone(times);
        async move {
            times.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok(Bytes::from_static(b"picture"))
        }
    }

    #[tokio::test]
    async fn one_whose_asker_has_left_is_made_to_the_end() {
        let (pictures, times) = (Pictures::default(), Arc::new(AtomicUsize::new(0)));
        let left = tokio::time::timeout(Duration::from_millis(1), pictures.of("a", slow(&times))).await;
        assert!(left.is_err(), "it was there at once");
        assert_eq!(pictures.of("a", slow(&times)).await.unwrap(), "picture");
        assert_eq!(times.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn nothing_is_read_before_there_is_room() {
        let all = ROOM.acquire_many(2).await.unwrap();
        let begun = AtomicUsize::new(0);
        let read = async || {
            begun.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        let waiting = tokio::time::timeout(Duration::from_millis(20), drawn_of(read, |()| ())).await;
        assert!(waiting.is_err() && begun.load(Ordering::Relaxed) == 0);
        drop(all);
        drawn_of(async || Ok(()), |()| ()).await.unwrap();
    }

    #[tokio::test]
    async fn who_asks_together_has_it_made_once() {
        let (pictures, times) = (Pictures::default(), Arc::new(AtomicUsize::new(0)));
        let slow = || slow(&times);
        let (one, other) = tokio::join!(pictures.of("a", slow()), pictures.of("a", slow()));
        assert_eq!(
            (one.unwrap(), other.unwrap(), times.load(Ordering::Relaxed)),
            ("picture".into(), "picture".into(), 1)
        );
    }

    #[tokio::test]
    async fn one_that_could_not_be_made_is_made_for_the_next() {
        let pictures = Pictures::default();
        assert!(pictures.of("a", async { anyhow::bail!("the store is away") }).await.is_err());
        assert_eq!(pictures.of("a", async { Ok(Bytes::from_static(b"b")) }).await.unwrap(), "b");
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let pictures = Pictures::default();
        let large = Bytes::from(vec![0; 1024 * 1024]);
        for number in 0..100 {
            pictures
                .of(&number.to_string(), {
                    let large = large.clone();
                    async { Ok(large) }
                })
                .await
                .unwrap();
            let held: usize = pictures.0.lock().unwrap().values().filter_map(|cell| cell.get()).map(Bytes::len).sum();
            assert!(held <= HELD_BYTES, "{held}");
        }
    }
}
