//! `<glos-wave>` (`templates/studio/wave.html`, `assets/static/studio-wave.js`): a recording that producers listen to and look at
//! while they work on it, drafts too.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::audio::Waveform;
use crate::podcast::timecode;
use crate::web::conditional::is_named;
use crate::web::error::Error;
use crate::web::pages::player::shape;
use crate::web::pages::words::Words;

/// Bars of a picture when nobody says how many: as many as a laptop's screen has room for.
const BARS: usize = 800;

/// The most that are drawn, of a picture that was enlarged: an hour has 36,000 peaks.
const MAX_BARS: usize = 16_000;

/// How long a browser may keep bytes of a recording that never change. They are one person's: others must not find them.
pub const PRIVATE: &str = "private, max-age=3600";

/// What `templates/studio/wave.html` shows.
#[derive(Debug, Clone)]
pub struct Wave {
    /// What is said.
    pub words: Words,
    /// Where the peaks are ([`answer`]).
    pub peaks: String,
    /// Where the sound is; needs ranges.
    pub audio: String,
    /// Its length in ms.
    pub duration_ms: u64,
    /// Places of it, each of which can be played.
    pub marks: Vec<Mark>,
}

/// A place of a recording.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Where it begins, in ms.
    pub start_ms: u64,
    /// Where it ends, in ms; the same as the start where it is a moment.
    pub end_ms: u64,
    /// What is there.
    pub label: String,
}

impl Wave {
    /// Its length as people read it.
    pub fn length(&self) -> String {
        timecode::short(self.duration_ms)
    }

    /// "0:07 z 2:03", with `{at}` and `{all}` for the moments: the script knows them.
    pub fn place(&self) -> String {
        crate::i18n::text(self.words.lang, "player-place", &[("at", "{at}".into()), ("all", "{all}".into())])
    }
}

impl Mark {
    /// Where it begins, as people read it.
    pub fn time(&self) -> String {
        timecode::short(self.start_ms)
    }
}

/// The picture of a sound as data: `{"peaks": [0–255, …]}`, of equal parts of the recording; `?bars=N` says how many. There are
/// none for a recording that was checked before pictures were drawn.
pub fn answer(
    waveform: Option<&Waveform>,
    sha256: &str,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let bars = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find_map(|(name, value)| if name == "bars" { value.parse().ok() } else { None })
        .unwrap_or(BARS)
        .clamp(1, MAX_BARS);
    let tag = format!("W/\"{sha256}-studio-{bars}\"");
    let fields = [(CACHE_CONTROL, PRIVATE), (ETAG, tag.as_str()), (CONTENT_TYPE, "application/json")];
    if is_named(&tag, headers) {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    let peaks = waveform.map(|waveform| waveform.peaks.as_slice()).unwrap_or_default();
    let drawn = shape(peaks, bars.min(peaks.len()));
    Ok((fields, json!({ "peaks": drawn }).to_string()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn peaks(waveform: Option<&Waveform>, query: &str) -> usize {
        let answer = answer(waveform, "abc", Some(query), &HeaderMap::new()).unwrap();
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        serde_json::from_slice::<serde_json::Value>(&body).unwrap()["peaks"].as_array().unwrap().len()
    }

    #[tokio::test]
    async fn a_picture_has_as_many_bars_as_were_asked_for_and_there_are() {
        let hour = Waveform { peaks: vec![100; 36_000] };
        assert_eq!(peaks(Some(&hour), "").await, BARS);
        assert_eq!(peaks(Some(&hour), "bars=5000").await, 5000);
        assert_eq!(peaks(Some(&hour), "bars=999999999").await, MAX_BARS);
        assert_eq!(peaks(Some(&Waveform { peaks: vec![1, 2, 3] }), "bars=100").await, 3);
        assert_eq!(peaks(None, "bars=100").await, 0);
    }
}
