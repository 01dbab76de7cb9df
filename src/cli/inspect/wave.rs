//! The sound as a row of block characters, with marks below it where problems are.

use super::terminal::{QUIET, Terminal, clock, of_severity, styled};
use crate::audio::{Report, Severity, Waveform};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Two or three lines, or none where there is no waveform.
pub(super) fn of(report: &Report, terminal: Terminal) -> Vec<String> {
    let Some(waveform) = report.waveform.as_ref().filter(|waveform| !waveform.peaks.is_empty()) else {
        return Vec::new();
    };
    let width = terminal.width - 4;
    let duration = report.duration_ms.unwrap_or(0).max(1);
    let mut lines = vec![blocks(waveform, width)];
    lines.extend(marks(report, duration, width));
    let end = clock(duration);
    lines.push(styled(QUIET, &format!("0:00{:>room$}", end, room = width - 4)));
    lines
}

/// The loudest peak of each column. The height goes with the root of it: speech at half the height is as loud to the
/// ear as its peaks at a quarter of full scale are.
fn blocks(waveform: &Waveform, width: usize) -> String {
    let peaks = &waveform.peaks;
    let column = |at: usize| {
        let from = at * peaks.len() / width;
        let to = ((at + 1) * peaks.len() / width).max(from + 1);
        let peak = peaks[from..to.min(peaks.len())].iter().copied().max().unwrap_or(0);
        let height = (f64::from(peak) / 255.0).sqrt() * (BLOCKS.len() - 1) as f64;
        BLOCKS[height.round() as usize]
    };
    (0..width).map(column).collect()
}

/// A mark under each place that a problem names; the gravest where there are several.
fn marks(report: &Report, duration: u64, width: usize) -> Option<String> {
    let mut columns: Vec<Option<Severity>> = vec![None; width];
    for problem in &report.problems {
        for &at_ms in problem.at_ms.iter().chain(&problem.details.places_ms) {
            let column = (u128::from(at_ms) * width as u128 / u128::from(duration)) as usize;
            let mark = &mut columns[column.min(width - 1)];
            *mark = (*mark).max(Some(problem.severity));
        }
    }
    let last = columns.iter().rposition(Option::is_some)?;
    let mark = |severity: &Option<Severity>| match severity {
        Some(severity) => styled(of_severity(*severity).0, "▲"),
        None => " ".to_owned(),
    };
    Some(columns[..=last].iter().map(mark).collect())
}
