//! What went wrong, in words for those who make the show, and the way to mend each: jobs that failed, uploads that were refused or
//! that wait for bytes, receivers that could not be told of a change, what the linter says of the feed.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::episode_path;
use super::shelves::Stock;
use crate::accounts::mail::rows::{self as letters, InVain};
use crate::accounts::{Actor, Scope, people};
use crate::app::App;
use crate::db::Conn;
use crate::i18n;
use crate::intake::Remark;
use crate::intake::again::{self, Touched};
use crate::intake::announce;
use crate::intake::uploads::{self, State, Upload, rows};
use crate::intake::webhooks::{self, Webhook};
use crate::podcast::about::Zone;
use crate::podcast::episodes::{self, Episode};
use crate::podcast::ids::ShowId;
use crate::podcast::shows::{self, Show};
use crate::queue::{self, Failing, Job};
use crate::web::error::Error;
use crate::web::pages::words::Words;
use crate::web::studio::episode::release::points;

/// Failed jobs that are told: more than this have one cause.
const MOST_JOBS: i64 = 30;

/// Letters that are told: more have one cause, a mail server that is away.
const MOST_LETTERS: i64 = 10;

/// Uploads that are told.
const MOST_UPLOADS: i64 = 10;

/// After this time without a byte an upload is told: a line that is merely poor is back by then.
const SILENCE: TimeDelta = TimeDelta::minutes(15);

/// For so long a receiver is tried again (`jobs::notify`); after it, somebody has to ask for it.
const GIVEN_UP: TimeDelta = TimeDelta::days(2);

/// Something that went wrong.
#[derive(Debug)]
pub struct Trouble {
    /// In which show, if in one.
    pub show: Option<ShowId>,
    /// What.
    pub problem: String,
    /// What to do, or what happens by itself.
    pub mend: String,
    /// What the machine said, for whoever runs the service.
    pub cause: Option<String>,
    /// How it is mended.
    pub ways: Vec<Way>,
}

/// The way to mend something.
#[derive(Debug)]
pub enum Way {
    /// To a field, below `/studio`.
    Field(String),
    /// A form to send, below `/studio`, and what its button says.
    Deed(String, String),
}

/// What went wrong in the shows that somebody reaches, and with what they sent.
pub async fn of(
    app: &App,
    conn: &mut Conn,
    actor: &Actor,
    (shows, stock): (&[Show], &Stock),
    words: Words,
) -> Result<Vec<Trouble>, Error> {
    let now = app.clock.now();
    let mut troubles = Vec::new();
    let failing = queue::failing(conn, MOST_JOBS).await?;
    for job in &failing {
        if let Some(touched) = again::touched(conn, job.job).await?
            && touched.scope_of(actor) >= Some(Scope::Read)
        {
            troubles.push(of_job(app, actor, job, &touched, now, words));
        }
    }
    for (show, receiver, told) in announce::all_told(conn).await? {
        let Some(show) = shows.iter().find(|known| known.id == show) else { continue };
        let is_tried = failing.iter().any(|job| job.job == Job::Notify(show.id, receiver));
        if !is_tried && given_up(show, stock, told, now) {
            troubles.extend(untold(app, actor, show, receiver, words));
        }
    }
    for webhook in webhooks::all(conn, actor).await? {
        if webhook.failing_since.is_some() {
            troubles.push(of_webhook(&webhook, words));
        }
    }
    for letter in letters_in_vain(conn, actor, shows).await? {
        troubles.push(of_letter(&letter, actor, shows, (now, words)));
    }
    for upload in uploads_in_trouble(conn, actor, shows, now).await? {
        let episode = match upload.for_episode {
            Some(id) => episodes::by_id(conn, id).await?,
            None => None,
        };
        let show = episode.as_ref().and_then(|episode| shows.iter().find(|show| show.id == episode.show_id));
        troubles.push(of_upload(&upload, actor, show.zip(episode.as_ref()), words));
    }
    Ok(troubles)
}

/// The letters that are somebody's to see to. Those of one show are not lost behind those of the house.
async fn letters_in_vain(conn: &mut Conn, actor: &Actor, shows: &[Show]) -> sqlx::Result<Vec<InVain>> {
    if people::may_manage(actor, None) {
        return letters::in_vain(conn, MOST_LETTERS).await;
    }
    let mut found = Vec::new();
    for show in shows.iter().filter(|show| people::may_manage(actor, Some(show.id))) {
        found.extend(letters::in_vain_of_show(conn, show.id, MOST_LETTERS).await?);
    }
    Ok(found)
}

/// What somebody sent, and what others sent to episodes that they, too, may give a recording.
async fn uploads_in_trouble(
    conn: &mut Conn,
    actor: &Actor,
    shows: &[Show],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Upload>> {
    let moments = (now + uploads::KEPT - SILENCE, now);
    let mut found = rows::in_trouble(conn, actor.id(), moments, MOST_UPLOADS).await?;
    for show in shows.iter().filter(|show| actor.scope_in(show.id) >= Some(Scope::Publish)) {
        for upload in rows::in_trouble_of_show(conn, show.id, moments, MOST_UPLOADS).await? {
            if !found.iter().any(|known| known.id == upload.id) {
                found.push(upload);
            }
        }
    }
    Ok(found)
}

/// What the linter says of a show's feed as it goes out.
pub async fn of_feed(app: &App, show: &Show, words: Words) -> Result<Vec<Trouble>, Error> {
    let now = app.clock.now();
    // What is still to be said of it is told as that.
    if show.about.lacks().next().is_some() {
        return Ok(Vec::new());
    }
    let Some(edition) = app.editions.of(&show.slug, now).await? else { return Ok(Vec::new()) };
    let found = app.findings.of(&app.editions, &edition, now).await?;
    let trouble = |found: &crate::editions::findings::Found| {
        let remark = Remark::Feed(found.finding.clone());
        let title = found.episode.and_then(|id| edition.published().find(|item| item.episode.id == id));
        let problem = match title {
            Some(item) => {
                let args =
                    [("title", item.episode.title.as_str().into()), ("problem", remark.problem(words.lang).into())];
                i18n::text(words.lang, "home-of-episode", &args)
            }
            None => remark.problem(words.lang),
        };
        let page = match found.episode {
            Some(id) => {
                let page = episode_path(show, id);
                remark.field().map_or_else(|| page.clone(), |field| points::href(&page, field))
            }
            None => format!("/shows/{}/about", show.slug),
        };
        let ways = vec![Way::Field(page)];
        Trouble { show: Some(show.id), problem, mend: remark.mend(words.lang), cause: None, ways }
    };
    Ok(found.iter().map(trouble).collect())
}

fn of_job(app: &App, actor: &Actor, job: &Failing, touched: &Touched, now: DateTime<Utc>, words: Words) -> Trouble {
    let receiver = match job.job {
        Job::Notify(_, receiver) => app.receivers.find(receiver).map(|receiver| receiver.url().to_string()),
        _ => None,
    };
    let args = [
        ("kind", job.job.kind().into()),
        ("name", touched.name.as_str().into()),
        ("receiver", receiver.unwrap_or_default().into()),
    ];
    let zone = touched.show.as_ref().map(|show| show.about.zone()).unwrap_or(Zone::WARSAW);
    let mend = if job.run_at > now {
        words.with("home-tried-again", "moment", &words.moment(job.run_at, zone, now))
    } else {
        words.text("home-tried-now")
    };
    let may = touched.scope_of(actor) >= Some(Scope::Publish);
    Trouble {
        show: touched.show.as_ref().map(|show| show.id),
        problem: i18n::text(words.lang, "home-job", &args),
        mend,
        cause: actor.may_everywhere(Scope::Admin).then(|| job.error.clone()),
        ways: may.then(|| Way::Deed(format!("/jobs/{}/again", job.id), words.text("home-again"))).into_iter().collect(),
    }
}

fn of_webhook(webhook: &Webhook, words: Words) -> Trouble {
    let state = if webhook.off_at.is_some() { "off" } else { "failing" };
    Trouble {
        show: webhook.show_id,
        problem: words.with("webhook-trouble", "url", &webhook.url),
        mend: words.with("webhook-trouble-mend", "state", state),
        cause: None,
        ways: vec![Way::Field(format!("/webhooks/{}", webhook.id))],
    }
}

fn of_letter(found: &InVain, actor: &Actor, shows: &[Show], (now, words): (DateTime<Utc>, Words)) -> Trouble {
    let letter = &found.letter;
    let args = [("kind", letter.kind.as_str().into()), ("email", letter.email.as_str().into())];
    let show = shows.iter().find(|show| Some(show.id) == found.show_id);
    let mend = match letter.next_at {
        _ if letter.given_up_at.is_some() => i18n::text(words.lang, "home-letter-mend", &args),
        Some(next) if next > now => {
            let zone = show.map_or_else(|| shows::zone(shows), |show| show.about.zone());
            words.with("home-tried-again", "moment", &words.moment(next, zone, now))
        }
        _ => words.text("home-tried-now"),
    };
    let deed = |what: &str, said: &str| Way::Deed(format!("/letters/{}/{what}", letter.id), words.text(said));
    let field = letter.given_up_at.map(|_| Way::Field("/people".to_owned()));
    let ways = field.into_iter().chain([deed("again", "home-again"), deed("remove", "home-upload-remove")]);
    Trouble {
        show: found.show_id,
        problem: i18n::text(words.lang, "home-letter", &args),
        mend,
        cause: actor.may_everywhere(Scope::Admin).then(|| letter.error.clone()).flatten(),
        ways: ways.collect(),
    }
}

/// Whether a receiver was last told of an older change, and nobody tells it of this one any more.
fn given_up(show: &Show, stock: &Stock, told: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let changed = stock.newest(show).map_or(show.changed_at, |newest| newest.max(show.changed_at));
    told < changed && now - changed > GIVEN_UP
}

fn untold(app: &App, actor: &Actor, show: &Show, receiver: Uuid, words: Words) -> Option<Trouble> {
    let url = app.receivers.find(receiver)?.url().to_string();
    let may = actor.scope_in(show.id) >= Some(Scope::Publish);
    let way = Way::Deed(format!("/jobs/notify/{}/{receiver}", show.id), words.text("home-again"));
    Some(Trouble {
        show: Some(show.id),
        problem: words.with("home-untold", "receiver", &url),
        mend: words.text("home-untold-mend"),
        cause: None,
        ways: may.then_some(way).into_iter().collect(),
    })
}

fn of_upload(upload: &Upload, actor: &Actor, meant_for: Option<(&Show, &Episode)>, words: Words) -> Trouble {
    let name = upload.file_name.clone().unwrap_or_else(|| words.text("home-upload-nameless"));
    let (problem, mend) = if upload.state == State::Refused {
        let why = upload.rejection().sentence(words.lang);
        (words.with("home-upload-refused", "name", &name), words.with("home-upload-refused-mend", "why", &why))
    } else if upload.state == State::Accepted {
        (words.with("home-upload-ready", "name", &name), words.text("home-upload-ready-mend"))
    } else {
        let percent = upload.length.filter(|length| *length > 0).map_or(0, |length| upload.received * 100 / length);
        let args = [("name", name.as_str().into()), ("percent", percent.into())];
        (i18n::text(words.lang, "home-upload-waits", &args), words.text("home-upload-waits-mend"))
    };
    let page = meant_for.map(|(show, episode)| episode_path(show, episode.id));
    let field = page.map(|page| Way::Field(points::href(&page, "recording")));
    let deed = Way::Deed(format!("/uploads/{}/remove", upload.id), words.text("home-upload-remove"));
    let may = meant_for.is_some_and(|(show, _)| actor.scope_in(show.id) >= Some(Scope::Publish));
    let deed = (may || actor.owns(upload.owner)).then_some(deed);
    let show = meant_for.map(|(show, _)| show.id);
    Trouble { show, problem, mend, cause: None, ways: field.into_iter().chain(deed).collect() }
}
