//! Matroska and WebM (RFC 9559): one walk over its elements, whose packets are heard as they come.
//!
//! Playable length is the sum of what the packets hold, less `CodecDelay` (Opus' pre-skip) at the start and
//! `DiscardPadding` at the end. Timestamps tick in milliseconds and cannot tell it; what they leave out is missing.
//! Recorders in browsers write neither a length nor an index, and elements of unknown size: nothing of it is needed.

use std::io;

use super::codec::Stream;
use super::facts::{self, millis};
use super::listen::{self, Damage, Ears, Hearing, PACKET_ROOM};
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::{Cached, Source};
use super::spots::{self, Spots};
use super::{claim, magic};

mod block;
mod clock;
mod ebml;
mod track;
mod words;

use block::Block;
use clock::Clock;
use track::{Kind, Track};

/// Larger elements are passed over: there are covers among them.
const ROOM: u64 = 16 << 20;
/// The same for blocks.
const BLOCK_ROOM: u64 = PACKET_ROOM as u64 + 1024;
const MOST_TRACKS: usize = 64;

const EBML: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const CLUSTER_MARK: &[u8] = &[0x1f, 0x43, 0xb6, 0x75];

/// Fills the report of a Matroska or WebM file.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    let len = source.len();
    let mut bytes = Cached::new(source);
    let mut walk = Walk::default();
    let mut at = 0;
    while at < len && !walk.is_over() {
        let Some((id, head, size)) = ebml::header(bytes.get(at, ebml::HEADER)?).filter(|&(id, ..)| is_known(id)) else {
            let next = search(&mut bytes, at + 1)?;
            walk.lost(at, next.unwrap_or(len) - at, next.is_none());
            at = next.unwrap_or(len);
            continue;
        };
        let content = at + head as u64;
        let end = size.map_or(len, |size| content.saturating_add(size));
        // What only holds others is entered: so it does not matter whether its size is known.
        if matches!(id, SEGMENT | CLUSTER) {
            walk.is_cut |= id == SEGMENT && end > len;
            walk.is_cut |= id == CLUSTER && end > len;
            at = content;
            continue;
        }
        if end > len || size.is_none() {
            walk.is_cut = true;
            break;
        }
        let room = if matches!(id, BLOCK | BLOCK_GROUP) { BLOCK_ROOM } else { ROOM };
        if end - content <= room && is_read(id) {
            let content = bytes.get(content, (end - content) as usize)?.to_vec();
            walk.element(id, &content, at, ears, report);
        }
        at = end;
    }
    walk.tell(report, len);
    Ok(())
}

/// Elements that may come at the top, in a segment or in a cluster (RFC 9559 §5.1). Anything else is damage.
fn is_known(id: u32) -> bool {
    const OTHERS: [u32; 10] = [SEGMENT, CLUSTER, 0x114d_9b74, 0x1c53_bb6b, 0xec, 0xbf, 0xa7, 0xab, 0x5854, 0xaf];
    is_read(id) || OTHERS.contains(&id)
}

/// Those of them that are read.
fn is_read(id: u32) -> bool {
    const READ: [u32; 9] =
        [EBML, 0x1549_a966, 0x1654_ae6b, 0x1043_a770, 0x1254_c367, 0x1941_a469, 0xe7, BLOCK, BLOCK_GROUP];
    READ.contains(&id)
}

/// Offset of the next cluster.
fn search(bytes: &mut Cached<'_>, mut at: u64) -> io::Result<Option<u64>> {
    const STRIDE: usize = 32 << 10;
    loop {
        let stretch = bytes.get(at, STRIDE)?;
        if let Some(found) = stretch.windows(4).position(|window| window == CLUSTER_MARK) {
            return Ok(Some(at + found as u64));
        }
        if stretch.len() < STRIDE {
            return Ok(None);
        }
        at += (STRIDE - 3) as u64;
    }
}

/// What was found on the way through the elements.
#[derive(Default)]
struct Walk {
    container: &'static str,
    hearing: Option<Hearing>,
    track: Option<(u64, Stream)>,
    stripped: Vec<u8>,
    /// Samples at the start that are no recording, where the decoder does not know it itself.
    delay: u64,
    /// Nanoseconds a tick, and the declared length in ticks.
    tick_ns: u64,
    declared: Option<f64>,
    cluster: u64,
    clock: Clock,
    /// Samples handed over so far.
    at: u64,
    /// Where the second of several joined files begins, and how many there are.
    second: Option<u64>,
    files: u64,
    refused: Option<(Code, String)>,
    /// Bytes that are no element: how many, and where the first are.
    junk: u64,
    junk_at: Option<(u64, u64)>,
    junk_spots: Spots,
    is_cut: bool,
}

impl Walk {
    fn element(&mut self, id: u32, content: &[u8], at: u64, ears: &mut Ears, report: &mut Report) {
        match id {
            EBML => self.begin(content),
            0x1549_a966 => self.info(content, report),
            0x1654_ae6b => self.tracks(content, ears, report),
            0x1043_a770 if report.chapters.is_empty() => words::chapters(content, report),
            0x1254_c367 => words::tags(content, report),
            0x1941_a469 => words::cover(content, report),
            0xe7 => self.cluster = ebml::unsigned(content).unwrap_or(0),
            BLOCK => self.block(content, 0, at),
            BLOCK_GROUP => {
                let padding = ebml::find(content, 0x75a2).and_then(ebml::signed).unwrap_or(0);
                self.block(ebml::find(content, 0xa1).unwrap_or_default(), padding.max(0) as u64, at);
            }
            _ => {}
        }
    }

    fn begin(&mut self, header: &[u8]) {
        let is_webm = ebml::find(header, 0x4282).is_some_and(|kind| ebml::text(kind) == "webm");
        if self.files == 0 {
            self.container = if is_webm { "webm" } else { "matroska" };
        } else {
            self.second.get_or_insert(self.at);
            self.clock.restart();
        }
        self.files += 1;
        self.tick_ns = 1_000_000;
        self.cluster = 0;
    }

    fn info(&mut self, info: &[u8], report: &mut Report) {
        self.tick_ns = ebml::find(info, 0x2a_d7b1).and_then(ebml::unsigned).filter(|&ns| ns > 0).unwrap_or(1_000_000);
        let declared = ebml::find(info, 0x4489).and_then(ebml::float).filter(|ticks| *ticks > 0.0);
        self.declared = self.declared.or(declared);
        words::tag(report, "TITLE", &ebml::find(info, 0x7ba9).map(ebml::text).unwrap_or_default());
    }

    /// The first track with sound is heard, if there are no moving pictures beside it.
    fn tracks(&mut self, content: &[u8], ears: &mut Ears, report: &mut Report) {
        let entries = ebml::elements(content).filter(|(id, _)| *id == 0xae).take(MOST_TRACKS);
        let mut tracks: Vec<Track> = entries.filter_map(|(_, entry)| Track::read(entry)).collect();
        if tracks.iter().any(|track| matches!(track.kind, Kind::Video)) {
            self.refused = Some((Code::VideoInside, claim::title_of(self.container).to_owned()));
            return;
        }
        let is_sound = |track: &Track| matches!(track.kind, Kind::Sound(_) | Kind::Other(_) | Kind::Protected);
        let Some(index) = tracks.iter().position(is_sound) else {
            self.refused = Some((Code::NotAudio, "unknown".to_owned()));
            return;
        };
        let track = tracks.swap_remove(index);
        match track.kind {
            Kind::Sound(stream) => {
                self.stripped = track.stripped;
                self.hear(track.number, *stream, track.delay_ns, ears, report);
            }
            Kind::Other(name) => self.refused = Some((Code::UnsupportedFormat, name)),
            _ => self.refused = Some((Code::Protected, claim::title_of(self.container).to_owned())),
        }
    }

    fn hear(&mut self, number: u64, stream: Stream, delay_ns: u64, ears: &mut Ears, report: &mut Report) {
        if let Some(hearing) = &mut self.hearing {
            // The tracks of a joined file; else the same ones, written again.
            if self.second == Some(self.at) || self.at == 0 {
                hearing.restart(stream.decoder());
                self.track = Some((number, stream));
            }
            return;
        }
        let media_type = if self.container == "webm" { "audio/webm" } else { "audio/x-matroska" };
        report.is(self.container, stream.name(), media_type);
        self.delay = match stream {
            Stream::Opus(_) => 0,
            _ => samples(delay_ns, stream.rate()),
        };
        let mut hearing = Hearing::new(stream.decoder(), ears);
        hearing.delay(self.delay);
        self.hearing = Some(hearing);
        self.track = Some((number, stream));
    }

    /// The packets of one block; of the last one, so many nanoseconds are padding.
    fn block(&mut self, content: &[u8], padding_ns: u64, at: u64) {
        let (Some(hearing), Some((number, stream))) = (&mut self.hearing, &mut self.track) else { return };
        let Some(block) = Block::read(content) else {
            return self.lost(at, content.len() as u64, false);
        };
        if block.track != *number {
            return;
        }
        let mut whole_packet = Packet::after(&self.stripped);
        let length = |packet: &&[u8]| stream.length(whole_packet.with(packet)).unwrap_or_default();
        let mut lengths: Vec<_> = block.packets.iter().map(length).collect();
        let whole: u64 = lengths.iter().map(|length| length.whole).sum();
        let ticks = self.cluster.saturating_add_signed(i64::from(block.ticks));
        let len_ns = u128::from(whole) * 1_000_000_000 / u128::from(stream.rate());
        let len_ns = u64::try_from(len_ns).unwrap_or(u64::MAX);
        self.clock.tick(ticks.saturating_mul(self.tick_ns), len_ns, (self.at, at), stream.rate());
        let mut padding = samples(padding_ns, stream.rate());
        for length in lengths.iter_mut().rev() {
            let off = padding.min(length.played);
            length.played -= off;
            padding -= off;
        }
        for (packet, length) in block.packets.iter().zip(&lengths) {
            hearing.hear(whole_packet.with(packet), length.played);
            self.at += length.played;
        }
    }

    /// Bytes that are no element. What they held is said by the next block's timestamp.
    fn lost(&mut self, at: u64, bytes: u64, is_end: bool) {
        self.junk += bytes;
        self.junk_at.get_or_insert((at, self.at));
        let rate = self.track.as_ref().map_or(48_000, |(_, stream)| stream.rate());
        self.junk_spots.add(self.at, 0, rate);
        self.is_cut |= is_end && self.at > 0;
    }

    fn is_over(&self) -> bool {
        let is_enough = self.hearing.as_ref().is_some_and(Hearing::is_enough);
        let is_too_long = self.track.as_ref().is_some_and(|(_, stream)| listen::is_too_long(self.at, stream.rate()));
        self.refused.is_some() || is_enough || is_too_long
    }

    fn tell(mut self, report: &mut Report, len: u64) {
        report.container = Some(self.container.to_owned());
        if let Some((code, what)) = self.refused.take() {
            report.codec = magic::codec(&what).map(str::to_owned);
            report.note(Problem::reject(code, None, Details { what: Some(what), ..Details::default() }));
            return;
        }
        let Some(mut hearing) = self.hearing.take() else {
            return if self.is_cut { facts::tell_truncated(report, len) } else { facts::unreadable(report) };
        };
        hearing.end();
        let raw = hearing.samples();
        let (rate, measures) = facts::of_hearing(report, &hearing, self.delay.min(raw), raw);
        if let Some((_, Stream::Aac(config))) = &self.track
            && let Some((rate, channels)) = config.enhanced
        {
            (report.sample_rate, report.channels) = (Some(rate), Some(channels));
            report.note(Problem::warn(Code::PartlyChecked, None, Details::default()));
        }
        let declared = self.declared.map(|ticks| (ticks * self.tick_ns as f64 / 1e6).round() as u64);
        report.declared_duration_ms = declared.filter(|ms| *ms < 1 << 50);
        self.tell_faults(report, &mut hearing, rate, len);
        facts::judge_sound(report, &hearing, &measures);
    }

    fn tell_faults(&self, report: &mut Report, hearing: &mut Hearing, rate: u32, len: u64) {
        let holes = self.clock.holes(rate);
        let damage = Damage {
            packets: hearing.damage.packets + holes.count,
            samples: hearing.damage.samples + samples(holes.ns, rate),
            byte: holes.first,
            spots: Spots::of(hearing.damage.spots.starts().chain(holes.spots.starts()), rate),
        };
        if let Some((byte, at)) = self.junk_at {
            let played_ms = |at: u64| millis(at.saturating_sub(self.delay), rate);
            let places_ms = spots::in_order(self.junk_spots.starts().map(played_ms));
            let details = Details { byte: Some(byte), bytes: Some(self.junk), places_ms, ..Details::default() };
            report.note(Problem::warn(Code::JunkInside, Some(played_ms(at)), details));
        }
        if self.is_cut {
            facts::tell_truncated(report, len);
        } else if report.declared_duration_ms.is_none() {
            facts::length_undeclared(report);
        } else if damage.packets == 0 && self.files == 1 {
            // The declared length ticks in milliseconds, and counts delay and padding or not.
            facts::compare_length(report, 100);
        }
        facts::tell_damage(report, &damage, hearing.packets, rate, self.delay);
        if let Some(second) = self.second {
            let details = Details { count: Some(self.files), ..Details::default() };
            report.note(Problem::warn(Code::Joined, Some(millis(second, rate)), details));
        }
    }
}

/// A packet with what was stripped of it, one at a time: laced packets would each need the room.
struct Packet {
    bytes: Vec<u8>,
    stripped: usize,
}

impl Packet {
    fn after(stripped: &[u8]) -> Packet {
        Packet { bytes: stripped.to_vec(), stripped: stripped.len() }
    }

    fn with(&mut self, rest: &[u8]) -> &[u8] {
        self.bytes.truncate(self.stripped);
        self.bytes.extend_from_slice(rest);
        &self.bytes
    }
}

/// Nanoseconds in samples, to the nearest.
fn samples(ns: u64, rate: u32) -> u64 {
    let samples = (u128::from(ns) * u128::from(rate) + 500_000_000) / 1_000_000_000;
    u64::try_from(samples).unwrap_or(u64::MAX)
}
