//! Job: give an accepted upload to the draft that waits for it, so that whoever sent it may close the browser after the last byte.

use chrono::TimeDelta;

use crate::app::App;
use crate::intake::{Error, recordings};
use crate::podcast::ids::UploadId;

/// Runs it. What is refused waits on the page of the episode, whose button says why when somebody presses it.
pub async fn run(app: &App, upload: UploadId) -> anyhow::Result<Option<TimeDelta>> {
    match recordings::give(app, upload).await {
        Err(Error::Refused(refusal)) => {
            tracing::info!(upload.id = %upload, refusal.code = refusal.code, "a draft does not take the recording that was sent for it");
            Ok(None)
        }
        outcome => Ok(outcome?),
    }
}
