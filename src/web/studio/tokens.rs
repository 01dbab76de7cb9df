//! `/studio/tokens`: the scripts that are let in, for those who own a show. A secret is shown once, on the page that answers its making.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::form::{Faults, Form};
use super::frame::{self, Frame};
use super::places::Places;
use super::producer::Producer;
use crate::accounts::Scope;
use crate::accounts::tokens::Token;
use crate::app::App;
use crate::i18n;
use crate::intake::tokens::{self, New};
use crate::intake::{self, Kind};
use crate::podcast::ids::TokenId;
use crate::web::error::Error;
use crate::web::extract::Path;

/// The addresses of tokens.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/studio/tokens", get(page).post(create)).route("/studio/tokens/{token}/revoke", post(revoke))
}

#[derive(Template)]
#[template(path = "studio/tokens.html")]
struct Page {
    frame: Frame,
    faults: Faults,
    tokens: Vec<Line>,
    /// What was just made, and its secret.
    made: Option<(String, String)>,
    places: Places,
    typed: String,
    place: String,
    scope: Scope,
}

/// A token as it is read.
struct Line {
    token: Token,
    place: String,
    maker: Option<String>,
    created: String,
    used: Option<String>,
}

impl Page {
    async fn of(app: &App, producer: &Producer) -> Result<Self, Error> {
        let mut snapshot = app.db.snapshot().await?;
        let places = Places::of(&mut snapshot, producer).await?;
        let title = i18n::text(producer.lang(), "tokens", &[]);
        let frame = Frame::new(&app.addresses, producer, title, "/tokens");
        let (words, zone, now) = (frame.words, places.zone(), app.clock.now());
        let mut lines = Vec::new();
        for token in tokens::all(&mut snapshot, &producer.actor).await? {
            lines.push(Line {
                place: places.name(token.show_id),
                maker: tokens::maker(&mut snapshot, &token).await?,
                created: words.moment(token.created_at, zone, now),
                used: token.last_used_at.map(|used| words.moment(used, zone, now)),
                token,
            });
        }
        Ok(Self {
            tokens: lines,
            frame,
            faults: Faults::default(),
            made: None,
            places,
            typed: String::new(),
            place: String::new(),
            scope: Scope::Publish,
        })
    }

    fn scope_name(&self, scope: &Scope) -> String {
        self.frame.words.with("token-scope", "scope", scope.as_str())
    }

    fn scope_hint(&self, scope: &Scope) -> String {
        self.frame.words.with("token-scope-hint", "scope", scope.as_str())
    }

    /// For whoever hears a button alone.
    fn about(&self, id: &str, token: &Token) -> String {
        self.frame.words.with(id, "name", &token.name)
    }
}

async fn page(State(app): State<Arc<App>>, producer: Producer) -> Result<Response, Error> {
    frame::page(&app, &Page::of(&app, &producer).await?, producer.lang())
}

async fn create(State(app): State<Arc<App>>, producer: Producer, form: Form) -> Result<Response, Error> {
    let mut page = Page::of(&app, &producer).await?;
    (page.typed, page.place) = (form.text("name").to_owned(), form.text("place").to_owned());
    let scope = tokens::scope(form.text("scope"));
    page.scope = scope.as_ref().copied().unwrap_or(page.scope);
    let (name, scope, show) = match (tokens::name(&page.typed), scope, page.places.chosen(&page.place)) {
        (Ok(name), Ok(scope), Ok(show)) => (name, scope, show),
        (name, scope, show) => {
            let refused = [name.err(), scope.err(), show.err()];
            refused.iter().flatten().for_each(|refusal| page.faults.refused(refusal, producer.lang()));
            return frame::refused(&app, &page, producer.lang());
        }
    };
    match tokens::create(&app, &producer.actor, &New { name, scope, show }, None).await {
        Ok(made) => {
            let secret = made.secret.map(|secret| secret.reveal().to_owned());
            let made = secret.map(|secret| (made.token.name, secret));
            frame::page(&app, &Page { made, ..Page::of(&app, &producer).await? }, producer.lang())
        }
        Err(intake::Error::Refused(refusal)) if refusal.kind == Kind::Conflict => {
            page.faults.refused(&refusal, producer.lang());
            frame::refused(&app, &page, producer.lang())
        }
        Err(error) => Err(error.into()),
    }
}

async fn revoke(
    State(app): State<Arc<App>>,
    producer: Producer,
    Path(token): Path<TokenId>,
) -> Result<Response, Error> {
    tokens::revoke(&app, &producer.actor, token, None).await?;
    Ok(frame::done(&app, producer.reader, "/tokens", "token-revoked").into_response())
}
