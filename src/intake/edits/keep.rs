//! What waits in the catalogue of what a person typed.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::merge::{Marks, mark};
use super::sheet::{FIELDS, Sheet};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::db::{Conn, Tx, on};
use crate::intake::publish::Place;
use crate::intake::{Result, publish};
use crate::podcast::ids::{EpisodeId, UserId};
use crate::podcast::shows::Show;

/// What a person typed that nobody else sees yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Edit {
    /// The fields as they were when they began.
    pub base: Json<Marks>,
    /// What they typed.
    pub sheet: Json<Sheet>,
    /// When they last typed.
    pub changed_at: DateTime<Utc>,
}

impl Edit {
    /// The waiting fields that this form already shows. Only a form that shows a waiting value may take it back.
    pub fn shown_in(&self, form: &Sheet) -> Marks {
        let mut shown = Marks::default();
        for field in self.waiting().filter(|field| form.get(field) == self.sheet.get(field)) {
            shown.note(field, form);
        }
        shown
    }

    /// What waits in it that a form of the same person does not show, and for which nothing new was typed there, put into that
    /// form: whoever types in two windows loses nothing of what the one kept.
    pub fn carried_into(&self, base: &mut Marks, sheet: &mut Sheet, shown: &Marks) {
        for field in self.waiting() {
            let is_shown = shown.get(field) == Some(&mark(self.sheet.get(field)));
            let is_untouched = base.get(field) == Some(&mark(sheet.get(field)));
            if !is_shown && is_untouched {
                sheet.set(field, self.sheet.get(field));
                base.keep(field, &self.base);
            }
        }
    }

    fn waiting(&self) -> impl Iterator<Item = &'static str> {
        let waits = |field: &&str| self.base.get(field).is_some_and(|known| known != mark(self.sheet.get(field)));
        FIELDS.into_iter().filter(waits)
    }
}

/// What a person typed into an episode's form, if anything waits.
pub async fn of(conn: &mut Conn, episode: EpisodeId, user: UserId) -> sqlx::Result<Option<Edit>> {
    on!(conn, |c| {
        sqlx::query_as("select base, sheet, changed_at from edits where episode_id = $1 and user_id = $2")
            .bind(episode)
            .bind(user)
            .fetch_optional(c)
            .await
    })
}

/// Episodes of a show in which something of this person's waits.
pub async fn waiting(conn: &mut Conn, show: &Show, user: UserId) -> sqlx::Result<Vec<EpisodeId>> {
    let rows: Vec<(EpisodeId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select w.episode_id from edits w join episodes e on e.id = w.episode_id
             where e.show_id = $1 and w.user_id = $2 and e.deleted_at is null",
        )
        .bind(show.id)
        .bind(user)
        .fetch_all(c)
        .await
    })?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What became of something that was to be kept.
#[derive(Debug)]
pub enum Kept {
    /// It is kept; none where nothing waits any more.
    Done(Option<Edit>),
    /// Another window of the same person kept something meanwhile: it has to be put together with that first.
    Overtaken,
}

/// Keeps what a person typed, in place of what was kept of them `before`, if that is still what is kept.
pub async fn keep(
    app: &App,
    actor: &Actor,
    place: Place<'_>,
    user: UserId,
    (before, edit): (Option<&Edit>, Option<(&Marks, &Sheet)>),
) -> Result<Kept> {
    let (mut tx, episode) = locked(app, actor, place, user).await?;
    if of(&mut tx, episode, user).await?.as_ref() != before {
        return Ok(Kept::Overtaken);
    }
    let now = app.clock.now();
    let edit = edit.map(|(base, sheet)| Edit { base: Json(base.clone()), sheet: Json(sheet.clone()), changed_at: now });
    match &edit {
        Some(edit) => insert(&mut tx, (episode, user), edit).await?,
        None => forget(&mut tx, episode, user).await?,
    }
    tx.commit().await?;
    Ok(Kept::Done(edit))
}

/// Throws away what was kept of a person.
pub async fn discard(app: &App, actor: &Actor, place: Place<'_>, user: UserId) -> Result<()> {
    let (mut tx, episode) = locked(app, actor, place, user).await?;
    forget(&mut tx, episode, user).await?;
    Ok(tx.commit().await?)
}

/// Begins a change of what is kept of a person, one at a time.
async fn locked(app: &App, actor: &Actor, place: Place<'_>, user: UserId) -> Result<(Tx, EpisodeId)> {
    let mut tx = app.db.begin().await?;
    tx.lock(&format!("edit of {user}")).await?;
    let show = publish::show(&mut tx, actor, Scope::Publish, place.show).await?;
    let episode = publish::which(&mut tx, &show, place.episode).await?.episode.id;
    Ok((tx, episode))
}

async fn forget(tx: &mut Tx, episode: EpisodeId, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("delete from edits where episode_id = $1 and user_id = $2")
            .bind(episode)
            .bind(user)
            .execute(c)
            .await
            .map(drop)
    })
}

async fn insert(tx: &mut Tx, (episode, user): (EpisodeId, UserId), edit: &Edit) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query(
            "insert into edits (episode_id, user_id, base, sheet, changed_at) values ($1, $2, $3, $4, $5)
             on conflict (episode_id, user_id) do update set base = excluded.base, sheet = excluded.sheet,
                 changed_at = excluded.changed_at",
        )
        .bind(episode)
        .bind(user)
        .bind(&edit.base)
        .bind(&edit.sheet)
        .bind(edit.changed_at)
        .execute(c)
        .await
        .map(drop)
    })
}
