//! `glos serve --demo`: sample episodes with their chapters and words, sent through the real intake.

use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream;
use rust_embed::RustEmbed;
use serde::Deserialize;

use super::publish::{self, NewEpisode, Place, When};
use super::texts::{self, Sent};
use super::uploads::receive::Receiver;
use super::uploads::{self, Announced};
use crate::accounts::secret::Secret;
use crate::accounts::tokens;
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::podcast::details::Details;
use crate::podcast::episodes::Kind;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};

#[derive(RustEmbed)]
#[folder = "fixtures/samples/"]
#[include = "*.mp3"]
#[include = "*.m4a"]
#[include = "*.vtt"]
#[include = "episodes.toml"]
struct Samples;

#[derive(Deserialize)]
struct Sheet {
    episode: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    file: String,
    /// Its words.
    transcript: String,
    /// Its chapters, where the recording has none of its own.
    chapters: Option<String>,
    title: Line,
    notes: Markdown,
    season: Option<i64>,
    number: Option<i64>,
    #[serde(rename = "type")]
    kind: Kind,
    note: Vec<Slug>,
}

/// Publishes the samples in the first show; returns the secret of a token for everything.
pub async fn furnish(app: &App) -> anyhow::Result<Secret> {
    let show = app.editions.slugs().into_iter().next();
    let show = show.context("there is no show to furnish: is the folder of shows (--feeds) right?")?;
    let secret = Secret::generate()?;
    let mut conn = app.db.conn().await?;
    tokens::insert(&mut conn, &secret, "demo", Scope::Admin, None, app.clock.now()).await?;
    let token = tokens::by_secret(&mut conn, secret.reveal()).await?.context("the token just made is gone")?;
    let actor = Actor::of_token(&mut conn, &token).await?.context("the token just made opens nothing")?;
    drop(conn);
    let sheet = Samples::get("episodes.toml").context("the samples have no sheet")?;
    let sheet: Sheet = toml::from_str(std::str::from_utf8(&sheet.data)?)?;
    for sample in sheet.episode {
        let recording = bytes(&sample.file)?;
        let announced = Announced { file_name: Some(sample.file.clone()), ..Announced::default() };
        let upload = uploads::create(app, &actor, announced).await?;
        let receiver = Receiver::claim(app, upload.id).await?.context("the upload just made is gone")?;
        let body = stream::iter([Ok::<_, std::convert::Infallible>(recording)]);
        let upload = receiver.receive_to_end(body).await?;
        let upload = uploads::checked(app, &actor, upload.id, Duration::from_secs(60)).await?;
        let Sample { title, notes, season, number, kind, note, transcript, chapters, .. } = sample;
        let (guid, details) = (None, Details::default());
        let new = NewEpisode { title, slug: None, notes, season, number, kind, note, at: When::Now, guid, details };
        let published = publish::publish(app, &actor, &show, &new, Some(&upload), None).await?;
        let place = Place::of(&show, published.episode.id);
        let sent = |bytes| Sent { bytes, media_type: None };
        if let Some(lines) = chapters {
            texts::set_chapters(app, &actor, place, sent(lines.into())).await?;
        }
        texts::set_transcript(app, &actor, place, sent(bytes(&transcript)?), None).await?;
    }
    Ok(secret)
}

/// The bytes of a sample.
fn bytes(file: &str) -> anyhow::Result<Bytes> {
    let sample = Samples::get(file).with_context(|| format!("{file} is not among the samples"))?;
    Ok(Bytes::from(sample.data.into_owned()))
}
