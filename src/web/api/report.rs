//! The report on a recording, as the description of the API has it. The report itself is `glos_audio::Report`, which knows nothing
//! of the API; the scenarios hold every report that is answered against this.
#![expect(dead_code, reason = "these only describe")]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What the check of a recording found; the same as `glos inspect --json` prints. Every field is there, null where there is nothing
/// to say.
#[derive(ToSchema)]
pub struct Report {
    /// The file's name as its sender gave it.
    #[schema(required = true)]
    file: Option<String>,
    /// The container, found in the bytes.
    #[schema(required = true, example = "mp3")]
    container: Option<String>,
    /// The codec inside.
    #[schema(required = true, example = "mp3")]
    codec: Option<String>,
    /// The media type these bytes are served with, whatever the sender said.
    #[schema(required = true, example = "audio/mpeg")]
    media_type: Option<String>,
    /// Length in bytes.
    #[schema(required = true)]
    bytes: Option<u64>,
    /// SHA-256 of the whole file, hex.
    #[schema(required = true)]
    sha256: Option<String>,
    /// Samples a second.
    #[schema(required = true, example = 44100)]
    sample_rate: Option<u32>,
    /// 1 is mono, 2 is stereo.
    #[schema(required = true)]
    channels: Option<u16>,
    /// Average rate of the sound alone, in bit/s.
    #[schema(required = true)]
    bit_rate: Option<u32>,
    /// What a player plays, in ms: measured, never copied from a header.
    #[schema(required = true)]
    duration_ms: Option<u64>,
    /// What the file says of its length, in ms.
    #[schema(required = true)]
    declared_duration_ms: Option<u64>,
    /// `ok`: publish it. `warn`: it plays; look at the problems. `reject`: it must not be published.
    verdict: Verdict,
    /// What a producer should know, in the order it was found.
    problems: Vec<Problem>,
    /// Loudness by EBU R 128.
    #[schema(required = true)]
    loudness: Option<BTreeMap<String, Value>>,
    /// Silence at both ends and inside, in ms.
    #[schema(required = true)]
    silence: Option<BTreeMap<String, Value>>,
    /// Peaks, clipping, direct current, and what the channels hold.
    #[schema(required = true)]
    levels: Option<BTreeMap<String, Value>>,
    /// The text tags of the file.
    tags: BTreeMap<String, Value>,
    /// The picture in the file.
    #[schema(required = true)]
    cover: Option<BTreeMap<String, Value>>,
    /// The chapter marks of the file.
    chapters: Vec<BTreeMap<String, Value>>,
    /// What the large podcast apps would show, were they given this file.
    apps: Vec<BTreeMap<String, Value>>,
}

/// What may be done with a recording.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Ok,
    Warn,
    Reject,
}

/// Something that a producer should know of a recording.
#[derive(ToSchema)]
#[schema(as = ReportProblem)]
struct Problem {
    /// Stable, for programs.
    #[schema(example = "clipping")]
    code: String,
    /// How grave it is: `info`, `warn`, `reject`.
    severity: String,
    /// Where, in ms; null where it is of the whole file.
    #[schema(required = true)]
    at_ms: Option<u64>,
    /// What is wrong and what to do, in English.
    message: String,
}
