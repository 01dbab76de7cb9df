//! Who is told that a feed has changed, and how: WebSub hubs and podping. Blocking; knows neither the catalogue nor the queue.

use std::time::Duration;

use anyhow::{Context, bail};
use ureq::Agent;
use ureq::http::Response;
use url::Url;
use uuid::Uuid;

use crate::feed;

/// How long a receiver may take for its whole answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a refusal that are read for the log.
const REASON: u64 = 1024;

/// Namespace of the identities of receivers: one that is configured again is the same one.
const RECEIVERS: Uuid = Uuid::from_u128(0x3c1e_7a52_96c4_4a2e_8a60_5f1d_2b0c_77e9);

/// A podping hub, which passes on that a feed has changed.
#[derive(Clone)]
pub struct Podping {
    /// Where it is asked, `https://podping.cloud/` for most.
    pub url: Url,
    /// What it knows the sender by; none for a hub of one's own.
    pub token: Option<String>,
}

/// Who is told.
#[derive(Clone, Copy)]
pub enum Receiver<'a> {
    /// A WebSub hub.
    Hub(&'a Url),
    /// A podping hub.
    Podping(&'a Podping),
}

/// What a receiver is told.
#[derive(Debug, Clone)]
pub struct Change {
    /// The address of the feed, as its `rel="self"` says it.
    pub feed: String,
    /// The word of `podcast:medium`.
    pub medium: String,
    /// Who tells it, for `User-Agent`.
    pub sender: String,
}

/// Everybody who is told.
#[derive(Clone, Default)]
pub struct Receivers {
    /// WebSub hubs.
    pub hubs: Vec<Url>,
    /// A podping hub.
    pub podping: Option<Podping>,
}

impl Receivers {
    /// Each of them.
    pub fn all(&self) -> impl Iterator<Item = Receiver<'_>> {
        self.hubs.iter().map(Receiver::Hub).chain(self.podping.iter().map(Receiver::Podping))
    }

    /// The one of this identity, if it is configured still.
    pub fn find(&self, id: Uuid) -> Option<Receiver<'_>> {
        self.all().find(|receiver| receiver.id() == id)
    }

    /// What feeds say of them.
    pub fn in_feeds(&self) -> feed::Push {
        feed::Push { hubs: self.hubs.clone(), podping: self.podping.is_some() }
    }
}

impl Receiver<'_> {
    /// Its identity, made of its protocol and address.
    pub fn id(self) -> Uuid {
        let protocol = match self {
            Self::Hub(_) => "websub",
            Self::Podping(_) => "podping",
        };
        Uuid::new_v5(&RECEIVERS, format!("{protocol} {}", self.url()).as_bytes())
    }

    /// Its address.
    pub fn url(&self) -> &Url {
        match self {
            Self::Hub(url) => url,
            Self::Podping(podping) => &podping.url,
        }
    }

    /// Tells it; blocking, for at most ten seconds. Anything but 2xx is an error: a redirect too, for a receiver is where it
    /// was said to be.
    pub fn tell(self, change: &Change) -> anyhow::Result<()> {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .user_agent(change.sender.as_str())
            .build()
            .into();
        let answer = match self {
            Self::Hub(hub) => {
                // WebSub leaves this open (§6). Hubs agree on the first two; some read the topic instead of the address.
                let told = [("hub.mode", "publish"), ("hub.url", &change.feed), ("hub.topic", &change.feed)];
                agent.post(hub.as_str()).send_form(told)
            }
            Self::Podping(podping) => {
                let mut url = podping.url.clone();
                url.query_pairs_mut()
                    .append_pair("url", &change.feed)
                    .append_pair("reason", "update")
                    .append_pair("medium", &change.medium);
                let mut request = agent.get(url.as_str());
                if let Some(token) = &podping.token {
                    request = request.header("Authorization", token);
                }
                request.call()
            }
        };
        accepted(answer.context("it does not answer")?)
    }
}

fn accepted(mut answer: Response<ureq::Body>) -> anyhow::Result<()> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let reason = answer.body_mut().with_config().limit(REASON).lossy_utf8(true).read_to_string().unwrap_or_default();
    // What a machine elsewhere says must not forge lines of the log.
    let reason: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    bail!("it answered {status}: {}", reason.trim())
}
