//! The picture of a show, checked before any app sees it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{self, CompressionType, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder as _, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::about::About;
use crate::colour::Colour;
use crate::share_image::stand_in;
use crate::storage::{Key, KeyError};

/// A checked cover: where its bytes lie and what they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// SHA-256 of the bytes, hex; part of the address, because new artwork needs a new one (Apple).
    pub sha256: String,
    /// JPEG or PNG.
    pub form: Form,
    /// Pixels from edge to edge; covers are square.
    pub side: u32,
    /// Length in bytes.
    pub bytes: u64,
    /// Whether it was drawn here, of the show's title, until its producers give it a cover.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_stand_in: bool,
}

/// The two forms that Apple takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl Form {
    /// The file name extension, which must fit the bytes (Apple).
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Endings that a file of this form may have.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Png => &[".png"],
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Bytes of a cover file: far above any real one, low enough to hold in memory.
pub const MAX_BYTES: u64 = 10 * 1024 * 1024;

/// Pixels from edge to edge that Apple takes ("Artwork requirements").
const SIDES: std::ops::RangeInclusive<u32> = 1400..=3000;

/// Why a picture cannot be a cover. The sentence says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    /// More bytes than are taken.
    #[error("the cover is {0} bytes long; at most {MAX_BYTES} are allowed")]
    TooLong(u64),
    /// Neither JPEG nor PNG.
    #[error("the cover must be a JPEG or PNG picture")]
    Form,
    /// Not square: width and height in pixels.
    #[error("the cover must be square; this one is {0} × {1} pixels")]
    Shape(u32, u32),
    /// Too small or too large: pixels from edge to edge.
    #[error("the cover must be 1400 to 3000 pixels wide; this one is {0} (3000 is best)")]
    Side(u32),
    /// CMYK.
    #[error("the cover is made for print (CMYK); save it as RGB")]
    Print,
    /// Colours that are neither RGB nor grey, or transparency.
    #[error("the cover must be RGB without transparency; this one is {0}")]
    Colours(String),
    /// It cannot be read to its end.
    #[error("the cover cannot be read as a picture ({0}); save it again as PNG or JPEG")]
    Broken(#[from] image::ImageError),
}

/// Whether a picture of this size, in pixels, may be a cover; one whose size is not known may.
pub fn may_fit(width: Option<u32>, height: Option<u32>) -> bool {
    width.is_none_or(|side| SIDES.contains(&side)) && width == height
}

impl Cover {
    /// Checks a picture: JPEG or PNG, square, 1400 to 3000 pixels, RGB or grey without alpha (Apple, "Artwork requirements").
    pub fn check(bytes: &[u8]) -> Result<Self, CoverError> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(CoverError::TooLong(bytes.len() as u64));
        }
        let form = match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Form::Jpeg,
            Ok(ImageFormat::Png) => Form::Png,
            _ => return Err(CoverError::Form),
        };
        let decoder = reader(bytes)?.into_decoder()?;
        let (width, height) = decoder.dimensions();
        if width != height {
            return Err(CoverError::Shape(width, height));
        }
        if !SIDES.contains(&width) {
            return Err(CoverError::Side(width));
        }
        match decoder.original_color_type() {
            ExtendedColorType::Rgb8 | ExtendedColorType::L8 | ExtendedColorType::Rgb16 | ExtendedColorType::L16 => {}
            ExtendedColorType::Cmyk8 => return Err(CoverError::Print),
            other => return Err(CoverError::Colours(format!("{other:?}"))),
        }
        // Reading every pixel proves that the file is whole.
        DynamicImage::from_decoder(decoder)?;
        let sha256 = hex::encode(Sha256::digest(bytes));
        Ok(Self { sha256, form, side: width, bytes: bytes.len() as u64, is_stand_in: false })
    }

    /// Draws the cover of a show that has none of its own, and its bytes; blocking.
    pub fn standing_in(about: &About) -> anyhow::Result<(Self, Vec<u8>)> {
        let ground = about.accent.as_ref().and_then(|accent| Colour::parse(accent.as_str()));
        let picture = stand_in::draw(about.title.as_str(), ground)?;
        Ok((Self { is_stand_in: true, ..Self::check(&picture)? }, picture))
    }

    /// Where the bytes lie.
    pub fn key(&self) -> Result<Key, KeyError> {
        Key::cover(&self.sha256, self.form.extension())
    }
}

/// Bytes that a cover of this many pixels may have before it is pressed harder: 30 kB at 320 pixels, the share that a page's
/// first visit has for it.
const PER_SIDE: usize = 94;

/// From what a cover looks like the original to where its bytes no longer matter.
const QUALITIES: [u8; 3] = [82, 74, 62];

/// The cover as a JPEG of `side` pixels, for pages: apps want 3000 pixels, a phone on a poor line does not.
pub fn smaller(bytes: &[u8], side: u32) -> Result<Vec<u8>, CoverError> {
    let small = reader(bytes)?.decode()?.resize(side, side, FilterType::CatmullRom).into_rgb8();
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        JpegEncoder::new_with_quality(Cursor::new(&mut jpeg), quality).encode_image(&small)?;
        if jpeg.len() <= side as usize * PER_SIDE {
            break;
        }
    }
    Ok(jpeg)
}

/// The cover as a PNG of `side` pixels, for home screens: they take no other form everywhere.
pub fn icon(bytes: &[u8], side: u32) -> Result<Vec<u8>, CoverError> {
    let small = reader(bytes)?.decode()?.resize(side, side, FilterType::CatmullRom).into_rgb8();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(Cursor::new(&mut png), CompressionType::Best, png::FilterType::Adaptive).write_image(
        &small,
        small.width(),
        small.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(png)
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, CoverError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(image::ImageError::from)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(10_000);
    limits.max_image_height = Some(10_000);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    Ok(reader)
}
