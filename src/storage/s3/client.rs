//! The connection to the server: how it is spoken to, and for how long it is waited for.

use std::time::Duration;

use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Builder, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
    StalledStreamProtectionConfig,
};
use aws_sdk_s3::{Client, Config};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

use super::S3Settings;
use crate::storage::error::{Error, Result};

/// Tries of one request, the first included. The pauses between them grow.
const TRIES: u32 = 3;

/// The slowest line to the server that is waited for, in bytes a second: 1 Mbit/s.
const SLOWEST: u64 = 125_000;

/// A client for these settings. Nothing goes over the network yet.
pub(super) fn connect(settings: &S3Settings) -> Result<Client> {
    let place = settings.endpoint.clone().unwrap_or_else(|| "Amazon S3".to_owned());
    if settings
        .endpoint
        .as_deref()
        .is_some_and(|address| !address.starts_with("http://") && !address.starts_with("https://"))
    {
        return Err(Error::Settings { place, why: "its address must begin with http:// or https://".to_owned() });
    }
    if settings.bucket.is_empty() {
        return Err(Error::Settings {
            place,
            why: "no bucket is named; write s3://BUCKET or s3://BUCKET/PREFIX".to_owned(),
        });
    }
    let http = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .region(Region::new(settings.region.clone()))
        .force_path_style(settings.path_style)
        .credentials_provider(Credentials::new(&settings.access_key, &settings.secret_key, None, None, "settings"))
        // The newer checksums are refused by Ceph and Swift and break bodies on rclone; the signature covers the payload anyway.
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
        .retry_config(RetryConfig::standard().with_max_attempts(TRIES))
        .timeout_config(patience(0))
        .stalled_stream_protection(
            StalledStreamProtectionConfig::enabled().grace_period(Duration::from_secs(20)).build(),
        );
    config.set_endpoint_url(settings.endpoint.clone());
    Ok(Client::from_conf(config.build()))
}

/// For a request that sends this many bytes.
pub(super) fn patient(bytes: usize) -> Builder {
    Config::builder().timeout_config(patience(bytes))
}

/// For the greeting at the start: one try, and the service does not wait long for it.
pub(super) fn impatient() -> Builder {
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_secs(3)).build();
    Config::builder().timeout_config(timeout).retry_config(RetryConfig::disabled())
}

/// A server that is silent is given up after 25 s, one that is slow gets the time this many bytes need. The time to read an
/// answer's body does not count: a listener may take hours.
fn patience(bytes: usize) -> TimeoutConfig {
    let one_try = Duration::from_secs(10 + bytes as u64 / SLOWEST);
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(5))
        .operation_attempt_timeout(one_try)
        .operation_timeout(one_try * 2 + Duration::from_secs(5))
        .build()
}
