//! What letters say, in the language of whoever caused them.

use chrono::{DateTime, Utc};

use super::{Kind, Letter};
use crate::accounts::Role;
use crate::accounts::links::Link;
use crate::accounts::secret::Secret;
use crate::app::App;
use crate::db::Conn;
use crate::i18n::{self, Arg, Lang};
use crate::podcast::shows::{self, Show};
use crate::smtp;

/// A letter that tells a link, which the secret opens.
pub async fn of_link(
    app: &App,
    conn: &mut Conn,
    (letter, link): (&Letter, &Link),
    secret: &Secret,
) -> anyhow::Result<smtp::Letter> {
    let shows = shows::all(conn).await?;
    let place = shows.iter().find(|show| Some(show.id) == link.show_id).map(|show| show.about.title.to_string());
    let until = moment(letter, link.expires_at, &shows);
    let address = app.addresses.path(&format!("{}{}", link.kind.path(), secret.reveal()));
    let args = [
        ("by", link.made_by.as_str().into()),
        ("everywhere", if place.is_none() { "yes" } else { "no" }.into()),
        ("place", place.unwrap_or_default().into()),
        ("role", link.role.map_or("", Role::as_str).into()),
        ("home", app.addresses.home().into()),
        ("email", letter.email.as_str().into()),
        ("until", until.into()),
        ("link", address.into()),
    ];
    let ids = match letter.kind {
        Kind::Invitation => ("mail-invitation-subject", "mail-invitation"),
        Kind::Reset => ("mail-password-subject", "mail-reset"),
        _ => ("mail-password-subject", "mail-forgotten"),
    };
    Ok(said(app, letter, ids, &args))
}

/// A letter that says that a way in has changed.
pub async fn of_notice(app: &App, conn: &mut Conn, letter: &Letter) -> anyhow::Result<smtp::Letter> {
    let at = moment(letter, letter.created_at, &shows::all(conn).await?);
    let args = [
        ("home", app.addresses.home().into()),
        ("email", letter.email.as_str().into()),
        ("at", at.into()),
        ("link", app.addresses.path("/studio/forgotten").into()),
    ];
    let ids = match letter.kind {
        Kind::Second => ("mail-second-subject", "mail-second"),
        _ => ("mail-changed-subject", "mail-changed"),
    };
    Ok(said(app, letter, ids, &args))
}

/// The whole letter, with what stands at the foot of each.
fn said(app: &App, letter: &Letter, (subject, body): (&str, &str), args: &[Arg<'_>]) -> smtp::Letter {
    let lang = lang(letter);
    let (body, foot) = (i18n::text(lang, body, args), i18n::text(lang, "mail-foot", args));
    smtp::Letter {
        id: letter.id.to_string(),
        to: letter.email.to_string(),
        at: app.clock.now(),
        subject: i18n::text(lang, subject, args),
        // Non-breaking spaces are for pages: in a letter they are noise.
        body: format!("{body}\n\n-- \n{foot}\n").replace('\u{a0}', " "),
    }
}

fn lang(letter: &Letter) -> Lang {
    Lang::of_tag(&letter.lang).unwrap_or_default()
}

/// A day and an hour where the shows are made.
fn moment(letter: &Letter, moment: DateTime<Utc>, shows: &[Show]) -> String {
    i18n::moment(lang(letter), shows::zone(shows).local(moment).naive_local())
}
