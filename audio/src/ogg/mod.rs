//! Ogg (RFC 3533) with Opus (RFC 7845), Vorbis or FLAC (RFC 9639 §10): one walk over its pages, whose packets are heard as they come.
//!
//! Playable length is the sum of what the packets hold, less what the stream leaves out at its start (Opus' pre-skip)
//! and what its last page says is padding. What its clock counts and no packet holds is missing.

use std::io;

use super::codec::{Stream, opus, vorbis};
use super::comment;
use super::facts::{self, millis};
use super::listen::{self, Damage, Ears, Hearing};
use super::magic::Kind;
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::Source;
use super::spots::{self, Spots};

mod link;
mod page;

use link::{FLAC_IN_OGG, Link};
use page::{Found, Page, Pages};

/// Fills the report of an Ogg file with sound inside.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.container = Some("ogg".to_owned());
    report.media_type = Some("audio/ogg".to_owned());
    let len = source.len();
    let mut walk = Walk::default();
    let mut pages = Pages::new(source);
    while let Some((at, found)) = pages.next()? {
        match found {
            Found::Page(page) => walk.page(at, &page, ears, report),
            Found::Spoiled(at) => walk.spoiled(at),
            Found::Junk(at, bytes) => walk.junk(at, bytes, len),
            Found::Cut => walk.is_cut = true,
        }
        if walk.is_over() {
            break;
        }
    }
    walk.tell(report, len);
    Ok(())
}

/// What an Ogg file holds, by the packets its streams begin with.
pub(super) fn kind(head: &[u8]) -> Kind {
    let mut found = Kind::Unsupported("ogg", "Ogg");
    for packet in page::firsts(head) {
        match codec(packet) {
            Some(Kind::Ogg) => found = Kind::Ogg,
            Some(video @ Kind::Video(..)) => return video,
            Some(other) if found != Kind::Ogg => found = other,
            _ => {}
        }
    }
    found
}

fn codec(packet: &[u8]) -> Option<Kind> {
    let marks: [(&[u8], Kind); 7] = [
        (vorbis::Stream::MARK, Kind::Ogg),
        (opus::Head::MARK, Kind::Ogg),
        (FLAC_IN_OGG, Kind::Ogg),
        (b"Speex   ", Kind::Unsupported("ogg", "Speex")),
        (b"\x80theora", Kind::Video("ogg", "Theora")),
        (b"BBCD\0", Kind::Video("ogg", "Dirac")),
        (b"\x01video\0\0\0", Kind::Video("ogg", "OGM")),
    ];
    marks.iter().find(|(mark, _)| packet.starts_with(mark)).map(|(_, kind)| *kind)
}

/// What was found on the way through the pages.
#[derive(Default)]
struct Walk {
    link: Option<Link>,
    hearing: Option<Hearing>,
    /// Where the second of several joined streams begins, in samples, and how many there are.
    second: Option<u64>,
    links: u64,
    /// Whether one of them has another rate or other channels, and where.
    changed: Option<u64>,
    /// Samples handed over so far, and those of the present stream.
    at: u64,
    of_link: u64,
    /// Rate and channels of the first stream.
    spec: (u32, u16),
    /// Nanoseconds of the streams before the present one.
    before: u128,
    declared: u64,
    spoiled: Spoiled,
    junk: u64,
    junk_at: Option<(u64, u64)>,
    junk_spots: Spots,
    is_cut: bool,
    unreadable: bool,
}

/// Pages that are broken or missing.
#[derive(Default)]
struct Spoiled {
    pages: u64,
    samples: u64,
    byte: Option<u64>,
    spots: Spots,
}

impl Walk {
    fn page(&mut self, at: u64, page: &Page, ears: &mut Ears, report: &mut Report) {
        if page.is_first && self.link.as_ref().is_none_or(|link| link.stream.is_some()) {
            self.begin(page);
        }
        let Some(link) = self.link.as_mut().filter(|link| link.serial == page.serial) else { return };
        let is_new = link.stream.is_none();
        let heard = link.add(page);
        if is_new && link.stream.is_some() {
            self.headed(ears, report);
        } else if link.is_senseless() {
            self.unreadable = true;
        }
        let Some(hearing) = self.hearing.as_mut() else { return };
        if heard.missing > 0 {
            self.spoiled.samples += heard.missing;
            self.spoiled.pages = self.spoiled.pages.max(1);
            self.spoiled.byte.get_or_insert(at);
            self.spoiled.spots.add(self.at, 0, hearing.rate().unwrap_or(48_000));
        }
        for (packet, samples) in &heard.packets {
            hearing.hear(packet, *samples);
            self.at += samples;
            self.of_link += samples;
        }
    }

    fn begin(&mut self, page: &Page) {
        // Streams that run beside each other all begin before any of them goes on; the first is the one that is heard.
        let Some(link) = Link::begin(page) else { return };
        self.is_cut |= self.link.as_ref().is_some_and(|before| !before.is_ended);
        self.before += self.played();
        self.link = Some(link);
        self.links += 1;
        self.of_link = 0;
    }

    /// The headers of a stream are complete.
    fn headed(&mut self, ears: &mut Ears, report: &mut Report) {
        let Some((link, stream)) = self.link.as_ref().and_then(|link| Some((link, link.stream.as_ref()?))) else {
            return;
        };
        let Some(hearing) = self.hearing.as_mut() else {
            report.is("ogg", stream.name(), "audio/ogg");
            if let Some(comments) = &link.comments {
                comment::tell(comments, report);
            }
            if let Some(picture) = &link.picture {
                report.cover = report.cover.take().or_else(|| comment::picture(picture));
            }
            self.declared = declared(stream);
            self.spec = (stream.rate(), stream.channels());
            self.hearing = Some(Hearing::new(stream.decoder(), ears));
            return;
        };
        self.second.get_or_insert(self.at);
        if self.spec != (stream.rate(), stream.channels()) {
            self.changed.get_or_insert(self.at);
        }
        hearing.restart(stream.decoder());
    }

    /// A page with a broken checksum. How much is missing is said by the next page's clock.
    fn spoiled(&mut self, at: u64) {
        self.spoiled.pages += 1;
        self.spoiled.byte.get_or_insert(at);
        self.spoiled.spots.add(self.at, 0, self.rate());
    }

    /// Bytes that are no page. A page whose start is left at the very end is a cut, not junk.
    fn junk(&mut self, at: u64, bytes: u64, len: u64) {
        if at + bytes >= len && !self.is_ended() {
            self.is_cut = true;
        } else {
            self.junk += bytes;
            self.junk_at.get_or_insert((at, self.at));
            self.junk_spots.add(self.at, 0, self.rate());
        }
    }

    /// Samples a second of the present stream, or those of Opus while there is none.
    fn rate(&self) -> u32 {
        self.link.as_ref().and_then(|link| link.stream.as_ref()).map_or(48_000, Stream::rate)
    }

    /// Nanoseconds of the present stream.
    fn played(&self) -> u128 {
        let stream = self.link.as_ref().and_then(|link| link.stream.as_ref());
        u128::from(self.of_link) * 1_000_000_000 / u128::from(stream.map_or(1, Stream::rate))
    }

    fn is_ended(&self) -> bool {
        self.link.as_ref().is_some_and(|link| link.is_ended)
    }

    fn is_over(&self) -> bool {
        let is_enough = self.hearing.as_ref().is_some_and(Hearing::is_enough);
        let stream = self.link.as_ref().and_then(|link| link.stream.as_ref());
        let is_too_long = stream.is_some_and(|stream| listen::is_too_long(self.of_link, stream.rate()));
        self.unreadable || is_enough || is_too_long
    }

    fn tell(mut self, report: &mut Report, len: u64) {
        let is_truncated = self.is_cut || !self.is_ended();
        let Some(mut hearing) = self.hearing.take() else {
            return self.tell_unheard(report, is_truncated, len);
        };
        hearing.end();
        let (rate, measures) = facts::of_hearing(report, &hearing, 0, hearing.samples());
        if self.changed.is_some() {
            let all = self.before + self.played();
            report.duration_ms = u64::try_from((all + 500_000) / 1_000_000).ok();
        }
        report.declared_duration_ms = Some(self.declared).filter(|&s| s > 0).map(|samples| millis(samples, rate));
        self.tell_junk(report, rate);
        let damage = self.damage(&hearing.damage);
        if is_truncated {
            facts::tell_truncated(report, len);
        } else if damage.packets == 0 && self.links == 1 {
            facts::compare_length(report, 1);
            if !hearing.checksum_fits() {
                report.note(Problem::warn(Code::ChecksumMismatch, None, Details::default()));
            }
        }
        facts::tell_damage(report, &damage, hearing.packets, rate, 0);
        self.tell_joined(report, rate);
        facts::judge_sound(report, &hearing, &measures);
    }

    /// Nothing was heard: the headers are missing, or of a kind that is not decoded here.
    fn tell_unheard(&self, report: &mut Report, is_truncated: bool, len: u64) {
        if !self.unreadable && is_truncated {
            facts::tell_truncated(report, len);
        } else {
            facts::unreadable(report);
        }
    }

    fn tell_junk(&self, report: &mut Report, rate: u32) {
        let Some((at, sample)) = self.junk_at else { return };
        let (code, at_ms) = match sample {
            0 => (Code::JunkBefore, 0),
            _ if self.is_ended() && sample == self.at => (Code::JunkAfter, millis(sample, rate)),
            _ => (Code::JunkInside, millis(sample, rate)),
        };
        let places = self.junk_spots.starts().filter(|_| code == Code::JunkInside);
        let places_ms = spots::in_order(places.map(|sample| millis(sample, rate)));
        let details = Details { byte: Some(at), bytes: Some(self.junk), places_ms, ..Details::default() };
        report.note(Problem::warn(code, Some(at_ms), details));
    }

    fn tell_joined(&self, report: &mut Report, rate: u32) {
        if let Some(second) = self.second {
            let details = Details { count: Some(self.links), ..Details::default() };
            report.note(Problem::warn(Code::Joined, Some(millis(second, rate)), details));
        }
        if let Some(at) = self.changed {
            report.note(Problem::warn(Code::FormatChanges, Some(millis(at, rate)), Details::default()));
        }
    }

    /// Packets that did not decode, and pages that are broken or missing.
    fn damage(&self, packets: &Damage) -> Damage {
        Damage {
            packets: packets.packets + self.spoiled.pages,
            samples: packets.samples + self.spoiled.samples,
            byte: self.spoiled.byte,
            spots: Spots::of(packets.spots.starts().chain(self.spoiled.spots.starts()), self.rate()),
        }
    }
}

/// How long the headers say the sound is, in samples; 0 where they say nothing, as those of Opus and Vorbis do.
fn declared(stream: &Stream) -> u64 {
    match stream {
        Stream::Flac(info) => info.samples.unwrap_or(0),
        _ => 0,
    }
}
