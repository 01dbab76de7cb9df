//! The picture that stands for a page where it is shared: 1200 × 630 pixels, made of a cover and a title on the show's
//! colour, in the typeface of our pages (Open Graph, `og:image`; 1.91 to 1 is what networks show whole).
//!
//! Pure: bytes and words in, a JPEG out. `pair`: which colours; `lettering`: words; `canvas`: pixels. [`stand_in`] is a cover
//! of the same make.

mod canvas;
mod lettering;
mod pair;
pub mod stand_in;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ImageReader, RgbImage};

use crate::colour::Colour;
use canvas::Canvas;
use lettering::Lettering;
use pair::Pair;

/// Pixels across.
pub const WIDTH: u32 = 1200;

/// Pixels down; the cover is as high.
pub const HEIGHT: u32 = 630;

/// Raised whenever the same words come out as another picture: its address changes with it.
pub const DESIGN: u32 = 1;

/// Bars that the sound is drawn in.
pub const BARS: usize = 46;

/// What a share image shows.
#[derive(Debug, Default)]
pub struct Card {
    /// The cover, JPEG or PNG, square.
    pub cover: Vec<u8>,
    /// What it is called.
    pub title: String,
    /// What it belongs to, above the title.
    pub above: Option<String>,
    /// What else there is to say, at the foot.
    pub below: Option<String>,
    /// The colour behind the words; none: that of the cover's edge.
    pub ground: Option<Colour>,
    /// The sound, in [`BARS`] peaks; empty for what cannot be heard.
    pub peaks: Vec<u8>,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The cover cannot be read, or the picture not be written.
    #[error("a share image could not be drawn: {0}")]
    Picture(#[from] image::ImageError),
    /// The typeface in the binary cannot be read.
    #[error("a share image could not be lettered: {0}")]
    Typeface(#[from] ab_glyph::InvalidFont),
}

/// Pixels from the words to the cover and to the edge.
const MARGIN: f32 = 56.0;

/// Where the words begin, and how wide they may be.
const LEFT: f32 = HEIGHT as f32 + MARGIN;
const MEASURE: f32 = WIDTH as f32 - LEFT - MARGIN;

/// Draws the picture, JPEG. A title in letters that our typeface lacks leaves the cover alone on its colour: an empty box
/// for every letter would say nothing.
pub fn draw(card: &Card) -> Result<Vec<u8>, DrawError> {
    let cover = cover(&card.cover)?;
    let colours = Pair::on(card.ground.unwrap_or_else(|| edge(&cover)));
    let mut canvas = Canvas::new(WIDTH, HEIGHT, colours.ground);
    match Words::of(card)? {
        Some(words) => {
            canvas.put(&cover, 0, 0);
            words.draw(&mut canvas, &colours, &card.peaks);
        }
        None => canvas.put(&cover, (WIDTH - HEIGHT) / 2, 0),
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(Cursor::new(&mut jpeg), 88).encode_image(&canvas.picture())?;
    Ok(jpeg)
}

/// The cover, as high as the picture.
fn cover(bytes: &[u8]) -> Result<RgbImage, image::ImageError> {
    let cover = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?.decode()?.into_rgb8();
    Ok(imageops::resize(&cover, HEIGHT, HEIGHT, FilterType::CatmullRom))
}

/// The colour with which the cover ends beside the words.
fn edge(cover: &RgbImage) -> Colour {
    let column = cover.width().saturating_sub(2);
    let sum = (0..cover.height()).fold([0_u32; 3], |sum, row| {
        let pixel = cover.get_pixel(column, row).0;
        [0, 1, 2].map(|channel| sum[channel] + u32::from(pixel[channel]))
    });
    Colour(sum.map(|sum| u8::try_from(sum / cover.height().max(1)).unwrap_or(u8::MAX)))
}

/// The words of a card, set.
struct Words<'f> {
    small: Lettering<'f>,
    large: Lettering<'f>,
    above: Vec<String>,
    title: Vec<String>,
    below: Option<String>,
}

/// Sizes of the title, large first, and how many lines there is room for in each.
const TITLES: [(f32, usize); 4] = [(68.0, 3), (58.0, 4), (50.0, 5), (43.0, 6)];

/// Size of the other words.
const SMALL: f32 = 25.0;

/// Lines of what stands above the title.
const LINES_ABOVE: usize = 2;

impl Words<'static> {
    /// None when the title is in letters that the typeface lacks.
    fn of(card: &Card) -> Result<Option<Self>, DrawError> {
        let small = Lettering::medium(SMALL)?;
        let known = |text: &Option<String>| text.as_ref().and_then(|text| small.sayable(text));
        let Some((large, title)) = Lettering::largest(&card.title, &TITLES, MEASURE)? else { return Ok(None) };
        let mut above = known(&card.above).map(|above| small.balanced(&above, MEASURE)).unwrap_or_default();
        small.shorten(&mut above, LINES_ABOVE, MEASURE);
        let below = known(&card.below);
        Ok(Some(Self { above, title, below, small, large }))
    }
}

impl Words<'_> {
    fn draw(&self, canvas: &mut Canvas, colours: &Pair, peaks: &[u8]) {
        let mut baseline = MARGIN + self.small.size() * 0.76;
        for line in &self.above {
            self.small.draw(canvas, line, (LEFT, baseline), colours.soft);
            baseline += self.small.size() * 1.32;
        }
        let size = self.large.size();
        // Capitals of the title stand where its first line would, whatever is above.
        baseline = if self.above.is_empty() { MARGIN } else { baseline + 6.0 } + size * 0.72;
        for line in &self.title {
            // The side bearing of large letters would indent them.
            self.large.draw(canvas, line, (LEFT - size * 0.035, baseline), colours.ink);
            baseline += size * 1.12;
        }
        self.foot(canvas, colours, peaks);
    }

    /// The sound, and beside it what is said of it.
    fn foot(&self, canvas: &mut Canvas, colours: &Pair, peaks: &[u8]) {
        let bottom = HEIGHT as f32 - MARGIN;
        let below = self.below.as_deref().unwrap_or_default();
        let said = self.small.width(below);
        if peaks.is_empty() {
            return self.small.draw(canvas, below, (LEFT, bottom - 4.0), colours.soft);
        }
        let height = 84.0;
        let middle = bottom - height / 2.0;
        let room = MEASURE - if said > 0.0 { said + 24.0 } else { 0.0 };
        // All of the sound, however much is said beside it.
        let pitch = room / peaks.len() as f32;
        for (index, peak) in peaks.iter().enumerate() {
            let left = LEFT + index as f32 * pitch;
            let tall = (f32::from(*peak) / 255.0 * height).max(pitch * 0.5);
            canvas.bar((left, middle - tall / 2.0), (pitch * 0.5, tall), colours.soft);
        }
        self.small.draw(canvas, below, (LEFT + MEASURE - said, middle + self.small.size() * 0.34), colours.ink);
    }
}

#[cfg(test)]
mod tests;
