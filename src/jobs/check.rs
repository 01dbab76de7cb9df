//! Job: check an upload that is whole. An interrupted check is done again.

use crate::app::App;
use crate::intake;
use crate::podcast::ids::UploadId;

/// Runs it.
pub async fn run(app: &App, upload: UploadId) -> anyhow::Result<()> {
    intake::check::check(app, upload).await
}
