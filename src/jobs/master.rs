//! Job: make the master of an upload that is sound. One that was interrupted is made again from the start.

use crate::app::App;
use crate::intake::{Error, check, master};
use crate::podcast::ids::UploadId;
use crate::queue::Held;

/// How often the original may be found gone before the upload is given up.
const TRIES: i64 = 5;

/// How often the making may end without a word (its process died) before the upload is given up.
const DEATHS: i64 = 20;

/// Runs it.
pub async fn run(app: &App, upload: UploadId, held: &Held) -> anyhow::Result<()> {
    if held.deaths() > DEATHS {
        tracing::error!(upload.id = %upload, "the process died making a master again and again; the upload is given up");
        return Ok(master::fail(app, upload).await?);
    }
    match master::master(app, upload).await {
        Err(Error::Broken(cause)) if held.attempts >= TRIES && check::is_lost(&cause) => {
            tracing::error!(upload.id = %upload, "the original of a master is lost, its upload is given up: {cause:#}");
            Ok(master::fail(app, upload).await?)
        }
        outcome => Ok(outcome?),
    }
}
