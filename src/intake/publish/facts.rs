//! Whether what is said of an episode fits together, and whether what it names is there.

use crate::accounts::Actor;
use crate::db::Conn;
use crate::intake::uploads::{Upload, rows};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::audios::Recording;
use crate::podcast::details::Fault;
use crate::podcast::episodes::Episode;
use crate::podcast::ids::{EpisodeId, NoteId, UploadId};
use crate::podcast::notes::{self, Note};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;

/// Why the facts of an episode are not taken.
fn fault_refused(Fault { code, field, place, values }: Fault) -> Refusal {
    let refusal = Refusal::new(Kind::Invalid, code).field(field).value("place", place);
    values.into_iter().fold(refusal, |refusal, (name, value)| refusal.value(name, value))
}

/// Refuses facts of an episode that do not fit each other, its numbers or its recording.
pub(super) fn facts_fit(episode: &Episode, recording: Option<&Recording>) -> Result<()> {
    let duration = recording.map(|recording| recording.audio.duration_ms.unsigned_abs());
    episode.details.check(duration).map_err(fault_refused)?;
    if episode.details.display.is_some() && episode.number.is_none() {
        return Err(Refusal::new(Kind::Invalid, "display-without-number").field("display").into());
    }
    Ok(())
}

pub(super) async fn linked_notes(conn: &mut Conn, show: &Show, slugs: &[Slug]) -> Result<Vec<Note>> {
    let known = notes::of_show(conn, show.id).await?;
    let mut linked: Vec<Note> = Vec::new();
    for slug in slugs {
        let Some(note) = known.iter().find(|note| note.slug == *slug) else {
            let has = known.iter().map(|note| note.slug.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(Kind::Invalid, "note-unknown")
                .field("note")
                .value("note", slug)
                .value("known", has)
                .into());
        };
        if !linked.iter().any(|other| other.id == note.id) {
            linked.push(note.clone());
        }
    }
    Ok(linked)
}

pub(super) fn ids(notes: &[Note]) -> Vec<NoteId> {
    notes.iter().map(|note| note.id).collect()
}

/// An upload that an actor may give to an episode: their own, or one that was sent for it.
pub(super) async fn usable(conn: &mut Conn, actor: &Actor, id: UploadId, episode: EpisodeId) -> Result<Upload> {
    let upload = rows::by_id(conn, id).await?;
    let upload = upload.filter(|upload| actor.owns(upload.owner) || upload.for_episode == Some(episode));
    upload.ok_or_else(|| Refusal::new(Kind::Missing, "upload-unknown").field("upload").into())
}
