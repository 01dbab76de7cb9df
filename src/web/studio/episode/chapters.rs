//! The chapters of an episode.

use std::sync::Arc;

use axum::Router;

use super::{Open, sound};
use crate::app::App;
use crate::web::error::Error;
use crate::web::studio::wave::Wave;

/// The addresses of this part.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
}

/// What this part of the page shows (`templates/studio/episode/chapters.html`).
#[derive(Debug)]
pub struct Part {
    /// The recording.
    pub wave: Option<Wave>,
}

/// This part of the page of an episode.
pub async fn part(app: &App, open: &Open) -> Result<Part, Error> {
    Ok(Part { wave: sound::wave(app, open) })
}
