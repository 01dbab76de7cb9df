//! Letters on their way to the mail server that the settings name (SMTP, RFC 5321). Knows neither the catalogue nor the queue.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use url::Url;

/// How long the server may take for an answer. RFC 5321 §4.5.3.2 would wait five minutes; who waits that long is tried again.
const PATIENCE: Duration = Duration::from_secs(30);

/// Refusals of the sender, not of the letter (RFC 4954 §6): a wrong password is mended in the settings, and the letter waits.
const OF_SENDER: [u16; 4] = [530, 534, 535, 538];

/// Characters of a server's answer that are kept.
const REASON: usize = 300;

/// A mail server, and in whose name letters go.
#[derive(Clone)]
pub struct Smtp {
    /// The server with name and password. Never logged.
    url: String,
    /// Who sends.
    from: Mailbox,
    /// What we are called: the domain of identities, and what we say in EHLO; an address in brackets where we have no name (RFC 5321
    /// §4.1.3).
    host: ClientId,
}

/// A letter in words.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its identity, which stays the same when it is sent again (RFC 5322 §3.6.4).
    pub id: String,
    /// To whom.
    pub to: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What it is about: one line.
    pub subject: String,
    /// What it says: plain text.
    pub body: String,
}

/// Why a letter is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server does not answer, or not now; later it may.
    Away(String),
    /// It does not want this letter: mostly there is no such address. It says the same (550, 554) where it does not want us: a sender
    /// that is not allowed, a house on a list; so a refusal is not believed at once.
    Refused(String),
}

impl Smtp {
    /// The server at this address, which sends as `from`; `host` is what the service is called.
    ///
    /// Forms: `smtps://NAME:PASSWORD@HOST`, `smtp://NAME:PASSWORD@HOST?tls=required`, and without a password `smtp://HOST`. What is
    /// said of a wrong one does not repeat it: it holds a password.
    pub fn new(url: &str, from: &str, host: &str) -> anyhow::Result<Self> {
        let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "smtp" | "smtps") && url.has_host());
        let parsed = parsed.context(FORMS)?;
        let tls: Vec<_> = parsed.query_pairs().collect();
        let is_tls =
            parsed.scheme() == "smtps" || matches!(&tls[..], [(key, value)] if key == "tls" && value == "required");
        let is_known = tls.iter().all(|(key, value)| key == "tls" && matches!(&**value, "required" | "opportunistic"));
        ensure!(is_known && matches!(parsed.path(), "" | "/") && parsed.fragment().is_none(), FORMS);
        match (parsed.username().is_empty(), parsed.password()) {
            (true, None) => {}
            (false, Some(_)) if is_tls => {}
            (false, Some(_)) => bail!("the password would go unencrypted; write smtps://… or smtp://…?tls=required"),
            _ => bail!("a name and a password come together; {FORMS}"),
        }
        let from = from.parse::<Mailbox>().ok().context("the sender is written \"Name <podcast@example.org>\"")?;
        let smtp = Self { url: url.to_owned(), from, host: client(host) };
        smtp.transport().ok().context(FORMS)?;
        Ok(smtp)
    }

    /// The address that letters come from.
    pub fn address(&self) -> &str {
        self.from.email.as_ref()
    }

    /// Sends a letter.
    pub async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let message = self.message(letter).map_err(|error| Failure::Refused(format!("{error:#}")))?;
        let transport = self.transport().map_err(|error| Failure::Away(format!("{error:#}")))?;
        match transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let code = error.status().map(u16::from);
                let said = anyhow::Error::new(error);
                let said: String = format!("{said:#}").chars().take(REASON).collect();
                let is_refused = code.is_some_and(|code| (500..600).contains(&code) && !OF_SENDER.contains(&code));
                Err(if is_refused { Failure::Refused(said) } else { Failure::Away(said) })
            }
        }
    }

    fn transport(&self) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url)?;
        Ok(builder.hello_name(self.host.clone()).timeout(Some(PATIENCE)).build())
    }

    fn message(&self, letter: &Letter) -> anyhow::Result<Message> {
        let to: Address = letter.to.parse().context("the address cannot be written to")?;
        // A name or a title may hold whatever somebody typed: a header is one line (RFC 5322 §2.2).
        let subject: String = letter.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // Quoted, not base64: filters and people read it as it is.
        let body = Body::new_with_encoding(letter.body.clone(), ContentTransferEncoding::QuotedPrintable);
        let body = body.ok().context("the text cannot be encoded")?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date(SystemTime::from(letter.at))
            .message_id(Some(format!("<{}@{}>", letter.id, self.host)))
            .header(Automatic)
            .header(ContentType::TEXT_PLAIN);
        Ok(message.body(body)?)
    }
}

/// What a host is called in EHLO. URLs write an IPv6 address in brackets.
fn client(host: &str) -> ClientId {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

/// What the setting may be.
const FORMS: &str = "write smtps://NAME:PASSWORD@HOST:465 or smtp://NAME:PASSWORD@HOST:587?tls=required, with %40 for @ and %2F for \
                     / in the name and the password";

/// No vacation notice answers what a machine sent (RFC 3834 §5).
#[derive(Debug, Clone, Copy)]
struct Automatic;

impl Header for Automatic {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Dajemy Ciałom Głos <podcast@example.org>";

    fn smtp() -> Smtp {
        Smtp::new("smtp://127.0.0.1:2525", FROM, "podcast.example.org").unwrap()
    }

    fn letter(to: &str, subject: &str) -> Letter {
        Letter {
            id: "7".to_owned(),
            to: to.to_owned(),
            at: DateTime::UNIX_EPOCH,
            subject: subject.to_owned(),
            body: "Zażółć\ngęślą".to_owned(),
        }
    }

    fn head(letter: &Letter) -> String {
        let text = String::from_utf8(smtp().message(letter).unwrap().formatted()).unwrap();
        text.split_once("\r\n\r\n").unwrap().0.to_owned()
    }

    #[test]
    fn a_letter_has_what_mail_programs_look_for() {
        let head = head(&letter("ewa@dialog.example", "Zaproszenie do „Głosu”"));
        for line in [
            "To: ewa@dialog.example",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000",
            "Message-ID: <7@podcast.example.org>",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ] {
            assert!(head.lines().any(|known| known == line), "{line} is not in\n{head}");
        }
        assert!(head.is_ascii() && head.contains("<podcast@example.org>"), "{head}");
    }

    #[test]
    fn a_house_without_a_name_calls_itself_by_its_address() {
        for (host, said) in
            [("podcast.example.org", "podcast.example.org"), ("192.0.2.1", "[192.0.2.1]"), ("[::1]", "[IPv6:::1]")]
        {
            assert_eq!(client(host).to_string(), said);
        }
    }

    #[test]
    fn nobody_s_name_becomes_a_header() {
        let head = head(&letter("ewa@dialog.example", "Ewa\r\nBcc: wszyscy@example.org\nX: y"));
        assert!(!head.lines().any(|line| line.starts_with("Bcc") || line.starts_with("X:")), "{head}");
        for to in ["ewa@dialog.example\r\nRCPT TO:<inny@example.org>", "a b@example.org", "<a@example.org>"] {
            assert!(smtp().message(&letter(to, "x")).is_err(), "{to:?}");
        }
    }

    #[test]
    fn a_server_s_address_is_understood_or_said_how_to_write_and_never_repeated() {
        let of = |url: &str| Smtp::new(url, FROM, "podcast.example.org").map(drop);
        for url in [
            "smtps://ewa%40example.org:tajne@poczta.example.org",
            "smtps://ewa:tajne@poczta.example.org:465",
            "smtp://ewa:tajne@poczta.example.org:587?tls=required",
            "smtp://127.0.0.1:25",
            "smtp://poczta.example.org?tls=opportunistic",
        ] {
            of(url).unwrap_or_else(|error| panic!("{url}: {error:#}"));
        }
        for url in [
            "poczta.example.org",
            "https://ewa:tajne@poczta.example.org",
            "smtp://ewa:tajne@poczta.example.org:587",
            "smtp://ewa:tajne@poczta.example.org?tls=opportunistic",
            "smtp://ewa:tajne@poczta.example.org?tls=requierd",
            "smtps://tajne@poczta.example.org",
            "smtps://ewa:tajne@poczta.example.org/tajne",
            "smtps://ewa:taj/ne@poczta.example.org",
        ] {
            let error = format!("{:#}", of(url).unwrap_err());
            assert!(error.contains("smtps://") && !error.contains("taj"), "{url}: {error}");
        }
        assert!(Smtp::new("smtp://127.0.0.1", "podcast", "a.example").is_err());
    }
}
