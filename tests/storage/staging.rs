//! Uploads on their way in.

use std::time::Duration;

use bytes::Bytes;
use glos::storage::{Error, StagedPart, StagedWriter};
use uuid::Uuid;

use crate::stores::{Store, audio, files, noise, on_both_stores};

/// Writes the bytes in pieces as they come from a network, flushing when due, and returns the parts.
async fn write(writer: &mut StagedWriter, bytes: &[u8]) -> Vec<StagedPart> {
    let mut parts = Vec::new();
    for piece in bytes.chunks(60_000) {
        writer.write(Bytes::copy_from_slice(piece)).await.unwrap();
        if writer.due(Duration::ZERO) {
            parts.extend(writer.flush().await.unwrap());
        }
    }
    parts.extend(writer.flush().await.unwrap());
    parts
}

/// Stages all of the bytes in one go.
async fn stage(store: &Store, upload: Uuid, bytes: &[u8]) -> Vec<StagedPart> {
    write(&mut store.storage.stage(upload, 0).await.unwrap(), bytes).await
}

on_both_stores! {
    async fn an_upload_in_many_requests_becomes_the_file_it_was(store: &Store) {
        let (upload, bytes) = (Uuid::new_v4(), noise((19 << 20) + 5, 1));
        let mut parts = Vec::new();
        for request in bytes.chunks(5 << 20) {
            let offset = parts.last().map_or(0, StagedPart::end);
            parts.extend(write(&mut store.storage.stage(upload, offset).await.unwrap(), request).await);
        }
        let file = store.storage.assemble(upload, &parts, bytes.len() as u64, &store.spool()).await.unwrap();
        assert!(std::fs::read(file.path()).unwrap() == bytes);
    }

    async fn parts_follow_one_another(store: &Store) {
        let parts = stage(store, Uuid::new_v4(), &noise(9 << 20, 2)).await;
        assert!(parts.len() > 1);
        assert_eq!(parts[0].start, 0);
        assert!(parts.windows(2).all(|pair| pair[0].end() == pair[1].start));
        assert_eq!(parts.last().unwrap().end(), 9 << 20);
    }

    async fn nothing_pending_makes_no_part(store: &Store) {
        let mut writer = store.storage.stage(Uuid::new_v4(), 0).await.unwrap();
        assert!(!writer.due(Duration::from_secs(3600)));
        assert_eq!(writer.flush().await.unwrap(), None);
    }

    async fn a_little_is_due_after_a_while_and_much_at_once(store: &Store) {
        let mut writer = store.storage.stage(Uuid::new_v4(), 0).await.unwrap();
        writer.write(Bytes::from_static(b"a")).await.unwrap();
        assert!(!writer.due(Duration::ZERO));
        assert!(writer.due(Duration::from_secs(5)));
        writer.write(noise(8 << 20, 3).into()).await.unwrap();
        assert!(writer.due(Duration::ZERO));
    }

    async fn bytes_that_were_not_flushed_are_written_over(store: &Store) {
        let upload = Uuid::new_v4();
        let mut dead = store.storage.stage(upload, 0).await.unwrap();
        let mut parts = write(&mut dead, b"kept, ").await;
        dead.write(noise(2 << 20, 4).into()).await.unwrap();
        drop(dead);
        parts.extend(write(&mut store.storage.stage(upload, 6).await.unwrap(), b"and gone on").await);
        let file = store.storage.assemble(upload, &parts, 17, &store.spool()).await.unwrap();
        assert_eq!(std::fs::read(file.path()).unwrap(), b"kept, and gone on");
    }

    async fn parts_that_do_not_make_a_whole_are_refused(store: &Store) {
        let upload = Uuid::new_v4();
        let part = stage(store, upload, b"0123456789").await.remove(0);
        let at = |start, bytes| StagedPart { start, bytes, key: part.key.clone() };
        for (parts, length) in [
            (vec![], 10),
            (vec![at(0, 10)], 11),
            (vec![at(0, 10)], 9),
            (vec![at(1, 9)], 10),
            (vec![at(0, 4), at(5, 5)], 10),
            (vec![at(0, 6), at(5, 5)], 10),
        ] {
            let refused = store.storage.assemble(upload, &parts, length, &store.spool()).await;
            assert!(matches!(refused, Err(Error::Staging { .. })), "{parts:?} {length}: {refused:?}");
        }
    }

    async fn an_upload_of_no_bytes_is_an_empty_file(store: &Store) {
        let upload = Uuid::new_v4();
        stage(store, upload, b"").await;
        let file = store.storage.assemble(upload, &[], 0, &store.spool()).await.unwrap();
        assert_eq!(std::fs::read(file.path()).unwrap(), b"");
    }

    async fn bytes_the_catalogue_knows_but_nobody_has_are_an_error(store: &Store) {
        let upload = Uuid::new_v4();
        let parts = stage(store, upload, b"0123456789").await;
        store.storage.discard(upload).await.unwrap();
        let refused = store.storage.assemble(upload, &parts, 10, &store.spool()).await;
        assert!(matches!(refused, Err(Error::Missing(_))), "{refused:?}");
    }

    async fn an_interrupted_check_assembles_the_same_again(store: &Store) {
        let (upload, bytes) = (Uuid::new_v4(), noise(100_000, 5));
        let parts = stage(store, upload, &bytes).await;
        for _ in 0..2 {
            let file = store.storage.assemble(upload, &parts, 100_000, &store.spool()).await.unwrap();
            assert!(std::fs::read(file.path()).unwrap() == bytes);
        }
    }

    async fn an_assembled_upload_becomes_an_object_and_its_staging_goes(store: &Store) {
        let (upload, bytes) = (Uuid::new_v4(), noise(9 << 20, 6));
        let parts = stage(store, upload, &bytes).await;
        let file = store.storage.assemble(upload, &parts, 9 << 20, &store.spool()).await.unwrap();
        store.storage.put_file(&audio(1), file.path(), "audio/mpeg").await.unwrap();
        drop(file);
        store.storage.discard(upload).await.unwrap();
        assert_eq!(store.storage.staged_uploads().await.unwrap(), Vec::<Uuid>::new());
        assert!(store.read_all(&audio(1)).await == bytes);
    }

    async fn what_was_assembled_leaves_no_temporary_file(store: &Store) {
        let upload = Uuid::new_v4();
        let parts = stage(store, upload, b"0123456789").await;
        let file = store.storage.assemble(upload, &parts, 10, &store.spool()).await.unwrap();
        assert_eq!(files(&store.spool()), Vec::<std::path::PathBuf>::new());
        drop(file);
    }

    async fn staged_uploads_are_those_with_bytes(store: &Store) {
        let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
        stage(store, one, b"a").await;
        stage(store, other, b"b").await;
        let mut staged = store.storage.staged_uploads().await.unwrap();
        staged.sort();
        assert_eq!(staged, if one < other { [one, other] } else { [other, one] });
        store.storage.discard(one).await.unwrap();
        assert_eq!(store.storage.staged_uploads().await.unwrap(), [other]);
    }

    async fn discarding_what_is_not_there_is_fine(store: &Store) {
        store.storage.discard(Uuid::new_v4()).await.unwrap();
        assert_eq!(store.storage.staged_uploads().await.unwrap(), Vec::<Uuid>::new());
    }
}

#[tokio::test]
async fn a_writer_that_wakes_up_late_cannot_change_what_was_checked() {
    let store = Store::local().await;
    let upload = Uuid::new_v4();
    let mut late = store.storage.stage(upload, 0).await.unwrap();
    let parts = stage(&store, upload, b"what was checked").await;
    let file = store.storage.assemble(upload, &parts, 16, &store.spool()).await.unwrap();
    store.storage.put_file(&audio(1), file.path(), "audio/mpeg").await.unwrap();
    late.write(Bytes::from_static(b"something else!!")).await.unwrap();
    let refused = late.flush().await;
    assert!(matches!(refused, Err(Error::Staging { .. })), "{refused:?}");
    assert_eq!(store.read_all(&audio(1)).await, b"what was checked");
}

#[tokio::test]
async fn a_complete_upload_takes_no_more_bytes() {
    let store = Store::local().await;
    let upload = Uuid::new_v4();
    let parts = stage(&store, upload, b"0123456789").await;
    store.storage.assemble(upload, &parts, 10, &store.spool()).await.unwrap();
    let refused = store.storage.stage(upload, 10).await;
    assert!(matches!(refused, Err(Error::Staging { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_writer_cannot_leave_a_hole() {
    let store = Store::local().await;
    let upload = Uuid::new_v4();
    stage(&store, upload, b"0123456789").await;
    let refused = store.storage.stage(upload, 11).await;
    assert!(matches!(refused, Err(Error::Short { expected: 11, found: 10, .. })), "{refused:?}");
}

#[tokio::test]
async fn on_s3_a_writer_that_was_overtaken_overwrites_nobody() {
    let Some(store) = Store::s3().await else {
        return;
    };
    let upload = Uuid::new_v4();
    let mut overtaken = store.storage.stage(upload, 0).await.unwrap();
    let parts = stage(&store, upload, b"what counts").await;
    write(&mut overtaken, b"what is late").await;
    let file = store.storage.assemble(upload, &parts, 11, &store.spool()).await.unwrap();
    assert_eq!(std::fs::read(file.path()).unwrap(), b"what counts");
}
