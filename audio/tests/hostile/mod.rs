//! Files made to cost more than they weigh: much work, or much memory, from few bytes.

/// What a file is, and its bytes.
pub(crate) type Hostile = (&'static str, Vec<u8>);

/// Small files that speak of large things.
pub(crate) fn boasts() -> Vec<Hostile> {
    let whole = |name: &str| fixture(name);
    let put = |mut bytes: Vec<u8>, mark: &[u8], offset: usize, value: &[u8]| {
        let at = bytes.windows(mark.len()).rposition(|window| window == mark).unwrap() + offset;
        bytes[at..at + value.len()].copy_from_slice(value);
        bytes
    };
    let (most, one) = (u32::MAX.to_be_bytes(), 1_u32.to_be_bytes());
    let slow = put(whole("aac-moov-last.m4a"), b"mdhd", 16, &one);
    vec![
        ("packets of Apple Lossless as long as can be said", put(whole("alac.m4a"), b"alac", 8, &most)),
        ("packets that last for years", put(put(slow.clone(), b"stts", 16, &most), b"mdat", 4, &[0xff; 400])),
        ("packets that last for years and decode", put(slow, b"stts", 16, &most)),
        ("a table of as many packets as can be said", put(whole("aac-moov-last.m4a"), b"stsz", 12, &most)),
        ("a WAV of as many channels as can be said", put(whole("pcm16.wav"), b"fmt ", 10, &[0xff, 0xff])),
        ("a WAV of blocks as long as can be said", put(whole("adpcm.wav"), b"fmt ", 20, &[0xff, 0xff])),
        ("an AIFF of as many samples as can be said", put(whole("aiff.aiff"), b"COMM", 10, &most)),
        ("a FLAC of blocks as long as can be said", put(whole("flac.flac"), b"fLaC", 8, &[0xff; 10])),
        ("a tag longer than the file", put(whole("cbr.mp3"), b"ID3", 6, &[0x7f; 4])),
        ("a picture longer than its tag", put(whole("cbr.mp3"), b"APIC", 4, &[0x7f; 4])),
        ("an MP3 of as many frames as can be said", put(whole("vbr-xing.mp3"), b"Xing", 8, &most)),
    ]
}

/// A FLAC of silence in which each fourteen bytes or so stand for 65,535 samples.
pub(crate) fn silence(len: usize) -> Vec<u8> {
    const SAMPLES: u16 = 0xffff;
    let mut file = b"fLaC\x80\0\0\x22".to_vec();
    // 65,535 samples a block, 48 kHz, one channel, 16 bits, of unknown length.
    file.extend([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0x0b, 0xb8, 0, 0xf0, 0, 0, 0, 0]);
    file.extend([0; 16]);
    let mut number = 0_u32;
    while file.len() < len {
        let mut frame = vec![0xff, 0xf8, 0x70, 0x00];
        match char::from_u32(number) {
            Some(number) => frame.extend(number.encode_utf8(&mut [0; 4]).bytes()),
            None => frame.extend([0xed, 0xa0 | (number >> 6 & 0x1f) as u8, 0x80 | (number & 0x3f) as u8]),
        }
        frame.extend((SAMPLES - 1).to_be_bytes());
        frame.push(crc(&frame, 8, 0x07) as u8);
        // One subframe, constant, zero.
        frame.extend([0, 0, 0]);
        frame.extend((crc(&frame, 16, 0x8005) as u16).to_be_bytes());
        file.extend(frame);
        number += 1;
    }
    file
}

/// A checksum of so many bits (RFC 9639 §9.1.8, §9.3).
fn crc(bytes: &[u8], bits: u32, polynomial: u32) -> u32 {
    let (top, mask) = (1 << (bits - 1), (1 << bits) - 1);
    let bit = |sum: u32, _| if sum & top != 0 { (sum << 1 ^ polynomial) & mask } else { sum << 1 & mask };
    bytes.iter().fold(0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte) << (bits - 8), bit))
}

/// About `len` bytes of each kind.
pub(crate) fn files(len: usize) -> Vec<Hostile> {
    let again = |start: &[u8], unit: &[u8]| {
        let mut bytes = start.to_vec();
        bytes.extend(unit.iter().cycle().take(len));
        bytes
    };
    let frames = |version: u8, frame: &[u8]| id3v2(version, &again(&[], frame));
    let ftyp = b"\0\0\0\x10ftypM4A \0\0\0\0";
    let fmt = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0";
    let chapter = [b"CHAP\0\x20\0\0\0\0a\0".as_slice(), &[0; 16]].concat();
    vec![
        ("synchronisation and nothing else", again(&[], b"\xff")),
        ("headers of frames without frames", again(&[], b"\xff\xfb\x90\x64")),
        ("headers of frames of every kind", again(&[], b"\xff\xfb\x90\x64\xff\xf3\x40\xc4\xff\xfd\x84\x04\xff\xf1\x50\x80")),
        ("the shortest frames of AAC", again(&[], b"\xff\xf1\x50\x80\x01\x1f\xfc\0")),
        ("tags of nothing", again(&[], b"ID3\x04\0\0\0\0\0\0")),
        ("tags of nothing behind a frame", again(&[0xff, 0xfb, 0x10, 0x64], b"TAG\0\0\0ID3\x04\0\0\0\0\0\0")),
        ("items without end", again(&[], b"APETAGEX\xd0\x07\0\0\x20\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0")),
        ("a tag of shortest frames", frames(4, b"TIT2\0\0\0\x02\0\0\x03a")),
        ("a tag of items", ape(len.min(2_000_000))),
        ("a tag of unknown frames", frames(3, b"XABC\0\0\0\x01\0\0\0")),
        ("a tag of the oldest frames", frames(2, b"TT2\0\0\x02\0a")),
        ("a tag of chapters", frames(4, &[b"CHAP\0\0\0\x12\0\0a\0".as_slice(), &[0; 16]].concat())),
        ("a chapter of frames", id3v2(3, &again(&chapter, b"TIT2\0\0\0\x02\0\0\0a"))),
        ("a picture that claims to be larger than its tag", frames(3, b"APIC\x7f\xff\xff\xff\0\0\0image/png\0\x03\0")),
        ("boxes of nothing", again(ftyp, b"\0\0\0\x08free")),
        ("fragments of nothing", again(ftyp, b"\0\0\0\x08moof")),
        ("an index of tracks of nothing", [ftyp.as_slice(), &atom(b"moov", &again(b"", b"\0\0\0\x08trak"))].concat()),
        ("an index of tags", [ftyp.as_slice(), &atom(b"moov", &atom(b"udta", &atom(b"meta", &again(&[0; 4], b"\0\0\0\x18ilst\0\0\0\x10\xa9nam\0\0\0\x08data"))))].concat()),
        ("an index in an index", [ftyp.as_slice(), &nested(len)].concat()),
        ("pages that claim to be long", again(b"", &page_header(255))),
        ("pages that claim to be long, in a stream", again(&vorbis_page(), &page_header(255))),
        ("pages of nothing", again(&vorbis_page(), &page_header(0))),
        ("chunks of nothing", again(b"RIFF\xff\xff\xff\xffWAVE", b"junk\0\0\0\0")),
        ("a list of texts of nothing", again(&[fmt.as_slice(), b"LIST\xff\xff\xff\x7fINFO"].concat(), b"INAM\0\0\0\0")),
        ("chunks of tags", again(b"FORM\x7f\xff\xff\xffAIFF", b"ID3 \0\0\0\x0aID3\x04\0\0\0\0\0\0")),
        ("metadata of nothing", again(&flac(), b"\x02\0\0\0")),
        ("comments of nothing", metadata(4, &again(&[b"\0\0\0\0".as_slice(), &u32::MAX.to_le_bytes()].concat(), b"\x02\0\0\0a="))),
        ("a picture", metadata(6, &[b"\0\0\0\x03".as_slice(), &[0; 24], &(PICTURE as u32).to_be_bytes(), &vec![1; PICTURE]].concat())),
        ("comments in pages", comments_in_pages(len)),
        ("sound and chunks of tags", again(&aiff(), b"ID3 \0\0\0\x16ID3\x04\0\0\0\0\0\x0cTIT2\0\0\0\x02\0\0\x03a")),
        ("seek points", metadata(3, &again(b"", &[0; 18]))),
        ("elements of nothing", again(b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff", b"\xec\x80")),
        ("elements in elements", again(b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff", b"\x10\x43\xa7\x70\x01\xff\xff\xff\xff\xff\xff\xff\x45\xb9\x01\xff\xff\xff\xff\xff\xff\xff\xb6\x01\xff\xff\xff\xff\xff\xff\xff")),
        ("clusters of nothing", again(&webm(), b"\x1f\x43\xb6\x75\x80")),
        ("blocks of nothing", again(&[webm().as_slice(), b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff"].concat(), b"\xa3\x84\x81\0\0\x80")),
        ("blocks of a megabyte", blocks(len, 1_040_000)),
        ("blocks of sixteen megabytes", blocks(8 * len, 15_900_000)),
        ("core audio chunks of nothing", again(b"caff\0\x01\0\0", b"free\0\0\0\0\0\0\0\0")),
    ]
}

fn id3v2(version: u8, frames: &[u8]) -> Vec<u8> {
    let size = [21, 14, 7, 0].map(|shift| (frames.len() >> shift & 0x7f) as u8);
    [&[b'I', b'D', b'3', version, 0, 0], &size[..], frames, &fixture("cbr-noxing.mp3")].concat()
}

fn ape(len: usize) -> Vec<u8> {
    let items: Vec<u8> = b"\x01\0\0\0\0\0\0\0ab\0c".iter().copied().cycle().take(len / 12 * 12).collect();
    let mut footer = b"APETAGEX\xd0\x07\0\0".to_vec();
    footer.extend((items.len() as u32 + 32).to_le_bytes());
    footer.extend((items.len() as u32 / 12).to_le_bytes());
    footer.extend([0; 12]);
    [fixture("cbr-noxing.mp3"), items, footer].concat()
}

fn atom(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes(), &name[..], content].concat()
}

fn nested(len: usize) -> Vec<u8> {
    (0..len / 8).flat_map(|depth| [&((len - depth * 8) as u32).to_be_bytes()[..], b"moov"].concat()).collect()
}

fn page_header(segments: u8) -> Vec<u8> {
    let mut page = b"OggS\0\0".to_vec();
    page.extend([0; 20]);
    page.push(segments);
    page
}

/// The first page of `vorbis.ogg`.
fn vorbis_page() -> Vec<u8> {
    fixture("vorbis.ogg")[..58].to_vec()
}

fn flac() -> Vec<u8> {
    fixture("flac.flac")[..42].to_vec()
}

/// FLAC with as many blocks of this kind as `content` needs.
fn metadata(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut file = flac();
    for block in content.chunks(0xff_fff0) {
        file.push(kind);
        file.extend(&(block.len() as u32).to_be_bytes()[1..]);
        file.extend(block);
    }
    file.extend(&fixture("flac.flac")[42..]);
    file
}

/// As large as a block may be.
const PICTURE: usize = 0xff_ff00;

/// The fixture with nothing but what is needed, to be followed by other chunks.
fn aiff() -> Vec<u8> {
    let mut bytes = fixture("aiff.aiff");
    bytes[4..8].copy_from_slice(&u32::MAX.to_be_bytes());
    bytes
}

/// Vorbis whose comments, as many as fit into `len`, are empty and lie in pages with right checksums.
fn comments_in_pages(len: usize) -> Vec<u8> {
    let count = len / 6;
    let mut packet = [b"\x03vorbis\0\0\0\0".as_slice(), &(count as u32).to_le_bytes()].concat();
    packet.extend(b"\x02\0\0\0a=".iter().cycle().take(count * 6));
    packet.push(1);
    let (mut file, mut number) = (vorbis_page(), 1_u32);
    for part in packet.chunks(255 * 255) {
        let mut lacing = vec![255_u8; part.len() / 255];
        if part.len() < 255 * 255 {
            lacing.push((part.len() % 255) as u8);
        }
        let mut page = page_header(lacing.len() as u8);
        page[5] = u8::from(number > 1);
        page[14..18].copy_from_slice(&file[14..18]);
        page[18..22].copy_from_slice(&number.to_le_bytes());
        page.extend(lacing);
        page.extend(part);
        let sum = checksum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        file.extend(page);
        number += 1;
    }
    let rest = fixture("vorbis.ogg");
    let setup = rest.windows(7).position(|window| window == b"\x05vorbis").unwrap();
    file.extend(&rest[setup..]);
    file
}

/// The checksum of a page (RFC 3533 §6).
fn checksum(page: &[u8]) -> u32 {
    let bit = |sum: u32, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 };
    page.iter().fold(0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte) << 24, bit))
}

/// A head and an Opus track (RFC 9559).
fn webm() -> Vec<u8> {
    let track =
        b"\xd7\x81\x01\x73\xc5\x81\x01\x83\x81\x02\x86\x86A_OPUS\x63\xa2\x93OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0";
    let head = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff";
    let entry = [&[0xae, 0x80 | track.len() as u8], track.as_slice()].concat();
    [head.as_slice(), b"\x16\x54\xae\x6b", &[0x80 | entry.len() as u8], &entry].concat()
}

/// Blocks that hold one packet each.
fn blocks(len: usize, packet: usize) -> Vec<u8> {
    let mut file = [webm().as_slice(), b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff"].concat();
    for _ in 0..len / packet {
        file.push(0xa3);
        file.extend(((packet as u64 + 4) | 1 << 56).to_be_bytes());
        file.extend(b"\x81\0\0\x80\xfc");
        file.resize(file.len() + packet - 1, 0x55);
    }
    file
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../fixtures/audio/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
