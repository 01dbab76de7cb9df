//! What happened to episodes, as listeners see it: found by comparing what they see now with what was noted last. So nothing is
//! missed that a process died over, a release that falls due needs nobody, and edits that come together are one event.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Delivery, State, Webhook, rows, send};
use crate::addresses::Addresses;
use crate::app::App;
use crate::clock::moment;
use crate::db::{Conn, Tx, on};
use crate::intake::Result;
use crate::intake::publish::{self, Published};
use crate::podcast::episodes::Status;
use crate::podcast::guid::Guid;
use crate::podcast::ids::{DeliveryId, EpisodeId, ShowId, WebhookId};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;

/// What a webhook can be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
#[sqlx(type_name = "text")]
pub enum Event {
    /// An episode came into the feed: published, or its release fell due.
    #[serde(rename = "episode.published")]
    #[sqlx(rename = "episode.published")]
    Published,
    /// An episode in the feed changed: its text, its recording, its chapters or its transcript.
    #[serde(rename = "episode.changed")]
    #[sqlx(rename = "episode.changed")]
    Changed,
    /// An episode left the feed: back to draft, unlisted, scheduled anew, or deleted.
    #[serde(rename = "episode.withdrawn")]
    #[sqlx(rename = "episode.withdrawn")]
    Withdrawn,
    /// Somebody tries the webhook out.
    #[serde(rename = "webhook.test")]
    #[sqlx(rename = "webhook.test")]
    Test,
}

impl Event {
    /// What can be asked for.
    pub const ASKED: [Self; 3] = [Self::Published, Self::Changed, Self::Withdrawn];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "episode.published",
            Self::Changed => "episode.changed",
            Self::Withdrawn => "episode.withdrawn",
            Self::Test => "webhook.test",
        }
    }

    /// What happened, in one word.
    pub fn word(self) -> &'static str {
        self.as_str().split('.').next_back().unwrap_or_default()
    }
}

/// An episode in the feed, in short: what else there is to know is at `api`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Told {
    /// Its identity here.
    id: Uuid,
    /// Its identity in podcast apps.
    #[schema(value_type = String)]
    guid: Guid,
    /// Its name in addresses.
    #[schema(value_type = String)]
    slug: Slug,
    /// Its title.
    #[schema(value_type = String)]
    title: Line,
    /// Its status; none when it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    /// When it was released.
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_at: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// The address of its recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    enclosure: Option<String>,
    /// How long that is, in ms.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_ms: Option<i64>,
    /// The resource of this API.
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<String>,
}

/// Finds what happened to the episodes of a show since it was last noted, notes it, and gives each webhook that wants to know a
/// message of its own. Call it with the show locked.
pub async fn notice(app: &App, tx: &mut Tx, show: &Show, now: DateTime<Utc>) -> Result<()> {
    let listening = rows::listening(tx, show.id).await?;
    for Seen { episode_id, known } in seen(tx, show.id, now).await? {
        let published = publish::episode_by_id(tx, show, episode_id).await?;
        keep(tx, &published).await?;
        let event = if known.is_some() { Event::Changed } else { Event::Published };
        tell(tx, &listening, event, show, &appeared(&app.addresses, &published, now), now).await?;
    }
    for gone in vanished(tx, show.id, now).await? {
        forget(tx, gone.episode_id).await?;
        let told = Told {
            id: gone.episode_id.0,
            guid: gone.guid,
            slug: gone.slug,
            title: gone.title,
            status: None,
            publish_at: None,
            page: None,
            enclosure: None,
            duration_ms: None,
            api: None,
        };
        tell(tx, &listening, Event::Withdrawn, show, &told, now).await?;
    }
    Ok(())
}

fn appeared(addresses: &Addresses, Published { show, episode, audio, .. }: &Published, now: DateTime<Utc>) -> Told {
    let api = format!("/api/v1/shows/{}/episodes/{}", show.slug, episode.slug);
    Told {
        id: episode.id.0,
        guid: episode.guid.clone(),
        slug: episode.slug.clone(),
        title: episode.title.clone(),
        status: Some(episode.status(now)),
        publish_at: episode.release_at.map(moment),
        page: Some(addresses.episode(&show.slug, &episode.slug)),
        enclosure: audio.as_ref().map(|audio| addresses.media(&show.slug, &episode.slug, audio)),
        duration_ms: audio.as_ref().map(|audio| audio.duration_ms),
        api: Some(addresses.path(&api)),
    }
}

async fn tell(
    tx: &mut Tx,
    listening: &[Webhook],
    event: Event,
    show: &Show,
    told: &Told,
    now: DateTime<Utc>,
) -> Result<()> {
    let show = json!({ "slug": show.slug, "guid": show.guid, "title": show.about.title });
    for webhook in listening.iter().filter(|webhook| webhook.events.contains(&event)) {
        let data = json!({ "show": show, "episode": told });
        send(tx, &delivery(webhook.id, event, told.title.as_str(), data, now), now).await?;
    }
    Ok(())
}

/// A message that tells of nothing.
pub(super) fn test(webhook: &Webhook, now: DateTime<Utc>) -> Result<Delivery> {
    Ok(delivery(webhook.id, Event::Test, "", json!({ "webhook": webhook.id }), now))
}

/// A message as Standard Webhooks recommends it: `type`, `timestamp`, `data`.
fn delivery(webhook: WebhookId, event: Event, subject: &str, data: Value, now: DateTime<Utc>) -> Delivery {
    let body = json!({ "type": event, "timestamp": moment(now), "data": data }).to_string();
    Delivery {
        id: DeliveryId::new(),
        webhook_id: webhook,
        event,
        subject: subject.to_owned(),
        body,
        state: State::Waiting,
        attempts: 0,
        status: None,
        error: None,
        created_at: now,
        tried_at: None,
        next_at: Some(now),
    }
}

/// An episode that listeners see and of which that was not noted, or that changed since.
#[derive(sqlx::FromRow)]
struct Seen {
    episode_id: EpisodeId,
    known: Option<i64>,
}

async fn seen(conn: &mut Conn, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<Vec<Seen>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select e.id as episode_id, t.revision as known from episodes e
                 left join told_episodes t on t.episode_id = e.id
             where e.show_id = $1 and e.visibility = 'public' and e.release_at <= $2
                 and (t.revision is null or t.revision < e.revision)
             order by e.release_at, e.id",
        )
        .bind(show)
        .bind(now)
        .fetch_all(c)
        .await
    })
}

/// An episode that listeners saw and see no more.
#[derive(sqlx::FromRow)]
struct Gone {
    episode_id: EpisodeId,
    guid: Guid,
    slug: Slug,
    title: Line,
}

async fn vanished(conn: &mut Conn, show: ShowId, now: DateTime<Utc>) -> sqlx::Result<Vec<Gone>> {
    on!(conn, |c| {
        sqlx::query_as(
            "select t.episode_id, t.guid, t.slug, t.title from told_episodes t
             where t.show_id = $1 and not exists (select 1 from episodes e
                 where e.id = t.episode_id and e.visibility = 'public' and e.release_at <= $2)
             order by t.episode_id",
        )
        .bind(show)
        .bind(now)
        .fetch_all(c)
        .await
    })
}

async fn keep(tx: &mut Tx, Published { show, episode, .. }: &Published) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into told_episodes (episode_id, show_id, revision, guid, slug, title) values ($1, $2, $3, $4, $5, $6)
             on conflict (episode_id) do update set revision = excluded.revision, guid = excluded.guid,
                 slug = excluded.slug, title = excluded.title",
        )
        .bind(episode.id)
        .bind(show.id)
        .bind(episode.revision)
        .bind(&episode.guid)
        .bind(&episode.slug)
        .bind(&episode.title)
        .execute(c)
        .await
        .map(drop)
    })
}

async fn forget(tx: &mut Tx, episode: EpisodeId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from told_episodes where episode_id = $1").bind(episode).execute(c).await.map(drop)
    })
}
