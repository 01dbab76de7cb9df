//! Parts of objects that were never finished: invisible, paid for, and kept for ever unless somebody takes them away.

use std::error::Error as StdError;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::types::MultipartUpload;

use super::S3;
use super::error::sort;
use crate::storage::error::{Error, Result};
use crate::storage::key::Key;

impl S3 {
    /// Takes back the multipart uploads of this store that began more than `age` ago. Only below the store's own folders:
    /// without a prefix the bucket may be somebody else's too.
    pub(in crate::storage) async fn sweep(&self, age: Duration) -> Result<()> {
        for folder in ["audio/", "covers/", "staging/"] {
            self.sweep_below(&format!("{}{folder}", self.prefix), age).await?;
        }
        Ok(())
    }

    async fn sweep_below(&self, prefix: &str, age: Duration) -> Result<()> {
        let (mut after_key, mut after_upload) = (None, None);
        loop {
            let list = self.client.list_multipart_uploads().bucket(&*self.bucket).prefix(prefix);
            let list = list.set_key_marker(after_key).set_upload_id_marker(after_upload);
            let page = list.send().await.map_err(|error| failed("list the unfinished objects beside", error))?;
            for upload in page.uploads().iter().filter(|upload| is_older(upload, age)) {
                self.take_back(upload).await?;
            }
            (after_key, after_upload) = (page.next_key_marker, page.next_upload_id_marker);
            if !page.is_truncated.unwrap_or(false) || after_key.is_none() {
                return Ok(());
            }
        }
    }

    async fn take_back(&self, upload: &MultipartUpload) -> Result<()> {
        let abort = self.client.abort_multipart_upload().bucket(&*self.bucket);
        let abort = abort.set_key(upload.key.clone()).set_upload_id(upload.upload_id.clone());
        match abort.send().await.map_err(|error| failed("sweep an unfinished object beside", error)) {
            Ok(_) | Err(Error::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// The objects have no key of ours to name; the store's own folder stands for them.
fn failed<E>(doing: &'static str, error: SdkError<E, HttpResponse>) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    sort(&Key::all_staging(), doing, error)
}

fn is_older(upload: &MultipartUpload, age: Duration) -> bool {
    let begun = upload.initiated().and_then(|begun| u64::try_from(begun.secs()).ok()).unwrap_or(0);
    SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_secs(begun)).is_ok_and(|lain| lain > age)
}
