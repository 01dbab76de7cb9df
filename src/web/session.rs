//! Who is signed in: the studio's cookie, and that a request which changes something comes from our own pages.

use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use chrono::TimeDelta;
use url::Url;

use crate::accounts::sessions::{self, Session};
use crate::accounts::users::{self, User};
use crate::accounts::{Actor, devices, memberships};
use crate::app::App;
use crate::intake::{Kind, Refusal};
use crate::web::error::Error;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their account.
    pub user: User,
    /// Their browser.
    pub session: Session,
    /// What they may do.
    pub actor: Actor,
}

/// A cookie's name. On https with the prefix that keeps other hosts and plain http from setting it (RFC 6265bis §4.1.3.2).
fn cookie_name(public: &Url) -> &'static str {
    if public.scheme() == "https" { "__Host-glos" } else { "glos" }
}

/// The name of the cookie by which a browser is known where somebody signed in with it before.
fn device_name(public: &Url) -> &'static str {
    if public.scheme() == "https" { "__Host-glos-browser" } else { "glos-browser" }
}

/// The names of both cookies.
pub fn cookie_names(public: &Url) -> [&'static str; 2] {
    [cookie_name(public), device_name(public)]
}

/// The cookie that signs a browser in, or out when there is no secret. `SameSite=Lax`, so that a link in a mail opens the studio;
/// what changes something is held to [`from_here`].
pub fn cookie(public: &Url, secret: Option<&str>) -> String {
    let age = if secret.is_some() { sessions::LONGEST } else { TimeDelta::zero() };
    field(public, cookie_name(public), secret.unwrap_or_default(), age)
}

/// The cookie by which a browser is known from now on. It stays when its person signs out, and opens nothing.
pub fn device_cookie(public: &Url, secret: &str) -> String {
    field(public, device_name(public), secret, devices::KNOWN_FOR)
}

fn field(public: &Url, name: &str, value: &str, age: TimeDelta) -> String {
    let secure = if public.scheme() == "https" { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", age.num_seconds())
}

/// The secret by which a browser is known, if it has one.
pub fn device(public: &Url, headers: &HeaderMap) -> Option<String> {
    value(device_name(public), headers)
}

/// Who is signed in with this request, if anybody; also when they still owe a second factor. Refused when it would change
/// something and does not come from a page of ours.
pub async fn of(app: &App, parts: &Parts) -> Result<Option<SignedIn>, Error> {
    let Some(secret) = value(cookie_name(&app.settings.public_url), &parts.headers) else { return Ok(None) };
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let Some(session) = sessions::by_secret(&mut conn, &secret, now).await? else { return Ok(None) };
    let Some(user) = users::by_id(&mut conn, session.user_id).await? else { return Ok(None) };
    let reach = memberships::reach(&memberships::of_user(&mut conn, user.id).await?);
    from_here(&parts.method, &parts.headers)?;
    if let Err(error) = sessions::used(&mut conn, &session, now).await {
        tracing::warn!("the use of a session could not be noted: {error}");
    }
    Ok(Some(SignedIn { actor: Actor::of_user(&user, reach), user, session }))
}

/// Refuses what another site had a browser send (CSRF): asked of every request that changes something with a cookie, and of
/// every form of the studio. Browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`); older ones name
/// the origin (RFC 6454 §7), which must be the host that was asked.
pub fn from_here(method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    if method.is_safe() {
        return Ok(());
    }
    let field = |name: &str| headers.get(name).and_then(|field| field.to_str().ok());
    let is_ours = match (field("sec-fetch-site"), field(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == field(HOST.as_str())
        }
        (None, None) => false,
    };
    if is_ours { Ok(()) } else { Err(Refusal::new(Kind::Forbidden, "foreign-request").into()) }
}

fn value(name: &str, headers: &HeaderMap) -> Option<String> {
    let fields = headers.get_all(COOKIE).into_iter().filter_map(|field| field.to_str().ok());
    let mut pairs = fields.flat_map(|field| field.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: Method, fields: &[(&'static str, &str)]) -> bool {
        let fields =
            fields.iter().map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        from_here(&method, &fields.collect()).is_ok()
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let host = ("host", "podcast.example.org");
        assert!(asked(Method::GET, &[host, ("sec-fetch-site", "cross-site")]));
        assert!(asked(Method::POST, &[host, ("sec-fetch-site", "same-origin")]));
        assert!(asked(Method::POST, &[host, ("origin", "https://podcast.example.org")]));
        for foreign in [
            &[host, ("sec-fetch-site", "cross-site")][..],
            &[host, ("sec-fetch-site", "same-site"), ("origin", "https://podcast.example.org")],
            &[host, ("origin", "https://evil.example")],
            &[host, ("origin", "null")],
            &[host],
        ] {
            assert!(!asked(Method::POST, foreign), "{foreign:?}");
        }
    }
}
