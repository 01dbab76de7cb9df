//! Stylesheets, scripts, fonts and icons, embedded in the binary. Their addresses change with their bytes, so they can be kept
//! for ever; [`web::assets`](crate::web::assets) serves them.
//!
//! `assets/static/` goes out as it is (the fonts are described in `assets/fonts/`). A stylesheet is put together of the files of `assets/style/` that `SHEETS` names for it,
//! in that order, without their comments; its `url("name")` become the addresses of assets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use crate::accent;

/// The stylesheets, and what each is made of.
#[rustfmt::skip]
const SHEETS: [(&str, &[&str]); 3] = [("embed.css", &[
    "tokens.css",
    "player.css",
    "embed.css",
]), ("style.css", &[
    "tokens.css",
    "base.css",
    "frame.css",
    "show.css",
    "home.css",
    "episode.css",
    "notes.css",
    "statement.css",
    "api.css",
    "player.css",
    "bar.css",
    "search.css",
    "print.css",
]), ("studio.css", &[
    "tokens.css",
    "base.css",
    "player.css",
    "studio/frame.css",
    "studio/form.css",
    "studio/home.css",
    "studio/account.css",
    "studio/episode.css",
    "studio/texts.css",
    "studio/upload.css",
    "studio/release.css",
    "studio/show.css",
    "studio/files.css",
    "studio/episodes.css",
    "studio/api.css",
])];

#[derive(RustEmbed)]
#[folder = "assets/static/"]
struct Static;

#[derive(RustEmbed)]
#[folder = "assets/style/"]
struct Style;

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let files = Static::iter().filter_map(|name| Some((name.to_string(), Asset::of(Static::get(&name)?.data))));
    let mut assets: BTreeMap<String, Asset> = files.collect();
    for (name, parts) in SHEETS {
        let text: String = parts.iter().filter_map(|part| Some(sheet(&Style::get(part)?.data, &assets))).collect();
        assets.insert(name.to_owned(), Asset::of(text.into_bytes().into()));
    }
    assets
});

/// A file that pages load.
#[derive(Debug, Clone)]
pub struct Asset {
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
    /// The first 8 hex digits of the bytes' SHA-256.
    pub hash: String,
}

impl Asset {
    fn of(bytes: Cow<'static, [u8]>) -> Self {
        Self { hash: hex::encode(&Sha256::digest(&bytes)[..4]), bytes }
    }
}

/// The asset of this name. Stylesheets of accents are made when they are asked for: there are as many as colours.
pub fn file(name: &str) -> Option<Cow<'static, Asset>> {
    let made = || accent::sheet(name).map(|text| Cow::Owned(Asset::of(text.into_bytes().into())));
    ASSETS.get(name).map(Cow::Borrowed).or_else(made)
}

/// The path of an asset, below the public URL: `/static/<8 hex digits>/<name>`. A test holds that templates name only
/// assets that there are.
pub fn path(name: &str) -> String {
    let file = file(name);
    let hash = file.as_ref().map_or("missing", |file| &file.hash);
    format!("/static/{hash}/{name}")
}

/// A part of a stylesheet without comments, its `url("name")` led from the stylesheet's own address to the named asset's.
fn sheet(bytes: &[u8], assets: &BTreeMap<String, Asset>) -> String {
    let text = without_comments(&String::from_utf8_lossy(bytes));
    let mut parts = text.split("url(\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |sheet, part| {
        let name = part.split('"').next().unwrap_or_default();
        let hash = assets.get(name).map_or("missing", |asset| &asset.hash);
        format!("{sheet}url(\"../{hash}/{part}")
    })
}

/// Comments are for who changes a stylesheet; a frame that must be light does not send them. No string of ours has `/*`.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("*/").map_or("", |(_comment, rest)| rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// What a stylesheet has words for.
    fn selectors(name: &str) -> Vec<String> {
        let text = String::from_utf8(file(name).unwrap().bytes.to_vec()).unwrap();
        let rules = text.split('}').filter_map(|rule| rule.split_once('{'));
        rules
            .map(|(before, _)| before.rsplit(['\n', ';']).find(|line| !line.trim().is_empty()).unwrap().trim().into())
            .collect()
    }

    #[test]
    fn a_feed_in_a_browser_says_the_same_in_both_languages() {
        assert_eq!(selectors("feed.pl.css"), selectors("feed.en.css"));
        assert_eq!(selectors("feed.pl.css").len(), 7);
    }

    #[test]
    fn the_player_stays_small_on_a_slow_line() {
        let gzipped = |bytes: &[u8]| {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            gzip.write_all(bytes).unwrap();
            gzip.finish().unwrap().len()
        };
        let (script, style) =
            (gzipped(&file("player.js").unwrap().bytes), gzipped(&Style::get("player.css").unwrap().data));
        assert!(script <= 6 * 1024 && style <= 2 * 1024, "{script} bytes of script, {style} of style");
    }

    #[test]
    fn stylesheets_are_made_of_parts_that_there_are_and_load_assets_that_there_are() {
        for (name, parts) in SHEETS {
            assert!(parts.iter().all(|part| Style::get(part).is_some()), "{name} {parts:?}");
            assert!(!String::from_utf8_lossy(&file(name).unwrap().bytes).contains("../missing/"), "{name}");
        }
        let assets = BTreeMap::from([("a.woff2".to_owned(), Asset { bytes: Cow::default(), hash: "0a".into() })]);
        assert_eq!(sheet(b"x { src: url(\"a.woff2\") }", &assets), "x { src: url(\"../0a/a.woff2\") }");
        assert_eq!(sheet(b"/* a */\n\nx { }\n/* b */ y { /* c */ }", &assets), "x { }\ny { }");
    }
}
