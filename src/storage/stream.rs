//! The bytes of an object on their way out.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::{Error, local, s3};

/// Exactly the bytes that were asked of an object; when they cannot be had the stream ends in an error, never early.
#[derive(Debug)]
pub struct ByteStream(Source);

#[derive(Debug)]
enum Source {
    Local(local::Body),
    S3(s3::Body),
}

impl ByteStream {
    pub(super) fn local(body: local::Body) -> Self {
        Self(Source::Local(body))
    }

    pub(super) fn s3(body: s3::Body) -> Self {
        Self(Source::S3(body))
    }

    /// Bytes still to come.
    #[must_use]
    pub fn remaining(&self) -> u64 {
        match &self.0 {
            Source::Local(body) => body.remaining(),
            Source::S3(body) => body.remaining(),
        }
    }
}

impl Body for ByteStream {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let chunk = match &mut self.0 {
            Source::Local(body) => body.poll_chunk(cx),
            Source::S3(body) => body.poll_chunk(cx),
        };
        chunk.map(|chunk| chunk.map(|bytes| bytes.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.remaining() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining())
    }
}
