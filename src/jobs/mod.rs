//! Work that outlives a request: the durable queue, and one file a job.
//!
//! A job is enqueued in the transaction that causes it, runs at least once, and must not mind running twice.

pub mod check;
pub mod queue;
pub mod sweep;
mod worker;

use std::str::FromStr;

use uuid::Uuid;

pub use worker::work;

use crate::podcast::ids::UploadId;

/// What is to be done. One (kind, subject) stands in the queue once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Check an upload that is whole.
    Check(UploadId),
    /// Remove uploads whose time is over.
    Sweep,
}

impl Job {
    /// The name of the kind, in the catalogue and in the log.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Sweep => "sweep",
        }
    }

    fn subject(self) -> String {
        match self {
            Self::Check(upload) => upload.to_string(),
            Self::Sweep => String::new(),
        }
    }

    fn of(kind: &str, subject: &str) -> Option<Self> {
        match kind {
            "check" => Uuid::from_str(subject).ok().map(|id| Self::Check(UploadId(id))),
            "sweep" => Some(Self::Sweep),
            _ => None,
        }
    }
}
