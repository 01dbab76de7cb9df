//! A `multipart/form-data` body: the audio streams into a staged upload while it arrives, the other parts are parsed as
//! they come, so that a wrong one is told at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, ready};

use axum::body::Body;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use super::fields::Fields;
use crate::accounts::{Actor, Scope};
use crate::app::App;
use crate::intake::publish::{self, NewEpisode};
use crate::intake::uploads::receive::Receiver;
use crate::intake::uploads::{self, Announced, Mastering, Upload};
use crate::intake::{Kind, Refusal};
use crate::podcast::ids::UploadId;
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
    actor: &Actor,
    show: &Slug,
    (mut form, gate): (Multipart, Gate),
    may_be_repeated: bool,
) -> Result<(NewEpisode, Upload), Error> {
    let mut upload = None;
    let mut received = parts(app, actor, show, (&mut form, &gate), may_be_repeated, &mut upload).await;
    if let Ok((_, upload, Some(mastering))) = &received
        && let Err(error) = uploads::wish(app, actor, upload.id, *mastering).await
    {
        received = Err(error.into());
    }
    if received.is_err()
        && let Some(begun) = upload
        && let Err(error) = uploads::terminate(app, actor, begun).await
    {
        tracing::info!("a refused upload is left to expire: {error}");
    }
    received.map(|(new, upload, _)| (new, upload))
}

async fn parts(
    app: &App,
    actor: &Actor,
    show: &Slug,
    (form, gate): (&mut Multipart, &Gate),
    may_be_repeated: bool,
    begun: &mut Option<UploadId>,
) -> Result<(NewEpisode, Upload, Option<Mastering>), Error> {
    let broken = || Refusal::new(Kind::Malformed, "form-broken");
    let mut fields = Fields::default();
    let mut audio = None;
    for _ in 0..MAX_PARTS {
        gate.narrow();
        let part = form.next_field().await.map_err(|_| broken())?;
        gate.widen();
        let Some(mut part) = part else {
            let audio = audio.ok_or_else(|| Refusal::new(Kind::Invalid, "audio-missing").field("audio"))?;
            let mastering = fields.mastering;
            return Ok((fields.new_episode()?, audio, mastering));
        };
        let name = part.name().unwrap_or_default().to_owned();
        if name != "audio" {
            let value = text(&name, &mut part).await?;
            fields.take(&name, &value)?;
        } else if audio.is_some() {
            return Err(Refusal::new(Kind::Invalid, "audio-twice").field("audio").into());
        } else {
            if !may_be_repeated && fields.title.is_some() {
                slug_is_free(app, actor, show, &fields).await?;
            }
            audio = Some(recording(app, actor, part, begun).await?);
        }
    }
    Err(broken().into())
}

/// Told before two gigabytes are sent, when the title came first.
async fn slug_is_free(app: &App, actor: &Actor, show: &Slug, fields: &Fields) -> Result<(), Error> {
    let mut conn = app.db.conn().await?;
    let show = publish::show(&mut conn, actor, Scope::Publish, show).await?;
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

async fn recording(app: &App, actor: &Actor, part: Field<'_>, begun: &mut Option<UploadId>) -> Result<Upload, Error> {
    let announced = Announced {
        file_name: part.file_name().map(str::to_owned),
        media_type: part.content_type().map(str::to_owned),
        ..Announced::default()
    };
    let upload = uploads::create(app, actor, announced).await?;
    *begun = Some(upload.id);
    let receiver = Receiver::claim(app, upload.id).await?.ok_or(Error::NotFound)?;
    Ok(receiver.receive_to_end(part).await?)
}

/// Bytes that may pass before a part's head has ended; a name, a file name and a media type need a few hundred.
const MAX_HEAD: u64 = 64 * 1024;

/// Bounds the heads of the parts: the parser would keep one without an end in memory and search it again with every
/// chunk that comes.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    /// Bytes that may still pass; none when there is no bound now.
    left: Arc<Mutex<Option<u64>>>,
}

impl Gate {
    /// A body that passes through this gate, a chunk at a time: the parser takes whatever is ready before it looks at what it
    /// has, and would have taken half of the audio while it still wants a head.
    pub fn guard(&self, body: Body) -> Body {
        let left = Arc::clone(&self.left);
        let mut chunks = body.into_data_stream();
        let mut is_to_be_looked_at = false;
        Body::from_stream(stream::poll_fn(move |cx| {
            if std::mem::take(&mut is_to_be_looked_at) {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let Some(chunk) = ready!(chunks.poll_next_unpin(cx)) else { return Poll::Ready(None) };
            is_to_be_looked_at = true;
            Poll::Ready(Some(chunk.and_then(|chunk| admit(&left, chunk))))
        }))
    }

    /// From here on a head is read.
    pub fn narrow(&self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(MAX_HEAD);
    }

    /// From here on a part is read.
    pub fn widen(&self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Lets a chunk pass, unless it belongs to a head that has had all of its bytes.
fn admit(left: &Mutex<Option<u64>>, chunk: Bytes) -> Result<Bytes, axum::Error> {
    let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
    match *left {
        Some(0) => return Err(axum::Error::new(std::io::Error::other("the head of a part has no end"))),
        Some(bytes) => *left = Some(bytes.saturating_sub(chunk.len() as u64)),
        None => {}
    }
    Ok(chunk)
}
