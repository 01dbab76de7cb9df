//! Problems: what is wrong, where, how grave, and the values its sentence is made of.

use serde::{Deserialize, Serialize};

use super::words;
use crate::Lang;

/// How grave a problem is, by what it does to listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know, nothing to worry about; the verdict stays as it is.
    Info,
    /// It may be published; somebody should know.
    Warn,
    /// It must not be published.
    Reject,
}

/// What is wrong. The words in JSON are stable: programs may go by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file has no bytes.
    Empty,
    /// A picture, a page, a document, a program, noise: no recording at all.
    NotAudio,
    /// Audio of a kind that glos cannot decode, named.
    UnsupportedFormat,
    /// Encrypted by a shop (DRM); only the buyer's device can play it.
    Protected,
    /// A film: there are moving pictures beside the sound.
    VideoInside,
    /// It looks like audio and cannot be read as such.
    Unreadable,
    /// The end is missing.
    Truncated,
    /// Parts of the sound could not be decoded, or are missing inside.
    Damaged,
    /// Every frame decodes, and yet the checksum of the whole (FLAC's MD5) does not fit.
    ChecksumMismatch,
    /// Nothing in it is louder than −60 dBFS.
    SilenceOnly,
    /// Shorter than one second.
    TooShort,
    /// Longer than 100 hours, more than glos decodes.
    TooLong,
    /// The header says another length than the sound has, or none.
    HeaderLies,
    /// Bytes before the sound that belong to nothing.
    JunkBefore,
    /// Bytes inside the sound that belong to nothing.
    JunkInside,
    /// Bytes after the sound that belong to nothing.
    JunkAfter,
    /// Several files one after another in one.
    Joined,
    /// Sample rate or channels change on the way.
    FormatChanges,
    /// Name or media type say something else than the bytes.
    TypeMismatch,
    /// Sound and complete, but some podcast apps do not play this format.
    RareFormat,
    /// More than two channels.
    ManyChannels,
    /// A sample rate that players handle badly.
    OddSampleRate,
    /// MP3 of free format: its frames do not say their length.
    FreeFormat,
    /// A sample rate that leaves no high tones.
    LowSampleRate,
    /// Fewer bits a second than the codec needs for speech.
    LowBitRate,
    /// It begins with silence.
    LeadingSilence,
    /// It ends with silence.
    TrailingSilence,
    /// Long silence inside.
    LongSilence,
    /// The sound breaks off while somebody speaks.
    AbruptEnd,
    /// Peaks are cut off, or will be in players.
    Clipping,
    /// The sound lies beside its zero line (direct current).
    DcOffset,
    /// One of two channels is silent.
    DeadChannel,
    /// Both channels hold the same: mono, stored twice.
    DualMono,
    /// The channels cancel each other out where they are mixed to one.
    InvertedPhase,
    /// Much quieter than other podcasts.
    TooQuiet,
    /// Much louder than other podcasts.
    TooLoud,
    /// Loud and quiet parts lie far apart.
    WideLoudnessRange,
    /// HE-AAC: the core was decoded and checked, the upper band was not.
    PartlyChecked,
}

/// The values a problem's sentence is made of; which of them are there depends on the code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Offset in the file, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// How many bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// How many (frames, places, files, channels, Hz, bits a second).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// How much time, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// What the header says, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_ms: Option<u64>,
    /// What the header says, in the unit of `count` (channels, Hz).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<u64>,
    /// What it is: a format's name or a word of the report (`png`, `html`, `left`, `channels`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// What the sender said it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<String>,
    /// The measured level: LUFS, LU, dBTP or per cent, as the code has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<f64>,
    /// What it should be, in the same unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// The first places in time, in milliseconds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places_ms: Vec<u64>,
    /// Whether glos makes an MP3 of this file anyway, and mends it there as far as it can be mended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mastered: bool,
}

/// One thing that is wrong, with its place and a sentence for a producer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Where, in milliseconds from the start of the sound; null where it has no place in time.
    pub at_ms: Option<u64>,
    /// The sentence in English.
    pub message: String,
    /// The values the sentence is made of, so that it can be said in another language later.
    #[serde(default, skip_serializing_if = "is_bare")]
    pub details: Details,
}

impl Problem {
    /// A problem that forbids publishing.
    pub(super) fn reject(code: Code, at_ms: Option<u64>, details: Details) -> Problem {
        Problem::new(code, Severity::Reject, at_ms, details)
    }

    /// A problem that somebody should know of.
    pub(super) fn warn(code: Code, at_ms: Option<u64>, details: Details) -> Problem {
        Problem::new(code, Severity::Warn, at_ms, details)
    }

    /// Something good to know.
    pub(super) fn info(code: Code, at_ms: Option<u64>, details: Details) -> Problem {
        Problem::new(code, Severity::Info, at_ms, details)
    }

    /// A problem of the given severity.
    pub(super) fn new(code: Code, severity: Severity, at_ms: Option<u64>, details: Details) -> Problem {
        let message = words::sentence(code, severity, at_ms, &details, Lang::En);
        Problem { code, severity, at_ms, message, details }
    }

    /// The sentence in `lang`, made from the stored values.
    pub fn message_in(&self, lang: Lang) -> String {
        words::sentence(self.code, self.severity, self.at_ms, &self.details, lang)
    }
}

fn is_bare(details: &Details) -> bool {
    *details == Details::default()
}
