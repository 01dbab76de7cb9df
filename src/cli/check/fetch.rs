//! Requests as podcast apps make them: few, bounded in size, time and redirects.

use std::io::Read;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Utc};
use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};
use url::Url;

use crate::feed::lint::{self, Answer, Context, Delivery, MAX_BYTES};

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);

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

/// The client.
pub(super) struct Web {
    agent: Agent,
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
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(NAME)
            .accept("*/*")
            .accept_encoding("identity")
            .build()
            .into();
        Self { agent }
    }

    /// Asks, following redirects, and reads at most `max` bytes of the body.
    pub(super) fn ask(&self, method: Method, url: &Url, fields: Fields<'_>, max: usize) -> anyhow::Result<Got> {
        let mut address = url.clone();
        for redirects in 0..=MAX_REDIRECTS {
            let response = self.once(method, &address, fields)?;
            let target = response.headers().get("location").and_then(|target| target.to_str().ok());
            match target.filter(|_| is_redirect(response.status())) {
                Some(target) => {
                    let next = address.join(target).with_context(|| format!("it redirects to \"{target}\""))?;
                    if !matches!(next.scheme(), "http" | "https") {
                        bail!("it redirects to {next}");
                    }
                    address = next;
                }
                None => return got(response, address, redirects, max),
            }
        }
        Err(anyhow!("more than {MAX_REDIRECTS} redirects"))
    }

    fn once(&self, method: Method, url: &Url, fields: Fields<'_>) -> anyhow::Result<Response<Body>> {
        let mut request = match method {
            Method::Get => self.agent.get(url.as_str()),
            Method::Head => self.agent.head(url.as_str()),
        };
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        Ok(request.call()?)
    }

    /// A feed: its document, where it was in the end, and how it is served.
    pub(super) fn feed(&self, url: &Url, now: DateTime<Utc>) -> anyhow::Result<(Delivery, Vec<u8>, Url)> {
        let first = self.ask(Method::Get, url, &[], MAX_BYTES + 1)?;
        if first.answer.status != 200 {
            bail!("the server answered {}", first.answer.status);
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

fn got(mut response: Response<Body>, address: Url, redirects: usize, max: usize) -> anyhow::Result<Got> {
    let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let fields = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let status = response.status().as_u16();
    let mut body = Vec::new();
    response.body_mut().as_reader().take(max as u64).read_to_end(&mut body).context("the answer broke off")?;
    let sha256 = Sha256::digest(&body).into();
    let answer = Answer { status, fields, bytes: body.len(), sha256 };
    Ok(Got { answer, body, address, redirects })
}

/// Some servers compress whatever was asked for.
fn decompressed(got: &Got) -> anyhow::Result<Vec<u8>> {
    let is_gzip = got.answer.field("content-encoding").is_some_and(|it| it.eq_ignore_ascii_case("gzip"));
    if !is_gzip {
        return Ok(got.body.clone());
    }
    let mut document = Vec::new();
    MultiGzDecoder::new(got.body.as_slice()).take(MAX_BYTES as u64 + 1).read_to_end(&mut document)?;
    Ok(document)
}
