//! An episode in an edition, with its part of the feed.

use std::io;
use std::mem::size_of;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::addresses::Addresses;
use crate::feed;
use crate::podcast::audios::Audio;
use crate::podcast::catalogue::Item;
use crate::podcast::shows::Show;

/// An episode and its rendered `<item>`. Later editions hold the same entry as long as neither the episode nor what the
/// show says of itself changed: what was rendered once stays.
#[derive(Debug)]
pub(super) struct Entry {
    /// The episode.
    pub(super) item: Arc<Item>,
    /// Bytes of the episode, counted once: what is held is added up again and again.
    weight: usize,
    fragment: OnceLock<Arc<Fragment>>,
}

/// An `<item>` as it stands in the feed.
#[derive(Debug)]
pub(super) struct Fragment {
    /// The XML.
    pub(super) text: Box<str>,
    /// SHA-256 of it: tags of documents are made of these, which costs less than reading the documents again.
    pub(super) digest: [u8; 32],
}

impl Entry {
    /// An episode that is not rendered yet.
    pub(super) fn new(item: Arc<Item>) -> Arc<Self> {
        Arc::new(Self { weight: weight(&item), item, fragment: OnceLock::new() })
    }

    /// The entry of an episode that was read anew: the one of before, or its fragment, wherever they are still right.
    pub(super) fn after((old_show, old): (&Show, &Arc<Self>), (show, item): (&Show, &Arc<Item>)) -> Arc<Self> {
        match feed::unchanged((old_show, &old.item), (show, item)) {
            true if *old.item == **item => Arc::clone(old),
            true => Arc::new(Self { weight: weight(item), item: Arc::clone(item), fragment: old.fragment.clone() }),
            false => Self::new(Arc::clone(item)),
        }
    }

    /// The `<item>`, rendered when it is first asked for.
    pub(super) fn fragment(&self, show: &Show, addresses: &Addresses) -> &Arc<Fragment> {
        self.fragment.get_or_init(|| {
            let text = feed::item(show, &self.item, addresses).into_boxed_str();
            Arc::new(Fragment { digest: Sha256::digest(text.as_bytes()).into(), text })
        })
    }

    /// Whether it was rendered already.
    pub(super) fn is_rendered(&self) -> bool {
        self.fragment.get().is_some()
    }

    /// About how much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let fragment = self.fragment.get().map_or(0, |fragment| size_of::<Fragment>() + fragment.text.len());
        size_of::<Self>() + self.weight + fragment
    }
}

/// About how much memory an episode holds, in bytes, with its rarer facts and its chapters, which may be most of it.
fn weight(item: &Item) -> usize {
    let Item { episode, audio, earlier, notes, chapters, transcript } = item;
    let texts = episode.notes.as_str().len() + episode.title.as_str().len() + episode.slug.as_str().len();
    let recordings = std::iter::once(audio).chain(earlier).map(recording).sum::<usize>();
    let chapters = size_of_val(chapters.as_slice()) + written(&**chapters);
    let transcript = transcript.as_ref().map_or(0, |facts| facts.version.len());
    size_of::<Item>() + texts + written(&episode.details.0) + recordings + size_of_val(&**notes) + chapters + transcript
}

/// About how many bytes the texts of a value hold: as many as it has when it is written down.
pub(super) fn written(value: &impl Serialize) -> usize {
    let mut count = Count(0);
    // What cannot be written is not counted: it has no such texts.
    let _ = serde_json::to_writer(&mut count, value);
    count.0
}

/// Counts what is written to it.
struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The heap of a recording's facts: two digests, an extension, a media type.
fn recording(audio: &Audio) -> usize {
    size_of::<Audio>() + audio.sha256.len() * 2 + audio.media_type.len() + audio.extension.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::podcast::chapters::{Chapter, Chapters};
    use crate::samples::catalogue;

    #[test]
    fn chapters_and_rarer_facts_weigh_what_they_hold() {
        let mut item = Arc::into_inner(catalogue().items.remove(0)).unwrap();
        let light = weight(&item);
        let chapter =
            |minute: u64| Chapter { start_ms: minute * 60_000, ..serde_json::from_str("{\"start_ms\":0}").unwrap() };
        item.chapters =
            Arc::new(serde_json::from_value(serde_json::json!((0..100).map(chapter).collect::<Vec<_>>())).unwrap());
        let chapters: &Chapters = &item.chapters;
        let with_chapters = weight(&item);
        assert!(with_chapters >= light + size_of_val(chapters.as_slice()));
        item.episode.details.0.apple_title = Some("t".repeat(200).try_into().unwrap());
        assert!(weight(&item) >= with_chapters + 200 - "null".len());
    }
}
