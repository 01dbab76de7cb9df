//! What a server said, sorted.

use std::error::Error as StdError;

use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};

use crate::storage::error::Error;
use crate::storage::key::Key;

/// Sorts an error by what a caller can do about it.
pub(super) fn sort<E>(key: &Key, doing: &'static str, error: SdkError<E, HttpResponse>) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    let key = key.clone();
    let never_sent = matches!(error, SdkError::ConstructionFailure(_));
    let status = error.raw_response().map(|response| response.status().as_u16());
    match (status, error.code().unwrap_or_default()) {
        (_, "InsufficientStorage" | "XMinioStorageFull" | "QuotaExceeded") | (Some(507), _) => {
            Error::Full { key, source: error.into() }
        }
        // HEAD has no body, so no code: what is not there is the object, as far as anybody can tell.
        (Some(404), "NoSuchKey" | "NoSuchUpload" | "NotFound" | "") => Error::Missing(key),
        (Some(501), _) => Error::Other { key, doing, source: error.into() },
        (Some(408 | 429 | 500..), _) | (None, _) if !never_sent => Error::Unavailable { key, source: error.into() },
        _ => Error::Other { key, doing, source: error.into() },
    }
}

/// Where the object ends, in bytes, if that is what was wrong with the range (416; RFC 9110, 15.5.17).
pub(super) fn ends_at<E>(error: &SdkError<E, HttpResponse>) -> Option<u64> {
    let response = error.raw_response().filter(|response| response.status().as_u16() == 416)?;
    Some(response.headers().get("content-range").and_then(whole_length).unwrap_or(0))
}

/// The length of the whole object, from `bytes 0-9/1000` or `bytes */1000` (RFC 9110, 14.4).
pub(super) fn whole_length(content_range: &str) -> Option<u64> {
    content_range.rsplit('/').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use aws_sdk_s3::config::http::HttpResponse;
    use aws_sdk_s3::operation::get_object::GetObjectError;
    use aws_sdk_s3::primitives::SdkBody;

    use super::*;

    /// An answer with this status and this code in its body.
    fn answer(status: u16, code: &str) -> SdkError<GetObjectError, HttpResponse> {
        let said = aws_sdk_s3::error::ErrorMetadata::builder().code(code).build();
        SdkError::service_error(
            GetObjectError::generic(said),
            HttpResponse::new(status.try_into().unwrap(), SdkBody::empty()),
        )
    }

    fn sorted(status: u16, code: &str) -> Error {
        sort(&Key::all_staging(), "read", answer(status, code))
    }

    #[test]
    fn a_server_without_room_is_full() {
        assert!(matches!(sorted(507, ""), Error::Full { .. }));
        assert!(matches!(sorted(400, "XMinioStorageFull"), Error::Full { .. }));
    }

    #[test]
    fn a_server_in_trouble_is_unavailable() {
        for (status, code) in [(500, "InternalError"), (503, "SlowDown"), (429, ""), (408, "RequestTimeout")] {
            assert!(matches!(sorted(status, code), Error::Unavailable { .. }), "{status}");
        }
    }

    #[test]
    fn what_waiting_does_not_mend_is_neither() {
        for (status, code) in [(403, "AccessDenied"), (404, "NoSuchBucket"), (501, "NotImplemented"), (301, "")] {
            assert!(matches!(sorted(status, code), Error::Other { .. }), "{status}");
        }
    }

    #[test]
    fn a_content_range_says_how_long_the_whole_is() {
        assert_eq!(whole_length("bytes 0-9/1000"), Some(1000));
        assert_eq!(whole_length("bytes */1000"), Some(1000));
        assert_eq!(whole_length("bytes 0-9/*"), None);
    }
}
