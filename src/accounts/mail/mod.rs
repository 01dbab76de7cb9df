//! Letters that take a link to whom it is for, or say that somebody's way in has changed, where a mail server is set
//! ([`crate::smtp`]). Without one nothing here happens, and links are handed over by people.
//!
//! - [`rows`]: letters that wait · [`send`]: one attempt to send one · [`words`]: what they say
//!
//! **No usable link lies in the catalogue.** A letter that waits knows which link it tells, by its identity. The secret is made when
//! the letter is sent: its hash is written first, and the secret itself is nowhere but in the letter. So a copy of the catalogue, or
//! of its queue, opens nothing.

pub mod rows;
pub mod send;
pub mod words;

use chrono::{DateTime, TimeDelta, Utc};

use super::tries::{self, Limit};
use super::users::Email;
use crate::app::App;
use crate::db::Tx;
use crate::i18n::Lang;
use crate::podcast::ids::{ActorId, LetterId, LinkId};
use crate::queue::{self, Job};

/// What a letter tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase", type_name = "text")]
pub enum Kind {
    /// An invitation.
    Invitation,
    /// A link to a new password, which an owner made.
    Reset,
    /// The same, which its person asked for.
    Forgotten,
    /// That the password of an account has changed: whoever did not do it hears of it (NIST SP 800-63B-4, "Account notifications").
    Password,
    /// That an app for codes or a passkey of an account is gone.
    Second,
}

impl Kind {
    /// The name of the kind, in the catalogue and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::Forgotten => "forgotten",
            Self::Password => "password",
            Self::Second => "second",
        }
    }
}

/// A letter that was not sent yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Letter {
    /// Its identity.
    pub id: LetterId,
    /// What it tells.
    pub kind: Kind,
    /// To whom.
    pub email: Email,
    /// In which language: that of the page on which somebody caused it.
    pub lang: String,
    /// The link it carries. None for notices, once the link is gone, and for 'forgotten' letters until they are first sent.
    pub link_id: Option<LinkId>,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// What the server said, the last time: for whoever runs the service.
    pub error: Option<String>,
    /// When it is tried next; none when it was never tried, or was given up.
    pub next_at: Option<DateTime<Utc>>,
    /// Since when nobody tries it any more.
    pub given_up_at: Option<DateTime<Utc>>,
}

/// Has a link sent to an address, in the transaction that makes the link.
pub async fn put(
    tx: &mut Tx,
    kind: Kind,
    email: &Email,
    (link_id, lang): (Option<LinkId>, Lang),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let letter = Letter {
        id: LetterId::new(),
        kind,
        email: email.clone(),
        lang: lang.tag().to_owned(),
        link_id,
        created_at: now,
        attempts: 0,
        error: None,
        next_at: None,
        given_up_at: None,
    };
    rows::insert(tx, &letter).await?;
    queue::enqueue(tx, Job::Mail(letter.id), now, now).await
}

/// Has a link sent that somebody who works here made, in the transaction that makes it. When they had too many sent, what is left to
/// wait: the transaction is then not to be ended well.
pub async fn send_by(
    tx: &mut Tx,
    actor: ActorId,
    kind: Kind,
    email: &Email,
    (link, lang): (LinkId, Lang),
    now: DateTime<Utc>,
) -> sqlx::Result<Result<(), TimeDelta>> {
    if let Err(left) = tries::begin_in(tx, &Limit::of_letters_by(actor, email), now).await? {
        return Ok(Err(left));
    }
    put(tx, kind, email, (Some(link), lang), now).await.map(Ok)
}

/// Tells somebody that their way in has changed, in the transaction that changes it; nobody where no mail server is set.
pub async fn notice(
    app: &App,
    tx: &mut Tx,
    kind: Kind,
    (email, lang): (&Email, Lang),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if app.settings.smtp.is_some() { put(tx, kind, email, (None, lang), now).await } else { Ok(()) }
}

/// Has a link to a new password sent to whoever has an account with this address. Whether anybody has is found out when the letter
/// is sent: neither the answer nor its time tells. When it was asked too often, what is left to wait.
pub async fn forgotten(app: &App, email: &Email, network: &str, lang: Lang) -> anyhow::Result<Result<(), TimeDelta>> {
    if let Err(left) = tries::begin(app, &Limit::of_letters(email, network)).await? {
        return Ok(Err(left));
    }
    let mut tx = app.db.begin().await?;
    put(&mut tx, Kind::Forgotten, email, (None, lang), app.clock.now()).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
