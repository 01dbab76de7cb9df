//! Covers made smaller for pages.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::BodyExt as _;

use crate::podcast::covers::{self, Cover};
use crate::storage::Storage;

/// Pixels of the cover on pages: sharp at 320 CSS pixels on a dense screen.
pub const PAGE_SIDE: u32 = 640;

/// Covers held in memory; one has about 100 kB.
const HELD: usize = 256;

/// Covers made smaller, each once: a page's visitor does not wait for 9 million pixels.
#[derive(Debug, Default)]
pub struct SmallerCovers {
    made: Mutex<HashMap<String, Arc<tokio::sync::OnceCell<Bytes>>>>,
}

impl SmallerCovers {
    /// The cover at [`PAGE_SIDE`] pixels, JPEG.
    pub async fn of(&self, storage: &Storage, cover: &Cover) -> anyhow::Result<Bytes> {
        let cell = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            if made.len() >= HELD && !made.contains_key(&cover.sha256) {
                // Which one goes matters little: it is made again in a tenth of a second.
                made.clear();
            }
            Arc::clone(made.entry(cover.sha256.clone()).or_default())
        };
        cell.get_or_try_init(|| make(storage, cover)).await.cloned()
    }
}

/// The cover at [`PAGE_SIDE`] pixels, JPEG, not kept: for a tag, which is written once.
pub async fn make(storage: &Storage, cover: &Cover) -> anyhow::Result<Bytes> {
    let original = storage.open(&cover.key()?, 0..cover.bytes).await?.collect().await?.to_bytes();
    let small = tokio::task::spawn_blocking(move || covers::smaller(&original, PAGE_SIDE));
    Ok(small.await??.into())
}
