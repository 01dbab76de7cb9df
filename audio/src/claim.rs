//! What the sender said of the bytes, compared with what they are.

use super::problem::{Code, Details, Problem};
use super::report::Report;

/// What the sender said of the bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim<'a> {
    /// The file's name.
    pub file_name: Option<&'a str>,
    /// The media type, as in a `Content-Type`.
    pub media_type: Option<&'a str>,
}

/// The media types that senders truthfully give a container.
fn names_of(container: &str) -> &'static [&'static str] {
    match container {
        "mp3" => &["mpeg", "mp3", "mpeg3", "x-mp3", "x-mpeg", "x-mpeg-3", "mpg"],
        "adts" => &["aac", "aacp", "x-aac", "x-hx-aac-adts", "vnd.dlna.adts"],
        "mp4" => &["mp4", "m4a", "x-m4a", "m4b", "x-m4b", "mp4a-latm", "quicktime"],
        "flac" => &["flac", "x-flac"],
        "wav" => &["wav", "x-wav", "wave", "x-wave", "vnd.wave"],
        "w64" => &["w64", "x-w64", "wav", "x-wav"],
        "ogg" => &["ogg", "vorbis", "opus", "x-ogg", "x-vorbis+ogg", "x-opus+ogg", "x-flac+ogg"],
        "aiff" => &["aiff", "x-aiff"],
        "caf" => &["x-caf", "caf"],
        "webm" => &["webm"],
        "matroska" => &["matroska", "x-matroska", "webm"],
        _ => &[],
    }
}

/// The name of a container, for people.
pub(super) fn title_of(container: &str) -> &'static str {
    match container {
        "mp3" => "MP3",
        "adts" => "AAC (ADTS)",
        "mp4" => "M4A",
        "flac" => "FLAC",
        "wav" => "WAV",
        "w64" => "Wave64",
        "ogg" => "Ogg",
        "aiff" => "AIFF",
        "caf" => "CAF",
        "webm" => "WebM",
        "matroska" => "Matroska",
        _ => "?",
    }
}

impl Report {
    /// The name of the format, for people: that of the container, or of the codec where that says more. None for what
    /// is no audio.
    pub fn format(&self) -> Option<&'static str> {
        let container = self.container.as_deref()?;
        let title = match (container, self.codec.as_deref().unwrap_or_default()) {
            ("mp3", "mp1") => "MPEG layer I",
            ("mp3", "mp2") => "MP2 (MPEG layer II)",
            ("mp4", "alac") => "Apple Lossless (ALAC)",
            ("ogg", "vorbis") => "Ogg Vorbis",
            ("ogg", "opus") => "Opus",
            ("ogg", "flac") => "Ogg FLAC",
            _ => title_of(container),
        };
        (title != "?").then_some(title)
    }
}

impl Claim<'_> {
    /// Notes if name or media type say something else than the bytes. Says nothing of files refused for what they are.
    pub(super) fn compare(&self, report: &mut Report) {
        let Some(container) = report.container.clone().filter(|container| !names_of(container).is_empty()) else {
            return;
        };
        let by_name = self.file_name.and_then(|name| mime_guess::from_path(name).first_raw());
        let wrong_name = by_name.is_some_and(|claimed| contradicts(claimed, &container));
        let wrong_type = self.media_type.is_some_and(|claimed| contradicts(claimed, &container));
        let claimed = match (wrong_name, wrong_type) {
            (true, _) => self.file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| format!(".{end}")),
            (false, true) => self.media_type.map(str::to_owned),
            (false, false) => return,
        };
        let details = Details { what: Some(title_of(&container).to_owned()), claimed, ..Details::default() };
        report.note(Problem::warn(Code::TypeMismatch, None, details));
    }
}

/// Whether a media type says something, and something else.
fn contradicts(claimed: &str, container: &str) -> bool {
    let essence = claimed.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let Some((top, sub)) = essence.split_once('/') else {
        return false;
    };
    let says_nothing = matches!(sub, "octet-stream" | "*" | "x-www-form-urlencoded" | "form-data");
    let fits = matches!(top, "audio" | "video" | "application") && names_of(container).contains(&sub);
    !(says_nothing || fits)
}
