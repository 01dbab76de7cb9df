//! Tags, cover and chapters, from whichever of the file's metadata has them.

use std::io::{self, Cursor, Seek, SeekFrom};

use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::{
    Chapter as Mark, ChapterGroup, ChapterGroupItem, MetadataBuffer, MetadataOptions, MetadataReader, MetadataRevision,
    MetadataSideData, StandardTag, StandardVisualKey, Tag, Visual,
};
use symphonia::default::meta::{ApeReader, Id3v1Reader, Id3v2Reader};

use super::magic;
use super::report::{Chapter, Cover, Report, Tags};
use super::source::Source;

/// Of a larger tag only this much is read: symphonia's own limits are not enforced yet (0.6.1).
const TAG_ROOM: u64 = 16 << 20;
/// The same for APE tags, whose smallest items become fifteen times as long in memory.
const APE_ROOM: u64 = 2 << 20;
/// Of a tag with more frames only these are read: each becomes two hundred bytes of memory, however short it is.
const MOST_FRAMES: usize = 50_000;
/// More chapters than this nobody reads.
pub(super) const MOST_CHAPTERS: usize = 1000;
const LONGEST_TEXT: usize = 1000;

/// Reads the tags around an MP3; each is given as offset and length. The first that knows a thing is believed.
pub(super) fn of_mp3(
    source: &mut Source,
    report: &mut Report,
    id3v2: &[(u64, u64)],
    ape: Option<(u64, u64)>,
    id3v1: Option<u64>,
) -> io::Result<()> {
    for &(at, len) in id3v2 {
        of_id3v2(source, report, at, len)?;
    }
    if let Some((at, len)) = ape.filter(|&(_, len)| len <= APE_ROOM) {
        let bytes = source.peek(at, len as usize)?;
        // A tag without header is read from its footer, which is 32 bytes long.
        let begin = if bytes.starts_with(b"APETAGEX") { 0 } else { len.saturating_sub(32) };
        let mut tag = stream(bytes);
        tag.seek(SeekFrom::Start(begin))?;
        add(report, ApeReader::try_new(tag, MetadataOptions::default()).and_then(|mut reader| reader.read_all()));
    }
    if let Some(at) = id3v1 {
        let tag = stream(source.peek(at, 128)?);
        add(report, Id3v1Reader::try_new(tag, MetadataOptions::default()).and_then(|mut reader| reader.read_all()));
    }
    Ok(())
}

/// Reads one ID3v2 tag, of an MP3 or from a chunk of a WAV or AIFF file.
pub(super) fn of_id3v2(source: &mut Source, report: &mut Report, at: u64, len: u64) -> io::Result<()> {
    let tag = id3v2_tag(source, at, len)?;
    add(report, Id3v2Reader::try_new(tag, MetadataOptions::default()).and_then(|mut reader| reader.read_all()));
    Ok(())
}

/// The tag's bytes; of one that is too long the beginning, with a size that says so.
fn id3v2_tag(source: &mut Source, at: u64, len: u64) -> io::Result<MediaSourceStream<'static>> {
    let mut bytes = source.peek(at, len.min(TAG_ROOM) as usize)?;
    bytes.truncate(room_for_frames(&bytes));
    if bytes.len() >= 10 && (bytes.len() as u64) < len {
        let size = bytes.len() - 10;
        for (place, shift) in [(6, 21), (7, 14), (8, 7), (9, 0)] {
            bytes[place] = (size >> shift & 0x7f) as u8;
        }
    }
    Ok(stream(bytes))
}

/// How many bytes of a tag hold no more than [`MOST_FRAMES`]. Counted is what looks like the name of a frame, three
/// letters in the oldest version and four since, wherever it stands: frames may lie in frames. A picture of the
/// largest size has a few thousand such places by chance.
fn room_for_frames(tag: &[u8]) -> usize {
    let width = if tag.get(3) == Some(&2) { 3 } else { 4 };
    let is_letter = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let (mut at, mut names) = (0, 0);
    while let Some(name) = tag.get(at..at + width) {
        match name.iter().rposition(|byte| !is_letter(byte)) {
            Some(no_letter) => at += no_letter + 1,
            None if names == MOST_FRAMES => return at,
            None => {
                names += 1;
                at += width;
            }
        }
    }
    tag.len()
}

fn stream(bytes: Vec<u8>) -> MediaSourceStream<'static> {
    MediaSourceStream::new(Box::new(Cursor::new(bytes)), MediaSourceStreamOptions::default())
}

fn add(report: &mut Report, read: symphonia::core::errors::Result<MetadataBuffer>) {
    let Ok(MetadataBuffer { revision, side_data }) = read else {
        return;
    };
    add_revision(report, &revision);
    for data in &side_data {
        if let MetadataSideData::Chapters(group) = data {
            add_chapters(report, group);
        }
    }
}

/// Adds what one revision of metadata knows and the report does not.
pub(super) fn add_revision(report: &mut Report, revision: &MetadataRevision) {
    let tracks = revision.per_track.iter().map(|track| &track.metadata);
    for container in std::iter::once(&revision.media).chain(tracks) {
        for tag in container.tags.iter().filter_map(|tag| tag.std.as_ref()) {
            add_tag(&mut report.tags, tag);
        }
        if report.cover.is_none() {
            report.cover = front_cover(&container.visuals).map(cover);
        }
    }
}

/// Adds the chapter marks of `group` and of the groups in it.
pub(super) fn add_chapters(report: &mut Report, group: &ChapterGroup) {
    if report.chapters.is_empty() {
        collect(group, &mut report.chapters, 0);
        report.chapters.sort_by_key(|chapter| chapter.start_ms);
    }
}

fn collect(group: &ChapterGroup, chapters: &mut Vec<Chapter>, depth: usize) {
    for item in &group.items {
        match item {
            _ if chapters.len() >= MOST_CHAPTERS => return,
            ChapterGroupItem::Chapter(mark) => chapters.push(chapter(mark)),
            ChapterGroupItem::Group(inner) if depth < 8 => collect(inner, chapters, depth + 1),
            ChapterGroupItem::Group(_) => {}
        }
    }
}

fn chapter(mark: &Mark) -> Chapter {
    let ms = |time: symphonia::core::units::Time| u64::try_from(time.as_millis()).unwrap_or(0);
    let find = |pick: fn(&StandardTag) -> Option<&String>| {
        let text = mark.tags.iter().filter_map(|tag: &Tag| tag.std.as_ref()).find_map(pick);
        text.and_then(|text| shown(text))
    };
    Chapter {
        start_ms: ms(mark.start_time),
        end_ms: mark.end_time.map(ms),
        title: find(|tag| match tag {
            StandardTag::ChapterTitle(title) | StandardTag::TrackTitle(title) => Some(title),
            _ => None,
        }),
        url: find(|tag| match tag {
            StandardTag::Url(url) | StandardTag::UrlOfficial(url) | StandardTag::UrlSource(url) => Some(url),
            _ => None,
        }),
    }
}

fn add_tag(tags: &mut Tags, tag: &StandardTag) {
    let (place, text) = match tag {
        StandardTag::TrackTitle(text) => (&mut tags.title, text.as_str()),
        StandardTag::Artist(text) => (&mut tags.artist, text.as_str()),
        StandardTag::Album(text) => (&mut tags.album, text.as_str()),
        StandardTag::RecordingDate(text) | StandardTag::ReleaseDate(text) => (&mut tags.date, text.as_str()),
        other => return add_other(tags, other),
    };
    if place.is_none() {
        *place = shown(text);
    }
}

fn add_other(tags: &mut Tags, tag: &StandardTag) {
    let (name, text) = match tag {
        StandardTag::RecordingYear(year) | StandardTag::ReleaseYear(year) => {
            tags.date.get_or_insert_with(|| year.to_string());
            return;
        }
        StandardTag::TrackNumber(number) => ("track", number.to_string()),
        StandardTag::AlbumArtist(text) => ("album_artist", text.to_string()),
        StandardTag::Comment(text) => ("comment", text.to_string()),
        StandardTag::Copyright(text) => ("copyright", text.to_string()),
        StandardTag::Description(text) => ("description", text.to_string()),
        StandardTag::Encoder(text) => ("encoder", text.to_string()),
        StandardTag::Genre(text) => ("genre", text.to_string()),
        StandardTag::Language(text) => ("language", text.to_string()),
        StandardTag::Url(text) | StandardTag::UrlOfficial(text) => ("url", text.to_string()),
        _ => return,
    };
    add_named(tags, name, &text);
}

/// Adds one text by its name in the report; the first that is there stays.
pub(super) fn add_text(tags: &mut Tags, name: &str, text: &str) {
    let place = match name {
        "title" => &mut tags.title,
        "artist" => &mut tags.artist,
        "album" => &mut tags.album,
        "date" => &mut tags.date,
        other => return add_named(tags, other, text),
    };
    if place.is_none() {
        *place = shown(text);
    }
}

/// Adds one text of a RIFF `INFO` list.
pub(super) fn add_riff(tags: &mut Tags, id: &[u8; 4], text: &str) {
    let name = match id {
        b"INAM" => "title",
        b"IART" => "artist",
        b"IPRD" => "album",
        b"ICRD" => "date",
        b"ICMT" => "comment",
        b"ICOP" => "copyright",
        b"IGNR" => "genre",
        b"ISFT" => "encoder",
        _ => return,
    };
    add_text(tags, name, text);
}

/// Adds one text of a CAF `info` chunk (Core Audio Format Specification, Information Chunk).
pub(super) fn add_caf(tags: &mut Tags, name: &str, text: &str) {
    let name = match name {
        "title" | "artist" | "album" | "copyright" | "genre" => name,
        "year" | "recorded date" => "date",
        "comments" => "comment",
        "encoding application" | "encoder" => "encoder",
        _ => return,
    };
    add_text(tags, name, text);
}

/// Adds a text under a name of ours.
pub(super) fn add_named(tags: &mut Tags, name: &str, text: &str) {
    if let Some(text) = shown(text) {
        tags.others.entry(name.to_owned()).or_insert(text);
    }
}

/// Text as it may be shown: no control characters, not endless; None if nothing is left.
pub(super) fn shown(text: &str) -> Option<String> {
    let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST_TEXT).collect();
    let clean = clean.trim();
    (!clean.is_empty()).then(|| clean.to_owned())
}

fn front_cover(visuals: &[Visual]) -> Option<&Visual> {
    let is_front = |visual: &&Visual| visual.usage == Some(StandardVisualKey::FrontCover);
    visuals.iter().find(is_front).or_else(|| visuals.first())
}

fn cover(visual: &Visual) -> Cover {
    let cover = magic::cover(&visual.data);
    let said = || shown(visual.media_type.as_deref()?).filter(|text| text.len() <= 100);
    Cover {
        width: cover.width.or(visual.dimensions.map(|size| size.width)),
        height: cover.height.or(visual.dimensions.map(|size| size.height)),
        media_type: cover.media_type.clone().or_else(said),
        ..cover
    }
}
