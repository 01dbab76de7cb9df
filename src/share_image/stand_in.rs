//! The cover of a show that has none of its own yet: its title on one colour, so that its feed is sound from the first minute
//! (Apple, "Artwork requirements": square, 1400 to 3000 pixels, no transparency).

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

use super::DrawError;
use super::canvas::Canvas;
use super::lettering::Lettering;
use super::pair::Pair;
use crate::colour::Colour;

/// Pixels from edge to edge, the fewest that Apple takes: there is nothing in it that would be sharper with more.
pub const SIDE: u32 = 1400;

/// Behind the words, where the show has chosen no colour.
const GROUND: Colour = Colour([0x1d, 0x3f, 0x5e]);

/// Pixels from the words to the edge, and how wide they may be.
const MARGIN: f32 = 120.0;
const MEASURE: f32 = SIDE as f32 - 2.0 * MARGIN;

/// Sizes of the title, large first, and how many lines there is room for in each.
const TITLES: [(f32, usize); 4] = [(190.0, 4), (150.0, 5), (120.0, 6), (96.0, 7)];

/// Heights of the bars at the foot, in hundredths: sound, as a sign.
const BARS: [u8; 15] = [18, 34, 58, 40, 76, 100, 62, 88, 46, 70, 94, 54, 36, 60, 22];

/// Draws the cover, PNG. A title in letters that our typeface lacks leaves the bars alone.
pub fn draw(title: &str, ground: Option<Colour>) -> Result<Vec<u8>, DrawError> {
    let colours = Pair::on(ground.unwrap_or(GROUND));
    let mut canvas = Canvas::new(SIDE, SIDE, colours.ground);
    if let Some((letters, mut lines)) = Lettering::largest(title, &TITLES, MEASURE)? {
        dashes_behind(&mut lines);
        let mut baseline = MARGIN + letters.size() * 0.76;
        for line in &lines {
            letters.draw(&mut canvas, line, (MARGIN - letters.size() * 0.035, baseline), colours.ink);
            baseline += letters.size() * 1.08;
        }
    }
    bars(&mut canvas, colours.soft);
    let (picture, mut png) = (canvas.picture(), Vec::new());
    PngEncoder::new_with_quality(Cursor::new(&mut png), CompressionType::Default, FilterType::Adaptive).write_image(
        &picture,
        SIDE,
        SIDE,
        ExtendedColorType::Rgb8,
    )?;
    Ok(png)
}

/// A dash ends a line and begins none.
fn dashes_behind(lines: &mut [String]) {
    for at in 1..lines.len() {
        if let Some(rest) = lines[at].strip_prefix("– ").map(str::to_owned) {
            lines[at] = rest;
            lines[at - 1].push_str(" –");
        }
    }
}

fn bars(canvas: &mut Canvas, colour: Colour) {
    let (tall, bottom) = (230.0, SIDE as f32 - MARGIN);
    let pitch = MEASURE / BARS.len() as f32;
    for (index, height) in BARS.iter().enumerate() {
        let height = f32::from(*height) / 100.0 * tall;
        let left = MARGIN + index as f32 * pitch + pitch * 0.2;
        canvas.bar((left, bottom - (tall + height) / 2.0), (pitch * 0.6, height), colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::podcast::covers::Cover;

    #[test]
    fn apple_takes_it_whatever_the_title() {
        for title in ["Głos", &"Dajemy ciałom głos w mieście ".repeat(8), "Διάλογος", "🎙"] {
            let png = draw(title, None).unwrap();
            let cover = Cover::check(&png).unwrap();
            assert_eq!(cover.side, SIDE);
            // Apple's limit of artwork is half a megabyte.
            assert!(png.len() < 500_000, "{title}: {}", png.len());
        }
    }

    #[test]
    fn the_title_is_seen_in_it() {
        assert_ne!(draw("Głos", None).unwrap(), draw("Dialog", None).unwrap());
        assert_ne!(draw("Głos", None).unwrap(), draw("Głos", Some(Colour([0xff, 0xd4, 0]))).unwrap());
    }
}
