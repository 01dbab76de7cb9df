//! `/studio`: what is published, in draft, in trouble.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;

use super::frame::{self, Frame};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::podcast::shows::{self, Show};
use crate::web::error::Error;
use crate::web::language::Reader;

/// The address of the home.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio", get(home))
}

#[derive(Template)]
#[template(path = "studio/home.html")]
struct Home {
    frame: Frame,
    shows: Vec<Show>,
}

async fn home(
    State(app): State<Arc<App>>,
    producer: Producer,
    reader: Reader,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let mut shows = shows::all(&mut app.db.conn().await?).await?;
    shows.retain(|show| producer.actor.scope_in(show.id) >= Some(Scope::Read));
    let title = crate::i18n::text(reader.lang, "studio-home", &[]);
    let frame = Frame::new(&app.addresses, reader, &producer, title).after(query.as_deref());
    frame::page(&app, &Home { frame, shows }, reader.lang)
}
