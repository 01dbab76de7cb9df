//! EBML (RFC 8794): elements with an identifier, a length, and what is inside.

/// Identifier, bytes of the element's header, and length of its content; None where it is unknown (streamed).
pub(super) type Header = (u32, usize, Option<u64>);

/// Longest header: four bytes of identifier, eight of length.
pub(super) const HEADER: usize = 12;

/// The header at the start of `bytes`; None if it is none.
pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let first = *bytes.first()?;
    let id_len = first.leading_zeros() as usize + 1;
    if id_len > 4 {
        return None;
    }
    let id = bytes.get(..id_len)?.iter().fold(0, |id, &byte| id << 8 | u32::from(byte));
    let (len, len_len) = number(bytes.get(id_len..)?)?;
    Some((id, id_len + len_len, len))
}

/// A number of variable length (§4), and its length; None inside where all its bits are ones: unknown.
pub(super) fn number(bytes: &[u8]) -> Option<(Option<u64>, usize)> {
    let len = bytes.first()?.leading_zeros() as usize + 1;
    let all = bytes.get(..len.min(9)).filter(|_| len <= 8)?;
    let value = all.iter().fold(0_u64, |value, &byte| value << 8 | u64::from(byte)) & !(1 << (7 * len));
    Some(((value != (1 << (7 * len)) - 1).then_some(value), len))
}

/// The elements in `bytes`, one after another. Ends where they make no sense.
pub(super) fn elements(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (id, head, len) = header(rest)?;
        let len = usize::try_from(len?).ok()?;
        let content = rest.get(head..)?.get(..len)?;
        rest = &rest[head + len..];
        Some((id, content))
    })
}

/// The content of the first element with this identifier.
pub(super) fn find(bytes: &[u8], id: u32) -> Option<&[u8]> {
    elements(bytes).find(|&(found, _)| found == id).map(|(_, content)| content)
}

/// An unsigned number as content.
pub(super) fn unsigned(content: &[u8]) -> Option<u64> {
    (content.len() <= 8).then(|| content.iter().fold(0, |value, &byte| value << 8 | u64::from(byte)))
}

/// A signed number as content.
pub(super) fn signed(content: &[u8]) -> Option<i64> {
    let bits = 64 - 8 * u32::try_from(content.len()).ok().filter(|len| (1..=8).contains(len))?;
    Some((unsigned(content)? << bits) as i64 >> bits)
}

/// A floating-point number as content.
pub(super) fn float(content: &[u8]) -> Option<f64> {
    match content.len() {
        4 => Some(f64::from(f32::from_be_bytes(content.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(content.try_into().ok()?)),
        _ => None,
    }
}

/// A text as content: zeros may follow it.
pub(super) fn text(content: &[u8]) -> String {
    let end = content.iter().position(|&byte| byte == 0).unwrap_or(content.len());
    String::from_utf8_lossy(&content[..end.min(4096)]).into_owned()
}
