//! Who is calling: `Authorization: Bearer …` (RFC 6750), or a person who is signed in to the studio.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::accounts::{Actor, Scope, tokens};
use crate::app::App;
use crate::db::Conn;
use crate::intake::publish::{self, Published};
use crate::intake::{Kind, Refusal};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::web::error::Error;
use crate::web::session;

/// A caller who is known: a token that is not revoked and whose maker is here, or a session of the studio.
#[derive(Debug, Clone)]
pub struct Caller(pub Actor);

impl Caller {
    /// The caller, if they may do this in some show; in which one is asked where the show is known.
    pub fn may(&self, scope: Scope) -> Result<&Actor, Error> {
        if self.0.may_somewhere(scope) { Ok(&self.0) } else { Err(publish::out_of_reach(&self.0, scope).into()) }
    }

    /// The show of an address, if the caller may do this with it.
    pub async fn show(&self, conn: &mut Conn, needed: Scope, show: &Slug) -> Result<Show, Error> {
        Ok(publish::show(conn, self.may(needed)?, needed, show).await?)
    }

    /// The episode of an address, if the caller may do this with it.
    pub async fn episode(
        &self,
        conn: &mut Conn,
        needed: Scope,
        (show, episode): (&Slug, &Slug),
    ) -> Result<Published, Error> {
        let show = self.show(conn, needed, show).await?;
        Ok(publish::episode(conn, &show, episode).await?)
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let Some(field) = parts.headers.get(AUTHORIZATION) else {
            // The studio's own scripts call with the cookie of whoever is signed in.
            let signed_in = session::of(app, parts).await?.filter(|signed_in| !signed_in.session.is_half);
            let refused = || Refusal::new(Kind::Unauthenticated, "token-missing");
            return Ok(Self(signed_in.ok_or_else(refused)?.actor));
        };
        let field = field.to_str().unwrap_or_default();
        let secret = field.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let Some((_, secret)) = secret else {
            return Err(Refusal::new(Kind::Unauthenticated, "token-missing").into());
        };
        let mut conn = app.db.conn().await?;
        let token = tokens::by_secret(&mut conn, secret.trim()).await?;
        let unknown = || Refusal::new(Kind::Unauthenticated, "token-unknown");
        let token = token.ok_or_else(unknown)?;
        let actor = Actor::of_token(&mut conn, &token).await?.ok_or_else(unknown)?;
        // A database that takes no writes now is no reason to refuse a reader.
        if let Err(error) = tokens::used(&mut conn, &token, app.clock.now()).await {
            tracing::warn!(token.name = token.name, "the use of a token could not be noted: {error}");
        }
        Ok(Self(actor))
    }
}
