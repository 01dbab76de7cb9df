//! A recording of any length passes through in the same memory, and many at once share it. A process of its own: memory is measured for the whole of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, unused_macros, unused_imports, reason = "shared with the other tests of the storage")]
#[path = "storage/stores.rs"]
mod stores;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use glos::storage::StagedPart;
use http_body_util::BodyExt;
use stores::{Store, audio, noise};
use tokio::sync::Mutex;
use uuid::Uuid;

const MIB: u64 = 1 << 20;
const LENGTH: u64 = 200 * MIB;

/// What may be added to the memory of the process, in bytes.
const ALLOWED: u64 = 64 * MIB;

/// One measurement at a time.
static ALONE: Mutex<()> = Mutex::const_new(());

/// A line of /proc/self/status, in bytes.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// Runs the work and says by how many bytes memory grew at the most.
async fn growth(work: impl Future<Output = ()>) -> u64 {
    let _alone = ALONE.lock().await;
    // Sets the high-water mark back (proc(5), /proc/pid/clear_refs).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS");
    work.await;
    // Less than nothing, when what an earlier measurement left is freed meanwhile.
    memory("VmHWM").saturating_sub(before)
}

fn large_file(store: &Store) -> PathBuf {
    let path = store.file(b"");
    let (mut file, block) = (std::fs::File::create(&path).unwrap(), noise(MIB as usize, 1));
    (0..LENGTH / MIB).for_each(|_| file.write_all(&block).unwrap());
    path
}

async fn put_and_read(store: &Store) {
    let file = large_file(store);
    store.storage.put_file(&audio(1), &file, "audio/mpeg").await.unwrap();
    let mut stream = store.storage.open(&audio(1), 0..LENGTH).await.unwrap();
    let mut read = 0;
    while let Some(frame) = stream.frame().await {
        read += frame.unwrap().into_data().unwrap().len() as u64;
    }
    assert_eq!(read, LENGTH);
}

async fn stage_and_assemble(store: &Store) {
    let (upload, piece) = (Uuid::new_v4(), Bytes::from(noise(64 << 10, 2)));
    let mut writer = store.storage.stage(upload, 0).await.unwrap();
    let mut parts: Vec<StagedPart> = Vec::new();
    for _ in 0..LENGTH / (64 << 10) {
        writer.write(piece.clone()).await.unwrap();
        if writer.due(Duration::ZERO) {
            parts.extend(writer.flush().await.unwrap());
        }
    }
    parts.extend(writer.flush().await.unwrap());
    let file = store.storage.assemble(upload, &parts, LENGTH, &store.spool()).await.unwrap();
    assert_eq!(std::fs::metadata(file.path()).unwrap().len(), LENGTH);
}

#[tokio::test]
async fn a_large_object_in_a_folder_takes_little_memory() {
    let store = Store::local().await;
    let grown = growth(put_and_read(&store)).await;
    println!("put and read of 200 MiB, folder: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

#[tokio::test]
async fn a_large_object_on_s3_takes_little_memory() {
    let Some(store) = Store::s3().await else {
        return;
    };
    let grown = growth(put_and_read(&store)).await;
    println!("put and read of 200 MiB, S3: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

#[tokio::test]
async fn a_large_upload_to_a_folder_takes_little_memory() {
    let store = Store::local().await;
    let grown = growth(stage_and_assemble(&store)).await;
    println!("upload of 200 MiB, folder: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

#[tokio::test]
async fn a_large_upload_to_s3_takes_little_memory() {
    let Some(store) = Store::s3().await else {
        return;
    };
    let grown = growth(stage_and_assemble(&store)).await;
    println!("upload of 200 MiB, S3: {} MiB", grown / MIB);
    assert!(grown < ALLOWED, "{grown}");
}

#[tokio::test]
async fn many_uploads_to_s3_share_their_memory() {
    let Some(store) = Store::s3().await else {
        return;
    };
    let piece = Bytes::from(noise(MIB as usize, 3));
    let all_at_once = async {
        let mut writers = Vec::new();
        for _ in 0..100 {
            writers.push(store.storage.stage(Uuid::new_v4(), 0).await.unwrap());
        }
        for _ in 0..6 {
            for writer in &mut writers {
                writer.write(piece.clone()).await.unwrap();
                if writer.due(Duration::ZERO) {
                    writer.flush().await.unwrap();
                }
            }
        }
    };
    let grown = growth(all_at_once).await;
    println!("100 uploads of 6 MiB at once, S3: {} MiB", grown / MIB);
    assert!(grown < 400 * MIB, "{grown}");
}
