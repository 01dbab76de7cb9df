//! Staging in a folder: one file an upload, written at explicit places.
//!
//! The file later *becomes* the published object, by a second name. So it is sealed before anybody looks at it: made
//! read-only under a lock that every write takes too. A writer that woke up late finds the seal and writes nothing.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use super::{Assembled, StagedPart};
use crate::storage::disk;
use crate::storage::error::{Error, Result, io as writing, reading};
use crate::storage::key::Key;
use crate::storage::local::Local;

/// Bytes collected before they are given to the kernel: a thread hop for each few KiB from the network costs more than the copy.
const BATCH: u64 = 1 << 20;

/// Writes to the one file of an upload.
#[derive(Debug)]
pub(super) struct Writer {
    file: Arc<File>,
    key: Key,
    batch: Vec<Bytes>,
    /// Where the pending bytes begin, where those not yet given to the kernel do, and where the next will.
    durable: u64,
    written: u64,
    at: u64,
}

impl Writer {
    pub(super) fn pending(&self) -> u64 {
        self.at - self.durable
    }

    pub(super) async fn write(&mut self, bytes: Bytes) -> Result<()> {
        self.at += bytes.len() as u64;
        self.batch.push(bytes);
        if self.at - self.written >= BATCH { self.send(false).await } else { Ok(()) }
    }

    pub(super) async fn flush(&mut self) -> Result<Option<StagedPart>> {
        if self.pending() == 0 {
            return Ok(None);
        }
        self.send(true).await?;
        let part = StagedPart { start: self.durable, bytes: self.pending(), key: self.key.clone() };
        self.durable = self.at;
        Ok(Some(part))
    }

    /// Gives the batch to the kernel, and on request has it written down.
    async fn send(&mut self, sync: bool) -> Result<()> {
        let (file, at) = (Arc::clone(&self.file), self.written);
        let batch = std::mem::take(&mut self.batch);
        let sent = disk::run(move || {
            let taken = write_unsealed(&file, &batch, at)?;
            if sync { file.sync_data().map(|()| taken) } else { Ok(taken) }
        });
        if !sent.await.map_err(writing(&self.key, "write"))? {
            return Err(sealed(self.key.clone(), at));
        }
        self.written = self.at;
        Ok(())
    }
}

impl Local {
    pub(super) async fn stage(&self, upload: Uuid, offset: u64) -> Result<Writer> {
        let key = bytes_of(upload)?;
        let (local, path) = (self.clone(), self.path(&key));
        let opened = disk::run(move || {
            let file = open_staged(&local, &path)?;
            let about = file.metadata()?;
            Ok((file, about))
        });
        let (file, about) = opened.await.map_err(writing(&key, "write"))?;
        if about.permissions().readonly() {
            return Err(sealed(key, offset));
        }
        if about.len() < offset {
            return Err(Error::Short { key, expected: offset, found: about.len() });
        }
        let file = Arc::new(file);
        Ok(Writer { file, key, batch: Vec::new(), durable: offset, written: offset, at: offset })
    }

    pub(super) async fn assemble(&self, upload: Uuid, length: u64) -> Result<Assembled> {
        let key = bytes_of(upload)?;
        let path = self.path(&key);
        let staged = path.clone();
        let (file, found) = disk::run(move || seal(&staged, length)).await.map_err(reading(&key))?;
        if found < length {
            return Err(Error::Short { key, expected: length, found });
        }
        Ok(Assembled::new(path, file))
    }

    pub(super) async fn discard(&self, upload: Uuid) -> Result<()> {
        let key = Key::staging(upload);
        let folder = self.path(&key);
        let removed = disk::run(move || disk::removed(fs::remove_dir_all(folder))).await;
        removed.map_err(writing(&key, "discard"))
    }

    pub(super) async fn list_staging(&self) -> Result<Vec<String>> {
        let key = Key::all_staging();
        let folder = self.path(&key);
        let names = disk::run(move || {
            if !folder.exists() {
                return Ok(Vec::new());
            }
            let name =
                |entry: io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name().to_string_lossy().into_owned());
            fs::read_dir(folder)?.map(name).collect()
        });
        names.await.map_err(writing(&key, "list"))
    }
}

fn sealed(key: Key, at: u64) -> Error {
    Error::Staging { key, at, why: "the upload is complete and takes no more bytes" }
}

/// The one file of an upload.
fn bytes_of(upload: Uuid) -> Result<Key> {
    Ok(Key::staged(upload, "bytes")?)
}

/// Opens the file of an upload, or makes it, so that its name too survives a power cut.
fn open_staged(local: &Local, path: &Path) -> io::Result<File> {
    match OpenOptions::new().write(true).open(path) {
        // Only a sealed file refuses to be written to; the caller sees its seal.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            local.sync_folders(path)?;
            Ok(file)
        }
        opened => opened,
    }
}

/// Writes the chunks one after another from `at` on, and says whether it did: to a sealed file nothing is written.
fn write_unsealed(file: &File, chunks: &[Bytes], mut at: u64) -> io::Result<bool> {
    file.lock_shared()?;
    let sealed = file.metadata()?.permissions().readonly();
    let written = chunks.iter().filter(|_| !sealed).try_for_each(|chunk| {
        let place = at;
        at += chunk.len() as u64;
        file.write_all_at(chunk, place)
    });
    file.unlock()?;
    written.map(|()| !sealed)
}

/// Cuts the file to `length` and forbids to write to it, for good, unless it is shorter. Also gives the length it was found with.
fn seal(path: &Path, length: u64) -> io::Result<(File, u64)> {
    let file = File::open(path)?;
    file.lock()?;
    let found = file.metadata()?.len();
    if found > length {
        OpenOptions::new().write(true).open(path)?.set_len(length)?;
    }
    if found >= length {
        file.set_permissions(Permissions::from_mode(0o444))?;
        file.sync_all()?;
    }
    file.unlock()?;
    Ok((file, found))
}
