//! LAME: sound becomes MP3 of a constant bit rate.

use mp3lame_encoder::{Bitrate, Builder, DualPcm, Encoder, FlushGap, Mode, MonoPcm, Quality, VbrMode};

use super::{Error, Plan};

/// `lame -q 3`: psychoacoustics and noise shaping on, the last tenths of quality that cost as much time again left out.
const QUALITY: Quality = Quality::VeryNice;

/// What LAME multiplies all sound by at the lower constant bit rates (3.100, `presets.c`, `abr_switch_map`), so that it does
/// not clip. The limiter sees to that here, and the loudness is to be what was planned: it is taken back beforehand.
fn own_scale(bit_rate: u32) -> f32 {
    match bit_rate {
        ..192_000 => 0.95,
        192_000 => 0.97,
        224_000 => 0.98,
        _ => 1.0,
    }
}

/// An encoder at work.
pub(super) struct Lame {
    encoder: Encoder,
    /// What takes back LAME's own scale.
    scale: f32,
    /// The samples at hand, scaled.
    scaled: Vec<Vec<f32>>,
}

impl Lame {
    /// An encoder for what `plan` says.
    pub(super) fn new(plan: &Plan) -> Result<Lame, Error> {
        let channels = plan.channels();
        let build = || {
            let mut builder = Builder::new()?;
            builder.set_num_channels(channels as u8).ok()?;
            builder.set_mode(if channels == 1 { Mode::Mono } else { Mode::JointStereo }).ok()?;
            builder.set_sample_rate(plan.rate).ok()?;
            // Left alone, LAME lowers the rate where it thinks the bit rate too low for it.
            builder.set_output_sample_rate(plan.rate.try_into().ok()).ok()?;
            builder.set_vbr_mode(VbrMode::Off).ok()?;
            builder.set_brate(bit_rate(plan.bit_rate)?).ok()?;
            builder.set_quality(QUALITY).ok()?;
            // The Info frame: without it players play 26 ms of nothing, and guess the length.
            builder.set_to_write_vbr_tag(true).ok()?;
            builder.build().ok()
        };
        let encoder = build().ok_or(Error::Encoder("LAME does not take these settings"))?;
        Ok(Lame { encoder, scale: 1.0 / own_scale(plan.bit_rate), scaled: Vec::new() })
    }

    /// Encodes the next samples and adds what frames they complete to `mp3`. The first is room for the Info frame.
    pub(super) fn encode(&mut self, planes: &[Vec<f32>], mp3: &mut Vec<u8>) -> Result<(), Error> {
        self.scaled.resize(planes.len(), Vec::new());
        for (scaled, plane) in self.scaled.iter_mut().zip(planes) {
            scaled.clear();
            scaled.extend(plane.iter().map(|sample| sample * self.scale));
        }
        let [first, rest @ ..] = &self.scaled[..] else { return Ok(()) };
        mp3.reserve(mp3lame_encoder::max_required_buffer_size(first.len()));
        let encoded = match rest {
            [right, ..] => self.encoder.encode_to_vec(DualPcm { left: first, right }, mp3),
            [] => self.encoder.encode_to_vec(MonoPcm(first), mp3),
        };
        encoded.map(drop).map_err(|_| Error::Encoder("LAME cannot go on"))
    }

    /// Adds the last frames to `mp3` and returns the Info frame, which belongs where the file begins.
    pub(super) fn finish(mut self, mp3: &mut Vec<u8>) -> Result<Vec<u8>, Error> {
        mp3.reserve(mp3lame_encoder::max_required_buffer_size(0));
        self.encoder.flush_to_vec::<FlushGap>(mp3).map_err(|_| Error::Encoder("LAME cannot end"))?;
        let mut info = Vec::with_capacity(self.encoder.lame_tag_size());
        self.encoder.lame_tag_encode_to_vec(&mut info).ok_or(Error::Encoder("LAME writes no Info frame"))?;
        Ok(info)
    }
}

/// The bit rates of MPEG-1 Layer III (ISO/IEC 11172-3 §2.4.2.3), in bits a second.
pub(super) fn bit_rate(bits: u32) -> Option<Bitrate> {
    Some(match bits {
        32_000 => Bitrate::Kbps32,
        40_000 => Bitrate::Kbps40,
        48_000 => Bitrate::Kbps48,
        64_000 => Bitrate::Kbps64,
        80_000 => Bitrate::Kbps80,
        96_000 => Bitrate::Kbps96,
        112_000 => Bitrate::Kbps112,
        128_000 => Bitrate::Kbps128,
        160_000 => Bitrate::Kbps160,
        192_000 => Bitrate::Kbps192,
        224_000 => Bitrate::Kbps224,
        256_000 => Bitrate::Kbps256,
        320_000 => Bitrate::Kbps320,
        _ => return None,
    })
}
