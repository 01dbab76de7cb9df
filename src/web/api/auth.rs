//! Who is calling: `Authorization: Bearer …` (RFC 6750).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::accounts::tokens::{self, Scope, Token};
use crate::app::App;
use crate::intake::{Kind, Refusal};
use crate::web::error::Error;

/// A caller with a token that is known and not revoked.
#[derive(Debug, Clone)]
pub struct Caller(pub Token);

impl Caller {
    /// The token, if it may do this.
    pub fn may(&self, scope: Scope) -> Result<&Token, Error> {
        if self.0.scope >= scope {
            Ok(&self.0)
        } else {
            let needed = format!("{scope:?}").to_lowercase();
            Err(Refusal::new(Kind::Forbidden, "token-scope").value("scope", needed).into())
        }
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Error> {
        let field = parts.headers.get(AUTHORIZATION).and_then(|field| field.to_str().ok()).unwrap_or_default();
        let secret = field.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let Some((_, secret)) = secret else {
            return Err(Refusal::new(Kind::Unauthenticated, "token-missing").into());
        };
        let mut conn = app.db.conn().await?;
        let token = tokens::by_secret(&mut conn, secret.trim()).await?;
        let token = token.ok_or_else(|| Refusal::new(Kind::Unauthenticated, "token-unknown"))?;
        // A database that takes no writes now is no reason to refuse a reader.
        if let Err(error) = tokens::used(&mut conn, &token, app.clock.now()).await {
            tracing::warn!(token.name = token.name, "the use of a token could not be noted: {error}");
        }
        Ok(Self(token))
    }
}
