//! What the API says of episodes and uploads, in JSON.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::report::Report;
use crate::addresses::Addresses;
use crate::clock::moment;
use crate::i18n::Lang;
use crate::intake::Remark;
use crate::intake::publish::Published;
use crate::intake::uploads::{self, State};
use crate::podcast::about::{Funding, Person};
use crate::podcast::audios::Recording;
use crate::podcast::details::{Alternate, Details, Soundbite};
use crate::podcast::episodes::{Kind, Status};
use crate::podcast::guid::Guid;
use crate::podcast::masters;
use crate::podcast::namespace::{HttpsUrl, Label, Location, Name, Picture, Social, Txt};
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// An upload: bytes on their way in, and what has become of them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// Its identity: what a creation of an episode names.
    pub id: Uuid,
    /// What it has become: `receiving`, `checking`, `mastering`, then `accepted` or `refused`, and `used` by an episode.
    pub state: State,
    /// What its sender calls the file.
    #[schema(required = true)]
    pub file: Option<String>,
    /// Bytes that are here, durable.
    pub offset: i64,
    /// Bytes it will have; null until a form's end tells.
    #[schema(required = true)]
    pub length: Option<i64>,
    /// SHA-256 of the whole, hex, once it was accepted.
    #[schema(required = true)]
    pub sha256: Option<String>,
    /// The episode that gets it as soon as it is accepted.
    #[schema(required = true)]
    pub for_episode: Option<Uuid>,
    /// How much of the master is made, in per cent.
    #[schema(required = true)]
    pub progress: Option<i64>,
    /// The MP3 that glos made of it, where apps do not play it as it is.
    #[schema(required = true)]
    pub master: Option<Master>,
    /// What the check found.
    #[schema(required = true, value_type = Option<Report>)]
    pub report: Option<Value>,
    /// When it is removed, unless somebody goes on with it (RFC 3339).
    #[schema(format = DateTime)]
    pub expires_at: String,
}

/// The sound that glos made, before a tag is put in front.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Master {
    /// SHA-256 of its bytes, hex.
    sha256: String,
    /// Its length in bytes.
    length: u64,
    /// What the check of it found.
    #[schema(value_type = Report)]
    report: Value,
}

/// An episode. What it does not have is null, or an empty list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Episode {
    /// Its identity here.
    pub id: Uuid,
    /// Its identity in podcast apps; it never changes.
    pub guid: Guid,
    /// Its name in addresses, unique in the show.
    pub slug: Slug,
    /// Its title.
    pub title: Line,
    /// Show notes, Markdown.
    pub notes: String,
    /// Season, from 1.
    #[schema(required = true)]
    pub season: Option<i64>,
    /// Number in the season, from 1.
    #[schema(required = true)]
    pub episode: Option<i64>,
    /// Full, trailer or bonus.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Slugs of the linked notes.
    pub note: Vec<Slug>,
    /// What it is now: `draft`, `scheduled`, `published` or `unlisted`.
    pub status: Status,
    /// When it is or was released (RFC 3339); null for a draft.
    #[schema(required = true, format = DateTime)]
    pub publish_at: Option<String>,
    /// Its page.
    #[schema(format = "uri")]
    pub page: String,
    /// The feed of its show.
    #[schema(format = "uri")]
    pub feed: String,
    /// Its recording as the feed says it; null while a draft waits for one. Of a draft whose tag changes with the release, the
    /// address is another one then.
    #[schema(required = true)]
    pub enclosure: Option<Enclosure>,
    /// What a player plays, in ms.
    #[schema(required = true)]
    pub duration_ms: Option<i64>,
    /// SHA-256 of the recording, hex.
    #[schema(required = true)]
    pub sha256: Option<String>,
    /// The picture of the sound, for players.
    #[schema(required = true, format = "uri")]
    pub waveform: Option<String>,
    /// The file as its producer sent it.
    #[schema(required = true)]
    pub original: Option<Original>,
    /// The sound that glos made of it, where apps do not play it as it is.
    #[schema(required = true)]
    pub master: Option<Master>,
    /// What the check of the recording found.
    #[schema(required = true, value_type = Option<Report>)]
    pub report: Option<Value>,
    /// Whether it holds explicit language; null: as the show says (`itunes:explicit`).
    #[schema(required = true)]
    pub explicit: Option<bool>,
    /// What Apple shows as its title, where it differs.
    #[schema(required = true)]
    pub apple_title: Option<Line>,
    /// Whether Apple hides it.
    pub block: bool,
    /// What apps show for its number.
    #[schema(required = true)]
    pub display: Option<Label>,
    /// Who is in it.
    pub people: Vec<Person>,
    /// Its licence, where it differs from the show's.
    #[schema(required = true)]
    pub licence: Option<Name>,
    /// Where the text of that licence is.
    #[schema(required = true)]
    pub licence_url: Option<HttpsUrl>,
    /// The places it is about.
    pub locations: Vec<Location>,
    /// The moments that make one curious.
    pub soundbites: Vec<Soundbite>,
    /// The same recording in other forms.
    pub alternates: Vec<Alternate>,
    /// How to support those who made it.
    pub funding: Vec<Funding>,
    /// Where people talk about it.
    pub social: Vec<Social>,
    /// Lines for machines.
    pub txt: Vec<Txt>,
    /// Pictures for other purposes, hosted elsewhere.
    pub images: Vec<Picture>,
    /// Its own cover, where it has one.
    #[schema(required = true)]
    pub cover: Option<Cover>,
    /// What its producer should know of it, the gravest first: only behind a creation or a change, and only if there is anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Finding>>,
}

/// What the feed says of a recording.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Enclosure {
    /// The address of these very bytes.
    #[schema(format = "uri")]
    url: String,
    /// Their number.
    length: i64,
    /// Their media type.
    #[serde(rename = "type")]
    media_type: String,
}

/// A file as its producer sent it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// Where a producer gets it back.
    #[schema(format = "uri")]
    url: String,
    /// What it was called.
    #[schema(required = true)]
    file: Option<String>,
    /// Its length in bytes.
    length: u64,
    /// What its bytes are.
    #[serde(rename = "type")]
    media_type: String,
    /// SHA-256, hex.
    sha256: String,
}

/// A picture, square.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Its address, which changes with its bytes.
    #[schema(format = "uri")]
    url: String,
    /// Its media type.
    #[serde(rename = "type")]
    media_type: &'static str,
    /// Its length in bytes.
    length: u64,
    /// Pixels across.
    width: u32,
    /// Pixels down.
    height: u32,
}

/// One thing that a producer should know, found by the linter or by glos itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable, for programs.
    rule: String,
    /// How grave it is.
    #[schema(value_type = String)]
    severity: Value,
    /// The field of the episode, where it is one's.
    #[schema(required = true)]
    field: Option<String>,
    /// The place in the feed.
    xpath: String,
    /// What is wrong, in the language of the call.
    message: String,
    /// How to mend it.
    mend: String,
}

/// An upload.
pub fn upload(upload: &uploads::Upload) -> Upload {
    Upload {
        id: upload.id.0,
        state: upload.state,
        file: upload.file_name.clone(),
        offset: upload.received,
        length: upload.length,
        sha256: upload.sha256.clone(),
        for_episode: upload.for_episode.map(|episode| episode.0),
        progress: upload.progress,
        master: upload.master.as_ref().map(|made| master(made)),
        report: upload.report.as_ref().map(|report| json(&report.0)),
        expires_at: moment(upload.expires_at),
    }
}

/// An episode. Its enclosure is there for drafts too; one whose tag changes with the release gets another address then.
pub fn episode(addresses: &Addresses, published: &Published, now: DateTime<Utc>) -> Episode {
    let Published { show, episode, audio, notes, .. } = published;
    let audio = audio.as_ref();
    let Details {
        explicit,
        apple_title,
        block,
        display,
        people,
        licence,
        licence_url,
        locations,
        soundbites,
        alternates,
        funding,
        social,
        txt,
        images,
        cover,
    } = episode.details.0.clone();
    Episode {
        id: episode.id.0,
        guid: episode.guid.clone(),
        slug: episode.slug.clone(),
        title: episode.title.clone(),
        notes: episode.notes.as_str().to_owned(),
        season: episode.season,
        episode: episode.number,
        kind: episode.kind,
        note: notes.clone(),
        status: episode.status(now),
        publish_at: episode.release_at.map(moment),
        page: addresses.episode(&show.slug, &episode.slug),
        feed: addresses.feed(&show.slug),
        enclosure: audio.map(|audio| Enclosure {
            url: addresses.media(&show.slug, &episode.slug, audio),
            length: audio.bytes,
            media_type: audio.media_type.clone(),
        }),
        duration_ms: audio.map(|audio| audio.duration_ms),
        sha256: audio.map(|audio| audio.sha256.clone()),
        waveform: audio.filter(|audio| audio.has_waveform).map(|audio| addresses.waveform(audio)),
        original: audio.map(|audio| original(addresses, published, audio)),
        master: audio.and_then(|audio| audio.master.as_ref()).map(|made| master(made)),
        report: audio.map(|audio| json(&audio.report.0)),
        explicit,
        apple_title,
        block,
        display,
        people,
        licence,
        licence_url,
        locations,
        soundbites,
        alternates,
        funding,
        social,
        txt,
        images,
        cover: cover.map(|cover| Cover {
            url: addresses.episode_cover(&show.slug, &episode.slug, &cover),
            media_type: cover.form.media_type(),
            length: cover.bytes,
            width: cover.side,
            height: cover.side,
        }),
        findings: None,
    }
}

/// An episode as a call left it, with what its producer should know of it, if there is anything.
pub fn outcome(addresses: &Addresses, published: &Published, now: DateTime<Utc>, lang: Lang) -> Episode {
    let found = (!published.remarks.is_empty()).then(|| findings(&published.remarks, lang));
    Episode { findings: found, ..episode(addresses, published, now) }
}

/// What a producer should know of an episode, the gravest first.
pub fn findings(remarks: &[Remark], lang: Lang) -> Vec<Finding> {
    let mut remarks: Vec<&Remark> = remarks.iter().collect();
    remarks.sort_by_key(|remark| std::cmp::Reverse(remark.severity()));
    remarks.into_iter().map(|remark| finding(remark, lang)).collect()
}

/// One thing that a producer should know.
pub fn finding(remark: &Remark, lang: Lang) -> Finding {
    Finding {
        rule: remark.rule().to_owned(),
        severity: json(&remark.severity()),
        field: remark.field().map(str::to_owned),
        xpath: remark.place().to_owned(),
        message: remark.problem(lang),
        mend: remark.mend(lang),
    }
}

/// The file as its producer sent it.
fn original(addresses: &Addresses, Published { show, episode, .. }: &Published, audio: &Recording) -> Original {
    let masters::Original { sha256, bytes, media_type, file_name } = audio.original();
    let url = addresses.original(&show.slug, &episode.slug);
    Original { url, file: file_name, length: bytes, media_type, sha256 }
}

fn master(master: &masters::Master) -> Master {
    Master { sha256: master.sha256.clone(), length: master.bytes, report: json(&master.report) }
}

/// A value of a room that knows nothing of the API.
fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
