//! The forms that a transcript goes out in.

use super::{Transcript, html, json, srt, vtt};
use crate::podcast::about::Language;
use crate::podcast::episodes::Episode;
use crate::podcast::shows::Show;

/// A form of a transcript (podcast-namespace, transcripts.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// WebVTT, which Apple prefers.
    Vtt,
    /// SubRip.
    Srt,
    /// The namespace's JSON.
    Json,
    /// HTML, for people.
    Html,
}

/// What stands around the words where a form says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Title of the episode.
    pub title: String,
    /// Title of the show.
    pub show: String,
    /// Language of the words.
    pub language: String,
}

impl Setting {
    /// What stands around the words of an episode, which are in this language, or in the show's.
    pub fn of(show: &Show, episode: &Episode, language: Option<&Language>) -> Self {
        Self {
            title: episode.title.as_str().to_owned(),
            show: show.about.title.as_str().to_owned(),
            language: language.unwrap_or(&show.about.language).as_str().to_owned(),
        }
    }
}

impl Form {
    /// Every form, the one that most apps want first.
    pub const ALL: [Self; 4] = [Self::Vtt, Self::Srt, Self::Json, Self::Html];

    /// The end of its address.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// What it is served as, and what the feed says of it: both must be the same word for word (transcripts.md).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Vtt => "text/vtt",
            Self::Srt => "application/x-subrip",
            Self::Json => "application/json",
            Self::Html => "text/html",
        }
    }

    /// Whether players can follow the recording with it.
    pub fn is_timed(self) -> bool {
        self != Self::Html
    }

    /// The words in this form.
    pub fn write(self, transcript: &Transcript, setting: &Setting) -> String {
        match self {
            Self::Vtt => vtt::write(&transcript.cues),
            Self::Srt => srt::write(&transcript.cues),
            Self::Json => json::write(&transcript.cues),
            Self::Html => html::write(&transcript.cues, setting),
        }
    }
}
