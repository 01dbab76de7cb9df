//! An address as a QR code (ISO/IEC 18004), drawn as one SVG path: whoever reads on a screen goes on listening on the telephone.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of empty margin that readers need on each side (ISO/IEC 18004, "quiet zone").
const MARGIN: usize = 4;

/// A code, in modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// From edge to edge, margins included.
    pub side: usize,
    /// What is dark, as the data of an SVG path.
    pub path: String,
}

impl Qr {
    /// The code of an address; none when it is longer than a code can hold (2953 bytes).
    pub fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
        let width = code.width();
        let rows = code.to_colors();
        let rows = rows.chunks(width).enumerate();
        let path = rows.flat_map(|(y, row)| runs(row).map(move |(x, length)| (x + MARGIN, y + MARGIN, length)));
        let path = path.map(|(x, y, length)| format!("M{x} {y}h{length}v1h-{length}z")).collect();
        Some(Self { side: width + 2 * MARGIN, path })
    }
}

/// Where dark begins in a row, and how far it goes.
fn runs(row: &[Color]) -> impl Iterator<Item = (usize, usize)> {
    row.chunk_by(|one, next| one == next)
        .scan(0, |end, run| {
            let start = *end;
            *end += run.len();
            Some((run[0], start, run.len()))
        })
        .filter_map(|(colour, start, length)| (colour == Color::Dark).then_some((start, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_its_margin_and_begins_with_a_finder_pattern() {
        let qr = Qr::of("https://glos.example/rozmowy").unwrap();
        assert_eq!(qr.side, 25 + 2 * MARGIN);
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", qr.path);
        assert!(qr.path.len() < 4000, "it is small");
    }

    #[test]
    fn an_address_that_no_code_holds_has_none() {
        assert_eq!(Qr::of(&"a".repeat(3000)), None);
    }
}
