//! Uncompressed sound, as WAV and AIFF hold it.

use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::{AudioCodecId, AudioCodecParameters};

use super::facts::{self, millis};
use super::listen::{Ears, Hearing};
use super::report::Report;
use super::source::Source;

/// Where uncompressed sound lies in a file, and how to read it.
pub(super) struct Pcm {
    /// How a sample is written.
    pub(super) codec: AudioCodecId,
    /// Hz.
    pub(super) rate: u32,
    /// Channels, interleaved.
    pub(super) channels: u16,
    /// Bytes of one sample of one channel.
    pub(super) width: u16,
    /// Offset of the first sample.
    pub(super) at: u64,
    /// Bytes of sound that the header declares; None where it does not know.
    pub(super) declared: Option<u64>,
}

/// Samples a channel decoded at once.
const PACKET: usize = 4096;
const MOST_CHANNELS: u16 = 32;
const RATES: std::ops::RangeInclusive<u32> = 1_000..=768_000;

impl Pcm {
    /// Decodes all of it and writes the report.
    pub(super) fn tell(&self, source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
        let frame = u64::from(self.width) * u64::from(self.channels);
        if !RATES.contains(&self.rate) || !(1..=MOST_CHANNELS).contains(&self.channels) || self.width == 0 {
            facts::unreadable(report);
            return Ok(());
        }
        let present = source.len().saturating_sub(self.at);
        let len = self.declared.unwrap_or(present).min(present);
        let hearing = self.hear(source, ears, len / frame)?;
        let (_, measures) = facts::of_hearing(report, &hearing, 0, hearing.samples());
        report.declared_duration_ms = self.declared.map(|bytes| millis(bytes / frame, self.rate));
        match self.declared {
            Some(declared) if declared >= present + frame => facts::tell_truncated(report, source.len()),
            Some(_) => {}
            None => facts::length_undeclared(report),
        }
        facts::tell_damage(report, &hearing.damage, hearing.packets, self.rate, 0);
        facts::judge_sound(report, &hearing, &measures);
        Ok(())
    }

    fn hear(&self, source: &mut Source, ears: &mut Ears, mut left: u64) -> io::Result<Hearing> {
        let mut parameters = AudioCodecParameters::new();
        let channels = Channels::Discrete(self.channels);
        parameters.for_codec(self.codec).with_sample_rate(self.rate).with_channels(channels);
        parameters.with_max_frames_per_packet(PACKET as u64);
        let mut hearing = Hearing::new(parameters, ears);
        let frame = usize::from(self.width) * usize::from(self.channels);
        let mut packet = vec![0; PACKET * frame];
        source.seek(SeekFrom::Start(self.at))?;
        while left > 0 && !hearing.is_enough() {
            let count = left.min(PACKET as u64);
            let bytes = &mut packet[..count as usize * frame];
            source.read_exact(bytes)?;
            hearing.hear(bytes, count);
            left -= count;
        }
        hearing.end();
        Ok(hearing)
    }
}
