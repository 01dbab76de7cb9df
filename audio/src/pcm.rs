//! Sound in blocks of equal size, as WAV, AIFF and CAF hold it: uncompressed, or ADPCM.

use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::audio::Channels;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_ADPCM_IMA_QT, CODEC_ID_ADPCM_IMA_WAV, CODEC_ID_ADPCM_MS};
use symphonia::core::codecs::audio::{AudioCodecId, AudioCodecParameters};

use super::facts::{self, millis};
use super::listen::{Ears, Hearing, RATES};
use super::report::Report;
use super::source::Source;

/// Where the sound lies in a file, and how to read it.
pub(super) struct Pcm {
    /// How a block is written.
    pub(super) codec: AudioCodecId,
    /// Hz.
    pub(super) rate: u32,
    /// Channels, interleaved.
    pub(super) channels: u16,
    /// Bytes of a block: one sample of each channel, or one block of ADPCM.
    pub(super) block: u32,
    /// Offset of the first block.
    pub(super) at: u64,
    /// Bytes of sound that the header declares; None where it does not know.
    pub(super) declared: Option<u64>,
    /// Samples a channel that are played, where the header says so apart from the blocks' number.
    pub(super) played: Option<u64>,
}

/// Samples a channel decoded at once.
const PACKET: u64 = 4096;
const MOST_CHANNELS: u16 = 32;
/// No program writes a longer block of ADPCM.
const LONGEST_BLOCK: u32 = 64 << 10;

impl Pcm {
    /// Decodes all of it and writes the report.
    pub(super) fn tell(&self, source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
        let is_sane = RATES.contains(&self.rate) && (1..=MOST_CHANNELS).contains(&self.channels);
        if !is_sane || self.samples_of(self.block) == 0 || self.block > LONGEST_BLOCK {
            facts::unreadable(report);
            return Ok(());
        }
        let present = source.len().saturating_sub(self.at);
        let len = self.declared.unwrap_or(present).min(present);
        let hearing = self.hear(source, ears, len)?;
        let played = self.played.unwrap_or(u64::MAX).min(hearing.samples());
        let (_, measures) = facts::of_hearing(report, &hearing, 0, played);
        report.declared_duration_ms = self.declared_samples().map(|samples| millis(samples, self.rate));
        match self.declared {
            Some(declared) if declared >= present + u64::from(self.block) => {
                facts::tell_truncated(report, source.len())
            }
            Some(_) => facts::compare_length(report, 1),
            None => facts::length_undeclared(report),
        }
        facts::tell_damage(report, &hearing.damage, hearing.packets, self.rate, 0);
        facts::judge_sound(report, &hearing, &measures);
        Ok(())
    }

    fn hear(&self, source: &mut Source, ears: &mut Ears, mut left: u64) -> io::Result<Hearing> {
        let each = self.samples_of(self.block);
        let blocks = if each == 1 { PACKET } else { 1 };
        let mut hearing = Hearing::new(self.parameters(blocks * each), ears);
        let block = u64::from(self.block);
        let mut packet = vec![0; (blocks * block) as usize];
        source.seek(SeekFrom::Start(self.at))?;
        while left > 0 && !hearing.is_enough() {
            let count = left.min(blocks * block);
            // What is left of a block at the end holds sound too, in ADPCM.
            let expected = count / block * each + self.samples_of((count % block) as u32);
            let bytes = &mut packet[..count as usize];
            source.read_exact(bytes)?;
            left -= count;
            let bytes = if each == 1 { &packet[..(count - count % block) as usize] } else { &packet[..] };
            if expected > 0 {
                hearing.hear(bytes, expected);
            }
            packet.fill(0);
        }
        if let Some(played) = self.played {
            hearing.end_at(played);
        }
        hearing.end();
        Ok(hearing)
    }

    fn parameters(&self, most: u64) -> AudioCodecParameters {
        let mut parameters = AudioCodecParameters::new();
        let channels = Channels::Discrete(self.channels);
        parameters.for_codec(self.codec).with_sample_rate(self.rate).with_channels(channels);
        parameters.with_max_frames_per_packet(most).with_frames_per_block(self.samples_of(self.block));
        parameters
    }

    /// Samples a channel that the header declares.
    fn declared_samples(&self) -> Option<u64> {
        let (declared, block) = (self.declared?, u64::from(self.block));
        let stored = declared / block * self.samples_of(self.block) + self.samples_of((declared % block) as u32);
        Some(self.played.unwrap_or(stored))
    }

    /// Samples a channel in so many bytes of a block. ADPCM begins each block with a state that is one sample
    /// (IMA: 4 bytes a channel, Multimedia Standards Update 1994) or two (Microsoft: 7 bytes a channel) and has two
    /// samples a byte then; Apple's has 64 samples in 34 bytes a channel, of which the state is none.
    fn samples_of(&self, bytes: u32) -> u64 {
        let channels = u32::from(self.channels.max(1));
        let behind =
            |state: u32, own: u32| bytes.checked_sub(state * channels).map_or(0, |rest| rest * 2 / channels + own);
        u64::from(match self.codec {
            CODEC_ID_ADPCM_IMA_WAV => behind(4, 1),
            CODEC_ID_ADPCM_MS => behind(7, 2),
            CODEC_ID_ADPCM_IMA_QT => {
                if bytes == 34 * channels {
                    64
                } else {
                    0
                }
            }
            _ => u32::from(bytes > 0 && bytes == self.block),
        })
    }
}
