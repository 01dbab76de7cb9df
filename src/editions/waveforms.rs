//! Pictures of sound, held as long as they are asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::audio::Waveform;
use crate::db::Db;
use crate::podcast::audios::Audio;
use crate::podcast::waveforms;

/// Pictures held in memory; an hour's is 36 kB.
const HELD: usize = 128;

/// Bytes of pictures held in memory.
const HELD_BYTES: usize = 16 * 1024 * 1024;

/// The pictures that were asked for last. They never change, so they are asked of the catalogue once.
#[derive(Debug, Default)]
pub struct Waveforms {
    held: Mutex<HashMap<String, Arc<Waveform>>>,
}

impl Waveforms {
    /// The picture of a recording's sound; none for one that was checked before pictures were drawn.
    pub async fn of(&self, db: &Db, audio: &Audio) -> sqlx::Result<Option<Arc<Waveform>>> {
        self.of_sound(db, audio.sound_sha256()).await
    }

    /// The same by the SHA-256 of the sound.
    pub async fn of_sound(&self, db: &Db, sha256: &str) -> sqlx::Result<Option<Arc<Waveform>>> {
        if let Some(held) = self.lock().get(sha256) {
            return Ok(Some(Arc::clone(held)));
        }
        let Some(waveform) = waveforms::of(&mut db.conn().await?, sha256).await? else { return Ok(None) };
        let waveform = Arc::new(waveform);
        let mut held = self.lock();
        let bytes: usize = held.values().map(|held| held.peaks.len()).sum();
        if held.len() >= HELD || bytes + waveform.peaks.len() > HELD_BYTES {
            // Which one goes matters little: it is one query away.
            held.clear();
        }
        held.insert(sha256.to_owned(), Arc::clone(&waveform));
        Ok(Some(waveform))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Waveform>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
