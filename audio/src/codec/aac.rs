//! AAC: what its set-up says (AudioSpecificConfig), and what of it can be decoded here.

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;

/// AAC as its AudioSpecificConfig describes it (ISO/IEC 14496-3 §1.6.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// Index of the core's rate in the table of rates.
    rate_index: u8,
    /// 1 or 2.
    pub(crate) channels: u16,
    /// Hz, and channels, that a player of HE-AAC gives; None for plain AAC-LC.
    pub(crate) enhanced: Option<(u32, u16)>,
}

const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

impl Config {
    /// Reads an AudioSpecificConfig; the error names what is not decoded here.
    pub(crate) fn read(config: &[u8]) -> Result<Config, String> {
        let mut bits = Bits { bytes: config, at: 0 };
        let kind = bits.object_type();
        let (rate_index, channels) = (bits.take(4), bits.take(4));
        let (core, mut enhanced_index) = match kind {
            5 | 29 => {
                let index = bits.take(4);
                (bits.object_type(), Some(index))
            }
            kind => (kind, None),
        };
        if core != 2 {
            return Err(aac_title(core).to_owned());
        }
        let is_short = bits.take(1) == 1;
        bits.take(2);
        let mut parametric = kind == 29;
        // A sync word after the plain config tells old players nothing, and new ones that there is more.
        if enhanced_index.is_none() && bits.take(11) == 0x2b7 && bits.take(5) == 5 && bits.take(1) == 1 {
            enhanced_index = Some(bits.take(4));
            parametric = bits.take(11) == 0x548 && bits.take(1) == 1;
        }
        let (Ok(channels @ 1..=2), false) = (u16::try_from(channels), is_short) else {
            return Err(format!("AAC ({channels} channels)"));
        };
        if rate_index as usize >= RATES.len() {
            return Err("AAC".to_owned());
        }
        let enhanced = enhanced_index.and_then(|index| RATES.get(index as usize)).map(|&rate| {
            let channels = if parametric { 2 } else { channels };
            (rate, channels)
        });
        Ok(Config { rate_index: rate_index as u8, channels, enhanced })
    }

    /// How the decoder is set up.
    pub(crate) fn parameters(&self) -> AudioCodecParameters {
        let mut parameters = AudioCodecParameters::new();
        parameters.for_codec(CODEC_ID_AAC).with_extra_data(self.core().into());
        parameters
    }

    /// The config of the AAC-LC core alone: all that is decoded here.
    fn core(&self) -> Vec<u8> {
        let config = 2 << 11 | u16::from(self.rate_index) << 7 | self.channels << 3;
        config.to_be_bytes().to_vec()
    }

    /// Samples a channel of the core in a packet (ISO/IEC 14496-3 §4.5.1.1: frameLengthFlag is 0).
    pub(crate) const SAMPLES: u64 = 1024;

    /// Hz of the core.
    pub(crate) fn rate(&self) -> u32 {
        RATES[usize::from(self.rate_index)]
    }
}

fn aac_title(object_type: u32) -> &'static str {
    match object_type {
        1 => "AAC Main",
        3 => "AAC SSR",
        4 => "AAC LTP",
        23 => "AAC-LD",
        32..=34 => "MP4 (MP3)",
        36 => "MPEG-4 ALS",
        39 => "AAC-ELD",
        42 => "xHE-AAC",
        _ => "AAC",
    }
}

/// Reads bits, and zeros after the end.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> u32 {
        let bit = |at: usize| self.bytes.get(at / 8).map_or(0, |byte| u32::from(byte >> (7 - at % 8) & 1));
        let value = (self.at..self.at + count).fold(0, |value, at| value << 1 | bit(at));
        self.at += count;
        value
    }

    fn object_type(&mut self) -> u32 {
        match self.take(5) {
            31 => 32 + self.take(6),
            kind => kind,
        }
    }
}
