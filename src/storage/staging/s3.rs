//! Staging in a bucket: one object a flush, under a name that no other writer uses.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::BodyExt;
use uuid::Uuid;

use super::{Assembled, StagedPart};
use crate::storage::error::Result;
use crate::storage::key::Key;
use crate::storage::s3::S3;
use crate::storage::scratch::Scratch;
use crate::storage::stream::ByteStream;

/// Bytes that all writers of this process together hold in memory; 1 MiB each even if that comes to more.
const MEMORY: u64 = 256 << 20;

/// The least and the most that is worth an object of its own, in bytes: each is a request to the server.
const PART: (u64, u64) = (1 << 20, 8 << 20);

/// How far a piece from the network may reach beyond a part, in bytes.
const PIECE: u64 = 1 << 20;

/// How many writers there are in this process. They share [`MEMORY`]: the more they are, the sooner each flushes.
#[derive(Debug, Clone, Default)]
pub(in crate::storage) struct Writers(Arc<AtomicU64>);

impl Writers {
    fn part(&self) -> u64 {
        (MEMORY / self.0.load(Ordering::Relaxed).max(1)).clamp(PART.0, PART.1)
    }
}

/// Collects bytes and puts them as an object of their own.
#[derive(Debug)]
pub(super) struct Writer {
    s3: S3,
    upload: Uuid,
    start: u64,
    pending: Vec<u8>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.s3.writers.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writer {
    pub(super) fn new(s3: S3, upload: Uuid, start: u64) -> Self {
        s3.writers.0.fetch_add(1, Ordering::Relaxed);
        Self { s3, upload, start, pending: Vec::new() }
    }

    /// How many bytes are enough for a part, as long as there are as many writers as now.
    pub(super) fn part(&self) -> u64 {
        self.s3.writers.part()
    }

    pub(super) fn pending(&self) -> u64 {
        self.pending.len() as u64
    }

    pub(super) fn write(&mut self, bytes: &Bytes) {
        if self.pending.is_empty() {
            // All at once: a buffer that grows by doubling is there twice while it is copied. Memory is taken only as it fills.
            self.pending.reserve(usize::try_from(self.part() + PIECE).unwrap_or(0));
        }
        self.pending.extend_from_slice(bytes);
    }

    pub(super) async fn flush(&mut self) -> Result<Option<StagedPart>> {
        if self.pending.is_empty() {
            return Ok(None);
        }
        // By offset for whoever reads the list; with a random end, so that a writer who was overtaken overwrites nobody.
        let key = Key::staged(self.upload, &format!("{:016}-{}", self.start, Uuid::new_v4().simple()))?;
        let part = StagedPart { start: self.start, bytes: self.pending(), key };
        self.s3.put_whole(&part.key, std::mem::take(&mut self.pending).into(), "application/octet-stream").await?;
        self.start = part.end();
        Ok(Some(part))
    }
}

impl S3 {
    /// Streams the parts one after another into a file without a name.
    pub(super) async fn assemble(&self, parts: &[StagedPart], spool: &Path) -> Result<Assembled> {
        let mut file = Scratch::unnamed(spool).await?;
        for part in parts {
            let mut bytes = ByteStream::s3(self.open(&part.key, 0..part.bytes).await?);
            while let Some(frame) = bytes.frame().await {
                file.write(frame?.into_data().unwrap_or_default()).await?;
            }
        }
        file.flush().await?;
        Ok(file.into_assembled())
    }

    /// An object is assembled of one part.
    pub(in crate::storage) async fn whole(&self, key: &Key, length: u64, spool: &Path) -> Result<Assembled> {
        self.assemble(&[StagedPart { start: 0, bytes: length, key: key.clone() }], spool).await
    }
}
