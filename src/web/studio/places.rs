//! One show or every one: the choice in forms of those who own them, and what it is called.

use super::producer::Producer;
use crate::accounts::{Actor, Scope, people};
use crate::db::Conn;
use crate::i18n::{self, Lang};
use crate::intake::{Kind, Refusal, publish, shortened};
use crate::podcast::about::Zone;
use crate::podcast::ids::ShowId;
use crate::podcast::shows::{self, Show};
use crate::web::error::Error;

/// What a form sends for every show; no slug has this form.
const EVERYWHERE: &str = "*";

/// The shows, and whoever chooses among them.
pub struct Places {
    /// Every show.
    pub shows: Vec<Show>,
    actor: Actor,
    lang: Lang,
}

impl Places {
    /// The places of somebody who owns at least one show; others are refused.
    pub async fn of(conn: &mut Conn, producer: &Producer) -> Result<Self, Error> {
        let actor = producer.actor.clone();
        if !actor.may_somewhere(Scope::Admin) {
            return Err(publish::out_of_reach(&actor, Scope::Admin).into());
        }
        Ok(Self { shows: shows::all(conn).await?, actor, lang: producer.lang() })
    }

    /// In whose hours moments are told: those of the first show.
    pub fn zone(&self) -> Zone {
        shows::zone(&self.shows)
    }

    /// What a place is called.
    pub fn name(&self, show: Option<ShowId>) -> String {
        let Some(id) = show else { return i18n::text(self.lang, "place-everywhere", &[]) };
        self.shows.iter().find(|show| show.id == id).map_or_else(String::new, |show| show.about.title.to_string())
    }

    /// What a form sends for a place.
    pub fn value(&self, show: Option<ShowId>) -> String {
        let Some(id) = show else { return EVERYWHERE.to_owned() };
        self.shows.iter().find(|show| show.id == id).map_or_else(String::new, |show| show.slug.to_string())
    }

    /// Those that may be chosen: what the form sends, and what it is called. Every show comes last: it is a mistake away where one
    /// was meant.
    pub fn owned(&self) -> Vec<(String, String)> {
        let shows = self.shows.iter().map(|show| Some(show.id));
        let places = shows.chain(std::iter::once(None)).filter(|place| people::may_manage(&self.actor, *place));
        places.map(|place| (self.value(place), self.name(place))).collect()
    }

    /// The one that was chosen.
    pub fn chosen(&self, sent: &str) -> Result<Option<ShowId>, Refusal> {
        if sent == EVERYWHERE {
            return Ok(None);
        }
        let found = self.shows.iter().find(|show| show.slug.as_str() == sent);
        let unknown = || Refusal::new(Kind::Missing, "show-unknown").field("place").value("show", shortened(sent));
        found.map(|show| Some(show.id)).ok_or_else(unknown)
    }
}
