//! Uploads on their way in: what cut requests delivered, shared by all replicas, until it is a whole recording.
//!
//! The catalogue holds the truth: how far the upload is, and its parts. What is here without the catalogue knowing is worth
//! nothing and is written over or swept away.

mod local;
mod s3;
mod seats;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use uuid::Uuid;

use super::error::{Error, Result};
use super::{Key, Storage};

pub(super) use s3::Writers;
pub use seats::{Seats, Sitting};

/// Some bytes of an upload, durable, as the catalogue remembers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedPart {
    /// Where they begin in the upload, in bytes.
    pub start: u64,
    /// How many they are; never 0.
    pub bytes: u64,
    /// Where they lie. In a folder all parts of an upload lie in one file, each at its place; on S3 each is an object.
    pub key: Key,
}

impl StagedPart {
    /// Where the next part begins, in bytes.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.start + self.bytes
    }
}

/// Writes the bytes of one request to a staged upload.
///
/// Two writers of one upload may exist for a moment, when a new request takes over from a dead one. They never break each
/// other's parts on S3, and in a folder they write the same bytes to the same places; which of them counts the catalogue
/// decides. After an error a writer is done for: begin another where the catalogue says. What was not flushed is lost.
#[derive(Debug)]
pub struct StagedWriter(Writer);

#[derive(Debug)]
enum Writer {
    Local(local::Writer),
    S3(s3::Writer),
}

impl StagedWriter {
    /// Takes bytes in. They count only once [`flush`](Self::flush) has returned the part they are in.
    ///
    /// Memory: 1 MiB in a folder, on S3 everything since the last flush, so flush when it is [`due`](Self::due).
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`], [`Error::Staging`] when the upload takes no more bytes, or what the system said.
    pub async fn write(&mut self, bytes: Bytes) -> Result<()> {
        match &mut self.0 {
            Writer::Local(writer) => writer.write(bytes).await,
            Writer::S3(writer) => {
                writer.write(&bytes);
                Ok(())
            }
        }
    }

    /// Whether enough is pending, or anything is for long enough: 4 MiB or 1 s in a folder; 5 s on S3, or 8 MiB, less where many
    /// uploads share the memory.
    #[must_use]
    pub fn due(&self, since_flush: Duration) -> bool {
        let (pending, most, longest) = match &self.0 {
            Writer::Local(writer) => (writer.pending(), 4 << 20, Duration::from_secs(1)),
            Writer::S3(writer) => (writer.pending(), writer.part(), Duration::from_secs(5)),
        };
        pending >= most || (pending > 0 && since_flush >= longest)
    }

    /// Makes everything written so far durable and returns it as a part; `None` when nothing was pending.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn flush(&mut self) -> Result<Option<StagedPart>> {
        match &mut self.0 {
            Writer::Local(writer) => writer.flush().await,
            Writer::S3(writer) => writer.flush().await,
        }
    }
}

/// A whole upload, or an object, as a file of this machine. It is there as long as this value is.
#[derive(Debug)]
pub struct Assembled {
    path: PathBuf,
    /// On S3 a file without a name, so that nothing is left of it whatever becomes of this process.
    _file: std::fs::File,
}

impl Assembled {
    pub(super) fn new(path: PathBuf, file: std::fs::File) -> Self {
        Self { path, _file: file }
    }

    /// Where to read it, and what to give to [`Storage::put_file`]: from a folder's own staging nothing is copied.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Storage {
    /// The first bytes of an upload, at most `most`, from the parts that the catalogue knows.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Unavailable`], or what the system said.
    pub async fn staged_head(&self, parts: &[StagedPart], most: u64) -> Result<Bytes> {
        let mut head = BytesMut::new();
        for part in parts.iter().take_while(|part| part.start < most) {
            let length = part.bytes.min(most - part.start);
            // In a folder all parts lie in one file, each at its place; on S3 each is an object.
            let begins = match self {
                Self::Local(_) => part.start,
                Self::S3(_) => 0,
            };
            let mut stream = self.open(&part.key, begins..begins + length).await?;
            while let Some(frame) = stream.frame().await {
                if let Ok(bytes) = frame?.into_data() {
                    head.extend_from_slice(&bytes);
                }
            }
        }
        Ok(head.freeze())
    }

    /// Begins to write the upload's bytes from `offset` on, to which the catalogue says it has come.
    ///
    /// # Errors
    /// [`Error::Short`] when fewer than `offset` bytes are staged, [`Error::Staging`] when they have already been assembled,
    /// [`Error::Full`], [`Error::Unavailable`], or what the system said.
    pub async fn stage(&self, upload: Uuid, offset: u64) -> Result<StagedWriter> {
        match self {
            Self::Local(local) => local.stage(upload, offset).await.map(|writer| StagedWriter(Writer::Local(writer))),
            Self::S3(s3) => Ok(StagedWriter(Writer::S3(s3::Writer::new(s3.clone(), upload, offset)))),
        }
    }

    /// Puts the parts of an upload of `length` bytes together as a file. From then on the upload takes no more bytes, so that
    /// what is checked is what is published. Doing it again, after a crash, gives the same.
    ///
    /// On S3 the file lies in `spool`, a folder of this machine with room for it.
    ///
    /// # Errors
    /// [`Error::Staging`] when the parts leave a gap, overlap or do not come to `length`; [`Error::Short`] or
    /// [`Error::Missing`] when bytes the catalogue knows are gone; [`Error::Full`], [`Error::Unavailable`], or what the system said.
    pub async fn assemble(&self, upload: Uuid, parts: &[StagedPart], length: u64, spool: &Path) -> Result<Assembled> {
        let parts = in_order(upload, parts, length)?;
        match self {
            Self::Local(local) => local.assemble(upload, length).await,
            Self::S3(s3) => s3.assemble(&parts, spool).await,
        }
    }

    /// Removes everything staged for an upload; when there is nothing, that is fine.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or what the system said.
    pub async fn discard(&self, upload: Uuid) -> Result<()> {
        match self {
            Self::Local(local) => local.discard(upload).await,
            Self::S3(s3) => s3.delete_folder(&Key::staging(upload)).await,
        }
    }

    /// The uploads that have something staged, each once: for sweeping away what the catalogue does not know.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or what the system said.
    pub async fn staged_uploads(&self) -> Result<Vec<Uuid>> {
        let names = match self {
            Self::Local(local) => local.list_staging().await?,
            Self::S3(s3) => s3.list(&Key::all_staging()).await?,
        };
        let folders = names.iter().filter_map(|name| name.split('/').next());
        let uploads: BTreeSet<Uuid> = folders.filter_map(|folder| folder.parse().ok()).collect();
        Ok(uploads.into_iter().collect())
    }
}

/// The parts by their start, if they follow one another without gap or overlap from 0 to `length`.
fn in_order(upload: Uuid, parts: &[StagedPart], length: u64) -> Result<Vec<StagedPart>> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.start);
    let wrong = |key: &Key, at, why| Err(Error::Staging { key: key.clone(), at, why });
    let mut at = 0;
    for part in &parts {
        if part.start != at {
            return wrong(&part.key, at, "the next part does not begin where the one before ends");
        }
        at = part.end();
    }
    if at == length {
        Ok(parts)
    } else {
        wrong(&Key::staging(upload), at, "the parts do not come to the length of the upload")
    }
}
