//! Connections in, and the orderly end: what runs is finished, then the process stops.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use futures_util::future::{Either, Ready, ready};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use tower::util::Oneshot;

use super::client::Peer;
use super::feeds;
use crate::app::App;

/// How long a client may take to send the head of a request, an idle connection included.
const HEAD_PATIENCE: Duration = Duration::from_secs(75);

/// Bytes that wait in a connection for a listener who reads slowly: 600 stuck ones cost 170 MB with hyper's default.
const WRITE_BUFFER: usize = 256 * 1024;

/// How long running requests may go on once the service was told to stop. Uploads are asked to leave at half of it: what
/// they have is kept, and the sender goes on when the service is back.
const END_PATIENCE: Duration = Duration::from_secs(20);

/// Serves until `stop`, then finishes what runs.
pub async fn serve(app: Arc<App>, router: Router, listener: TcpListener, stop: CancellationToken) {
    let graceful = GracefulShutdown::new();
    loop {
        let (stream, peer) = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: existing connections must end before new ones can begin.
                    tracing::warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        connection(stream, Front { app: Arc::clone(&app), router: router.clone(), peer: Peer(peer.ip()) }, &graceful);
    }
    drop(listener);
    end(&app, graceful).await;
}

/// What answers a connection's requests: the router, and before it, without routing, the feeds that are there.
struct Front {
    app: Arc<App>,
    router: Router,
    peer: Peer,
}

impl Service<Request<Incoming>> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, Oneshot<Router, Request<Incoming>>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        match feeds::at_once(&self.app, request.method(), request.uri().path(), request.headers()) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => {
                request.extensions_mut().insert(self.peer);
                Either::Right(self.router.clone().oneshot(request))
            }
        }
    }
}

fn connection(stream: TcpStream, front: Front, graceful: &GracefulShutdown) {
    // Small answers (304, heads of ranges) go out at once.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(WRITE_BUFFER)
        .serve_connection(TokioIo::new(stream), front);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!("a connection ended early: {error}");
        }
    });
}

async fn end(app: &App, graceful: GracefulShutdown) {
    let leave = async {
        tokio::time::sleep(END_PATIENCE / 2).await;
        app.seats.end_all();
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = graceful.shutdown() => {}
        () = leave => {}
        () = tokio::time::sleep(END_PATIENCE) => tracing::warn!("some requests were still running and are cut"),
    }
    app.tasks.close();
    if tokio::time::timeout(END_PATIENCE, app.tasks.wait()).await.is_err() {
        tracing::warn!("an upload was still being taken in; what is durable of it is kept");
    }
}
