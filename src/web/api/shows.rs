//! `/api/v1/shows`: which shows there are.

use std::sync::Arc;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::auth::Caller;
use crate::accounts::Scope;
use crate::app::App;
use crate::podcast::shows;
use crate::web::error::Error;

/// The address of shows.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/shows", get(list))
}

async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Value>, Error> {
    let actor = caller.may(Scope::Read)?;
    let shows = shows::all(&mut app.db.conn().await?).await?;
    let reached = shows.iter().filter(|show| actor.scope_in(show.id) >= Some(Scope::Read));
    let listed: Vec<Value> = reached
        .map(|show| {
            json!({
                "slug": show.slug,
                "guid": show.guid,
                "title": show.about.title,
                "page": app.addresses.show(&show.slug),
                "feed": app.addresses.feed(&show.slug),
            })
        })
        .collect();
    Ok(Json(json!({ "shows": listed })))
}
