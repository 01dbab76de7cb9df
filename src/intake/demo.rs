//! `glos serve --demo`: sample episodes, sent through the real intake.

use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use futures_util::stream;
use rust_embed::RustEmbed;
use serde::Deserialize;

use super::publish::{self, NewEpisode, When};
use super::uploads::receive::Receiver;
use super::uploads::{self, Announced};
use crate::accounts::tokens::{self, Scope, Secret};
use crate::app::App;
use crate::podcast::details::Details;
use crate::podcast::episodes::Kind;
use crate::podcast::slug::Slug;
use crate::podcast::text::{Line, Markdown};

#[derive(RustEmbed)]
#[folder = "fixtures/samples/"]
#[include = "*.mp3"]
#[include = "*.m4a"]
#[include = "episodes.toml"]
struct Samples;

#[derive(Deserialize)]
struct Sheet {
    episode: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    file: String,
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
    drop(conn);
    let sheet = Samples::get("episodes.toml").context("the samples have no sheet")?;
    let sheet: Sheet = toml::from_str(std::str::from_utf8(&sheet.data)?)?;
    for sample in sheet.episode {
        let bytes = Samples::get(&sample.file).with_context(|| format!("{} is not among the samples", sample.file))?;
        let bytes = Bytes::from(bytes.data.into_owned());
        let announced = Announced { file_name: Some(sample.file.clone()), ..Announced::default() };
        let upload = uploads::create(app, &token, announced).await?;
        let receiver = Receiver::claim(app, upload.id).await?.context("the upload just made is gone")?;
        let body = stream::iter([Ok::<_, std::convert::Infallible>(bytes)]);
        let upload = receiver.receive_to_end(body).await?;
        let upload = uploads::checked(app, &token, upload.id, Duration::from_secs(60)).await?;
        let Sample { title, notes, season, number, kind, note, .. } = sample;
        let (guid, details) = (None, Details::default());
        let new = NewEpisode { title, slug: None, notes, season, number, kind, note, at: When::Now, guid, details };
        publish::publish(app, &token, &show, &new, &upload, None).await?;
    }
    Ok(secret)
}
