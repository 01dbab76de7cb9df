//! The bytes under inspection: hashed as they pass, and never read without end.

use std::io::{self, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};
use symphonia::core::io::MediaSource;

/// Anything that can be read from any place; a file, bytes in memory, an object in a store.
pub(super) trait Bytes: Read + Seek + Send + Sync {}
impl<T: Read + Seek + Send + Sync> Bytes for T {}

/// A source whose SHA-256 grows with the first reading of each byte in order, so that a file which is
/// read front to back once is hashed without a second reading.
///
/// A crafted index can point a reader at the same bytes again and again; `budget` ends that.
pub(super) struct Source {
    inner: Box<dyn Bytes>,
    len: u64,
    at: u64,
    hash: Sha256,
    hashed: u64,
    budget: u64,
    failure: Option<io::Error>,
}

impl Source {
    /// Measures the source and stands at its start.
    pub(super) fn open(mut inner: impl Bytes + 'static) -> io::Result<Source> {
        let len = inner.seek(SeekFrom::End(0))?;
        inner.seek(SeekFrom::Start(0))?;
        Ok(Source {
            inner: Box::new(inner),
            len,
            at: 0,
            hash: Sha256::new(),
            hashed: 0,
            budget: len.saturating_mul(4).saturating_add(64 << 20),
            failure: None,
        })
    }

    /// Length in bytes.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Up to `want` bytes from `at` on; fewer only where the source ends.
    pub(super) fn peek(&mut self, at: u64, want: usize) -> io::Result<Vec<u8>> {
        let want = self.len.saturating_sub(at).min(want as u64);
        if want == 0 {
            // A file cannot be asked for places beyond what a signed number can say.
            return Ok(Vec::new());
        }
        let mut bytes = Vec::with_capacity(want as usize);
        self.seek(SeekFrom::Start(at))?;
        self.by_ref().take(want).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Tells of the error that a reading met, if one did.
    pub(super) fn check(&mut self) -> io::Result<()> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Reads what nobody has read yet and returns the SHA-256 of everything, in hexadecimal.
    pub(super) fn finish(mut self) -> io::Result<String> {
        self.check()?;
        self.budget = u64::MAX;
        let at = self.hashed;
        self.seek(SeekFrom::Start(at))?;
        let mut buffer = vec![0; 128 << 10];
        while self.read(&mut buffer)? > 0 {}
        Ok(hex::encode(self.hash.finalize()))
    }

    fn hash_new(&mut self, read: &[u8]) {
        let end = self.at + read.len() as u64;
        if self.at <= self.hashed && end > self.hashed {
            self.hash.update(&read[(self.hashed - self.at) as usize..]);
            self.hashed = end;
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget < buffer.len() as u64 {
            return Err(io::Error::other("the file leads its reader in circles"));
        }
        let count = match self.inner.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                // The decoder gets a copy: what failed belongs to whoever asked for the report.
                let copy = io::Error::new(error.kind(), error.to_string());
                self.failure = Some(error);
                return Err(copy);
            }
        };
        self.hash_new(&buffer[..count]);
        self.at += count as u64;
        self.budget -= count as u64;
        Ok(count)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

/// A stretch of a source, with bytes of our own before it: how a decoder is shown a plain header and
/// exactly the sound, whatever else the file carries.
pub(super) struct Window<'a> {
    head: Vec<u8>,
    source: &'a mut Source,
    start: u64,
    len: u64,
    at: u64,
}

impl<'a> Window<'a> {
    /// `head`, then `len` bytes of `source` from `start` on.
    pub(super) fn new(source: &'a mut Source, head: Vec<u8>, start: u64, len: u64) -> Window<'a> {
        let len = len.min(source.len().saturating_sub(start));
        Window { head, source, start, len, at: 0 }
    }

    fn total(&self) -> u64 {
        self.head.len() as u64 + self.len
    }
}

impl Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let head = self.head.len() as u64;
        if self.at < head {
            let count = (&self.head[self.at as usize..]).read(buffer)?;
            self.at += count as u64;
            return Ok(count);
        }
        let left = self.total().saturating_sub(self.at).min(buffer.len() as u64) as usize;
        if left == 0 {
            return Ok(0);
        }
        let want = self.start + (self.at - head);
        if self.source.at != want {
            self.source.seek(SeekFrom::Start(want))?;
        }
        let count = self.source.read(&mut buffer[..left])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Window<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.total().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl MediaSource for Window<'_> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.total())
    }
}

/// Random access in small pieces that mostly follow one another.
pub(super) struct Cached<'a> {
    source: &'a mut Source,
    bytes: Vec<u8>,
    at: u64,
}

impl<'a> Cached<'a> {
    const ROOM: usize = 256 << 10;

    /// Nothing is read yet.
    pub(super) fn new(source: &'a mut Source) -> Cached<'a> {
        Cached { source, bytes: Vec::new(), at: 0 }
    }

    /// `len` bytes from `at` on; fewer only where the source ends.
    pub(super) fn get(&mut self, at: u64, len: usize) -> io::Result<&[u8]> {
        let held = self.at..=self.at + self.bytes.len() as u64;
        let end = at.saturating_add(len as u64).min(self.source.len());
        if at >= self.source.len() {
            return Ok(&[]);
        }
        if !held.contains(&at) || !held.contains(&end) {
            self.bytes.clear();
            self.at = at;
            self.source.seek(SeekFrom::Start(at))?;
            self.source.by_ref().take(len.max(Self::ROOM) as u64).read_to_end(&mut self.bytes)?;
        }
        let from = ((at - self.at) as usize).min(self.bytes.len());
        let to = ((end - self.at) as usize).min(self.bytes.len());
        Ok(&self.bytes[from..to])
    }
}
