//! A show as one file: taken away, and brought back. Before anything is done, it is told what would change ([`changes`]); what a
//! person in the studio looks at waits as a proposal ([`proposals`]) until they say yes.
//!
//! The files are those of `glos show export` and `glos show apply`, packed ([`packed`]).

pub mod changes;
pub mod proposals;

use anyhow::Context as _;
use bytes::Bytes;
use chrono::TimeDelta;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use self::changes::Changes;
use self::proposals::Proposal;
use super::idempotency::Call;
use super::shows::{self, Applied, Present, Told};
use super::{Guard, Kind, Refusal, Result, publish};
use crate::accounts::users::User;
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::db::Conn;
use crate::podcast::files::packed::{self, Packed};
use crate::podcast::files::{self, FileError, ShowFiles};
use crate::podcast::notes;
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// How long a proposal waits for a yes: whoever was called away in the evening says it in the morning.
pub const KEPT: TimeDelta = TimeDelta::days(1);

impl Present {
    /// What tells two states of a show's files apart, before any of them is made.
    pub fn version(&self) -> String {
        let show = self.show.as_ref().map(|show| json!([show.slug, show.guid, show.about, show.cover]));
        let notes: Vec<_> = self.notes.iter().map(|note| json!([note.slug, note.position, note.version()])).collect();
        // What packs them has a part in their bytes, too.
        let said = json!([env!("CARGO_PKG_VERSION"), show, notes]);
        hex::encode(&Sha256::digest(said.to_string())[..16])
    }
}

/// A show that an actor may read, with its notes.
pub async fn present(conn: &mut Conn, actor: &Actor, slug: &Slug) -> Result<(Show, Present)> {
    let show = publish::show(conn, actor, Scope::Read, slug).await?;
    let notes = notes::of_show(conn, show.id).await?;
    Ok((show.clone(), Present { show: Some(show), notes }))
}

/// Packs a show's files: the same bytes for the same show.
pub async fn pack(app: &App, show: &Show, present: &Present) -> Result<Bytes> {
    let files = shows::written(app, show, &present.notes).await?;
    let folder = show.slug.to_string();
    let packed = tokio::task::spawn_blocking(move || packed::pack(&folder, &files)).await;
    Ok(packed.context("a show was not packed")?.context("a show was not packed")?.into())
}

/// Where the show of a package goes.
#[derive(Debug, Clone)]
pub enum Goal {
    /// To the show of this name, whatever the folder in the package is called.
    Show(Slug),
    /// To the show that the folder in the package is named after; mostly it is new here.
    Named,
}

/// Takes a package apart, off the async threads, and looks at everything in it.
async fn unpacked(packed: Bytes, goal: Goal) -> Result<(ShowFiles, Vec<String>)> {
    let read = move || -> Result<(ShowFiles, Vec<String>)> {
        let packed = packed::unpack(&packed).map_err(refused)?;
        let slug = match goal {
            Goal::Show(slug) => slug,
            Goal::Named => named(&packed)?,
        };
        Ok(files::read_packed(&packed, slug).map_err(|error| faulty(&error))?)
    };
    let _one = publish::cover_decoder().await?;
    tokio::task::spawn_blocking(read).await.context("a package was not read")?
}

/// The name in addresses that the folder in a package has.
fn named(packed: &Packed) -> Result<Slug, Refusal> {
    let nameless = || Refusal::new(Kind::Invalid, "files-nameless").field("files");
    let slug: Slug = packed.folder().and_then(|folder| folder.parse().ok()).ok_or_else(nameless)?;
    slug.for_show().map_err(|error| publish::slug_refused(&error).field("files"))
}

fn refused(fault: crate::podcast::fault::Fault) -> Refusal {
    let kind = if fault.code == "files-too-large" { Kind::TooLarge } else { Kind::Invalid };
    Refusal { kind, field: Some("files"), ..fault.into() }
}

/// What is wrong with a file of a package, and where.
fn faulty(error: &FileError) -> Refusal {
    let line = error.line.map_or_else(|| "none".to_owned(), |line| line.to_string());
    let place = error.path.display().to_string();
    let refusal = Refusal::new(Kind::Invalid, "files-fault").field("files");
    refusal.value("place", place).value("line", line).value("reason", &error.reason)
}

/// Tells what a package would change of a show, and changes nothing.
pub async fn rehearse(app: &App, actor: &Actor, slug: &Slug, packed: Bytes) -> Result<Changes> {
    let slug = publish::show(&mut app.db.conn().await?, actor, Scope::Admin, slug).await?.slug;
    let (ShowFiles { slug, about, cover, notes, .. }, others) = unpacked(packed, Goal::Show(slug)).await?;
    let mut snapshot = app.db.snapshot().await?;
    let present = known(&mut snapshot, actor, &slug).await?;
    shows::fits(present.show.as_ref(), &about)?;
    Ok(changes::between(&mut snapshot, &present, &Told { about, cover, notes }, others).await?)
}

/// Makes a show what a package tells, in one transaction.
pub async fn bring(
    app: &App,
    actor: &Actor,
    slug: &Slug,
    packed: Bytes,
    guard: Guard<'_, Present>,
) -> Result<(Show, Applied)> {
    let slug = publish::show(&mut app.db.conn().await?, actor, Scope::Admin, slug).await?.slug;
    let (files, _) = unpacked(packed, Goal::Show(slug)).await?;
    let (slug, told) = shows::store(app, files).await?;
    shows::put(app, Some(actor), &slug, told, (guard, None)).await
}

/// Makes a new show of a package, named as the folder in it is. Whether this call made it, or an earlier one with the same key.
pub async fn create(app: &App, actor: &Actor, packed: Bytes, key: Option<&str>) -> Result<(Show, bool)> {
    if !actor.may_everywhere(Scope::Admin) {
        return Err(Refusal::new(Kind::Forbidden, "owner-needed").into());
    }
    let call = Call::of(actor, key, &json!(["show", hex::encode(Sha256::digest(&packed))]));
    let (files, _) = unpacked(packed, Goal::Named).await?;
    let (slug, told) = shows::store(app, files).await?;
    let is_new = |present: &Present| match &present.show {
        Some(show) => Err(Refusal::new(Kind::Conflict, "show-taken").value("show", &show.slug).into()),
        None => Ok(()),
    };
    let (show, applied) = shows::put(app, Some(actor), &slug, told, (Some(&is_new), call.as_ref())).await?;
    Ok((show, applied != Applied::Created))
}

/// A show as an owner finds it; one that is new is none yet.
async fn known(conn: &mut Conn, actor: &Actor, slug: &Slug) -> Result<Present> {
    let show = crate::podcast::shows::by_slug(conn, slug).await?;
    shows::permit(Some(actor), show.as_ref())?;
    let notes = match &show {
        Some(show) => notes::of_show(conn, show.id).await?,
        None => Vec::new(),
    };
    Ok(Present { show, notes })
}

/// Keeps what a package tells for whoever sent it, until they say yes.
pub async fn propose(app: &App, actor: &Actor, user: &User, goal: Goal, packed: Bytes) -> Result<Proposal> {
    let (files, others) = unpacked(packed, goal).await?;
    let present = known(&mut app.db.conn().await?, actor, &files.slug).await?;
    shows::fits(present.show.as_ref(), &files.about)?;
    let (slug, told) = shows::store(app, files).await?;
    let proposal = Proposal { id: Uuid::new_v4(), slug, told: told.into(), others: others.into() };
    let mut tx = app.db.begin().await?;
    proposals::keep(&mut tx, &proposal, user.id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(proposal)
}

/// A proposal of a person, with what it would change now and of which version of the show that is true.
pub async fn proposed(app: &App, actor: &Actor, user: &User, id: Uuid) -> Result<(Proposal, Changes, String)> {
    let mut snapshot = app.db.snapshot().await?;
    let proposal = found(&mut snapshot, user, id).await?;
    let present = known(&mut snapshot, actor, &proposal.slug).await?;
    let changes = changes::between(&mut snapshot, &present, &proposal.told, proposal.others.0.clone()).await?;
    Ok((proposal, changes, present.version()))
}

/// Does what a proposal says, if the show is still the one that it was looked at beside.
pub async fn accept(app: &App, actor: &Actor, user: &User, id: Uuid, version: &str) -> Result<(Show, Applied)> {
    let proposal = found(&mut app.db.conn().await?, user, id).await?;
    let is_same = |present: &Present| match present.version() == version {
        true => Ok(()),
        false => Err(Refusal::new(Kind::Conflict, "files-show-changed").into()),
    };
    let done = shows::put(app, Some(actor), &proposal.slug, proposal.told.0, (Some(&is_same), None)).await?;
    forget(app, user, id).await?;
    Ok(done)
}

/// Throws a proposal away. One that is gone already is none the less.
pub async fn forget(app: &App, user: &User, id: Uuid) -> Result<()> {
    Ok(proposals::remove(&mut app.db.conn().await?, user.id, id).await?)
}

async fn found(conn: &mut Conn, user: &User, id: Uuid) -> Result<Proposal> {
    let proposal = proposals::of(conn, user.id, id).await?;
    Ok(proposal.ok_or_else(|| Refusal::new(Kind::Gone, "files-gone"))?)
}
