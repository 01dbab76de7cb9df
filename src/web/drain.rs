//! A body that is not wanted any more is read on for a while and thrown away: a connection closed in the face of a sender
//! resets it, and the sender never reads why it was refused.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};

/// How long the sender may go on before the connection is closed all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads to the end, or until patience is over.
pub async fn drain<S, E>(mut body: S)
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let all = async { while let Some(Ok(_)) = body.next().await {} };
    let _ = tokio::time::timeout(PATIENCE, all).await;
}
