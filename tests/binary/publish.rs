//! `glos publish`: from a producer's machine over whatever line there is.

use std::time::Duration;

use crate::chance::Chance;
use crate::house::{Ended, House, SHOW, end, until};
use crate::line::Line;
use crate::recording::{TRAILER, mp3_file, wav};

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/picture.png");

fn publish(house: &House, token: &str, server: &str, file: &str, more: &[&str]) -> Ended {
    let args = ["publish", SHOW, file, "--server", server, "--token", token];
    end(house.glos(&[&args, more].concat()))
}

/// The episodes of the feed by this title.
fn with_title(house: &House, title: &str) -> usize {
    house.feed().items().iter().filter(|item| item.title() == Some(title)).count()
}

#[test]
fn page_and_enclosure_are_printed_and_the_enclosure_is_the_file() {
    let house = House::new();
    let _server = house.serve();
    std::fs::write(house.path("rozmowa.mp3"), TRAILER).unwrap();
    std::fs::write(house.path("notatki.md"), "**Posłuchaj** rozmowy").unwrap();
    let more = ["--title", "Rozmowa o dialogu", "--notes", "notatki.md", "--note", "cel-projektu", "--episode", "1"];
    let ended = publish(&house, &house.token(), &house.url(""), "rozmowa.mp3", &more).expect(0);
    let lines: Vec<&str> = ended.out.lines().collect();
    let [_, page, enclosure] = lines[..] else { panic!("{}", ended.out) };
    let page = house.get(page.strip_prefix(&house.url("")).unwrap()).expect(200).text();
    assert!(page.contains("Rozmowa o dialogu") && page.contains("<strong>Posłuchaj</strong>"), "{page}");
    let heard = house.get(enclosure.strip_prefix(&house.url("")).unwrap()).expect(200);
    assert!(heard.body == TRAILER, "the bytes differ");
    let feed = house.feed();
    assert_eq!(feed.items()[0].enclosure().unwrap().url(), enclosure);
}

#[test]
fn a_wav_becomes_an_mp3_and_its_producer_is_told() {
    let house = House::new();
    let _server = house.serve();
    std::fs::write(house.path("debata.wav"), wav(2 << 20)).unwrap();
    let ended = publish(&house, &house.token(), &house.url(""), "debata.wav", &["--title", "Debata"]).expect(0);
    assert!(ended.err.contains("WAV is kept as the original") && ended.err.contains("LUFS"), "{}", ended.err);
    let lines: Vec<&str> = ended.out.lines().collect();
    let [_, _, enclosure] = lines[..] else { panic!("{}", ended.out) };
    let heard = house.get(enclosure.strip_prefix(&house.url("")).unwrap()).expect(200);
    assert_eq!(heard.header("content-type"), "audio/mpeg");
    assert!(heard.body.starts_with(b"ID3"), "there is no tag");
}

#[test]
fn a_draft_is_not_in_the_feed() {
    let house = House::new();
    let _server = house.serve();
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    publish(&house, &house.token(), &house.url(""), "a.mp3", &["--title", "Szkic", "--at", "draft"]).expect(0);
    assert!(house.feed().items().is_empty());
}

#[test]
fn the_same_title_again_is_refused_before_anything_is_sent() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    let recording = mp3_file(&house.path("a.mp3"), 2 << 20);
    publish(&house, &token, &line.url(), "a.mp3", &["--title", "Odcinek"]).expect(0);
    let before = line.bytes_up();
    let ended = publish(&house, &token, &line.url(), "a.mp3", &["--title", "Odcinek"]).expect(1);
    assert!(ended.err.contains("odcinek"), "{}", ended.err);
    assert!(line.bytes_up() - before < recording.len() as u64 / 10, "{} bytes were sent", line.bytes_up() - before);
    assert_eq!(with_title(&house, "Odcinek"), 1);
}

#[test]
fn the_same_recording_with_another_title_is_another_episode() {
    let house = House::new();
    let _server = house.serve();
    let token = house.token();
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    for title in ["Pierwszy", "Drugi"] {
        publish(&house, &token, &house.url(""), "a.mp3", &["--title", title]).expect(0);
    }
    let feed = house.feed();
    assert_eq!(feed.items().len(), 2);
    assert_ne!(feed.items()[0].guid(), feed.items()[1].guid());
}

#[test]
fn a_bad_file_is_not_sent() {
    let house = House::new();
    let line = Line::to(house.address());
    let ended = publish(&house, "glos_x", &line.url(), PICTURE, &["--title", "Obraz"]).expect(1);
    assert!(ended.err.contains("was not sent"), "{}", ended.err);
    assert_eq!(line.connections(), 0);
}

#[test]
fn a_wrong_token_is_told_in_the_producers_language() {
    let mut house = House::new();
    let _server = house.serve();
    house.set("LANG", "pl_PL.UTF-8");
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    let ended = publish(&house, "glos_wrong", &house.url(""), "a.mp3", &["--title", "Odcinek"]).expect(1);
    assert!(ended.err.contains("token") && ended.err.contains("Poproś"), "{}", ended.err);
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
}

#[test]
fn a_token_that_was_revoked_half_way_is_told_too() {
    let mut house = House::new();
    let _server = house.serve();
    house.set("LANG", "pl_PL.UTF-8");
    let line = Line::to(house.address());
    let token = house.run(&["token", "create", "laptop"]).expect(0).out.trim().to_owned();
    mp3_file(&house.path("a.mp3"), 4 << 20);
    cut_off(&house, &token, &line, "Odcinek");
    house.run(&["token", "revoke", "laptop"]).expect(0);
    let ended = publish(&house, &token, &line.url(), "a.mp3", &["--title", "Odcinek"]).expect(1);
    assert!(ended.err.contains("Poproś"), "{}", ended.err);
}

#[test]
fn no_token_at_all_is_told_with_how_to_get_one() {
    let house = House::new();
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    let ended = house.run(&["publish", SHOW, "a.mp3", "--title", "Odcinek"]).expect(1);
    assert!(ended.err.contains("--token") && ended.err.contains("glos token create"), "{}", ended.err);
}

#[test]
fn a_server_that_is_not_there_is_told_in_the_producers_language() {
    let mut house = House::new();
    house.set("LANG", "pl_PL.UTF-8");
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    let ended = publish(&house, "glos_x", &house.url(""), "a.mp3", &["--title", "Odcinek"]).expect(1);
    assert!(ended.err.contains(&format!("{} nie odpowiada", house.url(""))), "{}", ended.err);
}

#[test]
fn one_run_gets_through_a_line_that_is_cut_again_and_again() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    let recording = mp3_file(&house.path("a.mp3"), 10 << 20);
    line.cut_each_after(Chance::new("a cut line"), 600_000..4_000_000);
    let mut command = house.glos(&["publish", SHOW, "a.mp3", "--title", "Przez przerwy", "--token", &token]);
    command.args(["--server", &line.url()]);
    let running = std::thread::spawn(move || end(command));
    until("something was sent", || line.bytes_up() > 500_000);
    line.close();
    std::thread::sleep(Duration::from_secs(2));
    line.open();
    let ended = running.join().unwrap().expect(0);
    let heard = crate::house::ask("GET", ended.out.lines().last().unwrap(), &[]).unwrap().expect(200);
    assert!(heard.body == recording, "the bytes differ");
    assert_eq!(with_title(&house, "Przez przerwy"), 1);
    // Nearly nothing is sent twice: only what was on its way when the line was cut.
    let twice = line.bytes_up() - recording.len() as u64;
    assert!(line.connections() >= 4, "{} connections", line.connections());
    assert!(twice < recording.len() as u64 / 2, "{twice} bytes were sent twice in {} connections", line.connections());
}

#[test]
fn a_line_that_fell_silent_is_given_up_for_a_new_connection() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    let recording = mp3_file(&house.path("a.mp3"), 16 << 20);
    let mut command = house.glos(&["publish", SHOW, "a.mp3", "--title", "Cisza", "--token", &token]);
    command.args(["--server", &line.url()]);
    let running = std::thread::spawn(move || end(command));
    until("a part of it was sent", || line.bytes_up() > 1 << 20);
    let before = line.connections();
    line.fall_silent();
    until("the client tries another connection", || line.connections() > before);
    line.wake();
    let ended = running.join().unwrap().expect(0);
    let heard = crate::house::ask("GET", ended.out.lines().last().unwrap(), &[]).unwrap().expect(200);
    assert!(heard.body == recording, "the bytes differ");
}

#[test]
fn a_title_without_a_letter_is_refused_before_anything_is_sent() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    let ended = publish(&house, &token, &line.url(), "a.mp3", &["--title", "…!?"]).expect(1);
    assert!(ended.err.contains("slug"), "{}", ended.err);
    assert!(line.bytes_up() < TRAILER.len() as u64 / 10, "{} bytes were sent", line.bytes_up());
}

#[test]
fn a_show_that_there_is_not_is_told_before_anything_is_sent() {
    let house = House::new();
    let _server = house.serve();
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    let token = house.token();
    let line = Line::to(house.address());
    let args = ["publish", "no-such-show", "a.mp3", "--title", "Odcinek", "--token", &token, "--server", &line.url()];
    let ended = house.run(&args).expect(1);
    assert!(ended.err.contains("no-such-show"), "{}", ended.err);
    assert!(line.bytes_up() < TRAILER.len() as u64 / 10, "{} bytes were sent", line.bytes_up());
}

#[test]
fn a_killed_client_goes_on_where_it_stopped() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    let recording = mp3_file(&house.path("a.mp3"), 12 << 20);
    let sent = cut_off(&house, &token, &line, "Po przerwie");
    let ended = publish(&house, &token, &line.url(), "a.mp3", &["--title", "Po przerwie"]).expect(0);
    let second = line.bytes_up() - sent;
    assert!(second < recording.len() as u64, "the second run sent {second} of {} bytes", recording.len());
    let heard = crate::house::ask("GET", ended.out.lines().last().unwrap(), &[]).unwrap().expect(200);
    assert!(heard.body == recording, "the bytes differ");
    assert_eq!(with_title(&house, "Po przerwie"), 1);
}

/// Begins to publish `a.mp3` and kills the client in the middle; returns how many bytes had gone up.
fn cut_off(house: &House, token: &str, line: &Line, title: &str) -> u64 {
    // The line dies a while into the recording: so the client is killed in the middle of it, whatever the machine's speed.
    line.cut_each_after(Chance::new("a killed client"), 2_000_000..2_500_000);
    let mut command = house.glos(&["publish", SHOW, "a.mp3", "--title", title, "--token", token]);
    let mut client = command.args(["--server", &line.url()]).spawn().unwrap();
    until("a part of it was sent", || line.bytes_up() >= 2_000_000);
    client.kill().unwrap();
    client.wait().unwrap();
    line.cut_no_more();
    line.bytes_up()
}

#[test]
fn chapters_and_words_are_there_with_the_episode() {
    let house = House::new();
    let _server = house.serve();
    let token = house.token();
    std::fs::write(house.path("a.mp3"), TRAILER).unwrap();
    std::fs::write(house.path("rozdzialy.txt"), "0:00 Powitanie\n0:10 Rada\n0:20 Co dalej\n").unwrap();
    std::fs::write(house.path("a.txt"), "Anna: Dzień dobry.\n\nJan: Cześć!\n").unwrap();
    let more = ["--title", "Rozmowa", "--chapters", "rozdzialy.txt", "--transcript", "a.txt"];
    let ended = publish(&house, &token, &house.url(""), "a.mp3", &more).expect(0);
    assert!(ended.out.starts_with("Published: Rozmowa"), "{}", ended.out);
    let chapters = house.get(&format!("/{SHOW}/rozmowa/chapters.json")).expect(200).text();
    assert!(chapters.contains("\"title\":\"Co dalej\""), "{chapters}");
    let words = house.get(&format!("/{SHOW}/rozmowa/transcript.vtt")).expect(200).text();
    assert!(words.contains("<v Jan>Cześć!"), "{words}");
    assert_eq!(with_title(&house, "Rozmowa"), 1);
}

#[test]
fn chapters_that_would_be_refused_are_told_before_anything_is_sent() {
    let house = House::new();
    let _server = house.serve();
    let (token, line) = (house.token(), Line::to(house.address()));
    mp3_file(&house.path("a.mp3"), 2 << 20);
    std::fs::write(house.path("rozdzialy.txt"), "0:00 A\n9:00:00 B\n").unwrap();
    let more = ["--title", "Rozmowa", "--chapters", "rozdzialy.txt"];
    let ended = publish(&house, &token, &line.url(), "a.mp3", &more).expect(1);
    assert!(ended.err.contains("rozdzialy.txt: Chapter 2 \"B\" (line 2) begins at 9:00:00"), "{}", ended.err);
    assert_eq!(line.bytes_up(), 0);
}
