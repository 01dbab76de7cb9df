//! Lines that break, servers that are silent, disks that are full.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bytes::Bytes;
use glos::storage::{Error, S3Settings, Storage};
use http_body_util::BodyExt;
use uuid::Uuid;

use crate::proxy::{Fate, Proxy};
use crate::stores::{Store, audio, files, noise, settings};

/// The test server, and a line to it of this fate.
async fn behind_a_line(fate: Fate) -> Option<(Store, Store, Proxy)> {
    let direct = settings()?;
    let proxy = Proxy::new(server(&direct), fate).await;
    let through = S3Settings { endpoint: Some(format!("http://{}", proxy.address)), ..direct.clone() };
    Some((Store::on(&direct).await, Store::on(&through).await, proxy))
}

/// Host and port of the test server.
fn server(settings: &S3Settings) -> String {
    settings.endpoint.as_deref().unwrap().trim_start_matches("http://").to_owned()
}

/// A server at an address where nothing can be expected to answer.
async fn nobody_at(address: String) -> Store {
    let settings = S3Settings {
        bucket: "glos".into(),
        endpoint: Some(format!("http://{address}")),
        region: "us-east-1".into(),
        path_style: true,
        access_key: "key".into(),
        secret_key: "secret".into(),
        ..S3Settings::default()
    };
    Store::on(&settings).await
}

#[tokio::test]
async fn an_object_is_read_whole_over_a_line_that_keeps_breaking() {
    let Some((direct, broken, proxy)) = behind_a_line(Fate::Dies(3 << 20)).await else {
        return;
    };
    let bytes = noise(20 << 20, 1);
    direct.storage.put_file(&audio(1), &direct.file(&bytes), "audio/mpeg").await.unwrap();
    assert!(broken.read_all(&audio(1)).await == bytes);
    assert!(proxy.connections.load(Ordering::Relaxed) >= 7);
}

#[tokio::test]
async fn an_object_is_read_whole_over_a_line_that_falls_silent() {
    let Some((direct, silent, _proxy)) = behind_a_line(Fate::FallsSilent(3 << 20)).await else {
        return;
    };
    let bytes = noise(4 << 20, 12);
    direct.storage.put(&audio(1), bytes.clone().into(), "audio/mpeg").await.unwrap();
    assert!(silent.read_all(&audio(1)).await == bytes);
}

#[tokio::test]
async fn a_line_that_gets_nowhere_is_given_up() {
    let Some((direct, broken, _proxy)) = behind_a_line(Fate::Dies(20_000)).await else {
        return;
    };
    direct.storage.put(&audio(1), noise(4 << 20, 2).into(), "audio/mpeg").await.unwrap();
    let ended = broken.read(&audio(1), 0..4 << 20).await;
    assert!(matches!(ended, Err(Error::Unavailable { .. })), "{ended:?}");
}

#[tokio::test]
async fn an_object_that_is_there_is_not_sent_again() {
    let Some((direct, line, proxy)) = behind_a_line(Fate::Lives).await else {
        return;
    };
    let file = direct.file(&noise(10 << 20, 3));
    direct.storage.put_file(&audio(1), &file, "audio/mpeg").await.unwrap();
    line.storage.put_file(&audio(1), &file, "audio/mpeg").await.unwrap();
    assert!(proxy.up.load(Ordering::Relaxed) < 10_000);
}

/// How many unfinished objects the server keeps parts of.
async fn unfinished(settings: &S3Settings) -> usize {
    let S3Settings { access_key, secret_key, endpoint, region, .. } = settings.clone();
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .credentials_provider(aws_sdk_s3::config::Credentials::new(access_key, secret_key, None, None, "test"))
        .region(aws_sdk_s3::config::Region::new(region))
        .endpoint_url(endpoint.unwrap())
        .force_path_style(true);
    let list = aws_sdk_s3::Client::from_conf(config.build()).list_multipart_uploads();
    list.bucket(&settings.bucket).prefix(&settings.prefix).send().await.unwrap().uploads().len()
}

/// Begins to put a large object and waits until some of it is on its way.
async fn put_half(line: &Store, proxy: &Proxy, file: PathBuf) -> tokio::task::JoinHandle<Result<(), Error>> {
    let storage = line.storage.clone();
    let put = tokio::spawn(async move { storage.put_file(&audio(1), &file, "audio/mpeg").await });
    while proxy.up.load(Ordering::Relaxed) < 9 << 20 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    put
}

#[tokio::test]
async fn a_put_that_nobody_waits_for_any_more_leaves_nothing() {
    let Some((direct, line, proxy)) = behind_a_line(Fate::Lives).await else {
        return;
    };
    let put = put_half(&line, &proxy, direct.file(&noise(64 << 20, 4))).await;
    put.abort();
    assert!(put.await.unwrap_err().is_cancelled(), "the put was over before it could be cut");
    assert_eq!(direct.storage.size(&audio(1)).await.unwrap(), None);
    let began = Instant::now();
    while unfinished(&direct.settings).await > 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "its parts are still there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_put_whose_file_shrinks_leaves_nothing() {
    let Some((direct, line, proxy)) = behind_a_line(Fate::Lives).await else {
        return;
    };
    let file = direct.file(&noise(64 << 20, 10));
    let put = put_half(&line, &proxy, file.clone()).await;
    std::fs::OpenOptions::new().write(true).open(file).unwrap().set_len(1 << 20).unwrap();
    let failed = put.await.unwrap();
    assert!(matches!(failed, Err(Error::Other { .. })), "{failed:?}");
    assert_eq!(direct.storage.size(&audio(1)).await.unwrap(), None);
    assert_eq!(unfinished(&direct.settings).await, 0);
}

#[tokio::test]
async fn a_sweep_takes_back_what_a_dead_process_began_to_put() {
    let Some((direct, line, proxy)) = behind_a_line(Fate::Lives).await else {
        return;
    };
    let put = put_half(&line, &proxy, direct.file(&noise(64 << 20, 11))).await;
    // Nothing more gets through, so the put cannot take itself back.
    drop(proxy);
    let failed = put.await.unwrap();
    assert!(matches!(failed, Err(Error::Unavailable { .. })), "{failed:?}");
    assert_eq!(unfinished(&direct.settings).await, 1);
    direct.storage.sweep(Duration::from_secs(3600)).await.unwrap();
    assert_eq!(unfinished(&direct.settings).await, 1);
    tokio::time::sleep(Duration::from_secs(1)).await;
    direct.storage.sweep(Duration::ZERO).await.unwrap();
    assert_eq!(unfinished(&direct.settings).await, 0);
}

#[tokio::test]
async fn a_server_that_was_down_is_used_again_when_it_is_back() {
    let Some((direct, line, proxy)) = behind_a_line(Fate::Lives).await else {
        return;
    };
    let address = proxy.address;
    drop(proxy);
    let refused = line.storage.put(&audio(1), Bytes::from_static(b"a"), "audio/mpeg").await;
    assert!(matches!(refused, Err(Error::Unavailable { .. })), "{refused:?}");
    let _back = Proxy::at(address, server(&direct.settings), Fate::Lives).await;
    line.storage.put(&audio(1), Bytes::from_static(b"a"), "audio/mpeg").await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_down_is_unavailable_at_once() {
    let store = nobody_at("127.0.0.1:1".into()).await;
    let began = Instant::now();
    for refused in [
        store.storage.size(&audio(1)).await.map(drop),
        store.read(&audio(1), 0..1).await.map(drop),
        store.storage.put(&audio(1), Bytes::from_static(b"a"), "audio/mpeg").await,
        store.storage.delete(&audio(1)).await,
        store.storage.staged_uploads().await.map(drop),
    ] {
        assert!(matches!(refused, Err(Error::Unavailable { .. })), "{refused:?}");
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_server_that_is_silent_is_given_up() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let store = nobody_at(silent.local_addr().unwrap().to_string()).await;
    let began = Instant::now();
    let (key, other) = (audio(1), audio(2));
    let (size, put) =
        tokio::join!(store.storage.size(&key), store.storage.put(&other, Bytes::from_static(b"a"), "audio/mpeg"));
    assert!(matches!(size, Err(Error::Unavailable { .. })), "{size:?}");
    assert!(matches!(put, Err(Error::Unavailable { .. })), "{put:?}");
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_bucket_that_does_not_exist_is_not_taken_for_a_missing_object() {
    let Some(settings) = settings() else { return };
    let store = Store::on(&S3Settings { bucket: "no-such-bucket".into(), ..settings }).await;
    let refused = store.read(&audio(1), 0..1).await;
    assert!(matches!(refused, Err(Error::Other { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_wrong_secret_is_not_taken_for_a_passing_fault() {
    let Some(settings) = settings() else { return };
    let store = Store::on(&S3Settings { secret_key: "wrong".into(), ..settings }).await;
    let refused = store.read(&audio(1), 0..1).await;
    assert!(matches!(refused, Err(Error::Other { .. })), "{refused:?}");
}

#[tokio::test]
async fn settings_that_cannot_be_meant_are_refused() {
    let missing_scheme =
        S3Settings { bucket: "b".into(), endpoint: Some("localhost:9000".into()), ..S3Settings::default() };
    for settings in [S3Settings::default(), missing_scheme] {
        assert!(matches!(Storage::s3(&settings).await, Err(Error::Settings { .. })));
    }
}

#[test]
fn the_secret_is_not_shown() {
    let settings = S3Settings { secret_key: "hush".into(), ..S3Settings::default() };
    assert!(!format!("{settings:?}").contains("hush"));
}

/// A disk of 8 MiB, while this is held; `None`, said loudly, where nothing may be mounted.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder.path()).output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder));
        }
        std::io::Write::write_all(
            &mut std::io::stderr(),
            b"note: a full disk is NOT tested, mounting a tmpfs needs root\n",
        )
        .unwrap();
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

#[tokio::test]
async fn a_full_disk_keeps_nothing_of_a_put_and_takes_the_next_that_fits() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let storage = Storage::local(disk.0.path().to_owned()).await.unwrap();
    let other = Store::local().await;
    let too_much = other.file(&noise(16 << 20, 5));
    let refused = storage.put_file(&audio(1), &too_much, "audio/mpeg").await;
    assert!(matches!(refused, Err(Error::Full { .. })), "{refused:?}");
    assert_eq!(files(disk.0.path()), Vec::<PathBuf>::new());
    storage.put_file(&audio(2), &other.file(&noise(4 << 20, 6)), "audio/mpeg").await.unwrap();
}

#[tokio::test]
async fn an_upload_goes_on_where_a_full_disk_stopped_it() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let storage = Storage::local(disk.0.path().join("store")).await.unwrap();
    let (upload, bytes) = (Uuid::new_v4(), noise(6 << 20, 7));
    let ballast = disk.0.path().join("ballast");
    std::fs::write(&ballast, noise(4 << 20, 8)).unwrap();

    let mut writer = storage.stage(upload, 0).await.unwrap();
    writer.write(Bytes::copy_from_slice(&bytes[..1 << 20])).await.unwrap();
    let mut parts = vec![writer.flush().await.unwrap().unwrap()];
    let refused = writer.write(Bytes::copy_from_slice(&bytes[1 << 20..])).await;
    assert!(matches!(refused, Err(Error::Full { .. })), "{refused:?}");

    std::fs::remove_file(ballast).unwrap();
    let mut writer = storage.stage(upload, parts[0].end()).await.unwrap();
    writer.write(Bytes::copy_from_slice(&bytes[1 << 20..])).await.unwrap();
    parts.extend(writer.flush().await.unwrap());
    let file = storage.assemble(upload, &parts, 6 << 20, disk.0.path()).await.unwrap();
    assert!(std::fs::read(file.path()).unwrap() == bytes);
}

#[tokio::test]
async fn a_stream_that_is_dropped_half_way_is_no_harm() {
    let Some(store) = Store::s3().await else {
        return;
    };
    store.storage.put(&audio(1), noise(4 << 20, 9).into(), "audio/mpeg").await.unwrap();
    let mut stream = store.storage.open(&audio(1), 0..4 << 20).await.unwrap();
    assert!(stream.frame().await.unwrap().is_ok());
    drop(stream);
    assert_eq!(store.read_all(&audio(1)).await.len(), 4 << 20);
}
