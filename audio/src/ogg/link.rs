//! One logical stream of an Ogg file: its packets put together from pages, its headers, and its clock.

use crate::codec::{Stream, flac, opus, vorbis};
use crate::listen::PACKET_ROOM;

use super::page::Page;

/// Largest header, and largest sum of headers: they hold covers.
const HEADER_ROOM: usize = 16 << 20;
/// Shorter than any packet of Opus (2.5 ms) is no hole, but a clock that somebody rounded: parts of a second.
const HOLE: u64 = 400;

/// One logical stream. Files that were joined have one after another (chained, RFC 3533 §4).
pub(super) struct Link {
    /// Which pages are its own.
    pub(super) serial: u32,
    /// What its packets are, once its headers are complete.
    pub(super) stream: Option<Stream>,
    /// Whether it said where it ends.
    pub(super) is_ended: bool,
    /// The tags, as its headers hold them.
    pub(super) comments: Option<Vec<u8>>,
    /// Pictures, as FLAC's headers hold them.
    pub(super) picture: Option<Vec<u8>>,
    headers: Vec<Vec<u8>>,
    /// The beginning of a packet that goes on with the next page.
    partial: Option<Vec<u8>>,
    number: u32,
    /// Whether a page of it is missing.
    is_broken: bool,
    /// The clock after the last packet.
    clock: Option<u64>,
    /// Samples that the clock counts and the stream leaves out (pre-skip).
    skipped: u64,
}

/// What one page holds, ready to be heard.
pub(super) struct Heard {
    /// Packets, each with the samples it counts for.
    pub(super) packets: Vec<(Vec<u8>, u64)>,
    /// Samples that the clock says are missing before them.
    pub(super) missing: u64,
}

impl Link {
    /// The stream that begins with this page, if it is one that can be heard.
    pub(super) fn begin(page: &Page) -> Option<Link> {
        let (first, _) = page.pieces().next()?;
        let marks = [opus::Head::MARK, vorbis::Stream::MARK, FLAC_IN_OGG];
        marks.iter().any(|mark| first.starts_with(mark)).then(|| Link {
            serial: page.serial,
            stream: None,
            is_ended: false,
            comments: None,
            picture: None,
            headers: Vec::new(),
            partial: None,
            number: page.number.wrapping_sub(1),
            is_broken: false,
            clock: None,
            skipped: 0,
        })
    }

    /// Takes the next page of this stream.
    pub(super) fn add(&mut self, page: &Page) -> Heard {
        if page.number != self.number.wrapping_add(1) {
            // What began on a page that is not here can never be completed.
            self.partial = None;
            self.is_broken = true;
        }
        self.number = page.number;
        self.is_ended = page.is_last;
        let mut sound = Vec::new();
        for packet in self.packets(page) {
            match &self.stream {
                Some(_) => sound.push(packet),
                None => self.header(packet),
            }
        }
        self.time(sound, page)
    }

    /// The packets that end on this page.
    fn packets(&mut self, page: &Page) -> Vec<Vec<u8>> {
        let room = if self.stream.is_some() { PACKET_ROOM } else { HEADER_ROOM };
        let mut whole = Vec::new();
        for (index, (piece, is_end)) in page.pieces().enumerate() {
            let goes_on = index == 0 && page.is_continued;
            let begun = match (self.partial.take(), goes_on) {
                (Some(begun), true) => Some(begun),
                (None, true) => None,
                (_, false) => Some(Vec::new()),
            };
            let Some(mut packet) = begun.filter(|begun| begun.len() + piece.len() <= room) else { continue };
            packet.extend_from_slice(piece);
            match is_end {
                // Some programs end a stream with a packet of nothing.
                true if packet.is_empty() => {}
                true => whole.push(packet),
                false => self.partial = Some(packet),
            }
        }
        whole
    }

    /// Takes one header; the last one says what the stream is.
    fn header(&mut self, packet: Vec<u8>) {
        self.headers.push(packet);
        let (count, first, last) = (self.headers.len(), &self.headers[0], &self.headers[self.headers.len() - 1]);
        if first.starts_with(opus::Head::MARK) && count == 2 {
            self.comments = last.strip_prefix(b"OpusTags").map(<[u8]>::to_vec);
            let head = opus::Head::read(first);
            self.skipped = head.as_ref().map_or(0, |head| u64::from(head.pre_skip));
            self.stream = head.map(|head| Stream::Opus(opus::Stream::new(head)));
        } else if first.starts_with(vorbis::Stream::MARK) && count == 3 {
            self.comments = self.headers[1].strip_prefix(b"\x03vorbis").map(<[u8]>::to_vec);
            self.stream = vorbis::Stream::read(first, last).map(Stream::Vorbis);
        } else if let Some(native) = first.strip_prefix(FLAC_IN_OGG).and_then(|rest| rest.get(4..)) {
            // Metadata blocks follow, one a packet (RFC 9639 §10.1); the highest bit marks the last one.
            let kind = if count == 1 { native.get(4) } else { last.first() };
            match kind.map(|kind| kind & 0x7f) {
                Some(4) => self.comments = last.get(4..).map(<[u8]>::to_vec),
                Some(6) if self.picture.is_none() => self.picture = last.get(4..).map(<[u8]>::to_vec),
                _ => {}
            }
            if kind.is_some_and(|kind| kind & 0x80 != 0) {
                self.stream = flac::StreamInfo::read(native).map(Stream::Flac);
            }
        }
    }

    /// Whether there are headers enough, and no sense in them.
    pub(super) fn is_senseless(&self) -> bool {
        let most = if self.headers.first().is_some_and(|first| first.starts_with(FLAC_IN_OGG)) { 128 } else { 3 };
        let bytes: usize = self.headers.iter().map(Vec::len).sum();
        self.stream.is_none() && (self.headers.len() >= most || bytes > HEADER_ROOM)
    }

    /// Compares what the packets of a page hold with what its clock says.
    fn time(&mut self, packets: Vec<Vec<u8>>, page: &Page) -> Heard {
        let Some(stream) = self.stream.as_mut() else { return Heard { packets: Vec::new(), missing: 0 } };
        let hole = u64::from(stream.rate()) / HOLE;
        let is_first = self.clock.is_none();
        let mut timed: Vec<(Vec<u8>, u64)> = packets
            .into_iter()
            .map(|packet| {
                let samples = stream.length(&packet).unwrap_or_default().played;
                (packet, samples)
            })
            .collect();
        let sum: u64 = timed.iter().map(|(_, samples)| samples).sum();
        let (Some(granule), false) = (page.granule, timed.is_empty()) else {
            self.clock = self.clock.map(|clock| clock + sum);
            return Heard { packets: timed, missing: 0 };
        };
        let granule = granule.saturating_sub(self.skipped);
        // A recording of a broadcast begins at any time; one whose beginning is lost, or on its last page, at zero.
        let begins_at_zero = page.is_last || self.is_broken;
        let from = self.clock.unwrap_or(if begins_at_zero { 0 } else { granule.saturating_sub(sum) });
        let missing = granule.saturating_sub(from + sum);
        let extra = (from + sum).saturating_sub(granule);
        if page.is_last {
            // The last packet is padded: the clock says where the sound ends (RFC 7845 §4.4, Vorbis I §A.2).
            trim(timed.iter_mut().rev(), extra);
        } else if is_first && matches!(stream, Stream::Vorbis(_)) {
            // A clock that begins below zero: what is before zero is no recording (Vorbis I §A.2).
            trim(timed.iter_mut(), extra);
        }
        self.clock = Some(granule);
        Heard { packets: timed, missing: if missing > hole { missing } else { 0 } }
    }
}

/// What begins FLAC in Ogg (RFC 9639 §10.1): two bytes of version and two of counting, then the stream's own mark.
pub(super) const FLAC_IN_OGG: &[u8] = b"\x7fFLAC";

/// Takes `extra` samples off the packets, one after another.
fn trim<'a>(packets: impl Iterator<Item = &'a mut (Vec<u8>, u64)>, mut extra: u64) {
    for (_, samples) in packets {
        let off = extra.min(*samples);
        *samples -= off;
        extra -= off;
    }
}
