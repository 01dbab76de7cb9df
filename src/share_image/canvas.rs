//! Pixels: a ground that pictures, bars and letters are put on.

use image::{Rgb, RgbImage, imageops};

use crate::colour::Colour;

/// A picture in the making.
pub(super) struct Canvas(RgbImage);

impl Canvas {
    /// One colour all over.
    pub(super) fn new(width: u32, height: u32, ground: Colour) -> Self {
        Self(RgbImage::from_pixel(width, height, Rgb(ground.0)))
    }

    /// Puts a picture on it; its upper left corner comes to this pixel.
    pub(super) fn put(&mut self, picture: &RgbImage, x: u32, y: u32) {
        imageops::replace(&mut self.0, picture, i64::from(x), i64::from(y));
    }

    /// Covers so much of a pixel, 0 to 1, with a colour. What lies outside is left out.
    pub(super) fn blend(&mut self, (x, y): (i32, i32), colour: Colour, part: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if let Some(pixel) = self.0.get_pixel_mut_checked(x, y) {
            pixel.0 = Colour(pixel.0).mixed(colour, part).0;
        }
    }

    /// An upright bar with round ends, its edges between pixels.
    pub(super) fn bar(&mut self, (left, top): (f32, f32), (width, height): (f32, f32), colour: Colour) {
        let radius = width / 2.0;
        let (middle, first, last) = (left + radius, top + radius, (top + height - radius).max(top + radius));
        for y in pixels(top, top + height) {
            for x in pixels(left, left + width) {
                let (across, down) = (x as f32 + 0.5 - middle, y as f32 + 0.5);
                let beyond = (first - down).max(down - last).max(0.0);
                // How far inside the rounded edge the pixel's middle lies, half a pixel being on it.
                let inside = radius - across.hypot(beyond) + 0.5;
                self.blend((x, y), colour, inside.clamp(0.0, 1.0));
            }
        }
    }

    /// What was drawn.
    pub(super) fn picture(self) -> RgbImage {
        self.0
    }
}

/// The pixels that a stretch touches.
#[expect(clippy::cast_possible_truncation, reason = "a picture has about a thousand pixels")]
fn pixels(from: f32, to: f32) -> std::ops::RangeInclusive<i32> {
    from.floor() as i32..=to.ceil() as i32
}
