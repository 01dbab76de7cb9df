//! Vorbis I: what its headers say, and how long a packet is.

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_VORBIS;

/// A stream of packets.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// Hz.
    pub(crate) rate: u32,
    /// How many channels.
    pub(crate) channels: u16,
    /// Samples in a short and in a long window.
    windows: [u64; 2],
    /// Which modes use the long one.
    modes: Vec<bool>,
    before: Option<u64>,
    headers: Vec<u8>,
}

impl Stream {
    /// What the first header begins with.
    pub(crate) const MARK: &[u8] = b"\x01vorbis";
    /// What the setup, the third header, begins with.
    pub(crate) const SETUP: &[u8] = b"\x05vorbis";

    /// Reads the identification (§4.2.2) and the setup (§4.2.4).
    pub(crate) fn read(identification: &[u8], setup: &[u8]) -> Option<Stream> {
        let fields = identification.strip_prefix(Self::MARK).filter(|fields| fields.len() >= 23)?;
        let channels = u16::from(fields[4]);
        let rate = u32::from_le_bytes([fields[5], fields[6], fields[7], fields[8]]);
        let windows = [fields[21] & 15, fields[21] >> 4].map(|power| 1 << power);
        let is_sound = fields[..4] == [0; 4] && channels > 0 && rate > 0 && (64..=8192).contains(&windows[0]);
        let modes = setup.strip_prefix(Self::SETUP).and_then(modes)?;
        let headers = [identification, setup].concat();
        (is_sound && windows[0] <= windows[1] && windows[1] <= 8192).then_some(Stream {
            rate,
            channels,
            windows,
            modes,
            before: None,
            headers,
        })
    }

    /// How the decoder is set up.
    pub(super) fn parameters(&self) -> AudioCodecParameters {
        let mut parameters = AudioCodecParameters::new();
        parameters.for_codec(CODEC_ID_VORBIS).with_sample_rate(self.rate).with_extra_data(self.headers.clone().into());
        parameters
    }

    /// Samples the next packet gives: a quarter of its window and of the one before it, which overlap (§4.3.8). The
    /// first packet has none before it, and gives nothing.
    pub(super) fn samples(&mut self, packet: &[u8]) -> Option<u64> {
        let first = u32::from(*packet.first()?);
        if first & 1 != 0 {
            return None;
        }
        let bits = (self.modes.len() - 1).checked_ilog2().map_or(0, |log| log + 1);
        let mode = first >> 1 & ((1 << bits) - 1);
        let window = self.windows[usize::from(*self.modes.get(mode as usize)?)];
        let before = self.before.replace(window);
        Some(before.map_or(0, |before| before / 4 + window / 4))
    }
}

/// The modes that end the setup, and whether each uses the long window (§4.2.4.6). What is before them cannot be
/// skipped without decoding it, so they are read from the end: a framing bit, then of each mode eight bits of mapping,
/// 32 zeros and the window's size, and before them all their number.
fn modes(setup: &[u8]) -> Option<Vec<bool>> {
    const MODE: usize = 41;
    let bit = |from_end: usize| {
        let byte = setup[setup.len() - 1 - from_end / 8];
        byte >> (7 - from_end % 8) & 1
    };
    let number = |from: usize, len: usize| (from..from + len).fold(0_u32, |sum, at| sum << 1 | u32::from(bit(at)));
    let room = setup.len() * 8;
    let framing = (0..room.min(64)).find(|&at| bit(at) == 1)?;
    let (mut long, mut found, mut at) = (Vec::new(), None, framing + 1);
    while at + MODE + 6 <= room && long.len() < 64 {
        let (mapping, zeros) = (number(at, 8), number(at + 8, 32));
        if mapping > 63 || zeros != 0 {
            break;
        }
        long.push(bit(at + 40) == 1);
        at += MODE;
        if number(at, 6) as usize + 1 == long.len() {
            found = Some(long.len());
        }
    }
    long.truncate(found?);
    long.reverse();
    Some(long)
}
