//! Staging in a bucket: one object a flush, under a name that no other writer uses.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use uuid::Uuid;

use super::{Assembled, StagedPart};
use crate::storage::error::Result;
use crate::storage::key::Key;
use crate::storage::s3::S3;
use crate::storage::scratch::Scratch;
use crate::storage::stream::ByteStream;

/// Collects bytes and puts them as an object of their own.
#[derive(Debug)]
pub(super) struct Writer {
    s3: S3,
    upload: Uuid,
    start: u64,
    pending: BytesMut,
}

impl Writer {
    pub(super) fn new(s3: S3, upload: Uuid, start: u64) -> Self {
        Self { s3, upload, start, pending: BytesMut::new() }
    }

    pub(super) fn pending(&self) -> u64 {
        self.pending.len() as u64
    }

    pub(super) fn write(&mut self, bytes: &Bytes) {
        self.pending.extend_from_slice(bytes);
    }

    pub(super) async fn flush(&mut self) -> Result<Option<StagedPart>> {
        if self.pending.is_empty() {
            return Ok(None);
        }
        // By offset for whoever reads the list; with a random end, so that a writer who was overtaken overwrites nobody.
        let key = Key::staged(self.upload, &format!("{:016}-{}", self.start, Uuid::new_v4().simple()))?;
        let part = StagedPart { start: self.start, bytes: self.pending(), key };
        self.s3.put_whole(&part.key, self.pending.split().freeze(), "application/octet-stream").await?;
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
