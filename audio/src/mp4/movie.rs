//! The index of an MP4 (`moov`): its tracks, their codecs, and which part of them is to be played.

use super::boxes::{Name, be16, be32, be64, boxes, find};
use super::codec::Codec;

/// The index.
pub(super) struct Movie<'a> {
    /// Units a second of the movie's clock.
    pub(super) timescale: u32,
    /// Length the movie declares, on its clock; 0 where it does not.
    pub(super) duration: u64,
    /// All tracks.
    pub(super) tracks: Vec<Track<'a>>,
    /// What fragments take over if they say nothing themselves (`mvex`).
    pub(super) extends: Option<&'a [u8]>,
    /// User data: tags, chapters.
    pub(super) user: Option<&'a [u8]>,
}

/// One track.
pub(super) struct Track<'a> {
    /// Its number in the file.
    pub(super) id: u32,
    /// What it is: `soun`, `vide`, `text` ...
    pub(super) handler: Name,
    /// Units a second of the track's clock.
    pub(super) timescale: u32,
    /// What its samples are.
    pub(super) codec: Codec,
    /// Which parts are played.
    pub(super) edits: Vec<Edit>,
    /// The tracks with its chapters, by number.
    pub(super) chapters: Vec<u32>,
    /// The tables that say where its samples are (`stbl`).
    pub(super) tables: &'a [u8],
}

/// One entry of the edit list (§8.6.6).
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    /// How long it plays, on the movie's clock; 0 means to the end.
    pub(super) duration: u64,
    /// Where it begins, on the track's clock; None is a pause.
    pub(super) start: Option<u64>,
}

const MOST_TRACKS: usize = 64;
const MOST_EDITS: usize = 64;

impl<'a> Movie<'a> {
    /// Reads the content of `moov`.
    pub(super) fn read(moov: &'a [u8]) -> Option<Movie<'a>> {
        let (timescale, duration) = clock(find(moov, &[b"mvhd"])?)?;
        let tracks = boxes(moov).filter(|(name, _)| name == b"trak").take(MOST_TRACKS);
        Some(Movie {
            timescale,
            duration,
            tracks: tracks.filter_map(|(_, trak)| Track::read(trak)).collect(),
            extends: find(moov, &[b"mvex"]),
            user: find(moov, &[b"udta"]),
        })
    }
}

impl<'a> Track<'a> {
    fn read(trak: &'a [u8]) -> Option<Track<'a>> {
        let header = find(trak, &[b"tkhd"])?;
        let id = if header.first() == Some(&1) { be32(header, 20)? } else { be32(header, 12)? };
        let (timescale, _) = clock(find(trak, &[b"mdia", b"mdhd"])?)?;
        let handler = find(trak, &[b"mdia", b"hdlr"])?.get(8..12)?.try_into().ok()?;
        let tables = find(trak, &[b"mdia", b"minf", b"stbl"])?;
        let codec = Codec::read(find(tables, &[b"stsd"])?);
        let edits = find(trak, &[b"edts", b"elst"]).map(edits).unwrap_or_default();
        let chapters = find(trak, &[b"tref", b"chap"]).unwrap_or_default();
        let chapters = (0..MOST_TRACKS).map_while(|index| be32(chapters, index * 4)).collect();
        Some(Track { id, handler, timescale, codec, edits, chapters, tables })
    }
}

/// Timescale and duration of `mvhd` and `mdhd`, which begin alike. A timescale of 0 is nonsense.
fn clock(header: &[u8]) -> Option<(u32, u64)> {
    let (timescale, duration) = match header.first()? {
        1 => (be32(header, 20)?, be64(header, 24)?),
        _ => (be32(header, 12)?, u64::from(be32(header, 16)?)),
    };
    let unknown = duration == u64::MAX || duration == u64::from(u32::MAX);
    (timescale > 0).then_some((timescale, if unknown { 0 } else { duration }))
}

fn edits(list: &[u8]) -> Vec<Edit> {
    let long = list.first() == Some(&1);
    let entry = |at: usize| {
        let (duration, start) = match long {
            true => (be64(list, at)?, be64(list, at + 8)?),
            // The short form's −1 is the long form's −1.
            false => (u64::from(be32(list, at)?), i64::from(be32(list, at + 4)? as i32) as u64),
        };
        Some(Edit { duration, start: (start != u64::MAX).then_some(start) })
    };
    let len = if long { 20 } else { 12 };
    (0..MOST_EDITS).map_while(|index| entry(8 + index * len)).collect()
}

/// Title of what a track's samples are, from the four letters of its first sample entry.
pub(super) fn entry(description: &[u8]) -> Option<(Name, &[u8])> {
    boxes(description.get(8..)?).next()
}

/// A fixed-size part of an audio sample entry: channels, and Hz.
pub(super) fn sound(entry: &[u8]) -> Option<(u16, u32)> {
    Some((be16(entry, 16)?, be32(entry, 24)? >> 16))
}
