//! A file that a form of the studio sent (`multipart/form-data`), small enough to be held in memory: chapters, a transcript.

use std::sync::Arc;

use axum::extract::{FromRequest as _, Multipart, Request};
use bytes::{Bytes, BytesMut};

use crate::app::App;
use crate::intake::texts::Sent;
use crate::intake::{Kind, Refusal};
use crate::web::error::Error;

/// Fields of a form with a file: more than any has.
const MAX_FIELDS: usize = 10;

/// What a form with a file sent: the file, unless none was chosen, and the other fields.
#[derive(Debug, Default)]
pub struct WithFile {
    /// The file.
    pub file: Option<Sent>,
    fields: Vec<(String, String)>,
}

impl WithFile {
    /// Reads a form whose file has this name and at most `max` bytes; so may its other fields.
    pub async fn receive(app: &Arc<App>, request: Request, name: &str, max: usize) -> Result<Self, Error> {
        let broken = || Refusal::new(Kind::Malformed, "form-broken");
        let mut form = Multipart::from_request(request, app).await.map_err(|_| broken())?;
        let mut read = Self::default();
        for _ in 0..MAX_FIELDS {
            let Some(mut part) = form.next_field().await.map_err(|_| broken())? else { return Ok(read) };
            let field = part.name().unwrap_or_default().to_owned();
            let media_type = part.content_type().map(str::to_owned);
            let mut bytes = BytesMut::new();
            while let Some(chunk) = part.chunk().await.map_err(|_| broken())? {
                if bytes.len() + chunk.len() > max {
                    return Err(Refusal::new(Kind::TooLarge, "text-file-too-large").value("max", max).into());
                }
                bytes.extend_from_slice(&chunk);
            }
            read.take(field, bytes.freeze(), media_type, name);
        }
        Err(broken().into())
    }

    /// A browser sends an empty file where none was chosen.
    fn take(&mut self, field: String, bytes: Bytes, media_type: Option<String>, name: &str) {
        if field != name {
            self.fields.push((field, String::from_utf8_lossy(&bytes).into_owned()));
        } else if !bytes.is_empty() {
            self.file = Some(Sent { bytes, media_type });
        }
    }

    /// What was typed into a field, without blanks around it; empty when there is no such field.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }
}
