//! Objects in a folder.
//!
//! An object is a read-only file at `<root>/<key>`. It is written under a temporary name in `<root>/.tmp`, synced, and only
//! then given its key, so that a reader or a crash never meets half of it.

mod body;
mod pool;
mod put;

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{CWD, Mode, OFlags, ResolveFlags};

use self::pool::Pool;
use super::disk;
use super::error::{Error, Result, io as writing, reading};
use super::key::Key;
use super::scratch::Scratch;
use super::staging::Assembled;

pub(super) use self::body::Body;

/// How long a temporary file is left alone: nobody writes one object for a day.
const LEFT_OVER: Duration = Duration::from_hours(24);

/// A store in a folder.
#[derive(Debug, Clone)]
pub struct Local {
    root: Arc<Path>,
    pool: Pool,
}

impl Local {
    pub(super) async fn new(root: PathBuf) -> Result<Self> {
        let root: Arc<Path> = std::path::absolute(&root).unwrap_or(root).into();
        let local = Self { root: Arc::clone(&root), pool: Pool::default() };
        let prepared = disk::run(move || prepare(&root)).await;
        match prepared {
            Ok(()) => Ok(local),
            Err(e) => Err(Error::Settings {
                place: local.root.display().to_string(),
                why: format!("{e}; glos must be able to write there"),
            }),
        }
    }

    /// Where the object of this key is, if there is one.
    pub(super) fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    pub(super) async fn size(&self, key: &Key) -> Result<Option<u64>> {
        match self.find(key).await {
            Ok((_, length)) => Ok(Some(length)),
            Err(Error::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn open(&self, key: &Key, range: Range<u64>) -> Result<Body> {
        let (file, length) = self.find(key).await?;
        if range.end > length {
            return Err(Error::Short { key: key.clone(), expected: range.end, found: length });
        }
        Ok(Body::new(key.clone(), file, range, self.pool.clone()))
    }

    /// The file of an object itself.
    pub(super) async fn fetch(&self, key: &Key, length: u64) -> Result<Assembled> {
        let (file, found) = self.find(key).await?;
        if found < length {
            return Err(Error::Short { key: key.clone(), expected: length, found });
        }
        Ok(Assembled::new(self.path(key), file))
    }

    pub(super) async fn scratch(&self) -> Result<Scratch> {
        Scratch::named(temporary(&self.root)).await
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<()> {
        let path = self.path(key);
        let deleted = disk::run(move || disk::removed(fs::remove_file(path))).await;
        deleted.map_err(writing(key, "delete"))
    }

    pub(super) async fn sweep(&self, age: Duration) -> Result<()> {
        let folder = temporary(&self.root);
        let swept = disk::run(move || sweep(&folder, age)).await;
        swept.map_err(writing(&Key::all_staging(), "sweep the temporary files beside"))
    }

    /// The file of an object and its length in bytes.
    async fn find(&self, key: &Key) -> Result<(File, u64)> {
        let path = self.path(key);
        let found = match open_known(&path) {
            Some(file) => Ok(file),
            None => disk::run(move || File::open(path)).await,
        };
        let (file, about) = found.and_then(|file| file.metadata().map(|about| (file, about))).map_err(reading(key))?;
        if about.is_file() { Ok((file, about.len())) } else { Err(Error::Missing(key.clone())) }
    }
}

/// Opens a file whose place the kernel has in memory; `None` when the disk would have to be asked, which takes a thread of its own.
fn open_known(path: &Path) -> Option<File> {
    rustix::fs::openat2(CWD, path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::CACHED)
        .ok()
        .map(File::from)
}

/// The folder of files that have no key yet.
fn temporary(root: &Path) -> PathBuf {
    root.join(".tmp")
}

/// Makes the folders, proves that they can be written to, and removes what a crash left.
fn prepare(root: &Path) -> io::Result<()> {
    let temporary = temporary(root);
    fs::create_dir_all(&temporary)?;
    tempfile::tempfile_in(&temporary)?;
    sweep(&temporary, LEFT_OVER)
}

/// Removes the files of a folder that are older than `age`. One that vanishes meanwhile has a writer who is alive.
fn sweep(folder: &Path, age: Duration) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        disk::removed(is_older(&path, age).and_then(|older| if older { fs::remove_file(&path) } else { Ok(()) }))?;
    }
    Ok(())
}

/// A linked file keeps its old time of writing: only the time of linking (ctime) says how long it has lain here.
fn is_older(path: &Path, age: Duration) -> io::Result<bool> {
    let since = u64::try_from(fs::symlink_metadata(path)?.ctime()).unwrap_or(0);
    Ok(SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_secs(since)).is_ok_and(|lain| lain > age))
}
