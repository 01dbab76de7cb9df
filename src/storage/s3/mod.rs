//! Objects in a bucket.

mod body;
mod client;
mod error;
mod put;
mod sweep;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::SdkBody;
use futures_util::{TryStreamExt, stream};

use self::error::sort;
use super::error::{Error, Result};
use super::key::Key;
use super::staging::Writers;

pub(super) use self::body::Body;

/// Where the bucket is and how to talk to it.
#[derive(Clone, Default)]
pub struct S3Settings {
    /// The bucket's name.
    pub bucket: String,
    /// What every key begins with, so that a bucket can be shared; may be empty.
    pub prefix: String,
    /// The server's address, as in `https://s3.example.org`; none means Amazon's own.
    pub endpoint: Option<String>,
    /// The region, as the server calls it; Garage refuses any but its own.
    pub region: String,
    /// `https://server/bucket/key` rather than `https://bucket.server/key`: what third-party servers want.
    pub path_style: bool,
    /// The access key's public half.
    pub access_key: String,
    /// The access key's secret half.
    pub secret_key: String,
}

impl fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bucket, prefix, endpoint, region, path_style, access_key, secret_key: _ } = self;
        f.debug_struct("S3Settings")
            .field("bucket", bucket)
            .field("prefix", prefix)
            .field("endpoint", endpoint)
            .field("region", region)
            .field("path_style", path_style)
            .field("access_key", access_key)
            .finish_non_exhaustive()
    }
}

/// A store in a bucket.
#[derive(Debug, Clone)]
pub struct S3 {
    client: Client,
    bucket: Arc<str>,
    /// Empty, or ends in a slash.
    prefix: Arc<str>,
    /// Who stages uploads here.
    pub(super) writers: Writers,
}

impl S3 {
    pub(super) async fn new(settings: &S3Settings) -> Result<Self> {
        let prefix = settings.prefix.trim_matches('/');
        let s3 = Self {
            client: client::connect(settings)?,
            bucket: settings.bucket.as_str().into(),
            prefix: if prefix.is_empty() { "".into() } else { format!("{prefix}/").into() },
            writers: Writers::default(),
        };
        s3.greet(settings).await;
        Ok(s3)
    }

    /// Says in the log if the bucket does not answer. The service starts all the same: it may answer later.
    async fn greet(&self, settings: &S3Settings) {
        let asked = self
            .client
            .head_bucket()
            .bucket(&*self.bucket)
            .customize()
            .config_override(client::impatient())
            .send()
            .await;
        if let Err(error) = asked {
            let error = aws_sdk_s3::error::DisplayErrorContext(error);
            tracing::warn!(bucket = %self.bucket, endpoint = settings.endpoint, %error, "the S3 bucket does not answer as it should");
        }
    }

    /// The object's name in the bucket.
    fn name(&self, key: &Key) -> String {
        format!("{}{key}", self.prefix)
    }

    pub(super) async fn size(&self, key: &Key) -> Result<Option<u64>> {
        match self.client.head_object().bucket(&*self.bucket).key(self.name(key)).send().await {
            Ok(head) => Ok(Some(head.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or(0))),
            Err(error) => match sort(key, "ask about", error) {
                Error::Missing(_) => Ok(None),
                error => Err(error),
            },
        }
    }

    pub(super) async fn open(&self, key: &Key, range: Range<u64>) -> Result<Body> {
        // A range of no bytes cannot be written in HTTP (RFC 9110, 14.1.2): only whether the object reaches there is asked.
        if range.is_empty() {
            let found = self.size(key).await?.ok_or_else(|| Error::Missing(key.clone()))?;
            return if range.end <= found {
                Ok(Body::empty(self.clone(), key.clone()))
            } else {
                Err(Error::Short { key: key.clone(), expected: range.end, found })
            };
        }
        let (bytes, etag) = self.fetch(key, range.clone(), None).await?;
        Ok(Body::new(self.clone(), key.clone(), range, bytes, etag))
    }

    /// Asks for these bytes, of this version if `etag` names one; there is at least one.
    async fn fetch(&self, key: &Key, range: Range<u64>, etag: Option<String>) -> Result<(SdkBody, Option<String>)> {
        let asked = format!("bytes={}-{}", range.start, range.end - 1);
        let get = self.client.get_object().bucket(&*self.bucket).key(self.name(key)).range(asked).set_if_match(etag);
        let got = get.send().await.map_err(|error| match error::ends_at(&error) {
            Some(found) => Error::Short { key: key.clone(), expected: range.end, found },
            None => sort(key, "read", error),
        })?;
        let length = got.content_length().and_then(|length| u64::try_from(length).ok());
        if length != Some(range.end - range.start) {
            let found = got.content_range().and_then(error::whole_length).or(length).unwrap_or(0);
            return Err(Error::Short { key: key.clone(), expected: range.end, found });
        }
        Ok((got.body.into_inner(), got.e_tag))
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<()> {
        let deleted = self.client.delete_object().bucket(&*self.bucket).key(self.name(key)).send().await;
        match deleted.map_err(|error| sort(key, "delete", error)) {
            Ok(_) | Err(Error::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn presign(&self, key: &Key, valid: Duration, content_type: &str) -> Result<String> {
        let refuse = |source| Error::Other { key: key.clone(), doing: "make a temporary address for", source };
        let valid = PresigningConfig::expires_in(valid).map_err(|error| refuse(error.into()))?;
        let get =
            self.client.get_object().bucket(&*self.bucket).key(self.name(key)).response_content_type(content_type);
        let signed = get.presigned(valid).await.map_err(|error| refuse(error.into()))?;
        Ok(signed.uri().to_owned())
    }

    /// The names of all objects in the folder `under`, without its name. Folders themselves are not asked for: where a
    /// server has any, they stay when they are empty.
    pub(super) async fn list(&self, under: &Key) -> Result<Vec<String>> {
        let folder = format!("{}/", self.name(under));
        let list = self.client.list_objects_v2().bucket(&*self.bucket).prefix(&folder);
        let mut pages = list.into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| sort(under, "list", error))?;
            let keys = page.contents().iter().filter_map(|object| object.key());
            names.extend(keys.filter_map(|key| key.strip_prefix(&folder)).map(str::to_owned));
        }
        Ok(names)
    }

    /// Deletes every object in the folder `under`, one by one: asking for many at once needs an MD5 on some servers.
    pub(super) async fn delete_folder(&self, under: &Key) -> Result<()> {
        let names = self.list(under).await?;
        let keys = names.iter().map(|name| under.join(name).map_err(Error::from));
        let each = stream::iter(keys);
        each.try_for_each_concurrent(8, |key| async move { self.delete(&key).await }).await
    }
}
