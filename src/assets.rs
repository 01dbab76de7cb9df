//! Stylesheets and icons: the files of `assets/static/`, embedded in the binary. Their addresses change with their bytes,
//! so they can be kept for ever; [`web::assets`](crate::web::assets) serves them.

use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "assets/static/"]
struct Files;

/// The asset of this name.
pub fn file(name: &str) -> Option<EmbeddedFile> {
    Files::get(name)
}

/// The path of an asset, below the public URL: `/static/<8 hex digits>/<name>`. A test holds that templates name only
/// assets that there are.
pub fn path(name: &str) -> String {
    let hash = file(name).map_or_else(|| "missing".to_owned(), |file| hash(&file));
    format!("/static/{hash}/{name}")
}

/// The first 8 hex digits of the bytes' SHA-256.
pub fn hash(file: &EmbeddedFile) -> String {
    hex::encode(&file.metadata.sha256_hash()[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a stylesheet has words for.
    fn selectors(name: &str) -> Vec<String> {
        let text = String::from_utf8(file(name).unwrap().data.into_owned()).unwrap();
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
}
