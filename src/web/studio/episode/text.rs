//! What an episode says of itself: title, show notes, numbers, people.

use std::sync::Arc;

use axum::Router;

use super::Open;
use crate::app::App;
use crate::web::error::Error;
use crate::web::studio::producer::Producer;

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}

/// What this part of the page shows (`templates/studio/episode/text.html`).
#[derive(Debug)]
pub struct Part {}

/// This part of the page of an episode.
pub async fn part(_app: &App, _producer: &Producer, _open: &Open) -> Result<Part, Error> {
    Ok(Part {})
}
