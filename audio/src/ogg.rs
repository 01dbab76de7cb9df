//! Ogg (RFC 3533) with Vorbis: the walk over its pages says whether all of them are there; symphonia decodes.

use std::io;

use symphonia::core::checksum::Crc32;
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, Monitor};
use symphonia::default::formats::OggReader;

use super::facts::{self, millis};
use super::listen::Damage;
use super::listen::Ears;
use super::listen::demux;
use super::magic::Kind;
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::{Cached, Source, Window};
use super::tags;

/// Fills the report of an Ogg file with Vorbis inside.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.is("ogg", "vorbis", "audio/ogg");
    let pages = Pages::walk(source)?;
    let len = source.len();
    let stream = MediaSourceStream::new(Box::new(Window::new(source, Vec::new(), 0, len)), Default::default());
    let Ok(mut reader) = OggReader::try_new(stream, FormatOptions::default()) else {
        if pages.is_truncated() {
            facts::tell_truncated(report, len);
        } else {
            facts::unreadable(report);
        }
        return Ok(());
    };
    if let Some(revision) = reader.metadata().skip_to_latest() {
        tags::add_revision(report, revision);
    }
    if let Some(chapters) = reader.chapters() {
        tags::add_chapters(report, chapters);
    }
    let Some(heard) = demux::hear(&mut reader, false, ears) else {
        facts::unreadable(report);
        return Ok(());
    };
    let hearing = &heard.hearing;
    let (rate, measures) = facts::of_hearing(report, hearing, 0, hearing.samples());
    pages.tell(report, rate);
    if pages.is_truncated() {
        facts::tell_truncated(report, len);
    }
    let damage = pages.damage(&hearing.damage, hearing.samples());
    facts::tell_damage(report, &damage, hearing.packets, rate, 0);
    if let Some(second) = hearing.restarted {
        let details = Details { count: Some(heard.restarts + 1), ..Details::default() };
        report.note(Problem::warn(Code::Joined, Some(millis(second, rate)), details));
    }
    facts::judge_sound(report, hearing, &measures);
    Ok(())
}

/// What an Ogg file holds, by the packets its streams begin with.
pub(super) fn kind(head: &[u8]) -> Kind {
    let (mut found, mut at) = (Kind::Unsupported("ogg", "Ogg"), 0);
    while let Some(page) = head.get(at..).and_then(Page::read).filter(|page| page.is_first) {
        let packet = head.get(at + page.header..).unwrap_or_default();
        match codec(packet) {
            Some(Kind::Ogg) => found = Kind::Ogg,
            Some(video @ Kind::Video(..)) => return video,
            Some(other) if found != Kind::Ogg => found = other,
            _ => {}
        }
        at += page.header + page.body;
    }
    found
}

fn codec(packet: &[u8]) -> Option<Kind> {
    let marks: [(&[u8], Kind); 6] = [
        (b"\x01vorbis", Kind::Ogg),
        (b"OpusHead", Kind::Unsupported("ogg", "Opus")),
        (b"Speex   ", Kind::Unsupported("ogg", "Speex")),
        (b"\x7fFLAC", Kind::Unsupported("ogg", "FLAC in Ogg")),
        (b"\x80theora", Kind::Video("ogg", "Theora")),
        (b"BBCD\0", Kind::Video("ogg", "Dirac")),
    ];
    marks.iter().find(|(mark, _)| packet.starts_with(mark)).map(|(_, kind)| *kind)
}

/// One page's header (RFC 3533 §6).
struct Page {
    is_first: bool,
    is_last: bool,
    granule: u64,
    serial: u32,
    number: u32,
    /// Bytes of header and of body.
    header: usize,
    body: usize,
}

impl Page {
    /// Longest header there is; the body may have 65,025 bytes.
    const HEADER: usize = 27 + 255;

    fn read(bytes: &[u8]) -> Option<Page> {
        let fixed = bytes.get(..27).filter(|fixed| fixed.starts_with(b"OggS\0"))?;
        let word = |at: usize| u32::from_le_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]);
        let lacing = bytes.get(27..27 + usize::from(fixed[26]))?;
        Some(Page {
            is_first: fixed[5] & 2 != 0,
            is_last: fixed[5] & 4 != 0,
            granule: u64::from(word(10)) << 32 | u64::from(word(6)),
            serial: word(14),
            number: word(18),
            header: 27 + lacing.len(),
            body: lacing.iter().map(|&len| usize::from(len)).sum(),
        })
    }
}

/// What the walk over the pages found.
#[derive(Default)]
struct Pages {
    junk: u64,
    junk_at: Option<(u64, u64)>,
    bad: u64,
    bad_at: Option<u64>,
    cut: bool,
    ended: bool,
    granule: u64,
    last: Option<(u32, u32)>,
}

impl Pages {
    fn walk(source: &mut Source) -> io::Result<Pages> {
        let (mut pages, mut at, len) = (Pages::default(), 0, source.len());
        let mut bytes = Cached::new(source);
        while at < len {
            let page = Page::read(bytes.get(at, Page::HEADER)?);
            let Some(page) = page else {
                let next = next_page(&mut bytes, at + 1)?;
                pages.lost(at, next.unwrap_or(len) - at, next.is_none());
                at = next.unwrap_or(len);
                continue;
            };
            let whole = bytes.get(at, page.header + page.body)?;
            if whole.len() < page.header + page.body {
                pages.cut = true;
                break;
            }
            if checksum(whole) == whole[22..26] {
                pages.add(&page);
                at += whole.len() as u64;
            } else {
                pages.spoiled(1);
                at += 4;
                at = next_page(&mut bytes, at)?.unwrap_or(len);
            }
        }
        Ok(pages)
    }

    fn add(&mut self, page: &Page) {
        if let Some((serial, number)) = self.last
            && serial == page.serial
            && page.number > number.saturating_add(1)
        {
            // A page with a broken checksum has been counted; its number is missed here again.
            let missing = u64::from(page.number - number - 1);
            self.spoiled(missing.saturating_sub(self.bad.min(1)).min(1000));
        }
        self.last = Some((page.serial, page.number));
        self.ended = page.is_last;
        // All ones: no packet ends on this page.
        if page.granule != u64::MAX {
            self.granule = page.granule;
        }
    }

    fn spoiled(&mut self, pages: u64) {
        if pages > 0 {
            self.bad += pages;
            self.bad_at.get_or_insert(self.granule);
        }
    }

    /// Bytes that are no page. A page whose start is left at the very end is a cut, not junk.
    fn lost(&mut self, at: u64, len: u64, is_end: bool) {
        if is_end && !self.ended {
            self.cut = true;
        } else {
            self.junk += len;
            self.junk_at.get_or_insert((at, self.granule));
        }
    }

    /// The stream says where it ends; one that does not has lost its end.
    fn is_truncated(&self) -> bool {
        self.cut || !self.ended
    }

    fn tell(&self, report: &mut Report, rate: u32) {
        if let Some((at, granule)) = self.junk_at {
            let (code, at_ms) = match granule {
                0 => (Code::JunkBefore, 0),
                _ if self.ended && granule == self.granule => (Code::JunkAfter, millis(granule, rate)),
                _ => (Code::JunkInside, millis(granule, rate)),
            };
            let details = Details { byte: Some(at), bytes: Some(self.junk), ..Details::default() };
            report.note(Problem::warn(code, Some(at_ms), details));
        }
    }

    /// Packets that did not decode, and pages that are broken or missing.
    fn damage(&self, packets: &Damage, heard: u64) -> Damage {
        let lost = if self.bad > 0 { self.granule.saturating_sub(heard) } else { 0 };
        let firsts = [packets.first, self.bad_at];
        Damage {
            packets: packets.packets + self.bad,
            samples: packets.samples + lost,
            first: firsts.into_iter().flatten().min(),
            byte: None,
        }
    }
}

/// Offset of the next place that looks like a page.
fn next_page(bytes: &mut Cached<'_>, mut at: u64) -> io::Result<Option<u64>> {
    const STRIDE: usize = 32 << 10;
    loop {
        let stretch = bytes.get(at, STRIDE)?;
        if let Some(found) = stretch.windows(5).position(|window| window == b"OggS\0") {
            return Ok(Some(at + found as u64));
        }
        if stretch.len() < STRIDE {
            return Ok(None);
        }
        at += (STRIDE - 4) as u64;
    }
}

fn checksum(page: &[u8]) -> [u8; 4] {
    let mut crc = Crc32::new(0);
    crc.process_buf_bytes(&page[..22]);
    crc.process_buf_bytes(&[0; 4]);
    crc.process_buf_bytes(&page[26..]);
    crc.crc().to_le_bytes()
}
