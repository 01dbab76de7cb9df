//! `glos serve --demo`: a furnished house that leaves nothing behind.

use crate::house::{House, SHOW, files, until};

#[test]
fn the_demonstration_shows_episodes_and_leaves_nothing_behind() {
    let house = House::new();
    std::fs::create_dir(house.path("data")).unwrap();
    std::fs::write(house.path("data/mine.txt"), "do not touch").unwrap();
    let mut server = house.serve_with(&["--demo"]);
    let feed = house.feed();
    assert!(feed.items().len() >= 3, "{} episodes", feed.items().len());
    for item in feed.items() {
        let enclosure = item.enclosure().unwrap();
        let answer = crate::house::ask("HEAD", enclosure.url(), &[]).unwrap().expect(200);
        assert_eq!(answer.header("content-length"), enclosure.length(), "{}", enclosure.url());
        let page = item.link().unwrap();
        let words = crate::house::ask("GET", &format!("{page}/transcript.vtt"), &[]).unwrap().expect(200);
        assert!(words.text().contains("<v Głos pierwszy>"), "{page}");
    }
    assert!(server.said().contains(&house.url(&format!("/{SHOW}/feed.xml"))), "{}", server.said());
    assert_ne!(files(&house.path("tmp")).len(), 0, "the demonstration is not where it is looked for");

    server.signal("TERM");
    assert!(server.ended().success(), "{}", server.log());
    assert_eq!(std::fs::read_dir(house.path("tmp")).unwrap().count(), 0, "{:?}", files(&house.path("tmp")));
    assert_eq!(files(&house.path("data")), [std::path::PathBuf::from("mine.txt")]);
}

#[test]
fn a_demonstration_that_is_stopped_while_it_furnishes_leaves_nothing_behind() {
    let house = House::new();
    let mut server = house.begin_to_serve(&["--demo"]);
    until("it has begun to furnish", || files(&house.path("tmp")).iter().any(|file| file.ends_with("glos.db")));
    server.signal("TERM");
    assert!(server.ended().success(), "{}", server.log());
    assert_eq!(std::fs::read_dir(house.path("tmp")).unwrap().count(), 0, "{:?}", files(&house.path("tmp")));
}
