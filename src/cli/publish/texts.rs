//! The chapters and the words that are sent with an episode, checked before a byte of the recording is.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::unreadable;
use crate::i18n::Lang;
use crate::intake::Refusal;
use crate::podcast::fault::Fault;
use crate::podcast::{chapters, transcripts};

/// Files that hang on an episode, by the last part of their address.
pub(super) struct Texts(Vec<(&'static str, Vec<u8>)>);

impl Texts {
    /// Reads the files as the server will: the sentence says what it would refuse. A master may become a few ms longer or
    /// shorter than the recording (`duration_ms`); the server has the last word.
    pub(super) fn read(
        chapters: Option<&Path>,
        transcript: Option<&Path>,
        duration_ms: u64,
        lang: Lang,
    ) -> anyhow::Result<Result<Self, String>> {
        let mut files = Vec::new();
        let kinds = [("chapters", chapters, chapters::MAX_BYTES), ("transcript", transcript, transcripts::MAX_BYTES)];
        for (name, path, max) in kinds {
            let Some(path) = path else { continue };
            let bytes = fs::read(path).with_context(|| unreadable(path, lang))?;
            let fault = match name {
                _ if bytes.len() > max => Some(Fault::new("text-file-too-large").value("max", max)),
                "chapters" => chapters::read(&bytes, None, duration_ms).err(),
                _ => transcripts::read(&bytes, None, None, duration_ms).err(),
            };
            if let Some(fault) = fault {
                return Ok(Err(format!("{}: {}", path.display(), Refusal::from(fault).sentence(lang))));
            }
            files.push((name, bytes));
        }
        Ok(Ok(Self(files)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (*name, bytes.as_slice()))
    }
}
