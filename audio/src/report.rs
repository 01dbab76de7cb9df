//! The report: what the check of a recording found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::problem::{Code, Details, Problem, Severity};
use crate::Lang;
use crate::apps::AppView;

/// What the check of one file found; one JSON object, every field always present.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The file's name as the sender gave it.
    pub file: Option<String>,
    /// The container, found in the bytes: `mp3`, `mp4`, `flac`, `wav`, `ogg`, `aiff`, or the name of a refused one.
    pub container: Option<String>,
    /// The codec inside: `mp3`, `aac`, `alac`, `flac`, `pcm`, `vorbis`, or the name of a refused one.
    pub codec: Option<String>,
    /// The media type these bytes are to be served with, whatever the sender said.
    pub media_type: Option<String>,
    /// Length of the file in bytes; null when only its beginning was seen.
    pub bytes: Option<u64>,
    /// SHA-256 of the whole file, 64 lowercase hexadecimal digits; null when only its beginning was seen.
    pub sha256: Option<String>,
    /// Samples a second (Hz), as they are played.
    pub sample_rate: Option<u32>,
    /// Channels: 1 is mono, 2 is stereo.
    pub channels: Option<u16>,
    /// Average bit rate of the sound alone, in bits a second.
    pub bit_rate: Option<u32>,
    /// What a player plays, in milliseconds: every packet decoded, declared delay and padding taken off.
    pub duration_ms: Option<u64>,
    /// What the file's own header says its length is, in milliseconds.
    pub declared_duration_ms: Option<u64>,
    /// The gravest severity among the problems.
    pub verdict: Verdict,
    /// Everything a producer should know, in the order it was found.
    pub problems: Vec<Problem>,
    /// Loudness; null until it is measured.
    pub loudness: Option<Loudness>,
    /// Silence at both ends and inside; null where nothing was decoded.
    pub silence: Option<Silence>,
    /// Peaks, clipping, direct current and what the channels hold; null where nothing was decoded.
    #[serde(default)]
    pub levels: Option<Levels>,
    /// The picture of the sound. It is data, not a finding: kept and served on its own.
    #[serde(skip)]
    pub waveform: Option<Waveform>,
    /// The text tags of the file.
    pub tags: Tags,
    /// The embedded picture.
    pub cover: Option<Cover>,
    /// The chapter marks of the file, in order of time.
    pub chapters: Vec<Chapter>,
    /// What the large podcast apps would show and do, were they given this file.
    #[serde(default)]
    pub apps: Vec<AppView>,
}

/// What is certain of a file that may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// SHA-256 of the whole file, 64 lowercase hexadecimal digits.
    pub sha256: String,
    /// The media type to serve it with.
    pub media_type: String,
    /// The extension its name should have, without a dot.
    pub extension: &'static str,
    /// What a player plays, in milliseconds; more than 0.
    pub duration_ms: u64,
}

/// What may be done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Sound; publish it.
    Ok,
    /// It plays; somebody should look at the problems.
    Warn,
    /// It must not be published.
    Reject,
}

/// Loudness by EBU R 128.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loudness {
    /// Integrated loudness in LUFS.
    pub integrated_lufs: f64,
    /// True peak in dBTP.
    pub true_peak_dbtp: f64,
    /// Loudness range in LU.
    pub range_lu: f64,
    /// The loudest three seconds, in LUFS; null where there are less of them.
    #[serde(default)]
    pub short_term_max_lufs: Option<f64>,
}

/// What the samples are like, apart from loudness.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// The loudest sample, in dBFS.
    pub sample_peak_dbfs: f64,
    /// Places where the sound is clipped: where it was cut off, or where playing it goes beyond full scale.
    pub clipped: u64,
    /// Places where it was cut off: several samples in a row stand at full scale.
    #[serde(default)]
    pub flattened: u64,
    /// The first of them, in milliseconds; at most 20.
    pub clipped_at_ms: Vec<u64>,
    /// Direct current in the channel that has most of it, as a share of full scale, 0 to 1.
    pub dc_offset: f64,
    /// What the channels hold.
    pub layout: Layout,
}

/// What the channels of a recording hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One channel.
    Mono,
    /// Two that differ.
    Stereo,
    /// Two that are the same: mono stored twice.
    DualMono,
    /// Two, of which only the left one has sound.
    LeftOnly,
    /// Two, of which only the right one has sound.
    RightOnly,
    /// Two that cancel each other out where they are mixed to one.
    Inverted,
    /// More than two.
    Surround,
}

/// The picture of the sound: the loudest sample in each tenth of a second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waveform {
    /// 0 is silence, 255 is full scale; the loudest of all channels, [`Waveform::PER_SECOND`] of them a second.
    pub peaks: Vec<u8>,
}

impl Waveform {
    /// Peaks a second.
    pub const PER_SECOND: u32 = 10;
}

/// Stretches in which no sample of any channel is louder than −60 dBFS, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// From the start to the first sound.
    pub lead_ms: u64,
    /// From the last sound to the end.
    pub tail_ms: u64,
    /// The longest one, wherever it is.
    pub longest_ms: u64,
    /// Where it begins.
    #[serde(default)]
    pub longest_at_ms: u64,
}

/// The text tags of the file; the usual four are always present, others where the file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags {
    /// Title of the recording.
    pub title: Option<String>,
    /// Who speaks or made it.
    pub artist: Option<String>,
    /// The series.
    pub album: Option<String>,
    /// Date as the file writes it: a year, a day or a time.
    pub date: Option<String>,
    /// Others, by name: `comment`, `copyright`, `encoder`, `genre`, `language`, `track`, `url`.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

/// The embedded picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// What the picture's own first bytes say it is.
    pub media_type: Option<String>,
    /// Width in pixels, where its header could be read.
    pub width: Option<u32>,
    /// Height in pixels, where its header could be read.
    pub height: Option<u32>,
    /// Its length in bytes.
    pub bytes: u64,
    /// The picture itself: there only while the file is being read, no part of what is kept.
    #[serde(skip)]
    pub picture: Vec<u8>,
}

/// One chapter mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// Where it begins, in milliseconds.
    pub start_ms: u64,
    /// Where it ends, in milliseconds, where the file says so.
    pub end_ms: Option<u64>,
    /// Its title.
    pub title: Option<String>,
    /// A link that belongs to it.
    pub url: Option<String>,
}

impl Report {
    /// A report that says nothing yet about `bytes` bytes called `file`.
    pub(super) fn new(file: Option<&str>, bytes: u64) -> Report {
        Report {
            file: file.map(str::to_owned),
            container: None,
            codec: None,
            media_type: None,
            bytes: Some(bytes),
            sha256: None,
            sample_rate: None,
            channels: None,
            bit_rate: None,
            duration_ms: None,
            declared_duration_ms: None,
            verdict: Verdict::Ok,
            problems: Vec::new(),
            loudness: None,
            silence: None,
            levels: None,
            waveform: None,
            tags: Tags::default(),
            cover: None,
            chapters: Vec::new(),
            apps: Vec::new(),
        }
    }

    /// What can be said of a file of which only the beginning is here: why it is refused.
    pub fn of_head(file: Option<&str>, problem: Problem) -> Report {
        let mut report = Self { bytes: None, ..Self::new(file, 0) };
        report.note(problem);
        report
    }

    /// Adds a problem; the verdict follows the gravest.
    pub(super) fn note(&mut self, problem: Problem) {
        let verdict = match problem.severity {
            Severity::Info => Verdict::Ok,
            Severity::Warn => Verdict::Warn,
            Severity::Reject => Verdict::Reject,
        };
        self.verdict = self.verdict.max(verdict);
        self.problems.push(problem);
    }

    /// Says which container, codec and media type the bytes turned out to be.
    pub(super) fn is(&mut self, container: &str, codec: &str, media_type: &str) {
        self.container = Some(container.to_owned());
        self.codec = Some(codec.to_owned());
        self.media_type = Some(media_type.to_owned());
    }

    /// Whether the bit rate of this MP3 is constant: those are round (ISO/IEC 11172-3 §2.4.2.3), and an average is not.
    pub(crate) fn is_constant_rate(&self) -> bool {
        self.bit_rate.is_some_and(|rate| rate.is_multiple_of(8_000))
    }

    /// Whether the file may be published: the verdict is not `reject`.
    pub fn is_publishable(&self) -> bool {
        self.sound().is_some()
    }

    /// What a file that may be published certainly has; None when it must not be.
    pub fn sound(&self) -> Option<Sound> {
        if self.verdict == Verdict::Reject { None } else { self.audible() }
    }

    /// What can be listened to: a file that may be published, and one that is refused for nothing but sound that is damaged or
    /// missing, which its producer wants to hear. None of any other.
    pub fn audible(&self) -> Option<Sound> {
        let mut refused = self.problems.iter().filter(|problem| problem.severity == Severity::Reject);
        if !refused.all(|problem| matches!(problem.code, Code::Damaged | Code::Truncated)) {
            return None;
        }
        Some(Sound {
            sha256: self.sha256.clone()?,
            media_type: self.media_type.clone()?,
            extension: self.extension(),
            duration_ms: self.duration_ms.filter(|ms| *ms > 0)?,
        })
    }

    /// The extension a file of this content has, without a dot; apps go by it. `bin` when it is no audio glos takes.
    pub fn extension(&self) -> &'static str {
        match (self.container.as_deref(), self.codec.as_deref()) {
            (Some("mp3"), Some("mp1")) => "mp1",
            (Some("mp3"), Some("mp2")) => "mp2",
            (Some("mp3"), _) => "mp3",
            (Some("mp4"), _) => "m4a",
            (Some("flac"), _) => "flac",
            (Some("wav"), _) => "wav",
            (Some("w64"), _) => "w64",
            (Some("ogg"), Some("opus")) => "opus",
            (Some("ogg"), _) => "ogg",
            (Some("aiff"), _) => "aiff",
            (Some("adts"), _) => "aac",
            (Some("caf"), _) => "caf",
            (Some("webm"), _) => "webm",
            (Some("matroska"), _) => "mka",
            _ => "bin",
        }
    }

    /// Why the file must not be published, in one paragraph for a producer; empty when it may be.
    pub fn rejection_summary(&self, lang: Lang) -> String {
        let reasons: Vec<String> = self
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Reject)
            .map(|problem| problem.message_in(lang))
            .collect();
        reasons.join(" ")
    }
}
