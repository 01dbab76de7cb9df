//! Job: check an upload that is whole. An interrupted check is done again.

use crate::app::App;
use crate::intake::{Error, check};
use crate::podcast::ids::UploadId;
use crate::queue::Held;

/// How often a check may find the staged bytes damaged before their upload is given up.
const TRIES: i64 = 5;

/// How often a check may end without a word (its process died) before its upload is given up: a file that kills the
/// process must not do so for ever, and one that was only there when somebody else did must not suffer.
const DEATHS: i64 = 20;

/// Runs it.
pub async fn run(app: &App, upload: UploadId, held: &Held) -> anyhow::Result<()> {
    if held.deaths() > DEATHS {
        tracing::error!(upload.id = %upload, "the process died in the check of an upload again and again; it is given up");
        return Ok(check::give_up(app, upload).await?);
    }
    match check::check(app, upload).await {
        Err(Error::Broken(cause)) if held.attempts >= TRIES && check::is_lost(&cause) => {
            tracing::error!(upload.id = %upload, "the bytes of an upload are lost, it is given up: {cause:#}");
            Ok(check::give_up(app, upload).await?)
        }
        outcome => Ok(outcome?),
    }
}
