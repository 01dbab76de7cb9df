//! A `multipart/form-data` body: the audio streams into a staged upload while it arrives, the other parts are parsed as
//! they come, so that a wrong one is told at once.

use axum::extract::Multipart;
use axum::extract::multipart::Field;

use super::fields::Fields;
use crate::accounts::tokens::Token;
use crate::app::App;
use crate::intake::publish::{self, NewEpisode};
use crate::intake::uploads::receive::Receiver;
use crate::intake::uploads::{self, Announced, Upload};
use crate::intake::{Kind, Refusal};
use crate::podcast::slug::Slug;
use crate::podcast::text::Markdown;
use crate::web::error::Error;

/// Bytes of a part that is not the audio: the longest show notes.
const MAX_TEXT: usize = 2 * Markdown::MAX;

/// Parts of a form: more than any episode has.
const MAX_PARTS: usize = 200;

/// Receives a form. When it is refused, what was received of the audio is forgotten.
pub async fn receive(
    app: &App,
    token: &Token,
    show: &Slug,
    mut form: Multipart,
    may_be_repeated: bool,
) -> Result<(NewEpisode, Upload), Error> {
    let mut upload = None;
    let received = parts(app, token, show, &mut form, may_be_repeated, &mut upload).await;
    if received.is_err()
        && let Some(begun) = upload
        && let Err(error) = uploads::terminate(app, token, begun).await
    {
        tracing::info!("a refused upload is left to expire: {error}");
    }
    received
}

async fn parts(
    app: &App,
    token: &Token,
    show: &Slug,
    form: &mut Multipart,
    may_be_repeated: bool,
    begun: &mut Option<crate::podcast::ids::UploadId>,
) -> Result<(NewEpisode, Upload), Error> {
    let broken = || Refusal::new(Kind::Malformed, "form-broken");
    let mut fields = Fields::default();
    let mut audio = None;
    for _ in 0..MAX_PARTS {
        let Some(mut part) = form.next_field().await.map_err(|_| broken())? else {
            let audio = audio.ok_or_else(|| Refusal::new(Kind::Invalid, "audio-missing").field("audio"))?;
            return Ok((fields.new_episode()?, audio));
        };
        let name = part.name().unwrap_or_default().to_owned();
        if name != "audio" {
            let value = text(&name, &mut part).await?;
            fields.take(&name, &value)?;
        } else if audio.is_some() {
            return Err(Refusal::new(Kind::Invalid, "audio-twice").field("audio").into());
        } else {
            if !may_be_repeated && fields.title.is_some() {
                slug_is_free(app, token, show, &fields).await?;
            }
            audio = Some(recording(app, token, part, begun).await?);
        }
    }
    Err(broken().into())
}

/// Told before two gigabytes are sent, when the title came first.
async fn slug_is_free(app: &App, token: &Token, show: &Slug, fields: &Fields) -> Result<(), Error> {
    let mut conn = app.db.conn().await?;
    let show = publish::show(&mut conn, token, show).await?;
    let slug = publish::slug(&fields.clone().new_episode()?)?;
    Ok(publish::slug_is_free(&mut conn, &show, &slug).await?)
}

async fn text(name: &str, part: &mut Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| Refusal::new(Kind::Malformed, "form-broken"))? {
        if bytes.len() + chunk.len() > MAX_TEXT {
            return Err(Refusal::new(Kind::TooLarge, "field-too-large")
                .value("name", name)
                .value("max", MAX_TEXT)
                .into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8(bytes).map_err(|_| Refusal::new(Kind::Malformed, "form-not-utf8").value("name", name))?)
}

async fn recording(
    app: &App,
    token: &Token,
    part: Field<'_>,
    begun: &mut Option<crate::podcast::ids::UploadId>,
) -> Result<Upload, Error> {
    let announced = Announced {
        length: None,
        file_name: part.file_name().map(str::to_owned),
        media_type: part.content_type().map(str::to_owned),
        metadata: None,
    };
    let upload = uploads::create(app, token, announced).await?;
    *begun = Some(upload.id);
    let receiver = Receiver::claim(app, upload.id).await?.ok_or(Error::NotFound)?;
    Ok(receiver.receive_to_end(part).await?)
}
