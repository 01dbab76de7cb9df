//! The way in: uploads, the check, publishing.
//!
//! bytes → [`uploads`] (resumable, staged) → the [`check`] → a report → where apps need it, the [`master`] → [`publish`]: in
//! one transaction an episode gets its audio, behind a tag when it is a master ([`tagging`]), and the show's revision is
//! raised. Its chapters and its words come by [`texts`]. What a show says of
//! itself is [begun](begin) and [described](describe) by hand, or comes from files by [`shows`], which travel in one by [`files`].

pub mod again;
pub mod announce;
pub mod begin;
pub mod check;
pub mod claims;
pub mod deletion;
pub mod demo;
pub mod describe;
pub mod edits;
pub mod files;
pub mod idempotency;
pub mod master;
pub mod people;
pub mod previews;
pub mod publish;
pub mod recordings;
mod refusal;
pub mod remark;
pub mod rename;
pub mod shows;
pub mod tagging;
pub mod texts;
pub mod tokens;
pub mod uploads;
pub mod webhooks;

pub use refusal::{Kind, Refusal, shortened};
pub use remark::Remark;

use crate::accounts::passwords;
use crate::i18n::Lang;
use crate::{db, storage};

/// Why something was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It was refused; the sender can do something about it.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refusal>),
    /// It may work later: a full disk, a database or a store that does not answer.
    #[error("{0:#}")]
    Passing(anyhow::Error),
    /// A fault of ours.
    #[error("{0:#}")]
    Broken(anyhow::Error),
}

/// What the way in returns. A guard refuses with the other kind of error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What a change asks of the thing as it is once nobody else can change it: whether it is still what its sender saw.
pub type Guard<'a, T> = Option<&'a (dyn Fn(&T) -> Result<()> + Send + Sync)>;

/// Asks it, where there is one.
fn ask<T>(guard: Guard<'_, T>, thing: &T) -> Result<()> {
    guard.map_or(Ok(()), |guard| guard(thing))
}

impl Error {
    /// The same for whoever sits at the machine: what was refused, in English.
    pub fn in_english(self) -> anyhow::Error {
        match self {
            Self::Refused(refusal) => anyhow::Error::msg(refusal.sentence(Lang::En)),
            Self::Passing(cause) | Self::Broken(cause) => cause,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        if db::is_passing(&cause) { Self::Passing(cause.into()) } else { Self::Broken(cause.into()) }
    }
}

impl From<storage::Error> for Error {
    fn from(cause: storage::Error) -> Self {
        if cause.is_passing() { Self::Passing(cause.into()) } else { Self::Broken(cause.into()) }
    }
}

impl From<storage::KeyError> for Error {
    fn from(cause: storage::KeyError) -> Self {
        Self::Broken(cause.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        let passing = cause.chain().any(|link| {
            link.downcast_ref::<sqlx::Error>().is_some_and(db::is_passing)
                || link.downcast_ref::<storage::Error>().is_some_and(storage::Error::is_passing)
                || link.is::<passwords::Busy>()
        });
        if passing { Self::Passing(cause) } else { Self::Broken(cause) }
    }
}
