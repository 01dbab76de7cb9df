//! Objects: put whole, read in ranges, never changed.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join_all;
use glos::storage::{Error, Key};
use http_body::Body;

use crate::stores::{Store, audio, files, noise, on_both_stores};

on_both_stores! {
    async fn bytes_come_back_as_they_were(store: &Store) {
        for (number, length) in [0, 1, 7, 300_000].into_iter().enumerate() {
            let (key, bytes) = (audio(number as u8), noise(length, 1));
            store.storage.put(&key, Bytes::from(bytes.clone()), "audio/mpeg").await.unwrap();
            assert_eq!(store.read_all(&key).await, bytes);
        }
    }

    async fn a_file_comes_back_as_it_was(store: &Store) {
        for (number, length) in [0, 1, (8 << 20) - 1, 8 << 20, (20 << 20) + 3].into_iter().enumerate() {
            let (key, bytes) = (audio(number as u8), noise(length, 2));
            store.storage.put_file(&key, &store.file(&bytes), "audio/mpeg").await.unwrap();
            assert!(store.read_all(&key).await == bytes, "{length} bytes came back changed");
        }
    }

    async fn any_range_is_exactly_these_bytes(store: &Store) {
        let (key, bytes) = (audio(1), noise(700_001, 3));
        store.storage.put(&key, Bytes::from(bytes.clone()), "audio/mpeg").await.unwrap();
        for range in [0..0, 5..5, 0..1, 700_000..700_001, 700_001..700_001, 262_143..262_145, 1..700_000, 0..700_001] {
            let stream = store.storage.open(&key, range.clone()).await.unwrap();
            assert_eq!(stream.size_hint().exact(), Some(range.end - range.start));
            let read = store.read(&key, range.clone()).await.unwrap();
            assert!(read == bytes[range.start as usize..range.end as usize], "{range:?}");
        }
    }

    async fn a_range_past_the_end_is_refused(store: &Store) {
        let key = audio(1);
        store.storage.put(&key, Bytes::from_static(b"0123456789"), "audio/mpeg").await.unwrap();
        for range in [0..11, 10..11, 11..11, 500..600] {
            let refused = store.read(&key, range.clone()).await;
            assert!(matches!(refused, Err(Error::Short { found: 10, .. })), "{range:?}: {refused:?}");
        }
    }

    async fn what_is_not_there_is_missing(store: &Store) {
        let key = audio(1);
        assert_eq!(store.storage.size(&key).await.unwrap(), None);
        for range in [0..0, 0..1] {
            let refused = store.read(&key, range).await;
            assert!(matches!(&refused, Err(Error::Missing(missing)) if *missing == key), "{refused:?}");
        }
    }

    async fn a_folder_of_objects_is_not_an_object(store: &Store) {
        store.storage.put(&audio(1), Bytes::from_static(b"a"), "audio/mpeg").await.unwrap();
        let folder: Key = "audio".parse().unwrap();
        assert_eq!(store.storage.size(&folder).await.unwrap(), None);
    }

    async fn a_deleted_object_is_gone(store: &Store) {
        let key = audio(1);
        store.storage.put(&key, Bytes::from_static(b"a"), "audio/mpeg").await.unwrap();
        store.storage.delete(&key).await.unwrap();
        assert_eq!(store.storage.size(&key).await.unwrap(), None);
    }

    async fn deleting_what_is_not_there_is_fine(store: &Store) {
        store.storage.delete(&audio(1)).await.unwrap();
    }

    async fn the_same_object_put_by_many_at_once_is_whole(store: &Store) {
        let (key, bytes) = (audio(1), noise(9 << 20, 4));
        let file = store.file(&bytes);
        let puts = join_all((0..6).map(|_| store.storage.put_file(&key, &file, "audio/mpeg"))).await;
        assert!(puts.iter().all(Result::is_ok), "{puts:?}");
        assert!(store.read_all(&key).await == bytes);
    }

    async fn a_put_of_a_file_that_is_not_there_leaves_nothing(store: &Store) {
        let error = store.storage.put_file(&audio(1), &store.folder.path().join("nothing"), "audio/mpeg").await.unwrap_err();
        assert!(matches!(error, Error::Other { .. }), "{error:?}");
        assert_eq!(store.storage.size(&audio(1)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn in_a_folder_the_same_object_twice_is_one_file() {
    let store = Store::local().await;
    let (key, file) = (audio(1), store.file(b"the same"));
    store.storage.put_file(&key, &file, "audio/mpeg").await.unwrap();
    let first = std::fs::metadata(store.root().join(key.as_str())).unwrap().ino();
    store.storage.put_file(&key, &file, "audio/mpeg").await.unwrap();
    assert_eq!(files(&store.root()).len(), 1);
    assert_eq!(std::fs::metadata(store.root().join(key.as_str())).unwrap().ino(), first);
}

#[tokio::test]
async fn in_a_folder_an_object_that_lost_its_end_is_replaced() {
    let store = Store::local().await;
    let (key, file) = (audio(1), store.file(b"complete"));
    let object = store.root().join(key.as_str());
    std::fs::create_dir_all(object.parent().unwrap()).unwrap();
    std::fs::write(&object, b"compl").unwrap();
    store.storage.put_file(&key, &file, "audio/mpeg").await.unwrap();
    assert_eq!(store.read_all(&key).await, b"complete");
}

#[tokio::test]
async fn a_file_of_somebody_else_may_change_after_it_was_put() {
    let store = Store::local().await;
    let (key, file) = (audio(1), store.file(b"before"));
    store.storage.put_file(&key, &file, "audio/mpeg").await.unwrap();
    std::fs::write(&file, b"after!").unwrap();
    assert_eq!(store.read_all(&key).await, b"before");
}

#[tokio::test]
async fn in_a_folder_an_object_is_read_only() {
    let store = Store::local().await;
    store.storage.put(&audio(1), Bytes::from_static(b"a"), "audio/mpeg").await.unwrap();
    let mode = std::fs::metadata(store.root().join(audio(1).as_str())).unwrap().permissions().mode();
    assert_eq!(mode & 0o222, 0, "{mode:o}");
}

#[tokio::test]
async fn a_file_cut_while_it_is_read_ends_in_an_error() {
    let store = Store::local().await;
    let (key, object) = (audio(1), store.root().join(audio(1).as_str()));
    std::fs::create_dir_all(object.parent().unwrap()).unwrap();
    std::fs::write(&object, noise(1 << 20, 5)).unwrap();
    let stream = store.storage.open(&key, 0..1 << 20).await.unwrap();
    std::fs::OpenOptions::new().write(true).open(&object).unwrap().set_len(300_000).unwrap();
    let ended = http_body_util::BodyExt::collect(stream).await;
    assert!(matches!(ended, Err(Error::Short { found: 300_000, .. })), "{ended:?}");
}

#[tokio::test]
async fn temporary_files_of_today_stay_at_the_start() {
    let store = Store::local().await;
    let temporary = store.root().join(".tmp/another-process-is-writing-this");
    std::fs::write(&temporary, b"half").unwrap();
    glos::storage::Storage::local(store.root()).await.unwrap();
    assert!(temporary.exists());
}

#[tokio::test]
async fn a_sweep_removes_old_temporary_files() {
    let store = Store::local().await;
    store.storage.put(&audio(1), Bytes::from_static(b"whole"), "audio/mpeg").await.unwrap();
    let temporary = store.root().join(".tmp/a-process-died-writing-this");
    std::fs::write(&temporary, b"half").unwrap();
    store.storage.sweep(Duration::ZERO).await.unwrap();
    assert_eq!(files(&store.root()), [store.root().join(audio(1).as_str())]);
}

#[tokio::test]
async fn a_place_that_is_no_folder_is_refused_by_name() {
    let store = Store::local().await;
    let file = store.file(b"not a folder");
    let error = glos::storage::Storage::local(file.clone()).await.unwrap_err();
    assert!(error.to_string().contains(&file.display().to_string()), "{error}");
}

#[tokio::test]
async fn a_folder_has_no_temporary_addresses() {
    let store = Store::local().await;
    let address = store.storage.presign(&audio(1), Duration::from_secs(60), "audio/mpeg").await.unwrap();
    assert_eq!(address, None);
}

#[tokio::test]
async fn a_temporary_address_serves_ranges_of_the_object_to_anybody() {
    let Some(store) = Store::s3().await else {
        return;
    };
    store.storage.put(&audio(1), Bytes::from_static(b"0123456789"), "application/octet-stream").await.unwrap();
    let address = store.storage.presign(&audio(1), Duration::from_secs(60), "audio/mpeg").await.unwrap().unwrap();
    let (status, media_type, body) = tokio::task::spawn_blocking(move || {
        let mut answer = ureq::get(&address).header("Range", "bytes=2-4").call().unwrap();
        let media_type = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), media_type, answer.body_mut().read_to_string().unwrap())
    })
    .await
    .unwrap();
    assert_eq!((status, media_type.as_str(), body.as_str()), (206, "audio/mpeg", "234"));
}
