use image::{DynamicImage, ImageFormat, Rgb};

use super::*;

/// A cover of one colour.
fn plain(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(64, 64, Rgb(colour))).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn drawn(card: &Card) -> RgbImage {
    image::load_from_memory_with_format(&draw(card).unwrap(), ImageFormat::Jpeg).unwrap().into_rgb8()
}

fn near(pixel: &Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 16)
}

/// Pixels of the words' half that are not ground.
fn lettered(picture: &RgbImage, ground: [u8; 3]) -> usize {
    let words = picture.enumerate_pixels().filter(|(x, _, _)| *x > HEIGHT + 8);
    words.filter(|(_, _, pixel)| !near(pixel, ground)).count()
}

const BLUE: [u8; 3] = [0x17, 0x40, 0x8b];
const CORAL: [u8; 3] = [0xff, 0x6b, 0x4a];

fn card(title: &str) -> Card {
    Card { cover: plain(CORAL), title: title.into(), ground: Some(Colour(BLUE)), ..Card::default() }
}

#[test]
fn it_shows_the_cover_beside_the_title_on_the_show_s_colour() {
    let picture = drawn(&card("Dlaczego dialog"));
    assert_eq!(picture.dimensions(), (WIDTH, HEIGHT));
    assert!(near(picture.get_pixel(300, 300), CORAL) && near(picture.get_pixel(WIDTH - 3, HEIGHT - 3), BLUE));
    assert!(lettered(&picture, BLUE) > 5_000, "{}", lettered(&picture, BLUE));
}

#[test]
fn a_title_in_letters_it_lacks_leaves_the_cover_alone() {
    let picture = drawn(&card("対話のポッドキャスト"));
    assert!(near(picture.get_pixel(WIDTH / 2, 300), CORAL));
    assert!(near(picture.get_pixel(20, 300), BLUE) && near(picture.get_pixel(WIDTH - 20, 300), BLUE));
}

#[test]
fn without_a_colour_of_its_own_it_takes_that_of_the_cover_s_edge() {
    let green = [0x0a, 0x4d, 0x33];
    let picture = drawn(&Card { cover: plain(green), ground: None, ..card("Głos") });
    assert!(near(picture.get_pixel(WIDTH - 3, 3), green));
}

#[test]
fn the_longest_title_and_the_longest_word_stay_inside() {
    for title in ["ŹDŹBŁO ".repeat(36), "W".repeat(255), "ł".into()] {
        let card = Card {
            above: Some("Bardzo długa nazwa ".repeat(13)),
            below: Some("1:02:03".into()),
            peaks: vec![255; BARS],
            ..card(&title)
        };
        let picture = drawn(&card);
        let rim = picture.enumerate_pixels().filter(|(x, y, _)| {
            (*x > HEIGHT + 8 && *x < HEIGHT + 40)
                || *x > WIDTH - 40
                || (*x > HEIGHT + 8 && (*y < 40 || *y > HEIGHT - 40))
        });
        assert!(rim.into_iter().all(|(_, _, pixel)| near(pixel, BLUE)), "{title}");
    }
}

#[test]
fn what_is_no_picture_is_an_error() {
    assert!(draw(&Card { cover: b"to nie jest obraz".to_vec(), ..card("Głos") }).is_err());
}
