//! What a tag promises, read back by our own check and by the crate that players' makers use.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use super::*;
use crate::{Claim, inspect};

fn card() -> Card {
    let chapter = |start_ms, title: &str, url: Option<&str>| Chapter {
        start_ms,
        end_ms: None,
        title: Some(title.to_owned()),
        url: url.map(str::to_owned),
    };
    Card {
        title: "Głos ciała – rozmowa pierwsza".to_owned(),
        show: "Skuteczny dialog".to_owned(),
        artist: "Żaneta Łąka".to_owned(),
        number: Some(7),
        season: Some(2),
        date: "2026-11-22".to_owned(),
        description: "O czym mówi ciało,\ngdy milczymy.".to_owned(),
        url: "https://example.org/dialog/glos-ciala".to_owned(),
        language: "pol".to_owned(),
        copyright: "2026 Fundacja".to_owned(),
        chapters: vec![
            chapter(0, "Wstęp", None),
            chapter(1_500, "Źródła", Some("https://example.org/zrodla?a=1&b=2")),
            chapter(4_000, "Koniec", None),
        ],
        duration_ms: 6_000,
        cover: Cover::of(&picture_of(64, 64, ImageFormat::Png)),
    }
}

/// A picture with something in every pixel.
fn picture_of(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let noise = crate::tests::noise((width * height * 3) as usize);
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_raw(width, height, noise).unwrap().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A file: this tag, and sound without one.
fn tagged(card: &Card) -> Vec<u8> {
    let sound = crate::tests::fixture("cbr.mp3");
    let start = sound.windows(2).position(|pair| pair == [0xff, 0xfb]).unwrap();
    [&card.write(), &sound[start..]].concat()
}

#[test]
fn the_check_reads_what_was_written() {
    let report = inspect(Cursor::new(tagged(&card())), &Claim::default()).unwrap();
    let tags = &report.tags;
    assert_eq!(tags.title.as_deref(), Some("Głos ciała – rozmowa pierwsza"));
    assert_eq!(tags.album.as_deref(), Some("Skuteczny dialog"));
    assert_eq!(tags.artist.as_deref(), Some("Żaneta Łąka"));
    assert!(tags.date.as_deref().is_some_and(|date| date.starts_with("2026")), "{:?}", tags.date);
    let cover = report.cover.unwrap();
    assert_eq!((cover.media_type.as_deref(), cover.width), (Some("image/png"), Some(64)));
    let chapters: Vec<_> =
        report.chapters.iter().map(|mark| (mark.start_ms, mark.end_ms, mark.title.as_deref())).collect();
    let ends =
        [(0, Some(1_500), Some("Wstęp")), (1_500, Some(4_000), Some("Źródła")), (4_000, Some(6_000), Some("Koniec"))];
    assert_eq!(chapters, ends);
    assert_eq!(report.chapters[1].url.as_deref(), Some("https://example.org/zrodla?a=1&b=2"));
}

#[test]
fn a_tag_changes_nothing_of_the_sound() {
    let with = inspect(Cursor::new(tagged(&card())), &Claim::default()).unwrap();
    let without = inspect(Cursor::new(tagged(&card())[card().write().len()..].to_vec()), &Claim::default()).unwrap();
    assert_eq!(with.duration_ms, without.duration_ms);
    assert_eq!(with.problems, without.problems);
}

#[test]
fn players_find_the_usual_frames() {
    let tag = Tag::read_from2(Cursor::new(card().write())).unwrap();
    assert_eq!(tag.version(), Version::Id3v23);
    assert_eq!((tag.track(), tag.disc(), tag.year()), (Some(7), Some(2), Some(2026)));
    assert_eq!(tag.genre(), Some("Podcast"));
    assert_eq!(tag.get("TDAT").and_then(|frame| frame.content().text()), Some("2211"));
    assert_eq!(tag.get("WOAF").and_then(|frame| frame.content().link()), Some("https://example.org/dialog/glos-ciala"));
    let comment = tag.comments().next().unwrap();
    assert_eq!((comment.lang.as_str(), comment.text.as_str()), ("pol", "O czym mówi ciało,\ngdy milczymy."));
    let table: Vec<_> = tag.tables_of_contents().collect();
    assert!(table.len() == 1 && table[0].top_level && table[0].ordered && table[0].elements.len() == 3);
    assert!(tag.get("PCST").is_some());
}

#[test]
fn the_same_card_gives_the_same_bytes() {
    assert_eq!(card().write(), card().write());
}

#[test]
fn nothing_known_is_still_a_tag() {
    let tag = Tag::read_from2(Cursor::new(Card::default().write())).unwrap();
    assert_eq!((tag.title(), tag.genre()), (None, Some("Podcast")));
}

#[test]
fn a_tag_stays_small_whatever_is_written_on_the_card() {
    let chapter = card().chapters[1].clone();
    let card = Card {
        title: "a\0b\u{7}".to_owned() + &"ż".repeat(10_000),
        description: "ó".repeat(100_000),
        url: "javascript:alert(1)".to_owned(),
        language: "polski".to_owned(),
        date: "żółw".to_owned(),
        chapters: vec![Chapter { title: Some("x".repeat(9_000)), ..chapter }; 3_000],
        cover: Cover::of(&picture_of(1600, 1600, ImageFormat::Png)),
        ..card()
    };
    let bytes = card.write();
    assert!(bytes.len() < 500_000, "{} bytes", bytes.len());
    let tag = Tag::read_from2(Cursor::new(bytes)).unwrap();
    assert!(tag.title().unwrap().starts_with("abż"));
    assert_eq!(tag.chapters().count(), 255);
    assert_eq!((tag.get("WOAF"), tag.get("TLAN"), tag.get("TYER")), (None, None, None));
}

#[test]
fn a_large_cover_is_made_smaller() {
    let cover = Cover::of(&picture_of(2000, 1500, ImageFormat::Jpeg)).unwrap();
    assert_eq!(cover.media_type(), "image/jpeg");
    assert!(cover.bytes().len() <= Cover::MOST_BYTES);
    let size = image::load_from_memory(cover.bytes()).unwrap();
    assert!(size.width() <= 1400 && size.width() * 3 == size.height() * 4, "{} × {}", size.width(), size.height());
}

#[test]
fn a_small_cover_stays_as_it_is() {
    let picture = picture_of(100, 80, ImageFormat::Jpeg);
    assert_eq!(Cover::of(&picture).unwrap().bytes(), picture);
}

#[test]
fn what_is_no_picture_is_no_cover() {
    assert_eq!(Cover::of(b"\x89PNG\r\n\x1a\nbut nothing else"), None);
    assert_eq!(Cover::of(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), None);
}
