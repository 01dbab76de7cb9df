//! The clock is a value: whoever needs the time was handed this.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};

/// A moment as programs are told it (RFC 3339), to the millisecond.
pub fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Tells the time, in UTC, to the millisecond: finer parts would not survive both databases alike.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands until it is set; for tests.
    Set(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at this moment.
    pub fn standing_at(now: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(Mutex::new(now.trunc_subsecs(3))))
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Self::System => Utc::now().trunc_subsecs(3),
            Self::Set(now) => *now.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a standing clock; the machine's clock does not move.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Set(now) = self {
            *now.lock().unwrap_or_else(PoisonError::into_inner) = to.trunc_subsecs(3);
        }
    }
}
