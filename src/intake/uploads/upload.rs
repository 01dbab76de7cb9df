//! An upload: what is announced of it, what it becomes, what can be played of it.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::KEPT;
use crate::accounts::Actor;
use crate::audio::{Claim, Report};
use crate::intake::{Kind, Refusal};
use crate::podcast::ids::{ActorId, EpisodeId, UploadId};
use crate::podcast::masters::Master;

/// An upload as the catalogue holds it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Upload {
    /// Its identity; only who began it can reach it.
    pub id: UploadId,
    /// Whose it is.
    pub owner: ActorId,
    /// What the sender calls the file.
    pub file_name: Option<String>,
    /// What the sender says it is.
    pub media_type: Option<String>,
    /// `Upload-Metadata` as it came (tus 1.0: told back on HEAD).
    pub metadata: Option<String>,
    /// Bytes it will have; none until a form's end tells.
    pub length: Option<i64>,
    /// Bytes that are here, durable.
    pub received: i64,
    /// What it has become.
    pub state: State,
    /// SHA-256 of the whole, hex, once it was accepted.
    pub sha256: Option<String>,
    /// What the check found.
    pub report: Option<Json<Report>>,
    /// Whether its producer wants a master of it.
    pub mastering: Mastering,
    /// How much of the master is made, in per cent.
    pub progress: Option<i64>,
    /// SHA-256 of the master, hex, as soon as its bytes are known.
    pub master_sha256: Option<String>,
    /// The master.
    pub master: Option<Json<Master>>,
    /// The episode that uses it.
    pub episode_id: Option<EpisodeId>,
    /// When it goes.
    pub expires_at: DateTime<Utc>,
    /// The episode that it is meant for.
    pub for_episode: Option<EpisodeId>,
    /// By which its sender knows the same file again.
    pub fingerprint: Option<String>,
    /// What the first bytes tell.
    pub look: Option<Json<Report>>,
}

/// The life of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[derive(utoipa::ToSchema)]
#[schema(as = UploadState)]
pub enum State {
    /// Bytes are missing.
    Receiving,
    /// All bytes are here; the check is waiting or running.
    Checking,
    /// It is sound and lies at its content address; the file for podcast apps is being made of it.
    Mastering,
    /// It can be published.
    Accepted,
    /// It cannot be published.
    Refused,
    /// An episode has it.
    Used,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Checking => "checking",
            Self::Mastering => "mastering",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Used => "used",
        }
    }
}

/// Whether an MP3 is made of a recording.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(rename_all = "lowercase")]
#[sqlx(rename_all = "lowercase", type_name = "text")]
#[derive(utoipa::ToSchema)]
pub enum Mastering {
    /// When podcast apps do not play it as it is.
    #[default]
    Auto,
    /// In any case: for its loudness.
    Always,
    /// In no case: it is published as it was sent.
    Never,
}

impl std::str::FromStr for Mastering {
    type Err = Refusal;
    fn from_str(text: &str) -> std::result::Result<Self, Refusal> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            other => {
                let shown: String = other.chars().filter(|c| !c.is_control()).take(60).collect();
                Err(Refusal::new(Kind::Invalid, "master-invalid").field("master").value("value", shown))
            }
        }
    }
}

/// What the sender says of a new upload.
#[derive(Debug, Clone, Default)]
pub struct Announced {
    /// Bytes it will have.
    pub length: Option<u64>,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// `Upload-Metadata` as it came (tus 1.0).
    pub metadata: Option<String>,
    /// Whether a master is wanted.
    pub mastering: Mastering,
    /// The episode that it is meant for. A draft without a recording gets it as soon as it is checked.
    pub for_episode: Option<EpisodeId>,
    /// By which the sender knows the same file again: one that is announced twice is one upload.
    pub fingerprint: Option<String>,
}

/// What can be played of an upload.
#[derive(Debug)]
pub struct Heard<'a> {
    /// SHA-256 of the bytes, hex: where they lie.
    pub sha256: String,
    /// How many they are.
    pub bytes: u64,
    /// What they are.
    pub media_type: String,
    /// What the check found of them.
    pub report: &'a Report,
}

impl Upload {
    /// An upload of an actor that has just begun, of which nothing is known.
    pub(in crate::intake) fn begun(actor: &Actor, now: DateTime<Utc>) -> Self {
        Self {
            id: UploadId::new(),
            owner: actor.id(),
            file_name: None,
            media_type: None,
            metadata: None,
            length: None,
            received: 0,
            state: State::Receiving,
            sha256: None,
            report: None,
            mastering: Mastering::default(),
            progress: None,
            master_sha256: None,
            master: None,
            episode_id: None,
            expires_at: now + KEPT,
            for_episode: None,
            fingerprint: None,
            look: None,
        }
    }

    /// What listeners would get of it, and of one that is refused for its damage, what is there; none before it is checked.
    pub fn heard(&self) -> Option<Heard<'_>> {
        // Bytes without a claim are not kept.
        if !matches!(self.state, State::Accepted | State::Refused) || self.sha256.is_none() {
            return None;
        }
        match self.master.as_deref().filter(|_| self.mastering != Mastering::Never) {
            Some(Master { sha256, bytes, report, .. }) => {
                Some(Heard { sha256: sha256.clone(), bytes: *bytes, media_type: "audio/mpeg".to_owned(), report })
            }
            None => {
                let report = self.report.as_deref()?;
                let sound = report.audible()?;
                Some(Heard { sha256: sound.sha256, bytes: self.offset(), media_type: sound.media_type, report })
            }
        }
    }

    /// What the sender said of the bytes.
    pub fn claim(&self) -> Claim<'_> {
        Claim { file_name: self.file_name.as_deref(), media_type: self.media_type.as_deref() }
    }

    /// Bytes that are here.
    pub fn offset(&self) -> u64 {
        self.received.unsigned_abs()
    }

    /// Why it was refused, with what the check found.
    pub fn rejection(&self) -> Refusal {
        match &self.report {
            Some(report) if report.is_publishable() => {
                Refusal::new(Kind::Invalid, "master-failed").field("audio").report(report.0.clone())
            }
            Some(report) => Refusal::new(Kind::Invalid, "audio-rejected").field("audio").report(report.0.clone()),
            None => Refusal::new(Kind::Gone, "upload-lost"),
        }
    }

    /// Whether the service is still working on it.
    pub fn is_in_work(&self) -> bool {
        matches!(self.state, State::Checking | State::Mastering)
    }

    /// Whether all bytes are here.
    pub fn is_whole(&self) -> bool {
        self.length == Some(self.received)
    }
}
