//! `/privacy`: what is kept of visitors, and what not. It says what this software does, and nothing of what it may do one day.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::addresses::Addresses;
use crate::app::App;
use crate::config::{Publisher, Settings};
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::frame::Frame;
use crate::web::pages::head::Head;
use crate::web::pages::links::Links;
use crate::web::pages::marked::{element, link};
use crate::web::pages::words::Words;
use crate::web::session;

/// `GET /privacy`
pub async fn privacy(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Error> {
    html::page(&Page::of(&app.addresses, reader, &app.settings), reader.lang, &app.settings)
}

/// What is kept of visitors.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct Page<'a> {
    frame: Frame<'a>,
    /// Who is responsible, HTML.
    who: Vec<String>,
    /// Where recordings come from, HTML.
    audio: String,
    /// The cookies of those who sign in, HTML.
    studio: String,
    /// Where to complain, HTML.
    complaint: String,
}

impl<'a> Page<'a> {
    /// What a service set up like this keeps.
    pub fn of(addresses: &'a Addresses, reader: Reader, settings: &Settings) -> Self {
        let words = Words { lang: reader.lang };
        let (title, description) = (words.text("privacy-title"), words.text("privacy-description"));
        let head = Head::of_site(reader, title, description, Some(addresses.privacy()));
        let office = link("https://uodo.gov.pl/", "", &words.text("privacy-office"));
        Self {
            frame: Frame::of_site(reader, Links::new(addresses, reader), head),
            who: who(words, &settings.publisher),
            audio: audio(words, settings),
            studio: studio(words, settings),
            complaint: words.marked("privacy-rights-complaint", &[("office", office)]),
        }
    }
}

fn who(words: Words, publisher: &Publisher) -> Vec<String> {
    let name = publisher.name.as_ref().map(|name| element("strong", "", name.as_str()));
    let address = publisher
        .address
        .as_ref()
        .map(|address| words.marked("statement-address", &[("address", element("span", "", address.as_str()))]));
    let email = publisher.email.as_ref().map(|email| {
        let href = format!("mailto:{}", email.as_str());
        words.marked("statement-email", &[("email", link(&href, "", email.as_str()))])
    });
    let phone = publisher.phone.as_ref().map(|phone| {
        let href = format!("tel:{}", phone.dialled());
        words.marked("statement-phone", &[("phone", link(&href, "", phone.as_str()))])
    });
    name.into_iter().chain(address).chain(email).chain(phone).collect()
}

/// Where recordings come from: a third host, where one is set, learns of listeners.
fn audio(words: Words, settings: &Settings) -> String {
    let host = html::audio_host(settings).map(|origin| {
        let host = origin.split_once("://").map_or(&*origin, |(_scheme, host)| host);
        element("strong", "", host)
    });
    match host {
        Some(host) => words.marked("privacy-audio-elsewhere", &[("host", host)]),
        None => words.text("privacy-audio-here"),
    }
}

/// The cookies of the studio, by their names here.
fn studio(words: Words, settings: &Settings) -> String {
    let [session, browser] = session::cookie_names(&settings.public_url).map(|name| element("code", "", name));
    words.marked("privacy-studio-cookies", &[("session", session), ("browser", browser)])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::accounts::{devices, sessions};
    use crate::i18n::Lang;
    use crate::samples::{addresses, reader};

    fn html(settings: &[(&'static str, &str)], lang: Lang) -> String {
        let flags = settings.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let settings = Settings::load(Path::new("no-such-file.toml"), std::iter::empty(), flags).unwrap();
        Page::of(&addresses(), reader(lang), &settings).render().unwrap()
    }

    #[test]
    fn a_third_host_of_recordings_is_named() {
        let html = html(&[("media", "https://cdn.example/audio")], Lang::Pl);
        assert!(html.contains("przychodzą z innego serwera: <strong>cdn.example</strong>."), "{html}");
        assert!(self::html(&[], Lang::Pl).contains("z tego samego serwera co strony"));
    }

    #[test]
    fn the_cookies_of_the_studio_are_named_with_their_days() {
        let days = [sessions::LONGEST, sessions::IDLE, devices::KNOWN_FOR].map(|time| time.num_days());
        assert_eq!(days, [90, 14, 365], "the sentence says so");
        let html = html(&[("public_url", "https://podcast.example.org")], Lang::En);
        assert!(
            html.contains("<code>__Host-glos</code> holds") && html.contains("<code>__Host-glos-browser</code> lets")
        );
        assert!(self::html(&[], Lang::En).contains("<code>glos</code> holds"));
    }

    #[test]
    fn it_says_who_is_responsible_or_that_nobody_has_said_so() {
        assert!(html(&[], Lang::En).contains("The publisher has not said here yet who they are."));
        let named = html(&[("publisher_name", "Fundacja <Głos>"), ("publisher_email", "biuro@glos.example")], Lang::En);
        assert!(named.contains("<strong>Fundacja &lt;Głos&gt;</strong>"), "{named}");
        assert!(named.contains("<a href=\"mailto:biuro@glos.example\">biuro@glos.example</a>"), "{named}");
    }
}
