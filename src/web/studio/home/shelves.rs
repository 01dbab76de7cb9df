//! The episodes of a show, in short: those to come, drafts, those that are out.

use chrono::{DateTime, Utc};

use super::episode_path;
use crate::db::Conn;
use crate::i18n;
use crate::intake::uploads::rows::UnderWay;
use crate::intake::uploads::{State, rows};
use crate::podcast::overview::{self, Glance, Which};
use crate::podcast::shows::Show;
use crate::web::pages::words::Words;

/// Episodes of a kind that the home tells of each show; the rest are in the show's list.
const EACH: i64 = 5;

/// What all shows have, in short.
#[derive(Debug)]
pub struct Stock {
    scheduled: Vec<Glance>,
    drafts: Vec<Glance>,
    published: Vec<Glance>,
    unlisted: Vec<Glance>,
    under_way: Vec<UnderWay>,
}

/// Episodes of a kind.
#[derive(Debug)]
pub struct Shelf {
    /// What kind.
    pub heading: String,
    /// The first of them.
    pub lines: Vec<Line>,
    /// How many there are besides.
    pub more: Option<String>,
}

/// An episode.
#[derive(Debug)]
pub struct Line {
    /// To its page, below `/studio`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// When it comes out, came out or was changed.
    pub when: String,
    /// What it lacks.
    pub lacks: Option<String>,
}

impl Stock {
    /// Reads what is there.
    pub async fn read(conn: &mut Conn, now: DateTime<Utc>) -> sqlx::Result<Self> {
        Ok(Self {
            scheduled: overview::released(conn, Which::Scheduled, EACH, now).await?,
            drafts: overview::drafts(conn, EACH).await?,
            published: overview::released(conn, Which::Published, EACH, now).await?,
            unlisted: overview::released(conn, Which::Unlisted, EACH, now).await?,
            under_way: rows::under_way(conn, EACH).await?,
        })
    }

    /// When the newest episode in a show's feed came out.
    pub fn newest(&self, show: &Show) -> Option<DateTime<Utc>> {
        self.published.iter().find(|glance| glance.show_id == show.id)?.release_at
    }

    /// What a show has, the most urgent first; what it has none of is left out.
    pub fn of(&self, show: &Show, now: DateTime<Utc>, words: Words) -> Vec<Shelf> {
        let zone = show.about.zone();
        let day = |moment: Option<DateTime<Utc>>| moment.map_or_else(String::new, |moment| words.date(moment, zone));
        let scheduled = |glance: &Glance| {
            let release = glance.release_at.unwrap_or(now);
            words.with("release-then", "moment", &words.moment(release, zone, now))
        };
        let changed = |glance: &Glance| words.with("home-changed", "date", &day(Some(glance.changed_at)));
        let out = |glance: &Glance| day(glance.release_at);
        let unheard = |glance: &Glance| (!glance.has_recording).then(|| self.on_its_way(glance, words));
        let unread = |glance: &Glance| (!glance.has_transcript).then(|| words.text("home-no-transcript"));
        let none = |_: &Glance| None;
        [
            shelf(show, "home-scheduled", &self.scheduled, (&scheduled, &none), words),
            shelf(show, "home-drafts", &self.drafts, (&changed, &unheard), words),
            shelf(show, "home-published", &self.published, (&out, &unread), words),
            shelf(show, "home-unlisted", &self.unlisted, (&out, &none), words),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Stock {
    /// How far the recording is that an episode waits for.
    fn on_its_way(&self, glance: &Glance, words: Words) -> String {
        let Some(upload) = self.under_way.iter().find(|upload| upload.for_episode == glance.id) else {
            return words.text("home-no-recording");
        };
        let length = upload.length.filter(|length| *length > 0);
        let percent = length.map_or(0, |length| upload.received * 100 / length);
        let state = if upload.state == State::Receiving { "receiving" } else { "checking" };
        i18n::text(words.lang, "home-recording-on-its-way", &[("state", state.into()), ("percent", percent.into())])
    }
}

/// What is said of an episode, and what it lacks.
type Said<'s> = (&'s dyn Fn(&Glance) -> String, &'s dyn Fn(&Glance) -> Option<String>);

fn shelf(show: &Show, heading: &str, glances: &[Glance], (when, lacks): Said<'_>, words: Words) -> Option<Shelf> {
    let ours: Vec<&Glance> = glances.iter().filter(|glance| glance.show_id == show.id).collect();
    let total = usize::try_from(ours.first()?.total).unwrap_or_default();
    let line = |glance: &&Glance| Line {
        path: episode_path(show, glance.id),
        title: glance.title.to_string(),
        when: when(glance),
        lacks: lacks(glance),
    };
    let more = total.saturating_sub(ours.len());
    Some(Shelf {
        heading: words.text(heading),
        lines: ours.iter().map(line).collect(),
        more: (more > 0).then(|| words.counted("home-more", more)),
    })
}
