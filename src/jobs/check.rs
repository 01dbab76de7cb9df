//! Job: check an upload that is whole. An interrupted check is done again.

use crate::app::App;
use crate::intake::{self, Error};
use crate::podcast::ids::UploadId;

/// How often a check that fails for good (its staged bytes are damaged) is tried before its upload is given up.
const TRIES: i64 = 5;

/// Runs it for the `attempt`th time.
pub async fn run(app: &App, upload: UploadId, attempt: i64) -> anyhow::Result<()> {
    match intake::check::check(app, upload).await {
        Err(Error::Broken(cause)) if attempt >= TRIES => {
            tracing::error!(upload.id = %upload, "an upload could not be checked and is given up: {cause:#}");
            Ok(intake::check::give_up(app, upload).await?)
        }
        outcome => Ok(outcome?),
    }
}
