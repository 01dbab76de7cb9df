//! A body that its handler does not want any more is read on for a while and thrown away: a connection that is closed in
//! the face of a sender resets it, and the sender never reads why it was refused.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt as _;
use http_body::{Body as HttpBody, Frame, SizeHint};

/// How long the sender may go on before the connection is closed all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// Lets handlers drop a body half-read.
pub async fn politely(request: Request, next: Next) -> Response {
    next.run(request.map(|body| Body::new(Polite { body, ended: false }))).await
}

struct Polite {
    body: Body,
    ended: bool,
}

impl HttpBody for Polite {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        self.ended |= matches!(polled, Poll::Ready(None | Some(Err(_))));
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Polite {
    fn drop(&mut self) {
        if self.ended || self.body.is_end_stream() {
            return;
        }
        let mut rest = mem::take(&mut self.body).into_data_stream();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let drain = async move { while let Some(Ok(_)) = rest.next().await {} };
            runtime.spawn(tokio::time::timeout(PATIENCE, drain));
        }
    }
}
