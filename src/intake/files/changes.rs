//! What the files of a show would change of it.

use serde_json::Value;
use uuid::Uuid;

use crate::db::Conn;
use crate::intake::shows::{Present, Told};
use crate::podcast::about::About;
use crate::podcast::covers::Cover;
use crate::podcast::episodes;
use crate::podcast::notes::{self, Note};

/// What would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Whether there is no such show yet.
    pub is_new: bool,
    /// The `podcast:guid`: what it is, and what it would be.
    pub guid: Option<(Uuid, Uuid)>,
    /// The keys of `show.toml` that would say something else, by the alphabet.
    pub facts: Vec<Fact>,
    /// The cover: what it is, and what it would be. A cover that is the first one is no change.
    pub cover: Option<(Cover, Cover)>,
    /// The notes, in the order that they would have, those that would go last.
    pub notes: Vec<NoteChange>,
    /// Files that belong to no show, and would not be found here again.
    pub others: Vec<String>,
}

/// A key of `show.toml` that would say something else; null where it says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The key.
    pub key: String,
    /// What it says.
    pub before: Value,
    /// What it would say.
    pub after: Value,
}

/// What would come of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteChange {
    /// The note as it is.
    pub before: Option<Note>,
    /// The note as it would be.
    pub after: Option<Note>,
    /// How many episodes link to it: those of a note that goes lose the link.
    pub episodes: usize,
}

impl Changes {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        let Self { is_new, guid, facts, cover, notes, others: _ } = self;
        !is_new && guid.is_none() && facts.is_empty() && cover.is_none() && notes.is_empty()
    }
}

/// Compares a show with what its files tell.
pub(super) async fn between(
    conn: &mut Conn,
    present: &Present,
    told: &Told,
    others: Vec<String>,
) -> sqlx::Result<Changes> {
    let links = match &present.show {
        Some(show) => notes::links(conn, show.id, episodes::EVER).await?,
        None => Vec::new(),
    };
    let mut changes = compared(present, told);
    for change in &mut changes.notes {
        let id = change.before.as_ref().map(|note| note.id);
        change.episodes = links.iter().filter(|(_, linked)| Some(*linked) == id).count();
    }
    Ok(Changes { others, ..changes })
}

fn compared(present: &Present, told: &Told) -> Changes {
    let Some(show) = &present.show else {
        let notes = told.notes.iter().map(|note| NoteChange { before: None, after: Some(note.clone()), episodes: 0 });
        return Changes { is_new: true, notes: notes.collect(), ..Changes::default() };
    };
    Changes {
        is_new: false,
        guid: told.about.guid.filter(|wanted| *wanted != show.guid).map(|wanted| (show.guid, wanted)),
        facts: facts(&show.about, &told.about),
        cover: (show.cover.sha256 != told.cover.sha256).then(|| (show.cover.0.clone(), told.cover.clone())),
        notes: pages(&present.notes, &told.notes),
        others: Vec::new(),
    }
}

/// The keys that differ. The name of the cover's file is nothing that anybody sees, and the guid is told by itself.
fn facts(before: &About, after: &About) -> Vec<Fact> {
    let value = |about: &About| serde_json::to_value(about).unwrap_or_default();
    let (before, after) = (value(before), value(after));
    let keys = after.as_object().into_iter().flat_map(|keys| keys.keys());
    let differing = keys.filter(|key| !["guid", "cover"].contains(&key.as_str()) && before[*key] != after[*key]);
    differing.map(|key| Fact { key: key.clone(), before: before[key].clone(), after: after[key].clone() }).collect()
}

fn pages(before: &[Note], after: &[Note]) -> Vec<NoteChange> {
    let mut ordered: Vec<&Note> = after.iter().collect();
    ordered.sort_by(|one, other| (one.position, &one.slug).cmp(&(other.position, &other.slug)));
    let stay = ordered.into_iter().filter_map(|page| {
        let old = before.iter().find(|old| old.slug == page.slug);
        let differs = old.is_none_or(|old| !old.says_the_same_as(page));
        differs.then(|| NoteChange { before: old.cloned(), after: Some(page.clone()), episodes: 0 })
    });
    let gone = before.iter().filter(|old| !after.iter().any(|page| page.slug == old.slug));
    stay.chain(gone.map(|old| NoteChange { before: Some(old.clone()), after: None, episodes: 0 })).collect()
}
