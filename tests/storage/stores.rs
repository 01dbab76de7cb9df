//! Stores to test on.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Once;

use glos::storage::{Error, Key, S3Settings, Storage};
use http_body_util::BodyExt;
use tempfile::TempDir;
use uuid::Uuid;

/// Makes of one promise two tests: in a folder, and on S3.
macro_rules! on_both_stores {
    ($(async fn $name:ident($store:ident: &Store) $body:block)*) => {
        $(mod $name {
            use super::*;

            async fn promise($store: &Store) $body

            #[tokio::test]
            async fn in_a_folder() {
                promise(&Store::local().await).await;
            }

            #[tokio::test]
            async fn on_s3() {
                if let Some(store) = Store::s3().await {
                    promise(&store).await;
                }
            }
        })*
    };
}
pub(crate) use on_both_stores;

/// An empty store, and a folder for whatever else a test needs.
pub(crate) struct Store {
    pub(crate) storage: Storage,
    pub(crate) folder: TempDir,
    /// How the store on S3 is reached.
    pub(crate) settings: S3Settings,
}

impl Store {
    pub(crate) async fn local() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::local(folder.path().join("store")).await.unwrap();
        Self { storage, folder, settings: S3Settings::default() }
    }

    /// A part of the test server's bucket that nobody else uses; `None` when there is no server and none is demanded.
    pub(crate) async fn s3() -> Option<Self> {
        Some(Self::on(&settings()?).await)
    }

    pub(crate) async fn on(settings: &S3Settings) -> Self {
        let storage = Storage::s3(settings).await.unwrap();
        Self { storage, folder: tempfile::tempdir().unwrap(), settings: settings.clone() }
    }

    /// Where the local store keeps its files.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    pub(crate) fn spool(&self) -> PathBuf {
        self.folder.path().join("spool")
    }

    /// A file with these bytes, outside the store.
    pub(crate) fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(Uuid::new_v4().to_string());
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) async fn read(&self, key: &Key, range: Range<u64>) -> Result<Vec<u8>, Error> {
        let stream = self.storage.open(key, range).await?;
        Ok(stream.collect().await?.to_bytes().to_vec())
    }

    pub(crate) async fn read_all(&self, key: &Key) -> Vec<u8> {
        let size = self.storage.size(key).await.unwrap().unwrap();
        self.read(key, 0..size).await.unwrap()
    }
}

/// The test server, with a prefix that nobody else uses.
pub(crate) fn settings() -> Option<S3Settings> {
    let Ok(endpoint) = std::env::var("GLOS_TEST_S3_ENDPOINT") else {
        complain();
        return None;
    };
    let variable =
        |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; see tests/services.sh"));
    Some(S3Settings {
        bucket: variable("GLOS_TEST_S3_BUCKET"),
        prefix: format!("test-{}", Uuid::new_v4()),
        endpoint: Some(endpoint),
        region: variable("GLOS_TEST_S3_REGION"),
        path_style: true,
        access_key: variable("GLOS_TEST_S3_ACCESS_KEY"),
        secret_key: variable("GLOS_TEST_S3_SECRET_KEY"),
    })
}

#[expect(clippy::explicit_write, reason = "the harness shows nobody what a passing test prints")]
fn complain() {
    static ONCE: Once = Once::new();
    let how = "start one with: eval \"$(tests/services.sh start)\"";
    assert!(
        std::env::var_os("GLOS_TEST_SERVICES").is_none(),
        "GLOS_TEST_S3_ENDPOINT is not set: no S3 server to test on; {how}"
    );
    ONCE.call_once(|| writeln!(std::io::stderr(), "note: S3 is NOT tested, no server is named; {how}").unwrap());
}

/// Bytes that no server compresses away, the same for the same seed.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut bytes: Vec<u8> = (0..length.div_ceil(8)).flat_map(|_| next().to_le_bytes()).collect();
    bytes.truncate(length);
    bytes
}

/// The key of some audio; another for each number.
pub(crate) fn audio(number: u8) -> Key {
    Key::audio(&hex::encode([number; 32])).unwrap()
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
