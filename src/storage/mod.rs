//! Objects, in a folder or on S3: whole, immutable, under their content address; and uploads on their way in.
//!
//! ```text
//! key.rs       where an object lies
//! local/       the folder: put.rs writes, body.rs reads
//! s3/          the bucket: put.rs writes, body.rs reads and resumes, sweep.rs tidies up
//! scratch.rs   files of this machine for work on objects
//! staging/     what cut requests delivered, until it is a whole recording
//! error.rs     what can go wrong, and what passes by itself
//! ```

mod disk;
mod error;
mod key;
mod local;
mod s3;
mod scratch;
mod staging;
mod stream;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;

pub use error::{BoxError, Error, Result};
pub use key::{Key, KeyError};
pub use local::Local;
pub use s3::{S3, S3Settings};
pub use scratch::Scratch;
pub use staging::{Assembled, Seats, Sitting, StagedPart, StagedWriter};
pub use stream::ByteStream;

/// Where the objects are. Cheap to clone; all clones are the same store.
///
/// An object is put whole or not at all, and never changes afterwards: a key stands for its bytes.
#[derive(Debug, Clone)]
pub enum Storage {
    /// A folder of this machine, or one that replicas share.
    Local(Local),
    /// A bucket of Amazon S3 or of a server that speaks its language.
    S3(S3),
}

impl Storage {
    /// A store in the folder `root`, made if it is missing. Temporary files that a crash left there more than a day ago are removed.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub async fn local(root: PathBuf) -> Result<Self> {
        Local::new(root).await.map(Self::Local)
    }

    /// A store in a bucket. A bucket that does not answer is a warning in the log, not an error: it may answer later.
    ///
    /// # Errors
    /// When the settings cannot be meant.
    pub async fn s3(settings: &S3Settings) -> Result<Self> {
        S3::new(settings).await.map(Self::S3)
    }

    /// Puts the whole file at `path` under `key`; there is nothing to see before all of it is stored and durable.
    ///
    /// When an object of the same length is already there, it is the same object (the key is its content) and nothing is sent.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`], or what the system said.
    pub async fn put_file(&self, key: &Key, path: &Path, media_type: &str) -> Result<()> {
        match self {
            Self::Local(local) => local.put_file(key, path).await,
            Self::S3(s3) => s3.put_file(key, path, media_type).await,
        }
    }

    /// Puts a few bytes under `key`, as [`put_file`](Self::put_file) does a file.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`], or what the system said.
    pub async fn put(&self, key: &Key, bytes: Bytes, media_type: &str) -> Result<()> {
        match self {
            Self::Local(local) => local.put(key, bytes).await,
            Self::S3(s3) => s3.put(key, bytes, media_type).await,
        }
    }

    /// How many bytes the object has; `None` when there is none.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or what the system said.
    pub async fn size(&self, key: &Key) -> Result<Option<u64>> {
        match self {
            Self::Local(local) => local.size(key).await,
            Self::S3(s3) => s3.size(key).await,
        }
    }

    /// Reads exactly the bytes `range` of an object, as a stream in bounded memory that resumes where a connection broke.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Short`] when the object ends before the range does, [`Error::Unavailable`], or what the
    /// system said. The stream itself ends in an error rather than early.
    pub async fn open(&self, key: &Key, range: Range<u64>) -> Result<ByteStream> {
        match self {
            Self::Local(local) => local.open(key, range).await.map(ByteStream::local),
            Self::S3(s3) => s3.open(key, range).await.map(ByteStream::s3),
        }
    }

    /// Deletes an object; deleting what is not there is fine.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or what the system said.
    pub async fn delete(&self, key: &Key) -> Result<()> {
        match self {
            Self::Local(local) => local.delete(key).await,
            Self::S3(s3) => s3.delete(key).await,
        }
    }

    /// An address at which anybody may read the object for a time (at most 7 days), served with `content_type`; `None` for a folder.
    ///
    /// Nothing is asked over the network: the object may be missing.
    ///
    /// # Errors
    /// When `valid` is longer than 7 days.
    pub async fn presign(&self, key: &Key, valid: Duration, content_type: &str) -> Result<Option<String>> {
        match self {
            Self::Local(_) => Ok(None),
            Self::S3(s3) => s3.presign(key, valid, content_type).await.map(Some),
        }
    }

    /// Removes what writers that died left half-written more than `age` ago and nobody can see: temporary files in a folder,
    /// unfinished multipart uploads on S3. Staged uploads are not touched. No write takes a day.
    ///
    /// # Errors
    /// [`Error::Unavailable`], or what the system said.
    pub async fn sweep(&self, age: Duration) -> Result<()> {
        match self {
            Self::Local(local) => local.sweep(age).await,
            Self::S3(s3) => s3.sweep(age).await,
        }
    }
}
