//! Of which show a recording is, when that is asked for by the recording alone: media addresses name no show.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::places::Places;
use crate::db::Db;
use crate::podcast::ids::{AudioId, ShowId};
use crate::podcast::shows;

/// Recordings whose show is remembered: 2 MB.
const MOST: usize = 50_000;

/// The shows of the recordings that were asked for. None of it is ever wrong: no recording changes its show.
#[derive(Debug, Default)]
pub(super) struct Recordings {
    shows: RwLock<HashMap<AudioId, ShowId>>,
}

impl Recordings {
    /// The show of a recording: the one remembered, the one whose edition in memory has it, or else what the catalogue says.
    pub(super) async fn show_of(&self, audio: AudioId, places: &Places, db: &Db) -> sqlx::Result<Option<ShowId>> {
        if let Some(show) = self.shows.read().unwrap_or_else(PoisonError::into_inner).get(&audio) {
            return Ok(Some(*show));
        }
        let show = match places.iter().find(|place| place.held().is_some_and(|edition| edition.knows(audio))) {
            Some(place) => Some(place.id),
            None => shows::of_audio(&mut db.conn().await?, audio).await?,
        };
        if let Some(show) = show {
            let mut shows = self.shows.write().unwrap_or_else(PoisonError::into_inner);
            if shows.len() >= MOST {
                shows.clear();
            }
            shows.insert(audio, show);
        }
        Ok(show)
    }
}
