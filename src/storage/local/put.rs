//! Writing an object: temporary file, sync, then its key.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tempfile::{Builder, NamedTempFile, TempPath};

use super::{Local, temporary};
use crate::storage::disk;
use crate::storage::error::{Result, io as writing};
use crate::storage::key::Key;

/// Read by everybody the umask lets, written by nobody.
const READ_ONLY: u32 = 0o444;

impl Local {
    pub(in crate::storage) async fn put_file(&self, key: &Key, source: &Path) -> Result<()> {
        let (local, target, source) = (self.clone(), self.path(key), source.to_owned());
        let stored = disk::run(move || {
            let length = fs::metadata(&source)?.len();
            local.store(&target, length, || {
                if source.starts_with(&*local.root) { local.link(&source) } else { local.copy(&source) }
            })
        });
        stored.await.map_err(writing(key, "store"))
    }

    pub(in crate::storage) async fn put(&self, key: &Key, bytes: Bytes) -> Result<()> {
        let (local, target) = (self.clone(), self.path(key));
        let stored = disk::run(move || {
            local.store(&target, bytes.len() as u64, || {
                let mut temp = local.temp()?;
                temp.write_all(&bytes)?;
                temp.as_file().sync_all()?;
                Ok(temp.into_temp_path())
            })
        });
        stored.await.map_err(writing(key, "store"))
    }

    /// Gives `target` to a synced temporary file, unless it has these bytes already; durable in either case.
    fn store(&self, target: &Path, length: u64, make: impl FnOnce() -> io::Result<TempPath>) -> io::Result<()> {
        if !has(target, length) {
            let temp = make()?;
            fs::create_dir_all(folder(target))?;
            temp.persist(target)?;
        }
        self.sync_folders(target)
    }

    fn temp(&self) -> io::Result<NamedTempFile> {
        Builder::new().permissions(Permissions::from_mode(READ_ONLY)).tempfile_in(temporary(&self.root))
    }

    /// Gives a file of this store (an assembled upload, which nobody writes to any more) a second name. No byte is copied.
    fn link(&self, source: &Path) -> io::Result<TempPath> {
        File::open(source)?.sync_all()?;
        match Builder::new().make_in(temporary(&self.root), |path| fs::hard_link(source, path)) {
            Ok(linked) => Ok(linked.into_temp_path()),
            // The file system knows no hard links.
            Err(_) => self.copy(source),
        }
    }

    /// Copies a file of somebody else's, who may go on writing to it.
    fn copy(&self, source: &Path) -> io::Result<TempPath> {
        let mut temp = self.temp()?;
        io::copy(&mut File::open(source)?, temp.as_file_mut())?;
        temp.as_file().sync_all()?;
        Ok(temp.into_temp_path())
    }

    /// Makes the names on the way to `path` durable. Folders without changes cost next to nothing.
    pub(in crate::storage) fn sync_folders(&self, path: &Path) -> io::Result<()> {
        path.ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(&self.root))
            .try_for_each(|folder| File::open(folder)?.sync_all())
    }
}

/// Whether an object of this length is there. One of another length was damaged from outside, and is replaced.
fn has(path: &Path, length: u64) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == length)
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}
