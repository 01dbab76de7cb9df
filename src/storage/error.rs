//! What can go wrong with an object.

use std::error::Error as StdError;
use std::io;

use super::{Key, KeyError};

/// `Result` with the storage's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, to which object. Only [`Unavailable`](Error::Unavailable) and [`Full`](Error::Full) pass by themselves.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No object has this key.
    #[error("{0} is not in the storage")]
    Missing(Key),

    /// The object is shorter than what was asked of it, in bytes: cut short, or not the object that was meant.
    #[error(
        "{key} ends at byte {found}, {expected} were expected: the object is damaged; `glos verify` lists all that are"
    )]
    Short {
        /// The object.
        key: Key,
        /// Bytes that should be there.
        expected: u64,
        /// Bytes that are.
        found: u64,
    },

    /// The parts of a staged upload leave a gap or overlap, or its bytes are being checked and no more are taken.
    #[error("{key} cannot go on at byte {at}: {why}")]
    Staging {
        /// The part, or the upload's folder.
        key: Key,
        /// Offset in the upload, in bytes.
        at: u64,
        /// What is wrong there.
        why: &'static str,
    },

    /// There is no room: disk, quota, or the S3 server's own.
    #[error("{key} could not be stored: there is no space left; free some and try again")]
    Full {
        /// The object.
        key: Key,
        /// What the system or the server said.
        source: BoxError,
    },

    /// The store does not answer now: network, timeout, 5xx. Callers answer 503 with Retry-After.
    #[error("the storage does not answer (asked for {key}); try again in a moment")]
    Unavailable {
        /// The object.
        key: Key,
        /// What the network or the server said.
        source: BoxError,
    },

    /// Anything else; nobody can go on by waiting.
    #[error("could not {doing} {key}")]
    Other {
        /// The object.
        key: Key,
        /// What was being done to it, as in "read".
        doing: &'static str,
        /// What the system or the server said.
        source: BoxError,
    },

    /// A text is not a key.
    #[error(transparent)]
    Key(#[from] KeyError),

    /// The store itself cannot be used as it is configured.
    #[error("the storage {place} cannot be used: {why}")]
    Settings {
        /// The folder or the endpoint.
        place: String,
        /// What to do about it, or what the system said.
        why: String,
    },
}

impl Error {
    /// Whether trying again later may succeed.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Full { .. } | Self::Unavailable { .. })
    }
}

/// The cause of an [`Error`], for the log.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Sorts what the file system said while `key` was written or removed.
pub(super) fn io(key: &Key, doing: &'static str) -> impl FnOnce(io::Error) -> Error {
    let key = key.clone();
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::Full { key, source: source.into() },
        _ if is_passing(&source) => Error::Unavailable { key, source: source.into() },
        _ => Error::Other { key, doing, source: source.into() },
    }
}

/// The same while it was read, where "not found" means that there is no such object.
pub(super) fn reading(key: &Key) -> impl FnOnce(io::Error) -> Error {
    let key = key.clone();
    move |source| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(key),
        _ => io(&key, "read")(source),
    }
}

/// A network file system that does not answer, or a process that is out of memory or file descriptors.
fn is_passing(source: &io::Error) -> bool {
    use rustix::io::Errno;
    let passing = [Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::STALE, Errno::TIMEDOUT, Errno::HOSTDOWN];
    source.raw_os_error().is_some_and(|code| passing.contains(&Errno::from_raw_os_error(code)))
}
