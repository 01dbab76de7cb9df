//! `/studio/new`: a new show, of the few things that nobody else can know. The rest is asked for on its page ([`todo`](super::todo)).

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::names::{self, Named};
use super::producer::Producer;
use crate::accounts::Scope;
use crate::app::App;
use crate::i18n::{self, Lang};
use crate::intake::{self, Kind, begin, publish};
use crate::podcast::about::{About, Language};
use crate::podcast::links::Email;
use crate::podcast::slug::Slug;
use crate::podcast::text::Line;
use crate::web::error::Error;

/// The address of a new show's form. Not below `/studio/shows`, where a show may have any name.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/new", get(page).post(send))
}

#[derive(Template)]
#[template(path = "studio/begin.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    typed: Typed,
    /// The languages to choose from.
    languages: Vec<Named>,
    /// What stands before its name in the address.
    root: String,
}

/// What stands in the fields.
#[derive(Default)]
struct Typed {
    title: String,
    author: String,
    language: String,
    email: String,
    slug: String,
    /// What tells this form from others: who presses its button twice begins one show.
    once: String,
}

impl Page {
    fn of(app: &App, producer: &Producer, typed: Typed) -> Result<Self, Error> {
        if !producer.actor.may_everywhere(Scope::Admin) {
            return Err(publish::out_of_reach(&producer.actor, Scope::Admin).into());
        }
        let frame = Frame::new(&app.addresses, producer, i18n::text(producer.lang(), "begin", &[]), "");
        let languages = names::languages(producer.lang());
        Ok(Self { frame, faults: Faults::default(), typed, languages, root: app.addresses.path("/") })
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    // Who begins it is most often whom directories write to.
    let email = producer.user.email.to_string();
    let (language, once) = (producer.lang().tag().to_owned(), Uuid::new_v4().to_string());
    let typed = Typed { language, email, once, ..Typed::default() };
    let page = Page::of(&app, &producer, typed)?;
    frame::page(&app, &page, producer.lang())
}

async fn send(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let text = |name: &str| form.text(name).to_owned();
    let typed = Typed {
        title: text("title"),
        author: text("author"),
        language: text("language"),
        email: text("email"),
        slug: text("slug"),
        once: text("once"),
    };
    let mut page = Page::of(&app, &producer, typed)?;
    let Some(new) = page.typed.read(&mut page.faults, producer.lang()) else {
        return frame::refused(&app, &page, producer.lang());
    };
    let key = page.typed.key();
    match begin::show(&app, &producer.actor, new, key.as_deref()).await {
        Ok((show, _)) => {
            Ok(frame::done(&app, producer.reader, &format!("/shows/{}", show.slug), "show-begun").into_response())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind != Kind::Forbidden => {
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

impl Typed {
    /// Under what the show is begun once. Going back and typing a different show creates that one as well.
    fn key(&self) -> Option<String> {
        let once: Uuid = self.once.parse().ok()?;
        let Self { title, author, language, email, slug, once: _ } = self;
        let typed = Sha256::digest(json!([title, author, language, email, slug]).to_string());
        Some(format!("{once}/{}", hex::encode(&typed[..16])))
    }

    /// The show that was typed, or what is wrong with it beside its field.
    fn read(&self, faults: &mut Faults, lang: Lang) -> Option<(Option<Slug>, About)> {
        let mut wrong = |field: &'static str, id: &str| faults.add(field, i18n::text(lang, id, &[]));
        for (field, line, id) in
            [("title", &self.title, "begin-title-needed"), ("author", &self.author, "begin-author-needed")]
        {
            if Line::parse(line).is_err() {
                wrong(field, id);
            }
        }
        if Language::try_from(self.language.clone()).is_err() {
            wrong("language", "about-fault-language");
        }
        if !self.email.is_empty() && Email::try_from(self.email.clone()).is_err() {
            wrong("email", "about-fault-email");
        }
        let slug = Some(self.slug.as_str()).filter(|slug| !slug.is_empty()).map(str::parse::<Slug>).transpose();
        if let Err(error) = &slug {
            faults.refused(&publish::slug_refused(error), lang);
        }
        let owner = (!self.email.is_empty()).then(|| json!({ "name": self.author, "email": self.email }));
        let about = json!({
            "title": self.title, "author": self.author, "language": self.language, "owner": owner, "explicit": false,
        });
        let about = serde_json::from_value::<About>(about).ok()?.begun();
        if about.is_err() {
            // Of what was typed only the language can be one that there is not.
            faults.add("language", i18n::text(lang, "about-fault-language", &[]));
        }
        faults.is_empty().then_some((slug.ok()?, about.ok()?))
    }
}
