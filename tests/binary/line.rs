//! A line between two processes that can be cut, closed and slowed down.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::Duration;

use crate::chance::Chance;

/// Passes connections on. All end with this value.
pub struct Line {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    far: SocketAddr,
    over: AtomicBool,
    closed: AtomicBool,
    silent: AtomicBool,
    /// Microseconds after each 16 KiB that go up.
    pause: AtomicU64,
    /// Bytes that went up, to the far end.
    up: AtomicU64,
    connections: AtomicU64,
    cuts: Mutex<Option<(Chance, std::ops::Range<u64>)>>,
    streams: Mutex<Vec<Weak<TcpStream>>>,
}

impl Line {
    pub fn to(far: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            far,
            over: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            silent: AtomicBool::new(false),
            pause: AtomicU64::new(0),
            up: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            cuts: Mutex::new(None),
            streams: Mutex::default(),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &accepting));
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on each connection dies after so many bytes that go up.
    pub fn cut_each_after(&self, chance: Chance, bytes: std::ops::Range<u64>) {
        *self.shared.cuts.lock().unwrap() = Some((chance, bytes));
    }

    /// From now on there is a pause after each 16 KiB that go up.
    pub fn slow(&self, pause: Duration) {
        self.shared.pause.store(pause.as_micros().try_into().unwrap(), Ordering::SeqCst);
    }

    /// Ends every connection, and each new one at once.
    pub fn close(&self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        self.shared.end_all();
    }

    pub fn open(&self) {
        self.shared.closed.store(false, Ordering::SeqCst);
    }

    /// From now on nothing passes any more, and nobody is told.
    pub fn fall_silent(&self) {
        self.shared.silent.store(true, Ordering::SeqCst);
    }

    pub fn wake(&self) {
        self.shared.silent.store(false, Ordering::SeqCst);
    }

    pub fn bytes_up(&self) -> u64 {
        self.shared.up.load(Ordering::SeqCst)
    }

    pub fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        self.shared.end_all();
    }
}

impl Shared {
    fn end_all(&self) {
        for stream in self.streams.lock().unwrap().drain(..).filter_map(|stream| stream.upgrade()) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while !shared.over.load(Ordering::SeqCst) {
        let Ok((near, _)) = listener.accept() else {
            thread::sleep(Duration::from_millis(5));
            continue;
        };
        shared.connections.fetch_add(1, Ordering::SeqCst);
        if shared.closed.load(Ordering::SeqCst) {
            continue;
        }
        let Ok(far) = TcpStream::connect(shared.far) else { continue };
        near.set_nonblocking(false).unwrap();
        let left =
            shared.cuts.lock().unwrap().as_mut().map_or(u64::MAX, |(chance, range)| chance.number(range.clone()));
        // Held by the two pumps alone: when both are done, the sockets are closed.
        let (near, far) = (Arc::new(near), Arc::new(far));
        shared.streams.lock().unwrap().extend([Arc::downgrade(&near), Arc::downgrade(&far)]);
        let (near_again, far_again) = (Arc::clone(&near), Arc::clone(&far));
        let (up, down) = (Arc::clone(shared), Arc::clone(shared));
        thread::spawn(move || {
            pump(&near, &far, left, &up, &|bytes| {
                up.up.fetch_add(bytes, Ordering::SeqCst);
                thread::sleep(Duration::from_micros(up.pause.load(Ordering::SeqCst)));
            });
        });
        thread::spawn(move || pump(&far_again, &near_again, u64::MAX, &down, &|_| {}));
    }
}

/// Passes bytes on until either end is gone or `left` bytes have passed; then both are.
fn pump(mut from: &TcpStream, mut to: &TcpStream, mut left: u64, shared: &Shared, count: &dyn Fn(u64)) {
    let mut buffer = vec![0; 16 << 10];
    while left > 0 {
        while shared.silent.load(Ordering::SeqCst) && !shared.over.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let Ok(read @ 1..) = from.read(&mut buffer[..most]) else { break };
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
        count(read as u64);
        left -= read as u64;
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
