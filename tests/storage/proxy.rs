//! A line to the S3 server that does what lines do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What becomes of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    Lives,
    /// Closed, once this many bytes have come down.
    Dies(u64),
    /// Open, but nothing comes any more once this many bytes have come down.
    FallsSilent(u64),
}

/// Passes connections on, each of the same fate. All die with this value.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    /// Bytes sent to the server so far.
    pub(crate) up: Arc<AtomicU64>,
    /// Connections so far.
    pub(crate) connections: Arc<AtomicU64>,
    _running: JoinSet<()>,
}

impl Proxy {
    pub(crate) async fn new(server: String, fate: Fate) -> Self {
        Self::at(([127, 0, 0, 1], 0).into(), server, fate).await
    }

    pub(crate) async fn at(address: SocketAddr, server: String, fate: Fate) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (up, connections) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let mut running = JoinSet::new();
        running.spawn(accept(listener, server, fate, Arc::clone(&up), Arc::clone(&connections)));
        Self { address, up, connections, _running: running }
    }
}

async fn accept(listener: TcpListener, server: String, fate: Fate, up: Arc<AtomicU64>, connections: Arc<AtomicU64>) {
    let mut lines = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        connections.fetch_add(1, Ordering::Relaxed);
        lines.spawn(pass(client, server.clone(), fate, Arc::clone(&up)));
    }
}

async fn pass(client: TcpStream, server: String, fate: Fate, up: Arc<AtomicU64>) -> std::io::Result<()> {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = TcpStream::connect(server).await?.into_split();
    let upwards = async move {
        let mut buffer = vec![0; 64 << 10];
        loop {
            let read = from_client.read(&mut buffer).await?;
            if read == 0 {
                return Ok::<_, std::io::Error>(());
            }
            up.fetch_add(read as u64, Ordering::Relaxed);
            to_server.write_all(&buffer[..read]).await?;
        }
    };
    let downwards = async move {
        let mut buffer = vec![0; 64 << 10];
        let mut left = match fate {
            Fate::Lives => u64::MAX,
            Fate::Dies(after) | Fate::FallsSilent(after) => after,
        };
        while left > 0 {
            let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let read = from_server.read(&mut buffer[..most]).await?;
            if read == 0 {
                break;
            }
            to_client.write_all(&buffer[..read]).await?;
            left -= read as u64;
        }
        if matches!(fate, Fate::FallsSilent(_)) {
            std::future::pending::<()>().await;
        }
        Ok::<_, std::io::Error>(())
    };
    // Whichever ends first ends both: the connection is dropped.
    tokio::select! { done = upwards => done, done = downwards => done }
}
