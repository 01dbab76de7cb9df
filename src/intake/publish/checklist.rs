//! What stands between an episode and its listeners, all of it at once and before anybody asks for it to be published.
//!
//! [`change`](super::change) refuses the first thing that is wrong, in the transaction that writes. A checklist only reads, and
//! names everything, so that a producer mends it in one go.

use std::sync::Arc;

use super::facts::facts_fit;
use super::published::{recording_needed, title_missing};
use super::{Published, gate};
use crate::app::App;
use crate::intake::recordings::may_be_heard;
use crate::intake::{Error, Refusal, Remark, Result, texts};
use crate::podcast::catalogue::Item;
use crate::podcast::episodes::{Episode, Visibility};

/// What was found of an episode as listeners would get it.
#[derive(Debug, Clone, Default)]
pub struct Checklist {
    /// What keeps it from being published, the linter's word last.
    pub blocks: Vec<Refusal>,
    /// What is merely unwise, the gravest first.
    pub advice: Vec<Remark>,
    /// The episode as an edition holds it; none while it waits for its recording.
    pub item: Option<Arc<Item>>,
}

impl Checklist {
    /// Whether it comes without show notes: no rule asks for them, and listeners miss them.
    pub fn lacks_notes(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.episode.notes.as_str().trim().is_empty())
    }

    /// Whether it comes without words to read (WCAG 2.2, 1.2.1).
    pub fn lacks_transcript(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.transcript.is_none())
    }
}

/// Looks at an episode as it would be published now, or as it will be at its release.
pub async fn checklist(app: &App, published: &Published) -> Result<Checklist> {
    // Another replica may have changed it a moment ago.
    app.refresh_editions().await?;
    let now = app.clock.now();
    let (show, current) = (&published.show, &published.episode);
    let edition = app.editions.of(&show.slug, now).await?;
    let item = edition.as_ref().and_then(|edition| edition.kept(current.slug.as_str())).cloned();
    let release = current.release_at.filter(|_| current.visibility != Visibility::Draft).unwrap_or(now);
    let episode = Episode { visibility: Visibility::Public, release_at: Some(release), ..current.clone() };
    let recording = published.audio.as_ref();
    let mut blocks = Vec::new();
    if current.is_untitled {
        blocks.push(title_missing());
    }
    if recording.is_none() {
        blocks.push(recording_needed(current));
    }
    blocks.extend(gate::unfinished(show));
    for checked in [
        may_be_heard(&episode, recording.map(|recording| &recording.audio)),
        facts_fit(&episode, recording),
        gate::numbered(show, &episode),
    ] {
        match checked {
            Err(Error::Refused(refusal)) => blocks.push(*refusal),
            other => other?,
        }
    }
    let read = match &item {
        Some(item) => of_release(item, episode),
        None => {
            let notes = edition.iter().flat_map(|edition| edition.notes().to_vec());
            let linked = notes.filter(|note| published.notes.contains(&note.slug)).collect();
            gate::waiting(episode, linked)
        }
    };
    let mut conn = app.db.conn().await?;
    let mut advice = gate::number_twice(&mut conn, &read.episode).await?;
    advice.extend(texts::fit::left_out(&mut conn, published).await?);
    drop(conn);
    let (breaking, unwise) = gate::findings(app, show, Arc::new(read), now).await?;
    blocks.extend(breaking);
    advice.extend(unwise);
    advice.sort_by_key(|remark| std::cmp::Reverse(remark.severity()));
    Ok(Checklist { blocks, advice, item })
}

/// The same with an episode that listeners may open.
pub fn of_release(item: &Item, episode: Episode) -> Item {
    Item {
        episode,
        audio: item.audio.clone(),
        earlier: Vec::new(),
        notes: item.notes.clone(),
        chapters: Arc::clone(&item.chapters),
        transcript: item.transcript.clone(),
    }
}
