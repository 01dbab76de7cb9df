//! Saving what was typed: what can be is saved, what listeners would see at once and what must be asked about waits.

use super::fields;
use super::typed::{Before, Typed, changes};
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::i18n::Lang;
use crate::intake::edits::{self, Edit, Kept, Marks, Sheet};
use crate::intake::publish::{self, Changes, Place, Published};
use crate::intake::{Error as Failed, Refusal};
use crate::web::error::Error;
use crate::web::studio::episode::Open;
use crate::web::studio::form::Faults;

/// How often two who save at the same moment are put together before one of them has to try again.
const TRIES: usize = 5;

/// What became of it.
#[derive(Debug)]
pub struct Saved {
    /// The episode as it is now.
    pub published: Published,
    /// What is wrong with what was typed.
    pub faults: Faults,
    /// The fields in which somebody else wrote something else meanwhile.
    pub conflicts: Vec<&'static str>,
    /// What of it waits for a word of whoever typed it.
    pub waits: Option<Edit>,
    /// The fields as they are now, as far as the form shows the same.
    pub base: Marks,
    /// What of that which waits the form shows.
    pub shows: Marks,
}

impl Saved {
    /// Whether nothing has to be done about it.
    pub fn is_well(&self) -> bool {
        self.faults.is_empty() && self.conflicts.is_empty()
    }
}

/// Saves what was typed into the form of an episode. What listeners hear of already is changed only when it `is_said` that it
/// shall be, and then in whole or not at all; of a draft everything is saved that can be.
pub async fn save(app: &App, open: &Open, typed: &Typed, is_said: bool) -> Result<Saved, Error> {
    let (user, lang) = (open.producer.user.id, open.lang());
    for _ in 0..TRIES {
        let mut snapshot = app.db.snapshot().await?;
        let show = publish::show(&mut snapshot, open.actor(), Scope::Publish, open.show()).await?;
        let published = publish::episode_by_id(&mut snapshot, &show, open.id()).await?;
        let waiting = edits::of(&mut snapshot, open.id(), user).await?;
        drop(snapshot);
        let now = app.clock.now();
        let theirs = Sheet::of(&published, now);
        let (base, sheet) = typed.chosen(&theirs, waiting.as_ref());
        let merged = edits::merge(&base, &sheet, &theirs);
        let mut attempt = Attempt { faults: Faults::default(), left: merged.mine.clone(), published };
        let is_heard = attempt.published.episode.is_open(now);
        let may_write = !is_heard || (is_said && merged.conflicts.is_empty());
        if may_write && !attempt.write(app, open.actor(), &merged.sheet, is_heard, lang).await? {
            continue;
        }
        let Attempt { faults, left, published } = attempt;
        let theirs = Sheet::of(&published, now);
        let kept = merged.waiting(&left, &base, &theirs);
        let mut waits = None;
        if kept.is_some() || waiting.is_some() {
            let kept = (waiting.as_ref(), kept.as_ref().map(|(base, sheet)| (base, sheet)));
            match edits::keep(app, open.actor(), open.place(), user, kept).await? {
                Kept::Done(edit) => waits = edit,
                Kept::Overtaken => continue,
            }
        }
        let base = typed.base.continued(&typed.sheet, &theirs);
        let shows = waits.as_ref().map(|edit: &Edit| edit.shown_in(&typed.sheet)).unwrap_or_default();
        return Ok(Saved { published, faults, conflicts: merged.conflicts, waits, base, shows });
    }
    Err(Failed::Passing(anyhow::anyhow!("the episode {} is changed by others all the time", open.id())).into())
}

struct Attempt {
    faults: Faults,
    /// Fields that are still to be written.
    left: Vec<&'static str>,
    published: Published,
}

impl Attempt {
    /// Writes what can be written; everything or nothing where `is_whole`. False when somebody else was faster.
    async fn write(
        &mut self,
        app: &App,
        actor: &Actor,
        sheet: &Sheet,
        is_whole: bool,
        lang: Lang,
    ) -> Result<bool, Error> {
        let mut fields = self.left.clone();
        while !fields.is_empty() {
            let (changes, refused) = changes(&fields, sheet, &Before::of(&self.published));
            for (field, refusal) in &refused {
                fields::tell(&mut self.faults, refusal, lang);
                fields.retain(|kept| kept != field);
            }
            if fields.is_empty() || (is_whole && !self.faults.is_empty()) {
                break;
            }
            let changes = Changes { only_at: Some(self.published.episode.revision), ..changes };
            let place = Place::of(&self.published.show.slug, self.published.episode.id);
            match publish::change(app, actor, place, changes).await {
                Ok(published) => {
                    self.published = published;
                    self.left.retain(|field| !fields.contains(field));
                    return Ok(true);
                }
                Err(Failed::Refused(refusal)) if is_overtaken(&refusal) => return Ok(false),
                Err(Failed::Refused(refusal)) => {
                    fields::tell(&mut self.faults, &refusal, lang);
                    match refusal.field.filter(|field| fields.contains(field)) {
                        Some(field) if !is_whole => fields.retain(|kept| *kept != field),
                        // Nobody can tell which field it is that cannot be saved.
                        _ => break,
                    }
                }
                Err(other) => return Err(other.into()),
            }
        }
        Ok(true)
    }
}

/// Whether somebody else was faster: the same is tried with what they made of it.
fn is_overtaken(refusal: &Refusal) -> bool {
    matches!(refusal.code, "episode-changed-meanwhile" | "episode-unknown")
}
