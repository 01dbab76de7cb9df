//! The words of episodes in the forms they go out in, held as long as they are asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::aside;
use crate::db::Db;
use crate::i18n::Lang;
use crate::podcast::catalogue::Item;
use crate::podcast::ids::EpisodeId;
use crate::podcast::shows::Show;
use crate::podcast::transcripts::{self, Form, Setting, Transcript};

/// Bytes of words held in memory: an hour's are about 100 kB in each form.
const HELD_BYTES: usize = 32 * 1024 * 1024;

/// Transcripts that are read and written at once: a long one is some 30 MB while it is.
static ROOM: Semaphore = Semaphore::const_new(8);

/// What the words in one form are made of: where it is the same, they are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    episode: EpisodeId,
    version: String,
    shape: Shape,
    setting: Setting,
    duration_ms: i64,
}

/// What the words are made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    /// A file or a document of its own.
    Form(Form),
    /// A part of the episode's page, for a reader who chose this language.
    Page(Option<Lang>),
}

impl Shape {
    /// The words; none where they are longer than this should be.
    fn write(self, transcript: &Transcript, setting: &Setting) -> Option<String> {
        match self {
            Self::Form(form) => Some(form.write(transcript, setting)),
            Self::Page(chosen) => transcript.on_page(chosen),
        }
    }
}

/// Words in one form.
#[derive(Debug, Clone)]
pub struct Words {
    /// The bytes.
    pub bytes: Bytes,
    /// Their entity tag, strong and in quotes.
    pub etag: String,
}

/// The words that were asked for last.
#[derive(Debug, Default)]
pub struct Transcripts {
    held: Mutex<HashMap<Key, Words>>,
    /// Those that are being made: a hundred who ask at once for the same have them made once, and nobody else waits.
    making: Mutex<HashMap<Key, Weak<tokio::sync::Mutex<()>>>>,
}

impl Transcripts {
    /// The words of an episode in this form; none when it has none.
    pub async fn of(&self, db: &Db, show: &Show, item: &Item, form: Form) -> anyhow::Result<Option<Words>> {
        self.shaped(db, show, item, Shape::Form(form)).await
    }

    /// The words as a part of the episode's page (HTML), whose links carry the language that the reader chose; none when it
    /// has none, or more than a page should hold.
    pub async fn on_page(
        &self,
        db: &Db,
        show: &Show,
        item: &Item,
        chosen: Option<Lang>,
    ) -> anyhow::Result<Option<Bytes>> {
        let words = self.shaped(db, show, item, Shape::Page(chosen)).await?;
        Ok(words.map(|words| words.bytes).filter(|bytes| !bytes.is_empty()))
    }

    async fn shaped(&self, db: &Db, show: &Show, item: &Item, shape: Shape) -> anyhow::Result<Option<Words>> {
        let Some(facts) = &item.transcript else { return Ok(None) };
        let key = Key {
            episode: item.episode.id,
            version: facts.version.clone(),
            shape,
            setting: Setting::of(show, &item.episode, facts.language.as_ref()),
            duration_ms: item.audio.duration_ms,
        };
        if let Some(held) = self.held(&key) {
            return Ok(Some(held));
        }
        let making = self.making(&key);
        let _making = making.lock().await;
        if let Some(held) = self.held(&key) {
            return Ok(Some(held));
        }
        let _room = ROOM.acquire().await?;
        let transcript = transcripts::of_episode(&mut db.conn().await?, key.episode).await?;
        let Some(transcript) = transcript else { return Ok(None) };
        let made = key.clone();
        let make = move || {
            let is_known = transcript.facts().version == made.version;
            let transcript = transcript.within(made.duration_ms.unsigned_abs());
            // That it is too long is remembered, too: as no words.
            (words(shape.write(&transcript, &made.setting).unwrap_or_default()), is_known)
        };
        let (words, is_known) = aside::done(make).await?;
        // Newer ones than the edition knows of are right, too, but they are not what it asked for.
        if is_known {
            self.hold(key, words.clone());
        }
        Ok(Some(words))
    }

    /// What is held while these are made.
    fn making(&self, key: &Key) -> Arc<tokio::sync::Mutex<()>> {
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(making) = making.get(key).and_then(Weak::upgrade) {
            return making;
        }
        making.retain(|_, made| made.strong_count() > 0);
        let new = Arc::default();
        making.insert(key.clone(), Arc::downgrade(&new));
        new
    }

    fn held(&self, key: &Key) -> Option<Words> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn hold(&self, key: Key, words: Words) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes: usize = held.values().map(|held| held.bytes.len()).sum();
        if bytes + words.bytes.len() > HELD_BYTES {
            // Which one goes matters little: it is one query away.
            held.clear();
        }
        held.insert(key, words);
    }
}

fn words(text: String) -> Words {
    let etag = format!("\"{}\"", hex::encode(&Sha256::digest(&text)[..16]));
    Words { bytes: text.into(), etag }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalogue;

    #[test]
    fn who_asks_for_the_same_waits_and_nobody_else() {
        let catalogue = catalogue();
        let [first, other] = [0, 1].map(|index| Key {
            episode: catalogue.items[index].episode.id,
            version: String::new(),
            shape: Shape::Form(Form::Vtt),
            setting: Setting::of(&catalogue.show, &catalogue.items[index].episode, None),
            duration_ms: 1000,
        });
        let transcripts = Transcripts::default();
        let making = transcripts.making(&first);
        let made = making.try_lock().unwrap();
        assert!(transcripts.making(&first).try_lock().is_err(), "they are being made");
        assert!(transcripts.making(&other).try_lock().is_ok(), "others are not");
        drop(made);
        assert!(transcripts.making(&first).try_lock().is_ok(), "they were made");
    }
}
