//! What the API says of things, in JSON.

use serde_json::{Value, json};

use crate::addresses::Addresses;
use crate::audio::Report;
use crate::intake::publish::Published;
use crate::intake::uploads::Upload;
use chrono::{DateTime, SecondsFormat, Utc};

/// An upload.
pub fn upload(upload: &Upload) -> Value {
    json!({
        "id": upload.id,
        "state": upload.state,
        "file": upload.file_name,
        "offset": upload.received,
        "length": upload.length,
        "sha256": upload.sha256,
        "report": upload.report.as_ref().map(|report| &report.0),
        "expires_at": moment(upload.expires_at),
    })
}

/// An episode. Its enclosure is there for drafts too, at the address that it will have.
pub fn episode(addresses: &Addresses, published: &Published, now: DateTime<Utc>) -> Value {
    let Published { show, episode, audio, notes, .. } = published;
    let report: &Report = &audio.report;
    json!({
        "id": episode.id,
        "guid": episode.guid,
        "slug": episode.slug,
        "title": episode.title,
        "notes": episode.notes,
        "season": episode.season,
        "episode": episode.number,
        "type": episode.kind,
        "note": notes,
        "status": episode.status(now),
        "publish_at": episode.release_at.map(moment),
        "page": addresses.episode(&show.slug, &episode.slug),
        "feed": addresses.feed(&show.slug),
        "enclosure": {
            "url": addresses.media(&show.slug, &episode.slug, audio),
            "length": audio.bytes,
            "type": audio.media_type,
        },
        "duration_ms": audio.duration_ms,
        "sha256": audio.sha256,
        "report": report,
    })
}

fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}
