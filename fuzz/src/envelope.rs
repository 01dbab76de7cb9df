//! Bytes in the place of a tag, in every container that has one.

use crate::ogg;

const MP3: &[u8] = include_bytes!("../../fixtures/audio/cbr-noxing.mp3");
const MP4: &[u8] = include_bytes!("../../fixtures/audio/aac-moov-last.m4a");
const FLAC: &[u8] = include_bytes!("../../fixtures/audio/flac.flac");
const VORBIS: &[u8] = include_bytes!("../../fixtures/audio/vorbis.ogg");

/// The container that the first byte chooses, with the rest of `bytes` as its tag; None if there is no byte.
pub fn around(bytes: &[u8]) -> Option<Vec<u8>> {
    const FORMS: [fn(&[u8]) -> Vec<u8>; 13] = [
        |tag| id3v2(4, tag, &MP3[..2048]),
        |tag| id3v2(3, tag, &MP3[..2048]),
        |tag| id3v2(2, tag, &MP3[..2048]),
        ape,
        |tag| in_moov(&[tag]),
        |tag| in_moov(&[&atom(b"udta", tag)]),
        |tag| in_moov(&[&atom(b"udta", &atom(b"meta", &[&[0; 4], &atom(b"ilst", tag)[..]].concat()))]),
        |tag| in_moov(&[&atom(b"udta", &atom(b"chpl", tag))]),
        |tag| flac(tag),
        |tag| vorbis(&[b"\x03vorbis", tag].concat()),
        |tag| opus(&[b"OpusTags", tag].concat()),
        |tag| wav(&[chunk(b"LIST", &[b"INFO", tag].concat()), chunk(b"id3 ", &id3v2(3, tag, &[]))].concat()),
        matroska,
    ];
    let (&form, tag) = bytes.split_first()?;
    Some(FORMS[usize::from(form) % FORMS.len()](tag))
}

fn id3v2(version: u8, frames: &[u8], sound: &[u8]) -> Vec<u8> {
    let mut file = [b'I', b'D', b'3', version, 0, 0].to_vec();
    file.extend([21, 14, 7, 0].map(|shift| (frames.len() >> shift & 0x7f) as u8));
    file.extend(frames);
    file.extend(sound);
    file
}

fn ape(items: &[u8]) -> Vec<u8> {
    let mut file = MP3[..2048].to_vec();
    file.extend(items);
    file.extend(b"APETAGEX");
    file.extend(2000_u32.to_le_bytes());
    file.extend((items.len() as u32 + 32).to_le_bytes());
    file.extend(u32::from(items.first().copied().unwrap_or(0) % 16).to_le_bytes());
    file.extend([0; 12]);
    file
}

fn atom(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes(), &name[..], content].concat()
}

/// The fixture's index stands at its end and has its user data at its own end: it is replaced. Of the sound two
/// packets are left, so that time goes into the tags.
fn in_moov(boxes: &[&[u8]]) -> Vec<u8> {
    let place = |name: &[u8]| MP4.windows(4).position(|window| window == name).expect("the fixture has it") - 4;
    let (moov, user) = (place(b"moov"), place(b"udta"));
    let mut content = [&MP4[moov + 8..user], &boxes.concat()].concat();
    let count = place(b"stsz") - moov - 8 + 16;
    content[count..count + 4].copy_from_slice(&2_u32.to_be_bytes());
    [&MP4[..moov], &atom(b"moov", &content)].concat()
}

/// The first byte is the kind of the block.
fn flac(block: &[u8]) -> Vec<u8> {
    let (kind, block) = block.split_first().unwrap_or((&4, &[]));
    let mut file = FLAC[..42].to_vec();
    file[4] = 0;
    file.push(kind & 0x7f | 0x80);
    file.extend(&(block.len() as u32).to_be_bytes()[1..]);
    file.extend(block);
    file
}

fn vorbis(comments: &[u8]) -> Vec<u8> {
    let place = |mark: &[u8]| VORBIS.windows(7).position(|window| window == mark).expect("the fixture has it");
    let setup = place(b"\x05vorbis");
    let end = setup + VORBIS[setup..].windows(4).position(|window| window == b"OggS").expect("a page follows");
    let mut file = ogg::page(1, 0, 2, 0, &[&VORBIS[28..58]]);
    file.extend(ogg::page(1, 1, 0, 0, &[comments]));
    file.extend(ogg::page(1, 2, 0, 0, &[&VORBIS[setup..end]]));
    file.extend(ogg::page(1, 3, 4, 0, &[&[0; 8]]));
    file
}

fn opus(tags: &[u8]) -> Vec<u8> {
    let mut file = ogg::page(1, 0, 2, 0, &[b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"]);
    file.extend(ogg::page(1, 1, 0, 0, &[tags]));
    file.extend(ogg::page(1, 2, 4, 1272, &[&[0x08, 0], &[0x08, 0]]));
    file
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = [&name[..], &(content.len() as u32).to_le_bytes(), content].concat();
    chunk.extend(vec![0; content.len() % 2]);
    chunk
}

fn wav(chunks: &[u8]) -> Vec<u8> {
    let format = [1_u16, 1, 8000, 0, 16000, 0, 2, 16].map(u16::to_le_bytes).concat();
    let content = [b"WAVE", &chunk(b"fmt ", &format)[..], chunks, &chunk(b"data", &[1; 320])].concat();
    chunk(b"RIFF", &content)
}

/// Elements at the top of a segment with one Opus track and one block of sound (RFC 9559).
fn matroska(elements: &[u8]) -> Vec<u8> {
    let long =
        |id: &[u8], content: &[u8]| [id, &[0x08, 0, 0, 0], &(content.len() as u32).to_be_bytes(), content].concat();
    let head = long(b"\x1a\x45\xdf\xa3", &[b"\x42\x82\x84webm", &b"\x42\x85\x81\x02"[..]].concat());
    let opus = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0";
    let track = [&b"\xd7\x81\x01\x73\xc5\x81\x01\x83\x81\x02\x86\x86A_OPUS"[..], b"\x63\xa2\x93", opus].concat();
    let tracks = long(b"\x16\x54\xae\x6b", &long(b"\xae", &track));
    let cluster = long(b"\x1f\x43\xb6\x75", b"\xe7\x81\0\xa3\x86\x81\0\0\x80\x08\0");
    let segment = long(b"\x18\x53\x80\x67", &[&tracks[..], elements, &cluster].concat());
    [head, segment].concat()
}
