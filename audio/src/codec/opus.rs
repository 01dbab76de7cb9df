//! Opus (RFC 6716) as containers carry it (RFC 7845): the head of a stream, and how long a packet is.

use super::Length;

/// Samples a second: whatever was recorded, Opus is played at 48 kHz (RFC 7845 §5.1).
pub(crate) const RATE: u32 = 48_000;

/// Longest packet: 120 ms (RFC 6716 §3.2.5), in samples a channel.
pub(crate) const LONGEST: usize = 5_760;

/// The identification header (RFC 7845 §5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// 1 to 8.
    pub(crate) channels: u8,
    /// Samples at the start that are no recording.
    pub(crate) pre_skip: u16,
    /// What the sound is to be raised by, in 256ths of a decibel.
    pub(crate) gain: i16,
    /// 0 is mono or stereo, 1 is surround in the order of Vorbis.
    pub(crate) family: u8,
}

impl Head {
    /// What a head begins with.
    pub(crate) const MARK: &[u8] = b"OpusHead";

    /// Reads the head; None if it is broken, or of channels that are no loudspeakers (ambisonics).
    pub(crate) fn read(packet: &[u8]) -> Option<Head> {
        let fields = packet.strip_prefix(Self::MARK)?;
        let [version, channels, skip_low, skip_high, _, _, _, _, gain_low, gain_high, family, ..] = *fields else {
            return None;
        };
        // Of a version up to 15 only what comes after may be new.
        let known = version < 16 && matches!((family, channels), (0, 1..=2) | (1, 1..=8));
        let head = Head {
            channels,
            pre_skip: u16::from_le_bytes([skip_low, skip_high]),
            gain: i16::from_le_bytes([gain_low, gain_high]),
            family,
        };
        let usual = family == 0 || fields.get(11..).is_some_and(|table| table.starts_with(head.layout()));
        (known && usual).then_some(head)
    }

    /// How many streams, how many of them are stereo, and which channel of them goes where: the one table of family 1
    /// that encoders write for so many channels (RFC 7845 §5.1.1.2).
    fn layout(&self) -> &'static [u8] {
        match self.channels {
            1 => &[1, 0, 0],
            2 => &[1, 1, 0, 1],
            3 => &[2, 1, 0, 2, 1],
            4 => &[2, 2, 0, 1, 2, 3],
            5 => &[3, 2, 0, 4, 1, 2, 3],
            6 => &[4, 2, 0, 4, 1, 2, 3, 5],
            7 => &[4, 3, 0, 4, 1, 2, 3, 5, 6],
            _ => &[5, 3, 0, 6, 1, 2, 3, 4, 5, 7],
        }
    }

    /// Where each channel of a decoded packet goes, so that they come in the order of WAVE like those of every codec.
    pub(crate) fn order(&self) -> &'static [usize] {
        match self.channels {
            3 => &[0, 2, 1],
            5 => &[0, 2, 1, 3, 4],
            6 => &[0, 2, 1, 5, 3, 4],
            7 => &[0, 2, 1, 6, 5, 3, 4],
            8 => &[0, 2, 1, 7, 5, 6, 3, 4],
            _ => &[0, 1, 2, 3],
        }
    }
}

/// A stream of packets.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// Its head.
    pub(crate) head: Head,
    skip: u64,
}

impl Stream {
    /// At its start.
    pub(crate) fn new(head: Head) -> Stream {
        Stream { skip: u64::from(head.pre_skip), head }
    }

    /// How long the next packet is.
    pub(super) fn length(&mut self, packet: &[u8]) -> Option<Length> {
        let whole = samples(packet)? as u64;
        let skipped = whole.min(self.skip);
        self.skip -= skipped;
        Some(Length { whole, played: whole - skipped })
    }
}

/// Samples a channel in a packet, by its first two bytes (RFC 6716 §3.1, §3.2); None if they make no sense.
pub(crate) fn samples(packet: &[u8]) -> Option<usize> {
    let toc = *packet.first()?;
    let frame = match toc >> 3 {
        silk @ 0..=11 => [480, 960, 1920, 2880][usize::from(silk & 3)],
        hybrid @ 12..=15 => [480, 960][usize::from(hybrid & 1)],
        celt => [120, 240, 480, 960][usize::from(celt & 3)],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => usize::from(packet.get(1)? & 0x3f),
    };
    Some(frame * frames).filter(|samples| (1..=LONGEST).contains(samples))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packets_first_bytes_tell_how_long_it_is() {
        // CELT 20 ms; SILK 60 ms; hybrid 10 ms twice; 48 frames of 2.5 ms; 49 of them are too long.
        let told = [&[0xf8_u8][..], &[0x18], &[0x61], &[0x83, 48], &[0x83, 49], &[0x03], &[]].map(samples);
        assert_eq!(told, [Some(960), Some(2_880), Some(960), Some(5_760), None, None, None]);
    }

    #[test]
    fn what_is_no_loudspeaker_is_not_read() {
        let head = |channels, family| [&b"OpusHead\x01"[..], &[channels, 56, 1, 0, 0, 0, 0, 0, 0, family]].concat();
        assert_eq!(Head::read(&head(2, 0)).map(|head| head.pre_skip), Some(312));
        assert_eq!(
            [head(3, 0), head(0, 0), head(4, 2), head(6, 1)].map(|bytes| Head::read(&bytes)),
            [const { None }; 4]
        );
    }
}
