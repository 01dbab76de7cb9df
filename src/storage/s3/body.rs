//! An object on its way out, that goes on when the connection breaks.

use std::fmt;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_sdk_s3::primitives::SdkBody;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http_body::Body as _;

use super::S3;
use crate::storage::error::{BoxError, Error, Result};
use crate::storage::key::Key;

/// Times a broken body is asked for again before any new bytes came.
const RESUMES: u32 = 4;

/// Bytes that must have come before the count starts anew: a server that cuts every few bytes is given up.
const PROGRESS: u64 = 1 << 20;

/// Passes the server's bytes on without copying them. The SDK never repeats a request whose body has begun, so this asks for
/// the rest itself, of the same version (If-Match).
pub(in crate::storage) struct Body {
    s3: S3,
    key: Key,
    rest: Range<u64>,
    etag: Option<String>,
    source: Source,
    resumes: u32,
    resumed_at: u64,
}

enum Source {
    Streaming(SdkBody),
    Asking(BoxFuture<'static, Result<SdkBody>>),
}

impl Body {
    pub(super) fn new(s3: S3, key: Key, rest: Range<u64>, bytes: SdkBody, etag: Option<String>) -> Self {
        let resumed_at = rest.start;
        Self { s3, key, rest, etag, source: Source::Streaming(bytes), resumes: 0, resumed_at }
    }

    pub(super) fn empty(s3: S3, key: Key) -> Self {
        Self::new(s3, key, 0..0, SdkBody::empty(), None)
    }

    pub(in crate::storage) fn remaining(&self) -> u64 {
        self.rest.end - self.rest.start
    }

    pub(in crate::storage) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        while self.remaining() > 0 {
            let went_wrong = match &mut self.source {
                Source::Streaming(body) => match ready!(Pin::new(body).poll_frame(cx)) {
                    Some(Ok(frame)) => match frame.into_data() {
                        Ok(bytes) if !bytes.is_empty() => {
                            return Poll::Ready(Some(Ok(self.advance(bytes))));
                        }
                        _ => continue,
                    },
                    Some(Err(error)) => self.resume(error),
                    None => self.resume("the body ended early".into()),
                },
                Source::Asking(asking) => match ready!(asking.poll_unpin(cx)) {
                    Ok(body) => {
                        self.source = Source::Streaming(body);
                        continue;
                    }
                    Err(error) => Err(error),
                },
            };
            if let Err(error) = went_wrong {
                self.rest.start = self.rest.end;
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready(None)
    }

    /// Counts what came. More than was asked for is not passed on.
    fn advance(&mut self, mut bytes: Bytes) -> Bytes {
        bytes.truncate(usize::try_from(self.remaining()).unwrap_or(usize::MAX));
        self.rest.start += bytes.len() as u64;
        bytes
    }

    /// Asks for the rest, unless that was tried too often.
    fn resume(&mut self, source: BoxError) -> Result<()> {
        if self.rest.start - self.resumed_at >= PROGRESS {
            self.resumes = 0;
        }
        if self.resumes == RESUMES {
            return Err(Error::Unavailable { key: self.key.clone(), source });
        }
        tracing::debug!(key = %self.key, at = self.rest.start, error = %source, "an S3 body broke; asking for the rest");
        self.resumes += 1;
        self.resumed_at = self.rest.start;
        let (s3, key, rest, etag) = (self.s3.clone(), self.key.clone(), self.rest.clone(), self.etag.clone());
        self.source = Source::Asking(async move { Ok(s3.fetch(&key, rest, etag).await?.0) }.boxed());
        Ok(())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("key", &self.key).field("rest", &self.rest).finish_non_exhaustive()
    }
}
