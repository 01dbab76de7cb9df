//! Staging in a folder: one file an upload, written at explicit places.
//!
//! The file later *becomes* the published object, by a second name. So it is sealed before anybody looks at it: made
//! read-only under a lock that every write takes too. A writer that woke up late finds the seal and writes nothing.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{Assembled, StagedPart};
use crate::storage::error::{Error, Result, io as writing, reading};
use crate::storage::key::Key;
use crate::storage::local::Local;

/// Bytes collected before they are given to the kernel: a thread hop for each few KiB from the network costs more than the copy.
const BATCH: u64 = 1 << 20;

const SEALED: &str = "the upload is complete and takes no more bytes";

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
        let (file, key, batch, at) =
            (Arc::clone(&self.file), self.key.clone(), std::mem::take(&mut self.batch), self.written);
        let sent = spawn_blocking(move || {
            write_unsealed(&file, &key, &batch, at)?;
            if sync { file.sync_data().map_err(writing(&key, "sync")) } else { Ok(()) }
        });
        sent.await.map_err(|stopped| writing(&self.key, "write")(io::Error::other(stopped)))??;
        self.written = self.at;
        Ok(())
    }
}

impl Local {
    pub(super) async fn stage(&self, upload: Uuid, offset: u64) -> Result<Writer> {
        let key = bytes_of(upload)?;
        let path = self.path(&key);
        let file = self.blocking(&key, move |local| open_staged(local, &path)).await?;
        let about = file.metadata().map_err(reading(&key))?;
        if about.permissions().readonly() {
            return Err(Error::Staging { key, at: offset, why: SEALED });
        }
        if about.len() < offset {
            return Err(Error::Short { key, expected: offset, found: about.len() });
        }
        Ok(Writer { file: Arc::new(file), key, batch: Vec::new(), durable: offset, written: offset, at: offset })
    }

    pub(super) async fn assemble(&self, upload: Uuid, length: u64) -> Result<Assembled> {
        let key = bytes_of(upload)?;
        let path = self.path(&key);
        let sealed = spawn_blocking(move || seal(&key, path, length)).await;
        sealed.map_err(|stopped| writing(&Key::staging(upload), "seal")(io::Error::other(stopped)))?
    }

    pub(super) async fn discard(&self, upload: Uuid) -> Result<()> {
        let key = Key::staging(upload);
        let folder = self.path(&key);
        self.blocking(&key, move |_| match fs::remove_dir_all(folder) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        })
        .await
    }

    pub(super) async fn list_staging(&self) -> Result<Vec<String>> {
        let key = Key::all_staging();
        let folder = self.path(&key);
        self.blocking(&key, move |_| match fs::read_dir(folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(e),
            Ok(entries) => entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect(),
        })
        .await
    }
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

/// Writes the chunks one after another from `at` on, unless the file is sealed.
fn write_unsealed(file: &File, key: &Key, chunks: &[Bytes], mut at: u64) -> Result<()> {
    let io = || writing(key, "write");
    file.lock_shared().map_err(io())?;
    let written = match file.metadata() {
        Ok(about) if about.permissions().readonly() => Err(Error::Staging { key: key.clone(), at, why: SEALED }),
        Ok(_) => chunks.iter().try_for_each(|chunk| {
            file.write_all_at(chunk, at).map_err(io())?;
            at += chunk.len() as u64;
            Ok(())
        }),
        Err(error) => Err(io()(error)),
    };
    file.unlock().map_err(io())?;
    written
}

/// Cuts the file to the bytes that count and forbids to write to it, for good.
fn seal(key: &Key, path: PathBuf, length: u64) -> Result<Assembled> {
    let io = || writing(key, "seal");
    let file = File::open(&path).map_err(reading(key))?;
    file.lock().map_err(io())?;
    let about = file.metadata().map_err(io())?;
    if about.len() < length {
        return Err(Error::Short { key: key.clone(), expected: length, found: about.len() });
    }
    if about.len() > length {
        OpenOptions::new().write(true).open(&path).and_then(|file| file.set_len(length)).map_err(io())?;
    }
    file.set_permissions(Permissions::from_mode(0o444))
        .and_then(|()| file.sync_all())
        .and_then(|()| file.unlock())
        .map_err(io())?;
    Ok(Assembled { path, _file: file })
}
