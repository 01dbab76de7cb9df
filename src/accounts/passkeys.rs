//! Passkeys (WebAuthn Level 3): a telephone, a computer or a stick holds a key, and signs with it what our page asks it to, once
//! its person has shown a finger, a face or a PIN. Here they are a second step, behind the password. Nothing that the
//! catalogue holds of them opens anything.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use sqlx::types::Json;
use url::{Host, Url};
use webauthn_rs::prelude::{CreationChallengeResponse, RequestChallengeResponse, Webauthn, WebauthnBuilder};

use super::ceremonies::{self, Ceremony};
use super::users::User;
use super::{mail, paper, people, second, sessions};
use crate::app::App;
use crate::db::{self, Conn, Tx, on};
use crate::i18n::Lang;
use crate::podcast::ids::{PasskeyId, SessionId, UserId};
use crate::podcast::text::Line;

/// Most keys of a person: each is named to the browser when it is asked to sign.
pub const MOST: usize = 20;

/// Most bytes of a browser's answer. Keys and signatures have a few hundred, a manufacturer's certificates a few thousand.
const LONGEST_ANSWER: usize = 32 * 1024;

/// A key of a person.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Passkey {
    /// Its identity.
    pub id: PasskeyId,
    /// What its person calls it.
    pub name: Line,
    /// Its public half, how often it has signed, and whether copies of it are kept elsewhere.
    pub credential: Json<webauthn_rs::prelude::Passkey>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last signed.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// Whether browsers know passkeys at this public URL: they ask for a domain name and https; `localhost` is as good
/// (WebAuthn §5.1.3, "effective domain"; Secure Contexts §3.1).
pub fn are_possible(public: &Url) -> bool {
    match public.host() {
        Some(Host::Domain(name)) => public.scheme() == "https" || name == "localhost" || name.ends_with(".localhost"),
        _ => false,
    }
}

/// We, as browsers know us; nobody where they know no passkeys.
fn party(public: &Url) -> anyhow::Result<Option<Webauthn>> {
    let Some(host) = public.host_str().filter(|_| are_possible(public)) else { return Ok(None) };
    let origin = Url::parse(&public.origin().ascii_serialization())?;
    Ok(Some(WebauthnBuilder::new(host, &origin)?.rp_name(host).build()?))
}

const COLUMNS: &str = "id, name, credential, created_at, last_used_at";

/// The keys of a person, the oldest first.
pub async fn of_user(conn: &mut Conn, user: UserId) -> sqlx::Result<Vec<Passkey>> {
    let sql = format!("select {COLUMNS} from passkeys where user_id = $1 order by created_at, id");
    on!(conn, |c| sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(user).fetch_all(c).await)
}

/// Whether a person has a key.
pub async fn any(conn: &mut Conn, user: UserId) -> sqlx::Result<bool> {
    let row: Option<(i32,)> = on!(conn, |c| {
        sqlx::query_as("select 1 from passkeys where user_id = $1 limit 1").bind(user).fetch_optional(c).await
    })?;
    Ok(row.is_some())
}

/// Asks a browser for a new key. False where that cannot be: see [`are_possible`] and [`MOST`].
pub async fn ask_to_make(app: &App, user: &User, session: SessionId, name: Line) -> anyhow::Result<bool> {
    let Some(party) = party(&app.settings.public_url)? else { return Ok(false) };
    let keys = of_user(&mut app.db.conn().await?, user.id).await?;
    if keys.len() >= MOST {
        return Ok(false);
    }
    let known = keys.iter().map(|key| key.credential.cred_id().clone()).collect();
    let (asked, state) =
        party.start_passkey_registration(user.id.0, user.email.as_str(), user.name.as_str(), Some(known))?;
    ceremonies::begin(app, session, &Ceremony::Make { name, asked, state }).await?;
    Ok(true)
}

/// What a browser is being asked for a new key, and the name that it will have.
pub async fn being_made(app: &App, session: SessionId) -> sqlx::Result<Option<(Line, CreationChallengeResponse)>> {
    match ceremonies::of(&mut app.db.conn().await?, session, app.clock.now()).await? {
        Some(Ceremony::Make { name, asked, .. }) => Ok(Some((name, asked))),
        _ => Ok(None),
    }
}

/// Keeps the key that a browser made. With the first second step of a person, every other browser is signed out and there are
/// codes on paper; without, the list is empty. None when the answer is not one to what was asked.
pub async fn add(app: &App, user: &User, here: SessionId, answer: &str) -> anyhow::Result<Option<Vec<String>>> {
    let Some(Ceremony::Make { name, state, .. }) = ceremonies::take(app, here).await? else { return Ok(None) };
    let (Some(party), Some(answer)) = (party(&app.settings.public_url)?, parsed(answer)) else { return Ok(None) };
    let key = match party.finish_passkey_registration(&answer, &state) {
        Ok(key) => key,
        Err(error) => {
            tracing::info!("a new passkey was refused: {error}");
            return Ok(None);
        }
    };
    let (mut tx, now) = second::locked(app, user.id).await?;
    let is_first = !second::is_on(&mut tx, user.id).await?;
    let added = on!(tx, |c| {
        sqlx::query(
            "insert into passkeys (id, user_id, credential_id, name, credential, created_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(PasskeyId::new())
        .bind(user.id)
        .bind(URL_SAFE_NO_PAD.encode(key.cred_id()))
        .bind(&name)
        .bind(Json(&key))
        .bind(now)
        .execute(c)
        .await
        .map(drop)
    });
    match added {
        Err(error) if db::is_taken(&error) => return Ok(None),
        added => added?,
    }
    let mut codes = Vec::new();
    if is_first {
        codes = paper::renew(&mut tx, user.id).await?;
        sessions::end_others(&mut tx, user.id, Some(here)).await?;
    }
    people::note_of(&mut tx, user, "passkey-added", None, name.as_str(), now).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// Asks a browser to sign with a key of this person; nothing is asked where there is none.
pub async fn ask_to_sign(
    app: &App,
    user: UserId,
    session: SessionId,
) -> anyhow::Result<Option<RequestChallengeResponse>> {
    let Some(party) = party(&app.settings.public_url)? else { return Ok(None) };
    let keys = of_user(&mut app.db.conn().await?, user).await?;
    if keys.is_empty() {
        return Ok(None);
    }
    let keys: Vec<_> = keys.into_iter().map(|key| key.credential.0).collect();
    let (asked, state) = party.start_passkey_authentication(&keys)?;
    ceremonies::begin(app, session, &Ceremony::Sign { asked: asked.clone(), state }).await?;
    Ok(Some(asked))
}

/// Whether a browser signed what its session was asked to. Any answer ends the question. A key whose counter goes back was copied
/// (§6.1.1), and one that was removed in the meantime is none.
pub async fn take(app: &App, user: &User, session: SessionId, answer: &str) -> anyhow::Result<bool> {
    let Some(Ceremony::Sign { state, .. }) = ceremonies::take(app, session).await? else { return Ok(false) };
    let (Some(party), Some(answer)) = (party(&app.settings.public_url)?, parsed(answer)) else { return Ok(false) };
    let signed = match party.finish_passkey_authentication(&answer, &state) {
        Ok(signed) => signed,
        Err(error) => {
            tracing::warn!(user.id = %user.id, "a signature by passkey was refused: {error}");
            return Ok(false);
        }
    };
    let (mut tx, now) = second::locked(app, user.id).await?;
    let keys = of_user(&mut tx, user.id).await?;
    let key = keys.into_iter().find(|key| key.credential.cred_id() == signed.cred_id());
    let Some(mut key) = key else { return Ok(false) };
    key.credential.update_credential(&signed);
    on!(tx, |c| {
        sqlx::query("update passkeys set credential = $2, last_used_at = $3 where id = $1")
            .bind(key.id)
            .bind(&key.credential)
            .bind(now)
            .execute(c)
            .await
            .map(drop)
    })?;
    tx.commit().await?;
    Ok(true)
}

/// Takes a key away; with the last second step, the codes on paper go too. A letter tells its person, in this language.
pub async fn remove(app: &App, user: &User, key: &Passkey, lang: Lang) -> anyhow::Result<()> {
    let (mut tx, now) = second::locked(app, user.id).await?;
    let done = on!(tx, |c| {
        sqlx::query("delete from passkeys where id = $1 and user_id = $2")
            .bind(key.id)
            .bind(user.id)
            .execute(c)
            .await
            .map(|done| done.rows_affected())
    })?;
    if done == 1 {
        second::clear(&mut tx, user.id).await?;
        people::note_of(&mut tx, user, "passkey-removed", None, key.name.as_str(), now).await?;
        mail::notice(app, &mut tx, mail::Kind::Second, (&user.email, lang), now).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes every key of a person away.
pub async fn remove_all(tx: &mut Tx, user: UserId) -> sqlx::Result<()> {
    on!(tx, |c| sqlx::query("delete from passkeys where user_id = $1").bind(user).execute(c).await.map(drop))
}

/// A browser's answer, if it is one.
fn parsed<T: DeserializeOwned>(answer: &str) -> Option<T> {
    if answer.len() > LONGEST_ANSWER { None } else { serde_json::from_str(answer).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_domain_name_and_https_or_this_machine() {
        for url in [
            "https://podcast.example.org",
            "https://podcast.example.org:8443/glos/",
            "https://głos.example",
            "http://localhost:8080",
            "http://glos.localhost",
        ] {
            let url = Url::parse(url).unwrap();
            assert!(are_possible(&url) && party(&url).unwrap().is_some(), "{url}");
        }
        for url in [
            "http://podcast.example.org",
            "https://192.0.2.7",
            "http://127.0.0.1:8080",
            "https://[2001:db8::1]",
            "http://notlocalhost",
        ] {
            let url = Url::parse(url).unwrap();
            assert!(!are_possible(&url) && party(&url).unwrap().is_none(), "{url}");
        }
    }

    #[test]
    fn what_is_no_answer_is_none_however_large_or_deep() {
        type Answer = webauthn_rs::prelude::RegisterPublicKeyCredential;
        for text in ["", "null", "{}", &"[".repeat(LONGEST_ANSWER), &" ".repeat(LONGEST_ANSWER + 1)] {
            assert!(parsed::<Answer>(text).is_none());
        }
    }
}
