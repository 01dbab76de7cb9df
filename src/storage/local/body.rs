//! A file on its way out.

use std::fs::File;
use std::future::Future;
use std::io::{self, IoSliceMut};
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use rustix::io::ReadWriteFlags;
use tokio::task::{JoinHandle, spawn_blocking};

use super::pool::{Buffer, Pool};
use crate::storage::error::{Error, Result, reading};
use crate::storage::key::Key;

/// Reads part of a file: what the kernel has in memory at once, the rest on a thread that may wait for the disk.
///
/// This is as fast as nginx at its best; a hop to another thread for every chunk takes half of that away.
#[derive(Debug)]
pub(in crate::storage) struct Body {
    key: Key,
    file: Arc<File>,
    rest: Range<u64>,
    pool: Pool,
    waiting: Option<JoinHandle<(Buffer, io::Result<usize>)>>,
}

impl Body {
    pub(super) fn new(key: Key, file: File, range: Range<u64>, pool: Pool) -> Self {
        Self { key, file: Arc::new(file), rest: range, pool, waiting: None }
    }

    pub(in crate::storage) fn remaining(&self) -> u64 {
        self.rest.end.saturating_sub(self.rest.start)
    }

    pub(in crate::storage) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if self.remaining() == 0 {
            return Poll::Ready(None);
        }
        let (buffer, read) = match self.read_known() {
            Some((buffer, read)) => (buffer, Ok(read)),
            None => ready!(self.poll_disk(cx)),
        };
        Poll::Ready(Some(self.advance(buffer, read)))
    }

    /// Reads what needs no waiting; `None` when there is nothing like that, or a slow read is already under way.
    fn read_known(&self) -> Option<(Buffer, usize)> {
        if self.waiting.is_some() {
            return None;
        }
        let mut buffer = self.pool.lend(self.remaining());
        let room = &mut [IoSliceMut::new(buffer.room())];
        // Whatever it complains about, the slow read will say it again.
        let read = rustix::io::preadv2(&*self.file, room, self.rest.start, ReadWriteFlags::NOWAIT).ok()?;
        Some((buffer, read))
    }

    fn poll_disk(&mut self, cx: &mut Context<'_>) -> Poll<(Buffer, io::Result<usize>)> {
        let waiting = self.waiting.get_or_insert_with(|| {
            let (file, at) = (Arc::clone(&self.file), self.rest.start);
            let mut buffer = self.pool.lend(self.rest.end - at);
            spawn_blocking(move || {
                let read = read_at(&file, buffer.room(), at);
                (buffer, read)
            })
        });
        let done = ready!(Pin::new(waiting).poll(cx));
        self.waiting = None;
        Poll::Ready(done.unwrap_or_else(|stopped| (self.pool.lend(0), Err(io::Error::other(stopped)))))
    }

    /// Takes what was read into account. After an error nothing more comes.
    fn advance(&mut self, buffer: Buffer, read: io::Result<usize>) -> Result<Bytes> {
        let end = self.rest.end;
        let read = match read {
            Ok(0) => Err(Error::Short { key: self.key.clone(), expected: end, found: self.rest.start }),
            Ok(read) => Ok(read),
            Err(error) => Err(reading(&self.key)(error)),
        };
        self.rest.start = read.as_ref().map_or(end, |&read| self.rest.start + read as u64);
        read.map(|read| buffer.filled(read))
    }
}

fn read_at(file: &File, room: &mut [u8], at: u64) -> io::Result<usize> {
    loop {
        match file.read_at(room, at) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}
