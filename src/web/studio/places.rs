//! For what something is made, one show or every one: the choice in forms of those who own them.

use super::producer::Producer;
use crate::accounts::{Actor, Scope};
use crate::db::Conn;
use crate::i18n::{self, Lang};
use crate::intake::{Kind, Refusal, publish};
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
        self.shows.first().map_or(Zone::WARSAW, |show| show.about.zone())
    }

    /// What a place is called.
    pub fn name(&self, show: Option<ShowId>) -> String {
        let Some(id) = show else { return i18n::text(self.lang, "place-everywhere", &[]) };
        self.shows.iter().find(|show| show.id == id).map_or_else(String::new, |show| show.about.title.to_string())
    }

    /// Those that may be chosen: what the form sends, and what it is called.
    pub fn owned(&self) -> Vec<(String, String)> {
        let all = self.actor.may_everywhere(Scope::Admin).then(|| (EVERYWHERE.to_owned(), self.name(None)));
        let owned = self.shows.iter().filter(|show| self.actor.scope_in(show.id) >= Some(Scope::Admin));
        all.into_iter().chain(owned.map(|show| (show.slug.to_string(), show.about.title.to_string()))).collect()
    }

    /// The one that was chosen.
    pub fn chosen(&self, sent: &str) -> Result<Option<ShowId>, Refusal> {
        if sent == EVERYWHERE {
            return Ok(None);
        }
        let found = self.shows.iter().find(|show| show.slug.as_str() == sent);
        let unknown = || {
            Refusal::new(Kind::Missing, "show-unknown")
                .field("place")
                .value("show", sent.chars().take(60).collect::<String>())
        };
        found.map(|show| Some(show.id)).ok_or_else(unknown)
    }
}
