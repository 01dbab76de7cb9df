//! Text files as people save them, made UTF-8 or refused with the way to save them again.

use super::fault::Fault;
use super::text::is_xml_char;

/// The text of a file: UTF-8, or UTF-16 that says so by its mark. A mark is dropped, every line ends in LF, and what XML
/// cannot hold vanishes. Any other encoding is refused: guessed letters would be wrong letters.
pub fn text_of(bytes: &[u8]) -> Result<String, Fault> {
    if [b"PK\x03\x04".as_slice(), b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF"].iter().any(|magic| bytes.starts_with(magic))
    {
        return Err(Fault::new("text-file-document"));
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|&c| is_xml_char(c) && c != '\u{feff}').collect();
    if text.trim().is_empty() { Err(Fault::new("text-file-empty")) } else { Ok(text) }
}

fn utf8(bytes: &[u8]) -> Result<String, Fault> {
    // Text has no zero bytes; UTF-16 that does not say so has one in nearly every letter.
    if bytes.contains(&0) {
        return Err(Fault::new("text-file-encoding").value("encoding", "utf-16"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
            Err(Fault::new("text-file-encoding").value("encoding", old_encoding(bytes)).on_line(Some(line)))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let broken = || Fault::new("text-file-encoding").value("encoding", "broken");
    if !bytes.len().is_multiple_of(2) {
        return Err(broken());
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| broken())
}

/// Which of the two encodings that Polish was written in before UTF-8 the bytes look like, by ą, ś, ź and their capitals:
/// the letters on which the two differ.
fn old_encoding(bytes: &[u8]) -> &'static str {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let windows = count(&[0xa5, 0xb9, 0x8c, 0x9c, 0x8f, 0x9f]);
    let iso = count(&[0xa1, 0xb1, 0xa6, 0xb6, 0xac, 0xbc]);
    match windows.cmp(&iso) {
        std::cmp::Ordering::Greater => "windows-1250",
        std::cmp::Ordering::Less => "iso-8859-2",
        std::cmp::Ordering::Equal => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoding(bytes: &[u8]) -> String {
        text_of(bytes).unwrap_err().values[0].1.clone()
    }

    #[test]
    fn a_mark_is_dropped_and_lines_end_alike() {
        assert_eq!(text_of("\u{feff}Zażółć\r\ngęślą\rjaźń".as_bytes()).unwrap(), "Zażółć\ngęślą\njaźń");
    }

    #[test]
    fn utf_16_with_its_mark_is_read_both_ways_round() {
        let units: Vec<u16> = "\u{feff}Żółw 🎙".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!([text_of(&little).unwrap(), text_of(&big).unwrap()], ["Żółw 🎙", "Żółw 🎙"]);
        assert_eq!(encoding(&little[..little.len() - 1]), "broken");
        assert_eq!(encoding(&[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), "broken");
        assert_eq!(encoding(&little[2..]), "utf-16");
    }

    #[test]
    fn the_encodings_of_old_programs_are_told_apart() {
        assert_eq!(encoding(b"Wst\xeap\nG\xea\x9cl\xb9 ja\x9f\xf1"), "windows-1250");
        assert_eq!(encoding(b"Wst\xeap\nG\xea\xb6l\xb1 ja\xbc\xf1"), "iso-8859-2");
        assert_eq!(encoding(b"caf\xe9"), "unknown");
        assert_eq!(text_of(b"a\nWst\xeap").unwrap_err().values[1], ("line", "2".to_owned()));
    }

    #[test]
    fn a_document_of_a_word_processor_says_so() {
        for bytes in [b"PK\x03\x04\x14\x00".as_slice(), b"{\\rtf1\\ansi", b"%PDF-1.7"] {
            assert_eq!(text_of(bytes).unwrap_err().code, "text-file-document");
        }
    }

    #[test]
    fn an_empty_file_says_so() {
        for bytes in [b"".as_slice(), b" \r\n\t", "\u{feff}".as_bytes()] {
            assert_eq!(text_of(bytes).unwrap_err().code, "text-file-empty");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_what_comes_out_is_for_xml(bytes in any::<Vec<u8>>()) {
            if let Ok(text) = text_of(&bytes) {
                prop_assert!(text.chars().all(|c| is_xml_char(c) && c != '\r'));
            }
        }
    }
}
