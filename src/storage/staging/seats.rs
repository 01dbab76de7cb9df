//! Which uploads are receiving in this process, so that a new request can end the stale one of a dead connection and
//! keep every byte that it had already received.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// One seat an upload: whoever sits there receives for it.
#[derive(Debug, Default)]
pub struct Seats {
    seats: Mutex<HashMap<Uuid, Seat>>,
}

#[derive(Debug, Clone)]
struct Seat {
    /// Asks the one who sits to make room.
    leave: CancellationToken,
    /// Held while sitting.
    chair: Arc<tokio::sync::Mutex<()>>,
}

/// The right to receive for one upload in this process; given back when dropped.
#[derive(Debug)]
pub struct Sitting {
    /// Rings when another request wants the seat: make durable what is here, then leave.
    pub leave: CancellationToken,
    _chair: OwnedMutexGuard<()>,
}

impl Seats {
    /// Takes the seat of an upload: asks whoever sits there to leave, and waits until they have.
    pub async fn sit(&self, upload: Uuid) -> Sitting {
        let leave = CancellationToken::new();
        let chair = {
            let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
            // Seats that nobody holds or waits for are swept here, so that the map stays as small as the traffic.
            seats.retain(|id, seat| *id == upload || Arc::strong_count(&seat.chair) > 1);
            let seat = seats
                .entry(upload)
                .and_modify(|seat| std::mem::replace(&mut seat.leave, leave.clone()).cancel())
                .or_insert_with(|| Seat { leave: leave.clone(), chair: Arc::default() });
            Arc::clone(&seat.chair)
        };
        Sitting { leave, _chair: chair.lock_owned().await }
    }

    /// Ends the request that is receiving for this upload, if any, and waits until it has.
    pub async fn end(&self, upload: Uuid) {
        drop(self.sit(upload).await);
    }

    /// Asks every receiving request to make durable what is here and leave: the service is stopping.
    pub fn end_all(&self) {
        for seat in self.seats.lock().unwrap_or_else(PoisonError::into_inner).values() {
            seat.leave.cancel();
        }
    }
}
