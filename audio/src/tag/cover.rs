//! The picture in a tag: small enough to be carried by every download.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader, Limits};

use crate::magic;

/// A JPEG or PNG of at most [`Cover::MOST_BYTES`].
#[derive(Clone, PartialEq, Eq)]
pub struct Cover {
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// Pixels on the longer side, and JPEG quality, that are tried in turn: 1400 is the least that Apple asks of a cover,
/// and more than any player shows of a tag.
const SIZES: [(u32, u8); 5] = [(1400, 82), (1400, 70), (1000, 75), (600, 75), (300, 70)];
/// Larger pictures are no covers but a way to fill memory.
const MOST_PIXELS_A_SIDE: u32 = 10_000;
const MOST_MEMORY: u64 = 256 << 20;

impl Cover {
    /// The most that a picture takes of a tag, in bytes: of a tag PRX advises 300 KB at most, because the minute that
    /// makes a download (IAB 2.2) is counted from the first byte of the file.
    pub const MOST_BYTES: usize = 250_000;

    /// The picture as it can be put into a tag: as it is if it is small enough, otherwise smaller, as JPEG. None if it
    /// is no JPEG or PNG, or cannot be read.
    pub fn of(picture: &[u8]) -> Option<Cover> {
        let media_type = match magic::picture(picture)? {
            "image/jpeg" => "image/jpeg",
            "image/png" => "image/png",
            _ => return None,
        };
        let image = read(picture)?;
        if picture.len() <= Self::MOST_BYTES && image.width().max(image.height()) <= SIZES[0].0 {
            return Some(Cover { media_type, bytes: picture.to_vec() });
        }
        let smaller = SIZES.iter().filter_map(|&(side, quality)| jpeg(&image, side, quality));
        let bytes = smaller.into_iter().find(|bytes| bytes.len() <= Self::MOST_BYTES)?;
        Some(Cover { media_type: "image/jpeg", bytes })
    }

    /// `image/jpeg` or `image/png`.
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// The picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Debug for Cover {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cover({}, {} bytes)", self.media_type, self.bytes.len())
    }
}

fn read(picture: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(picture)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().ok()
}

/// The picture, no side longer than `side`; transparency becomes white.
fn jpeg(image: &DynamicImage, side: u32, quality: u8) -> Option<Vec<u8>> {
    let is_large = image.width().max(image.height()) > side;
    let image = if is_large { image.thumbnail(side, side) } else { image.clone() };
    let mut opaque = image::RgbImage::new(image.width(), image.height());
    for (to, from) in opaque.pixels_mut().zip(image.to_rgba8().pixels()) {
        let [r, g, b, alpha] = from.0.map(u32::from);
        let over_white = |value: u32| ((value * alpha + 255 * (255 - alpha)) / 255) as u8;
        to.0 = [over_white(r), over_white(g), over_white(b)];
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&opaque).ok()?;
    Some(bytes)
}
