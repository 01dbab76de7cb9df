//! `glos check` against servers that behave badly.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::*;

/// A server that answers each path as told, for as long as the test lasts. Its address.
fn server(answer: impl Fn(&str, &str) -> String + Send + Clone + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let own = base.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (answer, own) = (answer.clone(), own.clone());
            thread::spawn(move || serve(stream, |path| answer(path, &own)));
        }
    });
    base
}

fn serve(mut stream: TcpStream, answer: impl Fn(&str) -> String) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let _ = lines.find(String::is_empty);
    let path = first.split(' ').nth(1).unwrap_or_default();
    let _ = stream.write_all(answer(path).as_bytes());
}

fn feed(inside: &str) -> String {
    let body = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>{inside}</channel></rss>"
    );
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn check(online: bool, all: bool) -> Check {
    Check { feed: None, json: false, online, all, rules: false }
}

fn has(judged: &Judged, rule: &str, severity: Severity) -> bool {
    judged.findings.iter().any(|finding| finding.rule == rule && finding.severity == severity)
}

#[test]
fn a_recording_that_nobody_serves_must_be_mended() {
    // Nobody listens on port 9 of this machine.
    let item = "<item><enclosure url=\"http://127.0.0.1:9/a.mp3\" length=\"1\" type=\"audio/mpeg\"/></item>";
    let base = server(move |_, _| feed(item));
    let judged = check(true, false).judge_with(&Web::new(), &base).unwrap();
    assert!(has(&judged[0], "A2", Severity::Must));
}

#[test]
fn an_older_page_that_is_gone_is_a_finding_about_the_page_that_links_it() {
    let base = server(|path, own| match path {
        "/" => feed(&format!("<atom:link rel=\"next\" href=\"{own}/2\"/>")),
        "/2" => feed(&format!("<atom:link rel=\"next\" href=\"{own}/3\"/>")),
        _ => "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".into(),
    });
    let judged = check(false, true).judge_with(&Web::new(), &base).unwrap();
    assert_eq!(judged.len(), 2);
    assert!(!has(&judged[0], "H19", Severity::Should) && has(&judged[1], "H19", Severity::Should));
}

#[test]
fn all_questions_together_have_a_bounded_time() {
    let base = server(|path, own| {
        thread::sleep(Duration::from_millis(300));
        let number: u32 = path.trim_start_matches('/').parse().unwrap_or(0);
        feed(&format!("<atom:link rel=\"next\" href=\"{own}/{}\"/>", number + 1))
    });
    let started = Instant::now();
    let judged = check(false, true).judge_with(&Web::until(Duration::from_secs(2)), &base).unwrap();
    assert!(started.elapsed() < Duration::from_secs(6), "{:?}", started.elapsed());
    assert!(judged.last().is_some_and(|last| last.findings.iter().any(|finding| finding.rule == "H19")));
}

#[test]
fn a_server_that_never_answers_is_left_in_time() {
    let base = server(|_, _| {
        thread::sleep(Duration::from_secs(30));
        String::new()
    });
    let started = Instant::now();
    let error = check(false, false).judge_with(&Web::until(Duration::from_secs(1)), &base).err().unwrap();
    assert_eq!(error.downcast_ref(), Some(&Miss::Slow));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn addresses_that_are_not_of_the_web_are_no_files() {
    let refused = |feed: &str| address(feed).unwrap_err();
    assert_eq!(refused("ftp://example.org/feed.xml"), Miss::OtherScheme);
    assert_eq!(address("feed.xml"), Ok(None));
}
