//! Staging in a bucket: one object a flush, under a name that no other writer uses.

use std::fs::{self, File};
use std::io::Write;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use uuid::Uuid;

use super::{Assembled, StagedPart};
use crate::storage::disk;
use crate::storage::error::{Error, Result, io as writing};
use crate::storage::key::Key;
use crate::storage::s3::S3;
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
    pub(super) async fn assemble(&self, upload: Uuid, parts: &[StagedPart], spool: &Path) -> Result<Assembled> {
        let mut file = Spool::new(&Key::staging(upload), spool).await?;
        for part in parts {
            let mut bytes = ByteStream::s3(self.open(&part.key, 0..part.bytes).await?);
            while let Some(frame) = bytes.frame().await {
                file.write(frame?.into_data().unwrap_or_default()).await?;
            }
        }
        file.finish().await
    }
}

/// A temporary file that vanishes with the process. What comes in small pieces goes out in batches.
struct Spool {
    key: Key,
    file: File,
    batch: Vec<Bytes>,
    batched: usize,
}

impl Spool {
    const BATCH: usize = 1 << 20;

    async fn new(key: &Key, folder: &Path) -> Result<Self> {
        let folder = folder.to_owned();
        let made = disk::run(move || {
            fs::create_dir_all(&folder)?;
            tempfile::tempfile_in(&folder)
        });
        let file = made.await.map_err(writing(key, "make a temporary file for"))?;
        Ok(Self { key: key.clone(), file, batch: Vec::new(), batched: 0 })
    }

    async fn write(&mut self, bytes: Bytes) -> Result<()> {
        self.batched += bytes.len();
        self.batch.push(bytes);
        if self.batched >= Self::BATCH { self.send().await } else { Ok(()) }
    }

    async fn send(&mut self) -> Result<()> {
        self.batched = 0;
        let failed = || writing(&self.key, "write a temporary file for");
        let (mut file, batch) = (self.file.try_clone().map_err(failed())?, std::mem::take(&mut self.batch));
        let written = disk::run(move || batch.iter().try_for_each(|bytes| file.write_all(bytes)));
        written.await.map_err(failed())
    }

    async fn finish(mut self) -> Result<Assembled> {
        self.send().await?;
        // Each opening of this name is a file position of its own, at 0 (proc(5), /proc/pid/fd).
        let path = PathBuf::from(format!("/proc/self/fd/{}", self.file.as_raw_fd()));
        if !path.exists() {
            let source = "/proc is not mounted".into();
            return Err(Error::Other { key: self.key, doing: "name the temporary file of", source });
        }
        Ok(Assembled { path, _file: self.file })
    }
}
