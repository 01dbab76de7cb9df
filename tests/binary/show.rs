//! `glos show` beside a running server.

use std::fs;
use std::path::{Path, PathBuf};

use crate::house::{House, SHOW, files, until};

/// The show's folder, copied to where it may be changed.
fn copy(house: &House) -> PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW), house.path("feeds").join(SHOW));
    for file in files(&from) {
        fs::create_dir_all(to.join(&file).parent().unwrap()).unwrap();
        fs::copy(from.join(&file), to.join(&file)).unwrap();
    }
    to
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from} is not in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_applied_is_served_soon_after() {
    let house = House::new();
    let _server = house.serve();
    let folder = copy(&house);
    let before = house.feed().title().to_owned();
    edit(&folder.join("show.toml"), &before, "Nowy tytuł cyklu");
    house.run(&["show", "apply", folder.to_str().unwrap()]).expect(0);
    until("the feed says so", || house.feed().title() == "Nowy tytuł cyklu");
    assert!(house.get(&format!("/{SHOW}")).expect(200).text().contains("Nowy tytuł cyklu"));
}

#[test]
fn a_broken_folder_is_refused_with_file_line_and_reason_and_changes_nothing() {
    let house = House::new();
    let _server = house.serve();
    let feed = house.get(&format!("/{SHOW}/feed.xml")).header("etag").to_owned();
    let note = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW).join("notes"));
    let note = note.unwrap().next().unwrap().unwrap().file_name();
    type Break = fn(&Path, &str);
    let breaks: [(&str, Break); 5] = [
        ("show.toml:", |folder, _| edit(&folder.join("show.toml"), "\n", "\nnonsense = [\n")),
        ("show.toml:", |folder, _| edit(&folder.join("show.toml"), "title = ", "titel = ")),
        (".md:", |folder, note| edit(&folder.join("notes").join(note), "title = ", "titel = ")),
        (".md:", |folder, note| {
            let path = folder.join("notes").join(note);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, text + "\n[nowhere](no-such-note)\n").unwrap();
        }),
        ("cover.png:", |folder, _| fs::write(folder.join("cover.png"), "<html>").unwrap()),
    ];
    for (place, break_it) in breaks {
        let folder = copy(&house);
        break_it(&folder, note.to_str().unwrap());
        let ended = house.run(&["show", "apply", folder.to_str().unwrap()]).expect(1);
        let line = ended.err.lines().next().unwrap_or_default();
        let (_, after) = line.split_once(place).unwrap_or_else(|| panic!("no {place} in: {}", ended.err));
        // A picture has no lines.
        let numbered = place == "cover.png:" || after.starts_with(|first: char| first.is_ascii_digit());
        assert!(numbered && after.len() > 12, "{line}");
        assert!(ended.out.is_empty(), "{}", ended.out);
        fs::remove_dir_all(folder).unwrap();
    }
    assert_eq!(house.get(&format!("/{SHOW}/feed.xml")).header("etag"), feed);
}

#[test]
fn what_is_exported_is_what_was_applied_byte_for_byte_and_which_show_it_is() {
    let house = House::new();
    let _server = house.serve();
    let out = house.path("out").join(SHOW);
    house.run(&["show", "export", SHOW, out.to_str().unwrap()]).expect(0);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    assert_eq!(files(&out), files(&from));
    let show_toml = fs::read_to_string(out.join("show.toml")).unwrap();
    let line = show_toml.lines().find(|line| line.starts_with("guid = ")).unwrap();
    edit(&out.join("show.toml"), &format!("{line}\n"), "");
    for file in files(&from) {
        assert!(
            fs::read(out.join(&file)).unwrap() == fs::read(from.join(&file)).unwrap(),
            "{} differs",
            file.display()
        );
    }
}

#[test]
fn the_list_names_each_show_with_its_feed() {
    let house = House::new();
    drop(house.serve());
    let ended = house.run(&["show", "list"]).expect(0);
    assert!(ended.out.contains(SHOW) && ended.out.contains(&house.url(&format!("/{SHOW}/feed.xml"))), "{}", ended.out);
}

/// A token of scope admin.
fn admin(house: &House) -> String {
    house.run(&["token", "create", "wszystko", "--scope", "admin"]).expect(0).out.trim().to_owned()
}

#[test]
fn a_show_goes_from_a_server_to_files_and_back() {
    let house = House::new();
    let _server = house.serve();
    let (token, url) = (admin(&house), house.url(""));
    let there = ["--server", url.as_str(), "--token", token.as_str()];
    let run = |args: &[&str]| house.run(&[args, &there].concat());
    let (here, away) = (house.path("here").join(SHOW), house.path("away").join(SHOW));
    house.run(&["show", "export", SHOW, here.to_str().unwrap()]).expect(0);
    run(&["show", "export", SHOW, away.to_str().unwrap()]).expect(0);
    assert_eq!(files(&away), files(&here));
    for file in files(&here) {
        assert!(
            fs::read(away.join(&file)).unwrap() == fs::read(here.join(&file)).unwrap(),
            "{} differs",
            file.display()
        );
    }
    let apply = ["show", "apply", away.to_str().unwrap()];
    assert!(run(&apply).expect(0).out.contains("unchanged"));
    let before = house.feed().title().to_owned();
    edit(&away.join("show.toml"), &before, "Tytuł z daleka");
    assert!(run(&apply).expect(0).out.contains("changed, "));
    assert_eq!(house.feed().title(), "Tytuł z daleka");
    assert!(run(&["show", "list"]).expect(0).out.contains("Tytuł z daleka"));
}

#[test]
fn a_server_says_in_its_own_words_why_it_does_not_do_it() {
    let house = House::new();
    let _server = house.serve();
    let publishing = house.token();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(SHOW);
    let apply = ["show", "apply", from.to_str().unwrap(), "--server", &house.url(""), "--token", &publishing];
    let ended = house.run(&apply).expect(1);
    assert!(ended.err.contains("admin"), "{}", ended.err);
    let ended = house.run(&["show", "list", "--server", &house.url("")]).expect(1);
    assert!(ended.err.contains("--token"), "{}", ended.err);
}

#[test]
fn a_token_is_made_and_revoked_on_a_server() {
    let house = House::new();
    let _server = house.serve();
    let (token, url) = (admin(&house), house.url(""));
    let there = ["--server", url.as_str(), "--token", token.as_str()];
    let run = |args: &[&str]| house.run(&[args, &there].concat());
    let secret = run(&["token", "create", "strona", "--show", SHOW, "--scope", "read"]).expect(0).out.trim().to_owned();
    let theirs = ["show", "list", "--server", &url, "--token", &secret];
    assert!(house.run(&theirs).expect(0).out.contains(SHOW));
    assert!(run(&["token", "list"]).expect(0).out.contains("strona\tread\t"));
    run(&["token", "revoke", "strona"]).expect(0);
    house.run(&theirs).expect(1);
}
