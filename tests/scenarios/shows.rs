//! A show from files and back.

use std::fs;
use std::path::{Path, PathBuf};

use glos::intake::shows::{self, Applied};

use crate::house::{House, SHOW, TRAILER, in_each_house};

fn original() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW)
}

/// A copy of the first show in a folder of the house.
fn copied(house: &House) -> PathBuf {
    let copy = house.dir().join("feeds").join(SHOW);
    fs::create_dir_all(copy.join("notes")).unwrap();
    for file in files(&original()) {
        fs::copy(original().join(&file), copy.join(&file)).unwrap();
    }
    copy
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let list = |sub: &str| {
        fs::read_dir(dir.join(sub)).unwrap().filter_map(|entry| {
            let path = entry.unwrap().path();
            path.is_file().then(|| path.strip_prefix(dir).unwrap().to_owned())
        })
    };
    let mut files: Vec<PathBuf> = list("").chain(list("notes")).collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn export_writes_back_what_was_loaded_byte_for_byte_and_which_show_it_is() {
    in_each_house(async |house| {
        let dir = house.dir().join("exported");
        shows::export(&house.app, &SHOW.parse().unwrap(), &dir).await.unwrap();
        assert_eq!(files(&dir), files(&original()));
        // Wherever the folder is applied, it is the same show.
        let show_toml = fs::read_to_string(dir.join("show.toml")).unwrap();
        let line = show_toml.lines().find(|line| line.starts_with("guid = ")).unwrap();
        fs::write(dir.join("show.toml"), show_toml.replacen(&format!("{line}\n"), "", 1)).unwrap();
        assert!(house.feed().await.contains(line.split('"').nth(1).unwrap()), "{line}");
        for file in files(&dir) {
            assert!(
                fs::read(dir.join(&file)).unwrap() == fs::read(original().join(&file)).unwrap(),
                "{file:?} differs"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_show_that_uses_every_key_is_kept_whole() {
    in_each_house(async |house| {
        let every_key = include_str!("../feed/every-key.toml");
        let dir = house.dir().join("feeds/kazdy-klucz");
        fs::create_dir_all(&dir).unwrap();
        fs::copy(original().join("cover.png"), dir.join("cover.png")).unwrap();
        fs::write(dir.join("show.toml"), every_key).unwrap();
        let applied = shows::apply(&house.app, shows::read(&dir).await.unwrap()).await.unwrap();
        assert_eq!(applied, Applied::Created);
        let exported = house.dir().join("exported");
        shows::export(&house.app, &"kazdy-klucz".parse().unwrap(), &exported).await.unwrap();
        assert_eq!(fs::read_to_string(exported.join("show.toml")).unwrap(), every_key);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn apply_overwrites_and_episodes_keep_their_notes() {
    in_each_house(async |house| {
        let fields = [("title", "Odcinek"), ("note", "cel-projektu"), ("note", "o-projekcie")];
        house.publish_form(&fields, TRAILER, &[]).await.expect(201);
        let dir = copied(house);
        let text = fs::read_to_string(dir.join("show.toml")).unwrap();
        let text = text.replacen("Dajemy Ciałom Głos", "Nowy tytuł", 1);
        fs::write(dir.join("show.toml"), text).unwrap();
        fs::remove_file(dir.join("notes/pakiet-dla-umk.md")).unwrap();
        for entry in fs::read_dir(dir.join("notes")).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap().replace("(pakiet-dla-umk)", "(cel-projektu)");
            fs::write(&path, text).unwrap();
        }
        let applied = shows::apply(&house.app, shows::read(&dir).await.unwrap()).await.unwrap();
        assert_eq!(applied, Applied::Changed);
        let feed = house.feed().await;
        assert!(feed.contains("Nowy tytuł</title>"), "{feed}");
        assert!(feed.contains("/notes/cel-projektu") && feed.contains("/notes/o-projekcie"), "{feed}");
        house.get(&format!("/{SHOW}/notes/pakiet-dla-umk")).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn applying_the_same_again_changes_nothing() {
    in_each_house(async |house| {
        let before = house.get(&format!("/{SHOW}/feed.xml")).await;
        house.later(chrono::TimeDelta::hours(1));
        let applied = shows::apply(&house.app, shows::read(&original()).await.unwrap()).await.unwrap();
        assert_eq!(applied, Applied::Same);
        assert_eq!(house.get(&format!("/{SHOW}/feed.xml")).await.header("etag"), before.header("etag"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_is_refused_with_file_line_and_reason() {
    in_each_house(async |house| {
        let dir = copied(house);
        let break_line = |file: &str, from: &str, to: &str| {
            let text = fs::read_to_string(original().join(file)).unwrap();
            assert!(text.contains(from), "{file} has no {from}");
            fs::write(dir.join(file), text.replacen(from, to, 1)).unwrap();
        };
        let refused = async || shows::read(&dir).await.unwrap_err().to_string();

        break_line("show.toml", "language = \"pl\"", "language = \"polski\"");
        let line = fs::read_to_string(dir.join("show.toml")).unwrap().lines().position(|l| l.starts_with("language"));
        let place = format!("show.toml:{}: ", line.unwrap() + 1);
        assert!(refused().await.contains(&place), "{}", refused().await);

        break_line("show.toml", "author = ", "autor = ");
        assert!(refused().await.contains("autor"), "{}", refused().await);

        break_line("show.toml", "name = \"Government\"", "name = \"Demokracja\"");
        assert!(refused().await.contains("Apple has no category \"Demokracja\""), "{}", refused().await);

        break_line("show.toml", "title", "title");
        break_line("notes/o-projekcie.md", "(pakiet-startowy)", "(pakiet-nieznany)");
        assert!(refused().await.contains("o-projekcie.md:"), "{}", refused().await);
        assert!(refused().await.contains("pakiet-nieznany"), "{}", refused().await);
    })
    .await;
}
