//! Writing an object: in one request when it is small, in parts when it is not; complete or not there.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::runtime::Handle;

use super::error::sort;
use super::{S3, client};
use crate::storage::disk;
use crate::storage::error::{Error, Result, io as reading};
use crate::storage::key::Key;

/// Bytes of a part; S3 wants at least 5 MiB (all but the last).
const PART: u64 = 8 << 20;

/// S3's limit; above 80 GB parts grow instead.
const PARTS: u64 = 10_000;

/// Parts sent at once: with [`PART`] this bounds the memory of a put to some 32 MiB.
const IN_FLIGHT: usize = 3;

/// The server may have to join gigabytes before it answers: it gets the time that sending this many bytes would take.
const JOINING: usize = 16 << 20;

/// What is under a content address never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

impl S3 {
    pub(in crate::storage) async fn put(&self, key: &Key, bytes: Bytes, media_type: &str) -> Result<()> {
        if self.size(key).await? == Some(bytes.len() as u64) {
            return Ok(());
        }
        self.put_whole(key, bytes, media_type).await
    }

    pub(in crate::storage) async fn put_file(&self, key: &Key, path: &Path, media_type: &str) -> Result<()> {
        let source = Source::open(key, path).await?;
        if self.size(key).await? == Some(source.length) {
            return Ok(());
        }
        if source.length < PART {
            return self.put_whole(key, source.read(0, source.length).await?, media_type).await;
        }
        let upload = Multipart::begin(self, key, media_type).await?;
        match upload.send(&source).await {
            Ok(parts) => upload.complete(parts, source.length).await,
            Err(error) => {
                upload.abort().await;
                Err(error)
            }
        }
    }

    /// One request: the server takes all of it or nothing.
    pub(in crate::storage) async fn put_whole(&self, key: &Key, bytes: Bytes, media_type: &str) -> Result<()> {
        let patient = client::patient(bytes.len());
        let put = self.client.put_object().bucket(&*self.bucket).key(self.name(key));
        let put = put.content_type(media_type).cache_control(FOREVER).body(bytes.into());
        put.customize().config_override(patient).send().await.map_err(|error| sort(key, "write", error))?;
        Ok(())
    }
}

/// The file that is put.
struct Source<'a> {
    key: &'a Key,
    file: Arc<File>,
    length: u64,
}

impl<'a> Source<'a> {
    async fn open(key: &'a Key, path: &Path) -> Result<Self> {
        let path = path.to_owned();
        let opened = disk::run(move || {
            let file = File::open(&path)?;
            let length = file.metadata()?.len();
            Ok((Arc::new(file), length))
        });
        let (file, length) = opened.await.map_err(reading(key, "read the file for"))?;
        Ok(Self { key, file, length })
    }

    async fn read(&self, start: u64, length: u64) -> Result<Bytes> {
        let file = Arc::clone(&self.file);
        let read = disk::run(move || {
            let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
            file.read_exact_at(&mut bytes, start)?;
            Ok(Bytes::from(bytes))
        });
        read.await.map_err(reading(self.key, "read the file for"))
    }
}

/// An object being sent in parts. Given up on the way, by an error or because nobody waits for it any more, it is taken back.
struct Multipart<'a> {
    s3: &'a S3,
    key: &'a Key,
    id: String,
    open: bool,
}

impl<'a> Multipart<'a> {
    async fn begin(s3: &'a S3, key: &'a Key, media_type: &str) -> Result<Self> {
        let create = s3.client.create_multipart_upload().bucket(&*s3.bucket).key(s3.name(key));
        let created = create.content_type(media_type).cache_control(FOREVER).send().await;
        let created = created.map_err(|error| sort(key, "begin to write", error))?;
        Ok(Self { s3, key, id: created.upload_id.unwrap_or_default(), open: true })
    }

    async fn send(&self, source: &Source<'_>) -> Result<Vec<CompletedPart>> {
        let size = PART.max(source.length.div_ceil(PARTS));
        let parts = (0..source.length).step_by(usize::try_from(size).unwrap_or(usize::MAX)).zip(1..);
        let sent = stream::iter(parts).map(|(start, number)| async move {
            let bytes = source.read(start, size.min(source.length - start)).await?;
            self.part(number, bytes).await
        });
        sent.buffered(IN_FLIGHT).try_collect().await
    }

    /// Sends a part from memory: a body that streams would be sent in chunks that several servers do not understand.
    async fn part(&self, number: i32, bytes: Bytes) -> Result<CompletedPart> {
        let patient = client::patient(bytes.len() * IN_FLIGHT);
        let upload =
            self.s3.client.upload_part().bucket(&*self.s3.bucket).key(self.s3.name(self.key)).upload_id(&self.id);
        let sent = upload.part_number(number).body(bytes.into()).customize().config_override(patient).send().await;
        let sent = sent.map_err(|error| sort(self.key, "write a part of", error))?;
        Ok(CompletedPart::builder().part_number(number).set_e_tag(sent.e_tag).build())
    }

    /// Joins the parts. Whether that happened is read from the object itself: the answer may be lost, and a repeated request
    /// is told that there is no such upload.
    async fn complete(mut self, parts: Vec<CompletedPart>, length: u64) -> Result<()> {
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let complete = self.s3.client.complete_multipart_upload().bucket(&*self.s3.bucket).key(self.s3.name(self.key));
        let complete =
            complete.upload_id(&self.id).multipart_upload(parts).customize().config_override(client::patient(JOINING));
        let completed = complete.send().await.map_err(|error| sort(self.key, "put together", error));
        match (self.s3.size(self.key).await, completed) {
            (Ok(Some(found)), _) if found == length => {
                self.open = false;
                Ok(())
            }
            (_, Err(error)) | (Err(error), Ok(_)) => {
                self.abort().await;
                Err(error)
            }
            (Ok(found), Ok(_)) => {
                self.open = false;
                Err(Error::Short { key: self.key.clone(), expected: length, found: found.unwrap_or(0) })
            }
        }
    }

    async fn abort(mut self) {
        self.open = false;
        self.taking_back().await;
    }

    /// Tells the server to forget the parts. If that fails too they wait for the next sweep.
    fn taking_back(&self) -> impl Future<Output = ()> + Send + 'static {
        let abort = self
            .s3
            .client
            .abort_multipart_upload()
            .bucket(&*self.s3.bucket)
            .key(self.s3.name(self.key))
            .upload_id(&self.id);
        let key = self.key.clone();
        async move {
            if let Err(error) = abort.send().await {
                let error = DisplayErrorContext(error);
                tracing::warn!(%key, %error, "parts of an unfinished object stay in the S3 bucket until the next sweep");
            }
        }
    }
}

impl Drop for Multipart<'_> {
    fn drop(&mut self) {
        if let (true, Ok(runtime)) = (self.open, Handle::try_current()) {
            runtime.spawn(self.taking_back());
        }
    }
}
