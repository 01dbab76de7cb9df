//! What an episode's page says of its recording.

use crate::podcast::catalogue::Item;
use crate::podcast::licences;
use crate::web::pages::View;
use crate::web::pages::words::Words;

/// The facts of a recording, and what may be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingFacts {
    /// The format as people call it.
    pub format: &'static str,
    /// What a second of it takes, on average.
    pub bit_rate: Option<String>,
    /// How large the file is.
    pub size: String,
    /// Its licence.
    pub licence: Option<String>,
    /// Where the text of that licence is.
    pub licence_href: Option<String>,
}

impl RecordingFacts {
    /// The facts of an episode's recording; the licence is the show's where it has no own.
    pub fn of(view: &View<'_>, item: &Item) -> Self {
        let (audio, details, about) = (&item.audio, &item.episode.details.0, &view.edition.show().about);
        let words = Words { lang: view.reader.lang };
        let (licence, address) = match &details.licence {
            Some(own) => (Some(own.as_str()), details.licence_url.as_ref()),
            None => (about.licence.as_ref().map(|licence| licence.as_str()), about.licence_url.as_ref()),
        };
        let known = || licence.and_then(licences::address);
        Self {
            format: format(&audio.extension),
            bit_rate: bit_rate(audio.bytes, audio.duration_ms).map(|rate| words.counted("recording-bit-rate", rate)),
            size: words.size(audio.bytes),
            licence: licence.map(|slug| if slug == "ARR" { words.text("recording-all-rights") } else { spoken(slug) }),
            licence_href: address.map(|url| url.as_str().to_owned()).or_else(known),
        }
    }
}

/// What people call the files that glos gives out.
fn format(extension: &str) -> &'static str {
    match extension {
        "mp3" => "MP3",
        "m4a" => "M4A (AAC)",
        _ => "audio",
    }
}

/// kbit/s on average, from bytes and ms: a bit a millisecond is a kilobit a second.
fn bit_rate(bytes: i64, duration_ms: i64) -> Option<usize> {
    let rate = (bytes.checked_mul(8)? + duration_ms / 2).checked_div(duration_ms)?;
    usize::try_from(rate).ok().filter(|&rate| rate > 0)
}

/// A licence's slug as people write it: `CC BY-SA 4.0`.
fn spoken(slug: &str) -> String {
    let upper = slug.to_ascii_uppercase();
    match upper.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-')) {
        Some((terms, version)) => format!("CC\u{a0}{terms}\u{a0}{version}"),
        None => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_second_takes_is_counted_from_bytes_and_time() {
        assert_eq!(bit_rate(16_000_000, 1_000_000), Some(128));
        assert_eq!(bit_rate(11_400_000, 725_000), Some(126));
        assert_eq!((bit_rate(1000, 0), bit_rate(0, 1000), bit_rate(i64::MAX, 1)), (None, None, None));
    }

    #[test]
    fn licences_are_written_as_people_write_them() {
        let said = ["CC-BY-NC-ND-4.0", "cc-by-sa-4.0", "ARR", "Nasza", "CC-"]
            .map(spoken)
            .map(|said| said.replace('\u{a0}', " "));
        assert_eq!(said, ["CC BY-NC-ND 4.0", "CC BY-SA 4.0", "ARR", "Nasza", "CC-"]);
    }
}
