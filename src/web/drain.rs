//! A request's body that is not wanted any more is read on for a while and thrown away: a connection closed in the face of
//! a sender resets it, and the sender never reads why it was refused (RFC 9112 §9.6 asks for the same).

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::EXPECT;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::BodyExt as _;

/// How long the sender may go on before the connection is closed all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// Says of a body that it is better cut short than read on: its sender begins again elsewhere, and every byte is wasted.
#[derive(Debug, Clone, Default)]
pub struct CutShort(Arc<AtomicBool>);

impl CutShort {
    /// Says so.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Sees to it that every body is read to its end, or until patience is over, whoever lets go of it.
pub async fn read_on(mut request: Request, next: Next) -> Response {
    // Who waits for "100 Continue" sends nothing before the body is asked for: then there is nothing to read on.
    let is_coming = !request.headers().contains_key(EXPECT);
    let cut_short = CutShort::default();
    request.extensions_mut().insert(cut_short.clone());
    next.run(request.map(|body| Body::new(Drained { body, is_coming, cut_short }))).await
}

/// A body that is drained when it is dropped before its end.
struct Drained {
    body: Body,
    /// Whether bytes are on their way that nobody has read yet.
    is_coming: bool,
    /// Whether it is not to be read on all the same.
    cut_short: CutShort,
}

impl http_body::Body for Drained {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.is_coming = true;
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        self.is_coming = matches!(frame, Some(Ok(_)));
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Drained {
    fn drop(&mut self) {
        if !self.is_coming || self.body.is_end_stream() || self.cut_short.0.load(Ordering::Relaxed) {
            return;
        }
        // Without a runtime the process is ending, and the connection with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(drain(std::mem::take(&mut self.body)));
        }
    }
}

async fn drain(mut body: Body) {
    let all = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = tokio::time::timeout(PATIENCE, all).await;
}
