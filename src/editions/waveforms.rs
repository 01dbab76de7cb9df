//! Pictures of sound, as players and pages want them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use crate::audio::Waveform;
use crate::db::Db;
use crate::podcast::audios::Audio;
use crate::podcast::waveforms;

/// Pictures held in memory; an hour's is 36 kB.
const HELD: usize = 128;

/// The pictures that were asked for last. They never change, so they are asked of the catalogue once.
#[derive(Debug, Default)]
pub struct Waveforms {
    held: Mutex<HashMap<String, Arc<Waveform>>>,
}

impl Waveforms {
    /// The picture of a recording's sound; none for one that was checked before pictures were drawn.
    pub async fn of(&self, db: &Db, audio: &Audio) -> sqlx::Result<Option<Arc<Waveform>>> {
        let sha256 = audio.sound_sha256();
        if let Some(held) = self.lock().get(sha256) {
            return Ok(Some(Arc::clone(held)));
        }
        let Some(waveform) = waveforms::of(&mut db.conn().await?, sha256).await? else { return Ok(None) };
        let waveform = Arc::new(waveform);
        let mut held = self.lock();
        if held.len() >= HELD {
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

/// The picture as an SVG path of so many bars in a box as many units wide and 100 high, mirrored at half of its height.
/// Each bar is the loudest peak of its share of the time; silence is a line.
pub fn path(waveform: &Waveform, bars: usize) -> String {
    let peaks = &waveform.peaks;
    let mut path = String::with_capacity(bars * 20);
    for bar in 0..bars {
        let from = bar * peaks.len() / bars;
        let to = ((bar + 1) * peaks.len() / bars).max(from + 1);
        let loudest = peaks.get(from..to.min(peaks.len())).and_then(|share| share.iter().max()).copied().unwrap_or(0);
        // Even, so that half of it is a whole number; a line of 2 where there is nothing.
        let height = (u32::from(loudest) * 50 / 255).max(1) * 2;
        let _infallible = write!(path, "M{bar} {}h.8v{height}h-.8z", 50 - height / 2);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bar_is_as_high_as_the_loudest_peak_of_its_share() {
        let waveform = Waveform { peaks: vec![0, 0, 255, 10, 128, 3] };
        assert_eq!(path(&waveform, 3), "M0 49h.8v2h-.8zM1 0h.8v100h-.8zM2 25h.8v50h-.8z");
    }

    #[test]
    fn there_may_be_more_bars_than_peaks_and_no_peaks_at_all() {
        assert_eq!(path(&Waveform { peaks: vec![255] }, 2), "M0 0h.8v100h-.8zM1 0h.8v100h-.8z");
        assert_eq!(path(&Waveform::default(), 2), "M0 49h.8v2h-.8zM1 49h.8v2h-.8z");
    }
}
