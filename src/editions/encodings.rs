//! A document as the bytes that go out: compressed once, each encoding with its own strong ETag.

use std::io::{self, Write as _};
use std::sync::Arc;

use anyhow::Context;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderValue;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use super::aside;
use super::coding::Coding;

/// zstd's level: of a feed of 1 MB, 15 takes three times as long for 1 % of the size, 19 six times as long for 6 %.
const ZSTD_LEVEL: i32 = 12;

/// brotli's quality: 9 and not 11, whose 5 % less size cost ten times the work.
const BROTLI_QUALITY: i32 = 9;

/// A document in the encodings that were asked for.
#[derive(Debug)]
pub struct Document {
    /// As it is.
    pub identity: Encoded,
    gzip: Arc<OnceCell<Encoded>>,
    brotli: Arc<OnceCell<Encoded>>,
    zstd: Arc<OnceCell<Encoded>>,
}

/// The bytes of one encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// What goes out.
    pub bytes: Bytes,
    /// Strong entity tag of exactly these bytes, quoted (RFC 9110 §8.8.3): the same in every process.
    pub etag: HeaderValue,
}

impl Document {
    /// A document of which nothing is compressed yet.
    pub fn new(identity: Encoded) -> Self {
        Self { identity, gzip: Arc::default(), brotli: Arc::default(), zstd: Arc::default() }
    }

    /// The bytes of an encoding, if they were made already.
    pub fn held(&self, coding: Coding) -> Option<&Encoded> {
        match self.cell(coding) {
            None => Some(&self.identity),
            Some(cell) => cell.get(),
        }
    }

    /// The bytes of an encoding. Whoever asks first has them made, off the async threads; the others wait for it.
    pub async fn encoded(&self, coding: Coding) -> anyhow::Result<&Encoded> {
        let Some(cell) = self.cell(coding) else { return Ok(&self.identity) };
        let document = self.identity.bytes.clone();
        let make = move || Ok(Encoded::of(compress(&document, coding).context("a feed could not be compressed")?));
        aside::once(cell, make).await
    }

    /// Makes the encodings that were asked of the document before; blocks for as long as it takes.
    pub(super) fn keep_up_with(&self, previous: &Self) {
        for coding in Coding::COMPRESSED {
            if previous.held(coding).is_some()
                && let Some(cell) = self.cell(coding)
                // Should it fail, who asks for it next tries again and tells why.
                && let Ok(bytes) = compress(&self.identity.bytes, coding)
            {
                // It is not there yet: nobody else has this document.
                let _ = cell.set(Encoded::of(bytes));
            }
        }
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        let compressed = Coding::COMPRESSED.into_iter().filter_map(|coding| self.held(coding));
        size_of::<Self>() + self.identity.bytes.len() + compressed.map(|encoded| encoded.bytes.len()).sum::<usize>()
    }

    fn cell(&self, coding: Coding) -> Option<&Arc<OnceCell<Encoded>>> {
        match coding {
            Coding::Identity => None,
            Coding::Gzip => Some(&self.gzip),
            Coding::Brotli => Some(&self.brotli),
            Coding::Zstd => Some(&self.zstd),
        }
    }
}

impl Encoded {
    /// Bytes whose tag is made of themselves.
    pub fn of(bytes: Bytes) -> Self {
        let digest = Sha256::digest(&bytes);
        Self::tagged(bytes, &digest)
    }

    /// Bytes whose tag is made of a digest that no others have.
    pub(super) fn tagged(bytes: Bytes, digest: &[u8]) -> Self {
        let tag = format!("\"{}\"", hex::encode(&digest[..16]));
        // Hexadecimal digits in quotes are a field's value.
        Self { etag: HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\"")), bytes }
    }

    /// The entity tag as text.
    pub fn tag(&self) -> &str {
        self.etag.to_str().unwrap_or_default()
    }
}

/// A document in an encoding.
fn compress(document: &Bytes, coding: Coding) -> io::Result<Bytes> {
    match coding {
        Coding::Identity => Ok(document.clone()),
        Coding::Gzip => gzip(document).map(Bytes::from),
        Coding::Brotli => brotli(document).map(Bytes::from),
        Coding::Zstd => zstd::bulk::compress(document, ZSTD_LEVEL).map(Bytes::from),
    }
}

fn gzip(document: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(document)?;
    encoder.finish()
}

fn brotli(document: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &document[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[tokio::test]
    async fn every_encoding_holds_the_document() {
        let text = "Dajemy Ciałom Głos ".repeat(1000);
        let document = Document::new(Encoded::of(text.clone().into()));
        for coding in Coding::COMPRESSED {
            let bytes = &document.encoded(coding).await.unwrap().bytes[..];
            let mut plain = Vec::new();
            match coding {
                Coding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap()),
                Coding::Brotli => brotli::BrotliDecompress(&mut &*bytes, &mut plain).unwrap(),
                Coding::Zstd => plain = zstd::decode_all(bytes).unwrap(),
                Coding::Identity => unreachable!("it does not compress"),
            }
            assert!(plain == text.as_bytes() && bytes.len() < text.len() / 10, "{coding:?}");
        }
    }

    #[tokio::test]
    async fn each_encoding_has_its_own_tag() {
        let document = Document::new(Encoded::of("<rss/>".into()));
        let mut tags = vec![document.identity.tag()];
        for coding in Coding::COMPRESSED {
            tags.push(document.encoded(coding).await.unwrap().tag());
        }
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), 4);
    }

    #[tokio::test]
    async fn what_was_asked_for_once_is_made_with_the_next_document() {
        let asked = Document::new(Encoded::of("<rss/>".into()));
        asked.encoded(Coding::Gzip).await.unwrap();
        let next = Document::new(Encoded::of("<rss></rss>".into()));
        next.keep_up_with(&asked);
        let made = Coding::COMPRESSED.map(|coding| next.held(coding).is_some());
        assert_eq!(made, Coding::COMPRESSED.map(|coding| coding == Coding::Gzip));
    }
}
