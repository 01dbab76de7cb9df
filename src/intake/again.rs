//! What failed is tried again because somebody asks: a job, word of a show's last change for a receiver that was told in vain, a
//! letter.

use uuid::Uuid;

use super::publish::out_of_reach;
use super::uploads::{Upload, rows};
use super::{Kind, Refusal, Result};
use crate::accounts::mail::{Letter, rows as letters};
use crate::accounts::{Actor, Scope, audit, people};
use crate::app::App;
use crate::db::Conn;
use crate::podcast::episodes;
use crate::podcast::ids::{JobId, LetterId, ShowId};
use crate::podcast::shows::{self, Show};
use crate::queue::{self, Job};

/// What a job is about.
#[derive(Debug)]
pub struct Touched {
    /// Its show, if it has one.
    pub show: Option<Show>,
    /// A title or a file name.
    pub name: String,
    /// Whose upload it is.
    upload: Option<Upload>,
}

impl Touched {
    /// What somebody may do about it; none when it is none of their business.
    pub fn scope_of(&self, actor: &Actor) -> Option<Scope> {
        match (&self.show, &self.upload) {
            (Some(show), _) => actor.scope_in(show.id),
            (None, Some(upload)) => actor.owns(upload.owner).then_some(Scope::Publish),
            // What belongs to nobody is for whoever runs the house.
            (None, None) => actor.may_everywhere(Scope::Admin).then_some(Scope::Admin),
        }
    }
}

/// What a job is about. None when that is gone, and the job will find so.
pub async fn touched(conn: &mut Conn, job: Job) -> sqlx::Result<Option<Touched>> {
    let of_show = async |conn: &mut Conn, id: ShowId, name: Option<String>| {
        let show = shows::by_id(conn, id).await?;
        Ok(show.map(|show| Touched {
            name: name.unwrap_or_else(|| show.about.title.to_string()),
            show: Some(show),
            upload: None,
        }))
    };
    match job {
        Job::Check(id) | Job::Master(id) | Job::Give(id) => Ok(rows::by_id(conn, id).await?.map(|upload| Touched {
            show: None,
            name: upload.file_name.clone().unwrap_or_default(),
            upload: Some(upload),
        })),
        Job::Retag(id) => match episodes::by_id(conn, id).await? {
            Some(episode) => of_show(conn, episode.show_id, Some(episode.title.to_string())).await,
            None => Ok(None),
        },
        Job::Announce(id) | Job::Index(id) | Job::Notify(id, _) => of_show(conn, id, None).await,
        // Messages are told of with their webhook, and letters by themselves.
        Job::Deliver(_) | Job::Mail(_) => Ok(None),
        // What belongs to no show and to nobody.
        _ => Ok(Some(Touched { show: None, name: String::new(), upload: None })),
    }
}

/// Has a failed job run at once. One that was done meanwhile, or whose subject is gone, needs nothing any more.
pub async fn job(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    let Some(job) = queue::failing_by_id(&mut tx, id).await? else { return Ok(()) };
    let Some(touched) = touched(&mut tx, job.job).await? else { return Ok(()) };
    if touched.scope_of(actor) < Some(Scope::Publish) {
        return Err(out_of_reach(actor, Scope::Publish).into());
    }
    let now = app.clock.now();
    queue::hurry(&mut tx, id, now).await?;
    let show = touched.show.as_ref().map(|show| show.id);
    audit::note(&mut tx, Some(actor), "job-again", show, &touched.name, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Has a receiver told of a show's last change.
pub async fn tell(app: &App, actor: &Actor, show: ShowId, receiver: Uuid) -> Result<()> {
    if app.receivers.find(receiver).is_none() {
        return Err(Refusal::new(Kind::Missing, "receiver-unknown").into());
    }
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    let Some(show) = shows::by_id(&mut tx, show).await?.filter(|show| actor.scope_in(show.id).is_some()) else {
        return Err(Refusal::new(Kind::Missing, "show-unknown").value("show", show).into());
    };
    if actor.scope_in(show.id) < Some(Scope::Publish) {
        return Err(out_of_reach(actor, Scope::Publish).into());
    }
    let now = app.clock.now();
    queue::enqueue(&mut tx, Job::Notify(show.id, receiver), now, now).await?;
    audit::note(&mut tx, Some(actor), "job-again", Some(show.id), show.about.title.as_str(), now).await?;
    Ok(tx.commit().await?)
}

/// Has a letter that was tried in vain sent at once. One that went out meanwhile, or whose link is gone, needs nothing any more.
pub async fn letter(app: &App, actor: &Actor, id: LetterId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    let Some(found) = letters::in_vain_by_id(&mut tx, id).await? else { return Ok(()) };
    may_manage(actor, found.show_id)?;
    let now = app.clock.now();
    letters::tried(&mut tx, &Letter { given_up_at: None, ..found.letter.clone() }).await?;
    queue::enqueue(&mut tx, Job::Mail(id), now, now).await?;
    audit::note(&mut tx, Some(actor), "mail-again", found.show_id, found.letter.email.as_str(), now).await?;
    Ok(tx.commit().await?)
}

/// Takes a letter off the list: its link is handed over otherwise, or nobody needs it. The link stays.
pub async fn no_letter(app: &App, actor: &Actor, id: LetterId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    let Some(found) = letters::in_vain_by_id(&mut tx, id).await? else { return Ok(()) };
    may_manage(actor, found.show_id)?;
    letters::remove(&mut tx, id).await?;
    audit::note(&mut tx, Some(actor), "mail-dropped", found.show_id, found.letter.email.as_str(), app.clock.now())
        .await?;
    Ok(tx.commit().await?)
}

/// Letters are for those who say who works there: on a show, or on all.
fn may_manage(actor: &Actor, show: Option<ShowId>) -> Result<()> {
    if people::may_manage(actor, show) { Ok(()) } else { Err(out_of_reach(actor, Scope::Admin).into()) }
}
