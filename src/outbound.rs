//! Calls to addresses that somebody typed: signed, to public machines only, bounded in time and bytes. Blocking; knows neither the
//! catalogue nor the queue.
//!
//! An address is resolved once, by `PublicOnly`, and the connection goes to what came out of that: a name that answers
//! otherwise the second time (DNS rebinding) gains nothing. Redirects are not followed, proxies of the environment not asked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, http};
use url::{Host, Url};

/// How long a receiver may take for its whole answer. Standard Webhooks recommends 15 to 30 s; ten are enough to note a message,
/// and a hundred that hang are a quarter of an hour.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of an answer that are read, to tell why it was not taken.
const REASON: u64 = 1024;

/// Bytes an address may hold.
const MAX_URL: usize = 2000;

/// What a secret begins with (Standard Webhooks, "Signature scheme").
const PREFIX: &str = "whsec_";

/// The secret that signs what one webhook is sent. Never logged.
#[derive(Clone, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Secret(String);

impl Secret {
    /// A new one of 256 random bits.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits)?;
        Ok(Self(format!("{PREFIX}{}", STANDARD.encode(bits))))
    }

    /// The text to show once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The signature of a message (Standard Webhooks): HMAC-SHA256 of `id.timestamp.body`.
    pub fn sign(&self, id: &str, timestamp: i64, body: &str) -> anyhow::Result<String> {
        let key = STANDARD.decode(self.0.trim_start_matches(PREFIX)).context("the secret is not base64")?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).context("the secret is no key")?;
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no address, too long, or holds a name and a password.
    Form,
    /// It does not begin with `https://`.
    Plain,
    /// It names a machine that is not on the public internet.
    Private,
}

/// Reads an address that somebody typed. Which machine a name stands for is only known when it is called.
pub fn address(typed: &str, private: bool) -> Result<Url, Unfit> {
    let url = Url::parse(typed.trim()).map_err(|_| Unfit::Form)?;
    let is_whole = url.as_str().len() <= MAX_URL && url.username().is_empty() && url.password().is_none();
    if !is_whole || !url.has_host() {
        return Err(Unfit::Form);
    }
    let is_public = match url.host() {
        Some(Host::Ipv4(address)) => is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_public(IpAddr::V6(address)),
        // RFC 6761 §6.3, RFC 6762 §3 and RFC 9476: never on the public internet.
        Some(Host::Domain(name)) => {
            let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
            !["localhost", "local", "internal", "alt"].contains(&last)
        }
        None => false,
    };
    match url.scheme() {
        // What is said of a machine inside is more use than that it is asked for without encryption.
        "http" | "https" if !is_public && !private => Err(Unfit::Private),
        "https" => Ok(url),
        "http" if private => Ok(url),
        _ => Err(Unfit::Plain),
    }
}

/// A message for one receiver.
#[derive(Debug, Clone)]
pub struct Message {
    /// Where it goes.
    pub url: Url,
    /// By which the receiver knows it again, however often it comes.
    pub id: String,
    /// When it is sent.
    pub at: DateTime<Utc>,
    /// JSON.
    pub body: String,
    /// What signs it.
    pub secret: Secret,
    /// Who sends it, for `User-Agent`.
    pub sender: String,
    /// Whether machines that are not on the public internet may be called.
    pub private: bool,
}

/// What a receiver said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The first line of a refusal.
    pub reason: String,
}

impl Answer {
    /// Whether the message was taken. A redirect is not followed: a receiver is where it was said to be.
    pub fn is_taken(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Message {
    /// Sends it; blocking, for at most ten seconds. An error is an answer that never came.
    pub fn send(&self) -> anyhow::Result<Answer> {
        ensure!(self.private || self.url.scheme() == "https", "the address does not begin with https://");
        let timestamp = self.at.timestamp();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .user_agent(self.sender.as_str())
            .build();
        let resolver = PublicOnly { private: self.private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        let mut answer = agent
            .post(self.url.as_str())
            .header("content-type", "application/json")
            .header("webhook-id", &self.id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", self.secret.sign(&self.id, timestamp, &self.body)?)
            .send(self.body.as_str())
            .context("it does not answer")?;
        let reason = answer.body_mut().with_config().limit(REASON).lossy_utf8(true).read_to_string();
        Ok(Answer { status: answer.status().as_u16(), reason: shortened(&reason.unwrap_or_default()) })
    }
}

/// What a machine elsewhere says, fit for a page and a line of the log.
fn shortened(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().chars().take(200).collect()
}

/// Resolves names, and gives only addresses on the public internet.
#[derive(Debug)]
struct PublicOnly {
    private: bool,
    inner: DefaultResolver,
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &http::Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|found: &&SocketAddr| self.private || is_public(found.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(allowed) }
    }
}

/// Whether an address is one of the public internet (IANA, special-purpose address registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = match (a, b, c) {
        // This network; shared between carriers and customers; IETF protocols; benchmarks; multicast and everything above.
        (0, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _) | (224..=255, ..) => true,
        // 6to4 relays, deprecated.
        (192, 88, 99) => true,
        _ => address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation(),
    };
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // IPv4 in other clothes: mapped, NAT64, 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0x2002, high, low, ..] => embedded(high, low),
        // IETF protocols with Teredo, benchmarks and ORCHID; documentation.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Global unicast is 2000::/3; everything else is of this machine, of this network, or of nobody.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_of_the_inside_are_not_called() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1"] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_is_taken_when_it_leads_outside_by_https() {
        for (typed, unfit) in [
            ("http://hooks.example.org/", Unfit::Plain),
            ("ftp://hooks.example.org/", Unfit::Plain),
            ("https://127.0.0.1/", Unfit::Private),
            ("https://2130706433/", Unfit::Private),
            ("https://0x7f.1/", Unfit::Private),
            ("https://[::1]/", Unfit::Private),
            ("https://localhost./", Unfit::Private),
            ("https://db.internal/", Unfit::Private),
            ("https://anna:tajne@hooks.example.org/", Unfit::Form),
            ("hooks.example.org", Unfit::Form),
        ] {
            assert_eq!(address(typed, false), Err(unfit), "{typed}");
        }
        assert!(address(" https://hooks.example.org:8443/glos?klucz=1 ", false).is_ok());
        assert!(address("http://127.0.0.1:9/", true).is_ok());
    }

    #[test]
    fn a_name_that_stands_for_a_machine_of_the_inside_is_not_called() {
        let message = Message {
            url: Url::parse("https://localhost:9/").unwrap(),
            id: "1".into(),
            at: DateTime::UNIX_EPOCH,
            body: "{}".into(),
            secret: Secret::generate().unwrap(),
            sender: "glos".into(),
            private: false,
        };
        let error = format!("{:#}", message.send().unwrap_err());
        assert!(error.contains("host not found"), "{error}");
    }

    #[test]
    fn a_signature_is_the_one_that_other_implementations_make() {
        // The example of the specification's reference libraries (standard-webhooks, test of sign).
        let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into());
        let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#).unwrap();
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
