//! A document as the bytes that go out: compressed once, each encoding with its own strong ETag.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderValue;
use sha2::{Digest, Sha256};

/// A document in every encoding that is served.
#[derive(Debug, Clone)]
pub struct Encodings {
    /// As it is.
    pub identity: Encoded,
    /// `Content-Encoding: gzip`
    pub gzip: Encoded,
    /// `Content-Encoding: br`
    pub brotli: Encoded,
}

/// The bytes of one encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// What goes out.
    pub bytes: Bytes,
    /// Strong entity tag of exactly these bytes, quoted (RFC 9110 §8.8.3): the same in every process.
    pub etag: HeaderValue,
}

/// Encodings by their name in `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// None.
    Identity,
    /// `gzip`
    Gzip,
    /// `br`
    Brotli,
}

impl Encodings {
    /// Compresses a document.
    pub fn of(document: Bytes) -> Self {
        Self {
            gzip: Encoded::of(gzip(&document).into()),
            brotli: Encoded::of(brotli(&document).into()),
            identity: Encoded::of(document),
        }
    }

    /// The bytes of an encoding.
    pub fn encoded(&self, coding: Coding) -> &Encoded {
        match coding {
            Coding::Identity => &self.identity,
            Coding::Gzip => &self.gzip,
            Coding::Brotli => &self.brotli,
        }
    }
}

impl Encoded {
    fn of(bytes: Bytes) -> Self {
        let digest = Sha256::digest(&bytes);
        let tag = format!("\"{}\"", hex::encode(&digest[..16]));
        // Hexadecimal digits in quotes are a field's value.
        Self { etag: HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\"")), bytes }
    }

    /// The entity tag as text.
    pub fn tag(&self) -> &str {
        self.etag.to_str().unwrap_or_default()
    }
}

impl Coding {
    /// The value of `Content-Encoding`; none for identity.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The best encoding that an `Accept-Encoding` field takes (RFC 9110 §12.5.3): the smallest of those with the
    /// greatest weight.
    pub fn accepted(field: &str) -> Self {
        let weight = |name: &str| {
            field.split(',').take(32).find_map(|item| {
                let mut parts = item.split(';').map(str::trim);
                let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
                named.then(|| {
                    let q = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
                    q.map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0))
                })
            })
        };
        let any = weight("*").unwrap_or(0.0);
        let brotli = weight("br").unwrap_or(any);
        let gzip = weight("gzip").or_else(|| weight("x-gzip")).unwrap_or(any);
        let identity = weight("identity").unwrap_or(0.0);
        if brotli > 0.0 && brotli >= gzip && brotli >= identity {
            Self::Brotli
        } else if gzip > 0.0 && gzip >= identity {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

fn gzip(document: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(document);
    encoder.finish().unwrap_or_default()
}

fn brotli(document: &[u8]) -> Vec<u8> {
    // 9 and not 11: the last 5 % of size cost ten times the work.
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    let _ = brotli::BrotliCompress(&mut &document[..], &mut compressed, &parameters);
    compressed
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn every_encoding_holds_the_document() {
        let document = "Dajemy Ciałom Głos ".repeat(1000);
        let encodings = Encodings::of(document.clone().into());
        let mut unzipped = String::new();
        flate2::read::GzDecoder::new(&encodings.gzip.bytes[..]).read_to_string(&mut unzipped).unwrap();
        let mut unbrotled = Vec::new();
        brotli::BrotliDecompress(&mut &encodings.brotli.bytes[..], &mut unbrotled).unwrap();
        assert_eq!(unzipped, document);
        assert_eq!(unbrotled, document.as_bytes());
    }

    #[test]
    fn each_encoding_has_its_own_tag() {
        let encodings = Encodings::of("<rss/>".into());
        assert_ne!(encodings.identity.etag, encodings.gzip.etag);
        assert_ne!(encodings.gzip.etag, encodings.brotli.etag);
    }

    #[test]
    fn the_client_s_weights_decide() {
        assert_eq!(Coding::accepted(""), Coding::Identity);
        assert_eq!(Coding::accepted("gzip, deflate, br"), Coding::Brotli);
        assert_eq!(Coding::accepted("gzip;q=1.0, br;q=0.5"), Coding::Gzip);
        assert_eq!(Coding::accepted("gzip;q=0"), Coding::Identity);
        assert_eq!(Coding::accepted("identity, gzip;q=0.5"), Coding::Identity);
        assert_eq!(Coding::accepted("*"), Coding::Brotli);
    }
}
