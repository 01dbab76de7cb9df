//! A draft to begin with, and the name in addresses that a title suggests.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::revision::{after_change, raise};
use super::{Published, When, locked, published, release};
use crate::accounts::Actor;
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::details::Details;
use crate::podcast::episodes::{self, Episode, Status};
use crate::podcast::guid::Guid;
use crate::podcast::ids::{EpisodeId, ShowId};
use crate::podcast::shows::Show;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};

/// Begins an episode: a draft that has neither title nor recording yet, `called` something until it is given one. One that
/// nobody touches is gone after a day.
pub async fn draft(app: &App, actor: &Actor, show_slug: &Slug, called: Line) -> Result<Published> {
    let mut tx = app.db.begin().await?;
    let show = locked(&mut tx, actor, show_slug).await?;
    let now = app.clock.now();
    let episode = Episode { changed_by: Some(actor.name.clone()), ..begun(show.id, called, now)? };
    episodes::insert(&mut tx, &episode).await?;
    raise(&mut tx, &show, episode.id, Status::Draft, now).await?;
    let begun = published(&mut tx, &show, episode.id, false).await?;
    tx.commit().await?;
    after_change(app).await;
    Ok(begun)
}

fn begun(show: ShowId, called: Line, now: DateTime<Utc>) -> Result<Episode> {
    let id = EpisodeId::new();
    let (visibility, release_at) = release(When::Draft, now);
    Ok(Episode {
        id,
        show_id: show,
        guid: Guid::new(),
        slug: format!("odcinek-{id}").parse().map_err(anyhow::Error::from)?,
        title: called,
        notes: Markdown::default(),
        season: None,
        number: None,
        kind: episodes::Kind::default(),
        visibility,
        release_at,
        created_at: now,
        changed_at: now,
        details: Json(Details::default()),
        revision: 0,
        is_untitled: true,
        was_open: false,
        changed_by: None,
        deleted_at: None,
    })
}

/// The name in addresses that a title suggests for an episode: with a number behind it where another one has it, as long as
/// the title is not changed the same one each time.
pub async fn suggested(conn: &mut Tx, show: &Show, episode: &Episode, title: &Line) -> Result<Slug> {
    if !episode.is_untitled && is_suggested(&episode.slug, title) {
        return Ok(episode.slug.clone());
    }
    let plain = Slug::of_title(title.as_str()).map(Slug::for_episode);
    let plain = match plain {
        Some(Ok(plain)) => plain,
        // Nothing of it can stand in an address, or glos uses the word itself.
        _ => format!("odcinek-{}", episode.number.unwrap_or(1)).parse().map_err(anyhow::Error::from)?,
    };
    free(conn, show, &plain).await
}

async fn free(conn: &mut Conn, show: &Show, plain: &Slug) -> Result<Slug> {
    let taken = episodes::slugs_like(conn, show.id, plain).await?;
    if !taken.contains(plain) {
        return Ok(plain.clone());
    }
    let numbered = (2..=taken.len() + 2).filter_map(|number| numbered(plain, number));
    let free = numbered.into_iter().find(|slug| !taken.contains(slug));
    free.ok_or_else(|| Refusal::new(Kind::Invalid, "slug-needed").field("slug").into())
}

fn numbered(plain: &Slug, number: usize) -> Option<Slug> {
    let ending = format!("-{number}");
    let kept = plain.as_str().len().min(Slug::MAX - ending.len());
    format!("{}{ending}", plain.as_str()[..kept].trim_end_matches('-')).parse().ok()
}

/// Whether a name in addresses is the one that the title suggests, be it with a number behind it.
pub fn is_suggested(slug: &Slug, title: &Line) -> bool {
    let Some(plain) = Slug::of_title(title.as_str()) else { return false };
    match slug.as_str().strip_prefix(plain.as_str()) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('-').is_some_and(|number| {
            !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())
        }),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_made_of_the_title_is_told_from_a_chosen_one() {
        let title = Line::parse("Głos w radzie").unwrap();
        for (slug, made) in [
            ("glos-w-radzie", true),
            ("glos-w-radzie-2", true),
            ("glos-w-radzie-a", false),
            ("glos-w-radzie-2026", false),
            ("glos", false),
        ] {
            assert_eq!(is_suggested(&slug.parse().unwrap(), &title), made, "{slug}");
        }
    }

    #[test]
    fn a_number_fits_behind_the_longest_name() {
        let longest: Slug = "a".repeat(Slug::MAX).parse().unwrap();
        let second = numbered(&longest, 12).unwrap();
        assert!(second.as_str().ends_with("a-12") && second.as_str().len() == Slug::MAX);
    }
}
