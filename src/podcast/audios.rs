//! Recordings: accepted, immutable files of an episode, named by their SHA-256. The newest one is current.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::chapters::Chapters;
use super::ids::{AudioId, EpisodeId, ShowId};
use super::masters::{Master, Original};
use super::slug::Slug;
use crate::audio::{Chapter, Report};
use crate::db::{Conn, Tx, on};
use crate::storage::{Key, KeyError};

/// One recording of an episode, as much of it as listeners are served by: editions hold it of every episode.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Audio {
    /// Names it in the enclosure's address; random, so that an address cannot be guessed before the release.
    pub id: AudioId,
    /// The episode it belongs to.
    pub episode_id: EpisodeId,
    /// 1 for the episode's first recording, 2 for the one that replaced it …
    pub ordinal: i64,
    /// SHA-256 of the bytes, hex: where they lie.
    pub sha256: String,
    /// SHA-256 of the master behind its tag, hex; none when the file is published as it was sent.
    pub master_sha256: Option<String>,
    /// Length in bytes.
    pub bytes: i64,
    /// What the bytes are, measured, never what the sender said.
    pub media_type: String,
    /// Extension of the enclosure's name, fitting the media type.
    pub extension: String,
    /// What a player plays, in ms.
    pub duration_ms: i64,
    /// When it was accepted.
    pub created_at: DateTime<Utc>,
    /// Whether the catalogue has the picture of its sound; it has none of what was checked before pictures were drawn.
    pub has_waveform: bool,
    /// Since when it may be heard no more, at its producer's request; its address then answers 410.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The file name that its address ends in, without the extension. None while that is made of the present names of show
    /// and episode: an enclosure's address stays as it is when a show is renamed.
    pub name: Option<String>,
}

/// A recording with how it came to be: kilobytes that only its producer asks for.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Recording {
    /// The recording.
    #[sqlx(flatten)]
    pub audio: Audio,
    /// What the check found of the file that was sent.
    pub report: Json<Report>,
    /// What glos made of it, behind a tag of ours; none when the file is published as it was sent.
    pub master: Option<Json<Master>>,
}

impl Audio {
    /// Where the bytes lie.
    pub fn key(&self) -> Result<Key, KeyError> {
        Key::audio(&self.sha256)
    }

    /// SHA-256 of the bytes whose sound this is: a tag in front of them changes nothing of it.
    pub fn sound_sha256(&self) -> &str {
        self.master_sha256.as_ref().unwrap_or(&self.sha256)
    }
}

impl Recording {
    /// The chapters of an episode with this recording, whose producer set these, if any.
    pub fn chapters(&self, set: Option<&Chapters>) -> Chapters {
        Chapters::of(set, &self.report.chapters, self.duration_ms.unsigned_abs())
    }

    /// The file as its producer sent it.
    pub fn original(&self) -> Original {
        match &self.master {
            Some(master) => master.original.clone(),
            None => Original {
                sha256: self.sha256.clone(),
                bytes: self.bytes.unsigned_abs(),
                media_type: self.media_type.clone(),
                file_name: self.report.file.clone(),
            },
        }
    }
}

impl std::ops::Deref for Recording {
    type Target = Audio;
    fn deref(&self) -> &Audio {
        &self.audio
    }
}

const COLUMNS: &str = "a.id, a.episode_id, a.ordinal, a.sha256, a.master_sha256, a.bytes, a.media_type, a.extension, a.duration_ms, a.created_at, exists (select 1 from waveforms w where w.sha256 = coalesce(a.master_sha256, a.sha256)) as has_waveform, a.withdrawn_at, a.name";

/// Every recording of the episodes of a show that changed after a revision, newest first within each episode.
pub async fn of_show(conn: &mut Conn, show: ShowId, after: i64) -> sqlx::Result<Vec<Audio>> {
    let sql = format!(
        "select {COLUMNS} from audios a join episodes e on e.id = a.episode_id
         where e.show_id = $1 and e.revision > $2 order by a.episode_id, a.ordinal desc"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(show).bind(after).fetch_all(c).await)
}

/// The recording that an episode has now.
pub async fn current(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Option<Recording>> {
    let sql = format!(
        "select {COLUMNS}, a.report, a.master from audios a where a.episode_id = $1 order by a.ordinal desc limit 1"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).fetch_optional(c).await)
}

/// The chapters that the files themselves have, of the recordings that the episodes of a show have now which changed after a
/// revision. Read out of their reports by the database: a report has kilobytes of other things.
pub async fn marks(
    conn: &mut Conn,
    show: ShowId,
    after: i64,
) -> sqlx::Result<Vec<(AudioId, Json<Option<Vec<Chapter>>>)>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select a.id, a.report -> 'chapters' from audios a join episodes e on e.id = a.episode_id
             where e.show_id = $1 and e.revision > $2 and a.report -> 'chapters' is not null
                 and a.ordinal = (select max(ordinal) from audios where episode_id = e.id)",
        )
        .bind(show)
        .bind(after)
        .fetch_all(c)
        .await
    })
}

/// Every recording of an episode, newest first.
pub async fn of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Vec<Audio>> {
    let sql = format!("select {COLUMNS} from audios a where a.episode_id = $1 order by a.ordinal desc");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).fetch_all(c).await)
}

/// Notes that a recording may be heard no more.
pub async fn withdraw(tx: &mut Tx, id: AudioId, now: DateTime<Utc>) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update audios set withdrawn_at = $2 where id = $1 and withdrawn_at is null")
            .bind(id)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })
}

/// Keeps the names in the addresses of a show's recordings as they are while the show is still called `show`.
pub async fn keep_names(tx: &mut Tx, id: ShowId, show: &Slug) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update audios set name = (select $2 || '-' || e.slug from episodes e where e.id = audios.episode_id)
             where name is null and episode_id in (select id from episodes where show_id = $1)",
        )
        .bind(id)
        .bind(show)
        .execute(c)
        .await
        .map(drop)
    })
}

/// The episodes of a show whose recording now is a master behind a tag.
pub async fn mastered(conn: &mut Conn, show: ShowId) -> sqlx::Result<Vec<EpisodeId>> {
    let rows: Vec<(EpisodeId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select e.id from episodes e join audios a on a.episode_id = e.id
             where e.show_id = $1 and a.master_sha256 is not null
                 and a.ordinal = (select max(ordinal) from audios where episode_id = e.id)
             order by e.id",
        )
        .bind(show)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(episode,)| episode).collect())
}

/// Gives an episode a recording, which becomes its current one.
pub async fn insert(tx: &mut Tx, audio: &Recording) -> sqlx::Result<()> {
    let master = audio.master.as_ref();
    on!(tx, |c| {
        sqlx::query(
            "insert into audios (id, episode_id, ordinal, sha256, bytes, media_type, extension, duration_ms, report,
                 created_at, master, master_sha256, original_sha256, name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(audio.id)
        .bind(audio.episode_id)
        .bind(audio.ordinal)
        .bind(&audio.sha256)
        .bind(audio.bytes)
        .bind(&audio.media_type)
        .bind(&audio.extension)
        .bind(audio.duration_ms)
        .bind(&audio.report)
        .bind(audio.created_at)
        .bind(master)
        .bind(master.map(|master| &master.sha256))
        .bind(master.map(|master| &master.original.sha256))
        .bind(&audio.name)
        .execute(c)
        .await
        .map(drop)
    })
}

/// Notes who gave a recording to its episode, as they are called now.
pub async fn sent_by(tx: &mut Tx, id: AudioId, name: &str) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("update audios set sent_by = $2 where id = $1").bind(id).bind(name).execute(c).await.map(drop)
    })
}

/// Makes an earlier recording of an episode its current one again, at the address that it has.
pub async fn bring_back(tx: &mut Tx, episode: EpisodeId, id: AudioId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "update audios set ordinal = (select max(a.ordinal) + 1 from audios a where a.episode_id = $1)
             where id = $2 and episode_id = $1",
        )
        .bind(episode)
        .bind(id)
        .execute(c)
        .await
        .map(drop)
    })
}

/// A recording that an episode has had, as its producers see it in a list.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Past {
    /// The recording.
    #[sqlx(flatten)]
    pub audio: Audio,
    /// What its producer called the file.
    pub file_name: Option<String>,
    /// Who gave it to the episode, as they were called then.
    pub sent_by: Option<String>,
}

/// Every recording of an episode, newest first, each with how it came.
pub async fn history(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Vec<Past>> {
    let sql = format!(
        "select {COLUMNS}, a.report ->> 'file' as file_name, a.sent_by from audios a
         where a.episode_id = $1 order by a.ordinal desc"
    );
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(episode).fetch_all(c).await)
}

/// Digests of all bytes that are held for an episode's recordings.
pub async fn bytes_of_episode(conn: &mut Conn, episode: EpisodeId) -> sqlx::Result<Vec<String>> {
    let rows: Vec<(String,)> = on!(conn, |c| {
        sqlx::query_as(
            "select sha256 from audios where episode_id = $1
             union select master_sha256 from audios where episode_id = $1 and master_sha256 is not null
             union select original_sha256 from audios where episode_id = $1 and original_sha256 is not null",
        )
        .bind(episode)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(sha256,)| sha256).collect())
}

/// Whether any recording that was not swept has these bytes, or was made of them.
pub async fn holds(conn: &mut Conn, sha256: &str) -> sqlx::Result<bool> {
    let row: Option<(i64,)> = on!(conn, |c| {
        sqlx::query_as(
            "select ordinal from audios
             where (sha256 = $1 or master_sha256 = $1 or original_sha256 = $1) and not is_swept limit 1",
        )
        .bind(sha256)
        .fetch_optional(c)
        .await
    })?;
    Ok(row.is_some())
}
