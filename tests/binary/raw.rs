//! A client that sends what it is told, at the pace it is told, and reads what it is answered.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::house::PATIENCE;

/// A connection with a request's head on its way.
pub struct Request(TcpStream);

impl Request {
    /// Sends a head: the request line, then fields; without the empty line.
    pub fn begin(server: SocketAddr, head: &str) -> Self {
        let mut stream = TcpStream::connect(server).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(format!("{head}\r\nHost: {server}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        Self(stream)
    }

    /// Sends bytes of the body.
    pub fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.write_all(bytes)
    }

    /// Sends all that there is to read.
    pub fn send_all(&mut self, bytes: &mut impl Read) -> std::io::Result<u64> {
        std::io::copy(bytes, &mut self.0)
    }

    /// Sends one piece after another, with a pause after each, until all is sent or the line is down; returns how much.
    pub fn send_slowly(&mut self, bytes: &[u8], piece: usize, pause: Duration) -> usize {
        let mut sent = 0;
        for piece in bytes.chunks(piece) {
            if self.send(piece).is_err() {
                break;
            }
            sent += piece.len();
            std::thread::sleep(pause);
        }
        sent
    }

    /// The whole answer: status and everything after the head.
    pub fn answer(mut self) -> std::io::Result<(u16, Vec<u8>)> {
        let mut bytes = Vec::new();
        self.0.read_to_end(&mut bytes)?;
        parse(&bytes)
    }

    /// The same, read one piece after another with a pause after each.
    pub fn answer_slowly(mut self, piece: usize, pause: Duration) -> std::io::Result<(u16, Vec<u8>)> {
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; piece]);
        loop {
            match self.0.read(&mut buffer)? {
                0 => return parse(&bytes),
                read => bytes.extend_from_slice(&buffer[..read]),
            }
            std::thread::sleep(pause);
        }
    }
}

fn parse(bytes: &[u8]) -> std::io::Result<(u16, Vec<u8>)> {
    let no_answer = || std::io::Error::other(format!("no answer: {:?}", String::from_utf8_lossy(bytes)));
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(no_answer)?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(no_answer)?;
    Ok((status, bytes[end + 4..].to_vec()))
}
