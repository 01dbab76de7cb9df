//! How people come, change and go. Everything here runs under one lock, so that two owners who take each other's role away
//! at once do not leave a house without an owner.

use chrono::{DateTime, TimeDelta, Utc};

use super::links::{self, Kind, Link};
use super::memberships::{self, Membership};
use super::secret::Secret;
use super::sessions;
use super::tokens::{self, Token};
use super::users::{self, Email, User};
use super::{Actor, Role, Scope, audit, devices, mail, second};
use crate::app::App;
use crate::db::{self, Conn, Tx, on};
use crate::i18n::Lang;
use crate::podcast::ids::{ActorId, LinkId, SessionId, ShowId, UserId};
use crate::podcast::text::Line;

/// Why something is not done with people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The link was used, or its time is over.
    LinkUsed,
    /// Somebody has an account with this address.
    EmailTaken,
    /// Nobody would be left who owns the house and can sign in.
    LastOwner,
    /// There is no such person (any more).
    NoPerson,
    /// The person has no role there (any more).
    NoRole,
    /// Whoever acts may not do this here.
    OutOfReach,
    /// Too many letters to this address, or by this actor; how long until the next may go.
    TooManyLetters(TimeDelta),
}

/// What came of it.
pub type Outcome<T> = anyhow::Result<Result<T, Denied>>;

/// Somebody who chose a password and has no account yet.
#[derive(Clone)]
pub struct Newcomer {
    /// By which they will sign in.
    pub email: Email,
    /// What others will call them.
    pub name: Line,
    /// What is kept of their password.
    pub password: String,
}

/// Somebody who accepts an invitation.
pub enum Guest {
    /// Without an account.
    New(Newcomer),
    /// With one.
    Known(User),
}

/// Begins a change of people: one at a time, in every replica.
pub async fn begin(app: &App) -> sqlx::Result<(Tx, DateTime<Utc>)> {
    let mut tx = app.db.begin().await?;
    tx.lock("people").await?;
    Ok((tx, app.clock.now()))
}

/// A link for the first owner, while there is none. Links that were told before stay good until one is used.
pub async fn setup_link(app: &App) -> anyhow::Result<Option<Secret>> {
    let (mut tx, now) = begin(app).await?;
    if memberships::is_owned(&mut tx).await? {
        return Ok(None);
    }
    let secret = Secret::plain()?;
    links::insert(&mut tx, &Link::new(Kind::Setup, None, now), &secret).await?;
    tx.commit().await?;
    Ok(Some(secret))
}

/// Makes the first account, which owns every show.
pub async fn set_up(app: &App, secret: &str, newcomer: Newcomer) -> Outcome<User> {
    let (mut tx, now) = begin(app).await?;
    if links::by_secret(&mut tx, Kind::Setup, secret, now).await?.is_none() || memberships::is_owned(&mut tx).await? {
        return Ok(Err(Denied::LinkUsed));
    }
    let user = match insert(&mut tx, newcomer, now).await {
        Err(error) if db::is_taken(&error) => return Ok(Err(Denied::EmailTaken)),
        user => user?,
    };
    memberships::put(&mut tx, Membership { user_id: user.id, show_id: None, role: Role::Owner }).await?;
    links::remove_all(&mut tx, Kind::Setup, None).await?;
    note_of(&mut tx, &user, "setup", None, user.email.as_str(), now).await?;
    tx.commit().await?;
    Ok(Ok(user))
}

/// Invites somebody to a show, or to all of them. `by_mail`: their address, if there is one, is sent the link, too, in this language.
pub async fn invite(
    app: &App,
    actor: &Actor,
    (show_id, role): (Option<ShowId>, Role),
    email: Option<Email>,
    by_mail: Option<Lang>,
) -> Outcome<Secret> {
    let (mut tx, now) = (app.db.begin().await?, app.clock.now());
    let made = invite_in(&mut tx, actor, (show_id, role), email, now).await?;
    if let (Ok((Link { id, email: Some(email), .. }, _)), Some(lang)) = (&made, by_mail)
        && let Err(left) = mail::send_by(&mut tx, actor.id(), mail::Kind::Invitation, email, (*id, lang), now).await?
    {
        return Ok(Err(Denied::TooManyLetters(left)));
    }
    tx.commit().await?;
    Ok(made.map(|(_, secret)| secret))
}

/// The same in a transaction that does more. An earlier invitation of the same address to the same place is void.
pub async fn invite_in(
    tx: &mut Tx,
    actor: &Actor,
    (show_id, role): (Option<ShowId>, Role),
    email: Option<Email>,
    now: DateTime<Utc>,
) -> Outcome<(Link, Secret)> {
    tx.lock("people").await?;
    let actor = &actor.renewed(tx).await?;
    if !may_manage(actor, show_id) {
        return Ok(Err(Denied::OutOfReach));
    }
    let secret = Secret::plain()?;
    let subject = email.as_ref().map_or(role.as_str(), Email::as_str).to_owned();
    if let Some(email) = &email {
        links::remove_invitations(tx, email, show_id).await?;
    }
    let link = Link { email, show_id, role: Some(role), ..Link::new(Kind::Invitation, Some(actor), now) };
    links::insert(tx, &link, &secret).await?;
    audit::note(tx, Some(actor), "invited", show_id, &subject, now).await?;
    Ok(Ok((link, secret)))
}

/// Takes an invitation back.
pub async fn uninvite(app: &App, actor: &Actor, id: LinkId) -> Outcome<()> {
    let (mut tx, now) = begin(app).await?;
    let actor = &actor.renewed(&mut tx).await?;
    let found = links::by_id(&mut tx, id, now).await?.filter(|link| link.kind == Kind::Invitation);
    let Some(link) = found else { return Ok(Ok(())) };
    if !may_manage(actor, link.show_id) {
        return Ok(Err(Denied::OutOfReach));
    }
    links::remove(&mut tx, id).await?;
    let subject = link.email.as_ref().map_or_else(|| link.role.map_or("", Role::as_str).to_owned(), Email::to_string);
    audit::note(&mut tx, Some(actor), "uninvited", link.show_id, &subject, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Accepts an invitation. Who had a greater role there keeps it.
pub async fn accept(app: &App, secret: &str, guest: Guest) -> Outcome<User> {
    let (mut tx, now) = begin(app).await?;
    let link = links::by_secret(&mut tx, Kind::Invitation, secret, now).await?;
    let Some((link, role)) = link.and_then(|link| link.role.map(|role| (link, role))) else {
        return Ok(Err(Denied::LinkUsed));
    };
    let user = match guest {
        // They may have lost their account while they read the page.
        Guest::Known(user) => match users::by_id(&mut tx, user.id).await? {
            Some(user) => user,
            None => return Ok(Err(Denied::LinkUsed)),
        },
        Guest::New(newcomer) => match insert(&mut tx, newcomer, now).await {
            Err(error) if db::is_taken(&error) => return Ok(Err(Denied::EmailTaken)),
            user => user?,
        },
    };
    let held = memberships::of_user(&mut tx, user.id).await?;
    let here = held.iter().find(|held| held.show_id == link.show_id).map(|held| held.role);
    let role = here.map_or(role, |here| here.max(role));
    memberships::put(&mut tx, Membership { user_id: user.id, show_id: link.show_id, role }).await?;
    links::remove(&mut tx, link.id).await?;
    // One that was made when they could do less would let its maker do what they can do now.
    links::remove_all(&mut tx, Kind::Password, Some(user.id)).await?;
    note_of(&mut tx, &user, "joined", link.show_id, role.as_str(), now).await?;
    tx.commit().await?;
    Ok(Ok(user))
}

/// Takes an account away, with the tokens that its person made: nobody is there any more by whose rights they would act.
async fn remove(tx: &mut Tx, actor: &Actor, user: UserId, now: DateTime<Utc>) -> sqlx::Result<()> {
    for token in tokens::made_by(tx, ActorId(user.0)).await? {
        revoke(tx, Some(actor), &token, now).await?;
    }
    users::remove(tx, user).await
}

/// Revokes a token, with the tokens and the links that it made: none of them opens anything without it.
pub async fn revoke(tx: &mut Tx, actor: Option<&Actor>, token: &Token, now: DateTime<Utc>) -> sqlx::Result<()> {
    links::remove_made_by(tx, ActorId(token.id.0)).await?;
    let mut chain = vec![token.clone()];
    while let Some(token) = chain.pop() {
        tokens::revoke(tx, &token.name, now).await?;
        audit::note(tx, actor, "token-revoked", token.show_id, &token.name, now).await?;
        chain.extend(tokens::made_by(tx, ActorId(token.id.0)).await?);
    }
    Ok(())
}

/// Gives a person a role in a show or in all of them, or takes it away. Who has none left has no account any more, and who owns no
/// more leaves no open invitations. A role that nobody has is not made: people come by invitation. The transaction is one that
/// [`begin`] began; in it the person was read, and it was asked whether the actor [may](may_manage).
pub async fn set_role_in(
    tx: &mut Tx,
    actor: &Actor,
    person: &User,
    (show_id, role): (Option<ShowId>, Option<Role>),
    now: DateTime<Utc>,
) -> Outcome<()> {
    let user = person.id;
    let held = memberships::of_user(tx, user).await?;
    let Some(here) = held.iter().find(|held| held.show_id == show_id) else { return Ok(Err(Denied::NoRole)) };
    let was_owner = show_id.is_none() && here.role == Role::Owner;
    if was_owner && role != Some(Role::Owner) && !others_own(tx, user).await? {
        return Ok(Err(Denied::LastOwner));
    }
    match role {
        Some(role) => memberships::put(tx, Membership { user_id: user, show_id, role }).await?,
        None if held.len() == 1 => remove(tx, actor, user, now).await?,
        None => memberships::remove(tx, user, show_id).await?,
    }
    if here.role == Role::Owner && role != Some(Role::Owner) {
        // They would come back by an invitation of their own, or by one of a token of theirs.
        links::remove_made_by(tx, ActorId(user.0)).await?;
    }
    if role > Some(here.role) {
        links::remove_all(tx, Kind::Password, Some(user)).await?;
    }
    let action = match role {
        Some(Role::Owner) => "made-owner",
        Some(Role::Editor) => "made-editor",
        Some(Role::Viewer) => "made-viewer",
        None => "removed-person",
    };
    audit::note(tx, Some(actor), action, show_id, &named(person), now).await?;
    Ok(Ok(()))
}

/// Makes an account without a password, for somebody at the machine (`glos user add`); the link lets its person choose one.
pub async fn add(app: &App, email: Email, name: Line, (show_id, role): (Option<ShowId>, Role)) -> Outcome<Secret> {
    let (mut tx, now) = begin(app).await?;
    let user = User { id: UserId::new(), email, name, password: None, created_at: now };
    match users::insert(&mut tx, &user).await {
        Err(error) if db::is_taken(&error) => return Ok(Err(Denied::EmailTaken)),
        done => done?,
    }
    memberships::put(&mut tx, Membership { user_id: user.id, show_id, role }).await?;
    if (show_id, role) == (None, Role::Owner) {
        // Whoever finds a setup link that was printed earlier is no owner any more.
        links::remove_all(&mut tx, Kind::Setup, None).await?;
    }
    audit::note(&mut tx, None, "added-person", show_id, &named(&user), now).await?;
    let (_, secret) = password_link(&mut tx, &user, false, None, now).await?;
    tx.commit().await?;
    Ok(Ok(secret))
}

/// A link by which somebody chooses a new password; the earlier ones are void. `frees`: their second factors are lost, too.
/// Nobody is an actor at the machine itself. `by_mail`: they are sent the link, too, in this language, where somebody makes it.
pub async fn reset(
    app: &App,
    actor: Option<&Actor>,
    id: UserId,
    frees: bool,
    by_mail: Option<Lang>,
) -> Outcome<(User, Secret)> {
    let (mut tx, now) = begin(app).await?;
    let Some(user) = users::by_id(&mut tx, id).await? else { return Ok(Err(Denied::NoPerson)) };
    if let Some(actor) = actor {
        let actor = &actor.renewed(&mut tx).await?;
        if !may_reset(actor, &memberships::of_user(&mut tx, user.id).await?) {
            return Ok(Err(Denied::OutOfReach));
        }
    }
    let (link, secret) = password_link(&mut tx, &user, frees, actor, now).await?;
    if let (Some(actor), Some(lang)) = (actor, by_mail)
        && let Err(left) = mail::send_by(&mut tx, actor.id(), mail::Kind::Reset, &user.email, (link, lang), now).await?
    {
        return Ok(Err(Denied::TooManyLetters(left)));
    }
    let action = if frees { "reset-second" } else { "reset" };
    audit::note(&mut tx, actor, action, None, &named(&user), now).await?;
    tx.commit().await?;
    Ok(Ok((user, secret)))
}

async fn password_link(
    tx: &mut Tx,
    user: &User,
    frees: bool,
    maker: Option<&Actor>,
    now: DateTime<Utc>,
) -> anyhow::Result<(LinkId, Secret)> {
    let secret = Secret::plain()?;
    links::remove_all(tx, Kind::Password, Some(user.id)).await?;
    let link = Link { user_id: Some(user.id), frees, ..Link::new(Kind::Password, maker, now) };
    links::insert(tx, &link, &secret).await?;
    Ok((link.id, secret))
}

/// Whose password a link lets choose.
pub async fn of_password_link(app: &App, secret: &str) -> anyhow::Result<Option<User>> {
    let mut conn = app.db.conn().await?;
    let link = links::by_secret(&mut conn, Kind::Password, secret, app.clock.now()).await?;
    match link.and_then(|link| link.user_id) {
        Some(user) => Ok(users::by_id(&mut conn, user).await?),
        None => Ok(None),
    }
}

/// Keeps the password that somebody chose by a link. Every browser of theirs is signed out, and a letter tells them, in this language.
pub async fn choose_password(app: &App, secret: &str, hash: &str, lang: Lang) -> Outcome<User> {
    let (mut tx, now) = begin(app).await?;
    let link = links::by_secret(&mut tx, Kind::Password, secret, now).await?;
    let Some((link, user)) = link.and_then(|link| link.user_id.map(|user| (link, user))) else {
        return Ok(Err(Denied::LinkUsed));
    };
    let Some(user) = users::by_id(&mut tx, user).await? else { return Ok(Err(Denied::LinkUsed)) };
    if link.frees && second::remove(&mut tx, user.id).await? {
        note_of(&mut tx, &user, "second-lost", None, "", now).await?;
    }
    keep_password(&mut tx, &user, hash, None, now).await?;
    mail::notice(app, &mut tx, mail::Kind::Password, (&user.email, lang), now).await?;
    tx.commit().await?;
    Ok(Ok(User { password: Some(hash.to_owned()), ..user }))
}

/// Keeps the password that somebody changed. Every other browser of theirs is signed out and no longer known; `device` is the
/// secret by which this one is. A letter tells them, in this language.
pub async fn change_password(
    app: &App,
    (user, lang): (&User, Lang),
    here: SessionId,
    device: Option<&str>,
    hash: &str,
) -> anyhow::Result<()> {
    let (mut tx, now) = begin(app).await?;
    let known = match device {
        Some(device) => devices::is_known(&mut tx, device, user.id, now).await?.then_some(device),
        None => None,
    };
    keep_password(&mut tx, user, hash, Some(here), now).await?;
    if let Some(device) = known {
        devices::know(&mut tx, device, user.id, now).await?;
    }
    mail::notice(app, &mut tx, mail::Kind::Password, (&user.email, lang), now).await?;
    Ok(tx.commit().await?)
}

async fn keep_password(
    tx: &mut Tx,
    user: &User,
    hash: &str,
    here: Option<SessionId>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    users::set_password(tx, user.id, hash).await?;
    sessions::end_others(tx, user.id, here).await?;
    devices::forget_of(tx, user.id).await?;
    links::remove_all(tx, Kind::Password, Some(user.id)).await?;
    mail::rows::remove_forgotten(tx, &user.email).await?;
    note_of(tx, user, "password", None, "", now).await
}

/// Gives somebody the name that they want.
pub async fn rename(app: &App, user: &User, name: &Line) -> sqlx::Result<()> {
    let (mut tx, now) = begin(app).await?;
    users::rename(&mut tx, user.id, name).await?;
    note_of(&mut tx, user, "renamed-person", None, name.as_str(), now).await?;
    tx.commit().await
}

/// Whether an actor says who works on a show, or on all of them.
pub fn may_manage(actor: &Actor, show: Option<ShowId>) -> bool {
    match show {
        None => actor.may_everywhere(Scope::Admin),
        Some(show) => actor.scope_in(show) >= Some(Scope::Admin),
    }
}

/// Whether an actor may let somebody with these roles choose a new password: whoever could for somebody with wider rights would have
/// those rights. An account that has no role (any more) is nobody's but the house's.
pub fn may_reset(actor: &Actor, held: &[Membership]) -> bool {
    held.iter().all(|held| may_manage(actor, held.show_id)) && (!held.is_empty() || may_manage(actor, None))
}

async fn insert(tx: &mut Tx, newcomer: Newcomer, now: DateTime<Utc>) -> sqlx::Result<User> {
    let Newcomer { email, name, password } = newcomer;
    let user = User { id: UserId::new(), email, name, password: Some(password), created_at: now };
    users::insert(tx, &user).await?;
    Ok(user)
}

/// Whether somebody else owns every show and can sign in.
async fn others_own(conn: &mut Conn, user: UserId) -> sqlx::Result<bool> {
    let row: Option<(UserId,)> = on!(conn, |c| {
        sqlx::query_as(
            "select u.id from users u join memberships m on m.user_id = u.id
             where m.show_id is null and m.role = 'owner' and u.password is not null and u.id <> $1 limit 1",
        )
        .bind(user)
        .fetch_optional(c)
        .await
    })?;
    Ok(row.is_some())
}

/// Notes what a person did to their own account.
pub async fn note_of(
    tx: &mut Tx,
    user: &User,
    action: &'static str,
    show: Option<ShowId>,
    subject: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let actor = Actor::of_user(user, super::Reach::default());
    audit::note(tx, Some(&actor), action, show, subject, now).await
}

/// A person as the log names them.
pub fn named(user: &User) -> String {
    format!("{} ({})", user.name, user.email)
}
