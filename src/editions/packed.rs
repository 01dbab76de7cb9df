//! Small documents as the bytes that go out, compressed once and held as long as they are asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderValue;

use super::coding::Coding;
use super::encodings::{Document, Encoded};

/// Bytes held in memory, of the documents and of what they were compressed to.
const HELD_BYTES: usize = 32 * 1024 * 1024;

/// Bytes that are not worth compressing: they go out in one packet as they are.
const SMALL: usize = 1000;

/// The documents that were asked for compressed last, by their entity tags: the same bytes are the same document.
#[derive(Debug, Default)]
pub struct Packed {
    held: Mutex<HashMap<HeaderValue, Arc<Document>>>,
}

impl Packed {
    /// A document in this encoding, or as it is where it is small.
    pub async fn encoded(&self, identity: Encoded, coding: Coding) -> anyhow::Result<(Encoded, Coding)> {
        if coding == Coding::Identity || identity.bytes.len() < SMALL {
            return Ok((identity, Coding::Identity));
        }
        let document = self.document(identity);
        Ok((document.encoded(coding).await?.clone(), coding))
    }

    fn document(&self, identity: Encoded) -> Arc<Document> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = held.get(&identity.etag) {
            return Arc::clone(document);
        }
        let bytes: usize = held.values().map(|held| held.bytes()).sum();
        if bytes + identity.bytes.len() > HELD_BYTES {
            // Which one goes matters little: it is compressed again in a moment.
            held.clear();
        }
        let tag = identity.etag.clone();
        let document = Arc::new(Document::new(identity));
        held.insert(tag, Arc::clone(&document));
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_documents_stay_within_the_bound() {
        let packed = Packed::default();
        for at in 0..10_u8 {
            let text = vec![at; HELD_BYTES / 4];
            let (encoded, coding) = packed.encoded(Encoded::of(text.into()), Coding::Gzip).await.unwrap();
            assert!(coding == Coding::Gzip && encoded.bytes.len() < HELD_BYTES / 100);
        }
        let held: usize = packed.held.lock().unwrap().values().map(|held| held.bytes()).sum();
        assert!(held <= HELD_BYTES, "{held}");
    }

    #[tokio::test]
    async fn what_fits_a_packet_goes_out_as_it_is() {
        let (encoded, coding) = Packed::default().encoded(Encoded::of("{}".into()), Coding::Brotli).await.unwrap();
        assert_eq!((&encoded.bytes[..], coding), (&b"{}"[..], Coding::Identity));
    }
}
