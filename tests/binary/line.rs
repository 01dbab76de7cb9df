//! A line between two processes that can be cut, closed, silenced and slowed down.

use std::io::{ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::chance::Chance;

/// How soon a thread notices what became of its line.
const NOTICE: Duration = Duration::from_millis(20);

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
    /// Messages that still go up before it is silent.
    messages: AtomicU64,
    /// Microseconds before each 16 KiB that go up.
    pause: AtomicU64,
    /// Bytes that went up, to the far end.
    up: AtomicU64,
    connections: AtomicU64,
    /// Connections before this number are silent for good.
    forgotten: AtomicU64,
    cuts: Mutex<Option<(Chance, Range<u64>)>>,
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
            messages: AtomicU64::new(u64::MAX),
            pause: AtomicU64::new(0),
            up: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            forgotten: AtomicU64::new(0),
            cuts: Mutex::new(None),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &accepting));
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on each new connection dies after so many bytes that go up.
    pub fn cut_each_after(&self, chance: Chance, bytes: Range<u64>) {
        *self.shared.cuts.lock().unwrap() = Some((chance, bytes));
    }

    /// From now on new connections live as long as their ends do.
    pub fn cut_no_more(&self) {
        *self.shared.cuts.lock().unwrap() = None;
    }

    /// From now on there is a pause before each 16 KiB that go up.
    pub fn slow(&self, pause: Duration) {
        self.shared.pause.store(pause.as_micros().try_into().unwrap(), SeqCst);
    }

    /// Ends every connection, and each new one at once.
    pub fn close(&self) {
        self.shared.closed.store(true, SeqCst);
    }

    pub fn open(&self) {
        self.shared.closed.store(false, SeqCst);
    }

    /// From now on nothing passes any more, and nobody is told.
    pub fn fall_silent(&self) {
        self.shared.silent.store(true, SeqCst);
    }

    /// The same, but so many messages still go up, and what they are answered comes down.
    pub fn fall_silent_after(&self, messages: u64) {
        self.shared.messages.store(messages, SeqCst);
    }

    /// Forgets the connections that there are, as a firewall does: they are silent for good, new ones are not.
    pub fn forget(&self) {
        self.shared.forgotten.store(self.connections() + 1, SeqCst);
    }

    pub fn wake(&self) {
        self.shared.messages.store(u64::MAX, SeqCst);
        self.shared.silent.store(false, SeqCst);
    }

    pub fn bytes_up(&self) -> u64 {
        self.shared.up.load(SeqCst)
    }

    pub fn connections(&self) -> u64 {
        self.shared.connections.load(SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.over.store(true, SeqCst);
    }
}

impl Shared {
    /// Whether one more message may go up.
    fn lets_through(&self) -> bool {
        let one_less = |left: u64| if left == u64::MAX { Some(left) } else { left.checked_sub(1) };
        self.messages.fetch_update(SeqCst, SeqCst, one_less).is_ok()
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while !shared.over.load(SeqCst) {
        let Ok((near, _)) = listener.accept() else {
            thread::sleep(Duration::from_millis(5));
            continue;
        };
        let number = shared.connections.fetch_add(1, SeqCst) + 1;
        if shared.closed.load(SeqCst) {
            continue;
        }
        let Ok(far) = TcpStream::connect(shared.far) else { continue };
        near.set_nonblocking(false).unwrap();
        for stream in [&near, &far] {
            stream.set_read_timeout(Some(NOTICE)).unwrap();
            stream.set_write_timeout(Some(NOTICE)).unwrap();
        }
        let left =
            shared.cuts.lock().unwrap().as_mut().map_or(u64::MAX, |(chance, range)| chance.number(range.clone()));
        let connection =
            Arc::new(Connection { number, near, far, dead: AtomicBool::new(false), shared: Arc::clone(shared) });
        let downwards = Arc::clone(&connection);
        thread::spawn(move || {
            connection.pass(&connection.near, &connection.far, left, |bytes| {
                while !connection.shared.lets_through() && !connection.is_over() {
                    thread::sleep(NOTICE);
                }
                connection.shared.up.fetch_add(bytes, SeqCst);
                thread::sleep(Duration::from_micros(connection.shared.pause.load(SeqCst)));
            });
        });
        thread::spawn(move || downwards.pass(&downwards.far, &downwards.near, u64::MAX, |_| {}));
    }
}

/// Two streams that are closed together, when both directions have ended. Never shut down first: the kernel would not tell
/// a sender with a full window that nobody is left.
struct Connection {
    number: u64,
    near: TcpStream,
    far: TcpStream,
    dead: AtomicBool,
    shared: Arc<Shared>,
}

impl Connection {
    fn is_over(&self) -> bool {
        self.dead.load(SeqCst) || self.shared.closed.load(SeqCst) || self.shared.over.load(SeqCst)
    }

    /// Passes bytes on until either end is gone or `left` bytes have passed; tells of them before they are passed on.
    fn pass(&self, mut from: &TcpStream, mut to: &TcpStream, mut left: u64, before: impl Fn(u64)) {
        let mut buffer = vec![0; 16 << 10];
        while left > 0 {
            let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let Ok(read @ 1..) = self.patiently(|| from.read(&mut buffer[..most])) else { break };
            before(read as u64);
            let mut rest = &buffer[..read];
            while !rest.is_empty() {
                match self.patiently(|| to.write(rest)) {
                    Ok(written @ 1..) => rest = &rest[written..],
                    _ => return self.dead.store(true, SeqCst),
                }
            }
            left -= read as u64;
        }
        self.dead.store(true, SeqCst);
    }

    /// Tries until it is done, or nothing passes here any more.
    fn patiently(&self, mut step: impl FnMut() -> Result<usize>) -> Result<usize> {
        loop {
            if self.is_over() {
                return Ok(0);
            }
            if self.shared.silent.load(SeqCst) || self.number < self.shared.forgotten.load(SeqCst) {
                thread::sleep(NOTICE);
                continue;
            }
            match step() {
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                done => return done,
            }
        }
    }
}
