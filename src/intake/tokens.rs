//! Letting scripts in, and out: API tokens as their owners make and revoke them.

use serde_json::json;

use super::idempotency::{Call, Made};
use super::{Guard, Kind, Refusal, Result, ask, shortened};
use crate::accounts::secret::Secret;
use crate::accounts::tokens::{self, Token};
use crate::accounts::{Actor, GENERATIONS, Scope, audit, people};
use crate::app::App;
use crate::db::{self, Conn};
use crate::podcast::ids::{ShowId, TokenId};
use crate::podcast::text::Line;

/// What is wanted of a new token.
#[derive(Debug, Clone)]
pub struct New {
    /// What to call it; no two are called the same.
    pub name: Line,
    /// What it may do.
    pub scope: Scope,
    /// The one show that it reaches; every show when there is none.
    pub show: Option<ShowId>,
}

/// A token that was made.
pub struct Outcome {
    /// The token.
    pub token: Token,
    /// Its secret, known now and never again; none when an earlier call with the same Idempotency-Key made it.
    pub secret: Option<Secret>,
}

/// What a token is called.
pub fn name(typed: &str) -> Result<Line, Refusal> {
    Line::parse(typed).map_err(|_| Refusal::new(Kind::Invalid, "token-name").field("name").value("max", Line::MAX))
}

/// What a token may do.
pub fn scope(typed: &str) -> Result<Scope, Refusal> {
    let refused = || Refusal::new(Kind::Invalid, "scope-invalid").field("scope").value("value", shortened(typed));
    Scope::named(typed).ok_or_else(refused)
}

/// Makes a token. An owner of a show makes them for that show, an owner of all for all.
pub async fn create(app: &App, actor: &Actor, new: &New, key: Option<&str>) -> Result<Outcome> {
    let call = Call::of(actor, key, &json!(["token", new.name, new.scope, new.show]));
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    if !people::may_manage(actor, new.show) {
        return Err(Refusal::new(Kind::Forbidden, "owner-needed").into());
    }
    if let Some(call) = &call
        && let Some(made) = call.done_before(&mut tx, Made::Token).await?
    {
        let token = find(&mut tx, actor, TokenId(made)).await?;
        return Ok(Outcome { token, secret: None });
    }
    let (now, name) = (app.clock.now(), new.name.as_str());
    let secret = Secret::generate().map_err(anyhow::Error::from)?;
    let reach = (new.scope, new.show);
    let id = match tokens::insert_of(&mut tx, &secret, name, reach, Some(actor.id()), now).await {
        Err(error) if db::is_taken(&error) => {
            return Err(Refusal::new(Kind::Conflict, "token-name-taken").field("name").value("name", name).into());
        }
        done => done?,
    };
    if let Some(call) = &call {
        call.made(&mut tx, Made::Token, id.0, now).await?;
    }
    audit::note(&mut tx, Some(actor), "token-made", new.show, name, now).await?;
    let token = find(&mut tx, actor, id).await?;
    if Actor::of_token(&mut tx, &token).await?.is_none() {
        return Err(Refusal::new(Kind::Conflict, "token-generations").value("max", GENERATIONS).into());
    }
    tx.commit().await?;
    Ok(Outcome { token, secret: Some(secret) })
}

/// The tokens that an actor may see, by name.
pub async fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Token>> {
    let mut all = tokens::all(conn).await?;
    all.retain(|token| people::may_manage(actor, token.show_id));
    Ok(all)
}

/// A token, if the actor may see it and it was not revoked.
pub async fn find(conn: &mut Conn, actor: &Actor, id: TokenId) -> Result<Token> {
    let token = tokens::by_id(conn, id).await?.filter(|token| people::may_manage(actor, token.show_id));
    token.ok_or_else(|| Refusal::new(Kind::Missing, "token-none").into())
}

/// Whoever made a token, as they are called now; none at the machine itself.
pub async fn maker(conn: &mut Conn, token: &Token) -> sqlx::Result<Option<String>> {
    let Some(maker) = token.maker_id else { return Ok(None) };
    Ok(Actor::by_id(conn, maker).await?.map(|maker| maker.name))
}

/// Revokes a token at once, with the links that it made.
pub async fn revoke(app: &App, actor: &Actor, id: TokenId, guard: Guard<'_, Token>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let actor = &actor.renewed(&mut tx).await?;
    let token = find(&mut tx, actor, id).await?;
    ask(guard, &token)?;
    people::revoke(&mut tx, Some(actor), &token, app.clock.now()).await?;
    Ok(tx.commit().await?)
}
