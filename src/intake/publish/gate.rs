//! The gate: the linter reads an episode as listeners would get it, before they do. What breaks a feed is refused; what is
//! merely unwise is remarked upon. Drafts pass.
//!
//! One item is rendered and read, never the whole feed. What only the whole could tell cannot happen: GUIDs are unique in a
//! show, and an enclosure's address holds a random id of its own.

use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use super::published::recording_needed;
use crate::addresses::Addresses;
use crate::app::App;
use crate::db::Conn;
use crate::feed::lint::{self, Context, Fault, Finding, Severity};
use crate::feed::{self, Channel, Place, Push};
use crate::intake::remark::Remark;
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::about::{self, Lack};
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::{self, Item};
use crate::podcast::episodes::{self, Episode, Visibility};
use crate::podcast::ids::{AudioId, EpisodeId};
use crate::podcast::notes::Note;
use crate::podcast::shows::Show;

/// Refuses an episode that would break the feed of its show; tells what else there is to say of it. It is asked in the
/// transaction that writes the episode, after everything was written and stamped.
pub(super) async fn pass(
    app: &App,
    conn: &mut Conn,
    show: &Show,
    id: EpisodeId,
    now: DateTime<Utc>,
) -> Result<Vec<Remark>> {
    if let Some(item) = catalogue::just_changed(conn, show, id).await? {
        return judge(app, conn, show, item, now).await;
    }
    let episode = episodes::by_id(conn, id).await?.context("the episode is gone")?;
    if episode.visibility != Visibility::Draft {
        return Err(recording_needed(&episode).into());
    }
    number_twice(conn, &episode).await
}

/// The same of an episode whose recording is not here yet.
pub(super) async fn rehearse(
    app: &App,
    conn: &mut Conn,
    show: &Show,
    (episode, notes): (Episode, Vec<Note>),
    now: DateTime<Utc>,
) -> Result<Vec<Remark>> {
    let item = waiting(episode, notes.into_iter().map(Arc::new).collect());
    judge(app, conn, show, Arc::new(item), now).await
}

/// An episode whose recording is not here yet, with one like any other in its place.
pub(super) fn waiting(episode: Episode, notes: Vec<Arc<Note>>) -> Item {
    Item { audio: stand_in(&episode), episode, earlier: Vec::new(), notes, chapters: Arc::default(), transcript: None }
}

async fn judge(app: &App, conn: &mut Conn, show: &Show, item: Arc<Item>, now: DateTime<Utc>) -> Result<Vec<Remark>> {
    let mut remarks = number_twice(conn, &item.episode).await?;
    if item.episode.visibility == Visibility::Draft {
        return Ok(remarks);
    }
    let (breaking, unwise) = findings(app, show, item, now).await?;
    if let Some(refusal) = breaking.into_iter().next() {
        return Err(refusal.into());
    }
    remarks.extend(unwise);
    Ok(remarks)
}

/// What the linter finds in an episode as listeners get it: what breaks the feed, and what is merely unwise.
pub(super) async fn findings(
    app: &App,
    show: &Show,
    item: Arc<Item>,
    now: DateTime<Utc>,
) -> Result<(Vec<Refusal>, Vec<Remark>)> {
    let (show, addresses) = (show.clone(), app.addresses.clone());
    // A page of show notes takes a millisecond; the longest there may be take many.
    let found = tokio::task::spawn_blocking(move || read(&show, &item, &addresses, now)).await;
    let (breaking, unwise): (Vec<_>, Vec<_>) = found.context("the linter ended early")?.into_iter().partition(breaks);
    Ok((breaking.into_iter().map(refused).collect(), unwise.into_iter().map(Remark::Feed).collect()))
}

/// Renders the item in its channel and has the linter read it. What is wrong with the channel is not the episode's fault.
fn read(show: &Show, item: &Item, addresses: &Addresses, now: DateTime<Utc>) -> Vec<Finding> {
    // A scheduled episode is read as of its release.
    let seen = item.episode.release_at.map_or(now, |release| release.max(now));
    let fragment = feed::item(show, item, addresses);
    let push = Push::default();
    let channel = Channel {
        show,
        addresses,
        built: Some(seen),
        place: Place::Whole,
        push: &push,
        trailers: &[],
        notes: false,
        styles: &[],
    };
    let document = feed::document(&channel, [fragment.as_str()]);
    let context = Context { address: addresses.feed(&show.slug).parse().ok(), now: seen };
    let findings = lint::lint(document.as_bytes(), &context);
    let of_item =
        |finding: &&Finding| finding.xpath.starts_with("/rss/channel/item") && finding.severity > Severity::Note;
    findings.iter().filter(of_item).cloned().collect()
}

/// Whether a finding keeps an episode back. A file that apps do not play is published only because its producer forbade the
/// master that glos would have made: that is their word, and they are reminded of it.
fn breaks(finding: &Finding) -> bool {
    finding.severity == Severity::Must && !matches!(finding.fault, Fault::WrongEnding { .. })
}

fn refused(finding: Finding) -> Refusal {
    let remark = Remark::Feed(finding);
    let refusal = Refusal::new(Kind::Invalid, "feed-finding").remark(remark.clone());
    match remark.field() {
        Some(field) => refusal.field(field),
        None => refusal,
    }
}

/// Refuses an episode of a serial show that has no number: apps play such a show by its numbers (Apple, `itunes:type`).
/// Trailers and extras need none.
pub(super) fn numbered(show: &Show, episode: &Episode) -> Result<()> {
    let needs = show.about.kind == about::Kind::Serial
        && episode.kind == episodes::Kind::Full
        && episode.visibility != Visibility::Draft;
    match episode.number {
        None if needs => Err(Refusal::new(Kind::Invalid, "number-needed").field("episode").into()),
        _ => Ok(()),
    }
}

/// Refuses an episode that would go out in a feed that says too little of its show for apps to take it.
pub(super) fn introduced(show: &Show, episode: &Episode) -> Result<()> {
    if episode.visibility != Visibility::Public {
        return Ok(());
    }
    unfinished(show).next().map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// What a show has still to say before apps take its feed; each as the refusal of an episode that would go out in it.
pub(super) fn unfinished(show: &Show) -> impl Iterator<Item = Refusal> {
    show.about.lacks().map(|lack| match lack {
        Lack::Description => Refusal::new(Kind::Conflict, "show-description-needed"),
        Lack::Category => Refusal::new(Kind::Conflict, "show-category-needed"),
    })
}

/// Remarks upon another episode of the same number.
pub(super) async fn number_twice(conn: &mut Conn, episode: &Episode) -> Result<Vec<Remark>> {
    let Some(number) = episode.number else { return Ok(Vec::new()) };
    let other = episodes::numbered_alike(conn, episode).await?;
    Ok(other.map(|other| Remark::NumberTwice { number, season: episode.season, other }).into_iter().collect())
}

/// A recording like any other, in place of one that is still to be sent.
fn stand_in(episode: &Episode) -> Audio {
    Audio {
        id: AudioId::new(),
        episode_id: episode.id,
        ordinal: 1,
        sha256: "0".repeat(64),
        bytes: 16_000 * 1800,
        media_type: "audio/mpeg".to_owned(),
        extension: "mp3".to_owned(),
        duration_ms: 1_800_000,
        master_sha256: None,
        name: None,
        created_at: episode.created_at,
        has_waveform: false,
        withdrawn_at: None,
    }
}
