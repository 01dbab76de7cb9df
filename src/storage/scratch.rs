//! Files of this machine for work on objects: an object as a file, and a file that becomes an object.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tempfile::TempPath;

use super::error::{Result, io as writing};
use super::staging::Assembled;
use super::{Key, Storage, disk};

/// Bytes collected before they are given to the kernel: a thread hop for each few KiB from the network costs more than the copy.
const BATCH: usize = 1 << 20;

/// An empty file to write what shall become an object. It goes when this value does.
#[derive(Debug)]
pub struct Scratch {
    file: File,
    path: PathBuf,
    /// In a folder the file has a name, so that it becomes the object without being copied; elsewhere it has none, so that
    /// nothing is left of it whatever becomes of the process.
    _name: Option<TempPath>,
    batch: Vec<Bytes>,
    batched: usize,
}

impl Scratch {
    /// Where to read it, and what to give to [`Storage::put_file`].
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A handle to write with, at the one position that all handles share.
    ///
    /// # Errors
    /// When the process has no file descriptor left.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Writes bytes at the end; they are there when [`flush`](Self::flush) has returned.
    ///
    /// # Errors
    /// [`Error::Full`](super::Error::Full), or what the system said.
    pub async fn write(&mut self, bytes: Bytes) -> Result<()> {
        self.batched += bytes.len();
        self.batch.push(bytes);
        if self.batched >= BATCH { self.flush().await } else { Ok(()) }
    }

    /// Gives what was written to the kernel.
    ///
    /// # Errors
    /// [`Error::Full`](super::Error::Full), or what the system said.
    pub async fn flush(&mut self) -> Result<()> {
        self.batched = 0;
        let beside = Key::all_staging();
        let failed = || writing(&beside, "write a temporary file beside");
        let (mut file, batch) = (self.file().map_err(failed())?, std::mem::take(&mut self.batch));
        let written = disk::run(move || batch.iter().try_for_each(|bytes| file.write_all(bytes)));
        written.await.map_err(failed())
    }

    pub(super) fn into_assembled(self) -> Assembled {
        Assembled::new(self.path, self.file)
    }

    fn new(file: File, path: PathBuf, name: Option<TempPath>) -> Self {
        Self { file, path, _name: name, batch: Vec::new(), batched: 0 }
    }

    /// A file without a name in `folder`.
    pub(super) async fn unnamed(folder: &Path) -> Result<Self> {
        let folder = folder.to_owned();
        let made = disk::run(move || {
            std::fs::create_dir_all(&folder)?;
            let file = tempfile::tempfile_in(&folder)?;
            // Each opening of this name is a file position of its own, at 0 (proc(5), /proc/pid/fd).
            let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
            if path.exists() { Ok(Self::new(file, path, None)) } else { Err(io::Error::other("/proc is not mounted")) }
        });
        made.await.map_err(writing(&Key::all_staging(), "make a temporary file beside"))
    }

    /// A file with a name in `folder`, by which nobody writes to it.
    pub(super) async fn named(folder: PathBuf) -> Result<Self> {
        let made = disk::run(move || {
            let read_only = Permissions::from_mode(0o444);
            let (file, name) = tempfile::Builder::new().permissions(read_only).tempfile_in(folder)?.into_parts();
            Ok(Self::new(file, name.to_path_buf(), Some(name)))
        });
        made.await.map_err(writing(&Key::all_staging(), "make a temporary file beside"))
    }
}

impl Storage {
    /// An empty file: in the store's folder, or for S3 in `spool`, a folder of this machine.
    ///
    /// # Errors
    /// [`Error::Full`](super::Error::Full), or what the system said.
    pub async fn scratch(&self, spool: &Path) -> Result<Scratch> {
        match self {
            Self::Local(local) => local.scratch().await,
            Self::S3(_) => Scratch::unnamed(spool).await,
        }
    }

    /// An object of `length` bytes as a file of this machine: its own in a folder, one fetched into `spool` from S3.
    ///
    /// # Errors
    /// [`Error::Missing`](super::Error::Missing), [`Error::Short`](super::Error::Short),
    /// [`Error::Full`](super::Error::Full), [`Error::Unavailable`](super::Error::Unavailable), or what the system said.
    pub async fn fetch(&self, key: &Key, length: u64, spool: &Path) -> Result<Assembled> {
        match self {
            Self::Local(local) => local.fetch(key, length).await,
            Self::S3(s3) => s3.whole(key, length, spool).await,
        }
    }
}
