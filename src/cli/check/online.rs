//! What a feed links, looked at: several at once, few of one server, within a bounded time.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use super::fetch::{Method, Web};
use crate::feed::lint::{self, Answer, Findings, Found, Link, Miss, Unfit, Use};
use crate::podcast::covers::{self, Cover};

/// Links looked at at once.
const AT_ONCE: usize = 4;

/// Of these, at one server.
const AT_ONE_HOST: usize = 2;

/// Bytes of chapters that are read.
const MAX_CHAPTERS: usize = 4 * 1024 * 1024;

/// Who asks, as players in browsers say it: some servers send CORS fields only then.
const ORIGIN: (&str, &str) = ("origin", "https://example.org");

/// Which links are still to be looked at, and which servers are being asked.
struct Queue {
    waiting: Vec<Link>,
    asked: HashMap<String, usize>,
}

/// Looks at all links and judges what is there.
pub(super) fn look(web: &Web, links: Vec<Link>) -> Findings {
    let order: HashMap<_, _> = links.iter().enumerate().map(|(at, link)| ((link.url.clone(), link.use_), at)).collect();
    let queue = Mutex::new(Queue { waiting: links.into_iter().rev().collect(), asked: HashMap::new() });
    let (freed, done) = (Condvar::new(), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(link) = next(&queue, &freed) {
                    let found = look_at(web, &link).or_else(|miss| again(web, &link, miss));
                    release(&queue, &freed, &link);
                    let findings = lint::linked(&link, &found);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((link, findings));
                }
            });
        }
    });
    // The same answers give the same report, whoever came first.
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(link, _)| order.get(&(link.url.clone(), link.use_)).copied());
    let mut all = Findings::default();
    for (_, findings) in done {
        all.append(findings);
    }
    all
}

/// The next link whose server has room.
fn next(queue: &Mutex<Queue>, freed: &Condvar) -> Option<Link> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let Queue { waiting, asked } = &mut *queue;
        let has_room = |link: &Link| asked.get(&host(link)).copied().unwrap_or(0) < AT_ONE_HOST;
        if let Some(place) = waiting.iter().rposition(has_room) {
            let link = waiting.remove(place);
            *asked.entry(host(&link)).or_default() += 1;
            return Some(link);
        }
        if waiting.is_empty() {
            return None;
        }
        queue = freed.wait(queue).unwrap_or_else(PoisonError::into_inner);
    }
}

fn release(queue: &Mutex<Queue>, freed: &Condvar, link: &Link) {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(count) = queue.asked.get_mut(&host(link)) {
        *count -= 1;
    }
    freed.notify_all();
}

fn host(link: &Link) -> String {
    link.url.host_str().unwrap_or_default().to_owned()
}

/// One failure may be the network's; a recording is called dead only after two.
fn again(web: &Web, link: &Link, miss: Miss) -> Result<Found, Miss> {
    let may_pass = link.is_vital() && !matches!(miss, Miss::NoTime { .. });
    if may_pass { look_at(web, link) } else { Err(miss) }
}

fn look_at(web: &Web, link: &Link) -> Result<Found, Miss> {
    let head = web.ask(Method::Head, &link.url, &[ORIGIN], 0)?;
    let mut found = Found { redirects: head.redirects, head: head.answer, ..Found::default() };
    match link.use_ {
        Use::Recording => {
            // A server that knows no ranges would send it all: a little more than two bytes proves that.
            let range = web.ask(Method::Get, &link.url, &[("range", "bytes=0-1")], 16)?;
            found.range = Some(range.answer);
        }
        Use::Artwork if is_there(&found.head) => {
            let most = usize::try_from(covers::MAX_BYTES).unwrap_or(usize::MAX).saturating_add(1);
            let picture = web.ask(Method::Get, &link.url, &[], most)?;
            found.unfit = Cover::check(&picture.body).err().map(|error| Unfit::Picture(error.into()));
        }
        Use::Chapters if is_there(&found.head) => {
            let chapters = web.ask(Method::Get, &link.url, &[ORIGIN], MAX_CHAPTERS)?;
            match lint::json_chapters(&chapters.body) {
                Ok(marks) => found.chapters = Some(marks),
                Err(unfit) => found.unfit = Some(Unfit::Chapters(unfit)),
            }
        }
        _ => {}
    }
    Ok(found)
}

fn is_there(answer: &Answer) -> bool {
    (200..300).contains(&answer.status)
}
