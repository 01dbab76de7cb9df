//! Covers made smaller for pages, and the icons of a show that somebody keeps on their screen.

use bytes::Bytes;
use http_body_util::BodyExt as _;

use super::pictures::{Pictures, drawn_of};
use crate::podcast::covers::{self, Cover, CoverError};
use crate::storage::Storage;

/// Pixels of the cover on pages: sharp at 320 CSS pixels on a dense screen.
pub const PAGE_SIDE: u32 = 640;

/// Pixels of the cover in lists, and on pages where a pixel is a pixel.
pub const LIST_SIDE: u32 = 320;

/// The sizes in which pages show covers, small first, in pixels.
pub const SIDES: [u32; 2] = [LIST_SIDE, PAGE_SIDE];

/// Pixels of the icons: on an iPhone's home screen (Apple), and as Android and desktops ask for them (W3C, "Web Application
/// Manifest"; web.dev, "Add a web app manifest").
pub const ICON_SIDES: [u32; 3] = [180, 192, 512];

/// Covers made smaller, each once: a page's visitor does not wait for 9 million pixels.
#[derive(Debug, Default)]
pub struct SmallerCovers(Pictures);

impl SmallerCovers {
    /// The cover at this many pixels, JPEG.
    pub async fn of(&self, storage: &Storage, cover: &Cover, side: u32) -> anyhow::Result<Bytes> {
        let (storage, cover) = (storage.clone(), cover.clone());
        let name = format!("{}-{side}", cover.sha256);
        self.0.of(&name, async move { make(&storage, &cover, side).await }).await
    }

    /// The cover as an icon of this many pixels, PNG.
    pub async fn icon(&self, storage: &Storage, cover: &Cover, side: u32) -> anyhow::Result<Bytes> {
        let (storage, cover) = (storage.clone(), cover.clone());
        let name = format!("{}-icon-{side}", cover.sha256);
        let make = async move { made(&storage, &cover, move |original| covers::icon(original, side)).await };
        self.0.of(&name, make).await
    }
}

/// The cover at this many pixels, JPEG, not kept: for a tag, which is written once.
pub async fn make(storage: &Storage, cover: &Cover, side: u32) -> anyhow::Result<Bytes> {
    made(storage, cover, move |original| covers::smaller(original, side)).await
}

async fn made(
    storage: &Storage,
    cover: &Cover,
    work: impl FnOnce(&[u8]) -> Result<Vec<u8>, CoverError> + Send + 'static,
) -> anyhow::Result<Bytes> {
    let key = cover.key()?;
    // What opens an object is large: passed on from hand to hand it would fill a thread's stack.
    let original = async || Ok(Box::pin(storage.open(&key, 0..cover.bytes)).await?.collect().await?.to_bytes());
    Ok(drawn_of(original, move |original| work(&original)).await??.into())
}
