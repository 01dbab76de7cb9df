//! A change is told to hubs even when the process dies before it could be.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::house::{House, PATIENCE, SHOW};
use crate::serve::publish;

/// A hub that takes everything, and what it was told, percent-encoded as it came.
fn hub() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (sender, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Some(body) = take(stream) {
                let _ = sender.send(body);
            }
        }
    });
    (url, told)
}

fn take(mut stream: TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").ok()?;
                return Some(body.to_owned());
            }
        }
    }
}

#[test]
fn a_change_whose_process_was_killed_before_it_could_tell_is_told_by_the_next_one() {
    let (url, told) = hub();
    let mut house = House::new();
    house.set("GLOS_HUBS", &url);
    let token = house.token();
    let server = house.serve();
    // The show's own beginning.
    told.recv_timeout(PATIENCE).unwrap();
    publish(&house, &token, "Odcinek").expect(201);
    server.kill();
    assert!(told.recv_timeout(Duration::from_secs(4)).is_err(), "it was told although the process was dead");
    let _server = house.serve();
    let body = told.recv_timeout(PATIENCE).unwrap();
    let feed: Vec<(String, String)> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    assert!(feed.contains(&("hub.url".to_owned(), house.url(&format!("/{SHOW}/feed.xml")))), "{body}");
    assert!(told.recv_timeout(Duration::from_secs(5)).is_err(), "it was told twice");
}
