//! Bytes in: from a request's body to durable parts that the catalogue knows.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use sqlx::types::Json;
use uuid::Uuid;

use super::{KEPT, MAX_BYTES, State, Upload, finish, rows, taken_over, too_large};
use crate::app::App;
use crate::audio::{self, Report};
use crate::intake::{Kind, Refusal, Result};
use crate::podcast::ids::UploadId;
use crate::storage::{Sitting, StagedPart, StagedWriter};

/// How long a body may be silent before the request ends; what came before is kept.
const SILENCE: Duration = Duration::from_secs(60);

/// How long a request that is asked to leave goes on taking what has arrived already, and how long that may be silent: the
/// last bytes of a line that was cut are in the kernel, and would have to be sent again.
const LAST: (Duration, Duration) = (Duration::from_millis(300), Duration::from_millis(20));

/// Bytes that tell a picture from audio.
const HEAD: u64 = 64 * 1024;

/// What a PATCH says of its body's checksum (tus 1.0, checksum extension).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checksum {
    /// `sha1`
    Sha1(Vec<u8>),
    /// `sha256`
    Sha256(Vec<u8>),
}

impl Checksum {
    /// Algorithms, as `Tus-Checksum-Algorithm` lists them.
    pub const ALGORITHMS: &str = "sha1,sha256";

    /// Reads an `Upload-Checksum` field; None when it names another algorithm or is no base64.
    pub fn parse(field: &str) -> Option<Self> {
        let (algorithm, digest) = field.trim().split_once(' ')?;
        let digest = base64::engine::general_purpose::STANDARD.decode(digest.trim()).ok()?;
        match algorithm {
            "sha1" => Some(Self::Sha1(digest)),
            "sha256" => Some(Self::Sha256(digest)),
            _ => None,
        }
    }
}

/// How a body ended.
enum End {
    /// It was read to its end, or to the upload's.
    Complete,
    /// The connection was cut or fell silent.
    Cut,
    /// Another request took over.
    Displaced,
}

/// The one request that receives for an upload: the row names it as the writer.
pub struct Receiver<'a> {
    app: &'a App,
    sitting: Sitting,
    /// When it was asked to leave.
    asked: OnceLock<Instant>,
    writer: Uuid,
    /// The upload as far as this receiver knows it.
    pub upload: Upload,
}

impl<'a> Receiver<'a> {
    /// Becomes the one who receives. A request of a dead connection that still sits there is ended first; what it had
    /// received counts. None when the upload is gone.
    pub async fn claim(app: &'a App, id: UploadId) -> Result<Option<Self>> {
        let sitting = app.seats.sit(id.0).await;
        let writer = Uuid::new_v4();
        let mut tx = app.db.begin().await?;
        let upload = rows::claim(&mut tx, id, writer).await?;
        tx.commit().await?;
        Ok(upload.map(|upload| Self { app, sitting, asked: OnceLock::new(), writer, upload }))
    }

    /// Receives a body that begins at byte `offset`. Whatever arrived before a cut is kept, unless a checksum was
    /// promised: then all counts or nothing. An upload that is whole afterwards goes to the check.
    pub async fn receive<S, E>(mut self, offset: u64, body: S, checksum: Option<Checksum>) -> Result<Upload>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
    {
        match self.upload.state {
            State::Receiving => {}
            State::Refused => return Err(self.upload.rejection().into()),
            State::Checking | State::Mastering | State::Accepted | State::Used => {
                return Err(Refusal::new(Kind::Conflict, "upload-complete").into());
            }
        }
        if offset != self.upload.offset() {
            return Err(Refusal::new(Kind::Conflict, "upload-offset").value("offset", self.upload.offset()).into());
        }
        let end = match checksum {
            None => self.take_in(body).await?,
            Some(checksum) => self.take_in_whole(body, &checksum).await?,
        };
        match end {
            End::Displaced => Err(taken_over()),
            End::Complete | End::Cut if self.upload.is_whole() => {
                finish(self.app, &self.upload, Some(self.writer)).await
            }
            End::Complete => Ok(self.upload),
            End::Cut => Err(Refusal::new(Kind::Malformed, "upload-cut").value("offset", self.upload.offset()).into()),
        }
    }

    /// Receives a form's part to its end, whatever its length; a cut is an error.
    pub async fn receive_to_end<S, E>(mut self, body: S) -> Result<Upload>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
    {
        match self.take_in(body).await? {
            End::Complete => finish(self.app, &self.upload, Some(self.writer)).await,
            End::Cut => Err(Refusal::new(Kind::Malformed, "upload-cut").value("offset", self.upload.offset()).into()),
            End::Displaced => Err(taken_over()),
        }
    }

    async fn take_in<S, E>(&mut self, body: S) -> Result<End>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
    {
        let mut body = std::pin::pin!(body);
        let mut staged = self.app.storage.stage(self.upload.id.0, self.upload.offset()).await?;
        let mut taken = self.upload.offset();
        let mut flushed = Instant::now();
        let end = loop {
            let bytes = match self.next(&mut body).await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => break End::Complete,
                Err(end) => break end,
            };
            let bytes = self.within_length(taken, bytes)?;
            taken += bytes.len() as u64;
            staged.write(bytes).await?;
            // The first bytes are flushed as soon as they are enough to tell what this is.
            let tells = self.upload.offset() < HEAD && taken >= HEAD;
            if tells || staged.due(flushed.elapsed()) {
                self.advance(&mut staged).await?;
                flushed = Instant::now();
            }
        };
        self.advance(&mut staged).await?;
        Ok(end)
    }

    /// Receives a body whose checksum was promised: no part counts before all of it was found right.
    async fn take_in_whole<S, E>(&mut self, body: S, checksum: &Checksum) -> Result<End>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Send,
    {
        let mut body = std::pin::pin!(body);
        let mut staged = self.app.storage.stage(self.upload.id.0, self.upload.offset()).await?;
        let mut parts: Vec<StagedPart> = Vec::new();
        let (mut sha1, mut sha256) = (Sha1::new(), Sha256::new());
        let mut taken = self.upload.offset();
        let mut flushed = Instant::now();
        loop {
            let bytes = match self.next(&mut body).await {
                Ok(Some(bytes)) => self.within_length(taken, bytes)?,
                Ok(None) => break,
                Err(end) => return Ok(end),
            };
            taken += bytes.len() as u64;
            match checksum {
                Checksum::Sha1(_) => sha1.update(&bytes),
                Checksum::Sha256(_) => sha256.update(&bytes),
            }
            staged.write(bytes).await?;
            if staged.due(flushed.elapsed()) {
                parts.extend(staged.flush().await?);
                flushed = Instant::now();
            }
        }
        let fits = match checksum {
            Checksum::Sha1(promised) => sha1.finalize()[..] == promised[..],
            Checksum::Sha256(promised) => sha256.finalize()[..] == promised[..],
        };
        if !fits {
            return Err(Refusal::new(Kind::Checksum, "upload-checksum").into());
        }
        parts.extend(staged.flush().await?);
        self.note(&parts).await?;
        Ok(End::Complete)
    }

    /// The next bytes of the body; None at its end; how it ended otherwise.
    async fn next<S, E>(&self, body: &mut S) -> std::result::Result<Option<Bytes>, End>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
    {
        tokio::select! {
            biased;
            () = self.sitting.leave.cancelled() => self.last(body).await,
            next = tokio::time::timeout(SILENCE, body.next()) => match next {
                Ok(Some(Ok(bytes))) => Ok(Some(bytes)),
                Ok(None) => Ok(None),
                Ok(Some(Err(_))) | Err(_) => Err(End::Cut),
            }
        }
    }

    /// What has arrived already when another request takes over.
    async fn last<S, E>(&self, body: &mut S) -> std::result::Result<Option<Bytes>, End>
    where
        S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
    {
        let (most, lull) = LAST;
        if self.asked.get_or_init(Instant::now).elapsed() > most {
            return Err(End::Displaced);
        }
        match tokio::time::timeout(lull, body.next()).await {
            Ok(Some(Ok(bytes))) => Ok(Some(bytes)),
            Ok(None) => Ok(None),
            Ok(Some(Err(_))) | Err(_) => Err(End::Displaced),
        }
    }

    fn within_length(&self, taken: u64, bytes: Bytes) -> Result<Bytes> {
        let end = taken + bytes.len() as u64;
        match self.upload.length {
            Some(length) if end > length.unsigned_abs() => {
                Err(Refusal::new(Kind::TooLarge, "upload-overflow").value("length", length).into())
            }
            _ if end > MAX_BYTES => Err(too_large(end).into()),
            _ => Ok(bytes),
        }
    }

    /// The first bytes already tell a picture from audio: the sender should hear of it now and not two hours later. Of audio
    /// they tell what it is.
    async fn look(&self) -> Result<()> {
        let parts = rows::parts(&mut self.app.db.conn().await?, self.upload.id).await?;
        let head = self.app.storage.staged_head(&parts, HEAD).await?;
        let Some(problem) = audio::sniff(&head, false, &self.upload.claim()) else { return self.tell(&head).await };
        let report = Report::of_head(self.upload.file_name.as_deref(), problem);
        let mut tx = self.app.db.begin().await?;
        let expires_at = self.app.clock.now() + KEPT;
        rows::judged(&mut tx, self.upload.id, State::Refused, &Json(report.clone()), expires_at).await?;
        tx.commit().await?;
        self.app.storage.discard(self.upload.id.0).await?;
        Err(Refusal::new(Kind::Invalid, "audio-rejected").field("audio").report(report).into())
    }

    /// Writes down what the first bytes of a recording tell.
    async fn tell(&self, head: &[u8]) -> Result<()> {
        let length = self.upload.length.map(i64::unsigned_abs);
        let look = audio::glance(head, length, &self.upload.claim()).map_err(anyhow::Error::from)?;
        let mut tx = self.app.db.begin().await?;
        rows::looked(&mut tx, self.upload.id, &Json(look)).await?;
        Ok(tx.commit().await?)
    }

    async fn advance(&mut self, staged: &mut StagedWriter) -> Result<()> {
        match staged.flush().await? {
            Some(part) => self.note(&[part]).await,
            None => Ok(()),
        }
    }

    async fn note(&mut self, parts: &[StagedPart]) -> Result<()> {
        let expires_at = self.app.clock.now() + KEPT;
        let mut tx = self.app.db.begin().await?;
        for part in parts {
            if !rows::advance(&mut tx, self.upload.id, self.writer, part, expires_at).await? {
                return Err(taken_over());
            }
        }
        tx.commit().await?;
        self.upload.expires_at = expires_at;
        let before = self.upload.offset();
        self.upload.received += parts.iter().map(|part| part.bytes.cast_signed()).sum::<i64>();
        if before < HEAD && self.upload.offset() >= HEAD { self.look().await } else { Ok(()) }
    }
}
