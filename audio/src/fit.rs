//! Whether a sound file can be given to podcast apps as it is, or an MP3 (a *master*) has to be made of it.
//!
//! The rule is what every app plays, not what some do: Apple's and the Podcast Standards Project's lists of enclosures
//! have MP3 and M4A only (<https://help.apple.com/itc/podcasts_connect/#/itcb54353390>,
//! <https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification>), and Apple's audio requirements
//! mono or stereo (<https://podcasters.apple.com/support/893-audio-requirements>). What already fits is never encoded
//! again: that costs quality and gains nobody anything.

use serde::{Deserialize, Serialize};

use crate::problem::Code;
use crate::report::{Report, Verdict};

/// What is to be done with a file before listeners get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Nothing: every podcast app plays these bytes.
    AsIs,
    /// The file is sound; listeners get an MP3 made of it, for this reason, and it is kept as the original.
    NeedsMaster(Reason),
    /// It must not be published, in whatever form.
    Refused,
}

/// Why a master is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Neither MP3 nor AAC in M4A: lossless, or a format that not every app takes.
    Format,
    /// MP3 of free format, whose frames do not say their length: hardly a player knows it (ffmpeg does not).
    FreeFormat,
    /// More than two channels.
    Channels,
    /// A sample rate that not every player handles.
    SampleRate,
}

/// The sample rates of MPEG-1 and MPEG-2 audio (ISO/IEC 11172-3 §2.4.2.3, 13818-3 §2.4.2.3), in Hz. Lower ones are
/// MPEG-2.5, which is no standard; higher ones AAC has and MP3 has not.
pub(crate) const STANDARD_RATES: [u32; 6] = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

impl Report {
    /// Whether podcast apps can be given this file as it is.
    ///
    /// HE-AAC is: phones, computers and browsers have played it since 2009, and who decodes its core only hears less
    /// of the high tones, as would everybody in a second-hand master of it.
    pub fn fit(&self) -> Fit {
        match self.unfitness() {
            _ if self.verdict == Verdict::Reject => Fit::Refused,
            Some(reason) => Fit::NeedsMaster(reason),
            None => Fit::AsIs,
        }
    }

    /// Why the file as it is does not suit every app, whatever else may be wrong with it.
    pub(crate) fn unfitness(&self) -> Option<Reason> {
        let distributed = [("mp3", "mp3"), ("mp4", "aac")];
        let format = (self.container.as_deref()?, self.codec.as_deref()?);
        if !distributed.contains(&format) {
            return Some(Reason::Format);
        }
        if self.problems.iter().any(|problem| problem.code == Code::FreeFormat) {
            return Some(Reason::FreeFormat);
        }
        if self.channels.is_some_and(|channels| channels > 2) {
            return Some(Reason::Channels);
        }
        let is_odd = self.sample_rate.is_some_and(|rate| !STANDARD_RATES.contains(&rate));
        is_odd.then_some(Reason::SampleRate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(container: &str, codec: &str, rate: u32, channels: u16) -> Report {
        let mut report = Report::new(None, 1);
        report.is(container, codec, "");
        (report.sample_rate, report.channels) = (Some(rate), Some(channels));
        report
    }

    #[test]
    fn mp3_and_aac_are_given_as_they_are() {
        for rate in [22_050, 44_100, 48_000] {
            assert_eq!(sound("mp3", "mp3", rate, 1).fit(), Fit::AsIs);
            assert_eq!(sound("mp4", "aac", rate, 2).fit(), Fit::AsIs);
        }
    }

    #[test]
    fn everything_else_becomes_an_mp3() {
        let others =
            [("wav", "pcm"), ("flac", "flac"), ("mp4", "alac"), ("ogg", "opus"), ("adts", "aac"), ("mp3", "mp2")];
        for (container, codec) in others {
            assert_eq!(sound(container, codec, 44_100, 2).fit(), Fit::NeedsMaster(Reason::Format), "{container}");
        }
    }

    #[test]
    fn odd_rates_and_many_channels_become_an_mp3() {
        assert_eq!(sound("mp3", "mp3", 8_000, 1).fit(), Fit::NeedsMaster(Reason::SampleRate));
        assert_eq!(sound("mp4", "aac", 96_000, 2).fit(), Fit::NeedsMaster(Reason::SampleRate));
        assert_eq!(sound("mp4", "aac", 48_000, 6).fit(), Fit::NeedsMaster(Reason::Channels));
    }

    #[test]
    fn what_must_not_be_published_gets_no_master() {
        let report = Report { verdict: Verdict::Reject, ..sound("wav", "pcm", 44_100, 2) };
        assert_eq!(report.fit(), Fit::Refused);
    }
}
