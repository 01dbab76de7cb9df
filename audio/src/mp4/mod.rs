//! MP4, the container of M4A: its index says where every packet is, and which part of them is to be played.
//!
//! Playable length is what decodes, less what the edit list leaves out (else what `iTunSMPB` leaves out). The index is
//! read by our own code: symphonia's ignores edit lists, and its time grows with the square of the index.

use std::io;
use std::ops::ControlFlow;

use super::facts::{self, millis};
use super::listen::{Ears, Hearing, PACKET_ROOM};
use super::magic;
use super::problem::{Code, Details, Problem};
use super::report::Report;
use super::source::{Cached, Source};

mod boxes;
mod chapters;
pub(crate) mod codec;
mod movie;
mod samples;
mod user;

use boxes::{Outline, be32};
use codec::Codec;
use movie::{Movie, Track};
use samples::Sample;

/// Largest index that is read: 100 hours of packets, and a cover of megabytes.
const INDEX_ROOM: u64 = 64 << 20;
/// Largest index of one fragment that is read; one has seconds, or at most minutes of packets.
const FRAGMENT_ROOM: u64 = 8 << 20;

/// Fills the report of an MP4.
pub(super) fn read(source: &mut Source, ears: &mut Ears, report: &mut Report) -> io::Result<()> {
    report.container = Some("mp4".to_owned());
    let Some(outline) = Outline::of(source)? else {
        facts::unreadable(report);
        return Ok(());
    };
    let Some((at, len)) = outline.moov.filter(|&(_, len)| len <= INDEX_ROOM) else {
        no_index(source, &outline, report);
        return Ok(());
    };
    let moov = source.peek(at, len as usize)?;
    let Some(movie) = Movie::read(&moov) else {
        facts::unreadable(report);
        return Ok(());
    };
    if let Some(user) = movie.user {
        user::tell(user, report);
    }
    match movie.sound() {
        Ok(track) => {
            let codec = if matches!(track.codec, Codec::Alac(_)) { "alac" } else { "aac" };
            report.is("mp4", codec, "audio/x-m4a");
            // Titles of Nero's list are cut at 255 bytes, and have no links.
            let chapters = chapters::quicktime(source, &movie, track)?;
            if !chapters.is_empty() {
                report.chapters = chapters;
            }
            tell(source, ears, report, &outline, &movie, track)
        }
        Err((code, what)) => {
            report.codec = magic::codec(&what).map(str::to_owned);
            report.note(Problem::reject(code, None, Details { what: Some(what), ..Details::default() }));
            Ok(())
        }
    }
}

/// Programs write the index last: without it, the recording or the sending was broken off.
fn no_index(source: &Source, outline: &Outline, report: &mut Report) {
    if outline.moov.is_none() && (outline.has_data || outline.is_cut) {
        report.media_type = Some("audio/x-m4a".to_owned());
        facts::tell_truncated(report, source.len());
    } else {
        facts::unreadable(report);
    }
}

impl Movie<'_> {
    /// The first track with sound, if it can be decoded and there is no video beside it; else why not.
    fn sound(&self) -> Result<&Track<'_>, (Code, String)> {
        let refuse = |code, name: &str| Err((code, name.to_owned()));
        let is_film = |track: &&Track<'_>| &track.handler == b"vide" && !matches!(track.codec, Codec::Stills);
        let film = self.tracks.iter().find(is_film);
        let sound = self.tracks.iter().find(|track| &track.handler == b"soun");
        match (film.map(|film| &film.codec), sound.map(|sound| &sound.codec)) {
            (_, Some(Codec::Protected)) | (Some(Codec::Protected), _) => refuse(Code::Protected, "MP4"),
            (Some(Codec::Other(name)), _) => refuse(Code::VideoInside, name),
            (Some(_), _) => refuse(Code::VideoInside, "MP4"),
            (None, Some(Codec::Other(name))) => refuse(Code::UnsupportedFormat, name),
            (None, _) => sound.map_or_else(|| refuse(Code::NotAudio, "unknown"), Ok),
        }
    }
}

/// Decodes the track and writes what was found.
fn tell(
    source: &mut Source,
    ears: &mut Ears,
    report: &mut Report,
    outline: &Outline,
    movie: &Movie<'_>,
    track: &Track<'_>,
) -> io::Result<()> {
    let Some(mut listener) = Listener::new(source, ears, track) else {
        facts::unreadable(report);
        return Ok(());
    };
    let (delay, _) = played(movie, track, u64::MAX, listener.rate);
    listener.hearing.delay(delay);
    listener.hear_all(outline, movie, track)?;
    let end = listener.end(listener.hearing.expected());
    listener.hearing.end_at(played(movie, track, end, listener.rate).1);
    listener.hearing.end();
    let raw = listener.end(listener.hearing.samples());
    let Listener { hearing, cut_at, is_circular, .. } = listener;
    let rate = hearing.rate().unwrap_or(1);
    let (from, to) = played(movie, track, raw, rate);
    let (_, measures) = facts::of_hearing(report, &hearing, from, to);
    if let Codec::Aac(aac) = &track.codec {
        let (rate, channels) = aac.enhanced.unwrap_or((aac.rate(), aac.channels));
        (report.sample_rate, report.channels) = (Some(rate), Some(channels));
    }
    let declared = Some(movie.duration).filter(|&duration| duration > 0);
    let declared = declared.or_else(|| movie.extends.and_then(user::fragmented_length).filter(|&length| length > 0));
    // Time before the sound begins (an empty edit) is part of what the movie declares, and no sound.
    let pauses = track.edits.iter().filter(|edit| edit.start.is_none()).map(|edit| edit.duration);
    let pauses = pauses.fold(0, u64::saturating_add);
    let declared = declared.map(|duration| duration.saturating_sub(pauses));
    report.declared_duration_ms = declared.map(|duration| millis(duration, movie.timescale));

    if cut_at.is_some() || outline.is_cut {
        facts::tell_truncated(report, cut_at.unwrap_or(source.len()));
    } else {
        // The movie's clock ticks in milliseconds, and counts the delay or not.
        facts::compare_length(report, 100);
    }
    if is_circular {
        facts::unreadable(report);
    }
    facts::tell_damage(report, &hearing.damage, hearing.packets, rate, from);
    facts::judge_sound(report, &hearing, &measures);
    if matches!(&track.codec, Codec::Aac(aac) if aac.enhanced.is_some()) {
        report.note(Problem::warn(Code::PartlyChecked, None, Details::default()));
    }
    Ok(())
}

/// Which samples of the `raw` decoded ones are played, at `rate` samples a second: from the first to before the last.
fn played(movie: &Movie<'_>, track: &Track<'_>, raw: u64, rate: u32) -> (u64, u64) {
    let scaled = |value: u64, from: u32| {
        let value = u128::from(value) * u128::from(rate) / u128::from(from);
        u64::try_from(value).unwrap_or(u64::MAX)
    };
    let parts: Vec<_> = track.edits.iter().filter_map(|edit| Some((edit.start?, edit.duration))).collect();
    let (from, len) = match (parts.first(), movie.user.and_then(user::gapless)) {
        (Some(&(0, _)) | None, Some(gapless)) => (gapless.delay, gapless.samples),
        (Some(&(start, _)), _) => {
            let len = parts.iter().map(|&(_, len)| scaled(len, movie.timescale)).fold(0, u64::saturating_add);
            (scaled(start, track.timescale), len)
        }
        (None, None) => (0, raw),
    };
    let from = from.min(raw);
    let to = from.saturating_add(if len == 0 { raw } else { len });
    // The movie's clock is coarser than the samples: what differs by less than two of its usual ticks is the end.
    let tick = u64::from(rate) / 500;
    (from, if to.saturating_add(tick) >= raw { raw } else { to })
}

/// Takes the samples one by one to the decoder.
struct Listener<'a> {
    bytes: Cached<'a>,
    hearing: Hearing,
    timescale: u32,
    rate: u32,
    /// Samples a channel that a packet holds.
    frame: u64,
    /// How long all packets together play, on the track's clock.
    due: u64,
    file_len: u64,
    /// Bytes that may still be heard: samples that add up to more than the file lie over each other.
    left: u64,
    is_circular: bool,
    /// Where the first sample begins that the end of the file cuts. There is no use in looking at those after it: a
    /// few bytes can claim thousands of millions of them.
    cut_at: Option<u64>,
}

impl<'a> Listener<'a> {
    fn new(source: &'a mut Source, ears: &mut Ears, track: &Track<'_>) -> Option<Listener<'a>> {
        let parameters = track.codec.parameters()?;
        /// ISO/IEC 14496-3 §4.5.1.1.
        const AAC: u32 = 1024;
        let (rate, frame) = match &track.codec {
            Codec::Aac(aac) => (aac.rate(), AAC),
            Codec::Alac(cookie) => (be32(cookie, 20)?, be32(cookie, 0)?),
            _ => return None,
        };
        let file_len = source.len();
        let hearing = Hearing::new(parameters, ears);
        let bytes = Cached::new(source);
        Some(Listener {
            bytes,
            hearing,
            timescale: track.timescale,
            rate,
            frame: u64::from(frame),
            due: 0,
            file_len,
            left: file_len,
            is_circular: false,
            cut_at: None,
        })
    }

    fn hear_all(&mut self, outline: &Outline, movie: &Movie<'_>, track: &Track<'_>) -> io::Result<()> {
        let mut failure = None;
        let mut visit = |listener: &mut Self, sample| match listener.hear(sample) {
            Ok(flow) => flow,
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        };
        let listed = samples::listed(track.tables).into_iter().flatten();
        let mut flow = listed.map(|sample| visit(self, sample)).find(ControlFlow::is_break);
        let defaults = movie.extends.map(|extends| samples::defaults(extends, track.id)).unwrap_or_default();
        for &(origin, at, len) in &outline.moofs {
            if flow.is_some() || len > FRAGMENT_ROOM {
                break;
            }
            let moof = self.bytes.get(at, len as usize)?.to_vec();
            let stopped = samples::fragment(&moof, origin, track.id, defaults, &mut |sample| visit(self, sample));
            flow = stopped.is_break().then_some(stopped);
        }
        failure.map_or(Ok(()), Err)
    }

    fn hear(&mut self, sample: Sample) -> io::Result<ControlFlow<()>> {
        if sample.at.saturating_add(u64::from(sample.len)) > self.file_len {
            self.cut_at = Some(sample.at.min(self.file_len));
            return Ok(ControlFlow::Break(()));
        }
        self.is_circular = u64::from(sample.len) > self.left;
        if self.is_circular || self.hearing.is_enough() {
            return Ok(ControlFlow::Break(()));
        }
        self.left -= u64::from(sample.len);
        let len = if sample.len as usize > PACKET_ROOM { 0 } else { sample.len as usize };
        let bytes = self.bytes.get(sample.at, len)?;
        self.hearing.hear(bytes, self.frame);
        self.due = self.due.saturating_add(u64::from(sample.duration));
        Ok(ControlFlow::Continue(()))
    }

    /// Where the sound ends, of which there are `samples` samples: the last packet may be declared to play shorter than
    /// it is. What is declared of the others says nothing: muxers let the clock of a live recording run ahead of its
    /// packets and wait for them, while players play packet after packet.
    fn end(&self, samples: u64) -> u64 {
        let due = u128::from(self.due) * u128::from(self.rate) / u128::from(self.timescale);
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        if due < samples && samples - due < self.frame { due } else { samples }
    }
}
