//! What is to be done to make a master of a recording.

use super::lame;
use super::mix::Mix;
use crate::Report;

/// What the producer asks for; the default is what suits every app.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// Integrated loudness of a stereo master in LUFS; a mono one gets 3 LU less, which sounds as loud because one
    /// channel is played by two loudspeakers. Apple and AES TD1008 ask for −16 (and so −19).
    pub loudness_lufs: f64,
    /// Bits a second; None leaves it to the channels.
    pub bit_rate: Option<u32>,
    /// One channel or two; None leaves it to what the recording holds.
    pub channels: Option<u16>,
}

impl Default for Wish {
    fn default() -> Wish {
        Wish { loudness_lufs: -16.0, bit_rate: None, channels: None }
    }
}

/// What is to be done to make a master of a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How the recording's channels become the master's.
    pub(super) mix: Mix,
    /// Samples a second (Hz): 44,100 or 48,000.
    pub rate: u32,
    /// Bits a second.
    pub bit_rate: u32,
    /// Integrated loudness the master is to have, in LUFS, as measured on its own channels.
    pub loudness_lufs: f64,
    /// What brings the recording to that loudness, in dB.
    pub gain_db: f64,
    /// No peak of the sound that is encoded is above this, in dBTP.
    pub ceiling_dbtp: f64,
    /// Whether the outcome has to be heard before it is encoded, because `gain_db` alone does not decide how loud it
    /// is: peaks are limited, or channels are mixed.
    pub(super) rehearse: bool,
    /// Samples a channel the master will have, nearly: for who shows progress.
    pub(super) samples: u64,
    /// SHA-256 of the recording that was checked, in hexadecimal, and how long it plays, in milliseconds.
    sha256: String,
    pub(super) duration_ms: u64,
}

/// What no peak of a master is above when it is played, in dBTP: Apple's and EBU R 128's limit.
pub const PEAK_DBTP: f64 = -1.0;
/// The encoder gets a decibel less: lossy coding makes new peaks, at low bit rates up to that much (EBU Tech 3344
/// §7.2, AES TD1008 §6).
const HEADROOM_DB: f64 = 1.0;
/// More than this is not recording but noise.
pub(crate) const MOST_GAIN_DB: f64 = 24.0;
/// What is longer is no episode; a few bytes of silence in FLAC would become gigabytes.
const LONGEST_MS: u64 = 24 * 3600 * 1000;

/// Apple's table has 96–128 kbit/s for mono and 128–256 for stereo; these are LAME's rates for transparent speech.
const MONO_BIT_RATE: u32 = 96_000;
const STEREO_BIT_RATE: u32 = 128_000;

impl Plan {
    /// What is to be done with the recording that `report` is about; None if it must not be published, if it is longer
    /// than 24 hours, or if the wish cannot be met by MP3.
    pub fn of(report: &Report, wish: &Wish) -> Option<Plan> {
        let sound = report.sound().filter(|sound| sound.duration_ms <= LONGEST_MS)?;
        let (rate, channels) = (rate_for(report.sample_rate?), report.channels?);
        let layout = report.levels.as_ref().map(|levels| levels.layout);
        let mix = Mix::of(channels, layout, wish.channels);
        let bit_rate = wish.bit_rate.unwrap_or(if mix.channels() == 1 { MONO_BIT_RATE } else { STEREO_BIT_RATE });
        lame::bit_rate(bit_rate)?;
        let loudness_lufs = if mix.channels() == 1 { wish.loudness_lufs - 3.0 } else { wish.loudness_lufs };
        let ceiling_dbtp = PEAK_DBTP - HEADROOM_DB;
        let change = mix.loudness_change(channels, layout);
        let (gain_db, peak_dbtp) = report.loudness.as_ref().map_or((0.0, 0.0), |loudness| {
            let gain = (loudness_lufs - loudness.integrated_lufs - change.unwrap_or(0.0)).min(MOST_GAIN_DB);
            (gain, loudness.true_peak_dbtp + gain)
        });
        let rehearse = report.loudness.is_some() && (peak_dbtp > ceiling_dbtp || change.is_none());
        let samples = sound.duration_ms * u64::from(rate) / 1000;
        let (sha256, duration_ms) = (sound.sha256, sound.duration_ms);
        Some(Plan { mix, rate, bit_rate, loudness_lufs, gain_db, ceiling_dbtp, rehearse, samples, sha256, duration_ms })
    }

    /// Whether a recording that was heard again is the one that was planned for, and was heard to its end.
    pub(super) fn is_of(&self, heard: &Report) -> bool {
        heard.sound().is_some_and(|sound| sound.sha256 == self.sha256)
    }

    /// Raises the gain by so many dB, as far as is sensible; false if it already was.
    pub(super) fn raise(&mut self, by_db: f64) -> bool {
        let before = self.gain_db;
        self.gain_db = (before + by_db).min(MOST_GAIN_DB);
        self.gain_db != before
    }

    /// Lowers the ceiling by so many dB. What it takes of the loudness is to be made up for.
    pub(super) fn lower_ceiling(&mut self, by_db: f64) {
        self.ceiling_dbtp -= by_db;
        self.rehearse = true;
    }

    /// Turns all of it down by so many dB: gain and ceiling alike, so that the limiter does the same as before.
    pub(super) fn turn_down(&mut self, by_db: f64) {
        self.gain_db -= by_db;
        self.ceiling_dbtp -= by_db;
        self.rehearse = false;
    }

    /// Channels of the master: 1 or 2.
    pub fn channels(&self) -> u16 {
        self.mix.channels()
    }
}

/// 48 kHz for what is related to it, 44.1 kHz for all else: whole ratios resample best.
fn rate_for(rate: u32) -> u32 {
    if rate.is_multiple_of(8_000) { 48_000 } else { 44_100 }
}
