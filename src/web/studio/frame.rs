//! What stands around every page of the studio (`templates/studio/frame.html`), and a page as an answer.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::producer::Producer;
use crate::accounts::Scope;
use crate::addresses::Addresses;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::web::error::Error;
use crate::web::html;
use crate::web::language::Reader;
use crate::web::pages::links::Links;
use crate::web::pages::words::Words;

/// What is in the studio: path below it, message, whether only owners are shown it.
const SECTIONS: [(&str, &str, bool); 2] = [("", "studio-shows", false), ("/people", "people", true)];

/// What owners need once in a while, and nobody in between: folded away.
const REST: [(&str, &str); 3] = [("/log", "log"), ("/tokens", "tokens"), ("/webhooks", "webhooks")];

/// What the frame of a page says.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What is said.
    pub words: Words,
    /// Where links lead.
    pub links: Links,
    /// The page's title.
    pub title: String,
    /// Who is signed in, by name; none on the way in.
    pub name: Option<String>,
    /// Whether who is signed in says who works here.
    pub is_owner: bool,
    /// Which of the [`sections`](Self::sections) the page belongs to.
    here: &'static str,
    /// What was just done, to be announced.
    pub done: Option<String>,
    /// The path of the public URL, without a slash at its end: mostly empty.
    root: String,
}

impl Frame {
    /// The frame of a page for somebody who is signed in, of this section (`/people`; of all others the first one). It says what
    /// was just done.
    pub fn new(addresses: &Addresses, producer: &Producer, title: String, here: &'static str) -> Self {
        Self {
            name: Some(producer.user.name.to_string()),
            is_owner: producer.actor.may_somewhere(Scope::Admin),
            here,
            done: producer.done.clone(),
            ..Self::outside(addresses, producer.reader, title)
        }
    }

    /// The frame of a page on the way in.
    pub fn outside(addresses: &Addresses, reader: Reader, title: String) -> Self {
        Self {
            words: Words { lang: reader.lang },
            links: Links::new(addresses, reader),
            title,
            name: None,
            is_owner: false,
            here: "",
            done: None,
            root: addresses.local(""),
        }
    }

    /// Where the head of the page leads: address, name, whether the page belongs there.
    pub fn sections(&self) -> Vec<(String, String, bool)> {
        let sections = SECTIONS.iter().filter(|(_, _, for_owners)| self.is_owner || !for_owners);
        sections.map(|(path, id, _)| (self.studio(path), self.words.text(id), *path == self.here)).collect()
    }

    /// Where the fold behind them leads, in the same form; nowhere for who owns nothing.
    pub fn rest(&self) -> Vec<(String, String, bool)> {
        let rest = REST.iter().filter(|_| self.is_owner);
        rest.map(|(path, id)| (self.studio(path), self.words.text(id), *path == self.here)).collect()
    }

    /// Whether the page is behind that fold.
    pub fn is_in_rest(&self) -> bool {
        REST.iter().any(|(path, _)| *path == self.here)
    }

    /// Whether the page is that of who is signed in.
    pub fn is_account(&self) -> bool {
        self.here == "/account"
    }

    /// The language of the page.
    pub fn lang(&self) -> &'static str {
        self.words.lang.tag()
    }

    /// An address of ours, in the language that was chosen: where a form is sent to.
    pub fn to(&self, address: impl AsRef<str>) -> String {
        self.links.page(address.as_ref())
    }

    /// A page of the studio: `studio("/people")`.
    pub fn studio(&self, path: impl AsRef<str>) -> String {
        let path = path.as_ref();
        self.links.page(&format!("{}/studio{path}", self.root))
    }

    /// The languages that can be chosen: tag, name, whether it is this one.
    pub fn languages(&self) -> [(&'static str, &'static str, bool); 2] {
        [(Lang::Pl, "Polski"), (Lang::En, "English")].map(|(lang, name)| (lang.tag(), name, lang == self.words.lang))
    }
}

/// What was just done, where a query says so (`?done=…`): the message `done-…`. What anybody may write into an address is said only
/// when it is one of our sentences.
pub fn was_done(query: &str, lang: Lang) -> Option<String> {
    let (_, done) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done")?;
    let id = format!("done-{done}");
    i18n::knows(&id).then(|| i18n::text(lang, &id, &[]))
}

/// Leads on to a page of the studio (`/people`), in the language that was chosen.
pub fn lead(app: &App, reader: Reader, path: &str) -> Redirect {
    Redirect::to(&reader.carry(&app.addresses.local(&format!("/studio{path}"))))
}

/// The same after a form was sent: the page says what was done, the message `done-{done}`.
pub fn done(app: &App, reader: Reader, path: &str, done: &str) -> Redirect {
    let mark = if path.contains('?') { '&' } else { '?' };
    lead(app, reader, &format!("{path}{mark}done={done}"))
}

/// A page.
pub fn page(app: &App, page: &impl Template, lang: Lang) -> Result<Response, Error> {
    html::page(page, lang, &app.settings)
}

/// The same form again, with what is wrong with it.
pub fn refused(app: &App, page: &impl Template, lang: Lang) -> Result<Response, Error> {
    let mut response = html::page(page, lang, &app.settings)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response.into_response())
}
