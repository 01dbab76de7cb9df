//! The tag in front of a master: what a file that was saved tells of itself.
//!
//! The tag is a piece of its own, made of the episode's data; behind it lie the master's bytes, always the same. The two
//! put together are a recording like any other: an object of its own, a row of its own, a new address. It is stored and
//! [claimed](super::claims) before the transaction begins that gives it to the episode.

use anyhow::Context;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};

use super::Result;
use super::claims::Claim;
use super::publish::{after_change, raise};
use crate::app::App;
use crate::audio::Report;
use crate::audio::tag::{Card, Cover};
use crate::db::Tx;
use crate::editions::smaller_covers::{self, PAGE_SIDE};
use crate::markdown;
use crate::podcast::audios::{self, Audio, Recording};
use crate::podcast::chapters::{self, Chapters};
use crate::podcast::covers;
use crate::podcast::episodes::{self, Episode, Visibility};
use crate::podcast::ids::{AudioId, EpisodeId, ShowId};
use crate::podcast::masters::Master;
use crate::podcast::shows::{self, Show};
use crate::queue::{self, Job};
use crate::storage::Key;

/// What the tag of an episode's recording tells. The show notes are in the tag but not in here: a comma that is mended in
/// them is no reason to have every app fetch the episode again.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    card: Card,
    cover_sha256: String,
}

impl Label {
    /// The label of an episode whose file was checked with this report, and whose producer set these chapters, if any.
    pub fn of(app: &App, show: &Show, episode: &Episode, report: &Report, set: Option<&Chapters>) -> Self {
        let about = &show.about;
        let duration_ms = report.duration_ms.unwrap_or_default();
        let chapters = Chapters::of(set, &report.chapters, duration_ms).for_tag(&about.language);
        let number = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
        let card = Card {
            title: episode.title.as_str().to_owned(),
            show: about.title.as_str().to_owned(),
            artist: about.author.as_str().to_owned(),
            number: number(episode.number),
            season: number(episode.season),
            // Of the day in UTC: neither a show nor an ID3v2.3 tag names a zone.
            date: episode.release_at.map(|release| release.format("%Y-%m-%d").to_string()).unwrap_or_default(),
            url: app.addresses.episode(&show.slug, &episode.slug),
            language: three_letters(about.language.as_str()).to_owned(),
            copyright: about.copyright.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default(),
            chapters,
            duration_ms,
            ..Card::default()
        };
        Self { card, cover_sha256: cover(show, episode).sha256.clone() }
    }
}

/// The cover that apps show for an episode.
fn cover<'a>(show: &'a Show, episode: &'a Episode) -> &'a covers::Cover {
    episode.details.cover.as_ref().unwrap_or(&show.cover)
}

/// The ISO 639-2 code of a language tag, where it is one that glos speaks or has three letters already; else nothing.
fn three_letters(language: &str) -> &str {
    match language.split('-').next().unwrap_or_default() {
        "pl" => "pol",
        "en" => "eng",
        three if three.len() == 3 => three,
        _ => "",
    }
}

/// A recording put together, stored and claimed, that waits for its row.
#[derive(Debug)]
pub struct Composed {
    /// What its tag tells.
    pub label: Label,
    /// SHA-256 of tag and master, hex.
    pub sha256: String,
    /// Length of both, in bytes.
    pub bytes: u64,
    /// What lies behind the tag.
    master_sha256: String,
    claim: Claim,
}

impl Composed {
    /// Whether this is the master behind the tag.
    pub fn is_of(&self, master: &Master) -> bool {
        self.master_sha256 == master.sha256
    }

    /// Ends the claim in the transaction that gives the recording its row.
    pub async fn fulfil(&self, tx: &mut Tx) -> sqlx::Result<()> {
        self.claim.fulfil(tx).await
    }

    /// Ends the claim if it was not fulfilled, and with it the object if nobody else has it.
    pub async fn release(self, app: &App) {
        if let Err(error) = self.claim.give_up(app).await {
            tracing::warn!("a recording that nobody took is left to be swept: {error}");
        }
    }
}

/// Puts a tag in front of a master.
pub async fn compose(app: &App, show: &Show, episode: &Episode, report: &Report, master: &Master) -> Result<Composed> {
    let set = chapters::of_episode(&mut app.db.conn().await?, episode.id).await?;
    let label = Label::of(app, show, episode, report, set.as_ref());
    let tag = tag(app, show, episode, &label).await?;
    put_together(app, label, tag, master).await
}

/// Puts the tag that an episode would have now in front of its recording's master. None when it has that tag already.
pub async fn compose_anew(
    app: &App,
    show: &Show,
    episode: &Episode,
    audio: &Recording,
    master: &Master,
) -> Result<Option<Composed>> {
    let set = chapters::of_episode(&mut app.db.conn().await?, episode.id).await?;
    let label = Label::of(app, show, episode, &audio.report, set.as_ref());
    let tag = tag(app, show, episode, &label).await?;
    let length = audio.bytes.unsigned_abs();
    if tag.len() as u64 + master.bytes == length {
        let before = app.storage.open(&audio.key()?, 0..tag.len() as u64).await?.collect().await?.to_bytes();
        if before == tag {
            return Ok(None);
        }
    }
    put_together(app, label, tag, master).await.map(Some)
}

/// Writes the tag of an episode's recording anew, when it no longer tells what the episode's data say. A draft's is left as it
/// is. Doing it twice does
/// no harm: the same data give the same bytes.
pub async fn retag(app: &App, id: EpisodeId) -> Result<()> {
    let mut snapshot = app.db.snapshot().await?;
    let Some((show, episode, audio)) = rows(&mut snapshot, id).await? else { return Ok(()) };
    drop(snapshot);
    // Every tag is a copy of the whole recording. A draft gets its own when it is no draft any more.
    if episode.visibility == Visibility::Draft {
        return Ok(());
    }
    let Some(master) = audio.master.as_ref() else { return Ok(()) };
    let Some(composed) = compose_anew(app, &show, &episode, &audio, master).await? else { return Ok(()) };
    let given = give(app, show.id, &audio, &composed).await;
    composed.release(app).await;
    given
}

/// Gives an episode its recording with the new tag, unless it has got another one meanwhile, listeners hear it no more, or it
/// may be heard no more.
pub async fn give(app: &App, show: ShowId, audio: &Audio, composed: &Composed) -> Result<()> {
    let mut tx = app.db.begin().await?;
    shows::lock(&mut tx, show).await?;
    let now = app.clock.now();
    let Some((show, episode, current)) = rows(&mut tx, audio.episode_id).await? else { return Ok(()) };
    if current.id != audio.id || current.withdrawn_at.is_some() || episode.visibility == Visibility::Draft {
        return Ok(());
    }
    audios::insert(&mut tx, &retagged(&current, composed, now)).await?;
    composed.fulfil(&mut tx).await?;
    raise(&mut tx, &show, episode.id, episode.status(now), now).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(())
}

/// The same sound behind another tag: a recording of its own.
pub fn retagged(recording: &Recording, composed: &Composed, now: DateTime<Utc>) -> Recording {
    let audio = Audio {
        id: AudioId::new(),
        ordinal: recording.ordinal + 1,
        sha256: composed.sha256.clone(),
        bytes: composed.bytes.cast_signed(),
        created_at: now,
        name: None,
        ..recording.audio.clone()
    };
    Recording { audio, ..recording.clone() }
}

/// Has the tags of a show's recordings looked at, in the transaction that changes what they tell.
pub async fn retag_all(tx: &mut Tx, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<()> {
    for episode in audios::mastered(tx, show).await? {
        queue::enqueue(tx, Job::Retag(episode), now, now).await?;
    }
    Ok(())
}

async fn rows(conn: &mut Tx, id: EpisodeId) -> Result<Option<(Show, Episode, Recording)>> {
    let Some(episode) = episodes::by_id(conn, id).await? else { return Ok(None) };
    let show = shows::by_id(conn, episode.show_id).await?;
    let audio = audios::current(conn, id).await?;
    Ok(show.zip(audio).map(|(show, audio)| (show, episode, audio)))
}

/// The tag's bytes.
async fn tag(app: &App, show: &Show, episode: &Episode, label: &Label) -> Result<Bytes> {
    // The cover as pages have it: every listener downloads it with every episode.
    let cover = match &episode.details.cover {
        Some(own) => smaller_covers::make(&app.storage, own, PAGE_SIDE).await?,
        None => app.smaller_covers.of(&app.storage, &show.cover, PAGE_SIDE).await?,
    };
    let description = markdown::to_text(episode.notes.as_str(), &label.card.url);
    let card = label.card.clone();
    let write = move || Card { description, cover: Cover::of(&cover), ..card }.write();
    Ok(tokio::task::spawn_blocking(write).await.context("a tag could not be written")?.into())
}

async fn put_together(app: &App, label: Label, tag: Bytes, master: &Master) -> Result<Composed> {
    let mut file = app.storage.scratch(&app.settings.data.join("spool")).await?;
    let mut hash = Sha256::new();
    let bytes = tag.len() as u64 + master.bytes;
    hash.update(&tag);
    file.write(tag).await?;
    let mut sound = app.storage.open(&master.key()?, 0..master.bytes).await?;
    while let Some(frame) = sound.frame().await {
        let chunk = frame?.into_data().unwrap_or_default();
        hash.update(&chunk);
        file.write(chunk).await?;
    }
    file.flush().await?;
    let sha256 = hex::encode(hash.finalize());
    let claim = Claim::stake(app, &sha256).await?;
    app.storage.put_file(&Key::audio(&sha256)?, file.path(), "audio/mpeg").await?;
    Ok(Composed { label, sha256, bytes, master_sha256: master.sha256.clone(), claim })
}
