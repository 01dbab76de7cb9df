//! Requests as podcast apps make them: few, bounded in size, time and redirects.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};
use url::Url;

use crate::feed::lint::{self, Answer, Context, Delivery, MAX_BYTES, Miss};

/// How long one question may take, its redirects included.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long all questions about a feed may take together.
const LONGEST: Duration = Duration::from_secs(600);

/// Redirects that are followed; more than any app follows, so that the finding can say how many there are.
const MAX_REDIRECTS: usize = 10;

/// Who asks. Some servers refuse whoever does not say.
const NAME: &str = concat!("glos/", env!("CARGO_PKG_VERSION"), " (glos check)");

/// Headers of a request.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// How to ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
}

/// The client. It asks until its time is over, whatever is asked and however slow the servers are.
pub(super) struct Web {
    agent: Agent,
    begun: Instant,
    longest: Duration,
}

/// What came back.
pub(super) struct Got {
    pub(super) answer: Answer,
    /// As it came, at most as many bytes as were asked for.
    pub(super) body: Vec<u8>,
    /// Where it was in the end.
    pub(super) address: Url,
    pub(super) redirects: usize,
}

impl Web {
    pub(super) fn new() -> Self {
        Self::until(LONGEST)
    }

    pub(super) fn until(longest: Duration) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(NAME)
            .accept("*/*")
            .accept_encoding("identity")
            .build()
            .into();
        Self { agent, begun: Instant::now(), longest }
    }

    /// What is left of all the time.
    fn left(&self) -> Duration {
        self.longest.saturating_sub(self.begun.elapsed())
    }

    /// Asks, following redirects, and reads at most `max` bytes of the body.
    pub(super) fn ask(&self, method: Method, url: &Url, fields: Fields<'_>, max: usize) -> Result<Got, Miss> {
        let mut address = url.clone();
        let until = Instant::now() + PATIENCE.min(self.left());
        for redirects in 0..=MAX_REDIRECTS {
            let response = self.once(method, &address, fields, until)?;
            let target = response.headers().get("location").and_then(|target| target.to_str().ok());
            match target.filter(|_| is_redirect(response.status())) {
                Some(target) => {
                    let next = address.join(target).ok().filter(|next| matches!(next.scheme(), "http" | "https"));
                    address =
                        next.ok_or_else(|| Miss::StrangeRedirect { target: target.chars().take(100).collect() })?;
                }
                None => return got(response, address, redirects, max),
            }
        }
        Err(Miss::ManyRedirects { max: MAX_REDIRECTS })
    }

    fn once(&self, method: Method, url: &Url, fields: Fields<'_>, until: Instant) -> Result<Response<Body>, Miss> {
        if self.left().is_zero() {
            return Err(Miss::NoTime { seconds: self.longest.as_secs() });
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Miss::Slow);
        }
        let mut request = match method {
            Method::Get => self.agent.get(url.as_str()),
            Method::Head => self.agent.head(url.as_str()),
        };
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        request.config().timeout_global(Some(left)).build().call().map_err(|error| miss(&error))
    }

    /// A feed: its document, where it was in the end, and how it is served.
    pub(super) fn feed(&self, url: &Url, now: DateTime<Utc>) -> Result<(Delivery, Vec<u8>, Url), Miss> {
        let first = self.ask(Method::Get, url, &[], MAX_BYTES + 1)?;
        if first.answer.status != 200 {
            return Err(Miss::Answered { status: first.answer.status });
        }
        let document = decompressed(&first)?;
        let at = first.address;
        let context = Context { address: Some(at.clone()), now };
        // The questions that follow are of manners; a server that answers one of them badly has still sent its feed.
        let ask = |method, fields: Fields<'_>| self.ask(method, &at, fields, MAX_BYTES + 1).ok().map(|got| got.answer);
        let condition = |name: &str, value: Option<&str>| value.and_then(|value| ask(Method::Get, &[(name, value)]));
        let delivery = Delivery {
            redirects: first.redirects,
            again: ask(Method::Get, &[]),
            gzip: ask(Method::Get, &[("accept-encoding", "gzip")]),
            head: ask(Method::Head, &[]),
            by_tag: condition("if-none-match", first.answer.field("etag")),
            by_date: condition("if-modified-since", first.answer.field("last-modified")),
            has_hub: lint::has_hub(&document, &context),
            encoding: Some(lint::declared_encoding(&document)),
            plain: first.answer,
        };
        Ok((delivery, document, at))
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// What kind of failure it was: the common ones have sentences of their own.
fn miss(error: &ureq::Error) -> Miss {
    use ureq::Error;
    match error {
        Error::HostNotFound => Miss::NoHost,
        Error::ConnectionFailed => Miss::Refused,
        Error::Timeout(_) => Miss::Slow,
        Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => Miss::Refused,
        Error::Io(io) if io.kind() == ErrorKind::TimedOut => Miss::Slow,
        other => Miss::Failed { said: other.to_string() },
    }
}

fn got(mut response: Response<Body>, address: Url, redirects: usize, max: usize) -> Result<Got, Miss> {
    let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let fields = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let status = response.status().as_u16();
    let mut body = Vec::new();
    response.body_mut().as_reader().take(max as u64).read_to_end(&mut body).map_err(|error| miss(&error.into()))?;
    let sha256 = Sha256::digest(&body).into();
    let answer = Answer { status, fields, bytes: body.len(), sha256 };
    Ok(Got { answer, body, address, redirects })
}

/// Some servers compress whatever was asked for.
fn decompressed(got: &Got) -> Result<Vec<u8>, Miss> {
    let is_gzip = got.answer.field("content-encoding").is_some_and(|it| it.eq_ignore_ascii_case("gzip"));
    if !is_gzip {
        return Ok(got.body.clone());
    }
    let mut document = Vec::new();
    MultiGzDecoder::new(got.body.as_slice())
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut document)
        .map_err(|error| miss(&error.into()))?;
    Ok(document)
}
