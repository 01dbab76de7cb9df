//! What the API says of things, in JSON.

use serde_json::{Value, json};

use crate::addresses::Addresses;
use crate::audio::Report;
use crate::i18n::Lang;
use crate::intake::Remark;
use crate::intake::publish::Published;
use crate::intake::uploads::Upload;
use crate::podcast::audios::Recording;
use crate::podcast::details::Details;
use crate::podcast::masters::{Master, Original};
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
        "for_episode": upload.for_episode,
        "progress": upload.progress,
        "master": upload.master.as_ref().map(|made| master(made)),
        "report": upload.report.as_ref().map(|report| &report.0),
        "expires_at": moment(upload.expires_at),
    })
}

/// An episode. Its enclosure is there for drafts too; one whose tag changes with the release gets another address then.
pub fn episode(addresses: &Addresses, published: &Published, now: DateTime<Utc>) -> Value {
    let Published { show, episode, audio, notes, .. } = published;
    let audio = audio.as_ref();
    let report: Option<&Report> = audio.map(|audio| &audio.report.0);
    let mut view = json!({
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
        "enclosure": audio.map(|audio| json!({
            "url": addresses.media(&show.slug, &episode.slug, audio),
            "length": audio.bytes,
            "type": audio.media_type,
        })),
        "duration_ms": audio.map(|audio| audio.duration_ms),
        "sha256": audio.map(|audio| &audio.sha256),
        "waveform": audio.filter(|audio| audio.has_waveform).map(|audio| addresses.waveform(audio)),
        "original": audio.map(|audio| original(addresses, published, audio)),
        "master": audio.and_then(|audio| audio.master.as_ref()).map(|made| master(made)),
        "report": report,
    });
    facts(&mut view, &episode.details);
    view["cover"] = json!(episode.details.cover.as_ref().map(|cover| json!({
        "url": addresses.episode_cover(&show.slug, &episode.slug, cover),
        "type": cover.form.media_type(),
        "length": cover.bytes,
        "width": cover.side,
        "height": cover.side,
    })));
    view
}

/// An episode as a call left it, with what its producer should know of it, if there is anything.
pub fn outcome(addresses: &Addresses, published: &Published, now: DateTime<Utc>, lang: Lang) -> Value {
    let mut view = episode(addresses, published, now);
    if !published.remarks.is_empty() {
        view["findings"] = findings(&published.remarks, lang);
    }
    view
}

/// What a producer should know of an episode, the gravest first.
pub fn findings(remarks: &[Remark], lang: Lang) -> Value {
    let mut remarks: Vec<&Remark> = remarks.iter().collect();
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.severity()));
    remarks.into_iter().map(|remark| finding(remark, lang)).collect()
}

/// One thing that a producer should know.
pub fn finding(remark: &Remark, lang: Lang) -> Value {
    json!({
        "rule": remark.rule(),
        "severity": remark.severity(),
        "field": remark.field(),
        "xpath": remark.place(),
        "message": remark.problem(lang),
        "mend": remark.mend(lang),
    })
}

/// The rarer facts, under the names by which they are set.
fn facts(view: &mut Value, details: &Details) {
    if let (Some(view), Ok(Value::Object(facts))) = (view.as_object_mut(), serde_json::to_value(details)) {
        view.extend(facts);
    }
}

/// The file as its producer sent it.
fn original(addresses: &Addresses, Published { show, episode, .. }: &Published, audio: &Recording) -> Value {
    let Original { sha256, bytes, media_type, file_name } = audio.original();
    let url = addresses.original(&show.slug, &episode.slug);
    json!({ "url": url, "file": file_name, "length": bytes, "type": media_type, "sha256": sha256 })
}

/// The sound that glos made of it, before a tag is put in front.
fn master(master: &Master) -> Value {
    json!({ "sha256": master.sha256, "length": master.bytes, "report": master.report })
}

fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}
