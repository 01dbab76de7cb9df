//! Ogg pages (RFC 3533 §6) with checksums that fit, so that what lies behind the checksums is reached.

const HEADER: usize = 27;

/// `bytes` with the checksum of every page put right.
pub fn mended(bytes: &[u8]) -> Vec<u8> {
    let (mut bytes, mut at) = (bytes.to_vec(), 0);
    while let Some(found) = bytes[at..].windows(4).position(|window| window == b"OggS") {
        at += found;
        let Some(len) = len(&bytes[at..]).filter(|len| at + len <= bytes.len()) else {
            at += 4;
            continue;
        };
        seal(&mut bytes[at..at + len]);
        at += len;
    }
    bytes
}

/// A page with these packets, whole, none of which may be longer than a page holds.
pub fn page(serial: u32, number: u32, flags: u8, granule: u64, packets: &[&[u8]]) -> Vec<u8> {
    let mut lacing = Vec::new();
    for packet in packets {
        lacing.extend(vec![255; packet.len() / 255]);
        lacing.push((packet.len() % 255) as u8);
    }
    lacing.truncate(255);
    let room = lacing.iter().map(|&len| usize::from(len)).sum();
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(granule.to_le_bytes());
    page.extend(serial.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0; 4]);
    page.push(lacing.len() as u8);
    page.extend(lacing);
    page.extend(packets.concat().into_iter().take(room));
    seal(&mut page);
    page
}

/// Length of the page that begins here.
fn len(bytes: &[u8]) -> Option<usize> {
    let lacing = bytes.get(HEADER..HEADER + usize::from(*bytes.get(26)?))?;
    Some(HEADER + lacing.len() + lacing.iter().map(|&len| usize::from(len)).sum::<usize>())
}

fn seal(page: &mut [u8]) {
    page[22..26].fill(0);
    let sum = page.iter().fold(0, |sum, &byte| checksum(sum ^ u32::from(byte) << 24));
    page[22..26].copy_from_slice(&sum.to_le_bytes());
}

fn checksum(sum: u32) -> u32 {
    (0..8).fold(sum, |sum, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 })
}
